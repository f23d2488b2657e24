"""Charts as large as their content: between reading and drawing, what only fonts and Graphviz know.

A chart that was read has no width or no height (0) where the request gives none, and its graph is
DOT. Both are known here, and so are the errors and diagnostics that they lead to.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from api.errors import ParameterError

from ..canvas.lock import drawing
from ..diagnostics import ChartError, Diagnostics, shown
from .chart import (
    BarPlot,
    Gauge,
    GoogleChart,
    Icon,
    IconMark,
    Inset,
    LinePlot,
    PiePlot,
    RadarPlot,
    ScatterPlot,
    VennPlot,
    WorldMap,
)
from .read import sizes

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
    diagnostics: Diagnostics


def measure(chart: GoogleChart) -> Measured:
    """Return the chart with a size and with its graph laid out; charts within it as well.

    A chart that was measured stays as it is. Raises ChartError if there is nothing to draw, if a
    graph cannot be laid out, or if an icon is larger than this app allows.
    """
    notes = Diagnostics()
    if chart.icons:
        chart = chart._replace(icons=_insets(chart.icons, notes))
    if isinstance(chart.diagram, _PLOTTED):
        return Measured(chart, notes)
    if isinstance(chart.diagram, Icon):
        return Measured(_icon(chart, chart.diagram), notes)
    from ..graphviz.graph import Graph
    from ..tex.tree import Formula

    if isinstance(chart.diagram, Formula):
        chart = _formula(chart, chart.diagram, notes)
    elif isinstance(chart.diagram, Graph):
        chart = _graph(chart, chart.diagram, notes)
    return Measured(chart, notes)


def _insets(marks: Sequence[IconMark], notes: Diagnostics) -> tuple[IconMark, ...]:
    """Return icons with the charts among them measured; those that cannot be drawn are left out."""
    measured = []
    for mark in marks:
        try:
            icons = tuple(_inset(icon) if isinstance(icon, Inset) else icon for icon in mark.icons)
        except ChartError as error:
            first = error.errors[0]
            notes.warn("chem", f"a chart was left out: {first.parameter} {first.detail}")
            continue
        measured.append(dataclasses.replace(mark, icons=icons))
    return tuple(measured)


def _inset(inset: Inset) -> Inset:
    return dataclasses.replace(inset, chart=measure(inset.chart).chart)


def _icon(chart: GoogleChart, icon: Icon) -> GoogleChart:
    """Return the chart of an icon by itself with the icon's size."""
    if chart.width and chart.height:
        return chart
    from .draw import icons

    with drawing():
        width, height = icons.size(icon)
    allowed = sizes.most_pixels()
    if width * height > allowed and allowed < sizes.CHART.pixels:
        detail = f"makes a picture of {width}x{height} pixels"
        raise ChartError(
            [ParameterError("chld", detail, f"what needs at most {allowed:,} pixels on this app")]
        )
    return chart._replace(width=width, height=height)


def _formula(chart: GoogleChart, formula: Formula, notes: Diagnostics) -> GoogleChart:
    """Return the chart of a formula with its size: a width of 0 is in proportion to the height."""
    from ..tex import draw

    with drawing():
        blank = draw.blank(formula)
        width, height = draw.size(formula)
    if blank:
        from .read.formula import ALLOWED

        detail = f"{shown(formula.source)} has nothing to draw"
        raise ChartError([ParameterError("chl", detail, ALLOWED)])
    if chart.width and chart.height:
        return chart
    if chart.height:
        width, height = max(1, round(width * chart.height / height)), chart.height
    scale = _scale(width, height)
    if scale < 1:
        natural = width, height
        width, height = max(1, int(width * scale)), max(1, int(height * scale))
        sizes.note(natural, (width, height), notes)
    return chart._replace(width=width, height=height)


def _graph(chart: GoogleChart, graph: Graph, notes: Diagnostics) -> GoogleChart:
    """Return the chart of a graph with its drawing, its ground, and its own size if it has none."""
    from ..graphviz import layout
    from ..graphviz.errors import LayoutError
    from .read.graphs import ALLOWED

    try:
        laid_out = layout.lay_out(graph)
    except LayoutError as error:
        raise ChartError([ParameterError("chl", str(error), ALLOWED)]) from None
    for text in laid_out.diagnostics:
        notes.warn("chl", text)
    width, height = chart.width, chart.height
    if not width or not height:
        width, height = _graph_size(laid_out, notes)
    return chart._replace(
        diagram=laid_out, background=laid_out.background, width=width, height=height
    )


def _graph_size(laid_out: Drawing, notes: Diagnostics) -> tuple[int, int]:
    """Return the size in pixels of a graph at 96 pixels an inch, within the limits."""
    exact_width, exact_height = (_PIXELS * side for side in laid_out.extent)
    width, height = math.ceil(exact_width), math.ceil(exact_height)
    scale = _scale(exact_width, exact_height)
    if scale == 1 and _scale(width, height) < 1:
        scale = 0.999  # rounded up it would be over the limit
    if scale < 1:
        width, height = max(1, int(scale * exact_width)), max(1, int(scale * exact_height))
        limit = f"({sizes.CHART.width} a side, {sizes.most_pixels():,} pixels)"
        notes.warn("chs", f"the graph's {exact_width:.0f}x{exact_height:.0f} pixels are over the "
                   f"limit {limit}: {width}x{height} was drawn")  # fmt: skip
    return width, height


def _scale(width: float, height: float) -> float:
    """Return what a size is multiplied by to be within the limits, at most 1."""
    return min(
        1.0,
        sizes.CHART.width / width,
        sizes.CHART.height / height,
        math.sqrt(sizes.most_pixels() / (width * height)),
    )
