"""Icons: how large they are, and drawing them, alone or with their point at a data point."""

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
from .insets import DrawChart
from .sketch import MAX_PIXELS, MAX_SIDE, Sketch

_MAX_COVERED = 2_000_000  # pixels of all icons of a chart; what comes later is left out


def sketch(icon: Icon) -> Sketch:
    """Return an icon as it is drawn."""
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


def size(icon: Icon) -> tuple[int, int]:
    """Return width and height of the picture that an icon makes by itself, in pixels."""
    drawn = sketch(icon)
    width = min(max(drawn.width, 1), MAX_SIDE)
    return width, min(max(drawn.height, 1), MAX_SIDE, MAX_PIXELS // width)


def draw(canvas: Canvas, icon: Icon, box: Box) -> list[MapArea]:
    """Draw an icon in the left upper corner of a box; return its area."""
    drawn = sketch(icon)
    left, top = round(box.x), round(box.y)
    drawn.paint(canvas, left, top)
    return [MapArea.rectangle("icon0", left, top, left + drawn.width, top + drawn.height)]


def draw_marks(
    canvas: Canvas,
    marks: Sequence[IconMark],
    geometry: PlotGeometry,
    draw_chart: DrawChart,
    *,
    behind: bool,
) -> None:
    """Draw the icons that lie behind the data, or those in front of it, in order of z."""
    left = _MAX_COVERED
    shown = (m for m in marks if m.icons and (m.z < 0) == behind)
    for mark in sorted(shown, key=lambda m: m.z):
        stamps: dict[int, _Stamp] = {}
        for number, point in data_points(mark, geometry):
            index = min(number, len(mark.icons) - 1)
            if index not in stamps:
                icon = mark.icons[index]
                if isinstance(icon, Inset):
                    stamps[index] = _Stamp(insets.sketch(icon, draw_chart))
                else:
                    stamps[index] = _Stamp(sketch(icon))
            left -= stamps[index].covered
            if left < 0:
                return
            stamps[index].draw(canvas, point.x + mark.dx, point.y - mark.dy)


class _Stamp:
    """An icon that may stand at many points: from the second on it is laid over as pixels."""

    def __init__(self, icon: Sketch) -> None:
        self._icon = icon
        self._used = 0
        self._pixels: npt.NDArray[np.uint8] | None = None

    @property
    def covered(self) -> int:
        """The number of pixels of the icon."""
        return self._icon.width * self._icon.height

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the icon with its point at (x, y)."""
        icon = self._icon
        left, top = round(x - icon.point[0]), round(y - icon.point[1])
        self._used += 1
        if self._used == 1:
            icon.paint(canvas, left, top)
            return
        if self._pixels is None:
            own = AggCanvas(icon.width, icon.height, 1.0, (255, 255, 255, 0), canvas.budget)
            icon.paint(own, 0, 0)
            self._pixels = own.pixels()
        canvas.picture(left, top, self._pixels)
