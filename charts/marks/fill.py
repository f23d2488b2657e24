"""Filling a rectangle with a paint: one colour, a gradient or stripes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ..canvas.box import Box
from ..canvas.path import Path
from ..canvas.surface import Canvas
from .paint import Gradient, Paint, Stripes

Cut = Callable[[npt.NDArray[np.uint8], int, int], None]
"""Makes the pixels transparent that must not show: (pixels, rows, columns of the box)."""


def fill(canvas: Canvas, box: Box, paint: Paint, cut: Cut | None = None) -> None:
    """Fill a rectangle; a gradient or stripes begin and end on whole pixels.

    ``cut`` is for gradients and stripes of boxes within the picture.
    """
    if isinstance(paint, tuple):
        canvas.path(Path.rectangle(*box), paint)
        return
    left, top = math.floor(box.x + 0.5), math.floor(box.y + 0.5)
    columns = math.floor(box.right + 0.5) - left
    rows = math.floor(box.bottom + 0.5) - top
    # Only pixels on the canvas are computed.
    visible_x = np.arange(max(0, -left), min(columns, canvas.width - left))
    visible_y = np.arange(max(0, -top), min(rows, canvas.height - top))
    if not len(visible_x) or not len(visible_y):
        return
    positions = _positions(columns, rows, paint.angle, visible_x, visible_y)
    pixels = (
        _gradient(positions, paint) if isinstance(paint, Gradient) else _stripes(positions, paint)
    )
    if cut is not None and pixels.shape[:2] == (rows, columns):
        cut(pixels, rows, columns)
    canvas.picture(left + int(visible_x[0]), top + int(visible_y[0]), pixels)


def _positions(
    columns: int, rows: int, angle: float, at_x: npt.NDArray[np.int_], at_y: npt.NDArray[np.int_]
) -> npt.NDArray[np.float64]:
    """Return how far pixels lie along a direction: 0 at the first corner, 1 at the last one."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x = (at_x + 0.5) * cos
    y = (rows - at_y - 0.5) * sin  # upwards
    low = min(0.0, columns * cos) + min(0.0, rows * sin)
    span = abs(columns * cos) + abs(rows * sin)
    positions: npt.NDArray[np.float64] = (x[None, :] + y[:, None] - low) / span
    return positions


def _gradient(positions: npt.NDArray[np.float64], paint: Gradient) -> npt.NDArray[np.uint8]:
    stops = [position for position, _ in paint.stops]
    # A table of colours is looked up: as exact as eight bits can show.
    table = np.empty((1025, 4))
    for channel in range(4):
        levels = [colour[channel] for _, colour in paint.stops]
        table[:, channel] = np.interp(np.linspace(0, 1, 1025), stops, levels)
    pixels: npt.NDArray[np.uint8] = (table + 0.5).astype(np.uint8)[
        np.clip(positions * 1024, 0, 1024).astype(np.intp)
    ]
    return pixels


def _stripes(positions: npt.NDArray[np.float64], paint: Stripes) -> npt.NDArray[np.uint8]:
    ends = np.cumsum([width for _, width in paint.bands])
    colours = np.array([colour for colour, _ in paint.bands], np.uint8)
    pixels: npt.NDArray[np.uint8] = colours[
        np.minimum(np.searchsorted(ends, positions % ends[-1], side="right"), len(colours) - 1)
    ]
    return pixels
