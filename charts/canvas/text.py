"""Text on a line: how wide it is, and how to make it fit."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from .breaks import graphemes, pieces
from .fonts import Font, faces
from .sanitize import is_simple_script, normalize

# In em: height of a capital of Inter and of Arial, distance of two baselines.
CAP_HEIGHT = 0.727
ARIAL_CAP_HEIGHT = 0.72
LINE_HEIGHT = 1.25
ELLIPSIS = "…"


_SHORT = 60  # letters


def width(text: str, font: Font) -> float:
    """Return the width of one line in pixels."""
    return _short_width(text, font) if len(text) <= _SHORT else _width(text, font)


def _width(text: str, font: Font) -> float:
    return faces().line(text, font).width * font.size


_short_width = functools.lru_cache(2048)(_width)  # layouts ask for each label about four times


@functools.lru_cache(2048)
def ink(text: str, font: Font) -> tuple[float, float]:
    """Return how far the letters of a line reach above and below its baseline, in pixels."""
    above = below = 0.0
    for face, number, _, y in faces().line(text, font).glyphs:
        vertices, _ = faces().outline(face, number)
        if len(vertices):
            heights = vertices[:, 1]
            above, below = max(above, y + heights.max()), max(below, -y - heights.min())
    return float(above) * font.size, float(below) * font.size


_NARROWEST = 0.2  # em: text has no narrower letters, but for marks without width


def shorten(text: str, font: Font, limit: float) -> str:
    """Return one line cut to at most ``limit`` pixels, ending in an ellipsis where it was cut.

    It is cut between letters as a reader sees them. Returns "" where not even the ellipsis fits.
    """
    max_letters = max(0, int(limit / (font.size * _NARROWEST))) + 2
    start = text[:max_letters]  # more cannot fit, and shaping it takes time
    whole = width(start, font)
    if whole <= limit and len(start) == len(text):
        return text
    if width(ELLIPSIS, font) > limit:
        return ""

    letters: Sequence[str] = start if is_simple_script(start) else graphemes(start)

    def cut(count: int) -> str:
        return "".join(letters[:count]).rstrip() + ELLIPSIS

    low, high = 0, len(letters)  # the longest prefix that fits lies between
    guess = int(len(letters) * limit / whole) if whole > limit else high
    step = 1
    while low < high:  # from the guess outwards, then by halving
        guess = min(max(guess, low + 1), high)
        if width(cut(guess), font) <= limit:
            low, guess = guess, guess + step
        else:
            high, guess = guess - 1, guess - 1 - step
        step *= 2
        if not low < guess <= high:
            guess = (low + high + 1) // 2
    return cut(low)


def wrap(text: str, font: Font, limit: float, lines: int) -> list[str]:
    """Return text broken into at most ``lines`` lines of at most ``limit`` pixels.

    Breaks at line ends and where ``breaks.pieces`` allows it; a word that is too long, and a last
    line with more to come, end in an ellipsis.
    """
    out: list[str] = []
    for paragraph in text.split("\n"):
        whole = " ".join(paragraph.split())
        if width(whole, font) <= limit:
            out.append(whole)
        else:
            out += [line for line, _ in _fill(whole, font, limit)]
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
        out[-1] = shorten(out[-1], font, limit)
    return [shorten(line, font, limit) for line in out]


def wrap_whole(
    text: str, font: Font, limit: float, lines: int, *, balanced: bool = True
) -> list[str]:
    """Return one line broken into at most ``lines`` of at most ``limit`` pixels.

    Returns [] where it does not fit as a whole. ``balanced``: the lines are about equally long;
    finding that takes several times as long as finding whether they fit.
    """
    if width(text, font) <= limit:
        return [text]
    if lines == 1:
        return []
    out = _fill(text, font, limit)
    if len(out) > lines or any(length > limit for _, length in out):
        return []
    low, high = 0.0, limit
    for _ in range(5 if balanced else 0):
        middle = (low + high) / 2
        narrower = _fill(text, font, middle)
        if len(narrower) > len(out) or any(length > middle for _, length in narrower):
            low = middle
        else:
            out, high = narrower, middle
    return [line for line, _ in out]


def _fill(text: str, font: Font, limit: float) -> list[tuple[str, float]]:
    """Return one line broken wherever the next piece would pass the limit, and the lengths."""
    out: list[tuple[str, float]] = []
    simple = is_simple_script(text)
    line, start, end = "", 0.0, 0.0
    for piece in pieces(text):
        word = piece.rstrip()
        # Words that need a shaper are measured by themselves: other names have the same ones.
        length = width(line + word, font) if simple else start + width(word, font)
        if line and length > limit:
            out.append((line.rstrip(), end))
            line, start = "", 0.0
            length = width(word, font)
        line, end = line + piece, length
        start = length + (width(" ", font) if piece != word else 0.0)
    return [*out, (line.rstrip(), end)]


def one_line(text: str) -> str:
    """Return text normalized and in one line."""
    return " ".join(normalize(text).split())
