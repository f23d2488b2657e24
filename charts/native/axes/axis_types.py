"""Axes of numbers, times and names before they are fitted: each finds its scale and labels."""

from __future__ import annotations

from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ...canvas.fonts import Font
from ...diagnostics import Value
from .. import names
from .. import scale as scales
from ..chart import ValueAxis
from ..number_text import AS_GIVEN, NumberFormat
from ..scale import CategoryScale, Labels, Scale
from ..x_values import XValues
from .placed import Side

MAX_HEADROOM = 0.3
"""Of an axis."""


class NumberAxis(NamedTuple):
    """An axis of numbers that has to find its scale; see ``scale.value_scale``."""

    values: Sequence[Value]
    asked: ValueAxis = ValueAxis()
    from_zero: bool = False
    tight: bool = False
    margin: float = 0.0
    headroom: float = 0.0
    """Pixels to keep free beyond the data at both ends."""
    on_base: bool = False
    """What is drawn stands on the axis, as bars do: below it needs no room."""
    numbers: NumberFormat = AS_GIVEN
    """How its numbers are written."""
    years: bool = False
    """Its numbers may be years."""
    ticks: int | None = None
    """About how many it has; by default as many as there is room for."""

    def fit(self, side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the scale and its labels for a length in pixels."""
        headroom = min(MAX_HEADROOM, self.headroom / max(length, 1))
        if side == "bottom" and not self.ticks:
            return scales.numbers_bottom(
                self.values,
                self.asked,
                font,
                length,
                from_zero=self.from_zero,
                tight=self.tight,
                margin=self.margin,
                headroom=headroom,
                on_base=self.on_base,
                asked=self.numbers,
                years=self.years,
            )

        def scale(intervals: int) -> Scale:
            return scales.value_scale(
                self.values,
                self.asked,
                intervals,
                from_zero=self.from_zero,
                tight=self.tight,
                margin=self.margin,
                finest=self.numbers.finest,
            )

        if self.ticks:
            chosen = scales.with_ticks(scale, self.ticks)
        else:
            chosen = scale(scales.max_intervals(length, font))
        chosen = scales.with_room(chosen, self.values, self.asked, headroom, on_base=self.on_base)
        beside = scales.spread_bottom if side == "bottom" else scales.numbers_left
        return chosen, beside(chosen, font, length, self.numbers, years=self.years)


class TimeAxis(NamedTuple):
    """An axis of times; see ``time_scale``."""

    times: XValues
    locale: str = "en"
    margin: float = 0.0
    """Seconds between the ends of the axis and the outermost times."""
    headroom: float = 0.0
    """Pixels there, if they are more."""
    own: bool = False
    """The times themselves are labelled if there is room, as those of bars are."""
    asked: ValueAxis = ValueAxis()
    """Its ends in seconds; bars at these are whole."""
    ticks: int | None = None
    """About how many it has."""
    marked: tuple[float, ...] = ()
    """Other times that it reaches."""

    def fit(self, side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the ticks and their labels for a length in pixels."""
        from .. import time_scale  # most charts have no times

        x = self.times
        known = [at for at in x.at if at is not None]
        span = max(known) - min(known)
        margin = max(self.margin, span * min(MAX_HEADROOM, self.headroom / max(length, 1)))
        low, high = min(known) - margin, max(known) + margin
        low, high = min(low, *self.marked, low), max(high, *self.marked, high)
        if self.asked != ValueAxis():
            low, high = self._ends(low, high)
        if low == high:
            around = max(time_scale.LENGTHS[x.precision], 1.0)
            low, high = low - around, high + around
        own = tuple(sorted(at for at in set(known) if low <= at <= high))
        if len(own) > 1 and not (self.own and len(own) < length / font.size):
            own = ()
        times = time_scale.TimeRange(low, high, own, self.ticks)
        style = time_scale.TimeStyle(
            self.locale, x.date_format, x.precision, x.zone, x.zone_name, x.dated
        )
        if side == "left":
            return time_scale.left(times, style, font, length)
        return time_scale.bottom(times, style, font, length, max_depth)

    def _ends(self, low: float, high: float) -> tuple[float, float]:
        """Return the ends of the axis, of which some were asked for."""
        span, around = high - low, self.margin if self.own else 0.0
        first, last = self.asked.minimum, self.asked.maximum
        low = low if first is None else first - around
        high = high if last is None else last + around
        if low >= high:  # one end is beyond all times
            low, high = (low, low + (span or 1.0)) if last is None else (high - (span or 1.0), high)
        return low, high


class CategoryAxis(NamedTuple):
    """An axis of names, whose labels depend on the space."""

    scale: CategoryScale

    def fit(
        self, side: Side, length: float, max_depth: float, font: Font
    ) -> tuple[CategoryScale, Labels]:
        """Choose the labels for a length in pixels, and at most this space across the axis."""
        choose = names.left if side == "left" else names.bottom
        return self.scale, choose(self.scale, font, length, max_depth)
