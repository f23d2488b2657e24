"""Bars over names, dates or numbers: side by side or stacked, vertical or horizontal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...colour import Colour, over, text_on
from .. import parameters as p
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
    from ...canvas.fonts import Font
    from ...canvas.surface import Canvas
    from ..axes import Axes
    from ..theme import Theme

_GAP = 0.24  # between groups, in parts of a group's pitch
_BETWEEN = 0.06  # between bars of a group, in parts of a bar's pitch
_HEADROOM = 0.6  # of the text size: between the longest bar and the end of the axis
_MIN_THICKNESS = 1.5  # pixels, of bars at true distances, which may be far apart
_MAX_THICKNESS = 0.16  # of the axis length: few bars do not become slabs

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
        p.Parameter("stacked", Flag(), "series on top of each other", "Drawing", False),
        p.Parameter("horizontal", Flag(), "bars from left to right", "Drawing", False),
        *p.VALUE_AXIS,
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
        Example("bar-titles", "Title, subtitle and source, the legend below them", {
            "title": "Nights away from home", "source": "Source: a survey of 1,204 households",
            "subtitle": "Per person and year, by length of the journey",
            "xvalues": ["2019", "2021", "2023"], "yvalues": [[6, 5, 7], [4, 1, 3]],
            "legend": ["One to three nights", "Four nights or more"], "stacked": True,
            "legend_position": "top", "width": 500, "height": 350,
        }),
        Example("bar-horizontal", "Horizontal bars, a colour for each", {
            "title": "Water", "xlabel": "Country", "ylabel": "Percent",
            "xvalues": ["Norway", "Poland", "Spain", "Greece"], "yvalues": [88, 12, 37, 25],
            "horizontal": True, "value_labels": True, "colors": ["teal", "coral"],
        }),
        Example("bar-palette", "A scale of answers in a diverging palette", {
            "title": "How was the course?", "palette": "brbg", "horizontal": True,
            "xvalues": ["Content", "Pace", "Exercises", "Room"], "stacked": True,
            "yvalues": [[4, 9, 3, 21], [10, 18, 9, 24], [16, 21, 15, 22], [38, 30, 41, 20],
                        [32, 22, 32, 13]],
            "legend": ["very poor", "poor", "fair", "good", "very good"],
            "legend_position": "top", "width": 500, "height": 300,
        }),
        Example("bar-horizontal-stacked", "Horizontal stacked bars with numbers", {
            "title": "Energy", "xvalues": ["Norway", "Poland", "Spain", "Greece"],
            "yvalues": [[88, 12, 37, 25], [7, 14, 30, 35], [5, 74, 33, 40]],
            "legend": ["Water", "Wind and sun", "Other"], "legend_position": "bottom",
            "stacked": True, "horizontal": True, "value_labels": True,
        }),
        Example("bar-negative-long-labels", "Bars below zero, long names on several lines", {
            "title": "Below zero", "xvalues": [
                "A very long category name indeed", "Another long one here",
                "Third of the long names", "Fourth", "Fifth and last but two of them",
                "Six is also long", "Seven too is long",
            ],
            "yvalues": [-5, 3, 8, -2, 9, 6, -4], "value_labels": True,
        }),
        Example("bar-turned-names", "Twenty names, turned; the first one as whole as the others", {
            "title": "Length of coast", "ylabel": "Kilometres", "xvalues": [
                "Newfoundland", "Scotland", "Nova Scotia", "Greece", "Iceland", "Croatia",
                "Sicily", "Sardinia", "Ireland", "Wales", "Brittany", "Denmark", "Estonia",
                "Crete", "Corsica", "Galicia", "Jutland", "Zealand", "Cornwall", "Normandy",
            ],
            "yvalues": [
                17540, 16500, 13300, 13676, 4970, 5835, 1484, 1897, 3171, 2120, 2860, 8754, 3794,
                1046, 1000, 1498, 2100, 2340, 697, 600,
            ],
        }, shown=False),
        Example("bar-shortened-names", "Names that are shortened in the middle stay different", {
            "xvalues": [
                f"Regional office for the {kind} of the {part} coast"
                for part in ("northern", "southern") for kind in ("harbours", "lighthouses")
            ],
            "yvalues": [3, 5, 2, 4], "width": 300, "height": 200,
        }, shown=False),
        Example("bar-numbers", "Numbers with a currency and two decimals", {
            "title": "Rent per month", "xvalues": ["Small", "Medium", "Large"],
            "yvalues": [749.9, 1304.41, 1980], "value_labels": True, "prefix": "€", "decimals": 2,
            "width": 400, "height": 300,
        }),
        Example("bar-numbers-german", "The same numbers in German", {
            "title": "Miete im Monat", "xvalues": ["Klein", "Mittel", "Groß"],
            "yvalues": [749.9, 1304.41, 1980], "value_labels": True, "suffix": " €", "decimals": 2,
            "locale": "de", "horizontal": True, "width": 400, "height": 300,
        }),
        Example("bar-time", "Bars over months, of which some are missing, in French", {
            "title": "Pluie", "ylabel": "mm", "locale": "fr", "value_labels": True, "xvalues": [
                "2023-10", "2023-11", "2023-12", "2024-01", "2024-04", "2024-05",
            ],
            "yvalues": [48.5, 77, 61.2, 50, 22.8, 31], "width": 500, "height": 300,
        }),
        Example("bar-log", "A logarithmic axis", {
            "xvalues": ["a", "b", "c", "d"], "yvalues": [1, 20, 3000, 450000], "log": True,
            "width": 300, "height": 200,
        }),
        Example("bar-cut-off", "An axis that cuts bars off at both ends", {
            "xvalues": ["a", "b", "c"], "yvalues": [1, 50, -30], "ymax": 10, "ymin": -5,
            "value_labels": True, "width": 300, "height": 200, "horizontal": True,
        }),
        Example("text-scripts", "Names in nine scripts, an emoji, and a dollar sign as it is", {
            "title": r"$\frac{$ 果物 🍎",
            "xvalues": [
                "苹果", "برتقال", "груша", "한국어", "שלום", "हिन्दी", "தமிழ்", "ภาษาไทย", "Đặng",
            ],
            "yvalues": [5, 7, 3, 4, 6, 5, 2, 6, 4],
            "width": 500, "height": 300,
        }),
        Example("bar-many", "Sixty bars: names and numbers where they fit", {
            "xvalues": [f"item {i}" for i in range(60)],
            "yvalues": [i * 7919 % 97 for i in range(60)],
            "value_labels": True, "width": 500, "height": 300,
        }, shown=False),
        Example("bar-tiny", "Three bars in 16 by 16 pixels", {
            "xvalues": ["a", "b", "c"], "yvalues": [3, 1, 2], "width": 16, "height": 16,
        }),
    ),
)  # fmt: skip


class BarPlot(NamedTuple):
    """Bars over names, numbers or times, side by side or stacked."""

    x: XValues
    series: tuple[Series, ...]
    axis: ValueAxis
    stacked: bool
    horizontal: bool
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> BarPlot:
    """Return the model of valid parameters."""
    return BarPlot(
        values["xvalues"],
        read_series(values, theme, colour_each_value=True),
        read_value_axis(values),
        values["stacked"],
        values["horizontal"],
        values["value_labels"],
    )


def legend(bars: BarPlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series; beside a stack from the top down, as it is seen."""
    entries = [LegendEntry(s.name, s.colours[0], "square") for s in bars.series]
    upwards = bars.stacked and not bars.horizontal and position in ("left", "right")
    return entries[::-1] if upwards else entries


