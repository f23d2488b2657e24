"""Cartesian axes: fitted around a plot, with gridlines, labels and titles.

``x`` and ``y`` are the axes of the xvalues and of the yvalues, whichever side they stand on; in a
horizontal chart x is the vertical one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.path import Point
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, one_line, shorten, width
from ..diagnostics import Value
from . import names
from . import scale as scales
from .chart import Chart, ValueAxis
from .number_text import AS_GIVEN, NumberFormat
from .scale import CategoryScale, Labels, Scale
from .sizes import text_font
from .x_values import XValues

Side = Literal["left", "bottom"]

_TICK_SIZE = 0.92  # of the base size
_MAX_LEFT = 0.35  # of the picture's width: labels at the left
_MAX_BOTTOM = 0.3  # of its height: labels at the bottom
_TITLE_DEPTH = 1.7  # of the base size: an axis title and its distance
_LABEL_GAP = 0.55  # of the text size: between the plot and its labels
_BELOW_LABELS = 0.2  # of the text size: descenders, and the space below
_MAX_HEADROOM = 0.3  # of an axis
_MAX_ROUNDS = 5  # of fitting labels to the plot and the plot to labels; two are usual
_COS45 = math.sqrt(0.5)
_NO_LABELS = Labels((), 0, 0.0)
_MIN_PLOT = 0.4  # of the box: before the plot gets less, titles go, then labels


def tick_font(chart: Chart) -> Font:
    """Return the font of the labels of axes."""
    return text_font(chart, _TICK_SIZE)


class NumberAxis(NamedTuple):
    """An axis of numbers that has to find its scale; see ``scale.value_scale``."""

    values: Sequence[Value]
    asked: ValueAxis = ValueAxis()
    from_zero: bool = False
    tight: bool = False
    margin: float = 0.0
    headroom: float = 0.0
    """Pixels to keep free beyond the data at both ends."""
    on_base: bool = False
    """What is drawn stands on the axis, as bars do: below it needs no room."""
    numbers: NumberFormat = AS_GIVEN
    """How its numbers are written."""
    years: bool = False
    """Its numbers may be years."""

    def fit(self, side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the scale and its labels for a length in pixels."""
        headroom = min(_MAX_HEADROOM, self.headroom / max(length, 1))
        if side == "bottom":
            return scales.numbers_bottom(
                self.values,
                self.asked,
                font,
                length,
                from_zero=self.from_zero,
                tight=self.tight,
                margin=self.margin,
                headroom=headroom,
                on_base=self.on_base,
                asked=self.numbers,
                years=self.years,
            )
        scale = scales.value_scale(
            self.values,
            self.asked,
            scales.max_intervals(length, font),
            from_zero=self.from_zero,
            tight=self.tight,
            margin=self.margin,
            finest=self.numbers.finest,
        )
        scale = scales.with_room(scale, self.values, self.asked, headroom, on_base=self.on_base)
        return scale, scales.numbers_left(scale, font, length, self.numbers, years=self.years)


class TimeAxis(NamedTuple):
    """An axis of times; see ``time_scale``."""

    times: XValues
    locale: str = "en"
    margin: float = 0.0
    """Seconds between the ends of the axis and the outermost times."""
    headroom: float = 0.0
    """Pixels there, if they are more."""
    own: bool = False
    """The times themselves are labelled if there is room, as those of bars are."""

    def fit(self, side: Side, length: float, max_depth: float, font: Font) -> tuple[Scale, Labels]:
        """Choose the ticks and their labels for a length in pixels."""
        from . import time_scale  # most charts have no times

        x = self.times
        known = [at for at in x.at if at is not None]
        span = max(known) - min(known)
        margin = max(self.margin, span * min(_MAX_HEADROOM, self.headroom / max(length, 1)))
        low, high = min(known) - margin, max(known) + margin
        if low == high:
            around = max(time_scale.LENGTHS[x.precision], 1.0)
            low, high = low - around, high + around
        own = tuple(sorted(set(known)))
        if len(own) > 1 and not (self.own and len(own) < length / font.size):
            own = ()
        times = time_scale.TimeRange(low, high, own)
        style = time_scale.TimeStyle(
            self.locale, x.date_format, x.precision, x.zone, x.zone_name, x.dated
        )
        if side == "left":
            return time_scale.left(times, style, font, length)
        return time_scale.bottom(times, style, font, length, max_depth)


