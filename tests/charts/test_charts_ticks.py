"""Ticks against matplotlib's own locator."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.ticker import MaxNLocator

from charts import ticks
from charts.native.chart import ValueAxis
from charts.native.scale import value_scale, with_room


def test_steps_are_those_of_matplotlib() -> None:
    chance = random.Random(2)
    for _ in range(3000):
        intervals = chance.randint(2, 10)
        low = chance.uniform(-1, 1) * 10.0 ** chance.randint(-12, 15)
        high = low + abs(chance.gauss(0, 1)) * 10.0 ** chance.randint(-12, 15)
        if high - low < 1e-7 * max(abs(low), abs(high)):
            continue
        step = ticks.step(low, high, intervals)
        found = ticks.spread(low, high, step)
        locator = MaxNLocator(intervals, steps=[1, 2, 2.5, 5, 10], min_n_ticks=1)
        hair = step * 1e-9
        expected = [t for t in locator.tick_values(low, high) if low - hair <= t <= high + hair]
        assert found == pytest.approx(expected, rel=1e-9, abs=step * 1e-6), (low, high, intervals)


def test_a_range_that_is_a_point_is_widened() -> None:
    for value in (5.0, -5.0, 0.0, 1e300, -1e-300, 1e15):
        low, high = ticks.widen(value, value)
        assert low < high
        assert low <= value <= high


def test_whole_numbers_get_whole_ticks() -> None:
    assert ticks.step(0, 3, 10, integer=True) == 1
    assert ticks.step(0, 25, 10, integer=True) == 5
    assert ticks.step(0, 25, 10) == 2.5


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1, 1000, [1, 10, 100, 1000]),
        (1, 100, [1, 2, 5, 10, 20, 50, 100]),
        (1e-12, 1e12, [1e-12, 1e-8, 1e-4, 1, 1e4, 1e8, 1e12]),
    ],
)
def test_logarithmic(low: float, high: float, expected: list[float]) -> None:
    assert ticks.logarithmic(low, high, 6) == pytest.approx(expected)


@pytest.mark.parametrize("low", [None, 0.0, -1e-300, 1e-300, 5.0, -5.0, 1e300])
@pytest.mark.parametrize("high", [None, 0.0, -1e-300, 1e-300, 5.0, -5.0, -1e300])
@pytest.mark.parametrize("values", [[12.0, 19.0], [0.0], [-3.0, 0.0], [], [1e300, -1e300]])
@pytest.mark.parametrize("from_zero", [False, True])
@pytest.mark.parametrize("headroom", [0.0, 0.1])
def test_an_axis_has_a_length_whichever_ends_are_asked_for(
    low: float | None, high: float | None, values: list[float], from_zero: bool, headroom: float
) -> None:
    if low is not None and high is not None and low >= high:
        return  # refused before
    asked = ValueAxis(low, high, False)
    scale = value_scale(values, asked, 5, from_zero=from_zero)
    scale = with_room(scale, values, asked, headroom, on_base=from_zero)
    assert scale.low < scale.high
    same = low is not None and high is not None and high - low < 1e-290  # to floating point
    assert same or low is None or scale.low == low
    assert same or high is None or scale.high == high
    assert len(scale.ticks) <= 12


measured = st.integers(-1000, 1000).map(float) | st.floats(-1e6, 1e6)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(measured, min_size=1, max_size=8), st.booleans(), st.floats(0.01, 0.3))
def test_nothing_touches_an_end_of_the_axis(
    values: list[float], on_base: bool, room: float
) -> None:
    axis = ValueAxis()
    plain = value_scale(values, axis, 6, from_zero=on_base)
    scale = with_room(plain, values, axis, room, on_base=on_base)
    places = [scale(value) for value in values]
    assert max(places) <= 1 - room + 1e-9
    stands = on_base and min(values) >= 0
    assert stands or min(places) >= room - 1e-9
    assert scale(0.0) == 0 or not stands
    assert set(plain.ticks) <= set(scale.ticks)
    assert all(-1e-9 <= scale(tick) <= 1 + 1e-9 for tick in scale.ticks)


@pytest.mark.parametrize("values", [[1.0, 1000.0], [2.0, 30.0, 700.0]])
def test_nothing_touches_an_end_of_a_logarithmic_axis(values: list[float]) -> None:
    axis = ValueAxis(log=True)
    scale = with_room(value_scale(values, axis, 6, from_zero=False), values, axis, 0.1)
    assert min(map(scale, values)) >= 0.1 - 1e-9
    assert max(map(scale, values)) <= 0.9 + 1e-9


def test_an_end_that_was_asked_for_stays() -> None:
    axis = ValueAxis(minimum=0.0, maximum=10.0)
    scale = value_scale([0.0, 10.0], axis, 5, from_zero=False)
    assert with_room(scale, [0.0, 10.0], axis, 0.1) == scale


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("value", [0.0, 1.0, 7.0, 100.0, -0.5, 1e300])
def test_a_point_has_room_on_both_sides_unless_it_stands_on_zero(value: float, log: bool) -> None:
    if log and value <= 0:
        return
    scale = value_scale([value, value], ValueAxis(log=log), 5, from_zero=False, tight=True)
    assert 0.05 < scale(value) < 0.95
    assert scale.ticks
    if not log and not value:
        assert value_scale([value], ValueAxis(), 5, from_zero=True)(0.0) == 0
