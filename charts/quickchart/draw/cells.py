"""The cells of a matrix."""

from __future__ import annotations

from ...canvas.box import Box
from ...canvas.path import CLOSE, LINE, MOVE, Path
from ...canvas.surface import Canvas
from ...marks.rounded import evenly_rounded
from ..datasets import Dataset
from ..shapes import Cells, Length
from ..styles import plain_colour
from .paint import fill_path

Point = tuple[float, float]
_SHARES = {"left": 0.0, "top": 0.0, "right": 1.0, "bottom": 1.0}


def boxes(shape: Cells, points: tuple[Point | None, ...], area: Box) -> list[Box | None]:
    """Return the rectangle of each cell, None where a point is missing."""
    placed: list[Box | None] = []
    for i, point in enumerate(points):
        if point is None:
            placed.append(None)
            continue
        width = _length(shape.widths[i % len(shape.widths)], area.width)
        height = _length(shape.heights[i % len(shape.heights)], area.height)
        x = point[0] - width * _SHARES.get(shape.anchor_x, 0.5)
        y = point[1] - height * _SHARES.get(shape.anchor_y, 0.5)
        placed.append(Box(x, y, width, height))
    return placed


def _length(length: Length, whole: float) -> float:
    return max(length.pixels + length.share * whole, 0.0)


def draw(
    canvas: Canvas, dataset: Dataset, shape: Cells, points: tuple[Point | None, ...], area: Box
) -> None:
    """Draw the cells at the points of a dataset; their edges lie within."""
    for i, box in enumerate(boxes(shape, points, area)):
        if box is None or not box.width or not box.height:
            continue
        radius = min(shape.radius, box.width / 2, box.height / 2)
        path = evenly_rounded(box, radius) if radius else Path.rectangle(*box)
        fill_path(canvas, path, dataset.fills[i % len(dataset.fills)], area)
        width = dataset.edge_widths[i % len(dataset.edge_widths)]
        width = min(max(width, 0.0), box.width / 2, box.height / 2)
        ink = plain_colour(dataset.edges[i % len(dataset.edges)])
        if width and ink[3]:
            canvas.path(frame(box, width), ink)


def frame(box: Box, width: float) -> Path:
    """Return the edge of a rectangle as one shape with a hole."""
    outer, inner = Path.rectangle(*box), Path.rectangle(*box.inset(width, width, width, width))
    points = [*outer.vertices.tolist(), *inner.vertices[[0, 3, 2, 1, 0]].tolist()]
    return Path(points, [MOVE, LINE, LINE, LINE, CLOSE] * 2)
