"""Attacks on the life of a session: fixation, signing out, staying in."""

from __future__ import annotations

import itertools
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from hostile import (
    BASE_URL,
    BOB,
    CALLBACK,
    CLIENT_ID,
    Browser,
    Clock,
    Configure,
    Provider,
    flow_prefix,
    recent_name,
    refused,
    reply,
    session_name,
    set_cookies,
    sign_out_name,
)

import auth.concurrency
from devserver.host import Host

HERE_ONLY = f"{BASE_URL}/logout?provider=no"


def test_a_second_sign_in_replaces_the_first(signed_in: Browser, provider: Provider) -> None:
    first = signed_in.session
    provider.user = dict(BOB)
    provider.bend["graph"] = reply({})
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.session != first
    assert signed_in.who == "Bob Builder"
    assert b"Adele" not in signed_in.get("/profile").body


def test_a_failed_sign_in_leaves_the_first_user(signed_in: Browser, provider: Provider) -> None:
    provider.user = dict(BOB)
    provider.claims["aud"] = "another-app"
    assert signed_in.sign_in(provider).status == 502
    assert signed_in.who == "Adele Vance"


def test_nothing_from_before_signing_in_survives(
    browser: Browser, provider: Provider, clock: Clock
) -> None:
    """Fixation: a session that an attacker knew beforehand is not the one that begins."""
    browser.session = "planted"
    assert browser.sign_in(provider).status == 303
    begun = browser.session
    assert begun != "planted"
    assert browser.who == "Adele Vance"
    assert set(browser.jar) == {session_name(), recent_name()}
    clock.ahead = 2
    assert browser.sign_in(provider).status == 303
    assert browser.session != begun


def test_an_attackers_own_session_is_replaced(
    browser: Browser, provider: Provider, host: Host
) -> None:
    attacker = Browser(host)
    provider.user = dict(BOB)
    provider.bend["graph"] = reply({})
    attacker.sign_in(provider)
    browser.session = attacker.session or ""
    provider.user = {**BOB, "sub": "victim", "name": "Victim"}
    assert browser.sign_in(provider).status == 303
    assert browser.who == "Victim"
    assert attacker.who == "Bob Builder"


# Signing out


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_signs_nobody_out(signed_in: Browser, method: str) -> None:
    answer = signed_in.request(method, "/logout", {"Accept": "text/html"})
    assert answer.status == 200
    assert not set_cookies(answer)
    assert signed_in.who == "Adele Vance"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_sign_nobody_out(signed_in: Browser, method: str) -> None:
    headers = {"Origin": BASE_URL, "Sec-Fetch-Site": "same-origin"}
    assert signed_in.request(method, "/logout", headers).status == 404
    assert signed_in.who == "Adele Vance"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.test"},
        {"Origin": "https://evil.test", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://www.app.test", "Sec-Fetch-Site": "same-site"},
        {"Origin": "https://www.app.test"},
        {"Origin": "http://app.test"},
        {"Origin": "https://app.test:8443"},
        {"Origin": "https://app.test.evil.test"},
        {"Origin": "https://app.test@evil.test"},
        {"Origin": "https://evil.test#https://app.test"},
        {"Origin": "https://app.test, https://evil.test"},
        {"Origin": "https://["},
        {"Origin": "https://app.test/"},
        {"Origin": "é"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "cross-site"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "same-site"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "none"},
        {"Origin": BASE_URL, "Sec-Fetch-Site": "same-origin, cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Referer": "https://app.test/"},
        {"Host": "evil.test", "Origin": "https://evil.test"},
        {"X-Forwarded-Host": "evil.test", "Origin": "https://evil.test"},
    ],
    ids=str,
)
def test_another_site_signs_nobody_out(signed_in: Browser, headers: dict[str, str]) -> None:
    answer = signed_in.request("POST", "/logout", headers, b"")
    assert answer.status == 403
    assert not set_cookies(answer)
    assert signed_in.who == "Adele Vance"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": BASE_URL, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": BASE_URL},
    ],
    ids=str,
)
def test_our_own_form_signs_out(signed_in: Browser, headers: dict[str, str]) -> None:
    assert signed_in.sign_out(**headers).status == 303
    assert signed_in.who is None


