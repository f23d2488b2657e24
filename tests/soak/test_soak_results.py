"""The results of a load: of a run of any length."""

from __future__ import annotations

import pytest

from soak import results


@pytest.mark.parametrize(
    ("early", "late", "growth"),
    [([100, 200], [110, 205], 0.1), ([100], [90], -0.1), ([], [100, 100], 0.0), ([], [], 0.0)],
)
def test_growth_is_that_since_memory_was_first_recorded(
    early: list[int], late: list[int], growth: float
) -> None:
    outcome = results.Results(seconds=3.0, early=early, late=late)
    assert outcome.growth == pytest.approx(growth)
    assert ("not recorded" in results.table(outcome.document())) == (not early)
