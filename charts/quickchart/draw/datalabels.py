"""Labels of values, placed as chartjs-plugin-datalabels places them."""

from __future__ import annotations

import math

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ...marks.rounded import evenly_rounded
from ..datasets import Datalabels
from ..labels import Named, write
from . import text

Point = tuple[float, float]


class Line(NamedTuple):
    """From the start of a bar, slice or point to its end, and which way that is (length 1)."""

    start: Point
    end: Point
    direction: Point


_DIRECTIONS = {"bottom": (0.0, 1.0), "top": (0.0, -1.0), "right": (1.0, 0.0), "left": (-1.0, 0.0)}


def draw(canvas: Canvas, options: Datalabels, along: Line, value: float, named: Named) -> None:
    """Draw the label of a value, if it has one."""
    lines = write(options.label, value, named).split("\n")
    if not any(lines):
        return
    style, padding, border = options.style, options.padding, options.border_width
    wide = text.longest(lines, style)
    high = len(lines) * style.line_height
    width = wide + padding.left + padding.right + 2 * border
    height = high + padding.top + padding.bottom + 2 * border
    x, y = _centre(options, along, width, height)
    if options.clamp:
        x = min(max(x, width / 2), canvas.width - width / 2)
        y = min(max(y, height / 2), canvas.height - height / 2)
    frame = Box(x - width / 2, y - height / 2, width, height)
    background = options.background
    if options.backgrounds:
        background = options.backgrounds[named.number % len(options.backgrounds)]
    if background or (options.border and border):
        _draw_frame(canvas, options, frame, background)
    colour = style.colour
    if options.colours:
        colour = options.colours[named.number % len(options.colours)]
    share = {"start": 0.0, "center": 0.5, "end": 1.0}[options.text_align]
    at = x - wide / 2 + wide * share + (padding.left - padding.right) / 2
    top = y - high / 2 + style.line_height / 2 + (padding.top - padding.bottom) / 2
    if options.opacity < 1:
        colour = (*colour[:3], round(colour[3] * options.opacity))
    if options.rotation:
        turn = math.radians(options.rotation)
        at, top = (
            x + (at - x) * math.cos(turn) - (top - y) * math.sin(turn),
            y + (at - x) * math.sin(turn) + (top - y) * math.cos(turn),
        )
    text.draw(canvas, lines, at, top, style, anchor=share, angle=-options.rotation, colour=colour)


def _centre(options: Datalabels, along: Line, width: float, height: float) -> Point:
    """Return the middle of the label."""
    (x0, y0), (x1, y1) = along.start, along.end
    x, y = {
        "start": (x0, y0),
        "end": (x1, y1),
        "center": ((x0 + x1) / 2, (y0 + y1) / 2),
    }[options.anchor]
    dx, dy = _direction(options.align, along.direction)
    if not dx and not dy:
        return x, y
    turn = math.radians(options.rotation)
    cos, sin = abs(math.cos(turn)), abs(math.sin(turn))
    half_width = (width * cos + height * sin) / 2
    half_height = (width * sin + height * cos) / 2
    scale = 1 / max(abs(dx), abs(dy))
    return (
        x + half_width * dx * scale + options.offset * dx,
        y + half_height * dy * scale + options.offset * dy,
    )


def _direction(align: str | float, direction: Point) -> Point:
    if isinstance(align, float):
        angle = math.radians(align)
        return math.cos(angle), math.sin(angle)
    if align == "end":
        return direction
    if align == "start":
        return -direction[0], -direction[1]
    return _DIRECTIONS.get(align, (0.0, 0.0))


def _draw_frame(canvas: Canvas, options: Datalabels, frame: Box, background: Colour | None) -> None:
    radius = min(options.border_radius, frame.width / 2, frame.height / 2)
    path = evenly_rounded(frame, radius) if radius else Path.rectangle(*frame)
    edge = None
    if options.border and options.border_width:
        edge = Stroke(options.border, options.border_width, join="miter")
    canvas.path(path, background, edge)
