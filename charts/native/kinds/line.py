"""Lines over names or over numbers: straight, smooth or in steps; with markers; filled."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...diagnostics import Value
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
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS, not_both, same_length
from ..kind import Example, Kind
from ..values import Choice, Flag
from ..x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ...marks.curves import Curve
    from ..end_names import EndNames
    from ..scale import Scale
    from ..theme import Theme

_EDGE = 0.35  # space before the first and after the last name, in steps
_HEADROOM = 4  # of the width of a line: a marker, and space around it
_AREA_ALPHA = 56  # of 255

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
            "title": "Small",
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
        Example("line-log-smooth", "Smooth lines on a logarithmic axis, the legend below", {
            "xvalues": [1, 2, 4, 8, 16, 32],
            "yvalues": [[1, 100, 10, 1000, 20, 5000], [3, 3, 3, 3, 3, 3]], "log": True,
            "curve": "smooth", "legend": ["A", "B"], "markers": True, "legend_position": "bottom",
        }),
        Example("line-numbers", "Numbers with a unit for thousands, and one of their own", {
            "title": "Requests", "xvalues": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            "yvalues": [11800, 12350, 12900, 14200, 13700, 6100, 5400], "number_format": "s",
            "suffix": "/s", "width": 400, "height": 250,
        }),
        Example("line-time", "Times at true distances, the day where it changes", {
            "title": "Load", "markers": True, "ylabel": "%", "height": 300, "xvalues": [
                "2024-10-26T18:00", "2024-10-26T22:15", "2024-10-27T01:40", "2024-10-27T02:05",
                "2024-10-27T07:30", "2024-10-27T15:00",
            ],
            "yvalues": [31, 44, 82, 79, 40, 22],
        }),
        Example("line-versions", "Versions are names, though they look like numbers", {
            "title": "Start in seconds", "xvalues": ["3.8", "3.9", "3.10", "3.11", "3.12"],
            "yvalues": [1.42, 1.37, 1.31, 1.08, 1.02], "width": 400, "height": 250,
        }, shown=False),
        Example("line-dates", "Two hundred days over eight months", {
            "xvalues": [f"2024-{m:02}-{d:02}" for m in range(1, 9) for d in range(1, 29)],
            "yvalues": [round(50 + i * 7919 % 97 / 9 + i / 6, 1) for i in range(224)],
        }, shown=False),
        Example("text-too-long", "Texts that are too long are shortened", {
            "title": "A title that goes on " * 12, "xlabel": "along " * 20,
            "ylabel": "upward " * 20, "xvalues": [1, 2, 3], "yvalues": [[1, 2, 3], [3, 2, 1]],
            "legend": ["legend " * 12, "two " * 20],
        }, shown=False),
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
        *_in_order(values["xvalues"], read_series(values, theme)),
        read_value_axis(values),
        values["curve"],
        values["markers"],
        values["area"],
        values["value_labels"],
    )


def _in_order(x: XValues, series: tuple[Series, ...]) -> tuple[XValues, tuple[Series, ...]]:
    """Return the points of times in the order of time; others are joined as they were given."""
    if x.type != "time":
        return x, series
    at = x.at
    order = sorted(range(len(at)), key=[math.inf if t is None else t for t in at].__getitem__)
    x = x._replace(at=tuple(at[i] for i in order))
    return x, tuple(s._replace(values=tuple(s.values[i] for i in order)) for s in series)


def legend(lines: LinePlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside the ends of the lines from the top down."""
    series = lines.series
    if position in ("left", "right", "ends"):
        series = tuple(sorted(series, key=lambda s: -_end(s.values, position)))
    return [LegendEntry(s.name, s.colours[0], "line") for s in series]


def _end(values: Sequence[Value], position: LegendPosition) -> float:
    """Return the first or the last value that is known: where a line meets the legend."""
    order = values if position == "left" else reversed(values)
    return next((v for v in order if v is not None), -math.inf)