def test_signing_out_clears_everything_and_goes_on_at_the_provider(
    signed_in: Browser, provider: Provider
) -> None:
    for _ in range(3):
        signed_in.login()
    signed_in.jar["theme"] = "dark"
    answer = signed_in.sign_out()
    signed_out = "__Secure-cf_signed_out"  # for the notice on the home page
    assert signed_in.jar.pop(signed_out) == "just-now"
    assert set(signed_in.jar) == {"theme", sign_out_name()}
    written = set_cookies(answer)
    assert "secure" in written.pop(sign_out_name())[1]
    for name, (value, attributes) in written.items():
        if name == signed_out:
            continue
        assert value == ""
        assert attributes["max-age"] == "0"
        assert attributes["path"] == "/"
        assert "secure" in attributes  # or browsers would ignore it for these names
        assert name.startswith((session_name(), recent_name(), flow_prefix()))
    location = urlsplit(answer.header("location") or "")
    assert location._replace(query="").geturl() == provider.metadata["end_session_endpoint"]
    assert parse_qs(location.query) == {
        "post_logout_redirect_uri": ["https://app.test/"],
        "client_id": [CLIENT_ID],
    }
    assert "post_logout_redirect_uri=https%3A%2F%2Fapp.test%2F" in location.query


def test_where_signing_out_ends_needs_no_sign_in(signed_in: Browser) -> None:
    """Single sign-on would bring the user straight back in."""
    signed_in.sign_out()
    answer = signed_in.get("/")
    assert answer.status == 200
    assert not set_cookies(answer)
    assert b"Sign in" in answer.body


@pytest.mark.parametrize(
    "endpoint",
    [
        None,
        7,
        "",
        "javascript:alert(1)",
        "//evil.test",
        "ftp://login.test/",
        "https://a b",
        "https://login.test/\r\nSet-Cookie: a=b",
        "https://login.test/é",
        "https://login.test/\ud800",
    ],
    ids=ascii,
)
def test_an_odd_endpoint_for_signing_out(
    signed_in: Browser, provider: Provider, endpoint: object
) -> None:
    provider.metadata["end_session_endpoint"] = endpoint
    _forget_metadata()
    answer = signed_in.sign_out()
    assert (answer.status, answer.header("location")) == (303, HERE_ONLY)
    assert signed_in.who is None


def test_signing_out_while_the_provider_is_down(signed_in: Browser, provider: Provider) -> None:
    _forget_metadata()
    provider.bend["discovery"] = requests.ConnectionError()
    answer = signed_in.sign_out()
    assert (answer.status, answer.header("location")) == (303, HERE_ONLY)
    assert signed_in.who is None
    page = signed_in.get(HERE_ONLY.removeprefix(signed_in.base_url))
    assert page.status == 200
    assert b"may\nstill be signed in there" in page.body


