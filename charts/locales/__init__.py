"""How languages write numbers and dates: data of the Unicode CLDR, chosen by ``build.py``."""

from __future__ import annotations

import functools
import os
from typing import Any

from api.named_tuple import NamedTuple

NAMES = (
    "en", "en-GB", "en-IN", "en-CA", "de", "de-AT", "de-CH", "fr", "fr-CA", "fr-CH", "es", "es-MX",
    "it", "pt", "pt-PT", "nl", "da", "nb", "sv", "fi", "pl", "cs", "sk", "sl", "hr", "hu", "ro",
    "bg", "el", "tr", "uk", "ru", "he", "ar", "hi", "th", "vi", "id", "ja", "ko", "zh", "zh-TW",
)  # fmt: skip
"""Language tags; a language without a country is that of its largest one (pt: Brazil)."""
FILE = os.path.join(os.path.dirname(__file__), "locales.json")


class Locale(NamedTuple):
    """What a language says of numbers and dates; the defaults are those of English.

    Patterns of dates are those of the CLDR (Unicode Technical Standard 35, part 4).
    """

    decimal: str = "."
    group: str = ","
    last_group: int = 3
    """How many digits the group before the decimal separator has."""
    other_groups: int = 3
    """How many digits each of the other groups has: 2 in India."""
    first_group: int = 1
    """How many digits must stand before the first separator: 2 where 1234 has none."""
    minus: str = "−"
    percent: tuple[str, str] = ("", "%")
    """What stands before and after a percentage."""
    units: tuple[tuple[int, str], ...] = ((3, "k"), (6, "M"), (9, "B"), (12, "T"))
    """Powers of ten with a short name, the smallest first."""
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    )  # fmt: skip
    months_short: tuple[str, ...] = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )  # fmt: skip
    months_alone: tuple[str, ...] = months
    """Without a day before them: some languages have another case then."""
    months_short_alone: tuple[str, ...] = months_short
    days: tuple[str, ...] = (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    )  # fmt: skip
    days_short: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    quarters: tuple[str, ...] = ("Q1", "Q2", "Q3", "Q4")
    halves: tuple[str, str] = ("AM", "PM")
    """Of a day of two times twelve hours."""
    year: str = "y"
    quarter_year: str = "QQQ y"
    month: str = "LLL"
    month_year: str = "MMM y"
    day: str = "d"
    day_month: str = "MMM d"
    date: str = "MMM d, y"
    minutes: str = "HH:mm"
    seconds: str = "HH:mm:ss"


ENGLISH = Locale()


@functools.cache
def load(name: str) -> Locale:
    """Return the locale of a name of ``NAMES``."""
    if name == "en":  # most charts: without reading the file
        return ENGLISH
    return Locale(**{key: _frozen(value) for key, value in _rows()[name].items()})


@functools.cache
def _rows() -> dict[str, dict[str, Any]]:
    """Return what differs from English, for each locale."""
    import json

    with open(FILE, encoding="utf-8") as file:
        rows: dict[str, dict[str, Any]] = json.load(file)
    return rows


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
