"""Steps of which each has fewer than the one before, as bars in the middle."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ...colour import Colour
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
    from ...words.sentences import Said
    from ..theme import Theme

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
    from .. import funnel_places

    return funnel_places.draw(canvas, chart, funnel, box)


def say(chart: Chart, funnel: FunnelPlot) -> Said:
    """Return what is said of steps: each of few, and what is left at the end."""
    from ...words.sentences import Said, counted, line
    from ..describe import percent, writer

    values, names = funnel.values, funnel.names
    write = writer(chart.numbers)(values)
    steps = counted(len(values), "step")
    ends = [f"{line(names[i])} ({write(values[i])})" for i in (0, -1)]
    if len(values) == 1:
        return Said(f"with {steps}, {ends[0]}")
    left = f"{percent(chart)(values[-1] / values[0])} are left at the end" if values[0] else ""
    more = (left[0].upper() + left[1:],) if left else ()  # "Less than 1%"
    return Said(f"with {steps} from {ends[0]} to {ends[1]}", more)
