"""A timeline on its axes: bars, milestones, the line of today, and durations, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, one_line, shorten, width
from ..colour import Colour, over, text_on
from ..marks.bars import draw_bars
from ..marks.free_labels import free
from ..marks.points import draw_points
from ..marks.rules import draw_rule
from . import axes
from .number_text import choose
from .reference import Target
from .scale import CategoryScale
from .sizes import base_size, text_font
from .value_labels import left_out

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from .axes import Axes
    from .chart import Chart
    from .kinds.timeline import TimelinePlot

_THICKNESS = 0.68  # of a row
_MAX_THICKNESS, _MAX_MILESTONE = 2.4, 1.3  # of the base size
_MIN_BAR, _MIN_MILESTONE = 1.5, 3.0  # pixels
_BETWEEN = 1  # pixel between the lanes of a row, if they are thick enough
_HEADROOM = 0.7  # of the base size: between the outermost times and the ends of the axis
_BESIDE = 4  # pixels between a bar and its duration
_DASH = (4.0, 3.0)
_ABOVE = 1.45  # of the text size: the text of today's line


def draw(canvas: Canvas, chart: Chart, plot: TimelinePlot, box: Box) -> list[str]:
    """Draw axes, entries, today's line and durations; return how many of these had no room."""
    entries, font, base = plot.entries, axes.tick_font(chart), base_size(chart)
    text_height = font.size * _ABOVE
    frame, today = chart.frame and chart.frame.turned(), entries.today
    if frame and frame.reference and today is not None:  # whose text must not cover theirs
        line = Target("today", "today", "y", today, plot.today_label)
        reference = frame.reference._replace(targets=(*frame.reference.targets, line))
        frame, today = frame._replace(reference=reference), None
    titled = today is not None and plot.today_label and box.height > 6 * text_height
    inner = box.inset(top=text_height) if titled else box
    swapped = chart._replace(x_title="", y_title=chart.x_title, frame=frame)
    times = axes.along(entries.times, chart, headroom=base * _HEADROOM)
    names = axes.CategoryAxis(CategoryScale(entries.rows))
    fitted = axes.fit(swapped, inner, names, times, horizontal=True)
    axes.draw(canvas, swapped, inner, fitted, grid=[fitted.y])
    area = fitted.plot
    row = area.height / len(entries.rows)
    left = box.x if row > 2 * font.size else area.x  # names of lower rows would be crossed
    for n in entries.borders:
        y = area.y + row * n
        draw_rule(canvas, [(left, y), (area.right, y)], Stroke(chart.theme.grid))
    boxes, colours = _boxes(plot, fitted, base), _colours(plot)
    lasting = [i for i, span in enumerate(entries.spans) if span.end > span.start]
    with canvas.clip(*area):
        draw_bars(canvas, ((boxes[i], colours[i]) for i in lasting), snap=row >= 3)
    moments = [
        i
        for i, span in enumerate(entries.spans)
        if span.end == span.start and 0 <= fitted.y.scale(span.start) <= 1
    ]
    draw_points(
        canvas,
        [(boxes[i].x + boxes[i].width / 2, boxes[i].y + boxes[i].height / 2) for i in moments],
        [boxes[i].height for i in moments],
        [colours[i] for i in moments],
        "diamond",
    )
    notices = axes.draw_marks(canvas, swapped, fitted)
    if today is not None and not 0 <= fitted.y.scale(today) <= 1:
        notices.append("today: today lies beyond the axis and is not shown")
    elif today is not None:
        x = area.x + fitted.y.scale(today) * area.width
        stroke = Stroke(chart.theme.text, 1.0, _DASH)
        draw_rule(canvas, [(x, area.y), (x, area.bottom)], stroke)
        if titled:
            text = shorten(one_line(plot.today_label), font, box.width)
            half = width(text, font) / 2
            middle = min(max(x, box.x + half), box.right - half)
            canvas.text(middle, area.y - font.size * 0.35, text, font, chart.theme.text, anchor=0.5)
    if plot.unit:
        notices += _draw_durations(canvas, chart, plot, boxes, colours, area)
    return notices


def _colours(plot: TimelinePlot) -> list[Colour]:
    """Return the colour of each entry."""
    return [
        plot.colours[(span.row if plot.by_row else span.group) % len(plot.colours)]
        for span in plot.entries.spans
    ]


def _boxes(plot: TimelinePlot, fitted: Axes, base: float) -> list[Box]:
    """Return the rectangle of each entry; that of a milestone is a square around it."""
    area, entries = fitted.plot, plot.entries
    row = area.height / len(entries.rows)
    boxes: list[Box] = []
    for span in entries.spans:
        lanes = entries.lanes[span.row]
        height = min(row * _THICKNESS, base * _MAX_THICKNESS * lanes)
        lane = height / lanes
        thickness = lane - _BETWEEN if lanes > 1 and lane > 3 * _BETWEEN else lane
        top = area.y + row * (span.row + 0.5) - height / 2 + lane * span.lane
        if thickness >= 3:
            top, thickness = round(top), round(thickness)
        shares = (min(max(fitted.y.scale(at), -1.0), 2.0) for at in (span.start, span.end))
        first, last = (area.x + share * area.width for share in shares)
        if span.end == span.start:
            side = max(min(thickness, base * _MAX_MILESTONE), _MIN_MILESTONE)
            boxes.append(Box(first - side / 2, top + (thickness - side) / 2, side, side))
        else:
            boxes.append(Box(first, top, max(last - first, _MIN_BAR), thickness))
    return boxes


def _draw_durations(
    canvas: Canvas,
    chart: Chart,
    plot: TimelinePlot,
    boxes: Sequence[Box],
    colours: Sequence[Colour],
    area: Box,
) -> list[str]:
    """Draw how long each entry lasts, in its bar or beside it; return how many had no room."""
    font, unit = text_font(chart, 0.9), plot.unit or 1.0
    spans = [
        (i, span)
        for i, span in enumerate(plot.entries.spans)
        if span.end > span.start and boxes[i].right > area.x and boxes[i].x < area.right
    ]
    lengths = [(span.end - span.start) / unit for _, span in spans]
    write = choose(lengths, chart.numbers)
    height, page = font.size * CAP_HEIGHT, over(chart.theme.background, chart.theme.pages[0])
    if any(boxes[i].height + _BESIDE < height for i, _ in spans):  # they would cover rows beside
        return left_out(len(spans), len(spans))
    labels: list[Box | None] = [None] * len(boxes)
    texts: dict[int, tuple[str, Colour]] = {}
    for (i, _), length in zip(spans, lengths, strict=True):
        box, text = boxes[i], write(length)
        size, y = width(text, font), box.y + (box.height - height) / 2
        texts[i] = text, chart.theme.text
        left, right = max(box.x, area.x), min(box.right, area.right)
        if size + 2 * _BESIDE <= right - left and height + 4 <= box.height:
            labels[i] = Box((left + right - size) / 2, y, size, height)
            texts[i] = text, text_on(over(colours[i], page))
            continue
        beside = [
            Box(box.right + _BESIDE, y, size, height),
            Box(box.x - _BESIDE - size, y, size, height),
        ]
        labels[i] = next((one for one in beside if one.within(area)), None)
    shown = free(labels, boxes)
    for i in shown:
        label, (text, colour) = labels[i], texts[i]
        if label:
            canvas.text(label.x, label.bottom, text, font, colour)
    return left_out(len(spans) - len(shown), len(spans))
