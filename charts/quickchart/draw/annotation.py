"""Lines, boxes and labels over the chart area."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...marks.rounded import evenly_rounded
from ..chart import Annotation, CartesianPlot, Generation
from . import text
from .axis import Axis


def draw(
    canvas: Canvas, plot: CartesianPlot, axes: Mapping[str, Axis], area: Box, *, above: bool
) -> None:
    """Draw the annotations that lie above the datasets, or those below."""
    for annotation in plot.annotations:
        if annotation.above == above:
            _draw_one(canvas, annotation, axes, area)


def _draw_one(canvas: Canvas, item: Annotation, axes: Mapping[str, Axis], area: Box) -> None:
    x_axis, y_axis = axes[item.x_axis], axes[item.y_axis]
    left, right = _ends(x_axis, item.x_min, item.x_max, area.x, area.right)
    bottom, top = _ends(y_axis, item.y_min, item.y_max, area.bottom, area.y)
    edge = None
    if item.edge and item.edge_width > 0:
        edge = Stroke(item.edge, item.edge_width, item.dash, join="miter")
    frame = Box(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))
    with canvas.clip(*area):
        if item.kind == "line" and edge:
            canvas.line(_line(item, left, right, bottom, top), edge)
        elif item.kind == "box":
            radius = min(item.radius, frame.width / 2, frame.height / 2)
            path = evenly_rounded(frame, radius) if radius else Path.rectangle(*frame)
            canvas.path(path, item.fill, edge)
        elif item.kind == "ellipse":
            canvas.path(_ellipse(frame), item.fill, edge)
        elif item.kind == "point":
            middle = frame.x + frame.width / 2, frame.y + frame.height / 2
            canvas.path(Path.circle(*middle, item.radius), item.fill, edge)
    if item.lines:
        _draw_label(canvas, item, left, right, bottom, top, x_axis.generation)


def _ends(
    axis: Axis, low: float | None, high: float | None, first: float, last: float
) -> tuple[float, float]:
    return (
        first if low is None else axis.pixel(low),
        last if high is None else axis.pixel(high),
    )


def _line(
    item: Annotation, left: float, right: float, bottom: float, top: float
) -> list[tuple[float, float]]:
    """Return the ends of a line: across the chart area where only one axis has a value."""
    if item.y_min is None and item.y_max is None:
        return [(left, top), (right, bottom)]
    return [(left, bottom), (right, top)]


def _ellipse(frame: Box) -> Path:
    circle = Path.circle(0, 0, 0.5)
    middle = frame.x + frame.width / 2, frame.y + frame.height / 2
    return Path(circle.vertices * (frame.width, frame.height) + np.array(middle), circle.codes)


def _draw_label(
    canvas: Canvas, item: Annotation, left: float, right: float, bottom: float, top: float,
    generation: Generation,
) -> None:  # fmt: skip
    style, padding = item.style, item.label_padding
    wide = text.longest(item.lines, style)
    high = len(item.lines) * style.line_height
    width, height = wide + padding.left + padding.right, high + padding.top + padding.bottom
    share = {"start": 0.0, "end": 1.0}.get(item.label_position, 0.5)
    upright = item.kind == "line" and item.y_min is None and item.y_max is None
    x, y = (left + right) / 2, (bottom + top) / 2
    if item.kind == "line" and upright:
        y = top + height / 2 + share * (bottom - top - height)
    elif item.kind == "line":
        margin = 0.0 if generation == 2 else padding.left
        x = left + width / 2 + margin + share * (right - left - width - 2 * margin)
        y = bottom + (top - bottom) * share if left != right else y
    elif item.kind == "box":
        share_y = {"start": 0.0, "end": 1.0}.get(item.label_position_y, 0.5)
        x = min(left, right) + width / 2 + share * (abs(right - left) - width)
        y = min(top, bottom) + height / 2 + share_y * (abs(bottom - top) - height)
    x, y = x + item.x_adjust, y + item.y_adjust
    x = min(max(x, width / 2), max(canvas.width - width / 2, width / 2))
    y = min(max(y, height / 2), max(canvas.height - height / 2, height / 2))
    frame = Box(x - width / 2, y - height / 2, width, height)
    if item.label_background:
        radius = min(item.label_radius, width / 2, height / 2)
        path = evenly_rounded(frame, radius) if radius else Path.rectangle(*frame)
        canvas.path(path, item.label_background)
    first = y - high / 2 + style.line_height / 2
    turn = math.radians(item.rotation)
    if turn:
        text.draw(canvas, item.lines, x, y, style, anchor=0.5, angle=-item.rotation)
        return
    text.draw(canvas, item.lines, x, first, style, anchor=0.5)
