"""The model of the QuickChart dialect: a Chart.js config as plain, validated data.

Names follow Chart.js 4. All defaults are filled in, those of version 2 where the config is read as
one of version 2, so that drawing asks for the version (``generation``) only where the rules of
layout differ. Lengths are in pixels.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..colour import Colour
from ..diagnostics import Value
from .diagrams import CloudPlot, SankeyPlot, TreemapPlot
from .labels import LabelRule
from .shapes import Shape

Generation = Literal[2, 4]
Side = Literal["top", "right", "bottom", "left"]
Align = Literal["start", "center", "end"]
PointStyle = Literal[
    "circle", "cross", "crossRot", "dash", "line", "rect", "rectRounded", "rectRot", "star",
    "triangle", "none",
]  # fmt: skip
Cap = Literal["butt", "round", "projecting"]
Join = Literal["miter", "round", "bevel"]
Format = Literal["png", "svg", "pdf", "webp", "jpg", "gif"]


class Gradient(NamedTuple):
    """Colours at equal distances over the whole chart area (``getGradientFillHelper``)."""

    direction: Literal["vertical", "horizontal", "both"]
    colours: tuple[Colour, ...]


class Pattern(NamedTuple):
    """A tile of ``size`` pixels, repeated (``pattern.draw``, of patternomaly)."""

    shape: str
    background: Colour
    colour: Colour
    size: float = 20.0


Paint = Colour | Gradient | Pattern


def plain_colour(paint: Paint) -> Colour:
    """Return the one colour that stands for a paint where there is no room for more."""
    if isinstance(paint, Gradient):
        return paint.colours[0]
    return paint.background if isinstance(paint, Pattern) else paint


class TextStyle(NamedTuple):
    """How text looks; ``line_height`` is the distance of two lines."""

    colour: Colour
    size: float = 12.0
    bold: bool = False
    italic: bool = False
    family: str = ""
    line_height: float = 14.4


class Sides(NamedTuple):
    """Lengths at the four sides."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


class Title(NamedTuple):
    """A title or subtitle of the chart."""

    lines: tuple[str, ...]
    style: TextStyle
    position: Side = "top"
    align: Align = "center"
    padding: Sides = Sides()
    weight: int = 2000
    """Boxes of a larger weight are further away from the chart area."""


class LegendItem(NamedTuple):
    """An entry of the legend."""

    text: str
    fill: Paint
    edge: Paint
    edge_width: float
    dash: tuple[float, ...] = ()
    shape: PointStyle = "circle"
    hidden: bool = False


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


class Ticks(NamedTuple):
    """The labels of an axis; see ``ticks`` of an axis in Chart.js."""

    style: TextStyle
    label: LabelRule | None = None
    """None writes numbers as Chart.js does, and names as they are."""
    display: bool = True
    min_rotation: float = 0.0
    max_rotation: float = 50.0
    padding: float = 3.0
    mirror: bool = False
    auto_skip: bool = True
    auto_skip_padding: float = 3.0
    max_ticks: int | None = None
    majors: bool = False
    """Whether the first tick of a larger unit of time is kept where ticks are skipped."""
    step: float | None = None
    precision: int | None = None
    exactly: int | None = None
    """``count``: how many ticks there are."""
    align: Literal["start", "center", "end", "inner"] = "center"
    offset: float = 0.0
    backdrop: Colour | None = None
    backdrop_padding: Sides = Sides(2.0, 2.0, 2.0, 2.0)


class Grid(NamedTuple):
    """The lines at the ticks of an axis."""

    display: bool = True
    colours: tuple[Colour, ...] = ((0, 0, 0, 26),)
    widths: tuple[float, ...] = (1.0,)
    dash: tuple[float, ...] = ()
    on_chart: bool = True
    ticks: bool = True
    tick_length: float = 8.0
    tick_colour: Colour | None = None
    offset: bool = False
    zero_colour: Colour | None = None
    """Version 2 only, as ``zero_width``: the line at zero."""
    zero_width: float = 1.0
    circular: bool = False


class Border(NamedTuple):
    """The line along an axis."""

    display: bool = True
    colour: Colour = (0, 0, 0, 26)
    width: float = 1.0
    dash: tuple[float, ...] = ()


class Time(NamedTuple):
    """What a time axis says of units and formats (Moment's or Luxon's tokens)."""

    unit: str = ""
    step: float | None = None
    formats: tuple[tuple[str, str], ...] = ()
    """Units and the format of their labels."""
    parser: str = ""
    min_unit: str = "millisecond"
    of_data: bool = False
    """Whether ticks stand at times of the data only (``ticks.source``)."""


