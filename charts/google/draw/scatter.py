"""Points in a given plot."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Point
from ...canvas.surface import Canvas
from ...marks.map_area import MapArea
from ...marks.points import draw_points
from ..chart import Data, ScatterPlot
from .geometry import CartesianGeometry, DataPoint


class ScatterGeometry(CartesianGeometry):
    """Points in a given plot: one set of them, whatever series a marker names."""

    def __init__(self, scatter: ScatterPlot, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.scatter = scatter

    def draw(self, canvas: Canvas) -> None:
        """Draw the points, later ones in front."""
        draw_points(canvas, self.points(0), self.scatter.sizes, self.scatter.colours)

    def map_areas(self) -> list[MapArea]:
        """Return a circle for each point."""
        sizes = self.scatter.sizes
        return [
            MapArea.circle(f"circle0_{index}", point, max(1, round(sizes[index % len(sizes)] / 2)))
            for index, point in enumerate(self.points(0))
            if point is not None
        ]

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """Return where a point is; a fraction lies on the line between two points."""
        point = self.interpolated(0, index)
        return None if point is None else DataPoint(*point)

    def runs(self, series: int, first: float, last: float) -> list[list[Point]]:
        """Return the line through the points, broken at gaps."""
        return super().runs(0, first, last)
