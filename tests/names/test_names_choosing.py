"""Choosing: the right names for a beginning, every one of them, evenly."""

from __future__ import annotations

import math
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.folding import fold
from names.names import Listing, choose, listing

REPOSITORY = Path(__file__).resolve().parents[2]


FOLDED = {name: fold(name) for name in listing().names}


def found(names: Listing, text: str) -> set[str]:
    return {names.names[position] for position in names.starting_with(text)}


SMALL = Listing(("Anne", "Anne-Marie", "Élodie", "Emil", "Emma", "Luc", "Łucja", "Zoé", "Zoë"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("e", {"Emil", "Élodie", "Emma"}),
        ("é", {"Emil", "Élodie", "Emma"}),
        ("EM", {"Emil", "Emma"}),
        ("luc", {"Łucja", "Luc"}),
        ("ł", {"Łucja", "Luc"}),
        ("Anne", {"Anne", "Anne-Marie"}),
        ("Anne-", {"Anne-Marie"}),
        ("zoe", {"Zoé", "Zoë"}),
        ("zoey", set()),
        ("a", {"Anne", "Anne-Marie"}),
        ("0", set()),
        ("zz", set()),
        ("\U0010ffff", set()),
        ("\u0301", set()),
        ("", set(SMALL.names)),
        (" ", set(SMALL.names)),
    ],
)
def test_names_that_start_with(text: str, names: set[str]) -> None:
    assert found(SMALL, text) == names


def test_empty_list_has_no_name() -> None:
    assert found(Listing(()), "") == set()


@given(st.one_of(st.text(), st.text("aeimnoéłøßþ' -", max_size=4)))
def test_search_agrees_with_trying_every_name(text: str) -> None:
    prefix, names = fold(text), listing()
    expected = {name for name, folded in FOLDED.items() if folded.startswith(prefix)}
    if text.strip() and not prefix:
        expected = set()  # nothing but accents
    assert found(names, text) == expected


def test_every_name_is_found_by_each_of_its_beginnings() -> None:
    names = listing()
    for position, name in enumerate(names.names):
        for end in range(len(name) + 1):
            assert position in names.starting_with(name[:end]), (name, end)


def test_no_match_chooses_none() -> None:
    assert choose("xyzzy") is None


def test_every_name_comes_up() -> None:
    names = found(listing(), "q")
    assert len(names) > 10
    # A name is missing from n * 40 even draws once in n * exp(-40), about 10**-16.
    assert {choose("q") for _ in range(len(names) * 40)} == names


@pytest.mark.parametrize("text", ["q", "x", "anne", ""])
def test_names_come_up_evenly(text: str) -> None:
    names = found(listing(), text)
    draws = 20 * max(len(names), 50)
    counts = Counter(choose(text) for _ in range(draws))
    assert set(counts) <= names
    expected = draws / len(names)
    chi_square = sum((counts[name] - expected) ** 2 / expected for name in names)
    # Wilson and Hilferty's approximation; 6.5 standard deviations: about once in 10**10 runs.
    freedom = max(len(names) - 1, 1)
    limit = freedom * (1 - 2 / (9 * freedom) + 6.5 * math.sqrt(2 / (9 * freedom))) ** 3
    assert chi_square < limit


def test_first_requests_at_once() -> None:
    listing.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        chosen = list(pool.map(lambda _: choose("élodie"), range(64)))
    assert chosen == ["Élodie"] * 64


def test_import_does_not_read_the_list() -> None:
    code = "import names.names; print(names.names.listing.cache_info().currsize)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
