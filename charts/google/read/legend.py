"""Title and legend: ``chtt``, ``chts``, ``chdl``, ``chdlp``, ``chdls``, ``chma``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from ...colour import Colour
from ...diagnostics import Diagnostics, shown
from ..chart import Legend, Margins, TextStyle, Title
from . import reading
from .axes import one_line

_TITLE = TextStyle((0x33, 0x33, 0x33, 255), 13.5)
_NAMES = TextStyle((0x67, 0x67, 0x67, 255), 11.5)
_MOST = 500  # entries
_POSITIONS: dict[str, tuple[Literal["right", "left", "top", "bottom"], bool]] = {
    "r": ("right", True),
    "l": ("left", True),
    "b": ("bottom", False),
    "t": ("top", False),
    "bv": ("bottom", True),
    "tv": ("top", True),
}
_ALIGN: dict[str, Literal["left", "centre", "right"]] = {
    "l": "left",
    "c": "centre",
    "r": "right",
}


def title(given: Mapping[str, str], notes: Diagnostics) -> Title | None:
    """``chtt`` with ``chts``: colour, size, alignment."""
    text = given.get("chtt", "")
    style = given.get("chts", "").split(",")
    lettering = _lettering(style, "chts", _TITLE, notes)
    align = reading.field(style, 2)
    if align and align not in _ALIGN:
        notes.warn("chts", f"{shown(align)} is none of l, c, r")
    lines = tuple(one_line(line) for line in text.split("|")[:50])
    if not any(lines):
        return None
    return Title(lines, lettering, _ALIGN.get(align, "centre"))


def _lettering(
    fields: list[str], parameter: str, default: TextStyle, notes: Diagnostics
) -> TextStyle:
    colour = reading.colour(reading.field(fields, 0), parameter, notes)
    size = reading.real(fields, 1, default.size, parameter, notes)
    if not 0 < size <= 200:
        notes.warn(parameter, f"a size is up to 200 pixels, not {size:g}; {default.size} was taken")
        size = default.size
    return TextStyle(colour or default.colour, size)


def legend(
    given: Mapping[str, str], colours: Sequence[Colour], notes: Diagnostics
) -> Legend | None:
    """``chdl`` with ``chdlp`` and ``chdls``; the colours are those of its entries, in turn."""
    text = given.get("chdl", "")
    if not text.strip("|"):
        return None
    names = [one_line(name) for name in text.split("|")]
    if len(names) > _MOST:
        notes.warn("chdl", f"has more than {_MOST} entries; the others were left out")
        del names[_MOST:]
    lettering = _lettering(given.get("chdls", "").split(","), "chdls", _NAMES, notes)
    place, _, order = given.get("chdlp", "").partition("|")
    skip = place.endswith("s")
    place = place.removesuffix("s").strip()
    if place and place not in _POSITIONS:
        notes.warn("chdlp", f"{shown(place)} is none of {', '.join(_POSITIONS)}; r was taken")
    position, column = _POSITIONS.get(place, _POSITIONS["r"])
    entries = [(name, colours[i % len(colours)]) for i, name in enumerate(names)]
    entries = _ordered(entries, order.strip(), column, lettering, notes)
    if skip:
        entries = [entry for entry in entries if entry[0]]
    room = given.get("chma", "").partition("|")[2].split(",")
    least = [min(1000.0, max(0.0, reading.real(room, i, 0.0, "chma", notes))) for i in (0, 1)]
    return Legend(tuple(entries), lettering, position, column, (least[0], least[1]))


def _ordered(
    entries: list[tuple[str, Colour]],
    order: str,
    column: bool,
    lettering: TextStyle,
    notes: Diagnostics,
) -> list[tuple[str, Colour]]:
    """``l`` as given, ``r`` reversed, ``a`` shorter names first (by steps of 10 px), or a list."""
    order = order or ("l" if column else "a")
    if order == "l":
        return entries
    if order == "r":
        return entries[::-1]
    if order == "a":
        from ...canvas.fonts import Font  # loads the fonts, which reading needs for this alone
        from ...canvas.text import width

        font = Font(lettering.size, family="arial")
        return sorted(entries, key=lambda entry: width(entry[0], font) // 10)
    numbers = [int(n) for n in reading.numbers(order, "chdlp", notes) if n.is_integer()]
    chosen = [i for i in dict.fromkeys(numbers) if 0 <= i < len(entries)]
    if not chosen:
        notes.warn("chdlp", f"{shown(order)} is no order (l, r, a or numbers of entries)")
        return entries
    return [entries[i] for i in chosen]


def margins(given: Mapping[str, str], notes: Diagnostics) -> Margins:
    """``chma``: left, right, top, bottom."""
    fields = given.get("chma", "").partition("|")[0].split(",")
    values = [min(1000.0, max(0.0, reading.real(fields, i, 0.0, "chma", notes))) for i in range(4)]
    return Margins(*values)
