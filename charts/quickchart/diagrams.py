"""Charts without axes of plugins: Sankey diagrams, treemaps and clouds of words, as data."""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour
from .styles import Paint, TextStyle


class FlowNode(NamedTuple):
    """A node of a Sankey diagram: its label, and what the config says of its place."""

    lines: tuple[str, ...]
    column: float | None = None
    priority: float = 0.0


class Flow(NamedTuple):
    """A flow from a node to another, by their indices."""

    source: int
    target: int
    value: float
    colour_from: Colour
    colour_to: Colour


class SankeyPlot(NamedTuple):
    """A Sankey diagram (chartjs-chart-sankey)."""

    nodes: tuple[FlowNode, ...]
    flows: tuple[Flow, ...]
    style: TextStyle
    mode: Literal["gradient", "from", "to"] = "gradient"
    alpha: float = 0.5
    size: Literal["max", "min"] = "max"
    """Of what flows into a node and out of it: which one its height is."""
    by_priority: bool = False
    """Whether nodes are sorted by their priorities, rather than by their flows."""
    to_edge: bool = True
    """Whether nodes from which nothing flows stand at the right edge."""
    edge: Colour = (0, 0, 0, 255)
    edge_width: float = 1.0
    node_width: float = 10.0
    gap: float = 10.0
    label_padding: float = 4.0
    line_offset: float | None = None


class Tile(NamedTuple):
    """A tile of a treemap with those within it; ``lines``: of its label, or of its caption."""

    value: float
    fill: Paint
    lines: tuple[str, ...]
    children: tuple[Tile, ...] = ()


class TileText(NamedTuple):
    """How the labels of tiles, or the captions of groups, are written."""

    style: TextStyle
    display: bool
    align: Literal["left", "center", "right"]
    position: Literal["top", "middle", "bottom"] = "middle"
    overflow: Literal["cut", "hidden", "fit"] = "cut"
    padding: float = 3.0


class TreemapPlot(NamedTuple):
    """A treemap (chartjs-chart-treemap): areas by their values."""

    tiles: tuple[Tile, ...]
    labels: TileText
    captions: TileText
    edge: Colour
    edge_width: float = 0.0
    spacing: float = 0.5
    radius: float = 0.0
    headers: bool = False
    """Whether a group is its caption only, rather than a box around its tiles."""


class CloudWord(NamedTuple):
    """A word, and its size in pixels."""

    text: str
    size: float


class CloudPlot(NamedTuple):
    """A cloud of words (chartjs-chart-wordcloud)."""

    words: tuple[CloudWord, ...]
    colours: tuple[Colour, ...]
    style: TextStyle
    angles: tuple[float, ...] = (0.0,)
    """Degrees anticlockwise that a word may be turned."""
    padding: float = 1.0
