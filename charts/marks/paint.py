"""What an area is filled with, as data: one colour, a gradient or stripes."""

from __future__ import annotations

from dataclasses import dataclass

from ..colour import Colour


@dataclass(frozen=True)
class Gradient:
    """Colours that flow into each other; ``angle`` in degrees, 0 left to right, 90 upwards."""

    angle: float
    stops: tuple[tuple[float, Colour], ...]
    """(position along the direction 0 to 1, colour), in order of position."""


@dataclass(frozen=True)
class Stripes:
    """Bands of colour that repeat; ``angle`` as in a gradient."""

    angle: float
    bands: tuple[tuple[Colour, float], ...]
    """(colour, width as a fraction of the area's length along the direction)."""


Paint = Colour | Gradient | Stripes
