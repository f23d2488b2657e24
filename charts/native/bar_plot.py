"""Bars over names, dates or numbers with their axes and numbers: the model, and drawing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..diagnostics import Value
from . import styles
from .chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    read_series,
    read_value_axis,
)
from .number_text import choose
from .thresholds import Steps, read_steps
from .x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.surface import Canvas
    from .theme import Theme

_HEADROOM = 0.6  # of the text size: between the longest bar and the end of the axis


class BarPlot(NamedTuple):
    """Bars over names, numbers or times, side by side or stacked."""

    x: XValues
    series: tuple[Series, ...]
    axis: ValueAxis
    stacked: bool | Literal["percent"]
    horizontal: bool
    value_labels: bool
    style: styles.BarStyle
    steps: tuple[Steps, ...]
    """The colours of each series that depend on the value; () if none do."""


def read(values: Mapping[str, Any], theme: Theme) -> BarPlot:
    """Return the model of valid parameters."""
    series = read_series(values, theme, colour_each_value=True)
    steps = read_steps(values, theme)
    if steps:
        series = tuple(
            one._replace(colours=tuple(map(by_value.of, one.values)))
            for one, by_value in zip(series, steps, strict=True)
        )
    return BarPlot(
        *styles.in_order(values["xvalues"], series, values["sort"]),
        read_value_axis(values),
        values["stacked"],
        values["horizontal"],
        values["value_labels"],
        styles.read_bars(values),
        steps,
    )


def legend(plot: BarPlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside a stack from the top down, as it is seen."""
    entries = [LegendEntry(s.name, s.colours[0], "square") for s in plot.series]
    if plot.steps:
        both = zip(entries, plot.steps, strict=True)
        entries = [entry._replace(colours=steps.colours) for entry, steps in both]
    upwards = plot.stacked and not plot.horizontal and position in ("left", "right")
    return entries[::-1] if upwards else entries


def draw(canvas: Canvas, chart: Chart, bars: BarPlot, box: Box) -> list[str]:
    """Draw axes, bars and the numbers on them; return how many numbers had no room."""
    from ..canvas.text import width
    from . import axes, bar_series, percent_stack

    series, y, numbers = bars.series, bars.axis, chart.numbers
    percent = bars.stacked == "percent"
    if percent:
        series, y = percent_stack.shares(series), percent_stack.axis(y, series)
        numbers = percent_stack.numbers(chart.numbers)
    drawn = list(bar_series.bars(bars.x.at, series, stacked=bool(bars.stacked)))
    font = axes.tick_font(chart)
    texts: list[str] = []
    if bars.value_labels and percent:
        rows = percent_stack.texts(bars.series, chart.numbers)
        texts = [rows[bar.series][bar.category] for bar in drawn]
    elif bars.value_labels:
        write = choose((bar.value for bar in drawn), chart.numbers)
        texts = [write(bar.value) for bar in drawn]
    longest = max((width(text, font) for text in texts), default=0.0)
    headroom = font.size * _HEADROOM
    if texts and not bars.stacked:
        headroom = longest + font.size if bars.horizontal else font.size * 1.6
    x_axis = axes.of_bars(bars.x, chart)
    ends: list[Value] = [bar.end for bar in drawn]
    ends += [end for one in bars.series for end in one.ends]
    y_axis = axes.NumberAxis(
        percent_stack.ends(ends) if percent else ends,
        y,
        from_zero=True,
        headroom=headroom,
        on_base=True,
        numbers=numbers,
    )
    slots = 1 if bars.stacked else len(bars.series)

    def fit(y: axes.NumberAxis) -> tuple[axes.Axes, bar_series.Placement]:
        fitted = axes.fit(chart, box, x_axis, y, horizontal=bars.horizontal)
        place = bar_series.Placement(
            bars.x,
            slots,
            fitted.x,
            fitted.plot,
            horizontal=bars.horizontal,
            gap=bars.style.gap,
        )
        return fitted, place

    fitted, place = fit(y_axis)
    if texts and not bars.stacked:
        from .bar_labels import turned

        if turned(place, longest, font):
            fitted, place = fit(y_axis._replace(headroom=longest + font.size))
    plot = fitted.plot
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    boxes = place.boxes(drawn, fitted.y_scale)
    with canvas.clip(*plot):
        base = fitted.base_line()[0][0 if bars.horizontal else 1]
        placed = list(zip(drawn, boxes, strict=True))
        bar_series.draw_all(canvas, placed, place, lambda _: base, bars.style.radius)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    if any(s.errors for s in bars.series):
        from . import error_bars

        pairs = list(zip(drawn, boxes, strict=True))
        boxes = error_bars.draw_on_bars(canvas, chart, fitted, bars.series, pairs)
    notices = axes.draw_marks(canvas, chart, fitted)
    if not texts:
        return notices
    from .bar_labels import draw_bar_labels

    # Above and at the right there may be space beyond the plot; elsewhere are names.
    bounds = Box(plot.x, box.y, box.right - plot.x, plot.bottom - box.y)
    labelled = list(zip(drawn, boxes, texts, strict=True))
    lost = draw_bar_labels(
        canvas,
        chart,
        labelled,
        place,
        bounds,
        stacked=bool(bars.stacked),
        targets=axes.target_lines(fitted),
        reverse=fitted.y_scale.reverse,
    )
    return [*notices, *lost]
