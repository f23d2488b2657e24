"""Radar charts: values as distances from a centre, the first point at 12 o'clock, clockwise.

Distances were measured on pictures of the Google Image Charts API of 2008.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Path, Point
from ...canvas.surface import Canvas, Stroke
from ...canvas.text import width
from ...marks.line import stroke, trace
from ...marks.map_area import MapArea
from ..chart import Axis, Data, Grid, RadarPlot
from .axes import longest, written
from .cartesian import DataPoint

_LABEL_GAP = 9.7  # from the circle to the widest label beside it
_LABEL_EDGE = 0.805  # from the middle of the outermost labels to the room's edge, in their sizes
_LEAST = 0.25  # of the room's side: labels do not make the circle smaller
_NET = (0x80, 0x80, 0x80, 255)
_NET_WIDTH = 0.59
_STEPS = 96  # of a ring that is drawn as a line
_MOST_PIECES = 20_000  # of a curve


class Placed:
    """Lines around a centre; see ``PlotGeometry``. ``box`` is the square around the circle."""

    level_bars = False

    def __init__(
        self, web: RadarPlot, data: Sequence[Data], axes: Sequence[Axis], room: Box
    ) -> None:
        self.web, self.data = web, data
        around = [axis for axis in axes if axis.side in ("bottom", "top") and written(axis)]
        upright = [axis for axis in axes if axis.side in ("left", "right") and written(axis)]
        # The picture is as wide as it is high; beside it there is room for half the numbers.
        before = max(longest(axis) / 2 + 3.5 for axis in upright) if upright else 2.0
        side = max(2.0, min(room.width, room.height) - 2)
        before = min(before, room.width - side)
        outside = _LABEL_EDGE * around[-1].lettering.size if around else 0.0
        outside += sum(longest(axis) / 2 + _LABEL_GAP for axis in around)
        radius = max(1.0, side / 2 - outside, side * _LEAST)
        self.centre = room.x + before + side / 2, room.y + side / 2 + 1
        self.radius = radius
        self.box = Box(self.centre[0] - radius, self.centre[1] - radius, 2 * radius, 2 * radius)

    def group(self, place: float) -> float:
        return place

    def _polar(self, turn: float, place: float) -> Point:
        """The point at a part of a turn and a part of the radius."""
        angle, distance = turn * math.tau, place * self.radius
        return (
            self.centre[0] + distance * math.sin(angle),
            self.centre[1] - distance * math.cos(angle),
        )

    def at(self, x: float, y: float) -> Point:
        return self._polar(x, y)

    def snapped(self, x: float, y: float) -> Point:
        return x, y

    def _value(self, series: int, point: float) -> float | None:
        places = self.data[series].places if 0 <= series < len(self.data) else ()
        before, after = math.floor(point), math.ceil(point)
        if not (before >= 0 and after < len(places)):
            return None
        first, second = places[before], places[after]
        if first is None or second is None:
            return None
        return first + (second - first) * (point - before)

    def spot(self, series: int, point: float, bar: int | None = None) -> DataPoint | None:
        value = self._value(series, point)
        return None if value is None else DataPoint(*self._polar(point / self.web.spokes, value))

    def value_line(self, place: float) -> list[Point]:
        return [self._polar(i / _STEPS, place) for i in range(_STEPS + 1)]

    def point_line(self, x: float, y: float) -> list[Point]:
        angle = math.atan2(x - self.centre[0], self.centre[1] - y)
        return [self.centre, self._polar(angle / math.tau, 1.0)]

    def foot(self, x: float, y: float) -> Point:
        return self.centre

    def floor(self, points: Sequence[Point]) -> list[Point]:
        """A fill closes along the curve itself."""
        return []

    def outline(self, series: int, first: float, last: float) -> list[list[Point]]:
        count = len(self.data[series].places) if 0 <= series < len(self.data) else 0
        runs: list[list[Point]] = [[]]
        for index in range(max(0, math.ceil(first)), math.floor(min(last, count - 1)) + 1):
            spot = self.spot(series, index)
            if spot is not None:
                runs[-1].append(spot[:2])
            elif runs[-1]:
                runs.append([])
        found = [run for run in runs if run]
        return [_flattened(run) for run in found] if self.web.smooth else found

    def draw_net(self, canvas: Canvas, axes: Sequence[Axis], grid: Grid | None) -> None:
        """Spokes at the labels around, rings at those of the upright axis; or those of a grid."""
        rings: list[float] = []
        spokes: list[float] = []
        for axis in axes:
            places = [place for place, _ in axis.labels]
            if axis.side in ("left", "right"):
                rings += places
            else:
                spokes += places
        net = Stroke(_NET, _NET_WIDTH)
        if any(axis.side in ("bottom", "top") for axis in axes):
            rings.append(1.0)
        for place in dict.fromkeys(rings):
            if 0 < place <= 1:
                canvas.path(self._ring(place), None, net)
        for turn in dict.fromkeys(spokes):
            canvas.line([self.centre, self._polar(turn, 1.0)], net)
        if grid is not None:
            pen = stroke(grid.pen)
            for turn in grid.x:
                canvas.line([self.centre, self._polar(turn, 1.0)], pen)
            for place in grid.y:
                if place > 0:
                    canvas.path(self._ring(place), None, pen)

    def _ring(self, place: float) -> Path:
        return Path.sector(*self.centre, place * self.radius, 0, 0, math.tau)

    def draw(self, canvas: Canvas) -> None:
        for series, pen in enumerate(self.web.pens):
            if pen.width <= 0 or not pen.colour[3]:
                continue
            for run in self.outline(series, 0, math.inf):
                if len(run) > 1:
                    trace(canvas, np.array(run), stroke(pen))

    def draw_labels(self, canvas: Canvas, axes: Sequence[Axis]) -> list[MapArea]:
        """Texts around the circle, and numbers up the 12 o'clock spoke."""
        regions = []
        outside = self.radius
        for number, axis in enumerate(axes):
            font, size = Font(axis.lettering.size, family="arial"), axis.lettering.size
            level = axis.side in ("bottom", "top")
            if level and written(axis):
                outside += longest(axis) / 2 + _LABEL_GAP
            first = any(place < 0.001 and text for place, text in axis.labels)
            for index, (place, text) in enumerate(axis.labels):
                if not text or (level and first and place > 0.999):
                    continue  # a full turn ends where it began
                long = width(text, font)
                if level:
                    x, y = self._polar(place, outside / self.radius)
                    x, y = x - long / 2, y + 0.9
                else:
                    x, y = self._polar(0, place)
                    x, y = (x - long if axis.side == "left" else x + 4), y - 0.7
                canvas.text(x, y + 0.36 * size, text, font, axis.lettering.colour)
                corners = round(x), round(y - size / 2), round(x + long), round(y + size / 2)
                regions.append(MapArea(f"axis{number}_{index}", "RECT", corners))
        return regions

    def regions(self) -> list[MapArea]:
        """A circle at each point."""
        found = []
        for series in range(len(self.web.pens)):
            for index in range(len(self.data[series].places)):
                spot = self.spot(series, index)
                if spot is not None:
                    circle = round(spot.x), round(spot.y), 5
                    found.append(MapArea(f"circle{series}_{index}", "CIRCLE", circle))
        return found


def _flattened(run: list[Point]) -> list[Point]:
    """A Catmull-Rom curve through the points, as short straight pieces; closed if they are."""
    if len(run) < 3:
        return run
    points = np.array(run)
    closed = np.allclose(points[0], points[-1])
    before = points[-2] if closed else points[0]
    after = points[1] if closed else points[-1]
    padded = np.vstack([before, points, after])
    a, b, c, d = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    count = max(2, min(12, _MOST_PIECES // len(run)))
    steps = np.linspace(0, 1, count + 1)[:-1, None, None]
    curve = 0.5 * (
        2 * b
        + (c - a) * steps
        + (2 * a - 5 * b + 4 * c - d) * steps**2
        + (3 * b - a - 3 * c + d) * steps**3
    )
    flat = np.vstack([curve.transpose(1, 0, 2).reshape(-1, 2), points[-1:]])
    return [(float(x), float(y)) for x, y in flat]
