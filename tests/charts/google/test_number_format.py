"""Number formats: what they say, what they refuse, and how numbers come out."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.google.read.number_format import MAX_DECIMALS, NumberFormat, parse, plain

FIXED = settings(derandomize=True, deadline=None)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        # Without a format: two decimals at most, none that says nothing.
        ("", 5, "5"),
        ("", 5.5, "5.5"),
        ("", 66.66666, "66.67"),
        ("", 0.999, "1"),
        ("", 1234567, "1234567"),
        ("", -0.001, "0"),
        ("", -0.0, "0"),
        ("**", 5.5, "5.5"),
        ("*", 5.5, "5.5"),
        # As published.
        ("*p1*", 0.4321, "43.2%"),
        ("*p0*", 0.285, "29%"),
        ("*p*", 0.5, "50%"),
        ("** secs", 10, "10 secs"),
        ("** ", 10, "10 "),
        (" *s* µs", 1234.5, " 1,234.5 µs"),
        ("**%", 10, "10%"),
        ("*f0*%%", 10.4, "10%%"),
        ("*cEUR1*", 5.25, "€5.3"),
        ("*cUSD0sz*Mil", 1234.4, "$1,234Mil"),
        ("*cUSD2sz*Mil", 1234.5, "$1,234.50Mil"),
        ("*cUSD*", 5, "$5"),
        ("*cUSDf6*", 0.0000015, "$0.000002"),
        ("*sz2*", 1000, "1,000.00"),
        ("*2sz*", 1000, "1,000.00"),
        ("*f1y*", 2.25, "2.3"),
        ("*fs*", 1e6, "1,000,000"),
        ("USD*s*", 999999.999, "USD1,000,000"),
        # Text before and after.
        ("$", 5, "$5"),
        ("$", -5, "$-5"),
        ("a*f1*b*c*", 5.25, "a5.3b*c*"),
        ("**", 1, "1"),
        # Signs, zeros, rounding.
        ("*cUSD*", -5, "-$5"),
        ("*cUSD*", -0.001, "$0"),
        ("*cUSDz*", -0.001, "$0.00"),
        ("*p*", -0.5, "-50%"),
        ("*s*", -1234567.5, "-1,234,567.5"),
        ("*f0*", 0.5, "1"),
        ("*f0*", 2.5, "3"),
        ("*f0*", -2.5, "-3"),
        ("*f1*", 0.25, "0.3"),
        ("*f2*", 1.005, "1.01"),  # in binary it is a little less
        ("*f2*", 0.1 + 0.2, "0.3"),
        ("*f0*", 100, "100"),
        ("*z*", 5, "5.00"),
        ("*f3z*", 5, "5.000"),
        ("*z3*", 5.12345, "5.123"),
        ("*f4z1*", 5, "5.0"),
        ("*f4z1*", 5.12345, "5.1235"),
        ("*f1z3*", 5.12345, "5.123"),
        ("*f0z*", 5, "5"),
        ("*f20*", 0.1, "0.1"),
        ("*f007*", 1 / 3, "0.3333333"),
        # Exponents.
        ("*e*", 20, "2e+01"),
        ("*e*", 1234, "1.23e+03"),
        ("*e2z*", 20, "2.00e+01"),
        ("*e*", 0, "0e+00"),
        ("*e*", -0.00015, "-1.5e-04"),
        ("*e0*", 1e300, "1e+300"),
        # Money.
        ("*ceur*", 5, "€5"),
        ("*cGBP*", 5, "£5"),
        ("*cJPY0s*", 12345.6, "¥12,346"),
        ("*cINR*", 5, "₹5"),
        ("*cKRW*", 5, "₩5"),
        ("*cCHF*", -5, f"-CHF{NBSP}5"),
        ("*cXYZ*", 5, f"XYZ{NBSP}5"),
        # The far ends.
        ("*f0s*", 999999999999999868928.0, "999,999,999,999,999,900,000"),
        ("", 1e21, "1e+21"),
        ("*p*", 1.7e308, "1.7e+310%"),
        ("*cUSDs*", -1.25e300, "-$1.25e+300"),
        ("", 5e-324, "0"),
        ("*e*", 5e-324, "4.94e-324"),
    ],
)
def test_numbers_are_written_as_the_format_says(text: str, value: float, written: str) -> None:
    assert parse(text).write(value) == written


def test_a_format_is_what_it_says() -> None:
    assert parse("a*cUSD3zsx*b") == NumberFormat(
        "a", "b", money="USD", decimals=3, zeros=3, grouped=True, axis="x"
    )
    assert parse("*p1*") == NumberFormat(kind="p", decimals=1)
    assert parse("") == parse("*") == parse("**") == NumberFormat()
    assert [parse(text).axis for text in ("", "*x*", "*y*", "x")] == [
        "y",
        "x",
        "y",
        "y",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("*f", "the number format “*f” has only one star"),
        ("USD*s", "the number format “USD*s” has only one star"),
        ("*q*", "“q” in the number format “*q*” is not one of f, p, e, "),
        ("*f2 s*", "“ s” in the number format “*f2 s*” is not one of "),
        ("*F*", "“F” in the number format “*F*” is not one of "),
        ("*-1*", "“-1” in the number format “*-1*” is not one of "),
        ("*c*", "“c” in the number format “*c*” is not one of f, p, e, c with three letters, "),
        ("*cEU1*", "“cEU1” in the number format “*cEU1*” is not one of "),
        ("*２*", "“２” in the number format “*２*” is not one of "),  # a wide digit
        ("*f21*", "the number format “*f21*” has more than 20 decimals"),
        ("*z21*", "the number format “*z21*” has more than 20 decimals"),
        (f"*{'9' * 9000}*", "the number format “*999999999999999999999999999999999999999…” has "),
    ],
)
def test_what_is_no_format_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        parse(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (5, "5"),
        (100.0, "100"),
        (33.3, "33.3"),
        (66.6, "66.6"),
        (100 / 3, "33.3333"),
        (-2.5, "-2.5"),
        (0.1 + 0.2, "0.3"),
        (2008, "2008"),
        (123456.7, "123457"),
        (999999.7, "1000000"),
        (1234567.89, "1234568"),
        (300_000_000, "300000000"),
        (0.99999996, "1"),
        (0.00012, "0.00012"),
        (0.00001, "0.00001"),
        (0.000009, "9e-06"),
        (999_999_999_999_999, "999999999999999"),
        (1e15, "1e+15"),
        (5e20, "5e+20"),
        (-1.25e-7, "-1.25e-07"),
        (1e300, "1e+300"),
        (5e-324, "4.94066e-324"),
    ],
)
def test_plain_numbers_are_short(value: float, written: str) -> None:
    assert plain(value) == written


@FIXED
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_plain_numbers_are_near_the_value(value: float) -> None:
    written = plain(value)
    assert len(written) <= 16
    assert not re.search(r"\.$|\.[0-9]*0(e|$)|^-0$", written)
    assert float(written) == pytest.approx(value, rel=6e-6, abs=0)


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("*fpecUSDzsxy0123 "), max_size=40),
    st.tuples(st.sampled_from(["*", "9", "z", "cUSD", "f", " "]), st.integers(1, 20000)).map(
        lambda some: f"*{some[0] * some[1]}*"
    ),
    st.binary(max_size=60).map(lambda some: some.decode("latin-1")),
)
VALUES = (0.0, -0.0, 1.0, -2.5, 1e6, 1e21, -1.7e308, 5e-324, 123456789.123456789)


@FIXED
@given(HOSTILE, st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_is_a_format_or_a_value_error(text: str, value: float) -> None:
    found, complaint = None, ""
    try:
        found = parse(text)
    except ValueError as error:
        complaint = str(error)
    if found is None:
        assert "number format" in complaint
        assert len(complaint) < 250
    else:
        assert found.decimals <= MAX_DECIMALS
        assert found.before == text.partition("*")[0]
        for each in (*VALUES, value):
            written = found.write(each)
            assert written.startswith(found.before)
            assert written.endswith(found.after)
            assert len(written) - len(found.before) - len(found.after) < 60


@FIXED
@given(st.floats(-1e20, 1e20), st.integers(0, MAX_DECIMALS), st.booleans(), st.booleans())
def test_what_is_written_is_the_value_rounded(
    value: float, decimals: int, zeros: bool, grouped: bool
) -> None:
    text = f"*f{decimals}{'z' * zeros}{'s' * grouped}*"
    written = parse(text).write(value)
    assert math.isclose(
        float(written.replace(",", "")), value, rel_tol=1e-15, abs_tol=0.5000001 * 10.0**-decimals
    )
    whole, _, part = written.partition(".")
    assert len(part) == decimals if zeros else not part.endswith("0")
    assert re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})*" if grouped else "-?[0-9]+", whole)
