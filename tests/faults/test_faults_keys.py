"""``SESSION_KEYS`` are changed while visitors are signed in, one instance after the other."""

from __future__ import annotations

import asyncio
import secrets

import pytest
from faults import Play, StartInstance

from soak.visitors import Fleet, Visitor

OLD, NEW = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
STEPS = (f"{OLD},{NEW}", f"{NEW},{OLD}", NEW)
"""As docs/sign-in.md says: accept the new key, then sign with it, then forget the old one."""
CHART = "/charts/bar?xvalues=a,b&yvalues=1,2"


@pytest.mark.slow
def test_nobody_is_signed_out_and_every_sign_in_ends(instance: StartInstance, play: Play) -> None:
    instances = [instance(SESSION_KEYS=OLD), instance(SESSION_KEYS=OLD)]

    async def scenario(fleet: Fleet) -> None:
        people = [Visitor(fleet, f"Signed In {n}") for n in range(4)]
        for person in people:
            assert await person.end(await person.begin()) == person.name
        wrong: list[str] = []
        rounds = 0

        async def load() -> None:
            """Old visitors look around; new ones sign in, at both instances in turn."""
            nonlocal rounds
            while True:
                newcomer = Visitor(fleet, f"Newcomer {rounds}")
                for person in (*people, newcomer):
                    if person is newcomer:
                        who = await person.end(await person.begin())
                        who = who and await person.who()
                    else:
                        who = await person.who()
                    if who != person.name:
                        wrong.append(f"{person.name} was {who!r} in round {rounds}")
                assert (await fleet.ask("GET", CHART)).status == 200
                rounds += 1

        async def with_load(step: int) -> None:
            """Change both instances, one after the other, with requests at the one that is up."""
            for number, changed in enumerate(instances):
                stays = fleet.clients[1 - number]
                fleet.use(stays)
                await asyncio.to_thread(changed.stop)
                fleet.clients[number].close()
                changed.environment["SESSION_KEYS"] = STEPS[step]
                await asyncio.to_thread(changed.start)
                fleet.use(*fleet.clients)  # one has the new setting, the other has it yet to come
                await asyncio.sleep(1)

        for step in range(2):
            task = asyncio.create_task(load())
            await with_load(step)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert wrong == []
        assert rounds > 4
        # By now every session that is used was signed again, or will be; here they sign in again.
        for person in people:
            assert await person.end(await person.begin()) == person.name
        task = asyncio.create_task(load())
        await with_load(2)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert wrong == []

    play(scenario, instances)


def test_a_key_that_was_taken_away_at_once_signs_everybody_out(
    instance: StartInstance, play: Play
) -> None:
    one = instance(SESSION_KEYS=OLD)

    async def scenario(fleet: Fleet) -> None:
        visitor, under_way = Visitor(fleet, "Leaked"), Visitor(fleet, "Under Way")
        assert await visitor.end(await visitor.begin()) == "Leaked"
        place = await under_way.begin()
        one.stop()
        fleet.close()
        one.environment["SESSION_KEYS"] = NEW
        one.start()
        assert await visitor.who() == ""
        assert await under_way.end(place) == ""
        assert under_way.replies[1].status == 400
        assert await visitor.end(await visitor.begin()) == "Leaked"

    play(scenario, [one])
