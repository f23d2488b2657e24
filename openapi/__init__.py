"""The description of the API, made of the tables that validate requests, and its page."""
