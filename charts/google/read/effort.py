"""What a chart costs to draw: whatever is asked for, the answer comes within its second.

Costs are microseconds, measured and rounded up. What would cost too much is drawn more simply or
left out, and noted. Charts that people look at stay far below.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

from ...diagnostics import Diagnostics
from ...marks.paint import Pen, solid
from ..chart import (
    Axis,
    BarPlot,
    Data,
    Gauge,
    GoogleChart,
    Grid,
    Legend,
    LinePlot,
    Mark,
    RadarPlot,
    ScatterPlot,
    Title,
)

_LABELS, _TITLE, _LEGEND, _BARS, _MARKS = 120_000, 60_000, 80_000, 150_000, 300_000
_LEAST_MARKS = 100_000  # left for markers, whatever the data cost
_MOST_DASHES = 100_000
_MOST_DASHED = 3_000_000  # dashes by their width in pixels
_MOST_SERIES = 2000
_MOST_POINTS = 3000  # of a scatter chart as SVG
_MOST_FLOWING = 1000  # bars with gradients or stripes
_WIDTHS = 1_000_000  # points of lines by their width in pixels
_PIXEL = 0.0065
_STRAIGHT = frozenset({"drop", "upright", "through"})
_ALONG = frozenset({"area", "between", "line"})
_WORDS = frozenset({"text", "flag", "note"})


class _Costs:
    """What a shape, a text and a letter cost; an SVG needs no pixels but writes each of them."""

    def __init__(self, chart: GoogleChart) -> None:
        written = chart.format == "svg"
        self.shape, self.text, self.letter = (90, 120, 100) if written else (18, 15, 10)
        self.pixel = 0.0 if written else _PIXEL
        self.width, self.height = chart.width, chart.height

    def area(self, wide: float, high: float) -> float:
        """To fill so many pixels, as far as they are within the picture."""
        return min(wide, self.width) * min(high, self.height) * self.pixel

    def words(self, text: str, size: float) -> float:
        return self.text + self.letters(text) * (self.letter + size / 5)

    def letters(self, text: str) -> int:
        """How many letters a text is worth: those of other scripts have more to them."""
        return len(text) if text.isascii() else 2 * len(text)


def limited(chart: GoogleChart, notes: Diagnostics) -> GoogleChart:
    """The chart, or as much of it as can be drawn in time."""
    costs = _Costs(chart)
    if isinstance(chart.diagram, Gauge):
        scale = _thinned(chart.diagram.scale, chart.diagram.lettering.size, costs, notes)
        chart = chart._replace(diagram=chart.diagram._replace(scale=scale))
    elif isinstance(chart.diagram, BarPlot):
        chart = chart._replace(diagram=_columns(chart, chart.diagram, costs, notes))
    elif isinstance(chart.diagram, LinePlot | RadarPlot):
        if len(chart.diagram.pens) > _MOST_SERIES:
            notes.warn("chd", f"has more than {_MOST_SERIES} lines: the others were left out")
        pens = _pens(chart, chart.diagram, notes)[:_MOST_SERIES]
        chart = chart._replace(diagram=chart.diagram._replace(pens=pens))
    elif isinstance(chart.diagram, ScatterPlot) and chart.format == "svg" and chart.data:
        first = chart.data[0]
        if (
            len(first.places) > _MOST_POINTS
            and len({*chart.diagram.sizes, *chart.diagram.colours}) > 2
        ):
            notes.warn("chd", f"an SVG has {_MOST_POINTS} points at most")
            first = first._replace(places=first.places[:_MOST_POINTS])
            chart = chart._replace(data=(first, *chart.data[1:]))
    points = sum(len(data.places) for data in chart.data)
    left = max(_LEAST_MARKS, _MARKS - points * (costs.shape if points > 1000 else 0))
    return chart._replace(
        title=_title(chart.title, costs, notes) if chart.title else None,
        legend=_legend(chart.legend, costs, notes) if chart.legend else None,
        axes=_axes(chart.axes, costs, notes),
        grid=_grid(chart, notes),
        marks=_marks(chart, left, costs, notes),
    )


def _title(title: Title, costs: _Costs, notes: Diagnostics) -> Title:
    left = float(_TITLE)
    for row, line in enumerate(title.lines):
        left -= costs.words(line, title.lettering.size)
        if left < 0:
            notes.warn("chtt", f"is too long: {row} lines were drawn")
            return title._replace(lines=title.lines[:row])
    return title


def _legend(legend: Legend, costs: _Costs, notes: Diagnostics) -> Legend:
    left = float(_LEGEND)
    for number, (name, _) in enumerate(legend.entries):
        left -= costs.shape + costs.words(name, legend.lettering.size)
        if left < 0:
            notes.warn("chdl", f"is too long: {number} entries were drawn")
            return legend._replace(entries=legend.entries[:number])
    return legend


def _axes(axes: Sequence[Axis], costs: _Costs, notes: Diagnostics) -> tuple[Axis, ...]:
    every = 1
    whole = sum(
        costs.words(text, axis.lettering.size) + costs.shape
        for axis in axes
        for _, text in axis.labels
    )
    if whole > _LABELS:
        every = math.ceil(whole / _LABELS)
        notes.warn("chxt", f"has too many labels: one in {every} was drawn")
    return tuple(axis._replace(labels=axis.labels[::every]) for axis in axes)


def _thinned(
    scale: tuple[tuple[float, str], ...], size: float, costs: _Costs, notes: Diagnostics
) -> tuple[tuple[float, str], ...]:
    whole = sum(costs.words(text, size) for _, text in scale)
    every = math.ceil(whole / _LABELS) or 1
    if every > 1:
        notes.warn("chxt", f"has too many labels: one in {every} was drawn")
    return scale[::every]


def _grid(chart: GoogleChart, notes: Diagnostics) -> Grid | None:
    """The chart's grid, with no more dashes than can be drawn."""
    grid = chart.grid
    if grid is None or grid.pen.space <= 0:
        return grid
    length = len(grid.x) * chart.height + len(grid.y) * chart.width * math.pi
    if length <= _MOST_DASHES * (grid.pen.dash + grid.pen.space):
        return grid
    notes.warn("chg", "has too many dashes: the lines were drawn solid")
    return grid._replace(pen=grid.pen._replace(space=0.0))


