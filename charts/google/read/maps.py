"""Maps: ``cht=t`` (the areas of 2008) and ``cht=map`` (reference, section 4, Maps)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from api.errors import ParameterError

from ... import geography
from ...colour import Colour
from ...diagnostics import ChartError, Diagnostics, Value, shown
from ...geography.areas import AREAS
from ..chart import Bounds, Margins, WorldMap
from . import colours, encoding, reading
from .sizes import Limits

# Of cht=t and cht=map.
SIZES: Final = {"t": Limits(440, 220, 440 * 220), "map": Limits(600, 600, 300_000)}

MOST_REGIONS: Final = 500
_LAND: Colour = (0xBE, 0xBE, 0xBE, 255)
_LOW: Colour = (0x00, 0x00, 0xFF, 255)
_HIGH: Colour = (0xFF, 0x00, 0x00, 255)
_PLACES: Final = "one of " + ", ".join(AREAS)
_MERCATOR: Final = 85.0  # degrees north and south, where such a map ends

# Codes that are taken for others: of dependencies as parts, and one that is not ISO's.
_OTHERS: Final = {
    "UK": "GB", "US-PR": "PR", "US-GU": "GU", "US-VI": "VI", "US-AS": "AS", "US-MP": "MP",
    "FR-GF": "GF", "FR-973": "GF", "FR-GP": "GP", "FR-971": "GP", "FR-MQ": "MQ", "FR-972": "MQ",
    "FR-RE": "RE", "FR-974": "RE", "FR-YT": "YT", "FR-976": "YT", "FR-NC": "NC", "FR-PF": "PF",
    "FR-PM": "PM", "FR-BL": "BL", "FR-MF": "MF", "FR-WF": "WF", "FR-TF": "TF", "CN-HK": "HK",
    "CN-91": "HK", "CN-MO": "MO", "CN-92": "MO", "CN-TW": "TW", "CN-71": "TW", "NO-21": "SJ",
    "NO-22": "SJ", "NL-AW": "AW", "NL-CW": "CW", "NL-SX": "SX", "FI-01": "AX",
}  # fmt: skip


def world(values: Mapping[str, str], notes: Diagnostics) -> WorldMap:
    """The map of a request.

    Raises ChartError where ``cht=t`` has no area that there is (``chtm``), or ``chd`` no encoding.
    """
    kind, _, view = values.get("cht", "").strip().partition(":")
    data = _data(values, notes)
    if kind.strip() == "t":
        name = _area(values)
        if view.strip():
            notes.ignore("cht", f"{shown(view)} says nothing to maps of type t")
        codes = _letters(values.get("chld", ""), name, notes)
        regions = _coloured(codes, values, data or (), notes)
        return WorldMap(regions[0], regions[1], name)
    codes = _codes(values.get("chld", ""), notes)
    if not codes:
        notes.warn("chld", "names no region: the map shows none")
    found, land = _coloured(codes, values, data, notes)
    return WorldMap(found, land, _view(view.strip(), notes))


def legend_colours(diagram: WorldMap) -> tuple[Colour, ...]:
    """The colours of a legend's entries: those of the regions."""
    return tuple(colour for _, colour in diagram.regions) or (diagram.land,)


def _area(values: Mapping[str, str]) -> str:
    name = values.get("chtm", "").strip().lower()
    if name not in AREAS:
        what = f"is {shown(name)}" if name else "is missing"
        raise ChartError([ParameterError("chtm", what, _PLACES)])
    return name


def _data(values: Mapping[str, str], notes: Diagnostics) -> tuple[Value, ...] | None:
    """Where the values lie on the scale of colours; None without ``chd``."""
    if "chd" not in values:
        if "chds" in values:
            notes.ignore("chds", "says nothing without chd")
        return None
    try:
        encoded = encoding.parse(values["chd"], notes)
    except ValueError as error:
        allowed = "t:, s: or e: and a value for each region, as in t:10,20,30"
        raise ChartError([ParameterError("chd", str(error), allowed)]) from None
    if many := encoding.too_many(encoded.series):
        raise ChartError([many])
    if len(encoded.series) > 1:
        notes.ignore("chd", "has more than one series; a map shows the first")
    pair = 0.0, encoded.top
    scale = values.get("chds", "").strip()
    if scale and encoded.encoding != "t":
        notes.ignore("chds", "is for t: data")
    elif scale == "a":
        pair = encoding.automatic(encoded.series[:1])
    elif scale:
        pair = next(iter(encoding.pairs(scale, notes)), pair)
    return tuple(encoding.place(value, pair) for value in encoded.series[0])


