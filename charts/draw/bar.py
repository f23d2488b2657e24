"""Bars over categories: side by side or stacked, upright or level.

``draw`` lays a chart out by its data; ``Placed`` puts bars of given thickness into a given plot.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from .. import axes, ticks
from ..canvas import CLOSE, LINE, MOVE, Canvas, Path, Point, Stroke
from ..chart import Bars, Chart
from ..colour import Colour, over, text_on
from ..layout import Box, Entry
from ..regions import Region
from ..text import CAP_HEIGHT, Font, width
from .cartesian import Cartesian, Spot

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    from ..fixed import Columns, Data, Paint, Spacing

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
            canvas.path(_rectangles(same), colour, snap=place.thickness >= 3)
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


def _rectangles(boxes: Sequence[Box]) -> Path:
    """One path of many rectangles: one call of the rasteriser."""
    vertices = [
        corner
        for b in boxes
        for corner in ((b.x, b.y), (b.right, b.y), (b.right, b.bottom), (b.x, b.bottom), (b.x, b.y))
    ]
    return Path(vertices, np.tile(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8), len(boxes)))


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


def _spaced(columns: Columns, length: float) -> Spacing:
    """Thickness and spaces in pixels, for a plot of this length.

    Stacks stand as far apart as bars of a group would, with half a group's space at both ends.
    """
    spacing, count, slots = columns.spacing, max(1, columns.count), columns.slots
    if spacing.unit == "pixels":
        return spacing
    gaps = count * (slots - 1) if slots > 1 else count - 1
    around = count if slots > 1 or columns.arrangement == "grouped" else 1
    between, groups = spacing.between, spacing.groups
    if columns.arrangement == "grouped" and slots == 1:
        gaps = 0
    if spacing.unit == "share":
        thickness = length / (count * slots + gaps * between + around * groups)
        return spacing._replace(
            thickness=thickness,
            between=between * thickness,
            groups=groups * thickness,
            unit="pixels",
        )
    thickness = (length - gaps * between - around * groups) / (count * slots)
    if thickness < 1:  # too many for these spaces: the bars matter more
        share = 0.25 if length / (count * slots) > 1 else 0.0
        thickness = length / (count * slots + (gaps + around) * share)
        space = share * thickness
        return spacing._replace(thickness=thickness, between=space, groups=space, unit="pixels")
    return spacing._replace(thickness=thickness, unit="pixels")


def fitted(columns: Columns, length: float) -> float:
    """The part of a plot's length that the bars take: the plot is no longer than its bars."""
    spacing = _spaced(columns, length)
    slots = columns.slots
    group = slots * spacing.thickness + (slots - 1) * spacing.between
    taken = columns.pitch(spacing) * (max(1, columns.count) - 1) + group + spacing.groups
    return min(length, max(taken, 1.0))


