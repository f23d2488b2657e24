"""Dates and times of a config, in milliseconds since 1970 (UTC)."""

from __future__ import annotations

import datetime
import functools
import re
from typing import Any

from ...diagnostics import Value
from .literal import Call
from .options import number

_ISO = re.compile(
    r"\s*([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"\s*(Z|[+-][0-9]{2}:?[0-9]{2})?)?\s*",
    re.ASCII | re.IGNORECASE,
).fullmatch


def is_date(raw: Any) -> bool:
    """Return whether a value is ``new Date(…)``."""
    return isinstance(raw, Call) and raw.name in ("Date", "Date.parse", "Date.UTC")


def milliseconds(raw: Any, parser: str) -> Value:
    """Return a time in milliseconds; None for what is none. ``parser``: Moment's tokens or ""."""
    if is_date(raw):
        arguments = raw.arguments
        if len(arguments) == 1:
            raw = arguments[0]
        else:
            parts = [number(a) for a in arguments]
            if len(parts) < 2 or any(p is None for p in parts):
                return None
            year, month, *rest = (int(p or 0) for p in parts)
            day, hour, minute, second, millisecond = (rest + [1, 0, 0, 0, 0][len(rest) :])[:5]
            return _moment(year, month + 1, day, hour, minute, second, millisecond)
    if isinstance(raw, str) and parser:
        return _parsed(raw, parser)
    if isinstance(raw, str):
        match = _ISO(raw)
        if match:
            year, month, day, hour, minute, second = (
                int(g or d) for g, d in zip(match.groups()[:6], "001000", strict=True)
            )
            part, zone = match.groups()[6:]
            fraction = int(f"{part or '0':0<3}"[:3])
            time = _moment(year, month, day, hour, minute, second, fraction)
            return None if time is None else time - _offset(zone)
        return next((t for f in _OTHERS if (t := _parsed(raw, f)) is not None), number(raw))
    return number(raw)


_OTHERS = (
    "YYYY/M/D", "M/D/YYYY", "M/D/YYYY H:mm", "M/D/YYYY H:mm:ss", "MMM D, YYYY", "MMM D YYYY",
    "D MMM YYYY", "MMM YYYY", "YYYY/M/D H:mm", "YYYY/M/D H:mm:ss",
)  # fmt: skip
"""What browsers read besides ISO 8601."""
_PATTERNS = {
    "YYYY": r"(?P<year>[0-9]{4})", "YY": r"(?P<year>[0-9]{2})", "MMMM": r"(?P<name>[A-Za-z]{3,9})",
    "MMM": r"(?P<name>[A-Za-z]{3,9})", "MM": r"(?P<month>[0-9]{1,2})",
    "M": r"(?P<month>[0-9]{1,2})", "DD": r"(?P<day>[0-9]{1,2})", "D": r"(?P<day>[0-9]{1,2})",
    "HH": r"(?P<hour>[0-9]{1,2})", "H": r"(?P<hour>[0-9]{1,2})", "hh": r"(?P<hour>[0-9]{1,2})",
    "h": r"(?P<hour>[0-9]{1,2})", "mm": r"(?P<minute>[0-9]{1,2})",
    "m": r"(?P<minute>[0-9]{1,2})", "ss": r"(?P<second>[0-9]{1,2})",
    "s": r"(?P<second>[0-9]{1,2})", "SSS": r"(?P<part>[0-9]{1,3})", "A": r"(?P<half>[AaPp][Mm])",
    "a": r"(?P<half>[AaPp][Mm])", "Z": r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})",
    "X": r"(?P<epoch>[0-9]{1,12})", "x": r"(?P<millis>[0-9]{1,15})",
}  # fmt: skip
"""What Moment's tokens stand for."""
_TOKENS = re.compile("|".join(sorted(_PATTERNS, key=len, reverse=True)))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@functools.lru_cache(64)
def _pattern(form: str) -> re.Pattern[str] | None:
    """Return what a format accepts; None for one that names a part twice."""
    parts, at = [], 0
    for match in _TOKENS.finditer(form[:100]):
        parts += [re.escape(form[at : match.start()]), _PATTERNS[match[0]]]
        at = match.end()
    try:
        return re.compile("".join(parts) + re.escape(form[at:]), re.ASCII)
    except re.error:
        return None


def _parsed(raw: str, form: str) -> Value:
    """Return a time that is written in a format of Moment's tokens."""
    pattern = _pattern(form)
    match = pattern.match(raw.strip()) if pattern else None
    if match is None:
        return None
    found = match.groupdict()
    if found.get("epoch"):
        return float(found["epoch"]) * 1000
    if found.get("millis"):
        return float(found["millis"])
    month = int(found.get("month") or 1)
    if found.get("name"):
        name = found["name"][:3].lower()
        if name not in _MONTHS:
            return None
        month = _MONTHS.index(name) + 1
    year = int(found.get("year") or 1970)
    if year < 100:
        year += 1900 if year > 68 else 2000
    hour = int(found.get("hour") or 0)
    if found.get("half"):
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    day, minute, second = (
        int(found.get(n) or d) for n, d in (("day", 1), ("minute", 0), ("second", 0))
    )
    if not 1 <= month <= 12 or not 1 <= day <= 31 or hour > 24 or minute > 59 or second > 59:
        return None
    part = int(f"{found.get('part') or '0':0<3}"[:3])
    time = _moment(year, month, day, hour, minute, second, part)
    return None if time is None else time - _offset(found.get("zone"))


def _offset(zone: str | None) -> float:
    if not zone or zone in "zZ":
        return 0.0
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return sign * (int(digits[:2]) * 60 + int(digits[2:])) * 60_000.0


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int,
            millisecond: int) -> Value:  # fmt: skip
    """Return a time; days beyond a month run on, as in JavaScript."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9999 or any(abs(n) > 10**8 for n in (day, hour, minute, second)):
        return None
    first = datetime.datetime(year, month, 1, tzinfo=datetime.UTC).timestamp()
    return (first + (day - 1) * 86400 + hour * 3600 + minute * 60 + second) * 1000.0 + millisecond


def written(raw: Any) -> str:
    """Return a date as a label of a category axis says it."""
    time = milliseconds(raw, "")
    if time is None or not -62_135_596_800_000 <= time < 253_402_300_800_000:
        return ""
    moment = datetime.datetime.fromtimestamp(time / 1000, datetime.UTC)
    return moment.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")
