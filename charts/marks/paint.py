"""Paints and pens as data: one colour, a gradient or stripes; the width and dashes of a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..colour import Colour


@dataclass(frozen=True)
class Gradient:
    """Colours that flow into each other; ``angle`` in degrees, 0 left to right, 90 upwards."""

    angle: float
    stops: tuple[tuple[float, Colour], ...]
    """(place along the direction 0 to 1, colour), in order of place."""


@dataclass(frozen=True)
class Stripes:
    """Bands of colour that repeat; ``angle`` as in a gradient."""

    angle: float
    bands: tuple[tuple[Colour, float], ...]
    """(colour, width as a fraction of the area's length along the direction)."""


Paint = Colour | Gradient | Stripes


def solid(paint: Paint) -> Colour:
    """One colour that stands for a paint, in legends."""
    if isinstance(paint, Gradient):
        return paint.stops[0][1]
    return paint.bands[0][0] if isinstance(paint, Stripes) else paint


class Pen(NamedTuple):
    """A line: width, dash and space in pixels (space 0: solid)."""

    colour: Colour
    width: float = 1.0
    dash: float = 1.0
    space: float = 0.0
