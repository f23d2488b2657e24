"""CSV as the data of charts: in a URL, as the body of a POST, and what is refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
import requests

from charts.diagnostics import ChartError
from charts.native import kinds, query
from charts.native.table import parse
from openapi import tables
from tests.charts.conftest import Ask

CSV = {"Content-Type": "text/csv"}


def _lists(kind: str, text: str, **more: Any) -> dict[str, str]:
    return dict(query.joined(kind, [("csv", text), *more.items()]))


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_kind_takes_its_data_as_csv(kind: str) -> None:
    example = tables.example(kind).parameters
    left_out = tables.data_parameters(kind)
    rest = {name: value for name, value in example.items() if name not in left_out}
    found = query.chart(kind, {**rest, "csv": tables.of_example(kind)})
    assert found.plot == query.chart(kind, example).plot


def test_a_table_in_a_url_and_one_in_a_body_give_the_chart_of_the_lists(ask: Ask) -> None:
    lists = "/charts/bar?xvalues=Jan,Feb&yvalues=3,|4,6&legend=north,south&title=Sales&width=300"
    expected = ask("GET", lists)
    table = "month,north,south\nJan,3,4\nFeb,,6\n"
    given = ask("GET", f"/charts/bar?csv={quote(table)}&title=Sales&width=300")
    posted = ask("POST", "/charts/bar?title=Sales&width=300", data=table.encode(), headers=CSV)
    short = ask("GET", "/charts/bar?csv=month,north,south|Jan,3,4|Feb,,6&title=Sales&width=300")
    for response in (given, posted, short):
        assert response.status_code == expected.status_code == 200, response.text
        assert response.content == expected.content
    assert given.headers["ETag"] == expected.headers["ETag"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b|x,1", [["x", "1"]]),
        ("\ufeffa;b\r\nx;1,5\r\n\r\ny;2\r\n", [["x", "1.5"], ["y", "2"]]),
        ("a\tb\nx\t1,5", [["x", "1.5"]]),
        ('a,b\n"x, ""y""",1', [['x, "y"', "1"]]),
        ('"a;b;c",b\nx;y,1', [["x;y", "1"]]),
        ("a,b\nx|y,1", [["x|y", "1"]]),
        ("a,b,c\nx,1\ny,2,3,,", [["x", "1", ""], ["y", "2", "3"]]),
        (" a , b \n x , 1 ", [["x", "1"]]),
    ],
)
def test_what_spreadsheets_write_is_read(text: str, rows: list[list[str]]) -> None:
    assert [list(row) for row in parse(text).rows] == rows


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("bar", "m,north|Jan,3", {"xvalues": "Jan", "yvalues": "3", "ylabel": "north"}),
        ("radar", "m,north|Jan,3", {"xvalues": "Jan", "yvalues": "3", "legend": "north"}),
        ("pie", "n,share|a|b|c", {}),
        ("pie", "n,share|a,1|b,2", {"labels": "a,b", "values": "1,2"}),
        ("histogram", "name,height|Ada,1.7|Ben,1.8", {"values": "1.7,1.8", "xlabel": "height"}),
        ("box", "group,x,y|a,1,2|b,3,4|a,5,6",
         {"labels": "a,b", "values": "1,5|3|2,6|4", "legend": "x,y"}),
        ("sankey", "from,to,n|A,B,3|B,C,4", {"links": "A>B:3,B>C:4"}),
        ("gauge", "what,value|Load,60", {"value": "60", "label": "Load"}),
        ("timeline", "Aufgabe,von,bis|a,1,2", {"labels": "a", "start": "1", "end": "2"}),
        ("timeline", "end,task,Start|2,a,1", {"labels": "a", "start": "1", "end": "2"}),
    ],
)  # fmt: skip
def test_a_table_stands_for_lists(kind: str, text: str, expected: dict[str, str]) -> None:
    if expected:
        assert _lists(kind, text) == expected
    else:
        with pytest.raises(ChartError):
            query.chart(kind, {"csv": text})


def test_titles_that_are_given_go_before_the_header() -> None:
    assert _lists("bar", "m,north|Jan,3", ylabel="sold")["ylabel"] == "sold"
    assert _lists("bar", "m,north|Jan,3", legend_position="top")["legend"] == "north"
    assert _lists("bar", "m,a,b|Jan,3,4", legend="x,y")["legend"] == "x,y"


@pytest.mark.parametrize(
    ("kind", "parameters", "parameter", "detail"),
    [
        ("bar", {"csv": "a,b"}, "csv", "has a header at most, and no row"),
        ("bar", {"csv": "a,b|x,1,2"}, "csv", "row 2 has 3 cells, but the header 2"),
        ("bar", {"csv": "a|x"}, "csv", "has names and no column of values"),
        ("bar", {"csv": "a,b|x,z"}, "yvalues", "“z” is not a number"),
        ("bar", {"csv": "a,b|x,1", "labels": "y"}, "xvalues", "is in the csv, too"),
        ("bar", {"csv": ["a"]}, "csv", "is not a text"),
        ("pie", {"csv": "a,b,c|x,1,2"}, "csv", "has 2 columns of values; a pie chart takes one"),
        ("gauge", {"csv": "a,b|x,1|y,2"}, "csv", "has more than one number; a gauge shows one"),
        ("sankey", {"csv": "a,b|x,1"}, "csv", "has 2 columns, but links have three"),
        ("sankey", {"csv": "a,b,c|x>y,z,1"}, "csv", "“x>y” is not a name"),
        ("candlestick", {"csv": "t,open,hihg,low,close|a,1,2,1,2"}, "csv",
         "has the column “hihg”, which is not one of open, high, low, close, volume; did you mean"),
        ("candlestick", {"csv": "t,open,low,close|a,1,1,2"}, "high", "is missing"),
        ("bar", {"xvalues": "a", "labels": "b", "yvalues": "1"}, "xvalues", "is given as labels"),
    ],
)  # fmt: skip
def test_errors_say_what_is_wrong(
    kind: str, parameters: dict[str, Any], parameter: str, detail: str
) -> None:
    with pytest.raises(ChartError) as refused:
        query.chart(kind, parameters)
    details = {error.parameter: error.detail for error in refused.value.errors}
    assert list(details) == [parameter]
    assert details[parameter].startswith(detail)


@pytest.mark.parametrize(
    ("target", "body", "status", "word"),
    [
        ("/charts/bar", b"a,b\nx,\xff", 400, "UTF-8"),
        ("/charts/bar", b"", 422, "missing"),
        ("/charts/bar?widht=3", b"a,b\nx,1", 422, "did you mean width?"),
        ("/charts/bar?csv=a,b|x,1", b"a,b\nx,1", 422, "is given 2 times"),
        ("/charts/bar", b"a,b\n" + b"x,1\n" * 2001, 422, "2001 texts are too many"),
        ("/charts/bar", b"a" * 65_537, 413, "65536 bytes"),
    ],
)
def test_a_body_that_is_no_table_is_refused(
    target: str, body: bytes, status: int, word: str, ask: Ask
) -> None:
    response: requests.Response = ask("POST", target, data=body, headers=CSV)
    assert response.status_code == status
    assert word in response.text


def test_the_playground_fills_its_form_from_a_table(ask: Ask) -> None:
    page = ask("GET", "/playground?kind=bar&csv=month,north,south|Jan,3,4|Feb,5,6")
    assert page.status_code == 200
    assert "Jan,Feb" in page.text
    assert "3,5|4,6" in page.text
