"""Filling a rectangle with a paint: one colour, a gradient or stripes."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from ..canvas.box import Box
from ..canvas.path import Path
from ..canvas.surface import Canvas
from .paint import Gradient, Paint, Stripes


def fill(canvas: Canvas, box: Box, paint: Paint) -> None:
    """Fill a rectangle."""
    if isinstance(paint, tuple):
        canvas.path(Path.rectangle(*box), paint)
        return
    left, top = math.floor(box.x + 0.5), math.floor(box.y + 0.5)
    columns = math.floor(box.right + 0.5) - left
    rows = math.floor(box.bottom + 0.5) - top
    # Only what can be seen is computed.
    seen_x = np.arange(max(0, -left), min(columns, canvas.width - left))
    seen_y = np.arange(max(0, -top), min(rows, canvas.height - top))
    if not len(seen_x) or not len(seen_y):
        return
    along = _along(columns, rows, paint.angle, seen_x, seen_y)
    pixels = _gradient(along, paint) if isinstance(paint, Gradient) else _stripes(along, paint)
    canvas.picture(left + int(seen_x[0]), top + int(seen_y[0]), pixels)


def _along(
    columns: int, rows: int, angle: float, at_x: npt.NDArray[np.int_], at_y: npt.NDArray[np.int_]
) -> npt.NDArray[np.float64]:
    """How far pixels lie along a direction: 0 at the first corner, 1 at the last one."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x = (at_x + 0.5) * cos
    y = (rows - at_y - 0.5) * sin  # upwards
    low = min(0.0, columns * cos) + min(0.0, rows * sin)
    span = abs(columns * cos) + abs(rows * sin)
    found: npt.NDArray[np.float64] = (x[None, :] + y[:, None] - low) / span
    return found


def _gradient(along: npt.NDArray[np.float64], paint: Gradient) -> npt.NDArray[np.uint8]:
    places = [place for place, _ in paint.stops]
    # A table of colours is looked up: as exact as eight bits can show.
    table = np.empty((1025, 4))
    for channel in range(4):
        levels = [colour[channel] for _, colour in paint.stops]
        table[:, channel] = np.interp(np.linspace(0, 1, 1025), places, levels)
    found: npt.NDArray[np.uint8] = (table + 0.5).astype(np.uint8)[
        np.clip(along * 1024, 0, 1024).astype(np.intp)
    ]
    return found


def _stripes(along: npt.NDArray[np.float64], paint: Stripes) -> npt.NDArray[np.uint8]:
    ends = np.cumsum([width for _, width in paint.bands])
    colours = np.array([colour for colour, _ in paint.bands], np.uint8)
    found: npt.NDArray[np.uint8] = colours[
        np.minimum(np.searchsorted(ends, along % ends[-1], side="right"), len(colours) - 1)
    ]
    return found
