"""Labels with parents as a tree, and what is said of those that are none."""

from __future__ import annotations

import pytest

from charts.diagnostics import ChartError
from charts.native import query
from charts.native.number_text import AS_GIVEN
from charts.native.tree import Node, build, with_percentages

EVE = {
    "labels": ["Eve", "Cain", "Seth", "Enos", "Noam"],
    "parents": ["", "Eve", "Eve", "Seth", "Seth"],
}


def test_a_parent_without_a_value_has_the_sum_of_its_parts() -> None:
    (eve,) = build(*EVE.values(), [None, 14, None, 10, 2], own=False)
    assert (eve.value, eve.rest) == (26, 0)
    assert [part.label for part in eve.parts] == ["Cain", "Seth"]
    assert eve.parts[1].value == 12


def test_what_a_total_has_beyond_its_parts_is_the_rest() -> None:
    (eve,) = build(*EVE.values(), [65, 14, 12, 10, 2], own=False)
    assert (eve.value, eve.rest) == (65, 39)
    assert eve.parts[1].rest == 0


def test_an_own_value_is_added_to_the_parts() -> None:
    (eve,) = build(*EVE.values(), [10, 14, 12, 10, 2], own=True)
    assert (eve.value, eve.rest) == (48, 10)
    assert eve.leaves() == [14, 10, 2, 12, 10]


def test_a_parent_that_is_no_label_is_a_group() -> None:
    nodes = build(["Pear", "Rye"], ["Fruit", "Corn"], [1, 2], own=False)
    assert [(node.label, node.value) for node in nodes] == [("Fruit", 1), ("Corn", 2)]


def test_percentages_of_the_whole_add_up_to_100() -> None:
    nodes = build(["a", "b", "c"], ["g", "g", ""], [1, 1, 1], own=False)
    g, c = with_percentages(nodes, AS_GIVEN, of_whole=True)
    texts = [node.numbers[0] for node in (*g.parts, c)]
    assert texts == ["33.4%", "33.3%", "33.3%"]
    assert g.numbers == ("66.7%",)


def test_percentages_of_a_parent_add_up_to_100_with_its_rest() -> None:
    node = Node("g", 4, 1, (Node("a", 1), Node("b", 2)))
    (numbered,) = with_percentages([node], AS_GIVEN, of_whole=False)
    assert numbered.numbers == ("100%",)
    assert [part.numbers for part in numbered.parts] == [("25%",), ("50%",)]
    (empty,) = with_percentages([Node("g", 0, 0, (Node("a", 0),))], AS_GIVEN, of_whole=False)
    assert empty.parts[0].numbers == ("",)


@pytest.mark.parametrize(
    ("parameters", "name", "detail"),
    [
        ({"labels": "a,b", "values": "1"}, "values", "has 1, but labels has 2"),
        ({"labels": "a,b", "values": "1,2", "parents": "g"}, "parents", "has 1, but labels has 2"),
        ({"labels": "a,b", "values": "1,-2"}, "values", "-2 is negative"),
        ({"labels": "a,b", "values": "0,0"}, "values", "all are 0"),
        ({"labels": "a,b", "values": "1,"}, "values", "that of “b” is missing"),
        ({"labels": "a,b", "values": "1e300,1e300"}, "values", "their sum is too large"),
        ({"labels": "a", "values": "1", "parents": "a"}, "parents", "“a” in “a” is a cycle"),
        (
            {"labels": "a,b,c", "values": "1,1,1", "parents": "b,c,a"},
            "parents",
            "“a” in “b” in “c” in “a” is a cycle",
        ),
        (
            {"labels": "a,a,b", "values": "1,1,1", "parents": ",,a"},
            "parents",
            "“a” is the label of 2",
        ),
        (
            {"labels": "a,b,c", "values": "2,2,1", "parents": ",a,a"},
            "values",
            "“a” has 2, but its parts have 3",
        ),
        (
            {"labels": "abcdefghi", "values": ",,,,,,,,1", "parents": "-abcdefgh"},
            "parents",
            "“i” has more than 7 parents above it",
        ),
    ],
)
def test_what_is_no_tree_is_said(parameters: dict[str, str], name: str, detail: str) -> None:
    if len(parameters["labels"]) == 9:
        parameters = {
            "labels": ",".join(parameters["labels"]),
            "parents": ",".join(parameters["parents"]).replace("-", ""),
            "values": parameters["values"],
        }
    with pytest.raises(ChartError) as caught:
        query.chart("treemap", parameters)
    assert [(error.parameter, error.detail) for error in caught.value.errors] == [(name, detail)]


def test_0_1_and_0_2_are_not_more_than_0_3() -> None:
    query.chart("treemap", {"labels": "a,b,c", "parents": ",a,a", "values": "0.3,0.1,0.2"})


def test_there_are_as_many_colours_as_groups() -> None:
    data = {"labels": "a,b,c", "parents": "g,g,", "values": "1,2,3"}
    query.chart("treemap", {**data, "colors": "red,teal"})
    with pytest.raises(ChartError, match="3 for 2 groups"):
        query.chart("treemap", {**data, "colors": "red,teal,blue"})
