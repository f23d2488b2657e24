"""``python -m soak``: mixed requests at the highest rate the machine holds, a fifth hostile."""
