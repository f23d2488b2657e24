"""Names within the slices of a pie: which of them fit, and where."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.text import CAP_HEIGHT, width
from .scale import LABEL_HEIGHT

if TYPE_CHECKING:
    from ..canvas.fonts import Font

_DEPTHS = 0.62, 0.7, 0.55, 0.78  # of the way from the hole to the rim, the best one first
_MARGIN = 3.0  # pixels to the edges of the slice


class Slice(NamedTuple):
    """A slice and the lines written in it."""

    middle: float
    """Radians clockwise from 12 o'clock."""
    share: float
    lines: tuple[str, ...]


class Inside(NamedTuple):
    """Lines in a slice: the middle of the first baseline from the centre of the pie, in pixels."""

    x: float
    y: float
    lines: tuple[str, ...]


def inside(
    slices: Sequence[Slice], hole: float, font: Font, radius: Callable[[set[int]], float]
) -> dict[int, Inside]:
    """Return the lines that fit into their slices, by index.

    ``radius``: that of a pie with these slices written inside, the others beside it.
    """
    fitting: dict[int, Inside] = {}
    size = radius(set(range(len(slices))))
    for _ in range(3):  # what does not fit needs room beside the pie, which makes it smaller
        places = [place(one, hole * size, size, font) for one in slices]
        fitting = {i: place for i, place in enumerate(places) if place}
        size, before = radius(set(fitting)), size
        if size >= before:
            break
    return fitting


def place(one: Slice, hole: float, radius: float, font: Font) -> Inside | None:
    """Return where the lines of a slice stand; None if they do not fit.

    ``hole``, ``radius``: where it starts and ends, in pixels from the centre.
    """
    if not one.lines or not one.share:
        return None
    wide = max(width(line, font) for line in one.lines)
    cap, step = font.size * CAP_HEIGHT, font.size * LABEL_HEIGHT
    high = cap + (len(one.lines) - 1) * step
    for part in _DEPTHS:
        depth = hole + (radius - hole) * (part if not hole else 0.5)
        x, y = depth * math.sin(one.middle), -depth * math.cos(one.middle)
        corners = [(x + a * wide / 2, y + b * high / 2) for a in (-1, 1) for b in (-1, 1)]
        corners += [(x, y - high / 2), (x, y + high / 2), (x - wide / 2, y), (x + wide / 2, y)]
        if all(_within(one, corner, hole, radius) for corner in corners):
            return Inside(x, y - high / 2 + cap, one.lines)
    return None


def _within(one: Slice, point: tuple[float, float], hole: float, radius: float) -> bool:
    """Return whether a point lies in a slice, away from its edges."""
    x, y = point
    distance = math.hypot(x, y)
    if distance > radius - _MARGIN or (hole and distance < hole + _MARGIN):
        return False
    if one.share >= 1:
        return True
    off = abs((math.atan2(x, -y) - one.middle + math.pi) % math.tau - math.pi)
    edge = one.share * math.pi - off
    return edge > 0 and (edge >= math.pi / 2 or distance * math.sin(edge) >= _MARGIN)
