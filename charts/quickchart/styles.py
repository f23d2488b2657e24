"""How things look: paints, text, sides, and titles. Lengths are in pixels."""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour

Side = Literal["top", "right", "bottom", "left"]

Align = Literal["start", "center", "end"]

PointStyle = Literal[
    "circle", "cross", "crossRot", "dash", "line", "rect", "rectRounded", "rectRot", "star",
    "triangle", "none",
]  # fmt: skip

Cap = Literal["butt", "round", "projecting"]

Join = Literal["miter", "round", "bevel"]


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
