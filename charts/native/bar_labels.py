"""The numbers of bars: beyond their ends, or within the parts of a stack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.text import CAP_HEIGHT, width
from ..colour import Colour
from .axes import tick_font
from .value_labels import free_or_key, left_out, text_on_bar

if TYPE_CHECKING:
    from ..canvas.fonts import Font
    from ..canvas.path import Array
    from ..canvas.surface import Canvas
    from .bar_series import Bar, Placement
    from .chart import Chart

Labelled = tuple["Bar", Box, str]
"""A bar, its rectangle and the text of its number."""


def turned(place: Placement, longest: float, font: Font) -> bool:
    """Return whether numbers above bars are turned by 90 degrees: too long side by side."""
    return not place.horizontal and longest + 3 > place.step >= font.size * 1.2


class Label(NamedTuple):
    """A number on or in a bar, with the box it takes."""

    x: float
    y: float
    anchor: float
    angle: float
    colour: Colour
    box: Box
    text: str = ""


def draw_bar_labels(
    canvas: Canvas,
    chart: Chart,
    labelled: Sequence[Labelled],
    place: Placement,
    bounds: Box,
    *,
    stacked: bool,
    targets: Sequence[Array] = (),
    reverse: bool = False,
) -> list[str]:
    """Draw numbers beyond the ends of bars, or within the parts of a stack.

    A number that would cover another number or another bar, or leave ``bounds``, is left out:
    return the notice of how many were. If these are more than half, see ``free_or_key``.
    """
    labelled = shown(labelled, place, reverse=reverse)
    labels = place_bar_labels(chart, labelled, place, bounds, stacked=stacked, targets=targets)
    draw(canvas, chart, labels)
    return left_out(len(labelled) - len(labels), len(labelled))


def shown(labelled: Sequence[Labelled], place: Placement, *, reverse: bool) -> list[Labelled]:
    """Return those that are within the ends of their axis, as if values rose upwards."""
    labelled = [one for one in labelled if place.shows(one[1])]
    if reverse:  # bars of negative values point upwards
        return [(bar._replace(value=-bar.value), box, text) for bar, box, text in labelled]
    return labelled


def place_bar_labels(
    chart: Chart,
    labelled: Sequence[Labelled],
    place: Placement,
    bounds: Box,
    *,
    stacked: bool,
    targets: Sequence[Array] = (),
) -> list[Label]:
    """Return the numbers that have room, moved away from the lines of ``targets`` if they can."""
    along = 0 if place.horizontal else 1
    crossed = [float(line[0, along]) for line in targets if line[0, along] == line[1, along]]
    font = tick_font(chart)
    height = font.size * CAP_HEIGHT
    lengths = [width(text, font) for *_, text in labelled]
    upright = not stacked and turned(place, max(lengths, default=0.0), font)
    labels: list[Label | None] = []
    for (bar, box, text), length in zip(labelled, lengths, strict=True):
        if stacked:
            label = _inside(chart, bar, box, length, height)
        elif place.horizontal:
            label = _beyond_horizontal(chart, bar, box, length, height, place.plot)
        elif upright:
            label = _beyond_vertical(chart, bar, box, height, length, place.plot)
            label = label._replace(x=label.box.right, anchor=0, angle=90)
        else:
            label = _beyond_vertical(chart, bar, box, length, height, place.plot)
        if label and crossed:
            label = _off(label, crossed, along, box, None if stacked else bounds)
        fits = label and label.box.within(bounds)
        labels.append(label._replace(text=text) if label and fits else None)
    free_ones: Iterable[int] = range(len(labels))
    if not stacked:
        free_ones = free_or_key(
            [label and label.box for label in labels],
            [box for _, box, _ in labelled],
            [bar.value for bar, *_ in labelled],
            [bar.series for bar, *_ in labelled],
        )
    return [label for i in free_ones if (label := labels[i])]


def _off(label: Label, lines: Sequence[float], along: int, bar: Box, bounds: Box | None) -> Label:
    """Return a number moved off lines, if it can: away from its bar, without bounds within it."""
    from ..marks.off_lines import off_lines, outwards

    room = outwards(label.box, bar, bounds, along) if bounds else bar
    box = off_lines(label.box, lines, along, room)
    dx, dy = box.x - label.box.x, box.y - label.box.y
    return label._replace(x=label.x + dx, y=label.y + dy, box=box)


def draw(canvas: Canvas, chart: Chart, labels: Iterable[Label]) -> None:
    """Draw numbers where they are placed."""
    font = tick_font(chart)
    for x, y, anchor, angle, colour, _, text in labels:
        canvas.text(x, y, text, font, colour, anchor=anchor, angle=angle)


def _inside(chart: Chart, bar: Bar, box: Box, length: float, height: float) -> Label | None:
    """Place a number in the middle of its part of a stack, if there is space."""
    if length + 4 > box.width or height + 4 > box.height:
        return None
    x, y = box.x + box.width / 2, box.y + box.height / 2 + height / 2
    return Label(
        x,
        y,
        0.5,
        0,
        text_on_bar(chart, bar.colour),
        Box(x - length / 2, y - height, length, height),
    )


def _beyond_horizontal(
    chart: Chart, bar: Bar, box: Box, length: float, height: float, plot: Box
) -> Label:
    """Place a number beyond the end of a horizontal bar; within it if the axis cuts it off."""
    left, colour = box.right + 4, chart.theme.text
    if bar.value < 0:
        left = box.x - 4 - length
    if box.right > plot.right + 1 or box.x < plot.x - 1:
        left = plot.right - 4 - length if bar.value >= 0 else plot.x + 4
        colour = text_on_bar(chart, bar.colour)
    label = Box(left, box.y + box.height / 2 - height / 2, length, height)
    return Label(left, label.bottom, 0, 0, colour, label)


def _beyond_vertical(
    chart: Chart, bar: Bar, box: Box, width: float, height: float, plot: Box
) -> Label:
    """Place a number above a bar, or below a negative one; within it if the axis cuts it off."""
    middle, colour = box.x + box.width / 2, chart.theme.text
    top = box.y - 4 - height if bar.value >= 0 else box.bottom + 4
    if box.y < plot.y - 1 or box.bottom > plot.bottom + 1:
        top = plot.y + 4 if bar.value >= 0 else plot.bottom - 4 - height
        colour = text_on_bar(chart, bar.colour)
    label = Box(middle - width / 2, top, width, height)
    return Label(middle, label.bottom, 0.5, 0, colour, label)
