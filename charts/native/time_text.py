"""How dates and times are written: by the patterns of a language, or as strftime would.

The codes of strftime are written here, and not by the platform, whose codes and names differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ..locales import Locale
from .moments import PRECISIONS, Fields, Precision

_PIECES = r"'((?:[^']|'')*)'|([a-zA-Z])\2*|([^a-zA-Z']+)"
_CODE = r"%(-?[a-zA-Z%]|-)?"


def write(pattern: str, at: Fields, locale: Locale) -> str:
    """Return a moment by a pattern of the CLDR, as far as ``Locale`` has such ones.

    The letters are those of Unicode Technical Standard 35, part 4; quoted text stays.
    """
    parts = []
    for piece in re.finditer(_PIECES, pattern):
        text = piece[0]
        if piece[1] is not None:
            text = piece[1].replace("''", "'") or "'"
        elif piece[2]:
            text = _field(piece[2], len(piece[0]), at, locale)
        parts.append(text)
    return "".join(parts)


def _field(letter: str, length: int, at: Fields, locale: Locale) -> str:
    match letter:
        case "y":
            return str(at.year)
        case "M" | "L":
            if length < 3:
                return f"{at.month:0{length}}"
            alone = letter == "L"
            if length == 3:
                return (locale.months_short_alone if alone else locale.months_short)[at.month - 1]
            return (locale.months_alone if alone else locale.months)[at.month - 1]
        case "d":
            return f"{at.day:0{length}}"
        case "H":
            return f"{at.hour:0{length}}"
        case "m":
            return f"{at.minute:0{length}}"
        case "s":
            return f"{at.second:0{length}}"
        case "Q" | "q":
            quarter = (at.month - 1) // 3
            return locale.quarters[quarter] if length > 2 else str(quarter + 1)
    return letter * length


_CODES: Final[dict[str, tuple[Precision, str, Callable[[Fields, Locale], str]]]] = {
    "Y": ("year", "year with four digits", lambda at, _: f"{at.year:04}"),
    "y": ("year", "year with two digits", lambda at, _: f"{at.year % 100:02}"),
    "q": ("quarter", "quarter, 1 to 4", lambda at, _: str((at.month + 2) // 3)),
    "m": ("month", "month", lambda at, _: f"{at.month:02}"),
    "b": ("month", "month's short name", lambda at, lang: lang.months_short[at.month - 1]),
    "B": ("month", "month's name", lambda at, lang: lang.months[at.month - 1]),
    "G": ("week", "year of the week", lambda at, _: f"{at.week[0]:04}"),
    "V": ("week", "week (ISO 8601)", lambda at, _: f"{at.week[1]:02}"),
    "d": ("day", "day of the month", lambda at, _: f"{at.day:02}"),
    "e": ("day", "day of the month without a leading zero", lambda at, _: str(at.day)),
    "j": ("day", "day of the year", lambda at, _: f"{at.yearday:03}"),
    "a": ("day", "day's short name", lambda at, lang: lang.days_short[at.weekday]),
    "A": ("day", "day's name", lambda at, lang: lang.days[at.weekday]),
    "u": ("day", "day of the week, 1 on Monday", lambda at, _: str(at.weekday + 1)),
    "w": ("day", "day of the week, 0 on Sunday", lambda at, _: str((at.weekday + 1) % 7)),
    "F": ("day", "2024-12-31", lambda at, _: f"{at.year:04}-{at.month:02}-{at.day:02}"),
    "H": ("hour", "hour, 00 to 23", lambda at, _: f"{at.hour:02}"),
    "I": ("hour", "hour, 01 to 12", lambda at, _: f"{(at.hour + 11) % 12 + 1:02}"),
    "p": ("hour", "AM or PM", lambda at, lang: lang.halves[at.hour >= 12]),
    "M": ("minute", "minute", lambda at, _: f"{at.minute:02}"),
    "R": ("minute", "23:59", lambda at, _: f"{at.hour:02}:{at.minute:02}"),
    "S": ("second", "second", lambda at, _: f"{at.second:02}"),
    "T": ("second", "23:59:59", lambda at, _: f"{at.hour:02}:{at.minute:02}:{at.second:02}"),
    "f": ("fraction", "microsecond", lambda at, _: f"{at.microsecond:06}"),
}  # fmt: skip
_UNPADDED = "mdHIMSjVy"
CODES = (
    "codes of strftime: "
    + " ".join(f"%{code}" for code in _CODES)
    + " and %%; %-d and the like are without leading zeros"
)


def check(date_format: str) -> None:
    """Raise ValueError if a format has an unknown code, or none at all."""
    codes = [match[1] for match in re.finditer(_CODE, date_format)]
    for code in codes:
        if code != "%" and not _known(code):
            raise ValueError(f"has the unknown code %{code or ''}")
    if not any(code != "%" for code in codes):
        raise ValueError("has no code such as %d")


def _known(code: str | None) -> bool:
    if code is None or code == "-":
        return False
    return code[-1] in _CODES and (len(code) == 1 or code[-1] in _UNPADDED)


def finest(date_format: str) -> Precision:
    """Return the finest part of a time that a format shows."""
    codes = [match[1][-1] for match in re.finditer(r"%(-?[a-zA-Z]|%)", date_format)]
    shown = [_CODES[code][0] for code in codes if code in _CODES]
    return max(shown, key=PRECISIONS.index)


def strftime(date_format: str, at: Fields, locale: Locale) -> str:
    """Return a moment in a format that ``check`` accepts.

    The names of months have the form that a language uses beside a day, if there is one.
    """
    alone = not re.search(r"%-?[de]", date_format)

    def written(match: re.Match[str]) -> str:
        code = match[1] or ""
        if code == "%":
            return "%"
        if alone and code in ("b", "B"):
            return (locale.months_short_alone if code == "b" else locale.months_alone)[at.month - 1]
        text = _CODES[code[-1]][2](at, locale)
        return (text.lstrip("0") or "0") if len(code) > 1 else text

    return re.sub(_CODE, written, date_format)
