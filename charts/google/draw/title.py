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
from ..spacing import title_line_height


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
        canvas.text(start, baseline + row * title_line_height(size), text, font, colour)
