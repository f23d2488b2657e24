"""Names at the right ends of lines, in place of a legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, one_line, width
from . import names
from .scale import LABEL_HEIGHT
from .sizes import text_font

if TYPE_CHECKING:
    from ..canvas.box import Box
    from ..canvas.path import Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from ..diagnostics import Value
    from .chart import Chart, LegendEntry, Series

_MAX_WIDTH = 0.3  # of the box
_MAX_LINES = 2
# In parts of the text size:
_GAP = 1.5  # from the plot to the names
_BETWEEN = 0.25  # between two names


class EndNames(NamedTuple):
    """Names that have room beside the ends of lines."""

    lines: tuple[tuple[str, ...], ...]
    """Of each name, () for a line without one."""
    height: float
    """Of each, with the space to the next, in pixels."""
    width: float
    """Of the space at the right of the plot that they take."""


class Room(NamedTuple):
    """The room that the names of lines leave, if they are to stand at the ends."""

    ends: EndNames | None
    inner: Box
    """For the axes."""
    outer: Box
    """For the axes and the names at the ends."""
    notices: tuple[str, ...] = ()


def room(
    canvas: Canvas,
    chart: Chart,
    at: Sequence[Value],
    series: Sequence[Series],
    box: Box,
    entries: Sequence[LegendEntry],
) -> Room:
    """Find room for names at the ends of the lines; draw a legend if there is not enough.

    ``entries``: of that legend, which is at the right.
    """
    if chart.legend != "ends":
        return Room(None, box, box)
    from .layout import draw_legend

    drawn = all(
        any(a is not None and b is not None for a, b in zip(at, s.values, strict=True))
        for s in series
    )
    ends = fit(chart, [s.name for s in series], box) if drawn else None
    if ends:
        return Room(ends, box.inset(right=ends.width), box)
    box = draw_legend(canvas, chart._replace(legend="right"), box, entries)
    return Room(None, box, box, ("legend_position: no room at the ends of the lines",))


def fit(chart: Chart, series: Sequence[str], box: Box) -> EndNames | None:
    """Return the names of the series, whole; None if the box has no room for all of them."""
    font = text_font(chart)
    limit = box.width * _MAX_WIDTH
    items = [names.Named(one_line(name), "", limit) for name in series if one_line(name)]
    for count in range(1, _MAX_LINES + 1):
        height = font.size * (LABEL_HEIGHT * count + _BETWEEN)
        if height * len(items) > box.height:
            return None
        if names.fit_whole(items, font, count):
            texts = iter(item.lines(item.name, font, count) for item in items)
            lines = tuple(tuple(next(texts)) if one_line(name) else () for name in series)
            longest = max((width(line, font) for text in lines for line in text), default=0.0)
            return EndNames(lines, height, longest + font.size * _GAP)
    return None


def draw(
    canvas: Canvas,
    chart: Chart,
    ends: EndNames,
    points: Sequence[tuple[Point, Colour]],
    plot: Box,
    box: Box,
) -> None:
    """Draw the names beside the last points of the lines, pushed apart where they would touch.

    A thin line of the series' colour leads from the point to its name.
    """
    from ..marks.side_labels import SideLabel, push_apart

    font = text_font(chart)
    shown = []
    for ((x, y), colour), lines in zip(points, ends.lines, strict=True):
        if lines:
            y = min(max(y, plot.y), plot.bottom)  # of a value beyond the axis
            shown.append((SideLabel("", 0.0, 0.0, y=y), (x, y), colour, lines))
    shown.sort(key=lambda item: item[0].y)
    half = ends.height / 2
    push_apart([item[0] for item in shown], ends.height, box.y + half, box.bottom - half)
    start = plot.right + font.size * _GAP
    for label, (x, y), colour, lines in shown:
        leader = [(x, y), (plot.right + font.size * 0.4, y), (start - 3, label.y)]
        if plot.right - x > font.size:  # the line ends before the plot does
            canvas.line(leader[:2], Stroke(colour, 1, dash=(2, 3)))
            leader = leader[1:]
        canvas.line(leader, Stroke(colour, 1))
        baseline = label.y + font.size * (CAP_HEIGHT - (len(lines) - 1) * LABEL_HEIGHT) / 2
        for line in lines:
            canvas.text(start, baseline, line, font, chart.theme.text)
            baseline += font.size * LABEL_HEIGHT
