"""Shapes of regions in pixels: filled, with borders, and where they are."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from ...canvas.path import CLOSE, LINE, MOVE, Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ...geography import Array, Indices, Shapes, runs
from .map_view import View

# Measured on the service's picture of the USA: thin grey lines.
BORDER = Stroke((0x9E, 0x9E, 0x9E, 255), 0.6)
MIN_WIDTH = 3.0  # pixels: a region up to this width is hardly seen
_FINE = 0.6  # pixels: what is smaller is not drawn
_ISLET = 3.0  # pixels: an island up to this width has no outline
_CORNERS = 60  # of a region in an image map
_SEAM = 0.01  # degrees from the 180th meridian


class Layer:
    """The shapes of one file of geography, in pixels."""

    def __init__(self, shapes: Shapes, points: Array, view: View) -> None:
        """``points``: those of the shapes, in pixels."""
        self.shapes = shapes
        self._points = points
        self._view = view
        # Points in the same small square as the one before them are left out.
        squares = np.floor(points / _FINE)
        self._kept = np.ones(len(points), np.bool_)
        self._kept[1:] = np.any(squares[1:] != squares[:-1], axis=1)
        self._kept[shapes.arcs[:-1]] = self._kept[shapes.arcs[1:] - 1] = True
        self._x = points[shapes.order, 0] + shapes.turns * view.per_east
        self._boxes = _boxes(self._x, points[shapes.order, 1], shapes.rings)

    def fill(self, canvas: Canvas, colours: Mapping[int, Colour]) -> None:
        """Fill areas by number; each colour in one call, so that it has no seams."""
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
            indices = runs(shapes.rings, rings[seen])
            ends = _ends(shapes.rings, rings[seen])
            kept = self._kept[shapes.order[indices]]
            code = np.full(len(indices), LINE, np.uint8)
            code[ends[:-1]] = MOVE
            code[ends[1:] - 1] = CLOSE
            y = self._points[shapes.order[indices], 1]
            vertices.append(np.stack([self._x[indices] + shift, y], axis=1)[kept])
            codes.append(code[kept])
        return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else None

    def _seen(self, boxes: Array) -> list[tuple[float, npt.NDArray[np.bool_]]]:
        """Return by how many pixels boxes are moved to be seen, and which of them then are."""
        if not len(boxes):
            return []
        left, top, right, bottom = boxes.T
        large = (right - left > _FINE) | (bottom - top > _FINE)
        box = self._view.box
        seen_boxes = []
        for shift in self._view.shifts(float(left.min()), float(right.max())):
            seen = large & (left + shift < box.right) & (right + shift > box.x)
            seen &= (top < box.bottom) & (bottom > box.y)
            if seen.any():
                seen_boxes.append((shift, seen))
        return seen_boxes

    def draw_borders(self, canvas: Canvas, arcs: Indices) -> None:
        """Draw arcs, all in one call: a line that comes twice is as dark as the others."""
        shapes = self.shapes
        degrees = shapes.points
        ends = _ends(shapes.arcs, arcs)
        indices = runs(shapes.arcs, arcs)
        if not len(indices):
            return
        x, y = self._points[indices].T
        boxes = _boxes(x, y, ends)
        # Where shapes were cut apart, along the 180th meridian and round the pole.
        cut = np.abs(np.abs(degrees[indices, 0]) - 180) < _SEAM
        cut |= degrees[indices, 1] < -89
        code = np.full(len(indices), LINE, np.uint8)
        code[1:][cut[1:] & cut[:-1]] = MOVE
        code[ends[:-1]] = MOVE
        kept = self._kept[indices]
        # Lines round small islands would hide them.
        whole = np.all(degrees[shapes.arcs[arcs]] == degrees[shapes.arcs[arcs + 1] - 1], axis=1)
        lined = np.max(boxes[:, 2:] - boxes[:, :2], axis=1) > np.where(whole, _ISLET, 1.0)
        for shift, seen in self._seen(boxes):
            seen &= lined
            shown = np.repeat(seen, np.diff(ends)) & kept
            canvas.path(Path(self._points[indices[shown]] + (shift, 0), code[shown]), None, BORDER)

    def width(self, areas: Sequence[int]) -> float:
        """Return the larger side of the largest piece of some areas, in pixels."""
        left, top, right, bottom = self._boxes[self._ring(areas)].tolist()
        return float(max(right - left, bottom - top))

    def _ring(self, areas: Sequence[int]) -> int:
        """Return the number of the largest ring of some areas."""
        rings = self.shapes.largest[areas]
        return int(rings[0] if len(rings) == 1 else rings[np.argmax(self.shapes.sizes[rings])])

    def _largest(self, areas: Sequence[int]) -> Array:
        """Return the outline of the largest piece, (x, y) in rows."""
        shapes = self.shapes
        ring = self._ring(areas)
        part = slice(shapes.rings[ring], shapes.rings[ring + 1])
        order = shapes.order[part]
        kept = self._kept[order]
        return np.stack([self._x[part], self._points[order, 1]], axis=1)[kept]

    def middle(self, areas: Sequence[int]) -> Point:
        """Return a point well inside the largest piece: its centre, or the widest span there."""
        left, top, right, bottom = self._boxes[self._ring(areas)].tolist()
        if max(right - left, bottom - top) < MIN_WIDTH:
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
        """Return at most 60 corners of the largest piece; None if it is not in the view."""
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
    """Return where each of the chosen runs starts if they are joined, and where the last ends."""
    return np.concatenate([[0], np.cumsum(starts[chosen + 1] - starts[chosen])])


def _boxes(x: Array, y: Array, starts: Indices) -> Array:
    """Return left, top, right and bottom of each run of points, in rows."""
    ends = [f.reduceat(v, starts[:-1]) for f in (np.minimum, np.maximum) for v in (x, y)]
    return np.stack(ends, axis=1)
