"""``python -m fuzz``: asks the app for what nobody should, and says what went wrong."""
