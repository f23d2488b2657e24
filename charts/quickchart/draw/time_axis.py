"""Axes of times: how far along them a time is, and which of their ticks stay."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from . import clock

_MAX_MAJORS = 2000


def even_share(stops: Sequence[float], time: float) -> float:
    """Return how far along an axis a time is on which stops are at equal distances."""
    if len(stops) < 2:
        return 0.0
    i = min(max(bisect_right(stops, time) - 1, 0), len(stops) - 2)
    first, last = stops[i], stops[i + 1]
    return (i + (time - first) / (last - first)) / (len(stops) - 1)


def spare(shares: Sequence[float], *, limited: bool) -> tuple[float, float]:
    """Return what an axis needs at its ends for bars at these shares of it.

    ``limited``: as versions 3 and 4 limit it.
    """
    if not shares:
        return 0.0, 0.0
    start = 1 - shares[0] if len(shares) == 1 else (shares[1] - shares[0]) / 2
    end = shares[0] if len(shares) == 1 else (shares[-1] - shares[-2]) / 2
    if not limited:
        return start, end
    limit = 0.5 if len(shares) < 3 else 0.25
    return min(max(start, 0.0), limit), min(max(end, 0.0), limit)


def majors(times: Sequence[float], unit: str) -> list[int]:
    """Return which of the times begin a larger unit."""
    larger = clock.larger_unit(unit)
    if not larger or not times:
        return []
    numbers = {time: i for i, time in enumerate(times)}
    found: list[int] = []
    at = clock.floor(times[0], larger)
    for _ in range(_MAX_MAJORS):
        if at > times[-1]:
            break
        if at in numbers:
            found.append(numbers[at])
        at = clock.following(at, larger, 1)
    return found


def kept(count: int, limit: float, major: Sequence[int], spacing: float) -> list[int]:
    """Return which ticks stay where not more than ``limit`` have room; ``major`` ones come first.

    ``spacing``: of how many ticks one has room.
    """
    if len(major) > limit:
        return list(major[:: max(math.ceil(len(major) / max(limit, 1)), 1)])
    spacing = _even_spacing(major, spacing)
    if not major:
        return list(range(0, count, math.ceil(spacing)))
    first, last = major[0], major[-1]
    average = math.floor((last - first) / (len(major) - 1) + 0.5) if len(major) > 1 else None
    chosen = _between(count, spacing, 0 if average is None else first - average, first)
    for a, b in pairwise(major):
        chosen += _between(count, spacing, a, b)
    return chosen + _between(count, spacing, last, count if average is None else last + average)


def _even_spacing(major: Sequence[int], spacing: float) -> float:
    """Return a spacing that divides the equal distances of major ticks, where they are equal."""
    gaps = {b - a for a, b in pairwise(major)}
    even = major[0] if major else 0
    if len(major) > 1 and gaps == {even}:  # as Chart.js compares them: with the first one's index
        factor = next((n for n in range(1, even) if even % n == 0 and n > spacing), None)
        if factor:
            return factor
    return max(spacing, 1.0)


def _between(count: int, spacing: float, start: int, end: int) -> list[int]:
    """Return ticks from one to another (not itself), at a distance that divides theirs."""
    step = float(math.ceil(spacing))
    length = end - start
    if end:
        parts = math.floor(length / step)
        step = length / parts if parts else math.inf
    if step == math.inf:
        return [start] if 0 <= start < min(end, count) else []
    places = (math.floor(start + i * step + 0.5) for i in range(count + 1))
    return [p for p in places if 0 <= p < min(end, count)]
