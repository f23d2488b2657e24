"""Medians, quartiles and whiskers of groups of values."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError

from ...canvas.stroke import Stroke
from .. import groups
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import Check, Errors, Rows, not_both
from ..groups import Groups
from ..kind import Example, Kind
from ..values import Choice, Flag

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

_THICKNESS, _MAX_THICKNESS = 0.55, 0.14  # of the space of a group, and of the axis
_FILL_ALPHA, _POINT_ALPHA = 96, 190  # of 255
_FIVE = 5

_LAPS = [
    [61, 63, 64, 64, 65, 66, 66, 67, 68, 70, 79], [58, 60, 62, 63, 63, 64, 65, 69, 71, 74],
    [66, 67, 67, 68, 68, 69, 69, 69, 70, 71, 72, 57], [55, 59, 62, 66, 68, 71, 75, 78],
]  # fmt: skip


def _five_numbers(values: Rows, summary: bool) -> Errors:
    if not summary:
        return []
    for group in values:
        known = [value for value in group if value is not None]
        if len(known) != _FIVE or any(a > b for a, b in pairwise(known)):
            return [
                ParameterError(
                    "values",
                    "a group is not five ascending numbers",
                    "minimum, lower quartile, median, upper quartile, maximum, as summary is set",
                )
            ]
    return []


def _without_rule(whiskers: str | None, summary: bool) -> Errors:
    if whiskers is None or not summary:
        return []
    return [ParameterError("whiskers", "the summary has its ends already", "no whiskers")]


KIND = Kind(
    "box",
    "Box plot",
    "The median, the quartiles, the whiskers and the outliers of groups of values.",
    parameters=(
        *groups.DATA,
        *groups.TEXTS,
        p.Parameter(
            "summary",
            Flag(),
            "each list is minimum, lower quartile, median, upper quartile and maximum of a group",
            "Drawing",
            False,
        ),
        groups.WHISKERS,
        p.Parameter(
            "outliers",
            Choice(("points", "none")),
            "how values beyond the whiskers are drawn",
            "Drawing",
            "points",
        ),
        groups.MEAN,
        p.Parameter("horizontal", Flag(), "boxes from left to right", "Drawing", False),
        *p.VALUE_AXIS,
        *p.FRAME,
        groups.COLORS,
        *p.PICTURE,
    ),
    checks=(
        *groups.CHECKS,
        Check(("values", "summary"), _five_numbers),
        Check(("whiskers", "summary"), _without_rule),
        not_both("mean", "summary", "cannot be known from five numbers"),
    ),
    examples=(
        Example("box", "Lap times of four runners, with outliers and means", {
            "title": "Laps of 400 m", "ylabel": "Seconds", "values": _LAPS, "mean": True,
            "labels": ["Ana", "Bram", "Chidi", "Dunja"],
        }),
        Example("box-horizontal", "Whiskers over all values, a colour for each group", {
            "title": "Days until the answer", "horizontal": True, "whiskers": "range",
            "labels": ["Letter", "Form", "E-mail", "Telephone"], "value_labels": True,
            "values": [[4, 6, 7, 9, 11, 15, 22], [2, 3, 3, 4, 6, 8, 12], [1, 1, 2, 3, 4, 7, 9],
                       [0, 0, 0, 1, 1, 2]],
            "colors": ["teal", "coral", "1e68cd", "6e6000"], "width": 500, "height": 320,
        }),
        Example("box-summary-dark", "Five numbers of each month and their medians, dark", {
            "title": "Temperature", "labels": ["January", "April", "July", "October"],
            "values": [[-9, -1, 2, 5, 11], [0, 6, 9, 13, 21], [9, 16, 19, 23, 33],
                       [-1, 7, 10, 14, 20]],
            "summary": True, "suffix": " °C", "theme": "dark", "value_labels": True,
            "width": 500, "height": 320,
        }),
        Example("box-series", "Two series in each group, percentiles without outliers", {
            "title": "Delay of trains", "suffix": " min", "whiskers": "p5", "outliers": "none",
            "labels": ["North", "West", "South"], "legend": ["2023", "2024"],
            "legend_position": "top", "width": 500, "height": 320,
            "values": [[n * n % m for n in range(60)] for m in (31, 23, 19, 23, 17, 19)],
        }),
    ),
    aliases=groups.ALIASES,
)  # fmt: skip


def read(values: Mapping[str, Any], theme: Theme) -> Groups:
    """Return the model of valid parameters."""
    return groups.read(values, theme)


def legend(plot: Groups, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, if each group has several."""
    return list(plot.series)


def draw(canvas: Canvas, chart: Chart, plot: Groups, box: Box) -> list[str]:
    """Draw axes, boxes, whiskers, outliers, means and medians; return what had no room."""
    from ...marks.points import draw_points
    from ...marks.rules import draw_rule
    from .. import axes, group_places
    from ..sizes import base_size

    ends = [end for g in plot.known for end in (g.low, g.high, *g.outliers)]
    ends += [group.mean for group in plot.known if group.mean is not None]
    fitted, texts = group_places.fit(chart, plot, box, ends)
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    placed = group_places.places(plot, fitted, _THICKNESS, _MAX_THICKNESS)
    with canvas.clip(*fitted.plot):
        for group, place in placed:
            red, green, blue, alpha = group.colour
            fill, soft = (
                (red, green, blue, round(alpha * share / 255))
                for share in (_FILL_ALPHA, _POINT_ALPHA)
            )
            group_places.draw_box(canvas, group, place, fill, Stroke(group.colour, 1.5))
            median = Stroke(chart.theme.text, 2)
            draw_rule(canvas, place.across(group.median, place.thickness), median)
            dots = [place.point(value) for value in group.outliers]
            draw_points(canvas, dots, (base_size(chart) * 0.45,), (soft,))
            group_places.draw_mean(canvas, chart, group, place)
    return [
        *axes.draw_marks(canvas, chart, fitted),
        *group_places.draw_medians(canvas, chart, placed, texts),
    ]


def say(chart: Chart, plot: Groups) -> Said:
    """Return what is said of groups: their medians, and the range of all values."""
    return groups.say(chart, plot)
