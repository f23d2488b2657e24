"""The axis of the xvalues: of points, or of bars, which need room at its ends."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from ..chart import Chart, ValueAxis
from ..number_text import NumberFormat
from ..scale import CategoryScale, Scale
from ..x_values import XValues
from .axis_types import CategoryAxis, NumberAxis, TimeAxis


def along(
    x: XValues,
    chart: Chart,
    *,
    edge: float = 0.5,
    turn: bool = True,
    margin: float = 0.0,
    headroom: float = 0.0,
) -> NumberAxis | TimeAxis | CategoryAxis:
    """Return the axis of the xvalues of points.

    ``edge``: steps between the ends of the axis and the outermost names; ``margin``: part of the
    axis between its ends and the outermost numbers or times; ``headroom``: the same in pixels, if
    that is more.
    """
    if x.type == "names":
        return CategoryAxis(CategoryScale(x.names, edge, turn=turn))
    if x.type == "numbers":
        numbers = NumberFormat(locale=chart.numbers.locale)
        return NumberAxis(
            x.at, tight=True, margin=margin, headroom=headroom, numbers=numbers, years=True
        )
    known = [at for at in x.at if at is not None]
    seconds = (max(known) - min(known)) * margin
    return TimeAxis(x, chart.numbers.locale, seconds, headroom)


def of_bars(x: XValues, chart: Chart) -> NumberAxis | TimeAxis | CategoryAxis:
    """Return the axis of the xvalues of bars, with room for half a bar at its ends."""
    if x.type == "names":
        return CategoryAxis(CategoryScale(x.names))
    known, step = _steps(x)
    if x.type == "numbers":
        span = known[-1] - known[0]
        axis = cast(NumberAxis, along(x, chart))
        if not span:
            return axis._replace(asked=ValueAxis(known[0] - 1, known[0] + 1))
        return axis._replace(margin=step / 2 / span)
    return TimeAxis(x, chart.numbers.locale, margin=step / 2, own=True)


def pitch(x: XValues, scale: Scale | CategoryScale) -> float:
    """Return the smallest distance of two bars, as a part of their axis."""
    if isinstance(scale, CategoryScale):
        return scale.pitch
    known, step = _steps(x)
    return abs(scale(known[0] + step) - scale(known[0])) if step else 1.0


def _steps(x: XValues) -> tuple[list[float], float]:
    """Return the places of bars in order, and their smallest distance (0: there is one bar)."""
    known = sorted(at for at in x.at if at is not None)
    return known, min((b - a for a, b in pairwise(known)), default=0.0)
