"""Points over two value axes.

``draw`` lays a chart out by its data; ``Placed`` puts points into a given plot.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from .. import axes
from ..canvas import Canvas, Point, Stroke
from ..chart import Chart, Points, ValueAxis
from ..layout import Box, Entry, base_size
from ..regions import Region
from .cartesian import Cartesian, Spot

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    from ..fixed import Cloud, Data

# Each series has its own shape, so that colour is not all that tells them apart.
SHAPES: tuple[Literal["circle", "square", "triangle", "diamond"], ...] = (
    "circle",
    "square",
    "triangle",
    "diamond",
)
_ALPHA = 205
_MARGIN = 0.04  # of the axis, between its ends and the outermost points


def entries(points: Points) -> list[Entry]:
    return [
        Entry(s.name, s.colours[0], SHAPES[i % len(SHAPES)]) for i, s in enumerate(points.series)
    ]


def draw(canvas: Canvas, chart: Chart, points: Points, room: Box) -> None:
    font = axes.tick_font(chart)
    values = [v for s in points.series for v in s.values]

    def upright(length: float) -> tuple[axes.Axis, axes.Labels]:
        intervals = axes.intervals_beside(length, font)
        scale = axes.value_scale(
            values, points.axis, intervals, from_zero=False, tight=True, margin=_MARGIN
        )
        return scale, axes.numbers_beside(scale, font, length)

    def level(length: float, _: float) -> tuple[axes.Axis, axes.Labels]:
        return axes.numbers_below(
            points.x, ValueAxis(), font, length, from_zero=False, tight=True, margin=_MARGIN
        )

    fitted = axes.fit(chart, room, (chart.x_title, chart.y_title), upright, level)
    x, y, plot = cast(axes.Scale, fitted.x), cast(axes.Scale, fitted.y), fitted.plot
    grid = [x(t) for t in x.ticks], [y(t) for t in y.ticks]
    axes.draw_axes(canvas, chart, room, fitted, grid=grid)
    canvas.line([(plot.x, plot.bottom), (plot.right, plot.bottom)], Stroke(chart.theme.axis))
    size = base_size(chart) * 0.72
    for i, series in enumerate(points.series):
        places = [
            (x(a), y(b))
            for a, b in zip(points.x, series.values, strict=True)
            if a is not None and b is not None
        ]
        shown = [(a, b) for a, b in places if -1e-9 <= b <= 1 + 1e-9]
        if not shown:
            continue
        at = np.array(shown) * (plot.width, -plot.height) + (plot.x, plot.bottom)
        red, green, blue, alpha = series.colours[0]
        fill = red, green, blue, round(alpha * _ALPHA / 255)
        edge = Stroke(chart.theme.background, 1) if chart.theme.background[3] else None
        canvas.markers(at, SHAPES[i % len(SHAPES)], size, fill, edge)


class Placed(Cartesian):
    """Points in a given plot: one set of them, whatever series a mark means."""

    def __init__(self, cloud: Cloud, data: Sequence[Data], plot: Box) -> None:
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

    def regions(self) -> list[Region]:
        found = []
        for index in range(self._length(0)):
            point = self._point(0, index)
            if point is not None:
                radius = max(1, round(self.cloud.sizes[index % len(self.cloud.sizes)] / 2))
                circle = round(point[0]), round(point[1]), radius
                found.append(Region(f"circle0_{index}", "CIRCLE", circle))
        return found

    def spot(self, series: int, point: float, bar: int | None = None) -> Spot | None:
        place = self.interpolated(0, point)
        return None if place is None else Spot(*place)

    def outline(self, series: int, first: float, last: float) -> list[list[Point]]:
        return super().outline(0, first, last)
