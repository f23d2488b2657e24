"""Lines through points, in pixels: with gaps, and of any length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..canvas.box import Box
from ..canvas.path import Point
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas

_MAX_LENGTH = (
    500_000  # pixels that a line covers; beyond this the rasteriser gets slower and slower
)
_PIECE = 100  # points


def split_at_gaps(points: Iterable[Point | None]) -> list[list[Point]]:
    """Return the runs of points between which one or more are missing (None)."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def bent_into(points: Sequence[Point], box: Box) -> Sequence[Point]:
    """Return a line that is the same within a box, and runs along its edges where it was outside.

    The box is far larger than what is seen of it.
    """
    if all(box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in points):
        return points
    bent = [_into(points[0], box)]
    for (ax, ay), (bx, by) in pairwise(points):
        # Where the piece crosses an edge, in parts of its length.
        crossings = [
            (edge - start) / (end - start)
            for start, end, edges in ((ax, bx, (box.x, box.right)), (ay, by, (box.y, box.bottom)))
            for edge in edges
            if min(start, end) < edge < max(start, end)
        ]
        for part in sorted(crossings):
            bent.append(_into((ax + (bx - ax) * part, ay + (by - ay) * part), box))
        bent.append(_into((bx, by), box))
    return bent


def _into(point: Point, box: Box) -> Point:
    x, y = point
    return min(max(x, box.x), box.right), min(max(y, box.y), box.bottom)


def draw_line(
    canvas: Canvas, points: Sequence[Point] | npt.NDArray[np.float64], stroke: Stroke
) -> None:
    """Draw a line through two or more points.

    A very long one is drawn in pieces, which takes far less time.
    """
    points = np.asarray(points, dtype=np.float64)
    covered = float(np.abs(np.diff(points, axis=0)).sum()) + len(points) * stroke.width
    if covered <= _MAX_LENGTH:
        canvas.line(points, stroke)
        return
    for start in range(0, len(points) - 1, _PIECE):
        canvas.line(points[start : start + _PIECE + 1], stroke)


def draw_runs(
    canvas: Canvas, runs: Iterable[Sequence[Point]], stroke: Stroke, *, dots: bool = False
) -> None:
    """Draw a line that is broken at gaps.

    ``dots``: a point between two gaps becomes a dot as wide as the line; else it is not seen.
    """
    for run in runs:
        if len(run) > 1:
            draw_line(canvas, run, stroke)
        elif dots:
            canvas.markers(np.array(run), "circle", stroke.width, stroke.colour, None)
