"""A waterfall on its axes: bars, what connects them, and their numbers, in pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, width
from ..marks.bars import Side, draw_bars, draw_rounded
from . import axes
from .number_text import choose
from .scale import CategoryScale
from .value_labels import free_or_key, left_out

if TYPE_CHECKING:
    from ..canvas.path import Point
    from ..canvas.surface import Canvas
    from .axes import Axes
    from .changes import Bar, WaterfallPlot
    from .chart import Chart

_GAP = 0.3  # between bars, in parts of their pitch
_MAX_THICKNESS = 0.16  # of the axis
_MIN_SNAPPED = 3  # pixels: thinner bars would differ
_BESIDE = 4  # pixels between a bar and its number


def draw(canvas: Canvas, chart: Chart, plot: WaterfallPlot, box: Box) -> list[str]:
    """Draw axes, bars, what connects them, and numbers; return what had no room."""

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
        colours = [bar.colour for bar in plot.bars]
        if plot.style.radius:
            sides = [_end(plot, bar, fitted) for bar in plot.bars]
            draw_rounded(canvas, zip(boxes, colours, sides, strict=True), plot.style.radius)
        else:
            draw_bars(canvas, zip(boxes, colours, strict=True), snap=True)
        if plot.connectors != "none":
            stroke = Stroke(chart.theme.axis, dash=(3, 3) if plot.connectors == "dashed" else ())
            canvas.lines(list(_connectors(plot, fitted, boxes)), stroke, snap=True)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    notices = axes.draw_marks(canvas, chart, fitted)
    bounds = Box(fitted.plot.x, box.y, box.right - fitted.plot.x, fitted.plot.bottom - box.y)
    lost = _draw_numbers(canvas, chart, plot, fitted, texts, boxes, bounds) if texts else []
    return [*notices, *lost]


def _place(plot: WaterfallPlot, i: int, fitted: Axes) -> Box:
    """Return the place of a bar; one without a length is a pixel long."""
    area, scale, bar = fitted.plot, fitted.y_scale, plot.bars[i]
    length = area.height if plot.horizontal else area.width
    pitch = length / len(plot.bars)
    thickness = min(pitch * (1 - _GAP), length * _MAX_THICKNESS)
    if plot.style.gap is not None:
        thickness = pitch * (1 - plot.style.gap)
    along = fitted.x.scale(i) * length - thickness / 2
    if thickness >= _MIN_SNAPPED:
        thickness, along = round(thickness), round(along)
    near, far = sorted(min(max(scale(end), -1.0), 2.0) for end in (bar.start, bar.end))
    if plot.horizontal:
        across = max((far - near) * area.width, 1.0)
        return Box(area.x + near * area.width, area.y + along, across, thickness)
    height = max((far - near) * area.height, 1.0)
    return Box(area.x + along, area.bottom - far * area.height, thickness, height)


def _end(plot: WaterfallPlot, bar: Bar, fitted: Axes) -> Side:
    """Return the side of a bar at which it ends."""
    falls = (bar.value < 0) != fitted.y_scale.reverse
    if plot.horizontal:
        return "left" if falls else "right"
    return "bottom" if falls else "top"


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

    font = axes.tick_font(chart)
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
    shown = free_or_key(labels, boxes, [bar.value for bar in plot.bars])
    for i in shown:
        if label := labels[i]:
            canvas.text(label.x, label.bottom, texts[i], font, chart.theme.text)
    return left_out(len(texts) - len(shown), len(texts))
