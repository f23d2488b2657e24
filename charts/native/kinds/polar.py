"""Sectors of equal angles whose areas are the values: a polar area chart, or rose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...canvas.stroke import Stroke
from ...colour import Colour
from .. import center_text
from .. import parameters as p
from .. import slices as s
from ..chart import Chart, LegendEntry, LegendPosition, ValueAxis
from ..checks import same_length
from ..kind import Example, Kind
from ..number_text import choose
from ..values import Number

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

_MAX_RINGS = 4

KIND = Kind(
    "polar",
    "Polar area chart",
    "Sectors of equal angles whose areas are the values.",
    parameters=(
        p.LABELS._replace(meaning="names of the sectors"),
        p.SIZES._replace(meaning="sizes of the sectors: their areas"),
        *p.TITLES,
        center_text.CENTER_OF_HOLE,
        s.LEGEND_POSITION._replace(
            meaning="where a legend of the labels is drawn, instead of labels around the sectors"
        ),
        p.VALUE_LABELS._replace(meaning="numbers after the names, instead of those at the rings"),
        p.Parameter("hole", Number(0, 0.8), "the hole's part of the radius", "Drawing", 0.0),
        *s.ORDER,
        s.COLORS._replace(meaning="a colour for each sector; a shorter list is repeated"),
        *p.PICTURE,
    ),
    checks=(same_length("labels", "values"), s.COLOURS, center_text.NEEDS_HOLE),
    examples=(
        Example("polar", "Visitors by weekday", {
            "title": "Visitors of the museum", "values": [310, 420, 390, 450, 620, 980, 860],
            "labels": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        }),
        Example("polar-one-colour", "Wind by direction in one colour, with numbers", {
            "title": "Wind", "subtitle": "Days of a year", "colors": ["1e68cd"],
            "labels": ["N", "NE", "E", "SE", "S", "SW", "W", "NW"], "start": -22.5,
            "values": [18, 29, 34, 22, 31, 83, 96, 52], "value_labels": True,
        }),
        Example("polar-legend-dark", "Sectors by size with a legend, dark", {
            "labels": ["Rent", "Food", "Transport", "Savings", "Other", "Nothing"],
            "values": [950, 480, 160, 300, 210, 0], "sort": "descending", "theme": "dark",
            "legend_position": "right", "width": 500, "height": 300,
        }),
        Example("polar-hole", "Sectors around a hole, with a text in it", {
            "title": "Rain in Lisbon", "labels": ["Spring", "Summer", "Autumn", "Winter"],
            "values": [175, 26, 262, 312], "hole": 0.35, "center": "775\nmm a year",
            "width": 400, "height": 320,
        }),
        Example("polar-one", "A single sector", {
            "labels": ["all"], "values": [5], "width": 160, "height": 120,
        }, shown=False),
    ),
    square=True,
)  # fmt: skip


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
    )


def legend(polar: PolarPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each sector."""
    return [
        LegendEntry(name, colour, "square")
        for name, colour in zip(polar.names, polar.colours, strict=True)
    ]


def draw(canvas: Canvas, chart: Chart, polar: PolarPlot, box: Box) -> list[str]:
    """Draw rings, sectors, names, numbers and a text in the hole; return what had no room."""
    from ...marks.sectors import Disk, Sector, draw_sector
    from .. import rings as r
    from ..scale import value_scale
    from ..sizes import base_size

    count = len(polar.values)
    turns = [(polar.start + (i + 0.5) / count) % 1 for i in range(count)]
    write = choose(polar.values, chart.numbers)
    numbers = [write(v) if polar.value_labels else "" for v in polar.values]
    in_legend = chart.legend != "none"
    names = [""] * count if in_legend else polar.names
    rings = r.fit(chart, box, names, turns, numbers)
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
    hole = rings.radius * polar.hole
    return center_text.draw(canvas, chart, polar.center, (rings.x, rings.y), hole)


def say(chart: Chart, polar: PolarPlot) -> Said:
    """Return what is said of sectors: the largest."""
    from ...words import items
    from ..describe import writer

    return items.say(polar.names, polar.values, writer(chart.numbers), "sector")
