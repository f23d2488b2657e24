"""Series as percentages of their sum at each place, for stacks to 100 %.

Where values are negative, the sum is that of all sizes: what is above zero and what is below it
are 100 % together.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .. import locales
from ..diagnostics import Value
from .number_text import NumberFormat, choose
from .percentages import percentage_texts

if TYPE_CHECKING:
    from .chart import Series, ValueAxis

_WHOLE = 100.0


def shares(series: Sequence[Series]) -> tuple[Series, ...]:
    """Return the series with percentages in place of values: 0 to 100, or -100 to 0."""
    columns = zip(*(one.values for one in series), strict=True)
    rows = zip(*map(_shares, columns), strict=True)
    return tuple(one._replace(values=row) for one, row in zip(series, rows, strict=True))


def _shares(column: Sequence[Value]) -> list[Value]:
    largest = max((abs(v) for v in column if v is not None), default=0.0)
    if not largest:
        return [v and 0.0 for v in column]
    parts = [None if v is None else v / largest for v in column]  # so that no sum overflows
    total = math.fsum(abs(part) for part in parts if part is not None)
    return [None if part is None else part / total * _WHOLE for part in parts]


def texts(series: Sequence[Series], asked: NumberFormat) -> list[list[str]]:
    """Return the percentage of each value, which add up to 100 at each place; "" for a gap."""
    columns = zip(*(one.values for one in series), strict=True)
    return [list(row) for row in zip(*(_texts(column, asked) for column in columns), strict=True)]


def _texts(column: Sequence[Value], asked: NumberFormat) -> list[str]:
    known = [v for v in column if v is not None]
    if not any(known):
        write = choose((), asked._replace(notation="percent", decimals=asked.decimals or 0))
        return ["" if v is None else write(0.0) for v in column]
    minus = locales.load(asked.locale).minus
    written = iter(percentage_texts([abs(v) for v in known], asked))
    return ["" if v is None else ("", minus)[v < 0] + next(written) for v in column]


def numbers(asked: NumberFormat) -> NumberFormat:
    """Return how percentages are written on the axis of a stack."""
    before, after = locales.load(asked.locale).percent
    return NumberFormat(prefix=before, suffix=after, locale=asked.locale)


def ends(values: Iterable[Value]) -> list[Value]:
    """Return where parts of stacks end, without what rounding adds to the whole."""
    return [None if v is None else min(max(v, -_WHOLE), _WHOLE) for v in values]


def axis(asked: ValueAxis, series: Sequence[Series]) -> ValueAxis:
    """Return the axis of percentages: to 100, unless something else is asked for, or negative."""
    negative = any(v is not None and v < 0 for one in series for v in one.values)
    if negative or asked.maximum is not None or (asked.minimum or 0.0) >= _WHOLE:
        return asked
    return asked._replace(maximum=_WHOLE)
