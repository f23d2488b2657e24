"""Style options that several kinds share: of lines, points and bars, and their order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..access.settings import MAX_VALUES
from ..canvas.stroke import Stroke
from ..colour import Colour
from . import parameters as p
from . import x_values
from .chart import Dash, Series
from .checks import Check, Errors, Rows
from .values import Choice, Choices, Number, Numbers, PointStyle, PointStyles

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


def one_or_each(name: str, data: str = "yvalues") -> Check:
    """A list has an item for all series, or one for each."""

    def errors(items: Sequence[Any], rows: Rows) -> Errors:
        if len(items) in (0, 1, len(rows)):
            return []
        detail = f"has {len(items)}, but {data} has {len(rows)} series"
        return [ParameterError(name, detail, f"one, or {len(rows)}")]

    return Check((name, data), errors)


LINE_CHECKS = tuple(one_or_each(row.name) for row in LINES[:3])


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
