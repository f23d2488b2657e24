"""Marks at data points or across the plot: shapes, lines, fills, bands, texts, candlesticks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Path, Point
from ...canvas.surface import Canvas, Stroke
from ...canvas.text import width
from ...colour import text_on
from ...marks.line import trace
from ..chart import GoogleChart, Mark
from .cartesian import DataPoint

if TYPE_CHECKING:
    from ..chart import IconMark

_BEHIND = frozenset({"band", "pillar", "area", "between"})
_NEAR = 3  # pixels between a text and its point
_CAP = 4  # length of an error bar's cap, in its thicknesses, if not given


class PlotGeometry(Protocol):
    """What a drawn diagram tells of its data."""

    box: Box
    level_bars: bool
    """Bars run from left to right."""

    def group(self, place: float) -> float:
        """Where a group of bars stands, as a part of the axis."""

    def spot(self, series: int, point: float, bar: int | None = None) -> DataPoint | None:
        """Where a point is; None if it is missing or hidden. Fractions lie between points."""

    def snapped(self, x: float, y: float) -> Point:
        """Where a shape at a point is centred."""

    def value_line(self, place: float) -> list[Point]:
        """The line of all points with one value, a part of the plot's height."""

    def point_line(self, x: float, y: float) -> list[Point]:
        """The line through a point that crosses all values."""

    def foot(self, x: float, y: float) -> Point:
        """The point of the axis that belongs to a data point."""

    def at(self, x: float, y: float) -> Point:
        """A place given as parts of the plot."""

    def outline(self, series: int, first: float, last: float) -> list[list[Point]]:
        """The line through a series' points, broken where one is missing."""

    def floor(self, points: Sequence[Point]) -> list[Point]:
        """What closes a fill below a line: the axis, from the line's end back to its start."""


def halo(chart: GoogleChart) -> float:
    """Room around the plot in which a scatter chart's outermost shapes are whole."""
    sizes = [m.size / 2 for m in chart.marks if m.kind in _SHAPES and m.at is None]
    return max(sizes, default=5.0)


def draw(
    canvas: Canvas, marks: Sequence[Mark], spots: PlotGeometry, plot: Box, *, behind: bool
) -> None:
    """Draw the marks that lie behind the data, or those before it, in order of z."""
    shown = [m for m in marks if (m.z < 0 or (m.kind in _BEHIND and m.z == 0)) == behind]
    for mark in sorted(shown, key=lambda m: m.z):
        _DRAWN[mark.kind](canvas, mark, spots, plot)


def places(mark: Mark | IconMark, spots: PlotGeometry) -> Iterator[tuple[int, DataPoint]]:
    """Each point of a mark that has a place, with its number among them."""
    if mark.at is not None:
        yield 0, DataPoint(*spots.at(*mark.at))
        return
    for number, point in enumerate(mark.points):
        spot = spots.spot(mark.series, point, mark.bar)
        if spot is not None:
            yield number, spot


def _polygon(*corners: Point) -> Path:
    return Path.polygon(corners)


