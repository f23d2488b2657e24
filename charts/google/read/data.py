"""Data: ``chd`` in its encodings, and the scales of ``chds`` (reference: chd, chds)."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Literal

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...access import settings
from ...diagnostics import Value, quoted
from .fields import Text, number

_SIMPLE = {letter: float(i) for i, letter in enumerate(
    string.ascii_uppercase + string.ascii_lowercase + string.digits
)}  # fmt: skip
_EXTENDED = {letter: i for i, letter in enumerate([*_SIMPLE, "-", "."])}
_TOPS = {"t": 100.0, "s": 61.0, "e": 4095.0}
_head = re.compile(r"\s*([tsea])(\d{0,4}):", re.IGNORECASE | re.ASCII).match

Scale = tuple[float, float]
"""The values at the lower and at the upper end of the plot."""


class Encoded(NamedTuple):
    """The series of ``chd`` as they were written; missing values are None."""

    encoding: Literal["t", "s", "e"]
    drawn: int | None
    """How many series the chart draws; the others are for markers. None: all."""
    series: list[tuple[Value, ...]]
    automatic: bool = False
    """Whether the scale follows the data by itself (``a:`` of image-charts.com)."""

    @property
    def top(self) -> float:
        """Return the value at the upper end of the plot, unless ``chds`` says otherwise."""
        return _TOPS[self.encoding]


def read(chd: Text) -> Encoded:
    """Return the series of ``chd``. Raises ValueError where it has no known encoding."""
    head = _head(chd.text)
    if head is None:
        raise ValueError(f"starts with {quoted(chd.text, 12)}")
    automatic = ascii_text.lower(head[1]) == "a"
    encoding = "t" if automatic else ascii_text.lower(head[1])
    parts = chd.text[head.end() :].split("|" if encoding == "t" else ",")
    while len(parts) > 1 and not ascii_text.strip(parts[-1]):
        parts.pop()
    decode = {"t": _numbers, "s": _simple, "e": _extended}[encoding]
    series = [decode(chd, part) for part in parts]
    drawn = int(head[2]) if head[2] else None
    return Encoded(encoding, drawn, series, automatic)  # type: ignore[arg-type]


def too_many(series: Sequence[Sequence[Value]]) -> ParameterError | None:
    """Return the error of data that are over this app's own limit of values, if it has one."""
    count, limit = sum(map(len, series)), settings.current().max_values
    if limit is None or count <= limit:
        return None
    return ParameterError("chd", f"has {count} values", f"at most {limit:,} values on this app")


def _numbers(chd: Text, part: str) -> tuple[Value, ...]:
    """Return a series of ``t:``, numbers with commas between them."""
    values: list[Value] = []
    texts = part.split(",")
    if len(texts) > 1 and not ascii_text.strip(texts[-1]):
        texts.pop()
    for text in texts:
        value = number(text)
        if value is None and ascii_text.strip(text) not in ("_", ""):
            chd.warn(f"{quoted(text)} is not a number: a missing value")
        values.append(value)
    return tuple(values)


def _simple(chd: Text, part: str) -> tuple[Value, ...]:
    """Return a series of ``s:``, a character a value."""
    values = []
    for letter in ascii_text.strip(part):
        value = _SIMPLE.get(letter)
        if value is None and letter != "_":
            chd.warn(f"{quoted(letter)} is not one of A-Z a-z 0-9: a missing value")
        values.append(value)
    return tuple(values)


def _extended(chd: Text, part: str) -> tuple[Value, ...]:
    """Return a series of ``e:``, two characters a value."""
    part = ascii_text.strip(part)
    if len(part) % 2:
        chd.warn(f"e: has two characters a value; the last {quoted(part[-1])} is left out")
    values: list[Value] = []
    for first, second in zip(part[::2], part[1::2], strict=False):
        if first in _EXTENDED and second in _EXTENDED:
            values.append(64.0 * _EXTENDED[first] + _EXTENDED[second])
        else:
            if first + second != "__":
                chd.warn(f"{quoted(first + second)} is not two of A-Z a-z 0-9 - .: missing")
            values.append(None)
    return tuple(values)


def scales(chds: Text) -> list[Scale]:
    """Return the (minimum, maximum) pairs of ``chds``; a pair without extent is left out."""
    values = chds.numbers() if chds else []
    if len(values) % 2:
        chds.warn(f"has pairs; the last number, {values[-1]:g}, has no partner")
    scales = []
    for low, high in zip(values[::2], values[1::2], strict=False):
        if low == high:
            chds.warn(f"{low:g},{high:g} has no extent: the usual range was used")
        else:
            scales.append((low, high))
    return scales


def automatic(
    series: Sequence[Sequence[Value]], *, bars: bool = False, stacked: bool = False
) -> Scale:
    """Return the scale of ``chds=a``: from the smallest value, or 0 if all are positive, to the
    largest.

    Bars start at 0, so that their scale ends at 0 or above; of stacks the sums count.
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


def fraction(value: Value, scale: Scale) -> Value:
    """Return a value as a fraction of its scale: None if it is below, 1 if it is above."""
    if value is None:
        return None
    low, high = scale
    # Halved, so that a range of twice the largest number does not overflow.
    share = (value / 2 - low / 2) / (high / 2 - low / 2)
    return None if share < 0 else min(share, 1.0)
