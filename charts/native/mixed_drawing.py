"""Bars, areas, lines and points in one plot: their places, and drawing them with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..diagnostics import Value
from ..marks.point_labels import Covered
from ..marks.points import draw_points
from . import axes, bar_series, line_series
from .axes import Axes
from .bar_series import Bar, Placement
from .chart import Chart
from .line_series import Line
from .mixed_plot import MARKS, MixedPlot
from .number_text import NumberFormat, choose
from .sizes import line_width, natural_size
from .value_labels import Marked
from .values import PointStyle

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas

_POINT = 0.72  # of the base size


def draw(canvas: Canvas, chart: Chart, plot: MixedPlot, box: Box) -> list[str]:
    """Draw axes, areas, bars, lines, points and numbers; return how many numbers had no room."""
    widest = max((style.width or 0.0 for style in plot.styles), default=0.0)
    thickness, point = widest or line_width(natural_size(chart)), natural_size(chart) * _POINT
    placed = _place(chart, plot, box, thickness)
    fitted, lines, inner = placed.axes, placed.lines, placed.axes.plot
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    with canvas.clip(*inner):
        for i in plot.of("area"):
            line_series.draw_areas(canvas, [lines[i]], _ground(fitted, plot.second[i])[0][1])
        if placed.bars:
            bar_series.draw_all(
                canvas,
                placed.bars,
                placed.place,
                lambda bar: _ground(fitted, plot.second[bar.series])[0][1],
                plot.bar_style.radius,
            )
    standing = [plot.second[i] for i in plot.of("bar", "area")]
    ground = _ground(fitted, all(standing)) if standing else fitted.y.across(inner, 0.0)
    canvas.line(ground, Stroke(chart.theme.axis), snap=True)
    reached = [box for _, box in placed.bars]
    if plot.has_errors and placed.bars:
        from . import error_bars

        reached = error_bars.draw_on_bars(
            canvas, chart, fitted, plot.series, placed.bars, plot.second
        )
    drawn = [lines[i] for i in plot.of("line", "area")]
    with canvas.clip(*line_series.along_the_edges(inner, thickness)):
        line_series.draw_lines(canvas, drawn)
    background = chart.theme.background
    line_series.draw_markers(canvas, drawn, inner, background, every=plot.markers)
    edge = Stroke(background, 1) if background[3] else None
    sizes = [line_series.point_size(line, every=plot.markers) for line in drawn]
    for i in plot.of("points"):
        at = [at for at, _ in placed.marked[i]]
        look = plot.styles[i].point or PointStyle("circle")
        if look.shape != "none":
            sizes.append(look.size or point)
            draw_points(canvas, at, (sizes[-1],), (lines[i].colour,), look.shape, edge)
    errors: list[Array] = []
    if plot.has_errors:
        from . import error_bars

        for i in plot.of("line", "area", "points"):
            errors += error_bars.draw_at_points(
                canvas, chart, fitted, plot.x.at, [plot.series[i]], second=plot.second[i]
            )
    notices = axes.draw_marks(canvas, chart, fitted, placed.points)
    if not plot.value_labels:
        return notices
    radius = max(thickness / 2, *(size / 2 for size in sizes), 0.0)
    bounds = Box(inner.x, box.y, inner.width, inner.bottom - box.y)
    lost = _draw_numbers(
        canvas, chart, plot, placed, bounds, radius, thickness / 2 + 1, errors, reached
    )
    return [*notices, *lost]


class _Placed(NamedTuple):
    """What is drawn, in pixels: by the index of the series, but for bars."""

    axes: Axes
    place: Placement
    bars: list[tuple[Bar, Box]]
    lines: dict[int, Line]
    marked: dict[int, list[Marked]]

    @property
    def points(self) -> list[Point]:
        """The points of lines, areas and points."""
        return [at for points in self.marked.values() for at, _ in points]


def _place(chart: Chart, plot: MixedPlot, box: Box, thickness: float) -> _Placed:
    """Fit the axes, and find the places of bars, lines and points."""
    usual = line_width(natural_size(chart))
    bars, slots = _bars(plot)
    font = axes.tick_font(chart)
    room = max(
        font.size * 0.6, thickness * line_series.HEADROOM, font.size * 1.6 * plot.value_labels
    )
    if plot.of("bar"):
        along = axes.of_bars(plot.x, chart)
    else:
        along = axes.along(plot.x, chart, edge=line_series.EDGE, turn=False)
    left = _axis(plot, bars, room, chart.numbers, second=False)
    right = _axis(plot, bars, room, chart.y2_numbers, second=True) if any(plot.second) else None
    fitted = axes.fit(chart, box, along, left, y2=right)
    place = bar_series.Placement(plot.x, slots, fitted.x, fitted.plot, gap=plot.bar_style.gap)
    x = [None if at is None else fitted.x.scale(at) for at in plot.x.at]
    lines, marked = {}, {}
    for i in plot.of("line", "area", "points"):
        values, colour = plot.series[i].values, plot.series[i].colours[0]
        scale = fitted.scale_of(second=plot.second[i])
        runs = line_series.runs(x, values, scale, fitted.plot, joined=plot.joined)
        style = plot.styles[i]
        lines[i] = line_series.Line(runs, colour, plot.curve, style.width or usual, style)
        marked[i] = line_series.marked(x, values, scale, fitted.plot)
    return _Placed(
        fitted,
        place,
        [(b, place.boxes([b], fitted.scale_of(second=plot.second[b.series]))[0]) for b in bars],
        lines,
        marked,
    )


def _bars(plot: MixedPlot) -> tuple[list[Bar], int]:
    """Return the bars of both axes, and how many stand side by side.

    A stack is of one axis: lengths on two axes have no sum.
    """
    if not plot.stacked:
        stacks = [[i] for i in plot.of("bar")]
    else:
        both = [plot.of("bar", second=second) for second in (False, True)]
        stacks = [stack for stack in both if stack]
    bars = [
        bar._replace(series=stack[bar.series], slot=slot)
        for slot, stack in enumerate(stacks)
        for bar in bar_series.bars(plot.x.at, [plot.series[i] for i in stack], stacked=plot.stacked)
    ]
    return bars, max(1, len(stacks))


def _axis(
    plot: MixedPlot, bars: Sequence[Bar], room: float, numbers: NumberFormat, *, second: bool
) -> axes.NumberAxis:
    """Return an axis of values, with ``room`` pixels beyond the outermost ones."""
    asked = plot.axes[second]
    values: list[Value] = [bar.end for bar in bars if plot.second[bar.series] == second]
    for i in plot.of("line", "area", "points", second=second):
        values += plot.series[i].values
    for i in plot.of(*MARKS, second=second):
        values += plot.series[i].ends
    standing = plot.of("bar", "area", second=second)
    return axes.NumberAxis(
        values,
        asked,
        from_zero=bool(standing) or (not asked.log and line_series.near_zero(values)),
        headroom=room,
        on_base=len(standing) == len(plot.of(*MARKS, second=second)),
        numbers=numbers,
    )


def _ground(fitted: Axes, second: bool) -> tuple[Point, Point]:
    """Return the line from which the bars and areas of an axis start."""
    axis = fitted.of_values(second=second)
    return axis.across(fitted.plot, fitted.scale_of(second=second).base_position)


def _draw_numbers(
    canvas: Canvas,
    chart: Chart,
    plot: MixedPlot,
    placed: _Placed,
    bounds: Box,
    radius: float,
    clearance: float,
    errors: Sequence[Array],
    reached: Sequence[Box],
) -> list[str]:
    """Draw the numbers of bars that no line crosses, then those of lines and points.

    ``errors``: lines of error bars at points; ``reached``: the bars with their errors.
    """
    from . import bar_labels
    from .value_labels import draw_value_labels, left_out

    formats = chart.numbers, chart.y2_numbers
    through = line_series.flattened([placed.lines[i] for i in plot.of("line", "area")])
    through += errors
    targets = axes.target_lines(placed.axes)
    marks = axes.labels_within(chart, placed.axes, placed.points)
    labels: list[bar_labels.Label] = []
    labelled: list[bar_labels.Labelled] = []
    if placed.bars:
        write = [
            choose((b.value for b, _ in placed.bars if plot.second[b.series] == second), asked)
            for second, asked in enumerate(formats)
        ]
        labelled = [
            (b, at, write[plot.second[b.series]](b.value))
            for (b, _), at in zip(placed.bars, reached, strict=True)
        ]
        reverse = placed.axes.y_scale.reverse
        labelled = bar_labels.shown(labelled, placed.place, reverse=reverse)
        labels = bar_labels.place_bar_labels(
            chart, labelled, placed.place, bounds, stacked=plot.stacked, targets=targets
        )
        covered = Covered(bounds)
        for place in marks:
            covered.add_box(place)
        for line in through:
            if len(line) > 1:
                covered.add_line(line)
        for at in placed.points:
            covered.add_box(Box(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius))
        labels = [label for label in labels if covered.is_free(label.box)]
        bar_labels.draw(canvas, chart, labels)
    missing, total = draw_value_labels(
        canvas,
        chart,
        list(placed.marked.values()),
        [*through, *targets],
        bounds,
        radius=radius,
        clearance=clearance,
        numbers=[formats[plot.second[i]] for i in placed.marked],
        bars=[(rectangle, bar.colour) for bar, rectangle in placed.bars],
        taken=[*marks, *(label.box for label in labels)],
    )
    count = len(labelled)
    return left_out(missing + count - len(labels), total + count)
