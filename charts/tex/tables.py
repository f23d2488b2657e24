"""Tables of formulas: rows of cells, each row at least as high as a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from .box import THICKNESS, Bar, Box, Setting
from .signs import on_axis
from .tree import Table

_STRUT = 0.7  # of a row's share above its baseline

_STRUT = 0.7  # of a row's share above its baseline
_T = TypeVar("_T")


def _cycled(values: Sequence[_T], index: int) -> _T:
    return values[index % len(values)]


def set_table(node: Table, cells: Sequence[Sequence[Box]], inner: Setting, at: Setting) -> Box:
    """Return the box of a table of cells that were set; ``inner`` surrounds them, ``at`` it."""
    em, line = inner.em, THICKNESS * at.size
    columns = max((len(row) for row in cells), default=0)
    widths = [max((row[i].width for row in cells if i < len(row)), default=0.0)
              for i in range(columns)]  # fmt: skip
    box = Box()
    left = node.margin * em
    starts = []
    bars: list[float] = []

    def uprights(index: int, x: float) -> float:
        """The lines before a column; gives where it begins."""
        count = node.upright[index] if index < len(node.upright) else 0
        for number in range(count):
            bars.append(x + number * (line + 0.2 * em))
        return x + (count * line + (count - 1) * 0.2 * em if count else 0.0)

    x = uprights(0, 0.0) + left
    for i, width in enumerate(widths):
        starts.append(x)
        x += width
        if i < columns - 1:
            gap = _cycled(node.gaps, i) * em
            x = uprights(i + 1, x + gap / 2) + gap / 2
    x = uprights(max(len(node.columns), columns), x + left)
    box.width = x
    y = 0.0  # of the upper edge of the next row
    baselines = []
    for index, row in enumerate(cells):
        y = _level_lines(box, node, index, y, inner)
        height = max(_STRUT * node.strut * em, *(cell.height for cell in row), 0.0)
        depth = max((1 - _STRUT) * node.strut * em, *(cell.depth for cell in row), 0.0)
        y -= height
        baselines.append(y)
        for i, cell in enumerate(row):
            align = node.columns[min(i, len(node.columns) - 1)] if node.columns else "c"
            spare = widths[i] - cell.width
            shift = {"l": 0.0, "c": spare / 2, "r": spare}.get(align, spare / 2)
            box.put(starts[i] + shift, y, cell)
        extra = node.extra[index] if index < len(node.extra) else 0.0
        y -= depth + extra * em
        if index < len(cells) - 1:
            y -= node.leading * em
    y = _level_lines(box, node, len(cells), y, inner)
    for place in bars:
        box.parts.append((place, y, Bar(line, -y, at.colour)))
    box.height, box.depth = 0.0, -y
    if node.aligned == "centre" or not baselines:
        return on_axis(box, at, rigid=None)
    moved = Box(box.width)
    moved.put(0, -baselines[0 if node.aligned == "top" else -1], box)
    return moved


def _level_lines(box: Box, node: Table, index: int, y: float, at: Setting) -> float:
    """The lines above a row; gives its upper edge."""
    count = node.level[index] if index < len(node.level) else 0
    line = THICKNESS * at.size
    for number in range(count):
        if number:
            y -= 0.2 * at.em
        box.parts.append((0, y - line, Bar(box.width, line, at.colour)))
        y -= line
    return y
