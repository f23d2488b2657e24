"""The OpenAPI document, made of the tables that validate requests, and the page that shows it."""
