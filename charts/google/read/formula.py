"""A formula (``cht=tx``): ``chl``, ``chco``, ``chs``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from api.errors import ParameterError

from ...colour import Colour
from ...diagnostics import ChartError, Diagnostics, shown
from ...tex import parse
from ...tex.errors import TexError
from ...tex.tree import Formula
from . import reading, sizes

ALLOWED: Final = "a formula in TeX, as in E=mc^2"
_BLACK: Colour = (0, 0, 0, 255)

_size = re.compile(r"\s*(\d{1,9})\s*(?:[xX]\s*(\d{1,9})\s*)?").fullmatch


class Asked(NamedTuple):
    """A formula and the size of its picture; 0: that of the formula, in proportion."""

    formula: Formula
    width: int
    height: int


def formula(values: Mapping[str, str], notes: Diagnostics) -> Asked:
    """Return the formula of ``chl`` in the colour of ``chco``, and the size that ``chs`` gives.

    Raises ChartError for ``chl``, with the character at which it cannot be understood.
    """
    text = values.get("chl", "")
    if not text.strip():
        raise ChartError([ParameterError("chl", "is missing", ALLOWED)])
    try:
        parsed = parse.parse(text, notes)
    except TexError as error:
        raise ChartError([ParameterError("chl", str(error), ALLOWED)]) from None
    colour = reading.colour(values.get("chco", "").split(",")[0], "chco", notes)
    asked = Formula(parsed.content, colour or _BLACK, parsed.style, text)
    return Asked(asked, *_asked_size(values.get("chs", ""), notes))


def _asked_size(text: str, notes: Diagnostics) -> tuple[int, int]:
    """Return the size of ``chs``: a height, or width and height; 0 for what it does not give."""
    match = _size(text)
    if match is None:
        if text.strip():
            notes.warn("chs", f"{shown(text)} is neither a height nor a size as in 300x100; the"
                       " formula's own was taken")  # fmt: skip
        return 0, 0
    if not match[2]:
        return 0, int(match[1])
    width, height = int(match[1]), int(match[2])
    # A size that is asked for is cut as that of any chart; one's own keeps its proportions.
    return sizes.limited((width, height), notes) if width and height else (0, height)
