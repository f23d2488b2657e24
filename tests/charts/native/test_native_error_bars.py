"""Error bars: how they are written, what is wrong with them, and where they are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from charts.diagnostics import ChartError
from charts.native import kinds, query, render
from charts.native.chart import Series
from charts.native.values import Spreads

_WITH_ERRORS = [kind for kind in kinds.KINDS if "yerror" in kinds.parameters(kind)]
_SPREADS = Spreads(6, 2)
_TWO = [[10, 20, 30], [5, None, 15]]


def _needed(kind: str) -> dict[str, Any]:
    return {"sizes": [1, 2, 3]} if kind == "bubble" else {}


def _series(kind: str = "line", **parameters: Any) -> tuple[Series, ...]:
    data = {"xvalues": ["a", "b", "c"], "yvalues": [10, 20, 30], **_needed(kind)}
    if "sizes" in kinds.parameters(kind):
        data["xvalues"] = [1, 2, 3]
    series: tuple[Series, ...] = query.chart(kind, {**data, **parameters}).plot.series
    return series


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("2", ((2.0,),)),
        ("2,,1.5", ((2.0, None, 1.5),)),
        ("2,8..12|3,", ((2.0, (8.0, 12.0)), (3.0, None))),
        ("-3..-1", (((-3.0, -1.0),),)),
        (2, ((2.0,),)),
        ([2, None, "8..12"], ((2.0, None, (8.0, 12.0)),)),
        ([[2], ["3"]], ((2.0,), (3.0,))),
    ],
)
def test_errors_are_numbers_or_ranges(raw: Any, rows: Any) -> None:
    assert _SPREADS.read(raw) == rows


@pytest.mark.parametrize(
    ("raw", "detail"),
    [
        ("-1", "“-1” is negative"),
        ("a", "“a” is not a number"),
        ("12..8", "the first end is above the second"),
        ("1..", "“” is not a number"),
        ("1|1|1", "3 series are too many"),
        ("1,1,1,1,1,1,1", "7 errors are too many"),
    ],
)
def test_what_is_no_error(raw: str, detail: str) -> None:
    with pytest.raises(ValueError, match=detail):
        _SPREADS.read(raw)


@pytest.mark.parametrize("kind", _WITH_ERRORS)
def test_one_number_is_the_error_of_all_values(kind: str) -> None:
    series = _series(kind, yvalues=_TWO, yerror=2)
    assert series[0].errors == ((8, 12), (18, 22), (28, 32))
    assert series[1].errors == ((3, 7), None, (13, 17))


def test_errors_may_be_of_each_value_and_have_two_ends() -> None:
    (series,) = _series(yerror="1,15..40,")
    assert series.errors == ((9, 11), (15, 40), None)
    assert series.ends == [9, 11, 15, 40]


def test_errors_follow_their_values_in_the_order_of_time() -> None:
    (series,) = _series(xvalues=["2024-03", "2024-01", "2024-02"], yerror="1,2,3")
    assert series.values == (20, 30, 10)
    assert series.errors == ((18, 22), (27, 33), (9, 11))


@pytest.mark.parametrize(
    ("parameters", "detail"),
    [
        ({"yerror": "1,2"}, "has 2, but yvalues has 3"),
        ({"yerror": "1,2,3|1,2,3"}, "has 2 series, but yvalues has 1"),
        ({"yerror": "1,2,3|1,2", "yvalues": _TWO}, "has 2 of series 2, but yvalues has 3"),
        ({"yerror": "1,2,3|1,2,3", "yvalues": _TWO}, "item 2 of series 2 is the error of a gap"),
        ({"yerror": "8..9,1,1"}, r"8..9 \(item 1\) does not contain 10"),
    ],
)
def test_errors_are_those_of_the_values(parameters: dict[str, Any], detail: str) -> None:
    with pytest.raises(ChartError, match=detail) as raised:
        _series(**parameters)
    assert [error.parameter for error in raised.value.errors] == ["yerror"]


@pytest.mark.parametrize("kind", ["bar", "area"])
def test_errors_of_a_stack_are_refused(kind: str) -> None:
    with pytest.raises(ChartError, match="of a stack is not drawn"):
        _series(kind, yvalues=_TWO, yerror=1, stacked=True)


def test_only_stacked_bars_of_a_combo_have_no_errors() -> None:
    asked = {"yvalues": [*_TWO, [1, 2, 3]], "stacked": True}
    with pytest.raises(ChartError, match="of stacked bars is not drawn") as raised:
        _series("combo", **asked, yerror=1)
    assert [error.parameter for error in raised.value.errors] == ["yerror"]
    *_, line = _series("combo", **asked, yerror=",,|,,|1,1..4,0.5")
    assert line.errors == ((0, 2), (1, 4), (2.5, 3.5))
    assert _series("combo", yvalues=_TWO, yerror=1, stacked=True, marks="line,points")


def test_errors_of_a_combo_stand_on_the_axis_of_their_series() -> None:
    data = {
        "xvalues": ["a", "b"], "yvalues": [[10, 20], [0.1, 0.2]], "axis": ["left", "right"],
        "y2max": 0.25,
    }  # fmt: skip
    drawing = render.draw(query.chart("combo", {**data, "yerror": "1,1|0.1,0.2"}))
    assert drawing.notices == ("y2max: what lies above 0.25, up to 0.4, is not shown",)
    notices = query.chart("combo", {**data, "yerror": "11,1|0.1,0.2", "y2log": True}).notices
    assert notices == ("yerror: 2 reach down to 0 or less, which a logarithmic axis cuts off",)


def test_a_point_without_a_size_has_no_error_bar() -> None:
    data = {"xvalues": [1, 2], "yvalues": [10, 20], "sizes": [1, None], "yerror": 1}
    plot = query.chart("bubble", data).plot
    assert plot.drawn_at(0) == [1, None]


@pytest.mark.parametrize("horizontal", [False, True])
@pytest.mark.parametrize("kind", _WITH_ERRORS)
def test_each_kind_draws_errors_and_its_axis_reaches_them(kind: str, horizontal: bool) -> None:
    if horizontal and "horizontal" not in kinds.parameters(kind):
        return
    more: dict[str, Any] = {"horizontal": True} if horizontal else {}
    data = {"xvalues": [1, 2, 3], "yvalues": [10, 20, 30], "width": 300, "height": 200, **more}
    data |= _needed(kind)
    plain, narrow, wide = (
        render.draw(query.chart(kind, {**data, **errors}))
        for errors in ({}, {"yerror": 1}, {"yerror": "1,1,30..90"})
    )
    assert len({plain.content, narrow.content, wide.content}) == 3
    cut = render.draw(query.chart(kind, {**data, "yerror": "1,1,30..90", "ymax": 60}))
    assert list(cut.notices) == ["ymax: what lies above 60, up to 90, is not shown"]


def test_numbers_stand_beyond_the_errors() -> None:
    data = {"xvalues": ["a", "b"], "yvalues": [10, 20], "value_labels": True, "format": "svg"}
    without, with_errors = (
        render.render(query.chart("bar", {**data, "ymin": 0, "ymax": 40, **errors}))
        for errors in ({}, {"yerror": 5})
    )
    assert without.count(b"translate") == with_errors.count(b"translate")
    assert without != with_errors


def test_an_error_of_a_value_without_logarithm_goes_with_it() -> None:
    (series,) = _series(yvalues=[-1, 20, 30], yerror=2, log=True)
    assert series.errors == (None, (18, 22), (28, 32))


def test_errors_that_reach_below_a_logarithmic_axis_are_named() -> None:
    data = {"xvalues": ["a", "b"], "yvalues": [1, 20], "yerror": 2, "log": True}
    assert query.chart("line", data).notices == (
        "yerror: 1 reach down to 0 or less, which a logarithmic axis cuts off",
    )
