"""Fitting axes around a plot: labels need space, and space decides on labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.text import CAP_HEIGHT, width
from .. import names
from .. import scale as scales
from ..chart import Chart
from ..scale import NO_LABELS
from ..sizes import TICK_SIZE, tick_font
from .axis_types import NumberAxis
from .placed import Axes, Axis, Side

if TYPE_CHECKING:
    from ..reference import Reference
    from .asked import AnyAxis, ValuesAxis

TITLE_DEPTH = 1.7  # of the base size: an axis title and its distance
LABEL_GAP = 0.55  # of the text size: between the plot and its labels
MAX_LEFT = 0.35  # of the picture's width: labels at the left
_MAX_BOTTOM = 0.3  # of its height: labels at the bottom
_BELOW_LABELS = 0.2  # of the text size: descenders, and the space below
_MAX_ROUNDS = 5  # of fitting labels to the plot and the plot to labels; two are usual
_COS45 = math.sqrt(0.5)
_MIN_PLOT = 0.4  # of the box: before the plot gets less, titles go, then labels


class _Request(NamedTuple):
    """The axes before they are fitted, with all that is asked of them."""

    x: AnyAxis
    y: ValuesAxis
    y2: NumberAxis | None
    horizontal: bool
    marks: Reference | None = None
    notices: tuple[str, ...] = ()


def fit(
    chart: Chart,
    box: Box,
    x: AnyAxis,
    y: ValuesAxis,
    *,
    y2: NumberAxis | None = None,
    horizontal: bool = False,
) -> Axes:
    """Settle what depends on each other: labels need space, and space decides on labels.

    ``horizontal``: y runs along the bottom and x from the top down, with their titles. ``y2``: a
    second axis of values, at the right of a chart that is not horizontal.
    """
    font = tick_font(chart)
    request = _as_requested(chart, _Request(x, y, y2, horizontal))
    for titled, labelled in ((True, True), (False, True), (False, False)):
        plot = box.inset(left=2 * font.size, bottom=2 * font.size)
        for _ in range(_MAX_ROUNDS):
            axes = _around(plot, chart, box, request, titled=titled, labelled=labelled)
            plot, before = box.inset(*_margins(chart, axes, font)), plot
            if abs(before.width - plot.width) < 1 and abs(before.height - plot.height) < 1:
                break
        if min(plot.width / max(box.width, 1), plot.height / max(box.height, 1)) >= _MIN_PLOT:
            break
    return axes._replace(
        plot=Box(round(plot.x), round(plot.y), round(plot.width), round(plot.height))
    )


def _as_requested(chart: Chart, request: _Request) -> _Request:
    """Return the axes with the ends, ticks and marks that a chart asks for, and their notices."""
    x, y, y2, horizontal, marks, notices = request
    frame = chart.frame
    if frame or _has_ends(y) or (y2 and _has_ends(y2)):
        from . import asked

        notices = asked.beyond(frame, x, y, y2)
        if frame:
            marks = asked.marks(frame, x)
            x, y = asked.along_x(frame, x), asked.of_values(chart, y)
            y2 = y2 and asked.of_values(chart, y2, "y2")
    if y2 and isinstance(y, NumberAxis):
        from . import second  # few charts have one

        y, y2 = second.with_shared_zero(y, y2)
    return _Request(x, y, y2, horizontal, marks, notices)


def _around(
    plot: Box, chart: Chart, box: Box, request: _Request, *, titled: bool, labelled: bool
) -> Axes:
    """Return the axes around a plot of this size, with or without their titles and labels."""
    font, horizontal = tick_font(chart), request.horizontal
    x_side: Side = "left" if horizontal else "bottom"
    y_side: Side = "bottom" if horizontal else "left"
    x_title, y_title = (chart.x_title, chart.y_title) if titled else ("", "")
    x_scale, x_labels = request.x.fit(x_side, *_space(chart, plot, x_side), font)
    if horizontal and isinstance(request.x, NumberAxis):
        items = tuple((1 - position, text) for position, text in x_labels.items)
        x_labels = x_labels._replace(items=items)
    y_scale, y_labels = request.y.fit(y_side, *_space(chart, plot, y_side), font)
    if not labelled:
        x_labels = y_labels = NO_LABELS
    right = None
    if request.y2:
        from . import second

        right = second.fit(request.y2, y_scale, *_space(chart, plot, "right"), font)
        right = right._replace(title=chart.y2_title if titled else "")
        right = right if labelled else right._replace(labels=NO_LABELS)
    axes = Axes(
        plot,
        Axis(x_scale, x_side, x_labels, x_title, downwards=horizontal),
        Axis(y_scale, y_side, y_labels, y_title),
        right,
        notices=request.notices,
        marks=request.marks,
        outer=box,
        labelled=labelled,
        crowded=bool(request.y2) or chart.legend == "ends",
    )
    if chart.frame:
        from . import asked

        axes = asked.as_asked(chart.frame, axes)
    return axes


def _has_ends(axis: ValuesAxis) -> bool:
    """Return whether an end of the axis was asked for, beyond which values may lie."""
    return isinstance(axis, NumberAxis) and axis.asked[:2] != (None, None)


def _space(chart: Chart, plot: Box, side: Side) -> tuple[float, float]:
    """Return the length of an axis, and the maximum depth of its labels, in pixels."""
    if side == "bottom":
        return max(plot.width, 1.0), chart.height * _MAX_BOTTOM
    return max(plot.height, 1.0), chart.width * MAX_LEFT


def _margins(chart: Chart, axes: Axes, font: Font) -> tuple[float, float, float, float]:
    """Return the pixels that labels and titles need around the plot: left, top, right, bottom."""
    left_labels, bottom_labels = axes.left.labels, axes.bottom.labels
    title = font.size / TICK_SIZE * TITLE_DEPTH
    left = left_labels.depth + font.size * LABEL_GAP if left_labels.items else 0.0
    right = bottom = right_title = 0.0
    if axes.y2:
        right_title = title if axes.y2.title else 0.0
        if axes.y2.labels.items:
            right = axes.y2.labels.depth + font.size * LABEL_GAP
    top = font.size * CAP_HEIGHT / 2
    if axes.marks and axes.labelled:
        from . import reference_marks

        beside, above = reference_marks.margins(chart, axes)
        right, top = max(right, beside), top + above
    length = max(axes.outer.width - left - right, 1.0)
    for position, text in bottom_labels.items:
        before, after = _reach(text, bottom_labels.angle, font)
        left = max(left, before - position * length)
        right = max(right, after - (1 - position) * length)
    if bottom_labels.items:
        depth = bottom_labels.depth
        if bottom_labels.angle == 0:
            lines = max(text.count("\n") for _, text in bottom_labels.items)
            depth = font.size * (CAP_HEIGHT + lines * scales.LABEL_HEIGHT)
        bottom = depth + font.size * (LABEL_GAP + _BELOW_LABELS)
    bottom += title if axes.bottom.title else 0.0
    return left + (title if axes.left.title else 0.0), top, right + right_title, bottom


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
