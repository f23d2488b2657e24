"""Bars: filled rectangles, in pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..canvas.box import Box
from ..canvas.path import CLOSE, CURVE, LINE, MOVE, Path, Point
from ..canvas.surface import Canvas

if TYPE_CHECKING:
    from ..colour import Colour
    from .paint import Paint


def draw_bars(canvas: Canvas, bars: Iterable[tuple[Box, Paint]], *, snap: bool = False) -> None:
    """Draw bars, those of one paint together; paints are drawn in the order of their first bars.

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


Side = Literal["left", "right", "top", "bottom"]
_ARC = 0.5523  # of the radius: handles of a curve that is a quarter of a circle


def draw_rounded(
    canvas: Canvas, bars: Iterable[tuple[Box, Colour, Side | None]], radius: float
) -> None:
    """Draw bars whose corners at one side are round; those without a side have none."""
    for box, colour, side in bars:
        if side is None:
            canvas.rectangle(*box, colour)
        else:
            canvas.path(rounded(box, radius, side), colour)


def rounded(box: Box, radius: float, side: Side) -> Path:
    """Return a rectangle on whole pixels with two round corners, at one side of it."""
    x, y, right, bottom = map(round, (box.x, box.y, box.right, box.bottom))
    # As if it were the upper side, (along, away) from the corner at the lower left.
    upright = side in ("top", "bottom")
    length, height = (right - x, bottom - y) if upright else (bottom - y, right - x)
    r = max(0.0, min(radius, length / 2, height))
    k = r * (1 - _ARC)
    outline = [
        (0, 0), (0, height - r), (0, height - k), (k, height), (r, height),
        (length - r, height), (length - k, height), (length, height - k), (length, height - r),
        (length, 0), (0, 0),
    ]  # fmt: skip
    corner: dict[Side, Callable[[float, float], Point]] = {
        "top": lambda a, b: (x + a, bottom - b),
        "bottom": lambda a, b: (x + a, y + b),
        "right": lambda a, b: (x + b, y + a),
        "left": lambda a, b: (right - b, y + a),
    }
    codes = [MOVE, LINE, *[CURVE] * 3, LINE, *[CURVE] * 3, LINE, CLOSE]
    return Path([corner[side](a, b) for a, b in outline], np.array(codes, np.uint8))