def draw(canvas: Canvas, chart: Chart, bars: BarPlot, box: Box) -> list[str]:
    """Draw axes, bars and the numbers on them; return how many numbers had no room."""
    from ...canvas.text import width
    from ...marks.bars import draw_bars
    from .. import axes

    drawn = list(_bars(bars))
    font = axes.tick_font(chart)
    texts: list[str] = []
    if bars.value_labels:
        write = choose((bar.value for bar in drawn), chart.numbers)
        texts = [write(bar.value) for bar in drawn]
    longest = max((width(text, font) for text in texts), default=0.0)
    headroom = font.size * _HEADROOM
    if texts and not bars.stacked:
        headroom = longest + font.size if bars.horizontal else font.size * 1.6
    x_axis = axes.of_bars(bars.x, chart)
    y_axis = axes.NumberAxis(
        [bar.end for bar in drawn],
        bars.axis,
        from_zero=True,
        headroom=headroom,
        on_base=True,
        numbers=chart.numbers,
    )
    fitted = axes.fit(chart, box, x_axis, y_axis, horizontal=bars.horizontal)
    place = _Placement(bars, fitted, axes.pitch(bars.x, fitted.x.scale))
    if texts and _turned(bars, place, longest, font):
        fitted = axes.fit(chart, box, x_axis, y_axis._replace(headroom=longest + font.size))
        place = _Placement(bars, fitted, axes.pitch(bars.x, fitted.x.scale))
    plot = fitted.plot
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    boxes = [place(bar) for bar in drawn]
    with canvas.clip(*plot):
        painted = zip(boxes, (bar.colour for bar in drawn), strict=True)
        draw_bars(canvas, painted, snap=place.thickness >= 3)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    if texts:
        from ..value_labels import left_out

        labelled = list(zip(drawn, boxes, texts, strict=True))
        # Above and at the right there may be space beyond the plot; elsewhere are names.
        bounds = Box(plot.x, box.y, box.right - plot.x, plot.bottom - box.y)
        shown = _draw_value_labels(canvas, chart, bars, place, labelled, font, bounds)
        return left_out(len(texts) - shown, len(texts))
    return []


