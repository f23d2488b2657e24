"""How numbers are written: as given, in one style, and as a request asks."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import ticks
from charts.native.number_text import (
    ALLOWED_FORMAT,
    AS_GIVEN,
    FORMAT_PATTERN,
    NumberFormat,
    choose,
    parse_format,
)

FIXED = settings(derandomize=True, deadline=None, max_examples=300)
_POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_UNITS = {"k": "e3", "M": "e6", "B": "e9", "T": "e12"}


def written(values: list[float], asked: NumberFormat = AS_GIVEN, **how: bool) -> list[str]:
    write = choose(values, asked, **how)
    return [write(value) for value in values]


def parsed(text: str) -> float:
    """The number that a text says."""
    text = text.replace("−", "-").replace(",", "")
    if power := re.fullmatch(r"(?:(.*)×|(-?))10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", text):
        text = f"{power[1] or (power[2] + '1')}e{power[3].translate(_POWER)}"
    elif text[-1] in _UNITS:
        text = text[:-1] + _UNITS[text[-1]]
    return float(text)


@pytest.mark.parametrize("magnitude", range(-12, 16))
def test_labels_are_short_and_differ_at_every_magnitude(magnitude: int) -> None:
    for factor in (1, 2.3, 7.7):
        high = factor * 10.0**magnitude
        for low in (0.0, -high, high * 0.9):
            step = ticks.step(low, high, 6)
            labels = written(ticks.spread(low, high, step), exact=True)
            assert len(set(labels)) == len(labels) >= 2
            assert max(len(label) for label in labels) <= 11


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 10, 20, 30], ["0", "10", "20", "30"]),
        ([0, 0.5, 1], ["0.0", "0.5", "1.0"]),
        ([-2, 0, 2], ["−2", "0", "2"]),
        ([2019, 2020, 2021], ["2019", "2020", "2021"]),
        ([0, 5000, 10_000], ["0", "5,000", "10,000"]),
        ([0, 2.5e6, 5e6], ["0", "2.5M", "5.0M"]),
        ([0, 2e8, 4e8], ["0", "200M", "400M"]),
        ([0, 1e12, 2e12], ["0", "1T", "2T"]),
        ([0, 2e-12, 4e-12], ["0", "2×10⁻¹²", "4×10⁻¹²"]),
        ([0, 5e-6, 1e-5], ["0", "0.5×10⁻⁵", "1.0×10⁻⁵"]),
        ([1_000_000, 1_000_002], ["1,000,000", "1,000,002"]),
    ],
)
def test_labels_of_one_axis(values: list[float], expected: list[str]) -> None:
    assert written(values, exact=True, years=True) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1304.41, 999.99, 1000.49], ["1,304.41", "999.99", "1,000.49"]),
        ([12500, 25000, 900], ["12,500", "25,000", "900"]),
        ([0.00012, 0.00034, 0.00008], ["0.00012", "0.00034", "0.00008"]),
        ([10, 20, 15, 30.5], ["10.0", "20.0", "15.0", "30.5"]),
        ([0.1 + 0.2, 0.25], ["0.30", "0.25"]),
        ([100 / 3, 2 / 3], ["33.333333", "0.666667"]),
        ([1_234_567, 20], ["1,234,567", "20"]),
        ([1.5e6, -2e6], ["1.5M", "−2.0M"]),
        ([3.14159265358979], ["3.14159265358979"]),
        ([1e-12, 5e12], ["1×10⁻¹²", "5×10¹²"]),
        ([-0.0], ["0"]),
        ([], []),
    ],
)
def test_value_labels_are_the_values(values: list[float], expected: list[str]) -> None:
    assert written(values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.01, 1, 1000], ["0.01", "1", "1,000"]),
        ([1, 1e3, 1e5, 2e6], ["1", "1k", "100k", "2M"]),
        ([1e-6, 1e-2, 1e6], ["10⁻⁶", "10⁻²", "10⁶"]),
        ([2e-6, 5e-6], ["2×10⁻⁶", "5×10⁻⁶"]),
    ],
)
def test_labels_of_a_logarithmic_axis(values: list[float], expected: list[str]) -> None:
    assert written(values, exact=True, each=True) == expected


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        (",.2f", [1304.414, -0.001], ["1,304.41", "0.00"]),
        (".0f", [1304.41, 20], ["1304", "20"]),
        (",", [1304.41, 20], ["1,304.41", "20.00"]),
        ("f", [1304.41, 20], ["1304.41", "20.00"]),
        ("+d", [5, -5, 0], ["+5", "−5", "0"]),
        (" d", [5], ["+5"]),
        (".1%", [0.256, 1], ["25.6%", "100.0%"]),
        ("%", [0.256, 1], ["25.6%", "100.0%"]),
        (".1e", [1304.41, 0], ["1.3×10³", "0"]),
        ("e", [1300, 0.5], ["1.3×10³", "5.0×10⁻¹"]),
        (".3g", [1304.41, 0.5], ["1.3×10³", "0.5"]),
        ("s", [500, 12_500, 3e6], ["0.5k", "12.5k", "3,000.0k"]),
        ("s", [0, 12_000, 5000], ["0", "12k", "5k"]),
        (".1s", [1_234_567, 2_345_678], ["1.2M", "2.3M"]),
        ("s", [2e9, 15e8], ["2.0B", "1.5B"]),
        ("s", [1, 2], ["1", "2"]),
        (".2", [1304, 1.5], ["1304.00", "1.50"]),
        (".2f", [1e300], ["1.00×10³⁰⁰"]),
    ],
)
def test_a_format_that_is_asked_for(text: str, values: list[float], expected: list[str]) -> None:
    assert re.fullmatch(FORMAT_PATTERN, text)
    assert written(values, parse_format(text)) == expected


@pytest.mark.parametrize(
    "text",
    ["x", "5d", "<10", "010,.2f", "_", ".13f", ".2d", "n", "%Y", "{}", ",,", "2f", "F"],
)
def test_a_format_that_is_none(text: str) -> None:
    assert not re.fullmatch(FORMAT_PATTERN, text)
    with pytest.raises(ValueError, match=r"format|decimals"):
        parse_format(text)
    assert ",.2f" in ALLOWED_FORMAT


@pytest.mark.parametrize(
    ("asked", "values", "texts"),
    [
        (NumberFormat(decimals=0), [0.5, 1.5, 2.5, -2.5, 2.4], ["1", "2", "3", "−3", "2"]),
        (NumberFormat(decimals=2), [1.005, 2.675, 2.665], ["1.01", "2.68", "2.67"]),
        (NumberFormat("percent", 0), [0.625, 0.375, 0.125], ["63%", "38%", "13%"]),
        (NumberFormat(decimals=1), [1e16, 5e-324], ["10,000,000,000,000,000.0", "0.0"]),
    ],
)
def test_half_way_is_rounded_up(asked: NumberFormat, values: list[float], texts: list[str]) -> None:
    write = choose(values, asked)
    assert [write(value) for value in values] == texts


def test_prefix_and_suffix_stand_around_the_digits_and_after_the_sign() -> None:
    asked = NumberFormat(decimals=1, prefix="€", suffix=" net")
    assert written([5, -2500], asked) == ["€5.0 net", "−€2,500.0 net"]
    assert written([0.5], NumberFormat("percent", prefix="~", suffix="!")) == ["~50%!"]


@pytest.mark.parametrize("text", [".0f", "d", ".1%", ".0%", ".1f"])
def test_no_two_ticks_are_written_the_same(text: str) -> None:
    from charts.native.chart import ValueAxis
    from charts.native.scale import value_scale

    asked = parse_format(text)
    for high in (0.001, 0.3, 1, 2, 3.3, 7, 26):
        for log in (False, True):
            axis = ValueAxis(log=log)
            scale = value_scale([high / 50, high], axis, 6, from_zero=False, finest=asked.finest)
            labels = written(list(scale.ticks), asked, exact=True, each=log)
            assert len(set(labels)) == len(labels) >= 2, labels


as_typed = st.builds(
    lambda digits, power, sign: float(f"{sign}{digits}e{power}"),
    st.integers(0, 10**9),
    st.integers(-12, 8),
    st.sampled_from(["", "-"]),
)


@FIXED
@given(st.lists(as_typed, min_size=1, max_size=6))
def test_what_is_written_says_the_value_as_given(values: list[float]) -> None:
    texts = written(values)
    assert [parsed(text) for text in texts] == pytest.approx(values, rel=1e-14)
    decimals = {len(t.partition(".")[2].rstrip("kMBT")) for t in texts if "×" not in t and t != "0"}
    assert len(decimals) <= 1
    assert len({"×" in text for text in texts if text != "0"}) <= 1


@FIXED
@given(
    st.floats(-1e300, 1e300).filter(lambda v: v == 0 or abs(v) > 1e-300),
    st.floats(1e-12, 1e300),
    st.integers(1, 10),
    st.sampled_from(["", ",.1f", "s", ".0s", "%", ".2%", "e", ".0e", "g", ".1g", "+"]),
)
def test_ticks_are_different_and_in_order(
    low: float, size: float, intervals: int, text: str
) -> None:
    from charts.native.chart import ValueAxis
    from charts.native.scale import value_scale

    values = [low, min(low + size, 1e300)]
    asked = parse_format(text) if text else AS_GIVEN
    scale = value_scale(values, ValueAxis(), intervals, from_zero=False, finest=asked.finest)
    labels = written(list(scale.ticks), asked, exact=True)
    assert len(set(labels)) == len(labels)
    if text in ("", "s", ",.1f") and math.log10(abs(scale.high - scale.low)) < 200:
        numbers = [parsed(label) for label in labels]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("power", [20, 298])
@pytest.mark.parametrize("text", [",.1f", ".0f", "s", ".1s", "%", ".1%", "e", "+"])
def test_ticks_are_different_where_some_need_an_exponent(text: str, power: int) -> None:
    ticks = [float(f"{mantissa}e{power}") for mantissa in (8.5, 9, 9.5, 10, 10.5, 11)]
    labels = written(ticks, parse_format(text), exact=True)
    assert len(set(labels)) == len(labels)
    assert all(len(label) < 30 for label in labels)


def test_a_percentage_with_an_exponent_is_a_hundred_times_the_number() -> None:
    assert written([1e21, 2e30], parse_format(".0%")) == ["1×10²³%", "2×10³²%"]


@pytest.mark.parametrize(
    ("locale", "values", "expected"),
    [
        ("en", [1304.41, -20], ["1,304.41", "−20.00"]),
        ("de", [1304.41, -20], ["1.304,41", "−20,00"]),
        ("de-CH", [1304.41, 12.5], ["1'304.41", "12.50"]),
        ("fr", [1304.41], ["1\u202f304,41"]),
        ("sv", [-12_345.5], ["−12\u00a0345,5"]),
        ("en-IN", [1_234_567, 12], ["12,34,567", "12"]),
        ("hi", [123_456_789.5], ["12,34,56,789.5"]),
        ("es", [1304, 20], ["1304", "20"]),
        ("es", [13_040, 2000], ["13.040", "2.000"]),
        ("de", [1.5e6, 2e6], ["1,5\u00a0Mio.", "2,0\u00a0Mio."]),
        ("ja", [1.5e8, 2e8], ["1.5億", "2.0億"]),
        ("de", [2.5e-7], ["2,5×10⁻⁷"]),
    ],
)
def test_a_language_has_its_own_signs(
    locale: str, values: list[float], expected: list[str]
) -> None:
    assert written(values, NumberFormat(locale=locale)) == expected


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "25.6%"), ("de", "25,6\u00a0%"), ("tr", "%25,6")]
)
def test_a_language_has_its_own_percentages(locale: str, expected: str) -> None:
    assert written([0.256], NumberFormat("percent", locale=locale)) == [expected]
