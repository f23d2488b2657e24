"""The model of a chart that its author laid out: sizes in pixels, axes apart from the data.

A ``Chart`` (chart.py) lays itself out; a ``GoogleChart`` is drawn as it says, however crowded.
Data stand in it as fractions of the plot: 0 the left or lower end of the plot, 1 the other end;
numbers on axes are texts at fractions of their own. Both are drawn by the same files.

Named tuples, as a frozen dataclass takes six times as long to make, for which the first picture of
a process would wait; but for what must be told from a colour, or has a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ..canvas.stroke import Stroke
from ..colour import Colour
from ..diagnostics import Value
from ..marks.paint import Paint
from .icon import (
    AT_FOOT,
    BLACK,
    WHITE,
    Alignment,
    Bubble,
    Captioned,
    Disk,
    Frame,
    Glyphs,
    Marker,
    Outlined,
    Pin,
    Spin,
    StickyNote,
)

if TYPE_CHECKING:  # what few charts need is loaded by the first of them
    from ..codes.matrix import CodeMatrix
    from ..graphviz.drawing import Drawing
    from ..graphviz.graph import Graph
    from ..tex.tree import Formula


class TextStyle(NamedTuple):
    """Colour and size in pixels of text."""

    colour: Colour
    size: float


class Title(NamedTuple):
    """Lines of text above the plot, centred on it or at a side of it."""

    lines: tuple[str, ...]
    lettering: TextStyle
    align: Literal["left", "centre", "right"] = "centre"


class Legend(NamedTuple):
    """Squares with names: in a column beside the plot, in a row or a column above or below it."""

    entries: tuple[tuple[str, Colour], ...]
    lettering: TextStyle
    position: Literal["right", "left", "top", "bottom"] = "right"
    column: bool = True
    room: tuple[float, float] = (0.0, 0.0)
    """Least width and height, in pixels."""
    shortest_first: bool = False
    """Whether entries are drawn in the order of their widths, in steps of 10 pixels."""


class Margins(NamedTuple):
    """Least distance in pixels between the plot and the edges of the picture."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


Side = Literal["bottom", "left", "top", "right"]


class Axis(NamedTuple):
    """One line of labels at one side; several at a side stack outwards in their order."""

    side: Side
    labels: tuple[tuple[float, str], ...]
    """(place, text): a fraction of the axis, or the number of a group of bars (``groups``)."""
    lettering: TextStyle
    align: float
    """Level axes: -1 texts begin at their place, 0 are centred on it, 1 end there. Upright ones:
    -1 texts stand at the left of their column, 0 in its middle, 1 at its right."""
    line: Colour | None
    tick: Colour | None
    lengths: tuple[float, ...]
    """Of the ticks, outwards, taken in turn; below 0: into the plot."""
    groups: bool = False


class Grid(NamedTuple):
    """Lines across the plot, at fractions of its width and height."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    stroke: Stroke


class Data(NamedTuple):
    """One series: where its values lie (fractions of the plot), and the values themselves."""

    places: tuple[Value, ...]
    values: tuple[Value, ...]
    x: tuple[Value, ...] | None = None
    """Fractions of the width; None: evenly over it."""


class LinePlot(NamedTuple):
    """Line charts: a stroke for each series that is drawn."""

    strokes: tuple[Stroke, ...]


class BarSeries(NamedTuple):
    """The bars of one series: they start at ``zero``, a fraction; a paint a bar, in turn."""

    paints: tuple[Paint, ...]
    zero: float = 0.0


class Spacing(NamedTuple):
    """Thickness of bars and the room between them and between groups.

    ``unit``: "pixels"; "fit", bars fill the plot and spaces are pixels; "share", bars fill the
    plot and spaces are parts of a bar's thickness.
    """

    thickness: float
    between: float
    groups: float
    unit: Literal["pixels", "fit", "share"] = "pixels"


@dataclass(frozen=True)
class BarPlot:
    """Bars: side by side, on top of each other, or at the same place with the shortest in front.

    Each layer draws the series of its number.
    """

    layers: tuple[BarSeries, ...]
    count: int
    """Groups, of which layers may fill fewer."""
    arrangement: Literal["grouped", "stacked", "overlapped"]
    horizontal: bool
    spacing: Spacing

    @property
    def slots(self) -> int:
        """Bars side by side in a group."""
        return max(1, len(self.layers)) if self.arrangement == "grouped" else 1

    def pitch(self, spacing: Spacing) -> float:
        """From one group to the next, for spaces in pixels: stacks stand as bars of a group."""
        if self.arrangement == "grouped":
            between = (self.slots - 1) * spacing.between
            return self.slots * spacing.thickness + between + spacing.groups
        return spacing.thickness + spacing.between


class ScatterPlot(NamedTuple):
    """The points of the first series; sizes in pixels across and colours taken in turn."""

    sizes: tuple[float, ...]
    colours: tuple[Colour, ...]


class PieRing(NamedTuple):
    """One ring of a pie: slices by size; a negative size leaves its room empty."""

    values: tuple[float, ...]
    colours: tuple[Colour, ...]


class PiePlot(NamedTuple):
    """A pie of one or more rings, the first innermost."""

    rings: tuple[PieRing, ...]
    labels: tuple[str, ...]
    """Beside the slices, through all rings in order; "" for none."""
    lettering: TextStyle
    start: float = 0.0
    """Where the first slice begins: radians clockwise from 3 o'clock."""
    solid: bool = False
    """Seen at a slant, as a disk with a side."""


