"""The fonts that are shipped beside matplotlib's own, and the list of both."""
