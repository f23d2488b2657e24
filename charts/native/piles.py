"""Areas on top of each other: what is above zero is piled upwards, what is below it downwards.

A series that is above zero at one place and below it at the next has an area in both piles. Each
ends where the series crosses zero, so that areas never cover each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from api.named_tuple import NamedTuple

from ..marks import curves

if TYPE_CHECKING:
    from ..canvas.path import Array
    from ..diagnostics import Value
    from ..marks.curves import Curve


class Layer(NamedTuple):
    """The area of a series in one of the piles: where it starts and ends, None at gaps."""

    series: int
    sign: int
    """1 in the pile above zero, -1 in that below."""
    zeros: bool
    """Whether the zeros of the series count as values of this area."""
    lowest: bool
    """Whether it stands on the zero line all along, as the first of its pile does."""
    starts: list[Value]
    ends: list[Value]

    def has(self, value: Value) -> bool:
        """Return whether a value of the series is one of this area."""
        return value is not None and (value * self.sign > 0 or (self.zeros and not value))


class Piles(NamedTuple):
    """The areas of all series, in their order, and the places at which their ends are known."""

    x: Sequence[Value]
    layers: list[Layer]
    at: Sequence[int]
    """The index among ``x`` of each place of the data."""

    @property
    def crosses_zero(self) -> bool:
        """Whether a series has areas in both piles."""
        return not all(layer.zeros for layer in self.layers)


def pile(x: Sequence[Value], rows: Sequence[Sequence[Value]]) -> Piles:
    """Return the areas of series, each a row of values at places.

    A value that is missing counts as 0 where others are known: a hole in a stack would look like a
    value, and what lies on it would hang in the air.
    """
    known = [_is_known(column) for column in zip(x, *rows, strict=True)]
    tops = {1: [0.0] * len(x), -1: [0.0] * len(x)}
    layers: list[Layer] = []
    for i, row in enumerate(rows):
        sizes = [value or 0.0 for value in row]
        signs = [sign for sign in (1, -1) if any(size * sign > 0 for size in sizes)] or [1]
        for sign in signs:
            starts = tops[sign]
            ends = [
                start + max(size * sign, 0.0) * sign
                for start, size in zip(starts, sizes, strict=True)
            ]
            there = known if len(signs) == 1 else _thick(starts, ends, known)
            lowest = not any(layer.sign == sign for layer in layers)
            edges = (_with_gaps(edge, there) for edge in (starts, ends))
            layers.append(Layer(i, sign, sign == signs[0], lowest, *edges))
            tops[sign] = ends
    return Piles(x, layers, range(len(x)))


def _is_known(column: tuple[Value, ...]) -> bool:
    """Return whether a place, which comes first, and one of its values are known."""
    return column[0] is not None and any(value is not None for value in column[1:])


def _with_gaps(edge: Sequence[float], known: Sequence[bool]) -> list[Value]:
    return [value if there else None for value, there in zip(edge, known, strict=True)]


def _thick(starts: Sequence[float], ends: Sequence[float], known: Sequence[bool]) -> list[bool]:
    """Return of which places an area has a thickness there, or next to it."""
    here = [start != end for start, end in zip(starts, ends, strict=True)]
    near = zip([False, *here], here, [*here[1:], False], strict=False)
    return [there and any(beside) for there, beside in zip(known, near, strict=True)]


def pile_joined(x: Sequence[Value], rows: Sequence[Sequence[Value]], curve: Curve) -> Piles:
    """Return areas that also end where a row, joined by straight lines or a curve, crosses zero.

    A curve becomes short straight pieces.
    """
    largest = max(abs(value or 0.0) for row in rows for value in row)  # no product overflows
    columns: list[tuple[Value, ...]] = []
    at: list[int] = []
    for known, group in groupby(zip(x, *rows, strict=True), key=_is_known):
        run: list[tuple[Value, ...]] = list(group)
        own = list(range(len(run)))
        if known:
            sizes = [[(value or 0.0) / largest for value in column[1:]] for column in run]
            denser, own = _with_crossings([column[0] or 0.0 for column in run], sizes, curve)
            run = [(place, *(value * largest for value in column)) for place, *column in denser]
        else:
            run = [(None,) * len(column) for column in run]
        at += [len(columns) + i for i in own]
        columns += run
    places, *denser_rows = zip(*columns, strict=True)
    return pile(places, denser_rows)._replace(at=at)


def _with_crossings(
    x: Sequence[float], columns: Sequence[Sequence[float]], curve: Curve
) -> tuple[list[list[float]], list[int]]:
    """Return columns of a place and its values, also where a row crosses zero.

    And which of them are those of ``columns``.
    """
    join = curves.CURVES[curve]
    bent: list[Array] = [
        curves.flatten(join(np.column_stack([x, row]))) for row in np.array(columns).T
    ]
    rows = np.array([bent[0][:, 0], *(line[:, 1] for line in bent)])
    before, after = rows[1:, :-1], rows[1:, 1:]
    which, piece = np.nonzero(before * after < 0)
    first, second = before[which, piece], after[which, piece]
    steps = np.arange(rows.shape[1])
    crossings = piece + first / (first - second)
    denser_steps = np.sort(np.concatenate([steps, crossings]))
    denser = np.array([np.interp(denser_steps, steps, row) for row in rows])
    denser[which + 1, np.searchsorted(denser_steps, crossings)] = 0.0
    pieces = (len(steps) - 1) // max(len(x) - 1, 1)
    own = np.searchsorted(denser_steps, np.arange(len(x)) * pieces)
    return denser.T.tolist(), own.tolist()
