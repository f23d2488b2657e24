"""A line of text as a shape: slanted where there is no italic face, or made narrower."""

from __future__ import annotations

import math

import numpy as np

from .fonts import Font, faces
from .path import Path

SLANT = math.tan(math.radians(12))
"""How far a slanted letter leans, as that of Arial Italic and of browsers that make one up."""


def outline(
    text: str,
    font: Font,
    x: float,
    y: float,
    *,
    anchor: float = 0.0,
    angle: float = 0.0,
    slant: float = 0.0,
    stretch: float = 1.0,
) -> Path | None:
    """Return the shape of a line on the baseline through (x, y), None if nothing is drawn.

    ``anchor`` and ``angle`` are those of ``Canvas.text``. ``slant``: how far a letter leans to the
    right over its height. ``stretch``: its width, as a part of the usual one.
    """
    known = faces()
    line = known.line(text, font)
    vertices, codes = [], []
    for glyph in line.glyphs:
        points, shape = known.outline(glyph.face, glyph.number)
        if len(points):
            vertices.append(points + np.array([glyph.x, glyph.y]))
            codes.append(shape)
    if not vertices:
        return None
    ems = np.vstack(vertices)
    across = (ems[:, 0] - line.width * anchor) * stretch + ems[:, 1] * slant
    turn = math.radians(angle)
    cos, sin = math.cos(turn) * font.size, math.sin(turn) * font.size
    placed = np.column_stack(
        [x + across * cos - ems[:, 1] * sin, y - across * sin - ems[:, 1] * cos]
    )
    return Path(placed, np.concatenate(codes))
