"""What a request says of a histogram: values to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ..colour import Colour
from .chart import Chart, Series, ValueAxis, read_series, read_value_axis
from .styles import BarStyle, read_bars

if TYPE_CHECKING:
    from ..words.sentences import Said
    from .theme import Theme

_SHARED_ALPHA = 150  # of 255: bars of several series lie on each other


class HistogramPlot(NamedTuple):
    """Values to be counted."""

    series: tuple[Series, ...]
    bins: tuple[str, ...]
    density: bool
    cumulative: bool
    axis: ValueAxis
    value_labels: bool
    style: BarStyle


def read(values: Mapping[str, Any], theme: Theme) -> HistogramPlot:
    """Return the model of valid parameters."""
    series = read_series(values, theme, data="values")
    if len(series) > 1:  # they lie on each other
        series = tuple(one._replace(colours=tuple(map(_clear, one.colours))) for one in series)
    return HistogramPlot(
        series,
        values["bins"],
        values["density"],
        values["cumulative"],
        read_value_axis(values),
        values["value_labels"],
        read_bars(values),
    )


def _clear(colour: Colour) -> Colour:
    return *colour[:3], round(colour[3] * _SHARED_ALPHA / 255)


def say(chart: Chart, plot: HistogramPlot) -> Said:
    """Return what is said of values: how many there are, their range and their median."""
    from ..statistics.summary import quantile
    from ..words.sentences import Said, counted, line
    from .describe import writer

    sentences = []
    scope = f"with {len(plot.series):,} series"
    for number, row in enumerate(plot.series[:3], 1):
        known = sorted(value for value in row.values if value is not None)
        if not known:
            continue
        median = quantile(known, 0.5)
        write = writer(chart.numbers)([known[0], known[-1], median])
        if len(known) == 1 and len(plot.series) == 1:
            return Said(f"of one value, {write(median)}")
        range_ = f"from {write(known[0])} to {write(known[-1])}, with a median of {write(median)}"
        if len(plot.series) == 1:
            return Said(f"of {counted(len(known), 'value')} {range_}")
        name = line(row.name) or f"Series {number}"
        sentences.append(f"{name} has {counted(len(known), 'value')} {range_}")
    return Said(scope, tuple(sentences))