class Scale(NamedTuple):
    """An axis. ``kind`` is its type; its ends are numbers, times in milliseconds, or indices."""

    id: str
    axis: Literal["x", "y", "r"]
    kind: Literal["linear", "logarithmic", "category", "time", "timeseries", "radialLinear"]
    position: Literal["top", "right", "bottom", "left", "center", "chartArea"]
    ticks: Ticks
    display: bool = True
    minimum: float | None = None
    maximum: float | None = None
    suggested_min: float | None = None
    suggested_max: float | None = None
    begin_at_zero: bool = False
    grace: float = 0.0
    """Share of the range that is added at both ends; more than 1 is an absolute length."""
    stacked: bool | None = None
    offset: bool = False
    reverse: bool = False
    names: tuple[tuple[str, ...], ...] = ()
    """Of a category axis: the lines of each label."""
    grid: Grid = Grid()
    border: Border = Border()
    title: Title | None = None
    time: Time = Time()
    weight: int = 0
    background: Colour | None = None
    at: tuple[str, Value] | None = None
    """The axis and the value on it where this one stands, rather than at a side. Of a position
    ``center`` the axis is "": the middle of the chart area."""

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.position in ("top", "bottom") or (
            self.axis == "x" and self.position not in ("left", "right")
        )


class Datalabels(NamedTuple):
    """The labels of a dataset's values (chartjs-plugin-datalabels)."""

    style: TextStyle
    label: LabelRule = LabelRule()
    align: str | float = "center"
    """``start``, ``end``, ``center``, ``left``, ``right``, ``top``, ``bottom`` or degrees."""
    anchor: Literal["start", "center", "end"] = "center"
    offset: float = 4.0
    background: Colour | None = None
    border: Colour | None = None
    border_width: float = 0.0
    border_radius: float = 0.0
    padding: Sides = Sides(4.0, 4.0, 4.0, 4.0)
    rotation: float = 0.0
    opacity: float = 1.0
    clamp: bool = False
    text_align: Align = "start"
    overlap: bool = True
    """Whether it is drawn where it covers another (``display: "auto"`` is False)."""
    colours: tuple[Colour, ...] = ()
    """For each value, where the colours are a list, as ``backgrounds``."""
    backgrounds: tuple[Colour, ...] = ()


class Points(NamedTuple):
    """The points of a dataset: one of each for all, or a cycle of them."""

    radii: tuple[float, ...] = (3.0,)
    shapes: tuple[PointStyle, ...] = ("circle",)
    fills: tuple[Paint, ...] = ()
    edges: tuple[Paint, ...] = ()
    edge_widths: tuple[float, ...] = (1.0,)
    rotations: tuple[float, ...] = (0.0,)
    hover_radii: tuple[float, ...] = (4.0,)
    """Not drawn; version 4 keeps room for them."""


class Bars(NamedTuple):
    """What only bars have."""

    category_share: float = 0.8
    bar_share: float = 0.9
    thickness: float | Literal["flex"] | None = None
    max_thickness: float | None = None
    min_length: float = 0.0
    radius: float = 0.0
    all_corners: bool = False
    skipped: str = "start"
    """The edge without a border: ``start``, ``end``, a side, or "" for none."""
    grouped: bool = True
    borders: Sides | None = None
    """The width of the border at each side, where they differ."""
    corners: tuple[float, float, float, float] | None = None
    """Radii of the corners, where they differ: from the left at the top clockwise."""


class Line(NamedTuple):
    """What only lines have."""

    show: bool = True
    tension: float = 0.0
    monotone: bool = False
    stepped: Literal["", "before", "after", "middle"] = ""
    span_gaps: bool = False
    fill: str | int | float | None = None
    """What the area reaches to: ``origin``, ``start``, ``end``, ``stack``, the index of a dataset,
    a value, or None."""
    fill_above: Paint | None = None
    fill_below: Paint | None = None
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    cap: Cap = "butt"
    join: Join = "miter"


class Dataset(NamedTuple):
    """A dataset. Lists are as long as the values, or cycles."""

    kind: Literal["bar", "line"]
    number: int
    label: str
    values: tuple[Value, ...]
    fills: tuple[Paint, ...]
    edges: tuple[Paint, ...]
    edge_widths: tuple[float, ...]
    starts: tuple[Value, ...] = ()
    """Of floating bars, the other ends; empty if there are none."""
    places: tuple[Value, ...] = ()
    """Along the axis of the index, where points say so; empty for 0, 1, 2 and so on."""
    sizes: tuple[Value, ...] = ()
    """Of bubbles: radii."""
    x_axis: str = "x"
    y_axis: str = "y"
    stack: str | None = None
    order: int = 0
    points: Points = Points()
    bars: Bars = Bars()
    line: Line = Line()
    datalabels: Datalabels | None = None
    clip: bool = True
    shape: Shape | None = None
    """What it is drawn as instead of bars (``kind`` bar) or a line and points (``kind`` line)."""


