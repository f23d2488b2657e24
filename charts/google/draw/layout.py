"""Where the parts of a chart are: title, legend and axes take their space, the plot gets the rest.

Where a number has no other source it was measured on pictures of the Google Image Charts API of
2008. That service counted whole pixels from their middles, so the plot's edges lie half a pixel
into the picture's grid.
"""

from __future__ import annotations

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ..chart import BarPlot, GoogleChart, Legend, Margins, ScatterPlot
from ..spacing import LEGEND_GAP, LEGEND_ROW_GAP, halo, title_height
from . import bar, legend
from .axes import margins, written

_MIN_PLOT_WIDTH, _MIN_PLOT_HEIGHT = 20, 10  # a legend leaves so much, if the picture has it


class Layout(NamedTuple):
    """Where the plot is, or a diagram without axes, and the legend; None: there is none."""

    plot: Box
    legend: Box | None


class _Edges(NamedTuple):
    """The edges of what is left of the picture, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, chart: GoogleChart, minimum: Margins) -> _Edges:
        """Return the edges, at minimum as far from those of the picture as the margins say."""
        return _Edges(
            max(self.left, minimum.left),
            max(self.top, minimum.top),
            min(self.right, chart.width - minimum.right),
            min(self.bottom, chart.height - minimum.bottom),
        )


def without_axes(chart: GoogleChart) -> Layout:
    """Return the layout of a chart without axes: all that title, legend and margins leave."""
    whole = _Edges(0.0, title_height(chart.title), float(chart.width), float(chart.height))
    edges, legend_box = _place_legend(chart, whole, 0.0)
    left, top, right, bottom = edges.within(chart, chart.margins)
    return Layout(Box(left, top, max(right - left, 0), max(bottom - top, 0)), legend_box)


def with_axes(chart: GoogleChart) -> Layout:
    """Return the layout of a chart with axes: what title, legend, axes and margins leave."""
    space = margins(chart.axes)
    top = max(title_height(chart.title) + space.top, space.half_label)
    bottom = chart.height - max(1.0, space.bottom, space.half_label)
    right = float(chart.width - (2 if any(map(written, chart.axes)) else 1))
    left = max(1 + space.left, space.before)
    # Besides title, axes and legend there is room for the points at the ends of a scatter chart's
    # plot, at its right and upper edge.
    points = halo(chart.marks) if isinstance(chart.diagram, ScatterPlot) else 0.0
    edges, legend_box = _place_legend(
        chart, _Edges(left, top + points, right, bottom), space.left + space.right
    )
    right = min(edges.right - space.right - points, chart.width - space.after)
    edges = edges._replace(right=right).within(chart, chart.margins)
    height, width = max(edges.bottom - edges.top, 1.0), max(edges.right - edges.left, 1.0)
    plot = Box(edges.left + 0.5, edges.top + 0.5, width, height)
    if isinstance(chart.diagram, BarPlot):
        # What bars leave of the plot is at its far end, seen from where the axes meet.
        if chart.diagram.horizontal:
            taken = bar.fitted_length(chart.diagram, height)
            plot = plot._replace(y=plot.bottom - taken, height=taken)
        else:
            plot = plot._replace(width=bar.fitted_length(chart.diagram, width))
    if chart.legend and legend_box:
        legend_box = _beside_plot(chart.legend, legend_box, plot, space.right)
    return Layout(plot, legend_box)


def _place_legend(
    chart: GoogleChart, edges: _Edges, axes_width: float
) -> tuple[_Edges, Box | None]:
    """Take the legend's space off one side; return what is left, and where the legend stands."""
    if chart.legend is None or not chart.legend.entries:
        return edges, None
    left, top, right, bottom = edges
    width, height = legend.size(chart.legend)
    # The legend never takes all: what does not fit is cut at the picture's edge.
    if chart.legend.position in ("left", "right"):
        width = min(width, max(0.0, chart.width - axes_width - _MIN_PLOT_WIDTH))
        y = (top + bottom) / 2 - height / 2
        if chart.legend.position == "right":
            right = min(right, chart.width - width - LEGEND_GAP)
            return edges._replace(right=right), Box(chart.width - width, y, width, height)
        return edges._replace(left=left + (width + LEGEND_GAP)), Box(1, y, width, height)
    taken = min(height + LEGEND_ROW_GAP, max(0.0, bottom - top - _MIN_PLOT_HEIGHT))
    x = (left + right) / 2 - width / 2
    if chart.legend.position == "top":
        box = Box(x, title_height(chart.title), width, height)
        return edges._replace(top=top + taken), box
    return edges._replace(bottom=bottom - taken), Box(x, chart.height - height, width, height)


def _beside_plot(placed: Legend, box: Box, plot: Box, right_axes: float) -> Box:
    """Return the legend's box in the middle of a side of the plot, beyond the axes at its right."""
    if placed.position in ("left", "right"):
        x = plot.right - 0.5 + right_axes + LEGEND_GAP if placed.position == "right" else box.x
        return box._replace(x=x, y=plot.y - 0.5 + plot.height / 2 - box.height / 2)
    return box._replace(x=max(0.0, plot.x + plot.width / 2 - box.width / 2))
