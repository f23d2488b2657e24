"""Data from functions: ``chfd`` (reference, section 3).

``chfd=<series>,<variable>,<source>[;…],<function>|…``, where a source is a series of ``chd`` or
``start,end,step``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from api import ascii_text

from ...diagnostics import Value, quoted
from . import expression
from .fields import Text, bounded, number

_MAX_POINTS = 10_000  # that all functions of a chart are given
_name = re.compile("[A-Za-z_][A-Za-z0-9_]{0,30}").fullmatch
_source = re.compile("([^,;]+),([^,;]+),([^,;]+)(?=[;,])|([^,;]+)(?=[;,])").match


def applied(chfd: Text, series: Sequence[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """Return the series, with the results of the functions of ``chfd`` in place of some.

    A function that is wrong is left out.
    """
    results = list(series)
    budget = _Budget()
    for part in _parts(chfd.text):
        try:
            index, values = _applied(part, results, budget)
        except ValueError as error:
            chfd.warn(f"{quoted(part)}: {error}")
            continue
        results[index] = values
    return results


class _Budget:
    """How many points functions may still be given, so that a request ends within its second."""

    def __init__(self) -> None:
        self.left = _MAX_POINTS

    def take(self, count: float) -> None:
        """Count points. Raises ValueError if there are too many."""
        if count > self.left:
            raise ValueError(f"functions have more than {_MAX_POINTS:,} points")
        self.left -= int(count)


def _parts(text: str) -> list[str]:
    """Return the functions; a bar that begins none belongs to an expression (``||``)."""
    parts: list[str] = []
    for part in text.split("|"):
        if parts and not re.match(r"\s*\d+\s*,", part, re.ASCII):
            parts[-1] += "|" + part
        else:
            parts.append(part)
    return [part for part in parts if part.strip(" |")]


def _applied(
    part: str, series: Sequence[tuple[Value, ...]], budget: _Budget
) -> tuple[int, tuple[Value, ...]]:
    """Return the index of a function's series, and its values."""
    output, _, rest = part.partition(",")
    index = number(output)
    if index is None or not 0 <= index < len(series) or not index.is_integer():
        raise ValueError(f"series {quoted(output)} does not stand in chd")
    columns: dict[str, Sequence[Value]] = {}
    while True:
        name, _, rest = rest.partition(",")
        name = ascii_text.strip(name)
        if not _name(name):
            raise ValueError(f"{quoted(name)} is not the name of a variable")
        source = _source(rest)
        if source is None:
            raise ValueError("a source (a series, or start,end,step) and a function are needed")
        steps = [number(source[i]) for i in (1, 2, 3)] if source[1] else []
        if all(step is not None for step in steps) and steps:
            first, last, step = (float(s) for s in steps if s is not None)
            columns[name] = _range(first, last, step, budget)
            rest = rest[source.end() :]
        else:
            single = re.match(r"\s*(\d{1,4})\s*(?=[;,])", rest, re.ASCII)
            if single is None or int(single[1]) >= len(series):
                raise ValueError(f"{name} has no source (a series, or start,end,step)")
            columns[name] = series[int(single[1])]
            budget.take(len(columns[name]))
            rest = rest[single.end() :]
        if rest.startswith(";"):
            rest = rest[1:]
            continue
        rest = rest.removeprefix(",")
        break
    length = min((len(column) for column in columns.values()), default=0)
    columns = {name: column[:length] for name, column in columns.items()}
    values = expression.compile(rest, list(columns)).evaluate(columns)
    return int(index), tuple(None if v is None else bounded(v) for v in values)


def _range(first: float, last: float, step: float, budget: _Budget) -> list[Value]:
    """Return the numbers from the first to the last. Raises ValueError if there is no way."""
    if step == 0 or (last - first) / step < 0:
        raise ValueError(f"a step of {step:g} does not lead from {first:g} to {last:g}")
    count = (last - first) / step
    budget.take(count + 1)
    return [first + i * step for i in range(int(count + 1e-9) + 1)]
