"""Attacks that keep someone from signing in: loops, planted cookies, odd and late responses."""

from __future__ import annotations

import html
import random
import re
import string
import time
from urllib.parse import quote

import pytest
from hostile import (
    BASE_URL,
    CALLBACK,
    PAGE,
    Browser,
    Clock,
    Configure,
    Provider,
    flow_prefix,
    refused,
    session_name,
    set_cookies,
)

from auth import cookies
from auth.settings import current
from devserver.answer import Answer

STEPS = 8


def _follow(browser: Browser, provider: Provider, target: str, planted: str = "") -> list[Answer]:
    """The answers until a page comes; ``planted`` is a cookie of a sibling host."""
    answers: list[Answer] = []
    while len(answers) < STEPS:
        jar = "; ".join(f"{n}={v}" for n, v in browser.jar.items())
        own = browser.jar
        browser.jar = {}
        header = "; ".join(filter(None, (planted, jar)))
        sent = {**PAGE, "Cookie": header} if header else PAGE
        browser.jar = {}
        answer = browser.request("GET", target, sent)
        kept, browser.jar = browser.jar, own
        browser.jar |= kept
        for name, (_, attributes) in set_cookies(answer).items():
            if attributes.get("max-age") == "0":
                browser.jar.pop(name, None)
        answers.append(answer)
        location = answer.header("location")
        if location is None:
            break
        if location.startswith(provider.metadata["authorization_endpoint"]):
            location = provider.authorize(location)
        target = location.removeprefix(BASE_URL)
    return answers


@pytest.mark.parametrize("value", ["evil", "", "genuine"])
def test_a_planted_session_ends_in_a_page_and_not_in_a_loop(
    browser: Browser, signed_in: Browser, provider: Provider, value: str
) -> None:
    if value == "genuine":
        value = signed_in.session or ""
        browser.jar.clear()
    name = session_name()
    # One that is planted beside ours, and one that is planted alone before signing in.
    for own in ({name: "x"}, {}):
        browser.jar = dict(own)
        answers = _follow(browser, provider, "/profile", f"{name}={value}")
        if value and not own and value != "evil":
            assert answers[-1].status == 200  # a whole session: docs/sign-in.md, not covered
            continue
        assert len(answers) < STEPS
        page = answers[-1]
        assert page.status == 400
        assert f"<code>{name}</code>".encode() in page.body
        assert b"<code>app.test</code>" in page.body
        assert b"<code>test</code>" not in page.body
        assert page.header("cache-control") == "no-store"


def test_two_session_cookies_start_no_sign_in(browser: Browser, provider: Provider) -> None:
    sent = {"Cookie": f"{session_name()}=a; {session_name()}=b"}
    answer = browser.get("/login?next_url=/profile", **sent)
    refused(answer, browser, 400)
    assert b'href="/login?next_url=%2Fprofile"' in answer.body
    assert not set_cookies(answer)
    assert browser.request("GET", "/me", {**sent, "Accept": "*/*"}).status == 401


