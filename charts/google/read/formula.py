"""A formula (``cht=tx``): ``chl``, ``chco``, ``chs``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from api.errors import ParameterError

from ...colour import Colour
from ...diagnostics import ChartError, Diagnostics, shown
from ...tex import parse
from ...tex.tree import Formula
from . import reading, sizes

_ALLOWED = "a formula in TeX, as in E=mc^2"
_BLACK: Colour = (0, 0, 0, 255)

_size = re.compile(r"\s*(\d{1,9})\s*(?:[xX]\s*(\d{1,9})\s*)?").fullmatch


class Asked(NamedTuple):
    """A formula and the size of its picture."""

    formula: Formula
    width: int
    height: int


def formula(values: Mapping[str, str], notes: Diagnostics) -> Asked:
    """Read a formula; its size is its own where ``chs`` gives none.

    Raises ChartError for ``chl``, with the character at which it cannot be understood.
    """
    text = values.get("chl", "")
    if not text.strip():
        raise ChartError([ParameterError("chl", "is missing", _ALLOWED)])
    try:
        parsed = parse.parse(text, notes)
    except parse.TexError as error:
        raise ChartError([ParameterError("chl", str(error), _ALLOWED)]) from None
    colour = reading.colour(values.get("chco", "").split(",")[0], "chco", notes)
    found = Formula(parsed.content, colour or _BLACK, parsed.style)
    # Fonts are needed for its size; the app is loaded without them.
    from ...tex.boxes import blank, size

    if blank(found):
        raise ChartError([ParameterError("chl", f"{shown(text)} has nothing to draw", _ALLOWED)])
    return Asked(found, *_fitted(values.get("chs", ""), size(found), notes))


def _fitted(text: str, natural: tuple[int, int], notes: Diagnostics) -> tuple[int, int]:
    """``chs``: a height, or width and height, or nothing (0 is nothing, too)."""
    match = _size(text)
    if text.strip() and match is None:
        notes.warn("chs", f"{shown(text)} is neither a height nor a size as in 300x100; the"
                   " formula's own was taken")  # fmt: skip
    width, height = 0, 0
    if match is not None:
        width, height = (int(match[1]), int(match[2])) if match[2] else (0, int(match[1]))
    if not height or (match is not None and match[2] and not width):
        width, height = (0, 0) if not height else (0, height)
    asked = width, height
    if not height:
        asked = natural
    elif not width:
        asked = max(1, round(natural[0] * height / natural[1])), height
    # A size that was asked for is cut as that of any chart, one's own keeps its proportions.
    if width and height:
        return sizes.limited(asked, notes)
    found = _smaller(*asked)
    if found != asked:
        sizes.note(asked, found, notes)
    return found


def _smaller(width: int, height: int) -> tuple[int, int]:
    """A size in its proportions within the limits."""
    scale = min(
        1.0,
        sizes.CHART.width / width,
        sizes.CHART.height / height,
        (sizes.most_pixels() / (width * height)) ** 0.5,
    )
    if scale == 1:
        return width, height
    return max(1, int(width * scale)), max(1, int(height * scale))
