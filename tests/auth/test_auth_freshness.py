"""``login_required(max_age=…)``: when the user entered a password, by the provider's word."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import azure.functions as func
import pytest
from hostile import (
    ABSENT,
    PAGE,
    Browser,
    Clock,
    Configure,
    FromNow,
    Provider,
    refused,
    session_name,
    set_cookies,
)

from auth import User, freshness, login_required
from auth.errors import TokenError
from devserver.answer import Answer

SCRIPT = {"Accept": "application/json"}


@login_required(max_age=600)
def vault(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """A page for those who entered their password just now."""
    return func.HttpResponse("gold")


def _ask(
    browser: Browser, headers: dict[str, str] | None = None, method: str = "GET"
) -> func.HttpResponse:
    cookie = {"Cookie": f"{session_name()}={browser.session}"} if browser.session else {}
    sent = {**(PAGE if headers is None else headers), **cookie}
    url = "http://app.test/vault?a=1"
    answer: func.HttpResponse = vault(
        func.HttpRequest(method=method, url=url, headers=sent, body=b"")
    )
    return answer


def _asked(answer: Answer) -> dict[str, list[str]]:
    """The authorization request of an answer of ``/login``."""
    assert answer.status == 302
    return parse_qs(urlsplit(answer.header("location") or "").query)


def _restart(answer: Answer) -> str:
    found = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', answer.body.decode())
    return html.unescape(found[0]) if found else ""


def test_a_fresh_sign_in_is_let_in(browser: Browser, provider: Provider) -> None:
    answer = _ask(browser)
    link = "/login?next_url=%2Fvault%3Fa%3D1&max_age=600"
    assert (answer.status_code, answer.headers["Location"]) == (302, link)
    begun = browser.get(link)
    assert _asked(begun)["max_age"] == ["600"]
    provider.claims["auth_time"] = FromNow(-5)
    end = browser.get(provider.authorize(begun.header("location") or ""))
    assert (end.status, end.header("location")) == (303, "/vault?a=1")
    assert _ask(browser).get_body() == b"gold"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_stale_one_signs_in_again(
    browser: Browser, provider: Provider, clock: Clock, method: str
) -> None:
    provider.claims["auth_time"] = FromNow(0)
    browser.sign_in(provider)
    clock.ahead = 590
    assert _ask(browser, method=method).status_code == 200
    clock.ahead = 602
    answer = _ask(browser, method=method)
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.get("/profile").status == 200  # which asks for no more than a session
    asked = _asked(browser.get(answer.headers["Location"]))
    assert asked["max_age"] == ["600"]
    assert asked["login_hint"] == ["AdeleV@contoso.onmicrosoft.com"]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", SCRIPT),
        ("GET", {"Accept": "*/*", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}),
        ("POST", PAGE),
        ("PUT", SCRIPT),
    ],
)
@pytest.mark.parametrize("auth_time", [FromNow(-700), ABSENT])
def test_a_program_is_told_401(
    browser: Browser, provider: Provider, method: str, headers: dict[str, str], auth_time: object
) -> None:
    provider.claims["auth_time"] = auth_time
    browser.sign_in(provider)
    answer = _ask(browser, headers, method)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    detail = "You signed in too long ago: sign in again."
    assert json.loads(answer.get_body())["detail"] == detail
    assert "Set-Cookie" not in answer.headers


def test_a_session_without_the_time_signs_in_again(browser: Browser, provider: Provider) -> None:
    browser.sign_in(provider)
    assert _ask(browser).status_code == 302


def test_a_renewed_session_keeps_the_time(
    browser: Browser, provider: Provider, clock: Clock
) -> None:
    provider.claims["auth_time"] = FromNow(0)
    browser.sign_in(provider)
    clock.ahead = 2000
    assert session_name() in set_cookies(browser.get("/profile"))
    assert _ask(browser).status_code == 302


@pytest.mark.parametrize(
    ("auth_time", "status"),
    [
        (FromNow(0), 303),
        (FromNow(-590), 303),
        (FromNow(-610), 403),
        (FromNow(-86400), 403),
        (0, 403),
        (ABSENT, 502),
        (None, 502),
        (FromNow(50), 303),  # the provider's clocks differ among themselves
        (FromNow(70), 502),
        (-1, 502),
        ("1700000000", 502),
        (True, 502),
        ([1700000000], 502),
        (float("nan"), 502),
        (1e300, 502),
    ],
    ids=ascii,
)
def test_what_the_provider_says_is_checked(
    browser: Browser,
    provider: Provider,
    log: pytest.LogCaptureFixture,
    auth_time: object,
    status: int,
) -> None:
    provider.claims["auth_time"] = auth_time
    begun = browser.get("/login?max_age=600&next_url=/gallery")
    answer = browser.get(provider.authorize(begun.header("location") or ""))
    if status == 303:
        assert answer.status == 303
        return
    refused(answer, browser, status)
    assert not browser.flows
    if auth_time in (ABSENT, None):
        assert b"did not say when you signed in" in answer.body
        assert "add this optional claim" in log.text
    # Without max_age the time is not needed, but never wrong.
    end = browser.sign_in(provider)
    assert end.status == (303 if status == 403 or auth_time in (ABSENT, None) else 502)


def test_a_provider_that_does_not_ask_is_no_loop(browser: Browser, provider: Provider) -> None:
    provider.claims["auth_time"] = FromNow(-700)
    browser.sign_in(provider)
    begun = browser.get(_ask(browser).headers["Location"])
    answer = browser.get(provider.authorize(begun.header("location") or ""))
    assert answer.status == 403
    assert b"did not ask again" in answer.body
    again = _restart(answer)
    assert again == "/login?next_url=%2Fvault%3Fa%3D1&max_age=600&prompt=login&again=1"
    begun = browser.get(again)
    assert (_asked(begun)["prompt"], _asked(begun)["max_age"]) == (["login"], ["600"])
    answer = browser.get(provider.authorize(begun.header("location") or ""))
    assert answer.status == 403
    assert not _restart(answer)
    assert (
        b'href="/login?next_url=%2Fvault%3Fa%3D1&amp;max_age=600&amp;prompt=login"' in answer.body
    )
    assert browser.who == "Adele Vance"  # whose session goes on, for the other pages
    # The second time it does ask.
    begun = browser.get(again)
    provider.claims["auth_time"] = FromNow(0)
    assert browser.get(provider.authorize(begun.header("location") or "")).status == 303
    assert _ask(browser).status_code == 200


def test_a_browser_that_keeps_its_stale_session_is_no_loop(
    browser: Browser, provider: Provider
) -> None:
    provider.claims["auth_time"] = FromNow(-700)
    browser.sign_in(provider)
    stale = browser.session or ""
    provider.claims["auth_time"] = FromNow(0)
    statuses = []
    for _ in range(5):
        cookies = {"Cookie": "; ".join(f"{n}={v}" for n, v in browser.jar.items())}
        answer = vault(func.HttpRequest(
            method="GET", url="http://app.test/vault", headers={**PAGE, **cookies}, body=b""
        ))  # fmt: skip
        statuses.append(answer.status_code)
        if answer.status_code != 302:
            break
        begun = browser.get(answer.headers["Location"])
        browser.get(provider.authorize(begun.header("location") or ""))
        browser.session = stale  # as if the new one could not be stored
    assert statuses[-1] == 400
    assert len(statuses) <= 3
    assert b"You have just signed in" in answer.get_body()


@pytest.mark.parametrize("ahead", [-55, 55])
def test_a_provider_whose_clock_differs(browser: Browser, provider: Provider, ahead: int) -> None:
    provider.claims |= {"iat": FromNow(ahead), "nbf": FromNow(ahead)}
    for age, status in ((590, 303), (610, 403)):
        provider.claims["auth_time"] = FromNow(ahead - age)
        begun = browser.get("/login?max_age=600")
        answer = browser.get(provider.authorize(begun.header("location") or ""))
        assert answer.status == status
        if status == 303:
            assert _ask(browser).status_code == 200


@pytest.mark.parametrize(
    ("auth_time", "issued", "now", "expected"),
    [
        (1000, 1000, 1000, 1000),
        (1000, 1010, 1010.5, 1000),
        (900, 1000, 1030, 930),
        (900, 1000, 970, 870),
        (900, 1000, 5000, 960),  # an old token makes nothing fresh
        (1000.7, 1001, 1001, 1000),
        (1050, 1000, 1000, 1000),
        (None, 1000, 1000, None),
    ],
)
def test_the_time_by_our_clock(
    auth_time: Any, issued: int, now: float, expected: int | None
) -> None:
    claims = {"auth_time": auth_time, "iat": issued}
    assert freshness.authenticated(claims, now) == expected


@pytest.mark.parametrize("auth_time", ["1", True, -1, 1061, [], float("inf"), float("nan")])
def test_a_time_that_cannot_be(auth_time: object) -> None:
    with pytest.raises(TokenError):
        freshness.authenticated({"auth_time": auth_time, "iat": 1000}, 1000)


def test_without_sign_in_there_is_no_vault(browser: Browser, configure: Configure) -> None:
    configure(CLIENT_ID=None)
    assert _ask(browser).status_code == 503
