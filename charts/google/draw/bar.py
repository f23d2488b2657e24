"""Bars of given thickness in a given plot, vertical or horizontal."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import Point
from ...canvas.surface import Canvas
from ...marks.bars import draw_bars
from ...marks.map_area import MapArea
from ...marks.paint import Paint
from ...marks.rounded import Corners, fill_rounded
from ..chart import BarPlot, Data, Spacing
from .geometry import CartesianGeometry, DataPoint, between

Span = tuple[float, float]


def _in_pixels(bars: BarPlot, length: float) -> Spacing:
    """Return thickness and gaps in pixels, for a plot of this length.

    Stacks stand as far apart as bars of a group would, with half a group's gap at both ends.
    """
    spacing, count, slots = bars.spacing, max(1, bars.count), bars.slots
    if spacing.unit == "pixels":
        return spacing
    gaps = count * (slots - 1) if slots > 1 else count - 1
    around = count if slots > 1 or bars.arrangement == "grouped" else 1
    bar_gap, group_gap = spacing.bar_gap, spacing.group_gap
    if bars.arrangement == "grouped" and slots == 1:
        gaps = 0
    if spacing.unit == "share":
        thickness = length / (count * slots + gaps * bar_gap + around * group_gap)
        return Spacing(thickness, bar_gap * thickness, group_gap * thickness)
    thickness = (length - gaps * bar_gap - around * group_gap) / (count * slots)
    if thickness < 1:  # too many for these gaps: the bars matter more
        share = 0.25 if length / (count * slots) > 1 else 0.0
        thickness = length / (count * slots + (gaps + around) * share)
        return Spacing(thickness, share * thickness, share * thickness)
    return Spacing(thickness, bar_gap, group_gap)


def fitted_length(bars: BarPlot, length: float) -> float:
    """Return the part of a plot's length that the bars take: no plot is longer than its bars."""
    spacing = _in_pixels(bars, length)
    slots = bars.slots
    group = slots * spacing.thickness + (slots - 1) * spacing.bar_gap
    taken = bars.pitch(spacing) * (max(1, bars.count) - 1) + group + spacing.group_gap
    return min(length, max(taken, 1.0))


class _Bar(NamedTuple):
    """One bar that is drawn: its series, its group, its rectangle."""

    series: int
    group: int
    box: Box


