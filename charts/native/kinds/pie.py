"""Slices of a whole, or of a ring with a hole."""

from __future__ import annotations

from .. import parameters as p
from .. import slices as s
from ..center_text import CENTER_OF_HOLE, NEEDS_HOLE
from ..kind import Example, Kind
from ..slices import draw, legend, read, say
from ..values import Number

__all__ = ["KIND", "draw", "legend", "read", "say"]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_OLD = "accepted because older URLs have it; does nothing, as a pie has no axes"

KIND = Kind(
    "pie",
    "Pie chart",
    "Parts of a whole, clockwise from the top; with a hole, a doughnut.",
    parameters=(
        p.LABELS,
        p.SIZES,
        *p.TITLES,
        p.XLABEL._replace(meaning=_OLD, ignored=True),
        p.YLABEL._replace(meaning=_OLD, ignored=True),
        CENTER_OF_HOLE,
        s.LEGEND_POSITION,
        s.LABEL_POSITION,
        s.VALUE_LABELS,
        p.Parameter("hole", Number(0, 0.9), "the hole's part of the radius", "Drawing", 0.0),
        *s.ORDER,
        s.COLORS,
        *p.PICTURE,
    ),
    checks=(*s.CHECKS, NEEDS_HOLE),
    examples=(
        Example("pie", "Enrolled students by course, with labels", {
            "title": "Enrolled students", "labels": ["C", "Ruby", "Java", "Python"],
            "values": [10, 20, 15, 30.5],
        }),
        Example("pie-twelve", "Twelve slices with percentages", {
            "labels": _MONTHS,
            "values": [3, 7, 4, 9, 12, 8, 15, 11, 6, 10, 14, 13], "value_labels": True,
        }),
        Example("pie-doughnut-legend-dark", "A doughnut with a legend, dark", {
            "labels": ["Rent", "Food", "Transport", "Savings", "Other"],
            "values": [950, 480, 160, 300, 210], "hole": 0.6, "legend_position": "right",
            "value_labels": True, "theme": "dark", "width": 500, "height": 300,
        }),
        Example("pie-titles", "Titles in the middle, the legend below the pie", {
            "title": "What the money is spent on", "subtitle": "Share of a budget of 2,100",
            "source": "Own accounts", "title_align": "center",
            "labels": ["Rent", "Food", "Transport", "Savings", "Other"],
            "values": [950, 480, 160, 300, 210], "legend_position": "bottom", "width": 400,
            "height": 400,
        }),
        Example("pie-thin-slices", "Thin slices: their labels keep apart", {
            "labels": ["Most", *"abcdefgh"], "values": [900, 9, 2, 1, 3, 1, 2, 1, 1],
            "value_labels": True, "width": 500, "height": 300,
        }),
        Example("pie-long-names", "Long names beside small slices, each with its percentage", {
            "labels": [
                "Food", "Insurance, pension and other provision for old age",
                "Household goods and their repair and maintenance",
            ],
            "values": [94, 3, 3], "value_labels": True, "width": 300, "height": 200,
        }, shown=False),
        Example("pie-empty-slice", "Percentages that add up to 100, and a slice of nothing", {
            "title": "Votes", "labels": ["Yes", "No", "Abstained", "Void"],
            "values": [9912, 83, 5, 0], "value_labels": True, "width": 400, "height": 300,
        }),
        Example("pie-inside", "Labels within the slices where they have room", {
            "title": "Land", "labels": ["Forest", "Fields", "Water", "Roads", "Towns", "Other"],
            "values": [38, 31, 12, 4, 12, 3], "label_position": "inside", "value_labels": True,
            "width": 400, "height": 320,
        }),
        Example("pie-sorted", "Slices by size, the largest one from 3 o'clock", {
            "labels": ["Other", "Rail", "Road", "Water"], "values": [4, 19, 71, 6],
            "sort": "descending", "start": 90, "value_labels": True, "width": 400, "height": 300,
        }),
        Example("pie-whole", "A single slice", {
            "labels": ["all"], "values": [5], "hole": 0.5, "value_labels": True, "width": 300,
            "height": 200,
        }, shown=False),
        Example("transparent", "A transparent background", {
            "labels": ["a", "b"], "values": [1, 2], "background": "transparent", "width": 160,
            "height": 120,
        }),
    ),
    square=True,
)  # fmt: skip
