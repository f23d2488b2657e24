"""Text: which glyphs stand where, how wide a line is, and how to make it fit.

Everything is measured without hinting, in fractions of the font size (em), so that a chart has
the same layout at every scale and in every format. ``$`` is a dollar sign: nothing here knows
mathtext. The fonts are files named here; the system's fonts are never looked at.
"""

from __future__ import annotations

import functools
import logging
import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .compiled import PACKAGE, ft2font

_log = logging.getLogger(__name__)

# Regular and bold come with matplotlib; the third has the Chinese, Japanese and Korean scripts.
FALLBACK_FILE = Path(__file__).parent / "fonts" / "DroidSansFallback.ttf"
FONT_FILES = (
    PACKAGE / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf",
    PACKAGE / "mpl-data" / "fonts" / "ttf" / "DejaVuSans-Bold.ttf",
    FALLBACK_FILE,
)
REGULAR, BOLD, FALLBACK = range(3)
# In which a letter is looked for, in this order: of regular and of bold text.
_SEARCHED = {False: (REGULAR, FALLBACK), True: (BOLD, REGULAR, FALLBACK)}

# DejaVu Sans, in em: height of a capital, distance of two baselines.
CAP_HEIGHT = 0.729
LINE_HEIGHT = 1.25

# One glyph a letter, so that measuring by letters is right and text in a PDF can be found.
FEATURES = ("-liga",)

ELLIPSIS = "…"
BOX = "□"

# Scripts in which a letter is one glyph, left to right: advances and kerning are enough. The
# second line is Chinese, Japanese and Korean.
_simple = re.compile(
    "[ -~\u00a0-\u024f\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u20cf\u2100-\u2bff\u3001-\u3029\u3030-\u3096\u309b-\u3163\u3200-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d]*"
).fullmatch
_METRIC_SIZE = 2048  # pixels per em while measuring: DejaVu's own grid, so nothing is rounded
_IGNORABLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


class Font(NamedTuple):
    """A face and its size in pixels."""

    size: float
    bold: bool = False


class Glyph(NamedTuple):
    """One glyph of a line: its font (of ``FONT_FILES``), its number in it, its place in em."""

    face: int
    number: int
    x: float
    y: float


class Line(NamedTuple):
    """A shaped line of text: its width in em and its glyphs, left to right."""

    width: float
    glyphs: tuple[Glyph, ...]


class Faces:
    """The opened fonts: one thread at a time (``render`` locks), never across a fork (below)."""

    def __init__(self) -> None:
        self.drawing = [self._open(file) for file in FONT_FILES]
        self._metric = [self._open(file) for file in FONT_FILES]
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
        self._kerning: dict[tuple[int, str, str], float] = {}
        self._missing: set[str] = set()
        self.shape = functools.lru_cache(maxsize=4096)(self._shape)

    @staticmethod
    def _open(file: Path, fallback: Sequence[Any] = ()) -> Any:
        return ft2font.FT2Font(str(file), _fallback_list=list(fallback))

    def _letter(self, face: int, letter: str) -> tuple[int, float]:
        """Glyph index (0: the font lacks it) and advance in em."""
        known = self._letters.get((face, letter))
        if known is None:
            index = self._metric[face].get_char_index(ord(letter))
            known = index, self._advance(face, index)
            _bounded(self._letters)[face, letter] = known
        return known

    def _advance(self, face: int, number: int) -> float:
        """Advance of a glyph in em."""
        known = self._advances.get((face, number))
        if known is None:
            glyph = self._metric[face].load_glyph(number, flags=ft2font.LoadFlags.NO_HINTING)
            known = glyph.linearHoriAdvance / 65536 / _METRIC_SIZE
            _bounded(self._advances)[face, number] = known
        return known

    def _kern(self, face: int, left: str, right: str) -> float:
        known = self._kerning.get((face, left, right))
        if known is None:
            known = (
                self._metric[face].get_kerning(
                    self._letter(face, left)[0],
                    self._letter(face, right)[0],
                    ft2font.Kerning.UNSCALED,
                )
                / _METRIC_SIZE
            )
            _bounded(self._kerning)[face, left, right] = known
        return known

    def drawable(self, text: str, bold: bool) -> str:
        """Replace what no shipped font has by a box, and say so once a character."""
        out = []
        for letter in text:
            if not any(self._letter(face, letter)[0] for face in _SEARCHED[bold]):
                if letter not in self._missing and len(self._missing) < 1000:
                    self._missing.add(letter)
                    _log.warning("no shipped font draws U+%04X: drawn as a box", ord(letter))
                letter = "" if unicodedata.combining(letter) else BOX
            out.append(letter)
        return "".join(out)

    def _shape(self, text: str, bold: bool) -> Line:
        if _simple(text):
            return self._shape_simple(text, bold)
        return self._shape_complex(self.drawable(text, bold), BOLD if bold else REGULAR)

    def _shape_simple(self, text: str, bold: bool) -> Line:
        x = 0.0
        glyphs = []
        before, face_before = "", -1
        for letter in text:
            for face in _SEARCHED[bold]:
                index, advance = self._letter(face, letter)
                if index:
                    break
            else:
                return self._shape_simple(self.drawable(text, bold), bold)
            if face == face_before:
                x += self._kern(face, before, letter)
            glyphs.append(Glyph(face, index, x, 0.0))
            x += advance
            before, face_before = letter, face
        return Line(x, tuple(glyphs))

    def _shape_complex(self, text: str, face: int) -> Line:
        """Right to left, joined, stacked and mixed scripts: matplotlib's own shaper (libraqm)."""
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


