"""Lines of series through points in pixels: with gaps, as straight lines, curves or areas."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..diagnostics import Value
from ..marks import curves
from ..marks.lines import bent_into, split_at_gaps
from .chart import LegendEntry, LegendPosition, Series

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from ..marks.curves import Curve
    from .scale import Scale

_AREA_ALPHA = 56  # of 255
HEADROOM = 4  # of the width of a line: a marker, and space around it
EDGE = 0.35  # space before the first and after the last name, in steps


class Line(NamedTuple):
    """A series as it is drawn: its points in pixels, in runs that gaps part."""

    runs: Sequence[Array]
    colour: Colour
    curve: Curve
    thickness: float


def points(
    x: Sequence[float | None], values: Sequence[Value], scale: Scale, plot: Box
) -> Iterator[Point | None]:
    """Yield the points in pixels, of which ``x`` are the places 0 to 1; None for a missing one."""
    for position, value in zip(x, values, strict=True):
        if position is None or value is None:
            yield None
            continue
        yield plot.x + position * plot.width, plot.bottom - scale(value) * plot.height


def runs(
    x: Sequence[float | None], values: Sequence[Value], scale: Scale, plot: Box
) -> list[Array]:
    """Return the points of a series in pixels, in runs that gaps part."""
    # Far outside is cut off, so that the rasteriser never sees a huge number.
    far = Box(plot.x - 9 * plot.width, plot.y - 9 * plot.height, 19 * plot.width, 19 * plot.height)
    runs = split_at_gaps(points(x, values, scale, plot))
    return [np.array(bent_into(run, far)) for run in runs]


def marked(
    x: Sequence[float | None], values: Sequence[Value], scale: Scale, plot: Box
) -> list[tuple[Point, float]]:
    """Return the points within the plot in pixels, each with its value."""
    pairs = zip(points(x, values, scale, plot), values, strict=True)
    return [
        (point, value)
        for point, value in pairs
        if point
        and value is not None
        and plot.y - 1 <= point[1] <= plot.bottom + 1
        and plot.x - 1 <= point[0] <= plot.right + 1
    ]


def draw_areas(canvas: Canvas, lines: Sequence[Line], floor: float) -> None:
    """Draw what lies between lines and a horizontal line at ``floor``, translucent."""
    for line in lines:
        red, green, blue, alpha = line.colour
        fill = red, green, blue, round(alpha * _AREA_ALPHA / 255)
        for run in line.runs:
            canvas.path(curves.area(curves.CURVES[line.curve](run), floor), fill)


def draw_lines(canvas: Canvas, lines: Sequence[Line]) -> None:
    """Draw lines; a point between two gaps is not seen."""
    for line in lines:
        stroke = Stroke(line.colour, line.thickness, cap="round")
        for run in line.runs:
            if len(run) > 1:
                canvas.path(curves.CURVES[line.curve](run), None, stroke)


def draw_markers(
    canvas: Canvas, lines: Sequence[Line], plot: Box, background: Colour, *, every: bool
) -> None:
    """Draw a dot at ``every`` point of lines, or only at those between two gaps.

    Without one, a point between gaps would vanish.
    """
    for line in lines:
        shown = [run for run in line.runs if every or len(run) == 1]
        if shown:
            at = np.vstack(shown)
            inside = (at[:, 1] >= plot.y - 1) & (at[:, 1] <= plot.bottom + 1)
            inside &= (at[:, 0] >= plot.x - 1) & (at[:, 0] <= plot.right + 1)
            edge = Stroke(background, max(1.0, line.thickness / 2)) if background[3] else None
            canvas.markers(at[inside], "circle", line.thickness * 3.4, line.colour, edge)


def flattened(lines: Sequence[Line]) -> list[Array]:
    """Return straight pieces along all lines, which labels must not cover."""
    return [curves.flatten(curves.CURVES[line.curve](run)) for line in lines for run in line.runs]


def along_the_edges(plot: Box, thickness: float) -> tuple[float, float, float, float]:
    """Return where lines may be drawn: one along the edge of the plot keeps its full width."""
    around = plot.x - thickness, plot.y - thickness
    return *around, plot.width + 2 * thickness, plot.height + thickness


def near_zero(values: Sequence[Value]) -> bool:
    """Return whether the values are so spread that an axis without zero would surprise."""
    known = [v for v in values if v is not None]
    low, high = sorted((abs(min(known, default=0)), abs(max(known, default=0))))
    return low <= high / 2


def entries(series: Sequence[Series], position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside the ends of the lines from the top down."""
    if position in ("left", "right", "ends"):
        series = sorted(series, key=lambda s: -_end(s.values, position))
    return [LegendEntry(s.name, s.colours[0], "line") for s in series]


def _end(values: Sequence[Value], position: LegendPosition) -> float:
    """Return the first or the last value that is known: where a line meets the legend."""
    order = values if position == "left" else reversed(values)
    return next((v for v in order if v is not None), -math.inf)
