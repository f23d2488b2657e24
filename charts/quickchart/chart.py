"""The model of the QuickChart dialect: a Chart.js config as plain, validated data.

Names follow Chart.js 4. All defaults are filled in, those of version 2 where the config is read as
one of version 2, so that drawing asks for the version (``generation``) only where the rules of
layout differ. Lengths are in pixels.
"""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour
from .axes import Scale
from .datasets import Dataset
from .diagrams import CloudPlot, SankeyPlot, TreemapPlot
from .round_plots import GaugePlot, PiePlot, RadialGaugePlot, RadialPlot
from .styles import Align, Paint, PointStyle, Side, Sides, TextStyle, Title

Generation = Literal[2, 4]

Format = Literal["png", "svg", "pdf", "webp", "jpg", "gif"]


class LegendItem(NamedTuple):
    """An entry of the legend."""

    text: str
    fill: Paint
    edge: Paint
    edge_width: float
    dash: tuple[float, ...] = ()
    shape: PointStyle = "circle"
    hidden: bool = False
    dash_offset: float = 0.0


class Legend(NamedTuple):
    """The legend."""

    items: tuple[LegendItem, ...]
    style: TextStyle
    position: Side = "top"
    align: Align = "center"
    box_width: float = 40.0
    box_height: float = 12.0
    padding: float = 10.0
    shapes: bool = False
    """``usePointStyle``: the shape of points instead of a box."""
    title: Title | None = None


class Annotation(NamedTuple):
    """A line, box, label or point over the chart (chartjs-plugin-annotation)."""

    kind: Literal["line", "box", "label", "point", "ellipse", "polygon"]
    x_axis: str
    y_axis: str
    x_min: float | None = None
    x_max: float | None = None
    y_min: float | None = None
    y_max: float | None = None
    fill: Colour | None = None
    edge: Colour | None = None
    edge_width: float = 2.0
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    lines: tuple[str, ...] = ()
    style: TextStyle = TextStyle((255, 255, 255, 255))
    label_position: str = "center"
    label_position_y: str = "center"
    label_background: Colour | None = None
    label_radius: float = 6.0
    label_padding: Sides = Sides(6.0, 6.0, 6.0, 6.0)
    x_adjust: float = 0.0
    y_adjust: float = 0.0
    rotation: float = 0.0
    above: bool = True
    """Whether it lies over the datasets."""
    widens: bool = False
    """Whether its axes reach as far as it does (``adjustScaleRange``)."""
    sides: int = 3
    """Of a polygon."""
    along: bool = False
    """Whether the label of a line runs along it (rotation ``auto``)."""


class CartesianPlot(NamedTuple):
    """Bars, lines and points over two or more axes."""

    scales: tuple[Scale, ...]
    datasets: tuple[Dataset, ...]
    index_axis: Literal["x", "y"] = "x"
    labels: tuple[tuple[str, ...], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    hidden: tuple[Dataset, ...] = ()
    """Datasets that only the legend names, struck through."""


Plot = (
    CartesianPlot | PiePlot | RadialGaugePlot | GaugePlot | RadialPlot
    | SankeyPlot | TreemapPlot | CloudPlot
)  # fmt: skip


class QuickChart(NamedTuple):
    """A whole picture. ``ratio`` is device pixels per pixel."""

    kind: str
    """The type in the config."""
    generation: Generation
    width: int
    height: int
    background: Colour
    plot: Plot
    legend: Legend | None = None
    titles: tuple[Title, ...] = ()
    padding: Sides = Sides()
    ratio: float = 2.0
    format: Format = "png"
    auto_padding: bool = True
    """Whether points at the edges of the chart area have room (version 4)."""
