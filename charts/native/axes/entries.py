"""An axis of times by their order: trading days follow each other, whatever lies between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from api.named_tuple import NamedTuple

from ...canvas.fonts import Font
from .. import time_scale
from ..chart import ValueAxis
from ..scale import LABEL_HEIGHT, NO_LABELS, Labels, Scale
from ..time_scale import LENGTHS, STEPS, Step
from ..x_values import XValues
from .placed import Side

_MAX_TICKS = 13
_MAX_BOUNDARIES = 2000  # of which entries are looked up: of a year, its days but not its minutes

_NOTHING = Scale(-2.0, -1.0, False, ())  # before all entries


class EntryAxis(NamedTuple):
    """Times in ascending order at equal distances, for the bottom of a chart.

    Its ticks are the first entries of days, weeks, months or years. The places on its scale are
    the indices of the entries.
    """

    times: XValues
    locale: str = "en"
    asked: ValueAxis = ValueAxis()
    """Its ends in seconds: the entries between them have the whole length."""
    ticks: int | None = None
    """About how many it has."""

    def fit(self, _side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the ticks and their labels for a length in pixels."""
        x = self.times
        at = [time for time in x.at if time is not None]
        first, last = self._ends(at)
        at = at[first : last + 1]
        if not at:
            return _NOTHING, NO_LABELS
        style = time_scale.TimeStyle(
            self.locale, x.date_format, x.precision, x.zone, x.zone_name, x.dated
        )
        lines = 2 if max_depth >= (1 + LABEL_HEIGHT) * font.size else 1
        for entries, step in _candidates(at, x, self.ticks):
            ticks = tuple(float(first + i) for i in entries)
            scale = Scale(first - 0.5, last + 0.5, False, ticks)
            texts = time_scale.labels([at[i] for i in entries], step.unit, style, lines)
            items = tuple((scale(i), text) for i, text in zip(ticks, texts, strict=True))
            if time_scale.side_by_side(items, font, length):
                return scale, Labels(items, 0, 0.0)
        return Scale(first - 0.5, last + 0.5, False, ()), NO_LABELS

    def place(self, time: float) -> float:
        """Return the place of a time on its scale: between two entries, half-way."""
        at = [entry for entry in self.times.at if entry is not None]
        first, after = bisect_left(at, time), bisect_right(at, time)
        return float(first) if first < after else first - 0.5

    def _ends(self, at: list[float]) -> tuple[int, int]:
        """Return the first and the last entry that are shown; all by default."""
        low, high = self.asked.minimum, self.asked.maximum
        first = 0 if low is None else bisect_left(at, low)
        return first, (len(at) if high is None else bisect_right(at, high)) - 1


def _candidates(at: list[float], x: XValues, count: int | None) -> list[tuple[list[int], Step]]:
    """Return the entries that may be ticks, and by which step: the finest first.

    ``count``: about how many are asked for; the nearest come first.
    """
    precise = Step(x.precision, 1, 0.0)
    last = len(at) - 1
    max_ticks = max(_MAX_TICKS, 2 * (count or 0))
    candidates = [([*range(len(at))], precise)] if last < max_ticks else []
    for step in STEPS:
        if step.seconds < LENGTHS[x.precision]:
            continue
        if (at[-1] - at[0]) / step.seconds > _MAX_BOUNDARIES:
            continue
        boundaries = time_scale.ticks(at[0], at[-1], step, x.zone)
        firsts = sorted({bisect_left(at, boundary) for boundary in boundaries})
        if 2 <= len(firsts) <= max_ticks:
            candidates.append((firsts, step))
    if count:
        candidates.sort(key=lambda candidate: abs(len(candidate[0]) - count))
    return [*candidates, (sorted({0, last}), precise), ([0], precise)]
