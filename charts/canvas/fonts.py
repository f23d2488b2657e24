"""Fonts: which glyphs a line of text has, where each stands, and how wide the line is.

Everything is measured without hinting, in fractions of the font size (em), so that a chart has
the same layout at every scale and in every format; only the ``ARIAL`` family stands on whole
pixels. ``$`` is a dollar sign: nothing here knows mathtext. The fonts are files named here; the
system's fonts are never looked at.
"""

from __future__ import annotations

import functools
import math
import os
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Literal, NamedTuple

from . import fork
from .compiled import PACKAGE, ft2font
from .sanitize import is_simple_script

# The first two come with matplotlib; the third has the Chinese, Japanese and Korean scripts, the
# last two the widths of Arial (opened by the first text that wants them).
_OURS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "fonts")
_MATPLOTLIBS = os.path.join(PACKAGE, "mpl-data", "fonts", "ttf")
FALLBACK_FILE = os.path.join(_OURS, "DroidSansFallback.ttf")
ARIAL_FILES = tuple(os.path.join(_OURS, f) for f in ("ChartSans.ttf", "ChartSans-Bold.ttf"))
FONT_FILES = (
    os.path.join(_MATPLOTLIBS, "DejaVuSans.ttf"),
    os.path.join(_MATPLOTLIBS, "DejaVuSans-Bold.ttf"),
    FALLBACK_FILE,
    *ARIAL_FILES,
)
REGULAR, BOLD, FALLBACK, ARIAL_REGULAR, ARIAL_BOLD = range(5)
# Order in which faces are searched for a letter, by weight.
_SEARCHED = {False: (REGULAR, FALLBACK), True: (BOLD, REGULAR, FALLBACK)}
_SEARCHED_ARIAL = {
    False: (ARIAL_REGULAR, REGULAR, FALLBACK),
    True: (ARIAL_BOLD, BOLD, REGULAR, FALLBACK),
}


# One glyph a letter, so that measuring by letters is right and text in a PDF can be found.
FEATURES = ("-liga",)

BOX = "□"

_METRIC_SIZE = 2048  # pixels per em while measuring: DejaVu's own grid, so nothing is rounded


Family = Literal["own", "arial"]


class Font(NamedTuple):
    """A face and its size in pixels.

    Family ``own`` is DejaVu Sans. ``arial`` has Arial's widths, each letter's rounded to whole
    pixels, as browsers and chart services of the 2000s set text.
    """

    size: float
    bold: bool = False
    family: Family = "own"


class Glyph(NamedTuple):
    """One glyph of a line: its font (of ``FONT_FILES``), its number in it, its place in em."""

    face: int
    number: int
    x: float
    y: float


class _Step(NamedTuple):
    """From one letter of a line to the next: its font, its number in it; kerning, advance in em."""

    face: int
    number: int
    kerning: float
    advance: float


class Line(NamedTuple):
    """A shaped line of text: its width in em and its glyphs, left to right."""

    width: float
    glyphs: tuple[Glyph, ...]


_SHORT, _MIDDLING = 60, 600  # letters


def _cached(shape: Callable[..., Line]) -> Callable[..., Line]:
    """Cache the lines that a function shapes, in at most 35 MB whatever the texts are.

    A letter takes about 115 bytes, a line 1,000: there are fewer slots for longer lines.
    """
    short, middling, long = (functools.lru_cache(most)(shape) for most in (2048, 128, 8))

    def line(text: str, *more: Hashable) -> Line:
        kept = short if len(text) <= _SHORT else middling if len(text) <= _MIDDLING else long
        return kept(text, *more)

    return line


