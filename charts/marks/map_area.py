"""The regions of a drawn chart, for image maps: which part of the picture is which datum."""

from __future__ import annotations

from typing import Literal, NamedTuple


class MapArea(NamedTuple):
    """A shape in whole pixels: RECT x1 y1 x2 y2, CIRCLE x y radius, POLY x y x y …"""

    name: str
    """What it is, with its series and point: ``bar0_2``, ``slice3``, ``axis1_0``."""
    kind: Literal["RECT", "CIRCLE", "POLY"]
    coords: tuple[int, ...]
