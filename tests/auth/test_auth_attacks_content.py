"""What comes out: nothing of a query, names escaped, no secret in any log, nobody else's page."""

from __future__ import annotations

import html
import json
import logging
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
import requests
from hostile import (
    ABSENT,
    BOB,
    CALLBACK,
    CLIENT_SECRET,
    KEY,
    Browser,
    Configure,
    Provider,
    refused,
    reply,
    rs256,
    session_name,
    set_cookies,
)

from api.errors import SettingsError
from auth import cookies, sessions, settings
from devserver.host import Host

ROOT = Path(__file__).parents[2]
MARK = "Xq7Zs9"


# Nothing of the query is echoed


@pytest.mark.parametrize("name", ["error", "error_description", "error_uri", "error_codes", "x"])
@pytest.mark.parametrize(
    "value",
    [f"<script>{MARK}</script>", f'"><img src=x onerror={MARK}>', f"{{{{{MARK}}}}}", MARK,
     f"https://evil.test/{MARK}", f"\r\nSet-Cookie: {MARK}=1", f"javascript:{MARK}"],
)  # fmt: skip
def test_nothing_of_the_query_is_echoed(
    browser: Browser, log: pytest.LogCaptureFixture, name: str, value: str
) -> None:
    state = dict(parse_qsl(urlsplit(browser.login()).query))["state"]
    for query in ({name: value}, {"error": "x", name: value, "state": state}):
        answer = browser.get(f"{CALLBACK}?{urlencode(query)}")
        assert answer.status == 400
        assert MARK.encode() not in answer.body
        assert MARK not in str(answer.headers)
        assert MARK not in log.text


@pytest.mark.parametrize(
    ("error", "status"),
    [("access_denied", 403), ("consent_required", 403), ("login_required", 403),
     ("interaction_required", 403), ("server_error", 502), ("temporarily_unavailable", 503),
     ("invalid_scope", 400), ("anything", 400), ("", 400)],
)  # fmt: skip
def test_errors_of_the_provider_are_told_in_our_words(
    browser: Browser, error: str, status: int
) -> None:
    state = dict(parse_qsl(urlsplit(browser.login("/profile")).query))["state"]
    answer = browser.get(f"{CALLBACK}?{urlencode({'error': error, 'state': state})}")
    assert answer.status == status
    assert not browser.flows
    assert b"/login?next_url=%2Fprofile" in answer.body
    assert error.encode() not in answer.body or not error


def test_words_of_the_token_endpoint_are_not_shown(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture
) -> None:
    provider.bend["token"] = reply(
        {"error": "invalid_scope", "error_description": MARK, "correlation_id": MARK}, 400
    )
    answer = browser.sign_in(provider)
    assert answer.status == 502
    assert MARK.encode() not in answer.body
    assert MARK not in log.text


def test_the_way_to_try_again_is_escaped(browser: Browser, provider: Provider) -> None:
    provider.bend["token"] = requests.ConnectionError()
    answer = browser.sign_in(provider, "/?a=\"><script>alert(1)</script>&b='x'")
    assert b"<script>" not in answer.body
    assert b"alert(1)&lt;" not in answer.body


@pytest.mark.parametrize("path", ["/login?next_url=", "/profile?", "/?", "/logout?", "/nothing?"])
def test_pages_do_not_echo_their_query(signed_in: Browser, path: str) -> None:
    answer = signed_in.get(path + quote(f"<b>{MARK}"))
    assert MARK.encode() not in answer.body


# Names


NAMES = {
    "markup": "<b>Adele</b>",
    "script": "</bdi><script>alert(1)</script>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "template": "{{ 7*7 }}{% raw %}",
    "right to left": "\u202eecnaV eledA",
    "isolates": "\u2066\u2067Adele\u2069",
    "header": "Adele\r\nSet-Cookie: a=b",
    "NUL": "Ad\x00ele",
    "controls": "\x1b[31mAdele\x07",
    "emoji": "👩‍💻 Adele",
    "Arabic": "أديل",
    "Chinese": "阿黛尔" * 20,
    "astral": "𝒜" * 200,
    "lone surrogate": "Ad\ud800ele",
    "semicolon": "Adele; Path=/evil",
    "JSON": '{"a":1}',
    "blank": " ",
    "line separators": "a\u2028b\u2029c\x85d",
}


