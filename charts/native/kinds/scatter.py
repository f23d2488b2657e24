"""Points over two axes of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import parameters as p
from .. import point_plot, styles
from ..chart import Chart
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS
from ..kind import Example, Kind
from ..point_plot import PointPlot
from ..thresholds import THRESHOLD_CHECKS, THRESHOLDS

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas

KIND = Kind(
    "scatter",
    "Scatter chart",
    "Points over two numeric axes, each series with a shape of its own.",
    parameters=(
        point_plot.XVALUES,
        point_plot.YVALUES,
        point_plot.NAMES,
        point_plot.SIZES,
        *p.TITLES,
        *p.AXIS_TITLES,
        point_plot.SIZE_LABEL,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS._replace(meaning="numbers at the points, where there is room"),
        *point_plot.DRAWING,
        styles.POINTS,
        *point_plot.TREND_STYLE,
        *THRESHOLDS,
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
        *point_plot.CHECKS,
        styles.one_or_each("points"),
        *THRESHOLD_CHECKS,
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        *VALUE_AXIS_CHECKS,
    ),
    columns=point_plot.COLUMNS,
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
        Example("scatter-trend", "Trends of two series whose points have places of their own", {
            "title": "Price and size", "xlabel": "m²", "ylabel": "€ 1,000",
            "xvalues": [[28, 35, 47, 52, 61, 75, 90], [31, 44, 58, 66, 83, 95, 104, 118]],
            "yvalues": [[190, 240, 270, 330, 345, 430, 470],
                        [120, 150, 160, 205, 225, 270, 262, 330]],
            "legend": ["City", "Suburbs"], "trend": "linear", "r2": True, "width": 500,
            "height": 340,
        }),
        Example("scatter-names", "Points with names and sizes", {
            "title": "Planets", "xlabel": "Distance from the sun in AU",
            "ylabel": "Density in g/cm³", "xvalues": [0.39, 0.72, 1, 1.52, 5.2, 9.58, 19.2, 30.1],
            "yvalues": [5.43, 5.24, 5.51, 3.93, 1.33, 0.69, 1.27, 1.64],
            "sizes": [75, 460, 510, 145, 61400, 42700, 8083, 7618],
            "names": ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus",
                      "Neptune"],
            "size_label": "Surface in million km²", "max_size": 50, "size_legend": True,
            "xlog": True, "theme": "dark", "width": 560, "height": 360,
        }),
    ),
)  # fmt: skip

read, legend, say = point_plot.read, point_plot.legend, point_plot.say


def draw(canvas: Canvas, chart: Chart, plot: PointPlot, box: Box) -> list[str]:
    """Draw axes, points, their names and trends; return what had no room."""
    from ..point_drawing import draw

    return draw(canvas, chart, plot, box)
