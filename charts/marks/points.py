"""Points: shapes of one or several sizes and colours, in pixels."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..canvas.path import Point
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..colour import Colour

_SCALES = {"square": 0.88, "diamond": 1.16}  # of shapes that would look larger or smaller


def draw_points(
    canvas: Canvas,
    points: Sequence[Point | None],
    sizes: Sequence[float],
    colours: Sequence[Colour],
    shape: str = "circle",
    edge: Stroke | None = None,
) -> None:
    """Draw one of ``canvas.path.MARKERS`` at each point that is not missing (None).

    Sizes, the widths of circles in pixels, and colours are taken in turn; points of size 0 are not
    drawn. Other shapes look as large as the circle. Neighbours that look alike are drawn in one
    call.
    """
    scale = _SCALES.get(shape, 1.0)
    looks = (
        (sizes[i % len(sizes)], colours[i % len(colours)], point) for i, point in enumerate(points)
    )
    for (size, colour), alike in itertools.groupby(looks, key=lambda look: look[:2]):
        known = [point for _, _, point in alike if point is not None]
        if known and size > 0:
            canvas.markers(np.array(known), shape, size * scale, colour, edge)
