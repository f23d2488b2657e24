"""Points over two axes of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from .. import parameters as p
from ..chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    read_series,
    read_value_axis,
)
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS, same_length
from ..kind import Example, Kind
from ..x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

# Each series has its own shape, so that colour is not all that tells them apart.
_SHAPES: tuple[Literal["circle", "square", "triangle", "diamond"], ...] = (
    "circle",
    "square",
    "triangle",
    "diamond",
)
_ALPHA = 205  # of 255
_MARGIN = 0.04  # of the axis, between its ends and the outermost points

KIND = Kind(
    "scatter",
    "Scatter chart",
    "Points over two numeric axes, each series with a shape of its own.",
    parameters=(
        p.XVALUES,
        p.YVALUES,
        *p.TITLES,
        *p.AXIS_TITLES,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS._replace(meaning="numbers at the points, where there is room"),
        *p.VALUE_AXIS,
        *p.X_AXIS,
        p.XLOG,
        *p.FRAME,
        p.YERROR,
        *p.x_type(names=False),
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        *VALUE_AXIS_CHECKS,
    ),
    examples=(
        Example("scatter", "Height and weight of two groups", {
            "title": "Height and weight", "xlabel": "cm", "ylabel": "kg",
            "xvalues": [151, 158, 163, 165, 170, 172, 176, 180, 184, 190],
            "yvalues": [
                [48, 53, 58, None, 66, 68, None, 80, 84, 91],
                [52, None, 55, 61, None, 70, 74, 78, None, 88],
            ],
            "legend": ["Group A", "Group B"],
        }),
        Example("scatter-numbers", "Numbers beside the points", {
            "title": "Depth of lakes", "xlabel": "Area in km²", "ylabel": "Metres",
            "xvalues": [582, 109, 536, 368, 212, 52], "yvalues": [310, 227, 251, 346, 410, 514],
            "value_labels": True, "width": 500, "height": 320,
        }),
        Example("scatter-extremes-dark", "Huge and tiny numbers, dark, for dense screens", {
            "xvalues": [-1e9, 0, 2e9], "yvalues": [1e-12, 3e-12, 2e-12], "width": 300,
            "height": 200, "theme": "dark", "scale": 2,
        }),
        Example("scatter-time", "Dates along x, written as day and month", {
            "xvalues": ["2024-03-04", "2024-03-07", "2024-03-08", "2024-03-15", "2024-03-27"],
            "yvalues": [3.1, 4.4, 2.9, 5.2, 4.8], "date_format": "%-d %b", "xtype": "time",
            "width": 400, "height": 250,
        }),
        Example("scatter-shapes", "Four series on a logarithmic axis", {
            "xvalues": [1, 2, 3, 4, 5, 6], "log": True, "width": 400, "height": 300,
            "yvalues": [
                [1, 2, 4, 8, 16, 32], [3, 9, 27, 81, 243, 729], [500, 250, 125, 60, 30, 15],
                [10, 10, 10, 10, 10, 10],
            ],
            "legend": ["Doubled", "Trebled", "Halved", "Constant"],
        }),
    ),
)  # fmt: skip


class ScatterPlot(NamedTuple):
    """Points at (x, value)."""

    x: XValues
    series: tuple[Series, ...]
    axis: ValueAxis
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> ScatterPlot:
    """Return the model of valid parameters."""
    return ScatterPlot(
        values["xvalues"],
        read_series(values, theme),
        read_value_axis(values),
        values["value_labels"],
    )


def legend(scatter: ScatterPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, with its shape."""
    return [
        LegendEntry(s.name, s.colours[0], _SHAPES[i % len(_SHAPES)])
        for i, s in enumerate(scatter.series)
    ]


def draw(canvas: Canvas, chart: Chart, scatter: ScatterPlot, box: Box) -> list[str]:
    """Draw axes, points and the numbers beside them; return what had no room."""
    from ...marks.points import draw_points
    from .. import axes
    from ..sizes import base_size

    size = base_size(chart) * 0.72
    values = [v for s in scatter.series for v in (*s.values, *s.ends)]
    fitted = axes.fit(
        chart,
        box,
        axes.along(scatter.x, chart, margin=_MARGIN, headroom=size),
        axes.NumberAxis(
            values,
            scatter.axis,
            tight=True,
            margin=_MARGIN,
            headroom=size + axes.tick_font(chart).size * scatter.value_labels,
            numbers=chart.numbers,
        ),
    )
    x, y, plot = fitted.x.scale, fitted.y_scale, fitted.plot
    axes.draw(canvas, chart, box, fitted, grid=[fitted.x, fitted.y])
    canvas.line(fitted.y.across(plot, 0.0), Stroke(chart.theme.axis))
    edge = Stroke(chart.theme.background, 1) if chart.theme.background[3] else None
    errors = []
    if any(s.errors for s in scatter.series):
        from .. import error_bars

        errors = error_bars.draw_at_points(canvas, chart, fitted, scatter.x.at, scatter.series)
    marked: list[list[tuple[tuple[float, float], float]]] = []
    for i, series in enumerate(scatter.series):
        positions = [
            (x(a), y(b), b)
            for a, b in zip(scatter.x.at, series.values, strict=True)
            if a is not None and b is not None
        ]
        marked.append(
            [
                ((plot.x + across * plot.width, plot.bottom - up * plot.height), value)
                for across, up, value in positions
                if -1e-9 <= up <= 1 + 1e-9 and -1e-9 <= across <= 1 + 1e-9
            ]
        )
        points = [point for point, _ in marked[-1]]
        red, green, blue, alpha = series.colours[0]
        fill = red, green, blue, round(alpha * _ALPHA / 255)
        draw_points(canvas, points, (size,), (fill,), _SHAPES[i % len(_SHAPES)], edge)
    notices = axes.draw_marks(canvas, chart, fitted)
    if not scatter.value_labels:
        return notices
    from ..value_labels import draw_value_labels

    bounds = Box(plot.x, box.y, box.right - plot.x, plot.bottom - box.y)
    lost = draw_value_labels(
        canvas, chart, marked, errors, bounds, radius=size * 0.58, clearance=1.0
    )
    return [*notices, *lost]


def say(chart: Chart, scatter: ScatterPlot) -> Said:
    """Return what is said of points: how far they reach, and whether y goes with x."""
    from ...words import points
    from ..describe import place_writer, writer

    write_x, write_y = place_writer(scatter.x, chart), writer(chart.numbers)
    return points.say(
        [points.Cloud(s.name, scatter.x.at, s.values, write_x, write_y) for s in scatter.series]
    )
