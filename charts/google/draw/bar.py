"""Bars of given thickness in a given plot, upright or level."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Point
from ...canvas.surface import Canvas
from ...marks.bars import rectangles
from ...marks.map_area import MapArea
from ...marks.paint import Paint
from ..chart import BarPlot, Data, Spacing
from .cartesian import Cartesian, DataPoint


def _spaced(columns: BarPlot, length: float) -> Spacing:
    """Thickness and spaces in pixels, for a plot of this length.

    Stacks stand as far apart as bars of a group would, with half a group's space at both ends.
    """
    spacing, count, slots = columns.spacing, max(1, columns.count), columns.slots
    if spacing.unit == "pixels":
        return spacing
    gaps = count * (slots - 1) if slots > 1 else count - 1
    around = count if slots > 1 or columns.arrangement == "grouped" else 1
    between, groups = spacing.between, spacing.groups
    if columns.arrangement == "grouped" and slots == 1:
        gaps = 0
    if spacing.unit == "share":
        thickness = length / (count * slots + gaps * between + around * groups)
        return spacing._replace(
            thickness=thickness,
            between=between * thickness,
            groups=groups * thickness,
            unit="pixels",
        )
    thickness = (length - gaps * between - around * groups) / (count * slots)
    if thickness < 1:  # too many for these spaces: the bars matter more
        share = 0.25 if length / (count * slots) > 1 else 0.0
        thickness = length / (count * slots + (gaps + around) * share)
        space = share * thickness
        return spacing._replace(thickness=thickness, between=space, groups=space, unit="pixels")
    return spacing._replace(thickness=thickness, unit="pixels")


def fitted(columns: BarPlot, length: float) -> float:
    """The part of a plot's length that the bars take: the plot is no longer than its bars."""
    spacing = _spaced(columns, length)
    slots = columns.slots
    group = slots * spacing.thickness + (slots - 1) * spacing.between
    taken = columns.pitch(spacing) * (max(1, columns.count) - 1) + group + spacing.groups
    return min(length, max(taken, 1.0))


