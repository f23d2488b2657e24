"""The exceptions of this room."""

from __future__ import annotations


class DotError(ValueError):
    """Raised if a text is not a graph in DOT, is too large a graph, or refers to files.

    The message says what is wrong and, where there is one, at which line and column.
    """


class LayoutError(Exception):
    """Raised if none of the attempts to lay out a graph succeeds; the message says why."""


class ExhaustedError(Exception):
    """Raised if Graphviz does not finish within its fuel."""


class FailedError(Exception):
    """Raised if Graphviz reports an error, or stops before it has finished."""
