"""Sectors of equal angles whose areas are the values, with names around or within them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ..canvas.stroke import Stroke
from ..colour import Colour, over, text_on
from . import center_text
from . import slices as s
from .chart import Chart, LegendEntry, LegendPosition, ValueAxis
from .number_text import choose

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.box import Box
    from ..canvas.surface import Canvas
    from ..words.sentences import Said
    from .rings import Rings
    from .slice_names import Inside
    from .theme import Theme

_MAX_RINGS, _MAX_ROUNDS = 4, 5
_WHITE = (255, 255, 255, 255)


class PolarPlot(NamedTuple):
    """Sectors around a centre, or around a hole: a part of the radius."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[Colour, ...]
    start: float
    """Where the first sector starts, as a part of a turn clockwise from 12 o'clock."""
    value_labels: bool
    hole: float
    center: tuple[str, ...]
    inside: bool
    """Names stand within sectors where they have room."""

    def distance(self, share: float) -> float:
        """Return where a sector ends whose area is a share of the largest possible one."""
        return math.sqrt(self.hole**2 + max(0.0, share) * (1 - self.hole**2))


def read(values: Mapping[str, Any], theme: Theme) -> PolarPlot:
    """Return the model of valid parameters."""
    sizes, colours = values["values"][0], values["colors"] or theme.colours(len(values["labels"]))
    order = s.sorted_order(sizes, values["sort"])
    return PolarPlot(
        tuple(values["labels"][i] for i in order),
        tuple(sizes[i] for i in order),
        tuple(colours[i % len(colours)] for i in order),
        values["start"] / 360,
        values["value_labels"],
        values["hole"],
        center_text.read(values["center"]),
        values["label_position"] == "inside",
    )


def legend(polar: PolarPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each sector."""
    return [
        LegendEntry(name, colour, "square")
        for name, colour in zip(polar.names, polar.colours, strict=True)
    ]


def draw(canvas: Canvas, chart: Chart, polar: PolarPlot, box: Box) -> list[str]:
    """Draw rings, sectors, names, numbers and a text in the hole; return what had no room."""
    from ..marks.sectors import Disk, Sector, draw_sector
    from . import rings as r
    from .scale import value_scale
    from .sizes import base_size

    count = len(polar.values)
    turns = [(polar.start + (i + 0.5) / count) % 1 for i in range(count)]
    rings, held = _fit(chart, polar, box, turns)
    steps = max(1, min(_MAX_RINGS, int(rings.radius / (base_size(chart) * 2))))
    scale = value_scale(polar.values, ValueAxis(), steps, from_zero=True)
    places = [polar.distance(scale(tick)) if tick > 0 else 0.0 for tick in scale.ticks]
    r.draw_grid(canvas, chart, rings, [place for place in places if place > 0])
    disk = Disk(rings.x, rings.y, rings.radius)
    ground = chart.theme.background
    gap = max(0.75, rings.radius / 130) * min(1.0, 30 / count)
    edge = Stroke(ground, gap, join="miter") if ground[3] and count > 1 else None
    for i, (value, colour) in enumerate(zip(polar.values, polar.colours, strict=True)):
        start = (polar.start + i / count) * math.tau
        sector = Sector(
            start, start + math.tau / count, polar.hole, polar.distance(scale(value)), colour
        )
        if (sector.outer - sector.inner) * rings.radius > 0.01:
            draw_sector(canvas, disk, sector, edge)
    if not polar.value_labels:
        r.draw_numbers(canvas, chart, rings, scale, places)
    r.draw_names(canvas, chart, rings, turns)
    for i, lines in held.items():
        _draw_inside(canvas, chart, rings, lines, polar.colours[i])
    hole = rings.radius * polar.hole
    return center_text.draw(canvas, chart, polar.center, (rings.x, rings.y), hole)


def _fit(
    chart: Chart, polar: PolarPlot, box: Box, turns: Sequence[float]
) -> tuple[Rings, dict[int, Inside]]:
    """Return the rings with the names around them, and the names within sectors, by index."""
    from . import rings as r

    write = choose(polar.values, chart.numbers)
    numbers = [write(v) if polar.value_labels else "" for v in polar.values]
    names = polar.names if chart.legend == "none" else ("",) * len(polar.values)

    def around(held: Mapping[int, Inside] | set[int]) -> Rings:
        texts = ["" if i in held else name for i, name in enumerate(names)]
        others = ["" if i in held else number for i, number in enumerate(numbers)]
        return r.fit(chart, box, texts, turns, others)

    if not polar.inside or chart.legend != "none":
        return around(set()), {}
    rings = around(set(range(len(names))))
    for _ in range(_MAX_ROUNDS):  # what does not fit needs room around, which makes sectors smaller
        held = _held(chart, polar, rings.radius, turns, numbers)
        before, rings = rings.radius, around(held)
        if rings.radius >= before:
            return rings, held
    return around(set()), {}


def _held(
    chart: Chart,
    polar: PolarPlot,
    radius: float,
    turns: Sequence[float],
    numbers: Sequence[str],
) -> dict[int, Inside]:
    """Return the names that fit into their sectors, each with its number below."""
    from ..canvas.text import one_line, width
    from . import rings as r
    from .scale import value_scale
    from .sizes import base_size
    from .slice_names import Slice, place

    steps = max(1, min(_MAX_RINGS, int(radius / (base_size(chart) * 2))))
    scale = value_scale(polar.values, ValueAxis(), steps, from_zero=True)
    font = r.name_font(chart)
    held: dict[int, Inside] = {}
    for i, (turn, value) in enumerate(zip(turns, polar.values, strict=True)):
        lines = tuple(text for text in (one_line(polar.names[i]), numbers[i]) if text)
        one = Slice(turn * math.tau, 1 / len(turns), lines)
        label = place(one, polar.hole * radius, polar.distance(scale(value)) * radius, font)
        if not label:
            continue
        # The numbers of the rings stand upwards from the centre.
        half = max(width(line, font) for line in lines) / 2 + 2 * font.size
        if polar.value_labels or label.y > 0 or abs(label.x) > half:
            held[i] = label
    return held


def _draw_inside(canvas: Canvas, chart: Chart, rings: Rings, lines: Inside, colour: Colour) -> None:
    from . import rings as r
    from .scale import LABEL_HEIGHT

    font = r.name_font(chart)
    ink = text_on(over(colour, over(chart.theme.background, _WHITE)))
    baseline = rings.y + lines.y
    for line in lines.lines:
        canvas.text(rings.x + lines.x, baseline, line, font, ink, anchor=0.5)
        baseline += font.size * LABEL_HEIGHT


def say(chart: Chart, polar: PolarPlot) -> Said:
    """Return what is said of sectors: the largest."""
    from ..words import items
    from .describe import writer

    return items.say(polar.names, polar.values, writer(chart.numbers), "sector")
