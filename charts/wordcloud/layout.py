"""Where the words of a cloud stand: one after the other, each as near to the middle as is free.

That is what a spiral with endlessly many turns finds. Nothing is random: an angle follows from the
letters of its word, so the same words give the same cloud on every instance. The picture is a grid
of cells, and a table of sums over it says at once whether a rectangle is free.
"""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from api.named_tuple import NamedTuple

from ..canvas.fonts import Font
from ..canvas.sanitize import normalize
from ..canvas.text import ink, width
from .words import Word

Scale = Literal["linear", "sqrt", "log"]
_CELLS: Final = 280  # of the longer side
_CHUNK: Final = 2048  # places that are tried at once
_MAX_TRIALS: Final = 4000  # of a chunk and a part of a word; about a quarter of a second
_FORGET: Final = 6  # words
_SMALLEST: Final = 4.0  # pixels: smaller text is a blur
_FILLED: Final = 0.55  # of the picture: more than this seldom has room
_TRIES: Final = 3
_Table = npt.NDArray[np.int32]


class Style(NamedTuple):
    """How words are set."""

    font: Font
    """Of any size."""
    size: float
    """Pixels of a word that occurs once."""
    scale: Scale
    angles: tuple[float, ...]
    """Degrees anticlockwise that a word may be turned; which one it is follows from its letters."""
    padding: float


def angles(low: float, high: float, count: int = 5) -> tuple[float, ...]:
    """Return angles at equal distances."""
    if count < 2:
        return (low,)
    return tuple(low + (high - low) * i / (count - 1) for i in range(count))


class PlacedWord(NamedTuple):
    """A word in its place: the middle of its letters, in pixels; degrees anticlockwise."""

    text: str
    x: float
    y: float
    size: float
    angle: float
    number: int
    """Of the words that were to be placed."""


def lay_out(words: Sequence[Word], style: Style, size: tuple[int, int]) -> tuple[PlacedWord, ...]:
    """Return the words that have room in a picture of a width and height in pixels.

    All are made smaller by one factor until nearly all have room.
    """
    if not words:
        return ()
    texts = [normalize(word.text) for word in words]
    sizes = [style.size * _grown(word.times, style.scale) for word in words]
    extents = [_extent(text, style.font) for text in texts]
    area = sum(
        s * s * w * h for s, (w, h) in zip(sizes, ((w, a + b) for w, a, b in extents), strict=True)
    )
    factor = min(1.0, math.sqrt(_FILLED * size[0] * size[1] / max(area, 1e-9)))
    factor = min([factor, *(
        0.95 * _room(size, _angle(text, style.angles), w, a + b) / s
        for text, s, (w, a, b) in zip(texts, sizes, extents, strict=True)
    )])  # fmt: skip
    placed: tuple[PlacedWord, ...] = ()
    for _ in range(_TRIES):
        placed = _placed(texts, [s * factor for s in sizes], extents, style, size)
        if len(placed) == len(words):
            break
        factor *= 0.8
    return placed


def _grown(count: float, scale: Scale) -> float:
    if scale == "sqrt":
        return math.sqrt(count)
    return 1 + math.log(count) if scale == "log" else count


def _extent(text: str, font: Font) -> tuple[float, float, float]:
    """Return width, and heights above and below the baseline, of a word of one pixel."""
    measured = font._replace(size=100.0)
    above, below = ink(text, measured)
    return width(text, measured) / 100, above / 100, below / 100


def _angle(text: str, angles: Sequence[float]) -> float:
    """Return the degrees that a word is turned, by its letters."""
    return angles[zlib.crc32(text.encode("utf-8", "replace")) % len(angles)]


def _room(size: tuple[int, int], angle: float, wide: float, high: float) -> float:
    """Return the size at which a turned word just has room."""
    across, down = _box(wide, high, angle)
    return min(size[0] / max(across, 1e-6), size[1] / max(down, 1e-6))


def _box(wide: float, high: float, angle: float) -> tuple[float, float]:
    turn = math.radians(angle)
    cos, sin = abs(math.cos(turn)), abs(math.sin(turn))
    return wide * cos + high * sin, wide * sin + high * cos


