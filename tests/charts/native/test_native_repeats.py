"""Lists that are sent as repeated parameters: the chart is that of the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests

from charts.native import kinds, query
from charts.native.values import LISTS, Links, Marks, Spreads
from tests.charts.conftest import Ask

_OTHERS = Links | Marks | Spreads  # whose tests are elsewhere
_MADE_UP: dict[str, list[Any]] = {  # for kinds whose examples have none
    "colors": ["teal"],
    "legend": ["one name"],
    "line_width": [2],
    "dash": ["dashed"],
    "points": ["circle"],
    "thresholds": [1],
    "threshold_colors": ["red", "teal"],
}
_ONE_SERIES = {"xvalues": [1, 2], "yvalues": [1, 2], "legend": None, "colors": None}
_BY_VALUE = {**_ONE_SERIES, "threshold_colors": ["red", "teal"]}
_NEEDED: dict[str, dict[str, Any]] = {
    "thresholds": _BY_VALUE, "threshold_colors": _BY_VALUE,
}  # fmt: skip
_RAMP, _OF_RAMPS = ["white", "teal"], ("calendar", "heatmap")  # one colour does not make a scale


def _lists() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every list parameter of every kind, with the parameters of a chart that has it."""
    for kind in kinds.every():
        for parameter in kind.parameters:
            if isinstance(parameter.type, LISTS) and not isinstance(parameter.type, _OTHERS):
                name = parameter.name
                charts = [dict(e.parameters) for e in kind.examples if name in e.parameters]
                made_up = (
                    _RAMP if kind.name in _OF_RAMPS and name == "colors" else _MADE_UP.get(name)
                )
                needed = _NEEDED.get(name, {})
                if name in ("line_width", "dash", "points"):
                    needed = {"stacked": False} if kind.name == "area" else needed
                if name in ("line_width", "dash") and "trend" in kinds.parameters(kind.name):
                    needed = {"trend": "linear"}
                charts.append({**kind.examples[0].parameters, **needed, name: made_up})
                yield kind.name, name, charts[0]


def _repeated(name: str, value: Any) -> list[str]:
    """The parts of ``name=part&name=part…`` for a value of an example."""
    items = value if isinstance(value, list) else str(value).split(",")
    return [f"{name}={quote(query._written(item))}" for item in items]


@pytest.mark.parametrize(("kind", "name", "parameters"), list(_lists()))
def test_each_list_parameter_may_be_repeated(
    kind: str, name: str, parameters: dict[str, Any], ask: Ask
) -> None:
    expected = ask("GET", query.url(kind, parameters))
    assert expected.status_code == 200, expected.text
    rest = {other: value for other, value in parameters.items() if other != name}
    found = ask("GET", "&".join([query.url(kind, rest), *_repeated(name, parameters[name])]))
    assert found.status_code == 200, found.text
    assert found.headers["ETag"] == expected.headers["ETag"]


@pytest.mark.parametrize(
    ("repeated", "single"),
    [
        ("xvalues=C&xvalues=Java&yvalues=1,2", "xvalues=C,Java&yvalues=1,2"),
        ("xvalues=C&yvalues=1&xvalues=Java&yvalues=2", "xvalues=C,Java&yvalues=1,2"),
        ("xvalues=a,b&xvalues=c&yvalues=1&yvalues=&yvalues=3", "xvalues=a,b,c&yvalues=1,,3"),
        ("xvalues=a,b&yvalues=1,2&yvalues=3,4", "xvalues=a,b&yvalues=1,2|3,4"),
        ("xvalues=a&yvalues=1|2&yvalues=3", "xvalues=a&yvalues=1|2|3"),
        ("xvalues=a&xvalues=&yvalues=1,2", "xvalues=a,&yvalues=1,2"),
        (r"xvalues=a\,b&xvalues=c&yvalues=1,2", r"xvalues=a\,b,c&yvalues=1,2"),
        (r"xvalues=a\&xvalues=c&yvalues=1,2", r"xvalues=a\\,c&yvalues=1,2"),
        (r"xvalues=a\\&xvalues=c&yvalues=1,2", r"xvalues=a\\,c&yvalues=1,2"),
        ("xvalues=a,b&yvalues=1,2&colors=red&colors=08c", "xvalues=a,b&yvalues=1,2&colors=red,08c"),
        ("xvalues=a,b&yvalues=1,2&colors=&colors=", "xvalues=a,b&yvalues=1,2"),
    ],
)
def test_repeats_are_one_list(repeated: str, single: str, ask: Ask) -> None:
    found, expected = (ask("GET", f"/charts/bar?{text}") for text in (repeated, single))
    assert expected.status_code == found.status_code == 200, found.text
    assert found.content == expected.content


@pytest.mark.parametrize(
    ("text", "parameter", "detail"),
    [
        ("xvalues=a,b&yvalues=1,2&width=300&width=300", "width", "is given 2 times"),
        ("xvalues=a,b&yvalues=1,2&stacked&stacked", "stacked", "is given 2 times"),
        ("xvalues=&xvalues=&yvalues=1", "xvalues", "is missing"),
        ("xvalues=a,b&yvalues=1,2&yvalues=3", "yvalues", "series of different lengths: 2, 1"),
        ("xvalues=a&xvalues=b&yvalues=1&yvalues=x", "yvalues", "“x” is not a number"),
    ],
)
def test_what_is_no_list_is_not_repeated(text: str, parameter: str, detail: str, ask: Ask) -> None:
    response: requests.Response = ask("GET", f"/charts/bar?{text}")
    assert response.status_code == 422
    errors = {error["parameter"]: error["detail"] for error in response.json()["errors"]}
    assert errors[parameter] == detail


def test_a_repeated_member_of_json_is_an_error(ask: Ask) -> None:
    body = b'{"xvalues": "a", "xvalues": "b", "yvalues": [1, 2]}'
    headers = {"Content-Type": "application/json"}
    response = ask("POST", "/charts/bar", data=body, headers=headers)
    assert response.status_code == 422
    assert response.json()["errors"][0]["detail"] == "is given 2 times"


def test_the_playground_shows_the_list_that_repeats_are(ask: Ask) -> None:
    page = ask("GET", "/playground?kind=bar&xvalues=C&xvalues=Java&yvalues=1&yvalues=2")
    assert page.status_code == 200
    assert "C,Java" in page.text
    assert "is given 2 times" not in page.text
