"""Lines over names, numbers or times, and areas down to zero: with axes, numbers and names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from .chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    in_order_of_x,
    read_series,
    read_value_axis,
)
from .styles import LineStyle, read_lines
from .thresholds import Steps, read_steps
from .x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.path import Array
    from ..canvas.surface import Canvas
    from ..marks.curves import Curve
    from .theme import Theme


class LinePlot(NamedTuple):
    """Lines over names, numbers or times, or the areas below them."""

    x: XValues
    series: tuple[Series, ...]
    axis: ValueAxis
    curve: Curve
    markers: bool
    area: bool
    value_labels: bool
    styles: tuple[LineStyle, ...]
    joined: bool
    """Lines run on over gaps."""
    steps: tuple[Steps, ...] = ()
    """The colours of each series that depend on the value; () if none do."""


def read(values: Mapping[str, Any], theme: Theme) -> LinePlot:
    """Return the model of valid parameters; a kind without ``area`` always has them."""
    area = values.get("area", True)
    x, series = in_order_of_x(values["xvalues"], read_series(values, theme), numbers=area)
    steps = read_steps(values, theme)
    if steps:
        both = zip(series, steps, strict=True)
        series = tuple(one._replace(colours=by_value.colours[-1:]) for one, by_value in both)
    return LinePlot(
        x,
        series,
        read_value_axis(values),
        values["curve"],
        values["markers"],
        area,
        values["value_labels"],
        read_lines(values, len(series)),
        values["gaps"] == "joined",
        steps,
    )


def legend(lines: LinePlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside the ends of the lines from the top down."""
    from .line_series import entries

    return entries(lines.series, lines.styles, position, lines.steps)


def draw(canvas: Canvas, chart: Chart, plot: LinePlot, box: Box) -> list[str]:
    """Draw axes, areas, lines, markers, numbers and names; return notices of what had no room."""
    from . import axes, end_names, line_series
    from .sizes import line_width, natural_size

    room = end_names.room(canvas, chart, plot.x.at, plot.series, box, legend(plot, "right"))
    values = [v for s in plot.series for v in (*s.values, *s.ends)]
    edge = 0.0 if plot.area or room.ends else line_series.EDGE
    usual = line_width(natural_size(chart))
    widths = [style.width or usual for style in plot.styles]
    thickness = max(widths)
    largest = max((style.point and style.point.size) or 0.0 for style in plot.styles)
    fitted = axes.fit(
        chart,
        room.inner,
        axes.along(plot.x, chart, edge=edge, turn=False),
        axes.NumberAxis(
            values,
            plot.axis,
            plot.area or (not plot.axis.log and line_series.near_zero(values)),
            headroom=max(thickness * line_series.HEADROOM, largest)
            + axes.tick_font(chart).size * plot.value_labels,
            on_base=plot.area,
            numbers=chart.numbers,
        ),
    )
    inner, scale = fitted.plot, fitted.y_scale
    axes.draw(canvas, chart, room.inner, fitted, grid=[fitted.y])
    ground = fitted.base_line() if plot.area else fitted.y.across(inner, 0.0)
    canvas.line(ground, Stroke(chart.theme.axis), snap=True)

    x = [None if v is None else fitted.x.scale(v) for v in plot.x.at]
    each = plot.steps or (None,) * len(plot.series)
    lines = [
        line_series.Line(
            line_series.runs(x, s.values, scale, inner, joined=plot.joined),
            s.colours[0],
            plot.curve,
            width,
            style,
            line_series.bands(steps, scale, inner, thickness),
        )
        for s, width, style, steps in zip(plot.series, widths, plot.styles, each, strict=True)
    ]
    with canvas.clip(*line_series.along_the_edges(inner, thickness)):
        if plot.area:
            line_series.draw_areas(canvas, lines, ground[0][1])
        line_series.draw_lines(canvas, lines)
    background = chart.theme.background
    line_series.draw_markers(canvas, lines, inner, background, every=plot.markers)

    errors: list[Array] = []
    if any(s.errors for s in plot.series):
        from . import error_bars

        for s, steps in zip(plot.series, each, strict=True):
            errors += error_bars.draw_at_points(
                canvas, chart, fitted, plot.x.at, [s], colour=steps and steps.of
            )
    notices = [*room.notices, *axes.draw_marks(canvas, chart, fitted)]
    if plot.value_labels:
        from .value_labels import draw_value_labels, left_out

        right = inner.right if room.ends else room.outer.right
        top = room.outer.y
        missing = draw_value_labels(
            canvas,
            chart,
            [line_series.marked(x, s.values, scale, inner) for s in plot.series],
            [*line_series.flattened(lines), *errors, *axes.target_lines(fitted)],
            Box(inner.x, top, right - inner.x, inner.bottom - top),
            radius=max(
                thickness / 2,
                *(line_series.point_size(line, every=plot.markers) / 2 for line in lines),
            ),
            clearance=thickness / 2 + 1,
        )
        notices += left_out(*missing)
    if room.ends:
        ends = [
            (line.runs[-1][-1], line_series.colour_at(line, line.runs[-1][-1][1])) for line in lines
        ]
        end_names.draw(canvas, chart, room.ends, ends, inner, room.outer)
    return notices
