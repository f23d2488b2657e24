"""Links to sign in and out with hints for the provider, ``prompt=none``, and the last words."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from hostile import (
    ABSENT,
    BASE_URL,
    PAGE,
    Browser,
    Configure,
    Provider,
    refused,
    session_name,
    set_cookies,
)

from devserver.answer import Answer


def _asked(answer: Answer) -> dict[str, list[str]]:
    assert answer.status == 302, answer
    return parse_qs(urlsplit(answer.header("location") or "").query, keep_blank_values=True)


GOOD = [
    ("login_hint", "adele@contoso.onmicrosoft.com"),
    ("login_hint", "O.CiQ1YzE~_-=+/&?#%"),
    ("login_hint", "phone: +1 425 555 0109"),
    ("login_hint", "x" * 512),
    ("domain_hint", "contoso.com"),
    ("domain_hint", "consumers"),
    ("domain_hint", "xn--bcher-kva.example"),
    ("prompt", "none"),
    ("prompt", "login"),
    ("prompt", "consent"),
    ("prompt", "select_account"),
    ("max_age", "0"),
    ("max_age", "600"),
]
BAD = [
    ("login_hint", ""),
    ("login_hint", "x" * 513),
    ("login_hint", "a\nb"),
    ("login_hint", "a\r\nSet-Cookie: b=c"),
    ("login_hint", "a\tb"),
    ("login_hint", "a\x00b"),
    ("login_hint", "a\x7fb"),
    ("login_hint", "adèle"),
    ("login_hint", "a\u00a0b"),
    ("login_hint", "\u202ea"),
    ("login_hint", "a\n"),
    ("domain_hint", ""),
    ("domain_hint", "contoso com"),
    ("domain_hint", "contoso.com/path"),
    ("domain_hint", "bücher.example"),
    ("domain_hint", "x" * 254),
    ("domain_hint", "contoso.com\n"),
    ("prompt", ""),
    ("prompt", "Login"),
    ("prompt", "login consent"),
    ("prompt", "create"),
    ("prompt", "none\n"),
    ("prompt", "<script>"),
    ("max_age", ""),
    ("max_age", "-1"),
    ("max_age", "1e3"),
    ("max_age", "600.0"),
    ("max_age", "٦٠٠"),
    ("max_age", "9" * 10),
    ("max_age", " 600"),
]


@pytest.mark.parametrize(("name", "value"), GOOD, ids=ascii)
def test_a_hint_reaches_the_provider(
    browser: Browser, provider: Provider, name: str, value: str
) -> None:
    query = urlencode({"next_url": "/profile?a=b", name: value}, quote_via=quote)
    begun = browser.get(f"/login?{query}")
    assert _asked(begun)[name] == [value]
    if name != "max_age":
        end = browser.get(provider.authorize(begun.header("location") or ""))
        assert (end.status, end.header("location")) == (303, "/profile?a=b")
    for other in {"login_hint", "domain_hint", "prompt", "max_age"} - {name}:
        assert other not in _asked(begun)


@pytest.mark.parametrize(("name", "value"), BAD, ids=lambda v: ascii(v)[:30])
def test_a_wrong_hint_is_named(browser: Browser, provider: Provider, name: str, value: str) -> None:
    target = "/login?" + urlencode({"next_url": "/gallery", name: value}, quote_via=quote)
    page = browser.get(target)
    assert (page.status, page.header("cache-control")) == (400, "no-store")
    assert f"<code>{name}</code>".encode() in page.body
    assert b'href="/login?next_url=/gallery"' in page.body
    assert b"<script>" not in page.body
    document = browser.fetch(target)
    assert document.status == 400
    assert [error["parameter"] for error in json.loads(document.body)["errors"]] == [name]
    for answer in (page, document):
        assert not set_cookies(answer)
        assert answer.header("x-frame-options") == "DENY"
    assert not provider.seen


@pytest.mark.parametrize("bytes_", ["%ff", "%ED%A0%80", "%C3", "%00", "a%0d%0ab"])
@pytest.mark.parametrize(
    "target", ["/login?login_hint=", "/login?domain_hint=", "/logout?logout_hint="]
)
def test_odd_bytes_are_refused(browser: Browser, target: str, bytes_: str) -> None:
    assert browser.get(target + bytes_).status == 400
    assert browser.fetch(target + bytes_).status == 400


def test_every_wrong_parameter_is_named(browser: Browser) -> None:
    target = "/login?prompt=x&max_age=x&login_hint=a&login_hint=b&domain_hint=example.com"
    errors = json.loads(browser.fetch(target).body)["errors"]
    assert {error["parameter"] for error in errors} == {"prompt", "max_age", "login_hint"}


def test_hints_survive_a_move_a_failure_and_a_full_house(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    query = "login_hint=a%40b.example&prompt=login"
    configure(BASE_URL="http://localhost:7071")
    other = Browser(browser.host, "http://127.0.0.1:7071")
    location = other.get(f"/login?next_url=/gallery&{query}").header("location")
    assert location == f"http://localhost:7071/login?next_url=%2Fgallery&{query}&moved=1"
    configure()
    provider.bend["discovery"] = OSError("down")
    answer = browser.get(f"/login?{query}")
    assert answer.status == 503
    assert f'href="/login?{query.replace("&", "&amp;")}"'.encode() in answer.body


def test_a_link_goes_before_the_setting(browser: Browser, configure: Configure) -> None:
    configure(LOGIN_PROMPT="consent")
    assert _asked(browser.get("/login"))["prompt"] == ["consent"]
    assert _asked(browser.get("/login?prompt=login"))["prompt"] == ["login"]


# prompt=none


@pytest.mark.parametrize(
    "error",
    ["login_required", "interaction_required", "account_selection_required", "consent_required"],
)
@pytest.mark.parametrize("setting", [None, "none"])
def test_a_silent_sign_in_that_cannot_be_ends_in_a_page_that_asks(
    browser: Browser, provider: Provider, configure: Configure, error: str, setting: str | None
) -> None:
    configure(LOGIN_PROMPT=setting)
    begun = browser.get("/login?next_url=/profile" + ("" if setting else "&prompt=none"))
    assert _asked(begun)["prompt"] == ["none"]
    callback = provider.authorize(begun.header("location") or "", code=ABSENT, error=error)
    answer = browser.get(callback)
    refused(answer, browser, 403)
    assert b"http-equiv" not in answer.body  # not by itself: the provider would refuse again
    again = "/login?next_url=%2Fprofile" + ("&prompt=select_account" if setting else "")
    assert f'href="{again.replace("&", "&amp;")}"'.encode() in answer.body
    begun = browser.get(again)
    assert _asked(begun).get("prompt", ["select_account"]) == ["select_account"]
    assert browser.get(provider.authorize(begun.header("location") or "")).status == 303
    assert browser.who == "Adele Vance"


def test_a_silent_sign_in_that_fails_leaves_the_session(
    signed_in: Browser, provider: Provider
) -> None:
    begun = signed_in.get("/login?prompt=none")
    location = begun.header("location") or ""
    answer = signed_in.get(provider.authorize(location, code=ABSENT, error="login_required"))
    assert answer.status == 403
    assert signed_in.who == "Adele Vance"


# Signing out


OWN = {"Origin": BASE_URL, "Sec-Fetch-Site": "same-origin"}


def _hint(answer: Answer) -> list[str]:
    assert answer.status == 303
    return parse_qs(urlsplit(answer.header("location") or "").query).get("logout_hint", [])


def test_a_logout_hint_goes_through_the_page(signed_in: Browser) -> None:
    target = "/logout?logout_hint=O.CiQ%26%22%3D"
    page = signed_in.get(target)
    assert f'action="{target}"'.encode() in page.body
    assert _hint(signed_in.request("POST", target, OWN)) == ['O.CiQ&"=']
    assert signed_in.who is None


@pytest.mark.parametrize("value", ["", "a\nb", "é", "x" * 513, "a&logout_hint=b"], ids=ascii)
def test_a_wrong_logout_hint_is_named(signed_in: Browser, value: str) -> None:
    query = value if "&" in value else quote(value)
    for answer in (
        signed_in.get(f"/logout?logout_hint={query}"),
        signed_in.request("POST", f"/logout?logout_hint={query}", {**PAGE, **OWN}),
    ):
        assert answer.status == 400
        assert b"logout_hint" in answer.body
        assert not set_cookies(answer)
    assert signed_in.who == "Adele Vance"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("O.CiQ1", ["O.CiQ1"]), (ABSENT, []), ("é", []), (7, []), ("x" * 513, []), ("a\nb", [])],
    ids=ascii,
)
def test_the_claim_login_hint_signs_out_without_a_question(
    browser: Browser, provider: Provider, claim: object, expected: list[str]
) -> None:
    provider.claims["login_hint"] = claim
    assert browser.sign_in(provider).status == 303
    assert _hint(browser.sign_out()) == expected
    browser.sign_in(provider)
    assert _hint(browser.request("POST", "/logout?logout_hint=other", OWN)) == ["other"]


def test_the_home_page_says_that_one_has_signed_out(signed_in: Browser, provider: Provider) -> None:
    notice = b"You are signed out."
    before = signed_in.copy()
    assert notice not in signed_in.get("/").body
    answer = signed_in.sign_out()
    value, attributes = set_cookies(answer)["__Secure-cf_signed_out"]
    assert (value, attributes["max-age"]) == ("just-now", "300")
    page = signed_in.get("/")
    assert notice in page.body
    assert page.header("cache-control") == "no-store"
    assert page.header("etag") is None
    assert notice not in signed_in.get("/gallery").body
    # Whoever is signed in is not told so, whatever cookie was planted.
    before.jar["__Secure-cf_signed_out"] = "just-now"
    assert notice not in before.get("/").body
    assert signed_in.sign_in(provider).status == 303
    assert notice not in signed_in.get("/").body


@pytest.mark.parametrize("value", ["", "1", "<b>", "just-now2", "x" * 4000])
def test_no_other_cookie_makes_the_page_say_so(browser: Browser, value: str) -> None:
    browser.jar["__Secure-cf_signed_out"] = value
    page = browser.get("/")
    assert b"signed out" not in page.body
    assert page.header("cache-control") == "private, no-cache"
    browser.jar = {"cf_signed_out": "just-now"}  # the name over http
    assert b"signed out" not in browser.get("/").body
    assert b"signed out" not in browser.get("/?signed_out=just-now").body


def test_a_sign_out_without_the_provider_is_said_by_its_own_page(
    signed_in: Browser, provider: Provider
) -> None:
    import auth.provider

    auth.provider._cache.clear()
    del provider.metadata["end_session_endpoint"]
    answer = signed_in.sign_out()
    assert answer.header("location") == f"{BASE_URL}/logout?provider=no"
    assert "__Secure-cf_signed_out" not in set_cookies(answer)
    assert session_name() not in signed_in.jar
