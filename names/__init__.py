"""The name generator: a given name at random, from all or from those that start as asked."""

from .functions import blueprint

__all__ = ["blueprint"]
