"""Bars: filled rectangles, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..canvas.box import Box
from ..canvas.path import CLOSE, LINE, MOVE, Path
from ..canvas.surface import Canvas

if TYPE_CHECKING:
    from .paint import Paint


def draw_bars(canvas: Canvas, bars: Iterable[tuple[Box, Paint]], *, snap: bool = False) -> None:
    """Draw bars, all of a colour in one go; paints follow each other as they first occur.

    ``snap`` puts the edges of those of one colour on whole device pixels.
    """
    boxes: dict[Paint, list[Box]] = {}
    for box, paint in bars:
        boxes.setdefault(paint, []).append(box)
    for paint, alike in boxes.items():
        if isinstance(paint, tuple):
            canvas.path(rectangles(alike), paint, snap=snap)
            continue
        from .fill import fill  # few charts have gradients or stripes

        for box in alike:
            fill(canvas, box, paint)


def rectangles(boxes: Sequence[Box]) -> Path:
    """Return one path of many rectangles: one call of the rasteriser."""
    vertices = [
        corner
        for b in boxes
        for corner in ((b.x, b.y), (b.right, b.y), (b.right, b.bottom), (b.x, b.bottom), (b.x, b.y))
    ]
    return Path(vertices, np.tile(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8), len(boxes)))
