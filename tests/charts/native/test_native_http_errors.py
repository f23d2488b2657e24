"""What is wrong with a request is said, all of it, and never with a 500."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
import requests

from charts.native.kinds import KINDS

Ask = Callable[..., requests.Response]

BAR = "xvalues=a,b&yvalues=1,2"
BARS = "xvalues=a,b&yvalues=1,2|3,4"
LINE = BAR
PIE = "labels=a,b&values=1,2"
SCATTER = "xvalues=1,2&yvalues=3,4"


@pytest.fixture(scope="module")
def ask(app_url: str) -> Iterator[Ask]:
    """Send a request: ask(method, target, …), the rest as requests has it."""
    with requests.Session() as session:
        yield lambda method, target, **rest: session.request(
            method, f"{app_url}{target}", timeout=60, **rest
        )


def errors_in(response: requests.Response) -> dict[str, dict[str, str]]:
    """The errors of a 422 by their parameter, after checking their frame."""
    assert response.status_code == 422, response.text[:500]
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    document = response.json()
    assert document["status"] == 422
    assert all(error["detail"] and error["allowed"] for error in document["errors"])
    return {error["parameter"]: error for error in document["errors"]}


def shortened(value: object) -> str | None:
    return value[:60] if isinstance(value, str) else None


@pytest.mark.parametrize(
    ("kind", "query", "wrong"),
    [
        # Missing.
        ("bar", "", {"xvalues", "yvalues"}),
        ("line", "", {"xvalues", "yvalues"}),
        ("scatter", "", {"xvalues", "yvalues"}),
        ("pie", "", {"labels", "values"}),
        ("bar", "xvalues=a", {"yvalues"}),
        ("bar", "xvalues=&yvalues=1", {"xvalues"}),
        ("bar", "xvalues=a&yvalues=%20+", {"yvalues"}),
        ("pie", "values=1", {"labels"}),
        # Unknown.
        ("bar", BAR + "&colour=red", {"colour"}),
        ("bar", BAR + "&Title=t", {"Title"}),
        ("bar", BAR + "&colour=&x=1&=", {"colour", "x", ""}),
        ("bar", BAR + "&%ff=1", {"\ufffd"}),
        ("bar", BAR + "&a%0Ab=1", {"a\ufffdb"}),
        ("bar", BAR + "&values=1", {"yvalues"}),
        ("bar", BAR + "&hole=0.5", {"hole"}),
        ("bar", BAR + "&curve=smooth&markers&area", {"curve", "markers", "area"}),
        ("line", LINE + "&stacked&horizontal", {"stacked", "horizontal"}),
        ("scatter", SCATTER + "&stacked&area&curve=step", {"stacked", "area", "curve"}),
        ("pie", PIE + "&legend=a,b", {"legend"}),
        ("pie", PIE + "&xvalues=a&yvalues=1", {"labels", "values"}),
        ("pie", PIE + "&ymin=0&ymax=1&log", {"ymin", "ymax", "log"}),
        # More than once.
        ("bar", BAR + "&title=a&title=b", {"title"}),
        ("bar", BAR + "&title=a&title=a", {"title"}),
        ("bar", BAR + "&x=1&x=2", {"x"}),
        ("bar", BAR + "&title=a&title=b&width=1&x=1", {"title", "width", "x"}),
        # Numbers.
        ("bar", "xvalues=a&yvalues=NaN", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=Infinity", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=-inf", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=1e400", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=-1.1e300", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=" + "9" * 400, {"yvalues"}),
        ("bar", "xvalues=a&yvalues=9e-301", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=-1e-400", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=1_0", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=0x10", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=%D9%A1", {"yvalues"}),  # an Arabic digit
        ("bar", "xvalues=a&yvalues=1%00", {"yvalues"}),
        ("bar", "xvalues=a&yvalues=1;2", {"yvalues"}),
        ("line", "xvalues=a,b&yvalues=1,x", {"yvalues"}),
        ("scatter", "xvalues=a,b&yvalues=1,2", {"xvalues"}),
        ("scatter", "xvalues=nan,1e400&yvalues=1,-", {"xvalues", "yvalues"}),
        ("scatter", "xvalues=1,2|3,4&yvalues=1,2", {"xvalues"}),
        ("pie", "labels=a,b&values=1,", {"values"}),
        ("pie", "labels=a,b&values=1|2", {"values"}),
        ("pie", "labels=a,b&values=0,-0.0", {"values"}),
        ("pie", "labels=a,b&values=2,-1", {"values"}),
        # Texts.
        ("bar", "xvalues=%ff,b&yvalues=1,2", {"xvalues"}),
        ("bar", BAR + "&title=%ED%A0%80", {"title"}),  # a surrogate
        ("bar", BAR + "&title=" + "t" * 501, {"title"}),
        ("bar", BAR + "&xlabel=" + "t" * 201 + "&ylabel=" + "t" * 201, {"xlabel", "ylabel"}),
        ("pie", PIE + "&ylabel=" + "t" * 201, {"ylabel"}),
        ("bar", "xvalues=a,b" + "b" * 200 + "&yvalues=1,2", {"xvalues"}),
        ("bar", BARS + "&legend=n,m" + "m" * 200, {"legend"}),
        # Counts.
        ("bar", "xvalues=" + "," * 2000 + "&yvalues=" + "," * 2000, {"xvalues", "yvalues"}),
        ("pie", "labels=" + "," * 2000 + "&values=1" + ",1" * 2000, {"labels", "values"}),
        ("bar", "xvalues=a&yvalues=1" + "|1" * 50, {"yvalues"}),
        ("bar", BAR + "&legend=" + "," * 50, {"legend"}),
        ("bar", "xvalues=a,b&yvalues=1", {"yvalues"}),
        ("line", "xvalues=a&yvalues=1,2", {"yvalues"}),
        ("line", "xvalues=a,b&yvalues=1,2|3", {"yvalues"}),
        ("scatter", "xvalues=1,2&yvalues=1", {"yvalues"}),
        ("pie", "labels=a,b,c&values=1,2", {"labels"}),
        ("pie", r"labels=a\,b&values=1,2", {"labels"}),
        ("bar", BARS + "&legend=n", {"legend"}),
        ("bar", BARS + "&legend=n,m,o", {"legend"}),
        ("bar", BAR + "&colors=red,green,blue", {"colors"}),
        ("bar", BARS + "&colors=red,green,blue", {"colors"}),
        ("line", LINE + "&colors=red,green", {"colors"}),
        ("pie", PIE + "&colors=red,green,blue", {"colors"}),
        # Words and flags.
        ("bar", BAR + "&stacked=maybe", {"stacked"}),
        ("bar", BAR + "&horizontal=2", {"horizontal"}),
        ("line", LINE + "&curve=wavy&markers=-1&area=y", {"curve", "markers", "area"}),
        ("pie", PIE + "&value_labels=none", {"value_labels"}),
        ("bar", BAR + "&legend=n&legend_position=centre", {"legend_position"}),
        ("bar", BAR + "&theme=solarized", {"theme"}),
        ("bar", BAR + "&format=jpeg", {"format"}),
        ("bar", BAR + "&format=png,svg", {"format"}),
        # Colours.
        ("bar", BAR + "&colors=reddish", {"colors"}),
        ("bar", BAR + "&colors=red,", {"colors"}),
        ("bar", BAR + "&colors=12345", {"colors"}),
        ("bar", BAR + "&background=0088cc8", {"background"}),
        ("bar", BAR + "&background=red,red", {"background"}),
        ("bar", BAR + "&background=%23", {"background"}),
        ("pie", PIE + "&background=rgb(0,0,0)", {"background"}),
        # Sizes.
        ("bar", BAR + "&width=15", {"width"}),
        ("bar", BAR + "&height=2001", {"height"}),
        ("bar", BAR + "&width=640.5", {"width"}),
        ("bar", BAR + "&width=1e3", {"width"}),
        ("bar", BAR + "&width=" + "9" * 5000, {"width"}),
        ("bar", BAR + "&width=-640&height=0", {"width", "height"}),
        ("bar", BAR + "&width=wide&scale=big", {"width", "scale"}),
        ("bar", BAR + "&scale=0.99", {"scale"}),
        ("bar", BAR + "&scale=4.01", {"scale"}),
        ("bar", BAR + "&scale=nan", {"scale"}),
        ("bar", BAR + "&width=2000&height=1000&scale=2.01", {"scale"}),
        ("pie", PIE + "&width=2000&height=2000&scale=4", {"scale"}),
        ("bar", BAR + "&format=svg&scale=2", {"scale"}),
        ("bar", BAR + "&format=pdf&scale=1.5", {"scale"}),
        ("pie", PIE + "&hole=0.91", {"hole"}),
        ("pie", PIE + "&hole=-0.1", {"hole"}),
        # The axis of the values.
        ("bar", BAR + "&ymin=a&ymax=1e301", {"ymin", "ymax"}),
        ("bar", BAR + "&ymin=2&ymax=1", {"ymin"}),
        ("bar", BAR + "&ymin=1&ymax=1", {"ymin"}),
        ("bar", BAR + "&log&ymin=0", {"ymin"}),
        ("line", LINE + "&log&ymin=-2&ymax=-1", {"ymin", "ymax"}),
        ("bar", "xvalues=a,b&yvalues=0,-1&log", {"yvalues"}),
        ("line", "xvalues=a,b&yvalues=0,|-1,&log", {"yvalues"}),
        ("scatter", "xvalues=1,2&yvalues=-1,0&log", {"yvalues"}),
        ("bar", BAR + "&log&stacked", {"log"}),
        ("line", LINE + "&log&area", {"log"}),
        # A legend without names.
        ("bar", BARS + "&legend_position=top", {"legend_position"}),
        ("scatter", SCATTER + "&legend_position=right", {"legend_position"}),
        # Of several kinds at once.
        ("bar", "xvalues=a,b&yvalues=1&width=1", {"yvalues", "width"}),
        ("pie", "labels=a&values=1,-2&hole=2&x=1", {"labels", "values", "hole", "x"}),
        ("pie", "labels=a&values=0&colors=red,red&title=%ff", {"values", "colors", "title"}),
        (
            "bar",
            "xvalues=a,b&yvalues=0,x&log&stacked&ymin=3&ymax=2&width=2000&height=2000&scale=3",
            {"yvalues", "log", "ymin", "scale"},
        ),
        (
            "bar",
            BARS + "&legend=n&colors=red,red,red&log&ymin=0&ymax=x&stacked&format=bmp&scale=9",
            {"legend", "colors", "log", "ymin", "ymax", "format", "scale"},
        ),
    ],
    ids=shortened,
)  # fmt: skip
def test_every_wrong_parameter_is_listed(ask: Ask, kind: str, query: str, wrong: set[str]) -> None:
    assert errors_in(ask("GET", f"/charts/{kind}?{query}")).keys() == wrong


@pytest.mark.parametrize(
    ("kind", "query", "parameter", "allowed"),
    [
        ("bar", BAR + "&width=1", "width", ["16", "2000"]),
        ("bar", BAR + "&scale=9", "scale", ["1", "4"]),
        ("bar", BAR + "&width=2000&height=2000&scale=4", "scale", ["8,000,000"]),
        ("pie", PIE + "&hole=1", "hole", ["0", "0.9"]),
        ("bar", BAR + "&format=bmp", "format", ["png", "svg", "pdf"]),
        ("line", LINE + "&curve=x", "curve", ["linear", "smooth", "step"]),
        ("bar", BAR + "&theme=x", "theme", ["light", "dark", "auto"]),
        (
            "pie",
            PIE + "&legend_position=x",
            "legend_position",
            ["right", "left", "top", "bottom", "none"],
        ),
        ("bar", BAR + "&stacked=x", "stacked", ["true", "false"]),
        ("bar", BAR + "&colors=x", "colors", ["CSS", "RRGGBB", "RRGGBBAA"]),
        ("bar", BAR + "&background=x", "background", ["transparent"]),
        ("bar", BAR + "&title=" + "t" * 501, "title", ["500"]),
        ("bar", "yvalues=1", "xvalues", ["2000", "200", "commas", "\\,"]),
        ("bar", "xvalues=a", "yvalues", ["2000", "50", "|", "gap"]),
        ("pie", "labels=a&values=1,2", "labels", ["2"]),
        ("pie", PIE + "&legend=a,b", "legend", ["legend_position", "labels", "hole"]),
    ],
    ids=shortened,
)
def test_what_is_allowed_is_said(
    ask: Ask, kind: str, query: str, parameter: str, allowed: list[str]
) -> None:
    said = errors_in(ask("GET", f"/charts/{kind}?{query}"))[parameter]["allowed"]
    assert [word for word in allowed if word not in said] == []


def test_parameter_of_another_kind_is_said_to_be_one(ask: Ask) -> None:
    error = errors_in(ask("GET", f"/charts/bar?{BAR}&hole=0.5"))["hole"]
    assert "pie" in error["detail"]


def test_what_was_wrong_is_quoted_in_short(ask: Ask) -> None:
    error = errors_in(ask("GET", f"/charts/bar?{BAR}&width=" + "w" * 5000))["width"]
    assert "www" in error["detail"]
    assert len(error["detail"]) < 200


# Bodies.

JSON = "application/json"
XY = '"xvalues": ["a"], "yvalues": [1]'


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"{} {}",
        b"xvalues=a&yvalues=1",
        b"{'xvalues': ['a'], 'yvalues': [1]}",
        b'{"xvalues": ["a"], "yvalues": [1],}',
        b'{"xvalues": ["a"], /* no */ "yvalues": [1]}',
        b'{"xvalues": ["a"], "yvalues": [NaN]}',
        b'{"xvalues": ["a"], "yvalues": [Infinity]}',
        b'{"xvalues": ["a"], "yvalues": [-Infinity]}',
        b'{"xvalues": ["a"], "yvalues": [01]}',
        b'{"xvalues": ["a"], "yvalues": [+1]}',
        b'{"xvalues": ["a"], "yvalues": [%s]}' % (b"9" * 5000),
        b'{"xvalues": ["a"], "yvalues": [1], "title": "a\nb"}',
        b'{"xvalues": ["a"], "yvalues": [1], "title": "\xff"}',
        b'{"xvalues": ["a"], "yvalues": [1], "title": "\xed\xa0\x80"}',
        b'\xef\xbb\xbf{"xvalues": ["a"], "yvalues": [1]}',
        '{"xvalues": ["a"], "yvalues": [1]}'.encode("utf-16"),
        b"[" * 60_000,
        b'{"title": ' * 6_000,
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else None,
)
def test_body_that_is_not_json_is_a_400(ask: Ask, kind: str, body: bytes) -> None:
    response = ask("POST", f"/charts/{kind}", data=body, headers={"Content-Type": JSON})
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert "JSON" in response.json()["detail"]


@pytest.mark.parametrize(
    "media_type",
    [
        None,
        "",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonl",
        "text/plain; application/json",
    ],
)
def test_body_of_another_type_is_a_415(ask: Ask, media_type: str | None) -> None:
    response = ask("POST", "/charts/bar", data=f"{{{XY}}}", headers={"Content-Type": media_type})
    assert response.status_code == 415
    assert response.headers["Accept-Post"] == f"{JSON}, text/csv"
    assert JSON in response.json()["detail"]


def test_no_body_and_no_type_is_a_415(ask: Ask) -> None:
    assert ask("POST", "/charts/bar").status_code == 415


@pytest.mark.parametrize(("size", "status"), [(65_536, 200), (65_537, 413), (1_000_000, 413)])
def test_body_has_at_most_64_kilobytes(ask: Ask, size: int, status: int) -> None:
    body = f"{{{XY}}}".encode().ljust(size)
    response = ask("POST", "/charts/bar", data=body, headers={"Content-Type": JSON})
    assert response.status_code == status


@pytest.mark.parametrize("body", ["null", "true", "1", '"text"', "[]", '[{"xvalues": "a"}]'])
def test_body_that_is_not_an_object_is_a_422(ask: Ask, body: str) -> None:
    response = ask("POST", "/charts/bar", data=body, headers={"Content-Type": JSON})
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert "object" in response.json()["detail"]


HUGE = "1" + "0" * 400


@pytest.mark.parametrize(
    ("kind", "body", "wrong"),
    [
        # Missing.
        ("bar", "{}", {"xvalues", "yvalues"}),
        ("bar", '{"xvalues": null, "yvalues": null}', {"xvalues", "yvalues"}),
        ("bar", '{"xvalues": [], "yvalues": []}', {"xvalues", "yvalues"}),
        ("pie", '{"labels": [], "values": ""}', {"labels", "values"}),
        ("bar", '{"xvalues": ["a"], "yvalues": [[]]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": [[1], []]}', {"yvalues"}),
        # Unknown, or more than once.
        ("bar", f'{{{XY}, "colour": "red"}}', {"colour"}),
        ("bar", f'{{{XY}, "": null}}', {""}),
        ("bar", f'{{{XY}, "\\ud800": 1}}', {"\ufffd"}),
        ("bar", f'{{{XY}, "title": "a", "title": "a"}}', {"title"}),
        ("bar", f'{{{XY}, "title": "a", "title": "a", "width": 1}}', {"title", "width"}),
        ("bar", f'{{{XY}, {XY}}}', {"xvalues", "yvalues"}),
        # Numbers.
        ("bar", '{"xvalues": ["a"], "yvalues": [1e400]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": [-1e301]}', {"yvalues"}),
        ("bar", f'{{"xvalues": ["a"], "yvalues": [{HUGE}]}}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": [true]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": true}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": ["NaN"]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": [[[1]]]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a", "b"], "yvalues": [1, [2]]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": [{"a": 1}]}', {"yvalues"}),
        ("bar", '{"xvalues": ["a"], "yvalues": {"a": 1}}', {"yvalues"}),
        ("bar", '{"xvalues": ["a", "b"], "yvalues": ["1,2"]}', {"yvalues"}),
        ("scatter", '{"xvalues": [[1], [2]], "yvalues": [1]}', {"xvalues"}),
        ("scatter", '{"xvalues": [false], "yvalues": [{}]}', {"xvalues", "yvalues"}),
        ("pie", '{"labels": ["a"], "values": [null]}', {"values"}),
        ("pie", '{"labels": ["a"], "values": [1], "hole": true}', {"hole"}),
        ("bar", f'{{{XY}, "width": true, "height": false}}', {"width", "height"}),
        ("bar", f'{{{XY}, "width": 640.5}}', {"width"}),
        ("bar", f'{{{XY}, "width": {HUGE}, "height": 1e400}}', {"width", "height"}),
        ("bar", f'{{{XY}, "width": [640], "scale": [1]}}', {"width", "scale"}),
        ("bar", f'{{{XY}, "ymin": {{}}, "ymax": []}}', {"ymin", "ymax"}),
        # Texts.
        ("bar", f'{{{XY}, "title": "\\ud800"}}', {"title"}),
        ("bar", '{"xvalues": ["\\udc00"], "yvalues": [1]}', {"xvalues"}),
        ("bar", f'{{{XY}, "title": true, "xlabel": {{}}, "ylabel": ["y"]}}',
         {"title", "xlabel", "ylabel"}),
        ("bar", f'{{{XY}, "title": [], "width": []}}', {"title", "width"}),
        ("bar", f'{{{XY}, "title": {"1" * 501}}}', {"title"}),
        ("bar", f'{{{XY}, "title": 1e400}}', {"title"}),
        ("bar", '{"xvalues": [1e400], "yvalues": [1]}', {"xvalues"}),
        ("bar", f'{{"xvalues": [{HUGE}], "yvalues": [1]}}', {"xvalues"}),
        ("bar", '{"xvalues": [true], "yvalues": [1]}', {"xvalues"}),
        ("bar", '{"xvalues": [["a"]], "yvalues": [1]}', {"xvalues"}),
        ("bar", '{"xvalues": {"a": 1}, "yvalues": [1]}', {"xvalues"}),
        ("bar", f'{{{XY}, "legend": [{{}}]}}', {"legend"}),
        # Words, flags and colours.
        ("bar", f'{{{XY}, "format": ["png"], "theme": 1}}', {"format", "theme"}),
        ("bar", f'{{{XY}, "stacked": 1, "log": "maybe"}}', {"stacked", "log"}),
        ("bar", f'{{{XY}, "stacked": [], "log": {{}}}}', {"stacked", "log"}),
        ("bar", f'{{{XY}, "colors": [null], "background": 0.5}}', {"colors", "background"}),
        ("bar", f'{{{XY}, "colors": true, "background": []}}', {"colors", "background"}),
        ("bar", f'{{{XY}, "background": "\\ud800"}}', {"background"}),
        # All at once.
        ("pie", '{"labels": ["a"], "values": [1, 2], "hole": 1, "x": 1}',
         {"labels", "hole", "x"}),
    ],
    ids=shortened,
)  # fmt: skip
def test_every_wrong_member_is_listed(ask: Ask, kind: str, body: str, wrong: set[str]) -> None:
    response = ask("POST", f"/charts/{kind}", data=body, headers={"Content-Type": JSON})
    assert errors_in(response).keys() == wrong


def test_parameters_of_a_post_stand_in_its_body(ask: Ask) -> None:
    response = ask("POST", "/charts/bar?title=t&width=1", json=json.loads(f"{{{XY}}}"))
    assert errors_in(response).keys() == {"title", "width"}


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [
        ("bar", "title"),
        ("bar", "xvalues"),
        ("bar", "yvalues"),
        ("bar", "stacked"),
        ("bar", "background"),
        ("bar", "colors"),
        ("bar", "width"),
        ("scatter", "xvalues"),
        ("pie", "values"),
    ],
)
def test_value_may_be_nested_as_deep_as_it_likes(ask: Ask, kind: str, parameter: str) -> None:
    # Reading and quoting a value each have a depth at which Python's stack ends.
    for depth in [*range(940, 1000), 10_000, 30_000]:
        body = f'{{"{parameter}": {"[" * depth}{"]" * depth}}}'
        response = ask("POST", f"/charts/{kind}", data=body, headers={"Content-Type": JSON})
        assert response.status_code in (400, 422), depth
