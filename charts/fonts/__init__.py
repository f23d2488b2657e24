"""The fonts that are shipped beside matplotlib's own."""
