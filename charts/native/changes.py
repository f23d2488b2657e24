"""What a request says of a waterfall: changes, and the totals between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..colour import Colour
from ..diagnostics import Value
from .chart import ValueAxis
from .styles import BarStyle, read_bars

if TYPE_CHECKING:
    from .theme import Theme

_UP, _DOWN, _TOTAL = 2, 3, 0  # of the colours of the theme: green, red, blue


class Bar(NamedTuple):
    """From and to which value a bar reaches, and what is written at it."""

    start: float
    end: float
    value: float
    colour: Colour


class WaterfallPlot(NamedTuple):
    """Changes and totals in order."""

    labels: tuple[str, ...]
    bars: tuple[Bar, ...]
    axis: ValueAxis
    horizontal: bool
    connectors: str
    value_labels: bool
    style: BarStyle


def read(values: Mapping[str, Any], theme: Theme) -> WaterfallPlot:
    """Return the model of valid parameters."""
    own = theme.colours(1) if values["palette"] else ()
    colours = values["colors"] or (own and theme.colours(3)) or _signs(theme)
    changes: list[tuple[str, Value]] = list(zip(values["labels"], values["values"][0], strict=True))
    if values["total"]:
        changes.append((values["total"], None))
    bars, level = list[Bar](), 0.0
    for name, value in changes:
        if value is None or name in values["totals"]:
            level = level if value is None else value
            bars.append(Bar(0.0, level, level, colours[2 % len(colours)]))
            continue
        colour = colours[0 if value >= 0 else 1 % len(colours)]
        bars.append(Bar(level, level + value, value, colour))
        level += value
    names = tuple(name for name, _ in changes)
    return WaterfallPlot(
        names,
        tuple(bars),
        ValueAxis(values["ymin"], values["ymax"]),
        values["horizontal"],
        values["connectors"],
        values["value_labels"],
        read_bars(values),
    )


def _signs(theme: Theme) -> tuple[Colour, Colour, Colour]:
    """Return the colours of increases, decreases and totals: green, red and blue."""
    colours = theme.colours(8)
    return colours[_UP], colours[_DOWN], colours[_TOTAL]
