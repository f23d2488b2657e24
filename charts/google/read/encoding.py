"""Data: ``chd`` in its three encodings, and the scaling of ``chds`` (reference: chd, chds)."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Literal, NamedTuple

from api.errors import ParameterError

from ...access import settings
from ...diagnostics import Diagnostics, Value, shown
from .reading import number, numbers

_SIMPLE = {letter: float(i) for i, letter in enumerate(
    string.ascii_uppercase + string.ascii_lowercase + string.digits
)}  # fmt: skip
_EXTENDED = {letter: i for i, letter in enumerate([*_SIMPLE, "-", "."])}
_TOPS = {"t": 100.0, "s": 61.0, "e": 4095.0}
_head = re.compile(r"\s*([tse])(\d{0,4}):", re.IGNORECASE | re.ASCII).match

Pair = tuple[float, float]


class Encoded(NamedTuple):
    """The series of ``chd`` as they stand there; missing values are None."""

    encoding: Literal["t", "s", "e"]
    shown: int | None
    """How many series the chart draws; the others are for markers. None: all."""
    series: list[tuple[Value, ...]]

    @property
    def top(self) -> float:
        """The value at the upper end of the plot, unless ``chds`` says otherwise."""
        return _TOPS[self.encoding]


def parse(text: str, notes: Diagnostics) -> Encoded:
    """Read ``chd``. Raises ValueError where it has no encoding that is known."""
    head = _head(text)
    if head is None:
        raise ValueError(f"starts with {shown(text, 12)}")
    encoding = head[1].lower()
    body = text[head.end() :]
    if encoding == "t":
        parts = body.split("|")
        while len(parts) > 1 and not parts[-1].strip():
            parts.pop()
        series = [_text(part, notes) for part in parts]
    else:
        parts = body.split(",")
        while len(parts) > 1 and not parts[-1].strip():
            parts.pop()
        read = _simple if encoding == "s" else _extended
        series = [read(part.strip(), notes) for part in parts]
    return Encoded(encoding, int(head[2]) if head[2] else None, series)  # type: ignore[arg-type]


def too_many(series: Sequence[Sequence[Value]]) -> ParameterError | None:
    """What is wrong where this app has a limit of values, and there are more."""
    count, most = sum(map(len, series)), settings.current().most_values
    if most is None or count <= most:
        return None
    return ParameterError("chd", f"has {count} values", f"at most {most:,} values on this app")


def _text(part: str, notes: Diagnostics) -> tuple[Value, ...]:
    values: list[Value] = []
    fields = part.split(",")
    if len(fields) > 1 and not fields[-1].strip():
        fields.pop()
    for text in fields:
        value = number(text)
        if value is None and text.strip() not in ("_", ""):
            notes.warn("chd", f"{shown(text)} is not a number: a missing value")
        values.append(value)
    return tuple(values)


def _simple(part: str, notes: Diagnostics) -> tuple[Value, ...]:
    values = []
    for letter in part:
        value = _SIMPLE.get(letter)
        if value is None and letter != "_":
            notes.warn("chd", f"{shown(letter)} is not of A-Z a-z 0-9: a missing value")
        values.append(value)
    return tuple(values)


def _extended(part: str, notes: Diagnostics) -> tuple[Value, ...]:
    if len(part) % 2:
        notes.warn("chd", f"e: has two characters a value; the last {shown(part[-1])} is left out")
    values: list[Value] = []
    for first, second in zip(part[::2], part[1::2], strict=False):
        if first in _EXTENDED and second in _EXTENDED:
            values.append(64.0 * _EXTENDED[first] + _EXTENDED[second])
        else:
            if first + second != "__":
                notes.warn("chd", f"{shown(first + second)} is not of A-Z a-z 0-9 - .: missing")
            values.append(None)
    return tuple(values)


def pairs(text: str, notes: Diagnostics) -> list[Pair]:
    """The (minimum, maximum) pairs of ``chds``; a pair without extent is left out."""
    values = numbers(text, "chds", notes)
    if len(values) % 2:
        notes.warn("chds", f"has pairs; the last number, {values[-1]:g}, has no partner")
    found = []
    for low, high in zip(values[::2], values[1::2], strict=False):
        if low == high:
            notes.warn("chds", f"{low:g},{high:g} has no extent: the usual range was taken")
        else:
            found.append((low, high))
    return found


def automatic(
    series: Sequence[Sequence[Value]], *, bars: bool = False, stacked: bool = False
) -> Pair:
    """``chds=a``: from the smallest value, or 0 if all are positive, to the largest.

    Bars start at 0, so theirs goes up to 0 at least; of stacks the sums count.
    """
    if stacked:
        longest = max((len(values) for values in series), default=0)
        columns = [[v[i] for v in series if i < len(v)] for i in range(longest)]
        known = [sum(v for v in c if v is not None and v > 0) for c in columns]
        known += [sum(v for v in c if v is not None and v < 0) for c in columns]
    else:
        known = [v for values in series for v in values if v is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    low, high = min(low, 0.0), max(high, 0.0) if bars else high
    if low == high:
        return (low, 0.0) if low < 0 else (0.0, 100.0)
    return low, high


def place(value: Value, pair: Pair) -> Value:
    """Where a value lies in its range: below it is missing, above it is at its end."""
    if value is None:
        return None
    low, high = pair
    # Halved, so that a range of twice the largest number does not overflow.
    found = (value / 2 - low / 2) / (high / 2 - low / 2)
    return None if found < 0 else min(found, 1.0)
