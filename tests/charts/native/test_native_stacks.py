"""Stacks of bars and areas: to 100 %, with gaps, below zero."""

from __future__ import annotations

import pytest

from charts.diagnostics import ChartError
from charts.native import percent_stack, query, render
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
