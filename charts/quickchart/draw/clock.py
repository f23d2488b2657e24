"""Times on an axis: units, ticks and labels, as the time scale of Chart.js has them (UTC)."""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Sequence

_SECOND, _DAY = 1000.0, 86_400_000.0
UNITS: dict[str, tuple[float, int, bool]] = {
    "millisecond": (1.0, 1000, True),
    "second": (_SECOND, 60, True),
    "minute": (60 * _SECOND, 60, True),
    "hour": (3600 * _SECOND, 24, True),
    "day": (_DAY, 30, True),
    "week": (7 * _DAY, 4, False),
    "month": (2.628e9, 12, True),
    "quarter": (7.884e9, 4, False),
    "year": (3.154e10, 0, True),
}
"""Milliseconds of each unit, how many of them are too many for labels, and whether it is chosen."""
FORMATS = {
    "millisecond": "h:mm:ss.SSS a", "second": "h:mm:ss a", "minute": "h:mm a", "hour": "hA",
    "day": "MMM D", "week": "MMM D, YYYY", "month": "MMM YYYY", "quarter": "[Q]Q - YYYY",
    "year": "YYYY",
}  # fmt: skip
"""Moment's tokens for each unit."""
MAX_TICKS = 1000
LOWEST, HIGHEST = -62_135_596_800_000.0, 253_402_300_799_999.0
"""The first and the last millisecond of the years 1 to 9999."""
_TOKEN = re.compile(
    r"\[([^\]]*)\]|YYYY|yyyy|YY|yy|MMMM|LLLL|MMM|LLL|MM|LL|M|L|DDDD|DDD|Do|DD|D|dddd|ddd|dd|d|HH|H|hh|h"
    r"|mm|m|ss|s|SSS|SS|S|A|a|Q|WW|W|ww|w|X|x|ZZ|Z|EEEE|EEE"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def moment(time: float) -> datetime.datetime:
    """Return a time as a date, within the years 1 to 9999."""
    start = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return start + datetime.timedelta(milliseconds=min(max(time, LOWEST), HIGHEST))


def _milliseconds(date: datetime.datetime) -> float:
    return round(date.timestamp() * 1000.0)


def automatic_unit(low: float, high: float, capacity: int, min_unit: str) -> str:
    """Return the smallest unit of which so many labels are enough."""
    names = list(UNITS)
    for name in names[names.index(min_unit) if min_unit in UNITS else 0 : -1]:
        size, steps, common = UNITS[name]
        if common and math.ceil((high - low) / (steps * size)) <= capacity:
            return name
    return "year"


def unit_of_labels(low: float, high: float, count: int, min_unit: str) -> str:
    """Return the largest unit of which there are as many as ticks."""
    names = list(UNITS)
    first = names.index(min_unit) if min_unit in UNITS else 0
    for name in reversed(names[first:]):
        if UNITS[name][2] and _difference(low, high, name) >= count - 1:
            return name
    return names[first]


def larger_unit(unit: str) -> str:
    """Return the next larger unit that is chosen for axes, "" for that of years."""
    names = list(UNITS)
    first = names.index(unit) + 1 if unit in UNITS else len(names)
    return next((name for name in names[first:] if UNITS[name][2]), "")


def _difference(low: float, high: float, unit: str) -> float:
    if unit in ("month", "year"):
        first, last = moment(low), moment(high)
        months = (last.year - first.year) * 12 + last.month - first.month
        months -= (last.day, last.time()) < (first.day, first.time())
        return months if unit == "month" else months // 12
    return math.floor((high - low) / UNITS[unit][0])


def floor(time: float, unit: str) -> float:
    """Return the start of the unit that a time is in; weeks start on Sunday."""
    if unit in ("millisecond", "second", "minute", "hour", "day"):
        size = UNITS[unit][0]
        return math.floor(time / size) * size
    date = moment(time).replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "week":
        return _milliseconds(date) - (date.weekday() + 1) % 7 * _DAY
    month = {"month": date.month, "quarter": (date.month - 1) // 3 * 3 + 1}.get(unit, 1)
    return _milliseconds(date.replace(month=month, day=1))


def following(time: float, unit: str, step: int) -> float:
    """Return a time so many units later."""
    if unit not in ("month", "quarter", "year"):
        return time + step * UNITS[unit][0]
    date = moment(time)
    months = date.month - 1 + step * {"month": 1, "quarter": 3, "year": 12}[unit]
    year = date.year + months // 12
    if year > 9999:
        return HIGHEST + 1
    return _milliseconds(date.replace(year=year, month=months % 12 + 1, day=min(date.day, 28)))


def ticks(low: float, high: float, unit: str, step: int) -> list[float]:
    """Return the times of ticks between two ends; larger steps if there were too many."""
    step = max(step, 1)
    expected = (high - low) / UNITS[unit][0] / step
    if expected > MAX_TICKS:
        step *= math.ceil(expected / MAX_TICKS)
    found: list[float] = []
    time = floor(low, unit)
    while time < high and len(found) <= 2 * MAX_TICKS:
        found.append(time)
        time = following(time, unit, step)
    if time == high:
        found.append(time)
    return [t for t in found if low <= t <= high]


@functools.lru_cache(64)
def _parts(form: str) -> tuple[tuple[bool, str], ...]:
    """Return the tokens of a format and the texts between them."""
    parts: list[tuple[bool, str]] = []
    at = 0
    for match in _TOKEN.finditer(form):
        if match.start() > at:
            parts.append((False, form[at : match.start()]))
        parts.append((False, match[1]) if match[1] is not None else (True, match[0]))
        at = match.end()
    parts.append((False, form[at:]))
    return tuple(parts)


def written(time: float, form: str) -> str:
    """Return a time in a format of Moment's tokens."""
    date = moment(time)
    return "".join(_token(date, text) if token else text for token, text in _parts(form))


def _token(date: datetime.datetime, token: str) -> str:
    hour = date.hour % 12 or 12
    month, weekday = _MONTHS[date.month - 1], _WEEKDAYS[date.weekday()]
    week = date.isocalendar().week
    values = {
        "YYYY": f"{date.year:04}", "yyyy": f"{date.year:04}", "YY": f"{date.year % 100:02}",
        "yy": f"{date.year % 100:02}", "MMMM": month, "LLLL": month, "MMM": month[:3],
        "LLL": month[:3], "MM": f"{date.month:02}", "LL": f"{date.month:02}", "M": f"{date.month}",
        "L": f"{date.month}", "DDDD": f"{date.timetuple().tm_yday:03}",
        "DDD": f"{date.timetuple().tm_yday}", "Do": f"{date.day}{_ordinal(date.day)}",
        "DD": f"{date.day:02}", "dd": weekday[:2], "D": f"{date.day}",
        "d": f"{date.isoweekday() % 7}",
        "dddd": weekday, "EEEE": weekday, "ddd": weekday[:3], "EEE": weekday[:3],
        "HH": f"{date.hour:02}", "H": f"{date.hour}", "hh": f"{hour:02}", "h": f"{hour}",
        "mm": f"{date.minute:02}", "m": f"{date.minute}", "ss": f"{date.second:02}",
        "s": f"{date.second}", "SSS": f"{date.microsecond // 1000:03}",
        "SS": f"{date.microsecond // 10_000:02}", "S": f"{date.microsecond // 100_000}",
        "A": "AM" if date.hour < 12 else "PM", "a": "am" if date.hour < 12 else "pm",
        "Q": f"{(date.month + 2) // 3}", "WW": f"{week:02}", "W": f"{week}", "ww": f"{week:02}",
        "w": f"{week}", "X": f"{int(date.timestamp())}", "x": f"{int(date.timestamp() * 1000)}",
        "Z": "+00:00", "ZZ": "+0000",
    }  # fmt: skip
    return values[token]


def _ordinal(day: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")


def format_of(unit: str, formats: Sequence[tuple[str, str]]) -> str:
    """Return the format of the labels of a unit."""
    return dict(formats).get(unit, FORMATS[unit])