def draw(canvas: Canvas, chart: Chart, lines: LinePlot, box: Box) -> list[str]:
    """Draw axes, areas, lines, markers, numbers and names; return notices of what had no room."""
    import numpy as np

    from ...marks import curves
    from ...marks.lines import split_at_gaps
    from .. import axes
    from ..sizes import base_size, line_width

    room = _room_for_names(canvas, chart, lines, box)
    values = [v for s in lines.series for v in s.values]
    edge = 0.0 if lines.area or room.ends else _EDGE
    x_axis = axes.along(lines.x, chart, edge=edge, turn=False)
    from_zero = lines.area or (not lines.axis.log and _near_zero(values))
    thickness = line_width(base_size(chart))
    y_axis = axes.NumberAxis(
        values,
        lines.axis,
        from_zero,
        headroom=thickness * _HEADROOM + axes.tick_font(chart).size * lines.value_labels,
        on_base=lines.area,
        numbers=chart.numbers,
    )
    fitted = axes.fit(chart, room.inner, x_axis, y_axis)
    plot, scale = fitted.plot, fitted.y_scale
    axes.draw(canvas, chart, room.inner, fitted, grid=[fitted.y])
    ground = fitted.base_line() if lines.area else fitted.y.across(plot, 0.0)
    canvas.line(ground, Stroke(chart.theme.axis), snap=True)

    x = [None if v is None else fitted.x.scale(v) for v in lines.x.at]
    runs = [
        [np.array(run) for run in split_at_gaps(_points(x, series.values, scale, plot))]
        for series in lines.series
    ]
    curve = curves.CURVES[lines.curve]
    # A line that runs along the edge of the plot keeps its full width.
    around = plot.x - thickness, plot.y - thickness
    with canvas.clip(*around, plot.width + 2 * thickness, plot.height + thickness):
        if lines.area:
            for series, parts in zip(lines.series, runs, strict=True):
                red, green, blue, alpha = series.colours[0]
                fill = red, green, blue, round(alpha * _AREA_ALPHA / 255)
                for points in parts:
                    canvas.path(curves.area(curve(points), ground[0][1]), fill)
        for series, parts in zip(lines.series, runs, strict=True):
            stroke = Stroke(series.colours[0], thickness, cap="round")
            for points in parts:
                if len(points) > 1:
                    canvas.path(curve(points), None, stroke)
    outline = Stroke(chart.theme.background, max(1.0, thickness / 2))
    for series, parts in zip(lines.series, runs, strict=True):
        # A point between two gaps would vanish without a marker.
        marked = [points for points in parts if lines.markers or len(points) == 1]
        if marked:
            points = np.vstack(marked)
            inside = (points[:, 1] >= plot.y - 1) & (points[:, 1] <= plot.bottom + 1)
            edged = outline if outline.colour[3] else None
            canvas.markers(points[inside], "circle", thickness * 3.4, series.colours[0], edged)

    notices = list(room.notices)
    if lines.value_labels:
        from ..value_labels import draw_value_labels

        right = plot.right if room.ends else room.outer.right
        top = room.outer.y
        notices += draw_value_labels(
            canvas,
            chart,
            [_marked(x, s.values, scale, plot) for s in lines.series],
            [curves.flatten(curve(points)) for parts in runs for points in parts],
            Box(plot.x, top, right - plot.x, plot.bottom - top),
            radius=thickness * (1.7 if lines.markers else 0.5),
            clearance=thickness / 2 + 1,
        )
    if room.ends:
        from .. import end_names

        ends = [(parts[-1][-1], s.colours[0]) for s, parts in zip(lines.series, runs, strict=True)]
        end_names.draw(canvas, chart, room.ends, ends, plot, room.outer)
    return notices


class _Room(NamedTuple):
    """The room that the names of lines leave, if they are to stand at the ends."""

    ends: EndNames | None
    inner: Box
    """For the axes."""
    outer: Box
    """For the axes and the names at the ends."""
    notices: tuple[str, ...] = ()


def _room_for_names(canvas: Canvas, chart: Chart, lines: LinePlot, box: Box) -> _Room:
    """Find room for names at the ends of the lines; draw a legend if there is not enough."""
    if chart.legend != "ends":
        return _Room(None, box, box)
    from .. import end_names
    from ..layout import draw_legend

    drawn = all(
        any(a is not None and b is not None for a, b in zip(lines.x.at, s.values, strict=True))
        for s in lines.series
    )
    ends = end_names.fit(chart, [s.name for s in lines.series], box) if drawn else None
    if ends:
        return _Room(ends, box.inset(right=ends.width), box)
    box = draw_legend(canvas, chart._replace(legend="right"), box, legend(lines, "right"))
    return _Room(None, box, box, ("legend_position: no room at the ends of the lines",))


def _marked(
    x: Sequence[float | None], values: Sequence[Value], scale: Scale, plot: Box
) -> list[tuple[tuple[float, float], float]]:
    """Return the points within the plot in pixels, each with its value."""
    pairs = zip(_points(x, values, scale, plot), values, strict=True)
    return [
        (point, value)
        for point, value in pairs
        if point and value is not None and plot.y - 1 <= point[1] <= plot.bottom + 1
    ]


def _near_zero(values: Sequence[Value]) -> bool:
    """Return whether the values are so spread that an axis without zero would surprise."""
    known = [v for v in values if v is not None]
    low, high = sorted((abs(min(known, default=0)), abs(max(known, default=0))))
    return low <= high / 2


def _points(
    x: Sequence[float | None], values: Sequence[Value], scale: Scale, plot: Box
) -> Iterator[tuple[float, float] | None]:
    """Yield the points in pixels; None for one that is missing."""
    for position, value in zip(x, values, strict=True):
        if position is None or value is None:
            yield None
            continue
        # Far outside is cut off, so that the rasteriser never sees a huge number.
        y = min(max(scale(value), -9.0), 10.0)
        yield plot.x + position * plot.width, plot.bottom - y * plot.height
