"""Lines of series through points in pixels: with gaps, as straight lines, curves or areas."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..diagnostics import Value
from ..marks import curves
from ..marks.lines import bent_into, split_at_gaps
from ..marks.points import draw_points
from .chart import LegendEntry, LegendPosition, Series
from .styles import LineStyle
from .thresholds import Steps

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from ..marks.curves import Curve
    from .scale import Scale

_AREA_ALPHA = 56  # of 255
_DOT = 3.4  # of the width of a line
HEADROOM = 4  # of the width of a line: a marker, and space around it
EDGE = 0.35  # space before the first and after the last name, in steps


class Band(NamedTuple):
    """A part of the plot where lines have another colour."""

    box: Box
    colour: Colour


class Line(NamedTuple):
    """A series as it is drawn: its points in pixels, in runs that gaps part."""

    runs: Sequence[Array]
    colour: Colour
    curve: Curve
    thickness: float
    style: LineStyle = LineStyle()
    bands: Sequence[Band] = ()
    """Instead of the colour."""

    @property
    def stroke(self) -> Stroke:
        """How its line is drawn."""
        return self.style.stroke(self.colour, self.thickness)


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
    x: Sequence[float | None],
    values: Sequence[Value],
    scale: Scale,
    plot: Box,
    *,
    joined: bool = False,
) -> list[Array]:
    """Return the points of a series in pixels, in runs that gaps part, unless they are joined."""
    at = points(x, values, scale, plot)
    if joined:
        at = (point for point in at if point is not None)
    # Far outside is cut off, so that the rasteriser never sees a huge number.
    far = Box(plot.x - 9 * plot.width, plot.y - 9 * plot.height, 19 * plot.width, 19 * plot.height)
    return [np.array(bent_into(run, far)) for run in split_at_gaps(at)]


def bands(steps: Steps | None, scale: Scale, plot: Box, around: float) -> list[Band]:
    """Return where lines have which colour, ``around`` pixels beyond the plot, too."""
    if steps is None:
        return []
    ends = [plot.bottom - min(max(scale(edge), -9.0), 10.0) * plot.height for edge in steps.edges]
    left, top, width, height = along_the_edges(plot, around)
    first, last = top + height, top
    if scale.reverse:
        first, last = last, first
    edges = [min(max(end, top), top + height) for end in (first, *ends, last)]
    return [
        Band(Box(left, min(pair), width, abs(pair[1] - pair[0])), colour)
        for pair, colour in zip(pairwise(edges), steps.colours, strict=True)
    ]


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
    """Draw what lies between lines and a horizontal line at ``floor``, translucent.

    A point between two gaps has a bar as wide as its dot: an area there would have no width.
    """
    for line in lines:
        for part, clip in _parts(canvas, line):
            red, green, blue, alpha = part.colour
            fill = red, green, blue, round(alpha * _AREA_ALPHA / 255)
            with clip:
                for run in line.runs:
                    if len(run) > 1:
                        canvas.path(curves.area(curves.CURVES[line.curve](run), floor), fill)
                        continue
                    x, y = run[0].tolist()
                    width = line.thickness * _DOT
                    canvas.rectangle(x - width / 2, min(y, floor), width, abs(floor - y), fill)


def draw_lines(canvas: Canvas, lines: Sequence[Line]) -> None:
    """Draw lines; a point between two gaps is not seen."""
    for line in lines:
        for part, clip in _parts(canvas, line):
            with clip:
                for run in line.runs:
                    if len(run) > 1:
                        canvas.path(curves.CURVES[line.curve](run), None, part.stroke)


def _parts(
    canvas: Canvas, line: Line
) -> Iterator[tuple[Line, contextlib.AbstractContextManager[None]]]:
    """Yield a line in each of its colours, and what clips it to where it has that colour."""
    if not line.bands:
        yield line, contextlib.nullcontext()
    for band in line.bands:
        if band.box.height > 0:
            yield line._replace(colour=band.colour), canvas.clip(*band.box)


def draw_markers(
    canvas: Canvas, lines: Sequence[Line], plot: Box, background: Colour, *, every: bool
) -> None:
    """Draw a dot at ``every`` point of lines, or only at those between two gaps.

    Without one, a point between gaps would vanish. The style of a line says more.
    """
    for line in lines:
        look = line.style.point
        all_points = every if look is None else look.shape != "none"
        shape = "circle" if look is None or look.shape == "none" else look.shape
        size = (look and look.size) or line.thickness * _DOT
        shown = [run for run in line.runs if all_points or len(run) == 1]
        if not shown:
            continue
        at = np.vstack(shown)
        inside = (at[:, 1] >= plot.y - 1) & (at[:, 1] <= plot.bottom + 1)
        at = at[inside & (at[:, 0] >= plot.x - 1) & (at[:, 0] <= plot.right + 1)]
        width = max(1.0, min(line.thickness, size / 3) / 2)
        edge = Stroke(background, width) if background[3] else None
        colours = [colour_at(line, y) for y in at[:, 1]] if line.bands else [line.colour]
        draw_points(canvas, at.tolist(), (size,), colours, shape, edge)


def colour_at(line: Line, y: float) -> Colour:
    """Return the colour of a line at a height in pixels."""
    return next((b.colour for b in line.bands if b.box.y <= y <= b.box.bottom), line.colour)


def point_size(line: Line, *, every: bool) -> float:
    """Return the width of the points of a line, 0 if it has none."""
    look = line.style.point
    if look is None:
        return line.thickness * _DOT if every else 0.0
    return 0.0 if look.shape == "none" else look.size or line.thickness * _DOT


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


def entries(
    series: Sequence[Series],
    styles: Sequence[LineStyle],
    position: LegendPosition,
    steps: Sequence[Steps] = (),
) -> list[LegendEntry]:
    """Return an entry for each series; beside the ends of the lines from the top down."""
    each = steps or (None,) * len(series)
    rows = list(zip(series, styles, each, strict=True))
    if position in ("left", "right", "ends"):
        rows.sort(key=lambda row: -_end(row[0].values, position))
    return [
        LegendEntry(s.name, s.colours[0], "line", dash=style.dash, colours=by.colours if by else ())
        for s, style, by in rows
    ]


def _end(values: Sequence[Value], position: LegendPosition) -> float:
    """Return the first or the last value that is known: where a line meets the legend."""
    order = values if position == "left" else reversed(values)
    return next((v for v in order if v is not None), -math.inf)
