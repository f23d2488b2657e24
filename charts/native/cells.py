"""Cells in the colours of their values, and the numbers in them, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.text import CAP_HEIGHT, width
from ..colour import text_on
from ..diagnostics import Value
from .number_text import choose
from .sizes import text_font
from .value_labels import left_out

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from .chart import Chart
    from .colour_scale import ColourScale

_PADDING = 4  # pixels between a number and the edges of its cell
_MIN_GAPPED = 6  # pixels: smaller cells of a table touch each other
_SMALL = 0.8  # of the text size: numbers that would not fit otherwise

Cells = Sequence[tuple[Box, float]]
"""Their places, on whole pixels, and their values."""


def of_table(rows: Sequence[Sequence[Value]], area: Box) -> Cells:
    """Return the place of each cell of a table that has a value."""
    across, down = len(rows[0]), len(rows)
    xs = [round(area.x + area.width * i / across) for i in range(across + 1)]
    ys = [round(area.y + area.height * i / down) for i in range(down + 1)]
    gap = int(min(area.width / across, area.height / down) >= _MIN_GAPPED)
    wide = [max(b - a - gap, 1) for a, b in pairwise(xs)]
    return [
        (Box(x, y, width, max(below - y - gap, 1)), value)
        for (y, below), row in zip(pairwise(ys), rows, strict=True)
        for x, width, value in zip(xs, wide, row, strict=False)
        if value is not None
    ]


def draw_cells(
    canvas: Canvas, chart: Chart, scale: ColourScale, cells: Cells, *, numbers: bool
) -> list[str]:
    """Draw cells, and their numbers if these are asked for; return how many had no room."""
    canvas.cells([cell for cell, _ in cells], [scale(value) for _, value in cells])
    return _draw_numbers(canvas, chart, scale, cells) if numbers and cells else []


def _draw_numbers(canvas: Canvas, chart: Chart, scale: ColourScale, cells: Cells) -> list[str]:
    """Draw the number of each cell in it, if there is room for all; else return a notice."""
    write = choose((value for _, value in cells), chart.numbers)
    texts = [write(value) for _, value in cells]
    for size in (0.92, _SMALL):
        font = text_font(chart, size)
        cap = font.size * CAP_HEIGHT
        if any(cell.height < cap + _PADDING for cell, _ in cells):
            continue
        if all(
            width(text, font) + _PADDING <= cell.width
            for text, (cell, _) in zip(texts, cells, strict=True)
        ):
            break
    else:
        return left_out(len(cells), len(cells))
    for text, (cell, value) in zip(texts, cells, strict=True):
        x, y = cell.x + cell.width / 2, cell.y + (cell.height + cap) / 2
        canvas.text(x, y, text, font, text_on(scale(value)), anchor=0.5)
    return []
