"""Quantiles against numpy's and R's, whiskers, and densities against their definition."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.statistics import density, summary

LARGE = st.floats(-1e300, 1e300).filter(lambda x: x == 0 or abs(x) >= 1e-300)
VALUES = st.lists(LARGE, min_size=1, max_size=30).map(sorted)


@pytest.mark.parametrize("rule", ["linear", "lower", "higher", "nearest", "midpoint"])
@given(ordered=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30).map(sorted))
def test_quantiles_are_those_of_numpy(rule, ordered) -> None:
    for share in (0.02, 0.05, 0.25, 0.5, 0.75, 0.9):
        expected = np.quantile(ordered, share, method=rule)
        assert summary.quantile(ordered, share, rule) == pytest.approx(expected, abs=1e-9)


@given(ordered=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30).map(sorted))
def test_exclusive_quartiles_are_those_of_weibull(ordered) -> None:
    expected = np.quantile(ordered, (0.25, 0.5, 0.75), method="weibull")
    assert summary.quartiles(ordered, "exclusive") == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("ordered", "expected"),
    [
        # What R's fivenum returns.
        ([7], (7, 7, 7)),
        ([1, 2], (1, 1.5, 2)),
        ([1, 2, 3, 4], (1.5, 2.5, 3.5)),
        ([1, 2, 3, 4, 5], (2, 3, 4)),
        ([1, 2, 3, 4, 5, 6], (2, 3.5, 5)),
        ([1, 2, 3, 4, 5, 6, 7], (2.5, 4, 5.5)),
    ],
)
def test_hinges_are_those_of_r(ordered, expected) -> None:
    assert summary.quartiles(ordered, "hinges") == expected


@pytest.mark.parametrize("rule", summary.QUARTILE_RULES)
@given(ordered=VALUES)
def test_quartiles_rise_within_the_values(rule, ordered) -> None:
    lower, median, upper = summary.quartiles(ordered, rule)
    slack = max(map(abs, ordered)) * 1e-12
    marks = (ordered[0], lower, median, upper, ordered[-1])
    assert all(a <= b + slack for a, b in pairwise(marks))


def test_whiskers_reach_the_last_values_that_are_no_outliers() -> None:
    ordered = [-9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 20.0]
    lower, _, upper = summary.quartiles(ordered)
    assert summary.fences(lower, upper) == (1.75 - 5.25, 5.25 + 5.25)
    assert summary.whiskers(ordered, lower, upper) == (1, 6)
    assert summary.beyond(ordered, 1, 6) == (-9, 20)
    assert summary.whiskers(ordered, lower, upper, 4) == (-9, 6)


@given(ordered=VALUES)
def test_whiskers_are_outside_the_box(ordered) -> None:
    lower, _, upper = summary.quartiles(ordered)
    low, high = summary.whiskers(ordered, lower, upper)
    assert low <= lower
    assert upper <= high


@given(ordered=VALUES)
def test_means_lie_between_the_ends(ordered) -> None:
    slack = max(map(abs, ordered)) * 1e-12
    assert ordered[0] - slack <= summary.mean(ordered) <= ordered[-1] + slack


def test_a_mean_of_the_largest_numbers_is_finite() -> None:
    assert summary.mean([1.7e308] * 9) == pytest.approx(1.7e308)


def test_bandwidths_are_those_of_r() -> None:
    ordered = [1.0, 2.0, 4.0, 7.0, 11.0, 16.0]
    # bw.nrd0 and bw.nrd of R: the standard deviation is 5.708, the quartiles are 2.5 and 10.
    narrow = min(5.70672118, 7.5 / 1.34) * 6**-0.2
    assert density.bandwidth(ordered) == pytest.approx(0.9 * narrow)
    assert density.bandwidth(ordered, "scott") == pytest.approx(1.06 * narrow)


@pytest.mark.parametrize("ordered", [[3.0], [3.0, 3.0, 3.0], [0.0], [-1e300, -1e300]])
def test_values_that_are_the_same_have_no_bandwidth(ordered) -> None:
    assert density.bandwidth(ordered) == 0


def test_a_bandwidth_where_the_quartiles_are_the_same_is_not_zero() -> None:
    assert density.bandwidth([5.0] * 9 + [6.0]) > 0


def test_a_density_is_the_sum_of_its_kernels() -> None:
    values, at, width = [1.0, 2.0, 2.5], [0.0, 2.0], 0.7
    expected = [
        sum(math.exp(-(((x - v) / width) ** 2) / 2) for v in values)
        / (3 * width * math.sqrt(2 * math.pi))
        for x in at
    ]
    assert density.density(values, at, width) == pytest.approx(expected)


def test_a_density_is_one_over_all_values() -> None:
    at = np.linspace(-50, 50, 2001)
    estimate = density.density([1.0, 2.0, 8.0], at, 1.3)
    assert np.trapezoid(estimate, at) == pytest.approx(1)


def test_a_curve_of_many_values_is_that_of_each() -> None:
    ordered = sorted((n * n % 997) / 10 for n in range(2000))
    width = density.bandwidth(ordered)
    at, binned = density.curve(ordered, 100, width)
    exact = density.density(ordered, at, width)
    assert binned == pytest.approx(exact, abs=exact.max() * 0.002)


@given(ordered=st.lists(LARGE, min_size=2, max_size=60, unique=True).map(sorted))
def test_curves_are_finite_and_no_value_is_between_their_points(ordered) -> None:
    at, estimate = density.curve(ordered, 32, density.bandwidth(ordered))
    assert (at[0], at[-1]) == (ordered[0], ordered[-1])
    assert np.isfinite(estimate).all()
    assert estimate.max() > 0
