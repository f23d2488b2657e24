"""Legends: laid out as a column or in rows, then drawn where the layout has room for them.

The entries are in the order in which the eye meets the series: ``legend`` of a kind says it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.fonts import Font
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, one_line, width
from ..marks.points import draw_points
from . import names
from .chart import Chart, LegendEntry
from .scale import LABEL_HEIGHT
from .sizes import line_width, text_font

if TYPE_CHECKING:
    from ..canvas.surface import Canvas

# In parts of the base size:
_LINE = 1.55  # an entry of one line
_TEXT = 1.5  # from the start of an entry to its text
_GAP = 1.6  # between entries in a row
_SWATCH = 0.85
_LINE_LENGTH = 1.05
_MAX_PARTS = 4  # of a mark of several colours
_DASHES = {
    "solid": (),
    "dashed": (0.4, 0.25),
    "dotted": (0.16, 0.14),
    "dashdot": (0.4, 0.2, 0.15, 0.2),
}


class _Placed(NamedTuple):
    """An entry from the upper left corner of the legend: where it starts, its lines of text."""

    x: float
    y: float
    entry: LegendEntry
    lines: tuple[str, ...]


class Legend(NamedTuple):
    """A legend that was laid out, in pixels."""

    width: float
    height: float
    entries: tuple[_Placed, ...]


def column(
    entries: Sequence[LegendEntry], font: Font, max_width: float, max_height: float
) -> Legend | None:
    """Return the entries below each other, as many as fit; None if none does."""
    base = font.size
    limit = max_width - base * _TEXT
    rows = int(max_height / (base * _LINE))
    if rows < 1 or limit < base:
        return None
    shown = list(entries[:rows])
    max_lines = 1
    while max_lines < names.MAX_LINES and not _fit(shown, font, limit, max_lines):
        if len(shown) * _height(base, max_lines + 1) > max_height:
            break
        max_lines += 1
    texts = _texts(shown, font, limit, max_lines)
    if len(entries) > rows:
        shown[-1], texts[-1] = _more(shown[-1], len(entries) - rows + 1)
    placed, y = list[_Placed](), 0.0
    for entry, lines in zip(shown, texts, strict=True):
        placed.append(_Placed(0.0, y, entry, lines))
        y += _height(base, len(lines))
    return Legend(max(_width(font, lines) for lines in texts), y, tuple(placed))


def rows(
    entries: Sequence[LegendEntry],
    font: Font,
    max_width: float,
    max_height: float,
    align: float = 0.0,
) -> Legend | None:
    """Return the entries side by side in as many rows as fit; None if none does.

    ``align``: where rows that are shorter than the widest stand: 0 left, 0.5 middle, 1 right.
    """
    base = font.size
    limit = max_width - base * _TEXT
    if limit < base or max_height < base * _LINE:
        return None
    max_lines = max(1, min(names.MAX_LINES, int((max_height / base - _LINE) / LABEL_HEIGHT) + 1))
    # More could not fit even without names, and fitting names takes time.
    a_row = int((max_width / base + _GAP) / (_TEXT + _GAP)) + 1
    max_entries = a_row * (int(max_height / (base * _LINE)) + 1)
    texts = _texts(entries[:max_entries], font, limit, max_lines)
    filled: list[list[_Placed]] = [[]]
    x = y = height = 0.0
    for i, (entry, lines) in enumerate(zip(entries[:max_entries], texts, strict=True)):
        length = _width(font, lines)
        if filled[-1] and x + length > max_width:
            filled.append([])
            x, y, height = 0.0, y + height, 0.0
        height = max(height, _height(base, len(lines)))
        if y + height > max_height and i:
            if not filled[-1]:
                filled.pop()
            last = filled[-1].pop()
            more, text = _more(last.entry, len(entries) - i + 1)
            filled[-1].append(_Placed(last.x, last.y, more, text))
            height = max(_height(base, len(placed.lines)) for placed in filled[-1])
            y = last.y
            break
        filled[-1].append(_Placed(x, y, entry, lines))
        x += length + base * _GAP
    ends = [row[-1].x + _width(font, row[-1].lines) for row in filled]
    widest = max(ends)
    placed = [
        item._replace(x=item.x + (widest - end) * align)
        for row, end in zip(filled, ends, strict=True)
        for item in row
    ]
    return Legend(widest, y + height, tuple(placed))


def draw(canvas: Canvas, chart: Chart, legend: Legend, x: float, y: float) -> None:
    """Draw a legend with its upper left corner at a point."""
    font = text_font(chart)
    base = font.size
    for left, top, entry, lines in legend.entries:
        middle = y + top + base * _LINE / 2
        _draw_mark(canvas, x + left, middle, entry, base)
        baseline = middle + base * CAP_HEIGHT / 2
        for line in lines:
            canvas.text(x + left + base * _TEXT, baseline, line, font, chart.theme.text)
            baseline += base * LABEL_HEIGHT


def _named(entries: Sequence[LegendEntry], limit: float) -> list[names.Named]:
    return [names.Named(one_line(entry.name), entry.number, limit) for entry in entries]


def _fit(entries: Sequence[LegendEntry], font: Font, limit: float, max_lines: int) -> bool:
    return names.fit_whole(_named(entries, limit), font, max_lines)


def _texts(
    entries: Sequence[LegendEntry], font: Font, limit: float, max_lines: int
) -> list[tuple[str, ...]]:
    """Return the lines of each entry, at least one."""
    texts = names.with_numbers(_named(entries, limit), font, max_lines)
    return [tuple(lines) or ("",) for lines in texts]


def _more(last: LegendEntry, count: int) -> tuple[LegendEntry, tuple[str, ...]]:
    """Return an entry that says how many more there are."""
    return LegendEntry(f"+{count}", (0, 0, 0, 0), last.mark), (f"+{count}",)


def _width(font: Font, lines: Sequence[str]) -> float:
    return font.size * _TEXT + max(width(line, font) for line in lines)


def _height(base: float, lines: int) -> float:
    return base * (_LINE + (lines - 1) * LABEL_HEIGHT)


def _draw_mark(canvas: Canvas, left: float, middle: float, entry: LegendEntry, base: float) -> None:
    """Draw the mark of an entry; one of several colours in as many parts, side by side."""
    side = base * _SWATCH
    if len(entry.colours) > 1:
        shown = entry.colours[:: math.ceil(len(entry.colours) / _MAX_PARTS)]
        length = base * _LINE_LENGTH if entry.mark == "line" else round(side)
        part = length / len(shown)
        for i, colour in enumerate(shown):
            with canvas.clip(left + i * part, middle - base, part, 2 * base):
                alone = entry._replace(colour=colour, colours=())
                _draw_mark(canvas, left, middle, alone, base)
        return
    if entry.mark == "square":
        canvas.rectangle(left, round(middle - side / 2), round(side), round(side), entry.colour)
    elif entry.mark == "line":
        ends = [(left, round(middle)), (left + base * _LINE_LENGTH, round(middle))]
        thickness = line_width(base) * 1.2
        dash = tuple(part * base for part in _DASHES[entry.dash])
        canvas.line(ends, Stroke(entry.colour, thickness, dash), snap=True)
    else:
        centre = left + side / 2, middle
        draw_points(canvas, [centre], (side * 0.9,), (entry.colour,), entry.mark)