class Faces:
    """The opened fonts: one thread at a time (``render`` locks), never across a fork (below)."""

    def __init__(self) -> None:
        self.drawing = [self._open(file) for file in FONT_FILES[:ARIAL_REGULAR]]
        self._metric = [self._open(file) for file in FONT_FILES[:ARIAL_REGULAR]]
        for face in self._metric:
            face.set_size(_METRIC_SIZE, 72)
        regular, _, fallback = self._metric
        self._shaping = {
            REGULAR: self._open(FONT_FILES[REGULAR], [fallback]),
            BOLD: self._open(FONT_FILES[BOLD], [regular, fallback]),
        }
        for face in self._shaping.values():
            face.set_size(_METRIC_SIZE, 72)
        self._letters: dict[tuple[int, str], tuple[int, float]] = {}
        self._advances: dict[tuple[int, int], float] = {}
        self._steps: dict[bool, dict[str, _Step]] = {False: {}, True: {}}
        self._outlines: dict[tuple[int, int], tuple[Any, Any]] = {}
        self._missing: set[str] = set()
        self.shape = _cached(self._shape)
        self._set = _cached(self._set_on_pixels)

    def line(self, text: str, font: Font) -> Line:
        """Return one line of text, shaped."""
        if font.family == "own":
            return self.shape(text, font.bold)
        return self._set(text, font.bold, font.size)

    @staticmethod
    def _open(file: str, fallback: Sequence[Any] = ()) -> Any:
        return ft2font.FT2Font(file, _fallback_list=list(fallback))

    def _letter(self, face: int, letter: str) -> tuple[int, float]:
        """Return the index of a glyph (0: the font lacks it) and its advance in em."""
        known = self._letters.get((face, letter))
        if known is None:
            index = self._metric[face].get_char_index(ord(letter))
            known = index, self._advance(face, index)
            _bounded(self._letters)[face, letter] = known
        return known

    def _advance(self, face: int, number: int) -> float:
        """Return the advance of a glyph in em."""
        known = self._advances.get((face, number))
        if known is None:
            glyph = self._metric[face].load_glyph(number, flags=ft2font.LoadFlags.NO_HINTING)
            known = glyph.linearHoriAdvance / 65536 / _METRIC_SIZE
            _bounded(self._advances)[face, number] = known
        return known

    def outline(self, face: int, number: int) -> tuple[Any, Any]:
        """Return the shape of a glyph: vertices in em, y upwards, and path codes (matplotlib's)."""
        known = self._outlines.get((face, number))
        if known is None:
            self._metric[face].load_glyph(number, flags=ft2font.LoadFlags.NO_HINTING)
            vertices, codes = self._metric[face].get_path()
            known = vertices / _METRIC_SIZE, codes
            if len(self._outlines) >= 5000:
                self._outlines.clear()
            self._outlines[face, number] = known
        return known

    def drawable(self, text: str, bold: bool) -> str:
        """Return the text with a box for what no shipped font has; log each character once."""
        out = []
        for letter in text:
            if not any(self._letter(face, letter)[0] for face in _SEARCHED[bold]):
                if letter not in self._missing and len(self._missing) < 1000:
                    self._missing.add(letter)
                    _warn("no shipped font draws U+%04X: drawn as a box", ord(letter))
                letter = "" if unicodedata.combining(letter) else BOX
            out.append(letter)
        return "".join(out)

    def _shape(self, text: str, bold: bool) -> Line:
        if is_simple_script(text):
            return self._shape_simple(text, bold)
        return self._shape_complex(self.drawable(text, bold), BOLD if bold else REGULAR)

    def _shape_simple(self, text: str, bold: bool) -> Line:
        x = 0.0
        glyphs = []
        steps = self._steps[bold]
        before = ""
        for letter in text:
            try:
                face, number, kerning, advance = steps[before + letter]
            except KeyError:
                step = self._step(before, letter, bold)
                if step is None:
                    return self._shape_simple(self.drawable(text, bold), bold)
                face, number, kerning, advance = step
            x += kerning
            glyphs.append(Glyph(face, number, x, 0.0))
            x += advance
            before = letter
        return Line(x, tuple(glyphs))

    def _step(self, before: str, letter: str, bold: bool) -> _Step | None:
        """Return how a letter follows another or starts a line (""), None if no font has it."""
        face, number, advance = self._first_face(letter, _SEARCHED[bold])
        if not number:
            return None
        kerning = 0.0
        if before and self._first_face(before, _SEARCHED[bold])[0] == face:
            kerning = self._kern(face, before, letter)
        step = _Step(face, number, kerning, advance)
        _bounded(self._steps[bold])[before + letter] = step
        return step

    def _first_face(self, letter: str, searched: Sequence[int]) -> tuple[int, int, float]:
        """Return the first face that has a letter, its glyph there (0: none) and advance in em."""
        for face in searched:
            number, advance = self._letter(face, letter)
            if number:
                return face, number, advance
        return searched[0], 0, 0.0

    def _kern(self, face: int, left: str, right: str) -> float:
        metric, (first, _), (second, _) = (
            self._metric[face], self._letter(face, left), self._letter(face, right)
        )  # fmt: skip
        kerning: int = metric.get_kerning(first, second, ft2font.Kerning.UNSCALED)
        return kerning / _METRIC_SIZE

    def _set_on_pixels(self, text: str, bold: bool, size: float) -> Line:
        """Return a line in Arial's widths, without kerning, every letter on a whole pixel."""
        if len(self._metric) == ARIAL_REGULAR:
            for file in ARIAL_FILES:
                self.drawing.append(self._open(file))
                self._metric.append(self._open(file))
                self._metric[-1].set_size(_METRIC_SIZE, 72)
        if not is_simple_script(text):
            return self._shape_complex(self.drawable(text, bold), BOLD if bold else REGULAR)
        at = 0
        glyphs = []
        for letter in text:
            face, number, advance = self._first_face(letter, _SEARCHED_ARIAL[bold])
            if not number:
                return self._set_on_pixels(self.drawable(text, bold), bold, size)
            glyphs.append(Glyph(face, number, at / size, 0.0))
            at += math.floor(advance * size + 0.5)
        return Line(at / size, tuple(glyphs))

    def _shape_complex(self, text: str, face: int) -> Line:
        """Return a line of right-to-left, joined, stacked or mixed scripts, shaped by libraqm."""
        font = self._shaping[face]
        items = font._layout(text, ft2font.LoadFlags.NO_HINTING, features=FEATURES)
        glyphs = []
        width = 0.0
        for item in items:
            owner = next(
                (i for i, metric in enumerate(self._metric) if item.ft_object is metric), face
            )
            x = item.x / _METRIC_SIZE
            glyphs.append(Glyph(owner, item.glyph_index, x, item.y / _METRIC_SIZE))
            width = max(width, x + self._advance(owner, item.glyph_index))
        return Line(width, tuple(glyphs))


def _warn(message: str, *values: object) -> None:
    import logging  # not needed for most pictures

    logging.getLogger(__name__).warning(message, *values)


def _bounded(cache: dict[Any, Any]) -> dict[Any, Any]:
    """Return the cache, emptied if it is full."""
    if len(cache) >= 20_000:
        cache.clear()
    return cache


@functools.cache
def faces() -> Faces:
    """Return the fonts of this process, which the first call opens."""
    return Faces()


# FreeType objects that live across a fork draw garbage: a child opens its own.
fork.in_child(faces.cache_clear)
