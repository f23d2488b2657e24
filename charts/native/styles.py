"""Style options that several kinds share: of lines, points and bars, and colours by threshold."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from api.errors import ParameterError

from ..access.settings import MAX_VALUES
from ..canvas.stroke import Stroke
from ..colour import Colour
from ..diagnostics import Value
from . import parameters as p
from . import x_values
from .chart import Dash, Series
from .checks import Check, Errors, Rows
from .values import Choice, Choices, Colours, Number, Numbers, PointStyle, PointStyles, Values

DASHES: dict[Dash, tuple[float, ...]] = {
    "solid": (), "dashed": (4.0, 2.5), "dotted": (0.1, 2.2), "dashdot": (4.0, 2.2, 0.1, 2.2),
}  # fmt: skip
"""Dashes and gaps in parts of the width of the line; its ends are round."""

LINE_WIDTH = p.Parameter(
    "line_width",
    Numbers(0.5, 50, p.MAX_SERIES),
    "width of the lines in pixels, one for all or one for each series; by default what suits the"
    " picture",
    "Style",
    (),
)
DASH = p.Parameter(
    "dash",
    Choices(tuple(DASHES), p.MAX_SERIES),
    "how the lines are broken, one for all or one for each series; by default they are solid",
    "Style",
    (),
)
POINTS = p.Parameter(
    "points",
    PointStyles(p.MAX_SERIES),
    "shape and width of the points, one for all or one for each series",
    "Style",
    (),
)
GAPS = p.Parameter(
    "gaps",
    Choice(("kept", "joined")),
    "whether a line is broken at an empty value, or joins the points beside it",
    "Style",
    "kept",
)
LINES = (LINE_WIDTH, DASH, POINTS, GAPS)

GAP = p.Parameter(
    "gap",
    Number(0, 0.95),
    "space between bars, or groups of them, as a part of the distance from one to the next",
    "Style",
)
RADIUS = p.Parameter(
    "radius", Number(0, 100), "how round the ends of bars are, in pixels", "Style", 0.0
)
BARS = (GAP, RADIUS)

SORT = p.Parameter(
    "sort",
    Choice(("none", "ascending", "descending")),
    "order of the names by their values; of several series, by their sums",
    "Style",
    "none",
)

THRESHOLDS = (
    p.Parameter(
        "thresholds",
        Values(p.MAX_SERIES - 1, 1),
        "values at which the colour changes, in ascending order; 0 by default",
        "Style",
        (),
    ),
    p.Parameter(
        "threshold_colors",
        Colours(p.MAX_SERIES),
        "colours of the values below the first threshold, from there to the next, and so on: one"
        " more than thresholds; of a single series",
        "Style",
        (),
    ),
)


def one_or_each(name: str, data: str = "yvalues") -> Check:
    """A list has an item for all series, or one for each."""

    def errors(items: Sequence[Any], rows: Rows) -> Errors:
        if len(items) in (0, 1, len(rows)):
            return []
        detail = f"has {len(items)}, but {data} has {len(rows)} series"
        return [ParameterError(name, detail, f"one, or {len(rows)}")]

    return Check((name, data), errors)


LINE_CHECKS = tuple(one_or_each(row.name) for row in LINES[:3])


def _thresholds(thresholds: Rows, colours: Sequence[Colour]) -> Errors:
    if not colours:
        if not thresholds:
            return []
        return [ParameterError("threshold_colors", "is missing", "one more than thresholds")]
    steps = thresholds[0] if thresholds else (0.0,)
    if None in steps or any(a >= b for a, b in pairwise(s for s in steps if s is not None)):
        return [ParameterError("thresholds", "do not ascend", "ascending numbers, without a gap")]
    if len(colours) != len(steps) + 1:
        detail = f"has {len(colours)} for {len(steps)} threshold{'s' * (len(steps) > 1)}"
        return [ParameterError("threshold_colors", detail, f"{len(steps) + 1}")]
    return []


def _alone(by_threshold: Sequence[Colour], colours: Sequence[Colour], rows: Rows) -> Errors:
    if not by_threshold:
        return []
    if colours:
        detail = "threshold_colors say them already"
        return [ParameterError("colors", detail, "one of the two")]
    if len(rows) > 1:
        detail = f"the colours of {len(rows)} series tell them apart"
        return [ParameterError("threshold_colors", detail, "a single series")]
    return []


THRESHOLD_CHECKS = (
    Check(("thresholds", "threshold_colors"), _thresholds),
    Check(("threshold_colors", "colors", "yvalues"), _alone),
)


class LineStyle(NamedTuple):
    """How the line and the points of a series are drawn; None: as the kind has it."""

    width: float | None = None
    dash: Dash = "solid"
    point: PointStyle | None = None

    def stroke(
        self, colour: Colour, width: float, cap: Literal["butt", "round"] = "round"
    ) -> Stroke:
        """Return how a line of this width in pixels is drawn; ``cap``: how a solid one ends."""
        if self.dash != "solid":
            cap = "butt" if self.dash == "dashed" else "round"
        return Stroke(colour, width, tuple(part * width for part in DASHES[self.dash]), cap)


def read_lines(values: Mapping[str, Any], count: int) -> tuple[LineStyle, ...]:
    """Return the style of each of so many series."""
    widths: Sequence[float | None] = values.get("line_width") or (None,)
    dashes: Sequence[Dash] = values.get("dash") or ("solid",)
    points: Sequence[PointStyle | None] = values.get("points") or (None,)
    return tuple(
        LineStyle(widths[i % len(widths)], dashes[i % len(dashes)], points[i % len(points)])
        for i in range(count)
    )


class Steps(NamedTuple):
    """Colours that depend on the value."""

    edges: tuple[float, ...]
    colours: tuple[Colour, ...]

    def of(self, value: Value) -> Colour:
        """Return the colour of a value; one at a threshold has that above it."""
        return self.colours[bisect_right(self.edges, value or 0.0)]


def read_steps(values: Mapping[str, Any]) -> Steps | None:
    """Return what ``thresholds`` and ``threshold_colors`` say; None if nothing."""
    colours = values.get("threshold_colors")
    if not colours:
        return None
    return Steps(values["thresholds"][0] if values["thresholds"] else (0.0,), tuple(colours))


class BarStyle(NamedTuple):
    """How bars are drawn."""

    gap: float | None = None
    """Between bars, a part of their pitch; None: as usual."""
    radius: float = 0.0


def _needs_names(sort: str, x: x_values.Lists, kind: x_values.XType) -> Errors:
    if sort == "none":
        return []
    try:
        along = x_values.read(x, kind, x_values.Reading(numbers=False, distinct=True)).type
    except ValueError:
        return []  # another check says why
    if along == "names":
        return []
    detail = "dates and times have an order of their own"
    return [ParameterError("sort", detail, "none, or names (xtype=names)")]


SORT_CHECK = Check(("sort", "xvalues", "xtype"), _needs_names)


def in_order(
    x: x_values.XValues, series: tuple[Series, ...], sort: str
) -> tuple[x_values.XValues, tuple[Series, ...]]:
    """Return names and series in the order that ``sort`` says; gaps count as 0."""
    if sort == "none":
        return x, series
    # Halved so often that no sum overflows.
    sums = [
        math.fsum((v or 0.0) / MAX_VALUES for v in column)
        for column in zip(*(one.values for one in series), strict=True)
    ]
    order = sorted(range(len(sums)), key=sums.__getitem__, reverse=sort == "descending")
    return x._replace(names=tuple(x.names[i] for i in order)), tuple(
        one._replace(
            values=tuple(one.values[i] for i in order),
            errors=tuple(one.errors[i] for i in order) if one.errors else (),
            colours=tuple(one.colours[i % len(one.colours)] for i in order)
            if len(one.colours) > 1
            else one.colours,
        )
        for one in series
    )


def read_bars(values: Mapping[str, Any]) -> BarStyle:
    """Return what ``gap`` and ``radius`` say."""
    return BarStyle(values["gap"], values["radius"])
