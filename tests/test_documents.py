"""The documentation says what the code does."""

from __future__ import annotations

import json
import re

import pytest
import requests

from charts.native import kinds
from charts.quickchart.read.config import TYPES as QUICKCHART_TYPES
from tests import chart_types
from tests.documents import DOCS, TABLES, written

README = (DOCS.parent / "README.md").read_text()


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_tables_are_those_of_the_code(file: str, name: str) -> None:
    text = (DOCS / file).read_text()
    assert written(text, name, TABLES[file, name]()) == text, "run make docs"


def test_chart_types_elsewhere_are_kinds_with_parameters_that_they_take() -> None:
    found = {name for row in chart_types.TYPES for name in row.quickchart}
    assert found == set(QUICKCHART_TYPES)
    for row in chart_types.TYPES:
        for kind in {*row.kinds} & {*kinds.KINDS}:
            known = kinds.parameters(kind)
            for parameter in row.parameters:
                name, _, value = parameter.partition("=")
                known[name].type.read(value)
    text = (DOCS / "charts.md").read_text()
    table = text.partition("<!-- types elsewhere")[2].partition("<!-- end -->")[0]
    for kind in kinds.KINDS:
        assert f"`{kind}`" in table


def test_the_url_that_readme_shows_first_is_a_picture(app_url: str) -> None:
    url = re.search(r'<img src="https://YOUR-APP(/[^"]+)">', README)
    assert url
    answer = requests.get(app_url + url[1], timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    "url",
    sorted(set(re.findall(r'/chart\?[^\s"`)]+', README + (DOCS / "google-charts.md").read_text()))),
)
def test_a_google_url_that_the_docs_show_is_answered(url: str, app_url: str) -> None:
    assert requests.get(app_url + url, timeout=10).status_code == 200


def test_the_json_that_the_docs_show_is_a_picture(app_url: str) -> None:
    body = re.search(r"^\{\"xvalues\".*$", (DOCS / "charts.md").read_text(), re.MULTILINE)
    assert body
    answer = requests.post(app_url + "/charts/line", json=json.loads(body[0]), timeout=10)
    assert answer.status_code == 200


def test_the_error_that_the_docs_show_is_the_one_that_comes(app_url: str) -> None:
    shown = re.search(
        r"```json\n(\{\"type\".*?\})\n```", (DOCS / "charts.md").read_text(), re.DOTALL
    )
    assert shown
    answer = requests.get(app_url + "/charts/bar?xvalues=a&yvalues=1&width=5", timeout=10)
    assert answer.json() == json.loads(shown[1])


def test_the_count_of_names_is_true() -> None:
    file = DOCS.parent / "names" / "given_names.txt"
    names = [n for n in file.read_text().splitlines() if n and not n.startswith("#")]
    assert f"{len(names):,} given names" in README
