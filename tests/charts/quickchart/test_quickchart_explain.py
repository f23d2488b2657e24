"""``validate=1``: what a config means, as a page and as JSON; and the header of warnings."""

from __future__ import annotations

import ast
import html
import json
from typing import Any
from urllib.parse import quote

import pytest
import requests

from charts.diagnostics import Diagnostics
from charts.quickchart.read import intent, literal, names
from tests.conftest import ROOT

CONFIG = (
    "{type:'bar',data:{labels:['a','b'],dataset:[{data:[1,'many'],colour:'red'}],"
    "options:{animation:false,scales:{y:{title:{display:true,text:'<b>&'},beginAtzero:true,"
    "ticks:{callback:(v)=>'$'+v.toLocaleString()}}},foo:() => fetch('https://example.org/')}}}"
)


def _json(app_url: str, parameters: dict[str, str]) -> dict[str, Any]:
    response = requests.get(
        f"{app_url}/chart", params=parameters, headers={"Accept": "application/json"}, timeout=20
    )
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    document: dict[str, Any] = response.json()
    return document


def _said(document: dict[str, Any], member: str) -> dict[str, str]:
    return {found["parameter"]: found["detail"] for found in document[member]}


def test_the_page_shows_the_picture_what_it_means_and_what_is_not_drawn(app_url: str) -> None:
    response = requests.get(
        f"{app_url}/chart", params={"c": CONFIG, "w": "320", "validate": "1"}, timeout=20
    )
    assert response.headers["Content-Type"].startswith("text/html")
    assert "<b>&'" not in response.text  # escaped
    page = html.unescape(response.text)
    for words in (
        "Open in the playground",
        "Ignored: has no effect",
        "did you mean beginAtZero?",
        "is code of no known form, which is not run: “() => fetch(",
        "is written “$1,234.5”",
        "is read as `datasets`",
        "which is not a number: a gap",
    ):
        assert words in page, words
    start = page.index('<img src="/chart?') + 10
    url = page[start : page.index('"', start)]
    assert "validate" not in url
    picture = requests.get(app_url + url, timeout=20)
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")


def test_a_program_gets_the_same_as_json(app_url: str) -> None:
    document = _json(app_url, {"c": CONFIG, "validate": "true", "utm": "x"})
    assert document["drawn"] is True
    assert document["errors"] == []
    assert _said(document, "warnings").keys() >= {"data.dataset", "data.options", "version"}
    ignored = _said(document, "ignored")
    assert "which is not run" in ignored["data.options.foo"]
    assert ignored["data.dataset[0].colour"] == "is unknown; did you mean color?"
    assert ignored["data.options.animation"] == "is nothing that a still picture shows"
    meant = {row["name"]: row["meaning"] for row in document["parameters"]}
    assert meant["datasets[0]"].startswith("1 value from 1 to 1 and 1 gap, as bars")
    assert meant["utm"] == "unknown, and ignored"
    assert document["playground"].startswith("/playground?url=%2Fchart")


@pytest.mark.parametrize(
    ("config", "parameter", "words"),
    [
        ("{type:'bars',data:{datasets:[]}}", "type", "did you mean bar?"),
        ("{type:'bar',data:{labels:['A'", "c", "a list is not closed"),
        ("7", "c", "an object"),
        ("", "c", "is missing"),
    ],
)
def test_errors_are_explained(app_url: str, config: str, parameter: str, words: str) -> None:
    document = _json(app_url, {"chart": config, "validate": "1"})
    assert (document["drawn"], document["picture"]) == (False, None)
    assert words in _said(document, "errors")[parameter]


def test_what_was_posted_is_explained_too(app_url: str) -> None:
    sent = {"chart": {"type": "pie", "data": {"datasets": [{"data": [1, 2]}]}}, "validate": True}
    response = requests.post(
        f"{app_url}/chart", json=sent, headers={"Accept": "application/json"}, timeout=20
    )
    document = response.json()
    assert document["picture"].startswith("/chart/render/")
    picture = requests.get(app_url + document["picture"], timeout=20)
    drawn = requests.post(f"{app_url}/chart", json={"chart": sent["chart"]}, timeout=20)
    assert picture.content == drawn.content
    again = requests.get(f"{app_url}{document['picture']}?validate=1", timeout=20)
    assert "Open in the playground" in again.text


