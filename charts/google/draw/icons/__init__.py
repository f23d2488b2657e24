"""Icons: how large they are, and drawing them, alone or with their point at a place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ....canvas.agg import AggCanvas
from ....canvas.box import Box
from ....canvas.surface import Canvas
from ....marks.map_area import MapArea
from ...chart import Icon, IconMark, Inset
from ...icon import Bubble, Captioned, Disk, Glyphs, Marker, Outlined, Pin, Spin, StickyNote
from ..geometry import PlotGeometry
from ..markers import data_points
from . import bubbles, disks, glyphs, insets, notes, pins, texts
from .sketch import LONGEST_SIDE, MOST_PIXELS, Sketch

__all__ = ["draw", "draw_marks", "place", "size", "sketch"]


def sketch(icon: Icon) -> Sketch:
    """Measure an icon."""
    match icon:
        case Bubble():
            return bubbles.sketch(icon)
        case Pin():
            return pins.sketch(icon)
        case Spin():
            return pins.spin(icon)
        case StickyNote():
            return notes.sketch(icon)
        case Outlined():
            return texts.outlined(icon)
        case Captioned():
            return texts.captioned(icon)
        case Disk():
            return disks.sketch(icon)
        case Marker():
            return pins.marker(icon)
        case Glyphs():
            return glyphs.sketch(icon)
        case Inset():
            return insets.sketch(icon)


def size(icon: Icon) -> tuple[int, int]:
    """Width and height of the picture that an icon makes by itself, in pixels."""
    found = sketch(icon)
    width = min(max(found.width, 1), LONGEST_SIDE)
    return width, min(max(found.height, 1), LONGEST_SIDE, MOST_PIXELS // width)


def draw(canvas: Canvas, icon: Icon, room: Box) -> list[MapArea]:
    """Draw an icon with its left upper corner at that of the room; it has one region, itself."""
    found = sketch(icon)
    left, top = round(room.x), round(room.y)
    found.paint(canvas, left, top)
    return [MapArea("icon0", "RECT", (left, top, left + found.width, top + found.height))]


def place(canvas: Canvas, icon: Icon, x: float, y: float) -> None:
    """Draw an icon so that its point is at a place."""
    found = sketch(icon)
    found.paint(canvas, round(x - found.point[0]), round(y - found.point[1]))


_MOST_PIXELS = 2_000_000  # that the icons of a chart cover; what comes later is left out


def draw_marks(
    canvas: Canvas, marks: Sequence[IconMark], geometry: PlotGeometry, *, behind: bool
) -> None:
    """Draw the icons that lie behind the data, or those before it, in order of z."""
    left = _MOST_PIXELS
    shown = (m for m in marks if m.icons and (m.z < 0) == behind)
    for mark in sorted(shown, key=lambda m: m.z):
        stamps: dict[int, _Stamp] = {}
        for number, point in data_points(mark, geometry):
            which = min(number, len(mark.icons) - 1)
            stamp = stamps.get(which) or stamps.setdefault(which, _Stamp(mark.icons[which]))
            left -= stamp.area
            if left < 0:
                return
            stamp.place(canvas, point.x + mark.dx, point.y - mark.dy)


class _Stamp:
    """An icon that may stand at many points: from the second on it is laid over as a picture."""

    def __init__(self, icon: Icon) -> None:
        self._sketch = sketch(icon)
        self._used = 0
        self._pixels: npt.NDArray[np.uint8] | None = None

    @property
    def area(self) -> int:
        return self._sketch.width * self._sketch.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        found = self._sketch
        left, top = round(x - found.point[0]), round(y - found.point[1])
        self._used += 1
        if self._used == 1:
            found.paint(canvas, left, top)
            return
        if self._pixels is None:
            own = AggCanvas(found.width, found.height, 1.0, (255, 255, 255, 0), canvas.budget)
            found.paint(own, 0, 0)
            self._pixels = own.pixels()
        canvas.picture(left, top, self._pixels)
