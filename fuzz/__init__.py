"""``python -m fuzz``: fuzz the parsers of requests, guided by coverage."""
