"""Candlestick charts: which prices can be, their order, and the ticks of trading days."""

from __future__ import annotations

from typing import Any

import pytest

from charts.canvas.fonts import Font
from charts.diagnostics import ChartError
from charts.marks.candles import whole_width
from charts.native import query, render, x_values
from charts.native.axes.entries import EntryAxis

DAYS = ["2024-05-03", "2024-05-06", "2024-05-07"]
WEEK = {
    "xvalues": DAYS, "open": [1, 2, 3], "high": [4, 4, 4], "low": [1, 1, 1], "close": [2, 2, 1],
}  # fmt: skip


def plot(**changes: Any) -> Any:
    return query.chart("candlestick", {**WEEK, **changes}).plot


def test_a_candle_rises_to_its_close_or_else_from_the_one_before() -> None:
    assert [candle.rises for candle in plot().candles] == [True, True, False]
    assert [candle.rises for candle in plot(open=[2, 2, 1], close=[2, 1, 1]).candles] == [
        True, False, True,
    ]  # fmt: skip


def test_times_may_come_in_any_order_and_names_keep_theirs() -> None:
    turned = plot(xvalues=DAYS[::-1])
    assert [candle.close for candle in turned.candles] == [1, 2, 2]
    assert list(turned.x.at) == sorted(turned.x.at)
    named = plot(xvalues=["c", "a", "b"])
    assert [candle.close for candle in named.candles] == [2, 2, 1]


def test_an_entry_without_prices_is_a_gap() -> None:
    gapped = plot(**{name: [1, None, 1] for name in ("open", "high", "low", "close")})
    assert [candle.place for candle in gapped.candles] == [0, 2]


@pytest.mark.parametrize(
    ("changes", "name", "detail"),
    [
        ({"high": [4, 0.5, 4]}, "high", "0.5 is below open, 2, of entry 2 (“2024-05-06”)"),
        ({"low": [1, 3, 1]}, "low", "3 is above open, 2, of entry 2 (“2024-05-06”)"),
        ({"close": [2, 2, 5]}, "high", "4 is below close, 5, of entry 3 (“2024-05-07”)"),
        ({"close": [2, None, 2]}, "close", "entry 2 (“2024-05-06”) has none"),
        ({"close": [2, 2]}, "close", "has 2, but xvalues has 3"),
        ({"volume": [1, 2]}, "volume", "has 2, but xvalues has 3"),
        ({"volume": [1, -2, 3]}, "volume", "-2 of entry 2 (“2024-05-06”) is negative"),
        ({"xvalues": [DAYS[0], "", DAYS[2]]}, "xvalues", "entry 2 has prices but no time"),
        ({"xvalues": [DAYS[0], DAYS[0], DAYS[1]], "xtype": "time"}, "xvalues", "is there twice"),
        ({"xvalues": ["a", "b", "c"], "gaps": True}, "gaps", "needs dates or times"),
        ({"low": [1, 1, 0], "log": True}, "low", "0 has no logarithm"),
    ],
)  # fmt: skip
def test_prices_that_cannot_be_are_named_with_their_entry(changes, name, detail) -> None:
    with pytest.raises(ChartError) as raised:
        plot(**changes)
    errors = [error for error in raised.value.errors if error.parameter == name]
    assert len(errors) == 1
    assert detail in errors[0].detail


def test_ticks_are_the_first_entries_of_weeks() -> None:
    # Monday 2024-05-20 is left out, as a holiday.
    days = [f"2024-05-{day:02}" for day in (13, 14, 15, 16, 17, 21, 22, 23, 24, 27, 28, 29, 30, 31)]
    x = x_values.read(tuple(days), "time", x_values.Reading())
    scale, labels = EntryAxis(x).fit("bottom", 300, 100, Font(11))
    assert scale.ticks == (0, 5, 9)
    assert [text.split("\n")[0] for _, text in labels.items] == ["13", "21", "27"]
    assert [position for position, _ in labels.items] == [scale(tick) for tick in scale.ticks]


@pytest.mark.parametrize(("length", "count"), [(10, 0), (100, 1), (4000, 2)])
def test_labels_of_entries_have_room_or_are_left_out(length: float, count: int) -> None:
    x = x_values.read(("2024-05-03T10:00", "2024-07-04T11:00"), "time", x_values.Reading())
    _, labels = EntryAxis(x).fit("bottom", length, 100, Font(11))
    assert len(labels.items) == count


@pytest.mark.parametrize("style", ["candles", "bars"])
def test_a_chart_without_any_price_is_drawn(style: str) -> None:
    none = {name: [None, None, None] for name in ("open", "high", "low", "close", "volume")}
    for log in (False, True):
        assert render.render(
            query.chart("candlestick", {**WEEK, **none, "style": style, "log": log})
        )


@pytest.mark.parametrize(("width", "whole"), [(0.2, 1), (1, 1), (2.9, 1), (3, 3), (4.8, 3), (5, 5)])
def test_candles_are_an_odd_number_of_pixels_wide(width: float, whole: int) -> None:
    assert whole_width(width) == whole


def test_numbers_are_those_of_the_highest_and_the_lowest_price() -> None:
    asked = {"xvalues": "a,b", "open": "1,2", "high": "4,5", "low": "0,1", "close": "2,3"}
    plain = render.draw(query.chart("candlestick", asked))
    numbers = render.draw(query.chart("candlestick", {**asked, "value_labels": True}))
    assert numbers.content != plain.content
    assert numbers.notices == ()
    tiny = {**asked, "value_labels": True, "width": 16, "height": 16}
    assert render.draw(query.chart("candlestick", tiny)).notices == (
        "value_labels: 2 of 2 numbers had no room",
    )
