"""Percentages of a whole add up to 100, and none says that there is nothing or nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.native.number_text import AS_GIVEN, parse_format
from charts.native.percentages import apportion, percentage_texts

FIXED = settings(derandomize=True, deadline=None, max_examples=300)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([5, 3], ["62.5%", "37.5%"]),
        ([9995, 5], ["99.95%", "0.05%"]),
        ([5, 0, 3], ["62.5%", "0%", "37.5%"]),
        ([94, 3, 3], ["94%", "3%", "3%"]),
        ([1, 1, 1], ["33.4%", "33.3%", "33.3%"]),
        ([0.1, 0.2, 0.7], ["10%", "20%", "70%"]),
        ([7], ["100%"]),
        ([7, 0], ["100%", "0%"]),
        ([1e300, 1e-300], [">99.999%", "<0.001%"]),
    ],
)
def test_percentages(sizes: list[float], expected: list[str]) -> None:
    assert percentage_texts(sizes, AS_GIVEN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".0%", ["63%", "37%"]),
        (".2%", ["62.50%", "37.50%"]),
        ("%", ["62.5%", "37.5%"]),
    ],
)
def test_decimals_that_are_asked_for(text: str, expected: list[str]) -> None:
    assert percentage_texts([5, 3], parse_format(text)) == expected


sizes = st.lists(
    st.just(0.0) | st.integers(1, 10**6).map(float) | st.floats(1e-300, 1e300),
    min_size=1,
    max_size=12,
).filter(any)


@FIXED
@given(sizes, st.sampled_from([100, 1000, 10**14]))
def test_units_are_all_given_out_and_each_within_one_of_its_share(
    sizes: list[float], units: int
) -> None:
    counts = apportion(sizes, units)
    assert sum(counts) == units
    largest = max(sizes)
    total = sum(size / largest for size in sizes)
    for size, count in zip(sizes, counts, strict=True):
        assert abs(count - size / largest / total * units) < 1 + units * 1e-14
        assert size or not count


@FIXED
@given(sizes, st.sampled_from([None, 0, 1, 4]))
def test_the_texts_add_up_and_no_share_is_denied(sizes: list[float], decimals: int | None) -> None:
    texts = percentage_texts(sizes, AS_GIVEN._replace(decimals=decimals))
    numbers = [float(text.strip("<>%")) for text in texts]
    if not any(text[0] in "<>" for text in texts):
        assert sum(numbers) == pytest.approx(100)
    several = sum(map(bool, sizes)) > 1
    for size, text, number in zip(sizes, texts, numbers, strict=True):
        assert number > 0 if size else text == "0%"
        assert number < 100 or not several
    if decimals is None:
        assert len({len(t.partition(".")[2]) for t in texts if t != "0%"}) == 1
