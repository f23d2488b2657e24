"""Functions that fade a colour by a value: of the cells of a matrix, and the tiles of a treemap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import Value
from . import colours
from .literal import Code
from .options import number

_RGBA = re.compile(r"rgba?\(\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*['\"$]")
_NAMED = re.compile(r"[Cc]olor\(\s*['\"]([#\w(),.% ]{1,40})['\"]\s*\)")
_ALPHA = re.compile(
    r"\(?\s*(?:value|val|v|[\w.\[\]]+\.v)\s*(?:-\s*(?P<low>[0-9.]+)\s*\)\s*)?/\s*(?P<span>[0-9.]+)"
)
_FAINTEST = 0.1


class Shade(NamedTuple):
    """A colour that is the more opaque the larger a value is."""

    colour: Colour
    low: float
    span: float
    faintest: float

    def of(self, amount: Value) -> Colour:
        """Return the colour of a value, a clear one where it is missing."""
        if amount is None:
            return (255, 255, 255, 0)
        share = (amount - self.low) / self.span if self.span else 1.0
        share = self.faintest + (1 - self.faintest) * min(max(share, 0.0), 1.0)
        return (*self.colour[:3], round(255 * share))


def read(code: str, palette: Colour | None, values: Sequence[Value]) -> Shade | None:
    """Return how a function fades; None if no colour is known.

    Of a function that says no shares, the colour is faded from the lowest value to the highest.
    """
    colour = _colour(code) or palette
    known = [amount for amount in values if amount is not None]
    if colour is None or not known:
        return None
    match = _ALPHA.search(code)
    span = number(match["span"]) if match else None
    if match and span:
        return Shade(colour, number(match["low"]) or 0.0, span, 0.0)
    return Shade(colour, min(known), max(known) - min(known), _FAINTEST)


def knows(code: Code) -> bool:
    """Return whether a function fades a colour by the value."""
    return bool(_colour(code.short) and _ALPHA.search(code.short))


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
