"""Barcodes on a canvas: modules in whole pixels, bars as high as the picture, text below."""

from __future__ import annotations

from typing import Final, Literal

from ..canvas.fonts import Font
from ..canvas.path import CLOSE, LINE, MOVE, Path
from ..canvas.surface import Canvas
from ..canvas.text import width as text_width
from ..colour import Colour
from .barcode import Barcode
from .layout import Layout

Turn = Literal["N", "R", "I", "L"]
"""Not turned, clockwise by 90 degrees, upside down, anticlockwise by 90 degrees."""
_ANGLES: Final[dict[Turn, float]] = {"N": 0.0, "R": -90.0, "I": 180.0, "L": 90.0}


def draw(canvas: Canvas, code: Barcode, layout: Layout, turn: Turn, colour: Colour) -> None:
    """Draw a code and its text."""
    place = _Place(code, layout, turn)
    vertices = []
    for x, y, wide, high in code.bars:
        corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]
        vertices += [place.at(*corner) for corner in corners]
    codes = [MOVE, LINE, LINE, LINE, CLOSE] * len(code.bars)
    canvas.path(Path(vertices, codes), colour)
    for line in code.texts:
        font = Font(line.size * layout.module * 0.95, family="helvetica")
        wide = text_width(line.text, font)
        if wide > layout.width:
            font = font._replace(size=font.size * layout.width / wide)
        x, y = place.at(line.x, line.y)
        canvas.text(x, y, line.text, font, colour, anchor=line.anchor, angle=_ANGLES[turn])


class _Place:
    """From modules to pixels of the picture, turned."""

    def __init__(self, code: Barcode, layout: Layout, turn: Turn) -> None:
        self._stretch, self._layout, self._turn = code.stretch, layout, turn

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixels of a point."""
        layout, module = self._layout, self._layout.module
        across = layout.left + round(x * module)
        down = layout.top + self._down(y)
        if self._turn == "R":
            return layout.height - down, across
        if self._turn == "I":
            return layout.width - across, layout.height - down
        if self._turn == "L":
            return down, layout.width - across
        return across, down

    def _down(self, y: float) -> float:
        module = self._layout.module
        if self._stretch is None:
            return round(y * module)
        start, end = self._stretch
        if y <= start:
            return round(y * module)
        if y < end:
            share = (y - start) / (end - start)
            return round(start * module + share * self._layout.bars)
        return round(start * module) + self._layout.bars + round((y - end) * module)
