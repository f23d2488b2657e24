"""Maps: ``cht=t`` (the areas of 2008) and ``cht=map`` (reference, section 4, Maps)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from api import ascii_text

from ... import geography
from ...colour import Colour
from ...diagnostics import ChartError, Value, quoted
from ...geography.areas import AREAS
from ..chart import Bounds, Margins, WorldMap
from . import colours, data
from .fields import Parameters, Text, clamp, number
from .sizes import Limits

# Of cht=t and cht=map.
SIZES: Final = {"t": Limits(440, 220, 440 * 220), "map": Limits(600, 600, 300_000)}

_MAX_REGIONS: Final = 500
_LAND: Colour = (0xBE, 0xBE, 0xBE, 255)
_LOW: Colour = (0x00, 0x00, 0xFF, 255)
_HIGH: Colour = (0xFF, 0x00, 0x00, 255)
_AREAS: Final = "one of " + ", ".join(AREAS)
_MAX_LATITUDE: Final = 85.0  # degrees north and south, where a Mercator map ends
_MAX_MARGIN: Final = 1000.0

# Codes that mean others: of dependencies as parts, and one that is not ISO's.
_ALIASES: Final = {
    "UK": "GB", "US-PR": "PR", "US-GU": "GU", "US-VI": "VI", "US-AS": "AS", "US-MP": "MP",
    "FR-GF": "GF", "FR-973": "GF", "FR-GP": "GP", "FR-971": "GP", "FR-MQ": "MQ", "FR-972": "MQ",
    "FR-RE": "RE", "FR-974": "RE", "FR-YT": "YT", "FR-976": "YT", "FR-NC": "NC", "FR-PF": "PF",
    "FR-PM": "PM", "FR-BL": "BL", "FR-MF": "MF", "FR-WF": "WF", "FR-TF": "TF", "CN-HK": "HK",
    "CN-91": "HK", "CN-MO": "MO", "CN-92": "MO", "CN-TW": "TW", "CN-71": "TW", "NO-21": "SJ",
    "NO-22": "SJ", "NL-AW": "AW", "NL-CW": "CW", "NL-SX": "SX", "FI-01": "AX",
}  # fmt: skip


def world(kind: str, option: str, parameters: Parameters) -> WorldMap:
    """Return the map of a request: ``kind`` is t or map, ``option`` what stands behind its colon.

    Raises ChartError where ``cht=t`` has no known area (``chtm``), or ``chd`` no known encoding.
    """
    cht, chld = parameters["cht"].with_text(option), parameters["chld"]
    fractions = _data(parameters)
    if kind == "t":
        area = _area(parameters["chtm"])
        if option:
            cht.ignore(f"{quoted(option)} has no effect on maps of type t")
        codes = _letters(chld, area)
        if fractions is None:  # the countries are seen: they have the first colour of the scale
            fractions = (0.0,) * len(codes)
        regions, land = _coloured(codes, parameters, fractions)
        return WorldMap(regions, land, area)
    codes = _codes(chld)
    if not codes:
        chld.warn("names no region: the map shows none")
    regions, land = _coloured(codes, parameters, fractions)
    return WorldMap(regions, land, _view(cht))


def legend_colours(diagram: WorldMap) -> tuple[Colour, ...]:
    """Return the colours of a legend's entries: those of the regions."""
    return tuple(colour for _, colour in diagram.regions) or (diagram.land,)


def _area(chtm: Text) -> str:
    name = ascii_text.lower(ascii_text.strip(chtm.text))
    if name not in AREAS:
        raise chtm.error(f"is {quoted(name)}" if name else "is missing", _AREAS)
    return name


def _data(parameters: Parameters) -> tuple[Value, ...] | None:
    """Return the values as fractions of the scale of colours; None without ``chd``."""
    chd, chds = parameters["chd"], parameters["chds"]
    if "chd" not in parameters:
        if "chds" in parameters:
            chds.ignore("has no effect without chd")
        return None
    try:
        encoded = data.read(chd)
    except ValueError as error:
        allowed = "t:, s: or e: and a value for each region, as in t:10,20,30"
        raise chd.error(str(error), allowed) from None
    if too_many := data.too_many(encoded.series):
        raise ChartError([too_many])
    if len(encoded.series) > 1:
        chd.ignore("has more than one series; a map shows the first")
    scale = 0.0, encoded.top
    text = ascii_text.strip(chds.text)
    if text and encoded.encoding != "t":
        chds.ignore("is for t: data")
    elif text == "a":
        scale = data.automatic(encoded.series[:1])
    elif text:
        scale = next(iter(data.scales(chds.with_text(text))), scale)
    return tuple(data.fraction(value, scale) for value in encoded.series[0])


