"""The steps of a funnel (chartjs-chart-funnel)."""

from __future__ import annotations

from typing import Any

from ...colour import Colour, luminance, over
from ..datasets import Datalabels
from ..labels import LabelRule, NumberRule
from ..shapes import Trapezoids
from ..styles import Paint, Sides, TextStyle, plain_colour
from .options import Options
from .style import GREY
from .values import Values

_BLUES: tuple[Colour, ...] = (
    (247, 251, 255, 255), (222, 235, 247, 255), (198, 219, 239, 255), (158, 202, 225, 255),
    (107, 174, 214, 255), (66, 146, 198, 255), (33, 113, 181, 255), (8, 81, 156, 255),
    (8, 48, 107, 255),
)  # fmt: skip
"""ColorBrewer's "Blues" (Cynthia Brewer, Apache License 2.0)."""
_WHITE: Colour = (255, 255, 255, 255)


def read(chart: Options, dataset: Options, values: Values) -> tuple[Values, Trapezoids]:
    """Return the steps, each from the middle (or a side) as far as its value, and their shape."""
    own = chart.within("datasets").within("funnel")
    align: Any = dataset.choice(("center", "left", "right"), "align", default=own.text("align"))
    align = align if align in ("left", "right") else "center"
    elements = chart.within("elements").within("trapezoid")
    shrinks: Any = dataset.choice(
        ("top", "middle", "bottom", "none"), "shrinkAnchor",
        default=elements.text("shrinkAnchor", default="top"),
    )  # fmt: skip
    share = dataset.number("shrinkFraction", default=elements.number("shrinkFraction", default=1.0))
    widths = [None if v is None else abs(v) for v in values.values]
    low, high = {"center": (-1, 1), "left": (0, 1), "right": (0, -1)}[align]
    spans = values._replace(
        starts=tuple(w and low * w for w in widths), values=tuple(w and high * w for w in widths)
    )
    share = min(max(share, 0.0), 1.0)
    return spans, Trapezoids(align, shrinks if share else "none", share or 1.0)


def fills(count: int) -> tuple[Paint, ...]:
    """Return the colours of steps that have none: lighter to darker blue."""
    return tuple(_blue(i / (count - 1) if count > 1 else 1.0) for i in range(max(count, 1)))


def _blue(share: float) -> Colour:
    at = share * (len(_BLUES) - 1)
    first = min(int(at), len(_BLUES) - 2)
    part = at - first
    red, green, blue = (
        round(a + (b - a) * part)
        for a, b in zip(_BLUES[first][:3], _BLUES[first + 1][:3], strict=True)
    )
    return red, green, blue, 255


def labels(values: Values, colours: tuple[Paint, ...]) -> Datalabels:
    """Return the labels that steps have if the config says nothing of them: name and value.

    Values that are shares of 1 are written as percentages, as the plugin does with all.
    """
    largest = max((abs(v) for v in values.values if v is not None), default=0.0)
    number_rule = NumberRule(
        100.0 if largest <= 1 else 1.0, absolute=True, max_decimals=3, group=","
    )
    rule = LabelRule(
        "label",
        suffix="\n",
        more=(LabelRule(number=number_rule, suffix="%" if largest <= 1 else ""),),
    )
    inks = tuple(
        GREY if luminance(over(plain_colour(colour), _WHITE)) > 0.5 else _WHITE
        for colour in colours
    )
    return Datalabels(
        TextStyle(GREY, 20.0, line_height=24.0),
        rule,
        padding=Sides(4, 4, 4, 4),
        text_align="center",
        colours=inks,
        border_radius=4.0,
        backgrounds=tuple(map(plain_colour, colours)),
    )
