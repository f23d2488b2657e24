"""Codes of dark and light squares."""
