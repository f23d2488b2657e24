"""How languages write numbers."""

from __future__ import annotations

from typing import NamedTuple


class Locale(NamedTuple):
    """What a language says of numbers and dates; the defaults are those of English."""

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


ENGLISH = Locale()
