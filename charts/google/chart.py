"""The model of a chart that its author laid out: sizes in pixels, axes apart from the data.

It is drawn as it says, however crowded. Data are fractions of the plot: 0 is its left or lower
end, 1 the other end. Numbers on axes are texts at fractions of their own.

NamedTuples, because frozen dataclasses are six times slower to define and that delays the first
picture of a process. Gradient, Stripes and BarPlot are dataclasses: a Colour is a tuple, and
every tuple has a method ``count``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from api.named_tuple import NamedTuple

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
    text_style: TextStyle
    align: Literal["left", "centre", "right"] = "centre"


class Legend(NamedTuple):
    """Squares with names: in a column beside the plot, in a row or a column above or below it."""

    entries: tuple[tuple[str, Colour], ...]
    text_style: TextStyle
    position: Literal["right", "left", "top", "bottom"] = "right"
    column: bool = True
    min_size: tuple[float, float] = (0.0, 0.0)
    """Minimum width and height, in pixels."""
    shortest_first: bool = False
    """Whether entries are drawn in the order of their widths, in steps of 10 pixels."""


class Margins(NamedTuple):
    """Minimum distance in pixels between the plot and the edges of the picture."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


Format = Literal["png", "gif", "webp", "jpg", "svg", "pdf"]
Side = Literal["bottom", "left", "top", "right"]


class Axis(NamedTuple):
    """One line of labels at one side; several at a side stack outwards in their order."""

    side: Side
    labels: tuple[tuple[float, str], ...]
    """(position, text): a fraction of the axis, or the index of a group of bars (``groups``)."""
    text_style: TextStyle
    align: float
    """Of horizontal axes: -1 texts begin at their position, 0 are centred on it, 1 end there. Of
    vertical ones: -1 texts stand at the left of their column, 0 in its middle, 1 at its right."""
    line: Colour | None
    tick: Colour | None
    tick_lengths: tuple[float, ...]
    """In pixels outwards, taken in turn; below 0: into the plot."""
    groups: bool = False
    thinned: bool = False
    """Whether labels are left out where they would lie over each other."""


class Grid(NamedTuple):
    """Lines across the plot, at fractions of its width and height."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    stroke: Stroke


class Data(NamedTuple):
    """One series: where its values lie (fractions of the plot), and the values themselves."""

    positions: tuple[Value, ...]
    values: tuple[Value, ...]
    x: tuple[Value, ...] | None = None
    """Fractions of the width; None: evenly over it."""


class LinePlot(NamedTuple):
    """Line charts: a stroke for each series that is drawn."""

    strokes: tuple[Stroke, ...]


class BarSeries(NamedTuple):
    """The bars of one series: they start at ``zero``, a fraction; paints are taken in turn."""

    paints: tuple[Paint, ...]
    zero: float = 0.0


class Spacing(NamedTuple):
    """Thickness of bars, and the gaps between them and between groups.

    ``unit``: "pixels"; "fit", bars fill the plot and gaps are pixels; "share", bars fill the
    plot and gaps are parts of a bar's thickness.
    """

    thickness: float
    bar_gap: float
    group_gap: float
    unit: Literal["pixels", "fit", "share"] = "pixels"


@dataclass(frozen=True)
class BarPlot:
    """Bars: side by side, on top of each other, or at the same place with the shortest in front.

    Each of the series draws the data of its index.
    """

    series: tuple[BarSeries, ...]
    count: int
    """The number of groups, of which series may fill fewer."""
    arrangement: Literal["grouped", "stacked", "overlapped"]
    horizontal: bool
    spacing: Spacing
    radius: float = 0.0
    """Of the corners at the far end of a bar or a stack, in pixels."""

    @property
    def slots(self) -> int:
        """Return the number of bars side by side in a group."""
        return max(1, len(self.series)) if self.arrangement == "grouped" else 1

    def pitch(self, spacing: Spacing) -> float:
        """Return the pixels from one group to the next, for gaps in pixels.

        Stacks stand as far apart as bars of a group.
        """
        if self.arrangement == "grouped":
            gaps = (self.slots - 1) * spacing.bar_gap
            return self.slots * spacing.thickness + gaps + spacing.group_gap
        return spacing.thickness + spacing.bar_gap


class ScatterPlot(NamedTuple):
    """The points of the first series; widths in pixels and colours are taken in turn."""

    sizes: tuple[float, ...]
    colours: tuple[Colour, ...]


class PieRing(NamedTuple):
    """One ring of a pie: slices by size; a negative size leaves its part empty."""

    values: tuple[float, ...]
    colours: tuple[Colour, ...]


class PiePlot(NamedTuple):
    """A pie of one or more rings, the first innermost."""

    rings: tuple[PieRing, ...]
    labels: tuple[str, ...]
    """Beside the slices, through all rings in order; "" for none."""
    text_style: TextStyle
    start: float = 0.0
    """Where the first slice begins: radians clockwise from 3 o'clock."""
    tilted: bool = False
    """Seen at a slant, as a disk with a side."""
    hole: float = 0.0
    """The part of the radius that is empty."""
    inside: str = ""
    """A text in the hole."""
    polar: bool = False
    """Sectors of equal angles whose radii are the values."""
    scale: tuple[tuple[float, str], ...] = ()
    """Circles of a polar chart, at parts of its radius, and their numbers."""
    top: float = 0.0
    """The value at the rim of a polar chart; 0: the largest."""
    sweep: float = 1.0
    """The part of the full turn that is drawn, in an animation."""