def _pens(chart: GoogleChart, diagram: LinePlot | RadarPlot, notes: Diagnostics) -> tuple[Pen, ...]:
    """Lines that are not too wide for so many points, with no more dashes than can be drawn."""
    pens = diagram.pens
    series = [(pen, data) for pen, data in zip(pens, chart.data, strict=False) if pen.width > 0]
    smooth = 12 if isinstance(diagram, RadarPlot) and diagram.smooth else 1
    points = sum(len(data.places) + 20 for _, data in series) * smooth
    widest = max(2.0, _WIDTHS / max(points, 1))
    if any(pen.width > widest for pen, _ in series):
        notes.warn("chls", f"lines of so many points are {widest:.0f} pixels wide at most")
        pens = tuple(pen._replace(width=min(pen.width, widest)) for pen in pens)
    dashes = [
        (_length(data, chart) / max(pen.dash + pen.space, 1e-9), pen.width)
        for pen, data in zip(pens, chart.data, strict=False)
        if pen.width > 0 and pen.dash > 0 and pen.space > 0
    ]
    if (
        sum(count for count, _ in dashes) > _MOST_DASHES
        or sum(count * width for count, width in dashes) > _MOST_DASHED
    ):
        notes.warn("chls", "has too many dashes: the lines were drawn solid")
        pens = tuple(pen._replace(space=0.0) for pen in pens)
    return pens


def _length(data: Data, chart: GoogleChart) -> float:
    """About how long the line of a series is, in pixels; never too little."""
    if isinstance(chart.diagram, RadarPlot):
        return len(data.places) * math.pi * min(chart.width, chart.height)
    xs = data.x or [i / max(len(data.places) - 1, 1) for i in range(len(data.places))]
    known = [(x, y) for x, y in zip(xs, data.places, strict=False) if None not in (x, y)]
    return sum(
        abs((b[0] or 0) - (a[0] or 0)) * chart.width + abs((b[1] or 0) - (a[1] or 0)) * chart.height
        for a, b in itertools.pairwise(known)
    )


