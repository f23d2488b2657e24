"""Steps of which each has fewer than the one before, as bars in the middle."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ...colour import Colour, over, text_on
from .. import parameters as p
from .. import slices as s
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import needs_flag, same_length
from ..kind import Example, Kind
from ..number_text import NumberFormat, choose
from ..values import Choice

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ..theme import Theme

_MAX_NAME = 0.3  # of the width: the names at the left
_MAX_STEP = 7  # of the text size: the height of a step
_BAR = 0.7  # of the height of a step
_BETWEEN_ALPHA = 60  # of 255: what leads from a bar to the next
_MAX_SHARE = 1e6  # a percentage that says something

KIND = Kind(
    "funnel",
    "Funnel chart",
    "How many are left at each step, in numbers and as a percentage of the first or the previous.",
    parameters=(
        p.LABELS._replace(meaning="names of the steps"),
        p.SIZES._replace(meaning="how many there are at each step"),
        *p.TITLES,
        p.VALUE_LABELS._replace(default=True),
        p.Parameter(
            "percent",
            Choice(("first", "previous", "none")),
            "of which step the percentages at the right are",
            "Drawing",
            "first",
        ),
        p.COLORS._replace(meaning="a colour for each step, or one for all"),
        *p.PICTURE,
    ),
    checks=(
        same_length("labels", "values"),
        s.COLOURS,
        *(needs_flag(parameter.name, "value_labels") for parameter in p.NUMBERS),
    ),
    examples=(
        Example("funnel", "From a visit to an order", {
            "title": "From a visit to an order", "source": "Own shop, May",
            "labels": ["Visits", "Product seen", "In the basket", "At the checkout", "Ordered"],
            "values": [18240, 9120, 3410, 1870, 1290],
        }),
        Example("funnel-previous-dark", "Percentages of the previous step, dark", {
            "labels": ["Applied", "Invited", "Interviewed", "Offered", "Hired"],
            "values": [240, 61, 38, 9, 7], "percent": "previous",
            "colors": ["497cd6", "4cbf96"], "theme": "dark", "width": 500, "height": 300,
        }),
        Example("funnel-zero", "A step that nobody reached, and one that grows", {
            "labels": ["Sent", "Opened", "A link in the message was followed", "Forwarded"],
            "values": [800, 310, 420, 0], "percent": "none", "colors": ["teal"], "width": 300,
            "height": 200,
        }),
        Example("funnel-many", "Sixty steps in a small picture", {
            "labels": [f"Step {i + 1}" for i in range(60)],
            "values": [round(1000 * 0.93**i, 1) for i in range(60)], "width": 300, "height": 200,
        }, shown=False),
    ),
)  # fmt: skip


class FunnelPlot(NamedTuple):
    """Bars from the top down."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[Colour, ...]
    percentages: tuple[str, ...]
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> FunnelPlot:
    """Return the model of valid parameters."""
    sizes = values["values"][0]
    own = theme.colours(len(sizes) if values["palette"] else 1)[: len(sizes)]
    colours = values["colors"] or (own if values["palette"] else own[:1])
    return FunnelPlot(
        values["labels"],
        sizes,
        tuple(colours[i % len(colours)] for i in range(len(sizes))),
        tuple(_percentages(sizes, values["percent"], values["locale"])),
        values["value_labels"],
    )


def _percentages(sizes: Sequence[float], of: str, locale: str) -> list[str]:
    """Return the percentage of each size; "" for one that says nothing."""
    if of == "none":
        return [""] * len(sizes)
    wholes = [sizes[0]] * len(sizes) if of == "first" else [sizes[0], *sizes[:-1]]
    shares = [
        size / whole if whole else math.inf for size, whole in zip(sizes, wholes, strict=True)
    ]
    known = [share for share in shares if share <= _MAX_SHARE]
    decimals = int(any(0 < share < 0.01 for share in known))
    write = choose(known, NumberFormat("percent", decimals, locale=locale))
    smallest = 0.5 * 10 ** -(decimals + 2)
    return [
        "" if share > _MAX_SHARE
        else f"<{write(2 * smallest)}" if 0 < share < smallest
        else write(share)
        for share in shares
    ]  # fmt: skip


def legend(_: FunnelPlot, __: LegendPosition) -> list[LegendEntry]:
    """Return nothing: the names stand beside the bars."""
    return []


def draw(canvas: Canvas, chart: Chart, funnel: FunnelPlot, box: Box) -> list[str]:
    """Draw bars, what leads from one to the next, and the texts; return what had no room."""
    from ...canvas.box import Box
    from ...canvas.path import Path
    from ...canvas.text import CAP_HEIGHT, width
    from ...marks.bars import draw_bars
    from .. import names
    from ..scale import LABEL_HEIGHT, CategoryScale
    from ..sizes import text_font
    from ..value_labels import left_out

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
