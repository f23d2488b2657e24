"""The picture that an ``<img>`` shows if a chart cannot be drawn: the errors, as text."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from .asked import Looks

if TYPE_CHECKING:
    from ..canvas.fonts import Font
    from ..canvas.surface import Canvas
    from ..colour import Colour


class _Colours(NamedTuple):
    ground: Colour
    edge: Colour
    text: Colour


_LIGHT = _Colours((255, 255, 255, 255), (0xB0, 0x00, 0x20, 255), (0x33, 0x33, 0x33, 255))
_DARK = _Colours((0x16, 0x1B, 0x22, 255), (0xFF, 0x7B, 0x72, 255), (0xE6, 0xED, 0xF3, 255))
_SIZES: Final = (28.0, 24.0, 20.0, 17.0, 14.0, 12.0, 10.5, 9.0)
"""Sizes of text in pixels: the largest at which all errors fit, the last where none does."""
_LINE: Final = 1.3
_MIN_TEXT = 40, 18
"""Width and height in pixels of the smallest picture with text; a smaller one is a sign."""


def picture(errors: Sequence[ParameterError], looks: Looks) -> bytes:
    """Return a PNG with every error; those that do not fit are cut off."""
    from ..canvas.create import create  # loads the rasteriser
    from ..canvas.lock import drawing
    from ..canvas.sanitize import normalize

    colours = _DARK if looks.dark else _LIGHT
    with drawing():
        canvas = create("png", looks.width, looks.height, colours.ground)
        if looks.width < _MIN_TEXT[0] or looks.height < _MIN_TEXT[1]:
            _sign(canvas, colours)
            return canvas.finish()
        _edge(canvas, colours)
        texts = [normalize(_text(error)) for error in errors]
        pad = 6.0 if min(looks.width, looks.height) < 100 else 12.0
        width, height = looks.width - 2 * pad, looks.height - pad
        font, lines = _fitting(texts, width, height, max(12.0, looks.width / 32))
        top = pad / 2
        for line in lines:
            top += font.size * _LINE
            if top > height + pad / 2:
                break
            canvas.text(pad, top - font.size * 0.3, line, font, colours.text)
        return canvas.finish()


@functools.lru_cache(16)
def of_refusal(errors: tuple[ParameterError, ...], looks: Looks) -> bytes:
    """Return a picture from a cache, because requests that may not be drawn must be cheap."""
    return picture(errors, looks)


def _text(error: ParameterError) -> str:
    text = f"{error.parameter} {error.detail}" if error.parameter else error.detail
    mark = "" if text.endswith("?") else ";"
    return text + (f"{mark} allowed: {error.allowed}" if error.allowed else "")


def _fitting(
    texts: Sequence[str], width: float, height: float, limit: float
) -> tuple[Font, list[str]]:
    """Return the largest font at which all texts fit, and their lines; else the smallest one."""
    from ..canvas.fonts import Font

    sizes = [size for size in _SIZES if size <= limit] or [_SIZES[-1]]
    for size in sizes:
        font = Font(size, family="arial")
        room = max(1, int(height / (size * _LINE)))
        last = size == sizes[-1]
        lines = list(_wrapped(texts, font, width, room if last else room + 1))
        if len(lines) <= room or last:
            break
    return font, lines


def _wrapped(texts: Sequence[str], font: Font, width: float, room: int) -> Iterator[str]:
    """Yield the lines of the texts, at most ``room`` of them."""
    from ..canvas.text import wrap

    for text in texts:
        if room < 1:
            return
        lines = wrap(text, font, max(width, 1.0), room)
        room -= len(lines)
        yield from lines


def _edge(canvas: Canvas, colours: _Colours) -> None:
    from ..canvas.stroke import Stroke

    edge = Stroke(colours.edge, 2.0, join="miter")
    canvas.rectangle(1, 1, max(canvas.width - 2, 0), max(canvas.height - 2, 0), None, edge)


def _sign(canvas: Canvas, colours: _Colours) -> None:
    """Draw an exclamation mark over the whole picture."""
    width, height = canvas.width, canvas.height
    canvas.rectangle(0, 0, width, height, colours.edge)
    side = min(width, height)
    stem = max(1, round(side / 8))
    left = (width - stem) // 2
    top, dot = (height - side) // 2 + side // 5, max(1, round(side / 8))
    length = max(1, side - 2 * (side // 5) - 2 * dot)
    canvas.rectangle(left, top, stem, length, colours.ground)
    canvas.rectangle(left, top + length + dot, stem, dot, colours.ground)
