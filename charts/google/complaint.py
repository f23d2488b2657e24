"""The picture that an ``<img>`` shows where a chart cannot be drawn: the reasons, in words."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from api.errors import ParameterError

from . import sizes
from .notes import Notes

_RED = (0xB0, 0x00, 0x20, 255)
_TEXT = (0x33, 0x33, 0x33, 255)
_SIZE = 12.0


def picture(errors: Sequence[ParameterError], asked: str) -> bytes:
    """A PNG of the asked size (``chs``), or of 300x120, with every error."""
    from ..canvas import AggCanvas, Stroke  # loads the rasteriser
    from ..cleaning import clean
    from ..render import drawing
    from ..text import Font, wrap

    width, height = sizes.read(asked, Notes()) or (300, 120)
    with drawing():
        canvas = AggCanvas(width, height, 1.0, (255, 255, 255, 255))
        edge = Stroke(_RED, 2.0, join="miter")
        canvas.rectangle(1, 1, max(width - 2, 0), max(height - 2, 0), None, edge)
        font, top = Font(_SIZE, family="arial"), 6.0
        for error in errors:
            text = f"{error.parameter} {error.detail}; allowed: {error.allowed}"
            for line in wrap(clean(text), font, max(width - 12.0, 1.0), 4):
                top += _SIZE * 1.3
                if top > height - 4:
                    break
                canvas.text(6, top - 3, line, font, _TEXT)
        return canvas.finish()


@functools.lru_cache(16)
def fixed(errors: tuple[ParameterError, ...]) -> bytes:
    """A picture that is kept: what is refused unread is to cost nothing."""
    return picture(errors, "")
