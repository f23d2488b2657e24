"""Named glyphs and flags in a square."""

from __future__ import annotations

import functools
import math
import re

from .... import icons
from ....canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ....canvas.stroke import Stroke
from ....canvas.surface import Canvas
from ....colour import Colour
from ...icon import Alignment, Glyphs
from .sketch import MAX_SIDE, Sketch

_step = re.compile("([MLC])([-0-9 ]+)").findall
_CODES = {"M": MOVE, "L": LINE, "C": CURVE}


@functools.lru_cache(maxsize=512)
def path(text: str) -> Path:
    """Return the path of an outline on its grid; every shape in it is closed."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    start = (0.0, 0.0)
    for kind, numbers in _step(text):
        values = [float(number) for number in numbers.split()]
        points = list(zip(values[::2], values[1::2], strict=True))
        if kind == "M":
            if vertices:
                vertices.append(start)
                codes.append(CLOSE)
            start = points[0]
        vertices += points
        codes += [_CODES[kind]] * len(points)
    return Path([*vertices, start], [*codes, CLOSE])


def draw(
    canvas: Canvas,
    name: str,
    x: float,
    y: float,
    size: float,
    fill: Colour,
    outline: Colour | None = None,
) -> None:
    """Draw a glyph in a square with its left upper corner at (x, y); flags have own colours."""
    if name.startswith(icons.FLAG):
        _draw_flag(canvas, name, x, y, size, outline)
        return
    text = icons.outline(name) or icons.outline("disk")
    shape = path(text)
    placed = Path(shape.vertices * (size / icons.GRID) + (x, y), shape.codes)
    if outline is not None:
        canvas.path(placed, None, Stroke(outline, 2.0))
    canvas.path(placed, fill)


def _draw_flag(
    canvas: Canvas, name: str, x: float, y: float, size: float, outline: Colour | None
) -> None:
    """Draw a flag as wide as the square, with a thin edge; one that is unknown is blank."""
    columns, rows = icons.FLAG_SIZE
    scale = size / columns
    height = max(round(rows * scale), 1)
    top = round(y + (size - height) / 2)
    left = round(x)
    width = max(round(size), 1)
    canvas.rectangle(left, top, width, height, (255, 255, 255, 255))
    with canvas.clip(left, top, width, height):
        for part in icons.flag(name):
            shape = path(part.outline)
            placed = Path(
                shape.vertices * (width / columns, height / rows) + (left, top), shape.codes
            )
            stroke = Stroke(_colour(part.stroke), part.width * scale) if part.stroke else None
            canvas.path(placed, _colour(part.fill) if part.fill else None, stroke)
    edge = outline if outline is not None else (0, 0, 0, 90)
    corners = [
        (left + 0.5, top + 0.5), (left + width - 0.5, top + 0.5),
        (left + width - 0.5, top + height - 0.5), (left + 0.5, top + height - 0.5),
    ]  # fmt: skip
    canvas.path(Path.polygon(corners), None, Stroke(edge, 1.0, join="miter"))


def _colour(digits: str) -> Colour:
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue, 255


_EDGE = 1  # space for the outline


def sketch(glyphs: Glyphs) -> Sketch:
    """Return one glyph, or a row of them."""
    size = min(max(glyphs.size, 1.0), 300.0)
    cell = math.ceil(size) + 2 * _EDGE
    step = size + glyphs.spacing
    count = max(0, min(glyphs.copies, int((MAX_SIDE - cell) / max(step, 1.0)) + 1))
    length = max(math.ceil(cell + (count - 1) * step), 1)
    width, height = (cell, length) if glyphs.upwards else (length, cell)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        for number in range(count):
            dx = 0.0 if glyphs.upwards else number * step
            dy = height - cell - number * step if glyphs.upwards else 0.0
            draw(
                canvas, glyphs.name, x + _EDGE + dx, y + _EDGE + dy, size, glyphs.fill,
                glyphs.outline,
            )  # fmt: skip

    return Sketch(width, height, point(glyphs.align, width, height), paint)


def point(align: Alignment, width: float, height: float) -> tuple[float, float]:
    """Return the point of a picture that an alignment names."""
    return width * align.horizontal - align.dx, height * align.vertical + align.dy
