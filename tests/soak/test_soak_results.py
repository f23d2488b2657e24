"""The results of a load: of a run of any length."""

from __future__ import annotations

import pytest

from soak import results


@pytest.mark.parametrize(
    ("seconds", "sizes", "growth"),
    [
        (60.0, {4: [9, 9], 6: [100, 200], 14: [120, 200], 30: [300, 300], 51: [132, 210]}, 0.2),
        (60.0, {10: [100], 55: [80], 59: [100]}, -0.1),
        (8.0, {6: [100, 100], 7: [200, 100]}, 0.0),
        (8.0, {}, 0.0),
    ],
)
def test_growth_is_that_of_the_average_from_about_the_tenth_second_to_the_last_ten(
    seconds: float, sizes: dict[float, list[int]], growth: float
) -> None:
    outcome = results.Results(seconds=seconds, memory=[*sizes.items()])
    assert outcome.growth == pytest.approx(growth)
    assert ("not recorded" in results.table(outcome.document())) == (seconds < 15)
    assert ("memory grew" in " ".join(outcome.problems())) == (growth > 0.1)
