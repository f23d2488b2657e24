"""A second axis of values: its ticks stand at the same heights as those of the first, if they can.

Then the gridlines of the first axis serve both, and where both have a zero it is the same line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ... import ticks
from ...canvas.fonts import Font
from .. import scale as scales
from ..scale import CategoryScale, Scale
from .axis_types import MAX_HEADROOM, NumberAxis
from .placed import MARK, Axis

# Steps between ticks: more than an axis by itself has, as the number of steps is fixed.
_MANTISSAS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_POWERS = 3  # of ten, in which a step is looked for
_SAME = 1e-6


def with_shared_zero(y: NumberAxis, y2: NumberAxis) -> tuple[NumberAxis, NumberAxis]:
    """Return both axes with as much room below and above zero, if both have a zero."""
    first, second = _extent(y), _extent(y2)
    if not (_spans_zero(y, first) and _spans_zero(y2, second)):
        return y, y2
    shares = [-low / (high - low) for low, high in (first, second)]
    share = max(shares)
    if share == 1.0 and min(shares) < 1.0:  # all of one is below zero
        share = max(0.5, min(shares))
    return _with_share(y, first, share), _with_share(y2, second, share)


def fit(
    y2: NumberAxis, first: Scale | CategoryScale, length: float, max_depth: float, font: Font
) -> Axis:
    """Return the second axis beside a first one with this scale."""
    scale = _aligned(y2, first, length) if isinstance(first, Scale) else None
    if scale is None:
        scale, labels = y2.fit("right", length, max_depth, font)
        labels = labels._replace(depth=labels.depth + font.size * MARK)
        return Axis(scale, "right", labels, marked=True)
    labels = scales.numbers_left(scale, font, length, y2.numbers, years=y2.years)
    return Axis(scale, "right", labels)


def _extent(axis: NumberAxis) -> tuple[float, float]:
    """Return the smallest and the largest value that the axis must show."""
    known = [v for v in axis.values if v is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if axis.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    low = low if axis.asked.minimum is None else axis.asked.minimum
    high = high if axis.asked.maximum is None else axis.asked.maximum
    if low > high:
        low, high = (low, low) if axis.asked.maximum is None else (high, high)
    return low, high


def _spans_zero(axis: NumberAxis, extent: tuple[float, float]) -> bool:
    low, high = extent
    return not axis.asked.log and low <= 0 <= high and low < high


def _with_share(axis: NumberAxis, extent: tuple[float, float], share: float) -> NumberAxis:
    """Return the axis with at least this share below zero, unless its ends were asked for."""
    low, high = extent
    more = list(axis.values)
    whole = all(v is None or v.is_integer() for v in axis.values)
    if share < 1.0 and axis.asked.minimum is None:
        lower = -high * (share / (1 - share))
        if lower < low * (1 + _SAME):
            more.append(float(math.floor(lower)) if whole else lower)
    if share > 0.0 and axis.asked.maximum is None:
        upper = -low * ((1 - share) / share)
        if upper > high * (1 + _SAME):
            more.append(float(math.ceil(upper)) if whole else upper)
    return axis._replace(values=more)


class _Frame(NamedTuple):
    """The ticks of the first axis, in steps from tick to tick."""

    start: float
    """From the low end to the first tick."""
    steps: float
    """From end to end."""
    ticks: int
    zero: int | None
    """The number of the tick at zero."""


def _frame(first: Scale) -> _Frame | None:
    """Return the ticks of the first axis; None if they are not at equal distances."""
    if first.log or len(first.ticks) < 2:
        return None
    by = first.ticks[1] - first.ticks[0]
    start = first(first.ticks[0])
    step = first(first.ticks[1]) - start
    zero = round(-first.ticks[0] / by) if first.low <= 0 <= first.high else None
    return _Frame(start / step, 1 / step, len(first.ticks), zero)


def _aligned(axis: NumberAxis, first: Scale, length: float) -> Scale | None:
    """Return the scale with the smallest round step whose ticks are where those of the first are.

    None if there is none: an axis is logarithmic, or its ends were asked for.
    """
    frame = None if axis.asked.log else _frame(first)
    if frame is None:
        return None
    extent = _extent(axis)
    low, high = ticks.widen(*extent)
    if axis.asked.minimum is not None:
        low = axis.asked.minimum
    if axis.asked.maximum is not None:
        high = axis.asked.maximum
    if low >= high:
        return None
    zero = frame.zero if _spans_zero(axis, extent) else None
    room = min(MAX_HEADROOM, axis.headroom / max(length, 1)) * frame.steps
    known = [v for v in axis.values if v is not None]
    whole = all(v.is_integer() for v in known) and high - low >= 2
    for by in _steps((high - low) / frame.steps, axis.numbers.finest, whole=whole):
        tick = _first_tick(axis, frame, (low / by, high / by), room, zero)
        if tick is None:
            continue
        digits = ticks.decimals(by)
        values = tuple(round((tick + i) * by, digits) + 0.0 for i in range(frame.ticks))
        start = (tick - frame.start) * by
        return Scale(start, start + frame.steps * by, False, values)
    return None


def _steps(raw: float, finest: float, *, whole: bool) -> Sequence[float]:
    """Return round steps of at least ``raw``, which numbers at the ticks can show."""
    power = math.floor(math.log10(raw))
    found: list[float] = []
    for n in range(power, power + _POWERS):
        for mantissa in _MANTISSAS:
            by = mantissa * 10.0**n if n >= 0 else mantissa / 10.0**-n
            shown = not finest or abs(by / finest - round(by / finest)) <= _SAME
            if by >= raw * (1 - _SAME) and shown and (not whole or by == round(by)):
                found.append(by)
    return found


def _first_tick(
    axis: NumberAxis, frame: _Frame, extent: tuple[float, float], room: float, zero: int | None
) -> int | None:
    """Return the first tick in steps from zero, so that the axis shows an extent in steps.

    ``zero``: the number of the tick that must be zero. None if there is no such tick.
    """
    low, high = extent
    # An end that was asked for is the end of the axis; another one has room beyond the values.
    start, end = low + frame.start, high + frame.start - frame.steps
    min_tick, max_tick = end + room, start - room
    if low >= 0:
        max_tick = max(max_tick, frame.start)  # zero itself needs no room below
    if axis.asked.minimum is not None:
        min_tick, max_tick = max(min_tick, start), start
    if axis.asked.maximum is not None:
        min_tick = end if axis.asked.minimum is None else max(start, end)
        max_tick = min(max_tick, end)
    first, last = math.ceil(min_tick - _SAME), math.floor(max_tick + _SAME)
    if zero is not None:
        first, last = max(first, -zero), min(last, -zero)
    if first > last:
        return None
    return 0 if first <= 0 <= last else (first + last + 1) // 2
