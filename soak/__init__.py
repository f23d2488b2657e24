"""``python -m soak``: mixed requests, a fifth of them hostile, at the highest possible rate."""
