"""The ticks of an axis of numbers.

The rule for round steps is that of ``matplotlib.ticker.MaxNLocator``; the tests compare with it.
Importing that module would import all of matplotlib, which the first picture of a fresh instance
should not wait for.
"""

from __future__ import annotations

import math

_MANTISSAS = (1.0, 2.0, 2.5, 5.0, 10.0)
# A range narrower than this part of its values cannot be told apart in floating point.
_RESOLUTION = 1e-12


def widen(low: float, high: float) -> tuple[float, float]:
    """Return a range that can be divided: one that is nearly a point is widened around it."""
    reach = max(abs(low), abs(high))
    if reach < 1e-290:
        return (-1.0 if low < 0 else 0.0), 1.0
    if high - low > reach * _RESOLUTION:
        return low, high
    return low - reach * 0.1, high + reach * 0.1


def step(low: float, high: float, intervals: int, *, integer: bool = False) -> float:
    """Return the smallest round step that divides the range into at most ``intervals``.

    Round is 1, 2, 2.5 or 5 times a power of ten; ``integer`` keeps the step whole.
    """
    raw = high / intervals - low / intervals
    power = math.floor(math.log10(raw))
    for mantissa in _MANTISSAS:
        # Powers below zero by division: 10.0 ** -3 is not the double nearest to 0.001.
        candidate = mantissa * 10.0**power if power >= 0 else mantissa / 10.0**-power
        if candidate >= raw * (1 - 1e-10) and (not integer or candidate == round(candidate)):
            return candidate
    return 1.0  # a whole step where the range asks for less


def spread(low: float, high: float, by: float) -> list[float]:
    """Return the multiples of ``by`` within the range, those a rounding error outside included."""
    first, last = math.ceil(low / by - 1e-9), math.floor(high / by + 1e-9)
    digits = decimals(by)
    return [round(i * by, digits) + 0.0 for i in range(first, last + 1)]


def decimals(by: float) -> int:
    """Return how many decimals multiples of a round step need; below 0 for tens, hundreds, …"""
    power = math.floor(math.log10(by) + 1e-9)
    mantissa = by / 10.0**power if power >= 0 else by * 10.0**-power
    return -power + (abs(mantissa - round(mantissa)) > 1e-6)


def logarithmic(low: float, high: float, count: int) -> list[float]:
    """Return about ``count`` ticks of a logarithmic axis from ``low`` to ``high`` (both > 0)."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    decades = max(1, last - first)
    if math.log10(high / low) < 0.7 and low > 0:  # too short for decades: round steps
        return spread(low, high, step(low, high, max(2, count)))
    marks = (1, 2, 5) if decades * 3 <= count + 2 else (1,)
    stride = max(1, math.ceil(decades / max(2, count)))
    ticks = [float(f"{m}e{p}") for p in range(first, last + 1, stride) for m in marks]
    return [t for t in ticks if low * (1 - 1e-9) <= t <= high * (1 + 1e-9)]
