"""Marks: what every dialect draws with, in pixels."""
