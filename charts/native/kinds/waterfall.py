"""What makes one total into another: a bar for each change, from where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...access.settings import MAX_VALUES
from ...colour import Colour
from .. import parameters as p
from .. import styles
from ..changes import WaterfallPlot, read, say, totals
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import AXIS_RANGE, Check, Errors, Rows, same_length, too_many_colours
from ..kind import Example, Kind
from ..values import Choice, Flag, Text, Texts, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas

__all__ = ["KIND", "draw", "legend", "read", "say"]


def _colours(colours: Sequence[Colour], _values: Rows) -> Errors:
    return too_many_colours(colours, 3, "kinds of bars")


_BUDGET = {
    "labels": ["Last year", "Prices", "Volume", "Returns", "Staff", "Rent", "This year"],
    "values": [420, 60, 85, -32, -74, -18, None], "totals": ["Last year"],
}  # fmt: skip

KIND = Kind(
    "waterfall",
    "Waterfall chart",
    "Changes one after the other, each starting where the last one ended, and totals.",
    parameters=(
        p.LABELS._replace(meaning="names of the bars"),
        p.Parameter(
            "values",
            Values(MAX_VALUES, 1),
            "the changes; where one is left empty, the total of those before it is drawn",
            "Data",
            required=True,
        ),
        p.Parameter(
            "totals",
            Texts(MAX_VALUES, p.MAX_LABEL),
            "labels whose values are totals rather than changes, such as the first one",
            "Data",
            (),
        ),
        *p.TITLES,
        p.XLABEL._replace(meaning="title of the axis of the labels"),
        p.YLABEL._replace(meaning="title of the axis of the values"),
        p.VALUE_LABELS,
        p.Parameter(
            "total",
            Text(p.MAX_LABEL),
            "name of another bar at the end, with the total of all",
            "Drawing",
            "",
        ),
        p.Parameter("horizontal", Flag(), "bars from left to right", "Drawing", False),
        p.Parameter(
            "connectors",
            Choice(("solid", "dashed", "none")),
            "lines from the end of each bar to the next",
            "Drawing",
            "solid",
        ),
        *styles.BARS,
        p.YMIN,
        p.YMAX,
        *p.FRAME,
        p.COLORS._replace(
            meaning="the colours of increases, of decreases and of totals; a shorter list is"
            " repeated"
        ),
        *p.PICTURE,
    ),
    checks=(
        same_length("values", "labels"),
        Check(("totals", "labels"), totals),
        Check(("colors", "values"), _colours),
        AXIS_RANGE,
    ),
    examples=(
        Example("waterfall", "From last year's profit to this year's", {
            "title": "Profit", "connectors": "dashed", "ylabel": "Thousands", **_BUDGET,
            "value_labels": True,
        }),
        Example("waterfall-total", "Changes below and above zero, and their total", {
            "title": "Cash", "labels": ["January", "February", "March", "April", "May", "June"],
            "values": [12, -30, -8, 41, 15, -9], "total": "Half-year", "value_labels": True,
            "number_format": "+d", "width": 500, "height": 320,
        }),
        Example("waterfall-horizontal-dark", "From left to right, without connectors, dark", {
            "title": "Where the visitors go", "horizontal": True, "connectors": "none",
            "labels": ["All visitors", "Leave at once", "Read on", "Return later", "Subscribe"],
            "values": [1000, -420, -260, 90, None], "totals": ["All visitors"], "theme": "dark",
            "colors": ["7bc96f", "f0883e", "8b949e"], "value_labels": True, "width": 500,
            "height": 320,
        }),
    ),
)  # fmt: skip


def legend(_plot: WaterfallPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: signs and names say what the bars are."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: WaterfallPlot, box: Box) -> list[str]:
    """Draw axes, bars, what connects them, and numbers; return what had no room."""
    from .. import change_places

    return change_places.draw(canvas, chart, plot, box)
