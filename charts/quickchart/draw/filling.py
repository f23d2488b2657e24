"""The areas between a line and what it is filled to: a level of its axis, or another line."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...canvas.box import Box
from ...canvas.path import CLOSE, LINE, MOVE, Path
from ...canvas.surface import Canvas
from ..datasets import Dataset
from . import segments
from .axis import Axis
from .lines import Curve, Point
from .paint import fill_path, flattened

Run = tuple[Sequence[Point], Sequence[int]]
"""The points of a path and its codes."""


def draw(
    canvas: Canvas, dataset: Dataset, curve: Curve, area: Box, across: Axis, other: Curve | None
) -> None:
    """Fill between a line and what its dataset says, if it says anything.

    ``other``: the line that it is filled to, None for a level of the axis ``across``.
    """
    line, along = dataset.line, 1 if across.horizontal else 0
    if line.fill is None or (other is not None and not other.runs):
        return
    parts = segments.parts(dataset, curve)
    backs: Sequence[Run] = other.runs if other else ()
    pieces = [piece for back in backs for piece in _pieces(back, along)]
    ordered = all(_forth(run, along) for run in (*backs, *((p.points, p.codes) for p in parts)))
    with canvas.clip(*area):
        for part in parts:
            run: Run = part.points, part.codes
            above, below = line.fill_above or part.fill, line.fill_below or part.fill
            back = backs[0] if backs else _level(dataset, run, area, across)
            alike = len(parts) == len(backs) == 1 and _ends(run, along) == _ends(back, along)
            if not ordered or (above == below and (alike or not backs)):
                outline = [*run[0], *reversed(back[0]), run[0][0]]
                codes = [*run[1], LINE, *list(back[1][:0:-1]), CLOSE]
                fill_path(canvas, Path(outline, codes), above, area)
                continue
            for polygon, higher in _polygons(
                _pieces(run, along), pieces or _pieces(back, along), along
            ):
                fill_path(canvas, Path.polygon(polygon), above if higher else below, area)


def _level(dataset: Dataset, run: Run, area: Box, across: Axis) -> Run:
    """Return the straight line that is below, or above, all of a line."""
    fill, first, last = dataset.line.fill, run[0][0], run[0][-1]
    if fill == "shape":
        return (first, last), (MOVE, LINE)
    if fill in ("start", "stack"):  # a stack without lines before
        level = area.x if across.horizontal else area.bottom
    elif fill == "end":
        level = area.right if across.horizontal else area.y
    elif isinstance(fill, float):
        level = across.pixel(fill)
    else:
        level = across.base
    ends = [(level, p[1]) if across.horizontal else (p[0], level) for p in (first, last)]
    return ends, (MOVE, LINE)


def _ends(run: Run, along: int) -> tuple[float, float]:
    places = run[0][0][along], run[0][-1][along]
    return min(places), max(places)


def _forth(run: Run, along: int) -> bool:
    """Return whether a line goes one way along the axis only."""
    places = [point[along] for point in run[0]]
    return places in (sorted(places), sorted(places, reverse=True))


Piece = tuple[float, float, float, float]
"""A straight piece: where it starts and ends along the axis, and its levels there."""


def _pieces(run: Run, along: int) -> list[Piece]:
    """Return the straight pieces of a line that lie along the axis, by their places."""
    pieces = []
    for p, q in pairwise(flattened(Path(list(run[0]), list(run[1])))):
        first, last = sorted((p, q), key=lambda point: point[along])
        if first[along] < last[along]:
            pieces.append((first[along], last[along], first[1 - along], last[1 - along]))
    return sorted(pieces)


def _polygons(
    one: Sequence[Piece], two: Sequence[Piece], along: int
) -> Iterator[tuple[list[Point], bool]]:
    """Yield the shapes between two lines, and whether the first line is above in it.

    Above is further up, or at the right where the values are horizontal.
    """
    upper: list[Point] = []
    lower: list[Point] = []
    higher = True
    for low, high, levels, others in _steps(one, two):
        for start, end, a, b in _uncrossed(low, high, levels, others):
            lift = sum(a) - sum(b)
            this = lift > 0 if along else lift < 0
            if upper and (this != higher or start > upper[-1][0]):
                yield _placed(upper, lower, along), higher
                upper, lower = [], []
            higher = this
            upper += [(start, a[0]), (end, a[1])]
            lower += [(start, b[0]), (end, b[1])]
    if upper:
        yield _placed(upper, lower, along), higher


def _steps(
    one: Sequence[Piece], two: Sequence[Piece]
) -> Iterator[tuple[float, float, tuple[float, float], tuple[float, float]]]:
    """Yield the stretches in which both lines are straight, with the levels of each."""
    i, j = 0, max(bisect(two, (one[0][0],)) - 1, 0) if one else 0
    while i < len(one) and j < len(two):
        low, high = max(one[i][0], two[j][0]), min(one[i][1], two[j][1])
        if low < high:
            yield low, high, _levels(one[i], low, high), _levels(two[j], low, high)
        if one[i][1] <= two[j][1]:
            i += 1
        else:
            j += 1


def _levels(piece: Piece, low: float, high: float) -> tuple[float, float]:
    start, end, first, last = piece
    slope = (last - first) / (end - start)
    return first + (low - start) * slope, first + (high - start) * slope


def _uncrossed(
    low: float, high: float, one: tuple[float, float], two: tuple[float, float]
) -> list[tuple[float, float, tuple[float, float], tuple[float, float]]]:
    """Return a stretch, or its two parts if the lines cross in it."""
    before, after = one[0] - two[0], one[1] - two[1]
    if before * after >= 0:
        return [(low, high, one, two)]
    share = before / (before - after)
    at, level = low + share * (high - low), one[0] + share * (one[1] - one[0])
    return [
        (low, at, (one[0], level), (two[0], level)),
        (at, high, (level, one[1]), (level, two[1])),
    ]


def _placed(upper: Sequence[Point], lower: Sequence[Point], along: int) -> list[Point]:
    outline = [*upper, *reversed(lower)]
    return [(b, a) for a, b in outline] if along else list(outline)
