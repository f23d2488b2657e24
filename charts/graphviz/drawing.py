"""The model of a graph that was laid out: outlines and lines of text in their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..colour import Colour

Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A line or an area: straight through its points, or along cubic curves between them."""

    points: tuple[Point, ...]
    curved: bool
    """The first point, then three for each curve: two handles and the next point."""
    closed: bool
    fill: Colour | None
    line: Colour | None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """A line of text on its baseline, in the room that the layout gave it."""

    at: Point
    text: str
    size: float
    colour: Colour
    anchor: float
    """The part of its width that lies before ``at``: 0, 0.5 or 1."""
    room: float
    bold: bool = False


@dataclass(frozen=True)
class Area:
    """What is looked at as one node: a circle's box, or the corners of any other shape."""

    kind: Literal["RECT", "CIRCLE", "POLY"]
    points: tuple[Point, ...]
    """Two opposite corners of RECT and CIRCLE; all corners of POLY."""


@dataclass(frozen=True)
class Drawing:
    """A graph that was laid out, in points (1/72 inch), y downwards from the top edge."""

    extent: tuple[float, float]
    """Width and height, the padding around the graph included."""
    pieces: tuple[Outline | Words, ...]
    """In the order in which they are drawn."""
    nodes: tuple[Area, ...]
    background: Colour = (255, 255, 255, 255)
    diagnostics: tuple[str, ...] = ()
    """What was drawn otherwise than the graph says."""
