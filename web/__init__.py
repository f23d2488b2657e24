"""The pages people look at."""

from .functions import blueprint

__all__ = ["blueprint"]
