"""Text: what is drawn, how wide it is, how it is made to fit."""

from __future__ import annotations

import logging
import random

import pytest

from charts.canvas import fonts
from charts.canvas.compiled import ft2font
from charts.canvas.fonts import Font, Line, _cached, faces
from charts.canvas.sanitize import normalize
from charts.canvas.text import shorten, width, wrap

_LETTERS = [chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3CA))]
_LETTERS += [chr(c) for c in range(0x410, 0x450)] + list("–—‘’“”…€™")
_LETTERS = [c for c in _LETTERS if c not in "\xad\u03a2"]  # invisible; not a letter


@pytest.mark.parametrize("bold", [False, True])
def test_letters_by_advance_and_kerning_stand_where_the_shaper_puts_them(bold: bool) -> None:
    chance = random.Random(7)
    faces = fonts.faces()
    shaper = ft2font.FT2Font(str(fonts.FONT_FILES[fonts.BOLD if bold else fonts.REGULAR]))
    shaper.set_size(2048, 72)
    for _ in range(300):
        words = "".join(chance.choices(_LETTERS, k=12))
        line = faces.shape(words, bold)
        items = shaper._layout(words, ft2font.LoadFlags.NO_HINTING, features=fonts.FEATURES)
        assert [g.number for g in line.glyphs] == [item.glyph_index for item in items], words
        for glyph, item in zip(line.glyphs, items, strict=True):
            assert glyph.x * 2048 == pytest.approx(item.x, abs=1), words


def test_no_font_has_a_letter_so_it_is_a_box_and_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faces = fonts.Faces()
    with caplog.at_level(logging.WARNING, "charts.canvas.fonts"):
        drawn = [faces.drawable("\U0001f34e apple \U0001f34e", False) for _ in range(3)]
    assert drawn == ["□ apple □"] * 3
    assert [r.getMessage() for r in caplog.records] == [
        "no shipped font draws U+1F34E: drawn as a box"
    ]


@pytest.mark.parametrize(
    ("words", "face"),
    [("Ωμέγα", fonts.REGULAR), ("Привет", fonts.REGULAR), ("مرحبا", fonts.REGULAR),
     ("שלום", fonts.REGULAR), ("漢字", fonts.FALLBACK), ("ひらがな", fonts.FALLBACK),
     ("한국어", fonts.FALLBACK)],
)  # fmt: skip
def test_scripts_that_are_covered(words: str, face: int) -> None:
    faces = fonts.faces()
    assert faces.drawable(words, False) == words
    line = faces.shape(words, False)
    assert {g.face for g in line.glyphs} == {face}
    assert all(g.number for g in line.glyphs)
    assert line.width > 0.3 * len(words)


def test_right_to_left_text_is_laid_out_from_the_right() -> None:
    alone = fonts.faces().shape("ש", False).glyphs[0].number
    line = fonts.faces().shape("שלום", False)
    assert line.glyphs[-1].number == alone


def test_dollar_signs_are_dollar_signs() -> None:
    line = fonts.faces().shape(r"$\frac{$", False)
    assert len(line.glyphs) == len(r"$\frac{$")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("tab\there", "tab here"),
        ("nul\x00 bell\x07", "nul bell"),
        ("zero\u200bwidth\ufeff\ufe0f", "zerowidth"),
        ("e\u0301", "é"),
        ("over\u202eride", "override"),
    ],
)
def test_clean(given: str, expected: str) -> None:
    assert normalize(given) == expected


def test_shortened_text_fits_and_ends_in_an_ellipsis() -> None:
    font = Font(12)
    words = "a rather long text that is to be cut"
    for limit in range(12, 260, 7):
        short = shorten(words, font, limit)
        assert width(short, font) <= limit
        if short != words:
            assert short.endswith("…")
            assert words.startswith(short[:-1])
            # One more letter would not have fitted.
            longer = words[: len(short[:-1].rstrip()) + 2].rstrip() + "…"
            assert width(longer, font) > limit or longer == short
    assert shorten(words, font, 3) == ""


def test_wrapped_text_fits_and_loses_no_word_while_there_are_lines() -> None:
    font = Font(12)
    words = "the quick brown fox jumps over the lazy dog " * 3
    lines = wrap(words, font, 150, 50)
    assert " ".join(lines).split() == words.split()
    assert max(width(line, font) for line in lines) <= 150
    cut = wrap(words, font, 150, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert max(width(line, font) for line in cut) <= 150


def test_line_ends_are_kept() -> None:
    assert wrap("one\ntwo", Font(12), 500, 3) == ["one", "two"]


def test_lines_are_kept_within_bounds() -> None:
    """Many short lines, few long ones: other texts without end do not fill the memory."""
    made = []

    def shape(text: str) -> Line:
        made.append(fonts)
        return faces().line("a", Font(10))

    kept = _cached(shape)
    for length, most in ((20, 2048), (300, 128), (5000, 8)):
        made.clear()
        texts = [f"{number:0{length}}" for number in range(most + 1)]
        for one in texts:
            kept(one)
        kept(texts[-1])  # is kept
        kept(texts[1])
        assert len(made) == most + 1
        kept(texts[0])  # was let go
        assert len(made) == most + 2
