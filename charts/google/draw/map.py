"""Maps: countries and their parts in colours, on Mercator's projection or as the areas of 2008."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from ... import geography
from ...canvas.box import Box
from ...canvas.path import CLOSE, LINE, MOVE, Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ...geography import Array, Indices, Shapes, runs
from ...geography.areas import AREAS, SIZE, Area
from ...marks.map_area import MapArea
from ..chart import Bounds, Margins, WorldMap
from .geometry import CartesianGeometry, DataPoint

# Measured on the service's picture of the USA: thin grey lines.
_BORDER = Stroke((0x9E, 0x9E, 0x9E, 255), 0.6)
_FINE = 0.6  # pixels: what is smaller is not drawn
_ISLET = 3.0  # pixels: an island up to this width has no outline
_DOT, _LEAST = 5.0, 3.0  # how wide a region's dot is, and up to which width it has one
_NORTHMOST = 85.05113  # where Mercator's map of the world is a square
_NARROWEST = 0.2  # degrees that a map of regions shows at least
_CORNERS = 60  # of a region in an image map
_SEAM = 0.01  # degrees from the 180th meridian
_MAIN, _NEAR = 0.05, 0.2  # which islands a map shows whole: large or near by the largest piece

# Measured there, in a picture of 440 x 220 pixels: x and y of 0 degrees, pixels of a degree to the
# east and to the south.
_USA: Final = (950.39, 426.17, 7.622, 8.638)
_INSETS: Final = {
    "US-AK": (258.2, 377.2, 1.155, 3.067),
    "US-HI": (1565.0, 398.3, 9.08, 10.28),
}


class _View(NamedTuple):
    """From degrees to pixels: where 0 degrees are, pixels of a degree, what is seen."""

    x: float
    y: float
    across: float
    down: float
    box: Box
    mercator: bool
    round: bool
    """The earth goes on beyond the 180th meridian."""

    def project(self, points: Array) -> Array:
        """Pixels of points that are given as degrees east and north."""
        north = _mercator(points[:, 1]) if self.mercator else points[:, 1]
        x = self.x + self.across * points[:, 0]
        pixels: Array = np.stack([x, self.y - self.down * north], axis=1)
        return np.round(pixels, 2, out=pixels)  # numbers of an SVG are shorter

    def shifts(self, low: float, high: float) -> list[float]:
        """By how many pixels that which reaches from ``low`` to ``high`` is moved to be seen."""
        if not self.round:
            return [0.0]
        turn = 360 * self.across
        first = math.ceil((self.box.x - high) / turn)
        last = math.floor((self.box.right - low) / turn)
        return [turn * i for i in range(first, last + 1)]


def _mercator(north: Array) -> Array:
    """How far north a latitude lies on Mercator's map, in degrees of the equator."""
    limited = np.radians(np.clip(north, -_NORTHMOST, _NORTHMOST))
    found: Array = np.degrees(np.arctanh(np.sin(limited)))
    return found


class _Known(NamedTuple):
    """A region that is on the map: its number among all, its colour, where its shape is."""

    number: int
    colour: Colour
    layer: _Layer
    areas: Sequence[int]


