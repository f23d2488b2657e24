"""The bars of series, side by side or stacked, and where they stand in the plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..canvas.box import Box
from ..colour import Colour
from ..diagnostics import Value
from . import axes
from .axes import Axis
from .chart import Series
from .scale import Scale
from .x_values import XValues

_GAP = 0.24  # between groups, in parts of a group's pitch
_BETWEEN = 0.06  # between bars of a group, in parts of a bar's pitch
_MIN_THICKNESS = 1.5  # pixels, of bars at true distances, which may be far apart
_MAX_THICKNESS = 0.16  # of the axis length: few bars do not become slabs


class Bar(NamedTuple):
    """One bar: the index of its name, its place in the group, and from and to which value."""

    category: int
    slot: int
    start: float
    end: float
    value: float
    colour: Colour


def bars(at: Sequence[Value], series: Sequence[Series], *, stacked: bool) -> Iterator[Bar]:
    """Yield a bar for each value that is known and has a place; negative ones stack downwards."""
    above = [0.0] * len(at)
    below = [0.0] * len(at)
    for number, one in enumerate(series):
        for i, value in enumerate(one.values):
            if value is None or at[i] is None:
                continue
            colour = one.colours[i % len(one.colours)]
            if stacked:
                pile = above if value >= 0 else below
                start, pile[i] = pile[i], pile[i] + value
                yield Bar(i, 0, start, pile[i], value, colour)
            else:
                yield Bar(i, number, 0.0, value, value, colour)


class Placement:
    """Where bars stand in the plot, in pixels."""

    def __init__(
        self, x: XValues, slots: int, axis: Axis, plot: Box, *, horizontal: bool = False
    ) -> None:
        """``slots``: how many bars stand side by side; ``axis``: the one that they stand on."""
        self.horizontal, self.slots = horizontal, slots
        self.x, self.at, self.plot = axis.scale, x.at, plot
        self.length = plot.height if horizontal else plot.width
        self.pitch = axes.pitch(x, axis.scale) * self.length
        slot = min(self.pitch * (1 - _GAP) / slots, self.length * _MAX_THICKNESS)
        if x.type != "names":
            slot = max(slot, _MIN_THICKNESS)
        between = slot * _BETWEEN if slots > 1 else 0.0
        thickness = slot - between
        # Whole pixels, so that all bars are equally thick.
        self.thickness = round(thickness) if thickness >= 3 else thickness
        self.slot = round(slot) if thickness >= 3 and slot * slots <= self.pitch - 2 else slot
        self.group = self.slot * slots

    @property
    def snap(self) -> bool:
        """Whether the edges of bars stand on whole pixels: thin ones would vanish or double."""
        return self.thickness >= 3

    @property
    def step(self) -> float:
        """The distance of two bars, of which none stands between, in pixels."""
        return self.pitch if self.slots == 1 else self.slot

    def shows(self, box: Box) -> bool:
        """Return whether the middle of a bar is within the ends of the axis of the xvalues."""
        if self.horizontal:
            return self.plot.y <= box.y + box.height / 2 <= self.plot.bottom
        return self.plot.x <= box.x + box.width / 2 <= self.plot.right

    def boxes(self, drawn: Sequence[Bar], scale: Scale) -> list[Box]:
        """Return the rectangles of bars on an axis of values."""
        zero = scale.low if scale.log else scale.base
        return [self._box(bar, scale, zero) for bar in drawn]

    def _box(self, bar: Bar, scale: Scale, zero: float) -> Box:
        # Far outside is cut off, so that the rasteriser never sees a huge number.
        centre = min(max(self.x(self.at[bar.category] or 0.0), -1.0), 2.0) * self.length
        along = centre - self.group / 2 + bar.slot * self.slot
        along += (self.slot - self.thickness) / 2
        if self.thickness >= 3:
            along = round(along)
        start = zero if bar.start == 0 else bar.start
        near, far = sorted(min(max(scale(v), -1.0), 2.0) for v in (start, bar.end))
        plot = self.plot
        if self.horizontal:
            left, right = plot.x + near * plot.width, plot.x + far * plot.width
            return Box(left, plot.y + along, right - left, self.thickness)
        top, bottom = plot.bottom - far * plot.height, plot.bottom - near * plot.height
        return Box(plot.x + along, top, self.thickness, bottom - top)
