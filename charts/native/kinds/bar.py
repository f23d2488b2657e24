"""Bars over categories: side by side or stacked, upright or level.

``draw`` lays a chart out by its data; ``Placed`` puts bars of given thickness into a given plot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from ... import ticks
from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import CAP_HEIGHT, width
from ...colour import Colour, over, text_on
from ...marks.bars import rectangles
from .. import axes
from ..chart import Bars, Chart
from ..layout import Entry

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    pass

_GAP = 0.24  # between groups, in parts of a group's pitch
_BETWEEN = 0.06  # between bars of a group, in parts of a bar's pitch
_THICKEST = 0.16  # of the axis length: few bars do not become slabs


class Bar(NamedTuple):
    """One bar: its category, its place in the group, from and to which value."""

    category: int
    slot: int
    start: float
    end: float
    value: float
    colour: Colour


def entries(bars: Bars) -> list[Entry]:
    return [Entry(s.name, s.colours[0], "square") for s in bars.series]


def draw(canvas: Canvas, chart: Chart, bars: Bars, room: Box) -> None:
    drawn = list(_bars(bars))
    font = axes.tick_font(chart)
    reach = [b.end for b in drawn]
    labels = [ticks.number(b.value, 4) for b in drawn] if bars.value_labels else []
    widest = max((width(text, font) for text in labels), default=0.0)
    categories = axes.Categories(bars.labels)

    def upright_values(length: float) -> tuple[axes.Axis, axes.Labels]:
        room = font.size * 1.6 if labels and not bars.stacked else 0.0
        scale = axes.value_scale(
            reach,
            bars.axis,
            axes.intervals_beside(length, font),
            from_zero=True,
            headroom=min(0.3, room / max(length, 1)),
        )
        return scale, axes.numbers_beside(scale, font, length)

    def level_values(length: float, _: float) -> tuple[axes.Axis, axes.Labels]:
        room = widest + font.size if labels and not bars.stacked else 0.0
        return axes.numbers_below(
            reach,
            bars.axis,
            font,
            length,
            from_zero=True,
            headroom=min(0.3, room / max(length, 1)),
        )

    def level_names(length: float, limit: float) -> tuple[axes.Axis, axes.Labels]:
        return categories, axes.categories_below(categories, font, length, limit)

    def upright_names(length: float) -> tuple[axes.Axis, axes.Labels]:
        limit = chart.width * axes.SIDE_SHARE
        found = axes.categories_beside(categories, font, length, limit)
        # The first category stands at the top.
        items = tuple((1 - place, text) for place, text in found.items)
        return categories, found._replace(items=items)

    if bars.horizontal:
        # The titles turn with the chart: x_title belongs to the categories.
        titles = chart.y_title, chart.x_title
        fitted = axes.fit(chart, room, titles, upright_names, level_values)
        scale = cast(axes.Scale, fitted.x)
    else:
        titles = chart.x_title, chart.y_title
        fitted = axes.fit(chart, room, titles, upright_values, level_names)
        scale = cast(axes.Scale, fitted.y)
    lines = [scale(t) for t in scale.ticks]
    axes.draw_axes(
        canvas, chart, room, fitted, grid=(lines, ()) if bars.horizontal else ((), lines)
    )
    place = _Place(bars, categories, scale, fitted.plot)
    boxes = [place(bar) for bar in drawn]
    by_colour: dict[Colour, list[Box]] = {}
    for bar, box in zip(drawn, boxes, strict=True):
        by_colour.setdefault(bar.colour, []).append(box)
    plot = fitted.plot
    with canvas.clip(plot.x, plot.y, plot.width, plot.height):
        for colour, same in by_colour.items():
            canvas.path(rectangles(same), colour, snap=place.thickness >= 3)
    _base_line(canvas, chart, plot, scale, horizontal=bars.horizontal)
    if labels:
        labelled = list(zip(drawn, boxes, labels, strict=True))
        # Beyond the plot there may be room above and to the right; below and left are names.
        bounds = Box(plot.x, room.y, room.right - plot.x, plot.bottom - room.y)
        _value_labels(canvas, chart, bars, place, labelled, font, bounds)


def _bars(bars: Bars) -> Iterator[Bar]:
    above = [0.0] * len(bars.labels)
    below = [0.0] * len(bars.labels)
    for number, series in enumerate(bars.series):
        for i, value in enumerate(series.values):
            if value is None:
                continue
            colour = series.colours[i % len(series.colours)]
            if bars.stacked:
                pile = above if value >= 0 else below
                start, pile[i] = pile[i], pile[i] + value
                yield Bar(i, 0, start, pile[i], value, colour)
            else:
                yield Bar(i, number, 0.0, value, value, colour)


class _Place:
    """Where a bar stands in the plot, in pixels."""

    def __init__(
        self, bars: Bars, categories: axes.Categories, scale: axes.Scale, plot: Box
    ) -> None:
        self.horizontal = bars.horizontal
        self.categories, self.scale, self.plot = categories, scale, plot
        self.length = plot.height if bars.horizontal else plot.width
        self.pitch = categories.pitch * self.length
        slots = 1 if bars.stacked else len(bars.series)
        slot = min(self.pitch * (1 - _GAP) / slots, self.length * _THICKEST)
        between = slot * _BETWEEN if slots > 1 else 0.0
        thickness = slot - between
        # Whole pixels, so that all bars are equally thick.
        self.thickness = round(thickness) if thickness >= 3 else thickness
        self.slot = round(slot) if thickness >= 3 and slot * slots <= self.pitch - 2 else slot
        self.group = self.slot * slots
        self.zero = scale.low if scale.log else scale.base

    def __call__(self, bar: Bar) -> Box:
        centre = self.categories.position(bar.category) * self.length
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


def _base_line(
    canvas: Canvas, chart: Chart, plot: Box, scale: axes.Scale, *, horizontal: bool
) -> None:
    at = 0.0 if scale.log else scale(scale.base)
    stroke = Stroke(chart.theme.axis)
    if horizontal:
        x = plot.x + at * plot.width
        canvas.line([(x, plot.y), (x, plot.bottom)], stroke, snap=True)
    else:
        y = plot.bottom - at * plot.height
        canvas.line([(plot.x, y), (plot.right, y)], stroke, snap=True)


def _value_labels(
    canvas: Canvas,
    chart: Chart,
    bars: Bars,
    place: _Place,
    labelled: Sequence[tuple[Bar, Box, str]],
    font: Font,
    bounds: Box,
) -> None:
    """Numbers beyond the ends of bars, or within the parts of a stack.

    A number that would lie over another number or another bar, or beyond ``bounds``, is left out.
    """
    boxes = np.array([box for _, box, _ in labelled])
    step = place.pitch if len(bars.series) == 1 else place.slot
    widest = max(width(text, font) for _, _, text in labelled)
    upright = not bars.horizontal and not bars.stacked
    turned = upright and widest + 3 > step >= font.size * 1.2
    taken = np.empty_like(boxes)
    count = 0
    for i, (bar, box, text) in enumerate(labelled):
        if bars.stacked:
            label = _inside(chart, bar, box, text, font)
        elif bars.horizontal:
            label = _beyond_level(chart, bar, box, text, font, place.plot)
        else:
            label = _beyond_upright(chart, bar, box, text, font, place.plot, turned=turned)
        if label is None or not label.box.within(bounds):
            continue
        if not bars.stacked:
            others = _overlapped(label.box, boxes)
            others[i] = False
            if others.any() or _overlapped(label.box, taken[:count]).any():
                continue
            taken[count] = label.box
            count += 1
        canvas.text(
            label.x, label.y, text, font, label.colour, anchor=label.anchor, angle=label.angle
        )


class _Label(NamedTuple):
    """A number beside or in a bar, with the room it takes."""

    x: float
    y: float
    anchor: float
    angle: float
    colour: Colour
    box: Box


def _overlapped(box: Box, others: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which of the other rectangles share a part with the box."""
    x, y, wide, high = others.T
    beside = (x >= box.right) | (x + wide <= box.x)
    found: npt.NDArray[np.bool_] = ~(beside | (y >= box.bottom) | (y + high <= box.y))
    return found


