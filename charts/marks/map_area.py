"""The areas of a drawn chart, for HTML image maps: which part of the picture is which datum."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from api.named_tuple import NamedTuple

Point = tuple[float, float]


class MapArea(NamedTuple):
    """A shape as HTML's ``<area>`` has it, in whole pixels."""

    name: str
    """What it is, with its series and point: ``bar0_2``, ``slice3``, ``axis1_0``."""
    kind: Literal["RECT", "CIRCLE", "POLY"]
    coords: tuple[int, ...]
    """RECT: left, top, right, bottom; CIRCLE: x, y, radius; POLY: x and y of each corner."""

    @classmethod
    def rectangle(cls, name: str, left: float, top: float, right: float, bottom: float) -> MapArea:
        """Return the area of a rectangle."""
        return cls(name, "RECT", (round(left), round(top), round(right), round(bottom)))

    @classmethod
    def circle(cls, name: str, centre: Point, radius: float) -> MapArea:
        """Return the area of a circle."""
        return cls(name, "CIRCLE", (round(centre[0]), round(centre[1]), round(radius)))

    @classmethod
    def polygon(cls, name: str, corners: Iterable[Point]) -> MapArea:
        """Return the area within some corners."""
        return cls(name, "POLY", tuple(round(part) for corner in corners for part in corner))
