"""Rules: straight lines that stay sharp, and error bars made of them, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..canvas.path import Point
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas


def draw_rule(canvas: Canvas, points: Sequence[Point], stroke: Stroke) -> None:
    """Draw a line through points.

    One from a point to another that is horizontal or vertical has its edges on whole pixels, if
    it is at least a pixel thick.
    """
    if len(points) == 2 and stroke.width >= 1:
        (ax, ay), (bx, by) = points
        half = 0.5 if round(stroke.width) % 2 else 0.0
        if abs(ax - bx) < 0.01:
            ax = bx = math.floor(ax + 0.5 - half) + half
        elif abs(ay - by) < 0.01:
            ay = by = math.floor(ay + 0.5 - half) + half
        points = [(ax, ay), (bx, by)]
    canvas.line(points, stroke)


def draw_error_bar(
    canvas: Canvas, low: Point, high: Point, cap: float, stroke: Stroke, *, horizontal: bool
) -> None:
    """Draw a rule from a point to another, with a cap, ``cap`` pixels long, across each end.

    ``horizontal``: values run from left to right, so the caps are vertical.
    """
    draw_rule(canvas, [low, high], stroke)
    dx, dy = (0.0, cap / 2) if horizontal else (cap / 2, 0.0)
    for x, y in (low, high):
        draw_rule(canvas, [(x - dx, y - dy), (x + dx, y + dy)], stroke)


def shorten(line: Sequence[Point], middle: Point, length: float | None) -> Sequence[Point]:
    """Return the part of a straight line that reaches half of ``length`` from its middle.

    None is the whole line, and so is a line through more than two points.
    """
    if length is None or len(line) != 2:
        return line
    (ax, ay), (bx, by) = line
    whole = math.hypot(bx - ax, by - ay) or 1.0
    dx, dy = (bx - ax) / whole * length / 2, (by - ay) / whole * length / 2
    return [(middle[0] - dx, middle[1] - dy), (middle[0] + dx, middle[1] + dy)]
