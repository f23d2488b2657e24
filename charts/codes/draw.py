"""Codes of dark and light squares, in whole pixels, in the middle of their box."""

from __future__ import annotations

import re

import numpy as np

from ..canvas.box import Box
from ..canvas.path import CLOSE, LINE, MOVE, Path
from ..canvas.surface import Canvas
from ..marks.map_area import MapArea
from .matrix import CodeMatrix

_runs = re.compile("1+").finditer


def draw(canvas: Canvas, matrix: CodeMatrix, room: Box) -> list[MapArea]:
    """Draw the dark squares: as large as whole pixels and the margin allow."""
    count = len(matrix.rows)
    side = int(min(room.width, room.height) // (count + 2 * matrix.margin))
    if side < 1:
        return []
    left = int(room.x + (room.width - count * side) // 2)
    top = int(room.y + (room.height - count * side) // 2)
    vertices = []
    for number, row in enumerate(matrix.rows):
        y = top + number * side
        for run in _runs(row):
            x, end = left + run.start() * side, left + run.end() * side
            vertices += [(x, y), (end, y), (end, y + side), (x, y + side), (x, y)]
    codes = np.tile(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8), len(vertices) // 5)
    canvas.path(Path(vertices, codes), matrix.colour)
    return []
