"""The size and colours that a request asks for, as far as they can be read from any dialect.

For a picture of errors: what else the request says may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from api import ascii_text
from api.named_tuple import NamedTuple

from .. import colour

MAX_SIDE: Final = 2000
"""Pixels of a side of a picture of errors."""
MAX_REFUSED: Final = 640 * 480
"""Pixels of the picture of a request that may not be drawn, which must be cheap."""
_WIDTH, _HEIGHT = ("width", "w", "size"), ("height", "h", "size")
_GROUND: Final = ("background", "bkg", "backgroundcolor", "light")
_side = re.compile(r"[ \t]*([0-9]{1,6})(?:\.[0-9]*)?[ \t]*(?:px)?[ \t]*").fullmatch
_sides = re.compile(r"[ \t]*([0-9]{1,6})[xX,]([0-9]{1,6})[ \t]*").fullmatch
_solid = re.compile(r"(?:^|\|) *bg *, *s *, *([0-9A-Fa-f]+)").search


class Looks(NamedTuple):
    """How a picture of errors looks: width and height in pixels, and dark or light."""

    width: int
    height: int
    dark: bool = False


def looks(pairs: Iterable[tuple[str, str]], default: tuple[int, int]) -> Looks:
    """Return what a query asks for; ``default`` is its width and height if it asks for none."""
    asked = {ascii_text.lower(ascii_text.strip(name)): text for name, text in pairs}
    both = _sides(asked.get("chs", ""))
    width, height = (int(both[1]), int(both[2])) if both else (0, 0)
    width = width or _read(asked, _WIDTH) or default[0]
    height = height or _read(asked, _HEIGHT) or default[1]
    return Looks(min(width, MAX_SIDE), min(height, MAX_SIDE), _is_dark(asked))


def limited(looks: Looks) -> Looks:
    """Return the size made smaller where it is over ``MAX_REFUSED`` pixels, in its proportions."""
    shrink = (MAX_REFUSED / (looks.width * looks.height)) ** 0.5
    if shrink >= 1:
        return looks
    width, height = (max(1, int(side * shrink)) for side in looks[:2])
    return looks._replace(width=width, height=height)


def _read(asked: dict[str, str], names: Iterable[str]) -> int:
    for name in names:
        if match := _side(asked.get(name, "")):
            return int(match[1])
    return 0


def _is_dark(asked: dict[str, str]) -> bool:
    if ascii_text.lower(ascii_text.strip(asked.get("theme", ""))) == "dark":
        return True
    fill = _solid(asked.get("chf", ""))
    texts = [asked[name] for name in _GROUND if name in asked]
    for text in [fill[1], *texts] if fill else texts:
        try:
            ground = colour.parse(text)
        except ValueError:
            continue
        return colour.luminance(colour.over(ground, (255, 255, 255, 255))) < 0.2
    return False
