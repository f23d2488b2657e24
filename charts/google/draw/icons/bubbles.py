"""Bubbles: text, with or without an icon, in a frame with a tail; and charts in a frame.

Of the small bubble the corners are known from map code that cut it up: the box begins 12 pixels
from the left, is 27 high, its tail ends at (0, 42); an icon of 16 pixels stands at (18, 6), eight
pixels before the text.
"""

from __future__ import annotations

import math

from api.named_tuple import NamedTuple

from ....canvas.fonts import Font
from ....canvas.path import CLOSE, CURVE, LINE, MOVE, Path, Point
from ....canvas.stroke import Stroke
from ....canvas.surface import Canvas
from ....colour import Colour
from ...icon import BLACK, Bubble, Frame
from . import glyphs
from .sketch import MAX_SIDE, Block, Sketch, shade_width, shaded, shifted


class _Size(NamedTuple):
    """The measures of a kind of bubble, in pixels."""

    text: float
    heading: float
    icon: int
    pad_x: int
    pad_y: float
    gap: int
    tail: tuple[int, int]


_SMALL = _Size(16, 16, 16, 6, 4, 8, (12, 15))
_BIG = _Size(16, 20, 24, 9, 7, 8, (12, 20))
_RADIUS = 5.0
_EDGE_RADIUS = 3.0
_EDGE_TAIL = 10  # length and width of the tail on an edge


class Outline(NamedTuple):
    """A frame around a box: the whole size, where the box is in it, its tail's end, its shape."""

    width: int
    height: int
    box: Point
    tip: Point
    path: Path


def frame(kind: Frame, width: int, height: int, tail: tuple[int, int] = _SMALL.tail) -> Outline:
    """Return the frame around a box of a size, with its tail where the kind says."""
    if kind == "bbT":
        path = rounded(0.5, 0.5, width - 0.5, height - 0.5, _RADIUS)
        return Outline(width, height, (0, 0), (width / 2, float(height)), path)
    if kind.startswith("bb"):
        return _cornered(kind, width, height, tail)
    return _edged(kind, width, height)


def rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Path:
    """Return a box with rounded corners."""
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    k = r * 0.45
    vertices = [
        (left + r, top), (right - r, top), (right - k, top), (right, top + k), (right, top + r),
        (right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom),
        (left + r, bottom), (left + k, bottom), (left, bottom - k), (left, bottom - r),
        (left, top + r), (left, top + k), (left + k, top), (left + r, top), (left + r, top),
    ]  # fmt: skip
    side = [LINE, CURVE, CURVE, CURVE]
    return Path(vertices, [MOVE, *side * 4, CLOSE])


def _cornered(kind: Frame, width: int, height: int, tail: tuple[int, int]) -> Outline:
    """Return a frame with a bent tail at a corner: made for the lower left one, then mirrored."""
    w, h = tail
    left, top, right, bottom = w + 0.5, 0.5, w + width - 0.5, height - 0.5
    r = _RADIUS
    k = r * 0.45
    tip = 0.5, bottom + h - 0.5
    vertices = [
        (left + r, top), (right - r, top), (right - k, top), (right, top + k), (right, top + r),
        (right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom),
        (left + 9, bottom),
        (left + 6, bottom + h * 0.4), (left - w * 0.2, bottom + h * 0.8), tip,
        (left - w * 0.4, bottom + h * 0.6), (left, bottom + h * 0.1), (left, bottom - 6),
        (left, top + r), (left, top + k), (left + k, top), (left + r, top), (left + r, top),
    ]  # fmt: skip
    codes = [MOVE, LINE, *[CURVE] * 3, LINE, *[CURVE] * 3, LINE, *[CURVE] * 3, *[CURVE] * 3,
             LINE, *[CURVE] * 3, CLOSE]  # fmt: skip
    path = Path(vertices, codes)
    whole = w + width, height + h
    box: Point = (w, 0.0)
    end: Point = (0.0, float(whole[1]))
    if kind in ("bbtr", "bbbr"):
        path = Path(path.vertices * (-1, 1) + (whole[0], 0), codes)
        box, end = (0.0, box[1]), (float(whole[0]), end[1])
    if kind in ("bbtl", "bbtr"):
        path = Path(path.vertices * (1, -1) + (0, whole[1]), codes)
        box, end = (box[0], float(h)), (end[0], 0.0)
    return Outline(*whole, box, end, path)


