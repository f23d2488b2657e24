"""Text as a canvas of a browser sets it: in the middle of a line, in one or more lines."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from ...canvas.faces import Family
from ...canvas.fonts import Font
from ...canvas.path import Path
from ...canvas.sanitize import normalize
from ...canvas.surface import Canvas
from ...canvas.text import width
from ...canvas.text_path import SLANT, outline
from ...colour import Colour
from ..styles import TextStyle

_MIDDLE = 0.3465
"""Of the size, from the middle of a line down to its baseline: half of what Arial's ascent (0.905)
is more than its descent (0.212)."""


_FAMILIES: tuple[tuple[str, Family], ...] = (
    ("mono", "mono"), ("courier", "mono"), ("consolas", "mono"), ("menlo", "mono"),
    ("sans", "helvetica"), ("serif", "serif"), ("times", "serif"), ("georgia", "serif"),
    ("garamond", "serif"), ("playfair", "serif"),
)  # fmt: skip
"""What is in the names of typefaces that are drawn otherwise than in Helvetica's metrics."""


def font(style: TextStyle) -> Font:
    """Return the font of a style."""
    return Font(style.size, style.bold, _family(style.family) if style.family else "helvetica")


@functools.lru_cache(256)
def _family(names: str) -> Family:
    """Return the family that is nearest to the first typeface of a list."""
    first = names.partition(",")[0].lower()
    return next((family for part, family in _FAMILIES if part in first), "helvetica")


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
    max_width: float = math.inf,
) -> None:
    """Draw lines, the middle of the first one's height at (x, y).

    ``anchor``: the part of a line that lies before x; ``angle``: degrees anticlockwise. A line that
    is longer than ``max_width`` is made narrower, as a canvas of a browser does.
    """
    turn = math.radians(angle)
    face, ink = font(style), colour or style.colour
    down = style.size * _MIDDLE
    for i, line in enumerate(lines):
        below = down + i * style.line_height
        at = x + below * math.sin(turn), y + below * math.cos(turn)
        words = normalize(line)
        wide = width(words, face) if max_width < math.inf else 0.0
        if not style.italic and wide <= max_width:
            canvas.text(*at, words, face, ink, anchor=anchor, angle=angle)
            continue
        stretch = max_width / wide if wide > max_width else 1.0
        slant = SLANT if style.italic else 0.0
        path = outline(words, face, *at, anchor=anchor, angle=angle, slant=slant, stretch=stretch)
        if path is not None:
            canvas.path(path, ink)


def turned(path: Path, x: float, y: float, degrees: float) -> Path:
    """Return a path, such as what is behind a text, turned clockwise about a point."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    points = [
        (x + (a - x) * cos - (b - y) * sin, y + (a - x) * sin + (b - y) * cos)
        for a, b in path.vertices.tolist()
    ]
    return Path(points, path.codes)
