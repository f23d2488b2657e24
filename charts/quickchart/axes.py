"""The axes of a chart as data: what the config says of them. Lengths are in pixels."""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour
from ..diagnostics import Value
from .labels import Condition, LabelRule
from .styles import Sides, TextStyle, Title


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


class ColourRule(NamedTuple):
    """A colour for values that meet a condition, and one for the others."""

    condition: Condition
    then: Colour
    otherwise: Colour


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
    rule: ColourRule | None = None
    """What the colour of a line depends on, instead of ``colours``."""


class Border(NamedTuple):
    """The line along an axis."""

    display: bool = True
    colour: Colour = (0, 0, 0, 26)
    width: float = 1.0


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
