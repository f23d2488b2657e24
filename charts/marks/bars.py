"""Bars: filled rectangles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..canvas.box import Box
from ..canvas.path import CLOSE, LINE, MOVE, Path


def rectangles(boxes: Sequence[Box]) -> Path:
    """One path of many rectangles: one call of the rasteriser."""
    vertices = [
        corner
        for b in boxes
        for corner in ((b.x, b.y), (b.right, b.y), (b.right, b.bottom), (b.x, b.bottom), (b.x, b.y))
    ]
    return Path(vertices, np.tile(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8), len(boxes)))
