"""Dates and times of a config, in milliseconds since 1970 (UTC)."""

from __future__ import annotations

import datetime
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


def milliseconds(raw: Any) -> Value:
    """Return a time in milliseconds; None for what is none."""
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
    return number(raw)


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
    time = milliseconds(raw)
    if time is None or not -62_135_596_800_000 <= time < 253_402_300_800_000:
        return ""
    moment = datetime.datetime.fromtimestamp(time / 1000, datetime.UTC)
    return moment.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")
