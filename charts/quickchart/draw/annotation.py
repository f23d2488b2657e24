"""Lines, boxes and labels over the chart area."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...marks.rounded import evenly_rounded
from ..axes import Scale
from ..chart import Annotation, CartesianPlot, Generation
from . import text
from .axis import Axis
from .ranges import Range


def draw(
    canvas: Canvas, plot: CartesianPlot, axes: Mapping[str, Axis], area: Box, *, above: bool
) -> None:
    """Draw the annotations that lie above the datasets, or those below."""
    for annotation in plot.annotations:
        if annotation.above == above:
            _draw_one(canvas, annotation, axes, area)


def widened(values: Range, scale: Scale, annotations: Sequence[Annotation]) -> Range:
    """Return the range of an axis that reaches as far as its annotations.

    An end of which the config says anything stays where it is.
    """
    if scale.kind == "category":
        return values
    ends = [
        end
        for item in annotations
        if item.widens
        for axis, *both in (
            (item.x_axis, item.x_min, item.x_max), (item.y_axis, item.y_min, item.y_max),
        )
        if axis == scale.id
        for end in both
        if end is not None and (end > 0 or scale.kind != "logarithmic")
    ]  # fmt: skip
    if not ends or values.low is None or values.high is None:
        return values
    low, high = values.low, values.high
    if scale.minimum is None and scale.suggested_min is None:
        low = min(low, *ends)
    if scale.maximum is None and scale.suggested_max is None:
        high = max(high, *ends)
    return values._replace(low=low, high=high)


def _draw_one(canvas: Canvas, item: Annotation, axes: Mapping[str, Axis], area: Box) -> None:
    x_axis, y_axis = axes[item.x_axis], axes[item.y_axis]
    left, right = _ends(x_axis, item.x_min, item.x_max, area.x, area.right)
    bottom, top = _ends(y_axis, item.y_min, item.y_max, area.bottom, area.y)
    edge = None
    if item.edge and item.edge_width > 0:
        edge = Stroke(item.edge, item.edge_width, item.dash, join="miter")
    frame = Box(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))
    middle = frame.x + frame.width / 2, frame.y + frame.height / 2
    with canvas.clip(*area):
        if item.kind == "line" and edge:
            canvas.line(_line(item, left, right, bottom, top), edge)
        elif item.kind == "box":
            radius = min(item.radius, frame.width / 2, frame.height / 2)
            path = evenly_rounded(frame, radius) if radius else Path.rectangle(*frame)
            canvas.path(path, item.fill, edge)
        elif item.kind == "ellipse":
            canvas.path(_ellipse(frame), item.fill, edge)
        elif item.kind == "polygon":
            canvas.path(_polygon(item, *middle), item.fill, edge)
        elif item.kind == "point":
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


def _polygon(item: Annotation, x: float, y: float) -> Path:
    """Return an equilateral polygon in a circle, one corner of which is at the top."""
    angles = [math.radians(item.rotation) + math.tau * i / item.sides for i in range(item.sides)]
    return Path.polygon(
        [(x + item.radius * math.sin(a), y - item.radius * math.cos(a)) for a in angles]
    )


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
    if generation == 2:
        style = style._replace(line_height=style.size)
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
    rotation = item.rotation
    if item.along and left != right:
        rotation = math.degrees(math.atan((bottom - top) / (left - right)))
    if item.label_background:
        radius = min(item.label_radius, width / 2, height / 2)
        path = evenly_rounded(frame, radius) if radius else Path.rectangle(*frame)
        canvas.path(text.turned(path, x, y, rotation) if rotation else path, item.label_background)
    first = y - high / 2 + style.line_height / 2
    if rotation:
        text.draw(canvas, item.lines, x, y, style, anchor=0.5, angle=-rotation)
        return
    if item.kind == "box":  # its lines start at one place
        text.draw(canvas, item.lines, x - wide / 2, first, style)
        return
    text.draw(canvas, item.lines, x, first, style, anchor=0.5)