class CategoryAxis(NamedTuple):
    """An axis of names, whose labels depend on the space."""

    scale: CategoryScale

    def fit(
        self, side: Side, length: float, max_depth: float, font: Font
    ) -> tuple[CategoryScale, Labels]:
        """Choose the labels for a length in pixels, and at most this space across the axis."""
        choose = names.left if side == "left" else names.bottom
        return self.scale, choose(self.scale, font, length, max_depth)


def along(
    x: XValues,
    chart: Chart,
    *,
    edge: float = 0.5,
    turn: bool = True,
    margin: float = 0.0,
    headroom: float = 0.0,
) -> NumberAxis | TimeAxis | CategoryAxis:
    """Return the axis of the xvalues of points.

    ``edge``: steps between the ends of the axis and the outermost names; ``margin``: part of the
    axis between its ends and the outermost numbers or times; ``headroom``: the same in pixels, if
    that is more.
    """
    if x.type == "names":
        return CategoryAxis(CategoryScale(x.names, edge, turn=turn))
    if x.type == "numbers":
        numbers = NumberFormat(locale=chart.numbers.locale)
        return NumberAxis(
            x.at, tight=True, margin=margin, headroom=headroom, numbers=numbers, years=True
        )
    known = [at for at in x.at if at is not None]
    seconds = (max(known) - min(known)) * margin
    return TimeAxis(x, chart.numbers.locale, seconds, headroom)


def of_bars(x: XValues, chart: Chart) -> NumberAxis | TimeAxis | CategoryAxis:
    """Return the axis of the xvalues of bars, with room for half a bar at its ends."""
    if x.type == "names":
        return CategoryAxis(CategoryScale(x.names))
    known, step = _steps(x)
    if x.type == "numbers":
        span = known[-1] - known[0]
        axis = cast(NumberAxis, along(x, chart))
        if not span:
            return axis._replace(asked=ValueAxis(known[0] - 1, known[0] + 1))
        return axis._replace(margin=step / 2 / span)
    return TimeAxis(x, chart.numbers.locale, margin=step / 2, own=True)


def pitch(x: XValues, scale: Scale | CategoryScale) -> float:
    """Return the smallest distance of two bars, as a part of their axis."""
    if isinstance(scale, CategoryScale):
        return scale.pitch
    known, step = _steps(x)
    return scale(known[0] + step) - scale(known[0]) if step else 1.0


def _steps(x: XValues) -> tuple[list[float], float]:
    """Return the places of bars in order, and their smallest distance (0: there is one bar)."""
    known = sorted(at for at in x.at if at is not None)
    return known, min((b - a for a, b in pairwise(known)), default=0.0)


class Axis(NamedTuple):
    """An axis in its place."""

    scale: Scale | CategoryScale
    side: Side
    labels: Labels
    title: str
    downwards: bool = False
    """Its start is at the top, where a horizontal chart has its first bar."""

    def position(self, value: float) -> float:
        """Return the position of a value, or of the index of a name: 0 at the left or bottom."""
        position = self.scale(value)
        return 1 - position if self.downwards else position

    def across(self, plot: Box, position: float) -> tuple[Point, Point]:
        """Return the line across the plot at a position of the axis, 0 to 1."""
        if self.side == "left":
            y = plot.bottom - position * plot.height
            return (plot.x, y), (plot.right, y)
        x = plot.x + position * plot.width
        return (x, plot.y), (x, plot.bottom)