def test_signing_out_at_the_provider_needs_no_call(
    signed_in: Browser, provider: Provider, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The metadata is known, though too old to sign in with; nothing waits for the provider."""
    clock.ahead = 25 * 3600
    provider.bend["discovery"] = requests.ConnectionError()
    monkeypatch.setattr(auth.concurrency, "MAX_CALLS", 0)
    monkeypatch.setattr(auth.concurrency, "MAX_WAITING", 0)
    location = signed_in.sign_out().header("location") or ""
    assert location.startswith(provider.metadata["end_session_endpoint"] + "?")
    _forget_metadata()
    assert signed_in.sign_out().header("location") == HERE_ONLY


def _forget_metadata() -> None:
    from auth import provider

    provider._cache.clear()


def test_a_sign_in_under_way_does_not_go_on_after_signing_out(
    signed_in: Browser, provider: Provider
) -> None:
    callback = provider.authorize(signed_in.login())
    signed_in.sign_out()
    refused(signed_in.get(callback), signed_in, 400)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.test"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_refused_sign_out_speaks_of_signing_out(
    signed_in: Browser, headers: dict[str, str]
) -> None:
    answer = signed_in.request("POST", "/logout", headers)
    assert answer.status == 403
    assert b"Sign-out failed" in answer.body
    assert b"Sign-in failed" not in answer.body
    assert b'<a href="/logout">Sign out here</a>' in answer.body
    assert b"Try again" not in answer.body
    assert signed_in.who == "Adele Vance"


PREFETCHES = [
    {"Sec-Purpose": "prefetch"},
    {"Sec-Purpose": "prefetch;prerender"},
    {"Sec-Purpose": "prefetch;anonymous-client-ip"},
    {"Purpose": "prefetch"},
    {"Purpose": "preview"},
    {"X-Purpose": "preview"},
    {"X-Moz": "Prefetch"},
]


@pytest.mark.parametrize("headers", PREFETCHES, ids=str)
def test_a_prefetch_has_no_effect(
    browser: Browser, provider: Provider, headers: dict[str, str]
) -> None:
    callback = provider.authorize(browser.login("/gallery"))
    jar = dict(browser.jar)
    for target in (callback, "/login", "/login?next_url=/gallery", "/logout"):
        answer = browser.get(target, **headers)
        assert answer.status == 403
        assert answer.header("cache-control") == "no-store"
        assert answer.header("location") is None
        assert not set_cookies(answer)
    assert browser.jar == jar
    assert provider.count("token") == 0
    assert browser.get(callback).header("location") == "/gallery"  # the next real one works
    assert browser.who == "Adele Vance"
    assert not set_cookies(browser.get("/logout", **headers))


def test_a_page_is_not_shown_again_after_signing_out(signed_in: Browser) -> None:
    signed_in.sign_out()
    assert signed_in.get("/profile").status == 302
    assert signed_in.fetch("/me").status == 401
    assert b"Adele" not in signed_in.get("/").body


def test_a_copied_cookie_lives_until_its_time_or_the_epoch(
    signed_in: Browser, clock: Clock, configure: Configure
) -> None:
    """The limit of sessions that no server keeps: it is known, bounded, and can be cut off."""
    thief = signed_in.copy()
    signed_in.sign_out()
    assert thief.who == "Adele Vance"
    configure(SESSION_EPOCH=str(int(clock.time()) + 1))
    assert thief.who is None
    configure()
    clock.ahead = 28800 + 61
    assert thief.who is None


def test_the_provider_cannot_be_made_to_sign_out_through_a_frame(signed_in: Browser) -> None:
    """There is no front-channel sign-out: browsers send no cookies in such a frame."""
    for path in ("/logout?sid=1", f"{CALLBACK}?sid=1", "/frontchannel-logout"):
        signed_in.request("GET", path, {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate"})
        assert signed_in.who == "Adele Vance"


@pytest.mark.parametrize("prompt", ["select_account", "login", "consent", None])
def test_prompt(browser: Browser, configure: Configure, prompt: str | None) -> None:
    """A link from elsewhere signs in silently where the provider knows the user; this asks."""
    configure(LOGIN_PROMPT=prompt)
    asked = parse_qs(urlsplit(browser.login()).query)
    assert asked.get("prompt") == (None if prompt is None else [prompt])


def test_the_visitor_cannot_change_what_the_provider_is_asked(browser: Browser) -> None:
    evil = {
        "redirect_uri": "https://evil.test",
        "scope": "Mail.Read",
        "state": "x",
        "nonce": "y",
        "response_mode": "fragment",
        "client_id": "z",
    }
    query = "&".join(f"{name}={value}" for name, value in evil.items())
    asked = parse_qs(urlsplit(browser.get(f"/login?{query}").header("location") or "").query)
    assert all(asked.get(name) != [value] for name, value in evil.items())


def test_no_state_nonce_or_verifier_is_used_twice(browser: Browser, provider: Provider) -> None:
    asked = [parse_qs(urlsplit(browser.login()).query) for _ in range(20)]
    for name in ("state", "nonce", "code_challenge"):
        values = [query[name][0] for query in asked]
        assert len(set(values)) == len(values)
        assert all(len(value) >= 22 for value in values)
    assert all(a != b for a, b in itertools.pairwise(asked))
