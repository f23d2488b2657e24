"""The numbers of bars: beyond their ends, or within the parts of a stack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..canvas.box import Box
from ..canvas.text import CAP_HEIGHT, width
from ..colour import Colour, over, text_on
from ..marks.free_labels import free
from .axes import tick_font
from .value_labels import left_out

if TYPE_CHECKING:
    from ..canvas.fonts import Font
    from ..canvas.surface import Canvas
    from .bar_series import Bar, Placement
    from .chart import Chart

Labelled = tuple["Bar", Box, str]
"""A bar, its rectangle and the text of its number."""


def turned(place: Placement, longest: float, font: Font) -> bool:
    """Return whether numbers above bars are turned by 90 degrees: too long side by side."""
    return not place.horizontal and longest + 3 > place.step >= font.size * 1.2


class _Label(NamedTuple):
    """A number on or in a bar, with the box it takes."""

    x: float
    y: float
    anchor: float
    angle: float
    colour: Colour
    box: Box


def draw_bar_labels(
    canvas: Canvas,
    chart: Chart,
    labelled: Sequence[Labelled],
    place: Placement,
    bounds: Box,
    *,
    stacked: bool,
    reverse: bool = False,
) -> list[str]:
    """Draw numbers beyond the ends of bars, or within the parts of a stack.

    A number that would cover another number or another bar, or leave ``bounds``, is left out:
    return the notice of how many were.
    """
    labelled = [one for one in labelled if place.shows(one[1])]
    if reverse:  # bars of negative values point upwards
        labelled = [(bar._replace(value=-bar.value), box, text) for bar, box, text in labelled]
    font = tick_font(chart)
    height = font.size * CAP_HEIGHT
    lengths = [width(text, font) for *_, text in labelled]
    upright = not stacked and turned(place, max(lengths, default=0.0), font)
    labels: list[_Label | None] = []
    for (bar, box, _), length in zip(labelled, lengths, strict=True):
        if stacked:
            label = _inside(chart, bar, box, length, height)
        elif place.horizontal:
            label = _beyond_horizontal(chart, bar, box, length, height, place.plot)
        elif upright:
            label = _beyond_vertical(chart, bar, box, height, length, place.plot)
            label = label._replace(x=label.box.right, anchor=0, angle=90)
        else:
            label = _beyond_vertical(chart, bar, box, length, height, place.plot)
        labels.append(label if label and label.box.within(bounds) else None)
    shown: Iterable[int] = range(len(labels))
    if not stacked:
        shown = free([label and label.box for label in labels], [box for _, box, _ in labelled])
    drawn = 0
    for i in shown:
        if label := labels[i]:
            x, y, anchor, angle, colour, _ = label
            canvas.text(x, y, labelled[i][2], font, colour, anchor=anchor, angle=angle)
            drawn += 1
    return left_out(len(labels) - drawn, len(labels))


def _on(bar: Bar, chart: Chart) -> Colour:
    """Return the colour of a number within a bar."""
    return text_on(over(bar.colour, over(chart.theme.background, (255, 255, 255, 255))))


def _inside(chart: Chart, bar: Bar, box: Box, length: float, height: float) -> _Label | None:
    """Place a number in the middle of its part of a stack, if there is space."""
    if length + 4 > box.width or height + 4 > box.height:
        return None
    x, y = box.x + box.width / 2, box.y + box.height / 2 + height / 2
    return _Label(x, y, 0.5, 0, _on(bar, chart), Box(x - length / 2, y - height, length, height))


def _beyond_horizontal(
    chart: Chart, bar: Bar, box: Box, length: float, height: float, plot: Box
) -> _Label:
    """Place a number beyond the end of a horizontal bar; within it if the axis cuts it off."""
    left, colour = box.right + 4, chart.theme.text
    if bar.value < 0:
        left = box.x - 4 - length
    if box.right > plot.right + 1 or box.x < plot.x - 1:
        left = plot.right - 4 - length if bar.value >= 0 else plot.x + 4
        colour = _on(bar, chart)
    label = Box(left, box.y + box.height / 2 - height / 2, length, height)
    return _Label(left, label.bottom, 0, 0, colour, label)


def _beyond_vertical(
    chart: Chart, bar: Bar, box: Box, width: float, height: float, plot: Box
) -> _Label:
    """Place a number above a bar, or below a negative one; within it if the axis cuts it off."""
    middle, colour = box.x + box.width / 2, chart.theme.text
    top = box.y - 4 - height if bar.value >= 0 else box.bottom + 4
    if box.y < plot.y - 1 or box.bottom > plot.bottom + 1:
        top = plot.y + 4 if bar.value >= 0 else plot.bottom - 4 - height
        colour = _on(bar, chart)
    label = Box(middle - width / 2, top, width, height)
    return _Label(middle, label.bottom, 0.5, 0, colour, label)
