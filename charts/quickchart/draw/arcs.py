"""Pies and doughnuts."""

from __future__ import annotations

import math

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..labels import Named
from ..round_plots import PiePlot, Ring
from ..styles import plain_colour
from . import datalabels, text
from .paint import fill_path
from .slice_path import rounded_slice


class Frame(NamedTuple):
    """Where the rings are: centre and radii in pixels."""

    x: float
    y: float
    outer: float
    inner: float


def frame(plot: PiePlot, area: Box) -> Frame:
    """Return the largest circle, or part of one, that the chart area has room for."""
    border = max((w for r in plot.rings for w in r.edge_widths), default=0.0)
    border += max((o for r in plot.rings for o in r.offsets), default=0.0)
    border += max((r.spacing for r in plot.rings), default=0.0)
    share = plot.cutout
    if share > 1:  # pixels, which Chart.js compares with half of the shorter side
        share = min(share / max((min(area.width, area.height) - border) / 2, 1.0), 1.0)
    left, top, right, bottom = _extent(plot, share)
    wide, high = (right - left) / 2, (bottom - top) / 2
    outer = max(min((area.width - border) / wide, (area.height - border) / high) / 2, 0.0)
    if plot.outlabels:
        outer *= plot.outlabels.zoom
    inner = outer * share
    return Frame(
        area.x + area.width / 2 - (left + right) / 2 * outer,
        area.y + area.height / 2 - (top + bottom) / 2 * outer,
        outer,
        inner,
    )


def _extent(plot: PiePlot, cutout: float) -> tuple[float, float, float, float]:
    """Return the sides of the box around the sweep, of a circle of radius 1."""
    if plot.circumference >= 360:
        return -1.0, -1.0, 1.0, 1.0
    start, sweep = plot.rotation, plot.circumference
    ends = [math.radians(start), math.radians(start + sweep)]
    points = [(math.sin(a) * r, -math.cos(a) * r) for a in ends for r in (1.0, cutout)]
    for quarter in range(0, 1080, 90):
        if start <= quarter <= start + sweep:
            angle = math.radians(quarter)
            points.append((math.sin(angle), -math.cos(angle)))
    xs, ys = zip(*points, strict=True)
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    return left, top, max(right, left + 0.02), max(bottom, top + 0.02)


def draw(canvas: Canvas, plot: PiePlot, area: Box) -> list[Slice]:
    """Draw all rings, the outermost one last, and their labels; return the outermost slices."""
    place = frame(plot, area)
    total = sum(r.weight for r in plot.rings) or 1.0
    length = (place.outer - place.inner) / total
    radii = []
    outer = place.outer
    for ring in plot.rings:
        inner = max(outer - length * ring.weight, 0.0)
        radii.append((outer, inner))
        outer = inner
    slices = [
        _slices(plot, ring, place, *radius) for ring, radius in zip(plot.rings, radii, strict=True)
    ]
    for ring, parts in reversed(list(zip(plot.rings, slices, strict=True))):
        if plot.centre:
            _draw_centre(canvas, plot, place, area)
        for part in parts:
            draw_slice(canvas, ring, part)
    for ring, parts in zip(plot.rings, slices, strict=True):
        draw_labels(canvas, plot.labels, ring, parts)
    return slices[0] if slices else []


class Slice(NamedTuple):
    """A slice: its number, centre, radii, and angles in radians clockwise from 12 o'clock."""

    number: int
    x: float
    y: float
    outer: float
    inner: float
    start: float
    sweep: float


def _slices(plot: PiePlot, ring: Ring, place: Frame, outer: float, inner: float) -> list[Slice]:
    total = sum(abs(v) for v in ring.values if v is not None)
    at = math.radians(plot.rotation)
    whole = math.radians(plot.circumference)
    found = []
    for i, value in enumerate(ring.values):
        sweep = whole * abs(value) / total if value and total else 0.0
        # As Chart.js moves them: a quarter, and further out what is less than half a turn.
        offset = ring.offsets[i % len(ring.offsets)] / 4
        out = offset * (1 - math.sin(min(math.pi, sweep)))
        middle = at + sweep / 2
        found.append(
            Slice(
                i,
                place.x + math.sin(middle) * offset,
                place.y - math.cos(middle) * offset,
                max(outer + out, 0.0),
                max(inner + out, 0.0) if inner else 0.0,
                at,
                sweep,
            )
        )
        at += sweep
    return found


