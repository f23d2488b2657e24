"""Time axes: natural steps, true distances, and labels that are short but never ambiguous."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.canvas.fonts import Font
from charts.canvas.text import width
from charts.native import query, time_scale
from charts.native.line_plot import LinePlot
from charts.native.moments import DAY, fields, parse
from charts.native.scale import Labels, Scale
from charts.native.time_scale import STEPS, TimeRange, TimeStyle

FIXED = settings(derandomize=True, deadline=None, max_examples=200)
FONT = Font(11)


def at(text: str) -> float:
    moment = parse(text)
    assert moment
    return moment.seconds


def axis(low: str, high: str, length: float = 560, **style: Any) -> tuple[Scale, Labels]:
    style = {"precision": "fraction", **style}
    return time_scale.bottom(TimeRange(at(low), at(high)), TimeStyle(**style), FONT, length, 100)


def texts(low: str, high: str, length: float = 560, **style: Any) -> list[str]:
    return [text for _, text in axis(low, high, length, **style)[1].items]


@pytest.mark.parametrize(
    ("low", "high", "style", "expected"),
    [
        ("2024-01-01", "2024-12-31", {}, "Jan/2024 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("2023-11-15", "2024-03-20", {}, "Dec/2023 Jan/2024 Feb Mar"),
        ("2024-01-28", "2024-02-03", {}, "28/Jan_2024 29 30 31 1/Feb 2 3"),
        ("2023-12-30", "2024-01-02", {"precision": "day"}, "30/Dec_2023 31 1/Jan_2024 2"),
        ("2024-01-01", "2024-02-05", {"precision": "day"}, "1/Jan_2024 8 15 22 29 5/Feb"),
        (
            "2024-01-01T12:00",
            "2024-01-02T12:00",
            {},
            "12:00/Jan_1,_2024 15:00 18:00 21:00 00:00/Jan_2 03:00 06:00 09:00 12:00",
        ),
        (
            "2023-12-31T23:58",
            "2024-01-01T00:01",
            {"precision": "minute"},
            "23:58/Dec_31,_2023 23:59 00:00/Jan_1,_2024 00:01",
        ),
        (
            "2024-01-01T10:00:00",
            "2024-01-01T10:00:01",
            {},
            "10:00:00.0/Jan_1,_2024 10:00:00.2 10:00:00.4 10:00:00.6 10:00:00.8 10:00:01.0",
        ),
        ("2019", "2024", {"precision": "year"}, "2019 2020 2021 2022 2023 2024"),
        ("1900", "2000", {"precision": "year"},
         "1900 1910 1920 1930 1940 1950 1960 1970 1980 1990 2000"),
        ("2021", "2023", {"precision": "year", "locale": "ja"}, "2021 2022 2023"),
        ("2021-01", "2023-01", {"precision": "day", "locale": "ja", "date_format": "%Y"},
         "2021 2022 2023"),
        ("0001", "9999", {}, "1000 2000 3000 4000 5000 6000 7000 8000 9000"),
        ("2024-Q3", "2025-Q2", {"precision": "quarter"}, "Q3/2024 Q4 Q1/2025 Q2"),
        ("2024-W51", "2025-W02", {"precision": "week"}, "W51/2024 W52 W01/2025 W02"),
        ("2024-01-01", "2024-05-05", {"locale": "de"}, "Jan/2024 Feb Mär Apr Mai"),
        ("2024-01-01", "2024-04-05", {"locale": "ja"}, "1月/2024年 2月 3月 4月"),
        ("2024-01-01", "2024-03-05", {"date_format": "%m.%y"}, "01.24 02.24 03.24"),
        ("2024-01-01T08:00", "2024-01-01T11:30", {"dated": False},
         "08:00 08:30 09:00 09:30 10:00 10:30 11:00 11:30"),
        (
            "2024-01-01T08:00",
            "2024-01-01T09:00",
            {"precision": "hour", "zone_name": "UTC"},
            "08:00/Jan_1,_2024_UTC 09:00",
        ),
        ("2024-01-01T08:00", "2024-01-01T09:00", {"precision": "hour", "zone": 3600},
         "09:00/Jan_1,_2024 10:00"),
    ],
)  # fmt: skip
def test_labels(low: str, high: str, style: dict[str, Any], expected: str) -> None:
    wanted = [text.replace("/", "\n").replace("_", " ") for text in expected.split(" ")]
    if len(wanted) > len(texts(low, high, **style)):  # as many as fit, then
        assert texts(low, high, 1200, **style) == wanted
        return
    assert texts(low, high, **style) == wanted


def test_weeks_start_on_monday() -> None:
    scale, _ = axis("2024-01-01", "2024-02-20", precision="day")
    assert {fields(tick).weekday for tick in scale.ticks} == {0}


def test_no_tick_is_finer_than_what_was_given() -> None:
    assert texts("2023", "2024", precision="year") == ["2023", "2024"]
    assert texts("2024-01-01", "2024-01-02", precision="day") == ["1\nJan 2024", "2"]


def test_distances_are_true() -> None:
    scale, labels = axis("2024-01-01", "2024-12-31")
    assert labels.items[1][0] == pytest.approx(31 / 365)
    assert scale(at("2024-07-01")) == pytest.approx(182 / 365)


@pytest.mark.parametrize("length", [30, 60, 120, 300, 1000])
def test_labels_fit_side_by_side(length: float) -> None:
    for high in ("2024-01-01T00:00:10", "2024-01-01T05:00", "2024-01-04", "2024-05-01", "2300"):
        _, labels = axis("2024", high, length)
        assert labels.items
        ends = 0.0
        for position, text in labels.items:
            half = max(width(line_, FONT) for line_ in text.split("\n")) / 2
            assert position * length - half >= ends or not ends
            ends = position * length + half


moments_ = st.floats(at("0001-01-01"), at("9999-12-31"))


@FIXED
@given(moments_, st.floats(0.001, 9e10), st.sampled_from([0, 3600, -34200]), st.integers(40, 2000))
def test_ticks_are_in_order_and_every_label_means_one_time(
    low: float, size: float, zone: int, length: int
) -> None:
    low = round(low, 3)
    high = min(low + round(size, 3), at("9999-12-31"))
    if high - low < 0.005:
        return
    style = TimeStyle(precision="fraction", zone=zone)
    scale, labels = time_scale.bottom(TimeRange(low, high), style, FONT, length, 100)
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert all(low - 1e-3 <= tick <= high + 1e-3 for tick in scale.ticks)
    assert len(scale.ticks) <= 13
    seen, context = set(), ""
    for _, text in labels.items:
        top, _, below = text.partition("\n")
        context = below or context
        assert (top, context) not in seen
        seen.add((top, context))


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_ticks_are_multiples_of_their_step(step: time_scale.Step) -> None:
    low = at("0999-12-31T23:59:59.5")
    ticks = time_scale.ticks(low, low + step.seconds * 5.5, step)
    assert 2 <= len(ticks) <= 7
    for one, other in pairwise(ticks):
        assert other - one == pytest.approx(step.seconds, rel=0.11, abs=2e-5)
    if step.unit in ("month", "year"):
        assert all(fields(tick)[2:6] == (1, 0, 0, 0) for tick in ticks)
    if step.unit == "day":
        assert all(tick % DAY == 0 for tick in ticks)


def test_a_line_is_drawn_in_the_order_of_time() -> None:
    chart = query.chart(
        "line", {"xvalues": "2024-03-01,2024-01-01,,2024-02-01", "yvalues": "3,1,9,2"}
    )
    plot: LinePlot = chart.plot
    assert plot.series[0].values == (1, 2, 3, 9)
    assert plot.x.at == (*sorted(t for t in plot.x.at if t is not None), None)
