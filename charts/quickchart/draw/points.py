"""Points in the shapes of Chart.js."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.path import CLOSE, CURVE, LINE, MOVE, Path, arc
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..styles import Paint, PointStyle
from .paint import fill_path

_QUARTER = math.pi / 4


def draw(
    canvas: Canvas, at: tuple[float, float], shape: PointStyle, radius: float, fill: Paint,
    edge: Stroke, rotation: float = 0.0,
) -> None:  # fmt: skip
    """Draw a point of a radius in pixels; ``rotation`` in degrees clockwise."""
    if shape == "none" or radius <= 0:
        return
    x, y = at
    turn = math.radians(rotation)
    if shape in ("cross", "crossRot", "star", "line", "dash"):
        _strokes(canvas, x, y, shape, radius, edge, turn)
        return
    path = _outline(x, y, shape, radius, turn)
    fill_path(canvas, path, fill, Box(x - radius, y - radius, 2 * radius, 2 * radius), edge)


def _outline(x: float, y: float, shape: PointStyle, radius: float, turn: float) -> Path:
    if shape == "circle":
        return Path.circle(x, y, radius)
    if shape == "triangle":
        angles = [turn + i * math.tau / 3 for i in range(3)]
        return Path.polygon([(x + math.sin(a) * radius, y - math.cos(a) * radius) for a in angles])
    if shape == "rectRounded":
        return _rounded(x, y, radius, turn)
    start = turn + (_QUARTER if shape == "rect" else 0.0)
    angles = [start + i * math.pi / 2 for i in range(4)]
    return Path.polygon([(x + math.sin(a) * radius, y - math.cos(a) * radius) for a in angles])


def _rounded(x: float, y: float, radius: float, turn: float) -> Path:
    """Return a square with round corners within a circle."""
    corner = radius * 0.516
    out = radius - corner
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for i in range(4):
        middle = turn + _QUARTER + i * math.pi / 2
        at = x + math.sin(middle) * out, y - math.cos(middle) * out
        curve = arc(*at, corner, middle - _QUARTER, math.pi / 2).tolist()
        points += curve
        codes += [LINE if i else MOVE, *[CURVE] * (len(curve) - 1)]
    return Path([*points, points[0]], [*codes, CLOSE])


def _strokes(
    canvas: Canvas, x: float, y: float, shape: PointStyle, radius: float, edge: Stroke, turn: float
) -> None:
    """Draw a shape that is only lines."""
    if shape == "dash":
        ends = [(0.0, 0.0), (math.cos(turn) * radius, math.sin(turn) * radius)]
        canvas.line([(x + a, y + b) for a, b in ends], edge)
        return
    angles = {
        "line": [0.0],
        "cross": [0.0, 2 * _QUARTER],
        "crossRot": [_QUARTER, 3 * _QUARTER],
        "star": [0.0, _QUARTER, 2 * _QUARTER, 3 * _QUARTER],
    }[shape]
    for angle in angles:
        a, b = math.cos(turn + angle) * radius, math.sin(turn + angle) * radius
        canvas.line([(x - a, y - b), (x + a, y + b)], edge)