class Placed(Cartesian):
    """Bars in a given plot. They start half a pixel within it, on whole pixels."""

    def __init__(self, columns: Columns, data: Sequence[Data], plot: Box) -> None:
        super().__init__(data, plot)
        self.columns = columns
        self.level_bars = columns.horizontal
        self.length = plot.height if columns.horizontal else plot.width
        self.spacing = _spaced(columns, self.length)
        self.pitch = columns.pitch(self.spacing)
        slots = columns.slots
        self.group_size = slots * self.spacing.thickness + (slots - 1) * self.spacing.between
        self.edge = self.spacing.groups / 2
        self.ends = self._ends()

    def _ends(self) -> list[list[tuple[float, float] | None]]:
        """From and to which fraction of the plot's height each bar reaches, by layer."""
        above, below = [0.0] * self.columns.count, [0.0] * self.columns.count
        found: list[list[tuple[float, float] | None]] = []
        for layer, data in zip(self.columns.layers, self.data, strict=False):
            row: list[tuple[float, float] | None] = []
            for i, place in enumerate(data.places):
                if place is None:
                    row.append(None)
                elif self.columns.arrangement == "stacked":
                    size = place - layer.zero
                    pile = above if size >= 0 else below
                    start, pile[i] = pile[i], pile[i] + size
                    row.append((layer.zero + start, layer.zero + pile[i]))
                else:
                    row.append((layer.zero, place))
            found.append(row)
        return found

    def group(self, place: float) -> float:
        """The middle of a group; the first of level bars stands at the top."""
        middle = (self.edge + place * self.pitch + self.group_size / 2) / self.length
        return 1 - middle if self.level_bars else middle

    def _start(self) -> float:
        """Where the first bar's plot begins, along the categories."""
        return math.floor(self.box.y if self.level_bars else self.box.x + 0.5)

    def _along(self, group: int, slot: float) -> float:
        """The near edge of a bar."""
        step = self.spacing.thickness + self.spacing.between
        return self._start() + self.edge + group * self.pitch + slot * step

    def _across(self, place: float) -> float:
        """A value in pixels."""
        if self.level_bars:
            return self.box.x + 0.5 + place * self.box.width
        return self.box.bottom - 0.5 - place * self.box.height

    @functools.cached_property
    def boxes(self) -> list[tuple[int, int, Box]]:
        """Each bar that is drawn: its layer, its group, its rectangle; those behind first."""
        bars = [
            (layer, group, ends)
            for layer, row in enumerate(self.ends)
            for group, ends in enumerate(row)
            if ends is not None
        ]
        if self.columns.arrangement == "overlapped":
            bars.sort(key=lambda bar: -abs(bar[2][1] - bar[2][0]))
        found = []
        for layer, group, (start, end) in bars:
            near = self._along(group, layer if self.columns.arrangement == "grouped" else 0)
            far = near + self.spacing.thickness
            if self.spacing.thickness >= 1:
                near, far = math.floor(near + 0.5), math.floor(far + 0.5)
            low, high = sorted((self._across(start), self._across(end)))
            if self.level_bars:
                found.append((layer, group, Box(low, near, high - low, far - near)))
            else:
                found.append((layer, group, Box(near, low, far - near, high - low)))
        return found

    def draw(self, canvas: Canvas) -> None:
        """Draw the bars, cut off at the plot's edges."""
        from ..paint import fill

        plot = self.box
        # By how many bars are behind them, and by paint: these do not lie over each other.
        alike: dict[tuple[int, Paint], list[Box]] = {}
        behind = [0] * self.columns.count
        overlapped = self.columns.arrangement == "overlapped"
        for layer, group, box in self.boxes:
            paints = self.columns.layers[layer].paints
            if box.x > plot.right + 1 or box.y > plot.bottom + 1:
                continue  # cut off altogether
            alike.setdefault((behind[group], paints[group % len(paints)]), []).append(box)
            behind[group] += overlapped
        with canvas.clip(plot.x, plot.y, plot.width + 1, plot.height):
            for (_, paint), boxes in sorted(alike.items(), key=lambda item: item[0][0]):
                if isinstance(paint, tuple):
                    canvas.path(_rectangles(boxes), paint)
                    continue
                for box in boxes:
                    fill(canvas, box, paint)

    def regions(self) -> list[Region]:
        return [
            Region(
                f"bar{layer}_{group}",
                "RECT",
                (round(box.x), round(box.y), round(box.right), round(box.bottom)),
            )
            for layer, group, box in self.boxes
        ]

    def spot(self, series: int, point: float, bar: int | None = None) -> Spot | None:
        before = math.floor(point)
        first = self._bar_end(series, before, bar)
        if before == point or first is None:
            return first
        second = self._bar_end(series, before + 1, bar)
        if second is None:
            return None
        share = point - before
        x, y = first.x + (second.x - first.x) * share, first.y + (second.y - first.y) * share
        return Spot(x, y)

    def _bar_end(self, series: int, group: int, bar: int | None = None) -> Spot | None:
        """The middle of a bar's end; for a hidden series, over the middle of its group."""
        ends: tuple[float, float] | None
        if series < 0:  # the whole stack
            reach = [row[group] for row in self.ends if 0 <= group < len(row)]
            known = [ends for ends in reach if ends is not None]
            if not known:
                return None
            ends = known[0][0], max(known, key=lambda ends: abs(ends[1] - known[0][0]))[1]
        elif series < len(self.ends):
            ends = self.ends[series][group] if 0 <= group < len(self.ends[series]) else None
        else:
            places = self.data[series].places if series < len(self.data) else ()
            place = places[group] if 0 <= group < len(places) else None
            ends = None if place is None else (place, place)
        if ends is None:
            return None
        middle = self._start() + self.edge + group * self.pitch + self.group_size / 2
        slot = bar if bar is not None else series
        if self.columns.arrangement == "grouped" and 0 <= slot < len(self.columns.layers):
            middle = self._along(group, slot) + self.spacing.thickness / 2
        start, end = self._across(ends[0]), self._across(ends[1])
        base: Point
        if self.level_bars:
            x, y, base = end, middle, (start, middle)
        else:
            x, y, base = middle, end, (middle, start)
        return Spot(x, y, base if series < len(self.ends) else None)

    def _point(self, series: int, index: int) -> Point | None:
        spot = self._bar_end(series, index)
        return None if spot is None else (spot.x, spot.y)

    def snapped(self, x: float, y: float) -> Point:
        """Shapes on bars are centred on the pixel beyond the bar's end."""
        if self.level_bars:
            return math.floor(x - 0.5) + 0.5, math.floor(y) + 0.5
        return math.floor(x) + 0.5, math.floor(y + 0.5) + 0.5

    def point_line(self, x: float, y: float) -> list[Point]:
        if self.level_bars:
            return [(self.box.x, y), (self.box.right, y)]
        return super().point_line(x, y)

    def foot(self, x: float, y: float) -> Point:
        return (self.box.x, y) if self.level_bars else (x, self.box.bottom)

    def floor(self, points: Sequence[Point]) -> list[Point]:
        if self.level_bars:
            return [(self.box.x, points[-1][1]), (self.box.x, points[0][1])]
        return super().floor(points)
