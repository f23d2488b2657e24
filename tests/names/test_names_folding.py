"""Folding: which spellings are the same to a reader."""

from __future__ import annotations

import pytest

from names.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élodie", "elodie"),
        ("E\u0301lodie", "elodie"),
        ("ÉLODIE", "elodie"),
        ("Ｅｌｏｄｉｅ", "elodie"),
        ("Øystein", "oystein"),
        ("ǿ", "o"),
        ("Łukasz", "lukasz"),
        ("Đức", "duc"),
        ("Óðinn", "odinn"),
        ("Þór", "thor"),
        ("Ægir", "aegir"),
        ("ǽ", "ae"),
        ("Œ", "oe"),
        ("Weiß", "weiss"),
        ("WEIẞ", "weiss"),
        ("Ħ", "h"),
        ("Işıl", "isil"),
        ("İpek", "ipek"),
        ("IŞIL", "isil"),
        ("Əli", "eli"),
        ("Ǆ", "dz"),
        ("ﬁ", "fi"),
        ("ℌ", "h"),
        ("Phương", "phuong"),
        ("Anne\u2011Marie", "anne-marie"),
        ("Anne – Marie", "anne - marie"),
        ("  Te \t Koha ", "te koha"),
        ("Te\u00a0Koha", "te koha"),
        ("\u200eMin\u00adnie\ufeff", "minnie"),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("apostrophe", "'’‘ʼʻʹ′＇`´｀")
def test_apostrophes_are_equal(apostrophe: str) -> None:
    assert fold(f"Ya{apostrophe}akov") == "ya'akov"


def test_a_folded_text_folds_to_itself() -> None:
    characters = map(chr, range(0x20000))  # nothing above has case, accents or another width
    assert [c for c in characters if fold(fold(c)) != fold(c)] == []


def test_case_never_matters() -> None:
    characters = [chr(code) for code in range(0x2000) if chr(code).isalpha()]
    differing = [c for c in characters if not fold(c) == fold(c.upper()) == fold(c.lower())]
    assert differing == []
