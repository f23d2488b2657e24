"""The cells of a matrix, or heat map (chartjs-chart-matrix)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...colour import Colour
from ...diagnostics import Value
from ..chart import Paint
from ..shapes import Cells, Length
from . import colours
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
_RGBA = re.compile(r"rgba?\(\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*['\"$]")
_NAMED = re.compile(r"[Cc]olor\(\s*['\"]([#\w(),.% ]{1,40})['\"]\s*\)")
_ALPHA = re.compile(
    r"\(?\s*(?:value|val|v|[\w.\[\]]+\.v)\s*(?:-\s*(?P<low>[0-9.]+)\s*\)\s*)?/\s*(?P<span>[0-9.]+)"
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
        match = _DIVIDED.search(raw.text)
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
    return bool(_DIVIDED.search(code.text) or (_colour(code.text) and _ALPHA.search(code.text)))


def paints_of(dataset: Options, name: str, palette: Colour | None) -> tuple[Paint, ...]:
    """Return the colour of each cell, or one for all.

    Functions that fade a colour by the value are known; of another, and where there is none at
    all, ``palette`` is faded from the lowest value to the highest one.
    """
    raw = dataset.members.get(name)
    code = raw.text if isinstance(raw, Code) else ""
    colour = _colour(code) or palette
    values = amounts(dataset)
    known = [amount for amount in values if amount is not None]
    plain = paints(dataset, name)
    if plain or colour is None or not known:
        return plain
    low, span = min(known), max(known) - min(known)
    match = _ALPHA.search(code)
    divisor = number(match["span"]) if match else None
    if match and divisor:
        low = number(match["low"]) or 0.0
        span, start = divisor, 0.0
    else:
        start = 0.1
    return tuple(_faded(colour, amount, low, span, start) for amount in values)


def _colour(code: str) -> Colour | None:
    if match := _RGBA.search(code):
        red, green, blue = (min(int(part), 255) for part in match.groups())
        return red, green, blue, 255
    for name in _NAMED.findall(code):
        try:
            return colours.read(name)
        except ValueError:
            continue
    return None


def _faded(colour: Colour, amount: Value, low: float, span: float, start: float) -> Paint:
    if amount is None:
        return (255, 255, 255, 0)
    share = (amount - low) / span if span else 1.0
    return (*colour[:3], round(255 * (start + (1 - start) * min(max(share, 0.0), 1.0))))
