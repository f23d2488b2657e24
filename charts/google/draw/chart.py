"""A chart on its canvas: its layout, then its diagram with axes and markers, title and legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...canvas.box import Box
from ...canvas.surface import Canvas
from ...marks.fill import fill
from ...marks.map_area import MapArea
from ..chart import (
    BarPlot,
    Gauge,
    GoogleChart,
    LinePlot,
    PiePlot,
    RadarPlot,
    ScatterPlot,
    VennPlot,
    WorldMap,
)
from . import bar, layout, legend, line, markers, scatter, title
from .axes import draw_axes, draw_grid
from .geometry import PlotGeometry

if TYPE_CHECKING:
    from ...codes.matrix import CodeMatrix
    from ...graphviz.drawing import Drawing
    from ...graphviz.graph import Graph
    from ...tex.tree import Formula
    from ..chart import Icon


def draw(canvas: Canvas, chart: GoogleChart) -> list[MapArea]:
    """Draw all of a chart; return its areas, in the order in which an image map lists them."""
    whole = Box(0, 0, chart.width, chart.height)
    budget = canvas.budget
    budget.part = "chf"
    if not isinstance(chart.background, tuple):  # a canvas is made with a ground of one colour
        fill(canvas, whole, chart.background)
    match chart.diagram:
        case BarPlot() | LinePlot() | ScatterPlot():
            placed = layout.with_axes(chart)
            areas, plot = _cartesian(canvas, chart, placed.plot), placed.plot
        case PiePlot() | VennPlot() | Gauge() as diagram:
            placed = layout.without_axes(chart)
            areas, plot = _round(canvas, diagram, placed.plot), placed.plot
        case WorldMap() as diagram:
            placed = layout.without_axes(chart)
            areas, plot = _map(canvas, chart, diagram, placed.plot), placed.plot
        case RadarPlot() as diagram:
            placed = layout.without_axes(chart)
            areas, plot = _radar(canvas, chart, diagram, placed.plot)
        case diagram:
            return _alone(canvas, diagram, whole)
    if chart.title:
        budget.part = "chtt"
        title.draw(canvas, chart.title, plot)
    if chart.legend and placed.legend:
        budget.part = "chdl"
        areas += legend.draw(canvas, chart.legend, placed.legend)
    return areas


def _alone(
    canvas: Canvas, diagram: CodeMatrix | Formula | Graph | Drawing | Icon, box: Box
) -> list[MapArea]:
    """Draw what fills its picture, with what that needs, which few charts do."""
    from ...codes.matrix import CodeMatrix
    from ...graphviz.drawing import Drawing
    from ...graphviz.graph import Graph
    from ...tex.tree import Formula

    canvas.budget.part = "chl"
    if isinstance(diagram, CodeMatrix):
        from ...codes.draw import draw as draw_matrix

        return draw_matrix(canvas, diagram, box)
    if isinstance(diagram, Formula):
        from ...tex.draw import draw as draw_formula  # with its fonts, by the first formula

        return draw_formula(canvas, diagram, box)
    if isinstance(diagram, Drawing):
        from ...graphviz.draw import draw as draw_graph

        return draw_graph(canvas, diagram, box)
    if isinstance(diagram, Graph):
        raise TypeError("the graph was not laid out: measure() comes before drawing")
    from . import icons

    canvas.budget.part = "chld"
    return icons.draw(canvas, diagram, box)


def _round(canvas: Canvas, diagram: PiePlot | VennPlot | Gauge, box: Box) -> list[MapArea]:
    """Draw a diagram without axes, with its module, which its first chart loads."""
    canvas.budget.part = "chd"
    match diagram:
        case PiePlot():
            from . import pie

            return pie.draw(canvas, diagram, box)
        case VennPlot():
            from . import venn

            return venn.draw(canvas, diagram, box)
        case Gauge():
            from . import gauge

            return gauge.draw(canvas, diagram, box)


def _cartesian(canvas: Canvas, chart: GoogleChart, plot: Box) -> list[MapArea]:
    geometry: bar.BarGeometry | line.LineGeometry | scatter.ScatterGeometry
    match chart.diagram:
        case BarPlot() as diagram:
            geometry = bar.BarGeometry(diagram, chart.data, plot)
        case LinePlot() as diagram:
            geometry = line.LineGeometry(diagram, chart.data, plot)
        case ScatterPlot() as diagram:
            geometry = scatter.ScatterGeometry(diagram, chart.data, plot)
        case other:
            raise TypeError(other)
    if chart.area is not None:
        fill(canvas, plot, chart.area)
    if chart.grid:
        canvas.budget.part = "chg"
        draw_grid(canvas, chart.grid, plot)
    _draw_markers(canvas, chart, geometry, behind=True)
    canvas.budget.part = "chd"
    geometry.draw(canvas)
    canvas.budget.part = "chxt"
    areas = draw_axes(canvas, chart.axes, plot, geometry.group_position)
    _draw_markers(canvas, chart, geometry, behind=False)
    return areas + geometry.map_areas()


def _map(canvas: Canvas, chart: GoogleChart, diagram: WorldMap, box: Box) -> list[MapArea]:
    from . import map as world  # with its shapes, by the first map

    geometry = world.MapGeometry(diagram, box)
    canvas.budget.part = "chd"
    geometry.draw(canvas)
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=False)
    return geometry.map_areas()


def _radar(
    canvas: Canvas, chart: GoogleChart, diagram: RadarPlot, box: Box
) -> tuple[list[MapArea], Box]:
    from . import radar  # by the first radar chart

    geometry = radar.RadarGeometry(diagram, chart.data, chart.axes, box)
    plot = geometry.box
    if chart.area is not None:
        fill(canvas, plot, chart.area)
    canvas.budget.part = "chg"
    geometry.draw_net(canvas, chart.axes, chart.grid)
    _draw_markers(canvas, chart, geometry, behind=True)
    canvas.budget.part = "chd"
    geometry.draw(canvas)
    canvas.budget.part = "chxt"
    areas = geometry.draw_labels(canvas, chart.axes)
    _draw_markers(canvas, chart, geometry, behind=False)
    return areas + geometry.map_areas(), plot


def _draw_markers(
    canvas: Canvas, chart: GoogleChart, geometry: PlotGeometry, *, behind: bool
) -> None:
    """Draw the markers and the icons that are behind the data, or those in front of it."""
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=behind)
    if chart.icons:
        from . import icons  # with their data, by the first chart that has any

        canvas.budget.part = "chem"
        icons.draw_marks(canvas, chart.icons, geometry, draw, behind=behind)