def test_an_epoch_ahead_of_now_ends_in_a_page_and_not_in_a_loop(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    configure(SESSION_EPOCH=str(int(time.time()) + 3600))
    answers = _follow(browser, provider, "/profile")
    assert [answer.status for answer in answers] == [302, 302, 503]
    assert browser.session is None
    assert b"Sign-in is misconfigured" in answers[-1].body


def test_a_session_that_another_instance_refuses_ends_in_a_page(
    signed_in: Browser, provider: Provider, configure: Configure
) -> None:
    """The instance of the callback accepts what that of the page refuses."""
    ahead = {"SESSION_EPOCH": str(int(time.time()) + 3600)}
    statuses = []
    for _ in range(3):
        configure(**ahead)
        answer = signed_in.get("/profile")
        statuses.append(answer.status)
        if answer.status != 302:
            break
        location = signed_in.get(answer.header("location") or "").header("location") or ""
        configure(SESSION_IDLE_SECONDS="60")
        if len(statuses) == 1:  # an old session, as an instance with the setting sees it
            signed_in.session = _old_session()
        signed_in.get(provider.authorize(location))
    assert statuses == [302, 400]
    assert b"You have just signed in" in answer.body
    # Its link does start again.
    configure()
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.get("/profile").status == 200


def _old_session() -> str:
    settings = current()
    assert settings
    old = int(time.time()) - 1000
    payload = {"a": old, "t": old, "s": "x", "o": "", "d": "", "n": "", "u": "", "p": {}}
    return cookies.seal(settings, "session", payload)


@pytest.mark.parametrize(
    "code", ["%ff", "%00", "a%ffb", "%C3%A9", "%0d%0a", "%7F", "a%0ab", "%ED%A0%80", "%E2%80%A8"]
)
@pytest.mark.parametrize("name", ["code", "iss", "error"])
def test_odd_bytes_of_a_response_never_reach_the_library(
    browser: Browser, provider: Provider, name: str, code: str
) -> None:
    browser.sign_in(provider)
    browser.sign_out()
    before = len(provider.seen)
    for _ in range(3):
        target = provider.authorize(browser.login(), **{name: "ODD"})
        refused(browser.get(target.replace("ODD", code)), browser, 400)
    assert len(provider.seen) == before  # neither the token endpoint nor the metadata again


@pytest.mark.parametrize("seconds", [1000, 86400])
def test_a_late_response_keeps_the_page_and_leaves_no_cookie(
    browser: Browser, provider: Provider, clock: Clock, seconds: int
) -> None:
    callback = provider.authorize(browser.login("/profile?a=b"))
    clock.ahead = seconds
    answer = browser.get(callback)
    refused(answer, browser, 400)
    assert b"took too long" in answer.body
    assert f'href="/login?next_url={quote("/profile?a=b", safe="")}"'.encode() in answer.body
    assert not browser.flows


def test_a_late_response_of_a_signed_in_user_goes_on(
    signed_in: Browser, provider: Provider, clock: Clock
) -> None:
    callback = provider.authorize(signed_in.login("/gallery"))
    clock.ahead = 1000
    answer = signed_in.get(callback)
    assert (answer.status, answer.header("location")) == (303, "/gallery")
    assert not signed_in.flows
    assert signed_in.who == "Adele Vance"


def _planted(count: int) -> dict[str, str]:
    letters = string.ascii_letters
    return {f"{flow_prefix()}{letters[n % 52]}{n:09d}": "x" for n in range(count)}


@pytest.mark.parametrize("count", [11, 170])
def test_at_most_ten_cookies_are_deleted_at_once(
    signed_in: Browser, provider: Provider, count: int
) -> None:
    signed_in.jar |= _planted(count)
    answers = [signed_in.get("/login")]
    answers.append(signed_in.get(provider.authorize(answers[0].header("location") or "")))
    assert signed_in.who == "Adele Vance"
    answers.append(signed_in.sign_out())
    assert signed_in.session is None
    for answer in answers:
        written = [value for name, value in answer.headers if name.lower() == "set-cookie"]
        assert sum("Max-Age=0" in value for value in written) <= 10
        assert sum(map(len, written)) < 4096


@pytest.mark.parametrize("letter", ["中", "é", "😀", "%"])
def test_an_address_too_long_for_its_cookie_leads_home(
    browser: Browser, provider: Provider, letter: str
) -> None:
    if letter == "中":
        path = "/" + "".join(map(chr, random.Random(1).sample(range(0x4E00, 0x9FA5), 880)))
    else:
        path = "/" + letter * 1023
    end = browser.sign_in(provider, path)
    assert end.status == 303
    assert end.header("location") in ("/", quote(path, safe="/%"))
    if letter == "中":
        assert end.header("location") == "/"
    assert browser.who == "Adele Vance"


def test_a_cookie_of_another_authority_is_refused(signed_in: Browser, configure: Configure) -> None:
    configure(AUTHORITY="https://login.test/11111111-44d7-43e1-9a83-5f2406dee5bd")
    assert signed_in.who is None
    configure(AUTHORITY=None, OIDC_AUTHORITY="https://other.test/issuer")
    assert signed_in.who is None
    configure()
    assert signed_in.who == "Adele Vance"


def test_a_callback_of_no_flow_is_no_loop(browser: Browser, provider: Provider) -> None:
    refused(browser.get(f"{CALLBACK}?code=x&state={'s' * 22}"), browser, 400)
    assert provider.seen == []


# Where a flow began that did not reach its end


LOCAL = "http://localhost:7071"


@pytest.mark.parametrize("name", ["127.0.0.1:7071", "[::1]:7071", "127.0.0.2:7071"])
def test_a_flow_under_another_name_of_this_computer_moves_once(
    provider: Provider, name: str, browser: Browser, configure: Configure
) -> None:
    configure(BASE_URL=LOCAL)
    other = Browser(browser.host, f"http://{name}")
    answer = other.get("/login?next_url=/gallery%3Fa=b")
    target = answer.header("location") or ""
    assert (answer.status, target) == (302, f"{LOCAL}/login?next_url=%2Fgallery%3Fa%3Db&moved=1")
    assert not set_cookies(answer)
    here = Browser(browser.host, LOCAL)
    location = here.get(target.removeprefix(LOCAL)).header("location") or ""
    assert here.get(provider.authorize(location)).header("location") == "/gallery?a=b"
    assert here.who == "Adele Vance"
    # Never twice, even if the server still sees the other name.
    location = other.get(target.removeprefix(LOCAL)).header("location") or ""
    assert location.startswith(provider.metadata["authorization_endpoint"])


def test_a_flow_under_its_own_name_stays(browser: Browser, configure: Configure) -> None:
    assert not (browser.get("/login").header("location") or "").startswith(BASE_URL)
    configure(BASE_URL=LOCAL)
    here = Browser(browser.host, "http://localhost:9999")  # cookies do not know ports
    assert not (here.get("/login").header("location") or "").startswith(LOCAL)


def _restart(answer: Answer) -> str:
    found = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', answer.body.decode())
    return html.unescape(found[0]) if found else ""


def test_a_stale_callback_starts_anew_by_itself_once(browser: Browser, provider: Provider) -> None:
    stale = f"{CALLBACK}?code=CODE&state={'s' * 22}"
    answer = browser.get(stale)
    refused(answer, browser, 400)
    assert _restart(answer) == "/login?again=1"
    location = browser.get(_restart(answer)).header("location") or ""
    callback = provider.authorize(location)
    # A browser without cookies comes back without the flow: it does not start once more.
    bare = Browser(browser.host)
    answer = bare.get(callback)
    refused(answer, bare, 400)
    assert not _restart(answer)
    assert browser.get(callback).status == 303
    assert browser.who == "Adele Vance"


@pytest.mark.parametrize("query", ["code=x", "state=ssssssssssssssssssssss", "error=access_denied"])
def test_no_other_response_starts_anew_by_itself(browser: Browser, query: str) -> None:
    assert not _restart(browser.get(f"{CALLBACK}?{query}"))
    assert not _restart(browser.fetch(f"{CALLBACK}?{query}&code=x&state={'s' * 22}"))
