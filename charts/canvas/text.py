"""Text on a line: how wide it is, and how to make it fit."""

from __future__ import annotations

from .fonts import Font, faces
from .sanitize import normalize

# In em: height of a capital of DejaVu Sans and of Arial, distance of two baselines.
CAP_HEIGHT = 0.729
ARIAL_CAP_HEIGHT = 0.72
LINE_HEIGHT = 1.25
ELLIPSIS = "…"


def width(text: str, font: Font) -> float:
    """Return the width of one line in pixels."""
    return faces().line(text, font).width * font.size


_NARROWEST = 0.2  # em: text has no narrower letters, but for marks without width


def shorten(text: str, font: Font, limit: float) -> str:
    """Return one line cut to at most ``limit`` pixels, ending in an ellipsis where it was cut.

    Returns "" where not even the ellipsis fits.
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
    """Return text broken into at most ``lines`` lines of at most ``limit`` pixels.

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


def one_line(text: str) -> str:
    """Return text normalized and in one line."""
    return " ".join(normalize(text).split())