class Axes(NamedTuple):
    """Both axes, and the plot that they leave."""

    plot: Box
    x: Axis
    y: Axis

    @property
    def y_scale(self) -> Scale:
        """The scale of ``y``, if it is an axis of numbers."""
        return cast(Scale, self.y.scale)

    @property
    def left(self) -> Axis:
        """The vertical axis."""
        return self.y if self.y.side == "left" else self.x

    @property
    def bottom(self) -> Axis:
        """The horizontal axis."""
        return self.x if self.x.side == "bottom" else self.y

    def base_line(self) -> tuple[Point, Point]:
        """Return the line from which bars and areas start."""
        return self.y.across(self.plot, self.y_scale.base_position)


def fit(
    chart: Chart,
    box: Box,
    x: NumberAxis | TimeAxis | CategoryAxis,
    y: NumberAxis | CategoryAxis,
    *,
    horizontal: bool = False,
) -> Axes:
    """Settle what depends on each other: labels need space, and space decides on labels.

    ``horizontal``: y runs along the bottom and x from the top down, with their titles.
    """
    font = tick_font(chart)
    x_side: Side = "left" if horizontal else "bottom"
    y_side: Side = "bottom" if horizontal else "left"
    for x_title, y_title, labelled in (
        (chart.x_title, chart.y_title, True),
        ("", "", True),
        ("", "", False),
    ):
        plot = box.inset(left=2 * font.size, bottom=2 * font.size)
        for _ in range(_MAX_ROUNDS):
            x_scale, x_labels = x.fit(x_side, *_space(chart, plot, x_side), font)
            if horizontal and isinstance(x, NumberAxis):
                items = tuple((1 - position, text) for position, text in x_labels.items)
                x_labels = x_labels._replace(items=items)
            y_scale, y_labels = y.fit(y_side, *_space(chart, plot, y_side), font)
            if not labelled:
                x_labels = y_labels = _NO_LABELS
            axes = Axes(
                plot,
                Axis(x_scale, x_side, x_labels, x_title, downwards=horizontal),
                Axis(y_scale, y_side, y_labels, y_title),
            )
            plot, before = box.inset(*_margins(axes.left, axes.bottom, font, box)), plot
            if abs(before.width - plot.width) < 1 and abs(before.height - plot.height) < 1:
                break
        if min(plot.width / max(box.width, 1), plot.height / max(box.height, 1)) >= _MIN_PLOT:
            break
    return axes._replace(
        plot=Box(round(plot.x), round(plot.y), round(plot.width), round(plot.height))
    )


def _space(chart: Chart, plot: Box, side: Side) -> tuple[float, float]:
    """Return the length of an axis, and the most its labels may take across it."""
    if side == "left":
        return max(plot.height, 1.0), chart.width * _MAX_LEFT
    return max(plot.width, 1.0), chart.height * _MAX_BOTTOM


def _margins(
    left_axis: Axis, bottom_axis: Axis, font: Font, box: Box
) -> tuple[float, float, float, float]:
    """Return the pixels that labels and titles need around the plot: left, top, right, bottom."""
    left_labels, bottom_labels = left_axis.labels, bottom_axis.labels
    title = font.size / _TICK_SIZE * _TITLE_DEPTH
    left = left_labels.depth + font.size * _LABEL_GAP if left_labels.items else 0.0
    right = bottom = 0.0
    length = max(box.width - left, 1.0)
    for position, text in bottom_labels.items:
        before, after = _reach(text, bottom_labels.angle, font)
        left = max(left, before - position * length)
        right = max(right, after - (1 - position) * length)
    if bottom_labels.items:
        depth = bottom_labels.depth
        if bottom_labels.angle == 0:
            lines = max(text.count("\n") for _, text in bottom_labels.items)
            depth = font.size * (CAP_HEIGHT + lines * scales.LABEL_HEIGHT)
        bottom = depth + font.size * (_LABEL_GAP + _BELOW_LABELS)
    bottom += title if bottom_axis.title else 0.0
    top = font.size * CAP_HEIGHT / 2
    return left + (title if left_axis.title else 0.0), top, right, bottom


