"""Lines in a given plot."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Point
from ...canvas.surface import Canvas
from ...marks.lines import draw_runs
from ...marks.map_area import MapArea
from ..chart import Data, LinePlot
from .geometry import CartesianGeometry, DataPoint

_AREA_RADIUS = 5  # pixels around a point, in image maps


class LineGeometry(CartesianGeometry):
    """Lines in a given plot."""

    def __init__(self, lines: LinePlot, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.lines = lines

    def draw(self, canvas: Canvas) -> None:
        """Draw the lines, later series in front."""
        for series, stroke in enumerate(self.lines.strokes):
            if stroke.width > 0 and stroke.colour[3]:
                draw_runs(canvas, self.runs(series, 0, math.inf), stroke, dots=True)

    def map_areas(self) -> list[MapArea]:
        """Return a circle at each point."""
        return [
            MapArea.circle(f"circle{series}_{index}", point, _AREA_RADIUS)
            for series in range(len(self.lines.strokes))
            for index, point in enumerate(self.points(series))
            if point is not None
        ]

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """Return where a point is; a fraction lies on the line between two points."""
        point = self.interpolated(series, index)
        return None if point is None else DataPoint(*point)

    def shape_centre(self, x: float, y: float) -> Point:
        """Return the middle of the point's pixel."""
        return math.floor(x) + 0.5, math.floor(y) + 0.5
