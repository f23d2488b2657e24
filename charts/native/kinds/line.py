"""Lines over categories or numbers: straight, smooth or stepped; markers; areas.

``draw`` lays a chart out by its data; ``Placed`` puts lines into a given plot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from ...canvas.box import Box
from ...canvas.path import CLOSE, CURVE, LINE, MOVE, Array, Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...diagnostics import Value
from .. import axes
from ..chart import Chart, Lines, ValueAxis
from ..layout import Entry, base_size, line_width

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    pass

_EDGE = 0.35  # room before the first and after the last category, in steps
_AREA_ALPHA = 56


def entries(lines: Lines) -> list[Entry]:
    return [Entry(s.name, s.colours[0], "line") for s in lines.series]


def draw(canvas: Canvas, chart: Chart, lines: Lines, room: Box) -> None:
    font, base = axes.tick_font(chart), base_size(chart)
    values = [v for s in lines.series for v in s.values]
    named = bool(lines.x) and isinstance(lines.x[0], str)
    names = axes.Categories(
        cast(tuple[str, ...], lines.x) if named else (), 0.0 if lines.area else _EDGE, turn=False
    )

    known = [v for v in values if v is not None]
    from_zero = lines.area or (not lines.axis.log and _near_zero(known))

    def upright(length: float) -> tuple[axes.Axis, axes.Labels]:
        scale = axes.value_scale(
            values, lines.axis, axes.intervals_beside(length, font), from_zero=from_zero
        )
        return scale, axes.numbers_beside(scale, font, length)

    def level(length: float, limit: float) -> tuple[axes.Axis, axes.Labels]:
        if named:
            return names, axes.categories_below(names, font, length, limit)
        numbers = cast(tuple[Value, ...], lines.x)
        return axes.numbers_below(numbers, ValueAxis(), font, length, from_zero=False, tight=True)

    fitted = axes.fit(chart, room, (chart.x_title, chart.y_title), upright, level)
    scale, plot = cast(axes.Scale, fitted.y), fitted.plot
    axes.draw_axes(canvas, chart, room, fitted, grid=((), [scale(t) for t in scale.ticks]))
    if named:
        along: list[float | None] = [names.position(i) for i in range(len(lines.x))]
    else:
        x_scale = cast(axes.Scale, fitted.x)
        along = [None if v is None else x_scale(cast(float, v)) for v in lines.x]
    floor = plot.bottom - (0.0 if scale.log else scale(scale.base)) * plot.height
    _ground(canvas, chart, plot, floor if lines.area else plot.bottom)

    runs = [_runs(along, s.values, scale, plot) for s in lines.series]
    curve = _CURVES[lines.curve]
    thick = line_width(base)
    # A line that runs along the edge of the plot keeps its full width.
    with canvas.clip(plot.x - thick, plot.y - thick, plot.width + 2 * thick, plot.height + thick):
        if lines.area:
            for series, found in zip(lines.series, runs, strict=True):
                for run in found:
                    red, green, blue, alpha = series.colours[0]
                    fill = red, green, blue, round(alpha * _AREA_ALPHA / 255)
                    canvas.path(_area(curve(run), floor), fill)
        for series, found in zip(lines.series, runs, strict=True):
            stroke = Stroke(series.colours[0], thick, cap="round")
            for run in found:
                if len(run) > 1:
                    canvas.path(curve(run), None, stroke)
    edge = Stroke(chart.theme.background, max(1.0, thick / 2))
    for series, found in zip(lines.series, runs, strict=True):
        # A point between two gaps would vanish without a marker.
        dots = [run for run in found if lines.markers or len(run) == 1]
        if dots:
            points = np.vstack(dots)
            inside = (points[:, 1] >= plot.y - 1) & (points[:, 1] <= plot.bottom + 1)
            outline = edge if edge.colour[3] else None
            canvas.markers(points[inside], "circle", thick * 3.4, series.colours[0], outline)


def _near_zero(values: Sequence[float]) -> bool:
    """Whether the values are so spread that an axis without zero would surprise."""
    low, high = sorted((abs(min(values, default=0)), abs(max(values, default=0))))
    return low <= high / 2


def _ground(canvas: Canvas, chart: Chart, plot: Box, y: float) -> None:
    canvas.line([(plot.x, y), (plot.right, y)], Stroke(chart.theme.axis), snap=True)


def _runs(
    along: Sequence[float | None], values: Sequence[Value], scale: axes.Scale, plot: Box
) -> list[Array]:
    """Points in pixels, broken where there is a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in zip(along, values, strict=True):
        if x is None or value is None:
            runs.append([])
            continue
        # Far outside is cut off, so that the rasteriser never sees a huge number.
        y = min(max(scale(value), -9.0), 10.0)
        runs[-1].append((plot.x + x * plot.width, plot.bottom - y * plot.height))
    return [np.array(run) for run in runs if run]


