"""Bars over names, dates or numbers: side by side or stacked, vertical or horizontal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...colour import Colour
from ...diagnostics import Value
from .. import parameters as p
from .. import styles
from ..chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    read_series,
    read_value_axis,
)
from ..checks import (
    LEGEND_CHECKS,
    VALUE_AXIS_CHECKS,
    Check,
    Errors,
    Rows,
    not_both,
    same_length,
    too_many_colours,
)
from ..kind import Example, Kind
from ..number_text import choose
from ..values import Flag
from ..x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ..theme import Theme

_HEADROOM = 0.6  # of the text size: between the longest bar and the end of the axis

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TWO_YEARS = [[3, 7, 4, 9, 12, 8, 15, 11, 6, 10, 14, 13], [5, 3, 8, 2, 9, 6, 4, 7, 11, 3, 5, 8]]


def _colours(colours: Sequence[Colour], yvalues: Rows) -> Errors:
    if len(yvalues) == 1:
        return too_many_colours(colours, len(yvalues[0]), "bars")
    return too_many_colours(colours, len(yvalues), "series")


KIND = Kind(
    "bar",
    "Bar chart",
    "A bar for each value; several series stand side by side or on top of each other.",
    parameters=(
        p.NAMES._replace(meaning="names of the bars, or dates or times (xtype)"),
        p.YVALUES,
        *p.TITLES,
        *p.AXIS_TITLES,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS,
        p.STACKED,
        p.Parameter("horizontal", Flag(), "bars from left to right", "Drawing", False),
        styles.SORT,
        *styles.BARS,
        *styles.THRESHOLDS,
        *p.VALUE_AXIS,
        *p.X_AXIS,
        *p.FRAME,
        p.YERROR,
        *p.x_type(numbers=False, distinct=True),
        p.COLORS._replace(
            meaning="a colour for each series, or for each bar of a single series; a shorter list"
            " is repeated"
        ),
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        Check(("colors", "yvalues"), _colours),
        *VALUE_AXIS_CHECKS,
        not_both("log", "stacked", "cannot measure stacked bars"),
        styles.SORT_CHECK,
        *styles.THRESHOLD_CHECKS,
    ),
    examples=(
        Example("bar", "Enrolled students by course", {
            "title": "Enrolled students", "xlabel": "Courses offered", "ylabel": "Number enrolled",
            "xvalues": ["C", "Ruby", "Java", "Python"], "yvalues": [10, 20, 15, 30.5],
        }),
        Example("bar-visitors", "Visitors of this week and last week, side by side", {
            "title": "Visitors", "xvalues": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            "yvalues": [[120, 132, 101, 134, 90, 230, 210], [220, 182, 191, 234, 290, 330, 310]],
            "legend": ["This week", "Last week"], "legend_position": "top", "height": 400,
        }),
        Example("bar-grouped", "Two series with numbers on the bars", {
            "xvalues": _MONTHS, "yvalues": _TWO_YEARS, "legend": ["Alpha", "Beta"],
            "value_labels": True, "legend_position": "top",
        }),
        Example("bar-stacked-dark", "Stacked bars in the dark theme, the legend at the left", {
            "xvalues": _MONTHS, "yvalues": _TWO_YEARS, "legend": ["Alpha", "Beta"],
            "stacked": True, "value_labels": True, "legend_position": "left", "theme": "dark",
        }),
        Example("bar-horizontal", "Horizontal bars, a colour for each", {
            "title": "Water", "xlabel": "Country", "ylabel": "Percent",
            "xvalues": ["Norway", "Poland", "Spain", "Greece"], "yvalues": [88, 12, 37, 25],
            "horizontal": True, "value_labels": True, "colors": ["teal", "coral"],
        }),
        Example("bar-percent", "Shares of a whole, with percentages that add up to 100", {
            "title": "How people get to work", "horizontal": True, "stacked": "percent",
            "xvalues": ["City", "Suburbs", "Countryside"],
            "yvalues": [[412, 310, 88], [230, 402, 391], [187, 64, 52]],
            "legend": ["Train or bus", "Car", "Bicycle"], "legend_position": "top",
            "value_labels": True, "width": 500, "height": 250,
        }),
        Example("bar-styles", "Sorted, rounded bars, coloured by thresholds", {
            "title": "Delays of trains", "suffix": " min", "value_labels": True,
            "xvalues": ["Oslo", "Bergen", "Bodø", "Hamar", "Moss", "Voss"],
            "yvalues": [4, 12, 21, 7, -2, 15], "sort": "descending", "horizontal": True,
            "gap": 0.4, "radius": 6, "thresholds": [5, 15],
            "threshold_colors": ["2e7d5b", "e5a50a", "c52d60"], "width": 500, "height": 280,
        }),
        Example("bar-time", "Bars over months, of which some are missing, in French", {
            "title": "Pluie", "ylabel": "mm", "locale": "fr", "value_labels": True, "xvalues": [
                "2023-10", "2023-11", "2023-12", "2024-01", "2024-04", "2024-05",
            ],
            "yvalues": [48.5, 77, 61.2, 50, 22.8, 31], "width": 500, "height": 300,
        }),
    ),
)  # fmt: skip


class BarPlot(NamedTuple):
    """Bars over names, numbers or times, side by side or stacked."""

    x: XValues
    series: tuple[Series, ...]
    axis: ValueAxis
    stacked: bool | Literal["percent"]
    horizontal: bool
    value_labels: bool
    style: styles.BarStyle


def read(values: Mapping[str, Any], theme: Theme) -> BarPlot:
    """Return the model of valid parameters."""
    series = read_series(values, theme, colour_each_value=True)
    if steps := styles.read_steps(values):
        colours = tuple(steps.of(value) for value in series[0].values)
        series = (series[0]._replace(colours=colours),)
    return BarPlot(
        *styles.in_order(values["xvalues"], series, values["sort"]),
        read_value_axis(values),
        values["stacked"],
        values["horizontal"],
        values["value_labels"],
        styles.read_bars(values),
    )


def legend(plot: BarPlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside a stack from the top down, as it is seen."""
    entries = [LegendEntry(s.name, s.colours[0], "square") for s in plot.series]
    upwards = plot.stacked and not plot.horizontal and position in ("left", "right")
    return entries[::-1] if upwards else entries


def draw(canvas: Canvas, chart: Chart, bars: BarPlot, box: Box) -> list[str]:
    """Draw axes, bars and the numbers on them; return how many numbers had no room."""
    from ...canvas.text import width
    from .. import axes, bar_series, percent_stack

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
        from ..bar_labels import turned

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
        from .. import error_bars

        pairs = list(zip(drawn, boxes, strict=True))
        boxes = error_bars.draw_on_bars(canvas, chart, fitted, bars.series, pairs)
    notices = axes.draw_marks(canvas, chart, fitted)
    if not texts:
        return notices
    from ..bar_labels import draw_bar_labels

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
        reverse=fitted.y_scale.reverse,
    )
    return [*notices, *lost]
