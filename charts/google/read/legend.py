"""Title, legend and margins: ``chtt``, ``chts``, ``chdl``, ``chdlp``, ``chdls``, ``chma``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from api import ascii_text

from ...colour import Colour
from ...diagnostics import quoted
from ..chart import Legend, Margins, TextStyle, Title
from .fields import Fields, Parameters, Text, one_line

_TITLE: Final = TextStyle((0x33, 0x33, 0x33, 255), 13.5)
_NAMES: Final = TextStyle((0x67, 0x67, 0x67, 255), 11.5)
_MAX_LINES = 50  # of a title
_MAX_ENTRIES = 500
_MAX_SIZE = 200  # of text, in pixels
_MAX_MARGIN = 1000.0
_POSITIONS: Final[dict[str, tuple[Literal["right", "left", "top", "bottom"], bool]]] = {
    "r": ("right", True),
    "l": ("left", True),
    "b": ("bottom", False),
    "t": ("top", False),
    "bv": ("bottom", True),
    "tv": ("top", True),
}
_ALIGN: Final[dict[str, Literal["left", "centre", "right"]]] = {
    "l": "left",
    "c": "centre",
    "r": "right",
}


def title(parameters: Parameters) -> Title | None:
    """Return the title of ``chtt`` in the colour, size and alignment of ``chts``."""
    if "chtt" not in parameters and "chts" not in parameters:
        return None
    chts = parameters["chts"].fields()
    style = _style(chts, _TITLE)
    align = chts.choice(2, _ALIGN, "centre")
    lines = tuple(one_line(line) for line in parameters["chtt"].text.split("|")[:_MAX_LINES])
    return Title(lines, style, align) if any(lines) else None


def _style(fields: Fields, default: TextStyle) -> TextStyle:
    """Return the colour and the size in pixels that the first two fields give."""
    colour = fields.colour(0)
    size = fields.number(1, default.size)
    if not 0 < size <= _MAX_SIZE:
        fields.warn(f"a size is up to {_MAX_SIZE} pixels, not {size:g}; {default.size} was used")
        size = default.size
    return TextStyle(colour or default.colour, size)


def legend(parameters: Parameters, colours: Sequence[Colour]) -> Legend | None:
    """Return the legend of ``chdl``, ``chdlp`` and ``chdls``; its entries have the colours in turn.

    None if ``chdl`` has no text.
    """
    chdl, chdlp = parameters["chdl"], parameters["chdlp"]
    if not chdl.text.strip("|"):
        return None
    names = [one_line(name) for name in chdl.text.removesuffix("|").split("|")]
    if len(names) > _MAX_ENTRIES:
        chdl.warn(f"has more than {_MAX_ENTRIES} entries; the others were left out")
        del names[_MAX_ENTRIES:]
    style = _style(parameters["chdls"].fields(), _NAMES)
    side, order = chdlp.partition("|")
    skip_blank = side.text.endswith("s")
    name = side.with_fields([side.text.removesuffix("s")])
    position, column = name.choice(0, _POSITIONS, _POSITIONS["r"], used="r")
    entries = [(name, colours[i % len(colours)]) for i, name in enumerate(names)]
    # Without an order, rows begin with the shortest name.
    method = ascii_text.strip(order.text) or ("l" if column else "a")
    entries = _ordered(entries, order.with_text(method))
    if skip_blank:
        entries = [entry for entry in entries if entry[0]]
    size = parameters["chma"].partition("|")[1].fields()
    return Legend(
        tuple(entries), style, position, column,
        (size.number(0, 0.0, 0.0, _MAX_MARGIN), size.number(1, 0.0, 0.0, _MAX_MARGIN)),
        shortest_first=method == "a",
    )  # fmt: skip


def _ordered(entries: list[tuple[str, Colour]], order: Text) -> list[tuple[str, Colour]]:
    """Return the entries as given (``l``), reversed (``r``), or those of a list of numbers.

    The order ``a``, by the widths of the names, is left to drawing.
    """
    if order.text in ("l", "a"):
        return entries
    if order.text == "r":
        return entries[::-1]
    numbers = [int(n) for n in order.numbers() if n.is_integer()]
    chosen = [i for i in dict.fromkeys(numbers) if 0 <= i < len(entries)]
    if not chosen:
        order.warn(f"{quoted(order.text)} is not an order (l, r, a or numbers of entries)")
        return entries
    return [entries[i] for i in chosen]


def margins(parameters: Parameters) -> Margins:
    """Return the margins of ``chma``: left, right, top, bottom."""
    if "chma" not in parameters:
        return Margins()
    chma = parameters["chma"].partition("|")[0].fields()
    return Margins(*(chma.number(i, 0.0, 0.0, _MAX_MARGIN) for i in range(4)))