class _Bar(NamedTuple):
    """One bar: its name's index, its place in the group, and from and to which value."""

    category: int
    slot: int
    start: float
    end: float
    value: float
    colour: Colour


def _bars(bars: BarPlot) -> Iterator[_Bar]:
    above = [0.0] * len(bars.x.at)
    below = [0.0] * len(bars.x.at)
    for number, series in enumerate(bars.series):
        for i, value in enumerate(series.values):
            if value is None or bars.x.at[i] is None:
                continue
            colour = series.colours[i % len(series.colours)]
            if bars.stacked:
                pile = above if value >= 0 else below
                start, pile[i] = pile[i], pile[i] + value
                yield _Bar(i, 0, start, pile[i], value, colour)
            else:
                yield _Bar(i, number, 0.0, value, value, colour)


class _Placement:
    """Where bars stand in the plot, in pixels."""

    def __init__(self, bars: BarPlot, axes: Axes, pitch: float) -> None:
        """``pitch``: the distance of two groups of bars, as a part of their axis."""
        self.horizontal = bars.horizontal
        self.x, self.scale, self.plot = axes.x.scale, axes.y_scale, axes.plot
        self.at, plot, scale = bars.x.at, axes.plot, axes.y_scale
        self.length = plot.height if bars.horizontal else plot.width
        self.pitch = pitch * self.length
        slots = 1 if bars.stacked else len(bars.series)
        slot = min(self.pitch * (1 - _GAP) / slots, self.length * _MAX_THICKNESS)
        if bars.x.type != "names":
            slot = max(slot, _MIN_THICKNESS)
        between = slot * _BETWEEN if slots > 1 else 0.0
        thickness = slot - between
        # Whole pixels, so that all bars are equally thick.
        self.thickness = round(thickness) if thickness >= 3 else thickness
        self.slot = round(slot) if thickness >= 3 and slot * slots <= self.pitch - 2 else slot
        self.group = self.slot * slots
        self.zero = scale.low if scale.log else scale.base

    def __call__(self, bar: _Bar) -> Box:
        centre = self.x(self.at[bar.category] or 0.0) * self.length
        along = centre - self.group / 2 + bar.slot * self.slot
        along += (self.slot - self.thickness) / 2
        if self.thickness >= 3:
            along = round(along)
        start = self.zero if bar.start == 0 else bar.start
        near, far = sorted(min(max(self.scale(v), -1.0), 2.0) for v in (start, bar.end))
        plot = self.plot
        if self.horizontal:
            left, right = plot.x + near * plot.width, plot.x + far * plot.width
            return Box(left, plot.y + along, right - left, self.thickness)
        top, bottom = plot.bottom - far * plot.height, plot.bottom - near * plot.height
        return Box(plot.x + along, top, self.thickness, bottom - top)


