"""Axes of numbers, times and names before they are fitted: each finds its scale and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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

    def fit(self, side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the scale and its labels for a length in pixels."""
        headroom = min(MAX_HEADROOM, self.headroom / max(length, 1))
        if side == "bottom":
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
        scale = scales.value_scale(
            self.values,
            self.asked,
            scales.max_intervals(length, font),
            from_zero=self.from_zero,
            tight=self.tight,
            margin=self.margin,
            finest=self.numbers.finest,
        )
        scale = scales.with_room(scale, self.values, self.asked, headroom, on_base=self.on_base)
        return scale, scales.numbers_left(scale, font, length, self.numbers, years=self.years)


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

    def fit(self, side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the ticks and their labels for a length in pixels."""
        from .. import time_scale  # most charts have no times

        x = self.times
        known = [at for at in x.at if at is not None]
        span = max(known) - min(known)
        margin = max(self.margin, span * min(MAX_HEADROOM, self.headroom / max(length, 1)))
        low, high = min(known) - margin, max(known) + margin
        if low == high:
            around = max(time_scale.LENGTHS[x.precision], 1.0)
            low, high = low - around, high + around
        own = tuple(sorted(set(known)))
        if len(own) > 1 and not (self.own and len(own) < length / font.size):
            own = ()
        times = time_scale.TimeRange(low, high, own)
        style = time_scale.TimeStyle(
            self.locale, x.date_format, x.precision, x.zone, x.zone_name, x.dated
        )
        if side == "left":
            return time_scale.left(times, style, font, length)
        return time_scale.bottom(times, style, font, length, max_depth)


class CategoryAxis(NamedTuple):
    """An axis of names, whose labels depend on the space."""

    scale: CategoryScale

    def fit(
        self, side: Side, length: float, max_depth: float, font: Font
    ) -> tuple[CategoryScale, Labels]:
        """Choose the labels for a length in pixels, and at most this space across the axis."""
        choose = names.left if side == "left" else names.bottom
        return self.scale, choose(self.scale, font, length, max_depth)
