"""Graphs that were laid out: their outlines and text, as large as their box allows."""

from __future__ import annotations

import numpy as np

from ..canvas import text as texts
from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ..canvas.sanitize import normalize
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..marks.map_area import MapArea
from .drawing import Area, Drawing, Outline, Words

_THINNEST = 0.75  # pixels: thinner lines are hard to see
_SMALLEST = 1.5  # pixels: smaller text is a blur
_SPILL = 1.04  # a text may be so much wider than the layout's estimate


def draw(canvas: Canvas, drawing: Drawing, box: Box) -> list[MapArea]:
    """Draw the graph in the middle of its box, and return the regions of its nodes."""
    width, height = drawing.extent
    scale = min(box.width / width, box.height / height)
    if scale <= 0:
        return []
    placed = _Placed(canvas, scale, Box(
        box.x + (box.width - scale * width) / 2,
        box.y + (box.height - scale * height) / 2,
        scale * width,
        scale * height,
    ))  # fmt: skip
    for piece in drawing.pieces:
        if isinstance(piece, Outline):
            placed.outline(piece)
        else:
            placed.words(piece)
    return [placed.region(number, area) for number, area in enumerate(drawing.nodes)]


class _Placed:
    """A canvas that is drawn on in a graph's own measures, within the graph's box."""

    def __init__(self, canvas: Canvas, scale: float, box: Box) -> None:
        self._canvas, self._scale, self._box = canvas, scale, box

    def _x(self, x: float) -> float:
        return self._box.x + self._scale * x

    def _y(self, y: float) -> float:
        return self._box.y + self._scale * y

    def outline(self, outline: Outline) -> None:
        """Draw a line or an area."""
        points = np.array(outline.points) * self._scale + (self._box.x, self._box.y)
        codes = [MOVE, *[CURVE if outline.curved else LINE] * (len(points) - 1)]
        if outline.closed:
            points, codes = np.vstack([points, points[:1]]), [*codes, CLOSE]
        stroke = None
        if outline.line and outline.line[3] and outline.width > 0:
            dash = tuple(max(1.0, self._scale * part) for part in outline.dash)
            stroke = Stroke(
                outline.line, max(_THINNEST, self._scale * outline.width), dash, join="miter"
            )
        steps = np.abs(np.diff(points, axis=0))
        straight = not outline.curved and bool(np.all(steps.min(axis=1) < 0.01))
        self._canvas.path(Path(points, codes), outline.fill, stroke, snap=straight)

    def words(self, words: Words) -> None:
        """Write a line of text; smaller where it does not fit its space, or the graph's height."""
        text = normalize(words.text)
        size = min(self._scale * words.size, self._box.height)
        if not text.strip() or size < _SMALLEST:
            return
        font = Font(size, words.bold, "arial")
        room = max(self._scale * words.room * _SPILL, 1.0)
        long = texts.width(text, font)
        if long > room:
            font = font._replace(size=max(_SMALLEST, size * room / long))
        x, y = self._x(words.at[0]), self._y(words.at[1])
        self._canvas.text(x, y, text, font, words.colour, anchor=words.anchor)

    def region(self, number: int, area: Area) -> MapArea:
        """Return the map area of the node of this number."""
        name = f"node{number}"
        points = [(round(self._x(x)), round(self._y(y))) for x, y in area.points]
        if area.kind == "CIRCLE":
            (left, top), (right, bottom) = points
            coords = (left + right) // 2, (top + bottom) // 2, max(1, (right - left) // 2)
            return MapArea(name, "CIRCLE", coords)
        return MapArea(name, area.kind, tuple(part for point in points for part in point))
