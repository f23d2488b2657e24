"""Drawing reference marks: bands behind the data, targets and annotations over it, and labels.

The labels of targets and bands stand beyond the plot, where they cover no data: at the right, or
above. Where other labels stand at the right, they are within the plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...canvas.text import CAP_HEIGHT, one_line, shorten, width
from ...marks.points import draw_points
from ...marks.rules import draw_rule
from ...marks.side_labels import SideLabel, push_apart
from ..reference import Target
from ..scale import LABEL_HEIGHT
from ..sizes import base_size, tick_font

if TYPE_CHECKING:
    from ...canvas.fonts import Font
    from ...canvas.path import Point
    from ...canvas.surface import Canvas
    from ..chart import Chart
    from ..reference import Band
    from .placed import Axes, Axis

_MAX_LABEL, _MAX_ABOVE = 0.3, 0.6  # of the width of the box: at the right of the plot, above it
_MAX_ROWS = 3  # of labels above the plot
_BAND_ALPHAS = 30, 54  # of 255: of one band and the next, which may touch it
_CHIP_ALPHA = 215  # behind a text over data, which it exceeds by
_CHIP = 2  # pixels
_DASH = 6.0, 4.0
_DOT = 0.55  # of the base size
# In parts of the text size:
_GAP = 0.5  # from the plot to its labels, and between these
_LEADER, _PAST_NUMBER = 1.1, 2.6  # from an annotated point to its text
_EDGE = 1e-6  # of an axis


class _Beyond(NamedTuple):
    """A label beyond the plot."""

    text: str
    position: float
    """Of what it names, in pixels: its y at the right, its x above."""
    width: float


def margins(chart: Chart, axes: Axes) -> tuple[float, float]:
    """Return the pixels at the right and above that labels need beyond the plot."""
    font = tick_font(chart)
    right = 0.0
    if beside := _beside(axes, font):
        right = max(label.width for label in beside) + font.size * _GAP
    rows, _ = _rows(_above(axes, font), axes.outer, font)
    return right, len(rows) * font.size * LABEL_HEIGHT


def draw_bands(canvas: Canvas, chart: Chart, axes: Axes) -> None:
    """Draw the bands, behind gridlines and data."""
    if not axes.marks:
        return
    plot = axes.plot
    for i, band in enumerate(axes.marks.bands):
        axis = axes.named(band.axis)
        start, end = _ends(band, axis)
        if end <= start:
            continue
        fill = (*chart.theme.quiet[:3], _BAND_ALPHAS[i % len(_BAND_ALPHAS)])
        if axis.side == "bottom":
            canvas.rectangle(
                plot.x + start * plot.width, plot.y, (end - start) * plot.width, plot.height, fill
            )
        else:
            canvas.rectangle(
                plot.x,
                plot.bottom - end * plot.height,
                plot.width,
                (end - start) * plot.height,
                fill,
            )


def draw(canvas: Canvas, chart: Chart, axes: Axes, data: Sequence[Point] = ()) -> list[str]:
    """Draw targets, labels and annotations over the data, of which labels keep away from points.

    Return the notices of the axes, of marks beyond them, and of labels that have no room.
    """
    notices = list(axes.notices)
    if not axes.marks:
        return notices
    stroke = Stroke(chart.theme.text, max(1.0, round(base_size(chart) / 9)), dash=_DASH)
    for target in axes.marks.targets:
        line = _line(target, axes)
        if line:
            draw_rule(canvas, line, stroke)
        else:
            notices.append(_not_shown(target.parameter, target.written))
    for band in axes.marks.bands:
        notices += _cut_off(band, axes.named(band.axis))
    if axes.labelled:
        notices += _draw_beside(canvas, chart, axes)
        notices += _draw_above(canvas, chart, axes)
        if axes.crowded:
            notices += _draw_within(canvas, chart, axes, data)
    else:
        notices += _no_room([t.label for t in axes.marks.targets if t.label])
        notices += _no_room([b.label for b in axes.marks.bands if b.label])
    return notices + _draw_annotations(canvas, chart, axes)


def target_lines(axes: Axes) -> list[tuple[Point, Point]]:
    """Return the lines of the targets that the axes show, in pixels."""
    targets = axes.marks.targets if axes.marks else ()
    return [line for target in targets if (line := _line(target, axes))]


def _line(target: Target, axes: Axes) -> tuple[Point, Point] | None:
    """Return the line of a target in pixels; None if it lies beyond its axis."""
    axis = axes.named(target.axis)
    position = axis.position(target.at)
    return axis.across(axes.plot, position) if _shows(position) else None


def _shows(position: float) -> bool:
    return -_EDGE <= position <= 1 + _EDGE


def _not_shown(parameter: str, written: str) -> str:
    return f"{parameter}: {written} lies beyond the axis and is not shown"


def _no_room(texts: Sequence[str]) -> list[str]:
    named = [f"“{text}”" for text in texts]
    return [f"no room for the text {', '.join(named)}"] if named else []


def _ends(band: Band, axis: Axis) -> tuple[float, float]:
    """Return where a band starts and ends on the part of an axis that is drawn, 0 to 1."""
    start, end = sorted(_positions(band, axis))
    return max(start, 0.0), min(end, 1.0)


def _positions(band: Band, axis: Axis) -> tuple[float, float]:
    half = 0.0 if axis.has_numbers else 0.5  # a name has a width
    backwards = axis.scale.reverse != axis.downwards
    low = float(backwards) if band.low is None else axis.position(band.low - half)
    high = float(not backwards) if band.high is None else axis.position(band.high + half)
    return low, high


def _cut_off(band: Band, axis: Axis) -> list[str]:
    """Return the notice of a band that the axis cuts off; of names it does at the outermost."""
    start, end = sorted(_positions(band, axis))
    if min(end, 1.0) <= max(start, 0.0):
        return [_not_shown(band.parameter, band.written)]
    if axis.has_numbers and not (_shows(start) and _shows(end)):
        return [f"{band.parameter}: {band.written} is cut off at the end of the axis"]
    return []


class _Named(NamedTuple):
    """A label of a target or band: where this is on its axis, and how broad it is, 0 to 1."""

    text: str
    position: float
    breadth: float = 0.0


def _named(axes: Axes, side: str) -> list[_Named]:
    """Return the labels of targets and bands of the axis of a side."""
    if not axes.marks:
        return []
    labels: list[_Named] = []
    marks: Sequence[Target | Band] = (*axes.marks.targets, *axes.marks.bands)
    for mark in marks:
        axis = axes.named(mark.axis)
        if axis.side != side or not mark.label:
            continue
        if isinstance(mark, Target):
            position = axis.position(mark.at)
            if _shows(position):
                labels.append(_Named(one_line(mark.label), position))
        else:
            start, end = _ends(mark, axis)
            if end > start:
                middle = (start + end) / 2
                labels.append(_Named(one_line(mark.label), middle, end - start))
    return labels


def _beside(axes: Axes, font: Font) -> list[_Beyond]:
    """Return the labels at the right of the plot, from the top down."""
    if axes.crowded:
        return []
    plot, labels = axes.plot, list[_Beyond]()
    for text, position, _ in _named(axes, "left"):
        text = shorten(text, font, axes.outer.width * _MAX_LABEL)
        labels.append(_Beyond(text, plot.bottom - position * plot.height, width(text, font)))
    return sorted(labels, key=lambda label: label.position)


def _above(axes: Axes, font: Font) -> list[_Beyond]:
    """Return the labels above the plot, from left to right."""
    plot, labels = axes.plot, list[_Beyond]()
    for text, position, _ in _named(axes, "bottom"):
        text = shorten(text, font, axes.outer.width * _MAX_ABOVE)
        labels.append(_Beyond(text, plot.x + position * plot.width, width(text, font)))
    return sorted(labels, key=lambda label: label.position)


def _rows(
    labels: Sequence[_Beyond], box: Box, font: Font
) -> tuple[list[list[tuple[float, str]]], list[str]]:
    """Return labels above the plot in rows, from below, each with its start; and the others."""
    rows: list[list[tuple[float, str]]] = []
    ends: list[float] = []
    lost: list[str] = []
    for text, position, length in labels:
        start = min(max(position - length / 2, box.x), box.right - length)
        row = next((i for i, end in enumerate(ends) if end <= start), len(rows))
        if row == _MAX_ROWS:
            lost.append(text)
            continue
        if row == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[row].append((start, text))
        ends[row] = start + length + font.size * _GAP
    return rows, lost


def _draw_beside(canvas: Canvas, chart: Chart, axes: Axes) -> list[str]:
    font, plot = tick_font(chart), axes.plot
    labels = _beside(axes, font)
    height = font.size * LABEL_HEIGHT
    room = max(int(plot.height / height), 0)
    labels, lost = labels[:room], labels[room:]
    sides = [SideLabel(label.text, 0.0, 0.0, y=label.position) for label in labels]
    push_apart(sides, height, plot.y, plot.bottom)
    for side in sides:
        baseline = side.y + font.size * CAP_HEIGHT / 2
        canvas.text(plot.right + font.size * _GAP, baseline, side.text, font, chart.theme.text)
    return _no_room([label.text for label in lost])


def _draw_above(canvas: Canvas, chart: Chart, axes: Axes) -> list[str]:
    font = tick_font(chart)
    rows, lost = _rows(_above(axes, font), axes.outer, font)
    for i, row in enumerate(rows):
        baseline = axes.plot.y - font.size * (0.4 + i * LABEL_HEIGHT)
        for start, text in row:
            canvas.text(start, baseline, text, font, chart.theme.text)
    return _no_room(lost)


def _draw_within(canvas: Canvas, chart: Chart, axes: Axes, data: Sequence[Point]) -> list[str]:
    placed, lost = _within(chart, axes, data)
    for place, text in placed:
        _draw_over(canvas, chart, place, text, tick_font(chart))
    return _no_room(lost)


def within(chart: Chart, axes: Axes, data: Sequence[Point]) -> list[Box]:
    """Return where labels stand within the plot."""
    placed = _within(chart, axes, data)[0] if axes.crowded else []
    return [
        place.inset(left=-_CHIP, top=-_CHIP, right=-_CHIP, bottom=-_CHIP) for place, _ in placed
    ]


def _within(
    chart: Chart, axes: Axes, data: Sequence[Point]
) -> tuple[list[tuple[Box, str]], list[str]]:
    """Return the labels within the plot, and those without room.

    Each stands at its axis and covers none of the points of the data, if it can.
    """
    font, plot, placed = tick_font(chart), axes.plot, list[tuple[Box, str]]()
    height, lost = font.size * CAP_HEIGHT, list[str]()
    named = [(label, side) for side in ("left", "right") for label in _named(axes, side)]
    for (text, position, breadth), side in named:
        shown = shorten(text, font, plot.width * _MAX_LABEL)
        y, length = plot.bottom - position * plot.height, width(shown, font)
        beside = [y - height - 4, y + 4]
        if breadth * plot.height > height + 4:  # a band, in the middle of which it stands
            beside.insert(0, y - height / 2)
        ends = [plot.x + font.size * _GAP, plot.right - length - font.size * _GAP]
        places = (
            Box(left, top, length, height)
            for left in (ends if side == "left" else ends[::-1])
            for top in beside
        )
        taken = [box for box, _ in placed]
        free = [box for box in places if _free(box, plot, taken)]
        if free:
            clear = (box for box in free if not _covers(box, data, base_size(chart) * _DOT))
            placed.append((next(clear, free[0]), shown))
        else:
            lost.append(text)
    return placed, lost


def _draw_annotations(canvas: Canvas, chart: Chart, axes: Axes) -> list[str]:
    """Draw a dot at each annotated point, and its text beside it, with a line between them."""
    marks, plot = axes.marks, axes.plot
    if not marks or not marks.annotations:
        return []
    font, notices, lost = tick_font(chart), list[str](), list[str]()
    points: list[tuple[Point, str]] = []
    for mark in marks.annotations:
        point = axes.point(mark.x, mark.y, second=mark.axis == "y2")
        if axes.shows(point):
            points.append((point, one_line(mark.label)))
        else:
            notices.append(_not_shown(mark.parameter, mark.written))
    numbered = bool(chart.frame and chart.frame.numbered)
    ground = Stroke(chart.theme.background, 1) if chart.theme.background[3] else None
    size = base_size(chart) * _DOT
    taken = [Box(x - size / 2, y - size / 2, size, size) for (x, y), _ in points]
    for (x, y), text in points:
        shown = shorten(text, font, plot.width * 0.6)
        away = font.size * (_PAST_NUMBER if numbered else _LEADER)
        place = _place((x, y), width(shown, font), font.size * CAP_HEIGHT, away, plot, taken)
        if place:
            taken.append(place)
            end = min(max(x, place.x), place.right), min(max(y, place.y), place.bottom)
            if not numbered:  # else the line would cross the number
                canvas.line([(x, y), end], Stroke(chart.theme.text, 1))
            _draw_over(canvas, chart, place, shown, font)
        else:
            lost.append(text)
    draw_points(
        canvas, [point for point, _ in points], (size,), (chart.theme.text,), "circle", ground
    )
    return notices + _no_room(lost)


def _place(
    point: Point, length: float, height: float, away: float, plot: Box, taken: Sequence[Box]
) -> Box | None:
    """Return where a text stands, so far from a point: above, else below, else at a side."""
    x, y = point
    left = min(max(x - length / 2, plot.x + 2), plot.right - 2 - length)
    choices = (
        (left, y - away - height),
        (left, y + away),
        (x + away, y - height / 2),
        (x - away - length, y - height / 2),
        (left, y - 2 * away - height),
        (left, y + 2 * away),
    )
    boxes = (Box(*corner, length, height) for corner in choices)
    return next((box for box in boxes if _free(box, plot, taken)), None)


def _free(box: Box, plot: Box, taken: Sequence[Box]) -> bool:
    """Return whether a text is within the plot and covers no other one."""
    return box.within(plot) and all(
        box.right + 3 < other.x
        or other.right + 3 < box.x
        or box.bottom + 3 < other.y
        or other.bottom + 3 < box.y
        for other in taken
    )


def _covers(box: Box, points: Sequence[Point], around: float) -> bool:
    """Return whether a text covers one of some points, or what is ``around`` it."""
    return any(
        box.x - around < x < box.right + around and box.y - around < y < box.bottom + around
        for x, y in points
    )


def _draw_over(canvas: Canvas, chart: Chart, place: Box, text: str, font: Font) -> None:
    """Draw a text over data, on a chip of the background."""
    if chart.theme.background[3]:
        chip = (*chart.theme.background[:3], _CHIP_ALPHA)
        canvas.rectangle(
            place.x - _CHIP,
            place.y - _CHIP,
            place.width + 2 * _CHIP,
            place.height + 2 * _CHIP,
            chip,
        )
    canvas.text(place.x, place.bottom, text, font, chart.theme.text)
