"""How a line is drawn, as data: models of charts say it without loading a canvas."""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour


class Stroke(NamedTuple):
    """How a line is drawn: width and lengths of dashes and gaps in pixels."""

    colour: Colour
    width: float = 1.0
    dash: tuple[float, ...] = ()
    """Dash, gap, dash, gap and so on; empty for a solid line."""
    cap: Literal["butt", "round", "projecting"] = "butt"
    join: Literal["miter", "round", "bevel"] = "round"
    offset: float = 0.0
    """How far into its dashes the line starts, in pixels."""


def dashes(dash: float, gap: float) -> tuple[float, ...]:
    """Return the pattern of dashes and gaps of one length; solid where a length is 0."""
    return (dash, gap) if dash > 0 and gap > 0 else ()
