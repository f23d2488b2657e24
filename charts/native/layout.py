"""The layout of a picture: title and legend take their space, the plot gets the rest.

Text sizes follow the size of the picture; what does not fit is wrapped, shortened or left out, so
that nothing leaves the picture and no text covers another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.sanitize import normalize
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, LINE_HEIGHT, one_line, shorten, width, wrap
from ..marks.points import draw_points
from .chart import Chart, LegendEntry

_TITLE_SIZE = 1.3  # of the base size
_MAX_TITLE_LINES = 3
_MAX_TITLE = 0.3  # of the height
_MAX_LEGEND = 0.35  # of the width (at the left, right) or height (at the top, bottom)
# In parts of the base size:
_LEGEND_LINE = 1.55
_LEGEND_TEXT = 1.5  # from the start of an entry to its text
_LEGEND_GAP = 1.6  # between entries in a row
_SWATCH = 0.85


def base_size(chart: Chart) -> float:
    """Return the size of ordinary text in pixels: 12 in 640x480, 9 to 20 by the picture's area."""
    size = 6.5 + math.sqrt(chart.width * chart.height) / 100
    return round(min(max(size, 9.0), 20.0) * 2) / 2


def line_width(base: float) -> float:
    """Return the width of a data line, in pixels, for a base size of text."""
    return max(1.5, round(base * 0.17 * 2) / 2)


def draw_frame(canvas: Canvas, chart: Chart, entries: Sequence[LegendEntry]) -> Box:
    """Draw title and legend, and return the box that they leave for the plot."""
    base = base_size(chart)
    pad = min(base, 0.06 * min(chart.width, chart.height))
    box = Box(0, 0, chart.width, chart.height).inset(pad, pad, pad, pad)
    if chart.title:
        box = _draw_title(canvas, chart, box, base)
    if entries and chart.legend != "none":
        column = chart.legend in ("left", "right")
        box = (_draw_column if column else _draw_rows)(canvas, chart, box, base, entries)
    return box


def _draw_title(canvas: Canvas, chart: Chart, box: Box, base: float) -> Box:
    font = Font(base * _TITLE_SIZE, bold=True)
    height = font.size * LINE_HEIGHT
    lines = min(_MAX_TITLE_LINES, int(chart.height * _MAX_TITLE / height))
    if lines < 1:
        return box
    top = box.y
    for line in wrap(normalize(chart.title), font, box.width, lines):
        baseline = top + font.size * (CAP_HEIGHT + 0.1)
        canvas.text(box.x + box.width / 2, baseline, line, font, chart.theme.text, anchor=0.5)
        top += height
    return box.inset(top=top - box.y + base * 0.45)


def _draw_column(
    canvas: Canvas, chart: Chart, box: Box, base: float, entries: Sequence[LegendEntry]
) -> Box:
    """Draw a legend at the left or right edge, as many entries as fit; return the box left."""
    font, height = Font(base), base * _LEGEND_LINE
    rows = int(box.height / height)
    limit = chart.width * _MAX_LEGEND - base * _LEGEND_TEXT
    if rows < 1 or limit < base:
        return box
    shown = [e._replace(name=shorten(one_line(e.name), font, limit)) for e in entries[:rows]]
    if len(entries) > rows:
        shown = _cut(shown, len(entries))
    column = base * _LEGEND_TEXT + max(width(e.name, font) for e in shown)
    left = box.x if chart.legend == "left" else box.right - column
    top = box.y + max(0.0, min(base, (box.height - len(shown) * height) / 2))
    for entry in shown:
        _draw_entry(canvas, chart, left, top + height / 2, entry, base)
        top += height
    used = column + base * 1.4
    return box.inset(left=used) if chart.legend == "left" else box.inset(right=used)


def _draw_rows(
    canvas: Canvas, chart: Chart, box: Box, base: float, entries: Sequence[LegendEntry]
) -> Box:
    """Draw a legend in centred rows above or below the plot; return the box left."""
    font, height, gap = Font(base), base * _LEGEND_LINE, base * _LEGEND_GAP
    limit = box.width - base * _LEGEND_TEXT
    max_rows = int(chart.height * _MAX_LEGEND / height)
    if max_rows < 1 or limit < base:
        return box
    rows: list[list[LegendEntry]] = [[]]
    used = 0.0
    for count, entry in enumerate(entries, 1):
        shown = entry._replace(name=shorten(one_line(entry.name), font, limit))
        length = base * _LEGEND_TEXT + width(shown.name, font)
        if rows[-1] and used + length > box.width:
            if len(rows) == max_rows:
                rows[-1] = _cut(rows[-1], len(entries) - count + 1 + len(rows[-1]))
                break
            rows.append([])
            used = 0.0
        rows[-1].append(shown)
        used += length + gap
    depth = len(rows) * height + base * 0.5
    top = box.y if chart.legend == "top" else box.bottom - depth + base * 0.5
    for row in rows:
        lengths = [base * _LEGEND_TEXT + width(e.name, font) for e in row]
        left = box.x + (box.width - sum(lengths) - gap * (len(row) - 1)) / 2
        for entry, length in zip(row, lengths, strict=True):
            _draw_entry(canvas, chart, left, top + height / 2, entry, base)
            left += length + gap
        top += height
    return box.inset(top=depth) if chart.legend == "top" else box.inset(bottom=depth)


def _cut(shown: list[LegendEntry], total: int) -> list[LegendEntry]:
    """Let the last entry say how many more there are."""
    last = shown[-1]
    return [*shown[:-1], LegendEntry(f"+{total - len(shown) + 1}", (0, 0, 0, 0), last.mark)]


def _draw_entry(
    canvas: Canvas, chart: Chart, left: float, middle: float, entry: LegendEntry, base: float
) -> None:
    side = base * _SWATCH
    if entry.mark == "square":
        canvas.rectangle(left, round(middle - side / 2), round(side), round(side), entry.colour)
    elif entry.mark == "line":
        ends = [(left, round(middle)), (left + base * 1.05, round(middle))]
        canvas.line(ends, Stroke(entry.colour, line_width(base) * 1.2), snap=True)
    else:
        centre = left + side / 2, middle
        draw_points(canvas, [centre], (side * 0.9,), (entry.colour,), entry.mark)
    x, baseline = left + base * _LEGEND_TEXT, middle + base * CAP_HEIGHT / 2
    canvas.text(x, baseline, entry.name, Font(base), chart.theme.text)
