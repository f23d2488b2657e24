"""Charts as large as their content: between reading and drawing, what only fonts and Graphviz know.

A chart that was read has no width or no height (0) where the request gives none, and its graph is
DOT. Both are known here, and so are the errors and diagnostics that they lead to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..canvas.lock import drawing
from ..diagnostics import ChartError, Diagnostic, Diagnostics, quoted
from .chart import (
    BarPlot,
    Gauge,
    GoogleChart,
    Icon,
    Inset,
    LinePlot,
    PiePlot,
    RadarPlot,
    ScatterPlot,
    VennPlot,
    WorldMap,
)
from .read import sizes
from .read.fields import EMBEDDED

if TYPE_CHECKING:
    from ..graphviz.drawing import Drawing
    from ..graphviz.graph import Graph
    from ..tex.tree import Formula

_PIXELS = 96 / 72  # in a point

# What has a size that the request gives, and is drawn by most charts.
_PLOTTED = LinePlot | BarPlot | ScatterPlot | PiePlot | RadarPlot | VennPlot | Gauge | WorldMap


class Measured(NamedTuple):
    """A chart that can be drawn, and what its measuring led to."""

    chart: GoogleChart
    diagnostics: Sequence[Diagnostic] = ()


def measure(chart: GoogleChart) -> Measured:
    """Return the chart with a size and with its graph laid out; charts within it as well.

    A chart that was measured stays as it is. Raises ChartError if there is nothing to draw, if a
    graph cannot be laid out, or if an icon is larger than this app allows.
    """
    if isinstance(chart.diagram, _PLOTTED):
        return _insets(chart) if chart.icons else Measured(chart)
    if isinstance(chart.diagram, Icon):
        return Measured(_icon(chart, chart.diagram))
    from ..graphviz.graph import Graph
    from ..tex.tree import Formula

    if isinstance(chart.diagram, Formula):
        return _formula(chart, chart.diagram)
    if isinstance(chart.diagram, Graph):
        return _graph(chart, chart.diagram)
    return Measured(chart)


def _insets(chart: GoogleChart) -> Measured:
    """Return a chart with those in it measured; icons with one that cannot be are left out."""
    diagnostics = Diagnostics()
    marks = []
    for mark in chart.icons:
        icons: list[Icon | Inset] = []
        try:
            for icon in mark.icons:
                if isinstance(icon, Inset):
                    inset = measure(icon.chart)
                    diagnostics.include("chem", EMBEDDED, inset.diagnostics)
                    icon = icon._replace(chart=inset.chart)
                icons.append(icon)
        except ChartError as error:
            first = error.errors[0]
            diagnostics.warn("chem", f"a chart was left out: {first.parameter} {first.detail}")
            continue
        marks.append(mark._replace(icons=tuple(icons)))
    return Measured(chart._replace(icons=tuple(marks)), diagnostics)


def _icon(chart: GoogleChart, icon: Icon) -> GoogleChart:
    """Return the chart of an icon by itself with the icon's size."""
    if chart.width and chart.height:
        return chart
    from .draw import icons

    with drawing():
        width, height = icons.size(icon)
    allowed = sizes.max_pixels()
    if width * height > allowed and allowed < sizes.CHART.pixels:
        detail = f"makes a picture of {width}x{height} pixels"
        raise ChartError(
            [ParameterError("chld", detail, f"what needs at most {allowed:,} pixels on this app")]
        )
    return chart._replace(width=width, height=height)


def _formula(chart: GoogleChart, formula: Formula) -> Measured:
    """Return the chart of a formula with its size: a width of 0 is in proportion to the height."""
    from ..tex import draw

    with drawing():
        size = draw.size(formula)
    if size is None:
        from .read.formula import ALLOWED

        detail = f"{quoted(formula.source)} has nothing to draw"
        raise ChartError([ParameterError("chl", detail, ALLOWED)])
    if chart.width and chart.height:
        return Measured(chart)
    width, height = size
    if chart.height:
        width, height = max(1, round(width * chart.height / height)), chart.height
    scale = _scale(width, height)
    diagnostics: list[Diagnostic] = []
    if scale < 1:
        natural = width, height
        width, height = max(1, int(width * scale)), max(1, int(height * scale))
        text = sizes.over_limit(natural, (width, height))
        diagnostics.append(Diagnostic("chs", "warning", text))
    return Measured(chart._replace(width=width, height=height), diagnostics)


def _graph(chart: GoogleChart, graph: Graph) -> Measured:
    """Return the chart of a graph with its drawing, its ground, and its own size if it has none."""
    from ..graphviz import layout
    from ..graphviz.errors import LayoutError
    from .read.graphs import ALLOWED

    try:
        laid_out = layout.lay_out(graph)
    except LayoutError as error:
        raise ChartError([ParameterError("chl", str(error), ALLOWED)]) from None
    diagnostics = [Diagnostic("chl", "warning", text) for text in laid_out.diagnostics]
    width, height = chart.width, chart.height
    if not width or not height:
        width, height, scaled = _graph_size(laid_out)
        if scaled:
            exact_width, exact_height = (_PIXELS * side for side in laid_out.extent)
            limit = f"({sizes.CHART.width} a side, {sizes.max_pixels():,} pixels)"
            text = (f"the graph's {exact_width:.0f}x{exact_height:.0f} pixels are over the limit "
                    f"{limit}: {width}x{height} was drawn")  # fmt: skip
            diagnostics.append(Diagnostic("chs", "warning", text))
    chart = chart._replace(
        diagram=laid_out, background=laid_out.background, width=width, height=height
    )
    return Measured(chart, diagnostics)


def _graph_size(laid_out: Drawing) -> tuple[int, int, bool]:
    """Return width and height of a graph at 96 pixels an inch, and whether it had to be scaled."""
    exact_width, exact_height = (_PIXELS * side for side in laid_out.extent)
    width, height = math.ceil(exact_width), math.ceil(exact_height)
    scale = _scale(exact_width, exact_height)
    if scale == 1 and _scale(width, height) < 1:
        scale = 0.999  # rounded up it would be over the limit
    if scale == 1:
        return width, height, False
    return max(1, int(scale * exact_width)), max(1, int(scale * exact_height)), True


def _scale(width: float, height: float) -> float:
    """Return what a size is multiplied by to be within the limits, at most 1."""
    return min(
        1.0,
        sizes.CHART.width / width,
        sizes.CHART.height / height,
        math.sqrt(sizes.max_pixels() / (width * height)),
    )
