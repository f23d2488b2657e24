"""Sectors of equal angles whose areas are the values: a polar area chart, or rose."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...canvas.stroke import Stroke
from ...colour import Colour
from .. import parameters as p
from .. import slices as s
from ..chart import Chart, LegendEntry, LegendPosition, ValueAxis
from ..checks import same_length
from ..kind import Example, Kind
from ..number_text import choose

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
        s.LEGEND_POSITION._replace(
            meaning="where a legend of the labels is drawn, instead of labels around the sectors"
        ),
        p.VALUE_LABELS._replace(meaning="numbers after the names, instead of those at the rings"),
        *s.ORDER,
        s.COLORS._replace(meaning="a colour for each sector; a shorter list is repeated"),
        *p.PICTURE,
    ),
    checks=(same_length("labels", "values"), s.COLOURS),
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
        Example("polar-one", "A single sector", {
            "labels": ["all"], "values": [5], "width": 160, "height": 120,
        }, shown=False),
    ),
    square=True,
)  # fmt: skip


class PolarPlot(NamedTuple):
    """Sectors around a centre."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[Colour, ...]
    start: float
    """Where the first sector starts, as a part of a turn clockwise from 12 o'clock."""
    value_labels: bool


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
    )


def legend(polar: PolarPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each sector."""
    return [
        LegendEntry(name, colour, "square")
        for name, colour in zip(polar.names, polar.colours, strict=True)
    ]


def draw(canvas: Canvas, chart: Chart, polar: PolarPlot, box: Box) -> None:
    """Draw rings, sectors, names and numbers."""
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
    places = [math.sqrt(max(0.0, scale(tick))) for tick in scale.ticks]
    r.draw_grid(canvas, chart, rings, [place for place in places if place > 0])
    disk = Disk(rings.x, rings.y, rings.radius)
    ground = chart.theme.background
    gap = max(0.75, rings.radius / 130) * min(1.0, 30 / count)
    edge = Stroke(ground, gap, join="miter") if ground[3] and count > 1 else None
    for i, (value, colour) in enumerate(zip(polar.values, polar.colours, strict=True)):
        start = (polar.start + i / count) * math.tau
        outer = math.sqrt(scale(value))
        if outer * rings.radius > 0.01:
            draw_sector(
                canvas, disk, Sector(start, start + math.tau / count, 0.0, outer, colour), edge
            )
    if not polar.value_labels:
        r.draw_numbers(canvas, chart, rings, scale, places)
    r.draw_names(canvas, chart, rings, turns)


def say(chart: Chart, polar: PolarPlot) -> Said:
    """Return what is said of sectors: the largest."""
    from ...words import items
    from ..describe import writer

    return items.say(polar.names, polar.values, writer(chart.numbers), "sector")
