"""Bitmaps of text: one a line, which the rasteriser blends in one call.

A call of the rasteriser costs more than the few pixels of a letter, and a chart has about 75
letters in 13 lines: a bar chart with new text is 5 to 25 % faster for it, one with text that was
drawn before (the numbers of an axis, the same title), which is a look-up, 20 to 25 %.

Letters are placed at quarters of a pixel: fine enough for even spacing, and coarse enough for each
letter to have few bitmaps. All of it is for one thread at a time (lock.py).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from api.named_tuple import NamedTuple

from .compiled import ft2font
from .faces import CJK, EMOJI, FONT_FILES
from .fonts import Font, Line, faces

# Beyond these, all that is kept is dropped. A letter takes about 250 bytes, a line 1,000.
_MAX_LETTERS = 20_000
_MAX_LINE_BYTES = 4 * 2**20
# A line at an angle has a large and mostly empty box: beyond this many pixels, letter by letter.
_MAX_PIXELS = 2**17

# Hinted in height only (letters keep their true width); not at all in Chinese and the like, and
# emoji.
_LOAD_FLAGS = dict.fromkeys(range(len(FONT_FILES)), ft2font.LoadFlags.TARGET_LIGHT) | dict.fromkeys(
    (CJK, EMOJI), ft2font.LoadFlags.NO_HINTING
)


class Bitmap(NamedTuple):
    """Coverage (rows, columns), 0 to 255, and its left and bottom edge from the line's start.

    In whole pixels, to the right and down.
    """

    coverage: npt.NDArray[np.uint8]
    left: int
    bottom: int


_Box = tuple[int, int, int, int, npt.NDArray[np.uint8]]
"""Top, bottom, left, right and coverage of a letter, from the line's start."""


class GlyphCache:
    """The bitmaps of letters and lines that this process drew."""

    def __init__(self) -> None:
        self._letters: dict[tuple[Any, ...], Bitmap | None] = {}
        self._lines: dict[tuple[Any, ...], tuple[Bitmap, ...]] = {}
        self._bytes = 0  # of the lines that are kept

    def line(
        self, text: str, font: Font, size: float, angle: float, quarter_x: int, quarter_y: int
    ) -> tuple[Bitmap, ...]:
        """Return the bitmaps of a line of text, almost always one.

        ``font`` shapes it, ``size`` is the height of an em in device pixels, ``angle`` in degrees
        anticlockwise; the line starts ``quarter_x`` and ``quarter_y`` (0 to 3) quarters of a
        pixel to the right of and below a whole pixel.
        """
        key = (text, font, size, angle, quarter_x, quarter_y)
        try:
            return self._lines[key]
        except KeyError:
            pass
        bitmaps = _joined(self._placed(faces().line(text, font), size, angle, quarter_x, quarter_y))
        self._bytes += 200 + sum(bitmap.coverage.nbytes for bitmap in bitmaps)
        if self._bytes > _MAX_LINE_BYTES:
            self._lines.clear()
            self._bytes = 0
        self._lines[key] = bitmaps
        return bitmaps

    def _placed(
        self, line: Line, size: float, angle: float, quarter_x: int, quarter_y: int
    ) -> list[_Box]:
        """Return the bitmap of each letter, moved to where it stands in the line."""
        placed = []
        known = self._letters
        # Four times, for quarters of a pixel.
        cos = 4 * size * math.cos(math.radians(angle))
        sin = 4 * size * math.sin(math.radians(angle))
        for face, number, along, up in line.glyphs:
            x = quarter_x + round(along * cos - up * sin)
            y = quarter_y - round(along * sin + up * cos)
            key = (size, face, number, angle, x & 3, y & 3)
            letter = known[key] if key in known else self._letter(*key)
            if letter is not None:
                coverage, left, bottom = letter
                left, bottom = left + (x >> 2), bottom + (y >> 2)
                rows, columns = coverage.shape
                placed.append((bottom - rows, bottom, left, left + columns, coverage))
        return placed

    def _letter(
        self, size: float, face: int, index: int, angle: float, quarter_x: int, quarter_y: int
    ) -> Bitmap | None:
        """Return the bitmap of a glyph, None for a space."""
        font = faces().drawing(face)
        font.set_size(size, 72)
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        font._set_transform(
            [
                [round(0x10000 * cos), round(-0x10000 * sin)],
                [round(0x10000 * sin), round(0x10000 * cos)],
            ],
            [quarter_x * 16, -quarter_y * 16],
        )
        bitmap = font._render_glyph(index, _LOAD_FLAGS[face], ft2font.RenderMode.NORMAL)
        buffer = bitmap.buffer
        glyph = None
        if buffer.size:
            glyph = Bitmap(buffer, bitmap.left, buffer.shape[0] - bitmap.top)
        if len(self._letters) >= _MAX_LETTERS:
            self._letters.clear()
        self._letters[size, face, index, angle, quarter_x, quarter_y] = glyph
        return glyph


def _joined(letters: list[_Box]) -> tuple[Bitmap, ...]:
    """Return one bitmap of all letters, or one of each where it would be large."""
    if not letters:
        return ()
    tops, bottoms, lefts, rights, _ = zip(*letters, strict=True)
    top, bottom, left, right = min(tops), max(bottoms), min(lefts), max(rights)
    if (right - left) * (bottom - top) > _MAX_PIXELS:
        return tuple(Bitmap(coverage, start, low) for _, low, start, _, coverage in letters)
    whole = np.zeros((bottom - top, right - left), np.uint8)
    reach = left  # as far as letters are drawn
    for high, low, start, end, coverage in letters:
        part = whole[high - top : low - top, start - left : end - left]
        if start >= reach:
            part[...] = coverage  # four times faster than the maximum
        else:
            np.maximum(part, coverage, out=part)
        reach = max(reach, end)
    return (Bitmap(whole, left, bottom),)


glyph_cache = GlyphCache()

# A child of a fork opens its own fonts, but bitmaps that are drawn stay good.
