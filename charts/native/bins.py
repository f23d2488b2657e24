"""Bins of a histogram: by one of numpy's rules, by their number, or by their edges."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .. import ticks
from .bin_rules import MAX_BINS

_Array = npt.NDArray[np.float64]


def edges(values: Sequence[float], bins: Sequence[str]) -> list[float]:
    """Return the edges of the bins of some values; ``bins``: as ``bin_rules.check`` takes it.

    A rule says how many bins there are about: they start and end at round numbers, and the largest
    value is below the end of the last one, as every value is below the end of its bin. A number of
    bins divides what lies between the smallest and the largest value.
    """
    if len(bins) > 1:
        return [float(edge) for edge in bins]
    smallest, largest = min(values, default=0.0), max(values, default=1.0)
    low, high = ticks.widen(smallest, largest)
    if bins[0].isdigit():
        count = int(bins[0])
        return [low + (high / count - low / count) * i for i in range(count)] + [high]
    # From 0 to 1, so that no square of a value overflows; the rules do not depend on it.
    unit = (np.array(values) / 2 - low / 2) / (high / 2 - low / 2)
    count = min(MAX_BINS, max(1, _count(unit, bins[0])))
    integer = all(value.is_integer() for value in values) and high - low < 1e15
    by = ticks.step(low, high, count, integer=integer)
    first, last = math.floor(smallest / by + 1e-9), math.floor(largest / by + 1e-9) + 1
    return ticks.spread(first * by, last * by, by)


def _count(unit: _Array, rule: str) -> int:
    """Return the number of bins that a rule asks for; values from 0 to 1."""
    if len(unit) < 2:
        return 1
    if rule not in ("fd", "auto"):
        return len(np.histogram_bin_edges(unit, rule, (0.0, 1.0))) - 1
    # numpy's own would ask for memory without end if one value is far from the others.
    lower, upper = np.percentile(unit, (25, 75))
    width = 2 * float(upper - lower) / len(unit) ** (1 / 3)
    sturges = math.log2(len(unit)) + 1
    if rule == "auto":
        width = min(max(width, 0.5 / math.sqrt(len(unit))), 1 / sturges)
    return math.ceil(min(1 / width, MAX_BINS)) if width * MAX_BINS > 1 else MAX_BINS


def counts(values: Sequence[float], bin_edges: Sequence[float]) -> _Array:
    """Return how many values lie in each bin: from its start to below its end, or at the last end.

    Values outside lie in none.
    """
    # Halved, so that the range does not overflow.
    found, _ = np.histogram(np.array(values) / 2, np.array(bin_edges) / 2)
    return found.astype(np.float64)
