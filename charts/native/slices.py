"""Slices of a pie or a doughnut with their labels. Angles: radians clockwise from 12 o'clock."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..canvas.stroke import Stroke
from ..colour import Colour, over, text_on
from . import center_text
from . import parameters as p
from .chart import Chart, LegendEntry, LegendPosition, read_number_format
from .checks import Check, Errors, Rows, needs_flag, same_length, too_many_colours
from .number_text import NumberFormat, choose
from .percentages import percentage_texts
from .values import Choice, Number

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.box import Box
    from ..canvas.fonts import Font
    from ..canvas.surface import Canvas
    from ..marks.side_labels import SideLabel
    from ..words.sentences import Said
    from .slice_names import Inside
    from .theme import Theme

_MAX_LABEL = 0.3  # of the width, for the labels on each side
_MIN_RADIUS = 0.33  # of the shorter side; labels go before the pie gets smaller
_LABEL_SIZE = 0.95  # of the base size
_LINE = 1.3  # of the text size: the distance of two labels


def _label_position(label_position: str, legend_position: str) -> Errors:
    if label_position == "outside" or legend_position == "none":
        return []
    detail = "the labels are in the legend"
    return [ParameterError("label_position", detail, "no label_position, or no legend_position")]


def _colours(colours: Sequence[Colour], sizes: Rows) -> Errors:
    return too_many_colours(colours, len(sizes[0]), "slices")


LEGEND_POSITION = p.LEGEND_POSITION._replace(
    meaning="where a legend of the labels is drawn, instead of labels at the slices",
    default="none",
)
VALUE_LABELS = p.VALUE_LABELS._replace(meaning="percentages on the slices")
LABEL_POSITION = p.Parameter(
    "label_position",
    Choice(("outside", "inside")),
    "where the labels stand if there is no legend: beside the slices, or within those where they"
    " have room",
    "Text",
    "outside",
)
ORDER = (
    p.Parameter(
        "start",
        Number(-360, 360),
        "where the first slice starts, in degrees clockwise from the top",
        "Drawing",
        0.0,
    ),
    p.Parameter(
        "sort",
        Choice(("none", "descending", "ascending")),
        "order of the slices by their sizes",
        "Drawing",
        "none",
    ),
)
COLORS = p.COLORS._replace(meaning="a colour for each slice; a shorter list is repeated")
COLOURS = Check(("colors", "values"), _colours)
"""No more colours than slices."""
LABELS_OR_LEGEND = Check(("label_position", "legend_position"), _label_position)
"""Labels in a legend have no other position."""
CHECKS = (
    same_length("labels", "values"),
    COLOURS,
    LABELS_OR_LEGEND,
    *(needs_flag(parameter.name, "value_labels") for parameter in p.NUMBERS),
)


class PiePlot(NamedTuple):
    """Slices with their labels and colours; the hole is 0 to 0.9 of the radius."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[Colour, ...]
    hole: float
    numbers: tuple[str, ...]
    """At the slices; empty texts if there are none."""
    start: float = 0.0
    center: tuple[str, ...] = ()
    """The lines in the hole, the first one in large letters."""
    inside: bool = False
    """Labels stand within slices where they have room."""


def read(values: Mapping[str, Any], theme: Theme) -> PiePlot:
    """Return the model of valid parameters."""
    sizes, labels = values["values"][0], values["labels"]
    colours = values["colors"] or theme.colours(len(sizes))
    numbers = _numbers(sizes, read_number_format(values)) if values["value_labels"] else None
    order = sorted_order(sizes, values["sort"])
    return PiePlot(
        tuple(labels[i] for i in order),
        tuple(sizes[i] for i in order),
        tuple(colours[i % len(colours)] for i in order),
        values["hole"],
        tuple(numbers[i] if numbers else "" for i in order),
        math.radians(values["start"]),
        center_text.read(values["center"]),
        inside=values["label_position"] == "inside",
    )


def sorted_order(sizes: Sequence[float], sort: str) -> list[int]:
    """Return the indices of the sizes in the order that ``sort`` says."""
    order = list(range(len(sizes)))
    if sort == "none":
        return order
    return sorted(order, key=sizes.__getitem__, reverse=sort == "descending")


def _numbers(sizes: Sequence[float], asked: NumberFormat) -> list[str]:
    """Return the number at each slice: its percentage, unless the format is for the sizes."""
    if asked.notation in ("", "percent"):
        return percentage_texts(sizes, asked)
    write = choose(sizes, asked)
    return [write(size) for size in sizes]


