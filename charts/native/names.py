"""Names along an axis: which are drawn, at which angle, and how they are shortened."""

from __future__ import annotations

import math

from ..canvas.fonts import Font
from ..canvas.text import one_line, shorten, width
from .scale import LABEL_HEIGHT, CategoryScale, Labels

_COS45 = math.sqrt(0.5)


def bottom(scale: CategoryScale, font: Font, length: float, max_depth: float) -> Labels:
    """Return the names below the plot: horizontal if they fit, else turned, shortened or fewer.

    Turned names take at most ``max_depth`` pixels across the axis.
    """
    pitch = scale.pitch * length
    thickness = font.size * LABEL_HEIGHT  # of a turned label
    stride = max(1, math.ceil(thickness / pitch))  # the fewest that are left out, even if vertical
    count = len(scale.names)
    names = {i: one_line(scale.names[i]) for i in range(0, count, stride)}
    longest = max((width(name, font) for name in names.values()), default=0.0)
    gap = font.size * 0.7
    if longest + gap <= pitch or count == 1:
        return _horizontal(scale, font, 1, max(pitch - gap, font.size))
    if scale.turn or longest > 6 * font.size:
        depth = min(max_depth, longest * _COS45 + font.size * _COS45)
        if depth >= 3 * font.size and pitch >= thickness / _COS45:
            limit = depth / _COS45 - font.size
            items = ((scale(i), shorten(name, font, limit)) for i, name in names.items())
            return Labels(tuple(items), 45, depth)
    every = max(1, math.ceil((min(longest, length / 3) + gap) / pitch))
    if scale.turn and every > 2:
        depth = min(max_depth, longest)
        if depth >= 3 * font.size and stride * 2 <= every:
            items = ((scale(i), shorten(name, font, depth)) for i, name in names.items())
            return Labels(tuple(items), 90, depth)
    return _horizontal(scale, font, every, every * pitch - gap)


def _horizontal(scale: CategoryScale, font: Font, every: int, limit: float) -> Labels:
    items = tuple(
        (scale(i), shorten(one_line(scale.names[i]), font, limit))
        for i in range(0, len(scale.names), every)
    )
    return Labels(items, 0, font.size)


def left(scale: CategoryScale, font: Font, length: float, max_depth: float) -> Labels:
    """Return the names beside the plot, the first one at the top, every n-th if they are many.

    They are shortened to ``max_depth`` pixels.
    """
    every = max(1, math.ceil(font.size * LABEL_HEIGHT / max(scale.pitch * length, 1e-9)))
    items = _horizontal(scale, font, every, max_depth).items
    depth = max((width(text, font) for _, text in items), default=0.0)
    return Labels(tuple((1 - position, text) for position, text in items), 0, depth)
