"""Sizes of pictures: ``chs`` and its limits (reference, section 2)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...access import settings
from ...diagnostics import Diagnostics

Size = tuple[int, int]


class Limits(NamedTuple):
    """The widest and highest picture, in pixels, and the most pixels of one."""

    width: int
    height: int
    pixels: int


CHART: Final = Limits(1000, 1000, 300_000)


def most_pixels(limits: Limits = CHART) -> int:
    """How many pixels a picture may have: the API's limit, or this app's if that is lower."""
    return min(limits.pixels, settings.current().most_pixels or limits.pixels)


_size = re.compile(r"\s*(\d{1,9})\s*[xX]\s*(\d{1,9})\s*").fullmatch


def read(text: str, notes: Diagnostics, limits: Limits = CHART) -> Size | None:
    """``<width>x<height>`` within the limits; None where that is no size."""
    match = _size(text)
    if match is None or not int(match[1]) or not int(match[2]):
        return None
    return limited((int(match[1]), int(match[2])), notes, limits)


def limited(asked: Size, notes: Diagnostics, limits: Limits = CHART) -> Size:
    """A size within the limits: sides first, then the height (as the API's clients did)."""
    width, height = min(asked[0], limits.width), min(asked[1], limits.height)
    found = width, min(height, most_pixels(limits) // width)
    if found != asked:
        note(asked, found, notes, limits)
    return found


def note(asked: Size, found: Size, notes: Diagnostics, limits: Limits = CHART) -> None:
    """Say that another size was drawn than was asked for."""
    sides = f"{limits.width}x{limits.height}"
    if limits.width == limits.height:
        sides = f"{limits.width} a side"
    notes.warn("chs", f"{asked[0]}x{asked[1]} is over the limit ({sides}, {most_pixels(limits):,} "
               f"pixels): {found[0]}x{found[1]} was drawn")  # fmt: skip
