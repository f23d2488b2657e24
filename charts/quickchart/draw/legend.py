"""The legend: rows above or below the chart area, or columns at its sides."""

from __future__ import annotations

from collections.abc import Iterator

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..chart import Generation, Legend, LegendItem
from ..styles import Sides, plain_colour
from . import points, text
from .area import horizontal
from .paint import fill_path

_WEIGHT = 1000
_MARGIN = 10.0  # pixels that are added to the depth


class _Run(NamedTuple):
    """A row or a column: its entries with their widths, and its length with its paddings."""

    items: tuple[tuple[LegendItem, float], ...]
    length: float
    widest: float


class LegendBox:
    """A legend and its place."""

    shown = True
    overhang = Sides()

    def __init__(self, legend: Legend, generation: Generation) -> None:
        self.side = legend.position
        self.weight = _WEIGHT
        self.full = generation == 4 or legend.position in ("top", "bottom")
        self.box = Box(0, 0, 0, 0)
        self._legend = legend
        self._generation = generation
        self._runs: tuple[_Run, ...] = ()
        self._line = max(legend.style.size, legend.box_height if generation == 4 else 0.0)

    def fit(self, length: float, max_depth: float, margins: Sides) -> float:  # noqa: ARG002
        """Return the depth of its rows or columns."""
        legend, padding = self._legend, self._legend.padding
        title = self._title_depth
        if horizontal(self):
            self._runs = tuple(self._rows(length))
            depth = len(self._runs) * (self._line + padding) + title + _MARGIN
        else:
            self._runs = tuple(self._columns(length - title))
            depth = padding + sum(run.widest for run in self._runs) + _MARGIN
            depth += padding * (len(self._runs) - 1)
        return min(depth, max_depth) if self._generation == 4 and legend.items else depth

    @property
    def _title_depth(self) -> float:
        title = self._legend.title
        if title is None:
            return 0.0
        return title.style.line_height + title.padding.top + title.padding.bottom

    def _items(self) -> list[tuple[LegendItem, float]]:
        legend = self._legend
        before = legend.box_width + legend.style.size / 2
        return [(item, before + text.length(item.text, legend.style)) for item in legend.items]

    def _rows(self, length: float) -> Iterator[_Run]:
        padding = self._legend.padding
        row: list[tuple[LegendItem, float]] = []
        used = 0.0
        for item, width in self._items():
            if row and used + width + 2 * padding > length:
                yield _Run(tuple(row), used, 0.0)
                row, used = [], 0.0
            row.append((item, width))
            used += width + padding
        yield _Run(tuple(row), used, 0.0)

    def _columns(self, length: float) -> Iterator[_Run]:
        padding, line = self._legend.padding, self._line
        column: list[tuple[LegendItem, float]] = []
        used = 0.0
        for item, width in self._items():
            if column and used + line + 2 * padding > length:
                yield _Run(tuple(column), used, max(w for _, w in column))
                column, used = [], 0.0
            column.append((item, width))
            used += line + padding
        yield _Run(tuple(column), used, max((w for _, w in column), default=0.0))

    def _start(self, low: float, high: float, run: _Run) -> float:
        """Return where a run starts between two ends."""
        padding = self._legend.padding
        align = self._legend.align
        if align == "start":
            return low + padding
        if align == "end":
            return high - run.length
        return (low + padding + high - run.length) / 2 if self._generation == 4 else (
            low + (high - low - run.length + padding) / 2
        )  # fmt: skip

    def draw(self, canvas: Canvas) -> None:
        """Draw its entries."""
        legend, box, padding = self._legend, self.box, self._legend.padding
        title = self._title_depth
        if legend.title:
            centre = box.x + box.width / 2
            top = box.y + legend.title.padding.top + legend.title.style.size / 2
            text.draw(canvas, legend.title.lines[:1], centre, top, legend.title.style, anchor=0.5)
        x, y = box.x + padding, box.y + padding + title
        for run in self._runs:
            if horizontal(self):
                at = self._start(box.x, box.right, run)
                for item, width in run.items:
                    self._draw_item(canvas, at, y, item)
                    at += width + padding
                y += self._line + padding
            else:
                at = self._start(box.y + title, box.bottom, run)
                for item, _ in run.items:
                    self._draw_item(canvas, x, at, item)
                    at += self._line + padding
                x += run.widest + padding

    def _draw_item(self, canvas: Canvas, x: float, y: float, item: LegendItem) -> None:
        legend = self._legend
        size, width, height = legend.style.size, legend.box_width, legend.box_height
        old = self._generation == 2
        edge = Stroke(plain_colour(item.edge), item.edge_width, item.dash, join="miter")
        edge = edge._replace(offset=item.dash_offset)
        if width > 0:
            if legend.shapes:
                radius = (width if old else height) * 2**0.5 / 2
                middle = x + width / 2, y + size / 2
                points.draw(canvas, middle, item.shape, radius, item.fill, edge)
            else:
                top = y if old else y + max((size - height) / 2, 0.0)
                tall = size if old else height
                area = Box(x, top, width, tall)
                shape = Path.rectangle(x, top, width, tall)
                fill_path(canvas, shape, item.fill, area, edge if item.edge_width else None)
        left, middle_line = x + width + size / 2, y + self._line / 2
        if old:
            middle_line = y + size / 2
        text.draw(canvas, (item.text,), left, middle_line, legend.style)
        if item.hidden:
            end = left + text.length(item.text, legend.style)
            canvas.line([(left, middle_line), (end, middle_line)], Stroke(legend.style.colour, 2.0))
