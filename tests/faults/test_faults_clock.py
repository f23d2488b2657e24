"""The clocks of two instances differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import Clock, Play, StartInstance

from soak.visitors import Fleet, Visitor


@pytest.mark.parametrize("ahead", [30, -30, 59, -59])
def test_signing_in_begins_on_one_and_ends_on_the_other(
    ahead: int, instance: StartInstance, play: Play, tmp_path: Path
) -> None:
    other = Clock(tmp_path / "other")
    other.ahead(ahead)
    instances = [instance(), instance(**other.environment)]

    async def scenario(fleet: Fleet) -> None:
        for here, there in (fleet.clients, reversed(fleet.clients)):
            fleet.use(here)
            visitor = Visitor(fleet, "Between Clocks")
            place = await visitor.begin()
            fleet.use(there)
            assert await visitor.end(place) == "Between Clocks"
            for client in (here, there):
                fleet.use(client)
                assert await visitor.who() == "Between Clocks"

    play(scenario, instances)


def test_a_clock_that_is_hours_off_is_refused_with_a_page(
    instance: StartInstance, play: Play, tmp_path: Path
) -> None:
    other = Clock(tmp_path / "other")
    other.ahead(-7200)
    instances = [instance(), instance(**other.environment)]

    async def scenario(fleet: Fleet) -> None:
        right, wrong = fleet.clients
        fleet.use(right)
        visitor = Visitor(fleet, "Ahead")
        place = await visitor.begin()
        fleet.use(wrong)
        assert await visitor.end(place) == ""
        assert visitor.replies[1].status == 400
        assert b"This sign-in took too long" in visitor.replies[1].body
        fleet.use(right)
        assert await visitor.end(await visitor.begin()) == "Ahead"
        fleet.use(wrong)
        assert await visitor.who() == ""  # a session of the future is none
        fleet.use(right)
        assert await visitor.who() == "Ahead"

    play(scenario, instances)
