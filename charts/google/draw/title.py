"""The title of a chart: lines of text above the plot.

Distances were measured on pictures of the Google Image Charts API of 2008.
"""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.surface import Canvas
from ...canvas.text import width
from ..chart import Title


def height(title: Title | None) -> float:
    """Return the height in pixels that a title takes above the plot."""
    if title is None or not title.lines:
        return 0.0
    size = title.text_style.size
    return round(1.65 * size + 6.5) + (len(title.lines) - 1) * _line_height(size)


def _line_height(size: float) -> float:
    return round(0.8 * size + 12.4)


def draw(canvas: Canvas, title: Title, plot: Box) -> None:
    """Draw a title above the plot, centred on it or at a side of it."""
    colour, size = title.text_style
    font = Font(size, family="arial")
    x, anchor = {
        "left": (plot.x, 0.0),
        "centre": (plot.x + plot.width / 2, 0.5),
        "right": (plot.right, 1.0),
    }[title.align]
    baseline = math.ceil(5.5 + 0.716 * size)
    for row, text in enumerate(title.lines):
        # A title that is wider than the plot's surroundings stays within the picture if it can.
        length = width(text, font)
        start = x - anchor * length
        if length <= canvas.width:
            start = min(max(start, 0.0), canvas.width - length)
        canvas.text(start, baseline + row * _line_height(size), text, font, colour)
