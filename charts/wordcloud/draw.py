"""Word clouds on a canvas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..canvas.fonts import Font
from ..canvas.surface import Canvas
from ..canvas.text import ink
from ..colour import Colour
from .layout import PlacedWord


def draw(
    canvas: Canvas, words: Sequence[PlacedWord], font: Font, colours: Sequence[Colour]
) -> None:
    """Draw words in their places, their colours in turn."""
    for word in words:
        face = font._replace(size=word.size)
        above, below = ink(word.text, face)
        down, turn = (
            (above - below) / 2,
            math.radians(word.angle),
        )  # from the middle to the baseline
        canvas.text(
            word.x + down * math.sin(turn), word.y + down * math.cos(turn), word.text, face,
            colours[word.number % len(colours)], anchor=0.5, angle=word.angle,
        )  # fmt: skip