LONG = {"1,000": "n" * 1000, "8,000": "n" * 8000, "100,000": "é" * 100_000, "surrogate": "\ud800"}


@pytest.mark.parametrize("claim", ["displayName", "mail", "jobTitle", "name", "preferred_username"])
@pytest.mark.parametrize("kind", [*LONG, "no text"])
def test_every_text_that_comes_in_is_cut_and_can_be_written(
    browser: Browser, provider: Provider, claim: str, kind: str
) -> None:
    sent: object = LONG.get(kind, ["a", {"b": 1}])
    if claim in provider.graph:
        provider.user["name"] = ABSENT
        provider.graph[claim] = sent
    else:
        provider.user[claim] = sent
    assert browser.sign_in(provider).status == 303
    data = json.loads(browser.fetch("/me").body)
    assert all(isinstance(text, str) and len(text) <= 200 for text in data.values())
    assert ("?" in data.values()) == (kind == "surrogate")
    assert browser.get("/profile").status == 200


@pytest.mark.parametrize(
    "sub",
    ["\ud800", "a\udfffb", "\x00", "a\nb", "\x7f", "", 5, None, True, ["a"], {"a": 1}],
    ids=repr,
)
def test_a_subject_that_identifies_nobody_is_refused(
    browser: Browser, provider: Provider, sub: object
) -> None:
    provider.user["sub"] = sub
    refused(browser.sign_in(provider), browser, 502)


def test_an_identifier_is_never_cut(browser: Browser, provider: Provider) -> None:
    provider.user |= {"sub": "s" * 300, "oid": "o" * 300}
    assert browser.sign_in(provider).status == 303
    own = settings.current()
    assert own
    session = sessions.read(own, browser.jar)
    assert session
    assert session.user.sub == "s" * 300
    assert session.user.oid == "o" * 300


@pytest.mark.parametrize("kind", NAMES)
def test_names_come_out_as_they_are_and_escaped(
    browser: Browser, provider: Provider, kind: str
) -> None:
    name = NAMES[kind]
    provider.user |= {"name": name, "preferred_username": name}
    provider.graph = dict.fromkeys(("displayName", "mail", "jobTitle"), name)
    answer = browser.sign_in(provider)
    assert answer.status == 303
    assert len(set_cookies(answer)) == 3
    expected = name.replace("\ud800", "?")
    data = json.loads(browser.fetch("/me").body)
    assert set(data.values()) == {expected}
    for path in ("/profile", "/logout", "/"):
        page = browser.get(path)
        text = page.body.decode()
        assert page.status == 200
        shown = re.findall(r"<bdi>(.*?)</bdi>", text, re.DOTALL)
        assert shown
        for inside in shown:
            assert not re.search(r"[<>\"']", inside)
            # The parser of HTML knows a NUL and some controls no more.
            assert html.unescape(inside) == expected or kind in ("NUL", "controls")
        assert not re.search(r"<(b|script)>.*(Adele|alert)", text)
        assert "Adele" not in str(page.headers)


@pytest.mark.parametrize(
    "user",
    [{"name": ABSENT}, {"name": None}, {"name": 7}, {"name": ["Adele"]}, {"name": {"a": 1}},
     {"name": ""}, {"preferred_username": 7}, {"oid": ["x"], "name": "Adele Vance"}],
    ids=str,
)  # fmt: skip
def test_odd_names(browser: Browser, provider: Provider, user: dict[str, Any]) -> None:
    provider.claims = user
    assert browser.sign_in(provider).status == 303
    assert browser.get("/profile").status == 200
    assert browser.who == "Adele Vance"  # or what Microsoft Graph says


