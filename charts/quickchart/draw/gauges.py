"""Gauges: a ring that is filled, and bands with a needle."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...marks.rounded import evenly_rounded
from ..round_plots import GaugePlot, PiePlot, RadialGaugePlot
from ..styles import TextStyle, plain_colour
from . import arcs, text
from .paint import fill_path

_EM = 20.1
"""Pixels of an em: the text of a radial gauge has a fiftieth of it for each pixel of its hole."""
_ARC_BORDER = 2.0


def draw_radial(canvas: Canvas, plot: RadialGaugePlot, area: Box) -> None:
    """Draw the track, the text and the ring of the value."""
    size = min(area.width, area.height) - _ARC_BORDER
    outer = max(size / 2, 0.0)
    inner = outer * plot.hole
    x, y = area.x + area.width / 2, area.y + area.height / 2
    track = Path.sector(x, y, outer, inner, 0, math.tau)
    edge = Stroke(plot.track, plot.edge_width) if plot.edge_width else None
    canvas.path(track, plot.track, edge)
    if plot.background:
        canvas.path(Path.circle(x, y, max(inner - 4, 0)), plot.background)
    if plot.text:
        size = max(round(inner / 50, 2) * _EM, 1)
        style = plot.style or TextStyle(plot.colour, size, line_height=size)
        length = text.length(plot.text, style)
        if length < 2 * inner * 0.8:
            text.draw(canvas, (plot.text,), x + math.floor(-length / 2 + 0.5), y, style)
    if outer <= 0 or plot.high <= plot.low:
        return
    sweep = math.tau * abs(plot.value - plot.low) / (plot.high - plot.low)
    start = math.radians(plot.rotation)
    path = Path.sector(x, y, outer, inner, start, min(sweep, math.tau))
    if plot.rounded and sweep < math.tau:
        path = _capped(x, y, outer, inner, start, sweep)
    line = Stroke(plot.edge, plot.edge_width, join="bevel")
    around = Box(x - outer, y - outer, 2 * outer, 2 * outer)
    fill_path(canvas, path, plot.fill, around, line)


def _capped(x: float, y: float, outer: float, inner: float, start: float, sweep: float) -> Path:
    """Return a part of a ring with round ends."""
    from ...canvas.path import CLOSE, CURVE, LINE, MOVE, arc

    middle, radius = (outer + inner) / 2, (outer - inner) / 2
    end = start + sweep
    there = arc(x, y, outer, start, sweep)
    back = arc(x, y, inner, end, -sweep)
    last = arc(x + middle * math.sin(end), y - middle * math.cos(end), radius, end, math.pi)
    first = arc(
        x + middle * math.sin(start), y - middle * math.cos(start), radius, start + math.pi, math.pi
    )
    points = [*there, *last, *back, *first, there[0]]
    codes = [MOVE, *[CURVE] * (len(there) - 1)]
    for part in (last, back, first):
        codes += [LINE, *[CURVE] * (len(part) - 1)]
    return Path(points, [*codes, CLOSE])


def draw_gauge(canvas: Canvas, plot: GaugePlot, area: Box) -> None:
    """Draw the bands, the needle and the value."""
    pie = PiePlot((), (plot.ring,), plot.cutout, plot.rotation, plot.circumference)
    place = arcs.frame(pie, area)
    start, whole = math.radians(plot.rotation), math.radians(plot.circumference)
    high = plot.ends[-1] if plot.ends else 1.0
    length = (high - plot.low) or 1.0
    before = plot.low
    for i, end in enumerate(plot.ends):
        share, last = (min(max((v - plot.low) / length, 0.0), 1.0) for v in (before, end))
        sweep = last - share
        part = arcs.Slice(
            i, place.x, place.y, place.outer, place.inner, start + whole * share, whole * sweep
        )
        arcs.draw_slice(canvas, plot.ring, part)
        before = end
    radius, width, reach = plot.needle_sizes
    angle = start + whole * min(max((plot.value - plot.low) / length, -0.05), 1.05)
    tip = reach * (place.outer - place.inner) + place.inner
    along, across = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))
    half = width * area.width / 2
    canvas.path(Path.circle(place.x, place.y, radius * area.width), plot.needle)
    canvas.path(
        Path.polygon(
            [
                (place.x + across[0] * half, place.y + across[1] * half),
                (place.x + along[0] * tip, place.y + along[1] * tip),
                (place.x - across[0] * half, place.y - across[1] * half),
            ]
        ),
        plot.needle,
    )
    if plot.text:
        _draw_value(canvas, plot, place, area)


def _draw_value(canvas: Canvas, plot: GaugePlot, place: arcs.Frame, area: Box) -> None:
    padding, style = plot.padding, plot.style
    wide, high = text.length(plot.text, style), style.size
    turn = math.radians(plot.rotation)
    x = place.x + plot.margin * area.width * math.cos(turn - math.pi)
    y = place.y + plot.margin * area.width * -math.sin(turn)
    if plot.rotation in (270.0, -90.0):
        x, y = place.x, place.y + plot.margin * area.width
    below = padding.bottom + high / 2
    y = min(y, canvas.height - below) if canvas.height > 2 * below else y
    frame = Box(
        x - padding.left - wide / 2,
        y - padding.top - high / 2,
        padding.left + wide + padding.right,
        padding.top + high + padding.bottom,
    )
    if plot.background[3]:
        radius = min(plot.radius, frame.width / 2, frame.height / 2)
        canvas.path(evenly_rounded(frame, radius), plain_colour(plot.background))
    text.draw(canvas, (plot.text,), x, y + high * 0.075, style, anchor=0.5)
