"""What is said of points over two axes: how far they reach, and whether y follows x."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from api.named_tuple import NamedTuple

from ..diagnostics import Value
from .sentences import Said, counted, line
from .series import Write

_MAX_TOLD: Final = 3
_RELATED: Final = 0.6
"""The correlation coefficient from which y is said to follow x."""
_MIN_POINTS: Final = 5
"""Points of which a correlation says something."""


class Cloud(NamedTuple):
    """Points that belong together."""

    name: str
    x: Sequence[Value]
    y: Sequence[Value]
    write_x: Callable[[Sequence[float]], Write]
    write_y: Callable[[Sequence[float]], Write]


def say(clouds: Sequence[Cloud], noun: str = "point") -> Said:
    """Return what is said of points."""
    known = [(cloud, points) for cloud in clouds if (points := _points(cloud))]
    if not known:
        return Said("without values")
    count = counted(sum(len(points) for _, points in known), noun)
    if len(clouds) == 1:
        cloud, points = known[0]
        tendency = _tendency(points)
        sentence = f"The y values tend to {tendency} as x grows"
        return Said(f"with {count}; {_reach(cloud, points)}", (sentence,) if tendency else ())
    scope = f"with {len(clouds):,} series of {count} in all"
    if len(clouds) > _MAX_TOLD:
        every = [point for _, points in known for point in points]
        return Said(f"{scope}; {_reach(known[0][0], every)}")
    sentences = []
    for number, (cloud, points) in enumerate(known, 1):
        tendency = _tendency(points)
        trend = f"; y tends to {tendency} as x grows" if tendency else ""
        sentences.append(
            f"{line(cloud.name) or f'Series {number}'}: {_reach(cloud, points)}{trend}"
        )
    return Said(scope, tuple(sentences))


def _points(cloud: Cloud) -> list[tuple[float, float]]:
    pairs = zip(cloud.x, cloud.y, strict=False)
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def _reach(cloud: Cloud, points: Sequence[tuple[float, float]]) -> str:
    """Return how far points reach on both axes."""
    parts = []
    for axis, choose in ((0, cloud.write_x), (1, cloud.write_y)):
        values = [point[axis] for point in points]
        low, high = min(values), max(values)
        write = choose([low, high])
        ends = f"is {write(low)}" if low == high else f"ranges from {write(low)} to {write(high)}"
        parts.append(f"{'xy'[axis]} {ends}")
    return " and ".join(parts)


def _tendency(points: Sequence[tuple[float, float]]) -> str:
    """Return what y does as x grows, "" if it does neither."""
    r = correlation(points) if len(points) >= _MIN_POINTS else 0.0
    return "" if abs(r) < _RELATED else "rise" if r > 0 else "fall"


def correlation(points: Sequence[tuple[float, float]]) -> float:
    """Return Pearson's correlation coefficient of points; 0 if one axis has a single value."""
    scaled = []
    for axis in (0, 1):
        values = [point[axis] for point in points]
        size = max(map(abs, values)) or 1.0
        values = [value / size for value in values]  # so that no square overflows
        mean = math.fsum(values) / len(values)
        scaled.append([value - mean for value in values])
    x, y = scaled
    spread = math.sqrt(_dot(x, x) * _dot(y, y))
    return _dot(x, y) / spread if spread else 0.0


def _dot(x: Sequence[float], y: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(x, y, strict=True))
