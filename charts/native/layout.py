"""The frame of a chart: title and legend take their room, the plot gets the rest.

Text sizes follow the size of the picture; what does not fit is wrapped, shortened or left out,
so that nothing leaves the picture and nothing is painted over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.sanitize import normalize
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, LINE_HEIGHT, one_line, shorten, width, wrap
from ..colour import Colour
from .chart import Chart

_TITLE_SIZE = 1.3  # of the base size
_TITLE_LINES = 3
_TITLE_SHARE = 0.3  # of the height, at most
_LEGEND_SHARE = 0.35  # of the width (beside) or height (above, below), at most
_SWATCH = 0.85


class Entry(NamedTuple):
    """One line of a legend."""

    name: str
    colour: Colour
    mark: Literal["square", "line", "circle", "triangle", "diamond"]


def base_size(chart: Chart) -> float:
    """Size of ordinary text in pixels: 12 in 640x480, 9 to 20 by the picture's area."""
    size = 6.5 + math.sqrt(chart.width * chart.height) / 100
    return round(min(max(size, 9.0), 20.0) * 2) / 2


def frame(canvas: Canvas, chart: Chart, entries: Sequence[Entry]) -> Box:
    """Draw title and legend; give the room that is left for the plot."""
    base = base_size(chart)
    pad = min(base, 0.06 * min(chart.width, chart.height))
    room = Box(0, 0, chart.width, chart.height).inset(pad, pad, pad, pad)
    if chart.title:
        room = _title(canvas, chart, room, base)
    if entries and chart.legend != "none":
        beside = chart.legend in ("left", "right")
        room = (_legend_beside if beside else _legend_across)(canvas, chart, room, base, entries)
    return room


def _title(canvas: Canvas, chart: Chart, room: Box, base: float) -> Box:
    font = Font(base * _TITLE_SIZE, bold=True)
    height = font.size * LINE_HEIGHT
    lines = min(_TITLE_LINES, int(chart.height * _TITLE_SHARE / height))
    if lines < 1:
        return room
    top = room.y
    for line in wrap(normalize(chart.title), font, room.width, lines):
        baseline = top + font.size * (CAP_HEIGHT + 0.1)
        canvas.text(room.x + room.width / 2, baseline, line, font, chart.theme.text, anchor=0.5)
        top += height
    return room.inset(top=top - room.y + base * 0.45)


def _legend_beside(
    canvas: Canvas, chart: Chart, room: Box, base: float, entries: Sequence[Entry]
) -> Box:
    """A column of entries at the left or right edge, as many as fit."""
    font, height = Font(base), base * 1.55
    rows = int(room.height / height)
    limit = chart.width * _LEGEND_SHARE - base * 1.5
    if rows < 1 or limit < base:
        return room
    shown = [e._replace(name=shorten(one_line(e.name), font, limit)) for e in entries[:rows]]
    if len(entries) > rows:
        shown = _cut(shown, len(entries))
    column = base * 1.5 + max(width(e.name, font) for e in shown)
    left = room.x if chart.legend == "left" else room.right - column
    top = room.y + max(0.0, min(base, (room.height - len(shown) * height) / 2))
    for entry in shown:
        _entry(canvas, chart, left, top + height / 2, entry, base)
        top += height
    taken = column + base * 1.4
    return room.inset(left=taken) if chart.legend == "left" else room.inset(right=taken)


def _legend_across(
    canvas: Canvas, chart: Chart, room: Box, base: float, entries: Sequence[Entry]
) -> Box:
    """Centred rows of entries above or below the plot."""
    font, height, gap = Font(base), base * 1.55, base * 1.6
    limit = room.width - base * 1.5
    lines = int(chart.height * _LEGEND_SHARE / height)
    if lines < 1 or limit < base:
        return room
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for count, entry in enumerate(entries, 1):
        shown = entry._replace(name=shorten(one_line(entry.name), font, limit))
        needs = base * 1.5 + width(shown.name, font)
        if rows[-1] and used + needs > room.width:
            if len(rows) == lines:
                rows[-1] = _cut(rows[-1], len(entries) - count + 1 + len(rows[-1]))
                break
            rows.append([])
            used = 0.0
        rows[-1].append(shown)
        used += needs + gap
    taken = len(rows) * height + base * 0.5
    top = room.y if chart.legend == "top" else room.bottom - taken + base * 0.5
    for row in rows:
        widths = [base * 1.5 + width(e.name, font) for e in row]
        left = room.x + (room.width - sum(widths) - gap * (len(row) - 1)) / 2
        for entry, needs in zip(row, widths, strict=True):
            _entry(canvas, chart, left, top + height / 2, entry, base)
            left += needs + gap
        top += height
    return room.inset(top=taken) if chart.legend == "top" else room.inset(bottom=taken)


def _cut(shown: list[Entry], total: int) -> list[Entry]:
    """Let the last entry say how many more there are."""
    last = shown[-1]
    return [*shown[:-1], Entry(f"+{total - len(shown) + 1}", (0, 0, 0, 0), last.mark)]


def _entry(
    canvas: Canvas, chart: Chart, left: float, middle: float, entry: Entry, base: float
) -> None:
    side = base * _SWATCH
    if entry.mark == "square":
        canvas.rectangle(left, round(middle - side / 2), round(side), round(side), entry.colour)
    elif entry.mark == "line":
        ends = [(left, round(middle)), (left + base * 1.05, round(middle))]
        canvas.line(ends, Stroke(entry.colour, line_width(base) * 1.2), snap=True)
    else:
        centre = np.array([[left + side / 2, middle]])
        canvas.markers(centre, entry.mark, side * 0.9, entry.colour, None)
    canvas.text(
        left + base * 1.5, middle + base * CAP_HEIGHT / 2, entry.name, Font(base), chart.theme.text
    )


def line_width(base: float) -> float:
    """Width of a data line for a text size."""
    return max(1.5, round(base * 0.17 * 2) / 2)
