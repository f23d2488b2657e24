"""Groups of raw values: how a request divides them among groups and series."""

from __future__ import annotations

from typing import Any

import pytest

from charts.diagnostics import ChartError
from charts.native import query
from charts.native.kinds import violin
from charts.native.violins import violins
from charts.statistics.density import BANDWIDTH_RULES


def box(**parameters: Any) -> Any:
    return query.chart("box", parameters).plot


def test_each_list_is_a_group() -> None:
    plot = box(values="3,1,2|5", labels="a,b")
    assert plot.labels == ("a", "b")
    assert plot.series == ()
    ((first, second),) = plot.rows
    assert first.values == (1, 2, 3)
    assert (second.low, second.median, second.high) == (5, 5, 5)


def test_lists_of_several_series_are_those_of_one_after_the_other() -> None:
    plot = box(values="1|2|3|4|5|6", labels="a,b,c", legend="x,y")
    assert [[group.median for group in row] for row in plot.rows] == [[1, 2, 3], [4, 5, 6]]
    assert [entry.name for entry in plot.series] == ["x", "y"]
    first, second = ({group.colour for group in row} for row in plot.rows)
    assert len(first) == len(second) == 1
    assert first != second


def test_a_group_without_values_is_none() -> None:
    assert box(values=[[None], [1]]).rows[0][0] is None


@pytest.mark.parametrize(
    ("parameters", "name", "detail"),
    [
        ({"labels": "a"}, "labels", "has 1, but values has 3 groups"),
        ({"legend": "x,y"}, "values", "has 3 lists, but legend has 2 series"),
        ({"legend": "x,y,z", "labels": "a,b"}, "labels", "has 2, but values has 1 groups"),
        ({"colors": "red,red,red,red"}, "colors", "4 for 3 groups"),
        ({"legend": "x", "colors": "red,red"}, "colors", "2 for 1 series"),
    ],
)
def test_what_does_not_go_together_is_named(parameters, name, detail) -> None:
    with pytest.raises(ChartError) as raised:
        box(values="1|2|3", **parameters)
    assert [(e.parameter, e.detail) for e in raised.value.errors] == [(name, detail)]


def test_percentiles_are_the_ends_of_whiskers() -> None:
    ((group,),) = box(values=",".join(map(str, range(101))), whiskers="p10").rows
    assert (group.low, group.high) == (10, 90)
    assert group.outliers == (*range(10), *range(91, 101))


def shapes(values: str, **parameters: Any) -> list[float]:
    """How wide each violin is at its widest."""
    plot = query.chart("violin", {"values": values, **parameters}).plot
    known = violins(plot.groups.known, plot.bandwidth, plot.widths)
    return [float(shape.widths.max()) if len(shape.widths) else 0.0 for shape in known]


def test_violins_share_what_they_are_asked_to() -> None:
    values = "1,2,3|1,3,5|2,2"
    assert shapes(values) == [1, 1, 0]
    narrow, wide, _ = shapes(values, widths="area")
    assert (narrow, wide) == (1, pytest.approx(0.5))
    assert shapes("1,2,3|1,1,2,2,3,3", widths="count", bandwidth="1")[0] < 0.6


def test_a_bandwidth_is_a_rule_or_a_number() -> None:
    assert violin._RULES == BANDWIDTH_RULES
    for bandwidth in (*BANDWIDTH_RULES, "0.5", "1e300", "1e-300"):
        assert shapes("1,2,9", bandwidth=bandwidth) == [1]


@pytest.mark.parametrize(
    ("parameters", "name", "detail"),
    [
        ({"bandwidth": "0"}, "bandwidth", "“0” is not above 0"),
        ({"bandwidth": "scot"}, "bandwidth", "neither a rule nor a number; did you mean scott?"),
        ({"whiskers": "range", "inner": "lines"}, "whiskers", "does nothing with inner=lines"),
    ],
)
def test_what_a_violin_cannot_have_is_named(parameters, name, detail) -> None:
    with pytest.raises(ChartError) as raised:
        query.chart("violin", {"values": "1,2", **parameters})
    (error,) = raised.value.errors
    assert error.parameter == name
    assert detail in error.detail
