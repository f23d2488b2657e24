"""Names that are wrapped, turned, left out or shortened: different ones stay different."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.canvas.breaks import graphemes
from charts.canvas.fonts import Font
from charts.canvas.text import ELLIPSIS, width
from charts.native import names
from charts.native.scale import CategoryScale
from charts.native.shorten_names import shorten_names

FONT = Font(12)
FIXED = settings(derandomize=True, deadline=None, max_examples=300)
# Names that begin and end alike, in several scripts, with numbers and marks.
PARTS = st.sampled_from(
    [
        *("Department of ", "North", " Sea", "ern ", "and ", "2021", " 7", "-", "/", "x", "é", "q̂"),
        *(
            "漢字",
            "、",
            "северный ",
            "قال ",
            "لا",
            "שלום ",
            "नमस्ते ",
            "ที่",
            "한국 ",
            "👍🏽",
            ELLIPSIS,
        ),
    ]
)
name = st.lists(PARTS, min_size=1, max_size=9).map("".join) | st.text("ab", min_size=1, max_size=40)


def _fits(limit: float) -> object:
    return lambda _, text: width(text, FONT) <= limit


@settings(FIXED)
@given(st.lists(name, min_size=1, max_size=12), st.integers(5, 200))
def test_shortened_names_are_different_where_the_names_are(given_: list[str], limit: int) -> None:
    texts = shorten_names(given_, _fits(limit))
    shown = {(text, whole) for text, whole in zip(texts, given_, strict=True) if text}
    assert len({text for text, _ in shown}) == len(shown)
    for text, whole in zip(texts, given_, strict=True):
        assert width(text, FONT) <= limit
        assert text == whole if width(whole, FONT) <= limit else text != whole


@settings(FIXED)
@given(st.lists(name, min_size=1, max_size=6), st.integers(5, 200))
def test_names_are_cut_between_letters_as_a_reader_sees_them(given_: list[str], limit: int) -> None:
    for text, whole in zip(shorten_names(given_, _fits(limit)), given_, strict=True):
        if text in ("", whole) or ELLIPSIS in whole:
            continue
        letters = graphemes(whole)
        rest = 0
        for part in text.split(ELLIPSIS):
            inside = graphemes(part)
            starts = range(rest, len(letters) + 1)
            start = next((i for i in starts if letters[i : i + len(inside)] == inside), None)
            assert start is not None
            rest = start + len(inside)


@pytest.mark.parametrize(
    "given_",
    [
        [f"Ministry of {what}" for what in ("Health and Care", "Health and Sport", "Home Affairs")],
        [f"{where} branch office" for where in ("Northern", "Southern", "Eastern")],
        [f"Turnover of the year {year} in euros" for year in range(2019, 2025)],
        [f"{'a' * 40}{c}{'b' * 40}" for c in "xyz"],
        ["苹果和橙子的年度销售额", "苹果和橙子的月度销售额"],
        ["برتقال من المنطقة الشمالية", "برتقال من المنطقة الجنوبية"],
    ],
)
def test_a_shortened_name_stands_for_no_other_one(given_: list[str]) -> None:
    for limit in (80, 100, 120):
        for text, whole in zip(shorten_names(given_, _fits(limit)), given_, strict=True):
            parts = text.split(ELLIPSIS)
            matching = [
                other
                for other in given_
                if other.startswith(parts[0])
                and other.endswith(parts[-1])
                and all(part in other for part in parts)
            ]
            assert matching == [whole], text


def test_a_number_within_a_name_stays_whole_or_goes() -> None:
    given_ = [
        "Sales in the year 2021 in total",
        "Sales in the year 2022 in total",
        "In 1,234,567 homes",
    ]
    for limit in range(30, 160, 5):
        for text in shorten_names(given_, _fits(limit)):
            numbers = [part for part in text.replace(ELLIPSIS, " ").split() if part[0].isdigit()]
            assert set(numbers) <= {"2021", "2022", "1,234,567"}, text


DEPARTMENTS = tuple(
    f"Department of Agriculture and {what}" for what in ("Food", "Forestry", "Fishing")
)


def test_names_are_on_several_lines_before_they_are_turned() -> None:
    labels = names.bottom(CategoryScale(DEPARTMENTS), FONT, 360, 100)
    assert labels.angle == 0
    assert [text.replace("\n", " ") for _, text in labels.items] == list(DEPARTMENTS)
    assert {text.count("\n") for _, text in labels.items} == {2}


def test_names_are_turned_before_they_are_shortened() -> None:
    given_ = tuple(f"Netherlands{i}" for i in range(20))
    turned = names.bottom(CategoryScale(given_), FONT, 500, 100)
    assert turned.angle == 45
    assert tuple(text for _, text in turned.items) == given_
    upright = names.bottom(CategoryScale(given_), FONT, 300, 100)
    assert upright.angle == 90
    assert tuple(text for _, text in upright.items) == given_


def test_names_of_a_sequence_are_left_out_before_they_are_shortened() -> None:
    scale = CategoryScale(tuple(f"v1.{i}" for i in range(60)), turn=False)
    labels = names.bottom(scale, FONT, 500, 100)
    texts = [text for _, text in labels.items]
    steps = {int(b[3:]) - int(a[3:]) for a, b in itertools.pairwise(texts)}
    assert len(steps) == 1
    assert labels.angle == 0


def test_names_beside_an_axis_are_on_several_lines() -> None:
    labels = names.left(CategoryScale(DEPARTMENTS), FONT, 200, 120)
    assert [text.replace("\n", " ") for _, text in labels.items] == list(DEPARTMENTS)
    assert 60 < labels.depth <= 120


@pytest.mark.parametrize("lines", [1, 2])
def test_a_number_after_a_name_is_never_shortened(lines: int) -> None:
    for limit in range(1, 200, 7):
        items = [names.Named(n, f"{i}.5%", limit) for i, n in enumerate((*DEPARTMENTS, ""))]
        for item, texts in zip(items, names.with_numbers(items, FONT, lines), strict=True):
            assert all(width(text, FONT) <= limit for text in texts)
            if width(item.number, FONT) <= limit:
                assert " ".join(texts).endswith(item.number)
            else:
                assert texts == []
