"""How densely the values of groups lie: violins, with the quartiles or the values in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ...diagnostics import quoted
from .. import groups
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import Check, Errors
from ..groups import Groups
from ..kind import Example, Kind
from ..values import Choice, Flag, Text, read_number

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme
    from ..violins import Inner, Widths

_THICKNESS, _LABELLED, _MAX_THICKNESS = 0.85, 0.65, 0.3  # of the space of a group, of the axis
_RULES = ("silverman", "scott")  # those of statistics.density

_WINGS = [
    [181, 182, 185, 186, 187, 188, 190, 190, 191, 193, 193, 195, 196, 198, 201, 203, 210],
    [186, 192, 193, 195, 195, 196, 196, 197, 198, 199, 200, 201, 203, 205, 212],
    [207, 211, 214, 215, 215, 217, 217, 218, 219, 220, 221, 223, 225, 230, 231],
]  # fmt: skip
_WAKING = [n * n % 71 / 20 + n % 3 * 1.6 for n in range(70)]


def _bandwidth(text: str) -> Errors:
    if text in _RULES:
        return []
    allowed = f"{' or '.join(_RULES)}, or a number above 0"
    try:
        if read_number(text) > 0:
            return []
        detail = f"{quoted(text)} is not above 0"
    except ValueError:
        detail = f"{quoted(text)} is neither a rule nor a number{did_you_mean(text, _RULES)}"
    return [ParameterError("bandwidth", detail, allowed)]


def _whiskers(whiskers: str | None, inner: str) -> Errors:
    if whiskers is None or inner == "box":
        return []
    return [ParameterError("whiskers", f"does nothing with inner={inner}", "inner=box")]


KIND = Kind(
    "violin",
    "Violin plot",
    "How densely the values of groups lie, with their quartiles or the values themselves.",
    parameters=(
        *groups.DATA,
        *groups.TEXTS,
        p.Parameter(
            "inner",
            Choice(("box", "lines", "points", "none")),
            "what is drawn in each violin: a box of the quartiles with whiskers, lines at the"
            " median and the quartiles, or every value as a point",
            "Drawing",
            "box",
        ),
        groups.WHISKERS._replace(meaning="as in a box plot, with inner=box"),
        groups.MEAN,
        p.Parameter(
            "bandwidth",
            Text(40),
            "how smooth the violins are: a rule, silverman or the smoother scott (R's nrd0 and"
            " nrd), or the standard deviation of the kernels, in the unit of the values, or in"
            " powers of ten with log",
            "Drawing",
            "silverman",
        ),
        p.Parameter(
            "widths",
            Choice(("equal", "area", "count")),
            "what the violins share: their largest width, their area, or the area of each value",
            "Drawing",
            "equal",
        ),
        p.Parameter("horizontal", Flag(), "violins from left to right", "Drawing", False),
        *p.VALUE_AXIS,
        *p.FRAME,
        groups.COLORS,
        *p.PICTURE,
    ),
    checks=(
        *groups.CHECKS,
        Check(("bandwidth",), _bandwidth),
        Check(("whiskers", "inner"), _whiskers),
    ),
    examples=(
        Example("violin", "Three kinds of penguins, each with its quartiles", {
            "title": "Length of the flippers", "suffix": " mm", "values": _WINGS,
            "labels": ["Adelie", "Chinstrap", "Gentoo"],
        }),
        Example("violin-series-dark", "Two series in each group, with medians and means, dark", {
            "title": "Hours of sleep", "labels": ["Weekdays", "Weekends"], "theme": "dark",
            "legend": ["Students", "Retired"], "legend_position": "top", "inner": "lines",
            "mean": True, "width": 500, "height": 320, "values": [
                [4 + x for x in _WAKING], [6.5 + x for x in _WAKING[:50]],
                [5.2 + x / 2 for x in _WAKING], [5.5 + x / 2 for x in _WAKING[9:]]],
        }),
        Example("violin-points", "Every value, in violins of the same area", {
            "horizontal": True, "inner": "points", "widths": "area", "bandwidth": "0.4",
            "labels": ["Before", "After"], "values": [_WAKING, [x / 2 for x in _WAKING[20:]]],
            "width": 500, "height": 260,
        }),
        Example("violin-few", "One value, none, two values, all the same, one far away", {
            "labels": ["one", "none", "two", "same", "far"], "whiskers": "range",
            "values": [[3], [None], [-2, 5], [1, 1, 1, 1], [1, 2, 2, 3, 2, 1, 3, 9]],
            "width": 300, "height": 200,
        }, shown=False),
    ),
    aliases=groups.ALIASES,
)  # fmt: skip


class ViolinPlot(NamedTuple):
    """Groups of values, and how their violins look."""

    groups: Groups
    inner: Inner
    bandwidth: str
    widths: Widths


def read(values: Mapping[str, Any], theme: Theme) -> ViolinPlot:
    """Return the model of valid parameters."""
    inner, bandwidth, widths = (values[name] for name in ("inner", "bandwidth", "widths"))
    return ViolinPlot(groups.read(values, theme), inner, bandwidth.strip(), widths)


def legend(plot: ViolinPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, if each group has several."""
    return list(plot.groups.series)


def draw(canvas: Canvas, chart: Chart, plot: ViolinPlot, box: Box) -> list[str]:
    """Draw axes and violins with what is in them; return what had no room."""
    from .. import axes, group_places, violins

    ends = [end for g in plot.groups.known for end in (g.values[0], g.values[-1])]
    fitted, texts = group_places.fit(chart, plot.groups, box, ends)
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    share = _LABELLED if texts else _THICKNESS
    placed = group_places.places(plot.groups, fitted, share, _MAX_THICKNESS)
    shapes = violins.violins(
        plot.groups.known, plot.bandwidth, plot.widths, log=plot.groups.axis.log
    )
    with canvas.clip(*fitted.plot):
        for (group, place), violin in zip(placed, shapes, strict=True):
            violins.draw_outline(canvas, group, place, violin)
            violins.draw_inner(canvas, chart, plot.inner, group, place, violin)
            group_places.draw_mean(canvas, chart, group, place)
    return [
        *axes.draw_marks(canvas, chart, fitted),
        *group_places.draw_medians(canvas, chart, placed, texts),
    ]


def say(chart: Chart, plot: ViolinPlot) -> Said:
    """Return what is said of groups: their medians, and the range of all values."""
    return groups.say(chart, plot.groups)
