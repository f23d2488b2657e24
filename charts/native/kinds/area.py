"""Areas over names, dates or numbers: overlapping, stacked, or stacked to 100 %."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import line_plot, styles
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import (
    AXIS_RANGE,
    LEGEND_CHECKS,
    SERIES_COLOURS,
    STACKED_ERRORS,
    not_stacked,
    same_length,
)
from ..kind import Example, Kind
from ..layers import StackPlot
from ..line_plot import LinePlot
from ..values import Flag

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ..theme import Theme

KIND = Kind(
    "area",
    "Area chart",
    "Areas between lines and zero, or stacked on top of each other; an empty value is a gap.",
    parameters=(
        p.NAMES._replace(meaning="names of the points, or numbers, dates or times (xtype)"),
        p.YVALUES,
        *p.TITLES,
        *p.AXIS_TITLES,
        p.LEGEND,
        p.LEGEND_OR_ENDS,
        p.VALUE_LABELS._replace(
            meaning="numbers at the points, or in the middle of stacked areas, where there is room"
        ),
        p.STACKED,
        p.CURVE,
        p.Parameter("markers", Flag(), "a dot at each point", "Drawing", False),
        *styles.LINES,
        *p.VALUE_AXIS[:2],
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
        AXIS_RANGE,
        STACKED_ERRORS,
        *styles.LINE_CHECKS,
        *(not_stacked(row.name, row.default) for row in styles.LINES),
    ),
    examples=(
        Example("area", "Electricity by source, stacked, named at the right", {
            "title": "Electricity", "subtitle": "Terawatt hours a year",
            "xvalues": [2017, 2018, 2019, 2020, 2021, 2022, 2023],
            "yvalues": [
                [148, 146, 114, 92, 111, 116, 88], [76, 76, 75, 64, 69, 35, 7],
                [86, 82, 90, 95, 92, 80, 77], [39, 45, 46, 49, 49, 61, 64],
                [106, 110, 126, 132, 115, 125, 139],
            ],
            "legend": ["Lignite", "Nuclear", "Gas", "Solar", "Wind"], "legend_position": "ends",
            "stacked": True,
        }),
        Example("area-percent", "Shares of a whole over time, smooth, with percentages", {
            "title": "How the news is read", "stacked": "percent", "curve": "smooth",
            "xvalues": [2005, 2010, 2015, 2020, 2025],
            "yvalues": [[58, 46, 31, 19, 13], [30, 38, 33, 27, 22], [12, 16, 36, 54, 65]],
            "legend": ["On paper", "At a desk", "On a phone"], "legend_position": "bottom",
            "value_labels": True, "width": 500, "height": 320,
        }),
        Example("area-overlapping-dark", "Two areas over each other, one with a gap, dark", {
            "title": "Level of two reservoirs", "ylabel": "metres", "theme": "dark",
            "xvalues": ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"],
            "yvalues": [[31, 34, 38, 36, 29, 22], [18, 21, None, 27, 25, 19]],
            "legend": ["Upper", "Lower"], "markers": True, "width": 500, "height": 300,
        }),
        Example("area-step-small", "Steps below and above zero, small", {
            "xvalues": [1, 2, 3, 4, 5, 6], "yvalues": [[4, 5, -2, -3, 1, 2], [2, 1, -1, -2, 2, 3]],
            "stacked": True, "curve": "step", "width": 300, "height": 200,
        }, shown=False),
    ),
)  # fmt: skip


def read(values: Mapping[str, Any], theme: Theme) -> LinePlot | StackPlot:
    """Return the model of valid parameters: of areas on top of each other, or of lines."""
    plot = line_plot.read(values, theme)
    return StackPlot(plot, values["stacked"]) if values["stacked"] else plot


def legend(plot: LinePlot | StackPlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, in the order of a stack or of the ends of lines."""
    if isinstance(plot, LinePlot):
        return line_plot.legend(plot, position)
    return plot.entries(position)


def draw(canvas: Canvas, chart: Chart, plot: LinePlot | StackPlot, box: Box) -> list[str]:
    """Draw axes and areas; return notices of what had no room."""
    if isinstance(plot, LinePlot):
        return line_plot.draw(canvas, chart, plot, box)
    from ..layers import draw

    return draw(canvas, chart, plot, box)
