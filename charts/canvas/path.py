"""Shapes: paths of straight lines and cubic curves, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .box import Box

Point = tuple[float, float]
Array = npt.NDArray[np.float64]
# Path codes, as in matplotlib.path.Path.
MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79


class Path:
    """A shape of straight lines and cubic curves, as the renderers read it (by attribute)."""

    should_simplify = False
    simplify_threshold = 1 / 9

    def __init__(self, vertices: Any, codes: Any = None) -> None:
        self.vertices: Array = np.asarray(vertices, dtype=np.float64).reshape(-1, 2)
        self.codes = None if codes is None else np.asarray(codes, dtype=np.uint8)

    @classmethod
    def polygon(cls, points: Sequence[Point] | Array) -> Path:
        """Return a closed shape through the points."""
        vertices = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        codes = [MOVE, *[LINE] * (len(vertices) - 1), CLOSE]
        return cls(np.vstack([vertices, vertices[:1]]), codes)

    @classmethod
    def rectangle(cls, x: float, y: float, width: float, height: float) -> Path:
        """Return a closed rectangle by its left upper corner."""
        return cls.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])

    @classmethod
    def rectangles(cls, boxes: Sequence[Box]) -> Path:
        """Return one path of many rectangles: one call of the rasteriser."""
        vertices = [
            corner
            for x, y, width, height in boxes
            for corner in (
                (x, y),
                (x + width, y),
                (x + width, y + height),
                (x, y + height),
                (x, y),
            )
        ]
        codes = np.tile(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8), len(boxes))
        return cls(vertices, codes)

    @classmethod
    def circle(cls, x: float, y: float, radius: float) -> Path:
        """Return a circle by its centre."""
        return cls.sector(x, y, radius, 0, 0, math.tau)

    @classmethod
    def sector(
        cls, x: float, y: float, outer: float, inner: float, start: float, sweep: float
    ) -> Path:
        """Return a slice of a ring, or of a disk where the ``inner`` radius is 0.

        Angles are in radians, clockwise from 12 o'clock.
        """
        full = sweep >= math.tau - 1e-9
        there = arc(x, y, outer, start, sweep)
        back = arc(x, y, inner, start + sweep, -sweep) if inner > 0 else np.array([[x, y]])
        if full and inner <= 0:
            return cls(np.vstack([there, there[:1]]), [MOVE, *[CURVE] * (len(there) - 1), CLOSE])
        joint = MOVE if full else LINE  # a full ring is two circles, one turning back
        codes = [MOVE, *[CURVE] * (len(there) - 1)]
        codes += [joint, *[CURVE] * (len(back) - 1), CLOSE]
        return cls(np.vstack([there, back, there[:1] if not full else back[:1]]), codes)


def arc(
    x: float, y: float, radius: float, start: float, sweep: float, *, turn: float = math.pi / 4
) -> Array:
    """Return points of cubic curves along a circle, three a curve after the first point.

    ``start`` and ``sweep`` are in radians, clockwise from 12 o'clock; a curve makes at most
    ``turn``, of which an eighth of a circle is off by less than 1e-5 radii and a quarter by 3e-4.
    """
    pieces = max(1, math.ceil(abs(sweep) / turn - 1e-9))
    step = sweep / pieces
    handle = 4 / 3 * math.tan(step / 4) * radius
    points = []
    for i in range(pieces + 1):
        angle = start + i * step
        sin, cos = math.sin(angle), math.cos(angle)
        px, py = x + radius * sin, y - radius * cos
        tx, ty = handle * cos, handle * sin  # along the tangent, clockwise
        if i:
            points.append((px - tx, py - ty))
        points.append((px, py))
        if i < pieces:
            points.append((px + tx, py + ty))
    return np.array(points)


# Marker shapes around (0, 0), one pixel wide and high.
MARKERS = {
    "circle": Path.sector(0, 0, 0.5, 0, 0, math.tau),
    "square": Path.polygon([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]),
    "diamond": Path.polygon([(0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)]),
    "triangle": Path.polygon([(0, -0.56), (0.54, 0.4), (-0.54, 0.4)]),
    "plus": Path.polygon([
        (-0.15, -0.5), (0.15, -0.5), (0.15, -0.15), (0.5, -0.15), (0.5, 0.15), (0.15, 0.15),
        (0.15, 0.5), (-0.15, 0.5), (-0.15, 0.15), (-0.5, 0.15), (-0.5, -0.15), (-0.15, -0.15),
    ]),
    "cross": Path.polygon([
        (-0.5, -0.29), (-0.29, -0.5), (0, -0.21), (0.29, -0.5), (0.5, -0.29), (0.21, 0),
        (0.5, 0.29), (0.29, 0.5), (0, 0.21), (-0.29, 0.5), (-0.5, 0.29), (-0.21, 0),
    ]),
    # Its point is at the right, below.
    "arrow": Path.polygon([
        (0.5, 0.5), (-0.2, 0.32), (0.02, 0.12), (-0.5, -0.36), (-0.36, -0.5), (0.12, 0.02),
        (0.32, -0.2),
    ]),
}  # fmt: skip
