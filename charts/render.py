"""From a chart to the bytes of its picture, and to its regions."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from . import compiled  # noqa: F401  first: it loads numpy quicker than numpy itself does
from .canvas import AggCanvas, Canvas
from .chart import Bars, Chart, Lines, Plot, Points, Slices
from .colour import Colour
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
    if chart.format == "pdf":
        # Imports all of matplotlib at the first PDF; pictures go on being drawn meanwhile.
        from . import pdf

        pdf.load()
    kind = _kind(chart.plot)
    with _lock:
        canvas = _canvas(chart)
        room = frame(canvas, chart, kind.entries(chart.plot))
        kind.draw(canvas, chart, chart.plot, room)
        return canvas.finish()


def render_fixed(chart: FixedChart) -> bytes:
    """Draw a fixed chart; the same chart gives the same bytes in every process and thread."""
    from . import sheet  # its diagrams are more than a chart that lays itself out needs

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
        from .svg import SvgCanvas

        return SvgCanvas(chart.width, chart.height, background)
    return AggCanvas(chart.width, chart.height, 1.0, background)


def _canvas(chart: Chart) -> Canvas:
    background = chart.theme.background
    if chart.format == "png":
        return AggCanvas(chart.width, chart.height, chart.scale, background)
    if chart.format == "svg":
        from .svg import SvgCanvas

        return SvgCanvas(chart.width, chart.height, background)
    from .pdf import PdfCanvas

    return PdfCanvas(chart.width, chart.height, background)


class _Kind(Protocol):
    """What a file of ``draw/`` has for charts that lay themselves out."""

    def entries(self, plot: Any, /) -> list[Entry]: ...

    def draw(self, canvas: Canvas, chart: Chart, plot: Any, room: Box, /) -> None: ...


def _kind(plot: Plot) -> _Kind:
    """Load what draws a plot, with the first chart of its kind."""
    match plot:
        case Bars():
            from .draw import bar

            return bar
        case Lines():
            from .draw import line

            return line
        case Points():
            from .draw import scatter

            return scatter
        case Slices():
            from .draw import pie

            return pie
