"""Markers at data points or across the plot: shapes, lines, fills, bands, texts, candlesticks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import MARKERS, Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import ARIAL_CAP_HEIGHT, width
from ...colour import text_on
from ...marks.lines import draw_runs
from ...marks.rules import draw_error_bar, draw_rule, shorten
from ..chart import Mark
from .geometry import DataPoint, PlotGeometry

if TYPE_CHECKING:
    from ..chart import IconMark

_BEHIND = frozenset({"horizontal_band", "vertical_band", "area", "fill_between"})
_TEXT_GAP = 3  # pixels between a text and its point
_CAP = 4  # length of an error bar's cap, in its thicknesses, if not given
_POINTER, _PADDING = 10, 4  # pixels of a flag or a note


def draw(canvas: Canvas, marks: Sequence[Mark], geometry: PlotGeometry, *, behind: bool) -> None:
    """Draw the markers that lie behind the data, or those in front of it, in order of z."""
    shown = [m for m in marks if (m.z < 0 or (m.kind in _BEHIND and m.z == 0)) == behind]
    for mark in sorted(shown, key=lambda m: m.z):
        _DRAWN[mark.kind](canvas, mark, geometry)


def data_points(mark: Mark | IconMark, geometry: PlotGeometry) -> Iterator[tuple[int, DataPoint]]:
    """Yield each point of a marker that is not missing, with its number among them."""
    if mark.position is not None:
        yield 0, DataPoint(*geometry.pixels(*mark.position))
        return
    for number, index in enumerate(mark.points):
        point = geometry.data_point(mark.series, index, mark.bar)
        if point is not None:
            yield number, point


def _polygon(*corners: Point) -> Path:
    return Path.polygon(corners)


def _draw_shape(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    shape = MARKERS[mark.kind]
    if mark.size <= 0:
        return
    size = mark.size if mark.length is None else mark.length, mark.size
    for _, point in data_points(mark, geometry):
        vertices = shape.vertices * size + geometry.shape_centre(point.x, point.y)
        canvas.path(Path(vertices, shape.codes), mark.colour)


def _draw_box(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    """Draw a rectangle from one series to the next."""
    for index in mark.points:
        low, high = (geometry.data_point(mark.series + i, index, mark.series) for i in (0, 1))
        if low and high:
            canvas.path(_bar_between(low, high, mark.size, geometry), mark.colour)


def _bar_between(low: DataPoint, high: DataPoint, thickness: float, geometry: PlotGeometry) -> Path:
    """Return a rectangle around the line between two points."""
    half = thickness / 2
    if geometry.horizontal_bars:
        return _polygon(
            (low.x, low.y - half), (high.x, low.y - half), (high.x, low.y + half),
            (low.x, low.y + half),
        )  # fmt: skip
    return _polygon(
        (low.x - half, low.y), (low.x - half, high.y), (low.x + half, high.y),
        (low.x + half, low.y),
    )  # fmt: skip


def _draw_drop_line(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    stroke = Stroke(mark.colour, mark.size)
    for _, point in data_points(mark, geometry):
        start = point.base or geometry.axis_point(point.x, point.y)
        draw_rule(canvas, [start, (point.x, point.y)], stroke)


def _draw_vertical_line(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    stroke = Stroke(mark.colour, mark.size)
    for _, point in data_points(mark, geometry):
        line = geometry.position_line(point.x, point.y)
        draw_rule(canvas, shorten(line, point[:2], mark.length), stroke)


def _draw_rule(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    stroke = Stroke(mark.colour, mark.size)
    plot = geometry.box
    for _, point in data_points(mark, geometry):
        if geometry.horizontal_bars:
            line = [(point.x, plot.bottom), (point.x, plot.y)]
        else:
            line = [(plot.x, point.y), (plot.right, point.y)]
        draw_rule(canvas, shorten(line, point[:2], mark.length), stroke)


def _draw_horizontal_line(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    draw_rule(canvas, geometry.value_line(mark.span[0]), Stroke(mark.colour, mark.size))


def _draw_error_bar(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    """Draw a line from one series to the next, with a cap at both ends."""
    cap = mark.size * _CAP if mark.length is None else mark.length
    stroke = Stroke(mark.colour, mark.size)
    bar = mark.series if mark.bar is None else mark.bar
    for index in mark.points:
        low, high = (geometry.data_point(mark.series + i, index, bar) for i in (0, 1))
        if low and high:
            draw_error_bar(
                canvas, low[:2], high[:2], cap, stroke, horizontal=geometry.horizontal_bars
            )


def _draw_candlestick(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    """Draw low, open, close and high of four series: filled where the close is below the open."""
    outline = Stroke((0, 0, 0, 255), 1.0, join="miter")
    for index in mark.points:
        points = [geometry.data_point(mark.series + i, index, mark.series) for i in range(4)]
        known = [point for point in points if point is not None]
        if len(known) < 4:
            continue
        low, start, end, high = known
        declines = end.x < start.x if geometry.horizontal_bars else end.y > start.y
        first, second = (end, start) if declines else (start, end)
        draw_rule(canvas, [low[:2], first[:2]], outline)
        draw_rule(canvas, [second[:2], high[:2]], outline)
        body = _bar_between(start, end, mark.size, geometry)
        # With its corners in the middles of pixels, for an outline of one pixel.
        body = Path(np.floor(body.vertices) + 0.5, body.codes)
        canvas.path(body, mark.colour if declines else None, outline)


def _draw_horizontal_band(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    low, high = sorted(mark.span)
    plot = geometry.box
    top = plot.bottom - high * plot.height
    canvas.path(Path.rectangle(plot.x, top, plot.width, (high - low) * plot.height), mark.colour)


def _draw_vertical_band(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    low, high = sorted(mark.span)
    plot = geometry.box
    left = plot.x + low * plot.width
    canvas.path(Path.rectangle(left, plot.y, (high - low) * plot.width, plot.height), mark.colour)


def _ends(mark: Mark) -> tuple[float, float]:
    """Return the first and the last index of a line or fill."""
    return (mark.points[0], mark.points[-1]) if mark.points else (0.0, math.inf)


def _draw_area(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    for run in geometry.runs(mark.series, *_ends(mark)):
        if len(run) > 1:
            canvas.path(Path.polygon([*run, *geometry.base_line(run)]), mark.colour)


def _draw_fill_between(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    first, last = _ends(mark)
    upper = [point for run in geometry.runs(mark.series, first, last) for point in run]
    lower = [point for run in geometry.runs(mark.other_series, first, last) for point in run]
    if len(upper) > 1 and len(lower) > 1:
        canvas.path(Path.polygon([*upper, *reversed(lower)]), mark.colour)


def _draw_line(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    draw_runs(canvas, geometry.runs(mark.series, *_ends(mark)), Stroke(mark.colour, mark.size))


def _texts(mark: Mark, geometry: PlotGeometry) -> Iterator[tuple[DataPoint, str]]:
    """Yield the texts that are not empty, and the points they belong to."""
    for number, point in data_points(mark, geometry):
        text = mark.texts[min(number, len(mark.texts) - 1)] if mark.texts else ""
        if text:
            yield point, text


def _draw_text(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    """Draw texts beyond the ends of bars, above points; moved to stay within the picture."""
    font = Font(mark.size, family="arial")
    capital = ARIAL_CAP_HEIGHT * font.size
    for point, text in _texts(mark, geometry):
        x, y, (horizontal, vertical) = _anchored(point, mark, geometry)
        length = width(text, font)
        x += mark.anchor.dx - horizontal * length
        y += vertical * capital - mark.anchor.dy
        if length <= canvas.width:
            x = min(max(x, 0.0), canvas.width - length)
        y = min(max(y, capital), canvas.height - 1.0)
        canvas.text(x, y, text, font, mark.colour)


def _anchored(
    point: DataPoint, mark: Mark, geometry: PlotGeometry
) -> tuple[float, float, tuple[float, float]]:
    """Return a point, and the part of the text that stands there, as ``Anchor`` has it."""
    anchor, (x, y, base) = mark.anchor, point
    if base is not None and anchor.bar != "end":
        share = 1.0 if anchor.bar == "base" else 0.5
        x, y = x + (base[0] - x) * share, y + (base[1] - y) * share
    beside = geometry.horizontal_bars and base is not None
    leftwards = beside and base is not None and point.x < base[0]
    downwards = not beside and base is not None and point.y > base[1]
    centred = anchor.bar == "centre"
    horizontal, vertical = anchor.horizontal, anchor.vertical
    if horizontal is None:
        horizontal = (1.0 if leftwards else 0.0) if beside and not centred else 0.5
        x += _TEXT_GAP * (1 - 2 * horizontal)
    if vertical is None:
        vertical = (1.0 if downwards else 0.0) if not beside and not centred else 0.5
        y += _TEXT_GAP * (2 * vertical - 1)
    return x, y, (horizontal, vertical)


def _draw_flag(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    """Draw a box with the text, with a pointer to the point; the colour fills the box."""
    font = Font(mark.size, family="arial")
    for point, text in _texts(mark, geometry):
        box_width, height = width(text, font) + 2 * _PADDING, font.size + 2 * _PADDING
        above = point.y - _POINTER - height >= 0
        left = min(max(point.x - 12, 0.0), max(canvas.width - box_width, 0.0))
        right = left + box_width
        near = point.y - _POINTER if above else point.y + _POINTER
        far = near - height if above else near + height
        foot = min(max(point.x, left + 4), left + max(box_width - 10, 4))
        outline = _polygon(
            (left, far), (right, far), (right, near), (foot + 6, near), (point.x, point.y),
            (foot, near), (left, near),
        )  # fmt: skip
        canvas.path(outline, mark.colour, Stroke((0, 0, 0, 255), 1.0, join="miter"))
        baseline = (far + near) / 2 + ARIAL_CAP_HEIGHT / 2 * font.size
        canvas.text(left + _PADDING, baseline, text, font, text_on(mark.colour))


def _draw_note(canvas: Canvas, mark: Mark, geometry: PlotGeometry) -> None:
    """Draw a text in a box that a line joins to the point."""
    font = Font(mark.size, family="arial")
    for point, text in _texts(mark, geometry):
        box_width, height = width(text, font) + 2 * _PADDING, font.size + 2 * _PADDING
        left = min(max(point.x - box_width / 2, 0.0), max(canvas.width - box_width, 0.0))
        above = point.y - 2 * _POINTER - height >= 0
        top = point.y - 2 * _POINTER - height if above else point.y + 2 * _POINTER
        stroke = Stroke(mark.colour, 1.0, join="miter")
        near = top + height if above else top
        canvas.line([(point.x, point.y), (point.x, near)], stroke)
        box = Box(round(left) + 0.5, round(top) + 0.5, round(box_width), round(height))
        canvas.path(Path.rectangle(*box), (255, 255, 255, 255), stroke)
        baseline = top + height / 2 + ARIAL_CAP_HEIGHT / 2 * font.size
        canvas.text(left + _PADDING, baseline, text, font, mark.colour)


_DRAWN: dict[str, Callable[[Canvas, Mark, PlotGeometry], None]] = {
    **dict.fromkeys(MARKERS, _draw_shape),
    "box": _draw_box,
    "drop_line": _draw_drop_line,
    "vertical_line": _draw_vertical_line,
    "horizontal_line": _draw_horizontal_line,
    "rule": _draw_rule,
    "error_bar": _draw_error_bar,
    "candlestick": _draw_candlestick,
    "horizontal_band": _draw_horizontal_band,
    "vertical_band": _draw_vertical_band,
    "area": _draw_area,
    "fill_between": _draw_fill_between,
    "line": _draw_line,
    "text": _draw_text,
    "flag": _draw_flag,
    "note": _draw_note,
}
