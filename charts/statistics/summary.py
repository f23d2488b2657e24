"""Five numbers of a list of values: its quartiles, and how far its whiskers reach.

Values are in ascending order, at least one, without gaps. Nothing here loads numpy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, get_args

from api.named_tuple import NamedTuple

QuartileRule = Literal["linear", "lower", "higher", "nearest", "midpoint", "hinges", "exclusive"]
"""How a quantile between two values is taken.

The first five are methods of ``numpy.quantile``, of which linear is type 7 of R and the usual one.
hinges: Tukey's, as R's ``fivenum`` has them. exclusive: type 6 of R, Excel's QUARTILE.EXC.
"""
QUARTILE_RULES: tuple[QuartileRule, ...] = get_args(QuartileRule)
REACH = 1.5
"""Of the distance of the quartiles: how far from them a value is no outlier (Tukey 1977)."""


class Quartiles(NamedTuple):
    """The quartiles of some values."""

    lower: float
    median: float
    upper: float


def quantile(ordered: Sequence[float], share: float, rule: QuartileRule = "linear") -> float:
    """Return the value below which a share of the values lies, 0 to 1; hinges: as linear."""
    last = len(ordered) - 1
    if rule == "exclusive":
        return _between(ordered, min(max(share * (last + 2) - 1, 0.0), float(last)))
    place = share * last
    first, second = math.floor(place), math.ceil(place)
    match rule:
        case "lower":
            return ordered[first]
        case "higher":
            return ordered[second]
        case "nearest":  # the even one if both are as near, as numpy has it
            return ordered[round(place)]
        case "midpoint":
            return ordered[first] + (ordered[second] - ordered[first]) / 2
    return _between(ordered, place)


def _between(ordered: Sequence[float], place: float) -> float:
    """Return what lies at a place of a list, between two values in proportion."""
    first = math.floor(place)
    part = place - first
    if not part:
        return ordered[first]
    return ordered[first] + (ordered[first + 1] - ordered[first]) * part


def quartiles(ordered: Sequence[float], rule: QuartileRule = "linear") -> Quartiles:
    """Return the quartiles of some values by a rule."""
    if rule == "hinges":
        last = len(ordered) - 1
        depth = ((last + 4) // 2) / 2 - 1
        places = depth, last / 2, last - depth
        return Quartiles(*(_between(ordered, place) for place in places))
    return Quartiles(*(quantile(ordered, share, rule) for share in (0.25, 0.5, 0.75)))


def fences(lower: float, upper: float, reach: float = REACH) -> tuple[float, float]:
    """Return the ends of the range beyond which a value is an outlier, by its quartiles."""
    distance = (upper - lower) * reach
    return lower - distance, upper + distance


def whiskers(
    ordered: Sequence[float], lower: float, upper: float, reach: float = REACH
) -> tuple[float, float]:
    """Return the outermost values that are no outliers, never within the box of the quartiles."""
    low, high = fences(lower, upper, reach)
    first = next(value for value in ordered if value >= low)
    last = next(value for value in reversed(ordered) if value <= high)
    return min(first, lower), max(last, upper)


def beyond(ordered: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Return the values outside a range."""
    return tuple(value for value in ordered if not low <= value <= high)


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean of some values; no sum of them overflows."""
    try:
        return math.fsum(values) / len(values)
    except OverflowError:
        return math.fsum(value / len(values) for value in values)
