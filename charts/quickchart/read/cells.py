"""The cells of a matrix, or heat map (chartjs-chart-matrix)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...colour import Colour
from ...diagnostics import Value
from ..shapes import Cells, Length
from ..styles import Paint
from . import shades
from .literal import Code
from .options import Options, number
from .style import paints
from .values import Values

_SIZE = 20.0
_GAP = 1.0
_DIVIDED = re.compile(
    r"(?:\.width|\.height|\.right\s*-\s*\w+\.left|\.bottom\s*-\s*\w+\.top)\W*?"
    r"(?:-\s*(?P<before>[0-9.]+)\s*\)\s*)?/\s*(?P<count>[0-9.]+)\s*\)?\s*(?:-\s*(?P<after>[0-9.]+))?"
)
_ANCHORS = {"start": ("left", "top"), "end": ("right", "bottom")}


def read(dataset: Options, values: Values) -> Cells:
    """Return how cells look; of what functions do, the known forms (a part of the chart area)."""
    anchor_x, anchor_y = (
        _ANCHORS.get(name, (name, name))[i]
        for i, name in enumerate((dataset.text("anchorX"), dataset.text("anchorY")))
    )
    return Cells(
        _lengths(dataset, "width", values.places),
        _lengths(dataset, "height", values.values),
        anchor_x if anchor_x in ("left", "right") else "center",  # type: ignore[arg-type]
        anchor_y if anchor_y in ("top", "bottom") else "center",  # type: ignore[arg-type]
        min(max(dataset.number("borderRadius"), 0.0), 1000.0),
        amounts(dataset),
    )


def amounts(dataset: Options) -> tuple[Value, ...]:
    """Return the number that the colour of each cell stands for."""
    data = dataset.raw("data")
    return tuple(_amount(item) for item in (data if isinstance(data, list) else []))


def _amount(item: Any) -> Value:
    if not isinstance(item, dict):
        return None
    return number(item.get("v", item.get("value", item.get("d"))))


def _lengths(dataset: Options, name: str, at: Sequence[Value]) -> tuple[Length, ...]:
    raw = dataset.members.get(name)
    if isinstance(raw, Code):
        match = _DIVIDED.search(raw.short)
        count = number(match["count"]) if match else None
        if match and count:
            return (
                Length(
                    -(number(match["before"]) or 0.0) / count - (number(match["after"]) or 0.0),
                    1 / count,
                ),
            )
        distinct = len({v for v in at if v is not None})
        return (Length(-_GAP, 1 / max(distinct, 1)),)
    items = raw if isinstance(raw, list) and raw else [raw]
    sizes = (number(item) for item in items)
    return tuple(Length(_SIZE if n is None else min(max(n, 0.0), 10_000.0)) for n in sizes)


def knows(code: Code) -> bool:
    """Return whether a function makes a part of the chart area, or fades a colour by the value."""
    return bool(_DIVIDED.search(code.short) or shades.knows(code))


def paints_of(dataset: Options, name: str, palette: Colour | None) -> tuple[Paint, ...]:
    """Return the colour of each cell, or one for all.

    Functions that fade a colour by the value are known; of another, and where there is none at
    all, ``palette`` is faded from the lowest value to the highest one.
    """
    raw = dataset.members.get(name)
    values = amounts(dataset)
    plain = paints(dataset, name)
    if plain or not any(amount is not None for amount in values):
        return plain
    shade = shades.read(raw.short if isinstance(raw, Code) else "", palette, values)
    return tuple(map(shade.of, values)) if shade else ()
