"""Bars over names, dates or numbers: side by side or stacked, vertical or horizontal."""

from __future__ import annotations

from collections.abc import Sequence

from ...colour import Colour
from .. import parameters as p
from .. import styles
from ..bar_plot import draw, legend, read
from ..checks import (
    LEGEND_CHECKS,
    STACKED_ERRORS,
    VALUE_AXIS_CHECKS,
    Check,
    Errors,
    Rows,
    not_both,
    same_length,
    too_many_colours,
)
from ..kind import Example, Kind
from ..thresholds import THRESHOLD_CHECKS, THRESHOLDS
from ..values import Flag

__all__ = ["KIND", "draw", "legend", "read"]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TWO_YEARS = [[3, 7, 4, 9, 12, 8, 15, 11, 6, 10, 14, 13], [5, 3, 8, 2, 9, 6, 4, 7, 11, 3, 5, 8]]


def _colours(colours: Sequence[Colour], yvalues: Rows) -> Errors:
    if len(yvalues) == 1:
        return too_many_colours(colours, len(yvalues[0]), "bars")
    return too_many_colours(colours, len(yvalues), "series")


KIND = Kind(
    "bar",
    "Bar chart",
    "A bar for each value; several series stand side by side or on top of each other.",
    parameters=(
        p.NAMES._replace(meaning="names of the bars, or dates or times (xtype)"),
        p.YVALUES,
        *p.TITLES,
        *p.AXIS_TITLES,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS,
        p.STACKED,
        p.Parameter("horizontal", Flag(), "bars from left to right", "Drawing", False),
        styles.SORT,
        *styles.BARS,
        *THRESHOLDS,
        *p.VALUE_AXIS,
        *p.X_AXIS,
        *p.FRAME,
        p.YERROR,
        *p.x_type(numbers=False, distinct=True),
        p.COLORS._replace(
            meaning="a colour for each series, or for each bar of a single series; a shorter list"
            " is repeated"
        ),
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        Check(("colors", "yvalues"), _colours),
        *VALUE_AXIS_CHECKS,
        not_both("log", "stacked", "cannot measure stacked bars"),
        STACKED_ERRORS,
        styles.SORT_CHECK,
        *THRESHOLD_CHECKS,
    ),
    examples=(
        Example("bar", "Enrolled students by course", {
            "title": "Enrolled students", "xlabel": "Courses offered", "ylabel": "Number enrolled",
            "xvalues": ["C", "Ruby", "Java", "Python"], "yvalues": [10, 20, 15, 30.5],
        }),
        Example("bar-visitors", "Visitors of this week and last week, side by side", {
            "title": "Visitors", "xvalues": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            "yvalues": [[120, 132, 101, 134, 90, 230, 210], [220, 182, 191, 234, 290, 330, 310]],
            "legend": ["This week", "Last week"], "legend_position": "top", "height": 400,
        }),
        Example("bar-grouped", "Two series with numbers on the bars", {
            "xvalues": _MONTHS, "yvalues": _TWO_YEARS, "legend": ["Alpha", "Beta"],
            "value_labels": True, "legend_position": "top",
        }),
        Example("bar-stacked-dark", "Stacked bars in the dark theme, the legend at the left", {
            "xvalues": _MONTHS, "yvalues": _TWO_YEARS, "legend": ["Alpha", "Beta"],
            "stacked": True, "value_labels": True, "legend_position": "left", "theme": "dark",
        }),
        Example("bar-horizontal", "Horizontal bars, a colour for each", {
            "title": "Water", "xlabel": "Country", "ylabel": "Percent",
            "xvalues": ["Norway", "Poland", "Spain", "Greece"], "yvalues": [88, 12, 37, 25],
            "horizontal": True, "value_labels": True, "colors": ["teal", "coral"],
        }),
        Example("bar-percent", "Shares of a whole, with percentages that add up to 100", {
            "title": "How people get to work", "horizontal": True, "stacked": "percent",
            "xvalues": ["City", "Suburbs", "Countryside"],
            "yvalues": [[412, 310, 88], [230, 402, 391], [187, 64, 52]],
            "legend": ["Train or bus", "Car", "Bicycle"], "legend_position": "top",
            "value_labels": True, "width": 500, "height": 250,
        }),
        Example("bar-styles", "Sorted, rounded bars, coloured by thresholds", {
            "title": "Delays of trains", "suffix": " min", "value_labels": True,
            "xvalues": ["Oslo", "Bergen", "Bodø", "Hamar", "Moss", "Voss"],
            "yvalues": [4, 12, 21, 7, -2, 15], "sort": "descending", "horizontal": True,
            "gap": 0.4, "radius": 6, "thresholds": [5, 15],
            "threshold_colors": ["2e7d5b", "e5a50a", "c52d60"], "width": 500, "height": 280,
        }),
        Example("bar-thresholds", "Two series coloured by sign, in two tones", {
            "title": "Change of sales", "suffix": "%", "legend": ["2024", "2025"],
            "xvalues": ["Food", "Books", "Games", "Tools", "Shoes"], "legend_position": "top",
            "yvalues": [[4, -6, 9, 2, -1], [6, -3, 5, -2, 3]], "value_labels": True,
            "threshold_colors": ["c52d60", "1e8a5a"], "width": 500, "height": 300,
        }),
        Example("bar-time", "Bars over months, of which some are missing, in French", {
            "title": "Pluie", "ylabel": "mm", "locale": "fr", "value_labels": True, "xvalues": [
                "2023-10", "2023-11", "2023-12", "2024-01", "2024-04", "2024-05",
            ],
            "yvalues": [48.5, 77, 61.2, 50, 22.8, 31], "width": 500, "height": 300,
        }),
    ),
)  # fmt: skip
