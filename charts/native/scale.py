"""Scales: where a value or a name stands along an axis, the ends of the axis and its labels."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

from api.named_tuple import NamedTuple

from .. import ticks
from ..canvas.fonts import Font
from ..canvas.text import width
from ..diagnostics import Value
from .chart import ValueAxis
from .number_text import AS_GIVEN, NumberFormat, choose

LABEL_HEIGHT = 1.15  # of the text size: the smallest distance of two lines of labels
_LAST_DECADE = 305  # further up, floating point ends
_SAME = 1e-6
_MIN_LOG_SPAN = 1e-9  # of a logarithmic axis: natural logarithm of the ratio of its ends


class Scale(NamedTuple):
    """Maps values to 0..1 along an axis; ``ticks`` lie within it."""

    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]
    reverse: bool = False
    """Whether the high end is where an axis starts."""

    def __call__(self, value: float) -> float:
        """Return the position of a value: 0 at the low end, 1 at the high end; or reversed."""
        if self.log:
            position = 0.0
            if value > 0:
                # Difference of logarithms: a quotient of extreme values would overflow.
                span = math.log(self.high) - math.log(self.low)
                position = (math.log(value) - math.log(self.low)) / span
        else:
            # Halved, so that a range of twice the largest allowed value does not overflow.
            position = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return 1 - position if self.reverse else position

    @property
    def base(self) -> float:
        """Where bars and areas start: zero, or the end of the axis nearest to it."""
        return min(max(0.0, self.low), self.high)

    @property
    def base_position(self) -> float:
        """The position of ``base``: on a logarithmic axis, its low end."""
        return float(self.reverse) if self.log else self(self.base)


class CategoryScale(NamedTuple):
    """Names at equal distances. ``edge`` is where the first one stands, in steps from the end."""

    names: tuple[str, ...]
    edge: float = 0.5
    turn: bool = True  # turn long labels before leaving any out
    ticks: tuple[float, ...] = ()  # no lines across the plot
    reverse: bool = False

    def __call__(self, index: float) -> float:
        """Return the position of a name, 0 to 1."""
        span = len(self.names) - 1 + 2 * self.edge
        position = (index + self.edge) / span if span else 0.5
        return 1 - position if self.reverse else position

    @property
    def pitch(self) -> float:
        """The distance of two names, 0 to 1."""
        return 1 / max(len(self.names) - 1 + 2 * self.edge, 1)


def value_scale(
    values: Sequence[Value],
    axis: ValueAxis,
    intervals: int,
    *,
    from_zero: bool,
    tight: bool = False,
    margin: float = 0.0,
    finest: float = 0.0,
) -> Scale:
    """Choose the ends and ticks of an axis.

    ``from_zero``: bars and areas show their length, so zero is on the axis.
    ``tight``: end at the data rather than at a tick, with ``margin`` (share of the axis) around.
    ``finest``: the smallest difference that the numbers at the ticks will show.
    """
    known = [v for v in values if v is not None]
    if axis.log:
        positive = [v for v in known if v > 0]
        return _log_scale(positive, axis, intervals, from_zero=from_zero)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    low = low if axis.minimum is None else axis.minimum
    high = high if axis.maximum is None else axis.maximum
    flat = low == high  # fractions beside a value that is whole would say nothing
    if low > high:  # the one end that was asked for lies beyond the data
        low, high = (low, low) if axis.maximum is None else (high, high)
    wide = ticks.widen(low, high)
    if flat and not low and not from_zero:  # a point: zero is not where something stands
        wide = -1.0, 1.0
    # An end that was asked for stays, unless both are the same to floating point.
    low = low if axis.minimum is not None and axis.maximum is None else wide[0]
    high = high if axis.maximum is not None and axis.minimum is None else wide[1]
    if low >= high:  # ymax=0 above which all values lie: 0 is widened upwards, where it ends
        low = high - 1.0
    if margin:
        around = (high - low) * margin
        low -= around if axis.minimum is None else 0.0
        high += around if axis.maximum is None else 0.0
    integer = all(v.is_integer() for v in known) and high - low < 1e15
    by = ticks.step(low, high, max(1, intervals), integer=integer and (flat or high - low >= 2))
    steps = by / finest if finest else 0.0
    if math.isfinite(steps) and abs(steps - round(steps)) > _SAME:
        by = finest if by < finest else by * 2  # 2.5 becomes 5
    if not tight:
        if axis.minimum is None:
            low = min(low, math.floor(low / by + 1e-9) * by)
        if axis.maximum is None:
            high = max(high, math.ceil(high / by - 1e-9) * by)
    return Scale(low, high, False, tuple(ticks.spread(low, high, by)))


def _log_scale(
    known: Sequence[float], axis: ValueAxis, intervals: int, *, from_zero: bool
) -> Scale:
    """Whole decades; ``from_zero``: with some length for a bar of the smallest value."""
    low, high = min(known, default=1.0), max(known, default=10.0)
    low = low if axis.minimum is None else axis.minimum
    high = high if axis.maximum is None else axis.maximum
    if axis.minimum is None:
        power = math.log10(min(low, high))
        low = 10.0 ** (math.ceil(power - 1e-9) - 1 if from_zero else math.floor(power + 1e-9))
    if axis.maximum is None:
        power = math.log10(max(high, low))
        high = 10.0 ** min(math.ceil(power - 1e-9), _LAST_DECADE)
    if math.log(high) - math.log(low) < _MIN_LOG_SPAN:
        point = axis.minimum is None and axis.maximum is None and not from_zero
        below, above = low / 10 if point else low, low * 10
        low, high = (below, above) if axis.maximum is None else (high / 10, high)
    return Scale(low, high, True, tuple(ticks.logarithmic(low, high, intervals)))


def with_room(
    scale: Scale,
    values: Sequence[Value],
    axis: ValueAxis,
    room: float,
    *,
    on_base: bool = False,
) -> Scale:
    """Return the scale with some of it free beyond the values, at ends that were not asked for.

    ``room``: the share of the axis. ``on_base``: bars and areas stand on its lower end if it is
    zero, or logarithmic.
    """
    known = [v for v in values if v is not None and (v > 0 or not scale.log)]
    if not known or room <= 0:
        return scale
    bottom, top = scale(min(known)), scale(max(known))
    stands = on_base and (scale.log or (scale.low >= 0 and min(known) >= 0))
    # Where the axis starts and ends if it now is from 0 to 1: room at one end may need more at
    # the other, as it makes the axis longer.
    start, end, above, below = 0.0, 1.0, False, False
    for _ in range(2):
        needed = room * (end - start)
        above |= axis.maximum is None and end - top < needed
        below |= axis.minimum is None and bottom - start < needed and not stands
        first, last = bottom if below else 0.0, top if above else 1.0
        length = (last - first) / (1 - room * (above + below))
        start, end = first - room * length * below, last + room * length * above
    if not (above or below):
        return scale
    if scale.log:
        span = math.log(scale.high) - math.log(scale.low)
        furthest = math.log(10) * _LAST_DECADE
        low = math.exp(max(math.log(scale.low) + start * span, -furthest))
        high = math.exp(min(math.log(scale.low) + end * span, furthest))
        return Scale(low if below else scale.low, high if above else scale.high, True, scale.ticks)
    span = scale.high - scale.low
    low = scale.low + start * span if below else scale.low
    high = scale.low + end * span if above else scale.high
    steps = [b - a for a, b in pairwise(scale.ticks)]
    more = tuple(ticks.spread(low, high, min(steps))) if steps else scale.ticks
    return Scale(low, high, False, more)


def with_ticks(scale: Callable[[int], Scale], count: int) -> Scale:
    """Return the scale, of those with so many intervals at most, that has about ``count`` ticks."""
    choices = [scale(intervals) for intervals in range(max(1, count // 2), 2 * count)]
    return min(choices, key=lambda choice: abs(len(choice.ticks) - count))


class Labels(NamedTuple):
    """Tick labels as they will be drawn: (position 0 to 1, text), and at which angle."""

    items: tuple[tuple[float, str], ...]
    angle: Literal[0, 45, 90]
    depth: float
    """The space they take across the axis, in pixels."""


NO_LABELS = Labels((), 0, 0.0)


@functools.lru_cache(256)  # laying a chart out asks twice; other charts have the same ticks
def number_labels(
    scale: Scale, font: Font, asked: NumberFormat = AS_GIVEN, *, years: bool = False
) -> Labels:
    """Return a label for each tick of an axis of numbers, all in one style.

    ``years``: the numbers may be years.
    """
    write = choose(scale.ticks, asked, exact=True, each=scale.log, years=years)
    items = tuple((scale(t), write(t)) for t in scale.ticks)
    return Labels(items, 0, font.size)


def numbers_left(
    scale: Scale, font: Font, length: float, asked: NumberFormat = AS_GIVEN, *, years: bool = False
) -> Labels:
    """Return the numbers of a vertical axis, as many as fit above each other."""
    items = number_labels(scale, font, asked, years=years).items
    gap = min((b[0] - a[0] for a, b in pairwise(items)), default=1.0) * length
    items = items[:: max(1, math.ceil(font.size * LABEL_HEIGHT / max(gap, 1e-9)))]
    return Labels(items, 0, max((width(text, font) for _, text in items), default=0.0))


def numbers_bottom(
    values: Sequence[Value],
    axis: ValueAxis,
    font: Font,
    length: float,
    *,
    from_zero: bool,
    tight: bool = False,
    margin: float = 0.0,
    headroom: float = 0.0,
    on_base: bool = False,
    asked: NumberFormat = AS_GIVEN,
    years: bool = False,
) -> tuple[Scale, Labels]:
    """Choose a horizontal axis of numbers, with as many as fit side by side."""
    for intervals in (10, 8, 6, 5, 4, 3, 2, 1):
        scale = value_scale(
            values,
            axis,
            intervals,
            from_zero=from_zero,
            tight=tight,
            margin=margin,
            finest=asked.finest,
        )
        scale = with_room(scale, values, axis, headroom, on_base=on_base)
        labels = number_labels(scale, font, asked, years=years)
        positions = [position * length for position, _ in labels.items]
        gap = min((b - a for a, b in pairwise(positions)), default=length)
        if all(width(text, font) + font.size <= gap for _, text in labels.items):
            return scale, labels
    ends = labels.items[:: max(1, len(labels.items) - 1)]
    if sum(width(text, font) + font.size for _, text in ends) > length:
        ends = ()
    return scale, labels._replace(items=ends)


def spread_bottom(
    scale: Scale, font: Font, length: float, asked: NumberFormat = AS_GIVEN, *, years: bool = False
) -> Labels:
    """Return the numbers of a horizontal axis, of as many ticks as fit side by side."""
    labels = number_labels(scale, font, asked, years=years)
    for every in range(1, len(labels.items) + 1):
        items = labels.items[::every]
        gap = min((b[0] - a[0] for a, b in pairwise(items)), default=1.0) * length
        if all(width(text, font) + font.size <= gap for _, text in items):
            return labels._replace(items=items)
    return labels._replace(items=())


def max_intervals(length: float, font: Font) -> int:
    """Return how many steps a vertical axis of this length should have at most."""
    return max(1, min(10, int(length / (font.size * 3.2))))
