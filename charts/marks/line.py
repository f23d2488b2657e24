"""Lines: dashes, and long lines in pieces."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..canvas.surface import Canvas, Stroke
from .paint import Pen

_LONG = 500_000  # pixels that a line covers; beyond this the rasteriser gets slower and slower
_PIECE = 100  # points


def trace(canvas: Canvas, points: npt.NDArray[np.float64], line: Stroke) -> None:
    """Draw a line through the points; a very long one in pieces, which takes far less time."""
    covered = float(np.abs(np.diff(points, axis=0)).sum()) + len(points) * line.width
    if covered <= _LONG:
        canvas.line(points, line)
        return
    for start in range(0, len(points) - 1, _PIECE):
        canvas.line(points[start : start + _PIECE + 1], line)


def stroke(pen: Pen) -> Stroke:
    """A pen as the canvas takes it."""
    dashed = pen.dash > 0 and pen.space > 0
    return Stroke(pen.colour, pen.width, (pen.dash, pen.space) if dashed else ())
