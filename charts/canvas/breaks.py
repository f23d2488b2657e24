"""Where text may be broken: into lines, and into letters as a reader sees them."""

from __future__ import annotations

import functools
import re
import unicodedata

from .sanitize import is_simple_script

_ASCII_BREAK = r"(?<= )(?! )|(?<=[^\s\-/][-/])(?=[^\s\d\-/])"

# Chinese and Japanese break between any two characters, but for these (JIS X 4051, "kinsoku").
_IDEOGRAPHS = "\u2e80-\u2fff\u3000-\u30ff\u3190-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_NOT_FIRST = (
    "、。，．・：；？！％‰…‥ーゝゞ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ゛゜"
    "」』）】〕〉》〗〙｝］｠"
)
_NOT_LAST = "「『（【〔〈《〖〘｛［｟"
_HANGUL = "\uac00-\ud7a3"


@functools.cache
def _pattern(ideographs: str) -> re.Pattern[str]:
    before = rf"(?![\s{_NOT_FIRST}),.!?:;\]}}%])"
    after = rf"(?<![\s{_NOT_LAST}(\[{{])"
    return re.compile(
        r"(?<=\s)(?!\s)"
        r"|(?<=[^\s\-/–—‐][-/–—‐])(?=[^\s\d\-/–—‐])"
        rf"|(?<=[{ideographs}]){after}{before}|{after}{before}(?=[{ideographs}])"
    )


def pieces(text: str) -> list[str]:
    """Return the parts of one line between which it may be broken; they add up to it.

    It breaks after blanks; after hyphens, dashes and slashes that no digit follows, so that dates
    and numbers stay whole; and between Chinese and Japanese characters. Korean breaks at its
    blanks, and between syllables where it has none.
    """
    if text.isascii():
        return [part for part in re.split(_ASCII_BREAK, text) if part]
    korean = "" if " " in text else _HANGUL
    joined: list[str] = []
    for part in _pattern(_IDEOGRAPHS + korean).split(text):
        if joined and _extends(joined[-1][-1:], part[:1]):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined


def graphemes(text: str) -> list[str]:
    """Return the letters as a reader sees them, each with its marks; they add up to the text.

    The rules of Unicode's annex 29 that matter for what the fonts draw: marks, conjuncts, emoji.
    """
    if is_simple_script(text):
        return list(text)
    clusters: list[str] = []
    for letter in text:
        if clusters and _extends(clusters[-1], letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


_JOINER = "\u200d"
_SPACING = "\u0e33\u0eb3"  # Thai and Lao AM, letters that are part of the one before


def _extends(cluster: str, letter: str) -> bool:
    """Return whether a letter belongs to the cluster before it."""
    if not cluster or not letter:
        return False
    last = cluster[-1]
    if letter == _JOINER or last == _JOINER or letter in _SPACING:
        return True
    if unicodedata.category(letter)[0] == "M" or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return True
    if unicodedata.combining(last) == 9:  # a virama joins consonants
        return unicodedata.category(letter) == "Lo"
    if _is_flag_letter(letter) and _is_flag_letter(last):
        return len(cluster) % 2 == 1
    return _is_jamo(last) and _is_jamo(letter) and not ("\u1100" <= letter <= "\u115f" < last)


def _is_flag_letter(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _is_jamo(letter: str) -> bool:
    return "\u1100" <= letter <= "\u11ff"
