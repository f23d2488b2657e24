"""The bars of series, side by side or stacked, and where they stand in the plot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..colour import Colour
from ..diagnostics import Value
from ..marks.bars import Side, draw_bars, draw_rounded
from . import axes
from .axes import Axis
from .chart import Series
from .scale import Scale
from .x_values import XValues

if TYPE_CHECKING:
    from ..canvas.surface import Canvas

_GAP = 0.24  # between groups, in parts of a group's pitch
_BETWEEN = 0.06  # between bars of a group, in parts of a bar's pitch
_MIN_THICKNESS = 1.5  # pixels, of bars at true distances, which may be far apart
_MAX_THICKNESS = 0.16  # of the axis length: few bars do not become slabs


class Bar(NamedTuple):
    """One bar: the indices of its series and name, its place in the group, from and to where."""

    series: int
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
                yield Bar(number, i, 0, start, pile[i], value, colour)
            else:
                yield Bar(number, i, number, 0.0, value, value, colour)


class Placement:
    """Where bars stand in the plot, in pixels."""

    def __init__(
        self,
        x: XValues,
        slots: int,
        axis: Axis,
        plot: Box,
        *,
        horizontal: bool = False,
        gap: float | None = None,
    ) -> None:
        """``slots``: how many bars stand side by side; ``axis``: the one that they stand on.

        ``gap``: between groups, in parts of their pitch; by default few bars do not become slabs.
        """
        self.horizontal, self.slots = horizontal, slots
        self.x, self.at, self.plot = axis.scale, x.at, plot
        self.length = plot.height if horizontal else plot.width
        self.pitch = axes.pitch(x, axis.scale) * self.length
        slot = self.pitch * (1 - (_GAP if gap is None else gap)) / slots
        if gap is None:
            slot = min(slot, self.length * _MAX_THICKNESS)
        if x.type != "names":
            slot = max(slot, _MIN_THICKNESS)
        between = slot * _BETWEEN if slots > 1 else 0.0
        thickness = slot - between
        # Whole pixels, so that all bars are equally thick.
        self.thickness = round(thickness) if thickness >= 3 else thickness
        self.slot = round(slot) if thickness >= 3 and slot * slots <= self.pitch - 2 else slot
        self.touching = gap == 0 and slots == 1
        if self.touching:
            self.thickness = self.slot = slot
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
        thickness = self.thickness
        if self.touching and thickness >= 1:  # whole pixels, none of which is between two bars
            thickness = round(along + thickness) - round(along)
        if self.thickness >= 3 or self.touching:
            along = round(along)
        start = zero if bar.start == 0 else bar.start
        near, far = sorted(min(max(scale(v), -1.0), 2.0) for v in (start, bar.end))
        plot = self.plot
        if self.horizontal:
            left, right = plot.x + near * plot.width, plot.x + far * plot.width
            return Box(left, plot.y + along, right - left, thickness)
        top, bottom = plot.bottom - far * plot.height, plot.bottom - near * plot.height
        return Box(plot.x + along, top, thickness, bottom - top)


def draw_all(
    canvas: Canvas,
    drawn: Sequence[tuple[Bar, Box]],
    place: Placement,
    base: Callable[[Bar], float],
    radius: float,
) -> None:
    """Draw bars, with round ends if ``radius`` is above 0.

    ``base``: where the bars of an axis start, in pixels along it.
    """
    if not radius:
        draw_bars(canvas, ((box, bar.colour) for bar, box in drawn), snap=place.snap)
        return
    outermost: dict[tuple[int, int, bool], Bar] = {}
    for bar, _ in drawn:
        if bar.value:
            outermost[bar.category, bar.slot, bar.value > 0] = bar
    sides = [
        _end(box, base(bar), horizontal=place.horizontal)
        if bar is outermost.get((bar.category, bar.slot, bar.value > 0))
        else None
        for bar, box in drawn
    ]
    painted = [(box, bar.colour, side) for (bar, box), side in zip(drawn, sides, strict=True)]
    draw_rounded(canvas, painted, radius)


def _end(box: Box, base: float, *, horizontal: bool) -> Side:
    """Return the side of a bar that is further from where it starts."""
    if horizontal:
        return "right" if box.x + box.right > 2 * base else "left"
    return "top" if box.y + box.bottom < 2 * base else "bottom"
