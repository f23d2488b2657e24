"""Ticks of axes of numbers, and how Chart.js writes them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ..chart import Generation
from ..labels import plain

_MIN_SPACING = 1e-14
_POWERS = {-4: 0.00009999999999999999, -5: 0.000009999999999999999}
"""Powers of ten that V8 computes otherwise, so that 0.00005 is more than 5 times one of them."""


class Wanted(NamedTuple):
    """What an axis asks of its ticks."""

    max_ticks: int
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    precision: int | None = None
    exactly: int | None = None
    horizontal: bool = False
    min_rotation: float = 0.0
    max_digits: int = 1


def nice(value: float) -> float:
    """Return 1, 2, 5 or 10 times a power of ten that is at least a value."""
    if not value > 0 or not math.isfinite(value):
        return 0.0
    exponent = math.floor(math.log10(value))
    power = _POWERS.get(exponent, 10.0**exponent)
    fraction = value / power
    return next(n for n in (1, 2, 5, 10, 20) if fraction <= n) * power


def nice_rounded(value: float) -> float:
    """Return ``nice`` of a value, or the value itself where it is one (Chart.js 4)."""
    if value <= 0 or not math.isfinite(value):
        return 0.0
    whole = math.floor(value + 0.5)
    if abs(value - whole) < value / 1000:
        value = whole
    return nice(value)


def end_above(low: float, high: float) -> float:
    """Return the high end of a range, further up if it is not above the low one."""
    min_high = low + max(1.0, abs(low) * 1e-9)
    return high if high - low > abs(low) * 1e-12 else min_high


def decimals(value: float) -> int:
    """Return how many decimals a number has."""
    if not math.isfinite(value):
        return 0
    places, unit = 0, 1.0
    while round(value * unit) / unit != value and places < 20:
        unit *= 10
        places += 1
    return places


def _rounded(value: float, places: int) -> float:
    unit = 10.0**places
    return math.floor(value * unit + 0.5) / unit


def _close(value: float, other: float, margin: float) -> bool:
    return abs(value - other) < margin


def linear(low: float, high: float, wanted: Wanted, generation: Generation) -> list[float]:
    """Return the ticks of a linear axis over a range, ascending, 1,000 at most."""
    made = _linear_2 if generation == 2 else _linear_4
    return made(low, high, wanted)


def _spacing(low: float, high: float, wanted: Wanted, generation: Generation) -> float:
    unit = wanted.step or 1.0
    spaces = wanted.max_ticks - 1
    round_up = nice if generation == 2 else nice_rounded
    spacing = round_up((high - low) / spaces / unit) * unit
    if spacing < _MIN_SPACING:
        return 0.0
    needed = math.ceil(high / spacing) - math.floor(low / spacing)
    if needed > spaces:
        spacing = round_up(needed * spacing / spaces / unit) * unit
    return spacing


def _linear_2(low: float, high: float, wanted: Wanted) -> list[float]:
    """Return ticks as version 2 places them: both ends are ticks, whatever the step."""
    spacing = _spacing(low, high, wanted, 2)
    minimum, maximum = wanted.minimum, wanted.maximum
    if not spacing:
        return [low, high]
    if wanted.step or wanted.precision is None:
        places = decimals(spacing)
    else:
        places = wanted.precision
        spacing = math.ceil(spacing * 10**places) / 10**places
    first, last = math.floor(low / spacing) * spacing, math.ceil(high / spacing) * spacing
    if wanted.step:
        first = minimum if minimum is not None and _whole(minimum / spacing, spacing) else first
        last = maximum if maximum is not None and _whole(maximum / spacing, spacing) else last
    count = _spaces((last - first) / spacing, spacing)
    first, last = _rounded(first, places), _rounded(last, places)
    ticks = [first if minimum is None else minimum]
    ticks += [_rounded(first + i * spacing, places) for i in range(1, min(count, 1000))]
    return [*ticks, last if maximum is None else maximum]


def _whole(value: float, spacing: float) -> bool:
    rounded = math.floor(value + 0.5)
    return rounded - spacing / 1000 <= value <= rounded + spacing / 1000


def _spaces(spaces: float, spacing: float) -> int:
    rounded = math.floor(spaces + 0.5)
    return rounded if _close(spaces, rounded, spacing / 1000) else math.ceil(spaces)


def _linear_4(low: float, high: float, wanted: Wanted) -> list[float]:
    """Return ticks as versions 3 and 4 place them: within the ends that are given."""
    minimum, maximum, step = wanted.minimum, wanted.maximum, wanted.step
    spacing = _spacing(low, high, wanted, 4)
    if not spacing and (minimum is None and maximum is None):
        return [low, high]
    if wanted.precision is not None:
        spacing = math.ceil(spacing * 10**wanted.precision) / 10**wanted.precision
    if not spacing:
        return [low, high]
    first, last = math.floor(low / spacing) * spacing, math.ceil(high / spacing) * spacing
    if (
        minimum is not None
        and maximum is not None
        and step
        and _whole((maximum - minimum) / step, spacing)
    ):
        count = max(round(min((maximum - minimum) / spacing, wanted.max_ticks)), 1)
        spacing = (maximum - minimum) / count
        first, last = minimum, maximum
    elif wanted.exactly is not None:
        first = first if minimum is None else minimum
        last = last if maximum is None else maximum
        count = wanted.exactly - 1
        spacing = (last - first) / count
    else:
        count = _spaces((last - first) / spacing, spacing)
    places = max(decimals(spacing), decimals(first))
    if wanted.precision is not None:
        places = wanted.precision
    first, last = _rounded(first, places), _rounded(last, places)
    ticks: list[float] = []
    margin = (high - low) / (wanted.max_digits + 1)
    start = 0
    if minimum is not None:
        if first != minimum:
            ticks.append(minimum)
            start += first < minimum
            near = _rounded(first + start * spacing, places)
            start += _close(near, minimum, _label_length(minimum, margin, wanted))
        elif first < minimum:
            start += 1
    for i in range(start, min(count, 1000)):
        value = _rounded(first + i * spacing, places)
        if maximum is not None and value > maximum:
            break
        ticks.append(value)
    if maximum is not None and last != maximum:
        if ticks and _close(ticks[-1], maximum, _label_length(maximum, margin, wanted)):
            ticks[-1] = maximum
        else:
            ticks.append(maximum)
    elif maximum is None or last == maximum:
        ticks.append(last)
    return ticks


def _label_length(value: float, margin: float, wanted: Wanted) -> float:
    """Return about how much of the range the label of an end takes."""
    angle = math.radians(wanted.min_rotation)
    ratio = (math.sin(angle) if wanted.horizontal else math.cos(angle)) or 0.001
    return min(margin / ratio, 0.75 * margin * len(plain(value)))


def written(ticks: Sequence[float], generation: Generation) -> list[str]:
    """Return the labels of the ticks of a linear axis."""
    if len(ticks) < 2:
        return [plain(t) for t in ticks]
    return [(_written_2 if generation == 2 else _written_4)(t, ticks) for t in ticks]


def places(values: Sequence[float]) -> int:
    """Return how many decimals the ticks of an axis need."""
    if len(values) < 2:
        return decimals(values[0]) if values else 0
    delta = _delta(0.0, values)
    return min(max(-math.floor(math.log10(delta)) if delta else 0, 0), 20)


def _delta(value: float, ticks: Sequence[float]) -> float:
    delta = ticks[2] - ticks[1] if len(ticks) > 3 else ticks[1] - ticks[0]
    if abs(delta) >= 1 and value != math.floor(value):
        delta = value - math.floor(value)
    return abs(delta)


def _written_2(value: float, ticks: Sequence[float]) -> str:
    if value == 0:
        return "0"
    delta = _delta(value, ticks)
    size = math.floor(math.log10(delta)) if delta else 0
    if max(abs(ticks[0]), abs(ticks[-1])) < 1e-4:
        digits = min(max(math.floor(math.log10(abs(value))) - size, 0), 20)
        mantissa, _, exponent = f"{value:.{digits}e}".partition("e")
        return f"{mantissa}e{int(exponent):+d}"
    return f"{value:.{min(max(-size, 0), 20)}f}"


def _written_4(value: float, ticks: Sequence[float]) -> str:
    if value == 0:
        return "0"
    delta = _delta(value, ticks)
    largest = max(abs(ticks[0]), abs(ticks[-1]))
    size = math.floor(math.log10(delta)) if delta else 0
    places = min(max(-size, 0), 20)
    if largest < 1e-4 or largest > 1e15:
        digits = min(max(math.floor(math.log10(abs(value))) - size, 0), 20)
        mantissa, _, exponent = f"{value:.{digits}e}".partition("e")
        return f"{mantissa}E{int(exponent)}"
    return f"{value:,.{places}f}"
