"""Points over two value axes.

``draw`` lays a chart out by its data; ``Placed`` puts points into a given plot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from .. import axes
from ..chart import Chart, Points, ValueAxis
from ..layout import Entry, base_size

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    pass

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
