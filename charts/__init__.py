"""Charts as URLs."""

from .functions import blueprint

__all__ = ["blueprint"]
