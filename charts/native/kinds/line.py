"""Lines over names or over numbers: straight, smooth or in steps; with markers; filled."""

from __future__ import annotations

from .. import line_plot, styles
from .. import parameters as p
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS, not_both, same_length
from ..kind import Example, Kind
from ..thresholds import THRESHOLD_CHECKS, THRESHOLDS
from ..values import Flag

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
        p.CURVE,
        p.Parameter("markers", Flag(), "a dot at each point", "Drawing", False),
        p.Parameter("area", Flag(), "fill down to zero", "Drawing", False),
        *styles.LINES,
        *THRESHOLDS,
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
        *styles.LINE_CHECKS,
        *THRESHOLD_CHECKS,
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
        Example("line-styles", "Lines of several widths, dashes and points, gaps joined", {
            "title": "Forecasts", "xvalues": [2019, 2020, 2021, 2022, 2023, 2024],
            "yvalues": [[4, 5, None, 7, 8, 9], [4, 4.5, 5.2, None, 6, 6.4], [3, 3, 3, 2, 3, 3]],
            "legend": ["Measured", "Expected", "Lowest"], "line_width": [4, 2, 2],
            "dash": ["solid", "dashed", "dotted"], "points": ["circle", "diamond:9", "none"],
            "gaps": "joined", "width": 500, "height": 300,
        }),
        Example("line-thresholds", "A line whose colour changes below zero and above 15", {
            "title": "Temperature", "suffix": "°", "area": True, "curve": "smooth",
            "xvalues": _MONTHS, "yvalues": [-6, -5, -1, 5, 11, 16, 19, 17, 12, 6, 0, -4],
            "thresholds": [0, 15], "threshold_colors": ["1e68cd", "5b6470", "c52d60"],
            "width": 500, "height": 260,
        }),
        Example("line-step-gaps-dark", "Steps with gaps on a dark background", {
            "xvalues": [1, 2, 3, 4, 5, 6],
            "yvalues": [[1, None, 3, None, 5, None], [2, 2.5, 2.2, 2.8, 2.1, 2.9]],
            "curve": "step", "background": "112244", "width": 500, "height": 300,
        }),
    ),
)  # fmt: skip

read, legend, draw = line_plot.read, line_plot.legend, line_plot.draw
