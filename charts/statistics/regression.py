"""The straight line that fits points best, by least squares."""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple


class Line(NamedTuple):
    """A straight line, in parts that do not overflow: y is ``y0 + rise * ((x - x0) / run)``."""

    x0: float
    y0: float
    run: float
    rise: float
    r2: float | None
    """The coefficient of determination, R²; None if all y are the same."""

    def at(self, x: float) -> float:
        """Return the y of the line."""
        return self.y0 + self.rise * ((x - self.x0) / self.run)


def linear(points: Sequence[tuple[float, float]]) -> Line | None:
    """Return the line of ordinary least squares; None if all x are the same."""
    count = len(points)
    if count < 2:
        return None
    x0, y0 = (math.fsum(value / count for value in column) for column in zip(*points, strict=True))
    run = max(abs(x - x0) for x, _ in points)
    span = max(abs(y - y0) for _, y in points)
    if not run:
        return None
    if not span:
        return Line(x0, y0, run, 0.0, None)
    parts = [((x - x0) / run, (y - y0) / span) for x, y in points]
    xx, yy = (math.fsum(part * part for part in column) for column in zip(*parts, strict=True))
    xy = math.fsum(x * y for x, y in parts)
    return Line(x0, y0, run, span * (xy / xx), min(1.0, xy * xy / (xx * yy)))
