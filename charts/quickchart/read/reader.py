"""What reading a config needs everywhere."""

from __future__ import annotations

from typing import Any

from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import Diagnostics
from ..chart import Generation
from .options import Options


class Reader(NamedTuple):
    """A config while it is read."""

    kind: str
    generation: Generation
    options: Options
    datasets: tuple[Options, ...]
    labels: tuple[Any, ...]
    diagnostics: Diagnostics
    palette: tuple[Colour, ...]
    """The colours that datasets of version 2 get if they have none."""
    coloured: bool
    """Whether any dataset has colours of its own."""
