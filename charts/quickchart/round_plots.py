"""Round charts as data: pies, gauges, radars and polar areas."""

from __future__ import annotations

from api.named_tuple import NamedTuple

from ..colour import Colour
from ..diagnostics import Value
from .axes import Scale
from .datasets import Datalabels, Dataset
from .styles import Paint, Sides, TextStyle


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
    corner: float = 0.0
    """Radius of the corners of slices."""
    spacing: float = 0.0
    """Pixels between slices."""


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
