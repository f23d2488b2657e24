"""Making URLs: the function of examples/, and the snippets of docs/embedding.md, as they stand."""

from __future__ import annotations

import ast
import html
import json
import re
import runpy
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import jinja2
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.native import kinds
from devserver import testing
from tests.conftest import ROOT

EMBEDDING = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "examples"


def _snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", EMBEDDING, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def python() -> dict[str, Any]:
    """What the module for Python defines."""
    return runpy.run_path(str(EXAMPLES / "chart_url.py"))


def _same(app_url: str, kind: str, url: str, members: dict[str, Any]) -> None:
    """A URL and a JSON body are the same chart: they have one entity tag."""
    asked = requests.get(url, timeout=30)
    assert asked.status_code == 200, asked.text
    posted = requests.post(f"{app_url}/charts/{kind}", json=members, timeout=30)
    assert posted.status_code == 200, posted.text
    assert asked.headers["ETag"] == posted.headers["ETag"]


def test_calls_of_the_python_snippet_are_pictures(python: dict[str, Any], app_url: str) -> None:
    for line in map(ast.unparse, ast.parse(_snippets("python")[0]).body):
        written = eval(line, dict(python))  # noqa: S307 - our own
        urls = re.findall(r"http[^ \"]+", html.unescape(written))
        assert len(urls) == (3 if line.startswith("img") else 1)
        for url in urls:
            answer = requests.get(url.replace(python["APP"], app_url), timeout=30)
            assert answer.headers["Content-Type"] == "image/png", answer.text


def test_json_snippet_is_a_picture(app_url: str) -> None:
    defined: dict[str, Any] = {}
    exec(_snippets("python")[1].replace("https://YOUR-APP", app_url), defined)  # noqa: S102 - ours
    assert defined["picture"].startswith(b"\x89PNG")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NUMBERS = st.none() | st.integers(-1000, 1000)


@settings(derandomize=True, deadline=None, max_examples=60,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(data=st.data())
def test_a_url_says_what_json_says(
    python: dict[str, Any], app_url: str, data: st.DataObject
) -> None:
    size = data.draw(st.integers(2, 5))
    rows = data.draw(st.lists(st.lists(NUMBERS, min_size=size, max_size=size), min_size=1,
                              max_size=3))  # fmt: skip
    members = {
        "xvalues": data.draw(st.lists(TEXTS, min_size=size, max_size=size)),
        "yvalues": rows,
        "legend": data.draw(st.lists(TEXTS, min_size=len(rows), max_size=len(rows))),
        "title": data.draw(TEXTS),
        "stacked": data.draw(st.booleans()),
        "format": "svg",
    }
    if len(rows) == 1 and not members["legend"][0].strip():
        members["legend"] = ["one"]  # a blank text counts as not given, a list of one does not
    _same(app_url, "bar", python["chart_url"]("bar", app=app_url, **members), members)


def test_what_is_not_given_is_left_out(python: dict[str, Any]) -> None:
    url = python["chart_url"]("pie", app="", labels=["a"], values=[1], title=None, colors=[])
    assert url == "/charts/pie?labels=a&values=1"


def _urls(text: str) -> list[str]:
    """What stands behind the address of the app in the sources of pictures."""
    return [html.unescape(url) for url in re.findall(r'https://YOUR-APP([^\s")]+)', text)]


@pytest.mark.parametrize("url", [
    url for language in ("html", "markdown") for snippet in _snippets(language)
    for url in _urls(snippet)
])  # fmt: skip
def test_url_of_a_snippet_is_a_picture(url: str, app_url: str) -> None:
    answer = requests.get(app_url + url, timeout=30)
    assert answer.headers["Content-Type"] == "image/png", answer.text


def test_every_language_has_a_snippet_with_a_url() -> None:
    for language in ("html", "markdown"):
        assert any(map(_urls, _snippets(language)))


def test_jinja_snippet_makes_the_chart_of_its_names(app_url: str) -> None:
    macro, page = _snippets("jinja")
    loader = jinja2.DictLoader({"charts.html": macro, "page.html": page})
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
    )
    names, numbers = ["C, C++", 'a"b', "<b> & c"], [3, 0, 4.5]
    written = environment.get_template("page.html").render(
        chart_functions=app_url, names=names, numbers=numbers
    )
    (source,) = re.findall(r'src="([^"]+)"', written)
    members = {"xvalues": names, "yvalues": numbers, "title": "Students & guests"}
    _same(app_url, "bar", html.unescape(source), members)