class RadarPlot(NamedTuple):
    """A radar chart: series around a centre, first point at 12 o'clock, clockwise."""

    strokes: tuple[Stroke, ...]
    spokes: int
    """The number of steps of a full turn."""
    smooth: bool = False


class VennPlot(NamedTuple):
    """A Venn diagram of two or three sets: areas, relative to each other."""

    sizes: tuple[float, float, float]
    overlaps: tuple[float, float, float]
    """Of the first and second, first and third, second and third."""
    common: float
    """The area that is in all three."""
    colours: tuple[Colour, Colour, Colour]


class Arrow(NamedTuple):
    """An arrow of a gauge, at a fraction of its scale.

    A stroke or a head of 0 pixels is in proportion to the gauge.
    """

    position: float
    label: str
    stroke: Stroke
    head_length: float


class Gauge(NamedTuple):
    """A gauge: a banded arc from left to right, with arrows."""

    arrows: tuple[Arrow, ...]
    colours: tuple[Colour, ...]
    scale: tuple[tuple[float, str], ...] = ()
    """(position, text) along the arc."""
    text_style: TextStyle = TextStyle((0x67, 0x67, 0x67, 255), 11.5)


class Bounds(NamedTuple):
    """A part of the earth in degrees; ``east`` is over 180 across the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


class WorldMap(NamedTuple):
    """Countries and parts of countries in colours."""

    regions: tuple[tuple[str, Colour], ...]
    """Codes of ISO 3166-1 (``GB``) or ISO 3166-2 (``US-NJ``), later ones in front. Unknown codes
    keep their index but are not drawn."""
    land: Colour
    """Of all other countries; transparent: only the regions are seen."""
    view: str | Bounds | Margins = Margins()
    """One of ``geography.areas.AREAS`` as it was drawn in 2008; a part of the earth; or the regions
    with these margins around, in pixels."""


Diagram: TypeAlias = (
    "LinePlot | BarPlot | ScatterPlot | PiePlot | RadarPlot | VennPlot | "
    "Gauge | CodeMatrix | Formula | Icon | WorldMap | Graph | Drawing"
)


class Anchor(NamedTuple):
    """The part of a text that stands at its point, and the part of a bar that is the point.

    ``horizontal``: 0 the text's left end, 1 its right end; ``vertical``: 0 its lower edge, 1 its
    upper edge; None: as suits the chart. ``dx``, ``dy``: pixels to the right and upwards.
    """

    horizontal: float | None = None
    vertical: float | None = None
    bar: Literal["base", "centre", "end"] = "end"
    dx: float = 0.0
    dy: float = 0.0


Kind = Literal[
    "arrow", "plus", "cross", "diamond", "circle", "square", "box",
    "drop_line", "vertical_line", "horizontal_line", "rule", "error_bar", "candlestick",
    "horizontal_band", "vertical_band", "area", "fill_between", "line", "text", "flag", "note",
]  # fmt: skip

SHAPES: tuple[Kind, ...] = ("circle", "square", "diamond", "plus", "cross", "arrow")
"""The kinds of marks that stand for a point."""


class Mark(NamedTuple):
    """Something drawn at data points, or over the plot, in front of the data or behind it.

    ``horizontal_line`` lies at ``span[0]`` of the plot's height, ``horizontal_band`` and
    ``vertical_band`` between both ends of ``span`` (fractions of its height, of its width),
    ``drop_line`` goes from the axis to the point, ``vertical_line`` and ``rule`` cross the plot at
    the point: a rule at right angles to the bars of a bar chart, horizontally in others.
    """

    kind: Kind
    colour: Colour
    series: int = 0
    """Below 0: the top of a stack of bars."""
    points: tuple[float, ...] = ()
    """Indices of points; fractions lie between two of them."""
    position: tuple[float, float] | None = None
    """Fractions of the plot, in place of data points."""
    size: float = 0.0
    """Pixels: width of a shape or line, size of a text."""
    length: float | None = None
    """A second size in pixels: of an error bar's cap, of a line that does not cross all."""
    z: float = 0.0
    """-1 furthest behind, 1 furthest in front. The data are drawn just below z = 0."""
    texts: tuple[str, ...] = ()
    """The text at each of the points; the last one for all after it."""
    anchor: Anchor = Anchor()
    other_series: int = 0
    """The second series of ``fill_between``."""
    span: tuple[float, float] = (0.0, 1.0)
    bar: int | None = None
    """The bar of a group that is meant, if not the series' own."""


