"""Patterns (those of patternomaly): tiles of small shapes, over the colour of the ground."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.path import Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..styles import Pattern

_MAX_TILES = 4000
_THICK = 0.1  # of a tile: lines
# Lines within a tile of one by one, from its upper left corner; they go on in the next tile.
_LINES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "line": (((0, 0.5), (1, 0.5)),),
    "line-vertical": (((0.5, 0), (0.5, 1)),),
    "diagonal": (((0, 0), (1, 1)),),
    "diagonal-right-left": (((0, 1), (1, 0)),),
    "dash": (((0.2, 0.25), (0.6, 0.25)), ((0.6, 0.75), (1, 0.75))),
    "cross-dash": (((0.1, 0.3), (0.5, 0.3)), ((0.3, 0.1), (0.3, 0.5)), ((0.6, 0.8), (1, 0.8))),
    "plus": (((0.3, 0.5), (0.7, 0.5)), ((0.5, 0.3), (0.5, 0.7))),
    "cross": (((0.3, 0.3), (0.7, 0.7)), ((0.3, 0.7), (0.7, 0.3))),
    "weave": (((0, 0), (0.5, 0.5)), ((0.5, 0.5), (1, 0)), ((0.5, 1), (0, 0.5))),
    "zigzag": (((0, 0.75), (0.25, 0.25), (0.75, 0.75), (1, 0.25)),),
    "zigzag-horizontal": (((0, 0.75), (0.25, 0.25), (0.5, 0.75), (0.75, 0.25), (1, 0.75)),),
    "zigzag-vertical": (((0.75, 0), (0.25, 0.25), (0.75, 0.5), (0.25, 0.75), (0.75, 1)),),
    "box": (((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.25)),),
    "diamond-box": (((0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5), (0.5, 0.2)),),
    "dot-dash": (((0.55, 0.75), (0.95, 0.75)),),
}
_SHAPES: dict[str, tuple[Point, ...]] = {
    "square": ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)),
    "triangle": ((0.5, 0.25), (0.8, 0.75), (0.2, 0.75)),
    "triangle-inverted": ((0.2, 0.25), (0.8, 0.25), (0.5, 0.75)),
    "diamond": ((0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5)),
}
_DISKS = {"dot": 0.12, "disc": 0.25, "ring": 0.25, "dot-dash": 0.1}


def draw(canvas: Canvas, pattern: Pattern, outline: list[Point]) -> None:
    """Draw what is whole within an outline; of a rectangle all, cut off at its edges."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    left, top = max(min(xs), 0.0), max(min(ys), 0.0)
    right, bottom = min(max(xs), canvas.width), min(max(ys), canvas.height)
    size = pattern.size
    columns, rows = math.ceil((right - left) / size), math.ceil((bottom - top) / size)
    if columns <= 0 or rows <= 0 or columns * rows > _MAX_TILES:
        return
    box = Box(left, top, right - left, bottom - top)
    rectangle = len(outline) <= 5 and all(
        min(abs(x - left), abs(x - right)) < 0.01 and min(abs(y - top), abs(y - bottom)) < 0.01
        for x, y in outline
    )
    # Tiles stand where they would over the whole picture.
    first_column, first_row = math.floor(left / size), math.floor(top / size)
    with canvas.clip(*box):
        for row in range(first_row, math.floor(bottom / size) + 1):
            for column in range(first_column, math.floor(right / size) + 1):
                _draw_tile(canvas, pattern, column * size, row * size, [] if rectangle else outline)


def _draw_tile(canvas: Canvas, pattern: Pattern, x: float, y: float, outline: list[Point]) -> None:
    """Draw the parts of a tile that are within an outline, all of them if that is empty."""
    size, shape = pattern.size, pattern.shape
    stroke = Stroke(pattern.colour, max(size * _THICK, 0.5), cap="projecting", join="miter")
    for line in _LINES.get(shape, ()):
        points = [(x + a * size, y + b * size) for a, b in line]
        if _all_inside(outline, points):
            canvas.line(points, stroke)
    if shape in _SHAPES:
        points = [(x + a * size, y + b * size) for a, b in _SHAPES[shape]]
        if _all_inside(outline, points):
            canvas.path(Path.polygon(points), pattern.colour)
    if shape in _DISKS:
        share = 0.25 if shape == "dot-dash" else 0.5
        middle, radius = (x + size * share, y + size * share), _DISKS[shape] * size
        ends = [(middle[0] + a * radius, middle[1] + b * radius) for a, b in _AROUND]
        if not _all_inside(outline, ends):
            return
        disk = Path.circle(*middle, radius)
        if shape == "ring":
            canvas.path(disk, None, stroke)
        else:
            canvas.path(disk, pattern.colour)


_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1))


def _all_inside(outline: list[Point], points: list[Point]) -> bool:
    return not outline or all(_inside(outline, x, y) for x, y in points)


def _inside(outline: list[Point], x: float, y: float) -> bool:
    """Return whether a point is within an outline (by the edges that it sees to its right)."""
    inside = False
    for i, (x1, y1) in enumerate(outline):
        x0, y0 = outline[i - 1]
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside
