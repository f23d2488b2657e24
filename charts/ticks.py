"""The ticks of an axis and the texts of their numbers.

The rule for round steps is that of ``matplotlib.ticker.MaxNLocator``; the tests compare with it.
Importing that module would import all of matplotlib, which the first picture of a fresh instance
should not wait for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

_MANTISSAS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNITS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
_MINUS = "−"
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


def labels(ticks: Sequence[float]) -> list[str]:
    """Return the numbers of one axis as texts, all in the same notation."""
    reach = max((abs(t) for t in ticks), default=0.0)
    steps = [b - a for a, b in pairwise(ticks)]
    smallest = min((abs(s) for s in steps if s), default=reach) or 1.0
    if reach and (reach < 1e-4 or reach >= 1e18):
        return [scientific(t) for t in ticks]
    for unit, letter in _UNITS:
        digits = max(0, decimals(_round_up(smallest / unit)))
        if reach >= unit and digits <= 2:
            return [_plain(t / unit, digits) + letter if t else "0" for t in ticks]
    digits = max(0, decimals(_round_up(smallest)))
    return [_plain(t, digits) if t else "0" for t in ticks]


def _round_up(value: float) -> float:
    """Return a difference of ticks without the noise of the subtraction."""
    return float(f"{value:.6g}")


def number(value: float, digits: int = 6) -> str:
    """Return one number as text, with at most ``digits`` significant digits."""
    size = abs(value)
    if value == 0:
        return "0"
    if size < 1e-4 or size >= 1e18:
        return scientific(value, digits)
    for unit, letter in _UNITS:
        if size >= unit:
            return _plain(value / unit, 2, strip=True) + letter
    return _plain(value, max(0, digits - 1 - math.floor(math.log10(size))), strip=True)


def scientific(value: float, digits: int = 6) -> str:
    """Return a number as text in scientific notation: ``2.5×10⁻⁷``."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".").replace("-", _MINUS)
    power = "10" + str(int(exponent)).translate(_SUPERSCRIPTS)
    if mantissa.removeprefix(_MINUS) == "1":
        return mantissa[:-1] + power
    return f"{mantissa}×{power}"


def _plain(value: float, digits: int, *, strip: bool = False) -> str:
    # Four-digit numbers have no separator: most of them are years.
    text = f"{value:,.{digits}f}" if abs(value) >= 10_000 else f"{value:.{digits}f}"
    if strip and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        return "0" if strip else text.replace("-", "")
    return text.replace("-", _MINUS)
