"""A formula (``cht=tx``): ``chl``, ``chco``, ``chs``."""

from __future__ import annotations

import re
from typing import Final

from api import ascii_text
from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import quoted
from ...tex import parse
from ...tex.errors import TexError
from ...tex.tree import Formula
from . import sizes
from .fields import Parameters, Text

ALLOWED: Final = "a formula in TeX, as in E=mc^2"
_BLACK: Colour = (0, 0, 0, 255)

_match_size = re.compile(r"\s*(\d{1,9})\s*(?:[xX]\s*(\d{1,9})\s*)?", re.ASCII).fullmatch


class SizedFormula(NamedTuple):
    """A formula and the size of its picture; 0: that of the formula, in proportion."""

    formula: Formula
    width: int
    height: int


def formula(parameters: Parameters) -> SizedFormula:
    """Return the formula of ``chl`` in the colour of ``chco``, and the size that ``chs`` gives.

    Raises ChartError for ``chl``, with the character at which it cannot be understood.
    """
    chl = parameters["chl"]
    if not ascii_text.strip(chl.text):
        raise chl.error("is missing", ALLOWED)
    try:
        parsed = parse.parse(chl.text)
    except TexError as error:
        raise chl.error(str(error), ALLOWED) from None
    for remark in parsed.remarks:
        chl.warn(remark)
    colour = parameters["chco"].fields().colour(0)
    content = Formula(parsed.content, colour or _BLACK, parsed.style, chl.text)
    return SizedFormula(content, *_size(parameters["chs"]))


def _size(chs: Text) -> tuple[int, int]:
    """Return the size of ``chs``: a height, or width and height; 0 for what it does not give."""
    match = _match_size(chs.text)
    if match is None:
        if ascii_text.strip(chs.text):
            chs.warn(f"{quoted(chs.text)} is neither a height nor a size as in 300x100; the"
                     " formula's own was used")  # fmt: skip
        return 0, 0
    if not match[2]:
        return 0, int(match[1])
    width, height = int(match[1]), int(match[2])
    # A size that is asked for is cut as that of any chart; the formula's own keeps its proportions.
    return sizes.limit(chs, (width, height)) if width and height else (0, height)
