"""The ends of axes of numbers before their ticks: what the data and the config say together."""

from __future__ import annotations

from api.named_tuple import NamedTuple

from ..axes import Scale


class Range(NamedTuple):
    """The values that datasets show on an axis."""

    low: float | None
    high: float | None
    smallest: float | None = None
    """The smallest value above 0."""
    stops: tuple[float, ...] = ()
    """The times of the data, each once, ascending; of axes of times only."""


def range_2(scale: Scale, values: Range) -> tuple[float, float]:
    """Return the ends of a linear axis before its ticks, as version 2 finds them."""
    low = 0.0 if values.low is None else values.low
    high = 1.0 if values.high is None else values.high
    if scale.begin_at_zero:
        if low < 0 and high < 0:
            high = 0.0
        elif low > 0 and high > 0:
            low = 0.0
    if scale.minimum is not None:
        low = scale.minimum
    elif scale.suggested_min is not None:
        low = min(low, scale.suggested_min)
    if scale.maximum is not None:
        high = scale.maximum
    elif scale.suggested_max is not None:
        high = max(high, scale.suggested_max)
    set_low = scale.minimum is not None or scale.suggested_min is not None
    set_high = scale.maximum is not None or scale.suggested_max is not None
    if set_low != set_high and low >= high:
        low, high = (low, low + 1) if set_low else (high - 1, high)
    if low > high:
        low, high = high, low
    if low == high:
        high += 1
        low -= 0 if scale.begin_at_zero else 1
    return low, high


def range_4(scale: Scale, values: Range) -> tuple[float, float]:
    """Return the ends of a linear axis before its ticks, as versions 3 and 4 find them."""
    lows = [v for v in (values.low, scale.suggested_min) if v is not None]
    highs = [v for v in (values.high, scale.suggested_max) if v is not None]
    low = scale.minimum if scale.minimum is not None else min(lows, default=None)
    high = scale.maximum if scale.maximum is not None else max(highs, default=None)
    low = (0.0 if high is None else min(0.0, high)) if low is None else low
    high = max(1.0, low) if high is None else high
    if low > high:
        low, high = (high, high) if scale.maximum is not None else (low, low)
    fixed = scale.minimum is not None, scale.maximum is not None
    if scale.begin_at_zero:
        if low < 0 and high < 0 and not fixed[1]:
            high = 0.0
        elif low > 0 and high > 0 and not fixed[0]:
            low = 0.0
    if low == high:
        margin = 1.0 if high == 0 else abs(high * 0.05)
        high = high if fixed[1] else high + margin
        if not scale.begin_at_zero and not fixed[0]:
            low -= margin
    if low == high:
        high = low + 1
    if scale.grace:
        grace = scale.grace * (high - low) if abs(scale.grace) <= 1 else scale.grace
        zero = scale.begin_at_zero and low == 0
        low, high = (low if fixed[0] or zero else low - grace), high if fixed[1] else high + grace
    return low, high
