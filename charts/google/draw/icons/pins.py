"""Map pins: letter and icon pins, scaled and turned pins, the pins of older map code.

The letter pin's outline follows the image map that map code of 2008 had for it: 21x34 pixels, the
head a disk of 21, the tip three pixels wide at (10, 34).
"""

from __future__ import annotations

import math

import numpy as np

from ....canvas.fonts import Font
from ....canvas.path import CLOSE, CURVE, LINE, MOVE, Path, Point
from ....canvas.stroke import Stroke
from ....canvas.surface import Canvas
from ....canvas.text import shorten, width
from ....colour import Colour
from ...icon import BLACK, Marker, Pin, Spin
from . import glyphs
from .sketch import Block, Sketch, coverage, shaded, shifted

_OUTLINE = Stroke(BLACK, 1.0, join="miter")
_HEAD = 13  # pixels across: the largest icon in a pin's head


def teardrop(x: float, y: float, radius: float, tip: float, foot: float) -> Path:
    """A disk around (x, y) that narrows to an end at the height ``foot``, 2 ``tip`` wide."""
    spread = math.radians(142.5)  # from the top to where the disk ends
    arc = Path.sector(x, y, radius, 0, -spread, 2 * spread).vertices[:-2]
    (left, low), (right, _) = arc[0], arc[-1]
    fall = foot - low
    half = right - x
    # The sides go on in the direction in which the disk ends.
    reach = 0.4 * radius
    turn, drop = half + reach * math.cos(spread), low + reach * math.sin(spread)
    vertices = [
        *arc,
        (x + turn, drop), (x + half * 0.26, low + fall * 0.51), (x + tip, foot),
        (x - tip, foot),
        (x - half * 0.26, low + fall * 0.51), (x - turn, drop), (left, low),
        (left, low),
    ]  # fmt: skip
    codes = [MOVE, *[CURVE] * (len(arc) - 1), *[CURVE] * 3, LINE, *[CURVE] * 3, CLOSE]
    return Path(vertices, codes)


def star(x: float, y: float, radius: float) -> Path:
    """Five points."""
    corners = []
    for number in range(10):
        far = radius if number % 2 == 0 else radius * 0.42
        angle = number * math.pi / 5
        corners.append((x + far * math.sin(angle), y - far * math.cos(angle)))
    return Path.polygon(corners)


def _slanted(right: bool) -> Path:
    """A pin that leans: 23x33, its tip in a lower corner. ``right``: its head is at the right."""
    x, y, radius = 13.0, 10.0, 9.5
    # The head's disk from where the straight sides meet it.
    start, sweep = math.radians(-100), math.radians(258)
    arc = Path.sector(x, y, radius, 0, start, sweep).vertices[:-2]
    vertices = [*arc, (9.0, 22.5), (3.5, 28), (0.5, 32.5), (1.2, 27.5), (3.2, 17.5), arc[0], arc[0]]
    codes = [MOVE, *[CURVE] * (len(arc) - 1), *[CURVE] * 3, *[CURVE] * 3, CLOSE]
    path = Path(vertices, codes)
    return path if right else Path(path.vertices * (-1, 1) + (23, 0), path.codes)


def _shape(pin: Pin) -> tuple[tuple[int, int], Point, Path, Point]:
    """Size of the picture, its point, outline and middle of the head.

    The point of a leaning pin is not its tip, which is in a corner: charts that had such pins
    moved them by 12 pixels to bring the tip to a point (``of=12,0``).
    """
    if pin.style == "pin_sright":
        return (23, 33), (12.0, 33.0), _slanted(True), (13.0, 10.0)
    if pin.style == "pin_sleft":
        return (23, 33), (11.0, 33.0), _slanted(False), (10.0, 10.0)
    top = 5.0 if pin.style == "pin_star" else 0.0
    size = (23, 39) if top else (21, 34)
    middle = 10.5, 10.5 + top
    return size, (10.0, float(size[1])), teardrop(*middle, 10.0, 1.0, size[1] - 0.5), middle


