"""A funnel: bars from the top down, what leads from one to the next, and the texts, in pixels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.path import Path
from ..canvas.text import CAP_HEIGHT, width
from ..colour import over, text_on
from ..marks.bars import draw_bars
from . import names
from .number_text import choose
from .scale import LABEL_HEIGHT, CategoryScale
from .sizes import text_font
from .value_labels import left_out

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from .chart import Chart
    from .kinds.funnel import FunnelPlot

_MAX_NAME = 0.3  # of the width: the names at the left
_MAX_STEP = 7  # of the text size: the height of a step
_BAR = 0.7  # of the height of a step
_BETWEEN_ALPHA = 60  # of 255: what leads from a bar to the next


def draw(canvas: Canvas, chart: Chart, funnel: FunnelPlot, box: Box) -> list[str]:
    """Draw bars, what leads from one to the next, and the texts; return what had no room."""

    font = text_font(chart, 0.95)
    spare = max(0.0, box.height - len(funnel.values) * font.size * _MAX_STEP) / 2
    box = box.inset(top=spare, bottom=spare)
    labels = names.left(CategoryScale(funnel.names), font, box.height, box.width * _MAX_NAME)
    pitch = box.height / len(funnel.values)
    written = box.width > 8 * font.size and box.height > 2 * font.size
    tight = pitch < font.size * LABEL_HEIGHT
    right = max(width(text, font) for text in funnel.percentages) if written and not tight else 0.0
    plot = box
    if written:
        gap = font.size
        plot = box.inset(left=labels.depth + gap, right=right + gap if right else 0.0)
    largest, middle = max(funnel.values), plot.x + plot.width / 2
    height = pitch * _BAR
    bars = []
    for i, value in enumerate(funnel.values):
        length = value / largest * plot.width
        top = plot.y + i * pitch + (pitch - height) / 2
        bars.append(Box(middle - length / 2, top, length, height))
    for i, (bar, after) in enumerate(pairwise(bars)):
        corners = [(bar.x, bar.bottom), (bar.right, bar.bottom), (after.right, after.y)]
        fill = (*funnel.colours[i][:3], funnel.colours[i][3] * _BETWEEN_ALPHA // 255)
        canvas.path(Path.polygon([*corners, (after.x, after.y)]), fill)
    pairs = zip(bars, funnel.colours, strict=True)
    draw_bars(canvas, [(bar, colour) for bar, colour in pairs if bar.width > 0])
    if not written:
        return left_out(len(bars), len(bars)) if funnel.value_labels else []
    for position, text in labels.items:
        lines = text.split("\n")
        y = box.bottom - position * box.height - (len(lines) - 1) * font.size * LABEL_HEIGHT / 2
        for n, line in enumerate(lines):
            baseline = y + font.size * (CAP_HEIGHT / 2 + n * LABEL_HEIGHT)
            canvas.text(plot.x - gap, baseline, line, font, chart.theme.text, anchor=1.0)
    if tight:
        return left_out(len(bars), len(bars)) if funnel.value_labels else []
    write, missing = choose(funnel.values, chart.numbers), 0
    white = (255, 255, 255, 255)
    for bar, value, colour, percentage in zip(
        bars, funnel.values, funnel.colours, funnel.percentages, strict=True
    ):
        baseline = bar.y + bar.height / 2 + font.size * CAP_HEIGHT / 2
        canvas.text(box.right, baseline, percentage, font, chart.theme.quiet, anchor=1.0)
        if not funnel.value_labels:
            continue
        number = write(value)
        length = width(number, font)
        if length + font.size <= bar.width and bar.height >= font.size:
            ground = over(colour, over(chart.theme.background, white))
            canvas.text(middle, baseline, number, font, text_on(ground), anchor=0.5)
        elif bar.right + font.size * 0.4 + length <= plot.right:
            canvas.text(bar.right + font.size * 0.4, baseline, number, font, chart.theme.text)
        else:
            missing += 1
    return left_out(missing, len(bars))
