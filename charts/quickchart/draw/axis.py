"""An axis at a side of the chart area: the space that its labels and its title need."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas.box import Box
from ..styles import Sides
from . import text, time_axis
from .axis_values import AxisValues, Sizes, Tick

_DARKER_BORDER = 3.0  # pixels that version 2 keeps free at both ends of labels


class Axis(AxisValues):
    """An axis while it is fitted, and in its place afterwards."""

    def fit(self, length: float, max_depth: float, margins: Sides) -> float:
        """Return the depth that the axis needs, at a length along its side."""
        self.start, self.length = 0.0, length
        self._outer_length = length + sum(margins)
        self._set_range()
        values = self._tick_values(length)
        self.ticks = [
            Tick(value, lines) for value, lines in zip(values, self._labels(values), strict=True)
        ]
        if self.generation == 4:
            self.ticks = [tick for tick in self.ticks if tick.lines is not None]
        self._sizes = self._label_sizes(self.ticks)
        self.rotation = self._label_rotation(length, max_depth)
        every = self.ticks
        if self.scale.ticks.display and self.scale.ticks.auto_skip and self.generation == 4:
            self.ticks = self._skipped(self.ticks, length)
            self._sizes = self._label_sizes(self.ticks)
        depth = self._depth(length, max_depth) if self.shown else 0.0
        skips = self.scale.ticks.auto_skip or (self.is_time and not self.scale.time.of_data)
        if self.scale.ticks.display and skips and self.generation == 2:
            width, height = self._picture
            before = margins.left + margins.right, margins.top + margins.bottom
            hanging = self.overhang
            if self.horizontal:
                along = width - max(margins.left, hanging.left) - max(margins.right, hanging.right)
            else:
                along = height - max(before[1], hanging.top + hanging.bottom)
            # Version 2 counts from the top where values are numbers.
            upwards = not self.horizontal and self.scale.kind != "category"
            kept = self._skipped(every[::-1] if upwards else every, along)
            self.ticks = kept[::-1] if upwards else kept
        return 0.0 if self.floating else depth

    def stand(self, area: Box, at: float) -> None:
        """Take a place within the chart area."""
        if self.horizontal:
            self.fit(area.width, area.height / 2, Sides())
            self.box = Box(area.x, at, area.width, 0)
        else:
            self.fit(area.height, area.width / 2, Sides())
            self.box = Box(at, area.y, 0, area.height)
        self.place()

    def _size(self, tick: Tick) -> tuple[float, float]:
        style = self.scale.ticks.style
        if tick.lines is None:
            return 0.0, 0.0
        return text.longest(tick.lines, style), len(tick.lines) * style.line_height

    def _label_sizes(self, ticks_: Sequence[Tick]) -> Sizes:
        sizes = [self._size(tick) for tick in ticks_]
        if not sizes:
            return Sizes((0, 0), (0, 0), 0, 0)
        return Sizes(sizes[0], sizes[-1], max(s[0] for s in sizes), max(s[1] for s in sizes))

    def _label_rotation(self, length: float, max_depth: float) -> float:
        options, scale, sizes = self.scale.ticks, self.scale, self._sizes
        count = len(self.ticks)
        if self.generation == 4 and options.max_ticks:
            count = min(count, options.max_ticks)
        low, high = options.min_rotation, options.max_rotation
        if (
            not self.shown
            or not options.display
            or low >= high
            or count <= 1
            or not self.horizontal
        ):
            return low
        height = sizes.highest
        if self.generation == 2:
            height -= options.style.line_height / 2
        room = min(length, max(self._picture[0] - sizes.widest, 0.0))
        pitch = length / count if scale.offset else room / (count - 1)
        if sizes.widest + 6 <= pitch:
            return low
        pitch = room / (count - (0.5 if scale.offset else 1))
        depth = max_depth - self.tick_length - options.padding - self._title_depth
        diagonal = math.hypot(sizes.widest, height)
        angle = math.degrees(
            min(
                _arcsine((sizes.highest + 6) / pitch if pitch else 1.0),
                _arcsine(depth / diagonal if diagonal else 1.0)
                - _arcsine(height / diagonal if diagonal else 0.0),
            )
        )
        return max(low, min(high, angle))

    def _skipped(self, ticks_: list[Tick], length: float) -> list[Tick]:
        """Return the ticks of which the labels have room, or as many as are allowed."""
        options = self.scale.ticks
        limit = float(options.max_ticks) if options.max_ticks else length / self._pitch() + 1
        count = len(ticks_)
        if self.generation == 4:
            limit = min(options.max_ticks or math.inf, self._possible(length))
            if count <= limit:
                return ticks_
        steps = count if self.generation == 4 else count - 1
        spacing = max(steps / limit if limit > 0 else count, 1.0)
        return [ticks_[i] for i in time_axis.kept(count, limit, self._majors, spacing)]

    def _possible(self, length: float) -> float:
        """Return how many labels have room, as version 4 counts them."""
        pitch = self._pitch()
        possible = length / pitch + (0 if self.scale.offset else 1)
        return math.floor(min(possible, self._outer_length / pitch))

    def _pitch(self) -> float:
        """Return the least distance of two ticks at which their labels do not overlap."""
        angle = math.radians(self.rotation)
        cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
        padding = self.scale.ticks.auto_skip_padding
        width, height = self._sizes.widest + padding, self._sizes.highest + padding
        if self.horizontal:
            pitch = width / cos if height * cos > width * sin else height / sin if sin else width
        else:
            pitch = height / cos if height * sin < width * cos else width / sin if sin else height
        return max(pitch, 1.0)

    @property
    def tick_length(self) -> float:
        """How far the lines at ticks reach beyond the chart area."""
        return self.scale.grid.tick_length if self.scale.grid.ticks else 0.0

    @property
    def _title_depth(self) -> float:
        title = self.scale.title
        if title is None:
            return 0.0
        lines = len(title.lines) if self.generation == 4 else 1
        return lines * title.style.line_height + title.padding.top + title.padding.bottom

    def _depth(self, length: float, max_depth: float) -> float:
        """Return the depth of ticks, labels and title; sets what hangs over the ends."""
        options, sizes = self.scale.ticks, self._sizes
        depth = self.tick_length + self._title_depth
        self.overhang = Sides()
        if not options.display or (self.generation == 4 and not self.ticks):
            return min(depth, max_depth) if self.horizontal else depth
        angle = math.radians(self.rotation)
        cos, sin = math.cos(angle), math.sin(angle)
        old = self.generation == 2
        turned = self.rotation != 0
        spare = 0.4 * options.style.line_height
        half = options.style.line_height / 2
        if self.horizontal:
            if old:
                labels = sin * sizes.widest + cos * (sizes.highest - (half if turned else 0))
                labels += (0.0 if turned else spare) + options.padding
            else:
                labels = 0.0 if options.mirror else sin * sizes.widest + cos * sizes.highest
                labels += 2 * options.padding
            self._set_ends(cos, sin, length)
        else:
            if old:
                labels = 0.0 if options.mirror else sizes.widest + options.padding + spare
            else:
                labels = 0.0 if options.mirror else cos * sizes.widest + sin * sizes.highest
                labels += 2 * options.padding
            more = 0.0 if old else options.padding
            self.overhang = Sides(top=sizes.last[1] / 2 + more, bottom=sizes.first[1] / 2 + more)
        return min(max_depth, depth + labels)

    def _set_ends(self, cos: float, sin: float, length: float) -> None:
        """Set what the first and the last label need beyond the ends of a horizontal axis."""
        options, sizes = self.scale.ticks, self._sizes
        old = self.generation == 2
        (first, first_height), (last, last_height) = sizes.first, sizes.last
        if self._reversed:
            (first, first_height), (last, last_height) = sizes.last, sizes.first
        shares = [self.share(t.value) for t in self.ticks]
        if not shares:
            return
        before, after = min(shares) * length, (1 - max(shares)) * length
        half = options.style.line_height / 2 if old else 0.0
        below = self.side == "bottom"
        if self.rotation:
            left = cos * first + sin * half if below else sin * (first_height - half)
            right = sin * (last_height - half) if below else cos * last + sin * half
        elif options.align == "start":
            left, right = 0.0, last
        elif options.align == "end":
            left, right = first, 0.0
        elif options.align == "inner":
            left = right = 0.0
        else:
            left, right = first / 2, last / 2
        more = 0.0 if old else options.padding
        wide = [max((need - free + more) * length / max(length - free, 1.0), 0.0)
                for need, free in ((left, before), (right, after))]  # fmt: skip
        if old:
            wide = [w + _DARKER_BORDER for w in wide]
        self.overhang = Sides(left=wide[0], right=wide[1])


def _arcsine(value: float) -> float:
    return math.asin(min(max(value, -1.0), 1.0))
