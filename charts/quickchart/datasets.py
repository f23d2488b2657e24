"""The datasets of charts with axes as data: bars, lines, points and their labels."""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour
from ..diagnostics import Value
from .labels import LabelRule
from .shapes import Shape
from .styles import Align, Cap, Join, Paint, PointStyle, Sides, TextStyle


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
    base: float | None = None
    """Where bars start that do not say it themselves; None for the base of the axis, or a stack."""


class LineStyle(NamedTuple):
    """How a part of a line differs from the rest; None where it does not."""

    edge: Paint | None = None
    fill: Paint | None = None
    width: float | None = None
    dash: tuple[float, ...] | None = None
    cap: Cap | None = None
    join: Join | None = None


class Line(NamedTuple):
    """What only lines have."""

    show: bool = True
    tension: float = 0.0
    monotone: bool = False
    stepped: Literal["", "before", "after", "middle"] = ""
    span_gaps: bool = False
    fill: str | int | float | None = None
    """What the area reaches to: ``origin``, ``start``, ``end``, ``stack``, ``shape`` (its own last
    point), the number of a dataset (an integer), a value (a float), or None."""
    fill_above: Paint | None = None
    """Where the line is above what it is filled to; None for the colour of the dataset."""
    fill_below: Paint | None = None
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    cap: Cap = "butt"
    join: Join = "miter"
    segment: LineStyle | None = None
    """How what is drawn between points differs from what the legend shows."""


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
