"""What makes one total into another: a bar for each change, from where the last one ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from api.errors import ParameterError
from api.suggest import did_you_mean

from ...access.settings import MAX_VALUES
from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...colour import Colour
from ...diagnostics import Value, quoted
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition, ValueAxis
from ..checks import AXIS_RANGE, Check, Errors, Rows, same_length, too_many_colours
from ..kind import Example, Kind
from ..number_text import choose
from ..values import Choice, Flag, Text, Texts, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.path import Point
    from ...canvas.surface import Canvas
    from ..axes import Axes
    from ..theme import Theme

_GAP = 0.3  # between bars, in parts of their pitch
_MAX_THICKNESS = 0.16  # of the axis
_MIN_SNAPPED = 3  # pixels: thinner bars would differ
_BESIDE = 4  # pixels between a bar and its number
_UP, _DOWN, _TOTAL = 2, 3, 0  # of the colours of the theme: green, red, blue


def _totals(totals: Sequence[str], labels: Sequence[str]) -> Errors:
    wrong = next((name for name in totals if name not in labels), None)
    if wrong is None:
        return []
    detail = f"{quoted(wrong)} is not one of the labels{did_you_mean(wrong, labels)}"
    return [ParameterError("totals", detail, "some of the labels")]


def _colours(colours: Sequence[Colour], _values: Rows) -> Errors:
    return too_many_colours(colours, 3, "kinds of bars")


_BUDGET = {
    "labels": ["Last year", "Prices", "Volume", "Returns", "Staff", "Rent", "This year"],
    "values": [420, 60, 85, -32, -74, -18, None], "totals": ["Last year"],
}  # fmt: skip

KIND = Kind(
    "waterfall",
    "Waterfall chart",
    "Changes one after the other, each starting where the last one ended, and totals.",
    parameters=(
        p.LABELS._replace(meaning="names of the bars"),
        p.Parameter(
            "values",
            Values(MAX_VALUES, 1),
            "the changes; where one is left empty, the total of those before it is drawn",
            "Data",
            required=True,
        ),
        p.Parameter(
            "totals",
            Texts(MAX_VALUES, p.MAX_LABEL),
            "labels whose values are totals rather than changes, such as the first one",
            "Data",
            (),
        ),
        *p.TITLES,
        p.XLABEL._replace(meaning="title of the axis of the labels"),
        p.YLABEL._replace(meaning="title of the axis of the values"),
        p.VALUE_LABELS,
        p.Parameter(
            "total",
            Text(p.MAX_LABEL),
            "name of another bar at the end, with the total of all",
            "Drawing",
            "",
        ),
        p.Parameter("horizontal", Flag(), "bars from left to right", "Drawing", False),
        p.Parameter(
            "connectors",
            Choice(("solid", "dashed", "none")),
            "lines from the end of each bar to the next",
            "Drawing",
            "solid",
        ),
        p.YMIN,
        p.YMAX,
        *p.FRAME,
        p.COLORS._replace(
            meaning="the colours of increases, of decreases and of totals; a shorter list is"
            " repeated"
        ),
        *p.PICTURE,
    ),
    checks=(
        same_length("values", "labels"),
        Check(("totals", "labels"), _totals),
        Check(("colors", "values"), _colours),
        AXIS_RANGE,
    ),
    examples=(
        Example("waterfall", "From last year's profit to this year's", {
            "title": "Profit", "connectors": "dashed", "ylabel": "Thousands", **_BUDGET,
            "value_labels": True,
        }),
        Example("waterfall-total", "Changes below and above zero, and their total", {
            "title": "Cash", "labels": ["January", "February", "March", "April", "May", "June"],
            "values": [12, -30, -8, 41, 15, -9], "total": "Half-year", "value_labels": True,
            "number_format": "+d", "width": 500, "height": 320,
        }),
        Example("waterfall-horizontal-dark", "From left to right, without connectors, dark", {
            "title": "Where the visitors go", "horizontal": True, "connectors": "none",
            "labels": ["All visitors", "Leave at once", "Read on", "Return later", "Subscribe"],
            "values": [1000, -420, -260, 90, None], "totals": ["All visitors"], "theme": "dark",
            "colors": ["7bc96f", "f0883e", "8b949e"], "value_labels": True, "width": 500,
            "height": 320,
        }),
        Example("waterfall-one", "One change", {
            "labels": ["only"], "values": [-3], "value_labels": True, "width": 300, "height": 200,
        }, shown=False),
        Example("waterfall-many", "A hundred changes", {
            "labels": [f"day {i}" for i in range(100)], "width": 500, "height": 300,
            "values": [i * 7919 % 97 - 46 for i in range(100)], "value_labels": True,
        }, shown=False),
    ),
)  # fmt: skip


class _Bar(NamedTuple):
    """From and to which value a bar reaches, and what is written at it."""

    start: float
    end: float
    value: float
    colour: Colour


class WaterfallPlot(NamedTuple):
    """Changes and totals in order."""

    labels: tuple[str, ...]
    bars: tuple[_Bar, ...]
    axis: ValueAxis
    horizontal: bool
    connectors: str
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> WaterfallPlot:
    """Return the model of valid parameters."""
    own = theme.colours(1) if values["palette"] else ()
    colours = values["colors"] or (own and theme.colours(3)) or _signs(theme)
    changes: list[tuple[str, Value]] = list(zip(values["labels"], values["values"][0], strict=True))
    if values["total"]:
        changes.append((values["total"], None))
    bars, level = list[_Bar](), 0.0
    for name, value in changes:
        if value is None or name in values["totals"]:
            level = level if value is None else value
            bars.append(_Bar(0.0, level, level, colours[2 % len(colours)]))
            continue
        colour = colours[0 if value >= 0 else 1 % len(colours)]
        bars.append(_Bar(level, level + value, value, colour))
        level += value
    names = tuple(name for name, _ in changes)
    return WaterfallPlot(
        names,
        tuple(bars),
        ValueAxis(values["ymin"], values["ymax"]),
        values["horizontal"],
        values["connectors"],
        values["value_labels"],
    )


def _signs(theme: Theme) -> tuple[Colour, Colour, Colour]:
    """Return the colours of increases, decreases and totals: green, red and blue."""
    colours = theme.colours(8)
    return colours[_UP], colours[_DOWN], colours[_TOTAL]


def legend(_plot: WaterfallPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: signs and names say what the bars are."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: WaterfallPlot, box: Box) -> list[str]:
    """Draw axes, bars, what connects them, and numbers; return what had no room."""
    from ...canvas.text import width
    from ...marks.bars import draw_bars
    from .. import axes
    from ..scale import CategoryScale

    font = axes.tick_font(chart)
    write = choose((bar.value for bar in plot.bars), chart.numbers)
    texts = [write(bar.value) for bar in plot.bars] if plot.value_labels else []
    headroom = font.size * (1.6 if texts else 0.6)
    if texts and plot.horizontal:
        headroom = max(width(text, font) for text in texts) + font.size
    fitted = axes.fit(
        chart,
        box,
        axes.CategoryAxis(CategoryScale(plot.labels)),
        axes.NumberAxis(
            [end for bar in plot.bars for end in (bar.start, bar.end)],
            plot.axis,
            from_zero=True,
            headroom=headroom,
            on_base=True,
            numbers=chart.numbers._replace(plus=False),
        ),
        horizontal=plot.horizontal,
    )
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    boxes = [_place(plot, i, fitted) for i in range(len(plot.bars))]
    with canvas.clip(*fitted.plot):
        draw_bars(canvas, zip(boxes, (bar.colour for bar in plot.bars), strict=True), snap=True)
        if plot.connectors != "none":
            stroke = Stroke(chart.theme.axis, dash=(3, 3) if plot.connectors == "dashed" else ())
            canvas.lines(list(_connectors(plot, fitted, boxes)), stroke, snap=True)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    bounds = Box(fitted.plot.x, box.y, box.right - fitted.plot.x, fitted.plot.bottom - box.y)
    lost = _draw_numbers(canvas, chart, plot, fitted, texts, boxes, bounds) if texts else []
    return [*fitted.notices, *lost]


def _place(plot: WaterfallPlot, i: int, fitted: Axes) -> Box:
    """Return the place of a bar; one without a length is a pixel long."""
    area, scale, bar = fitted.plot, fitted.y_scale, plot.bars[i]
    length = area.height if plot.horizontal else area.width
    pitch = length / len(plot.bars)
    thickness = min(pitch * (1 - _GAP), length * _MAX_THICKNESS)
    along = fitted.x.scale(i) * length - thickness / 2
    if thickness >= _MIN_SNAPPED:
        thickness, along = round(thickness), round(along)
    near, far = sorted(min(max(scale(end), -1.0), 2.0) for end in (bar.start, bar.end))
    if plot.horizontal:
        width = max((far - near) * area.width, 1.0)
        return Box(area.x + near * area.width, area.y + along, width, thickness)
    height = max((far - near) * area.height, 1.0)
    return Box(area.x + along, area.bottom - far * area.height, thickness, height)


def _connectors(
    plot: WaterfallPlot, fitted: Axes, boxes: Sequence[Box]
) -> Iterator[tuple[Point, Point]]:
    """Yield the lines between the bars, at the level where the first one ends."""
    area = fitted.plot
    for bar, (first, second) in zip(plot.bars, pairwise(boxes), strict=False):
        level = min(max(fitted.y_scale(bar.end), -1.0), 2.0)
        if fitted.x.scale.reverse:
            first, second = second, first
        if plot.horizontal:
            x = area.x + level * area.width
            yield (x, first.bottom), (x, second.y)
        else:
            y = area.bottom - level * area.height
            yield (first.right, y), (second.x, y)


def _draw_numbers(
    canvas: Canvas,
    chart: Chart,
    plot: WaterfallPlot,
    fitted: Axes,
    texts: Sequence[str],
    boxes: Sequence[Box],
    bounds: Box,
) -> list[str]:
    """Draw the number of each bar beyond its end, where it covers no bar and no other number."""
    from ...canvas.text import CAP_HEIGHT, width
    from ...marks.free_labels import free
    from ..axes import tick_font
    from ..value_labels import left_out

    font = tick_font(chart)
    height = font.size * CAP_HEIGHT
    zero = fitted.base_line()[0][1]
    labels: list[Box | None] = []
    for bar, text, box in zip(plot.bars, texts, boxes, strict=True):
        length, falls = width(text, font), (bar.value < 0) != fitted.y_scale.reverse
        middle = box.x + (box.width - length) / 2
        if plot.horizontal:
            left = box.x - _BESIDE - length if falls else box.right + _BESIDE
            place = Box(left, box.y + (box.height - height) / 2, length, height)
        else:
            top = box.bottom + _BESIDE if falls else box.y - _BESIDE - height
            if top - 2 < zero < top + height + 2:  # the line of 0 would cross it
                top = zero + _BESIDE if falls else zero - _BESIDE - height
            place = Box(middle, top, length, height)
        labels.append(place if place.within(bounds) else None)
    shown = free(labels, boxes)
    for i in shown:
        if label := labels[i]:
            canvas.text(label.x, label.bottom, texts[i], font, chart.theme.text)
    return left_out(len(texts) - len(shown), len(texts))
