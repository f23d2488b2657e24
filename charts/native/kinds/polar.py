"""Sectors of equal angles whose areas are the values: a polar area chart, or rose."""

from __future__ import annotations

from .. import center_text
from .. import parameters as p
from .. import slices as s
from ..checks import same_length
from ..kind import Example, Kind
from ..polar_plot import draw, legend, read, say
from ..values import Number

__all__ = ["KIND", "draw", "legend", "read", "say"]

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
        s.LABEL_POSITION._replace(
            meaning="where the labels stand if there is no legend: around the sectors, or within"
            " those where they have room"
        ),
        p.VALUE_LABELS._replace(meaning="numbers after the names, instead of those at the rings"),
        p.Parameter("hole", Number(0, 0.8), "the hole's part of the radius", "Drawing", 0.0),
        *s.ORDER,
        s.COLORS._replace(meaning="a colour for each sector; a shorter list is repeated"),
        *p.PICTURE,
    ),
    checks=(same_length("labels", "values"), s.COLOURS, s.LABELS_OR_LEGEND, center_text.NEEDS_HOLE),
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
        Example("polar-inside", "Names within the sectors where they have room", {
            "labels": ["Rail", "Bus", "Car", "Bicycle", "On foot"], "values": [42, 18, 61, 33, 4],
            "label_position": "inside", "value_labels": True, "width": 400, "height": 320,
        }),
        Example("polar-one", "A single sector", {
            "labels": ["all"], "values": [5], "width": 160, "height": 120,
        }, shown=False),
    ),
    square=True,
)  # fmt: skip
