"""The exceptions of this room."""

from __future__ import annotations


class TexError(ValueError):
    """Raised if a text is not a formula; the message says why, and at which character."""
