"""The provider is slow, down, talks nonsense, or signs with another key."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator

import pytest
from faults import Instance, Play, Provider, StartInstance
from werkzeug.wrappers import Request, Response

from devserver.provider.back import Back
from devserver.provider.state import SigningKey
from soak.client import Reply
from soak.visitors import Fleet, Visitor

pytestmark = pytest.mark.slow
CHART = "/charts/bar?xvalues=a,b&yvalues=1,2"
HTML = Response("<!DOCTYPE html><p>Service unavailable", mimetype="text/html")


def _where(path: str, answer: Response) -> Callable[[Back, Request], Response | None]:
    return lambda _, request: answer if request.path.endswith(path) else None


WORDS = (
    b"The sign-in service is not responding correctly",
    b"cannot be verified",
    b"Many people are signing in",
)


def _page(reply: Reply, *statuses: int) -> None:
    """The error page: it says what happened, and nothing of the provider's words."""
    assert reply.status in statuses, reply.body
    assert any(words in reply.body for words in WORDS), reply.body
    assert b"unavailable" not in reply.body
    assert reply.header("cache-control") == "no-store"
    assert not any(name.endswith("cf_session") and v for name, v in reply.cookies.items())


class Stalled:
    """Holds answers back until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, _: Back, request: Request) -> None:
        self.go.wait(60)


@pytest.fixture
def stalled(provider: Provider) -> Iterator[Stalled]:
    made = Stalled()
    provider.bend = made
    yield made
    made.go.set()


def test_slow_ends_with_a_page_and_charts_are_drawn_meanwhile(
    instance: StartInstance, play: Play, provider: Provider, stalled: Stalled
) -> None:
    one = instance()

    async def scenario(fleet: Fleet) -> None:
        people = [Visitor(fleet, f"Waiting {n}") for n in range(12)]
        logins = [asyncio.create_task(person.ask("GET", "/login")) for person in people]
        await asyncio.sleep(1)
        chart = await asyncio.wait_for(fleet.ask("GET", CHART), 8)
        assert chart.status == 200
        assert not all(login.done() for login in logins)
        for reply in await asyncio.wait_for(asyncio.gather(*logins), 60):
            _page(reply, 503)
        # All waited for the same response, instead of each for its own, one after the other.
        assert provider.asked.count("/local/.well-known/openid-configuration") <= 4
        stalled.go.set()
        provider.bend = None
        assert await people[0].end(await people[0].begin()) == "Waiting 0"

    play(scenario, [one])


@pytest.mark.parametrize(
    "answer",
    [
        HTML,
        Response(status=500),
        Response('{"issuer": "https://', mimetype="application/json"),
        Response("[]", mimetype="application/json"),
        Response("{}", mimetype="application/json"),
        Response(b"\xff\xfe\x00", mimetype="application/json"),
        Response(status=302, headers={"Location": "https://example.org/"}),
    ],
    ids=["HTML", "500", "truncated", "a list", "nothing", "bytes", "a redirect"],
)
@pytest.mark.parametrize("what", ["openid-configuration", "token", "keys"])
def test_nonsense_ends_with_a_page_and_it_recovers(
    answer: Response, what: str, one: Instance, play: Play, provider: Provider
) -> None:
    provider.bend = _where(what, answer)

    async def scenario(fleet: Fleet) -> None:
        visitor = Visitor(fleet, "Patient Person")
        if what == "openid-configuration":
            _page(await visitor.ask("GET", "/login"), 503)
        else:
            assert await visitor.end(await visitor.begin()) == ""
            _page(visitor.replies[1], 502, 503)
        provider.bend = None
        assert await visitor.end(await visitor.begin()) == "Patient Person"

    play(scenario, [one])
    assert "Traceback" not in one.log


@pytest.fixture
def one(instance: StartInstance) -> Instance:
    return instance()


def test_a_profile_that_cannot_be_had_keeps_nobody_out(
    one: Instance, play: Play, provider: Provider
) -> None:
    async def scenario(fleet: Fleet) -> None:
        for answer in (HTML, Response(status=500), Response("{", mimetype="application/json")):
            provider.bend = _where("/me", answer)
            visitor = Visitor(fleet, "No Profile")
            assert await visitor.end(await visitor.begin()) == "No Profile"
            document = json.loads((await visitor.ask("GET", "/me")).body)
            assert "jobTitle" not in document

    play(scenario, [one])


def test_another_signing_key_is_fetched_at_once_and_once(
    one: Instance, play: Play, provider: Provider
) -> None:
    def rotated(back: Back, request: Request) -> None:
        if request.path.endswith("/token"):
            back.state.key = SigningKey()
        provider.bend = None if request.path.endswith("/token") else provider.bend

    async def scenario(fleet: Fleet) -> None:
        first = Visitor(fleet, "Old Key")
        assert await first.end(await first.begin()) == "Old Key"
        provider.bend = rotated
        for number in range(3):
            visitor = Visitor(fleet, f"New Key {number}")
            assert await visitor.end(await visitor.begin()) == visitor.name
        assert await first.who() == "Old Key"
        assert provider.asked.count("/local/keys") == 2

    play(scenario, [one])


def test_down_ends_with_a_page_and_who_is_signed_in_stays(
    instance: StartInstance, play: Play, provider: Provider
) -> None:
    """Nothing listens where the second instance looks for a way to the provider."""
    one = instance()
    two = instance(HTTPS_PROXY="http://127.0.0.1:1", NO_PROXY="", no_proxy="")

    async def scenario(fleet: Fleet) -> None:
        up, down = fleet.clients
        fleet.use(up)
        visitor = Visitor(fleet, "Still Here")
        assert await visitor.end(await visitor.begin()) == "Still Here"
        fleet.use(down)
        assert await visitor.who() == "Still Here"
        _page(await visitor.ask("GET", "/login"), 503)
        assert (await visitor.ask("GET", CHART)).status == 200
        left = await visitor.sign_out()  # signed out here, even so
        here_only = f"{fleet.base_url}/logout?provider=no"
        assert (left.status, left.header("location")) == (303, here_only)
        assert await visitor.who() == ""

    play(scenario, [one, two])
