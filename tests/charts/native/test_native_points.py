"""Scatter and bubble charts: places of each series, sizes, names and trends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.diagnostics import ChartError
from charts.native import point_plot, query, render, size_legend
from charts.native.point_plot import PointPlot
from charts.statistics import regression

numbers = st.floats(-1e300, 1e300)


def plot(kind: str = "scatter", **parameters: Any) -> PointPlot:
    model: PointPlot = query.chart(kind, parameters).plot
    return model


def errors(kind: str = "scatter", **parameters: Any) -> list[tuple[str, str]]:
    with pytest.raises(ChartError) as raised:
        query.chart(kind, parameters)
    return [(error.parameter, error.detail) for error in raised.value.errors]


def notices(kind: str, **parameters: Any) -> tuple[str, ...]:
    return render.draw(query.chart(kind, parameters)).notices


@pytest.mark.parametrize("xvalues", ["1,2,3|4,5", [[1, 2, 3], ["4", 5]], "1,2,3|4, 5"])
def test_each_series_may_have_places_of_its_own(xvalues: Any) -> None:
    points = plot(xvalues=xvalues, yvalues="5,6,7|8,9")
    assert points.places == ((1, 2, 3), (4, 5))
    assert [one.values for one in points.series] == [(5, 6, 7), (8, 9)]


def test_one_list_is_that_of_all_series() -> None:
    points = plot(xvalues="1,2", yvalues="5,6|8,9", names="a,b", sizes="1,4")
    assert points.places == ((1, 2), (1, 2))
    assert points.names == (("a", "b"), ("a", "b"))
    assert points.sizes == ((1, 4), (1, 4))


def test_places_of_all_series_have_one_type() -> None:
    times = plot(xvalues="2024-01-01,2024-01-02|2024-02", yvalues="1,2|3")
    assert times.x.type == "time"
    assert [len(places) for places in times.places] == [2, 1]
    assert errors(xvalues="1,2|b", yvalues="1,2|3")[0][0] == "xvalues"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        (
            {"xvalues": "1,2,3", "yvalues": "1,2,3|4,5"},
            ("yvalues", "has 2, but xvalues has 3 (series 2)"),
        ),
        (
            {"xvalues": "1|2|3", "yvalues": "1|2"},
            ("xvalues", "has 3 lists, but yvalues has 2 series"),
        ),
        (
            {"xvalues": "1,2|3", "yvalues": "1,2|4", "names": "a,b"},
            ("names", "has 2, but yvalues has 1 (series 2)"),
        ),
        ({"xvalues": "1,2", "yvalues": "1,2", "sizes": "1,-2"}, ("sizes", "-2 is negative")),
        ({"xvalues": "1,2", "yvalues": "1,2", "sizes": "0,"}, ("sizes", "none is above 0")),
        ({"xvalues": "1,2", "yvalues": "1,2", "max_size": 9}, ("max_size", "needs sizes")),
        ({"xvalues": "1,2", "yvalues": "1,2", "size_label": "m"}, ("size_label", "needs sizes")),
        ({"xvalues": "1,2", "yvalues": "1,2", "r2": True}, ("r2", "needs trend")),
    ],
)
def test_errors_name_the_parameter(parameters: dict[str, Any], expected: tuple[str, str]) -> None:
    assert errors(**parameters) == [expected]


def test_a_bubble_chart_needs_sizes() -> None:
    assert errors("bubble", xvalues="1", yvalues="2") == [("sizes", "is missing")]


def test_points_without_a_size_are_named() -> None:
    said = notices("bubble", xvalues="1,2,3", yvalues="1,2,", sizes="4,,")
    assert said == ("sizes: 1 point has none",)


@pytest.mark.parametrize("width", [100, 640])
def test_a_legend_of_sizes_without_room_is_left_out(width: int) -> None:
    said = notices("bubble", xvalues="1", yvalues="1", sizes="123456", width=width, max_size=200)
    assert said == ("sizes: their legend had no room",)


@given(st.floats(0, 1e300), st.floats(1e-300, 1e300))
def test_the_sizes_of_the_legend_are_round_and_at_most_the_largest(low: float, high: float) -> None:
    values = size_legend._values(min(low, high), high)
    assert 1 <= len(values) <= 3
    assert values == sorted(set(values))
    assert 0 < values[-1] <= high * (1 + 1e-6)
    assert values[0] >= min(low, high) / 4


def test_a_trend_is_the_line_of_least_squares() -> None:
    line = regression.linear([(1, 2), (2, 4), (3, 6.5)])
    assert line is not None
    assert [line.at(1), line.at(3)] == pytest.approx([1.916667, 6.416667])
    assert line.r2 == pytest.approx(0.995902)


def test_there_is_no_trend_of_one_place_and_no_r2_of_one_value() -> None:
    assert regression.linear([(1, 2)]) is None
    assert regression.linear([(1, 2), (1, 3)]) is None
    level = regression.linear([(1, 2), (2, 2)])
    assert level is not None
    assert (level.at(9), level.r2) == (2, None)


@given(st.lists(st.tuples(numbers, numbers), min_size=2, max_size=5))
def test_a_trend_of_any_numbers_neither_overflows_nor_leaves_the_range(
    points: list[tuple[float, float]],
) -> None:
    line = regression.linear(points)
    if line and line.r2 is not None:
        assert 0 <= line.r2 <= 1


def test_r2_stands_in_the_legend() -> None:
    points = plot(
        xvalues="1,2,3", yvalues="1,2,3|5,5,5", legend="A,B", trend="linear", r2=True, locale="de"
    )
    entries = point_plot.legend(points, "right")
    assert [(entry.name, entry.number) for entry in entries] == [("A", "(R² = 1,00)"), ("B", "")]


def test_without_a_legend_it_stands_at_the_line() -> None:
    asked = {"xvalues": "1,2,3", "yvalues": "1,3,2", "trend": "linear", "r2": True}
    assert plot(**asked).r2 == ("R² = 0.25",)
    assert notices("scatter", **asked) == ()
    assert notices("scatter", **asked, width=40, height=40) == ("r2: 1 of 1 had no room",)


def test_a_trend_on_a_logarithmic_axis_ends_where_it_is_not_above_zero() -> None:
    asked = {"xvalues": "1,2,3,4", "yvalues": "1,1,1,9000", "trend": "linear", "log": True}
    assert notices("scatter", **asked) == ()


def test_names_that_have_no_room_are_counted() -> None:
    names = ",".join(f"a rather long name {i}" for i in range(40))
    same = ",".join(["1"] * 40)
    (said,) = notices("scatter", xvalues=same, yvalues=same, names=names, width=200, height=150)
    assert said.startswith("names: ")
    assert said.endswith(" of 40 had no room")


@pytest.mark.parametrize("format_", ["png", "svg", "pdf"])
def test_odd_bubbles_are_drawn(format_: str) -> None:
    for xvalues, yvalues, sizes in [
        ("1", "1", "1e-300"),
        ("1e300,-1e300", "1e300,-1e300", "1e300,0"),
        (",1", "2,", "1,1"),
    ]:
        parameters = {"xvalues": xvalues, "yvalues": yvalues, "sizes": sizes, "format": format_}
        asked = {**parameters, "names": "日本語," * yvalues.count(",") + "x", "trend": "linear"}
        assert render.render(query.chart("bubble", asked))
