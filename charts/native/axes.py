"""Cartesian axes: scales, gridlines, tick labels and axis titles, and the plot's rectangle."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from .. import ticks
from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, one_line, shorten, width
from ..diagnostics import Value
from .chart import Chart, ValueAxis
from .layout import base_size

_TICK_SIZE = 0.92  # of the base size
SIDE_SHARE = 0.35  # of the picture's width: the most that labels beside the plot may take
_BELOW_SHARE = 0.3  # of its height: the most that labels below may take
_TITLE_ROOM = 1.7  # of the base size: an axis title and its distance
_LINE = 1.15  # of the text size: the least distance of two lines of labels
_COS45 = math.sqrt(0.5)
_LAST_DECADE = 305  # further up, floating point ends
_NARROWEST = 1e-9  # a logarithmic axis, natural logarithm of its ends' ratio


class Scale(NamedTuple):
    """Maps values to 0..1 along an axis; ``ticks`` lie within it."""

    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        if self.log:
            if value <= 0:
                return 0.0
            # Difference of logarithms: a quotient of extreme values would overflow.
            span = math.log(self.high) - math.log(self.low)
            return (math.log(value) - math.log(self.low)) / span
        # Halved, so that a range of twice the largest allowed value does not overflow.
        return (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)

    @property
    def base(self) -> float:
        """Where bars and areas start: zero, or the end of the axis nearest to it."""
        return min(max(0.0, self.low), self.high)


def value_scale(
    values: Sequence[Value],
    axis: ValueAxis,
    intervals: int,
    *,
    from_zero: bool,
    headroom: float = 0.0,
    tight: bool = False,
    margin: float = 0.0,
) -> Scale:
    """Choose the ends and ticks of an axis.

    ``from_zero``: bars and areas show their length, so zero is on the axis.
    ``headroom``: share of the axis to keep free beyond the data (for labels on bars).
    ``tight``: end at the data rather than at a tick, with ``margin`` (share of the axis) around.
    """
    known = [v for v in values if v is not None]
    if axis.log:
        positive = [v for v in known if v > 0]
        return _log_scale(positive, axis, intervals, headroom, from_zero=from_zero)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    low = low if axis.minimum is None else axis.minimum
    high = high if axis.maximum is None else axis.maximum
    if low > high:  # the one end that was asked for lies beyond the data
        low, high = (low, low) if axis.maximum is None else (high, high)
    wide = ticks.widen(low, high)
    # An end that was asked for stays, unless both are the same to floating point.
    low = low if axis.minimum is not None and axis.maximum is None else wide[0]
    high = high if axis.maximum is not None and axis.minimum is None else wide[1]
    if low >= high:  # ymax=0 above which all values lie: 0 is widened upwards, where it ends
        low = high - 1.0
    if headroom:
        if high > 0 and axis.maximum is None:
            high += (high - low) * headroom
        if low < 0 and axis.minimum is None:
            low -= (high - low) * headroom
    if margin:
        around = (high - low) * margin
        low -= around if axis.minimum is None else 0.0
        high += around if axis.maximum is None else 0.0
    integer = all(v.is_integer() for v in known) and high - low < 1e15
    by = ticks.step(low, high, max(1, intervals), integer=integer and high - low >= 2)
    if not tight:
        if axis.minimum is None:
            low = min(low, math.floor(low / by + 1e-9) * by)
        if axis.maximum is None:
            high = max(high, math.ceil(high / by - 1e-9) * by)
    return Scale(low, high, False, tuple(ticks.spread(low, high, by)))


def _log_scale(
    known: Sequence[float], axis: ValueAxis, intervals: int, headroom: float, *, from_zero: bool
) -> Scale:
    """Whole decades; ``from_zero``: with some length for a bar of the smallest value."""
    low, high = min(known, default=1.0), max(known, default=10.0)
    low = low if axis.minimum is None else axis.minimum
    high = high if axis.maximum is None else axis.maximum
    if axis.minimum is None:
        power = math.log10(min(low, high))
        low = 10.0 ** (math.ceil(power - 1e-9) - 1 if from_zero else math.floor(power + 1e-9))
    if axis.maximum is None:
        power = math.log10(max(high, low))
        power += (power - math.log10(low)) * headroom
        high = 10.0 ** min(math.ceil(power - 1e-9), _LAST_DECADE)
    if math.log(high) - math.log(low) < _NARROWEST:
        low, high = (low, low * 10) if axis.maximum is None else (high / 10, high)
    return Scale(low, high, True, tuple(ticks.logarithmic(low, high, intervals)))


class Categories(NamedTuple):
    """An axis of names. ``edge`` is where the first one stands, in steps from the start."""

    labels: tuple[str, ...]
    edge: float = 0.5
    turn: bool = True  # turn long labels before leaving any out

    def position(self, index: int) -> float:
        """Where a category stands, 0 to 1."""
        span = len(self.labels) - 1 + 2 * self.edge
        return (index + self.edge) / span if span else 0.5

    @property
    def pitch(self) -> float:
        """Distance of two categories, 0 to 1."""
        return 1 / max(len(self.labels) - 1 + 2 * self.edge, 1)


class Labels(NamedTuple):
    """Tick labels as they will be drawn: (place 0 to 1, text) and how they stand."""

    items: tuple[tuple[float, str], ...]
    angle: Literal[0, 45, 90]
    room: float  # across the axis, in pixels


def tick_font(chart: Chart) -> Font:
    return Font(base_size(chart) * _TICK_SIZE)


@functools.lru_cache(256)  # laying a chart out asks twice; other charts have the same ticks
def scale_labels(scale: Scale, font: Font) -> Labels:
    """The numbers of a value axis, all of them."""
    written = [ticks.number(t) for t in scale.ticks] if scale.log else ticks.labels(scale.ticks)
    items = tuple((scale(t), w) for t, w in zip(scale.ticks, written, strict=True))
    return Labels(items, 0, font.size)


def numbers_beside(scale: Scale, font: Font, length: float) -> Labels:
    """The numbers of an upright axis, as many as have room above each other."""
    items = scale_labels(scale, font).items
    gap = min((b[0] - a[0] for a, b in pairwise(items)), default=1.0) * length
    items = items[:: max(1, math.ceil(font.size * _LINE / max(gap, 1e-9)))]
    return Labels(items, 0, max((width(text, font) for _, text in items), default=0.0))


def numbers_below(
    values: Sequence[Value],
    axis: ValueAxis,
    font: Font,
    length: float,
    *,
    from_zero: bool,
    tight: bool = False,
    margin: float = 0.0,
    headroom: float = 0.0,
) -> tuple[Scale, Labels]:
    """A value axis that runs along the bottom, with as many numbers as have room side by side."""
    for intervals in (10, 8, 6, 5, 4, 3, 2, 1):
        scale = value_scale(
            values,
            axis,
            intervals,
            from_zero=from_zero,
            tight=tight,
            margin=margin,
            headroom=headroom,
        )
        labels = scale_labels(scale, font)
        places = [place * length for place, _ in labels.items]
        gap = min((b - a for a, b in pairwise(places)), default=length)
        if all(width(text, font) + font.size <= gap for _, text in labels.items):
            return scale, labels
    kept = labels.items[:: max(1, len(labels.items) - 1)]
    if sum(width(text, font) + font.size for _, text in kept) > length:
        kept = ()
    return scale, labels._replace(items=kept)


def categories_below(axis: Categories, font: Font, length: float, limit: float) -> Labels:
    """Names along the bottom: level if they fit, else turned, shortened, or every n-th one."""
    pitch = axis.pitch * length
    across = font.size * _LINE  # a turned label's own height
    stride = max(1, math.ceil(across / pitch))  # the fewest that are left out, even upright
    count = len(axis.labels)
    names = {i: one_line(axis.labels[i]) for i in range(0, count, stride)}
    longest = max((width(name, font) for name in names.values()), default=0.0)
    gap = font.size * 0.7
    if longest + gap <= pitch or count == 1:
        return _level(axis, font, 1, max(pitch - gap, font.size))
    if axis.turn or longest > 6 * font.size:
        room = min(limit, longest * _COS45 + font.size * _COS45)
        if room >= 3 * font.size and pitch >= across / _COS45:
            most = room / _COS45 - font.size
            items = ((axis.position(i), shorten(name, font, most)) for i, name in names.items())
            return Labels(tuple(items), 45, room)
    every = max(1, math.ceil((min(longest, length / 3) + gap) / pitch))
    if axis.turn and every > 2:
        room = min(limit, longest)
        if room >= 3 * font.size and stride * 2 <= every:
            items = ((axis.position(i), shorten(name, font, room)) for i, name in names.items())
            return Labels(tuple(items), 90, room)
    return _level(axis, font, every, every * pitch - gap)


def _level(axis: Categories, font: Font, every: int, most: float) -> Labels:
    items = tuple(
        (axis.position(i), shorten(one_line(axis.labels[i]), font, most))
        for i in range(0, len(axis.labels), every)
    )
    return Labels(items, 0, font.size)


def categories_beside(axis: Categories, font: Font, length: float, limit: float) -> Labels:
    """Names at the left of horizontal bars, shortened, every n-th one if they are too many."""
    every = max(1, math.ceil(font.size * _LINE / max(axis.pitch * length, 1e-9)))
    items = _level(axis, font, every, limit).items
    return Labels(items, 0, max((width(text, font) for _, text in items), default=0.0))


def intervals_beside(length: float, font: Font) -> int:
    """How many steps an upright axis of this length should have at most."""
    return max(1, min(10, int(length / (font.size * 3.2))))


class Margins(NamedTuple):
    """What is kept free around the plot, in pixels."""

    left: float
    right: float
    bottom: float
    top: float


def margins(
    beside: Labels, below: Labels, font: Font, room: Box, titles: tuple[bool, bool]
) -> Margins:
    """Room for tick labels and axis titles (x, y)."""
    title = font.size / _TICK_SIZE * _TITLE_ROOM
    bottom = below.room * (1 if below.angle else CAP_HEIGHT) + font.size * 0.75
    bottom = (bottom if below.items else 0.0) + (title if titles[0] else 0.0)
    left = beside.room + font.size * 0.55 if beside.items else 0.0
    right = 0.0
    length = max(room.width - left, 1.0)
    for place, text in below.items:
        if below.angle == 0:
            half = width(text, font) / 2
            right = max(right, half - (1 - place) * length)
            left = max(left, half - place * length)
        elif below.angle == 45:
            reach = width(text, font) * _COS45 - place * length
            left = max(left, min(reach, room.width * 0.25))
    top = font.size * CAP_HEIGHT / 2
    return Margins(left + (title if titles[1] else 0.0), right, bottom, top)


def draw_axes(
    canvas: Canvas,
    chart: Chart,
    room: Box,
    fitted: Fitted,
    *,
    grid: tuple[Sequence[float], Sequence[float]],
) -> None:
    """Draw gridlines (at places along x, along y), tick labels and titles."""
    plot, beside, below = fitted.plot, fitted.beside, fitted.below
    titles = fitted.titles
    theme, font = chart.theme, tick_font(chart)
    line = Stroke(theme.grid)
    upright = [plot.x + place * plot.width for place in grid[0]]
    level = [plot.bottom - place * plot.height for place in grid[1]]
    canvas.lines([((x, plot.y), (x, plot.bottom)) for x in upright], line, snap=True)
    canvas.lines([((plot.x, y), (plot.right, y)) for y in level], line, snap=True)
    half = font.size * CAP_HEIGHT / 2
    for place, text in beside.items:
        y = plot.bottom - place * plot.height + half
        if y > chart.height or y < 2 * half:
            continue  # a picture too low even for one line of text
        canvas.text(plot.x - font.size * 0.55, y, text, font, theme.quiet, anchor=1)
    top = plot.bottom + font.size * 0.55
    for place, text in below.items:
        x = plot.x + place * plot.width
        if below.angle == 0:
            baseline = top + font.size * CAP_HEIGHT
            canvas.text(x, baseline, text, font, theme.quiet, anchor=0.5)
        elif below.angle == 45:
            at = x + half * _COS45 * 1.6, top + half * 1.4
            canvas.text(*at, text, font, theme.quiet, anchor=1, angle=45)
        else:
            canvas.text(x + half, top, text, font, theme.quiet, anchor=1, angle=90)
    title = Font(font.size / _TICK_SIZE)
    if titles[0]:
        text = shorten(one_line(titles[0]), title, room.width)
        middle = _keep(plot.x + plot.width / 2, width(text, title), room.x, room.right)
        baseline = room.bottom - title.size * 0.24
        canvas.text(middle, baseline, text, title, theme.text, anchor=0.5)
    if titles[1]:
        # The corner below belongs to the other title.
        low = room.bottom - (title.size * _TITLE_ROOM if titles[0] else 0.0)
        text = shorten(one_line(titles[1]), title, low - room.y)
        middle = _keep(plot.y + plot.height / 2, width(text, title), room.y, low)
        canvas.text(
            room.x + title.size * CAP_HEIGHT, middle, text, title, theme.text, anchor=0.5, angle=90
        )


def _keep(middle: float, length: float, low: float, high: float) -> float:
    """Move the middle of something so that all of it lies between two ends."""
    return min(max(middle, low + length / 2), high - length / 2)


class Fitted(NamedTuple):
    """Axes that have found their places."""

    plot: Box
    beside: Labels
    below: Labels
    x: Axis
    y: Axis
    titles: tuple[str, str]


Axis = Scale | Categories
Upright = Callable[[float], tuple[Axis, Labels]]
"""Gives the upright axis for a length in pixels."""
Level = Callable[[float, float], tuple[Axis, Labels]]
"""Gives the level axis for a length, and the most its labels may take across it."""

_NO_LABELS = Labels((), 0, 0.0)
_PLOT_SHARE = 0.4  # of the room: where the plot would get less, titles go, then numbers


def fit(chart: Chart, room: Box, titles: tuple[str, str], upright: Upright, level: Level) -> Fitted:
    """Settle what depends on each other: labels need room, and room decides on labels."""
    font = tick_font(chart)
    limit = chart.height * _BELOW_SHARE
    for shown, labelled in ((titles, True), (("", ""), True), (("", ""), False)):
        plot = room.inset(left=2 * font.size, bottom=2 * font.size)
        for _ in range(3):
            y, beside = upright(max(plot.height, 1.0))
            x, below = level(max(plot.width, 1.0), limit)
            if not labelled:
                beside = below = _NO_LABELS
            margin = margins(beside, below, font, room, (bool(shown[0]), bool(shown[1])))
            found = room.inset(margin.left, margin.top, margin.right, margin.bottom)
            plot, before = found, plot
            if abs(before.width - plot.width) < 1 and abs(before.height - plot.height) < 1:
                break
        if plot.width >= room.width * _PLOT_SHARE and plot.height >= room.height * _PLOT_SHARE:
            break
    whole = Box(round(plot.x), round(plot.y), round(plot.width), round(plot.height))
    if below.angle == 45:
        left = room.x + (base_size(chart) * _TITLE_ROOM if shown[1] else 0.0)
        below = _shortened_at_left(below, font, whole, left)
    return Fitted(whole, beside, below, x, y, shown)


def _shortened_at_left(below: Labels, font: Font, plot: Box, left: float) -> Labels:
    """Turned names reach to the left of their place: keep them right of ``left``."""
    items = (
        (place, shorten(text, font, (plot.x + place * plot.width - left) / _COS45 - font.size))
        for place, text in below.items
    )
    return below._replace(items=tuple((place, text) for place, text in items if text))
