"""Values without a logarithm: gaps of a logarithmic axis, which a header names."""

from __future__ import annotations

import pytest

from charts.native import kinds
from tests.charts.conftest import Ask

_ONLY = "as a logarithmic axis shows values above 0 only"


@pytest.mark.parametrize(
    "kind", [kind for kind in kinds.KINDS if {"log", "yvalues"} <= {*kinds.parameters(kind)}]
)
@pytest.mark.parametrize("form", ["png", "svg"])
def test_values_of_zero_or_less_are_drawn_as_gaps(kind: str, form: str, get: Ask) -> None:
    more = f"&log&format={form}"
    more += {"scatter": "", "bubble": "&sizes=1,1,1,1"}.get(kind, "&value_labels")
    odd = get(f"/charts/{kind}?xvalues=1,2,3,4&yvalues=0,10,-5,1000{more}")
    gaps = get(f"/charts/{kind}?xvalues=1,2,3,4&yvalues=,10,,1000{more}")
    assert odd.content == gaps.content
    assert "X-Chart-Notice" not in gaps.headers
    expected = f"yvalues: 0 (item 1), -5 (item 3) are gaps, {_ONLY}"
    assert odd.headers["X-Chart-Notice"] == expected


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ("0,1", "0 (item 1) is a gap"),
        ("1,2|-3,4", "-3 (item 1 of series 2) is a gap"),
        ("1,2|0,0", "0 (item 1 of series 2), 0 (item 2 of series 2) are gaps"),
        (",1|2,-0", "0 (item 2 of series 2) is a gap"),
    ],
)
def test_the_header_names_each_gap(values: str, named: str, get: Ask) -> None:
    url = f"/charts/bar?xvalues=a,b&yvalues={values}&log"
    first, again = get(url), get(url)
    assert first.headers["X-Chart-Notice"] == f"yvalues: {named}, {_ONLY}"
    assert again.headers["X-Chart-Notice"] == first.headers["X-Chart-Notice"]


def test_the_header_counts_what_it_does_not_name(get: Ask) -> None:
    zeros = ",".join("0" * 300)
    names = ",".join(map(str, range(301)))
    notice = get(f"/charts/line?xvalues={names}&yvalues=1,{zeros}&log").headers["X-Chart-Notice"]
    assert notice.startswith("yvalues: 0 (item 2), 0 (item 3), 0 (item 4), 0 (item 5), 0 (item 6)")
    assert "and 295 more are gaps" in notice


def test_without_log_zero_is_a_value(get: Ask) -> None:
    assert "X-Chart-Notice" not in get("/charts/bar?xvalues=a,b&yvalues=0,1").headers


def test_json_says_it_as_well(ask: Ask) -> None:
    body = {"xvalues": ["a", "b"], "yvalues": [0, 1], "log": True}
    response = ask("POST", "/charts/bar", json=body)
    assert response.status_code == 200
    assert response.headers["X-Chart-Notice"].startswith("yvalues: 0 (item 1) is a gap")


def test_an_error_says_that_nothing_is_left(ask: Ask) -> None:
    response = ask("GET", "/charts/bar?xvalues=a,b&yvalues=0,-1&log")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["parameter"], error["detail"]) == ("yvalues", "no value is above 0")
