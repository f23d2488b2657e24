"""Changed queries: parameters dropped, repeated and swapped, values bent, letters broken."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from urllib.parse import quote

# Written as they stand in a URL. Each has confused some parser of numbers, lists or text.
NUMBERS = [
    "0",
    "-0",
    "1",
    "-1",
    ".5",
    "1e3",
    "1e300",
    "-1e300",
    "1e-300",
    "5e-324",
    "1e999",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    "0x1F",
    "1_0",
    "+7",
    "--1",
    "%D9%A3",
    "999999999999999999999",
    "0.1e",
    "1.",
    "00007",
    "2000",
    "2001",
    "16",
    "15",
    "4096",
    "65535",
    "100000",
    "1e5",
    "-1e5",
]
TEXTS = [
    "", "%20", "+", "%00", "%0A", "%0D%0ASet-Cookie:x=1", "%FF", "%ED%A0%80", "%C0%AF", "%zz", "%",
    "%E2%80%AE", "%E2%80%8F", "%E2%81%A7", "e%CC%81", "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9",
    "%EF%BB%BF", "%EF%BF%BF", "%F4%8F%BF%BF", "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "%E6%BC%A2",
    "<script>", "%3Csvg%20onload=alert(1)%3E", "%22", "'", "{{7*7}}", "$%7B7*7%7D", "%24%5Cfrac%7B",
    "%5C", "%5C,", "|", "||", ",", ",,", ":", ";", "@", "@@", "*", "_", "-1", "a", "t:", "s:", "e:",
    "null", "None", "true", "__proto__", "..%2f..%2fetc%2fpasswd", "//example.org", "%09//x",
]  # fmt: skip
COLOURS = [
    "FF0000",
    "00ff0080",
    "red",
    "F00",
    "transparent",
    "00000000",
    "12345",
    "%23fff",
    "BADHEX",
]
NATIVE = [
    "title",
    "xlabel",
    "ylabel",
    "xvalues",
    "yvalues",
    "values",
    "labels",
    "legend",
    "legend_position",
    "stacked",
    "horizontal",
    "curve",
    "markers",
    "area",
    "hole",
    "value_labels",
    "ymin",
    "ymax",
    "log",
    "colors",
    "background",
    "theme",
    "width",
    "height",
    "scale",
    "format",
]
GOOGLE = [
    "cht",
    "chs",
    "chd",
    "chds",
    "chfd",
    "chof",
    "callback",
    "chco",
    "chf",
    "chtt",
    "chts",
    "chdl",
    "chdlp",
    "chdls",
    "chma",
    "chl",
    "chld",
    "chxt",
    "chxl",
    "chxp",
    "chxr",
    "chxs",
    "chxtc",
    "chbh",
    "chg",
    "chls",
    "chm",
    "chem",
    "chp",
    "choe",
    "chtm",
    "chst",
    "ewd2",
]
FORMATS = ["png", "svg", "gif", "pdf", "json", "validate", "bmp"]
_number = re.compile(r"-?\d+(?:\.\d+)?")
_separators = re.compile(r"[|,;:]")


def mutated(rng: random.Random, query: str, others: Sequence[str], longest: int = 8000) -> str:
    """Give a query that differs from ``query`` in one to six places, ``longest`` bytes at most."""
    for _ in range(1 + int(rng.expovariate(1.2)) % 6):
        query = rng.choice(_CHANGES)(rng, query, others)
    return "".join(c if "!" <= c <= "~" else quote(c, safe="") for c in query[:longest])[:longest]


def atom(rng: random.Random) -> str:
    """Give a short value that some parser might stumble over."""
    return rng.choice(rng.choice((NUMBERS, TEXTS, COLOURS, FORMATS)))


def _at(rng: random.Random, text: str) -> int:
    return rng.randint(0, len(text))


def _parameters(query: str) -> list[str]:
    return query.split("&")


def _dropped(rng: random.Random, query: str, _: Sequence[str]) -> str:
    parts = _parameters(query)
    del parts[rng.randrange(len(parts))]
    return "&".join(parts)


def _repeated(rng: random.Random, query: str, _: Sequence[str]) -> str:
    parts = _parameters(query)
    return "&".join([*parts, rng.choice(parts)])


def _added(rng: random.Random, query: str, _: Sequence[str]) -> str:
    names = GOOGLE if "cht=" in query or "chst=" in query else NATIVE
    return f"{query}&{rng.choice(names)}={atom(rng)}"


def _spliced(rng: random.Random, query: str, others: Sequence[str]) -> str:
    part = rng.choice(_parameters(rng.choice(others)))
    name = part.partition("=")[0]
    return "&".join([*(p for p in _parameters(query) if p.partition("=")[0] != name), part])


def _bent(rng: random.Random, query: str, _: Sequence[str]) -> str:
    """One value becomes an atom, or holds one."""
    parts = _parameters(query)
    i = rng.randrange(len(parts))
    name, _equals, value = parts[i].partition("=")
    where = _at(rng, value)
    value = rng.choice((atom(rng), value[:where] + atom(rng) + value[where:]))
    parts[i] = f"{name}={value}"
    return "&".join(parts)


def _renumbered(rng: random.Random, query: str, _: Sequence[str]) -> str:
    found = list(_number.finditer(query))
    if not found:
        return query
    match = rng.choice(found)
    usual = str(rng.randint(0, 100)), str(rng.randint(-200, 2000)), f"{rng.random():.3g}"
    number = rng.choice((*usual, *usual, rng.choice(NUMBERS), str(rng.randint(-(10**6), 10**6))))
    return query[: match.start()] + number + query[match.end() :]


def _multiplied(rng: random.Random, query: str, _: Sequence[str]) -> str:
    """A piece between separators, again and again."""
    parts = _parameters(query)
    i = rng.randrange(len(parts))
    name, _equals, value = parts[i].partition("=")
    piece = rng.choice(_separators.split(value)) or "1"
    sign = rng.choice("|,;:")
    count = rng.choice((2, 10, 100, 1000))
    parts[i] = f"{name}={value}{(sign + piece) * count}"
    return "&".join(parts)


def _separated(rng: random.Random, query: str, _: Sequence[str]) -> str:
    found = list(_separators.finditer(query))
    if not found:
        return query
    match = rng.choice(found)
    sign = rng.choice(("|", ",", ";", ":", "", "||", "@"))
    return query[: match.start()] + sign + query[match.end() :]


def _broken(rng: random.Random, query: str, _: Sequence[str]) -> str:
    start = _at(rng, query)
    letters = "".join(chr(rng.randint(33, 126)) for _ in range(rng.randint(0, 3)))
    return query[:start] + letters + query[start + rng.randint(0, 3) :]


def _joined(rng: random.Random, query: str, others: Sequence[str]) -> str:
    other = rng.choice(others)
    return query[: _at(rng, query)] + other[_at(rng, other) :]


_CHANGES = (
    _dropped, _repeated, _added, _added, _spliced, _spliced, _bent, _bent, _bent, _renumbered,
    _renumbered, _multiplied, _separated, _broken, _joined,
)  # fmt: skip
