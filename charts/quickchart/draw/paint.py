"""Filling shapes with colours, gradients and patterns."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.path import CLOSE, CURVE, Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ..styles import Gradient, Paint, Pattern, plain_colour
from . import patterns

_MAX_STRIPS = 256


def fill_path(
    canvas: Canvas, path: Path, paint: Paint, area: Box, edge: Stroke | None = None
) -> None:
    """Fill a shape, and draw its edge. ``area``: what a gradient reaches over."""
    if edge is not None and (not edge.width or not edge.colour[3]):
        edge = None
    if isinstance(paint, Gradient):
        _fill_gradient(canvas, path, paint, area)
        if edge is not None:
            canvas.path(path, None, edge)
        return
    colour = plain_colour(paint)
    if isinstance(paint, Pattern):
        canvas.path(path, colour)
        patterns.draw(canvas, paint, flattened(path))
        if edge is not None:
            canvas.path(path, None, edge)
        return
    canvas.path(path, colour if colour[3] else None, edge)


def _fill_gradient(canvas: Canvas, path: Path, paint: Gradient, area: Box) -> None:
    """Fill a shape in strips of one colour each, a pixel wide unless there are too many."""
    outline = flattened(path)
    upright = paint.direction != "horizontal"  # strips one above the other
    axis = 1 if upright else 0
    low, high = min(p[axis] for p in outline), max(p[axis] for p in outline)
    first = max(math.floor(low), 0)
    last = min(math.ceil(high), canvas.height if upright else canvas.width)
    max_strips = max(_MAX_STRIPS * 100 // max(len(outline), 100), 16)
    step = max(1, math.ceil((last - first) / max_strips))
    for at in range(first, last, step):
        middle = at + step / 2
        share = (
            (area.bottom - middle) / max(area.height, 1)
            if upright
            else (middle - area.x) / max(area.width, 1)
        )
        strip = _cut(_cut(outline, axis, at, above=True), axis, at + step, above=False)
        if len(strip) > 2:
            colour = _mixed(paint.colours, min(max(share, 0.0), 1.0))
            canvas.path(Path.polygon(strip), colour)


def flattened(path: Path) -> list[Point]:
    """Return the outline of a shape as straight lines; curves as eight each."""
    points: list[Point] = [(float(x), float(y)) for x, y in path.vertices]
    if path.codes is None:
        return points
    outline: list[Point] = []
    codes = path.codes.tolist()
    at = 0
    while at < len(codes):
        if codes[at] == CURVE and outline:
            start, (a, b, end) = outline[-1], points[at : at + 3]
            outline += [_on_curve(start, a, b, end, t / 8) for t in range(1, 9)]
            at += 3
        else:
            if codes[at] != CLOSE:
                outline.append(points[at])
            at += 1
    return outline


def _on_curve(p: Point, a: Point, b: Point, q: Point, t: float) -> Point:
    r = 1 - t
    weights = r * r * r, 3 * r * r * t, 3 * r * t * t, t * t * t
    x, y = (sum(w * c[i] for w, c in zip(weights, (p, a, b, q), strict=True)) for i in (0, 1))
    return x, y


def _cut(outline: list[Point], axis: int, level: float, *, above: bool) -> list[Point]:
    """Return the part of a shape on one side of a level (Sutherland and Hodgman)."""
    kept: list[Point] = []
    for i, point in enumerate(outline):
        before = outline[i - 1]
        inside = point[axis] >= level if above else point[axis] <= level
        was_inside = before[axis] >= level if above else before[axis] <= level
        if inside != was_inside:
            part = (level - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (
                    before[0] + part * (point[0] - before[0]),
                    before[1] + part * (point[1] - before[1]),
                )
            )
        if inside:
            kept.append(point)
    return kept


def _mixed(colours: tuple[Colour, ...], share: float) -> Colour:
    """Return the colour at a share of the way through the colours."""
    at = share * (len(colours) - 1)
    first = min(int(at), len(colours) - 2)
    part = at - first
    red, green, blue, alpha = (
        round(a * (1 - part) + b * part)
        for a, b in zip(colours[first], colours[first + 1], strict=True)
    )
    return red, green, blue, alpha
