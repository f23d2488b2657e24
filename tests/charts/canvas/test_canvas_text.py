"""Text: what is drawn, how wide it is, how it is made to fit."""

from __future__ import annotations

import logging
import random

import pytest

from charts.canvas import fonts
from charts.canvas.compiled import ft2font
from charts.canvas.faces import (
    CJK,
    DEJAVU,
    DEJAVU_BOLD,
    EMOJI,
    FONT_FILES,
    MONO,
    MONO_BOLD,
    SANS,
    SANS_BOLD,
    SERIF,
    SERIF_BOLD,
    is_script,
)
from charts.canvas.fonts import Font, Line, _cached, faces
from charts.canvas.sanitize import normalize
from charts.canvas.text import shorten, width, wrap

_LATIN = [chr(c) for c in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x149))]
_GREEK = [chr(c) for c in range(0x391, 0x3CA) if c != 0x3A2]  # which is not a letter
_CYRILLIC = [chr(c) for c in range(0x410, 0x450)]
_SIGNS = [*"0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]_{|}~§°±·»¿×÷–—‘’“”…€™"]


@pytest.mark.parametrize(
    "face", [SANS, SANS_BOLD, SERIF, SERIF_BOLD, MONO, MONO_BOLD, DEJAVU, DEJAVU_BOLD]
)
def test_letters_by_advance_and_kerning_stand_where_the_shaper_puts_them(face: int) -> None:
    chance = random.Random(7)
    faces = fonts.faces()
    shaper = ft2font.FT2Font(FONT_FILES[face])
    shaper.set_size(2048, 72)
    # One script a text: a shaper does not kern where another begins.
    for letters in [_LATIN, _GREEK, _CYRILLIC] * 100:
        words = "".join(chance.choices([*letters, *_SIGNS], k=12))
        line = faces.shape(words, face)
        items = shaper._layout(words, ft2font.LoadFlags.NO_HINTING, features=fonts.FEATURES)
        assert [g.number for g in line.glyphs] == [item.glyph_index for item in items], words
        for glyph, item in zip(line.glyphs, items, strict=True):
            assert glyph.x * 2048 == pytest.approx(item.x, abs=1), words


def test_no_font_has_a_letter_so_it_is_a_box_and_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    faces = fonts.Faces()
    with caplog.at_level(logging.WARNING, "charts.canvas.fonts"):
        drawn = [faces.drawable("\u1797 apple \u1797", SANS) for _ in range(3)]
    assert drawn == ["□ apple □"] * 3
    assert [r.getMessage() for r in caplog.records] == [
        "no shipped font draws U+1797: drawn as a box"
    ]


@pytest.mark.parametrize(
    ("words", "face"),
    [("Đặng", SANS), ("Ωμέγα", SANS), ("Привет", SANS), ("مرحبا", DEJAVU), ("שלום", DEJAVU),
     ("漢字", CJK), ("ひらがな", CJK), ("한국어", CJK), ("🍎🚀", EMOJI), ("✅", EMOJI)],
)  # fmt: skip
def test_scripts_that_are_covered(words: str, face: int) -> None:
    faces = fonts.faces()
    assert faces.drawable(words, SANS) == words
    line = faces.shape(words, SANS)
    assert {g.face for g in line.glyphs} == {face}
    assert all(g.number for g in line.glyphs)
    assert line.width > 0.3 * len(words)


# Words with what a script needs: conjuncts, vowels before or around their letter, marks on marks.
# Their glyphs were looked at, and compared with HarfBuzz's for the whole fonts: so many there are.
_SHAPED = {
    "क्षेत्रफल": 5, "हिन्दी": 5, "কৃষ্ণ": 3, "বিশ্ব": 5, "ਪ੍ਰਧਾਨ": 5, "વિદ્યાર્થી": 6, "ଶ୍ରୀ": 2, "தமிழ்நாடு": 7,
    "கொடுத்து": 6, "క్షేత్రం": 4, "ಕ್ಷೇತ್ರ": 4, "ക്ഷേത്രം": 5, "ภาษาไทย": 7, "น้ำผึ้ง": 8,
}  # fmt: skip


@pytest.mark.parametrize("word", _SHAPED)
def test_indian_scripts_and_thai_are_shaped_in_one_face_of_their_own(word: str) -> None:
    faces = fonts.faces()
    line = faces.shape(word, SANS)
    [face] = {g.face for g in line.glyphs}
    assert is_script(face)
    assert all(g.number for g in line.glyphs)
    assert len(line.glyphs) == _SHAPED[word]
    beside = faces.shape(f"Sales {word} 12", SANS_BOLD)
    assert [g.number for g in beside.glyphs if g.face == face] == [g.number for g in line.glyphs]


def test_joiners_decide_how_a_word_is_written_and_are_seen_nowhere_else() -> None:
    shape = fonts.faces().shape
    joined, apart = normalize("\u0915\u094d\u0937"), normalize("\u0915\u094d\u200c\u0937")
    assert len(shape(joined, SANS).glyphs) < len(shape(apart, SANS).glyphs)
    assert "\u200c" in normalize("می\u200cشود")
    assert normalize("a\u200db \u200cc") == "ab c"
    assert normalize("\U0001f44d\U0001f3fd 1\ufe0f\u20e3") == "\U0001f44d 1"


def test_digits_have_one_width() -> None:
    for face in (SANS, SANS_BOLD, SERIF, SERIF_BOLD, MONO, MONO_BOLD):
        widths = {round(fonts.faces().shape(digit, face).width, 6) for digit in "0123456789"}
        assert len(widths) == 1


def test_a_text_opens_no_file_that_it_does_not_need() -> None:
    faces = fonts.Faces()
    faces.line("Quarterly revenue, 1,234.5 € −12 %", Font(12))
    assert list(faces._metric) == [SANS]
    faces.line("漢字", Font(12, bold=True))
    assert list(faces._metric) == [SANS, SANS_BOLD, CJK]


def test_right_to_left_text_is_laid_out_from_the_right() -> None:
    alone = fonts.faces().shape("ש", SANS).glyphs[0].number
    line = fonts.faces().shape("שלום", SANS)
    assert line.glyphs[-1].number == alone


def test_dollar_signs_are_dollar_signs() -> None:
    line = fonts.faces().shape(r"$\frac{$", SANS)
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


@pytest.mark.parametrize("text", ["rainy", "thunder", "The quick brown fox", "0123456789" * 9])
def test_a_line_in_widths_of_arial_is_whole_pixels_wide_exactly(text: str) -> None:
    """Icons round it up: what is a little more would be a pixel more."""
    assert width(text, Font(16, family="arial")).is_integer()