def legend(pie: PiePlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each slice, with the number of one that is empty."""
    return [
        # The number of a slice that has no room for it, as it has no size, stands here.
        LegendEntry(label, colour, "square", "" if size else number)
        for label, colour, size, number in zip(
            pie.labels, pie.colours, pie.values, pie.numbers, strict=True
        )
    ]


def draw(canvas: Canvas, chart: Chart, pie: PiePlot, box: Box) -> list[str]:
    """Draw slices, percentages, a text in the hole, and labels unless there is a legend.

    Return the notice of lines in the hole that had no room.
    """
    from ..canvas.text import CAP_HEIGHT, one_line, width
    from ..marks.sectors import Disk, Sector, draw_sector
    from ..marks.side_labels import SideLabel
    from .scale import LABEL_HEIGHT
    from .sizes import text_font

    background = chart.theme.background
    font = text_font(chart, _LABEL_SIZE)
    shares = _shares(pie.values)
    in_legend = chart.legend != "none"
    names = ["" if in_legend else one_line(label) for label in pie.labels]

    held = _inside(pie, names, shares, box, font) if pie.inside and not in_legend else {}
    names = ["" if i in held else name for i, name in enumerate(names)]

    def within(number: str, share: float, radius: float) -> bool:
        """Return whether a number fits into its slice."""
        depth = radius * _depth(pie.hole)
        return _fits(width(number, font), depth, radius * (1 - pie.hole), radius, share)

    # With a legend, the number of an empty slice stands there.
    beside = [
        "" if (in_legend and not share) or i in held else number
        for i, (number, share) in enumerate(zip(pie.numbers, shares, strict=True))
    ]
    whole = min(box.width, box.height) / 2
    texts = [
        f"{name} {number}".strip() if name or not within(number, share, whole) else ""
        for name, number, share in zip(names, beside, shares, strict=True)
    ]
    if any(texts):
        # Of very many only the names of the largest slices will find space.
        shown = 2 * max(1, int(box.height / font.size))
        largest = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)[:shown]
        texts = [texts[i] for i in largest]
    radius, outside = _size(box, max((width(text, font) for text in texts), default=0.0), font)

    x, y = box.x + box.width / 2, box.y + box.height / 2
    count = sum(share > 0 for share in shares)
    # Many slices: lines between them would leave little of the slices.
    gap = max(1.0, radius / 110) * min(1.0, 20 / count)
    separated = count > 1 and gap > 0.25 and background[3] > 0
    edge = Stroke(background, gap, join="miter") if separated else None
    labels = []
    start = pie.start
    slices = zip(names, beside, shares, pie.colours, strict=True)
    for i, (name, number, share, colour) in enumerate(slices):
        sweep = share * math.tau
        middle = start + sweep / 2
        if share > 0:
            sector = Sector(start, start + sweep, pie.hole, 1.0, colour)
            draw_sector(canvas, Disk(x, y, radius), sector, edge)
        start += sweep
        ground = over(colour, over(background, (255, 255, 255, 255)))
        if i in held:
            baseline = y + held[i].y
            for line in held[i].lines:
                canvas.text(x + held[i].x, baseline, line, font, text_on(ground), anchor=0.5)
                baseline += font.size * LABEL_HEIGHT
        inside = bool(number) and within(number, share, radius)
        if inside:
            depth = radius * _depth(pie.hole)
            baseline = y - depth * math.cos(middle) + font.size * CAP_HEIGHT / 2
            centre = x + depth * math.sin(middle)
            canvas.text(centre, baseline, number, font, text_on(ground), anchor=0.5)
        if name or (number and not inside):
            labels.append(SideLabel(name, middle, share, number="" if inside else number))
    if outside:
        for right in (True, False):
            side = [label for label in labels if label.right == right]
            _draw_side(canvas, chart, box, side, font, (x, y), radius)
    return center_text.draw(canvas, chart, pie.center, (x, y), radius * pie.hole)


def _inside(
    pie: PiePlot, names: Sequence[str], shares: Sequence[float], box: Box, font: Font
) -> dict[int, Inside]:
    """Return the labels that stand within their slices, each with its number below."""
    from ..canvas.text import width
    from .slice_names import Slice, inside

    start, slices = pie.start, []
    for name, number, share in zip(names, pie.numbers, shares, strict=True):
        lines = tuple(text for text in (name, number) if text)
        slices.append(Slice(start + share * math.pi, share, lines))
        start += share * math.tau
    lengths = [
        width(f"{name} {number}".strip(), font)
        for name, number in zip(names, pie.numbers, strict=True)
    ]

    def radius(held: set[int]) -> float:
        longest = max((n for i, n in enumerate(lengths) if i not in held), default=0.0)
        return _size(box, longest, font)[0]

    return inside(slices, pie.hole, font, radius)


def _shares(values: Sequence[float]) -> list[float]:
    """Return the parts of the whole; their sum itself could overflow."""
    largest = max(values)
    total = sum(v / largest for v in values)
    return [v / largest / total for v in values]


def _size(box: Box, longest: float, font: Font) -> tuple[float, bool]:
    """Return the radius, and whether labels up to ``longest`` pixels stand beside the pie."""
    whole = min(box.width, box.height) / 2
    if not longest:
        return whole, False
    limit = min(longest, box.width * _MAX_LABEL)
    radius = min((box.width - 2 * (limit + font.size)) / 2, (box.height - 2.6 * font.size) / 2)
    smallest = min(box.width, box.height) * _MIN_RADIUS
    if radius < smallest:
        radius = smallest
        limit = box.width / 2 - radius - font.size
    outside = bool(limit) and limit >= min(longest, 2 * font.size)
    # Without labels beside it the pie takes all the space.
    return (radius, True) if outside else (whole, False)


def _depth(hole: float) -> float:
    """Return how far from the centre numbers stand, as a part of the radius."""
    return (1 + hole) / 2 if hole else 0.68


def _fits(length: float, depth: float, ring: float, radius: float, share: float) -> bool:
    """Return whether a text fits into a slice, ``depth`` pixels from the centre of the pie."""
    chord = 2 * depth * math.sin(min(share, 0.5) * math.pi)
    return length + 4 <= min(chord, 2 * radius) and length <= ring * 0.95


def _draw_side(
    canvas: Canvas,
    chart: Chart,
    box: Box,
    labels: list[SideLabel],
    font: Font,
    centre: tuple[float, float],
    radius: float,
) -> None:
    """Draw the labels of one side, pushed apart; of too many, those of the smallest slices go."""
    from ..canvas.text import CAP_HEIGHT
    from ..marks.side_labels import downwards, push_apart
    from . import names
    from .scale import LABEL_HEIGHT

    x, y = centre
    below = font.size * LABEL_HEIGHT  # from a line to the next
    labels = downwards(labels, max(0, int(box.height / (font.size * _LINE))))
    if not labels:
        return
    distance = radius + font.size * 0.7
    natural = [y - distance * math.cos(label.angle) for label in labels]
    for lines in range(1, names.MAX_LINES + 1):
        half = (lines - 1) * below / 2
        height = font.size * _LINE + 2 * half
        for label, own_y in zip(labels, natural, strict=True):
            label.y = own_y
        push_apart(labels, height, box.y + height / 2, box.bottom - height / 2)
        in_column = _in_column(labels, natural, font.size)
        ends = [
            # In a column beside the pie, so that the line to the slice passes outside it.
            font.size * 1.3 + radius if moved else _beside(label, y, distance, half)
            for label, moved in zip(labels, in_column, strict=True)
        ]
        limits = [
            (box.right - x if label.right else x - box.x) - end
            for label, end in zip(labels, ends, strict=True)
        ]
        items = [
            names.Named(label.text, label.number, limit)
            for label, limit in zip(labels, limits, strict=True)
        ]
        too_high = (height + below) * len(labels) > box.height
        if too_high or names.fit_whole(items, font, lines):
            break
    texts = names.with_numbers(items, font, lines)
    for label, own_y, moved, end, text in zip(labels, natural, in_column, ends, texts, strict=True):
        sign = 1 if label.right else -1
        start = x + sign * end
        if moved and text:
            rim = x + radius * math.sin(label.angle), y - radius * math.cos(label.angle)
            knee = x + distance * math.sin(label.angle), own_y
            canvas.line([rim, knee, (start - sign * 3, label.y)], Stroke(chart.theme.axis, 1))
        baseline = label.y + font.size * CAP_HEIGHT / 2 - (len(text) - 1) / 2 * below
        for line in text:
            anchor = 0.0 if label.right else 1.0
            canvas.text(start, baseline, line, font, chart.theme.text, anchor=anchor)
            baseline += below


def _beside(label: SideLabel, y: float, distance: float, half: float) -> float:
    """Return how far from the middle of the pie a label starts that stands at its rim.

    ``half``: how far its lines reach above and below its own middle.
    """
    off = max(0.0, abs(label.y - y) - half)
    on_circle = math.sqrt(max(0.0, distance**2 - off**2))
    return max(on_circle, distance * abs(math.sin(label.angle)))


def _in_column(labels: list[SideLabel], natural: list[float], size: float) -> list[bool]:
    """Return which labels leave the rim for the column beside the pie.

    Those that were pushed away, and those that touch one: lines to the column would cross them.
    """
    moved = [abs(label.y - y) > size * 0.5 for label, y in zip(labels, natural, strict=True)]
    for order in (range(1, len(labels)), range(len(labels) - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step > 0 else i + 1
            touching = abs(labels[i].y - labels[j].y) < size * 1.6
            moved[i] = moved[i] or (touching and moved[j])
    return moved


def say(chart: Chart, pie: PiePlot) -> Said:
    """Return what is said of slices: the largest, and their shares."""
    from ..words import items
    from .describe import percent, writer

    write = writer(chart.numbers)
    return items.say(pie.labels, pie.values, write, percent=percent(chart))