def test_identity_is_the_subject_and_never_a_name(
    browser: Browser, provider: Provider, host: Host
) -> None:
    def subject(of: Browser) -> tuple[str, str]:
        found = settings.current()
        assert found
        kept = cookies.unseal(found, "session", of.session or "")
        assert kept
        return kept["s"], kept["d"]

    assert browser.sign_in(provider).status == 303
    impostor = Browser(host)
    provider.user = {**provider.user, "sub": "impostor", "email": BOB["preferred_username"]}
    assert impostor.sign_in(provider).status == 303
    assert subject(impostor) == ("impostor", provider.user["tid"])
    assert subject(impostor) != subject(browser)


# Settings


SECRET = "s3cret-that-nobody-may-read"  # noqa: S105
WRONG: dict[str, dict[str, str | None]] = {
    "CLIENT_ID": {"CLIENT_ID": None},
    "CLIENT_SECRET": {"CLIENT_SECRET": " "},
    "BASE_URL": {"BASE_URL": "https://app.test/path"},
    "SESSION_KEYS": {"SESSION_KEYS": SECRET},
    "AUTHORITY": {"AUTHORITY": "http://login.test/x"},
}


def test_all_mistakes_are_found_together(configure: Configure) -> None:
    changes = {name: value for change in WRONG.values() for name, value in change.items()}
    configure(**changes, LOGIN_PROMPT="often", SESSION_IDLE_SECONDS="-1")
    with pytest.raises(SettingsError) as failed:
        settings.current()
    reasons = "\n".join(failed.value.reasons)
    for name in [*WRONG, "LOGIN_PROMPT", "SESSION_IDLE_SECONDS"]:
        assert name in reasons


@pytest.mark.parametrize("name", WRONG)
def test_wrong_settings_stop_sign_in_but_not_the_site(
    browser: Browser, configure: Configure, log: pytest.LogCaptureFixture, name: str
) -> None:
    configure(**{"CLIENT_SECRET": SECRET, **WRONG[name]})
    for path in ("/login", CALLBACK, "/profile", "/logout"):
        answer = browser.get(path)
        assert answer.status == 503
        assert not set_cookies(answer)
        assert SECRET.encode() not in answer.body
        assert name.encode() not in answer.body  # what is wrong is for the log
    assert browser.get("/").status == 200
    assert log.text.count(f"{name}") == 1  # said once
    assert SECRET not in log.text
    assert KEY not in log.text


# The log


def _everything(browser: Browser, provider: Provider, host: Host) -> None:
    """A tour of successes and failures."""
    for claims in ({}, {"aud": "x"}, {"nonce": "wrong"}, {"iss": "x"}, {"exp": 1}, {"sub": ABSENT}):
        provider.claims = claims
        browser.sign_in(provider, "/profile")
        browser.get("/profile")
        browser.fetch("/me")
    provider.claims = {}
    bent: tuple[Any, ...] = (
        reply({"error": "invalid_grant", "error_description": "D3scription"}, 400),
        reply({"error": "invalid_client", "error_description": "D3scription"}, 401),
        reply({}, 500),
        reply(text="D3scription <html>"),
        requests.ReadTimeout("D3scription"),
        reply({"access_token": "ACCESS.D3scription", "client_info": "D3scription"}),
    )
    for answer in bent:
        provider.bend["token"] = answer
        browser.sign_in(provider)
    provider.bend.clear()
    provider.mint = lambda claims: rs256(claims) + "D3scription"
    browser.sign_in(provider)
    provider.mint = rs256
    provider.bend["graph"] = reply({"error": "D3scription"}, 403)
    callback = provider.authorize(browser.login())
    browser.get(callback)
    browser.get(callback)
    other = Browser(host)
    other.get(callback)
    other.get(callback.replace("state=", "state=x"))
    browser.sign_out(Origin="https://evil.test")
    browser.sign_out()


