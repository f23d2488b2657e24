"""Error bars: rules from the lowest to the highest value that a value may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..marks.rules import draw_error_bar
from .sizes import base_size, line_width

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from ..diagnostics import Value
    from .axes import Axes
    from .bar_series import Bar
    from .chart import Chart, Series
    from .scale import Scale
    from .spreads import Ends

_WIDTH = 0.6  # of the width of a data line
_CAP = 0.6  # of the base size: at points
_CAP_OF_BAR = 0.35  # of its thickness, if that is less


def draw_at_points(
    canvas: Canvas,
    chart: Chart,
    fitted: Axes,
    at: Sequence[Value],
    series: Sequence[Series],
    *,
    second: bool = False,
    colour: Callable[[Value], Colour] | None = None,
) -> list[Array]:
    """Draw the errors of series whose values stand at places of the xvalues; return their lines.

    ``second``: the values are on the second axis. ``colour`` of a value: instead of
    that of the series.
    """
    lines: list[Array] = []
    for one in series:
        for place, value, ends in zip(at, one.values, one.errors, strict=False):
            if place is None or ends is None:
                continue
            position = fitted.x.position(place)
            if -1e-9 <= position <= 1 + 1e-9:
                along = fitted.plot.x + position * fitted.plot.width
                cap = base_size(chart) * _CAP
                levels = _levels(ends, fitted.scale_of(second=second))
                shown = colour(value) if colour else one.colours[0]
                line = _draw(canvas, chart, fitted, along, levels, cap, shown)
                lines.append(np.array(line))
    return lines


def draw_on_bars(
    canvas: Canvas,
    chart: Chart,
    fitted: Axes,
    series: Sequence[Series],
    bars: Sequence[tuple[Bar, Box]],
    second: Sequence[bool] = (),
) -> list[Box]:
    """Draw the errors of bars side by side; return the boxes of the bars with their errors.

    ``second``: of each series whether it is on the second axis.
    """
    horizontal, reached = fitted.x.side != "bottom", list[Box]()
    for bar, box in bars:
        errors = series[bar.series].errors
        ends = errors[bar.category] if errors else None
        if ends is None:
            reached.append(box)
            continue
        along = box.y + box.height / 2 if horizontal else box.x + box.width / 2
        thickness = box.height if horizontal else box.width
        cap = min(base_size(chart) * _CAP, thickness * _CAP_OF_BAR)
        scale = fitted.scale_of(second=bool(second) and second[bar.series])
        levels = _levels(ends, scale)
        line = _draw(canvas, chart, fitted, along, levels, cap, chart.theme.text)
        reached.append(_around(box, line, horizontal=horizontal))
    return reached


def _levels(ends: Ends, scale: Scale) -> list[float]:
    """Return where errors end, of the length of the axis: what is far outside is cut off."""
    return [min(max(scale(end), -1.0), 2.0) for end in ends]


def _draw(
    canvas: Canvas,
    chart: Chart,
    fitted: Axes,
    along: float,
    levels: Sequence[float],
    cap: float,
    colour: Colour,
) -> tuple[Point, Point]:
    """Draw an error bar, and return its ends in pixels."""
    plot, horizontal = fitted.plot, fitted.x.side != "bottom"
    if horizontal:
        low, high = ((plot.x + level * plot.width, along) for level in levels)
    else:
        low, high = ((along, plot.bottom - level * plot.height) for level in levels)
    stroke = Stroke(colour, max(1.0, line_width(base_size(chart)) * _WIDTH))
    beside = cap / 2 + stroke.width  # at the ends of the axis of the xvalues
    x, y = (0.0, beside) if horizontal else (beside, 0.0)
    with canvas.clip(plot.x - x, plot.y - y, plot.width + 2 * x, plot.height + 2 * y):
        draw_error_bar(canvas, low, high, cap, stroke, horizontal=horizontal)
    return low, high


def _around(box: Box, line: tuple[Point, Point], *, horizontal: bool) -> Box:
    """Return a box that a line through its middle makes longer."""
    (ax, ay), (bx, by) = line
    if horizontal:
        left, right = min(box.x, ax, bx), max(box.right, ax, bx)
        return Box(left, box.y, right - left, box.height)
    top, bottom = min(box.y, ay, by), max(box.bottom, ay, by)
    return Box(box.x, top, box.width, bottom - top)
