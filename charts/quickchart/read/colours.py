"""Colours as CSS and canvases write them (CSS Color Module Level 4)."""

from __future__ import annotations

import colorsys
import functools
import math
import re

from api import ascii_text

from ...colour import TRANSPARENT, Colour, parse

_FUNCTION = re.compile(r"(rgba?|hsla?|hwb)\s*\(([^()]*)\)?\s*").fullmatch
_PART = re.compile(
    r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)(%|deg|rad|turn|grad)?"
).fullmatch
# Not within the parentheses of a colour.
_COMMA = re.compile(r",(?![^()]*\))")
_DEGREES = {"deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9}


@functools.lru_cache(512)
def read(text: str) -> Colour:
    """Return a CSS colour. Raises ValueError for what is none."""
    name = ascii_text.lower(ascii_text.strip(text))
    match = _FUNCTION(name)
    if match is None:
        if name.startswith("#") or not _hexadecimal(name):
            return parse(name)
        raise ValueError(f"not a colour: {text!r}")  # a canvas wants the "#"
    parts = [part for part in re.split(r"[\s,/]+", match[2].strip()) if part]
    if len(parts) not in (3, 4):
        raise ValueError(f"not a colour: {text!r}")
    alpha = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
    if match[1].startswith("rgb"):
        red, green, blue = (_share(part, 255.0) for part in parts[:3])
    else:
        hue = _hue(parts[0]) / 360 % 1
        second, third = (_share(part, 100.0) for part in parts[1:3])
        if match[1] == "hwb":
            total = max(second + third, 1.0)
            white, black = second / total, third / total
            red, green, blue = (
                c * (1 - white - black) + white for c in colorsys.hsv_to_rgb(hue, 1, 1)
            )
        else:
            red, green, blue = colorsys.hls_to_rgb(hue, third, second)
    if not alpha:
        return TRANSPARENT
    return _byte(red), _byte(green), _byte(blue), _byte(alpha)


def separated(text: str) -> list[str]:
    """Return the texts between the commas of a list of colours, those within one left alone."""
    return [part.strip() for part in _COMMA.split(text)]


def _hexadecimal(name: str) -> bool:
    return len(name) in (3, 4, 6, 8) and all(c in "0123456789abcdef" for c in name)


def _byte(share: float) -> int:
    return int(share * 255 + 0.5)


def _share(part: str, whole: float) -> float:
    """Return a number as a share of ``whole``, or a percentage, within 0 and 1."""
    match = _PART(part)
    if match is None:
        raise ValueError(f"not a number: {part!r}")
    value = float(match[1]) / (100 if match[2] == "%" else whole)
    return min(max(value, 0.0), 1.0)


def _hue(part: str) -> float:
    """Return an angle in degrees."""
    match = _PART(part)
    if match is None:
        raise ValueError(f"not an angle: {part!r}")
    degrees = float(match[1]) * _DEGREES.get(match[2] or "deg", 1.0)
    return degrees if math.isfinite(degrees) else 0.0