def _reach(text: str, angle: float, font: Font) -> tuple[float, float]:
    """Return how far a label below the plot reaches left and right of its position, in pixels."""
    cap = font.size * CAP_HEIGHT
    if angle == 0:
        half = max(width(line, font) for line in text.split("\n")) / 2
        return half, half
    if angle == 90:
        return cap / 2, cap / 2
    shift = font.size * names.TURNED_SHIFT
    return (width(text, font) + cap) * _COS45 - shift, shift


def draw(canvas: Canvas, chart: Chart, box: Box, axes: Axes, *, grid: Sequence[Axis]) -> None:
    """Draw labels and titles, and gridlines at the ticks of the ``grid`` axes."""
    line = Stroke(chart.theme.grid)
    for axis in grid:
        segments = [axis.across(axes.plot, axis.position(tick)) for tick in axis.scale.ticks]
        canvas.lines(segments, line, snap=True)
    _draw_left_labels(canvas, chart, axes.left.labels, axes.plot)
    _draw_bottom_labels(canvas, chart, axes.bottom.labels, axes.plot)
    _draw_titles(canvas, chart, box, axes)


def _draw_left_labels(canvas: Canvas, chart: Chart, labels: Labels, plot: Box) -> None:
    font = tick_font(chart)
    half = font.size * CAP_HEIGHT / 2
    x = plot.x - font.size * _LABEL_GAP
    for position, text in labels.items:
        lines = text.split("\n")
        y = plot.bottom - position * plot.height + half
        y -= (len(lines) - 1) / 2 * font.size * scales.LABEL_HEIGHT
        for line in lines:
            if 2 * half <= y <= chart.height:  # else the picture is too low for a line of text
                canvas.text(x, y, line, font, chart.theme.quiet, anchor=1)
            y += font.size * scales.LABEL_HEIGHT


def _draw_bottom_labels(canvas: Canvas, chart: Chart, labels: Labels, plot: Box) -> None:
    font, colour = tick_font(chart), chart.theme.quiet
    half = font.size * CAP_HEIGHT / 2
    top = plot.bottom + font.size * _LABEL_GAP
    for position, text in labels.items:
        x = plot.x + position * plot.width
        if labels.angle == 0:
            baseline = top + font.size * CAP_HEIGHT
            for line in text.split("\n"):
                canvas.text(x, baseline, line, font, colour, anchor=0.5)
                baseline += font.size * scales.LABEL_HEIGHT
        elif labels.angle == 45:
            end = x + font.size * names.TURNED_SHIFT, top + half * 1.4
            canvas.text(*end, text, font, colour, anchor=1, angle=45)
        else:
            canvas.text(x + half, top, text, font, colour, anchor=1, angle=90)


def _draw_titles(canvas: Canvas, chart: Chart, box: Box, axes: Axes) -> None:
    font, colour, plot = text_font(chart), chart.theme.text, axes.plot
    bottom_title, left_title = axes.bottom.title, axes.left.title
    if bottom_title:
        text = shorten(one_line(bottom_title), font, box.width)
        middle = _between(plot.x + plot.width / 2, width(text, font), box.x, box.right)
        baseline = box.bottom - font.size * 0.24
        canvas.text(middle, baseline, text, font, colour, anchor=0.5)
    if left_title:
        # The bottom left corner belongs to the other title.
        low = box.bottom - (font.size * _TITLE_DEPTH if bottom_title else 0.0)
        text = shorten(one_line(left_title), font, low - box.y)
        middle = _between(plot.y + plot.height / 2, width(text, font), box.y, low)
        x = box.x + font.size * CAP_HEIGHT
        canvas.text(x, middle, text, font, colour, anchor=0.5, angle=90)


def _between(middle: float, length: float, low: float, high: float) -> float:
    """Move the middle of something so that all of it lies between two ends."""
    return min(max(middle, low + length / 2), high - length / 2)