class MapGeometry(CartesianGeometry):
    """A map in its room; the points of marks are regions by their number."""

    def __init__(self, diagram: WorldMap, room: Box) -> None:
        super().__init__((), room)
        self._land = diagram.land
        self._area = AREAS.get(diagram.view) if isinstance(diagram.view, str) else None
        self._layers: dict[str, _Layer] = {}
        self._view = self._viewed(diagram)
        self._base = self._layer(self._area.parts if self._area else geography.WORLD)
        self._members = _members(self._base.shapes, self._area)
        self._known = [
            _Known(number, colour, layer, layer.shapes.codes[code])
            for number, (code, colour) in enumerate(diagram.regions)
            if geography.known(code)
            if self._area is None or geography.file(code) == self._area.parts
            for layer in [self._layer(geography.file(code))]
            if layer is not self._base or self._members.issuperset(layer.shapes.codes[code])
        ]

        self._numbered = {region.number: region for region in self._known}

    def _viewed(self, diagram: WorldMap) -> _View:
        match diagram.view:
            case Bounds() as bounds:
                return _fitted(bounds, self.box, Margins())
            case Margins() as margins:
                codes = [code for code, _ in diagram.regions if geography.known(code)]
                return _fitted(_around(codes), self.box, margins)
            case name:
                return _level(AREAS[name], self.box)

    def _layer(self, name: str) -> _Layer:
        if name not in self._layers:
            shapes = geography.read(name)
            points = self._view.project(shapes.points)
            if self._area is AREAS["usa"]:
                for code, inset in _INSETS.items():
                    moved = runs(shapes.arcs, shapes.arcs_of(shapes.codes[code]))
                    points[moved] = _inset(shapes.points[moved], inset, self._view)
            self._layers[name] = _Layer(shapes, points, self._view)
        return self._layers[name]

    def draw(self, canvas: Canvas) -> None:
        """Draw land and regions, then borders, then dots for regions that are hardly seen."""
        with canvas.clip(*self._view.box):
            colours = dict.fromkeys(self._members, self._land)
            for region in self._known:
                if region.layer is self._base:
                    colours.update(dict.fromkeys(region.areas, region.colour))
            self._base.fill(canvas, colours)
            # On clear land only the regions are seen.
            lined = [area for area, colour in colours.items() if colour[3] or self._land[3]]
            self._base.borders(canvas, self._base.shapes.arcs_of(lined))
            for layer in self._layers.values():
                self._draw_parts(canvas, layer)
            for region in self._known:
                self._draw_dot(canvas, region)

    def _draw_parts(self, canvas: Canvas, layer: _Layer) -> None:
        """The regions of a layer that lies on another: parts of a country."""
        regions = [region for region in self._known if region.layer is layer]
        if layer is self._base or not regions:
            return
        colours = {area: region.colour for region in regions for area in region.areas}
        layer.fill(canvas, colours)
        rims = [layer.shapes.rim(region.areas) for region in regions]
        layer.borders(canvas, np.unique(np.concatenate(rims)))

    def _draw_dot(self, canvas: Canvas, region: _Known) -> None:
        if region.colour != self._land and region.layer.width(region.areas) < _LEAST:
            spot = self.data_point(0, region.number)
            if spot is not None:
                shape = Path.sector(spot.x, spot.y, _DOT / 2, 0, 0, math.tau)
                canvas.path(shape, region.colour, _BORDER)

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """The middle of a region; None if it is not on the map."""
        region = self._numbered.get(int(index))
        if region is None:
            return None
        x, y = region.layer.middle(region.areas)
        for shift in self._view.shifts(x, x):
            if Box(x + shift, y, 0, 0).within(self._view.box):
                return DataPoint(x + shift, y)
        return None

    def runs(self, series: int, first: float, last: float) -> list[list[Point]]:
        """Regions have no order that a line could follow."""
        return []

    def map_areas(self) -> list[MapArea]:
        """The largest piece of each region that is seen."""
        found = []
        for region in self._known:
            corners = region.layer.corners(region.areas)
            if corners is not None:
                coords = tuple(round(c) for c in corners.ravel().tolist())
                found.append(MapArea(f"region{region.number}", "POLY", coords))
        return found


