"""A gauge: a banded arc from left to right, and arrows that point at values."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Path, Point
from ...canvas.surface import Canvas
from ...canvas.text import ARIAL_CAP_HEIGHT, one_line, width
from ...colour import Colour
from ...marks.map_area import MapArea
from ..chart import Arrow, Gauge

# Both ends of the arc are so far above the horizontal.
_FIRST, _SWEEP = math.radians(22.5), math.radians(135)
_STEPS = 4  # bands from one colour to the next; the last colour has one of its own

# In parts of an arrow's length, which is 229 pixels in Google's picture of 600x250.
_OUTER, _INNER = 164.7 / 229, 113.7 / 229
_WIDTH, _HEAD = 13 / 229, 48 / 229  # of arrows without a width, without a head of their own
_ABOVE, _BELOW = 12.5, 2.0  # pixels over a vertical arrow, and under its round end

_FONT = Font(11, bold=True, family="arial")
_GAP = 4.0  # pixels from an arrow's head, from the arc, to its text


def draw(canvas: Canvas, gauge: Gauge, box: Box) -> list[MapArea]:
    """Draw a gauge in a box: its arc, its scale, the arrows over it; return the arrows' areas.

    An arrow whose stroke has no width, or that has no head, takes the gauge's proportions.
    """
    length = min(
        (box.height - _ABOVE - _BELOW) / (1 + _WIDTH / 2), box.width / 2 / math.cos(_FIRST)
    )
    length = max(length, min(box.width, box.height) / 2)
    if length <= 0:
        return []
    spare = box.height - (_ABOVE + _BELOW + length * (1 + _WIDTH / 2))
    centre = (
        # Between pixels a thin arrow would be blurred.
        math.floor(box.x + box.width / 2) + 0.5,
        box.bottom - _BELOW - length * _WIDTH / 2 - max(0.0, spare / 2),
    )
    _draw_bands(canvas, _bands(gauge.colours), centre, length)
    for position, label in gauge.scale:
        at = _point(centre, length * _OUTER, position)
        font = Font(gauge.text_style.size, family="arial")
        _draw_text(canvas, label, font, gauge.text_style.colour, at, position, box)
    areas = []
    for i, arrow in enumerate(gauge.arrows):
        outline = _draw_arrow(canvas, arrow, centre, length)
        tip = _point(centre, length, arrow.position)
        _draw_text(canvas, arrow.label, _FONT, arrow.stroke.colour, tip, arrow.position, box)
        areas.append(MapArea.polygon(f"line{i}", outline))
    return areas


def _angle(position: float) -> float:
    """Return the angle of a fraction of the scale: radians clockwise from 9 o'clock."""
    return _FIRST + _SWEEP * min(1.0, max(0.0, position))


def _point(centre: Point, distance: float, position: float) -> Point:
    angle = _angle(position)
    return centre[0] - distance * math.cos(angle), centre[1] - distance * math.sin(angle)


def _bands(colours: Sequence[Colour]) -> list[Colour]:
    """Return the colours, left to right, with steps between them."""
    if not colours:
        return []
    bands = []
    for start, end in itertools.pairwise(colours):
        for step in range(_STEPS):
            part = step / _STEPS
            red, green, blue, alpha = (
                int(a + (b - a) * part + 0.5) for a, b in zip(start, end, strict=True)
            )
            bands.append((red, green, blue, alpha))
    return [*bands, colours[-1]]


def _draw_bands(canvas: Canvas, bands: Sequence[Colour], centre: Point, length: float) -> None:
    if not bands:
        return
    x, y = centre
    sweep = _SWEEP / len(bands)
    # A band reaches half a pixel under the next, so that nothing shines through between them.
    under = min(sweep, 0.5 / (length * _INNER))
    for i, colour in enumerate(bands):
        more = under if i + 1 < len(bands) and colour[3] == 255 else 0.0
        start = _FIRST + i * sweep - math.pi / 2
        shape = Path.sector(x, y, length * _OUTER, length * _INNER, start, sweep + more)
        canvas.path(shape, colour)


def _draw_arrow(canvas: Canvas, arrow: Arrow, centre: Point, length: float) -> list[Point]:
    """Draw an arrow; return its corners."""
    head = min(length, arrow.head_length if arrow.head_length > 0 else length * _HEAD)
    thickness = min(length, arrow.stroke.width if arrow.stroke.width > 0 else length * _WIDTH)
    angle = _angle(arrow.position)
    ahead = -math.cos(angle), -math.sin(angle)

    def at(along: float, aside: float) -> Point:
        return (
            centre[0] + along * ahead[0] - aside * ahead[1],
            centre[1] + along * ahead[1] + aside * ahead[0],
        )

    neck = length - head
    stroke = arrow.stroke._replace(width=thickness, cap="butt" if arrow.stroke.dash else "round")
    canvas.line([at(0, 0), at(neck, 0)], stroke)
    tip = [at(neck, -head / 2), at(length, 0), at(neck, head / 2)]
    canvas.path(Path.polygon(tip), stroke.colour)
    return [
        at(0, -thickness / 2),
        at(neck, -thickness / 2),
        *tip,
        at(neck, thickness / 2),
        at(0, thickness / 2),
    ]


def _draw_text(
    canvas: Canvas, text: str, font: Font, colour: Colour, at: Point, position: float, box: Box
) -> None:
    """Draw a text beyond a point of the arc, within the box."""
    text = one_line(text)
    if not text or font.size < 1:
        return
    length, height = width(text, font), font.size * ARIAL_CAP_HEIGHT
    angle = _angle(position)
    away = _GAP + abs(math.cos(angle)) * length / 2 + math.sin(angle) * font.size / 2
    x = at[0] - away * math.cos(angle)
    y = at[1] - away * math.sin(angle) + height / 2
    x = max(box.x + length / 2, min(x, box.right - length / 2))
    y = min(box.bottom - 1, max(y, box.y + height + 1))
    canvas.text(x, y, text, font, colour, anchor=0.5)