def _placed(
    texts: Sequence[str],
    sizes: Sequence[float],
    extents: Sequence[tuple[float, float, float]],
    style: Style,
    size: tuple[int, int],
) -> tuple[PlacedWord, ...]:
    cell = max(size) / _CELLS if max(size) > _CELLS else 1.0
    grid = _Grid(math.ceil(size[0] / cell), math.ceil(size[1] / cell))
    placed = []
    for number, (text, pixels, (wide, above, below)) in enumerate(
        zip(texts, sizes, extents, strict=True)
    ):
        pixels = max(pixels, _SMALLEST)
        angle = _angle(text, style.angles)
        high = above + below
        parts = _parts(wide * pixels, high * pixels, angle, style.padding, cell)
        place = grid.place(parts)
        if place is None:
            continue
        # From the middle of the letters to the baseline, along the word's own upright.
        x, y = (place[0] * cell, place[1] * cell)
        placed.append(PlacedWord(text, x, y, pixels, angle, number))
    return tuple(placed)


Part = tuple[int, int, int, int]


def _parts(wide: float, high: float, angle: float, padding: float, cell: float) -> list[Part]:
    """Return rectangles that cover a turned word: left, top, width, height, in cells.

    They are relative to the middle of the word.
    """
    turn = math.radians(angle)
    count = 1 if abs(angle) < 1 else min(6, max(2, round(wide / max(high, 1e-6))))
    length = wide / count
    across, down = _box(length, high, angle)
    parts = []
    for i in range(count):
        along = (i + 0.5) * length - wide / 2
        x, y = along * math.cos(turn), -along * math.sin(turn)
        left, top = x - across / 2 - padding, y - down / 2 - padding
        columns, rows = (math.ceil((side + 2 * padding) / cell) + 1 for side in (across, down))
        parts.append((math.floor(left / cell), math.floor(top / cell), columns, rows))
    return parts


class _Grid:
    """The cells of a picture that are taken, as a table of sums, and the places in order."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._sums: _Table = np.zeros((rows + 1, columns + 1), np.int32)
        self._x, self._y = _order(columns, rows)
        self._count = self._trials = 0

    def place(self, parts: Sequence[Part]) -> tuple[int, int] | None:
        """Take the free place that is nearest to the middle; None if there is none."""
        left = -min(part[0] for part in parts)
        top = -min(part[1] for part in parts)
        right = self._columns - max(part[0] + part[2] for part in parts)
        bottom = self._rows - max(part[1] + part[3] for part in parts)
        if right < left or bottom < top:
            return None
        for start in range(0, len(self._x), _CHUNK):
            if self._trials > _MAX_TRIALS:
                return None
            xs, ys = self._x[start : start + _CHUNK], self._y[start : start + _CHUNK]
            inside = (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
            xs, ys = xs[inside], ys[inside]
            for part in parts:
                if not len(xs):
                    break
                self._trials += 1
                free = self._taken(xs + part[0], ys + part[1], part[2], part[3]) == 0
                xs, ys = xs[free], ys[free]
            if len(xs):
                x, y = int(xs[0]), int(ys[0])
                for part in parts:
                    self._take(x + part[0], y + part[1], part[2], part[3])
                self._forget()
                return x, y
        return None

    def _forget(self) -> None:
        """Leave out the places in the middle of what is taken, now and then."""
        self._count += 1
        if self._count % _FORGET == 0:
            free = self._taken(self._x, self._y, 1, 1) == 0
            self._x, self._y = self._x[free], self._y[free]

    def _taken(self, x: _Table, y: _Table, wide: int, high: int) -> _Table:
        sums = self._sums
        taken: _Table = (
            sums[y + high, x + wide] - sums[y, x + wide] - sums[y + high, x] + sums[y, x]
        )
        return taken

    def _take(self, x: int, y: int, wide: int, high: int) -> None:
        """Count the cells of a rectangle, twice where it was taken before."""
        down = np.clip(np.arange(y, self._rows + 1) - y, 0, high)
        across = np.clip(np.arange(x, self._columns + 1) - x, 0, wide)
        self._sums[y:, x:] += np.outer(down, across).astype(np.int32)


@functools.lru_cache(4)
def _order(columns: int, rows: int) -> tuple[_Table, _Table]:
    """Return the cells by their distance from the middle, in proportion to the sides."""
    y, x = np.mgrid[0:rows, 0:columns]
    distance = ((x - columns / 2) / columns) ** 2 + ((y - rows / 2) / rows) ** 2
    order = np.argsort(distance, axis=None, kind="stable")
    return x.ravel()[order].astype(np.int32), y.ravel()[order].astype(np.int32)
