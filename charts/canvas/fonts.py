"""Text in glyphs: which a line of text has, where each stands, and how wide the line is.

Everything is measured without hinting, in fractions of the font size (em), so that a chart has
the same layout at every scale and in every format; only the ``arial`` family stands on whole
pixels. ``$`` is a dollar sign: nothing here knows mathtext.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from collections.abc import Callable, Hashable
from typing import Any

from api.named_tuple import NamedTuple

from . import fork
from .compiled import ft2font
from .faces import (
    DEJAVU,
    DEJAVU_BOLD,
    FONT_FILES,
    JOINERS,
    Family,
    face_of,
    is_script,
    searched,
)
from .sanitize import is_simple_script

# One glyph a letter, so that measuring by letters is right and text in a PDF can be found.
FEATURES = ("-liga",)

BOX = "□"

_METRIC_SIZE = 2048  # pixels per em while measuring: Inter's own grid, so nothing is rounded


class Font(NamedTuple):
    """A typeface and its size in pixels. ``bold`` is semi-bold where the family has that."""

    size: float
    bold: bool = False
    family: Family = "sans"


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
        self._drawing: dict[int, Any] = {}
        self._metric: dict[int, Any] = {}
        self._owners: dict[int, int] = {}
        """The face of a font of ``_metric``, by the font's id."""
        self._shaping: dict[tuple[int, ...], Any] = {}
        self._letters: dict[tuple[int, str], tuple[int, float]] = {}
        self._advances: dict[tuple[int, int], float] = {}
        self._steps: dict[int, dict[str, _Step]] = {face: {} for face in range(len(FONT_FILES))}
        self._outlines: dict[tuple[int, int], tuple[Any, Any]] = {}
        self._missing: set[str] = set()
        self.shape = _cached(self._shape)
        self._set = _cached(self._set_on_pixels)

    def line(self, text: str, font: Font) -> Line:
        """Return one line of text, shaped."""
        if font.family == "arial":
            return self._set(text, font.bold, font.size)
        if font.family == "helvetica":
            return self._set(text, font.bold, 0.0)
        return self.shape(text, face_of(font.family, font.bold))

    def drawing(self, face: int) -> Any:
        """Return a font whose size and transform the caller may set."""
        font = self._drawing.get(face)
        if font is None:
            font = self._drawing[face] = ft2font.FT2Font(FONT_FILES[face])
        return font

    def _measuring(self, face: int) -> Any:
        """Return a font in the size of measuring."""
        font = self._metric.get(face)
        if font is None:
            font = self._metric[face] = ft2font.FT2Font(FONT_FILES[face])
            font.set_size(_METRIC_SIZE, 72)
            self._owners[id(font)] = face
        return font

    def _letter(self, face: int, letter: str) -> tuple[int, float]:
        """Return the index of a glyph (0: the font lacks it) and its advance in em."""
        known = self._letters.get((face, letter))
        if known is None:
            index = self._measuring(face).get_char_index(ord(letter))
            known = index, self.advance(face, index)
            _bounded(self._letters)[face, letter] = known
        return known

    def advance(self, face: int, number: int) -> float:
        """Return the advance of a glyph in em."""
        known = self._advances.get((face, number))
        if known is None:
            glyph = self._measuring(face).load_glyph(number, flags=ft2font.LoadFlags.NO_HINTING)
            known = glyph.linearHoriAdvance / 65536 / _METRIC_SIZE
            _bounded(self._advances)[face, number] = known
        return known

    def outline(self, face: int, number: int) -> tuple[Any, Any]:
        """Return the shape of a glyph: vertices in em, y upwards, and path codes (matplotlib's)."""
        known = self._outlines.get((face, number))
        if known is None:
            font = self._measuring(face)
            font.load_glyph(number, flags=ft2font.LoadFlags.NO_HINTING)
            vertices, codes = font.get_path()
            known = vertices / _METRIC_SIZE, codes
            if len(self._outlines) >= 5000:
                self._outlines.clear()
            self._outlines[face, number] = known
        return known

    def drawable(self, text: str, face: int) -> str:
        """Return the text with a box for what no shipped font has; log each character once."""
        out = []
        for letter in text:
            if not self._first_face(letter, face)[1]:
                if letter not in self._missing and len(self._missing) < 1000:
                    self._missing.add(letter)
                    _warn("no shipped font draws U+%04X: drawn as a box", ord(letter))
                letter = "" if unicodedata.combining(letter) else BOX
            out.append(letter)
        return "".join(out)

    def faces_of(self, text: str, face: int) -> tuple[int, ...]:
        """Return the faces that a text of drawable letters needs, in the order to try them.

        The faces of single scripts come first: what they have, they must shape.
        """
        letters = dict.fromkeys(text)
        faces = {self._first_face(letter, face)[0] for letter in letters if letter not in JOINERS}
        scripts = sorted(filter(is_script, faces))
        return (*scripts, face, *sorted(faces.difference(scripts, [face])))

    def letters(self, text: str, font: Font) -> list[str]:
        """Return what each glyph of ``line`` is in text: "" for one that completes those before."""
        face = face_of(font.family, font.bold)
        if is_simple_script(text):
            return list(self.drawable(text, face))
        if font.family in ("arial", "helvetica"):
            face = DEJAVU_BOLD if font.bold else DEJAVU
        letters: list[str] = []
        first = None  # glyph, and letters, of what several glyphs may draw together
        for item in self._items(self.drawable(text, face), face):
            if first is not None and first[1] == item.char and first[0] != item.glyph_index:
                letters.append("")
                continue
            letters.append(item.char)
            first = (item.glyph_index, item.char) if len(item.char) > 1 else None
        return letters

    def _shape(self, text: str, face: int) -> Line:
        if is_simple_script(text):
            return self._shape_simple(text, face)
        return self._shape_complex(self.drawable(text, face), face)

    def _shape_simple(self, text: str, face: int) -> Line:
        x = 0.0
        glyphs = []
        steps = self._steps[face]
        before = ""
        for letter in text:
            try:
                owner, number, kerning, advance = steps[before + letter]
            except KeyError:
                step = self._step(before, letter, face)
                if step is None:
                    return self._shape_simple(self.drawable(text, face), face)
                owner, number, kerning, advance = step
            x += kerning
            glyphs.append(Glyph(owner, number, x, 0.0))
            x += advance
            before = letter
        return Line(x, tuple(glyphs))

    def _step(self, before: str, letter: str, face: int) -> _Step | None:
        """Return how a letter follows another or starts a line (""), None if no font has it."""
        owner, number, advance = self._first_face(letter, face)
        if not number:
            return None
        kerning = 0.0
        if before and self._first_face(before, face)[0] == owner:
            kerning = self._kern(owner, before, letter)
        step = _Step(owner, number, kerning, advance)
        _bounded(self._steps[face])[before + letter] = step
        return step

    def _first_face(self, letter: str, face: int) -> tuple[int, int, float]:
        """Return the first face that has a letter, its glyph there (0: none) and advance in em."""
        number, advance = self._letter(face, letter)
        if number:
            return face, number, advance
        for other in searched(face, letter):
            number, advance = self._letter(other, letter)
            if number:
                return other, number, advance
        return face, 0, 0.0

    def _kern(self, face: int, left: str, right: str) -> float:
        font, (first, _), (second, _) = (
            self._measuring(face), self._letter(face, left), self._letter(face, right)
        )  # fmt: skip
        kerning: int = font.get_kerning(first, second, ft2font.Kerning.UNSCALED)
        return kerning / int(font.units_per_EM)

    def _set_on_pixels(self, text: str, bold: bool, size: float) -> Line:
        """Return a line in Arial's widths, without kerning, every letter on a whole pixel.

        Of size 0, letters stand where the one before ends.
        """
        face = face_of("arial", bold)
        if not is_simple_script(text):
            return self._shape(text, DEJAVU_BOLD if bold else DEJAVU)
        # Added up in whole pixels, which are exact: layouts round the width of a line up.
        at, em = 0.0, size or 1.0
        glyphs = []
        for letter in text:
            owner, number, advance = self._first_face(letter, face)
            if not number:
                return self._set_on_pixels(self.drawable(text, face), bold, size)
            glyphs.append(Glyph(owner, number, at / em, 0.0))
            at += math.floor(advance * size + 0.5) if size else advance
        return Line(at / em, tuple(glyphs))

    def _shape_complex(self, text: str, face: int) -> Line:
        """Return a line of right-to-left, joined, stacked or mixed scripts, shaped by libraqm."""
        first = self.faces_of(text, face)[0]
        glyphs = []
        width = 0.0
        for item in self._items(text, face):
            owner = self._owners.get(id(item.ft_object), first)
            x = item.x / _METRIC_SIZE
            glyphs.append(Glyph(owner, item.glyph_index, x, item.y / _METRIC_SIZE))
            width = max(width, x + self.advance(owner, item.glyph_index))
        return Line(width, tuple(glyphs))

    def _items(self, text: str, face: int) -> Any:
        """Return the glyphs of a text as libraqm places them, left to right."""
        font = self._shaper(self.faces_of(text, face))
        return font._layout(text, ft2font.LoadFlags.NO_HINTING, features=FEATURES)

    def _shaper(self, order: tuple[int, ...]) -> Any:
        """Return a font that shapes text in several faces, searched in this order."""
        font = self._shaping.get(order)
        if font is None:
            others = [self._measuring(face) for face in order[1:]]
            font = ft2font.FT2Font(FONT_FILES[order[0]], _fallback_list=others)
            font.set_size(_METRIC_SIZE, 72)
            if len(self._shaping) >= 50:
                self._shaping.clear()
            self._shaping[order] = font
        return font


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
