"""The readers of parameters: what they return, and the diagnostics that they record."""

from __future__ import annotations

import pytest

from charts.diagnostics import Diagnostic
from charts.google.read import query
from charts.google.read.fields import MAX_NUMBER, Fields, Parameters, number

RED = (255, 0, 0, 255)


def _fields(text: str) -> tuple[Fields, list[Diagnostic]]:
    parameters = Parameters({"chx": text})
    return parameters["chx"].fields(), parameters.diagnostics


def test_numbers_are_cut_to_the_range_of_the_api() -> None:
    assert number("1e999") == MAX_NUMBER
    assert number("-1e300") == -MAX_NUMBER
    assert number("1e-300") == 0
    assert number("1" * 401) is None
    for text in ("", "x", "nan", "0x1F", "1_0", "٣"):
        assert number(text) is None


def test_fields_that_are_missing_or_blank_take_their_default_in_silence() -> None:
    fields, diagnostics = _fields("a, ,")
    assert [fields.word(i) for i in range(4)] == ["a", "", "", ""]
    assert [fields.number(i, 7.0) for i in (1, 2, 3)] == [7, 7, 7]
    assert fields.colour(1) is None
    assert fields.choice(2, {"a": 1}, 2) == 2
    assert diagnostics == []


def test_fields_that_are_not_understood_take_their_default_with_a_warning() -> None:
    fields, diagnostics = _fields("x,#F00,red,y,20")
    assert fields.number(0, 1.5) == 1.5
    assert fields.colour(1) == RED
    assert fields.colour(2) is None
    assert fields.choice(3, {"l": 1, "r": 2}, 2, used="r") == 2
    assert fields.number(4, 0.0, 0.0, 10.0) == 10  # cut to the limits without a word
    assert diagnostics == [
        ("chx", "warning", "“x” is not a number; 1.5 was used"),
        ("chx", "warning", "colours are written without #: “#F00”"),
        ("chx", "warning", "“red” is not a colour (RRGGBB or RRGGBBAA, hexadecimal); did you mean"
         " FF0000?"),
        ("chx", "warning", "“y” is not one of l, r; r was used"),
    ]  # fmt: skip


def test_parts_of_a_parameter_record_under_its_name() -> None:
    parameters = Parameters({"chd": "1,x|2,", "chs": ""})
    first, second = parameters["chd"].split("|")
    assert (first.numbers(), second.numbers()) == ([1], [2])
    before, after = second.partition(",")
    assert (before.number(0.0), after.number(5.0), bool(after)) == (2, 5, False)
    first.with_fields(["y"]).ignore("is left out")
    parameters["chs"].warn("is odd")
    parameters.select(["chd"])["chd"].warn("is odd, too")
    assert [d.parameter for d in parameters.diagnostics] == ["chd", "chd", "chs", "chd"]
    assert "chl" not in parameters
    assert parameters["chl"].text == ""


def test_a_diagnostic_is_recorded_once_and_there_are_200_at_most() -> None:
    parameters = Parameters({})
    for i in range(300):
        parameters["chm"].warn(f"is odd {i // 2}")
    assert len(parameters.diagnostics) == 150
    for i in range(300):
        parameters["chm"].ignore(f"{i}")
    assert len(parameters.diagnostics) == 200


def test_diagnostics_of_an_embedded_request_say_where_they_come_from() -> None:
    outer, inner = Parameters({}), Parameters({})
    inner["chd"].ignore("is odd")
    outer["chem"].include("in a chart", inner.diagnostics)
    assert outer.diagnostics == [("chem", "ignored", "in a chart: chd is odd")]


# What only Python's Unicode rules take for a blank, a digit or a letter of ASCII.


@pytest.mark.parametrize("blank", "\x1c\x85\u00a0\u2003\u3000", ids=ascii)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cht", "lc"), ("chs", "200x100"), ("chof", "svg"), ("chco", "FF0000"),
        ("chxr", "0,5,60"), ("chds", "0,90"), ("chma", "20,20"), ("chxt", "x"),
    ],
)  # fmt: skip
def test_blanks_beyond_ascii_are_part_of_a_value(name: str, text: str, blank: str) -> None:
    usual = {"cht": "lc", "chs": "200x100", "chd": "t:10,50", "chxt": "y"}
    plain = query.read([*{**usual, name: text}.items()])
    spaced = query.read([*{**usual, name: f" {text}\t"}.items()])
    assert spaced.chart == plain.chart
    for odd in (f"{blank}{text}", f"{text}{blank}"):
        read = query.read([*{**usual, name: odd}.items()])
        assert read.errors or read.diagnostics != plain.diagnostics, odd


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chs", "２００x１００"), ("chs", "٢٠٠x١٠٠"), ("chxl", "٠:|a|b"), ("chxs", "٠,FF0000"),
        ("chm", "o,FF0000,0,١,5"), ("chm", "N,000000,0,-1,10,,ｃ"), ("chds", "٠,٩٠"),
        ("chof", "\u017fvg"), ("chdlp", "١"), ("chfd", "٠,x,0,1,1,x"),
    ],
)  # fmt: skip
def test_digits_and_letters_beyond_ascii_are_none(name: str, text: str) -> None:
    usual = {"cht": "lc", "chs": "200x100", "chd": "t:10,50", "chxt": "y", "chdl": "a"}
    read = query.read([*{**usual, name: text}.items()])
    assert read.errors or any(d.parameter == name for d in read.diagnostics)
