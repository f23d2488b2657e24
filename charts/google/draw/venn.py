"""A Venn diagram of two or three sets: circles whose areas and overlaps are in proportion."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from ...canvas.box import Box
from ...canvas.path import Path, Point
from ...canvas.surface import Canvas
from ...marks.map_area import MapArea
from ..chart import VennPlot

# Three circles cannot have three overlaps and the area common to all as they like. Google's
# picture of 100, 80, 60 with overlaps of 30 and 10 in common has 24 and 11.8: the least sum of
# squared errors when that of the common area counts this much more.
_COMMON_WEIGHT = 10.4
_MAX_PART = 1.5  # times the overlaps asked for
_PAIRS = ((0, 1), (0, 2), (1, 2))


def draw(canvas: Canvas, venn: VennPlot, box: Box) -> list[MapArea]:
    """Draw circles as large as the box allows, and return their areas; an empty set has none.

    The first set stands on the right, the second on the left, the third above them.
    """
    largest = max(venn.sizes)
    if largest <= 0 or min(box.width, box.height) <= 1:
        return []
    areas = [max(0.0, size / largest) for size in venn.sizes]
    overlaps = [max(0.0, overlap / largest) for overlap in venn.overlaps]
    radii = [math.sqrt(area / math.pi) for area in areas]
    centres = _centres(radii, overlaps, max(0.0, venn.common / largest))
    shown = [i for i in range(3) if radii[i] > 0]
    left = min(centres[i][0] - radii[i] for i in shown)
    right = max(centres[i][0] + radii[i] for i in shown)
    top = min(centres[i][1] - radii[i] for i in shown)
    bottom = max(centres[i][1] + radii[i] for i in shown)
    # All rows or all columns are filled, but for half a pixel at each end.
    scale = min((box.width - 1) / (right - left), (box.height - 1) / (bottom - top))
    middle = box.x + box.width / 2, box.y + box.height / 2
    map_areas = []
    for i in shown:
        x = middle[0] + (centres[i][0] - (left + right) / 2) * scale
        y = middle[1] + (centres[i][1] - (top + bottom) / 2) * scale
        radius = radii[i] * scale
        canvas.path(Path.circle(x, y, radius), venn.colours[i])
        map_areas.append(MapArea.circle(f"circle{i}", (x, y), radius))
    return map_areas


def _centres(radii: Sequence[float], overlaps: Sequence[float], common: float) -> list[Point]:
    """Return the centres of circles of these radii."""
    if min(radii) <= 0 or not any(overlaps):
        return _placed(radii, overlaps)

    def error(part: float) -> float:
        shares = [part * overlap for overlap in overlaps]
        centres = _placed(radii, shares)
        missed = [
            _overlap(radii[i], radii[j], math.dist(centres[i], centres[j])) - overlap
            for (i, j), overlap in zip(_PAIRS, overlaps, strict=True)
        ]
        beyond = _common(radii, centres) - common
        return sum(miss * miss for miss in missed) + _COMMON_WEIGHT * beyond * beyond

    part = _argmin(error, 0.0, _MAX_PART)
    return _placed(radii, [part * overlap for overlap in overlaps])


def _placed(radii: Sequence[float], overlaps: Sequence[float]) -> list[Point]:
    """Return centres: the first circle at (0, 0), the second left of it, the third above.

    Each pair overlaps. Where no triangle has these sides, the third stands on the line of the
    others.
    """
    between, to_first, to_second = (
        _distance(radii[i], radii[j], overlap)
        for (i, j), overlap in zip(_PAIRS, overlaps, strict=True)
    )
    if radii[1] <= 0 and to_first > 0:
        return [(0.0, 0.0), (0.0, 0.0), (-to_first, 0.0)]
    if radii[0] <= 0 and to_second > 0:
        return [(0.0, 0.0), (0.0, 0.0), (-to_second, 0.0)]
    if to_first == 0 or between == 0:
        cosine = 0.0
    else:
        cosine = (between**2 + to_first**2 - to_second**2) / (2 * between * to_first)
        cosine = min(1.0, max(-1.0, cosine))
    sine = math.sqrt(1 - cosine * cosine)
    return [(0.0, 0.0), (-between, 0.0), (-to_first * cosine, -to_first * sine)]


def _distance(first: float, second: float, overlap: float) -> float:
    """Return how far apart two circles are that overlap so much; 0 is touching."""
    near, far = abs(first - second), first + second
    if overlap <= 0:
        return far
    for _ in range(40):
        middle = (near + far) / 2
        if _overlap(first, second, middle) > overlap:
            near = middle
        else:
            far = middle
    return (near + far) / 2


def _overlap(first: float, second: float, distance: float) -> float:
    """Return the area that is in both of two circles."""
    if distance >= first + second:
        return 0.0
    if distance <= abs(first - second):
        return math.pi * min(first, second) ** 2
    # The chord through the crossings is this far from the first circle's centre.
    chord = (distance**2 + first**2 - second**2) / (2 * distance)
    return _segment(first, chord) + _segment(second, distance - chord)


def _segment(radius: float, chord: float) -> float:
    """Return the area of a circle beyond a chord, by the chord's distance from the centre."""
    cosine = min(1.0, max(-1.0, chord / radius))
    return radius * radius * (math.acos(cosine) - cosine * math.sqrt(1 - cosine * cosine))


def _common(radii: Sequence[float], centres: Sequence[Point]) -> float:
    """Return the area that is in all circles, by 200 horizontal lines."""
    top = max(y - radius for (_, y), radius in zip(centres, radii, strict=True))
    bottom = min(y + radius for (_, y), radius in zip(centres, radii, strict=True))
    if bottom <= top:
        return 0.0
    step = (bottom - top) / 200
    lines = top + step * (np.arange(200) + 0.5)
    left, right = np.full(200, -math.inf), np.full(200, math.inf)
    for (x, y), radius in zip(centres, radii, strict=True):
        half = np.sqrt(np.maximum(0, radius * radius - (lines - y) ** 2))
        left, right = np.maximum(left, x - half), np.minimum(right, x + half)
    return float(np.maximum(0, right - left).sum() * step)


def _argmin(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function with one minimum has it, by golden sections."""
    golden = (math.sqrt(5) - 1) / 2
    a, b = high - golden * (high - low), low + golden * (high - low)
    at_a, at_b = function(a), function(b)
    for _ in range(20):
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - golden * (high - low)
            at_a = function(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + golden * (high - low)
            at_b = function(b)
    return (low + high) / 2
