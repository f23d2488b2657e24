"""Rectangles with rounded corners, in pixels, filled with a paint."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ..canvas.surface import Canvas
from .fill import fill
from .paint import Paint

_HANDLE = 0.5522847498  # of a radius: the handles of a quarter of a circle


class Corners(NamedTuple):
    """The radii of the corners of a box."""

    top_left: float = 0.0
    top_right: float = 0.0
    bottom_right: float = 0.0
    bottom_left: float = 0.0


def fill_rounded(canvas: Canvas, box: Box, paint: Paint, corners: Corners) -> None:
    """Fill a rectangle with rounded corners; radii must not be larger than half its sides."""
    if isinstance(paint, tuple):
        canvas.path(rounded(box, corners), paint)
        return

    def cut(pixels: npt.NDArray[np.uint8], rows: int, columns: int) -> None:
        alpha = pixels[:, :, 3]
        cover = _coverage(rows, columns, corners)[: alpha.shape[0], : alpha.shape[1]]
        alpha[:] = (alpha * cover + 0.5).astype(np.uint8)

    fill(canvas, box, paint, cut)


def rounded(box: Box, corners: Corners) -> Path:
    """Return the outline of a rectangle with rounded corners."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    a, b, c, d = corners
    k = 1 - _HANDLE
    points = [
        (x + a, y), (right - b, y),
        (right - b * k, y), (right, y + b * k), (right, y + b),
        (right, bottom - c),
        (right, bottom - c * k), (right - c * k, bottom), (right - c, bottom),
        (x + d, bottom),
        (x + d * k, bottom), (x, bottom - d * k), (x, bottom - d),
        (x, y + a),
        (x, y + a * k), (x + a * k, y), (x + a, y),
        (x + a, y),
    ]  # fmt: skip
    return Path(points, [MOVE, *[LINE, CURVE, CURVE, CURVE] * 4, CLOSE])


def evenly_rounded(box: Box, radius: float) -> Path:
    """Return the outline of a rectangle whose four corners have one radius."""
    return rounded(box, Corners(radius, radius, radius, radius))


def _coverage(rows: int, columns: int, corners: Corners) -> npt.NDArray[np.float64]:
    """Return how much of each pixel of a box lies within its rounded corners, 0 to 1."""
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    cover = np.ones((rows, columns))
    for radius, across, down in (
        (corners.top_left, x, y),
        (corners.top_right, columns - x, y),
        (corners.bottom_right, columns - x, rows - y),
        (corners.bottom_left, x, rows - y),
    ):
        within = (across < radius) & (down < radius)
        distance = np.hypot(radius - across, radius - down)
        cover = np.where(within, np.clip(radius - distance + 0.5, 0, 1), cover)
    return cover