def _on(bar: Bar, chart: Chart) -> Colour:
    """The colour of a number within a bar."""
    return text_on(over(bar.colour, over(chart.theme.background, (255, 255, 255, 255))))


def _inside(chart: Chart, bar: Bar, box: Box, text: str, font: Font) -> _Label | None:
    """In the middle of its part of a stack, where that has room."""
    length, height = width(text, font), font.size * CAP_HEIGHT
    if length + 4 > box.width or height + 4 > box.height:
        return None
    x, y = box.x + box.width / 2, box.y + box.height / 2 + height / 2
    return _Label(x, y, 0.5, 0, _on(bar, chart), Box(x - length / 2, y - height, length, height))


def _beyond_level(chart: Chart, bar: Bar, box: Box, text: str, font: Font, plot: Box) -> _Label:
    """Beyond the end of a level bar; within it where the axis cuts the end off."""
    length, height = width(text, font), font.size * CAP_HEIGHT
    left, colour = box.right + 4, chart.theme.text
    if bar.value < 0:
        left = box.x - 4 - length
    if box.right > plot.right + 1 or box.x < plot.x - 1:
        left = plot.right - 4 - length if bar.value >= 0 else plot.x + 4
        colour = _on(bar, chart)
    room = Box(left, box.y + box.height / 2 - height / 2, length, height)
    return _Label(left, room.bottom, 0, 0, colour, room)


def _beyond_upright(
    chart: Chart, bar: Bar, box: Box, text: str, font: Font, plot: Box, *, turned: bool
) -> _Label:
    """Above the end of a bar, below a negative one; within it where the axis cuts it off."""
    length, height = width(text, font), font.size * CAP_HEIGHT
    wide, high = (height, length) if turned else (length, height)
    middle, colour = box.x + box.width / 2, chart.theme.text
    top = box.y - 4 - high if bar.value >= 0 else box.bottom + 4
    if box.y < plot.y - 1 or box.bottom > plot.bottom + 1:
        top = plot.y + 4 if bar.value >= 0 else plot.bottom - 4 - high
        colour = _on(bar, chart)
    room = Box(middle - wide / 2, top, wide, high)
    if turned:
        return _Label(room.right, room.bottom, 0, 90, colour, room)
    return _Label(middle, room.bottom, 0.5, 0, colour, room)
