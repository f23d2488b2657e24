"""Signing in against the local provider with every step of the app in Microsoft's runtime."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

pytest.importorskip("azure_functions_runtime", reason="Microsoft's runtime is for Python 3.13")

import auth.settings
from devserver import sign_in
from devserver.answer import Answer
from devserver.request import Incoming
from tests.runtime.conftest import Recorded

BASE_URL = "http://localhost:7071"
PAGE = ("Accept", "text/html")
ADA = "ada@example.com"


class Visitor:
    """A browser: it keeps cookies, and follows nothing by itself."""

    def __init__(self, runtime: Recorded) -> None:
        self.runtime = runtime
        self.cookies: dict[str, str] = {}

    def go(self, method: str, target: str, *headers: tuple[str, str], body: bytes = b"") -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = [("Host", urlsplit(BASE_URL).netloc), *headers]
        answer = self.runtime.host.answer(
            Incoming(method, target, [*sent, ("Cookie", cookies)] if cookies else sent, body)
        )
        for name, value in answer.headers:
            if name == "Set-Cookie":
                self.keep(value)
        return answer

    def keep(self, set_cookie: str) -> None:
        pair, *attributes = set_cookie.split("; ")
        name, _, value = pair.partition("=")
        self.cookies.pop(name, None)
        if "max-age=0" not in attributes:
            self.cookies[name] = value


@pytest.fixture
def visitor(runtime: Recorded, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    for name in auth.settings.SETTINGS:
        monkeypatch.delenv(name, raising=False)
    with sign_in.provider(BASE_URL, 0, os.environ) as provider:
        for name, value in provider.settings.items():
            monkeypatch.setenv(name, value)
        auth.settings.current.cache_clear()
        yield Visitor(runtime)
    auth.settings.current.cache_clear()


def consent(location: str) -> str:
    """Sign in at the provider; give the path and query that it sends the browser back to."""
    page = requests.post(location, {"username": ADA}, timeout=10, allow_redirects=False)
    back = page.headers["Location"]
    assert back.startswith(f"{BASE_URL}/getAToken?"), back
    return back.removeprefix(BASE_URL)


def told(visitor: Visitor) -> list[Any]:
    """The cookies of the last answer, as the runtime told the host of them."""
    response = visitor.runtime.invocations[-1].response
    assert response.result.status == response.result.Success
    cookies: list[Any] = response.return_value.http.cookies
    return cookies


def test_the_whole_way(visitor: Visitor) -> None:
    turned_away = visitor.go("GET", "/profile", PAGE)
    assert (turned_away.status, visitor.cookies) == (302, {})
    to_login = turned_away.header("location") or ""
    assert to_login.startswith("/login?")

    login = visitor.go("GET", to_login, PAGE)
    (flow,) = told(visitor)
    assert login.status == 302
    assert (login.header("location") or "").startswith("http://localhost:")
    assert (flow.http_only.value, flow.path.value, flow.domain.value) == (True, "/", "")
    assert flow.same_site == flow.SameSite.Lax
    assert flow.max_age.value > 0
    assert not flow.HasField("expires")

    # The host's own record of Location: not a byte of the query was written otherwise.
    sent = visitor.runtime.invocations[-1].response.return_value.http
    assert sent.headers["Location"] == login.header("location")

    callback = visitor.go("GET", consent(login.header("location") or ""), PAGE)
    assert (callback.status, callback.header("location")) == (303, "/profile")
    cookies = {cookie.name: cookie for cookie in told(visitor)}
    assert cookies.pop(flow.name).max_age.value == 0
    assert set(cookies) == {"cf_session", "cf_recent"}
    assert all(cookie.max_age.value > 0 for cookie in cookies.values())
    assert not any(cookie.HasField("expires") for cookie in told(visitor))
    assert visitor.cookies == {name: cookie.value for name, cookie in cookies.items()}
    # What the host leaves as it is.
    assert all(re.fullmatch(r"[\w.~-]+", cookie.value) for cookie in cookies.values())

    profile = visitor.go("GET", "/profile", PAGE)
    assert (profile.status, b"Ada" in profile.body) == (200, True)
    assert (profile.header("content-type") or "").startswith("text/html")
    me = visitor.go("GET", "/me")
    assert me.status == 200
    assert json.loads(me.body)["name"].startswith("Ada")
    home = visitor.go("GET", "/", PAGE)
    assert b"Ada" in home.body
    assert visitor.go("HEAD", "/profile", PAGE).status == 200

    logout = visitor.go("POST", "/logout", PAGE, ("Origin", BASE_URL))
    assert logout.status == 303
    ended = {cookie.name: cookie.max_age.value for cookie in told(visitor)}
    assert ended["cf_session"] == 0
    assert {name for name, age in ended.items() if age} <= {"cf_last_sign_out", "cf_signed_out"}
    assert not any(cookie.HasField("expires") for cookie in told(visitor))
    assert "cf_session" not in visitor.cookies
    assert visitor.go("GET", "/me").status == 401


def test_two_sign_ins_under_way_have_a_cookie_each(visitor: Visitor) -> None:
    one = visitor.go("GET", "/login?next_url=/me", PAGE).header("location") or ""
    two = visitor.go("GET", "/login?next_url=/profile", PAGE).header("location") or ""
    assert len(visitor.cookies) == 2
    for location, after in ((two, "/profile"), (one, "/me")):
        assert visitor.go("GET", consent(location), PAGE).header("location") == after


def test_forged_callback_is_refused(visitor: Visitor) -> None:
    visitor.go("GET", "/login", PAGE)
    answer = visitor.go("GET", "/getAToken?code=forged&state=forged", PAGE)
    assert answer.status == 400
    assert not any(cookie.max_age.value for cookie in told(visitor))
