"""The model of a code: dark and light squares."""

from __future__ import annotations

from api.named_tuple import NamedTuple

from ..colour import Colour


class CodeMatrix(NamedTuple):
    """A code of dark and light squares, in whole pixels, with light ones around."""

    rows: tuple[str, ...]
    """``1`` for dark, ``0`` for light."""
    margin: int
    """Light squares at each side."""
    colour: Colour = (0, 0, 0, 255)
    text: str = ""
    """What it holds, for those who cannot see it."""
