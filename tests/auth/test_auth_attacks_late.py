"""Attacks with responses that come late or twice: after signing out, with a flow that ended."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hostile import (
    CALLBACK,
    Browser,
    Clock,
    Configure,
    Provider,
    recent_name,
    refused,
    reply,
    session_name,
    set_cookies,
    sign_out_name,
)

from auth import cookies, recent
from auth.settings import Settings, current
from devserver.host import Host


def settings() -> Settings:
    found = current()
    assert found
    return found


def nobody(browser: Browser) -> None:
    """Assert that no page shows a user, and that a protected page asks to sign in."""
    assert browser.who is None
    assert b"Adele" not in browser.get("/").body
    assert browser.get("/profile").status == 302


# After signing out


def test_a_renewal_that_was_under_way_does_not_undo_signing_out(
    signed_in: Browser, provider: Provider, clock: Clock
) -> None:
    clock.ahead = 1900
    late = signed_in.copy()
    assert session_name() in set_cookies(late.get("/profile"))  # renewed, for a slow connection
    signed_in.sign_out()
    signed_in.session = late.session or ""
    nobody(signed_in)
    # For as long as it could be accepted otherwise.
    clock.ahead = 1900 + 3599
    assert late.who == "Adele Vance"
    nobody(signed_in)
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.who == "Adele Vance"


def test_the_end_of_a_sign_in_that_was_under_way_does_not_undo_signing_out(
    signed_in: Browser, provider: Provider
) -> None:
    callback = provider.authorize(signed_in.login())
    late = signed_in.copy()
    assert late.get(callback).status == 303
    signed_in.sign_out()
    signed_in.session = late.session or ""
    nobody(signed_in)


def test_a_sign_in_that_began_before_signing_out_does_not_end_after_it(
    signed_in: Browser, provider: Provider
) -> None:
    late = signed_in.copy()
    callback = provider.authorize(late.login("/profile"))
    signed_in.sign_out()
    signed_in.jar |= late.flows  # the response of /login was under way
    before = provider.count("token")
    answer = signed_in.get(callback)
    refused(answer, signed_in, 400)
    assert b"You signed out while this sign-in was in progress" in answer.body
    assert b"refresh" not in answer.body  # single sign-on would bring the user back
    assert not signed_in.flows
    assert provider.count("token") == before
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.who == "Adele Vance"


def test_signing_in_after_signing_out_is_not_refused_even_in_the_same_second(
    browser: Browser, provider: Provider, clock: Clock
) -> None:
    for ahead in (0, 0, 1, 0, -30, 30):  # instances whose clocks differ
        clock.ahead = ahead
        assert browser.sign_in(provider).status == 303
        assert browser.who == "Adele Vance"
        before = browser.session or ""
        browser.sign_out()
        browser.session = before
        nobody(browser)
        del browser.jar[session_name()]


def test_an_earlier_sign_out_ends_no_later_session(browser: Browser, provider: Provider) -> None:
    """A sibling host plants the sign-out of yesterday."""
    browser.sign_in(provider)
    browser.sign_out()
    first = browser.jar[sign_out_name()]
    browser.sign_out()
    browser.sign_in(provider)
    browser.jar[sign_out_name()] = first
    assert browser.who == "Adele Vance"


@pytest.mark.parametrize("value", ["", "1", "9999999999999", "A" * 60, "é", "null", "x" * 5000])
def test_a_sign_out_that_was_not_made_here_has_no_effect(signed_in: Browser, value: str) -> None:
    signed_in.jar[sign_out_name()] = value
    assert signed_in.who == "Adele Vance"


def test_a_sign_out_of_another_deployment_or_purpose_has_no_effect(
    signed_in: Browser, configure: Configure
) -> None:
    later = {"t": int(time.time() * 1000) + 10**6}
    configure(BASE_URL="https://other.test")
    planted = [cookies.seal(settings(), "sign-out", later)]
    configure()
    planted += [cookies.seal(settings(), purpose, later) for purpose in ("flow", "session")]
    for value in planted:
        signed_in.jar[sign_out_name()] = value
        assert signed_in.who == "Adele Vance"
    signed_in.jar[sign_out_name()] = cookies.seal(settings(), "sign-out", later)
    assert signed_in.who is None


@pytest.mark.parametrize("idle", [60, 3600, 28800])
def test_a_sign_out_is_remembered_longer_than_what_may_come_back(
    signed_in: Browser, configure: Configure, idle: int
) -> None:
    configure(SESSION_IDLE_SECONDS=str(idle))
    value, attributes = set_cookies(signed_in.sign_out())[sign_out_name()]
    assert int(attributes["max-age"]) >= idle + 230  # the platform's limit for a response
    assert len(value) < 100


ODD_MEMORIES = [
    {}, {"t": "1"}, {"t": None, "n": 0, "f": []}, {"t": 1, "n": 1, "f": "x"}, {"t": 1.5, "f": [1]},
    {"t": True, "n": [], "f": {}},
]  # fmt: skip


@pytest.mark.parametrize("payload", ODD_MEMORIES, ids=str)
def test_a_memory_of_another_version_has_no_effect(
    signed_in: Browser, provider: Provider, payload: dict[str, object]
) -> None:
    """While two releases run, each reads the cookies of the other."""
    signed_in.jar[recent_name()] = cookies.seal(settings(), "recent", payload)
    signed_in.jar[sign_out_name()] = cookies.seal(settings(), "sign-out", payload | {"t": "x"})
    assert signed_in.who == "Adele Vance"
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.who == "Adele Vance"
    signed_in.sign_out()
    assert signed_in.get("/profile").status == 302


# One flow cookie, one response


def test_a_flow_cookie_is_good_for_one_code(browser: Browser, provider: Provider) -> None:
    location = browser.login("/profile")
    first, second = provider.authorize(location), provider.authorize(location)
    flows = browser.flows
    assert browser.get(first).status == 303
    assert not browser.flows
    browser.jar |= flows  # a browser that does not delete it, or a copy that is put back
    answer = browser.get(second)
    assert (answer.status, answer.header("location")) == (303, "/profile")  # signed in already
    assert session_name() not in set_cookies(answer)
    assert not browser.flows
    browser.jar |= flows
    del browser.jar[session_name()]
    answer = browser.get(second)
    refused(answer, browser, 400)
    assert b"was already used" in answer.body
    assert not browser.flows
    assert provider.count("token") == 1


FAILURES: dict[str, Callable[[Provider], object]] = {
    "the token endpoint fails": lambda p: p.bend.update(token=reply({}, 500)),
    "the code is refused": lambda p: p.bend.update(token=reply({"error": "invalid_grant"}, 400)),
    "the keys cannot be fetched": lambda p: p.bend.update(jwks=reply({}, 500)),
    "a forged token": lambda p: p.claims.update(aud="another app"),
    "no name": lambda p: p.claims.update(sub="\ud800"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_whatever_the_result_the_flow_cookie_goes_and_is_used(
    browser: Browser, provider: Provider, failure: str
) -> None:
    location = browser.login("/profile")
    flows = browser.flows
    FAILURES[failure](provider)
    assert browser.get(provider.authorize(location)).status >= 400
    assert not browser.flows
    provider.bend.clear()
    provider.claims.clear()
    browser.jar |= flows
    before = provider.count("token")
    refused(browser.get(provider.authorize(location)), browser, 400)
    assert not browser.flows
    assert provider.count("token") == before


@pytest.mark.parametrize(
    "change", [{"error": "access_denied"}, {"code": "ODD%FF"}, {"iss": "https://evil.test"}]
)
def test_a_refused_response_uses_its_flow_up(
    browser: Browser, provider: Provider, change: dict[str, str]
) -> None:
    location = browser.login("/profile")
    flows = browser.flows
    target = provider.authorize(location, **change).replace("%25FF", "%FF")
    refused(browser.get(target), browser, 403 if "error" in change else 400)
    assert not browser.flows
    browser.jar |= flows
    refused(browser.get(provider.authorize(location)), browser, 400)
    assert provider.count("token") == 0


def test_a_flow_that_ended_is_used_after_signing_out_as_well(
    browser: Browser, provider: Provider
) -> None:
    location = browser.login()
    flows = browser.flows
    browser.get(provider.authorize(location))
    browser.sign_out()
    browser.jar |= flows
    refused(browser.get(provider.authorize(location)), browser, 400)
    assert provider.count("token") == 1


def test_flows_that_ended_do_not_use_others_up(browser: Browser, provider: Provider) -> None:
    for _ in range(20):
        tabs = [browser.login(f"/gallery?tab={number}") for number in range(3)]
        for number in (2, 0, 1):
            answer = browser.get(provider.authorize(tabs[number]))
            assert answer.header("location") == f"/gallery?tab={number}"
    assert len(browser.jar[recent_name()]) < 400


@pytest.mark.parametrize("value", ["", "1", "A" * 60, "é", "x" * 5000])
def test_a_planted_memory_of_sign_ins_has_no_effect(
    browser: Browser, provider: Provider, value: str
) -> None:
    browser.jar[recent_name()] = value
    assert browser.sign_in(provider).status == 303
    assert browser.who == "Adele Vance"


# Browsers that do not keep the session


def test_a_browser_that_never_stores_the_session_gets_a_page_and_no_loop(
    host: Host, provider: Provider
) -> None:
    class Forgetful(Browser):
        def _keep(self, answer: object) -> None:
            super()._keep(answer)  # type: ignore[arg-type]
            self.jar.pop(session_name(), None)

    browser, target, statuses = Forgetful(host), "/profile?a=b", []
    while len(statuses) < 12:
        answer = browser.get(target)
        statuses.append(answer.status)
        target = answer.header("location") or ""
        if not target:
            break
        if target.startswith(provider.metadata["authorization_endpoint"]):
            target = provider.authorize(target)
    assert statuses == [302, 302, 303, 302, 302, 303, 400]
    assert b"your browser sends no session" in answer.body
    assert f"<code>{session_name()}</code>".encode() in answer.body
    # Try again does start once more, and ends in the page again.
    again = browser.get("/login?next_url=%2Fprofile")
    assert again.status == 302
    assert browser.get(provider.authorize(again.header("location") or "")).status == 303


def test_signing_in_twice_in_a_minute_is_no_loop(browser: Browser, provider: Provider) -> None:
    for _ in range(4):
        browser.sign_in(provider)
        assert browser.get("/profile").status == 200
    for _ in range(4):
        browser.sign_in(provider)
        browser.sign_out()
        assert browser.get("/profile").status == 302
    assert recent.read(settings(), browser.jar).in_a_row == 0


def test_a_callback_without_its_flow_uses_nothing_up(browser: Browser) -> None:
    browser.login()
    assert not set_cookies(browser.get(f"{CALLBACK}?code=x&state={'s' * 22}"))
