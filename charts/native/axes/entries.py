"""An axis of times by their order: trading days follow each other, whatever lies between."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from ...canvas.fonts import Font
from .. import time_scale
from ..scale import LABEL_HEIGHT, Labels, Scale
from ..time_scale import LENGTHS, STEPS, Step
from ..x_values import XValues
from .placed import Side

_MAX_TICKS = 13
_MAX_BOUNDARIES = 2000  # of which entries are looked up: of a year, its days but not its minutes


class EntryAxis(NamedTuple):
    """Times in ascending order at equal distances, for the bottom of a chart.

    Its ticks are the first entries of days, weeks, months or years. The places on its scale are
    the indices of the entries.
    """

    times: XValues
    locale: str = "en"

    def fit(self, _side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the ticks and their labels for a length in pixels."""
        x = self.times
        at = [time for time in x.at if time is not None]
        style = time_scale.TimeStyle(
            self.locale, x.date_format, x.precision, x.zone, x.zone_name, x.dated
        )
        lines = 2 if max_depth >= (1 + LABEL_HEIGHT) * font.size else 1
        last = len(at) - 1
        for entries, step in _candidates(at, x):
            scale = Scale(-0.5, last + 0.5, False, tuple(map(float, entries)))
            texts = time_scale.labels([at[i] for i in entries], step.unit, style, lines)
            items = tuple((scale(i), text) for i, text in zip(entries, texts, strict=True))
            if time_scale.side_by_side(items, font, length):
                return scale, Labels(items, 0, 0.0)
        return Scale(-0.5, last + 0.5, False, ()), Labels((), 0, 0.0)


def _candidates(at: list[float], x: XValues) -> list[tuple[list[int], Step]]:
    """Return the entries that may be ticks, and by which step: the finest first."""
    precise = Step(x.precision, 1, 0.0)
    last = len(at) - 1
    candidates = [([*range(len(at))], precise)] if last < _MAX_TICKS else []
    for step in STEPS:
        if step.seconds < LENGTHS[x.precision]:
            continue
        if (at[-1] - at[0]) / step.seconds > _MAX_BOUNDARIES:
            continue
        boundaries = time_scale.ticks(at[0], at[-1], step, x.zone)
        firsts = sorted({bisect_left(at, boundary) for boundary in boundaries})
        if 2 <= len(firsts) <= _MAX_TICKS:
            candidates.append((firsts, step))
    return [*candidates, (sorted({0, last}), precise), ([0], precise)]
