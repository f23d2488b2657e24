"""Logarithmic axes: their ends, their ticks and the labels of these, in both generations."""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ..axes import Scale
from . import ticks
from .ranges import Range

_MAX_TICKS = 1000
_LABELLED = (1, 2, 3, 5, 10, 15)
_LAST = 0.8  # of the ticks: the labels of what is behind are all written


class LogTick(NamedTuple):
    """A tick, and which multiple of its power of ten it is."""

    value: float
    multiple: int


def range_2(scale: Scale, values: Range) -> tuple[float, float]:
    """Return the ends before the ticks, as version 2 finds them; both are above 0."""
    low = scale.minimum if scale.minimum and scale.minimum > 0 else values.smallest
    high = scale.maximum if scale.maximum and scale.maximum > 0 else values.high
    if high is None or high <= 0:
        high = 10.0 if low is None else low * 10
    if low is None or low <= 0:
        low = min(1.0, high / 10)
    if low >= high:
        low, high = (
            10.0 ** (math.floor(math.log10(low)) - 1),
            10.0 ** (math.floor(math.log10(low)) + 1),
        )
    if scale.minimum is None:
        low = 10.0 ** math.floor(math.log10(low))
    return low, high


def range_4(scale: Scale, values: Range) -> tuple[float, float]:
    """Return the ends before the ticks, as versions 3 and 4 find them; both are above 0."""
    fixed_low = scale.minimum if scale.minimum and scale.minimum > 0 else None
    fixed_high = scale.maximum if scale.maximum and scale.maximum > 0 else None
    low = values.smallest or 0.0 if fixed_low is None else fixed_low
    high = max(values.high or 0.0, 0.0) if fixed_high is None else fixed_high
    if scale.suggested_min and scale.suggested_min > 0 and fixed_low is None:
        low = min(low, scale.suggested_min) or scale.suggested_min
    if scale.suggested_max and fixed_high is None:
        high = max(high, scale.suggested_max)
    zero = scale.begin_at_zero or values.low == 0
    if zero and low > 0 and fixed_low is None:
        power = 10.0 ** _exponent(low)
        low = power / 10 if low == power else power
    if low == high:
        low, high = (1.0, 10.0) if low <= 0 else (
            _next_power(low, -1) if fixed_low is None else low,
            _next_power(high, 1) if fixed_high is None else high,
        )  # fmt: skip
    if low <= 0:
        low = _next_power(high, -1)
    if high <= 0 or high <= low:
        high = _next_power(low, 1)
    return low, high


def _exponent(value: float) -> int:
    """Return the largest power of ten that is not above a value."""
    return math.floor(math.log10(value))


def _next_power(value: float, steps: int) -> float:
    return 10.0 ** min(max(_exponent(value) + steps, -100), 100)


def ticks_2(low: float, high: float) -> list[float]:
    """Return ticks at whole digits of each power of ten between two positive values."""
    power = math.floor(math.log10(low))
    digit = math.floor(low / 10.0**power)
    ticks: list[float] = []
    end = math.floor(math.log10(high))
    last_digit = math.ceil(high / 10.0**end)
    while len(ticks) < 1000:
        ticks.append(digit * 10.0**power)
        if power > end or (power == end and digit >= last_digit):
            break
        digit += 1
        if digit == 10:
            digit, power = 1, power + 1
    return ticks


def ticks_4(low: float, high: float, scale: Scale) -> list[LogTick]:
    """Return ticks as versions 3 and 4 place them: the first and the last become the ends."""
    minimum, maximum = scale.minimum, scale.maximum
    power = min(_step(low, high), _exponent(low))
    precision = 10.0**-power if power < 0 else 1.0
    step = 10.0**power
    base = 10.0 ** _exponent(low) if _exponent(low) > power else 0.0
    start = _rounded((low - base) * precision) / precision
    offset = math.floor((low - base) / step / 10) * step * 10
    multiple = math.floor((start - offset) / step)

    def value() -> float:
        return _rounded((base + offset + multiple * 10.0**power) * precision) / precision

    at = minimum if minimum is not None and minimum > 0 else value()
    found: list[LogTick] = []
    while at < high and len(found) < _MAX_TICKS:
        found.append(LogTick(at, multiple))
        multiple = (15 if multiple < 15 else 20) if multiple >= 10 else multiple + 1
        if multiple >= 20:
            power += 1
            multiple = 2
            precision = 1.0 if power >= 0 else precision
        at = value()
    last = maximum if maximum is not None and maximum > 0 else at
    return [*found, LogTick(last, multiple)]


def _rounded(value: float) -> float:
    return float(math.floor(value + 0.5)) if abs(value) < 1e15 else value


def _step(low: float, high: float) -> int:
    """Return the power of ten of which at least ten steps reach from one end to the other."""
    power = _exponent(high - low)
    while _steps(low, high, power) > 10:
        power += 1
    while _steps(low, high, power) < 10:
        power -= 1
    return power


def _steps(low: float, high: float, power: int) -> float:
    return math.ceil(high / 10.0**power) - math.floor(low / 10.0**power)


def label_4(tick: LogTick, number: int, values: Sequence[float]) -> str:
    """Return the label of a tick; of most of them none."""
    if tick.multiple in _LABELLED or number > _LAST * len(values):
        return ticks.written(values, 4)[number]
    return ""


def majors(found: Sequence[LogTick]) -> list[int]:
    """Return which ticks are powers of ten."""
    return [i for i, t in enumerate(found) if t.value == 10.0 ** _exponent(t.value)]


def label_2(value: float, end: bool) -> tuple[str, ...] | None:
    """Return the label of a logarithmic tick: of 1, 2 and 5 times a power of ten, and the ends."""
    digit = round(value / 10.0 ** _exponent(value), 9)
    if digit not in (1, 2, 5) and not end:
        return ("",)
    mantissa, _, exponent = f"{value:e}".partition("e")
    return (f"{float(mantissa):g}e{int(exponent):+d}",)
