"""Lines in a given plot."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...canvas.box import Box
from ...canvas.path import Point
from ...canvas.surface import Canvas
from ...marks.map_area import MapArea
from ..chart import Data, LinePlot
from .cartesian import Cartesian, DataPoint


class Placed(Cartesian):
    """Lines in a given plot."""

    def __init__(self, curves: LinePlot, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.curves = curves

    def draw(self, canvas: Canvas) -> None:
        from ...marks.line import stroke, trace

        for series, pen in enumerate(self.curves.pens):
            if pen.width <= 0 or not pen.colour[3]:
                continue
            for run in self.outline(series, 0, math.inf):
                if len(run) > 1:
                    trace(canvas, np.array(run), stroke(pen))
                else:
                    canvas.markers(np.array(run), "circle", pen.width, pen.colour, None)

    def regions(self) -> list[MapArea]:
        """A circle at each point."""
        found = []
        for series in range(len(self.curves.pens)):
            for index in range(self._length(series)):
                point = self._point(series, index)
                if point is not None:
                    circle = round(point[0]), round(point[1]), 5
                    found.append(MapArea(f"circle{series}_{index}", "CIRCLE", circle))
        return found

    def spot(self, series: int, point: float, bar: int | None = None) -> DataPoint | None:
        place = self.interpolated(series, point)
        return None if place is None else DataPoint(*place)

    def snapped(self, x: float, y: float) -> Point:
        """Shapes on lines are centred on a pixel."""
        return math.floor(x) + 0.5, math.floor(y) + 0.5
