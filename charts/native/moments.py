"""Dates and times as numbers: ISO 8601 texts to seconds since 1970, and seconds to the calendar.

The calendar is the Gregorian one of all times, as ISO 8601 has it; the years are 1 to 9999. The
arithmetic is that of Howard Hinnant (chrono-Compatible Low-Level Date Algorithms, 2013), which
knows no limits, so that a tick beyond the last date is no error.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Literal, get_args

from api.named_tuple import NamedTuple

Precision = Literal[
    "year", "quarter", "month", "week", "day", "hour", "minute", "second", "fraction"
]
"""How finely a time was given, the coarsest first."""
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
DAY = 86_400
MIN_YEAR, MAX_YEAR = 1, 9999

_CLOCK = (
    r"(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?)?"
)
# In a URL + stands for a space: 12:00+01:00 arrives as 12:00 01:00.
_ZONE = r"\s?(?P<zone>[Zz]|[-+ ][0-9]{2}(?::?[0-9]{2})?)?"
_FORMS = (
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"
    rf"(?:-(?P<day>[0-9]{{2}})(?:[Tt ]{_CLOCK}(?:{_ZONE})?)?)?",
    r"(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})-?[Qq](?P<quarter>[1-4])",
    r"(?P<year>[0-9]{4})-?[Ww](?P<week>[0-9]{2})(?:-?(?P<weekday>[1-7]))?",
    r"(?P<year>[0-9]{4})-(?P<yearday>[0-9]{3})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[Tt](?P<hour>[0-9]{2})"
    rf"(?:(?P<minute>[0-9]{{2}})(?P<second>[0-9]{{2}})?)?(?:{_ZONE})?",
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@functools.cache
def _compiled() -> tuple[Callable[[str], re.Match[str] | None], ...]:
    """Return what matches each form; most charts have no times, and do without compiling it."""
    return tuple(re.compile(form).fullmatch for form in _FORMS)


class Moment(NamedTuple):
    """A date or time as it was given."""

    seconds: float
    """Since 1970-01-01T00:00 in UTC; of one without a zone, as if it were in UTC."""
    precision: Precision
    zone: int | None = None
    """Seconds east of UTC; None if it has no zone."""


def parse(text: str) -> Moment | None:
    """Return the moment of an ISO 8601 text, None for one that has another form.

    Raises ValueError for the form of a date or time that does not exist, such as 30 February.
    """
    if not (text[:4].isascii() and text[:4].isdigit() and len(text) >= 4):
        return None
    match = next((match for form in _compiled() if (match := form(text))), None)
    if not match:
        return None
    parts = match.groupdict()
    year = int(parts["year"])
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise ValueError(f"the years are {MIN_YEAR} to {MAX_YEAR}")
    precision: Precision = "day"
    if quarter := parts.get("quarter"):
        days, precision = days_of(year, 3 * int(quarter) - 2, 1), "quarter"
    elif week := parts.get("week"):
        weekday = parts["weekday"]
        days = _days_of_week(year, int(week), int(weekday or 1))
        precision = "day" if weekday else "week"
    elif yearday := parts.get("yearday"):
        days = days_of(year, 1, 1) + int(yearday) - 1
        if not (int(yearday) and days < days_of(year + 1, 1, 1)):
            raise ValueError("the year has no such day")
    elif month := parts.get("month"):
        day = parts.get("day")
        days = _days_of_date(year, int(month), int(day or 1))
        precision = "day" if day else "month"
    else:
        days, precision = days_of(year, 1, 1), "year"
    if not parts.get("hour"):
        return Moment(float(days * DAY), precision)
    seconds, precision = _time_of_day(parts)
    zone = _zone(parts.get("zone"))
    return Moment(days * DAY + seconds - (zone or 0), precision, zone)


def parse_clock(text: str) -> Moment | None:
    """Return the moment of a time of day such as 14:30, on 1970-01-01; None for another form.

    Raises ValueError for one that does not exist.
    """
    match = re.fullmatch(_CLOCK, text) if text[2:3] == ":" else None
    if not match or not match["minute"]:
        return None
    return Moment(*_time_of_day(match.groupdict()))


def _time_of_day(parts: dict[str, str | None]) -> tuple[float, Precision]:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    fraction = parts.get("fraction")
    size = float(f"0.{fraction}") if fraction else 0.0
    if (hour, minute, second, size) > (24, 0, 0, 0) or minute > 59 or second > 60:
        raise ValueError("the day has no such time")
    precision: Precision = "fraction" if fraction else "hour"
    if not fraction and parts.get("minute"):
        precision = "second" if parts.get("second") else "minute"
    return hour * 3600 + minute * 60 + second + size, precision


def _zone(text: str | None) -> int | None:
    if not text:
        return None
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[3:].strip(":") or 0)
    if hours > 23 or minutes > 59:
        raise ValueError("there is no such time zone")
    return (-1 if text[0] == "-" else 1) * (hours * 3600 + minutes * 60)


def _days_of_date(year: int, month: int, day: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1] + leap:
        raise ValueError("the calendar has no such date")
    return days_of(year, month, day)


def _days_of_week(year: int, week: int, weekday: int) -> int:
    """Return the days of a date by its week: week 1 is that with 4 January (ISO 8601)."""
    days = _first_monday(year) + (week - 1) * 7 + weekday - 1
    if not 1 <= week <= 53 or days - weekday + 1 >= _first_monday(year + 1):
        raise ValueError("the year has no such week")
    return days


def _first_monday(year: int) -> int:
    fourth = days_of(year, 1, 4)
    return fourth - (fourth + 3) % 7


def days_of(year: int, month: int, day: int) -> int:
    """Return the days from 1970-01-01 to a date."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


class Fields(NamedTuple):
    """What calendar and clock say at a moment."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    microsecond: int
    days: int
    """Since 1970-01-01."""

    @property
    def weekday(self) -> int:
        """Return the day of the week: 0 on Monday."""
        return (self.days + 3) % 7

    @property
    def yearday(self) -> int:
        """Return the day of the year: 1 on 1 January."""
        return self.days - days_of(self.year, 1, 1) + 1

    @property
    def week(self) -> tuple[int, int]:
        """Return the year and the number of the week (ISO 8601)."""
        year, _, _ = _date(self.days - self.weekday + 3)  # that of the week's Thursday
        return year, (self.days - _first_monday(year)) // 7 + 1


def fields(seconds: float, zone: int = 0) -> Fields:
    """Return calendar and clock at a moment, in a zone so many seconds east of UTC."""
    whole, microsecond = divmod(round((seconds + zone) * 1e6), 1_000_000)
    days, of_day = divmod(whole, DAY)
    hour, rest = divmod(of_day, 3600)
    return Fields(*_date(days), hour, rest // 60, rest % 60, microsecond, days)


def _date(days: int) -> tuple[int, int, int]:
    era, of_era = divmod(days + 719_468, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day
