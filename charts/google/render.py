"""From a chart of the Google dialect to the bytes of its picture, and to its map areas."""

from __future__ import annotations

from ..canvas.agg import AggCanvas
from ..canvas.lock import drawing
from ..canvas.surface import Canvas
from ..colour import Colour
from ..marks.map_area import MapArea
from .chart import GoogleChart


def render(chart: GoogleChart) -> bytes:
    """Draw a fixed chart; the same chart gives the same bytes in every process and thread."""
    from ..google.draw import sheet  # its diagrams are more than a chart that lays itself out needs

    with drawing():
        chart = sheet.natural(chart)
        background: Colour = (255, 255, 255, 0)  # clear, for one of several colours
        if sheet.flat(chart.background):
            background = chart.background
        canvas = _canvas(chart, background)
        sheet.draw(canvas, chart)
        if chart.opacity < 1:
            canvas.fade(chart.opacity)
        if chart.format == "gif" and isinstance(canvas, AggCanvas):
            from ..canvas import gif

            return gif.encode(canvas.pixels(), opaque=canvas.opaque)
        return canvas.finish()


def regions(chart: GoogleChart) -> list[MapArea]:
    """The regions of a fixed chart, which its drawing gives."""
    from ..google.draw import sheet

    with drawing():
        chart = sheet.natural(chart)
        return sheet.draw(AggCanvas(chart.width, chart.height, 1.0, (255, 255, 255, 255)), chart)


def _canvas(chart: GoogleChart, background: Colour) -> Canvas:
    if chart.format == "svg":
        from ..canvas.svg import SvgCanvas

        return SvgCanvas(chart.width, chart.height, background)
    return AggCanvas(chart.width, chart.height, 1.0, background)
