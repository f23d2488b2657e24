"""Stacks of bars and areas: to 100 %, with gaps, below zero."""

from __future__ import annotations

from itertools import pairwise

import pytest

from charts.diagnostics import ChartError
from charts.marks.curves import Curve
from charts.native import percent_stack, piles, query, render
from charts.native.chart import Series
from charts.native.number_text import NumberFormat


def series(*rows: list[float | None]) -> list[Series]:
    return [Series("", tuple(row), ((0, 0, 0, 255),)) for row in rows]


def notices(kind: str, **parameters: object) -> tuple[str, ...]:
    return render.draw(query.chart(kind, parameters)).notices


def test_shares_of_a_place_add_up_to_a_hundred() -> None:
    rows = [one.values for one in percent_stack.shares(series([1, 2, 1e300], [3, None, 1e300]))]
    assert rows == [(25.0, 100.0, 50.0), (75.0, None, 50.0)]


def test_shares_with_negative_values_are_of_the_sum_of_sizes() -> None:
    rows = [one.values for one in percent_stack.shares(series([3, 0], [-1, 0]))]
    assert rows == [(75.0, 0.0), (-25.0, 0.0)]


def test_texts_add_up_to_a_hundred_and_have_their_sign() -> None:
    texts = percent_stack.texts(series([1, -1, 0], [1, 3, 0], [1, None, 0]), NumberFormat())
    assert texts == [["33.4%", "−25%", "0%"], ["33.3%", "75%", "0%"], ["33.3%", "", "0%"]]
    german = percent_stack.texts(series([1], [3]), NumberFormat(locale="de", decimals=1))
    assert german == [["25,0\N{NO-BREAK SPACE}%"], ["75,0\N{NO-BREAK SPACE}%"]]


@pytest.mark.parametrize("kind", ["bar", "area"])
@pytest.mark.parametrize("stacked", ["percent", "Percent ", True, "", "yes", False])
def test_stacked_is_a_flag_or_percent(kind: str, stacked: object) -> None:
    chart = query.chart(kind, {"xvalues": "a,b", "yvalues": "1,2|3,4", "stacked": stacked})
    assert render.render(chart)


def test_another_word_is_an_error() -> None:
    with pytest.raises(ChartError) as raised:
        query.chart("area", {"xvalues": "a,b", "yvalues": "1,2", "stacked": "precent"})
    (error,) = raised.value.errors
    assert error.parameter == "stacked"
    assert error.detail == "“precent” is neither true, false nor percent; did you mean percent?"
    assert error.allowed == "true, false or percent"


def test_a_logarithmic_axis_excludes_percent() -> None:
    with pytest.raises(ChartError) as raised:
        query.chart("bar", {"xvalues": "a", "yvalues": "1", "stacked": "percent", "log": True})
    assert [error.parameter for error in raised.value.errors] == ["log"]


def test_a_gap_counts_as_zero_where_other_areas_are_known() -> None:
    rows = [[1, None, None, 4], [1, 2, None, 3]]
    said = notices("area", xvalues=["a", "b", "c", "d"], yvalues=rows, stacked=True)
    assert said == ("yvalues: 1 gap counts as 0 in the stack",)
    assert notices("area", xvalues=["a", "b", "c", "d"], yvalues=rows) == ()


def test_numbers_in_areas_are_left_out_where_the_area_is_too_thin() -> None:
    rows = [[100, 100, 100], [1, 1, 100]]
    said = notices("area", xvalues=["a", "b", "c"], yvalues=rows, stacked=True, value_labels=True)
    assert said == ("value_labels: 2 of 6 numbers had no room",)


def layers(stack: piles.Piles) -> list[tuple[int, int, list[float | None], list[float | None]]]:
    return [(layer.series, layer.sign, layer.starts, layer.ends) for layer in stack.layers]


def test_what_is_below_zero_is_piled_downwards_and_zero_stays_at_its_side() -> None:
    stack = piles.pile([0, 1, 2], [[1, 0, 2], [-1, 0, -3], [-2, None, -1]])
    assert layers(stack) == [
        (0, 1, [0, 0, 0], [1, 0, 2]),
        (1, -1, [0, 0, 0], [-1, 0, -3]),
        (2, -1, [-1, 0, -3], [-3, 0, -4]),
    ]
    assert not stack.crosses_zero


def test_a_series_that_changes_its_sign_ends_at_zero_in_one_pile_and_starts_in_the_other() -> None:
    rows = [[2.0, -2.0], [1.0, 3.0]]
    assert piles.pile([0, 1], rows).crosses_zero
    stack = piles.pile_joined([0, 1], rows, "linear")
    assert (list(stack.x), stack.at) == ([0, 0.5, 1], [0, 2])
    assert layers(stack) == [
        (0, 1, [0, 0, None], [2, 0, None]),
        (0, -1, [None, 0, 0], [None, 0, -2]),
        (1, 1, [2, 0, 0], [3, 2, 3]),
    ]
    assert [layer.has(0.0) for layer in stack.layers[:2]] == [True, False]


@pytest.mark.parametrize("curve", ["linear", "smooth"])
def test_no_area_covers_another_wherever_series_cross_zero(curve: Curve) -> None:
    rows = [[3, 1, -2, -3, None, 4], [2, -1, -1, 1, None, -2], [-1, -2, 1, 2, None, 1]]
    stack = piles.pile_joined([0, 0.2, 0.4, 0.6, None, 1], rows, curve)
    for i, x in enumerate(stack.x):
        for sign in (1, -1):
            top = 0.0
            for layer in stack.layers:
                start, end = layer.starts[i], layer.ends[i]
                if layer.sign != sign or start is None or end is None:
                    continue
                assert x is not None
                assert start == pytest.approx(top)
                assert end * sign >= start * sign
                top = end
    changes = [(a * b) for layer in stack.layers for a, b in pairwise(layer.ends) if a and b]
    assert min(changes) > 0


def test_a_stack_joins_numbers_in_their_order() -> None:
    rows, turned = [[1, 2, -3], [4, 5, 6]], [[-3, 1, 2], [6, 4, 5]]
    pictures = [
        render.render(query.chart("area", {"xvalues": x, "yvalues": y, "stacked": True}))
        for x, y in (([1, 2, 3], rows), ([3, 1, 2], turned))
    ]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("percent", [True, "percent"])
def test_numbers_stand_in_the_area_of_their_sign(percent: object) -> None:
    rows = [[4, -4], [3, 2], [-3, -2]]
    parameters = {"xvalues": [1, 2], "yvalues": rows, "stacked": percent, "value_labels": True}
    assert notices("area", **parameters, legend=["a", "b", "c"], legend_position="ends") == ()