def _bounded(cache: dict[Any, Any]) -> dict[Any, Any]:
    """Keep a cache from growing without end under text that never repeats."""
    if len(cache) >= 20_000:
        cache.clear()
    return cache


@functools.cache
def faces() -> Faces:
    """The process's fonts, opened by the first drawing."""
    return Faces()


# FreeType objects that live across a fork draw garbage: a child opens its own.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=faces.cache_clear)


def clean(text: str) -> str:
    """Give the text without controls and invisible marks; line ends become ``\\n``, tabs spaces."""
    if _simple(text):
        return text
    text = re.sub("\r\n?|[\u0085\u2028\u2029\u000b\u000c]", "\n", text).replace("\t", " ")
    return _IGNORABLE.sub("", unicodedata.normalize("NFC", text))


def width(text: str, font: Font) -> float:
    """Width of one line in pixels."""
    return faces().shape(text, font.bold).width * font.size


_NARROWEST = 0.2  # em: text has no narrower letters, but for marks without width


def shorten(text: str, font: Font, limit: float) -> str:
    """Cut one line so that it is at most ``limit`` pixels wide, ending in an ellipsis.

    Gives "" where not even the ellipsis fits.
    """
    most = max(0, int(limit / (font.size * _NARROWEST))) + 2
    start = text[:most]  # more cannot fit, and shaping it takes time
    whole = width(start, font)
    if whole <= limit and len(start) == len(text):
        return text
    if width(ELLIPSIS, font) > limit:
        return ""

    def fits(count: int) -> bool:
        return width(start[:count].rstrip() + ELLIPSIS, font) <= limit

    low, high = 0, len(start)  # the longest prefix that fits lies between
    guess = int(len(start) * limit / whole) if whole > limit else high
    step = 1
    while low < high:  # from the guess outwards, then by halving
        guess = min(max(guess, low + 1), high)
        if fits(guess):
            low, guess = guess, guess + step
        else:
            high, guess = guess - 1, guess - 1 - step
        step *= 2
        if not low < guess <= high:
            guess = (low + high + 1) // 2
    return start[:low].rstrip() + ELLIPSIS


def wrap(text: str, font: Font, limit: float, lines: int) -> list[str]:
    """Break text into at most ``lines`` lines of at most ``limit`` pixels.

    Breaks at line ends and blanks; a word that is too long, and a last line with more to come,
    end in an ellipsis.
    """
    out: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and width(longer, font) > limit:
                out.append(line)
                line = word
            else:
                line = longer
        out.append(line)
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
        out[-1] = shorten(out[-1], font, limit)
    return [shorten(line, font, limit) for line in out]
