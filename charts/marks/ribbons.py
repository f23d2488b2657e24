"""Ribbons: bands that lead from a place to another in smooth curves, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..canvas.path import CLOSE, CURVE, LINE, MOVE, Array, Path, Point
from ..canvas.surface import Canvas
from ..colour import Colour

_STEP = 4  # pixels: of one colour of a gradient
_MAX_STEPS = 32
_SAMPLES = 16  # of a curve


def ribbon(points: Sequence[Point], thickness: float) -> Path:
    """Return a band around a line; it is equally high everywhere.

    From each odd point to the next even one (the first to the second and so on) it is a curve that
    begins and ends horizontally; between these, a straight line.
    """
    half = thickness / 2
    upper, codes = _edge([(x, y - half) for x, y in points])
    lower, _ = _edge([(x, y + half) for x, y in reversed(points)])
    back = [LINE, *codes[1:]]
    return Path([*upper, *lower, upper[0]], [*codes, *back, CLOSE])


def _edge(points: Sequence[Point]) -> tuple[list[Point], list[int]]:
    vertices, codes = [points[0]], [MOVE]
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        if i % 2:
            vertices.append((x1, y1))
            codes.append(LINE)
        else:
            middle = (x0 + x1) / 2
            vertices += [(middle, y0), (middle, y1), (x1, y1)]
            codes += [CURVE] * 3
    return vertices, codes


def draw_gradient(
    canvas: Canvas, points: Sequence[Point], thickness: float, start: Colour, end: Colour
) -> None:
    """Draw a band whose colour changes from its start to its end, in pieces of one colour each.

    The pieces depend on the points alone, so that a file for light and dark has the same ones.
    """
    left, right = round(points[0][0]), round(points[-1][0])
    steps = max(1, min(_MAX_STEPS, (right - left) // _STEP))
    xs, ys = _sampled(points)
    # Pieces end on whole pixels, where no seam shows.
    edges = [left + round((right - left) * i / steps) for i in range(steps + 1)]
    for i, (first, last) in enumerate(pairwise(edges)):
        inside = np.linspace(first, last, max(2, (last - first) // 3 + 1))
        middle = np.interp(inside, xs, ys)
        upper = np.column_stack([inside, middle - thickness / 2])
        lower = np.column_stack([inside, middle + thickness / 2])
        part = (i + 0.5) / steps
        red, green, blue, alpha = (
            round(a + (b - a) * part) for a, b in zip(start, end, strict=True)
        )
        canvas.path(Path.polygon(np.vstack([upper, lower[::-1]])), (red, green, blue, alpha))


def _sampled(points: Sequence[Point]) -> tuple[Array, Array]:
    """Return the x and y of points along the line of a ribbon."""
    t = np.linspace(0, 1, _SAMPLES + 1)
    along, across = 1.5 * t * (1 - t) + t**3, (3 - 2 * t) * t**2
    xs, ys = [], []
    for (x0, y0), (x1, y1) in zip(points[::2], points[1::2], strict=True):
        xs.append(x0 + (x1 - x0) * along)
        ys.append(y0 + (y1 - y0) * across)
    return np.concatenate(xs), np.concatenate(ys)
