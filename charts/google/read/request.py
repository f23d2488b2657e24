"""One request while its chart is made: its data on the scale of the plot, its colours."""

from __future__ import annotations

from collections.abc import Mapping

from ...diagnostics import Diagnostics, Value
from ..chart import Data
from . import colours, encoding
from .types import Type


class Request:
    """What all parts of a chart look at. ``series`` are the raw ones of ``chd`` throughout."""

    def __init__(
        self, kind: Type, values: Mapping[str, str], encoded: encoding.Encoded, notes: Diagnostics
    ) -> None:
        self.kind, self.values, self.encoded, self.notes = kind, values, encoded, notes
        self.colours = colours.groups(values.get("chco", ""), notes)
        self.fills = colours.fills(values.get("chf", ""), notes)
        count = len(encoded.series)
        self.raw_shown = count if encoded.shown is None else min(encoded.shown, count)
        self.stacked = kind.family == "bar" and kind.arrangement == "stacked"
        self._automatic = values.get("chds", "").strip() == "a"
        self._pairs = [] if self._automatic else encoding.pairs(values.get("chds", ""), notes)
        self._known: dict[int, encoding.Pair] = {}
        if encoded.encoding != "t" and self._automatic:
            notes.ignore("chds", "a is for t: data")

    @property
    def shown(self) -> int:
        """How many series the diagram draws; lines over x and y have two of ``chd`` each."""
        return self.raw_shown // 2 if self.kind.paired and self.raw_shown > 1 else self.raw_shown

    def pair(self, series: int) -> encoding.Pair:
        """The values at the ends of the plot, for a series as ``chd`` counts them."""
        encoded = self.encoded
        if encoded.encoding != "t":
            return 0.0, encoded.top
        if self._automatic:
            return self._automatic_pair(series)
        return self._given_pair(series) if self._pairs else (0.0, encoded.top)

    def _automatic_pair(self, series: int) -> encoding.Pair:
        """``chds=a``: all series share a scale, but x, y and sizes have their own."""
        every = self.encoded.series
        key = 0
        chosen = every[: self.raw_shown] or every
        if self.kind.family == "scatter":
            key, chosen = series, [every[series]]
        elif self.kind.paired:
            key, chosen = series % 2, every[series % 2 :: 2][: max(1, self.shown)]
        if key not in self._known:
            self._known[key] = encoding.automatic(
                chosen, bars=self.kind.family == "bar", stacked=self.stacked
            )
        return self._known[key]

    def _given_pair(self, series: int) -> encoding.Pair:
        """``chds`` for a series: a short list repeats its last pair, for lines its last x and y."""
        last = len(self._pairs) - 1
        if series > last and last and self.kind.paired and self.kind.family == "line":
            return self._pairs[last - (last - series) % 2]
        return self._pairs[min(series, last)]

    def _shown_values(self, series: int) -> tuple[Value, ...]:
        """The numbers that markers write: as they are, or on the scale of ``chds``."""
        values = self.encoded.series[series]
        if self.encoded.encoding == "t" or not self._pairs:
            return values
        low, high = self._given_pair(series)
        top = self.encoded.top
        return tuple(None if v is None else low + v / top * (high - low) for v in values)

    def places(self, series: int) -> tuple[Value, ...]:
        """Where the values of a series lie in the plot: fractions of it."""
        pair = self.pair(series)
        return tuple(encoding.place(value, pair) for value in self.encoded.series[series])

    def data(self) -> tuple[Data, ...]:
        """The series as the diagram counts them: lines over x and y have two of ``chd`` each."""
        count = len(self.encoded.series)
        if not self.kind.paired:
            return tuple(Data(self.places(i), self._shown_values(i)) for i in range(count))
        if count == 1:
            self.notes.warn("chd", "has no y values; the series was drawn evenly over the width")
            return (Data(self.places(0), self._shown_values(0)),)
        found = []
        if count % 2 and self.kind.family == "line":
            self.notes.ignore("chd", "has an odd number of series: the last has no y values")
        for i in range(0, count - 1, 2):
            x: tuple[Value, ...] | None = self.places(i)
            y = self.places(i + 1)
            if len(self.encoded.series[i]) == 1 and len(y) > 1 and x == (None,):
                x = None
            if x is not None and len(x) != len(y):
                least = min(len(x), len(y))
                self.notes.warn("chd", f"series {i} and {i + 1} have {len(x)} and {len(y)} values: "
                                f"{least} points were drawn")  # fmt: skip
                x, y = x[:least], y[:least]
            found.append(Data(y, self._shown_values(i + 1)[: len(y)], x))
            if self.kind.family == "scatter":
                break
        return tuple(found)
