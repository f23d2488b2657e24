"""Bars: filled rectangles, in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.path import Path
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
            canvas.path(Path.rectangles(alike), paint, snap=snap)
            continue
        from .fill import fill  # few charts have gradients or stripes

        for box in alike:
            fill(canvas, box, paint)
