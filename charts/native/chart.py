"""The model: a chart as plain, validated data, whatever dialect it was asked for in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from ..diagnostics import Value

if TYPE_CHECKING:  # an app that starts needs the errors only
    from ..colour import Colour
    from .theme import Theme


class Series(NamedTuple):
    """Values that belong together, with the name the legend gives them ("" for none)."""

    name: str
    values: tuple[Value, ...]
    colours: tuple[Colour, ...]
    """One colour, or as many as values (bars only: a colour a bar)."""


class ValueAxis(NamedTuple):
    """The axis that values are measured on; None lets the data decide."""

    minimum: float | None = None
    maximum: float | None = None
    log: bool = False


class Bars(NamedTuple):
    """Bars over categories, side by side or stacked."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axis: ValueAxis
    stacked: bool = False
    horizontal: bool = False
    value_labels: bool = False


class Lines(NamedTuple):
    """Lines over categories (``x`` holds texts) or over numbers."""

    x: tuple[str, ...] | tuple[Value, ...]
    series: tuple[Series, ...]
    axis: ValueAxis
    curve: Literal["linear", "smooth", "step"] = "linear"
    markers: bool = False
    area: bool = False


class Points(NamedTuple):
    """A scatter chart: points at (x, value)."""

    x: tuple[Value, ...]
    series: tuple[Series, ...]
    axis: ValueAxis


class Slices(NamedTuple):
    """A pie, or a doughnut with a hole of 0 to 0.9 of the radius."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[Colour, ...]
    hole: float = 0.0
    value_labels: bool = False


Plot = Bars | Lines | Points | Slices
LegendPosition = Literal["right", "left", "top", "bottom", "none"]
Format = Literal["png", "svg", "pdf"]


class Chart(NamedTuple):
    """A whole picture. Sizes are in pixels; ``scale`` is device pixels per pixel (PNG)."""

    plot: Plot
    width: int
    height: int
    theme: Theme
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    legend: LegendPosition = "none"
    scale: float = 1.0
    format: Format = "png"
