"""Slices of a ring, with a text in its hole."""

from __future__ import annotations

from .. import parameters as p
from .. import slices as s
from ..center_text import CENTER
from ..kind import Example, Kind
from ..slices import draw, legend, read, say
from ..values import Number

__all__ = ["KIND", "draw", "legend", "read", "say"]

KIND = Kind(
    "doughnut",
    "Doughnut chart",
    "Parts of a whole as slices of a ring, with a text in its hole.",
    parameters=(
        p.LABELS,
        p.SIZES,
        *p.TITLES,
        CENTER,
        s.LEGEND_POSITION,
        s.LABEL_POSITION,
        s.VALUE_LABELS,
        p.Parameter("hole", Number(0.2, 0.9), "the hole's part of the radius", "Drawing", 0.62),
        *s.ORDER,
        s.COLORS,
        *p.PICTURE,
    ),
    checks=s.CHECKS,
    examples=(
        Example("doughnut", "Where electricity comes from, with the total in the hole", {
            "title": "Electricity", "labels": ["Wind", "Sun", "Gas", "Coal", "Water"],
            "values": [138, 61, 77, 42, 19], "center": "337 TWh\nin a year",
            "value_labels": True,
        }),
        Example("doughnut-sorted-dark", "A thin ring by size with a legend, dark", {
            "labels": ["Other", "Phone", "Desktop", "Tablet"], "values": [3, 61, 29, 7],
            "sort": "descending", "hole": 0.8, "center": "61%\nby phone", "theme": "dark",
            "legend_position": "right", "width": 500, "height": 300,
        }),
        Example("doughnut-start", "Two halves from 9 o'clock, side by side with names", {
            "labels": ["For", "Against"], "values": [312, 288], "start": -90,
            "colors": ["2e8b57", "c0392b"], "value_labels": True, "number_format": ",d",
            "center": "600", "width": 400, "height": 300,
        }),
        Example("doughnut-whole-small", "A single slice and a text that is too long", {
            "labels": ["all"], "values": [5], "center": "Everything that there is\nat all",
            "legend_position": "bottom", "width": 160, "height": 120,
        }, shown=False),
    ),
    square=True,
)  # fmt: skip
