"""A fixed chart on its canvas: title, legend and axes take their room, the diagram gets the rest.

Where a number has no other source it was measured on pictures of the Google Image Charts API of
2008. That service counted whole pixels from their middles, so the plot's edges lie half a pixel
into the picture's grid.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.surface import Canvas
from ...canvas.text import width
from ...colour import Colour
from ...marks.fill import fill
from ...marks.map_area import MapArea
from ...marks.paint import Paint
from ..chart import (
    BarPlot,
    Gauge,
    GoogleChart,
    Legend,
    LinePlot,
    PiePlot,
    RadarPlot,
    ScatterPlot,
    Title,
    VennPlot,
    WorldMap,
)
from . import bar, gauge, line, markers, pie, radar, scatter, venn
from .axes import draw_axes, draw_grid, margins, written
from .geometry import PlotGeometry

if TYPE_CHECKING:
    from ...codes.matrix import CodeMatrix
    from ...graphviz.graph import Graph
    from ...tex.tree import Formula
    from ..chart import Icon

_SWATCH = 12
_ENTRY = 18  # from one entry to the next, and from a square to its text
_GAP = 10  # between the plot and the legend
_ROW_GAP = 10  # between the entries of a row


class Room(NamedTuple):
    """Where things are: the plot, or the whole room of a diagram without axes."""

    plot: Box
    legend: Box | None


def flat(paint: Paint) -> TypeGuard[Colour]:
    """Whether a paint is one colour; a canvas is made with such a background."""
    return isinstance(paint, tuple)


def draw(canvas: Canvas, chart: GoogleChart) -> list[MapArea]:
    """Draw all of the chart; give its regions, in the order that an image map lists them."""
    whole = Box(0, 0, chart.width, chart.height)
    budget = canvas.budget
    budget.part = "chf"
    if not flat(chart.background):
        fill(canvas, whole, chart.background)
    match chart.diagram:
        case BarPlot() | LinePlot() | ScatterPlot():
            room = _plot(chart)
            regions, middle = _cartesian(canvas, chart, room.plot), room.plot
        case PiePlot() | VennPlot() | Gauge() as diagram:
            room = _room(chart)
            regions = _round(canvas, diagram, room.plot)
            middle = room.plot
        case WorldMap() as diagram:
            room = _room(chart)
            regions, middle = _map(canvas, chart, diagram, room.plot), room.plot
        case RadarPlot() as diagram:
            room = _room(chart)
            regions, middle = _radar(canvas, chart, diagram, room.plot)
        case diagram:
            return _alone(canvas, diagram, whole)
    if chart.title:
        budget.part = "chtt"
        regions += _draw_title(canvas, chart.title, middle, chart)
    if chart.legend and room.legend:
        budget.part = "chdl"
        regions += _draw_legend(canvas, chart.legend, room.legend)
    return regions


def _alone(
    canvas: Canvas, diagram: CodeMatrix | Formula | Graph | Icon, room: Box
) -> list[MapArea]:
    """Draw what fills its picture, with what that needs, which few charts do."""
    from ...codes.matrix import CodeMatrix
    from ...graphviz.graph import Graph
    from ...tex.tree import Formula

    canvas.budget.part = "chl"
    if isinstance(diagram, CodeMatrix):
        from ...codes.draw import draw as draw_matrix

        return draw_matrix(canvas, diagram, room)
    if isinstance(diagram, Formula):
        from ...tex import boxes  # with its fonts, by the first formula

        return boxes.draw(canvas, diagram, room)
    if isinstance(diagram, Graph):
        from ...graphviz.draw import draw as draw_graph

        return draw_graph(canvas, diagram, room)
    from . import icons

    canvas.budget.part = "chld"
    return icons.draw(canvas, diagram, room)


def _round(canvas: Canvas, diagram: PiePlot | VennPlot | Gauge, room: Box) -> list[MapArea]:
    canvas.budget.part = "chd"
    match diagram:
        case PiePlot():
            return pie.draw(canvas, diagram, room)
        case VennPlot():
            return venn.draw(canvas, diagram, room)
        case Gauge():
            return gauge.draw(canvas, diagram, room)


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
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=True)
    _icons(canvas, chart, geometry, behind=True)
    canvas.budget.part = "chd"
    geometry.draw(canvas)
    canvas.budget.part = "chxt"
    regions = draw_axes(canvas, chart.axes, plot, geometry.group_position)
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=False)
    _icons(canvas, chart, geometry, behind=False)
    return regions + geometry.map_areas()


def _map(canvas: Canvas, chart: GoogleChart, diagram: WorldMap, room: Box) -> list[MapArea]:
    from . import map as world  # with its shapes, by the first map

    geometry = world.MapGeometry(diagram, room)
    canvas.budget.part = "chd"
    geometry.draw(canvas)
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=False)
    return geometry.map_areas()


def _radar(
    canvas: Canvas, chart: GoogleChart, diagram: RadarPlot, room: Box
) -> tuple[list[MapArea], Box]:
    geometry = radar.RadarGeometry(diagram, chart.data, chart.axes, room)
    plot = geometry.box
    if chart.area is not None:
        fill(canvas, plot, chart.area)
    canvas.budget.part = "chg"
    geometry.draw_net(canvas, chart.axes, chart.grid)
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=True)
    _icons(canvas, chart, geometry, behind=True)
    canvas.budget.part = "chd"
    geometry.draw(canvas)
    canvas.budget.part = "chxt"
    regions = geometry.draw_labels(canvas, chart.axes)
    canvas.budget.part = "chm"
    markers.draw(canvas, chart.marks, geometry, behind=False)
    _icons(canvas, chart, geometry, behind=False)
    return regions + geometry.map_areas(), plot


def _icons(canvas: Canvas, chart: GoogleChart, geometry: PlotGeometry, *, behind: bool) -> None:
    if chart.icons:
        from . import icons  # with their data, by the first chart that has any

        canvas.budget.part = "chem"
        icons.draw_marks(canvas, chart.icons, geometry, behind=behind)


def natural(chart: GoogleChart) -> GoogleChart:
    """The chart with a size: that of its content, where it has none of its own."""
    if chart.width and chart.height:
        return chart
    from ..chart import Icon
    from . import icons

    if isinstance(chart.diagram, Icon):
        width, height = icons.size(chart.diagram)
        return chart._replace(width=width, height=height)
    raise TypeError(chart.diagram)


def _room(chart: GoogleChart) -> Room:
    """All that title and legend leave."""
    left, top = 0.0, _title_height(chart.title)
    right, bottom = float(chart.width), float(chart.height)
    left, top, right, bottom, legend = _beside_legend(chart, left, top, right, bottom, 0.0)
    least = chart.margins
    left, top = max(left, least.left), max(top, least.top)
    right = min(right, chart.width - least.right)
    bottom = min(bottom, chart.height - least.bottom)
    return Room(Box(left, top, max(right - left, 0), max(bottom - top, 0)), legend)


def _plot(chart: GoogleChart) -> Room:
    """The plot of a chart with axes: what title, legend, axes and margins leave."""
    room = margins(chart.axes)
    top = max(_title_height(chart.title) + room.top, room.over)
    bottom = chart.height - max(1.0, room.bottom, room.over)
    left = 1 + room.left
    right = float(chart.width - (2 if any(map(written, chart.axes)) else 1))
    # Circles at the ends of a scatter chart's plot are drawn whole.
    if isinstance(chart.diagram, ScatterPlot):
        halo = markers.halo(chart)
        top, right = max(top, halo), min(right, chart.width - 1 - halo)
    left = max(left, room.before)
    right = min(right, chart.width - room.after)
    left, top, right, bottom, legend = _beside_legend(
        chart, left, top, right, bottom, room.left + room.right
    )
    least = chart.margins
    left, top = max(left, least.left), max(top, least.top)
    right = min(right - room.right, chart.width - least.right)
    bottom = min(bottom, chart.height - least.bottom)
    high, wide = max(bottom - top, 1.0), max(right - left, 1.0)
    plot = Box(left + 0.5, top + 0.5, wide, high)
    if isinstance(chart.diagram, BarPlot):
        length = bar.fitted_length(chart.diagram, high if chart.diagram.horizontal else wide)
        if chart.diagram.horizontal:
            plot = plot._replace(height=length)
        else:
            plot = plot._replace(width=length)
    if chart.legend and legend:
        legend = _along_plot(chart.legend, legend, plot, room.right)
    return Room(plot, legend)


def _title_height(title: Title | None) -> float:
    if title is None or not title.lines:
        return 0.0
    size = title.lettering.size
    return round(1.65 * size + 6.5) + (len(title.lines) - 1) * _title_pitch(size)


def _title_pitch(size: float) -> float:
    return round(0.8 * size + 12.4)


def _draw_title(canvas: Canvas, title: Title, plot: Box, chart: GoogleChart) -> list[MapArea]:
    size = title.lettering.size
    font = Font(size, family="arial")
    x, anchor = {
        "left": (plot.x, 0.0),
        "centre": (plot.x + plot.width / 2, 0.5),
        "right": (plot.right, 1.0),
    }[title.align]
    baseline = math.ceil(5.5 + 0.716 * size)
    for row, text in enumerate(title.lines):
        # A title that is wider than the plot's surroundings stays within the picture if it can.
        long = width(text, font)
        start = x - anchor * long
        if long <= chart.width:
            start = min(max(start, 0.0), chart.width - long)
        canvas.text(start, baseline + row * _title_pitch(size), text, font, title.lettering.colour)
    return []


def legend_size(legend: Legend) -> tuple[float, float]:
    """Width and height that the entries of a legend take, in pixels."""
    font = Font(legend.lettering.size, family="arial")
    widths = [_ENTRY + width(name, font) for name, _ in legend.entries]
    pitch = _pitch(legend)
    if legend.column:
        size = max(widths, default=0.0), pitch * len(widths)
    else:
        size = sum(widths) + _ROW_GAP * (len(widths) - 1), pitch
    return max(size[0], legend.room[0]), max(size[1], legend.room[1])


def _pitch(legend: Legend) -> float:
    return max(_ENTRY, round(legend.lettering.size + 6.5))


def _beside_legend(
    chart: GoogleChart, left: float, top: float, right: float, bottom: float, taken: float
) -> tuple[float, float, float, float, Box | None]:
    """Take the legend's room off one side; give what is left, and where the legend stands."""
    legend = chart.legend
    if legend is None or not legend.entries:
        return left, top, right, bottom, None
    wide, high = legend_size(legend)
    # The legend never takes all: what does not fit is cut at the picture's edge.
    if legend.position in ("left", "right"):
        wide = min(wide, max(0.0, chart.width - taken - 20))
        middle = (top + bottom) / 2
        if legend.position == "right":
            right = min(right, chart.width - wide - _GAP)
            box = Box(chart.width - wide, middle - high / 2, wide, high)
        else:
            box = Box(1, middle - high / 2, wide, high)
            left += wide + _GAP
        return left, top, right, bottom, box
    rows = high + 5
    rows = min(rows, max(0.0, bottom - top - 10))
    x = (left + right) / 2 - wide / 2
    if legend.position == "top":
        box = Box(x, _title_height(chart.title), wide, high)
        return left, top + rows, right, bottom, box
    box = Box(x, chart.height - high, wide, high)
    return left, top, right, bottom - rows, box