def test_a_google_chart_is_explained_as_json_too(app_url: str) -> None:
    response = requests.get(
        f"{app_url}/chart?cht=p&chs=99x99&chd=t:1,2&chof=validate&foo=1",
        headers={"Accept": "application/json"},
        timeout=20,
    )
    assert _said(response.json(), "ignored")["foo"] == "unknown parameter"


@pytest.mark.parametrize(
    ("config", "where"),
    [
        ("{type:'bar',data:[{data:[1]}]}", {"data"}),
        ("{type:'bar',data:{data:[1,2]}}", {"data.data"}),
        ("{type:'bar',data:{datasets:{data:[1]}}}", {"data.datasets"}),
        ("{type:'bar',data:{labels:[1]}}", {"data.datasets"}),
        ("{type:'bar',data:{datasets:[]},options:{legend:false}}", {"options.legend"}),
        ("{type:'bar',data:{datasets:[]},options:{plugins:{title:true}}}",
         {"options.plugins.title", "version"}),
        ("{type:'bar',data:{datasets:[]},title:{text:'x'},width:300}", {"title", "width"}),
        ("{type:'bar',data:{datasets:[{type:'lines',data:[1]}]}}", {"data.datasets[0].type"}),
        ("{type:'bar',data:{datasets:[{data:[1]}]}}", set()),
        ("{type:'line',data:{datasets:[{data:[1],lineTension:0}]},options:{legend:{labels:"
         "{fontColor:'red'}},scales:{yAxes:[{id:'own name',ticks:{beginAtZero:true}}]}}}", set()),
    ],
)  # fmt: skip
def test_what_is_meant_is_said(config: str, where: set[str]) -> None:
    diagnostics = Diagnostics()
    intent.report(literal.read(config), "", diagnostics)
    assert {d.parameter for d in diagnostics} == where


def test_warnings_are_one_line_of_ascii(app_url: str) -> None:
    hostile = "function() {\r\n\tX-Evil: 1; “\ud83d\0é” " + "x" * 3000 + "}"
    config = {"type": "bar", "data": {"datasets": [{"data": [1], "label": "x"}]}}
    text = f'{json.dumps(config)[:-1]},"options":{{"a":{hostile},"b":{hostile}}}}}'
    response = requests.post(
        f"{app_url}/chart", data=b"c=" + quote(text, errors="surrogatepass").encode(), timeout=20,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert response.status_code == 200
    warnings = response.headers["X-Chart-Warnings"]
    assert "X-Evil" not in response.headers
    assert "options.a: is code" in warnings
    assert "options.b: is code" in warnings
    assert warnings.isascii()
    assert warnings.isprintable()
    assert len(warnings) <= 1000


def _names_that_are_read() -> set[str]:
    """Return the names of options that the code reads."""
    methods = {"raw", "number", "maybe_number", "flag", "text", "colour", "list", "within"}
    found = set()
    for file in (ROOT / "charts" / "quickchart" / "read").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (
                (isinstance(node.func, ast.Attribute) and node.func.attr in methods)
                or (isinstance(node.func, ast.Name) and node.func.id in ("paints", "numbers"))
            ):
                found |= {a.value for a in node.args if isinstance(a, ast.Constant)}
    return {name for name in found if isinstance(name, str) and name}


def test_no_option_that_is_read_is_said_to_be_unknown() -> None:
    read = _names_that_are_read()
    assert len(read) > 100
    ignored = set()
    for name in read:
        diagnostics = Diagnostics()
        names.report({"options": {name: 1}}, diagnostics)
        ignored |= {name for _ in diagnostics}
    assert ignored == set(), "add these to the names of charts/quickchart/read/names.py"