def _straight(points: Array) -> Path:
    return Path(points)


def _stepped(points: Array) -> Path:
    """A value holds until the next point."""
    corners = np.repeat(points, 2, axis=0)[:-1]
    corners[1::2, 0] = points[1:, 0]
    return Path(corners)


def _smooth(points: Array) -> Path:
    """A cubic curve through the points that never overshoots them.

    Fritsch and Butland's monotone interpolation (1984); where x goes back and forth, a
    Catmull-Rom curve.
    """
    if len(points) < 3:
        return Path(points)
    step = np.diff(points, axis=0)
    if np.all(step[:, 0] > 0):
        slope = step[:, 1] / step[:, 0]
        before, after = slope[:-1], slope[1:]
        width, following = step[:-1, 0], step[1:, 0]
        mean = (before * following + after * width) / (width + following)
        limit = np.minimum(np.minimum(abs(before), abs(after)) * 2, abs(mean))
        inner = np.where(before * after > 0, np.sign(before) * limit, 0.0)
        first = (3 * slope[0] - inner[0]) / 2 if len(inner) else slope[0]
        last = (3 * slope[-1] - inner[-1]) / 2 if len(inner) else slope[-1]
        first = _towards(first, slope[0])
        last = _towards(last, slope[-1])
        tangent = np.concatenate([[first], inner, [last]])
        out = np.column_stack([step[:, 0], step[:, 0] * tangent[:-1]]) / 3
        back = np.column_stack([step[:, 0], step[:, 0] * tangent[1:]]) / 3
    else:
        padded = np.vstack([points[:1], points, points[-1:]])
        tangents = (padded[2:] - padded[:-2]) / 6
        out, back = tangents[:-1], tangents[1:]
    curve = np.empty((3 * len(step) + 1, 2))
    curve[0::3] = points
    curve[1::3] = points[:-1] + out
    curve[2::3] = points[1:] - back
    return Path(curve, [MOVE, *[CURVE] * (len(curve) - 1)])


def _towards(tangent: float, slope: float) -> float:
    """Keep an end's tangent from turning against its first or last piece."""
    if tangent * slope <= 0:
        return 0.0
    return float(np.sign(slope) * min(abs(tangent), 3 * abs(slope)))


_CURVES: dict[str, Callable[[Array], Path]] = {
    "linear": _straight,
    "smooth": _smooth,
    "step": _stepped,
}


def _area(line: Path, floor: float) -> Path:
    """The surface between a line and the floor."""
    vertices, codes = line.vertices, line.codes
    if codes is None:
        codes = np.array([MOVE, *[LINE] * (len(vertices) - 1)], np.uint8)
    down = [(vertices[-1, 0], floor), (vertices[0, 0], floor), tuple(vertices[0])]
    return Path(np.vstack([vertices, down]), np.concatenate([codes, [LINE, LINE, CLOSE]]))
