"""From a chart to the bytes of its picture, and to its regions."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .canvas import AggCanvas, Canvas
from .chart import Bars, Chart, Lines, Plot, Points, Slices
from .colour import Colour
from .draw import bar, line, pie, scatter
from .layout import Box, Entry, frame

if TYPE_CHECKING:
    from .fixed import FixedChart
    from .regions import Region

# Fonts and the rasteriser are used by one thread at a time: sharing them would be unsafe, and
# threads that draw at once are slower than threads that wait for each other (one interpreter lock).
_lock = threading.Lock()


def _renew_lock() -> None:
    """A child of a fork must not wait for a thread that it does not have."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


@contextlib.contextmanager
def drawing() -> Iterator[None]:
    """Draw by oneself: no other thread draws inside the ``with``."""
    with _lock:
        yield


def render(chart: Chart) -> bytes:
    """Draw the chart; the same chart gives the same bytes in every process and thread."""
    if chart.format != "png":
        # Imports all of matplotlib at the first SVG or PDF; pictures go on being drawn meanwhile.
        from . import vector

        vector.load()
    with _lock:
        canvas = _canvas(chart)
        room = frame(canvas, chart, _entries(chart.plot))
        _draw(canvas, chart, room)
        return canvas.finish()


def render_fixed(chart: FixedChart) -> bytes:
    """Draw a fixed chart; the same chart gives the same bytes in every process and thread."""
    from . import sheet  # its diagrams are more than a chart that lays itself out needs

    if chart.format == "svg":
        from . import vector

        vector.load()
    with _lock:
        chart = sheet.natural(chart)
        background: Colour = (255, 255, 255, 0)  # clear, for one of several colours
        if sheet.flat(chart.background):
            background = chart.background
        canvas = _fixed_canvas(chart, background)
        sheet.draw(canvas, chart)
        if chart.opacity < 1:
            canvas.fade(chart.opacity)
        if chart.format == "gif" and isinstance(canvas, AggCanvas):
            from . import gif

            return gif.encode(canvas.pixels(), opaque=canvas.opaque)
        return canvas.finish()


def regions(chart: FixedChart) -> list[Region]:
    """The regions of a fixed chart, which its drawing gives."""
    from . import sheet

    with _lock:
        chart = sheet.natural(chart)
        return sheet.draw(AggCanvas(chart.width, chart.height, 1.0, (255, 255, 255, 255)), chart)


def _fixed_canvas(chart: FixedChart, background: Colour) -> Canvas:
    if chart.format == "svg":
        from . import vector

        return vector.SvgCanvas(chart.width, chart.height, background)
    return AggCanvas(chart.width, chart.height, 1.0, background)


def _canvas(chart: Chart) -> Canvas:
    background = chart.theme.background
    if chart.format == "png":
        return AggCanvas(chart.width, chart.height, chart.scale, background)
    from . import vector

    kind = vector.SvgCanvas if chart.format == "svg" else vector.PdfCanvas
    return kind(chart.width, chart.height, background)


def _entries(plot: Plot) -> list[Entry]:
    match plot:
        case Bars():
            return bar.entries(plot)
        case Lines():
            return line.entries(plot)
        case Points():
            return scatter.entries(plot)
        case Slices():
            return pie.entries(plot)


def _draw(canvas: Canvas, chart: Chart, room: Box) -> None:
    match chart.plot:
        case Bars() as plot:
            bar.draw(canvas, chart, plot, room)
        case Lines() as plot:
            line.draw(canvas, chart, plot, room)
        case Points() as plot:
            scatter.draw(canvas, chart, plot, room)
        case Slices() as plot:
            pie.draw(canvas, chart, plot, room)
