"""Small things of the dialect: numbers, colours, lists."""

from __future__ import annotations

import re

from ...colour import Colour
from ...diagnostics import Diagnostics, shown

_number = re.compile(
    r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.IGNORECASE | re.ASCII
).fullmatch
_hexadecimal = re.compile("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8}").fullmatch


LARGEST = 9.999e199
_SMALLEST = 1e-199


def number(text: str) -> float | None:
    """A number as far as the API's range goes (reference, section 3), or None."""
    if len(text) > 400 or not _number(text):
        return None
    return bounded(float(text))


def bounded(value: float) -> float:
    """A number within the range: so that what is made of two of them is a number as well."""
    return max(-LARGEST, min(LARGEST, value)) if abs(value) >= _SMALLEST else 0.0


def numbers(text: str, parameter: str, notes: Diagnostics) -> list[float]:
    """The numbers of a list with commas; what is none is left out."""
    found = []
    for part in text.split(","):
        value = number(part)
        if value is not None:
            found.append(value)
        elif part.strip():
            notes.warn(parameter, f"{shown(part)} is not a number and was left out")
    return found


def field(fields: list[str], index: int) -> str:
    """A field of a list whose end may be missing."""
    return fields[index].strip() if index < len(fields) else ""


def real(
    fields: list[str], index: int, default: float, parameter: str, notes: Diagnostics
) -> float:
    """A number at a place of a list; a blank or missing one is the default."""
    text = field(fields, index)
    if not text:
        return default
    value = number(text)
    if value is None:
        notes.warn(parameter, f"{shown(text)} is not a number; {default:g} was taken")
        return default
    return value


def colour(text: str, parameter: str, notes: Diagnostics) -> Colour | None:
    """``RRGGBB``, ``RRGGBBAA`` or ``RGB``, also after ``#``; None for anything else."""
    digits = text.strip()
    if digits.startswith("#"):
        notes.warn(parameter, f"colours are written without #: {shown(text)}")
        digits = digits[1:]
    if not _hexadecimal(digits):
        if digits:
            notes.warn(
                parameter, f"{shown(text)} is not a colour (RRGGBB or RRGGBBAA, hexadecimal)"
            )
        return None
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    red, green, blue, alpha = bytes.fromhex(f"{digits:f<8}")
    return red, green, blue, alpha
