"""Radar charts: values as distances from a centre, the first point at 12 o'clock, clockwise.

Distances were measured on pictures of the Google Image Charts API of 2008.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import ARIAL_CAP_HEIGHT, width
from ...marks.curves import catmull_rom
from ...marks.lines import draw_runs, split_at_gaps
from ...marks.map_area import MapArea
from ..chart import Axis, Data, Grid, RadarPlot
from .axes import longest, written
from .geometry import DataPoint

_LABEL_GAP = 9.7  # from the circle to the widest label beside it
_LABEL_EDGE = 0.805  # from the middle of the outermost labels to the box's edge, in their sizes
_MIN_RADIUS = 0.25  # of the side of the box: labels do not make the circle smaller
_NET = (0x80, 0x80, 0x80, 255)
_NET_WIDTH = 0.59
_STEPS = 96  # of a ring that is drawn as a line
_MAX_PIECES = 20_000  # of a curve
_AREA_RADIUS = 5  # pixels around a point, in image maps


class RadarGeometry:
    """Lines around a centre; see ``PlotGeometry``. ``box`` is the square around the circle."""

    horizontal_bars = False

    def __init__(
        self, radar: RadarPlot, data: Sequence[Data], axes: Sequence[Axis], box: Box
    ) -> None:
        self.radar, self.data = radar, data
        around = [axis for axis in axes if axis.side in ("bottom", "top") and written(axis)]
        vertical = [axis for axis in axes if axis.side in ("left", "right") and written(axis)]
        # The picture is as wide as it is high; beside it there is space for half the numbers.
        before = max(longest(axis) / 2 + 3.5 for axis in vertical) if vertical else 2.0
        side = max(2.0, min(box.width, box.height) - 2)
        before = min(before, box.width - side)
        outside = 0.0
        if around:
            outside = _LABEL_EDGE * around[-1].text_style.size
            outside += sum(longest(axis) / 2 + _LABEL_GAP for axis in around)
        elif vertical:  # half of the number at the upper edge
            outside = max(_LABEL_EDGE * axis.text_style.size for axis in vertical) - 1
        radius = max(1.0, side / 2 - outside, side * _MIN_RADIUS)
        self.centre = box.x + before + side / 2, box.y + side / 2 + 1
        self.radius = radius
        self.box = Box(self.centre[0] - radius, self.centre[1] - radius, 2 * radius, 2 * radius)

    def group_position(self, index: float) -> float:
        """Return a fraction of the axis as it is."""
        return index

    def pixels(self, x: float, y: float) -> Point:
        """Return the point at a fraction of a turn and a fraction of the radius."""
        angle, distance = x * math.tau, y * self.radius
        return (
            self.centre[0] + distance * math.sin(angle),
            self.centre[1] - distance * math.cos(angle),
        )

    def shape_centre(self, x: float, y: float) -> Point:
        """Return the point itself."""
        return x, y

    def _value(self, series: int, index: float) -> float | None:
        positions = self.data[series].positions if 0 <= series < len(self.data) else ()
        before, after = math.floor(index), math.ceil(index)
        if not (before >= 0 and after < len(positions)):
            return None
        first, second = positions[before], positions[after]
        if first is None or second is None:
            return None
        return first + (second - first) * (index - before)

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """Return where a point is; a fraction lies on the curve between two points."""
        value = self._value(series, index)
        return None if value is None else DataPoint(*self.pixels(index / self.radar.spokes, value))

    def value_line(self, value: float) -> list[Point]:
        """Return a circle around the centre."""
        return [self.pixels(i / _STEPS, value) for i in range(_STEPS + 1)]

    def position_line(self, x: float, y: float) -> list[Point]:
        """Return a spoke."""
        angle = math.atan2(x - self.centre[0], self.centre[1] - y)
        return [self.centre, self.pixels(angle / math.tau, 1.0)]

    def axis_point(self, x: float, y: float) -> Point:
        """Return the centre."""
        return self.centre

    def base_line(self, points: Sequence[Point]) -> list[Point]:
        """Return nothing: a fill closes along the curve itself."""
        return []

    def runs(self, series: int, first: float, last: float) -> list[list[Point]]:
        """Return the line or curve through the points, broken at gaps."""
        count = len(self.data[series].positions) if 0 <= series < len(self.data) else 0
        indices = range(max(0, math.ceil(first)), math.floor(min(last, count - 1)) + 1)
        points = (self.data_point(series, index) for index in indices)
        runs = split_at_gaps(None if point is None else point[:2] for point in points)
        return [catmull_rom(run, _MAX_PIECES) for run in runs] if self.radar.smooth else runs

    def draw_net(self, canvas: Canvas, axes: Sequence[Axis], grid: Grid | None) -> None:
        """Draw spokes at the labels around, rings at those of the vertical axis, and a grid."""
        around = [axis for axis in axes if axis.side in ("bottom", "top")]
        vertical = [axis for axis in axes if axis.side in ("left", "right")]
        rings = [position for axis in vertical for position, _ in axis.labels]
        if around:
            rings.append(1.0)
        spokes = [turn for axis in around for turn, _ in axis.labels]
        net = Stroke(_NET, _NET_WIDTH)
        self._draw_rings(canvas, [r for r in dict.fromkeys(rings) if r <= 1], net)
        self._draw_spokes(canvas, dict.fromkeys(spokes), net)
        if grid is not None:
            self._draw_spokes(canvas, grid.x, grid.stroke)
            self._draw_rings(canvas, grid.y, grid.stroke)

    def _draw_spokes(self, canvas: Canvas, turns: Iterable[float], stroke: Stroke) -> None:
        for turn in turns:
            canvas.line([self.centre, self.pixels(turn, 1.0)], stroke)

    def _draw_rings(self, canvas: Canvas, radii: Iterable[float], stroke: Stroke) -> None:
        for radius in radii:
            if radius > 0:
                canvas.path(Path.circle(*self.centre, radius * self.radius), None, stroke)

    def draw(self, canvas: Canvas) -> None:
        """Draw the lines, later series in front."""
        for series, stroke in enumerate(self.radar.strokes):
            if stroke.width > 0 and stroke.colour[3]:
                draw_runs(canvas, self.runs(series, 0, math.inf), stroke)

    def draw_labels(self, canvas: Canvas, axes: Sequence[Axis]) -> list[MapArea]:
        """Draw texts around the circle, and numbers up the 12 o'clock spoke; return their areas."""
        areas = []
        outside = self.radius
        for number, axis in enumerate(axes):
            around = axis.side in ("bottom", "top")
            if around and written(axis):
                outside += longest(axis) / 2 + _LABEL_GAP
            first = any(position < 0.001 and text for position, text in axis.labels)
            for index, (position, text) in enumerate(axis.labels):
                if not text or (around and first and position > 0.999):
                    continue  # a full turn ends where it began
                box = self._draw_label(canvas, axis, position, text, outside)
                name = f"axis{number}_{index}"
                areas.append(MapArea.rectangle(name, box.x, box.y, box.right, box.bottom))
        return areas

    def _draw_label(
        self, canvas: Canvas, axis: Axis, position: float, text: str, outside: float
    ) -> Box:
        """Draw a label; ``outside``: how far one around the circle is from the centre."""
        colour, size = axis.text_style
        font = Font(size, family="arial")
        length = width(text, font)
        if axis.side in ("bottom", "top"):
            x, y = self.pixels(position, outside / self.radius)
            x, y = x - length / 2, y + 0.9
        else:
            x, y = self.pixels(0, position)
            x, y = (x - length if axis.side == "left" else x + 4), y - 0.7
        canvas.text(x, y + ARIAL_CAP_HEIGHT / 2 * size, text, font, colour)
        return Box(x, y - size / 2, length, size)

    def map_areas(self) -> list[MapArea]:
        """Return a circle at each point."""
        areas = []
        for series in range(len(self.radar.strokes)):
            for index in range(len(self.data[series].positions)):
                point = self.data_point(series, index)
                if point is not None:
                    areas.append(MapArea.circle(f"circle{series}_{index}", point[:2], _AREA_RADIUS))
        return areas
