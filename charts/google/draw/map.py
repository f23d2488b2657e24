"""Maps: countries and their parts in colours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from api.named_tuple import NamedTuple

from ... import geography
from ...canvas.box import Box
from ...canvas.path import Path, Point
from ...canvas.surface import Canvas
from ...colour import Colour
from ...geography import Shapes, runs
from ...geography.areas import AREAS, Area
from ...marks.map_area import MapArea
from ..chart import Bounds, Margins, WorldMap
from . import map_view
from .geometry import CartesianGeometry, DataPoint
from .map_layer import BORDER, MIN_WIDTH, Layer

_DOT = 5.0  # pixels: how wide the dot of a region is that is hardly seen


class _Known(NamedTuple):
    """A region that is on the map: its number among all, its colour, its shape in a layer."""

    number: int
    colour: Colour
    layer: Layer
    areas: Sequence[int]


class MapGeometry(CartesianGeometry):
    """A map in its box; the points of markers are regions by their number."""

    def __init__(self, diagram: WorldMap, box: Box) -> None:
        super().__init__((), box)
        self._land = diagram.land
        self._area = AREAS.get(diagram.view) if isinstance(diagram.view, str) else None
        self._layers: dict[str, Layer] = {}
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

    def _viewed(self, diagram: WorldMap) -> map_view.View:
        match diagram.view:
            case Bounds() as bounds:
                return map_view.bounds_view(bounds, self.box, Margins())
            case Margins() as margins:
                codes = [code for code, _ in diagram.regions if geography.known(code)]
                return map_view.bounds_view(map_view.bounds_around(codes), self.box, margins)
            case name:
                return map_view.area_view(AREAS[name], self.box)

    def _layer(self, name: str) -> Layer:
        if name not in self._layers:
            shapes = geography.read(name)
            points = self._view.project(shapes.points)
            if self._area is AREAS["usa"]:
                for code, inset in map_view.INSETS.items():
                    moved = runs(shapes.arcs, shapes.arcs_of(shapes.codes[code]))
                    points[moved] = map_view.inset(shapes.points[moved], inset, self._view)
            self._layers[name] = Layer(shapes, points, self._view)
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
            self._base.draw_borders(canvas, self._base.shapes.arcs_of(lined))
            for layer in self._layers.values():
                self._draw_parts(canvas, layer)
            for region in self._known:
                self._draw_dot(canvas, region)

    def _draw_parts(self, canvas: Canvas, layer: Layer) -> None:
        """Draw the regions of a layer that lies on another: parts of a country."""
        regions = [region for region in self._known if region.layer is layer]
        if layer is self._base or not regions:
            return
        colours = {area: region.colour for region in regions for area in region.areas}
        layer.fill(canvas, colours)
        rims = [layer.shapes.rim(region.areas) for region in regions]
        layer.draw_borders(canvas, np.flatnonzero(np.bincount(np.concatenate(rims))))

    def _draw_dot(self, canvas: Canvas, region: _Known) -> None:
        if region.colour != self._land and region.layer.width(region.areas) < MIN_WIDTH:
            centre = self.data_point(0, region.number)
            if centre is not None:
                shape = Path.circle(*centre[:2], _DOT / 2)
                canvas.path(shape, region.colour, BORDER)

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """Return the middle of a region; None if it is not on the map."""
        region = self._numbered.get(int(index))
        if region is None:
            return None
        x, y = region.layer.middle(region.areas)
        for shift in self._view.shifts(x, x):
            if Box(x + shift, y, 0, 0).within(self._view.box):
                return DataPoint(x + shift, y)
        return None

    def runs(self, series: int, first: float, last: float) -> list[list[Point]]:
        """Return nothing: regions have no order that a line could follow."""
        return []

    def map_areas(self) -> list[MapArea]:
        """Return the largest piece of each region that is seen."""
        areas = []
        for region in self._known:
            corners = region.layer.corners(region.areas)
            if corners is not None:
                areas.append(MapArea.polygon(f"region{region.number}", corners.tolist()))
        return areas


def _members(shapes: Shapes, area: Area | None) -> frozenset[int]:
    """Return the numbers of the areas that are drawn at all."""
    if area and area.members:
        return frozenset(i for code in area.members for i in shapes.codes.get(code, ()))
    absent = shapes.codes["AQ"] if area else ()
    return frozenset(range(len(shapes.areas) - 1)).difference(absent)
