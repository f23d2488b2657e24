"""Colours that depend on the value: they change at thresholds, of all series or of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..colour import Colour, over
from ..diagnostics import Value
from . import parameters as p
from .checks import Check, Errors, Rows
from .values import ColourRows, Values

if TYPE_CHECKING:
    from .theme import Theme

ColourLists = Sequence[Sequence[Colour]]
_MAX_COLOURS = 100  # of all series together
_PALEST = 0.6  # of a colour: those of the last of several series that share their colours

THRESHOLDS = (
    p.Parameter(
        "thresholds",
        Values(_MAX_COLOURS - 1, p.MAX_SERIES, uneven=True),
        "values at which the colour changes, in ascending order, a list for all series or one for"
        " each; 0 by default",
        "Style",
        (),
    ),
    p.Parameter(
        "threshold_colors",
        ColourRows(_MAX_COLOURS, p.MAX_SERIES),
        "colours of the values below the first threshold, from there to the next, and so on: one"
        " more than thresholds; a list for each series, or one for all, paler from series to"
        " series",
        "Style",
        (),
    ),
)


def _for_series(lists: Sequence[Any], count: int) -> list[Any]:
    """Return a list for each of so many series, of one for all or one for each."""
    return list(lists) * count if len(lists) == 1 else list(lists)


def _thresholds(thresholds: Rows, colours: ColourLists, rows: Rows) -> Errors:
    if not colours:
        if not thresholds:
            return []
        return [ParameterError("threshold_colors", "is missing", "one more than thresholds")]
    for name, lists in (("thresholds", thresholds), ("threshold_colors", colours)):
        if len(lists) not in (0, 1, len(rows)):
            detail = f"has {len(lists)} lists, but yvalues has {len(rows)} series"
            return [ParameterError(name, detail, f"one list, or {len(rows)}")]
    several = max(len(thresholds), len(colours)) > 1
    pairs = zip(
        _for_series(thresholds or ((0.0,),), len(rows)),
        _for_series(colours, len(rows)),
        strict=True,
    )
    for number, (steps, row) in enumerate(pairs, start=1):
        of = f" (series {number})" if several else ""
        if None in steps or any(a >= b for a, b in pairwise(steps)):
            allowed = "ascending numbers, without a gap"
            return [ParameterError("thresholds", f"do not ascend{of}", allowed)]
        if len(row) != len(steps) + 1:
            detail = f"has {len(row)} for {len(steps)} threshold{'s' * (len(steps) > 1)}{of}"
            return [ParameterError("threshold_colors", detail, f"{len(steps) + 1}")]
    return []


def _no_others(by_threshold: ColourLists, colours: Sequence[Colour]) -> Errors:
    if not by_threshold or not colours:
        return []
    return [ParameterError("colors", "threshold_colors say them already", "one of the two")]


THRESHOLD_CHECKS = (
    Check(("thresholds", "threshold_colors", "yvalues"), _thresholds),
    Check(("threshold_colors", "colors"), _no_others),
)


class Steps(NamedTuple):
    """Colours that depend on the value, in ascending order."""

    edges: tuple[float, ...]
    colours: tuple[Colour, ...]

    def of(self, value: Value) -> Colour:
        """Return the colour of a value; one at a threshold has that above it."""
        return self.colours[bisect_right(self.edges, value or 0.0)]


def read_steps(values: Mapping[str, Any], theme: Theme) -> tuple[Steps, ...]:
    """Return the colours of each series that depend on the value; () if none do.

    One list for several series gets paler from the first, which has it as it is, to the last.
    """
    lists = values.get("threshold_colors")
    if not lists:
        return ()
    count = len(values["yvalues"])
    edges = _for_series(values["thresholds"] or ((0.0,),), count)
    colours = [tuple(row) for row in _for_series(lists, count)]
    if len(lists) == 1:
        shares = [1 - (1 - _PALEST) * i / max(1, count - 1) for i in range(count)]
        colours = [
            tuple(_paler(colour, share, theme.background) for colour in row)
            for row, share in zip(colours, shares, strict=True)
        ]
    return tuple(Steps(tuple(e), c) for e, c in zip(edges, colours, strict=True))


def _paler(colour: Colour, share: float, ground: Colour) -> Colour:
    """Return a share of a colour: on an opaque background as it is seen there."""
    if share == 1:
        return colour
    clear = (*colour[:3], round(colour[3] * share))
    return over(clear, ground) if ground[3] == 255 and colour[3] == 255 else clear
