"""From the parts of a description to its text: fit for any attribute, header or file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from api.named_tuple import NamedTuple

from ..canvas.description import MAX_LENGTH, Description
from ..canvas.sanitize import normalize, replace_surrogates

MAX_NAME: Final = 40
"""Characters of the name of a series, a bar or a slice."""
_MAX_TITLE: Final = 120
_SPACES = re.compile(r"\s+")
_UNPRINTED = re.compile("[\u0000-\u001f\u007f-\u009f\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
# The last two of each of the sixteen planes, which no document of XML 1.1 should have either.
_NONCHARACTERS = frozenset(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000)
                           for last in (0xFFFE, 0xFFFF))  # fmt: skip


class Said(NamedTuple):
    """What is said of a chart besides its kind and its title."""

    scope: str = ""
    """What follows the title: "with 4 bars, from 10 (C) to 30.5 (Python)"."""
    sentences: tuple[str, ...] = ()
    """Further ones, the most important first, without a full stop."""
    kind: str = ""
    """The kind, where what is drawn says more about it than its name: "Stacked bar chart"."""


def describe(kind: str, said: Said, *, title: str = "", subtitle: str = "") -> Description:
    """Return the description of a chart of a kind such as "Bar chart"."""
    kind = said.kind or kind
    heading = line(title, _MAX_TITLE)
    text = f"{kind} “{heading}”" if heading else kind
    if below := line(subtitle, _MAX_TITLE):
        text += f" ({below})" if heading else f" “{below}”"
    text += f" {said.scope}." if said.scope else "."
    if len(text) > MAX_LENGTH:
        text = shortened(text, MAX_LENGTH)
    for sentence in said.sentences:
        if len(text) + len(sentence) + 2 <= MAX_LENGTH:
            text = f"{text} {sentence}."
    return Description(heading or kind, text)


def line(text: str, limit: int = MAX_NAME) -> str:
    """Return a text as one line of at most ``limit`` characters, which any document can hold."""
    if not (text.isascii() and text.isprintable()):
        text = normalize(replace_surrogates(text))
        text = _UNPRINTED.sub(lambda match: " " if match[0] in "\t\n\r" else "", text)
        if max(text, default="") > "\uffff":
            text = "".join(letter for letter in text if letter not in _NONCHARACTERS)
    if "  " in text or not text.isascii() or text[:1] == " " or text[-1:] == " ":
        text = _SPACES.sub(" ", text).strip()
    return shortened(text, limit)


def shortened(text: str, limit: int) -> str:
    """Return a text of at most ``limit`` characters, cut between words if that loses little."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 3 // 4 else cut).rstrip() + "…"


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Return "one bar", "4 bars" or "1,200 bars"; ``nouns`` is a plural that needs more than s."""
    return f"one {noun}" if count == 1 else f"{count:,} {nouns or noun + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def placed(number: str, name: str) -> str:
    """Return a number with the name of its place, if it has one: "10 (C)"."""
    return f"{number} ({name})" if name else number


def axes(x_title: str, y_title: str, y2_title: str = "") -> tuple[str, ...]:
    """Return a sentence about the titles of the axes, if there are any."""
    parts = [
        f"the {axis} shows {text}"
        for axis, title in (
            ("x axis", x_title),
            ("y axis", y_title),
            ("second y axis", y2_title),
        )
        if (text := line(title, 60))
    ]
    if not parts:
        return ()
    sentence = listed(parts)
    return (sentence[0].upper() + sentence[1:],)