def _coloured(
    codes: Sequence[str], parameters: Parameters, fractions: Sequence[Value] | None
) -> tuple[tuple[tuple[str, Colour], ...], Colour]:
    """Return the regions with their colours, and the colour of all other land."""
    chco = parameters["chco"]
    written = [
        colour
        for part in re.split(r"[,|]", chco.text)
        if (colour := chco.with_text(part).colour()) is not None
    ]
    land, *others = written or [_LAND]
    if fractions is None:
        others = others or [_LOW]
        return tuple((code, others[i % len(others)]) for i, code in enumerate(codes)), land
    if any(fraction is not None for fraction in fractions[len(codes) :]):
        parameters["chd"].ignore(f"has {len(fractions)} values for {len(codes)} regions")
    others = others or [_LOW, _HIGH]
    regions = []
    for i, code in enumerate(codes):
        fraction = fractions[i] if i < len(fractions) else None
        regions.append((code, land if fraction is None else colours.flow(others, fraction)))
    return tuple(regions), land


def _letters(chld: Text, area: str) -> list[str]:
    """Return the codes of ``cht=t``: two letters each, run together in ``chld``."""
    letters = re.sub(r"[\s|,]", "", chld.text, flags=re.ASCII)
    if len(letters) % 2:
        chld.warn(f"has two letters a code; the last {quoted(letters[-1])} is left out")
    pairs = [letters[i : i + 2] for i in range(0, len(letters) - 1, 2)]
    prefix = "US-" if AREAS[area].parts == "US" else ""
    members = AREAS[area].members
    codes = []
    for code in _few(chld, [_upper(chld, pair) for pair in pairs]):
        code = _ALIASES.get(code, code) if not prefix else f"{prefix}{code}"
        if not geography.known(code):
            chld.ignore(f"there is no {'state' if prefix else 'country'} "
                        f"{quoted(code.removeprefix(prefix))}")  # fmt: skip
        elif (members and code not in members) or code == "AQ":
            chld.ignore(f"{code.removeprefix(prefix)} is not on the map {area}")
        codes.append(code)
    return codes


def _codes(chld: Text) -> list[str]:
    """Return the codes of ``cht=map``: bars stand between them in ``chld``."""
    parts = [_upper(chld, ascii_text.strip(part)) for part in re.split(r"[|,]", chld.text)]
    while parts and not parts[-1]:
        parts.pop()
    codes = []
    for part in _few(chld, parts):
        code = _ALIASES.get(part, part)
        if not geography.known(code):
            chld.ignore(f"there is no region {quoted(part)} (as in GB or US-NJ)")
        codes.append(code)
    return codes


def _upper(chld: Text, code: str) -> str:
    if code != ascii_text.upper(code):
        chld.warn(f"codes are written in capitals: {quoted(code)}")
    return ascii_text.upper(code)


def _few(chld: Text, codes: list[str]) -> list[str]:
    if len(codes) > _MAX_REGIONS:
        chld.warn(f"has more than {_MAX_REGIONS:,} codes; the others were left out")
    return codes[:_MAX_REGIONS]


def _view(cht: Text) -> Bounds | Margins:
    """Return what part of the earth the option of ``cht=map`` asks for.

    ``fixed=<south>,<west>,<north>,<east>``, ``auto=<left>,<right>,<top>,<bottom>``, or nothing.
    A map goes eastwards from its west, also where that is the larger number.
    """
    text = cht.text
    name, bounds = cht.partition("=")
    fields = bounds.fields()
    if name.text == "auto" or not text:
        return Margins(*(fields.number(i, 0.0, 0.0, _MAX_MARGIN) for i in range(4)))
    numbers = [number(field) for field in fields.fields]
    if name.text != "fixed" or len(numbers) != 4:
        cht.warn(f"{quoted(text)} is neither fixed=south,west,north,east nor auto=left,right,top,"
                 "bottom; the map shows the regions")  # fmt: skip
        return Margins()
    south, west, north, east = (0.0 if n is None else n for n in numbers)
    if None in numbers or not (-90 <= south <= 90 and -90 <= north <= 90):
        cht.warn(f"{quoted(text)}: not degrees; the map shows the regions")
        return Margins()
    south, north = (clamp(degrees, -_MAX_LATITUDE, _MAX_LATITUDE) for degrees in (south, north))
    if south > north:
        cht.warn(f"{quoted(text)}: the south comes first")
        south, north = north, south
    if north - south < 1e-4:
        cht.warn(f"{quoted(text)} has no height; the map shows the regions")
        return Margins()
    width = min(east - west, 360.0) if east > west else (east - west) % 360 or 360.0
    west = (west + 180) % 360 - 180
    if width < 1e-4:
        cht.warn(f"{quoted(text)} has no width; the map shows the regions")
        return Margins()
    return Bounds(south, west, north, west + width)
