"""What datasets look like that are neither bars nor lines: candles, cells, boxes, violins, funnels.

Their places along the axes are those of the dataset: of candles, boxes and violins, ``starts`` and
``values`` are the lowest and the highest value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from api.named_tuple import NamedTuple

from ..diagnostics import Value

if TYPE_CHECKING:  # which imports this file
    from ..colour import Colour
    from .styles import Paint, PointStyle


class Candle(NamedTuple):
    """The prices of a period."""

    open: float
    high: float
    low: float
    close: float


class Candles(NamedTuple):
    """Prices (chartjs-chart-financial). Colours: up, down, unchanged."""

    candles: tuple[Candle | None, ...]
    filled: bool
    """Whether they are boxes with wicks (candlestick), not lines with arms (ohlc)."""
    fills: tuple[Paint, Paint, Paint]
    edges: tuple[Colour, Colour, Colour]
    edge_width: float
    arm_share: float = 0.8
    """Of the width of a bar: both arms of a line."""
    arm_length: float | None = None


class Length(NamedTuple):
    """A length in pixels and a share of the chart area."""

    pixels: float
    share: float = 0.0


class Cells(NamedTuple):
    """Rectangles at points (chartjs-chart-matrix). Lists are as long as the values, or cycles."""

    widths: tuple[Length, ...]
    heights: tuple[Length, ...]
    anchor_x: Literal["left", "center", "right"] = "center"
    anchor_y: Literal["top", "center", "bottom"] = "center"
    radius: float = 0.0
    amounts: tuple[Value, ...] = ()
    """``v`` of each point."""


class Trapezoids(NamedTuple):
    """The steps of a funnel (chartjs-chart-funnel)."""

    align: Literal["center", "left", "right"] = "center"
    shrinks: Literal["top", "middle", "bottom", "none"] = "top"
    """Where a step has its own width; it ends in that of its neighbours."""
    share: float = 1.0
    """Of the length of a step: how much of it shrinks."""


class Summary(NamedTuple):
    """The distribution of some values."""

    q1: float
    median: float
    q3: float
    low: float
    """Where the whiskers end, as ``high``."""
    high: float
    mean: float | None = None
    outliers: tuple[float, ...] = ()
    items: tuple[float, ...] = ()
    places: tuple[float, ...] = ()
    """Where the density is known, in ascending order; of violins only."""
    densities: tuple[float, ...] = ()


class Dots(NamedTuple):
    """How outliers, items or means are drawn."""

    shape: PointStyle
    radius: float
    fill: Colour | None
    """None for that of the box, as ``edge``."""
    edge: Colour | None
    edge_width: float


class Distributions(NamedTuple):
    """Box plots or violins (chartjs-chart-boxplot)."""

    summaries: tuple[Summary | None, ...]
    violin: bool
    outliers: Dots
    items: Dots
    means: Dots
    median: Colour | None = None
    """The colour of its line; None for that of the edge."""
    lower: Colour | None = None
    """The colour of the box below the median."""


Shape = Candles | Cells | Trapezoids | Distributions
