"""Ticks of a time axis at natural steps, and labels that say no more than they must.

A label has what changes from tick to tick, such as the day; below it the first one has the rest,
such as month and year, and each later one as much of it as is new there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, Literal

from api.named_tuple import NamedTuple

from .. import locales
from ..canvas.fonts import Font
from ..canvas.text import width
from ..locales import Locale
from . import time_text
from .moments import DAY, MAX_YEAR, Fields, Precision, days_of, fields
from .scale import LABEL_HEIGHT, NO_LABELS, Labels, Scale

_MAX_TICKS = 13
_GAP = 1.0  # of the text size: between two labels
_THURSDAY = 4  # 1970-01-01 was one; days from there to the next Monday
_YEAR = 365.2425 * DAY


class Step(NamedTuple):
    """So many of a unit from tick to tick."""

    unit: Precision
    multiple: int
    seconds: float
    """Its usual length."""


_UNITS: Final[tuple[tuple[Precision, float, tuple[int, ...]], ...]] = (
    ("fraction", 0.001, (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    ("second", 1, (1, 2, 5, 10, 15, 30)),
    ("minute", 60, (1, 2, 5, 10, 15, 30)),
    ("hour", 3600, (1, 2, 3, 6, 12)),
    ("day", DAY, (1, 2)),
    ("week", 7 * DAY, (1,)),
    ("month", _YEAR / 12, (1, 3, 6)),
    ("year", _YEAR, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
LENGTHS: Final[dict[Precision, float]] = {
    **{unit: size for unit, size, _ in _UNITS},
    "quarter": _YEAR / 4,
    "fraction": 0.0,
}
"""The usual length of each unit, in seconds."""
STEPS: Final = tuple(Step(unit, n, n * size) for unit, size, counts in _UNITS for n in counts)


_COARSER: Final[tuple[Precision, ...]] = ("day", "month", "year")


class TimeRange(NamedTuple):
    """The ends of a time axis, in seconds since 1970."""

    low: float
    high: float
    own: tuple[float, ...] = ()
    """Times that are ticks themselves, if the labels of all of them fit."""
    asked: int | None = None
    """About how many ticks are asked for."""


Items = Sequence[tuple[float, str]]
"""Positions, 0 to 1 in rising order, and their labels."""


class TimeStyle(NamedTuple):
    """How the times of a chart are written."""

    locale: str = "en"
    date_format: str = ""
    """As strftime has them; "" for the shortest labels."""
    precision: Precision = "day"
    """How finely the times were given: no tick is finer."""
    zone: int = 0
    """Seconds east of UTC."""
    zone_name: str = ""
    """Said with a time of day."""
    dated: bool = True
    """Times have a date."""


def ticks(low: float, high: float, step: Step, zone: int = 0) -> list[float]:
    """Return the multiples of a step from ``low`` to ``high``: in its zone, weeks from Monday."""
    if step.unit in ("month", "year"):
        count = step.multiple * (12 if step.unit == "year" else 1)
        at = fields(low, zone)
        first = -(-(at.year * 12 + at.month - 1) // count) * count
        found: list[float] = []
        for month in range(first, (MAX_YEAR + 1) * 12 + 1, count):
            seconds = float(days_of(month // 12, month % 12 + 1, 1) * DAY - zone)
            if seconds > high:
                break
            if seconds >= low and month >= 12:  # from year 1
                found.append(seconds)
        return found
    start = (_THURSDAY * DAY if step.unit == "week" else 0) - zone
    if step.unit == "fraction":  # in whole microseconds, as binary has no exact 0.001
        size = round(step.seconds * 1e6)
        first = math.ceil(((low - start) * 1e6 - 0.5) / size)
        last = math.floor(((high - start) * 1e6 + 0.5) / size)
        return [start + i * size / 1e6 for i in range(first, last + 1)]
    size = int(step.seconds)
    first, last = math.ceil((low - start) / size), math.floor((high - start) / size)
    return [float(start + i * size) for i in range(first, last + 1)]


def bottom(
    times: TimeRange, style: TimeStyle, font: Font, length: float, max_depth: float
) -> tuple[Scale, Labels]:
    """Return a horizontal time axis of ``length`` pixels, with as many ticks as fit side by side.

    Labels have two lines if these fit into ``max_depth`` pixels.
    """

    def fit(items: Items) -> bool:
        return side_by_side(items, font, length)

    lines = 2 if max_depth >= (1 + LABEL_HEIGHT) * font.size else 1
    return _choose(times, style, fit, lines)


def side_by_side(items: Items, font: Font, length: float) -> bool:
    """Return whether labels have room beside each other below an axis of ``length`` pixels."""
    breadths = [max(width(line, font) for line in text.split("\n")) for _, text in items]
    if max(breadths) > length:
        return False
    return all(
        (b[0] - a[0]) * length >= (breadths[i] + breadths[i + 1]) / 2 + _GAP * font.size
        for i, (a, b) in enumerate(pairwise(items))
    )


def left(times: TimeRange, style: TimeStyle, font: Font, length: float) -> tuple[Scale, Labels]:
    """Return a vertical time axis that runs downwards, with as many ticks as fit."""

    def fit(items: Items) -> bool:
        return all(
            (b - a) * length >= font.size * LABEL_HEIGHT for (a, _), (b, _) in pairwise(items)
        )

    scale, labels = _choose(times, style, fit, 1)
    items = tuple((1 - position, text) for position, text in labels.items)
    depth = max((width(text, font) for _, text in items), default=0.0)
    return scale, labels._replace(items=items, depth=depth)


def _choose(
    times: TimeRange, style: TimeStyle, fit: Callable[[Items], bool], lines: int
) -> tuple[Scale, Labels]:
    """Return the scale with the finest ticks whose labels fit."""
    low, high, own, count = times
    max_ticks = max(_MAX_TICKS, count or 0)
    precise = Step(style.precision, 1, 0.0)
    candidates: list[tuple[Sequence[float], Step]] = [(own, precise)] if own else []
    finest = LENGTHS[style.precision]
    if style.date_format:
        finest = max(finest, LENGTHS[time_text.finest(style.date_format)])
    for step in STEPS:
        if step.seconds >= finest and (high - low) / step.seconds <= max_ticks:
            found = ticks(low, high, step, style.zone)
            if 2 <= len(found) <= max_ticks:
                candidates.append((found, step))
    if count:
        candidates.sort(key=lambda candidate: abs(len(candidate[0]) - count))
    # Nothing round lies between the ends, or it does not fit: the ends themselves, or the first.
    ends = sorted({min(own), max(own)} if own else {low, high})
    coarser = [Step(unit, 1, 0.0) for unit in _COARSER if LENGTHS[unit] > finest]
    candidates += [(ends, step) for step in (precise, *coarser) if _differ(ends, step, style)]
    candidates += [(ends[:1], step) for step in (precise, *coarser)]
    for chosen, step in candidates:
        scale = Scale(low, high, False, tuple(chosen))
        texts = labels(chosen, step.unit, style, lines)
        items = tuple((scale(t), text) for t, text in zip(chosen, texts, strict=True))
        if fit(items):
            return scale, Labels(items, 0, 0.0)
    return Scale(low, high, False, ()), NO_LABELS


def _differ(ends: Sequence[float], step: Step, style: TimeStyle) -> bool:
    """Return whether two times differ in the part of a date that a step has."""
    parts = {"year": 1, "month": 2, "day": 3}.get(step.unit, len(Fields._fields))
    return len({fields(t, style.zone)[:parts] for t in ends}) == len(ends)


def labels(times: Sequence[float], unit: Precision, style: TimeStyle, lines: int = 2) -> list[str]:
    """Return a label for each of these times, which differ in ``unit`` or more.

    In one line, what is new at a time stands beside what changes, as the language has it.
    """
    locale = locales.load(style.locale)
    all_fields = [fields(t, style.zone) for t in times]
    if style.date_format:
        return [time_text.strftime(style.date_format, at, locale) for at in all_fields]
    digits = _decimals([at.microsecond for at in all_fields]) if unit == "fraction" else 0
    texts: list[str] = []
    before = None
    for at in all_fields:
        changed = _changed(before, at, by_week=unit == "week" and style.precision == "week")
        before = at
        text, context, whole = _parts(at, unit, changed, style, locale, digits)
        if style.zone_name and len(texts) == 0 and unit in ("hour", "minute", "second", "fraction"):
            context, whole = f"{context} {style.zone_name}", f"{whole} {style.zone_name}"
        texts.append(f"{text}\n{context}" if context and lines > 1 else whole)
    return texts


def _changed(
    before: Fields | None, at: Fields, *, by_week: bool
) -> Literal["", "day", "month", "year"]:
    """Return the coarsest part of a date that is new."""
    if by_week:
        return "year" if before is None or before.week[0] != at.week[0] else ""
    if before is None or before.year != at.year:
        return "year"
    if before.month != at.month:
        return "month"
    return "day" if before.day != at.day else ""


def _parts(
    at: Fields, unit: Precision, changed: str, style: TimeStyle, locale: Locale, digits: int
) -> tuple[str, str, str]:
    """Return what a tick says, what is new below it, and both in one line."""

    def write(pattern: str) -> str:
        return time_text.write(pattern, at, locale)

    match unit:
        case "year":
            # Years by themselves may also be other numbers: 2021 in Japanese as well, not 2021年.
            text = str(at.year) if style.precision == "year" else write(locale.year)
            return text, "", text
        case "quarter" | "month":
            quarterly = style.precision == "quarter"
            text = write("QQQ" if quarterly else locale.month)
            if changed != "year":
                return text, "", text
            return (
                text,
                write(locale.year),
                write(locale.quarter_year if quarterly else locale.month_year),
            )
        case "week" if style.precision == "week":
            year, week = at.week
            text = f"W{week:02}"
            return (text, str(year), f"{text} {year}") if changed else (text, "", text)
        case "week" | "day":
            text = write(locale.day)
            if changed == "year":
                return text, write(locale.month_year), write(locale.date)
            if changed == "month":
                return text, write(locale.month), write(locale.day_month)
            return text, "", text
    text = write(locale.minutes if unit in ("hour", "minute") else locale.seconds)
    if digits:
        text += locale.decimal + f"{at.microsecond:06}"[:digits]
    if not changed or not style.dated:
        return text, "", text
    date = write(locale.date if changed == "year" else locale.day_month)
    return text, date, f"{date} {text}"


def _decimals(microseconds: Sequence[int]) -> int:
    """Return how many decimals of a second tell all of these."""
    return max(len(f"{one:06}".rstrip("0")) for one in microseconds)
