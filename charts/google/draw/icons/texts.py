"""Text with an outline, alone or beside an icon."""

from __future__ import annotations

import math

from ....canvas.fonts import Font
from ....canvas.path import Point
from ....canvas.surface import Canvas
from ...icon import Captioned, Outlined
from . import glyphs
from .sketch import Block, Sketch

_EDGE = 1  # the outline's width
_GAP = 2  # between text and icon


def outlined(text: Outlined) -> Sketch:
    """Return lines of text; the point is in the middle of the side that they are aligned to."""
    font = Font(text.size, bold=text.bold, family="arial")
    block = Block(text.lines, [font])
    width = max(math.ceil(block.width) + 2 * _EDGE, 1)
    height = max(math.ceil(block.height) + 2 * _EDGE, 1)
    anchor = {"left": 0.0, "centre": 0.5, "right": 1.0}[text.align]

    def paint(canvas: Canvas, x: float, y: float) -> None:
        block.draw(canvas, x + _EDGE, y + _EDGE, text.fill, align=text.align, outline=text.outline)

    return Sketch(width, height, (anchor * width, height / 2), paint)


def captioned(text: Captioned) -> Sketch:
    """Return a line of text with an icon at one of its sides, both centred on each other."""
    font = Font(text.size, family="arial")
    block = Block([text.text] if text.text else [], [font])
    text_width, text_height = math.ceil(block.width), math.ceil(block.height)
    cell = math.ceil(text.icon_size) if text.icon else 0
    gap = _GAP if text_width and cell else 0
    icon: Point
    line: Point
    if text.side in ("left", "right"):
        width, height = text_width + gap + cell, max(text_height, cell)
        icon = (0 if text.side == "left" else text_width + gap), (height - cell) / 2
        line = (cell + gap if text.side == "left" else 0), (height - text_height) / 2
    else:
        width, height = max(text_width, cell), text_height + gap + cell
        icon = (width - cell) / 2, (0 if text.side == "above" else text_height + gap)
        line = (width - text_width) / 2, (cell + gap if text.side == "above" else 0)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        x, y = x + _EDGE, y + _EDGE
        if text.icon:
            glyphs.draw(
                canvas, text.icon, x + round(icon[0]), y + round(icon[1]), cell, text.fill,
                text.outline,
            )  # fmt: skip
        corner = x + round(line[0]), y + round(line[1])
        block.draw(canvas, *corner, text.colour, outline=text.outline)

    width, height = max(width, 1) + 2 * _EDGE, max(height, 1) + 2 * _EDGE
    return Sketch(width, height, (width / 2, height / 2), paint)
