"""Axes and grid: lines, ticks and labels at the sides of the plot.

Distances were measured on pictures of the Google Image Charts API of 2008.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import ARIAL_CAP_HEIGHT, ink, width
from ...marks.map_area import MapArea
from ..chart import Axis, Grid, Side
from ..spacing import LABEL_GAP, label_row_height

_RIGHT_GAP = 3  # from an axis at the right to its labels
_MAX_OVERLAP = 1  # of labels side by side, which are left out beyond it
_EDGE_GAP = 3  # from the last label below to the picture's edge


class Space(NamedTuple):
    """The space that axes take around the plot, in pixels.

    ``half_label``: half the height of a label beside the plot's ends; ``before`` and ``after``:
    the parts of labels below and above that reach beyond the plot's left and right end.
    """

    left: float
    right: float
    top: float
    bottom: float
    half_label: float
    before: float
    after: float


def _at_side(axes: Sequence[Axis], side: Side) -> list[Axis]:
    """Return the axes of one side, the innermost first."""
    return [axis for axis in axes if axis.side == side]


def margins(axes: Sequence[Axis]) -> Space:
    """Return the space that the axes take."""
    left, right = (
        sum(_column(axis) for axis in _at_side(axes, side)) for side in ("left", "right")
    )
    top, bottom = (sum(map(_row, _at_side(axes, side))) for side in ("top", "bottom"))
    half_label = before = after = 0.0
    for axis in axes:
        if axis.side in ("left", "right"):
            if written(axis):
                half_label = max(half_label, round(axis.text_style.size * ARIAL_CAP_HEIGHT / 2 + 1))
        elif not axis.groups:
            font = _font(axis)
            for position, text in axis.labels:
                length = width(text, font)
                if position <= 0.02:
                    before = max(before, length * (1 + axis.align) / 2)
                elif position >= 0.98:
                    after = max(after, length * (1 - axis.align) / 2 + _EDGE_GAP)
    return Space(left, right, top, bottom, half_label, before, after)


def _font(axis: Axis) -> Font:
    return Font(axis.text_style.size, family="arial")


def written(axis: Axis) -> bool:
    """Return whether an axis has any text; of less than a pixel's size there is none."""
    return axis.text_style.size >= 1 and any(text for _, text in axis.labels)


def longest(axis: Axis) -> float:
    """Return the width of the longest label in pixels."""
    font = _font(axis)
    return max((width(text, font) for _, text in axis.labels), default=0.0)


def _column(axis: Axis) -> float:
    """Return the width of a vertical axis: its labels and their distance."""
    return longest(axis) + LABEL_GAP if written(axis) else 0.0


def _row(axis: Axis) -> float:
    """Return the height of a horizontal axis: that of its labels."""
    return label_row_height(axis.text_style.size) if written(axis) else 0.0


def _baseline(size: float) -> float:
    """Return the distance from the upper edge of a row to its baseline."""
    return round(1.7 * size - 5.5)


def draw_grid(canvas: Canvas, grid: Grid, plot: Box) -> None:
    """Draw the lines across the plot, on whole pixels."""
    x_lines = [int(plot.x + position * plot.width) + 0.5 for position in grid.x]
    canvas.lines([((x, plot.bottom), (x, plot.y)) for x in x_lines], grid.stroke)
    y_lines = [int(plot.bottom - position * plot.height) + 0.5 for position in grid.y]
    canvas.lines([((plot.x, y), (plot.right, y)) for y in y_lines], grid.stroke)


def draw_axes(
    canvas: Canvas,
    axes: Sequence[Axis],
    plot: Box,
    group_position: Callable[[float], float],
) -> list[MapArea]:
    """Draw every axis; return the areas of its labels.

    ``group_position`` returns where a group of bars stands, as a fraction of the plot.
    """
    areas = []
    taken = dict.fromkeys(("left", "right", "top", "bottom"), 0.0)
    for number, axis in enumerate(axes):
        offset = taken[axis.side]
        if axis.line is not None:
            _draw_line(canvas, axis, plot, offset, Stroke(axis.line))
        items = [
            (group_position(position) if axis.groups else position, text)
            for position, text in axis.labels
        ]
        if axis.groups:  # those of bars that are cut off are left out
            items = [(at, text if 0 <= at <= 1 else "") for at, text in items]
        if axis.thinned:
            items = _apart(axis, plot, items, canvas.width)
        if axis.tick is not None:
            pen = Stroke(axis.tick)
            _draw_ticks(canvas, axis, plot, offset, pen, [position for position, _ in items])
        if axis.side in ("bottom", "top"):
            boxes = _draw_horizontal_labels(canvas, axis, plot, offset, items)
            taken[axis.side] += _row(axis)
        else:
            boxes = _draw_vertical_labels(canvas, axis, plot, offset, items)
            taken[axis.side] += _column(axis)
        for index, box in boxes:
            name = f"axis{number}_{index}"
            areas.append(MapArea.rectangle(name, box.x, box.y, box.right, box.bottom))
    return areas