def test_no_secret_in_any_log(
    browser: Browser, provider: Provider, host: Host, log: pytest.LogCaptureFixture
) -> None:
    for name in list(logging.root.manager.loggerDict):
        if not name.startswith("msal"):  # which the app itself silences
            logging.getLogger(name).setLevel(logging.NOTSET)
    jars: list[str] = []
    keep = browser._keep

    def kept(answer: Any) -> None:
        jars.extend(value for value, _ in set_cookies(answer).values())
        keep(answer)

    browser._keep = kept  # type: ignore[method-assign]
    _everything(browser, provider, host)
    assert log.text.count("sign-in failed") >= 12
    text = log.text + "".join(str(record.__dict__) for record in log.records)
    secrets = {*provider.issued, *jars, CLIENT_SECRET, KEY, "D3scription"}
    secrets |= {part for value in jars for part in value.split(".") if len(part) > 8}
    secrets |= {provider.user[name] for name in ("sub", "oid", "name", "preferred_username")}
    for secret in secrets - {"", "None"}:
        assert secret not in text, secret
    assert "Traceback" not in text
    for record in log.records:
        assert record.exc_info is None


def test_the_reference_on_the_page_is_in_the_log(
    browser: Browser, log: pytest.LogCaptureFixture
) -> None:
    found = re.search(rb"<code>([0-9a-f-]{32,36})</code>", browser.get(f"{CALLBACK}?error=x").body)
    assert found
    assert found[1].decode() in log.text


# Many at once


def test_two_hundred_sign_ins_at_once_never_cross(host: Host, provider: Provider) -> None:
    provider.bend["graph"] = reply({})
    lock = threading.Lock()
    users: dict[str, str] = {}

    def mint(claims: dict[str, Any]) -> str:
        user = users[claims["nonce"]]
        return rs256({**claims, "sub": user, "name": user})

    provider.mint = mint

    def one(number: int) -> tuple[str, str | None, str | None]:
        browser = Browser(host)
        location = browser.login(f"/?n={number}")
        with lock:
            users[dict(parse_qsl(urlsplit(location).query))["nonce"]] = f"user {number}"
        answer = browser.get(provider.authorize(location))
        return f"user {number}", browser.who, answer.header("location")

    with ThreadPoolExecutor(32) as pool:
        results = list(pool.map(one, range(200)))
    assert len(results) == 200
    for number, (expected, found, location) in enumerate(results):
        assert found == expected
        assert location == f"/?n={number}"


def test_the_library_keeps_no_tokens(browser: Browser, provider: Provider) -> None:
    from auth import sign_in

    for _ in range(3):
        assert browser.sign_in(provider).status == 303
    ((_, application),) = sign_in._applications.values()
    for kind in ("AccessToken", "RefreshToken", "IdToken", "Account"):
        assert list(application.token_cache.search(kind)) == []
    assert not application.http_client._expiring_mapping._mapping


# What is loaded


def _loaded(code: str) -> set[str]:
    command = [sys.executable, "-c", code + "\nprint(*__import__('sys').modules)"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_loading_the_app_imports_no_library_of_sign_in() -> None:
    assert not _loaded("import function_app") & {"msal", "jwt", "requests", "cryptography"}


def test_a_session_check_imports_neither_msal_nor_requests(signed_in: Browser) -> None:
    """Nor does turning someone away; only signing in does."""
    loaded = _loaded(
        f"""
import sys
from pathlib import Path
from devserver import app, request, routes
from devserver.host import Host
host = Host(routes.table(app.load(Path.cwd()), "")[0])
cookie = ("Cookie", "{session_name()}={signed_in.session}")
for headers, status in (([cookie], 200), ([], 401)):
    for path in ("/profile", "/me"):
        assert host.answer(request.Incoming("GET", path, headers, b"")).status == status
assert b"Adele Vance" in host.answer(request.Incoming("GET", "/profile", [cookie], b"")).body
"""
    )
    assert "cryptography" in loaded
    assert "jinja2" in loaded
    assert not loaded & {"msal", "jwt", "requests", "itsdangerous"}
