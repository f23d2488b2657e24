"""Filling shapes with colours, gradients and patterns."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ..chart import Gradient, Paint, plain_colour

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
    canvas.path(path, colour if colour[3] else None, edge)


def _fill_gradient(canvas: Canvas, path: Path, paint: Gradient, area: Box) -> None:
    """Fill a shape in strips of one colour each, a pixel wide unless there are too many."""
    (left, top), (right, bottom) = path.vertices.min(axis=0), path.vertices.max(axis=0)
    left, top = max(math.floor(left), 0), max(math.floor(top), 0)
    right, bottom = min(math.ceil(right), canvas.width), min(math.ceil(bottom), canvas.height)
    upright = paint.direction != "horizontal"  # strips one above the other
    first, last = (top, bottom) if upright else (left, right)
    step = max(1, math.ceil((last - first) / _MAX_STRIPS))
    for at in range(first, last, step):
        middle = at + step / 2
        share = (
            (area.bottom - middle) / max(area.height, 1)
            if upright
            else (middle - area.x) / max(area.width, 1)
        )
        strip = (left, at, right - left, step) if upright else (at, top, step, bottom - top)
        with canvas.clip(*strip):
            canvas.path(path, _mixed(paint.colours, min(max(share, 0.0), 1.0)))


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