def _coloured(
    codes: Sequence[str],
    values: Mapping[str, str],
    data: Sequence[Value] | None,
    notes: Diagnostics,
) -> tuple[tuple[tuple[str, Colour], ...], Colour]:
    """The regions with their colours, and the colour of all other land."""
    given = [
        colour
        for part in re.split(r"[,|]", values.get("chco", ""))
        if (colour := reading.colour(part, "chco", notes)) is not None
    ]
    land, *others = given or [_LAND]
    if data is None:
        others = others or [_LOW]
        return tuple((code, others[i % len(others)]) for i, code in enumerate(codes)), land
    if any(place is not None for place in data[len(codes) :]):
        notes.ignore("chd", f"has {len(data)} values for {len(codes)} regions")
    others = others or [_LOW, _HIGH]
    found = []
    for i, code in enumerate(codes):
        place = data[i] if i < len(data) else None
        found.append((code, land if place is None else colours.flow(others, place)))
    return tuple(found), land


def _letters(text: str, area: str, notes: Diagnostics) -> list[str]:
    """``chld`` of ``cht=t``: codes of two letters, run together."""
    letters = re.sub(r"[\s|,]", "", text)
    if len(letters) % 2:
        notes.warn("chld", f"has two letters a code; the last {shown(letters[-1])} is left out")
    pairs = [letters[i : i + 2] for i in range(0, len(letters) - 1, 2)]
    prefix = "US-" if AREAS[area].parts == "US" else ""
    members = AREAS[area].members
    found = []
    for code in _few([_upper(pair, notes) for pair in pairs], notes):
        code = _OTHERS.get(code, code) if not prefix else f"{prefix}{code}"
        if not geography.known(code):
            notes.ignore("chld", f"there is no {'state' if prefix else 'country'} "
                         f"{shown(code.removeprefix(prefix))}")  # fmt: skip
        elif (members and code not in members) or code == "AQ":
            notes.ignore("chld", f"{code.removeprefix(prefix)} is not on the map {area}")
        found.append(code)
    return found


def _codes(text: str, notes: Diagnostics) -> list[str]:
    """``chld`` of ``cht=map``: codes with bars between them."""
    parts = [_upper(part.strip(), notes) for part in re.split(r"[|,]", text)]
    while parts and not parts[-1]:
        parts.pop()
    found = []
    for part in _few(parts, notes):
        code = _OTHERS.get(part, part)
        if not geography.known(code):
            notes.ignore("chld", f"there is no region {shown(part)} (as in GB or US-NJ)")
        found.append(code)
    return found


def _upper(code: str, notes: Diagnostics) -> str:
    if code != code.upper():
        notes.warn("chld", f"codes are written in capitals: {shown(code)}")
    return code.upper()


def _few(codes: list[str], notes: Diagnostics) -> list[str]:
    if len(codes) > MOST_REGIONS:
        notes.warn("chld", f"has more than {MOST_REGIONS:,} codes; the others were left out")
    return codes[:MOST_REGIONS]


def _view(text: str, notes: Diagnostics) -> Bounds | Margins:
    """``fixed=<south>,<west>,<north>,<east>``, ``auto=<left>,<right>,<top>,<bottom>``, or nothing.

    A map goes eastwards from its west, also where that is the larger number.
    """
    name, _, rest = text.partition("=")
    fields = rest.split(",")
    if name == "auto" or not text:
        rooms = [
            min(1000.0, max(0.0, reading.real(fields, i, 0.0, "cht", notes))) for i in range(4)
        ]
        return Margins(*rooms)
    numbers = [reading.number(field) for field in fields]
    if name != "fixed" or len(numbers) != 4:
        notes.warn("cht", f"{shown(text)} is neither fixed=south,west,north,east nor auto=left,"
                   "right,top,bottom; the map shows the regions")  # fmt: skip
        return Margins()
    south, west, north, east = (0.0 if number is None else number for number in numbers)
    if None in numbers or not (-90 <= south <= 90 and -90 <= north <= 90):
        notes.warn("cht", f"{shown(text)}: no degrees; the map shows the regions")
        return Margins()
    south, north = (max(-_MERCATOR, min(_MERCATOR, degrees)) for degrees in (south, north))
    if south > north:
        notes.warn("cht", f"{shown(text)}: the south comes first")
        south, north = north, south
    if north - south < 1e-4:
        notes.warn("cht", f"{shown(text)} has no height; the map shows the regions")
        return Margins()
    width = min(east - west, 360.0) if east > west else (east - west) % 360 or 360.0
    west = (west + 180) % 360 - 180
    if width < 1e-4:
        notes.warn("cht", f"{shown(text)} has no width; the map shows the regions")
        return Margins()
    return Bounds(south, west, north, west + width)
