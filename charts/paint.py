"""Paints and pens of the fixed model on a canvas: flat, gradients, stripes; dashes."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from .canvas import Canvas, Path, Stroke
from .colour import Colour
from .fixed import Gradient, Paint, Pen, Stripes
from .layout import Box


def fill(canvas: Canvas, box: Box, paint: Paint, *, snap: bool = False) -> None:
    """Fill a rectangle; ``snap`` puts its edges on whole pixels."""
    if isinstance(paint, tuple):
        corners = [
            (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom),
        ]  # fmt: skip
        canvas.path(Path.polygon(corners), paint, snap=snap)
        return
    left, top = math.floor(box.x + 0.5), math.floor(box.y + 0.5)
    columns = math.floor(box.right + 0.5) - left
    rows = math.floor(box.bottom + 0.5) - top
    # Only what can be seen is computed.
    if columns < 1 or rows < 1 or columns > 4000 or rows > 4000:
        return
    along = _along(columns, rows, paint.angle)
    pixels = _gradient(along, paint) if isinstance(paint, Gradient) else _stripes(along, paint)
    canvas.picture(left, top, pixels)


def stroke(pen: Pen) -> Stroke:
    """A pen as the canvas takes it."""
    dashed = pen.dash > 0 and pen.space > 0
    return Stroke(pen.colour, pen.width, (pen.dash, pen.space) if dashed else ())


def solid(paint: Paint) -> Colour:
    """One colour that stands for a paint, in legends."""
    if isinstance(paint, Gradient):
        return paint.stops[0][1]
    return paint.bands[0][0] if isinstance(paint, Stripes) else paint


def _along(columns: int, rows: int, angle: float) -> npt.NDArray[np.float64]:
    """How far each pixel lies along a direction: 0 at the first corner, 1 at the last one."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x = (np.arange(columns) + 0.5) * cos
    y = (rows - np.arange(rows) - 0.5) * sin  # upwards
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
