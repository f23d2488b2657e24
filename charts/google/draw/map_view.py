"""The views of maps: from degrees to pixels, on Mercator's projection or as the areas of 2008."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import numpy as np

from api.named_tuple import NamedTuple

from ... import geography
from ...canvas.box import Box
from ...geography import Array, Shapes
from ...geography.areas import AREAS, SIZE, Area
from ..chart import Bounds, Margins

_NORTHMOST = 85.05113  # where Mercator's map of the world is a square
_MIN_SPAN = 0.2  # degrees that a map of regions shows at least
_MAIN, _NEAR = 0.05, 0.2  # which islands a map shows whole: large or near by the largest piece

# Measured there, in a picture of 440 x 220 pixels: x and y of 0 degrees, pixels of a degree to the
# east and to the south.
_USA: Final = (950.39, 426.17, 7.622, 8.638)
INSETS: Final = {
    "US-AK": (258.2, 377.2, 1.155, 3.067),
    "US-HI": (1565.0, 398.3, 9.08, 10.28),
}


class View(NamedTuple):
    """From degrees to pixels: where 0 degrees are, the pixels of a degree, what is seen."""

    x: float
    y: float
    per_east: float
    """Pixels of a degree to the east."""
    per_south: float
    """Pixels of a degree to the south; on Mercator's map of one at the equator."""
    box: Box
    mercator: bool
    wraps: bool
    """The earth goes on beyond the 180th meridian."""

    def project(self, points: Array) -> Array:
        """Return pixels, (x, y) in rows, of points in degrees, (east, north) in rows."""
        north = _mercator(points[:, 1]) if self.mercator else points[:, 1]
        x = self.x + self.per_east * points[:, 0]
        pixels: Array = np.stack([x, self.y - self.per_south * north], axis=1)
        return np.round(pixels, 2, out=pixels)  # numbers of an SVG are shorter

    def shifts(self, low: float, high: float) -> list[float]:
        """Return by how many pixels a shape from x ``low`` to ``high`` is moved to be seen."""
        if not self.wraps:
            return [0.0]
        turn = 360 * self.per_east
        first = math.ceil((self.box.x - high) / turn)
        last = math.floor((self.box.right - low) / turn)
        return [turn * i for i in range(first, last + 1)]


def _mercator(north: Array) -> Array:
    """Return how far north latitudes lie on Mercator's map, in degrees of the equator."""
    limited = np.radians(np.clip(north, -_NORTHMOST, _NORTHMOST))
    degrees: Array = np.degrees(np.arctanh(np.sin(limited)))
    return degrees


def area_view(area: Area, box: Box) -> View:
    """Return the view of a picture of 2008, as large as the box allows."""
    scale = min(box.width / SIZE[0], box.height / SIZE[1])
    left = box.x + (box.width - SIZE[0] * scale) / 2
    top = box.y + (box.height - SIZE[1] * scale) / 2
    if area is AREAS["usa"]:
        x, y, per_east, per_south = _USA
        box = Box(left, top, SIZE[0] * scale, SIZE[1] * scale)
        return View(
            left + x * scale,
            top + y * scale,
            per_east * scale,
            per_south * scale,
            box,
            False,
            False,
        )
    south, west, north, east = area.bounds
    per_east = scale * min(SIZE[0] / (east - west), SIZE[1] / (north - south) / area.stretch)
    per_south = per_east * area.stretch
    x = box.x + box.width / 2 - per_east * (west + east) / 2
    y = box.y + box.height / 2 + per_south * (south + north) / 2
    box = Box(
        x + per_east * west,
        y - per_south * north,
        per_east * (east - west),
        per_south * (north - south),
    )
    return View(x, y, per_east, per_south, box, False, True)


def inset(points: Array, moved: tuple[float, float, float, float], view: View) -> Array:
    """Return the pixels of a state that is drawn elsewhere and in another size."""
    scale = view.per_east / _USA[2]
    left, top = view.box.x, view.box.y
    x, y, per_east, per_south = moved
    return np.stack(
        [
            left + (x + per_east * points[:, 0]) * scale,
            top + (y - per_south * points[:, 1]) * scale,
        ],
        axis=1,
    )


def bounds_view(bounds: Bounds, box: Box, margins: Margins) -> View:
    """Return the view of a part of the earth in the middle of a box, with margins around."""
    west, east = bounds.west, bounds.east
    south, north = _mercator(np.array([bounds.south, bounds.north])).tolist()
    width = max(box.width - margins.left - margins.right, box.width / 10, 1.0)
    height = max(box.height - margins.top - margins.bottom, box.height / 10, 1.0)
    scale = min(width / (east - west), height / (north - south))
    width, height = scale * (east - west), scale * (north - south)
    left = box.x + (box.width - margins.left - margins.right - width) / 2 + margins.left
    top = box.y + (box.height - margins.top - margins.bottom - height) / 2 + margins.top
    seen = Box(left - margins.left, top - margins.top, width + margins.left + margins.right,
               height + margins.top + margins.bottom)  # fmt: skip
    x, y = max(seen.x, box.x), max(seen.y, box.y)
    box = Box(x, y, min(seen.right, box.right) - x, min(seen.bottom, box.bottom) - y)
    return View(left - west * scale, top + north * scale, scale, scale, box, True, True)


def bounds_around(codes: Iterable[str]) -> Bounds:
    """Return the part of the earth that holds regions, without small islands far away."""
    boxes = [_main(geography.read(geography.file(code)), code) for code in codes]
    if not boxes:
        return Bounds(-60.0, -180.0, 80.0, 180.0)
    ends = np.array(boxes)
    west, east = ends[:, 0] % 360, ends[:, 0] % 360 + ends[:, 2] - ends[:, 0]
    # From each western end all others lie further east: the narrowest map is taken.
    reach = np.max((west[None, :] - west[:, None]) % 360 + (east - west)[None, :], axis=1)
    start = int(np.argmin(reach))
    span = min(360.0, float(reach[start]))
    first = float(west[start]) if span < 360 else -180.0
    south, north = float(ends[:, 1].min()), float(ends[:, 3].max())
    south, north = max(south, -_NORTHMOST), min(north, _NORTHMOST)
    wider, higher = (max(0.0, _MIN_SPAN - s) / 2 for s in (span, north - south))
    return Bounds(south - higher, first - wider, north + higher, first + span + wider)


def _main(shapes: Shapes, code: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a region's large pieces and of those near them."""
    rings = shapes.rings_of(shapes.codes[code])
    rings = rings[np.argsort(-shapes.sizes[rings])]
    sizes, boxes = shapes.sizes[rings], shapes.boxes[rings]
    west, south, east, north = boxes[0].tolist()
    for size, (w, s, e, n) in zip(sizes.tolist(), boxes.tolist(), strict=True):
        turn = 360 * round((west + east - w - e) / 720)
        w, e = w + turn, e + turn
        near = _NEAR * max(east - west, north - south)
        if size >= _MAIN * sizes[0] or (
            w > west - near and e < east + near and s > south - near and n < north + near
        ):
            west, south, east, north = min(west, w), min(south, s), max(east, e), max(north, n)
    return west, south, east, north
