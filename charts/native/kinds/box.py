"""Medians, quartiles and whiskers of groups of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from api.errors import ParameterError

from ...access.settings import MAX_VALUES
from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...colour import Colour
from ...diagnostics import Value
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition, ValueAxis
from ..checks import AXIS_RANGE, Check, Errors, Rows, not_both, too_many_colours
from ..kind import Example, Kind
from ..number_text import choose
from ..values import Choice, Flag, Texts, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.path import Point
    from ...canvas.surface import Canvas
    from ..axes import Axes
    from ..theme import Theme

_GAP = 0.45  # between boxes, in parts of their pitch
_MAX_THICKNESS = 0.14  # of the axis
_CAP = 0.4  # of a box: the rule across the end of a whisker
_FILL_ALPHA, _POINT_ALPHA = 96, 190  # of 255
_BESIDE = 4  # pixels between a box and the number of its median
_REACH = 1.5  # of the box: how far away a value is no outlier (Tukey 1977)
_PERCENTILES = {"p2": 0.02, "p5": 0.05, "p10": 0.10}
_WHISKERS = ("iqr", "range", *_PERCENTILES)
_FIVE = 5

_LAPS = [
    [61, 63, 64, 64, 65, 66, 66, 67, 68, 70, 79], [58, 60, 62, 63, 63, 64, 65, 69, 71, 74],
    [66, 67, 67, 68, 68, 69, 69, 69, 70, 71, 72, 57], [55, 59, 62, 66, 68, 71, 75, 78],
]  # fmt: skip


def _names(labels: Sequence[str], values: Rows) -> Errors:
    if not labels or len(labels) == len(values):
        return []
    detail = f"has {len(labels)}, but values has {len(values)} groups"
    return [ParameterError("labels", detail, f"as many as the groups of values: {len(values)}")]


def _five_numbers(values: Rows, summary: bool) -> Errors:
    if not summary:
        return []
    for group in values:
        known = [value for value in group if value is not None]
        if len(known) != _FIVE or any(a > b for a, b in pairwise(known)):
            return [
                ParameterError(
                    "values",
                    "a group is no five numbers that rise",
                    "minimum, lower quartile, median, upper quartile, maximum, as summary is set",
                )
            ]
    return []


def _colours(colours: Sequence[Colour], values: Rows) -> Errors:
    return too_many_colours(colours, len(values), "groups")


def _without_rule(whiskers: str | None, summary: bool) -> Errors:
    if whiskers is None or not summary:
        return []
    return [ParameterError("whiskers", "the summary has its ends already", "no whiskers")]


KIND = Kind(
    "box",
    "Box plot",
    "The median, the quartiles, the whiskers and the outliers of groups of values.",
    parameters=(
        p.Parameter(
            "values",
            Values(MAX_VALUES, p.MAX_SERIES, ragged=True),
            "the values of each group in any order, a series for each",
            "Data",
            required=True,
        ),
        p.Parameter(
            "labels", Texts(p.MAX_SERIES, p.MAX_LABEL), "names of the groups", "Text", ()
        ),
        *p.TITLES,
        p.XLABEL._replace(meaning="title of the axis of the groups"),
        p.YLABEL._replace(meaning="title of the axis of the values"),
        p.VALUE_LABELS._replace(meaning="the medians as numbers, where there is room"),
        p.Parameter(
            "summary",
            Flag(),
            "each series is minimum, lower quartile, median, upper quartile and maximum of a group",
            "Drawing",
            False,
        ),
        p.Parameter(
            "whiskers",
            Choice(_WHISKERS),
            "how far the whiskers reach: to the furthest values within 1.5 times the height of the"
            " box (iqr, the default), to all values (range), or from the 2nd, 5th or 10th"
            " percentile to the 98th, 95th or 90th",
            "Drawing",
        ),
        p.Parameter(
            "outliers",
            Choice(("points", "none")),
            "how values beyond the whiskers are drawn",
            "Drawing",
            "points",
        ),
        p.Parameter("mean", Flag(), "a diamond at the mean of each group", "Drawing", False),
        p.Parameter("horizontal", Flag(), "boxes from left to right", "Drawing", False),
        p.YMIN,
        p.YMAX,
        p.COLORS._replace(meaning="a colour for each group; a shorter list is repeated"),
        *p.PICTURE,
    ),
    checks=(
        Check(("labels", "values"), _names),
        Check(("values", "summary"), _five_numbers),
        Check(("whiskers", "summary"), _without_rule),
        not_both("mean", "summary", "cannot be known from five numbers"),
        Check(("colors", "values"), _colours),
        AXIS_RANGE,
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
        Example("box-without-outliers", "From the 5th to the 95th percentile, without outliers", {
            "values": [[n * n % 101 for n in range(90)], [n * n % 67 for n in range(90)]],
            "labels": ["Before", "After"], "whiskers": "p5", "outliers": "none", "width": 300,
            "height": 240,
        }),
        Example("box-few", "One value, none, two values, all the same", {
            "labels": ["one", "none", "two", "same"],
            "values": [[3], [None], [-2, 5], [1, 1, 1, 1]], "width": 300, "height": 200,
        }, shown=False),
    ),
)  # fmt: skip


class _Group(NamedTuple):
    """What is drawn of a group of values."""

    low: float
    lower: float
    median: float
    upper: float
    high: float
    mean: float | None
    outliers: tuple[float, ...]
    colour: Colour


class BoxPlot(NamedTuple):
    """Groups of values; None for one without any."""

    labels: tuple[str, ...]
    groups: tuple[_Group | None, ...]
    axis: ValueAxis
    horizontal: bool
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> BoxPlot:
    """Return the model of valid parameters."""
    rows = values["values"]
    colours = values["colors"] or theme.colours(1)[:1]
    return BoxPlot(
        values["labels"] or ("",) * len(rows),
        tuple(_group(values, row, colours[i % len(colours)]) for i, row in enumerate(rows)),
        ValueAxis(values["ymin"], values["ymax"]),
        values["horizontal"],
        values["value_labels"],
    )


def _group(values: Mapping[str, Any], row: Sequence[Value], colour: Colour) -> _Group | None:
    """Return what is drawn of one group."""
    known = sorted(value for value in row if value is not None)
    if not known:
        return None
    lower, median, upper = (_quantile(known, share) for share in (0.25, 0.5, 0.75))
    if values["summary"]:
        low, lower, median, upper, high = known
        return _Group(low, lower, median, upper, high, None, (), colour)
    rule = values["whiskers"] or "iqr"
    reach = (upper - lower) * _REACH
    low, high = known[0], known[-1]
    if rule in _PERCENTILES:
        low, high = (_quantile(known, s) for s in (_PERCENTILES[rule], 1 - _PERCENTILES[rule]))
    elif rule == "iqr":
        within = [value for value in known if lower - reach <= value <= upper + reach]
        low, high = min(within[0], lower), max(within[-1], upper)
    beyond = tuple(value for value in known if not low <= value <= high)
    mean = sum(value / len(known) for value in known) if values["mean"] else None
    shown = beyond if values["outliers"] == "points" else ()
    return _Group(low, lower, median, upper, high, mean, shown, colour)


def _quantile(known: Sequence[float], share: float) -> float:
    """Return a quantile of sorted values, between two of them in proportion (as numpy does)."""
    place = share * (len(known) - 1)
    at = min(int(place), len(known) - 2) if len(known) > 1 else 0
    following = known[min(at + 1, len(known) - 1)]
    return known[at] + (following - known[at]) * (place - at)


def legend(_plot: BoxPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: the groups have their names on the axis."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: BoxPlot, box: Box) -> list[str]:
    """Draw axes, boxes, whiskers, outliers, means and medians; return what had no room."""
    from ...canvas.text import width
    from .. import axes
    from ..scale import CategoryScale
    from ..sizes import base_size

    groups = [(i, group) for i, group in enumerate(plot.groups) if group]
    ends = [v for _, g in groups for v in (g.low, g.high, *g.outliers, *_known(g.mean))]
    write = choose((group.median for _, group in groups), chart.numbers)
    texts = [write(group.median) for _, group in groups] if plot.value_labels else []
    longest = max((width(text, axes.tick_font(chart)) for text in texts), default=0.0)
    # The number of the last group stands at the right of its box, partly beyond the plot.
    beyond = 0.0 if plot.horizontal else min(longest * 0.6, box.width * 0.1)
    fitted = axes.fit(
        chart,
        box.inset(right=beyond),
        axes.CategoryAxis(CategoryScale(plot.labels)),
        axes.NumberAxis(ends, plot.axis, headroom=base_size(chart) * 0.6, numbers=chart.numbers),
        horizontal=plot.horizontal,
    )
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    area = fitted.plot
    length = area.height if plot.horizontal else area.width
    pitch = length / len(plot.groups)
    thickness = round(max(min(pitch * (1 - _GAP), length * _MAX_THICKNESS), 2.0))
    with canvas.clip(*area):
        for i, group in groups:
            place = _Place(fitted, (i + 0.5) * pitch, plot.horizontal)
            _draw_group(canvas, chart, group, place, thickness)
    return _draw_medians(canvas, chart, plot, fitted, texts, thickness) if texts else []


def _known(value: float | None) -> tuple[float, ...]:
    return () if value is None else (value,)


class _Place:
    """Where a group stands: from its middle along the names, and a value, to pixels."""

    def __init__(self, fitted: Axes, along: float, horizontal: bool) -> None:
        self.area, self.scale, self.horizontal = fitted.plot, fitted.y_scale, horizontal
        self.along = round(along)

    def point(self, value: float, shift: float = 0.0) -> Point:
        """Return the point of a value, shifted across the direction of the values."""
        level = min(max(self.scale(value), -1.0), 2.0)
        if self.horizontal:
            return self.area.x + level * self.area.width, self.area.y + self.along + shift
        return self.area.x + self.along + shift, self.area.bottom - level * self.area.height

    def box(self, low: float, high: float, thickness: float) -> Box:
        """Return the box between two values."""
        (ax, ay), (bx, by) = self.point(low, -thickness / 2), self.point(high, thickness / 2)
        return Box(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay))


def _draw_group(
    canvas: Canvas, chart: Chart, group: _Group, place: _Place, thickness: float
) -> None:
    """Draw whiskers, box, median, mean and outliers."""
    from ...marks.points import draw_points
    from ...marks.rules import draw_rule
    from ..sizes import base_size

    base = base_size(chart)
    red, green, blue, alpha = group.colour
    edge = Stroke(group.colour, 1.5)
    for near, far in ((group.lower, group.low), (group.upper, group.high)):
        if near != far:
            cap = thickness * _CAP / 2
            draw_rule(canvas, [place.point(near), place.point(far)], edge)
            draw_rule(canvas, [place.point(far, -cap), place.point(far, cap)], edge)
    fill = red, green, blue, round(alpha * _FILL_ALPHA / 255)
    canvas.rectangle(*place.box(group.lower, group.upper, thickness), fill, edge)
    half = thickness / 2
    median = [place.point(group.median, -half), place.point(group.median, half)]
    draw_rule(canvas, median, Stroke(chart.theme.text, 2))
    dots = [place.point(value) for value in group.outliers]
    soft = red, green, blue, round(alpha * _POINT_ALPHA / 255)
    draw_points(canvas, dots, (base * 0.45,), (soft,))
    if group.mean is not None:
        ground = Stroke(chart.theme.background, 1) if chart.theme.background[3] else None
        at = [place.point(group.mean)]
        draw_points(canvas, at, (base * 0.65,), (chart.theme.text,), "diamond", ground)


def _draw_medians(
    canvas: Canvas,
    chart: Chart,
    plot: BoxPlot,
    fitted: Axes,
    texts: Sequence[str],
    thickness: float,
) -> list[str]:
    """Draw the median of each group beside its box, where there is room."""
    from ...canvas.text import CAP_HEIGHT, width
    from ..axes import tick_font
    from ..value_labels import left_out

    font = tick_font(chart)
    groups = [(i, group) for i, group in enumerate(plot.groups) if group]
    pitch = (fitted.plot.height if plot.horizontal else fitted.plot.width) / len(plot.groups)
    height = font.size * CAP_HEIGHT
    longest = max((width(text, font) for text in texts), default=0.0)
    gap = pitch - thickness
    if (2 * height + 4 if plot.horizontal else longest + 2 * _BESIDE) > gap:
        return left_out(len(texts), len(texts))
    missing, area = 0, fitted.plot
    for (i, group), text in zip(groups, texts, strict=True):
        place = _Place(fitted, (i + 0.5) * pitch, plot.horizontal)
        beside = (gap / 2 - height) / 2 if plot.horizontal else _BESIDE
        x, y = place.point(group.median, thickness / 2 + beside)
        length = width(text, font)
        if plot.horizontal:
            x, y = min(max(x - length / 2, area.x), area.right - length), y + height
        else:
            y = min(max(y + height / 2, area.y + height), area.bottom)
        if area.x <= x and x + length <= chart.width - 2:
            canvas.text(x, y, text, font, chart.theme.text)
        else:
            missing += 1
    return left_out(missing, len(texts))