class BarGeometry(CartesianGeometry):
    """Bars in a given plot. They start half a pixel within it, on whole pixels."""

    def __init__(self, bars: BarPlot, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.bars = bars
        self.horizontal_bars = bars.horizontal
        self.length = plot.height if bars.horizontal else plot.width
        self.spacing = _in_pixels(bars, self.length)
        self.pitch = bars.pitch(self.spacing)
        slots = bars.slots
        self.group_size = slots * self.spacing.thickness + (slots - 1) * self.spacing.bar_gap
        self.edge = self.spacing.group_gap / 2
        self.spans = self._spans()

    def _spans(self) -> list[list[Span | None]]:
        """Return from and to which fraction of the plot's height each bar reaches, by series."""
        above, below = [0.0] * self.bars.count, [0.0] * self.bars.count
        foot = self.bars.series[0].zero if self.bars.series else 0.0  # that of all of a stack
        spans: list[list[Span | None]] = []
        for series, data in zip(self.bars.series, self.data, strict=False):
            row: list[Span | None] = []
            for i, position in enumerate(data.positions):
                if position is None:
                    row.append(None)
                elif self.bars.arrangement == "stacked":
                    size = position - series.zero
                    pile = above if size >= 0 else below
                    start, pile[i] = pile[i], pile[i] + size
                    row.append((foot + start, foot + pile[i]))
                else:
                    row.append((series.zero, position))
            spans.append(row)
        return spans

    def group_position(self, index: float) -> float:
        """Return the middle of a group; the first of horizontal bars stands at the top."""
        middle = (self.edge + index * self.pitch + self.group_size / 2) / self.length
        return 1 - middle if self.horizontal_bars else middle

    def _start(self) -> float:
        """Return where the first bar's plot begins, in the direction of the groups."""
        return math.floor(self.box.y if self.horizontal_bars else self.box.x + 0.5)

    def _near_edge(self, group: int, slot: float) -> float:
        """Return where a bar begins, in the direction of the groups."""
        step = self.spacing.thickness + self.spacing.bar_gap
        return self._start() + self.edge + group * self.pitch + slot * step

    def _value_pixel(self, value: float) -> float:
        """Return the pixel of a fraction of the plot, in the direction of the values."""
        if self.horizontal_bars:
            return self.box.x + 0.5 + value * self.box.width
        return self.box.bottom - 0.5 - value * self.box.height

    @functools.cached_property
    def drawn(self) -> list[_Bar]:
        """Each bar that is drawn; those behind first."""
        spans = [
            (series, group, span)
            for series, row in enumerate(self.spans)
            for group, span in enumerate(row)
            if span is not None
        ]
        if self.bars.arrangement == "overlapped":
            spans.sort(key=lambda bar: -abs(bar[2][1] - bar[2][0]))
        return [
            _Bar(series, group, self._box(series, group, span)) for series, group, span in spans
        ]

    def _box(self, series: int, group: int, span: Span) -> Box:
        near = self._near_edge(group, series if self.bars.arrangement == "grouped" else 0)
        far = near + self.spacing.thickness
        if self.spacing.thickness >= 1:
            near, far = math.floor(near + 0.5), math.floor(far + 0.5)
        low, high = sorted((self._value_pixel(span[0]), self._value_pixel(span[1])))
        if self.horizontal_bars:
            return Box(low, near, high - low, far - near)
        return Box(near, low, far - near, high - low)

    def draw(self, canvas: Canvas) -> None:
        """Draw the bars, cut off at the plot's edges."""
        plot = self.box
        # By how many bars are behind them: those of one level do not lie over each other.
        levels: dict[int, list[tuple[Box, Paint]]] = {}
        behind = [0] * self.bars.count
        overlapped = self.bars.arrangement == "overlapped"
        for series, group, box in self.drawn:
            paints = self.bars.series[series].paints
            if box.x > plot.right + 1 or box.y > plot.bottom + 1:
                continue  # cut off altogether
            paint = paints[group % len(paints)]
            levels.setdefault(behind[group], []).append((box, paint))
            behind[group] += overlapped
        with canvas.clip(plot.x, plot.y, plot.width + 1, plot.height):
            for _, level in sorted(levels.items()):
                if self.bars.radius:
                    self._draw_rounded(canvas, level)
                else:
                    draw_bars(canvas, level)

    def _draw_rounded(self, canvas: Canvas, level: Sequence[tuple[Box, Paint]]) -> None:
        """Draw bars with round corners at their far ends; of a stack only the last one has them."""
        ends = self._ends()
        for box, paint in level:
            fill_rounded(canvas, box, paint, ends.get(box, Corners()))

    def _ends(self) -> dict[Box, Corners]:
        """Return the corners of the bars that end a stack; one that is not stacked ends itself."""
        last: dict[tuple[int, bool, int], tuple[Box, bool]] = {}
        for series, group, box in self.drawn:
            span = self.spans[series][group] or (0.0, 0.0)
            down = span[1] < span[0]
            stack = 0 if self.bars.arrangement == "stacked" else series
            if span[1] != span[0]:
                last[group, down, stack] = box, down
        return {box: self._corners(box, down=down) for box, down in last.values()}

    def _corners(self, box: Box, *, down: bool) -> Corners:
        """Return the round corners at the far end of a bar."""
        long, thick = box.height, box.width
        if self.horizontal_bars:
            long, thick = thick, long
        radius = min(self.bars.radius, thick / 2, long)
        if self.horizontal_bars:
            return Corners(radius, 0, 0, radius) if down else Corners(0, radius, radius, 0)
        return Corners(0, 0, radius, radius) if down else Corners(radius, radius, 0, 0)

    def map_areas(self) -> list[MapArea]:
        """Return the rectangle of each bar."""
        return [
            MapArea.rectangle(f"bar{series}_{group}", box.x, box.y, box.right, box.bottom)
            for series, group, box in self.drawn
        ]

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """Return the middle of a bar's end; fractions lie between two of them."""
        before = math.floor(index)
        first = self._bar_end(series, before, bar)
        if before == index or first is None:
            return first
        second = self._bar_end(series, before + 1, bar)
        if second is None:
            return None
        return DataPoint(*between(first[:2], second[:2], index - before))

    def _bar_end(self, series: int, group: int, bar: int | None = None) -> DataPoint | None:
        """Return the middle of a bar's end; of a hidden series, over the middle of its group."""
        span = self._span(series, group)
        if span is None:
            return None
        middle = self._start() + self.edge + group * self.pitch + self.group_size / 2
        slot = bar if bar is not None else series
        if self.bars.arrangement == "grouped" and 0 <= slot < len(self.bars.series):
            middle = self._near_edge(group, slot) + self.spacing.thickness / 2
        start, end = self._value_pixel(span[0]), self._value_pixel(span[1])
        base: Point
        if self.horizontal_bars:
            x, y, base = end, middle, (start, middle)
        else:
            x, y, base = middle, end, (middle, start)
        return DataPoint(x, y, base if series < len(self.spans) else None)

    def _span(self, series: int, group: int) -> Span | None:
        """Return from and to which fraction a bar reaches; below series 0 is the whole stack."""
        if series < 0:
            reach = [row[group] for row in self.spans if 0 <= group < len(row)]
            known = [span for span in reach if span is not None]
            if not known:
                return None
            return known[0][0], max(known, key=lambda span: abs(span[1] - known[0][0]))[1]
        if series < len(self.spans):
            return self.spans[series][group] if 0 <= group < len(self.spans[series]) else None
        positions = self.data[series].positions if series < len(self.data) else ()
        position = positions[group] if 0 <= group < len(positions) else None
        return None if position is None else (position, position)

    def point(self, series: int, index: int) -> Point | None:
        """Return the middle of a bar's end."""
        end = self._bar_end(series, index)
        return None if end is None else (end.x, end.y)

    def shape_centre(self, x: float, y: float) -> Point:
        """Return the middle of the pixel beyond the bar's end."""
        if self.horizontal_bars:
            return math.floor(x - 0.5) + 0.5, math.floor(y) + 0.5
        return math.floor(x) + 0.5, math.floor(y + 0.5) + 0.5

    def position_line(self, x: float, y: float) -> list[Point]:
        """Return the line through a point in the direction of the bars."""
        if self.horizontal_bars:
            return [(self.box.x, y), (self.box.right, y)]
        return super().position_line(x, y)

    def axis_point(self, x: float, y: float) -> Point:
        """Return the point where a bar through this one leaves the axis."""
        return (self.box.x, y) if self.horizontal_bars else (x, self.box.bottom)

    def base_line(self, points: Sequence[Point]) -> list[Point]:
        """Return the axis of the groups, from the last point to the first."""
        if self.horizontal_bars:
            return [(self.box.x, points[-1][1]), (self.box.x, points[0][1])]
        return super().base_line(points)
