"""Text as a canvas of a browser sets it: in the middle of a line, in one or more lines."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.fonts import Font
from ...canvas.sanitize import normalize
from ...canvas.surface import Canvas
from ...canvas.text import width
from ...colour import Colour
from ..chart import TextStyle

_MIDDLE = 0.3465
"""Of the size, from the middle of a line down to its baseline: half of what Arial's ascent (0.905)
is more than its descent (0.212)."""


def font(style: TextStyle) -> Font:
    """Return the font of a style."""
    return Font(style.size, style.bold, "helvetica")


def length(text: str, style: TextStyle) -> float:
    """Return the width of a line."""
    return width(normalize(text), font(style))


def longest(lines: Sequence[str], style: TextStyle) -> float:
    """Return the width of the longest line."""
    return max((length(line, style) for line in lines), default=0.0)


def draw(
    canvas: Canvas,
    lines: Sequence[str],
    x: float,
    y: float,
    style: TextStyle,
    *,
    anchor: float = 0.0,
    angle: float = 0.0,
    colour: Colour | None = None,
) -> None:
    """Draw lines, the middle of the first one's height at (x, y).

    ``anchor``: the part of a line that lies before x; ``angle``: degrees anticlockwise.
    """
    import math

    turn = math.radians(angle)
    face, ink = font(style), colour or style.colour
    down = style.size * _MIDDLE
    for i, line in enumerate(lines):
        below = down + i * style.line_height
        canvas.text(
            x + below * math.sin(turn), y + below * math.cos(turn), normalize(line), face, ink,
            anchor=anchor, angle=angle,
        )  # fmt: skip