def _along_plot(legend: Legend, box: Box, plot: Box, axes: float) -> Box:
    """Put a legend beside the middle of the plot that was found, and of the axes at its right."""
    if legend.position in ("left", "right"):
        x = plot.right - 0.5 + axes + _GAP if legend.position == "right" else box.x
        return box._replace(x=x, y=plot.y - 0.5 + plot.height / 2 - box.height / 2)
    return box._replace(x=max(0.0, plot.x + plot.width / 2 - box.width / 2))


def _draw_legend(canvas: Canvas, legend: Legend, box: Box) -> list[MapArea]:
    font = Font(legend.lettering.size, family="arial")
    pitch = _pitch(legend)
    regions = []
    x, y = math.floor(box.x), box.y
    for number, (name, colour) in enumerate(legend.entries):
        top = round(y + (pitch - _SWATCH) / 2)
        canvas.rectangle(x, top, _SWATCH, _SWATCH, colour)
        long = width(name, font)
        baseline = top + _SWATCH / 2 + round(font.size * 0.36)
        canvas.text(x + _ENTRY, baseline, name, font, legend.lettering.colour)
        corners = x, top, round(x + _ENTRY + long), top + _SWATCH
        regions.append(MapArea(f"legend{number}", "RECT", corners))
        if legend.column:
            y += pitch
        else:
            x += round(_ENTRY + long + _ROW_GAP)
    return regions