def _edged(kind: Frame, width: int, height: int) -> Outline:
    """Return a frame with a straight tail on an edge: at its start, in its middle, at its end."""
    side, part = kind[-2], kind[-1]
    horizontal = side in "tb"
    # The box is at the origin for the lower and the right edge.
    edge_length = width if horizontal else height
    half, length = _EDGE_TAIL / 2, _EDGE_TAIL
    at = {"l": _EDGE_RADIUS + half + 2, "t": _EDGE_RADIUS + half + 2, "c": edge_length / 2}.get(
        part, edge_length - _EDGE_RADIUS - half - 2
    )
    at = round(min(max(at, half + 1), edge_length - half - 1)) + 0.5
    dx = length if side == "l" else 0
    dy = length if side == "t" else 0
    left, top, right, bottom = dx + 0.5, dy + 0.5, dx + width - 0.5, dy + height - 0.5
    r = _EDGE_RADIUS
    k = r * 0.45
    tails: dict[str, list[Point]] = {
        "t": [(at - half, top), (at, top - length), (at + half, top)],
        "r": [(right, at - half), (right + length, at), (right, at + half)],
        "b": [(at + half, bottom), (at, bottom + length), (at - half, bottom)],
        "l": [(left, at + half), (left - length, at), (left, at - half)],
    }
    corners: dict[str, list[Point]] = {
        "t": [(right - r, top), (right - k, top), (right, top + k), (right, top + r)],
        "r": [(right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom)],
        "b": [(left + r, bottom), (left + k, bottom), (left, bottom - k), (left, bottom - r)],
        "l": [(left, top + r), (left, top + k), (left + k, top), (left + r, top)],
    }
    vertices: list[Point] = [(left + r, top)]
    codes = [MOVE]
    for edge in "trbl":
        if edge == side:
            vertices += tails[edge]
            codes += [LINE] * 3
        vertices += corners[edge]
        codes += [LINE, *[CURVE] * 3]
    tip = tails[side][1]
    whole = width + (0 if horizontal else length), height + (length if horizontal else 0)
    path = Path([*vertices, vertices[0]], [*codes, CLOSE])
    return Outline(*whole, (float(dx), float(dy)), tip, path)


def sketch(bubble: Bubble) -> Sketch:
    """Return a bubble around its text and icon."""
    measures = _BIG if bubble.big else _SMALL
    first = measures.heading if bubble.big else measures.text
    fonts = [Font(first, family="arial"), Font(measures.text, family="arial")]
    block = Block(bubble.lines, fonts, max_width=MAX_SIDE - 340)
    icon_width = measures.icon + measures.gap if bubble.icon else 0
    inner = max(block.height, measures.icon if bubble.icon else 0, 1.15 * measures.text)
    width = max(math.ceil(icon_width + block.width + 2 * measures.pad_x), 24)
    height = math.ceil(inner + 2 * measures.pad_y)
    outline = frame(bubble.frame, width, height, measures.tail)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        draw_frame(canvas, outline, x, y, bubble.fill, BLACK)
        left, top = x + outline.box[0] + measures.pad_x, y + outline.box[1]
        if bubble.icon:
            middle = top + math.ceil((height - measures.icon) / 2)
            glyphs.draw(canvas, bubble.icon, left, middle, measures.icon, bubble.colour)
        block.draw(
            canvas, left + icon_width, top + round((height - block.height) / 2), bubble.colour
        )

    # Charts that had a bubble with its tail at the lower right moved it by its width (of=-58,0).
    point = (0.0, outline.tip[1]) if bubble.frame == "bbbr" else outline.tip
    plain = Sketch(outline.width, outline.height, point, paint)
    # Map code puts the shadow's tail at (0, 44) where the bubble's is at (0, 42).
    size = shade_width(plain, outline.path), plain.height + 4
    return shaded(plain, [outline.path], bubble.shadow, size, (0, 2))


def draw_frame(
    canvas: Canvas, outline: Outline, x: float, y: float, fill: Colour, edge: Colour
) -> None:
    """Draw a frame with its left upper corner at (x, y)."""
    canvas.path(shifted(outline.path, x, y), fill, Stroke(edge, 1.0, join="miter"))
