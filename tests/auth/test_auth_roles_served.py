"""Protected functions over HTTP: a small app, served with the local OpenID provider."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from devserver import testing
from tests.visitor import Visitor

APP = Path(__file__).parent / "app"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the small app, as its sign-in knows it."""
    with testing.running(APP, arguments=()) as server:
        yield server.url.replace("127.0.0.1", "localhost")


@pytest.fixture(autouse=True)
def provider() -> None:
    """No hostile provider in the place of ``requests``: the local one answers."""


@pytest.mark.parametrize(
    ("username", "path", "status", "text"),
    [
        ("ada@example.com", "/drafts", 200, "Drafts of ada@example.com"),
        ("ada@example.com", "/board", 403, "Your account is not in a group that may use this."),
        ("ada@example.com", "/vault", 200, "Vault of ada@example.com"),
        ("zoe@example.com", "/drafts?of=may", 403, "You need one of the roles Editor, Chief."),
        ("taro@example.com", "/drafts", 403, "You need one of the roles Editor, Chief."),
        ("taro@example.com", "/board", 403, "Your groups are unknown here"),
        ("taro@example.com", "/vault?a=1", 200, "Vault of taro@example.com"),
    ],
)
def test_who_may_use_what(
    visitor: Visitor, username: str, path: str, status: int, text: str
) -> None:
    page = visitor.go(path, username)
    assert (page.status_code, page.url) == (status, visitor.site + path)
    assert text in page.text
    assert page.headers["Cache-Control"] == "no-store"
    program = visitor.send("GET", path, Accept="application/json")
    assert program.status_code == status
    if status == 403:
        assert program.headers["Content-Type"] == "application/problem+json; charset=utf-8"
        assert text in program.json()["detail"]
        assert f"You are signed in as {username}." in program.json()["detail"]
        assert "prompt=select_account" in page.text


def test_nobody_is_told_401_or_led_to_sign_in(site: str) -> None:
    for path in ("/drafts", "/board", "/vault"):
        url = site + path
        assert requests.get(url, timeout=30).status_code == 401
        page = requests.get(url, headers={"Accept": "text/html"}, timeout=30, allow_redirects=False)
        assert page.status_code == 302
        assert page.headers["Location"].startswith("/login?next_url=%2F")
    assert requests.post(f"{site}/vault", timeout=30).status_code == 401


def test_who_is_who(visitor: Visitor) -> None:
    visitor.go("/profile", "ada@example.com")
    ada = visitor.send("GET", "/me").json()
    assert ada["roles"] == ["Editor", "Reader"]
    assert len(ada["groups"]) == 2
    page = visitor.go("/login?prompt=select_account&login_hint=taro@example.com&next_url=/me")
    assert page.text.index("taro@example.com") < page.text.index("ada@example.com")
    taro = visitor.go("/login?prompt=select_account&next_url=/me", "taro@example.com").json()
    assert taro["groups"] is None
    assert "roles" not in taro


def test_signing_out_says_so_on_the_home_page(visitor: Visitor) -> None:
    visitor.go("/profile", "ada@example.com")
    assert "You are signed out." not in visitor.go("/").text
    answer = visitor.send("POST", "/logout", Origin=visitor.site)
    assert answer.status_code == 303
    assert "You are signed out." in visitor.go("/").text
