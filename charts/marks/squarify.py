"""Where the tiles of a treemap lie: areas by their values, as square as they can be, in pixels.

Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..canvas.box import Box


def squarify(values: Sequence[float], box: Box) -> list[Box]:
    """Return the tile of each value, 0 or more: together they fill the box, largest first.

    A value that is 0, or so small that its tile has no area, has a tile of no size. Loads no
    numpy. Takes as long as sorting.
    """
    tiles = [Box(box.right, box.bottom, 0.0, 0.0)] * len(values)
    largest = max(values, default=0.0)
    if largest <= 0 or box.width <= 0 or box.height <= 0:
        return tiles
    parts = [value / largest for value in values]  # their sum does not overflow
    # sum() differs from Python 3.12 on, and a tile at half a pixel with it.
    unit = box.width * box.height / math.fsum(parts)
    order = sorted((i for i in range(len(parts)) if parts[i] > 0), key=lambda i: -parts[i])
    areas = [parts[i] * unit for i in order]
    left, start = box, 0
    while start < len(areas):
        side = min(left.width, left.height)
        end, total = _row(areas, start, side)
        for i, tile in zip(order[start:end], _tiles(areas[start:end], total, left), strict=True):
            tiles[i] = tile
        thickness = total / side if side else 0.0
        across = left.width >= left.height
        left = left.inset(left=thickness) if across else left.inset(top=thickness)
        start = end
    return tiles


def _row(areas: Sequence[float], start: int, side: float) -> tuple[int, float]:
    """Return where the row that starts at an index ends, and its area.

    It takes the next area as long as the least square of its tiles becomes no less square. The
    areas descend.
    """
    end, total, worst = start, 0.0, float("inf")
    largest = areas[start]
    while end < len(areas):
        longer = total + areas[end]
        square = (longer / side) ** 2 if side else 0.0  # of the thickness of the row
        ratio = max(largest / square, square / areas[end]) if square else 0.0
        if ratio > worst:
            break
        end, total, worst = end + 1, longer, ratio
    return end, total


def _tiles(areas: Sequence[float], total: float, left: Box) -> list[Box]:
    """Return the tiles of a row at the shorter side of what is left: a column, or a line."""
    across = left.width >= left.height
    side = left.height if across else left.width
    thickness = min(total / side if side else 0.0, left.width if across else left.height)
    tiles: list[Box] = []
    position = left.y if across else left.x
    for area in areas:
        length = side * area / total
        if across:
            tiles.append(Box(left.x, position, thickness, length))
        else:
            tiles.append(Box(position, left.y, length, thickness))
        position += length
    return tiles
