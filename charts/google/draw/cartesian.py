"""What the diagrams with an x and a y axis share: from fractions of the plot to pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...canvas.box import Box
from ...canvas.path import Point
from ...diagnostics import Value

if TYPE_CHECKING:
    from ..chart import Data


class DataPoint(NamedTuple):
    """Where a data point is, in pixels; for a bar also where it starts and how thick it is."""

    x: float
    y: float
    base: Point | None = None


class Cartesian:
    """The places of data in a plot; see ``marks.PlotGeometry``."""

    level_bars = False

    def __init__(self, data: Sequence[Data], box: Box) -> None:
        self.data = data
        self.box = box

    def group(self, place: float) -> float:
        return place

    def at(self, x: float, y: float) -> Point:
        return self.box.x + x * self.box.width, self.box.bottom - y * self.box.height

    def snapped(self, x: float, y: float) -> Point:
        return x, y

    def value_line(self, place: float) -> list[Point]:
        y = self.box.bottom - place * self.box.height
        return [(self.box.x, y), (self.box.right, y)]

    def point_line(self, x: float, y: float) -> list[Point]:
        return [(x, self.box.bottom), (x, self.box.y)]

    def foot(self, x: float, y: float) -> Point:
        return x, self.box.bottom

    def floor(self, points: Sequence[Point]) -> list[Point]:
        return [(points[-1][0], self.box.bottom), (points[0][0], self.box.bottom)]

    def _point(self, series: int, index: int) -> Point | None:
        """Where a point of a series is; None where there is none."""
        if not 0 <= series < len(self.data):
            return None
        data = self.data[series]
        if not 0 <= index < len(data.places):
            return None
        y = data.places[index]
        if data.x is None:
            x: Value = index / max(len(data.places) - 1, 1)
        else:
            x = data.x[index] if index < len(data.x) else None
        return None if x is None or y is None else self.at(x, y)

    def _length(self, series: int) -> int:
        return len(self.data[series].places) if 0 <= series < len(self.data) else 0

    def interpolated(self, series: int, point: float) -> Point | None:
        """Where a point is; a fraction lies on the line between two points."""
        before, after = math.floor(point), math.ceil(point)
        first, second = self._point(series, before), self._point(series, after)
        if first is None or second is None or before == after:
            return first
        share = point - before
        return (
            first[0] + (second[0] - first[0]) * share,
            first[1] + (second[1] - first[1]) * share,
        )

    def outline(self, series: int, first: float, last: float) -> list[list[Point]]:
        """The line through the points, broken at gaps; its ends may lie between points."""
        last = min(last, self._length(series) - 1)
        first = max(first, 0.0)
        if first > last:
            return []
        inner = range(math.ceil(first), math.floor(last) + 1)
        points = [first, *(float(i) for i in inner), last]
        runs: list[list[Point]] = [[]]
        for point in dict.fromkeys(points):
            place = self.interpolated(series, point)
            if place is not None:
                runs[-1].append(place)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]
