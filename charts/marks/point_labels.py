"""Labels beside points that cover neither lines, nor points, nor each other, in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.path import Array, Point

_CELL = 1.0  # pixels: what is covered is known as precisely as this
_MAX_SAMPLES = 200_000  # of a line
_MAX_TRIED = 2000  # labels; of more than that few would have room


class PointLabel(NamedTuple):
    """A label to be placed beside a point."""

    point: Point
    width: float
    height: float
    below: bool = False
    """Whether it stands below the point rather than above, if both are free."""
    radius: float | None = None
    """Of its point in pixels, if the points have several."""


class Covered:
    """What is drawn within a box, in cells."""

    def __init__(self, bounds: Box) -> None:
        self.bounds = bounds
        rows, columns = (math.ceil(side / _CELL) + 1 for side in (bounds.height, bounds.width))
        self.cells = np.zeros((rows, columns), np.bool_)

    def add_line(self, points: Array) -> None:
        """Cover the cells that a line through two or more points passes."""
        steps = np.diff(points, axis=0)
        counts = np.ceil(np.abs(steps).max(axis=1) / (_CELL * 0.75)).astype(np.int64) + 1
        counts = np.minimum(counts, max(1, _MAX_SAMPLES // len(steps)))
        piece = np.repeat(np.arange(len(steps)), counts)
        within = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)
        samples = points[piece] + steps[piece] * (within / counts[piece])[:, None]
        cells = ((samples - (self.bounds.x, self.bounds.y)) / _CELL).astype(np.int64)
        rows, columns = self.cells.shape
        inside = (cells >= 0).all(axis=1) & (cells[:, 0] < columns) & (cells[:, 1] < rows)
        self.cells[cells[inside, 1], cells[inside, 0]] = True

    def add_box(self, box: Box) -> None:
        """Cover the cells of a rectangle."""
        self.cells[self._rows(box), self._columns(box)] = True

    def is_free(self, box: Box) -> bool:
        """Return whether a rectangle covers nothing and is within the bounds."""
        return box.within(self.bounds) and not self.cells[self._rows(box), self._columns(box)].any()

    def _rows(self, box: Box) -> slice:
        return _cells(box.y - self.bounds.y, box.height)

    def _columns(self, box: Box) -> slice:
        return _cells(box.x - self.bounds.x, box.width)


def _cells(start: float, length: float) -> slice:
    return slice(max(0, int(start / _CELL)), max(0, math.ceil((start + length) / _CELL)))


def place_labels(
    labels: Sequence[PointLabel],
    lines: Iterable[Array],
    points: Iterable[Point],
    bounds: Box,
    *,
    radius: float,
    clearance: float,
    radii: Sequence[float] = (),
) -> list[Box | None]:
    """Return where each label stands, None for one that has no room within the bounds.

    Those at the start of the list come first. ``points`` are all that are drawn, of a ``radius``
    or each of one of the ``radii``; ``clearance`` is kept between a label and the middle of a line.
    """
    covered = Covered(bounds)
    for line in lines:
        if len(line) > 1:
            covered.add_line(line)
    for i, (x, y) in enumerate(points):
        around = radii[i] if radii else radius
        covered.add_box(Box(x - around, y - around, 2 * around, 2 * around))
    placed: list[Box | None] = [None] * len(labels)
    for i, label in enumerate(labels[:_MAX_TRIED]):
        distance = radius if label.radius is None else label.radius
        for box in _places(label, distance + clearance + 1.5 * _CELL):
            space = Box(
                box.x - clearance,
                box.y - clearance,
                box.width + 2 * clearance,
                box.height + 2 * clearance,
            )
            if covered.is_free(space):
                placed[i] = box
                covered.add_box(box)
                break
    return placed


def _places(label: PointLabel, distance: float) -> list[Box]:
    """Return the places of a label around its point, the best one first."""
    (x, y), width, height = label.point, label.width, label.height
    above, below = y - distance - height, y + distance
    near, far = (below, above) if label.below else (above, below)
    middle, beside = x - width / 2, y - height / 2
    aside = distance * 0.7
    right, left = x + aside, x - aside - width
    places = [
        (middle, near),
        (right, near),
        (left, near),
        (middle, far),
        (x + distance, beside),
        (x - distance - width, beside),
        (right, far),
        (left, far),
    ]
    return [Box(*corner, width, height) for corner in places]
