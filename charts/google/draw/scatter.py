"""Points in a given plot."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ...canvas.box import Box
from ...canvas.path import Point
from ...canvas.surface import Canvas
from ...marks.map_area import MapArea
from ..chart import Data, ScatterPlot
from .cartesian import Cartesian, DataPoint


class Placed(Cartesian):
    """Points in a given plot: one set of them, whatever series a mark means."""

    def __init__(self, cloud: ScatterPlot, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.cloud = cloud

    def draw(self, canvas: Canvas) -> None:
        sizes, colours = self.cloud.sizes, self.cloud.colours
        looks = (
            (sizes[index % len(sizes)], colours[index % len(colours)])
            for index in range(self._length(0))
        )
        for (size, colour), same in itertools.groupby(enumerate(looks), key=lambda item: item[1]):
            points = [p for p in (self._point(0, index) for index, _ in same) if p is not None]
            if points and size > 0:
                canvas.markers(np.array(points), "circle", size, colour, None)

    def regions(self) -> list[MapArea]:
        found = []
        for index in range(self._length(0)):
            point = self._point(0, index)
            if point is not None:
                radius = max(1, round(self.cloud.sizes[index % len(self.cloud.sizes)] / 2))
                circle = round(point[0]), round(point[1]), radius
                found.append(MapArea(f"circle0_{index}", "CIRCLE", circle))
        return found

    def spot(self, series: int, point: float, bar: int | None = None) -> DataPoint | None:
        place = self.interpolated(0, point)
        return None if place is None else DataPoint(*place)

    def outline(self, series: int, first: float, last: float) -> list[list[Point]]:
        return super().outline(0, first, last)