def _apart(
    axis: Axis, plot: Box, items: list[tuple[float, str]], picture_width: float
) -> list[tuple[float, str]]:
    """Return the labels of an axis, most of them blank if all would lie over each other."""
    named = [i for i, (_, text) in enumerate(items) if text]
    if len(named) < 3:
        return items
    if axis.side in ("bottom", "top"):
        font = _font(axis)
        lengths = [width(text, font) for _, text in items]
        starts = [
            _text_start(axis, plot, position, length, picture_width)
            for (position, _), length in zip(items, lengths, strict=True)
        ]
        ends = [(x, x + length) for x, length in zip(starts, lengths, strict=True)]
    else:
        half = axis.text_style.size * ARIAL_CAP_HEIGHT / 2
        middles = [position * plot.height for position, _ in items]
        ends = [(middle - half, middle + half) for middle in middles]
    for every in range(1, len(named)):
        kept = sorted(ends[i] for i in named[::every])
        if all(left[1] - _MAX_OVERLAP <= right[0] for left, right in itertools.pairwise(kept)):
            break
    if every == 1:
        return items
    shown = set(named[::every])
    return [(position, text if i in shown else "") for i, (position, text) in enumerate(items)]


def _text_start(
    axis: Axis, plot: Box, position: float, length: float, picture_width: float
) -> float:
    """Return where a label below or above the plot begins: within the picture, if it can be."""
    x = plot.x + position * plot.width - length * (1 + axis.align) / 2
    return max(0.0, min(x, picture_width - length)) if length <= picture_width else x


def _edge(axis: Axis, plot: Box, offset: float) -> float:
    """Return where an axis stands: x of a vertical one, y of a horizontal one."""
    match axis.side:
        case "left":
            return plot.x - offset
        case "right":
            return plot.right + offset
        case "top":
            return plot.y - offset
        case "bottom":
            return plot.bottom + offset


def _draw_line(canvas: Canvas, axis: Axis, plot: Box, offset: float, pen: Stroke) -> None:
    edge = _edge(axis, plot, offset)
    if axis.side in ("bottom", "top"):
        canvas.line([(plot.x, edge), (plot.right, edge)], pen)
    else:
        canvas.line([(edge, plot.y), (edge, plot.bottom)], pen)


def _draw_ticks(
    canvas: Canvas, axis: Axis, plot: Box, offset: float, pen: Stroke, positions: Sequence[float]
) -> None:
    edge = _edge(axis, plot, offset)
    outward = -1 if axis.side in ("left", "top") else 1
    plot_depth = plot.width if axis.side in ("left", "right") else plot.height
    ticks: list[tuple[Point, Point]] = []
    for index, position in enumerate(positions):
        length = axis.tick_lengths[index % len(axis.tick_lengths)]
        if not length:
            continue
        end = edge + outward * max(length, -plot_depth)  # a long inward tick crosses the plot
        if axis.side in ("bottom", "top"):
            x = plot.x + position * plot.width
            ticks.append(((x, edge), (x, end)))
        else:
            y = plot.bottom - position * plot.height
            ticks.append(((edge, y), (end, y)))
    canvas.lines(ticks, pen)


def _draw_horizontal_labels(
    canvas: Canvas, axis: Axis, plot: Box, offset: float, items: Sequence[tuple[float, str]]
) -> list[tuple[int, Box]]:
    """Draw labels below or above the plot; return their numbers and boxes."""
    font, size = _font(axis), axis.text_style.size
    if axis.side == "bottom":
        baseline = plot.bottom - 0.5 + offset + _baseline(size)
    else:
        baseline = plot.y - 0.5 - offset - label_row_height(size) + _baseline(size)
    boxes = []
    for index, (position, text) in enumerate(items if size >= 1 else ()):
        if not text:
            continue
        length = width(text, font)
        x = _text_start(axis, plot, position, length, canvas.width)
        canvas.text(x, baseline, text, font, axis.text_style.colour)
        boxes.append((index, Box(x, baseline - size, length, size)))
    return boxes


def _draw_vertical_labels(
    canvas: Canvas, axis: Axis, plot: Box, offset: float, items: Sequence[tuple[float, str]]
) -> list[tuple[int, Box]]:
    """Draw labels beside the plot; return their numbers and boxes."""
    font, size = _font(axis), axis.text_style.size
    column = longest(axis)
    edge = _edge(axis, plot, offset)
    left = edge - 0.5 - LABEL_GAP - column if axis.side == "left" else edge + 0.5 + _RIGHT_GAP
    boxes = []
    for index, (position, text) in enumerate(items if size >= 1 else ()):
        if not text:
            continue
        length = width(text, font)
        x = left + (column - length) * (1 + axis.align) / 2
        above, below = ink(text, font)
        baseline = plot.bottom - position * plot.height + (above - below) / 2 + 0.15
        canvas.text(x, baseline, text, font, axis.text_style.colour)
        boxes.append((index, Box(x, baseline - size, length, size)))
    return boxes
