"""What all parts of a chart of data look at: its type, its parameters, its data on their scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api import ascii_text

from ...diagnostics import Value
from ..chart import Data, Side
from . import colours, data, image_charts
from .fields import Parameters
from .types import MARKED, Type


class Request:
    """A request for a chart of data. Series are numbered as those of ``chd`` throughout."""

    def __init__(
        self,
        kind: Type,
        parameters: Parameters,
        encoded: data.Encoded,
        ranges: Mapping[Side | int, data.Scale] | None = None,
    ) -> None:
        """``ranges`` are those of axes that also scale the data, by side, or by series that have
        an axis of their own; None: no axis does (Google's rule).
        """
        self.kind, self.parameters, self.encoded = kind, parameters, encoded
        self.colours = colours.groups(parameters["chco"])
        self.fills = colours.fills(parameters["chf"])
        count = len(encoded.series)
        hidden = encoded.drawn == 0 and kind.family not in MARKED  # nothing would be drawn
        self.drawn = count if encoded.drawn is None or hidden else min(encoded.drawn, count)
        """How many series of ``chd`` are drawn; the others are for markers."""
        self.stacked = kind.family == "bar" and kind.arrangement == "stacked"
        chds = parameters["chds"]
        self.image_charts = ranges is not None
        self._ranges = ranges or {}
        self._automatic = encoded.automatic or ascii_text.strip(chds.text) == "a"
        self._scales = [] if self._automatic else data.scales(chds)
        self._automatic_scales: dict[int, data.Scale] = {}
        if encoded.encoding != "t" and self._automatic:
            chds.ignore("a is for t: data")

    @property
    def lines(self) -> int:
        """Return how many series the diagram draws: lines over x and y have two of ``chd`` each."""
        return self.drawn // 2 if self.kind.paired and self.drawn > 1 else self.drawn

    def scale(self, series: int) -> data.Scale:
        """Return the values at the ends of the plot for a series."""
        encoded = self.encoded
        if self._ranges and (fixed := self._fixed_scale(series)):
            return fixed
        if encoded.encoding != "t" and not (self.image_charts and self._scales):
            return 0.0, encoded.top
        if self._automatic:
            return self._automatic_scale(series)
        return self._written_scale(series) if self._scales else (0.0, encoded.top)

    def axis_scale(self, side: Side) -> data.Scale | None:
        """Return the values at the ends of an axis of numbers that follows the data (``chds=a``).

        None: it does not; it shows the names of bars, for example.
        """
        vertical = side in ("left", "right")
        if self.image_charts and self._scales and self.kind.family in ("bar", "line"):
            return None if vertical == self.kind.horizontal else self._written_scale(0)
        if not self._automatic or self.encoded.encoding != "t":
            return None
        if self.kind.paired and len(self.encoded.series) > 1:
            return self._automatic_scale(1 if vertical else 0)
        return None if vertical == self.kind.horizontal else self._automatic_scale(0)

    def _fixed_scale(self, series: int) -> data.Scale | None:
        """Return the range of the axis along which the values of a series lie."""
        if series in self._ranges:
            return self._ranges[series]
        across = self.kind.horizontal or (self.kind.paired and series % 2 == 0)
        sides: tuple[Side, Side] = ("bottom", "top") if across else ("left", "right")
        return next((self._ranges[side] for side in sides if side in self._ranges), None)

    def _automatic_scale(self, series: int) -> data.Scale:
        """Return the scale of ``chds=a``: one for all series, but x, y and sizes have their own."""
        every = self.encoded.series
        key = 0
        chosen = every[: self.drawn] or every
        if self.kind.family == "scatter":
            key, chosen = series, [every[series]]
        elif self.kind.paired:
            key, chosen = series % 2, every[series % 2 :: 2][: max(1, self.lines)]
            if key == 0:  # a single x spreads points evenly
                pairs = zip(chosen, every[1::2], strict=False)
                chosen = [x for x, y in pairs if not _even(x, y)]
        if key not in self._automatic_scales:
            low, high = data.automatic(chosen, bars=self.kind.family == "bar", stacked=self.stacked)
            if self.encoded.automatic and self.kind.family in MARKED:
                hidden = [every[i] for i in range(self.drawn, len(every)) if i not in self._ranges]
                if hidden and not self.kind.paired:  # all are on one axis
                    more = data.automatic(hidden)
                    low, high = min(low, more[0]), max(high, more[1])
                low, high = image_charts.rounded_scale(low, high)
            self._automatic_scales[key] = low, high
        return self._automatic_scales[key]

    def _written_scale(self, series: int) -> data.Scale:
        """Return the scale in ``chds``: the last is repeated, for lines the last of x and y."""
        last = len(self._scales) - 1
        if series > last and last and self.kind.paired and self.kind.family == "line":
            return self._scales[last - (last - series) % 2]
        return self._scales[min(series, last)]

    def _written_values(self, series: int) -> tuple[Value, ...]:
        """Return the numbers that markers write: as they are, or on the scale of ``chds``."""
        values = self.encoded.series[series]
        if self.encoded.encoding == "t" or not self._scales:
            return values
        low, high = self._written_scale(series)
        top = self.encoded.top
        return tuple(None if v is None else low + v / top * (high - low) for v in values)

    def fractions(self, series: int) -> tuple[Value, ...]:
        """Return the values of a series as fractions of the plot."""
        scale = self.scale(series)
        return tuple(data.fraction(value, scale) for value in self.encoded.series[series])

    def data(self) -> tuple[Data, ...]:
        """Return the data of each line, group of bars or set of points, in the plot's fractions."""
        count = len(self.encoded.series)
        if not self.kind.paired:
            return tuple(Data(self.fractions(i), self._written_values(i)) for i in range(count))
        chd = self.parameters["chd"]
        if count == 1:
            chd.warn("has no y values; the series was drawn evenly over the width")
            return (Data(self.fractions(0), self._written_values(0)),)
        if count % 2 and self.kind.family == "line":
            chd.ignore("has an odd number of series: the last has no y values")
        pairs = []
        for i in range(0, count - 1, 2):
            x: tuple[Value, ...] | None = self.fractions(i)
            y = self.fractions(i + 1)
            if _even(self.encoded.series[i], y) and (self._automatic or x == (None,)):
                x = None
            if x is not None and len(x) != len(y):
                points = min(len(x), len(y))
                chd.warn(f"series {i} and {i + 1} have {len(x)} and {len(y)} values: "
                         f"{points} points were drawn")  # fmt: skip
                x, y = x[:points], y[:points]
            pairs.append(Data(y, self._written_values(i + 1)[: len(y)], x))
            if self.kind.family == "scatter":
                break
        return tuple(pairs)


def _even(x: Sequence[Value], y: Sequence[Value]) -> bool:
    """Return whether one value stands for an x series: the points are evenly over the width."""
    return len(x) == 1 and len(y) > 1 and (x[0] is None or x[0] < 0)