class Placed(Cartesian):
    """Bars in a given plot. They start half a pixel within it, on whole pixels."""

    def __init__(self, columns: BarPlot, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.columns = columns
        self.level_bars = columns.horizontal
        self.length = plot.height if columns.horizontal else plot.width
        self.spacing = _spaced(columns, self.length)
        self.pitch = columns.pitch(self.spacing)
        slots = columns.slots
        self.group_size = slots * self.spacing.thickness + (slots - 1) * self.spacing.between
        self.edge = self.spacing.groups / 2
        self.ends = self._ends()

    def _ends(self) -> list[list[tuple[float, float] | None]]:
        """From and to which fraction of the plot's height each bar reaches, by layer."""
        above, below = [0.0] * self.columns.count, [0.0] * self.columns.count
        found: list[list[tuple[float, float] | None]] = []
        for layer, data in zip(self.columns.layers, self.data, strict=False):
            row: list[tuple[float, float] | None] = []
            for i, place in enumerate(data.places):
                if place is None:
                    row.append(None)
                elif self.columns.arrangement == "stacked":
                    size = place - layer.zero
                    pile = above if size >= 0 else below
                    start, pile[i] = pile[i], pile[i] + size
                    row.append((layer.zero + start, layer.zero + pile[i]))
                else:
                    row.append((layer.zero, place))
            found.append(row)
        return found

    def group(self, place: float) -> float:
        """The middle of a group; the first of level bars stands at the top."""
        middle = (self.edge + place * self.pitch + self.group_size / 2) / self.length
        return 1 - middle if self.level_bars else middle

    def _start(self) -> float:
        """Where the first bar's plot begins, along the categories."""
        return math.floor(self.box.y if self.level_bars else self.box.x + 0.5)

    def _along(self, group: int, slot: float) -> float:
        """The near edge of a bar."""
        step = self.spacing.thickness + self.spacing.between
        return self._start() + self.edge + group * self.pitch + slot * step

    def _across(self, place: float) -> float:
        """A value in pixels."""
        if self.level_bars:
            return self.box.x + 0.5 + place * self.box.width
        return self.box.bottom - 0.5 - place * self.box.height

    @functools.cached_property
    def boxes(self) -> list[tuple[int, int, Box]]:
        """Each bar that is drawn: its layer, its group, its rectangle; those behind first."""
        bars = [
            (layer, group, ends)
            for layer, row in enumerate(self.ends)
            for group, ends in enumerate(row)
            if ends is not None
        ]
        if self.columns.arrangement == "overlapped":
            bars.sort(key=lambda bar: -abs(bar[2][1] - bar[2][0]))
        found = []
        for layer, group, (start, end) in bars:
            near = self._along(group, layer if self.columns.arrangement == "grouped" else 0)
            far = near + self.spacing.thickness
            if self.spacing.thickness >= 1:
                near, far = math.floor(near + 0.5), math.floor(far + 0.5)
            low, high = sorted((self._across(start), self._across(end)))
            if self.level_bars:
                found.append((layer, group, Box(low, near, high - low, far - near)))
            else:
                found.append((layer, group, Box(near, low, far - near, high - low)))
        return found

    def draw(self, canvas: Canvas) -> None:
        """Draw the bars, cut off at the plot's edges."""
        from ...marks.fill import fill

        plot = self.box
        # By how many bars are behind them, and by paint: these do not lie over each other.
        alike: dict[tuple[int, Paint], list[Box]] = {}
        behind = [0] * self.columns.count
        overlapped = self.columns.arrangement == "overlapped"
        for layer, group, box in self.boxes:
            paints = self.columns.layers[layer].paints
            if box.x > plot.right + 1 or box.y > plot.bottom + 1:
                continue  # cut off altogether
            alike.setdefault((behind[group], paints[group % len(paints)]), []).append(box)
            behind[group] += overlapped
        with canvas.clip(plot.x, plot.y, plot.width + 1, plot.height):
            for (_, paint), boxes in sorted(alike.items(), key=lambda item: item[0][0]):
                if isinstance(paint, tuple):
                    canvas.path(rectangles(boxes), paint)
                    continue
                for box in boxes:
                    fill(canvas, box, paint)

    def regions(self) -> list[MapArea]:
        return [
            MapArea(
                f"bar{layer}_{group}",
                "RECT",
                (round(box.x), round(box.y), round(box.right), round(box.bottom)),
            )
            for layer, group, box in self.boxes
        ]

    def spot(self, series: int, point: float, bar: int | None = None) -> DataPoint | None:
        before = math.floor(point)
        first = self._bar_end(series, before, bar)
        if before == point or first is None:
            return first
        second = self._bar_end(series, before + 1, bar)
        if second is None:
            return None
        share = point - before
        x, y = first.x + (second.x - first.x) * share, first.y + (second.y - first.y) * share
        return DataPoint(x, y)

    def _bar_end(self, series: int, group: int, bar: int | None = None) -> DataPoint | None:
        """The middle of a bar's end; for a hidden series, over the middle of its group."""
        ends: tuple[float, float] | None
        if series < 0:  # the whole stack
            reach = [row[group] for row in self.ends if 0 <= group < len(row)]
            known = [ends for ends in reach if ends is not None]
            if not known:
                return None
            ends = known[0][0], max(known, key=lambda ends: abs(ends[1] - known[0][0]))[1]
        elif series < len(self.ends):
            ends = self.ends[series][group] if 0 <= group < len(self.ends[series]) else None
        else:
            places = self.data[series].places if series < len(self.data) else ()
            place = places[group] if 0 <= group < len(places) else None
            ends = None if place is None else (place, place)
        if ends is None:
            return None
        middle = self._start() + self.edge + group * self.pitch + self.group_size / 2
        slot = bar if bar is not None else series
        if self.columns.arrangement == "grouped" and 0 <= slot < len(self.columns.layers):
            middle = self._along(group, slot) + self.spacing.thickness / 2
        start, end = self._across(ends[0]), self._across(ends[1])
        base: Point
        if self.level_bars:
            x, y, base = end, middle, (start, middle)
        else:
            x, y, base = middle, end, (middle, start)
        return DataPoint(x, y, base if series < len(self.ends) else None)

    def _point(self, series: int, index: int) -> Point | None:
        spot = self._bar_end(series, index)
        return None if spot is None else (spot.x, spot.y)

    def snapped(self, x: float, y: float) -> Point:
        """Shapes on bars are centred on the pixel beyond the bar's end."""
        if self.level_bars:
            return math.floor(x - 0.5) + 0.5, math.floor(y) + 0.5
        return math.floor(x) + 0.5, math.floor(y + 0.5) + 0.5

    def point_line(self, x: float, y: float) -> list[Point]:
        if self.level_bars:
            return [(self.box.x, y), (self.box.right, y)]
        return super().point_line(x, y)

    def foot(self, x: float, y: float) -> Point:
        return (self.box.x, y) if self.level_bars else (x, self.box.bottom)

    def floor(self, points: Sequence[Point]) -> list[Point]:
        if self.level_bars:
            return [(self.box.x, points[-1][1]), (self.box.x, points[0][1])]
        return super().floor(points)
