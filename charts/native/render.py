"""From a chart to the bytes of its picture."""

from __future__ import annotations

from api.named_tuple import NamedTuple

from ..canvas.cost import Budget
from ..canvas.create import create
from ..canvas.description import Description
from ..canvas.lock import drawing
from . import kinds
from .chart import Chart
from .layout import draw_frame

MAX_COST = 3_500_000
"""The largest chart that the parameters allow, 50 areas in 7.8 million pixels, costs 2,800,000."""


class Drawing(NamedTuple):
    """A chart that was drawn."""

    content: bytes
    """The file."""
    notices: tuple[str, ...]
    """What could not be drawn as asked."""


def render(chart: Chart, budget: Budget | None = None) -> bytes:
    """Return the file of a chart. Raises CostError as ``draw`` does."""
    return draw(chart, budget).content


def draw(
    chart: Chart, budget: Budget | None = None, *, description: Description | None = None
) -> Drawing:
    """Draw a chart; the same chart gives the same bytes in every process and thread.

    ``description`` is written into the file, if its format has a place for it.
    Raises CostError where the chart asks for more than a picture may.
    """
    with drawing():
        budget = budget or Budget(MAX_COST)
        if chart.dark is None:
            return _drawn(chart, budget, description)
        from ..canvas.svg_schemes import adaptive

        light = _drawn(chart, budget, description, in_schemes=True)
        dark = _drawn(chart.dark, budget, description, in_schemes=True)
        return light._replace(content=adaptive(light.content, dark.content))


def _drawn(
    chart: Chart, budget: Budget, description: Description | None, *, in_schemes: bool = False
) -> Drawing:
    kind = kinds.load(chart.kind)
    canvas = create(
        "png" if chart.format == "base64" or chart.format == "alt" else chart.format,
        chart.width,
        chart.height,
        chart.theme.background,
        scale=chart.scale,
        budget=budget,
    )
    canvas.description = description
    canvas.in_schemes = in_schemes
    entries = kind.legend(chart.plot, chart.legend)
    box = draw_frame(canvas, chart, entries, square=kind.KIND.square)
    notices = kind.draw(canvas, chart, chart.plot, box)
    return Drawing(canvas.finish(), (*chart.notices, *(notices or ())))
