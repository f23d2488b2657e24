"""Tables of formulas: rows of cells, each row at least as high as a line of text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from api.named_tuple import NamedTuple

from .box import THICKNESS, Bar, Box, Setting
from .signs import on_axis
from .tree import Span, Table

_STRUT = 0.7  # of a row's share above its baseline
_BETWEEN_LINES = 0.2  # em, of a double line
_T = TypeVar("_T")


class _Cell(NamedTuple):
    """A cell that was set: where it begins, and over how many columns it reaches."""

    box: Box
    column: int
    columns: int
    span: Span | None


class _Columns(NamedTuple):
    """Where the columns of a table begin, how wide they are, and where lines between them stand."""

    starts: list[float]
    widths: list[float]
    lines: list[tuple[float, ...]]
    """Before each column, and after the last one."""
    width: float


def set_table(node: Table, boxes: Sequence[Sequence[Box]], inner: Setting, at: Setting) -> Box:
    """Return the box of a table of cells that were set; ``inner`` surrounds them, ``at`` it."""
    rows = [_placed(node, index, row) for index, row in enumerate(boxes)]
    columns = _columns(node, rows, inner, at)
    whole = [cell.box.width for row in rows for cell in row if not cell.columns]
    width = max(columns.width, max(whole, default=0.0) + node.spread * inner.em)
    indent = (width - columns.width) / 2
    em = inner.em
    box = Box(width)
    y = 0.0  # of the upper edge of the next row
    edges, baselines = [], []
    for index, row in enumerate(rows):
        y = _level_lines(box, node, index, y, inner, columns, indent)
        edges.append(y)
        height = max(_STRUT * node.strut * em, *(cell.box.height for cell in row), 0.0)
        depth = max((1 - _STRUT) * node.strut * em, *(cell.box.depth for cell in row), 0.0)
        y -= height
        baselines.append(y)
        for cell in row:
            x, placed = _in_columns(node, cell, columns, width, indent)
            box.put(x, y, placed)
        extra = node.extra[index] if index < len(node.extra) else 0.0
        y -= depth + extra * em
        if index < len(rows) - 1:
            y -= node.leading * em
    y = _level_lines(box, node, len(rows), y, inner, columns, indent)
    for x, upper, lower in _upright_lines(rows, columns, [*edges, y], at):
        box.parts.append((x + indent, lower, Bar(THICKNESS * at.size, upper - lower, at.colour)))
    box.height, box.depth = 0.0, -y
    if node.aligned == "centre" or not baselines:
        return on_axis(box, at, rigid=None)
    moved = Box(box.width)
    moved.put(0, -baselines[0 if node.aligned == "top" else -1], box)
    return moved


def _placed(node: Table, index: int, boxes: Sequence[Box]) -> list[_Cell]:
    """Return the cells of a row with their columns."""
    cells = []
    column = 0
    for cell, box in zip(node.rows[index], boxes, strict=True):
        span = cell if isinstance(cell, Span) else None
        columns = 1 if span is None else span.columns
        cells.append(_Cell(box, column, columns, span))
        column += columns
    return cells


def _columns(node: Table, rows: list[list[_Cell]], inner: Setting, at: Setting) -> _Columns:
    """Return the columns of a table, as wide as their cells; the last of a span takes its rest."""
    count = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    widths = [0.0] * count
    for row in rows:
        for cell in row:
            if cell.columns == 1:
                widths[cell.column] = max(widths[cell.column], cell.box.width)
    columns = _laid_out(node, widths, inner, at)
    for row in rows:
        for cell in row:
            if cell.columns > 1 and (cell.span is None or cell.span.align != "dots"):
                last = cell.column + cell.columns - 1
                missing = cell.box.width - _reach(columns, cell)
                if missing > 0:
                    widths[last] += missing
                    columns = _laid_out(node, widths, inner, at)
    return columns


def _laid_out(node: Table, widths: list[float], inner: Setting, at: Setting) -> _Columns:
    em, line, space = inner.em, THICKNESS * at.size, _BETWEEN_LINES * inner.em
    starts: list[float] = []
    lines: list[tuple[float, ...]] = []

    def after_lines(index: int, x: float) -> float:
        """Return where a column begins, after the lines before it."""
        count = node.upright[index] if index < len(node.upright) else 0
        lines.append(tuple(x + number * (line + space) for number in range(count)))
        return x + (count * line + (count - 1) * space if count else 0.0)

    x = after_lines(0, 0.0) + node.margin * em
    for i, width in enumerate(widths):
        starts.append(x)
        x += width
        if i < len(widths) - 1:
            gap = _cycled(node.gaps, i) * em
            x = after_lines(i + 1, x + gap / 2) + gap / 2
    for index in range(len(widths), max(len(node.columns), len(widths)) + 1):
        if index == max(len(node.columns), len(widths)):
            x = after_lines(index, x + node.margin * em)
        elif index:
            lines.append(())
    return _Columns(starts, list(widths), lines, x)


def _reach(columns: _Columns, cell: _Cell) -> float:
    """Return the width of the columns of a cell."""
    last = cell.column + cell.columns - 1
    return columns.starts[last] + columns.widths[last] - columns.starts[cell.column]


def _in_columns(
    node: Table, cell: _Cell, columns: _Columns, width: float, indent: float
) -> tuple[float, Box]:
    """Return where a cell stands, and its box."""
    if not cell.columns:
        start, room = 0.0, width
    else:
        start, room = columns.starts[cell.column] + indent, _reach(columns, cell)
    if cell.span is None:
        letters = node.columns
        align = letters[min(cell.column, len(letters) - 1)] if letters else "c"
    else:
        align = cell.span.align
    if align == "dots":
        return start, _repeated(cell.box, room)
    spare = room - cell.box.width
    return start + {"l": 0.0, "c": spare / 2, "r": spare}.get(align, spare / 2), cell.box


def _repeated(box: Box, room: float) -> Box:
    """Return a box as often as it has room, centred."""
    row = Box(room)
    if box.width <= 0:
        return row
    count = min(200, max(1, math.floor(room / box.width + 1e-6)))
    start = (room - count * box.width) / 2
    for number in range(count):
        row.put(start + number * box.width, 0, box)
    return row


def _upright_lines(
    rows: list[list[_Cell]], columns: _Columns, edges: list[float], at: Setting
) -> list[tuple[float, float, float]]:
    """Return the lines between columns: x, upper and lower end; a span interrupts them."""
    bars: list[tuple[float, float, float]] = []
    for index, places in enumerate(columns.lines):
        for x in places:
            start: float | None = None
            for number, row in enumerate(rows):
                if _interrupts(row, index):
                    if start is not None:
                        bars.append((x, start, edges[number]))
                    start = None
                elif start is None:
                    start = edges[number] if number else 0.0
            if start is not None:
                bars.append((x, start, edges[-1]))
    line, space = THICKNESS * at.size, _BETWEEN_LINES * at.size
    for number, row in enumerate(rows):
        for cell in row:
            for index, count in _own_lines(cell):
                places = columns.lines[index] if index < len(columns.lines) else ()
                x = places[0] if places else _edge(columns, index)
                bars += [
                    (x + i * (line + space), edges[number], edges[number + 1]) for i in range(count)
                ]
    return bars


def _own_lines(cell: _Cell) -> tuple[tuple[int, int], ...]:
    """Return before which columns a span has lines of its own, and how many."""
    if cell.span is None or cell.span.upright is None:
        return ()
    left, right = cell.span.upright
    return (cell.column, left), (cell.column + cell.columns, right)


def _edge(columns: _Columns, index: int) -> float:
    """Return the place before a column where a line would stand."""
    if index <= 0:
        return 0.0
    if index >= len(columns.starts):
        return columns.width
    end = columns.starts[index - 1] + columns.widths[index - 1]
    return (end + columns.starts[index]) / 2


def _interrupts(row: list[_Cell], index: int) -> bool:
    """Return whether a row has no line before a column, or one of its own."""
    for cell in row:
        first, last = cell.column, cell.column + cell.columns
        if cell.span is not None and (not cell.columns or first < index < last):
            return True
        own = None if cell.span is None else cell.span.upright
        if own is not None and (index == last or (index == first and (not first or own[0] > 0))):
            return True
    return False


def _level_lines(
    box: Box, node: Table, index: int, y: float, at: Setting, columns: _Columns, indent: float
) -> float:
    """Add the lines above a row; return its upper edge."""
    count = node.level[index] if index < len(node.level) else 0
    line = THICKNESS * at.size
    for number in range(count):
        if number:
            y -= _BETWEEN_LINES * at.em
        box.parts.append((indent, y - line, Bar(columns.width, line, at.colour)))
        y -= line
    partial = [(first, last) for row, first, last in node.partial if row == index]
    for first, last in partial:
        if first <= last < len(columns.starts):
            left, right = _edge(columns, first), _edge(columns, last + 1)
            box.parts.append((left + indent, y - line, Bar(right - left, line, at.colour)))
    return y - line if partial else y


def _cycled(values: Sequence[_T], index: int) -> _T:
    return values[index % len(values)]
