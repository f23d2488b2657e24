"""From a chart to the bytes of its picture, and to its regions."""

from __future__ import annotations

from typing import Any, Protocol

from ..canvas import compiled  # noqa: F401  first: it loads numpy quicker than numpy itself does
from ..canvas.box import Box
from ..canvas.cost import Budget
from ..canvas.create import create
from ..canvas.lock import drawing
from ..canvas.surface import Canvas
from .chart import Bars, Chart, Lines, Plot, Points, Slices
from .layout import Entry, frame

MAX_COST = 3_500_000
"""The largest chart that the parameters allow, 50 areas in 7.8 million pixels, costs 2,800,000."""


def render(chart: Chart, budget: Budget | None = None) -> bytes:
    """Return the file of a chart; the same chart gives the same bytes in every process and thread.

    Raises CostError where the chart asks for more than a picture may.
    """
    if chart.format == "pdf":
        # Imports all of matplotlib at the first PDF; pictures go on being drawn meanwhile.
        from ..canvas import pdf

        pdf.load()
    kind = _kind(chart.plot)
    with drawing():
        canvas = create(
            chart.format,
            chart.width,
            chart.height,
            chart.theme.background,
            scale=chart.scale,
            budget=budget or Budget(MAX_COST),
        )
        room = frame(canvas, chart, kind.entries(chart.plot))
        kind.draw(canvas, chart, chart.plot, room)
        return canvas.finish()


class _Kind(Protocol):
    """What a file of ``draw/`` has for charts that lay themselves out."""

    def entries(self, plot: Any, /) -> list[Entry]: ...

    def draw(self, canvas: Canvas, chart: Chart, plot: Any, room: Box, /) -> None: ...


def _kind(plot: Plot) -> _Kind:
    """Load what draws a plot, with the first chart of its kind."""
    match plot:
        case Bars():
            from .kinds import bar

            return bar
        case Lines():
            from .kinds import line

            return line
        case Points():
            from .kinds import scatter

            return scatter
        case Slices():
            from .kinds import pie

            return pie
