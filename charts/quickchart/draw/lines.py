"""Lines, the areas that they bound, and points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import CURVE, LINE, MOVE, Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..datasets import Dataset
from ..styles import Paint, plain_colour
from . import points, segments
from .axis import Axis
from .stacks import Stack

Point = tuple[float, float]


class Curve(NamedTuple):
    """A line in pixels: its runs without gaps, each as the points of a path and its codes."""

    points: tuple[Point | None, ...]
    runs: tuple[tuple[tuple[Point, ...], tuple[int, ...]], ...]


def place(
    dataset: Dataset, along: Axis, across: Axis, stack: Stack, area: Box, *, capped: bool = True
) -> Curve:
    """Return the line of a dataset."""
    found: list[Point | None] = []
    for i in range(len(dataset.values)):
        ends = stack.ends(i)
        at = dataset.places[i] if dataset.places else float(i)
        if ends is None or at is None:
            found.append(None)
        elif along.horizontal:
            found.append((along.pixel(at), across.pixel(ends[1])))
        else:
            found.append((across.pixel(ends[1]), along.pixel(at)))
    runs = [
        _joined(run, dataset, area, capped=capped)
        for run in _runs(found, gaps=not dataset.line.span_gaps)
    ]
    return Curve(tuple(found), tuple(runs))


def _runs(found: Sequence[Point | None], *, gaps: bool) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for point in found:
        if point is not None:
            runs[-1].append(point)
        elif gaps and runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _joined(
    run: Sequence[Point], dataset: Dataset, area: Box, *, capped: bool
) -> tuple[tuple[Point, ...], tuple[int, ...]]:
    line = dataset.line
    if line.stepped:
        return _stepped(run, line.stepped)
    if line.tension <= 0 and not line.monotone:
        return tuple(run), (MOVE, *[LINE] * (len(run) - 1))
    handles = _monotone(run) if line.monotone else _spline(run, line.tension)
    if capped:
        handles = [_within(handle, area) for handle in handles]
    joined: list[Point] = [run[0]]
    for i in range(1, len(run)):
        joined += [handles[2 * i - 1], handles[2 * i], run[i]]
    return tuple(joined), (MOVE, *[CURVE] * (3 * (len(run) - 1)))


def _within(point: Point, area: Box) -> Point:
    return min(max(point[0], area.x), area.right), min(max(point[1], area.y), area.bottom)


def _stepped(run: Sequence[Point], kind: str) -> tuple[tuple[Point, ...], tuple[int, ...]]:
    joined = [run[0]]
    for (x0, y0), (x1, y1) in pairwise(run):
        if kind == "middle":
            middle = (x0 + x1) / 2
            joined += [(middle, y0), (middle, y1)]
        else:
            joined.append((x0, y1) if kind == "after" else (x1, y0))
        joined.append((x1, y1))
    return tuple(joined), (MOVE, *[LINE] * (len(joined) - 1))


def _spline(run: Sequence[Point], tension: float) -> list[Point]:
    """Return the handles before and after each point, in turn.

    After Rob Spencer's "Spline interpolation" (scaledinnovation.com), as Chart.js has it.
    """
    handles = []
    for i, (x, y) in enumerate(run):
        before, after = run[max(i - 1, 0)], run[min(i + 1, len(run) - 1)]
        first, second = math.dist(before, (x, y)), math.dist((x, y), after)
        total = first + second
        shares = (first / total, second / total) if total else (0.0, 0.0)
        dx, dy = after[0] - before[0], after[1] - before[1]
        handles.append((x - tension * shares[0] * dx, y - tension * shares[0] * dy))
        handles.append((x + tension * shares[1] * dx, y + tension * shares[1] * dy))
    return handles


def closed_spline(run: Sequence[Point], tension: float) -> list[Point]:
    """Return the handles of a curve that ends where it starts, as of ``_spline``."""
    around = _spline([run[-1], *run, run[0]], tension)
    return around[2:-2]


def _monotone(run: Sequence[Point]) -> list[Point]:
    """Return handles of a curve that rises and falls only with its points (Fritsch, Carlson)."""
    count = len(run)
    slopes = [(y1 - y0) / (x1 - x0) if x1 != x0 else 0.0 for (x0, y0), (x1, y1) in pairwise(run)]
    tangents = []
    for i in range(count):
        if i in (0, count - 1):
            tangents.append(slopes[0 if i == 0 else -1] if slopes else 0.0)
        elif slopes[i - 1] * slopes[i] <= 0:
            tangents.append(0.0)
        else:
            tangents.append((slopes[i - 1] + slopes[i]) / 2)
    for i, slope in enumerate(slopes):
        if not slope:
            tangents[i] = tangents[i + 1] = 0.0
            continue
        alpha, beta = tangents[i] / slope, tangents[i + 1] / slope
        size = alpha * alpha + beta * beta
        if size > 9:
            factor = 3 / math.sqrt(size)
            tangents[i], tangents[i + 1] = alpha * factor * slope, beta * factor * slope
    handles = []
    for i, (x, y) in enumerate(run):
        before = (x - run[i - 1][0]) / 3 if i else 0.0
        after = (run[i + 1][0] - x) / 3 if i + 1 < count else 0.0
        handles += [(x - before, y - before * tangents[i]), (x + after, y + after * tangents[i])]
    return handles


def draw_line(canvas: Canvas, dataset: Dataset, curve: Curve, area: Box) -> None:
    """Draw the line, clipped to the chart area and half its width around."""
    if not dataset.line.show:
        return
    for part in segments.parts(dataset, curve):
        ink, width, line = plain_colour(part.edge), part.width, part.line
        if width <= 0 or not ink[3] or len(part.points) < 2:
            continue
        half = width / 2
        stroke = Stroke(ink, width, line.dash, line.cap, line.join, line.dash_offset)
        with canvas.clip(area.x - half, area.y - half, area.width + width, area.height + width):
            canvas.path(Path(part.points, part.codes), None, stroke)


def draw_points(canvas: Canvas, dataset: Dataset, curve: Curve, area: Box) -> None:
    """Draw the points that are within the chart area."""
    style = dataset.points
    for i, point in enumerate(curve.points):
        if point is None or not _inside(point, area):
            continue
        size = dataset.sizes[i] if dataset.sizes else None
        radius = style.radii[i % len(style.radii)] if size is None else size
        edge: Paint = style.edges[i % len(style.edges)]
        width = style.edge_widths[i % len(style.edge_widths)]
        points.draw(
            canvas, point, style.shapes[i % len(style.shapes)], radius,
            style.fills[i % len(style.fills)], Stroke(plain_colour(edge), max(width, 0.0)),
            style.rotations[i % len(style.rotations)],
        )  # fmt: skip


def _inside(point: Point, area: Box) -> bool:
    return (
        area.x - 0.5 <= point[0] <= area.right + 0.5
        and area.y - 0.5 <= point[1] <= area.bottom + 0.5
    )
