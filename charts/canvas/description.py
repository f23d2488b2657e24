"""What a picture says, in words, for those who cannot see it."""

from __future__ import annotations

from typing import Final

from api.named_tuple import NamedTuple

MAX_LENGTH: Final = 500
"""Characters of a description at most."""


class Description(NamedTuple):
    """A picture in words. No text has a line break, a control character or a surrogate."""

    title: str
    """The chart's title, else what kind of picture it is."""
    text: str
    """A sentence or two."""
