"""Links of Sankey diagrams: how they are written, and what is no diagram."""

from __future__ import annotations

from typing import Any

import pytest

from charts.diagnostics import ChartError
from charts.native import query, render
from charts.native.values import Links

LINKS = Links(max_items=3, max_length=10)


@pytest.mark.parametrize(
    "raw",
    ["A>B:12,B>C:.5", " A > B : 12 ,B>C:5e-1", ["A>B:12", "B>C:0.5"], [["A", "B", 12], "B>C:0.5"]],
)
def test_links_are_texts_or_lists_of_three(raw: Any) -> None:
    assert LINKS.read(raw) == (("A", "B", 12), ("B", "C", 0.5))


def test_a_name_may_have_colons_and_commas() -> None:
    assert LINKS.read(r"10:30>a\, b:2") == (("10:30", "a, b", 2),)
    assert LINKS.read([["a>b", "c", "1"]]) == (("a>b", "c", 1),)


@pytest.mark.parametrize(
    ("raw", "detail"),
    [
        ("A-B:1", "“A-B:1” is not a link such as A>B:12"),
        ("A>B", "“A>B” is not a link"),
        ("A>B:", "“” is not a number"),
        ("A>B:x", "“x” is not a number"),
        ("A>B:0", "“A>B:0” is not above 0"),
        ("A>B:-1", "“A>B:-1” is not above 0"),
        (">B:1", "“>B:1” has no name at one end"),
        ("A> :1", "“A> :1” has no name at one end"),
        ("A>B:1,A>B:1,A>B:1,A>B:1", "4 links are too many"),
        ("A>Blanchefort-on-Sea:1", "is too long"),
        ([["A", "B"]], "is not a link"),
        ([1], "is not a link"),
        (True, "is not a list"),
    ],
)
def test_what_is_no_link_is_said(raw: Any, detail: str) -> None:
    with pytest.raises(ValueError, match=detail.replace(".", r"\.")):
        LINKS.read(raw)


@pytest.mark.parametrize(
    ("links", "detail"),
    [
        ("A>A:1", "“A” > “A” is a cycle"),
        ("Z>A:1,A>B:1,B>C:1,C>A:1", "“A” > “B” > “C” > “A” is a cycle"),
        (
            ",".join(f"{i}>{(i + 1) % 9}:1" for i in range(9)),
            "“0” > “1” > “2” > “3” > “4” > … > “0” is a cycle",
        ),
        (",".join(f"{i}>{i + 1}:1" for i in range(60)), "61 nodes in a row"),
    ],
)
def test_links_must_lead_to_the_right(links: str, detail: str) -> None:
    with pytest.raises(ChartError) as caught:
        query.chart("sankey", {"links": links})
    assert [(error.parameter, error.detail) for error in caught.value.errors] == [("links", detail)]


def test_repeated_links_are_one_list() -> None:
    pairs = [("links", "A>B:1"), ("links", "B>C:2")]
    assert query.joined("sankey", pairs) == [("links", "A>B:1,B>C:2")]


def test_there_are_as_many_colours_as_nodes() -> None:
    query.chart("sankey", {"links": "A>B:1", "colors": "red,teal"})
    with pytest.raises(ChartError, match="3 for 2 nodes"):
        query.chart("sankey", {"links": "A>B:1", "colors": "red,teal,blue"})


def test_names_without_room_are_said() -> None:
    links = [f"root>leaf {i}:1" for i in range(100)]
    chart = query.chart("sankey", {"links": links, "width": 300, "height": 200})
    (notice,) = render.draw(chart).notices
    assert notice.startswith("links: ")
    assert notice.endswith("of 101 names had no room")
