"""Flat map icons of older map code: disks and rounded boxes as large as their picture."""

from __future__ import annotations

import math

from ....canvas.fonts import Font
from ....canvas.path import Path
from ....canvas.stroke import Stroke
from ....canvas.surface import Canvas
from ....canvas.text import ARIAL_CAP_HEIGHT, shorten, width
from ....colour import Colour
from ...icon import Disk
from .bubbles import rounded
from .sketch import Sketch, shifted

_SIZES = range(40, 5, -1)


def _shape(disk: Disk, inset: float) -> Path:
    """Return the outline, ``inset`` pixels within the picture."""
    if disk.box:
        radius = max(min(disk.width, disk.height) * 0.25 - inset, 0.5)
        return rounded(inset, inset, disk.width - inset, disk.height - inset, radius)
    radius = max(min(disk.width, disk.height) / 2 - inset, 0.5)
    return Path.circle(disk.width / 2, disk.height / 2, radius)


def _mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Return a share of the way from a colour to another."""
    red, green, blue, alpha = (
        round(a + (b - a) * share) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue, alpha


def sketch(disk: Disk) -> Sketch:
    """Return a disk: the fill, an edge that fades outwards into another colour, the text."""
    thickness = min(max(min(disk.width, disk.height) / 16, 1.0), 3.0)
    font, text = _fitted(disk)
    text_width = width(text, font)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        def placed(inset: float) -> Path:
            return shifted(_shape(disk, inset), x, y)

        canvas.path(placed(thickness), disk.fill)
        for share in (0.875, 0.625, 0.375, 0.125):
            stroke = Stroke(_mixed(disk.edge, disk.fade, share**2), thickness / 4)
            canvas.path(placed(thickness * (1 - share)), None, stroke)
        if text.strip():
            left = math.floor(x + disk.width / 2 - text_width / 2 + 0.5)
            baseline = round(y + disk.height / 2 + ARIAL_CAP_HEIGHT / 2 * font.size)
            canvas.text(left, baseline, text, font, disk.colour)

    return Sketch(disk.width, disk.height, (disk.width / 2, disk.height / 2), paint)


def _fitted(disk: Disk) -> tuple[Font, str]:
    """Return font and text: of its size, or the largest with which it fits; else shortened."""
    if disk.size > 0:
        font = Font(min(disk.size, 200.0), family="arial")
        return font, shorten(disk.text, font, disk.width + 20.0)
    limit = disk.width * (0.86 if disk.box else 0.74)
    font = Font(6.0, family="arial")
    for size in _SIZES:
        font = Font(float(size), family="arial")
        if size <= disk.height * 0.66 and width(disk.text[:100], font) <= limit:
            break
    return font, shorten(disk.text, font, max(limit + 2, 1.0))
