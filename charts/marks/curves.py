"""Curves through points, in pixels: straight, smooth or in steps; and the area under one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from ..canvas.path import CLOSE, CURVE, LINE, MOVE, Array, Path, Point

Curve = Literal["linear", "smooth", "step"]


def linear(points: Array) -> Path:
    """Return straight lines through the points, an array of (count, 2)."""
    return Path(points)


def step(points: Array) -> Path:
    """Return steps: a value holds until the next point."""
    corners = np.repeat(points, 2, axis=0)[:-1]
    corners[1::2, 0] = points[1:, 0]
    return Path(corners)


def smooth(points: Array) -> Path:
    """Return a cubic curve through the points that never overshoots them.

    Fritsch and Butland's monotone interpolation (1984); where x goes back and forth, a
    Catmull-Rom curve.
    """
    if len(points) < 3:
        return Path(points)
    steps = np.diff(points, axis=0)
    if np.all(steps[:, 0] > 0):
        slope = steps[:, 1] / steps[:, 0]
        before, after = slope[:-1], slope[1:]
        width, following = steps[:-1, 0], steps[1:, 0]
        mean = (before * following + after * width) / (width + following)
        limit = np.minimum(np.minimum(abs(before), abs(after)) * 2, abs(mean))
        inner = np.where(before * after > 0, np.sign(before) * limit, 0.0)
        first = (3 * slope[0] - inner[0]) / 2 if len(inner) else slope[0]
        last = (3 * slope[-1] - inner[-1]) / 2 if len(inner) else slope[-1]
        first = _end_tangent(first, slope[0])
        last = _end_tangent(last, slope[-1])
        tangent = np.concatenate([[first], inner, [last]])
        out = np.column_stack([steps[:, 0], steps[:, 0] * tangent[:-1]]) / 3
        back = np.column_stack([steps[:, 0], steps[:, 0] * tangent[1:]]) / 3
    else:
        padded = np.vstack([points[:1], points, points[-1:]])
        tangents = (padded[2:] - padded[:-2]) / 6
        out, back = tangents[:-1], tangents[1:]
    curve = np.empty((3 * len(steps) + 1, 2))
    curve[0::3] = points
    curve[1::3] = points[:-1] + out
    curve[2::3] = points[1:] - back
    return Path(curve, [MOVE, *[CURVE] * (len(curve) - 1)])


def _end_tangent(tangent: float, slope: float) -> float:
    """Keep an end's tangent from turning against its first or last piece."""
    if tangent * slope <= 0:
        return 0.0
    return float(np.sign(slope) * min(abs(tangent), 3 * abs(slope)))


CURVES: dict[Curve, Callable[[Array], Path]] = {"linear": linear, "smooth": smooth, "step": step}


def flatten(curve: Path, pieces: int = 8) -> Array:
    """Return the points of straight pieces that follow a curve, this many from point to point."""
    vertices = curve.vertices
    if curve.codes is None or len(vertices) < 4:
        return vertices
    steps = np.linspace(0, 1, pieces + 1)[1:, None]
    a, b, c, d = (vertices[i : len(vertices) - 3 + i : 3, None] for i in range(4))
    rest = 1 - steps
    flat = rest**3 * a + 3 * rest**2 * steps * b + 3 * rest * steps**2 * c + steps**3 * d
    return np.vstack([vertices[:1], flat.reshape(-1, 2)])


def catmull_rom(points: Sequence[Point], max_pieces: int) -> list[Point]:
    """Return a Catmull-Rom curve through points as short straight pieces; closed if they are.

    At most about ``max_pieces`` pieces, but at least two from a point to the next.
    """
    if len(points) < 3:
        return list(points)
    through = np.array(points)
    closed = np.allclose(through[0], through[-1])
    before = through[-2] if closed else through[0]
    after = through[1] if closed else through[-1]
    padded = np.vstack([before, through, after])
    a, b, c, d = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    count = max(2, min(12, max_pieces // len(points)))
    steps = np.linspace(0, 1, count + 1)[:-1, None, None]
    curve = 0.5 * (
        2 * b
        + (c - a) * steps
        + (2 * a - 5 * b + 4 * c - d) * steps**2
        + (3 * b - a - 3 * c + d) * steps**3
    )
    flat = np.vstack([curve.transpose(1, 0, 2).reshape(-1, 2), through[-1:]])
    return [(float(x), float(y)) for x, y in flat]


def area(curve: Path, floor: float) -> Path:
    """Return the surface between a curve and the horizontal line at y = ``floor``."""
    vertices, codes = curve.vertices, curve.codes
    if codes is None:
        codes = np.array([MOVE, *[LINE] * (len(vertices) - 1)], np.uint8)
    down = [(vertices[-1, 0], floor), (vertices[0, 0], floor), tuple(vertices[0])]
    return Path(np.vstack([vertices, down]), np.concatenate([codes, [LINE, LINE, CLOSE]]))


def between(upper: Path, lower: Path) -> Path:
    """Return the surface between two curves from left to right."""
    edges = [
        path.codes
        if path.codes is not None
        else np.array([MOVE, *[LINE] * (len(path.vertices) - 1)], np.uint8)
        for path in (upper, lower)
    ]
    # Back along the lower curve: its handles in reverse are those of the same curve.
    back = np.concatenate([[LINE], edges[1][:0:-1], [CLOSE]])
    vertices = np.vstack([upper.vertices, lower.vertices[::-1], upper.vertices[:1]])
    return Path(vertices, np.concatenate([edges[0], back]))