class Annotation(NamedTuple):
    """A line, box, label or point over the chart (chartjs-plugin-annotation)."""

    kind: Literal["line", "box", "label", "point", "ellipse"]
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


class CartesianPlot(NamedTuple):
    """Bars, lines and points over two or more axes."""

    scales: tuple[Scale, ...]
    datasets: tuple[Dataset, ...]
    index_axis: Literal["x", "y"] = "x"
    labels: tuple[tuple[str, ...], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    hidden: tuple[Dataset, ...] = ()
    """Datasets that only the legend names, struck through."""


class Ring(NamedTuple):
    """A dataset of slices. Lists are as long as the values, or cycles."""

    number: int
    label: str
    values: tuple[Value, ...]
    fills: tuple[Paint, ...]
    edges: tuple[Paint, ...]
    edge_widths: tuple[float, ...]
    weight: float = 1.0
    datalabels: Datalabels | None = None
    offsets: tuple[float, ...] = (0.0,)
    """How far slices are moved out of the centre."""


class Outlabels(NamedTuple):
    """Labels beside a pie (chartjs-plugin-piechart-outlabels)."""

    style: TextStyle
    text: str = "%l %p"
    stretch: float = 40.0
    """From the edge of the slice to the label."""
    background: Colour | None = None
    """None for that of the slice, as ``line``."""
    line: Colour | None = None
    line_width: float = 2.0
    radius: float = 0.0
    padding: Sides = Sides(4.0, 4.0, 4.0, 4.0)
    min_share: float = 0.0
    """Smaller slices have no label."""
    percent_precision: int = 1
    value_precision: int = 3
    zoom: float = 0.5
    """Share of the pie's radius that is left."""


class CentreText(NamedTuple):
    """A line in the centre of a doughnut (chartjs-plugin-doughnutlabel)."""

    text: str
    style: TextStyle


class PiePlot(NamedTuple):
    """A pie or doughnut. Angles are in degrees, clockwise; 0 is 12 o'clock."""

    labels: tuple[tuple[str, ...], ...]
    rings: tuple[Ring, ...]
    cutout: float = 0.0
    """Share of the radius, or pixels where it is more than 1."""
    rotation: float = 0.0
    circumference: float = 360.0
    centre: tuple[CentreText, ...] = ()
    outlabels: Outlabels | None = None


class RadialGaugePlot(NamedTuple):
    """A ring that is filled as far as a value says (chartjs-chart-radial-gauge)."""

    value: float
    low: float
    high: float
    fill: Paint
    edge: Colour
    edge_width: float
    track: Colour
    hole: float
    """Share of the radius."""
    rotation: float
    """Where it starts, in degrees clockwise from 12 o'clock."""
    rounded: bool
    text: str
    style: TextStyle | None
    """None for a size that follows the ring's."""
    colour: Colour
    background: Colour | None = None


class GaugePlot(NamedTuple):
    """Bands on a part of a ring, and a needle (chartjs-gauge). Angles as of a pie."""

    value: float
    low: float
    ends: tuple[float, ...]
    """Where each band ends, ascending."""
    ring: Ring
    cutout: float
    rotation: float
    circumference: float
    needle: Colour
    needle_sizes: tuple[float, float, float]
    """Radius of its circle and its width, of the chart area's width; its length, of the ring's."""
    text: str
    style: TextStyle
    background: Colour
    radius: float
    padding: Sides
    margin: float
    """Of the chart area's width, from the centre down to the text."""


class Spokes(NamedTuple):
    """The lines from the centre of a radial axis, and the labels at their ends."""

    style: TextStyle
    labels: bool = True
    lines: bool = True
    colour: Colour = (0, 0, 0, 26)
    width: float = 1.0
    dash: tuple[float, ...] = ()
    padding: float = 5.0
    start: float = 0.0
    """Where the first one is, in degrees clockwise from 12 o'clock."""
    between: bool = False
    """Whether labels stand in the middle between two lines."""


class RadialPlot(NamedTuple):
    """A radar chart (datasets) or a polar area chart (one ring)."""

    scale: Scale
    spokes: Spokes
    labels: tuple[tuple[str, ...], ...]
    datasets: tuple[Dataset, ...] = ()
    ring: Ring | None = None


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
