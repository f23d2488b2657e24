"""The legend of sizes: circles of two or three round values in a row above the plot."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, one_line, shorten, width
from ..marks.points import draw_points
from .chart import Chart
from .number_text import NumberFormat, choose
from .sizes import tick_font

if TYPE_CHECKING:
    from ..canvas.fonts import Font
    from ..canvas.surface import Canvas

_STEPS = (5.0, 2.0, 1.0)  # round numbers, times a power of ten
_SHARE = 0.25  # of the next circle's value, whose width is then half
_MAX_HEIGHT = 0.25  # of the box
_MAX_LABEL = 0.4  # of its width
_GAP = 0.5  # of the text size: between a circle and its number
_BETWEEN = 1.1  # between a number and the next circle
_CLEAR = [(0, 0, 0, 0)]


class _Row(NamedTuple):
    """What stands in the row: the label, and the width and the number of each circle."""

    label: str
    circles: tuple[tuple[float, str], ...]
    width: float


def draw(
    canvas: Canvas,
    chart: Chart,
    label: str,
    extent: tuple[float, float],
    diameter: Callable[[float], float],
    box: Box,
) -> tuple[Box, list[str]]:
    """Draw the legend at the upper right; return the box left, and the notice if it had no room.

    ``extent``: the smallest and the largest size.
    """
    font = tick_font(chart)
    asked = NumberFormat(locale=chart.numbers.locale)
    texts = [(diameter(value), choose((value,), asked)(value)) for value in _values(*extent)]
    row = _row(font, label, texts, box)
    if row is None:
        return box, ["sizes: their legend had no room"]
    height = max(font.size, *(size for size, _ in row.circles))
    x, middle = box.right - row.width, box.y + height / 2
    baseline = middle + font.size * CAP_HEIGHT / 2
    if row.label:
        canvas.text(x, baseline, row.label, font, chart.theme.text)
        x += width(row.label, font) + font.size * _BETWEEN
    for size, text in row.circles:
        edge = Stroke(chart.theme.quiet, 1)
        draw_points(canvas, [(x + size / 2, middle)], (size,), _CLEAR, "circle", edge)
        x += size + font.size * _GAP
        canvas.text(x, baseline, text, font, chart.theme.quiet)
        x += width(text, font) + font.size * _BETWEEN
    return box.inset(top=height + font.size * 0.7), []


def _values(smallest: float, largest: float) -> list[float]:
    """Return up to three round values, the largest last, whose circles differ.

    None is much smaller than the smallest size: nothing in the chart would be compared with it.
    """
    if smallest == largest:
        return [largest]
    top = _round_down(largest)
    values = [_round_down(top * _SHARE * _SHARE), _round_down(top * _SHARE), top]
    return sorted({value for value in values if value >= smallest * _SHARE})


def _round_down(value: float) -> float:
    power = math.floor(math.log10(value) + 1e-9)
    unit = 10.0**power if power >= 0 else 1 / 10.0**-power
    step = next((step for step in _STEPS if step * unit <= value * (1 + 1e-9)), 1.0)
    return float(f"{step * unit:.6g}")


def _row(font: Font, label: str, circles: Sequence[tuple[float, str]], box: Box) -> _Row | None:
    """Return as much of the legend as has room: the largest circle at least; None if none has."""
    if max(size for size, _ in circles) > box.height * _MAX_HEIGHT:
        return None
    title = shorten(one_line(label), font, box.width * _MAX_LABEL) if label else ""
    for first in range(len(circles)):
        shown = circles[first:]
        length = sum(size + font.size * _GAP + width(text, font) for size, text in shown)
        length += font.size * _BETWEEN * (len(shown) - 1)
        if title:
            length += width(title, font) + font.size * _BETWEEN
        if length <= box.width:
            return _Row(title, tuple(shown), length)
    return None
