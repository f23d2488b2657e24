"""Bars, lines, areas and points over the same xvalues, on one or two axes of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from api.errors import ParameterError

from .. import parameters as p
from .. import styles
from ..chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    in_order_of_time,
    read_second_axis,
    read_series,
    read_value_axis,
)
from ..checks import (
    CHOSEN_AXIS_CHECKS,
    LEGEND_CHECKS,
    SERIES_COLOURS,
    Check,
    Errors,
    Rows,
    not_both,
    per_series,
    same_length,
    sides,
)
from ..kind import Example, Kind
from ..mixed_plot import MARKS, Mark, MixedPlot
from ..values import Choices, Flag

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

_KEYS: dict[Mark, Literal["square", "line", "circle"]] = {
    "bar": "square", "area": "square", "line": "line", "points": "circle",
}  # fmt: skip
_QUARTERS = ["Q1", "Q2", "Q3", "Q4"]


def _marks(marks: Sequence[Mark], count: int) -> tuple[Mark, ...]:
    """Return the marks of so many series: by default bars, and a line for the last of several."""
    bar: Mark = "bar"
    line: Mark = "line"
    return tuple(marks) or (bar,) * max(1, count - 1) + (line,) * (count > 1)


def _areas(
    marks: Sequence[Mark], axis: Sequence[str], log: bool, y2log: bool, rows: Rows
) -> Errors:
    logs = {"left": log, "right": y2log}
    for mark, side in zip(marks, sides(axis, rows), strict=False):
        if mark == "area" and logs[side]:
            detail = f"the {side} axis is logarithmic and has no zero to fill down to"
            return [ParameterError("marks", detail, "line, or another axis")]
    return []


KIND = Kind(
    "combo",
    "Combined chart",
    "Bars, lines, areas and points together, also on a second axis of values at the right.",
    parameters=(
        p.NAMES._replace(meaning="names of the bars and points, or dates or times (xtype)"),
        p.YVALUES,
        p.Parameter(
            "marks", Choices(MARKS, p.MAX_SERIES),
            "how each series is drawn; by default as bars, and the last one as a line", "Data", (),
        ),
        p.Parameter(
            "axis", Choices(("left", "right"), p.MAX_SERIES),
            "the axis of the values of each series; by default left", "Data", (),
        ),
        *p.TITLES,
        *p.AXIS_TITLES,
        p.Y2LABEL,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS._replace(meaning="numbers on the bars and at the points"),
        p.Parameter("stacked", Flag(), "bars of an axis on top of each other", "Drawing", False),
        p.CURVE,
        p.Parameter("markers", Flag(), "a dot at each point of lines", "Drawing", False),
        *styles.LINES,
        *styles.BARS,
        *p.VALUE_AXIS,
        *p.SECOND_AXIS,
        *p.X_AXIS,
        *p.FRAME,
        *p.x_type(numbers=False, distinct=True),
        *p.SECOND_NUMBERS,
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        Check(("marks", "yvalues"), lambda marks, rows: per_series("marks", marks, rows)),
        *CHOSEN_AXIS_CHECKS,
        *styles.LINE_CHECKS,
        Check(("marks", "axis", "log", "y2log", "yvalues"), _areas),
        not_both("log", "stacked", "cannot measure stacked bars"),
        not_both("y2log", "stacked", "cannot measure stacked bars"),
    ),
    examples=(
        Example("combo", "Rain as bars and temperature as a line, on two axes", {
            "title": "Climate of Lisbon", "legend": ["Rain", "Temperature"],
            "legend_position": "top",
            "xvalues": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                        "Nov", "Dec"],
            "yvalues": [[100, 85, 53, 68, 54, 16, 4, 6, 33, 101, 128, 127],
                        [11.6, 12.7, 14.9, 15.9, 18, 21.2, 23.1, 23.5, 22.1, 18.8, 15, 12.4]],
            "marks": ["bar", "line"], "axis": ["left", "right"], "markers": True,
            "ylabel": "mm", "y2label": "°C", "curve": "smooth",
        }),
        Example("combo-numbers", "Stacked bars with a margin in per cent, all with numbers", {
            "title": "Sales and margin", "xvalues": _QUARTERS, "stacked": True,
            "yvalues": [[120, 132, 141, 158], [80, 78, 95, 99], [0.21, 0.2, 0.24, 0.27]],
            "legend": ["Shops", "Online", "Margin"], "marks": ["bar", "bar", "line"],
            "axis": ["left", "left", "right"], "prefix": "€", "y2_number_format": ".0%",
            "ymax": 500, "y2min": 0, "y2max": 0.35, "value_labels": True, "markers": True,
            "width": 560, "height": 360,
        }),
        Example("combo-marks-dark", "All four marks on one axis, over months, dark", {
            "title": "Visitors", "theme": "dark",
            "xvalues": ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"],
            "yvalues": [[12, 14, 19, 18, 24, 27], [8, 9, 12, None, 15, 18],
                        [10, 12, 13, 15, 19, 21], [14, 15, 16, 18, 20, 25]],
            "legend": ["Last year", "Germany", "Forecast", "Target"],
            "marks": ["area", "bar", "line", "points"], "width": 500, "height": 300,
        }),
    ),
)  # fmt: skip


def read(values: Mapping[str, Any], theme: Theme) -> MixedPlot:
    """Return the model of valid parameters."""
    x, series = in_order_of_time(values["xvalues"], read_series(values, theme))
    return MixedPlot(
        x=x,
        series=series,
        marks=_marks(values["marks"], len(series)),
        second=tuple(side == "right" for side in sides(values["axis"], values["yvalues"])),
        axes=(read_value_axis(values), read_second_axis(values)),
        **{name: values[name] for name in ("stacked", "curve", "markers", "value_labels")},
        styles=styles.read_lines(values, len(series)),
        joined=values["gaps"] == "joined",
        bar_style=styles.read_bars(values),
    )


def legend(plot: MixedPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, with its mark."""
    return [
        LegendEntry(s.name, s.colours[0], _KEYS[mark], dash=style.dash)
        for s, mark, style in zip(plot.series, plot.marks, plot.styles, strict=True)
    ]


def draw(canvas: Canvas, chart: Chart, plot: MixedPlot, box: Box) -> list[str]:
    """Draw axes, series and numbers; return how many numbers had no room."""
    from ..mixed_drawing import draw

    return draw(canvas, chart, plot, box)


def say(chart: Chart, plot: MixedPlot) -> Said:
    """Return what is said of series, each with the numbers of its axis."""
    from ...words import series
    from ..describe import along, writer

    write = writer(chart.numbers), writer(chart.y2_numbers)
    told = [
        series.Told(one.name, one.values, write[second])
        for one, second in zip(plot.series, plot.second, strict=True)
    ]
    return series.say(told, along(plot.x, chart)._replace(ordered=plot.x.type != "names"))