def sketch(pin: Pin) -> Sketch:
    """A pin with a letter or an icon, and a star."""
    (wide, high), tip, outline, middle = _shape(pin)
    paths = [outline]
    if pin.style == "pin_star":
        paths.append(star(16.2, 6.8, 6.5))

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.path(shifted(outline, x, y), pin.fill, _OUTLINE)
        if pin.icon:
            corner = x + middle[0] - _HEAD / 2, y + middle[1] - _HEAD / 2
            glyphs.draw(canvas, pin.icon, *corner, _HEAD, pin.colour)
        elif pin.text.strip():
            _letter(canvas, pin.text.strip(), x + middle[0], y + middle[1], 16, 13, pin.colour)
        if pin.style == "pin_star":
            points = star(16.2 + x, 6.8 + y, 6.5)
            canvas.path(points, pin.star, Stroke(BLACK, 1.0, join="round"))

    plain = Sketch(wide, high, tip, paint)
    # The shadow of the letter pin is 40x37, its tip at (12, 35): two pixels beside, one above.
    size = round(wide + 0.56 * high), high + 3
    return shaded(plain, paths, pin.shadow, size, (2, 1))


def _letter(
    canvas: Canvas, text: str, x: float, y: float, room: float, largest: int, colour: Colour
) -> None:
    """A short text in bold around a place, as large as fits between two edges."""
    for size in range(largest, 6, -1):
        font = Font(float(size), bold=True, family="arial")
        if width(text, font) <= room:
            break
    short = shorten(text, font, room + 3)
    long = width(short, font)
    canvas.text(math.floor(x - long / 2 + 0.5), round(y + 0.36 * font.size), short, font, colour)


_SPIN_WIDTH, _SPIN_HEIGHT = 37.0, 66.0


def spin(pin: Spin) -> Sketch:
    """A pin of any size, turned about its tip; its text stays level."""
    scale = pin.scale
    wide, high = _SPIN_WIDTH * scale, _SPIN_HEIGHT * scale
    thick = min(max(scale, 0.6), 2.0)
    radius = wide / 2 - thick / 2
    upright = teardrop(0, -high + wide / 2, radius, 0.025 * wide, -thick / 2)
    angle = math.radians(pin.rotation)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = upright.vertices @ np.array([[cos, sin], [-sin, cos]])
    if pin.rotation % 360 == 0:
        left, top, columns, rows = -wide / 2, -high, math.ceil(wide), math.ceil(high)
    else:
        left, top = np.floor(turned.min(axis=0) - thick / 2)
        right, bottom = np.ceil(turned.max(axis=0) + thick / 2)
        columns, rows = int(right - left), int(bottom - top)
    tip = -float(left), -float(top)
    reach = high - wide / 2
    head = tip[0] + reach * sin, tip[1] - reach * cos
    bold = pin.bold
    block = Block(pin.lines, [Font(pin.size, bold=bold, family="arial")], widest=columns * 1.5)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        shape = shifted(Path(turned, upright.codes), tip[0] + x, tip[1] + y)
        canvas.path(shape, pin.fill, Stroke(BLACK, thick))
        place = x + head[0] - block.width / 2, y + head[1] - block.height / 2 + 0.02 * pin.size
        block.draw(canvas, math.floor(place[0] + 0.5), place[1], BLACK, align="centre")

    return Sketch(columns, rows, tip, paint)


def marker(pin: Marker) -> Sketch:
    """A pin in the middle of its picture, as high as fits, shaded from a corner."""
    scale = min(pin.width / 21, pin.height / 34)
    wide = 21 * scale
    thick = min(max(scale, 0.5), 3.0)
    left = (pin.width - wide) / 2
    foot = pin.height - thick / 2
    top = pin.height - 34 * scale
    middle = pin.width / 2, top + wide / 2
    shape = teardrop(*middle, wide / 2 - thick / 2, 0.7 * scale, foot)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        share = coverage([shape], pin.width, pin.height)
        columns, rows = np.meshgrid(np.arange(pin.width) + 0.5, np.arange(pin.height) + 0.5)
        along = np.clip(((columns - left) + (rows - top)) / (1.6 * wide), 0, 1)[:, :, None]
        colours = np.array(pin.corner) * (1 - along) + np.array(pin.fill) * along
        colours[:, :, 3] *= share
        canvas.picture(round(x), round(y), (colours + 0.5).astype(np.uint8))
        placed = shifted(shape, round(x), round(y))
        canvas.path(placed, None, Stroke(pin.stroke, thick, join="miter"))

    return Sketch(pin.width, pin.height, (pin.width / 2, float(pin.height)), paint)
