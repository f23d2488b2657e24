"""Sizes of pictures: ``chs`` and its limits (reference, section 2)."""

from __future__ import annotations

import re
from typing import Final

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...access import settings
from ...diagnostics import quoted
from .fields import Text

Size = tuple[int, int]
"""Width and height in pixels."""


class Limits(NamedTuple):
    """The largest width and height, in pixels, and the most pixels of a picture."""

    width: int
    height: int
    pixels: int


CHART: Final = Limits(1000, 1000, 300_000)

_size = re.compile(r"\s*(\d{1,9})\s*[xX]\s*(\d{1,9})\s*", re.ASCII).fullmatch


def max_pixels(limits: Limits = CHART) -> int:
    """Return how many pixels a picture may have: the API's limit, or this app's if it is lower."""
    return min(limits.pixels, settings.current().max_pixels or limits.pixels)


def parse(text: str) -> Size | None:
    """Return the size that ``<width>x<height>`` says, without limits; None for anything else."""
    match = _size(text)
    if match is None or not int(match[1]) or not int(match[2]):
        return None
    return int(match[1]), int(match[2])


def limited(size: Size, limits: Limits = CHART) -> Size:
    """Return a size within the limits: sides first, then the height (as the API's clients did)."""
    width, height = min(size[0], limits.width), min(size[1], limits.height)
    return width, min(height, max_pixels(limits) // width)


def read(chs: Text, limits: Limits = CHART) -> Size | None:
    """Return the size of ``chs`` within the limits; None where that is not a size."""
    size = parse(chs.text)
    return None if size is None else limit(chs, size, limits)


def limit(chs: Text, size: Size, limits: Limits = CHART) -> Size:
    """Return a size within the limits, and record a diagnostic if it was beyond them."""
    drawn = limited(size, limits)
    if drawn != size:
        chs.warn(over_limit(size, drawn, limits))
    return drawn


def over_limit(size: Size, drawn: Size, limits: Limits = CHART) -> str:
    """Return the text of the diagnostic that another size was drawn than the request's."""
    sides = f"{limits.width}x{limits.height}"
    if limits.width == limits.height:
        sides = f"{limits.width} a side"
    return (
        f"{size[0]}x{size[1]} is over the limit ({sides}, {max_pixels(limits):,} pixels): "
        f"{drawn[0]}x{drawn[1]} was drawn"
    )


def required(chs: Text, limits: Limits = CHART) -> Size | ParameterError:
    """Return the size of ``chs`` within the limits, or the error that there is none."""
    size = read(chs, limits)
    if size is not None:
        return size
    detail = f"is {quoted(chs.text)}" if chs else "is missing"
    return ParameterError("chs", detail, "<width>x<height> in pixels, as in 300x200")
