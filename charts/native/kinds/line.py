"""Lines over names or over numbers: straight, smooth or in steps; with markers; filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from .. import parameters as p
from ..chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    in_order_of_time,
    read_series,
    read_value_axis,
)
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS, not_both, same_length
from ..kind import Example, Kind
from ..values import Choice, Flag
from ..x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ...marks.curves import Curve
    from ..theme import Theme

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

KIND = Kind(
    "line",
    "Line chart",
    "Lines over names or over numbers; an empty value is a gap.",
    parameters=(
        p.NAMES._replace(meaning="names of the points, or numbers, dates or times (xtype)"),
        p.YVALUES,
        *p.TITLES,
        *p.AXIS_TITLES,
        p.LEGEND,
        p.LEGEND_OR_ENDS,
        p.VALUE_LABELS._replace(meaning="numbers at the points, where there is room"),
        p.Parameter(
            "curve",
            Choice(("linear", "smooth", "step")),
            "how points are joined",
            "Drawing",
            "linear",
        ),
        p.Parameter("markers", Flag(), "a dot at each point", "Drawing", False),
        p.Parameter("area", Flag(), "fill down to zero", "Drawing", False),
        *p.VALUE_AXIS,
        *p.X_AXIS,
        p.XLOG,
        *p.FRAME,
        p.YERROR,
        *p.x_type(),
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        *VALUE_AXIS_CHECKS,
        not_both("log", "area", "has no zero to fill down to"),
    ),
    examples=(
        Example("line", "Two lines with markers, one with a gap", {
            "title": "Temperature", "xvalues": [2018, 2019, 2020, 2021, 2022, 2023],
            "yvalues": [[10.4, 10.2, 10.4, None, 10.5, 10.6], [9.1, 8.8, 9.3, 8.9, 9.4, 9.2]],
            "legend": ["Berlin", "Oslo"], "markers": True, "ylabel": "°C",
        }),
        Example("line-ends", "Names at the ends of the lines, numbers at the points", {
            "title": "Electric cars", "subtitle": "Share of new cars in per cent",
            "source": "Source: registration offices", "xvalues": [2019, 2020, 2021, 2022, 2023],
            "yvalues": [
                [42, 54, 65, 79, 82], [11, 19, 32, 45, 50], [2, 5, 13, 21, 36],
                [3, 7, 14, 18, None],
            ],
            "legend": ["Norway", "Sweden", "Denmark", "Germany"], "legend_position": "ends",
            "value_labels": True, "markers": True,
        }),
        Example("line-smooth-area", "A smooth area, in a small picture", {
            "xvalues": _MONTHS, "yvalues": [12, 19, 17, 26, 24, 31, 30, 42, 38, 45, 51, 49],
            "curve": "smooth", "area": True, "colors": ["teal"], "width": 300, "height": 200,
            "title": "Small", "alt": "What was small in January was large in December.",
        }),
        Example("line-neutral", "Eight series, readable on a light and on a dark page", {
            "background": "transparent",
            "xvalues": ["2018", "2019", "2020", "2021", "2022", "2023"],
            "yvalues": [
                [31, 33, 36, 38, 41, 45], [28, 30, 29, 33, 35, 36], [24, 23, 26, 28, 27, 30],
                [20, 22, 21, 20, 24, 25], [16, 18, 19, 19, 18, 21], [12, 11, 14, 16, 15, 17],
                [8, 9, 9, 12, 11, 13], [4, 6, 5, 7, 8, 8],
            ],
            "legend": ["Ash", "Birch", "Cedar", "Elm", "Fir", "Larch", "Oak", "Yew"],
            "width": 500, "height": 300,
        }),
        Example("line-step-gaps-dark", "Steps with gaps on a dark background", {
            "xvalues": [1, 2, 3, 4, 5, 6],
            "yvalues": [[1, None, 3, None, 5, None], [2, 2.5, 2.2, 2.8, 2.1, 2.9]],
            "curve": "step", "background": "112244", "width": 500, "height": 300,
        }),
    ),
)  # fmt: skip


class LinePlot(NamedTuple):
    """Lines over names, numbers or times."""

    x: XValues
    series: tuple[Series, ...]
    axis: ValueAxis
    curve: Curve
    markers: bool
    area: bool
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> LinePlot:
    """Return the model of valid parameters."""
    return LinePlot(
        *in_order_of_time(values["xvalues"], read_series(values, theme)),
        read_value_axis(values),
        values["curve"],
        values["markers"],
        values["area"],
        values["value_labels"],
    )


def legend(lines: LinePlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside the ends of the lines from the top down."""
    from ..line_series import entries

    return entries(lines.series, position)


def draw(canvas: Canvas, chart: Chart, plot: LinePlot, box: Box) -> list[str]:
    """Draw axes, areas, lines, markers, numbers and names; return notices of what had no room."""
    from .. import axes, end_names, line_series
    from ..sizes import base_size, line_width

    room = end_names.room(canvas, chart, plot.x.at, plot.series, box)
    values = [v for s in plot.series for v in (*s.values, *s.ends)]
    edge = 0.0 if plot.area or room.ends else line_series.EDGE
    thickness = line_width(base_size(chart))
    fitted = axes.fit(
        chart,
        room.inner,
        axes.along(plot.x, chart, edge=edge, turn=False),
        axes.NumberAxis(
            values,
            plot.axis,
            plot.area or (not plot.axis.log and line_series.near_zero(values)),
            headroom=thickness * line_series.HEADROOM
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
    lines = [
        line_series.Line(
            line_series.runs(x, s.values, scale, inner), s.colours[0], plot.curve, thickness
        )
        for s in plot.series
    ]
    with canvas.clip(*line_series.along_the_edges(inner, thickness)):
        if plot.area:
            line_series.draw_areas(canvas, lines, ground[0][1])
        line_series.draw_lines(canvas, lines)
    background = chart.theme.background
    line_series.draw_markers(canvas, lines, inner, background, every=plot.markers)

    errors = []
    if any(s.errors for s in plot.series):
        from .. import error_bars

        errors = error_bars.draw_at_points(canvas, chart, fitted, plot.x.at, plot.series)
    notices = [*room.notices, *axes.draw_marks(canvas, chart, fitted)]
    if plot.value_labels:
        from ..value_labels import draw_value_labels

        right = inner.right if room.ends else room.outer.right
        top = room.outer.y
        notices += draw_value_labels(
            canvas,
            chart,
            [line_series.marked(x, s.values, scale, inner) for s in plot.series],
            [*line_series.flattened(lines), *errors],
            Box(inner.x, top, right - inner.x, inner.bottom - top),
            radius=thickness * (1.7 if plot.markers else 0.5),
            clearance=thickness / 2 + 1,
        )
    if room.ends:
        ends = [(line.runs[-1][-1], line.colour) for line in lines]
        end_names.draw(canvas, chart, room.ends, ends, inner, room.outer)
    return notices
