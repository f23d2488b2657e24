"""Titles at the sides of the chart."""

from __future__ import annotations

from ...canvas.box import Box
from ...canvas.surface import Canvas
from ..styles import Sides, Title
from . import text
from .area import horizontal


class TitleBox:
    """A title and its place."""

    full = True
    shown = True
    overhang = Sides()

    def __init__(self, title: Title) -> None:
        self.side = title.position
        self.weight = title.weight
        self.box = Box(0, 0, 0, 0)
        self._title = title

    def fit(self, length: float, max_depth: float, margins: Sides) -> float:  # noqa: ARG002
        """Return the depth of its lines and padding."""
        title = self._title
        padding = title.padding
        return len(title.lines) * title.style.line_height + padding.top + padding.bottom

    def draw(self, canvas: Canvas) -> None:
        """Draw its lines."""
        title, box = self._title, self.box
        style, room = title.style, box.width if horizontal(self) else box.height
        half = title.style.line_height / 2 + title.padding.top
        share = {"start": 0.0, "center": 0.5, "end": 1.0}[title.align]
        if horizontal(self):
            x, y, angle = box.x + box.width * share, box.y + half, 0.0
        elif self.side == "left":
            x, y, angle = box.x + half, box.bottom - box.height * share, 90.0
        else:
            x, y, angle = box.right - half, box.y + box.height * share, -90.0
        text.draw(
            canvas, title.lines, x, y, style, anchor=share, angle=angle, max_width=max(room, 1.0)
        )
