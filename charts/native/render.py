"""From a chart to the bytes of its picture, and to its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ..canvas import compiled  # noqa: F401  first: it loads numpy quicker than numpy itself does
from ..canvas.agg import AggCanvas
from ..canvas.box import Box
from ..canvas.lock import drawing
from ..canvas.surface import Canvas
from .chart import Bars, Chart, Lines, Plot, Points, Slices
from .layout import Entry, frame

if TYPE_CHECKING:
    pass


def render(chart: Chart) -> bytes:
    """Draw the chart; the same chart gives the same bytes in every process and thread."""
    if chart.format == "pdf":
        # Imports all of matplotlib at the first PDF; pictures go on being drawn meanwhile.
        from ..canvas import pdf

        pdf.load()
    kind = _kind(chart.plot)
    with drawing():
        canvas = _canvas(chart)
        room = frame(canvas, chart, kind.entries(chart.plot))
        kind.draw(canvas, chart, chart.plot, room)
        return canvas.finish()


def _canvas(chart: Chart) -> Canvas:
    background = chart.theme.background
    if chart.format == "png":
        return AggCanvas(chart.width, chart.height, chart.scale, background)
    if chart.format == "svg":
        from ..canvas.svg import SvgCanvas

        return SvgCanvas(chart.width, chart.height, background)
    from ..canvas.pdf import PdfCanvas

    return PdfCanvas(chart.width, chart.height, background)


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
