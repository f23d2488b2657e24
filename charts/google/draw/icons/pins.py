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
from ....canvas.text import ARIAL_CAP_HEIGHT, shorten
from ....canvas.text import width as text_width
from ....colour import Colour
from ...icon import BLACK, Marker, Pin, Spin
from . import glyphs
from .sketch import Block, Sketch, coverage, shaded, shifted

_OUTLINE = Stroke(BLACK, 1.0, join="miter")
_HEAD = 13  # pixels across: the largest icon in a pin's head


def teardrop(x: float, y: float, radius: float, tip: float, foot: float) -> Path:
    """Return a disk around (x, y) that narrows to an end at y = ``foot``, 2 ``tip`` wide."""
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
    """Return a star of five points around (x, y)."""
    corners = []
    for number in range(10):
        far = radius if number % 2 == 0 else radius * 0.42
        angle = number * math.pi / 5
        corners.append((x + far * math.sin(angle), y - far * math.cos(angle)))
    return Path.polygon(corners)


def _slanted(right: bool) -> Path:
    """Return a leaning pin, 23x33, its tip in a lower corner; ``right``: its head is right."""
    x, y, radius = 13.0, 10.0, 9.5
    # The head's disk from where the straight sides meet it.
    start, sweep = math.radians(-100), math.radians(258)
    arc = Path.sector(x, y, radius, 0, start, sweep).vertices[:-2]
    vertices = [*arc, (9.0, 22.5), (3.5, 28), (0.5, 32.5), (1.2, 27.5), (3.2, 17.5), arc[0], arc[0]]
    codes = [MOVE, *[CURVE] * (len(arc) - 1), *[CURVE] * 3, *[CURVE] * 3, CLOSE]
    path = Path(vertices, codes)
    return path if right else Path(path.vertices * (-1, 1) + (23, 0), path.codes)


def _shape(pin: Pin) -> tuple[tuple[int, int], Point, Path, Point]:
    """Return the size of the picture, its point, its outline and the middle of the head.

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
    """Return a pin with a letter or an icon, and a star if its style has one."""
    (width, height), tip, outline, middle = _shape(pin)
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

    plain = Sketch(width, height, tip, paint)
    # The shadow of the letter pin is 40x37, its tip at (12, 35): two pixels beside, one above.
    size = round(width + 0.56 * height), height + 3
    return shaded(plain, paths, pin.shadow, size, (2, 1))


def _letter(
    canvas: Canvas, text: str, x: float, y: float, limit: float, largest: int, colour: Colour
) -> None:
    """Draw a short bold text in the middle of (x, y), as large as fits into ``limit`` pixels."""
    for size in range(largest, 6, -1):
        font = Font(float(size), bold=True, family="arial")
        if text_width(text, font) <= limit:
            break
    short = shorten(text, font, limit + 3)
    canvas.text(
        math.floor(x - text_width(short, font) / 2 + 0.5),
        round(y + ARIAL_CAP_HEIGHT / 2 * font.size),
        short,
        font,
        colour,
    )


_SPIN_WIDTH, _SPIN_HEIGHT = 37.0, 66.0


def spin(pin: Spin) -> Sketch:
    """Return a pin of any size, turned about its tip; its text stays horizontal."""
    scale = pin.scale
    width, height = _SPIN_WIDTH * scale, _SPIN_HEIGHT * scale
    thickness = min(max(scale, 0.6), 2.0)
    radius = width / 2 - thickness / 2
    upright = teardrop(0, -height + width / 2, radius, 0.025 * width, -thickness / 2)
    angle = math.radians(pin.rotation)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = upright.vertices @ np.array([[cos, sin], [-sin, cos]])
    if pin.rotation % 360 == 0:
        left, top, columns, rows = -width / 2, -height, math.ceil(width), math.ceil(height)
    else:
        left, top = np.floor(turned.min(axis=0) - thickness / 2)
        right, bottom = np.ceil(turned.max(axis=0) + thickness / 2)
        columns, rows = int(right - left), int(bottom - top)
    tip = -float(left), -float(top)
    reach = height - width / 2
    head = tip[0] + reach * sin, tip[1] - reach * cos
    bold = pin.bold
    block = Block(pin.lines, [Font(pin.size, bold=bold, family="arial")], max_width=columns * 1.5)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        shape = shifted(Path(turned, upright.codes), tip[0] + x, tip[1] + y)
        canvas.path(shape, pin.fill, Stroke(BLACK, thickness))
        corner = x + head[0] - block.width / 2, y + head[1] - block.height / 2 + 0.02 * pin.size
        block.draw(canvas, math.floor(corner[0] + 0.5), corner[1], BLACK, align="centre")

    return Sketch(columns, rows, tip, paint)


def marker(pin: Marker) -> Sketch:
    """Return a pin in the middle of its picture, as high as fits, shaded from a corner."""
    scale = min(pin.width / 21, pin.height / 34)
    width = 21 * scale
    thickness = min(max(scale, 0.5), 3.0)
    left = (pin.width - width) / 2
    foot = pin.height - thickness / 2
    top = pin.height - 34 * scale
    middle = pin.width / 2, top + width / 2
    shape = teardrop(*middle, width / 2 - thickness / 2, 0.7 * scale, foot)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        share = coverage([shape], pin.width, pin.height)
        columns, rows = np.meshgrid(np.arange(pin.width) + 0.5, np.arange(pin.height) + 0.5)
        along = np.clip(((columns - left) + (rows - top)) / (1.6 * width), 0, 1)[:, :, None]
        colours = np.array(pin.corner) * (1 - along) + np.array(pin.fill) * along
        colours[:, :, 3] *= share
        canvas.picture(round(x), round(y), (colours + 0.5).astype(np.uint8))
        placed = shifted(shape, round(x), round(y))
        canvas.path(placed, None, Stroke(pin.stroke, thickness, join="miter"))

    return Sketch(pin.width, pin.height, (pin.width / 2, float(pin.height)), paint)
