"""The lines of an axis: across the chart area at its ticks, and along it."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ..labels import holds
from .axis import Axis


def _aligned(axis: Axis, pixel: float, width: float) -> float:
    """Return the place of a line nearby where its edges are on whole device pixels."""
    half = width / 2
    if axis.generation == 4 and width:
        half = max(half, 0.5)
    return math.floor((pixel - half) * axis.ratio + 0.5) / axis.ratio + half


def _grid_places(axis: Axis) -> list[tuple[int, float]]:
    """Return the ticks that have a line, by their number, and where it is."""
    grid = axis.scale.grid
    pixels = [axis.pixel(tick.value) for tick in axis.ticks]
    if not grid.offset:
        return list(enumerate(pixels))
    count = len(pixels)
    if not count:
        return []
    start, end = sorted((axis.start, axis.start + axis.length))
    places = []
    for i in range(count + 1):
        at = pixels[min(i, count - 1)]
        if count == 1:
            half = max(at - start, end - at)
        elif i == 0:
            half = (pixels[1] - at) / 2
        else:
            half = (at - pixels[min(i, count - 1) - 1]) / 2
        at += half if i >= count else -half
        if start - 1e-6 <= at <= end + 1e-6:
            places.append((i, at))
    return places


def draw(axis: Axis, canvas: Canvas, area: Box) -> None:
    """Draw the lines across the chart area, the ticks and the line along the axis."""
    if not axis.shown:
        return
    if axis.scale.background:
        canvas.rectangle(*axis.box, axis.scale.background)
    grid, border = axis.scale.grid, axis.scale.border
    axis_width = border.width if border.display else 0.0
    edge = _edge(axis, axis_width)
    if grid.display:
        for i, at in _grid_places(axis):
            width, colour = _grid_style(axis, i)
            if width and colour[3]:
                _draw_grid_line(axis, canvas, area, at, width, colour, edge, axis_width)
    if axis_width and border.colour[3]:
        start, end = axis.start, axis.start + axis.length
        last = grid.widths[-1]
        ends = (_aligned(axis, start, axis_width) - axis_width / 2,
                _aligned(axis, end, last) + last / 2)  # fmt: skip
        points = [(e, edge) if axis.horizontal else (edge, e) for e in ends]
        canvas.line(points, Stroke(border.colour, axis_width, join="miter"))


def _edge(axis: Axis, width: float) -> float:
    """Return where the line along the axis is."""
    box = axis.box
    return _aligned(
        axis,
        {"top": box.bottom, "bottom": box.y, "left": box.right, "right": box.x}[axis.side],
        width,
    )


def _grid_style(axis: Axis, i: int) -> tuple[float, Colour]:
    grid, scale = axis.scale.grid, axis.scale
    zero = i == 0 if scale.kind == "category" or axis.is_time else (
        i < len(axis.ticks) and axis.ticks[i].value == 0
    )  # fmt: skip
    if grid.zero_colour and zero and scale.offset == grid.offset:
        return grid.zero_width, grid.zero_colour
    number = i
    if axis.generation == 2 and not axis.horizontal and scale.kind not in ("category", "time"):
        number = len(axis.ticks) - 1 - i  # version 2 counts from the top
    colour = grid.colours[number % len(grid.colours)]
    if grid.rule and i < len(axis.ticks):
        met = holds(grid.rule.condition, axis.ticks[i].value)
        colour = grid.rule.then if met else grid.rule.otherwise
    return grid.widths[number % len(grid.widths)], colour


def _draw_grid_line(
    axis: Axis, canvas: Canvas, area: Box, at: float, width: float, colour: Colour,
    edge: float, axis_width: float,
) -> None:  # fmt: skip
    grid = axis.scale.grid
    at = _aligned(axis, at, width)
    half = axis_width / 2
    outwards = -1 if axis.side in ("left", "top") else 1
    # In the order from the tick's end to the axis, and from the axis through the chart area.
    tick = (
        edge + outwards * half,
        edge + outwards * half + outwards * max(axis.tick_length - half, 0),
    )
    far = {
        "top": area.bottom, "bottom": area.y, "left": area.right, "right": area.x,
    }[axis.side]  # fmt: skip
    near = edge - outwards * half
    if axis.floating:
        near = area.bottom if axis.horizontal else area.x
    style = Stroke(colour, width, grid.dash, join="miter")
    lines = []
    if grid.ticks and axis.tick_length:
        tick_style = style if grid.tick_colour is None else style._replace(colour=grid.tick_colour)
        lines.append((tick, tick_style))
    if grid.on_chart:
        lines.append(((near, far), style))
    for ends, stroke in lines:
        points = [(at, e) if axis.horizontal else (e, at) for e in ends]
        canvas.line(points, stroke)