def test_the_longest_url_says_that_it_is_too_long(python: dict[str, Any], app_url: str) -> None:
    url = python["chart_url"]("line", app=app_url, xvalues=list(range(2000)), yvalues=[1] * 2000)
    assert len(url) > 8192
    assert requests.get(url, timeout=30).status_code == 414


needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")


def _javascript(expression: str) -> Any:
    """The value of an expression in which ``m`` is the module for JavaScript."""
    code = f"import * as m from './chart_url.mjs';console.log(JSON.stringify({expression}))"
    command = ["node", "--input-type=module", "-e", code]
    done = subprocess.run(command, cwd=EXAMPLES, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_modules_know_every_kind(python: dict[str, Any]) -> None:
    assert python["Kind"].__args__ == kinds.KINDS


@needs_node
def test_the_module_for_javascript_knows_every_kind() -> None:
    assert tuple(_javascript("m.KINDS")) == kinds.KINDS


CASES = [(kind, dict(example.parameters)) for kind, example in kinds.examples() if example.shown]


@needs_node
def test_both_modules_make_the_chart_of_the_json(python: dict[str, Any], app_url: str) -> None:
    urls = _javascript(f"{json.dumps(CASES)}.map(([k, p]) => m.chartUrl(k, p, {app_url!r}))")
    for (kind, members), url in zip(CASES, urls, strict=True):
        _same(app_url, kind, python["chart_url"](kind, app=app_url, **members), members)
        _same(app_url, kind, url, members)


KEY = secrets.token_urlsafe(32)
CONFIG = {"type": "bar", "data": {"labels": ["é", "a'(b)"], "datasets": [{"data": [1, 2]}]}}


@pytest.fixture(scope="module")
def signing() -> Iterator[str]:
    with testing.running(ROOT, {"URL_SIGNING_KEYS": KEY}) as server:
        yield server.url


def _is_signed(url: str) -> None:
    assert requests.get(url, timeout=30).status_code == 200, url
    assert requests.get(url + "&more=1", timeout=30).status_code == 403


def test_python_signs_what_the_app_takes(python: dict[str, Any], signing: str) -> None:
    where = {"app": signing, "key": KEY}
    pie = python["chart_url"]("pie", labels=["a, b", "ü ~'()*!"], values=[1, 2], **where)
    _is_signed(pie)
    _is_signed(python["chartjs_url"](CONFIG, width=200, **where))
    _is_signed(python["google_url"](cht="p", chs="90x90", chd="t:1,2", chl="a|b c", **where))
    _is_signed(python["code_url"]("qr", text="a b", **where))
    _is_signed(python["signed"](pie, KEY, expires=4_000_000_000))
    for url in re.findall(r"http[^ \"]+", html.unescape(python["img"](pie, "a", key=KEY))):
        _is_signed(url)


@needs_node
def test_javascript_signs_what_the_app_takes(signing: str) -> None:
    made = [
        f"m.chartUrl('pie', {{labels: ['a, b', \"ü ~'()*!\"], values: [1, 2]}}, {signing!r})",
        f"m.chartjsUrl({json.dumps(CONFIG)}, {{width: 200}}, {signing!r})",
        f"m.googleUrl({{cht: 'p', chs: '90x90', chd: 't:1,2', chl: 'a|b c'}}, {signing!r})",
        f"m.codeUrl('qr', {{text: 'a b'}}, {signing!r})",
    ]
    key = json.dumps(KEY)
    for url in _javascript(f"await Promise.all([{','.join(made)}].map(u => m.signed(u, {key})))"):
        _is_signed(url)


def test_texts_of_an_img_are_escaped(python: dict[str, Any]) -> None:
    written = python["img"](python["chart_url"]("pie", labels=["a"], values=[1]), '<b> & "c"')
    assert 'alt="&lt;b&gt; &amp; &quot;c&quot;"' in written
    assert written.count("<") == written.count(">") == 1
