"""Many callbacks against a provider that does not respond: what happens to charts, and to them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from itertools import islice

import pytest
import requests
from hostile import CALLBACK, Browser, Provider, session_name, set_cookies

from auth import concurrency
from devserver.answer import Answer
from devserver.host import Host
from devserver.request import Incoming

CHART = "/charts/bar?xvalues=a,b&yvalues=1,2"
TURNED_AWAY = 10
PATIENCE = 30  # seconds after which the test has failed


class Stalled:
    """A token endpoint that holds its responses back."""

    def __init__(self, provider: Provider) -> None:
        self.go = threading.Event()
        self.asked = threading.Semaphore(0)
        self._provider = provider

    def __call__(self, request: requests.PreparedRequest) -> requests.Response:
        self.asked.release()
        assert self.go.wait(PATIENCE)
        return self._provider.redeem(request)


@pytest.fixture
def stalled(provider: Provider) -> Iterator[Stalled]:
    made = Stalled(provider)
    provider.bend["token"] = made
    yield made
    made.go.set()


@pytest.fixture
def small(host: Host, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """The app with one thread for all its ``def`` functions, if not on Microsoft's runtime."""
    monkeypatch.setenv("PYTHON_THREADPOOL_THREAD_COUNT", "1")
    made = type(host)(host.routes)
    yield made
    made.close()


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(64) as pool:
        yield pool


def _callbacks(
    host: Host, provider: Provider, people: ThreadPoolExecutor, count: int
) -> list[Future[Answer]]:
    """Let so many browsers come back from the provider, each with its own code."""
    browsers = [Browser(host) for _ in range(count)]
    locations = [browser.login("/names") for browser in browsers]
    return [
        people.submit(browser.get, provider.authorize(location))
        for browser, location in zip(browsers, locations, strict=True)
    ]


def _is_busy(answer: Answer) -> bool:
    assert answer.status == 503
    assert answer.header("retry-after") == "5"
    assert answer.header("cache-control") == "no-store"
    assert b"<h1>Sign-in is busy</h1>" in answer.body
    assert b"Many people are signing in" in answer.body
    assert b"/login?next_url=%2Fnames" in answer.body
    return set_cookies(answer) == {}  # the sign-in may still be finished


def test_charts_do_not_wait_for_callbacks(
    small: Host,
    provider: Provider,
    people: ThreadPoolExecutor,
    stalled: Stalled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(concurrency, "MAX_WAITING", 4)
    monkeypatch.setattr(concurrency, "WAIT_SECONDS", PATIENCE)
    taken = concurrency.MAX_CALLS + concurrency.MAX_WAITING
    callbacks = _callbacks(small, provider, people, taken + TURNED_AWAY)
    # All of this while the provider has not responded to anybody.
    turned_away = [future.result() for future in islice(as_completed(callbacks), TURNED_AWAY)]
    assert all(map(_is_busy, turned_away))
    for number in range(3):
        assert small.answer(Incoming("GET", f"{CHART}{number}", [], b"")).status == 200
    assert Browser(small).get("/login").status == 302  # this one needs no call
    assert Browser(small).get(f"{CALLBACK}?code=x").status == 503
    assert sum(future.done() for future in callbacks) == TURNED_AWAY
    for _ in range(concurrency.MAX_CALLS):
        assert stalled.asked.acquire(timeout=PATIENCE)
    assert provider.count("token") == concurrency.MAX_CALLS
    stalled.go.set()
    answers = [future.result(PATIENCE) for future in callbacks]
    assert sum(session_name() in set_cookies(answer) for answer in answers) == taken
    # And nothing of it stays.
    del provider.bend["token"]
    assert Browser(small).sign_in(provider).status == 303


def test_nobody_waits_for_ever_and_who_gave_up_costs_no_call(
    small: Host,
    provider: Provider,
    people: ThreadPoolExecutor,
    stalled: Stalled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(concurrency, "WAIT_SECONDS", 0.2)
    callbacks = _callbacks(small, provider, people, concurrency.MAX_CALLS + TURNED_AWAY)
    turned_away = [future.result() for future in islice(as_completed(callbacks), TURNED_AWAY)]
    assert all(map(_is_busy, turned_away))
    assert small.answer(Incoming("GET", CHART, [], b"")).status == 200
    stalled.go.set()
    assert not wait(callbacks, PATIENCE).not_done
    assert provider.count("token") == concurrency.MAX_CALLS


def test_signing_in_again_after_being_turned_away(
    small: Host, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(small)
    callback = provider.authorize(browser.login("/names"))
    with monkeypatch.context() as full:
        full.setattr(concurrency, "MAX_CALLS", 0)
        full.setattr(concurrency, "MAX_WAITING", 0)
        assert _is_busy(browser.get(callback))
    answer = browser.get(callback)  # a reload: the code was not used
    assert answer.header("location") == "/names"
