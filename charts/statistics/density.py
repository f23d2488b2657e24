"""How densely values lie: a sum of Gaussian kernels (Rosenblatt 1956, Parzen 1962)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from .summary import quartiles

BandwidthRule = Literal["silverman", "scott"]
"""R's ``bw.nrd0`` (Silverman 1986, eq. 3.31) and its wider ``bw.nrd`` (Scott 1992)."""
BANDWIDTH_RULES: tuple[BandwidthRule, ...] = get_args(BandwidthRule)

_FACTORS: dict[BandwidthRule, float] = {"silverman": 0.9, "scott": 1.06}
_NORMAL = 1.34  # standard deviations between the quartiles of a normal distribution
_BINS = 4  # for each point of a curve: more values than bins are counted in bins first
_MIN_STEPS = 0.5  # a kernel narrower than that many steps of a curve could fall between two points

_Array = npt.NDArray[np.float64]


def bandwidth(ordered: Sequence[float], rule: BandwidthRule = "silverman") -> float:
    """Return the standard deviation of the kernels for values in ascending order.

    0 if there is nothing to choose it by: a single value, or all the same.
    """
    size = max(abs(ordered[0]), abs(ordered[-1]))
    if len(ordered) < 2 or ordered[0] == ordered[-1]:
        return 0.0
    # In parts of the largest value, whose square could overflow.
    spread = float(np.std(np.array(ordered) / size, ddof=1))
    lower, _, upper = quartiles(ordered)
    between = (upper / size - lower / size) / _NORMAL
    # Where half of the values are the same, the rest decides, as in R.
    narrow = min(spread, between) if between > 0 else spread
    return _FACTORS[rule] * narrow * float(len(ordered) ** -0.2) * size


def density(values: Sequence[float] | _Array, at: Sequence[float] | _Array, width: float) -> _Array:
    """Return the density at some places: per unit of the values, 1 over all of them.

    ``width``: the standard deviation of the kernels, above 0. The time is that of one exponential
    for each value at each place.
    """
    return _density(np.asarray(values, np.float64), None, np.asarray(at, np.float64), width)


def curve(ordered: Sequence[float], points: int, width: float) -> tuple[_Array, _Array]:
    """Return places at equal distances from the first to the last value, and the density there.

    ``ordered``: values in ascending order, not all the same; ``points``: 2 or more; ``width``: as
    in ``density``, widened where a value could fall between two points. The time is bounded by
    ``points``, but for one pass over the values: many are counted in narrow bins first.
    """
    low, high = ordered[0], ordered[-1]
    at = np.linspace(low / 2, high / 2, points) * 2  # halved, so that no range overflows
    at[0], at[-1] = low, high
    step = high / (points - 1) - low / (points - 1)
    width = max(width, step * _MIN_STEPS)
    values, shares = np.array(ordered), None
    bins = points * _BINS
    if len(values) > bins:
        counts, edges = np.histogram(values / 2, bins, (low / 2, high / 2))
        values, shares = edges[:-1] + edges[1:], counts / len(values)
    return at, _density(values, shares, at, width)


def _density(values: _Array, shares: _Array | None, at: _Array, width: float) -> _Array:
    with np.errstate(over="ignore", under="ignore"):
        distances = (at[:, None] - values) / width
        kernels = np.exp(distances * distances * -0.5)
    sums = kernels.mean(axis=1) if shares is None else kernels @ shares
    estimate: _Array = sums / (width * math.sqrt(2 * math.pi))
    return estimate