class RadarPlot(NamedTuple):
    """A radar chart: series around a centre, first point at 12 o'clock, clockwise."""

    strokes: tuple[Stroke, ...]
    spokes: int
    """How many steps make a full turn."""
    smooth: bool = False


class VennPlot(NamedTuple):
    """A Venn diagram of two or three sets: areas, relative to each other."""

    sizes: tuple[float, float, float]
    overlaps: tuple[float, float, float]
    """Of the first and second, first and third, second and third."""
    common: float
    colours: tuple[Colour, Colour, Colour]


class Arrow(NamedTuple):
    """An arrow of a dial, at a fraction of its scale.

    A stroke or a head of 0 pixels is in proportion to the dial.
    """

    place: float
    label: str
    stroke: Stroke
    head: float


class Gauge(NamedTuple):
    """A meter: a banded arc from left to right, with arrows."""

    needles: tuple[Arrow, ...]
    colours: tuple[Colour, ...]
    scale: tuple[tuple[float, str], ...] = ()
    """Texts along the arc."""
    lettering: TextStyle = TextStyle((0x67, 0x67, 0x67, 255), 11.5)


class Bounds(NamedTuple):
    """A part of the earth in degrees; ``east`` may lie beyond 180, when it crosses the line."""

    south: float
    west: float
    north: float
    east: float


class WorldMap(NamedTuple):
    """Countries and parts of countries in colours."""

    regions: tuple[tuple[str, Colour], ...]
    """Codes of ISO 3166-1 (``GB``) or ISO 3166-2 (``US-NJ``), later ones in front; codes that
    there are not keep their place, and are not drawn."""
    land: Colour
    """Of all other countries; clear: only the regions are seen."""
    view: str | Bounds | Margins = Margins()
    """One of ``geography.areas.AREAS`` as it was drawn in 2008; a part of the earth; or the regions
    with that room around, in pixels."""


Diagram: TypeAlias = (
    "LinePlot | BarPlot | ScatterPlot | PiePlot | RadarPlot | VennPlot | "
    "Gauge | CodeMatrix | Formula | Icon | WorldMap | Graph | Drawing"
)


class Anchor(NamedTuple):
    """Which part of a text stands at its point, and which part of a bar the point is.

    ``across``: 0 the text's left end, 1 its right end; ``up``: 0 its lower edge, 1 its upper edge;
    None: what suits the chart. ``dx``, ``dy``: pixels to the right and upwards.
    """

    across: float | None = None
    up: float | None = None
    bar: Literal["base", "centre", "end"] = "end"
    dx: float = 0.0
    dy: float = 0.0


Kind = Literal[
    "arrow", "plus", "cross", "diamond", "circle", "square", "box",
    "drop", "upright", "level", "through", "error",
    "band", "pillar", "area", "between", "line",
    "text", "flag", "note", "candle",
]  # fmt: skip


class Mark(NamedTuple):
    """Something drawn at data points, or over the plot, in front of the data or behind it.

    ``level`` lies at ``span[0]`` of the plot's height, ``band`` and ``pillar`` between both ends
    of ``span`` (parts of its height, of its width), ``drop`` goes from the axis to the point,
    ``upright`` and ``through`` cross the plot at the point.
    """

    kind: Kind
    colour: Colour
    series: int = 0
    """Below 0: the top of a stack of bars."""
    points: tuple[float, ...] = ()
    """Indices of points; fractions lie between two of them."""
    at: tuple[float, float] | None = None
    """Parts of the plot, in place of data points."""
    size: float = 0.0
    """Pixels: width of a shape or line, size of a text."""
    length: float | None = None
    """A second size in pixels: of an error bar's cap, of a line that does not cross all."""
    z: float = 0.0
    """-1 furthest behind, 1 furthest in front; data lie just below 0."""
    texts: tuple[str, ...] = ()
    """What is written at each of the points."""
    anchor: Anchor = Anchor()
    other: int = 0
    """The second series of ``between``."""
    span: tuple[float, float] = (0.0, 1.0)
    bar: int | None = None
    """Which bar of a group is meant, if not the series' own."""


class GoogleChart(NamedTuple):
    """A whole picture, ``width`` x ``height`` pixels; 0: as its content needs (``measure``)."""

    diagram: Diagram
    data: tuple[Data, ...]
    """All series, those that only marks show included."""
    width: int
    height: int
    background: Paint = (255, 255, 255, 255)
    area: Paint | None = None
    opacity: float = 1.0
    title: Title | None = None
    legend: Legend | None = None
    margins: Margins = Margins()
    axes: tuple[Axis, ...] = ()
    grid: Grid | None = None
    marks: tuple[Mark, ...] = ()
    icons: tuple[IconMark, ...] = ()
    format: Literal["png", "gif", "svg"] = "png"


@dataclass(frozen=True)
class Inset:
    """A chart in a chart, bare or in a frame."""

    chart: GoogleChart
    align: Alignment = AT_FOOT
    frame: Frame | None = None
    padding: float = 0.0
    edge: Colour = BLACK
    fill: Colour = WHITE


Icon = Bubble | Pin | Spin | StickyNote | Outlined | Captioned | Disk | Marker | Glyphs


@dataclass(frozen=True)
class IconMark:
    """Icons at data points, or over the plot: found as those of a ``Mark`` are."""

    icons: tuple[Icon | Inset, ...]
    """One a point; the last one for all points behind it."""
    series: int = 0
    points: tuple[float, ...] = ()
    at: tuple[float, float] | None = None
    """Parts of the plot, in place of data points."""
    dx: float = 0.0
    dy: float = 0.0
    """Pixels to the right and upwards."""
    z: float = 0.0
    bar: int | None = None
