"""Bars, lines, areas and points over the same xvalues, on one or two axes of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import mixed_plot, styles
from .. import parameters as p
from ..chart import Chart
from ..checks import (
    CHOSEN_AXIS_CHECKS,
    LEGEND_CHECKS,
    SERIES_COLOURS,
    not_both,
    same_length,
)
from ..kind import Example, Kind
from ..mixed_plot import MARKS, MixedPlot
from ..values import Choices, Flag

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas

_QUARTERS = ["Q1", "Q2", "Q3", "Q4"]

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
        *p.SECOND_MARKS,
        p.YERROR,
        *p.x_type(numbers=False, distinct=True),
        *p.SECOND_NUMBERS,
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        *mixed_plot.CHECKS,
        *CHOSEN_AXIS_CHECKS,
        *styles.LINE_CHECKS,
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
        Example("combo-errors", "Errors of bars and of points, and marks on each axis", {
            "title": "Trial of a fertiliser", "xvalues": ["Without", "Low", "Medium", "High"],
            "yvalues": [[31, 38, 47, 45], [2.1, 2.9, 3.2, 2.6]], "marks": ["bar", "points"],
            "axis": ["left", "right"], "yerror": [[4, 3, 5, 4], ["1.9..2.6", 0.4, 0.3, 0.5]],
            "legend": ["Yield", "Profit"], "legend_position": "top", "ylabel": "t/ha",
            "y2label": "€ 1,000", "target": "40:Aim", "y2target": "2.4:Cost", "y2band": "0..2.4",
            "y2annotate": "Medium,3.2:Best", "y2min": 0, "ymax": 80, "width": 500, "height": 320,
        }),
    ),
)  # fmt: skip


read, legend, say = mixed_plot.read, mixed_plot.legend, mixed_plot.say


def draw(canvas: Canvas, chart: Chart, plot: MixedPlot, box: Box) -> list[str]:
    """Draw axes, series and numbers; return notices of what had no room."""
    from ..mixed_drawing import draw

    return draw(canvas, chart, plot, box)
