"""The legend of a chart: squares with names, in a column or in a row.

Distances were measured on pictures of the Google Image Charts API of 2008.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.surface import Canvas
from ...canvas.text import ink, width
from ...colour import Colour
from ...marks.map_area import MapArea
from ..chart import Legend
from ..spacing import legend_row_height

_SWATCH = 12
_ENTRY = 18  # from one entry to the next, and from a square to its text
_ROW_GAP = 10  # between the entries of a row


def size(legend: Legend) -> tuple[float, float]:
    """Return width and height that a legend takes, in pixels."""
    font = Font(legend.text_style.size, family="arial")
    widths = [_ENTRY + width(name, font) for name, _ in legend.entries]
    row = legend_row_height(legend)
    if legend.column:
        length, height = max(widths, default=0.0), row * len(widths)
    else:
        length, height = sum(widths) + _ROW_GAP * (len(widths) - 1), row
    return max(length, legend.min_size[0]), max(height, legend.min_size[1])


def entries(legend: Legend) -> Sequence[tuple[str, Colour]]:
    """Return the entries of a legend in the order in which they are drawn."""
    if not legend.shortest_first:
        return legend.entries
    font = Font(legend.text_style.size, family="arial")
    return sorted(legend.entries, key=lambda entry: width(entry[0], font) // 10)


def draw(canvas: Canvas, legend: Legend, box: Box) -> list[MapArea]:
    """Draw a legend from the left upper corner of a box; return the areas of its entries."""
    colour, text_size = legend.text_style
    font = Font(text_size, family="arial")
    row = legend_row_height(legend)
    areas = []
    x, y = math.floor(box.x), box.y
    for number, (name, swatch) in enumerate(entries(legend)):
        top = round(y + (row - _SWATCH) / 2)
        canvas.rectangle(x, top, _SWATCH, _SWATCH, swatch)
        length = width(name, font)
        above, below = ink(name, font)
        baseline = round(top + _SWATCH / 2 + (above - below) / 2)
        canvas.text(x + _ENTRY, baseline, name, font, colour)
        right = x + _ENTRY + length
        areas.append(MapArea.rectangle(f"legend{number}", x, top, right, top + _SWATCH))
        if legend.column:
            y += row
        else:
            x += round(_ENTRY + length + _ROW_GAP)
    return areas
