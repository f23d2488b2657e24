"""Circles over two axes of numbers, whose areas are a third value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import parameters as p
from .. import point_plot
from ..chart import Chart
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS
from ..kind import Example, Kind
from ..point_plot import PointPlot

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ..theme import Theme

KIND = Kind(
    "bubble",
    "Bubble chart",
    "Circles over two numeric axes, whose areas are a third value, with a legend of the sizes.",
    parameters=(
        point_plot.XVALUES,
        point_plot.YVALUES,
        point_plot.SIZES._replace(
            meaning="values that the areas of the circles stand for", default=None, required=True
        ),
        point_plot.NAMES,
        *p.TITLES,
        *p.AXIS_TITLES,
        point_plot.SIZE_LABEL,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS._replace(meaning="yvalues in or beside the circles, where there is room"),
        *point_plot.DRAWING,
        *point_plot.TREND_STYLE,
        *p.VALUE_AXIS,
        *p.X_AXIS,
        p.XLOG,
        *p.FRAME,
        p.YERROR,
        *p.x_type(names=False),
        p.COLORS,
        *p.PICTURE,
    ),
    columns=point_plot.COLUMNS,
    checks=(*point_plot.CHECKS, *LEGEND_CHECKS, SERIES_COLOURS, *VALUE_AXIS_CHECKS),
    examples=(
        Example("bubble", "Countries by income, life expectancy and population", {
            "title": "Wealth and health", "xlabel": "Income per person in $1,000",
            "ylabel": "Life expectancy in years",
            "xvalues": [9.2, 22.5, 1.1, 51.7, 14.4, 63, 66, 55.5, 43, 50, 5.9, 16, 15.7],
            "yvalues": [[71, 78.6, 55, 84.5, 76.3, *[None] * 8],
                        [*[None] * 5, 81, 77.4, 82.5, 78.5, 83.7, *[None] * 3],
                        [*[None] * 10, 62.5, 65.3, 70.2]],
            "sizes": [1428, 1425, 5.4, 124, 72, 83, 340, 65, 37, 59, 224, 60, 113],
            "names": ["India", "China", "Central African Rep.", "Japan", "Thailand", "Germany",
                      "United States", "France", "Poland", "Italy", "Nigeria", "South Africa",
                      "Egypt"],
            "legend": ["Asia and others", "Europe and America", "Africa"],
            "legend_position": "top", "size_label": "Million people",
        }),
        Example("bubble-trend-dark", "Shops with a trend and its R², dark", {
            "title": "Shops", "xlabel": "Staff", "ylabel": "Sales", "theme": "dark",
            "xvalues": [3, 5, 8, 9, 12, 15, 18, 22],
            "yvalues": [40, 52, 95, 88, 120, 170, 160, 230],
            "sizes": [120, 90, 200, 340, 180, 420, 260, 500], "size_label": "m²",
            "trend": "linear", "r2": True, "max_size": 44, "width": 500, "height": 320,
        }),
        Example("bubble-log-small", "Small, on a logarithmic axis, without a legend of sizes", {
            "xvalues": [1, 2, 3, 4], "yvalues": [1, 10, 100, 1000], "sizes": [1, 4, 9, 16],
            "log": True, "size_legend": False, "value_labels": True, "width": 300, "height": 200,
        }),
    ),
)  # fmt: skip


def read(values: Mapping[str, Any], theme: Theme) -> PointPlot:
    """Return the model of valid parameters."""
    return point_plot.read(values, theme, circles=True)


legend, say = point_plot.legend, point_plot.say


def draw(canvas: Canvas, chart: Chart, plot: PointPlot, box: Box) -> list[str]:
    """Draw axes, circles, their names and trends; return what had no room."""
    from ..point_drawing import draw

    return draw(canvas, chart, plot, box)
