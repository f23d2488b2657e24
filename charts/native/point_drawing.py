"""Points, their names and their trends: where they are in pixels, and drawing them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, one_line, width
from ..marks.free_labels import free
from ..marks.lines import split_at_gaps
from ..marks.point_labels import PointLabel, place_labels
from ..marks.points import draw_points
from . import axes, size_legend
from .chart import Chart
from .number_text import choose
from .point_plot import PointPlot
from .sizes import line_width, natural_size
from .styles import LineStyle
from .value_labels import draw_value_labels, left_out, text_on_bar

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from ..diagnostics import Value

_ALPHA = 205  # of 255
_BUBBLE_ALPHA = 165
_POINT = 0.72  # of the base size
_LARGEST = 0.14  # of the smaller side of the picture: a bubble, if there are few
_FEW = 30
_SMALLEST = 3.0  # pixels: what is smaller would not be seen
_EDGED = 6.0  # pixels: of smaller ones an edge would leave nothing
_MARGIN = 0.04  # of the axis, between its ends and the outermost points
_BEND = 64  # pieces of a trend on a logarithmic axis, where it is a curve
_IN_CIRCLE = 0.82  # of the width of a circle that a name in it may take
_TRIED = 9  # points of a trend where its R² may stand


class _Point(NamedTuple):
    """A point in pixels."""

    at: Point
    size: float
    value: float
    name: str
    error: bool


def draw(canvas: Canvas, chart: Chart, plot: PointPlot, box: Box) -> list[str]:
    """Draw axes, trends, points, names and numbers; return what had no room."""
    ordinary, notices = natural_size(chart) * _POINT, list[str]()
    asked = [style.point.size or 0.0 for style in plot.styles if style.point]
    known = [size for row in plot.sizes for size in row if size is not None]
    largest = max(known, default=1.0)
    widest = (
        float(plot.max_size or _widest(chart, len(known))) if known else max(ordinary, *asked, 0.0)
    )

    def diameter(size: float) -> float:
        return max(_SMALLEST, widest * math.sqrt(size / largest))

    inner = box
    if plot.sizes and plot.size_legend:
        inner, notices = size_legend.draw(
            canvas, chart, plot.size_label, (min(known), largest), diameter, box
        )
    fitted = axes.fit(
        chart,
        inner,
        axes.along(plot.x, chart, margin=_MARGIN, headroom=max(ordinary, widest / 2 + 1)),
        axes.NumberAxis(
            [*(v for s in plot.series for v in (*s.values, *s.ends)), *_ends_of_trends(plot)],
            plot.axis,
            tight=True,
            margin=_MARGIN,
            headroom=max(ordinary, widest / 2 + 1)
            + axes.tick_font(chart).size * bool(plot.value_labels or plot.names),
            numbers=chart.numbers,
        ),
    )
    axes.draw(canvas, chart, inner, fitted, grid=[fitted.x, fitted.y])
    canvas.line(fitted.y.across(fitted.plot, 0.0), Stroke(chart.theme.axis))
    rows = [
        list(_points(plot, i, fitted, diameter if plot.sizes else _fixed(style, ordinary)))
        for i, style in enumerate(plot.styles)
    ]
    trends = [_trend(plot, i, fitted) for i in range(len(plot.trends))]
    with canvas.clip(*fitted.plot):
        for series, style, runs in zip(plot.series, plot.styles, trends, strict=False):
            thickness = style.width or line_width(natural_size(chart))
            stroke = style.stroke(series.colours[0], thickness)
            for run in runs:
                canvas.line(run, stroke)
    if plot.sizes:  # an error that is smaller than its circle stands on this
        _draw_points(canvas, chart, plot, rows)
    errors: list[Array] = []
    if any(s.errors for s in plot.series):
        from . import error_bars

        for i, one in enumerate(plot.series):
            places = plot.drawn_at(i)
            colour: Callable[[Value], Colour] | None = None
            if plot.sizes:
                colour = _text_colour(chart)  # as on bars
            elif plot.steps:
                colour = plot.steps[i].of
            errors += error_bars.draw_at_points(canvas, chart, fitted, places, [one], colour=colour)
    if not plot.sizes:
        _draw_points(canvas, chart, plot, rows)
    marks = axes.draw_marks(canvas, chart, fitted)
    missing = _missing(plot)
    if missing:
        notices.append(f"sizes: {missing} point{'s have' if missing > 1 else ' has'} none")
    bounds = Box(fitted.plot.x, inner.y, inner.right - fitted.plot.x, fitted.plot.bottom - inner.y)
    texts = _draw_texts(
        canvas, chart, plot, rows, trends, bounds, [*errors, *axes.target_lines(fitted)]
    )
    return [*marks, *notices, *texts]


def _fixed(style: LineStyle, ordinary: float) -> Callable[[float], float]:
    """Return the width of all points of a series, whatever their size."""
    size = (style.point and style.point.size) or ordinary
    return lambda _: size


def _widest(chart: Chart, count: int) -> float:
    """Return the width of the largest of so many bubbles."""
    widest = min(chart.width, chart.height) * _LARGEST
    return widest * min(1.0, math.sqrt(_FEW / count))


def _points(
    plot: PointPlot, i: int, fitted: axes.Axes, diameter: Callable[[float], float]
) -> Iterator[_Point]:
    """Yield the points of a series within the plot; those without a size are left out."""
    box, values = fitted.plot, plot.series[i].values
    for j, (a, b) in enumerate(zip(plot.places[i], values, strict=True)):
        size = plot.sizes[i][j] if plot.sizes else 1.0
        if a is None or b is None or size is None:
            continue
        across, up = fitted.x.position(a), fitted.y.position(b)
        if all(-1e-9 <= part <= 1 + 1e-9 for part in (across, up)):
            at = box.x + across * box.width, box.bottom - up * box.height
            name = one_line(plot.names[i][j]) if plot.names else ""
            error = bool(plot.series[i].errors) and plot.series[i].errors[j] is not None
            yield _Point(at, diameter(size), b, name, error)


def _ends_of_trends(plot: PointPlot) -> list[float]:
    """Return the values of the trends at their ends, which the axis shows, too."""
    values = []
    for line, places, series in zip(plot.trends, plot.places, plot.series, strict=False):
        both = zip(places, series.values, strict=True)
        at = [a for a, b in both if a is not None and b is not None]
        if line:
            values += [line.at(min(at)), line.at(max(at))]
    return [value for value in values if value > 0 or not plot.axis.log]


def _trend(plot: PointPlot, i: int, fitted: axes.Axes) -> list[list[Point]]:
    """Return the trend of a series in pixels, from its first place to its last."""
    line, box = plot.trends[i], fitted.plot
    both = zip(plot.places[i], plot.series[i].values, strict=True)
    at = [a for a, b in both if a is not None and b is not None]
    if line is None:
        return []
    logs = [getattr(axis.scale, "log", False) for axis in (fitted.x, fitted.y)]
    low, high = min(at), max(at)
    steps = np.linspace(0, 1, _BEND + 1 if any(logs) else 2)
    places = low * (1 - steps) + high * steps
    if logs[0]:
        places = np.exp(np.log(low) * (1 - steps) + np.log(high) * steps)
    points: list[Point | None] = []
    for place in places.tolist():
        value = line.at(place)
        if logs[1] and value <= 0:
            points.append(None)
            continue
        up = min(max(fitted.y.position(value), -9.0), 10.0)
        points.append((box.x + fitted.x.position(place) * box.width, box.bottom - up * box.height))
    return [run for run in split_at_gaps(points) if len(run) > 1]


def _draw_points(canvas: Canvas, chart: Chart, plot: PointPlot, rows: list[list[_Point]]) -> None:
    """Draw the points of one size series by series; others from the largest to the smallest."""
    edge = Stroke(chart.theme.background, 1) if chart.theme.background[3] else None
    alpha = _BUBBLE_ALPHA if plot.sizes else _ALPHA
    fills = [_clearer(s.colours[0], alpha) for s in plot.series]
    drawn = [(i, row) for i, row in enumerate(rows) if row and plot.shape(i) != "none"]
    if not plot.sizes:
        for i, row in drawn:
            at = [point.at for point in row]
            colours = [fills[i]]
            if plot.steps:
                colours = [_clearer(plot.steps[i].of(point.value), alpha) for point in row]
            draw_points(canvas, at, (row[0].size,), colours, plot.shape(i), edge)
        return
    each = [(point, i) for i, row in drawn for point in row]
    for point, i in sorted(each, key=lambda item: -item[0].size):
        colour = _clearer(plot.steps[i].of(point.value), alpha) if plot.steps else fills[i]
        rim = edge if point.size >= _EDGED else None
        draw_points(canvas, [point.at], (point.size,), (colour,), plot.shape(i), rim)


def _text_colour(chart: Chart) -> Callable[[Value], Colour]:
    return lambda _: chart.theme.text


def _clearer(colour: Colour, alpha: int) -> Colour:
    """Return a colour of which some shows what is behind."""
    return (*colour[:3], round(colour[3] * alpha / 255))


def _missing(plot: PointPlot) -> int:
    """Return how many points are not drawn because they have no size."""
    return sum(
        size is None and None not in (a, b)
        for i, row in enumerate(plot.sizes)
        for size, a, b in zip(row, plot.places[i], plot.series[i].values, strict=True)
    )


def _draw_texts(
    canvas: Canvas,
    chart: Chart,
    plot: PointPlot,
    rows: list[list[_Point]],
    trends: list[list[list[Point]]],
    bounds: Box,
    errors: list[Array],
) -> list[str]:
    """Draw R² at the ends of trends, then names and numbers in or beside points."""
    lines = [*errors, *(np.array(run) for runs in trends for run in runs)]
    taken, notices = list[Box](), list[str]()
    if plot.r2 and chart.legend == "none":
        taken, notices = _draw_r2(canvas, chart, plot, rows, trends, bounds)
    if not (plot.names or plot.value_labels):
        return notices
    write = choose((p.value for row in rows for p in row), chart.numbers)
    texts = [
        [" ".join([p.name] * bool(p.name) + [write(p.value)] * plot.value_labels) for p in row]
        for row in rows
    ]
    total = sum(bool(text) for row in texts for text in row)
    if plot.sizes:
        inside = _draw_inside(canvas, chart, plot, rows, texts, bounds)
        texts = [
            ["" if (i, j) in inside else text for j, text in enumerate(row)]
            for i, row in enumerate(texts)
        ]
    missing, _ = draw_value_labels(
        canvas,
        chart,
        [[(p.at, p.value) for p in row] for row in rows],
        lines,
        bounds,
        radius=0.0,
        clearance=1.0,
        taken=taken,
        texts=texts,
        radii=[[p.size * (0.5 if plot.sizes else 0.58) for p in row] for row in rows],
    )
    if plot.names and missing:
        return [*notices, f"names: {missing} of {total} had no room"]
    return [*notices, *left_out(missing, total)]


def _draw_inside(
    canvas: Canvas,
    chart: Chart,
    plot: PointPlot,
    rows: list[list[_Point]],
    texts: list[list[str]],
    bounds: Box,
) -> set[tuple[int, int]]:
    """Draw the texts that fit into their points, which nothing covers; return their indices."""
    font = axes.tick_font(chart)
    height = font.size * CAP_HEIGHT
    indices, labels, marks = [], list[Box | None](), []
    for i, row in enumerate(rows):
        for j, point in enumerate(row):
            (x, y), size, half = point.at, point.size, width(texts[i][j], font) / 2
            label = Box(x - half, y - height / 2, 2 * half, height)
            fits = texts[i][j] and math.hypot(2 * half, height) <= size * _IN_CIRCLE
            fits = fits and not point.error  # whose line would cross the text
            labels.append(label if fits and label.within(bounds) else None)
            marks.append(Box(x - size / 2, y - size / 2, size, size))
            indices.append((i, j))
    shown = free(labels, marks)
    for n in shown:
        (i, j), shown_in = indices[n], labels[n]
        if shown_in:
            red, green, blue, alpha = plot.series[i].colours[0]
            colour = text_on_bar(chart, (red, green, blue, round(alpha * _BUBBLE_ALPHA / 255)))
            canvas.text(shown_in.x, shown_in.bottom, texts[i][j], font, colour)
    return {indices[n] for n in shown}


def _draw_r2(
    canvas: Canvas,
    chart: Chart,
    plot: PointPlot,
    rows: list[list[_Point]],
    trends: list[list[list[Point]]],
    bounds: Box,
) -> tuple[list[Box], list[str]]:
    """Draw R² at the end of each trend; return what they take, and the notice of those left out."""
    font = axes.tick_font(chart)
    texts = [(i, text) for i, text in enumerate(plot.r2) if text and trends[i]]
    labels = [
        (i, PointLabel(point, width(text, font), font.size * CAP_HEIGHT))
        for i, text in texts
        for point in _along(trends[i], bounds)
    ]
    places = place_labels(
        [label for _, label in labels],
        [np.array(run) for runs in trends for run in runs],
        [p.at for row in rows for p in row],
        bounds,
        radius=0.0,
        clearance=2.0,
        radii=[p.size / 2 for row in rows for p in row],
    )
    first: dict[int, Box] = {}
    for (i, _), place in zip(labels, places, strict=True):
        if place:
            first.setdefault(i, place)
    for i, label_box in first.items():
        canvas.text(label_box.x, label_box.bottom, plot.r2[i], font, chart.theme.text)
    missing = len(texts) - len(first)
    return [*first.values()], [f"r2: {missing} of {len(texts)} had no room"] * bool(missing)


def _along(runs: list[list[Point]], bounds: Box) -> list[Point]:
    """Return points of a trend within the bounds, from its end to its start."""
    (ax, ay), (bx, by) = runs[0][0], runs[-1][-1]
    shares = [1 - i / (_TRIED - 1) for i in range(_TRIED)]
    points = [(ax + (bx - ax) * share, ay + (by - ay) * share) for share in shares]
    if len(runs[0]) > 2:  # a curve
        points = [point for run in runs[::-1] for point in run[:: -max(1, len(run) // _TRIED)]]
    return [(x, y) for x, y in points if bounds.y <= y <= bounds.bottom and x <= bounds.right]