EASINGS: tuple[str, ...] = (
    "linear",
    *(
        f"ease{way}{curve}"
        for curve in ("Quad", "Cubic", "Quart", "Quint", "Sine", "Expo", "Circ", "Elastic", "Back",
                      "Bounce")
        for way in ("In", "Out", "InOut")
    ),
)  # fmt: skip
"""How an animation may run; the names are those of Robert Penner's equations."""


class Animation(NamedTuple):
    """Data that grow from nothing, once."""

    milliseconds: float
    easing: str


class GoogleChart(NamedTuple):
    """A whole picture, ``width`` x ``height`` pixels; 0: as its content needs (``measure``)."""

    diagram: Diagram
    data: tuple[Data, ...]
    """All series, including those that only markers show."""
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
    format: Format = "png"
    scale: float = 1.0
    """Device pixels per pixel."""
    animation: Animation | None = None


class Inset(NamedTuple):
    """A chart in a chart, bare or in a frame."""

    chart: GoogleChart
    align: Alignment = AT_FOOT
    frame: Frame | None = None
    padding: float = 0.0
    edge: Colour = BLACK
    fill: Colour = WHITE


Icon = Bubble | Pin | Spin | StickyNote | Outlined | Captioned | Disk | Marker | Glyphs


class IconMark(NamedTuple):
    """Icons at data points, or over the plot, as a ``Mark`` is."""

    icons: tuple[Icon | Inset, ...]
    """One for each point; the last one for all points after it."""
    series: int = 0
    points: tuple[float, ...] = ()
    position: tuple[float, float] | None = None
    """Fractions of the plot, in place of data points."""
    dx: float = 0.0
    dy: float = 0.0
    """Pixels to the right and upwards."""
    z: float = 0.0
    bar: int | None = None