def _columns(chart: GoogleChart, columns: BarPlot, costs: _Costs, notes: Diagnostics) -> BarPlot:
    layers = columns.layers
    groups = max(1, columns.count)
    if columns.arrangement == "overlapped":
        across = chart.height if columns.horizontal else chart.width
        shown = min(across, groups * columns.spacing.thickness)
        if columns.spacing.unit != "pixels":
            shown = across
        area = costs.area(shown, chart.height if not columns.horizontal else chart.width)
        most = max(1, int(_BARS / (area + groups * costs.shape)))
        if len(layers) > most:
            notes.warn("chd", f"has more bars before each other than can be drawn: {most} were")
            layers = layers[:most]
    flowing = sum(
        len(data.places)
        for layer, data in zip(layers, chart.data, strict=False)
        if not all(isinstance(paint, tuple) for paint in layer.paints)
    )
    most_flowing = _MOST_FLOWING if columns.arrangement != "overlapped" else 20
    if flowing > most_flowing:
        notes.warn("chf", f"more than {most_flowing} bars have gradients or stripes: they were "
                   "drawn in one colour")  # fmt: skip
        layers = tuple(
            layer._replace(paints=tuple(solid(paint) for paint in layer.paints)) for layer in layers
        )
    return replace(columns, layers=layers)


def _marks(chart: GoogleChart, left: float, costs: _Costs, notes: Diagnostics) -> tuple[Mark, ...]:
    for number, mark in enumerate(chart.marks):
        left -= _cost(mark, chart, costs)
        if left < 0:
            notes.warn("chm", f"has more than can be drawn: {number} markers were")
            return chart.marks[:number]
    return chart.marks


def _cost(mark: Mark, chart: GoogleChart, costs: _Costs) -> float:
    count = 1 if mark.at else len(mark.points)
    widest, size = max(chart.width, chart.height), mark.size
    if mark.kind in _WORDS:
        letters = sum(map(costs.letters, mark.texts))
        cost = count * costs.text + letters * (costs.letter + size / 5)
        if mark.kind != "text":
            box = costs.area(size * letters / max(len(mark.texts), 1) + 8, size + 8)
            cost += count * (90 + 2 * costs.shape + box)
        return cost
    if mark.kind in ("band", "pillar", "level"):
        return 200 + costs.area(chart.width, chart.height)
    if mark.kind in _ALONG:
        return 100 + costs.area(chart.width, chart.height) + _along(mark, chart)
    if mark.kind in _STRAIGHT:
        long = widest if mark.length is None else mark.length
        return count * (2 * costs.shape + costs.area(size, long) + costs.area(long, size))
    if mark.kind == "error":
        cap = 4 * size if mark.length is None else mark.length
        return 3 * count * (costs.shape + costs.area(cap, size) + costs.area(size, widest))
    if mark.kind in ("candle", "box"):
        return count * (4 * costs.shape + costs.area(size, widest))
    return count * (costs.shape + costs.area(size, size if mark.length is None else mark.length))


def _along(mark: Mark, chart: GoogleChart) -> float:
    """The cost of a line or a fill that follows the points of one series or two."""
    series = (mark.series, mark.other) if mark.kind == "between" else (mark.series,)
    total = 0.0
    for number in series:
        places = chart.data[number].places if 0 <= number < len(chart.data) else ()
        count = float(len(places)) if places or not chart.data else len(chart.data[0].places)
        if mark.points:
            count = min(count, mark.points[-1] - mark.points[0] + 2)
        each = 5.0
        if isinstance(chart.diagram, RadarPlot):
            each = 30.0 if chart.diagram.smooth else 10.0
        elif isinstance(chart.diagram, BarPlot):
            each = 10.0 + (len(chart.diagram.layers) if number < 0 else 0)
        total += count * (each + mark.size * 0.012)
    return total