# Filled shapes around (0, 0), one pixel in size.
_SHAPES = {
    "diamond": _polygon((0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)),
    "square": _polygon((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "circle": Path.sector(0, 0, 0.5, 0, 0, math.tau),
    "plus": _polygon(
        (-0.15, -0.5), (0.15, -0.5), (0.15, -0.15), (0.5, -0.15), (0.5, 0.15), (0.15, 0.15),
        (0.15, 0.5), (-0.15, 0.5), (-0.15, 0.15), (-0.5, 0.15), (-0.5, -0.15), (-0.15, -0.15),
    ),
    "cross": _polygon(
        (-0.5, -0.29), (-0.29, -0.5), (0, -0.21), (0.29, -0.5), (0.5, -0.29), (0.21, 0),
        (0.5, 0.29), (0.29, 0.5), (0, 0.21), (-0.29, 0.5), (-0.5, 0.29), (-0.21, 0),
    ),
    # Its point is at the right, below.
    "arrow": _polygon(
        (0.5, 0.5), (-0.2, 0.32), (0.02, 0.12), (-0.5, -0.36), (-0.36, -0.5), (0.12, 0.02),
        (0.32, -0.2),
    ),
}  # fmt: skip


def _shape(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    shape = _SHAPES[mark.kind]
    if mark.size <= 0:
        return
    long = mark.size if mark.length is None else mark.length
    for _, spot in places(mark, spots):
        centre = spots.snapped(spot.x, spot.y)
        vertices = shape.vertices * (long, mark.size) + centre
        canvas.path(Path(vertices, shape.codes), mark.colour)


def _box(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    """From one series to the next."""
    for point in mark.points:
        low, high = (spots.spot(mark.series + i, point, mark.series) for i in (0, 1))
        if low and high:
            canvas.path(_between(low, high, mark.size, spots), mark.colour)


def _between(low: DataPoint, high: DataPoint, thick: float, spots: PlotGeometry) -> Path:
    """A rectangle around the line between two points."""
    half = thick / 2
    if spots.level_bars:
        return _polygon(
            (low.x, low.y - half), (high.x, low.y - half), (high.x, low.y + half),
            (low.x, low.y + half),
        )  # fmt: skip
    return _polygon(
        (low.x - half, low.y), (low.x - half, high.y), (low.x + half, high.y),
        (low.x + half, low.y),
    )  # fmt: skip


def _cut(points: list[Point], middle: Point, length: float | None) -> list[Point]:
    """A straight line, or the part of it that reaches half a length from its middle."""
    if length is None or len(points) != 2:
        return points
    (ax, ay), (bx, by) = points
    whole = math.hypot(bx - ax, by - ay) or 1.0
    dx, dy = (bx - ax) / whole * length / 2, (by - ay) / whole * length / 2
    return [(middle[0] - dx, middle[1] - dy), (middle[0] + dx, middle[1] + dy)]


def _straight(canvas: Canvas, points: list[Point], stroke: Stroke) -> None:
    """Draw a line; one that is level or upright has its edges on whole pixels, if it is thick
    enough.
    """
    if len(points) == 2 and stroke.width >= 1:
        (ax, ay), (bx, by) = points
        half = 0.5 if round(stroke.width) % 2 else 0.0
        if abs(ax - bx) < 0.01:
            ax = bx = math.floor(ax + 0.5 - half) + half
        elif abs(ay - by) < 0.01:
            ay = by = math.floor(ay + 0.5 - half) + half
        points = [(ax, ay), (bx, by)]
    canvas.line(points, stroke)


def _whole(path: Path) -> Path:
    """A shape with its corners in the middles of pixels, for an outline of one pixel."""
    return Path(np.floor(path.vertices) + 0.5, path.codes)


def _drop(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    stroke = Stroke(mark.colour, mark.size)
    for _, spot in places(mark, spots):
        foot = spot.base or spots.foot(spot.x, spot.y)
        _straight(canvas, [foot, (spot.x, spot.y)], stroke)


def _upright(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    stroke = Stroke(mark.colour, mark.size)
    for _, spot in places(mark, spots):
        line = spots.point_line(spot.x, spot.y)
        _straight(canvas, _cut(line, (spot.x, spot.y), mark.length), stroke)


def _through(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    stroke = Stroke(mark.colour, mark.size)
    for _, spot in places(mark, spots):
        if spots.level_bars:
            line = [(spot.x, plot.bottom), (spot.x, plot.y)]
        else:
            line = [(plot.x, spot.y), (plot.right, spot.y)]
        _straight(canvas, _cut(line, (spot.x, spot.y), mark.length), stroke)


def _level(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    _straight(canvas, spots.value_line(mark.span[0]), Stroke(mark.colour, mark.size))


def _error(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    """From one series to the next, with a cap at both ends."""
    stroke = Stroke(mark.colour, mark.size)
    half = (mark.size * _CAP if mark.length is None else mark.length) / 2
    bar = mark.series if mark.bar is None else mark.bar
    for point in mark.points:
        low, high = (spots.spot(series, point, bar) for series in (mark.series, mark.series + 1))
        if low is None or high is None:
            continue
        _straight(canvas, [low[:2], high[:2]], stroke)
        for x, y, _ in (low, high):
            dx, dy = (0, half) if spots.level_bars else (half, 0)
            _straight(canvas, [(x - dx, y - dy), (x + dx, y + dy)], stroke)


def _candle(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    """Low, open, close and high in four series: hollow where the close is not below the open."""
    outline = Stroke((0, 0, 0, 255), 1.0, join="miter")
    for point in mark.points:
        found = [spots.spot(mark.series + i, point, mark.series) for i in range(4)]
        if any(spot is None for spot in found):
            continue
        low, start, end, high = (spot for spot in found if spot is not None)
        declines = end.x < start.x if spots.level_bars else end.y > start.y
        first, second = (end, start) if declines else (start, end)
        _straight(canvas, [low[:2], first[:2]], outline)
        _straight(canvas, [second[:2], high[:2]], outline)
        fill = mark.colour if declines else None
        canvas.path(_whole(_between(start, end, mark.size, spots)), fill, outline)


def _band(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    low, high = sorted(mark.span)
    top = plot.bottom - high * plot.height
    box = Box(plot.x, top, plot.width, (high - low) * plot.height)
    canvas.path(Path.rectangle(*box), mark.colour)


def _pillar(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    low, high = sorted(mark.span)
    box = Box(plot.x + low * plot.width, plot.y, (high - low) * plot.width, plot.height)
    canvas.path(Path.rectangle(*box), mark.colour)


def _ends(mark: Mark) -> tuple[float, float]:
    return (mark.points[0], mark.points[-1]) if mark.points else (0.0, math.inf)


def _area(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    for run in spots.outline(mark.series, *_ends(mark)):
        if len(run) > 1:
            canvas.path(Path.polygon([*run, *spots.floor(run)]), mark.colour)


def _fill_between(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    first, last = _ends(mark)
    upper = [p for run in spots.outline(mark.series, first, last) for p in run]
    lower = [p for run in spots.outline(mark.other, first, last) for p in run]
    if len(upper) > 1 and len(lower) > 1:
        canvas.path(Path.polygon([*upper, *reversed(lower)]), mark.colour)


def _line(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    stroke = Stroke(mark.colour, mark.size)
    for run in spots.outline(mark.series, *_ends(mark)):
        if len(run) > 1:
            trace(canvas, np.array(run), stroke)


def _texts(mark: Mark, spots: PlotGeometry) -> Iterator[tuple[DataPoint, str]]:
    for number, spot in places(mark, spots):
        text = mark.texts[min(number, len(mark.texts) - 1)] if mark.texts else ""
        if text:
            yield spot, text


def _text(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    """Beyond the end of a bar, above a point; moved where it would leave the picture."""
    anchor, font = mark.anchor, Font(mark.size, family="arial")
    capital = 0.72 * font.size
    for spot, text in _texts(mark, spots):
        x, y = spot.x, spot.y
        if spot.base is not None and anchor.bar != "end":
            share = 1.0 if anchor.bar == "base" else 0.5
            x, y = x + (spot.base[0] - x) * share, y + (spot.base[1] - y) * share
        beside = spots.level_bars and spot.base is not None
        across, up = anchor.across, anchor.up
        backwards = beside and spot.base is not None and spot.x < spot.base[0]
        downwards = not beside and spot.base is not None and spot.y > spot.base[1]
        centred = anchor.bar == "centre"
        if across is None:
            across = (1.0 if backwards else 0.0) if beside and not centred else 0.5
            x += _NEAR * (1 - 2 * across)
        if up is None:
            up = (1.0 if downwards else 0.0) if not beside and not centred else 0.5
            y += _NEAR * (2 * up - 1)
        long = width(text, font)
        x += anchor.dx - across * long
        y += up * capital - anchor.dy
        if long <= canvas.width:
            x = min(max(x, 0.0), canvas.width - long)
        y = min(max(y, capital), canvas.height - 1.0)
        canvas.text(x, y, text, font, mark.colour)


_POINTER, _PADDING = 10, 4


def _flag(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    """A box with the text, with a pointer to the point; colour fills the box."""
    font = Font(mark.size, family="arial")
    for spot, text in _texts(mark, spots):
        long, high = width(text, font) + 2 * _PADDING, font.size + 2 * _PADDING
        above = spot.y - _POINTER - high >= 0
        left = min(max(spot.x - 12, 0.0), max(canvas.width - long, 0.0))
        near = spot.y - _POINTER if above else spot.y + _POINTER
        far = near - high if above else near + high
        foot = min(max(spot.x, left + 4), left + max(long - 10, 4))
        canvas.path(
            _polygon(
                (left, far), (left + long, far), (left + long, near), (foot + 6, near),
                (spot.x, spot.y), (foot, near), (left, near),
            ),
            mark.colour,
            Stroke((0, 0, 0, 255), 1.0, join="miter"),
        )  # fmt: skip
        baseline = (far + near) / 2 + 0.36 * font.size
        canvas.text(left + _PADDING, baseline, text, font, text_on(mark.colour))


def _note(canvas: Canvas, mark: Mark, spots: PlotGeometry, plot: Box) -> None:
    """A text in a box, joined to the point by a line."""
    font = Font(mark.size, family="arial")
    for spot, text in _texts(mark, spots):
        long, high = width(text, font) + 2 * _PADDING, font.size + 2 * _PADDING
        left = min(max(spot.x - long / 2, 0.0), max(canvas.width - long, 0.0))
        above = spot.y - 2 * _POINTER - high >= 0
        top = spot.y - 2 * _POINTER - high if above else spot.y + 2 * _POINTER
        stroke = Stroke(mark.colour, 1.0, join="miter")
        near = top + high if above else top
        canvas.line([(spot.x, spot.y), (spot.x, near)], stroke)
        box = Box(round(left) + 0.5, round(top) + 0.5, round(long), round(high))
        canvas.path(Path.rectangle(*box), (255, 255, 255, 255), stroke)
        baseline = top + high / 2 + 0.36 * font.size
        canvas.text(left + _PADDING, baseline, text, font, mark.colour)


_Drawing = Callable[[Canvas, Mark, PlotGeometry, Box], None]
_DRAWN: dict[str, _Drawing] = {
    **dict.fromkeys(_SHAPES, _shape),
    "box": _box,
    "drop": _drop,
    "upright": _upright,
    "level": _level,
    "through": _through,
    "error": _error,
    "candle": _candle,
    "band": _band,
    "pillar": _pillar,
    "area": _area,
    "between": _fill_between,
    "line": _line,
    "text": _text,
    "flag": _flag,
    "note": _note,
}
