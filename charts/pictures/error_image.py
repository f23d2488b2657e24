"""The picture that an ``<img>`` shows if a chart cannot be drawn: the errors, as text."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from api.errors import ParameterError

_RED = (0xB0, 0x00, 0x20, 255)
_TEXT = (0x33, 0x33, 0x33, 255)
_SIZE = 12.0
SIZE = 300, 120
"""Width and height in pixels, if the request has no size."""


def picture(errors: Sequence[ParameterError], width: int, height: int) -> bytes:
    """Return a PNG of this size in pixels with every error; those that do not fit are cut off."""
    from ..canvas.create import create  # loads the rasteriser
    from ..canvas.fonts import Font
    from ..canvas.lock import drawing
    from ..canvas.sanitize import normalize
    from ..canvas.stroke import Stroke
    from ..canvas.text import wrap

    with drawing():
        canvas = create("png", width, height, (255, 255, 255, 255))
        edge = Stroke(_RED, 2.0, join="miter")
        canvas.rectangle(1, 1, max(width - 2, 0), max(height - 2, 0), None, edge)
        font, top = Font(_SIZE, family="arial"), 6.0
        for error in errors:
            text = f"{error.parameter} {error.detail}" if error.parameter else error.detail
            text += f"; allowed: {error.allowed}" if error.allowed else ""
            for line in wrap(normalize(text), font, max(width - 12.0, 1.0), 4):
                top += _SIZE * 1.3
                if top > height - 4:
                    break
                canvas.text(6, top - 3, line, font, _TEXT)
        return canvas.finish()


@functools.lru_cache(16)
def fixed(errors: tuple[ParameterError, ...]) -> bytes:
    """Return a picture of the default size, cached, because refused requests must be cheap."""
    return picture(errors, *SIZE)