class _Label(NamedTuple):
    """A number on or in a bar, with the box it takes."""

    x: float
    y: float
    anchor: float
    angle: float
    colour: Colour
    box: Box


def _turned(bars: BarPlot, place: _Placement, longest: float, font: Font) -> bool:
    """Return whether the numbers are turned by 90 degrees: too long side by side."""
    step = place.pitch if len(bars.series) == 1 else place.slot
    upright = not bars.horizontal and not bars.stacked
    return upright and longest + 3 > step >= font.size * 1.2


def _draw_value_labels(
    canvas: Canvas,
    chart: Chart,
    bars: BarPlot,
    place: _Placement,
    labelled: Sequence[tuple[_Bar, Box, str]],
    font: Font,
    bounds: Box,
) -> int:
    """Draw numbers beyond the ends of bars, or within the parts of a stack; return how many.

    A number that would cover another number or another bar, or leave ``bounds``, is left out.
    """
    from ...canvas.text import CAP_HEIGHT, width
    from ...marks.free_labels import free

    height = font.size * CAP_HEIGHT
    lengths = [width(text, font) for *_, text in labelled]
    turned = _turned(bars, place, max(lengths), font)
    labels: list[_Label | None] = []
    for (bar, box, _), length in zip(labelled, lengths, strict=True):
        if bars.stacked:
            label = _inside(chart, bar, box, length, height)
        elif bars.horizontal:
            label = _beyond_horizontal(chart, bar, box, length, height, place.plot)
        elif turned:
            label = _beyond_vertical(chart, bar, box, height, length, place.plot)
            label = label._replace(x=label.box.right, anchor=0, angle=90)
        else:
            label = _beyond_vertical(chart, bar, box, length, height, place.plot)
        labels.append(label if label and label.box.within(bounds) else None)
    shown: Iterable[int] = range(len(labels))
    if not bars.stacked:
        shown = free([label and label.box for label in labels], [box for _, box, _ in labelled])
    drawn = 0
    for i in shown:
        if label := labels[i]:
            x, y, anchor, angle, colour, _ = label
            canvas.text(x, y, labelled[i][2], font, colour, anchor=anchor, angle=angle)
            drawn += 1
    return drawn


def _on(bar: _Bar, chart: Chart) -> Colour:
    """Return the colour of a number within a bar."""
    return text_on(over(bar.colour, over(chart.theme.background, (255, 255, 255, 255))))


def _inside(chart: Chart, bar: _Bar, box: Box, length: float, height: float) -> _Label | None:
    """Place a number in the middle of its part of a stack, if there is space."""
    if length + 4 > box.width or height + 4 > box.height:
        return None
    x, y = box.x + box.width / 2, box.y + box.height / 2 + height / 2
    return _Label(x, y, 0.5, 0, _on(bar, chart), Box(x - length / 2, y - height, length, height))


def _beyond_horizontal(
    chart: Chart, bar: _Bar, box: Box, length: float, height: float, plot: Box
) -> _Label:
    """Place a number beyond the end of a horizontal bar; within it if the axis cuts it off."""
    left, colour = box.right + 4, chart.theme.text
    if bar.value < 0:
        left = box.x - 4 - length
    if box.right > plot.right + 1 or box.x < plot.x - 1:
        left = plot.right - 4 - length if bar.value >= 0 else plot.x + 4
        colour = _on(bar, chart)
    label = Box(left, box.y + box.height / 2 - height / 2, length, height)
    return _Label(left, label.bottom, 0, 0, colour, label)


def _beyond_vertical(
    chart: Chart, bar: _Bar, box: Box, width: float, height: float, plot: Box
) -> _Label:
    """Place a number above a bar, or below a negative one; within it if the axis cuts it off."""
    middle, colour = box.x + box.width / 2, chart.theme.text
    top = box.y - 4 - height if bar.value >= 0 else box.bottom + 4
    if box.y < plot.y - 1 or box.bottom > plot.bottom + 1:
        top = plot.y + 4 if bar.value >= 0 else plot.bottom - 4 - height
        colour = _on(bar, chart)
    label = Box(middle - width / 2, top, width, height)
    return _Label(middle, label.bottom, 0.5, 0, colour, label)
