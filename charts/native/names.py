"""Names along an axis: on how many lines, at which angle, which are left out, which shortened.

Names stay whole as long as they can: in one line, then in two or three, then turned by 45 or 90
degrees. Of a sequence every second, third, … name is drawn before any is shortened; of bars, each
of which is something else, only where there are more names than lines of text have room. What is
still too long is shortened in the middle (``shorten_names``).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Literal

from api.named_tuple import NamedTuple

from ..canvas.fonts import Font
from ..canvas.text import CAP_HEIGHT, one_line, width, wrap_whole
from .scale import LABEL_HEIGHT, CategoryScale, Labels

MAX_LINES = 3
# In parts of the text size:
_GAP = 0.7  # between two names side by side
_MIN_TURNED = 3  # with less room a turned name says nothing
_MIN_WRAPPED = 5  # with less room a name that is shortened and broken says nothing
_LONG = 6  # the names of a sequence that are turned rather than left out
_MAX_REACH = 0.3  # of the axis: how far turned names may reach beyond its left end
_COS45 = math.sqrt(0.5)
TURNED_SHIFT = 0.8 * _COS45 * CAP_HEIGHT
"""In em: how far the end of the baseline of a name that is turned by 45 degrees is right of its
position, so that its middle points there."""


class _Way(NamedTuple):
    """One way to draw names: every n-th, on how many lines of which length in pixels."""

    angle: Literal[0, 45, 90]
    limit: float
    lines: int = 1
    every: int = 1


def bottom(scale: CategoryScale, font: Font, length: float, max_depth: float) -> Labels:
    """Return the names below an axis of ``length`` pixels; they take at most ``max_depth``."""

    def named(every: int) -> list[str]:
        return list(_in_one_line(scale.names)[::every])

    pitch = scale.pitch * length
    thickness = font.size * LABEL_HEIGHT
    stride = max(1, math.ceil(thickness / pitch))  # if they are turned by 90 degrees
    names = named(stride)
    longest = max(width(name, font) for name in names)
    gap = font.size * _GAP
    lines = max(1, min(MAX_LINES, int(max_depth / thickness)))
    if stride == 1:
        level = _Way(0, pitch - gap, lines)
        if whole := _whole(names, font, level, longest):
            return _labels(scale, font, level, whole)
    every = max(1, math.ceil((min(longest, length / 3) + gap) / pitch))
    ways: list[_Way] = []
    if max_depth >= _MIN_TURNED * font.size:
        if pitch >= thickness / _COS45 and (scale.turn or longest > _LONG * font.size):
            reach = scale(0) * length + length * _MAX_REACH
            ways.append(_Way(45, min(max_depth, reach) / _COS45 - font.size))
        if scale.turn and every > 2 and stride * 2 <= every:
            ways.append(_Way(90, max_depth, 1, stride))
    for way in ways:
        if longest <= way.limit:
            return _labels(scale, font, way, named(way.every))
    spread = _Way(0, every * pitch - gap, lines, every)
    if not scale.turn:
        for count in (*range(2, min(every, 5)), every):
            way = _Way(0, count * pitch - gap, lines, count)
            if whole := _whole(named(count), font, way, longest):
                return _labels(scale, font, way, whole)
    if stride == 1 and (level.limit >= _MIN_WRAPPED * font.size or len(names) == 1):
        ways.insert(0, level)
    # Some are shortened: in the way that leaves most of them.
    shortened = [
        _labels(scale, font, way, _shortened(named(way.every), font, way))
        for way in ways or [spread]
    ]
    return max(shortened, key=lambda labels: sum(len(text) for _, text in labels.items))


def left(scale: CategoryScale, font: Font, length: float, max_depth: float) -> Labels:
    """Return the names beside an axis, the first one at the top; ``max_depth`` wide at most."""
    pitch = scale.pitch * length
    every = max(1, math.ceil(font.size * LABEL_HEIGHT / max(pitch, 1e-9)))
    names = _in_one_line(scale.names)[::every]
    lines = max(1, min(MAX_LINES, int(pitch * every / (font.size * LABEL_HEIGHT))))
    way = _Way(0, max_depth, lines, every)
    longest = max(width(name, font) for name in names)
    texts = _whole(names, font, way, longest) or _shortened(names, font, way)
    items = _labels(scale, font, way, texts).items
    depth = max((width(line, font) for _, text in items for line in text.split("\n")), default=0.0)
    return Labels(tuple((1 - position, text) for position, text in items), 0, depth)


@functools.lru_cache(1)  # fitting axes asks several times
def _in_one_line(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one_line(name) for name in names)


class Named(NamedTuple):
    """A name and a number after it, either of which may be "", and the pixels there are."""

    name: str
    number: str
    limit: float

    def lines(self, name: str, font: Font, max_lines: int, *, balanced: bool = True) -> list[str]:
        """Return the name, or what it was shortened to, and the number; [] if they do not fit."""
        text = f"{name} {self.number}".strip()
        return wrap_whole(text, font, self.limit, max_lines, balanced=balanced)

    def fits(self, name: str, font: Font, max_lines: int) -> bool:
        """Return whether the name, or what it was shortened to, fits with the number."""
        return bool(self.lines(name, font, max_lines, balanced=False))


def fit_whole(items: Sequence[Named], font: Font, max_lines: int) -> bool:
    """Return whether all names fit with their numbers on at most this many lines each."""
    return all(item.fits(item.name, font, max_lines) for item in items)


def with_numbers(items: Sequence[Named], font: Font, max_lines: int) -> list[list[str]]:
    """Return the lines of each name and its number: names that are too long are shortened.

    [] where there is no room even for the number.
    """
    from .shorten_names import shorten_names

    names = [item.name for item in items]
    short = shorten_names(names, lambda i, text: items[i].fits(text, font, max_lines))
    return [item.lines(text, font, max_lines) for item, text in zip(items, short, strict=True)]


def _whole(names: Sequence[str], font: Font, way: _Way, longest: float) -> list[str]:
    """Return the names on as few lines as all of them need; [] where one does not fit."""
    if longest <= way.limit:
        return list(names)
    for count in range(2, way.lines + 1):
        texts: list[str] = []
        for name in names:
            lines = wrap_whole(name, font, way.limit, count)
            if not lines:
                break
            texts.append("\n".join(lines))
        if len(texts) == len(names):
            return texts
    return []


def _shortened(names: Sequence[str], font: Font, way: _Way) -> list[str]:
    """Return the names, those that are too long shortened; "" for one of which nothing fits."""

    from .shorten_names import shorten_names  # the names of most charts fit

    def lines(text: str, *, balanced: bool) -> list[str]:
        return wrap_whole(text, font, way.limit, way.lines, balanced=balanced)

    short = shorten_names(names, lambda _, text: bool(lines(text, balanced=False)))
    return ["\n".join(lines(text, balanced=True)) for text in short]


def _labels(scale: CategoryScale, font: Font, way: _Way, texts: Sequence[str]) -> Labels:
    """Return the texts at the positions of every n-th name."""
    items = tuple((scale(i * way.every), text) for i, text in enumerate(texts) if text)
    if way.angle == 0:
        return Labels(items, 0, font.size)
    longest = max((width(text, font) for _, text in items), default=0.0)
    return Labels(items, way.angle, longest if way.angle == 90 else (longest + font.size) * _COS45)
