"""The name generator: the small JSON API that shows how to add one's own."""