def draw_slice(canvas: Canvas, ring: Ring, part: Slice) -> None:
    """Draw a slice with its edge."""
    if part.outer <= 0:
        return
    width = ring.edge_widths[part.number % len(ring.edge_widths)]
    edge = Stroke(
        plain_colour(ring.edges[part.number % len(ring.edges)]), max(width, 0.0), join="round"
    )
    if part.sweep <= 0:
        if width > 0 and edge.colour[3]:  # a slice of nothing is a line
            sin, cos = math.sin(part.start), -math.cos(part.start)
            ends = [(part.x + sin * r, part.y + cos * r) for r in (part.inner, part.outer)]
            canvas.line(ends, edge)
        return
    path = _outline(ring, part)
    around = Box(part.x - part.outer, part.y - part.outer, 2 * part.outer, 2 * part.outer)
    fill_path(canvas, path, ring.fills[part.number % len(ring.fills)], around, edge)


def _outline(ring: Ring, part: Slice) -> Path:
    """Return the outline of a slice: less of its angle where there is space to the next one."""
    x, y, outer, inner, start, sweep = part[1:]
    if ring.spacing and sweep < math.tau:
        space = ring.spacing / 2
        outer, inner = outer + space, inner + space if inner else 0.0
        middle = ((inner - 2 * space if inner else 0.0) + outer - space) / 2
        trim = math.asin(min(1.0, space / middle)) if middle > 0 else 0.0
        trim = min(max(sweep / 2 - 0.001, 0.0), trim)
        start, sweep = start + trim, sweep - 2 * trim
    if ring.corner and sweep < math.tau:
        return rounded_slice(x, y, outer, inner, start, sweep, ring.corner)
    return Path.sector(x, y, outer, inner, start, sweep)


def draw_labels(
    canvas: Canvas, labels: tuple[tuple[str, ...], ...], ring: Ring, parts: list[Slice]
) -> None:
    """Draw the labels of the values of slices."""
    options = ring.datalabels
    if options is None:
        return
    total = sum(abs(v) for v in ring.values if v is not None)
    for part in parts:
        value = ring.values[part.number]
        if value is None:
            continue
        middle = part.start + part.sweep / 2
        sin, cos = math.sin(middle), -math.cos(middle)
        along = datalabels.Line(
            (part.x + sin * part.inner, part.y + cos * part.inner),
            (part.x + sin * part.outer, part.y + cos * part.outer),
            (sin, cos),
        )
        label = " ".join(labels[part.number]) if part.number < len(labels) else ""
        named = Named(label, ring.label, part.number, total)
        datalabels.draw(canvas, options, along, value, named)


def _draw_centre(canvas: Canvas, plot: PiePlot, place: Frame, area: Box) -> None:
    """Draw the lines in the middle of the chart area, smaller if the hole has no room for them."""
    lines = plot.centre
    height = sum(line.style.line_height for line in lines)
    width = max(text.length(line.text, line.style) for line in lines)
    diagonal = math.hypot(width, height)
    ratio = min(1.0, 2 * place.inner / diagonal) if diagonal and place.inner else 1.0
    styles = [line.style for line in lines]
    if ratio < 1:
        styles = [
            s._replace(
                size=max(math.floor(s.size * ratio), 1),
                line_height=1.2 * max(math.floor(s.size * ratio), 1),
            )
            for s in styles
        ]
        height = sum(s.line_height for s in styles)
    x, y = area.x + area.width / 2, area.y + area.height / 2 - height / 2
    for line, style in zip(lines, styles, strict=True):
        text.draw(canvas, (line.text,), x, y + style.line_height / 2, style, anchor=0.5)
        y += style.line_height
