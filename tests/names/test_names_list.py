"""The file of names: its form and its breadth."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

from names.folding import fold
from names.names import listing
from names.parameters import MAX_LENGTH

FILE = Path(__file__).resolve().parents[2] / "names" / "given_names.txt"
LINES = FILE.read_text(encoding="utf-8").splitlines()
NAMES = [line for line in LINES if not line.startswith("#")]

# Letters of any language, in words joined by one space, hyphen or apostrophe.
FORM = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


def test_the_listing_is_the_file() -> None:
    assert list(listing().names) == NAMES


def test_the_header_says_source_and_licence() -> None:
    header = "\n".join(line for line in LINES if line.startswith("#"))
    assert "Faker" in header
    assert "MIT" in header
    assert "LICENSE-faker.txt" in header
    assert (FILE.parent / "LICENSE-faker.txt").read_text().count("Permission is hereby granted") > 1


def test_many_names() -> None:
    assert len(NAMES) >= 1000


def test_no_name_twice() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []


def test_in_folded_order() -> None:
    assert sorted(NAMES, key=lambda name: (fold(name), name)) == NAMES


def test_form() -> None:
    assert [name for name in NAMES if not FORM.fullmatch(name)] == []
    assert [name for name in NAMES if not 2 <= len(name) <= 20] == []
    assert [name for name in NAMES if not name[0].isupper()] == []
    assert [name for name in NAMES if not unicodedata.is_normalized("NFC", name)] == []


def test_latin_script_only() -> None:
    letters = {letter for name in NAMES for letter in name if letter.isalpha()}
    assert [c for c in sorted(letters) if not unicodedata.name(c).startswith("LATIN")] == []


def test_every_name_can_be_typed_on_any_keyboard() -> None:
    # Folding leaves no letter that a to z cannot stand for.
    assert [name for name in NAMES if not re.fullmatch("[a-z '-]+", fold(name))] == []


def test_no_titles_or_initials() -> None:
    words = {word.lower() for name in NAMES for word in name.split()}
    assert words.isdisjoint({"dr", "mr", "mrs", "ms", "miss", "prof", "sir", "jr", "sr"})
    # Ý is a Vietnamese name of one letter.
    assert {word for word in words if len(word) == 1} <= {"ý"}


def test_several_names_for_each_letter() -> None:
    initials = Counter(fold(name)[0] for name in NAMES)
    assert {letter: initials[letter] for letter in "abcdefghijklmnopqrstuvwxyz"} == dict(initials)
    assert min(initials.values()) >= 5


def test_accents_are_kept() -> None:
    accented = [name for name in NAMES if not name.isascii()]
    assert len(accented) > len(NAMES) / 10


def test_the_limit_leaves_room_for_every_name() -> None:
    # Also for names typed with combining accents, one or two a letter.
    assert max(len(unicodedata.normalize("NFD", name)) for name in NAMES) < MAX_LENGTH
