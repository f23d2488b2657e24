"""Radar and polar area charts: areas, lines, points and slices around a centre."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ...canvas.box import Box
from ...canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..chart import Generation
from ..datasets import Dataset
from ..labels import Named
from ..round_plots import RadialPlot
from ..styles import plain_colour
from . import arcs, datalabels, lines, points
from .paint import fill_path
from .radial_axis import RadialAxis

_TAU = math.tau
Spot = tuple[float, float] | None


def draw(canvas: Canvas, plot: RadialPlot, area: Box, generation: Generation) -> None:
    """Draw the chart into the chart area."""
    axis = RadialAxis(plot, area, generation)
    polar = plot.ring is not None
    if not polar:
        axis.draw_grid(canvas)
        axis.draw_labels(canvas)
        _draw_radar(canvas, plot, axis, area, generation)
        return
    axis.draw_grid(canvas)
    if generation == 2:
        axis.draw_labels(canvas)
    _draw_polar(canvas, plot, axis)
    if generation == 4:
        axis.draw_labels(canvas)


def _draw_radar(
    canvas: Canvas, plot: RadialPlot, axis: RadialAxis, area: Box, generation: Generation
) -> None:
    ordered = sorted(plot.datasets, key=lambda d: (d.order, d.number))
    placed = {
        d.number: [
            None if v is None else axis.place(i, axis.distance(v)) for i, v in enumerate(d.values)
        ]
        for d in ordered
    }
    datasets = {d.number: d for d in plot.datasets}
    if generation == 2:
        for dataset in reversed(ordered):
            _fill_radar(canvas, dataset, placed, axis, area, datasets)
    for dataset in reversed(ordered):
        if generation == 4:
            _fill_radar(canvas, dataset, placed, axis, area, datasets)
        found = placed[dataset.number]
        width = dataset.edge_widths[0]
        ink = plain_colour(dataset.edges[0])
        outline = _outline(found, dataset, closed=True)
        if outline is not None and width > 0 and ink[3] and dataset.line.show:
            stroke = Stroke(ink, width, dataset.line.dash, dataset.line.cap, dataset.line.join,
                            dataset.line.dash_offset)  # fmt: skip
            canvas.path(outline, None, stroke)
        _draw_points(canvas, dataset, found)
    for dataset in ordered:
        if dataset.datalabels:
            _draw_labels(canvas, plot, dataset, placed[dataset.number], axis)


def _outline(
    found: Sequence[tuple[float, float] | None], dataset: Dataset, *, closed: bool
) -> Path | None:
    run = [p for p in found if p is not None]
    if len(run) < 2:
        return None
    if dataset.line.tension <= 0:
        return Path.polygon(run) if closed else Path(run)
    handles = lines.closed_spline(run, dataset.line.tension)
    vertices = [run[0]]
    count = len(run)
    for i in range(1, count + 1):
        vertices += [handles[2 * i - 1], handles[(2 * i) % (2 * count)], run[i % count]]
    return Path([*vertices, run[0]], [MOVE, *[CURVE] * (3 * count), CLOSE])


def _fill_radar(
    canvas: Canvas, dataset: Dataset, placed: Mapping[int, Sequence[Spot]], axis: RadialAxis,
    area: Box, datasets: Mapping[int, Dataset],
) -> None:  # fmt: skip
    """Fill between the line of a dataset and what it is filled to: another line, or a ring."""
    fill = dataset.line.fill
    outline = _outline(placed[dataset.number], dataset, closed=True)
    if fill is None or outline is None:
        return
    inner: Path | None = None
    if isinstance(fill, int):
        inner = _outline(placed.get(fill, ()), datasets.get(fill, dataset), closed=True)
        if inner is None:
            return
    elif fill != "shape":
        inner = axis.ring(axis.level(fill))
    fill_path(canvas, _between(outline, inner) if inner else outline, dataset.fills[0], area)


def _between(outer: Path, inner: Path) -> Path:
    """Return a shape with a hole: there and back along a seam, so that it is one outline."""
    points, hole = outer.vertices.tolist(), inner.vertices.tolist()
    codes, back = (
        [MOVE, *[LINE] * (len(p.vertices) - 1)] if p.codes is None else p.codes.tolist()
        for p in (outer, inner)
    )
    # A path that is closed repeats its first point, with CLOSE for a code.
    codes = [LINE if code == CLOSE else code for code in codes]
    back = [LINE if code == CLOSE else code for code in back]
    return Path([*points, *reversed(hole), points[0]], [*codes, LINE, *list(back[:0:-1]), CLOSE])


def _draw_points(
    canvas: Canvas, dataset: Dataset, found: Sequence[tuple[float, float] | None]
) -> None:
    style = dataset.points
    for i, point in enumerate(found):
        if point is None:
            continue
        width = style.edge_widths[i % len(style.edge_widths)]
        points.draw(
            canvas, point, style.shapes[i % len(style.shapes)], style.radii[i % len(style.radii)],
            style.fills[i % len(style.fills)],
            Stroke(plain_colour(style.edges[i % len(style.edges)]), max(width, 0.0)),
        )  # fmt: skip


def _draw_labels(
    canvas: Canvas, plot: RadialPlot, dataset: Dataset,
    found: Sequence[tuple[float, float] | None], axis: RadialAxis,
) -> None:  # fmt: skip
    total = sum(v for v in dataset.values if v is not None)
    for i, point in enumerate(found):
        value = dataset.values[i]
        if point is None or value is None or dataset.datalabels is None:
            continue
        dx, dy = point[0] - axis.x, point[1] - axis.y
        length = math.hypot(dx, dy)
        way = (dx / length, dy / length) if length else (0.0, -1.0)
        radius = dataset.points.radii[i % len(dataset.points.radii)]
        start, end = (
            (point[0] + s * radius * way[0], point[1] + s * radius * way[1]) for s in (-1, 1)
        )
        label = " ".join(plot.labels[i]) if i < len(plot.labels) else ""
        named = Named(label, dataset.label, i, total)
        datalabels.draw(canvas, dataset.datalabels, datalabels.Line(start, end, way), value, named)


def _draw_polar(canvas: Canvas, plot: RadialPlot, axis: RadialAxis) -> None:
    ring = plot.ring
    if ring is None or not ring.values:
        return
    sweep = _TAU / len(ring.values)
    start = math.radians(plot.spokes.start)
    parts = [
        arcs.Slice(i, axis.x, axis.y, max(axis.distance(v), 0.0), 0.0, start + i * sweep, sweep)
        for i, v in enumerate(ring.values)
        if v is not None
    ]
    for part in parts:
        arcs.draw_slice(canvas, ring, part)
    arcs.draw_labels(canvas, plot.labels, ring, parts)
