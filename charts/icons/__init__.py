"""Glyphs and flags by name: outlines on a grid, read from their files when one is asked for.

``python -m charts.icons.build`` made the files; LICENSE-icons.txt says from what.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path

from api.named_tuple import NamedTuple

GRID = 480  # a glyph's longer side fills it
FLAG_SIZE = 300, 200
FLAG, GLYPHISH = "flag_", "glyphish_"
_OWN = {"disk": "M0 240C0 108 108 0 240 0C372 0 480 108 480 240C480 372 372 480 240 480C108 480 "
        "0 372 0 240", "square": "M20 20L460 20L460 460L20 460"}  # fmt: skip
"""Glyphs without a picture in any set: those of icons that grow with data."""


class Shape(NamedTuple):
    """A part of a flag: colours as six hexadecimal digits ("" for none), width of the stroke."""

    fill: str
    stroke: str
    width: float
    outline: str


@functools.cache
def _glyphs() -> dict[str, str]:
    glyphs: dict[str, str] = json.loads((Path(__file__).parent / "glyphs.json").read_bytes())
    return glyphs | _OWN


@functools.cache
def _flags() -> dict[str, list[tuple[str, str, float, str]]]:
    flags: dict[str, list[tuple[str, str, float, str]]] = json.loads(
        (Path(__file__).parent / "flags.json").read_bytes()
    )
    return flags


def names() -> list[str]:
    """Return the names of glyphs that are in no set (``glyphish_``, ``flag_``), sorted."""
    return sorted(name for name in _glyphs() if not name.startswith(GLYPHISH))


def known(name: str) -> bool:
    """Return whether there is a glyph or a flag of this name."""
    if name.startswith(FLAG):
        return name.removeprefix(FLAG) in _flags()
    return name in _glyphs()


def outline(name: str) -> str:
    """Return a glyph as moves (M), lines (L) and cubic curves (C) on the grid, "" for none."""
    return _glyphs().get(name, "")


def flag(name: str) -> list[Shape]:
    """Return the parts of a flag, the lowest first; none for an unknown flag."""
    return [Shape(*parts) for parts in _flags().get(name.removeprefix(FLAG), ())]
