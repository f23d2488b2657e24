"""Days of a request: ISO 8601 dates as days since 1970-01-01, each there once."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from api.errors import ParameterError

from ..diagnostics import quoted
from .checks import Errors

if TYPE_CHECKING:
    from .moments import Moment

_MAX_DAYS = 7305  # 20 years
_EPOCH = date(1970, 1, 1).toordinal()


def errors(texts: Sequence[str]) -> Errors:
    """Find texts that are no days, days that are there twice, or that are too far apart."""
    try:
        days = read(tuple(texts))
    except ValueError as error:
        return [ParameterError("dates", str(error), "days (ISO 8601), such as 2024-12-31")]
    if len(set(days)) < len(days):
        twice = next(text for text, day in zip(texts, days, strict=True) if days.count(day) > 1)
        return [ParameterError("dates", f"{quoted(twice)} is there twice", "each day once")]
    if days and max(days) - min(days) >= _MAX_DAYS:
        return [ParameterError("dates", "they are too far apart", "days of at most 20 years")]
    return []


@functools.lru_cache(4)  # checking a request and reading it ask the same
def read(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return the days from 1970-01-01 to each date. Raises ValueError."""
    return tuple(map(_day, texts))


def _day(text: str) -> int:
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            return date.fromisoformat(text).toordinal() - _EPOCH  # the usual form, at once
        except ValueError:
            pass  # which says it in our words
    from . import moments

    moment: Moment | None = None
    try:
        moment = moments.parse(text.strip())
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is not a date: {error}") from None
    if moment is None or moment.precision != "day":
        raise ValueError(f"{quoted(text)} is not a day")
    return int(moment.seconds // moments.DAY)