class _Layer:
    """Shapes in pixels."""

    def __init__(self, shapes: Shapes, points: Array, view: _View) -> None:
        self.shapes = shapes
        self._points = points
        self._view = view
        # Points that lie in the same small square as the one before them say nothing.
        squares = np.floor(points / _FINE)
        self._kept = np.ones(len(points), np.bool_)
        self._kept[1:] = np.any(squares[1:] != squares[:-1], axis=1)
        self._kept[shapes.arcs[:-1]] = self._kept[shapes.arcs[1:] - 1] = True
        self._x = points[shapes.order, 0] + shapes.turns * view.across
        self._boxes = _boxes(self._x, points[shapes.order, 1], shapes.rings)

    def fill(self, canvas: Canvas, colours: Mapping[int, Colour]) -> None:
        """Fill areas; each colour in one go, so that no seams are seen within it."""
        groups: dict[Colour, list[int]] = {}
        for area, colour in colours.items():
            groups.setdefault(colour, []).append(area)
        for colour, areas in groups.items():
            path = self._path(areas) if colour[3] else None
            if path is not None:
                canvas.path(path, colour)

    def _path(self, areas: Collection[int]) -> Path | None:
        shapes = self.shapes
        rings = shapes.rings_of(areas)
        vertices, codes = [], []
        for shift, seen in self._seen(self._boxes[rings]):
            places = runs(shapes.rings, rings[seen])
            ends = _ends(shapes.rings, rings[seen])
            kept = self._kept[shapes.order[places]]
            code = np.full(len(places), LINE, np.uint8)
            code[ends[:-1]] = MOVE
            code[ends[1:] - 1] = CLOSE
            y = self._points[shapes.order[places], 1]
            vertices.append(np.stack([self._x[places] + shift, y], axis=1)[kept])
            codes.append(code[kept])
        return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else None

    def _seen(self, boxes: Array) -> list[tuple[float, npt.NDArray[np.bool_]]]:
        """Which boxes are seen, by the pixels that all are moved."""
        if not len(boxes):
            return []
        left, top, right, bottom = boxes.T
        large = (right - left > _FINE) | (bottom - top > _FINE)
        box = self._view.box
        found = []
        for shift in self._view.shifts(float(left.min()), float(right.max())):
            seen = large & (left + shift < box.right) & (right + shift > box.x)
            seen &= (top < box.bottom) & (bottom > box.y)
            if seen.any():
                found.append((shift, seen))
        return found

    def borders(self, canvas: Canvas, arcs: Indices) -> None:
        """Draw arcs, all in one go: a line that comes twice is as dark as the others."""
        shapes = self.shapes
        degrees = shapes.points
        ends = _ends(shapes.arcs, arcs)
        places = runs(shapes.arcs, arcs)
        if not len(places):
            return
        x, y = self._points[places].T
        boxes = _boxes(x, y, ends)
        # Where shapes were cut apart, along the 180th meridian and round the pole.
        cut = np.abs(np.abs(degrees[places, 0]) - 180) < _SEAM
        cut |= degrees[places, 1] < -89
        code = np.full(len(places), LINE, np.uint8)
        code[1:][cut[1:] & cut[:-1]] = MOVE
        code[ends[:-1]] = MOVE
        kept = self._kept[places]
        # Lines round small islands would hide them.
        whole = np.all(degrees[shapes.arcs[arcs]] == degrees[shapes.arcs[arcs + 1] - 1], axis=1)
        lined = np.max(boxes[:, 2:] - boxes[:, :2], axis=1) > np.where(whole, _ISLET, 1.0)
        for shift, seen in self._seen(boxes):
            seen &= lined
            shown = np.repeat(seen, np.diff(ends)) & kept
            canvas.path(Path(self._points[places[shown]] + (shift, 0), code[shown]), None, _BORDER)

    def width(self, areas: Sequence[int]) -> float:
        """The larger side of the largest piece of some areas."""
        left, top, right, bottom = self._boxes[self._ring(areas)].tolist()
        return float(max(right - left, bottom - top))

    def _ring(self, areas: Sequence[int]) -> int:
        """The largest ring of some areas."""
        rings = self.shapes.largest[areas]
        return int(rings[0] if len(rings) == 1 else rings[np.argmax(self.shapes.sizes[rings])])

    def _largest(self, areas: Sequence[int]) -> Array:
        """The outline of the largest piece."""
        shapes = self.shapes
        ring = self._ring(areas)
        part = slice(shapes.rings[ring], shapes.rings[ring + 1])
        order = shapes.order[part]
        kept = self._kept[order]
        return np.stack([self._x[part], self._points[order, 1]], axis=1)[kept]

    def middle(self, areas: Sequence[int]) -> Point:
        """A point well inside the largest piece: its centre, or the widest place at its height."""
        left, top, right, bottom = self._boxes[self._ring(areas)].tolist()
        if max(right - left, bottom - top) < _LEAST:
            return (left + right) / 2, (top + bottom) / 2
        x, y = self._largest(areas).T
        crossed = x[:-1] * y[1:] - x[1:] * y[:-1]
        whole = float(crossed.sum())
        if abs(whole) < 1e-6:
            return float(x.mean()), float(y.mean())
        at_y = float(((y[:-1] + y[1:]) * crossed).sum()) / (3 * whole)
        at_x = float(((x[:-1] + x[1:]) * crossed).sum()) / (3 * whole)
        crossing = (y[:-1] > at_y) != (y[1:] > at_y)
        share = (at_y - y[:-1][crossing]) / (y[1:] - y[:-1])[crossing]
        edges = np.sort(x[:-1][crossing] + share * (x[1:] - x[:-1])[crossing])
        if len(edges) < 2:
            return at_x, at_y
        spans = edges[: len(edges) // 2 * 2].reshape(-1, 2)
        if np.any((spans[:, 0] < at_x) & (at_x < spans[:, 1])):
            return at_x, at_y
        widest = spans[int(np.argmax(spans[:, 1] - spans[:, 0]))]
        return float(widest.mean()), at_y

    def corners(self, areas: Sequence[int]) -> Array | None:
        """The corners of the largest piece within the view, not too many; None: it is not seen."""
        shapes = self.shapes
        ring = self._ring(areas)
        left, top, right, bottom = self._boxes[ring].tolist()
        box = self._view.box
        first, last = shapes.rings[ring], shapes.rings[ring + 1]
        some = slice(first, last, max(1, math.ceil((last - first) / _CORNERS)))
        for shift in self._view.shifts(left, right):
            if top < box.bottom and bottom > box.y:
                corners = np.empty((len(shapes.order[some]), 2))
                np.clip(self._x[some] + shift, box.x, box.right, out=corners[:, 0])
                y = self._points[shapes.order[some], 1]
                np.clip(y, box.y, box.bottom, out=corners[:, 1])
                return corners
        return None


def _ends(starts: Indices, chosen: Indices) -> Indices:
    """Where each of some runs starts when they stand one after the other, and the last ends."""
    return np.concatenate([[0], np.cumsum(starts[chosen + 1] - starts[chosen])])


def _boxes(x: Array, y: Array, starts: Indices) -> Array:
    """Left, top, right and bottom of each run of points."""
    ends = [f.reduceat(v, starts[:-1]) for f in (np.minimum, np.maximum) for v in (x, y)]
    return np.stack(ends, axis=1)


def _members(shapes: Shapes, area: Area | None) -> frozenset[int]:
    """The numbers of the areas that are drawn at all."""
    if area and area.members:
        return frozenset(i for code in area.members for i in shapes.codes.get(code, ()))
    absent = shapes.codes["AQ"] if area else ()
    return frozenset(range(len(shapes.areas) - 1)).difference(absent)


def _level(area: Area, room: Box) -> _View:
    """A picture of 2008 as large as the room allows."""
    scale = min(room.width / SIZE[0], room.height / SIZE[1])
    left = room.x + (room.width - SIZE[0] * scale) / 2
    top = room.y + (room.height - SIZE[1] * scale) / 2
    if area is AREAS["usa"]:
        x, y, across, down = _USA
        box = Box(left, top, SIZE[0] * scale, SIZE[1] * scale)
        return _View(
            left + x * scale, top + y * scale, across * scale, down * scale, box, False, False
        )
    south, west, north, east = area.bounds
    across = scale * min(SIZE[0] / (east - west), SIZE[1] / (north - south) / area.stretch)
    down = across * area.stretch
    x = room.x + room.width / 2 - across * (west + east) / 2
    y = room.y + room.height / 2 + down * (south + north) / 2
    box = Box(x + across * west, y - down * north, across * (east - west), down * (north - south))
    return _View(x, y, across, down, box, False, True)


def _inset(points: Array, inset: tuple[float, float, float, float], view: _View) -> Array:
    """Where a state lies that is drawn elsewhere and in another size."""
    scale = view.across / _USA[2]
    left, top = view.box.x, view.box.y
    x, y, across, down = inset
    return np.stack(
        [left + (x + across * points[:, 0]) * scale, top + (y - down * points[:, 1]) * scale],
        axis=1,
    )


def _fitted(bounds: Bounds, room: Box, margins: Margins) -> _View:
    """A part of the earth and what the margins leave of its surroundings, in the room's middle."""
    west, east = bounds.west, bounds.east
    south, north = _mercator(np.array([bounds.south, bounds.north])).tolist()
    width = max(room.width - margins.left - margins.right, room.width / 10, 1.0)
    height = max(room.height - margins.top - margins.bottom, room.height / 10, 1.0)
    scale = min(width / (east - west), height / (north - south))
    across, high = scale * (east - west), scale * (north - south)
    left = room.x + (room.width - margins.left - margins.right - across) / 2 + margins.left
    top = room.y + (room.height - margins.top - margins.bottom - high) / 2 + margins.top
    seen = Box(left - margins.left, top - margins.top, across + margins.left + margins.right,
               high + margins.top + margins.bottom)  # fmt: skip
    x, y = max(seen.x, room.x), max(seen.y, room.y)
    box = Box(x, y, min(seen.right, room.right) - x, min(seen.bottom, room.bottom) - y)
    return _View(left - west * scale, top + north * scale, scale, scale, box, True, True)


def _around(codes: Iterable[str]) -> Bounds:
    """The part of the earth that regions lie in, without islands that are small and far away."""
    boxes = [_main(geography.read(geography.file(code)), code) for code in codes]
    if not boxes:
        return Bounds(-60.0, -180.0, 80.0, 180.0)
    found = np.array(boxes)
    west, east = found[:, 0] % 360, found[:, 0] % 360 + found[:, 2] - found[:, 0]
    # From each western end all others lie further east: the narrowest map is taken.
    reach = np.max((west[None, :] - west[:, None]) % 360 + (east - west)[None, :], axis=1)
    start = int(np.argmin(reach))
    span = min(360.0, float(reach[start]))
    first = float(west[start]) if span < 360 else -180.0
    south, north = float(found[:, 1].min()), float(found[:, 3].max())
    south, north = max(south, -_NORTHMOST), min(north, _NORTHMOST)
    wider, higher = (max(0.0, _NARROWEST - s) / 2 for s in (span, north - south))
    return Bounds(south - higher, first - wider, north + higher, first + span + wider)


def _main(shapes: Shapes, code: str) -> tuple[float, float, float, float]:
    """West, south, east, north of a region's large pieces and of those near them."""
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
