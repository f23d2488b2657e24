"""Roles, a password that must be entered again, and the last words, in a real browser."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devserver import sign_in, testing
from devserver.provider import server
from devserver.provider.state import State
from tests.auth.round_robin import listening

APP = Path(__file__).parent / "app"
pytestmark = pytest.mark.browser


class Site:
    """The app, and the provider's state, whose clock a test may change."""

    def __init__(self, url: str, state: State) -> None:
        self.url = url
        self.state = state


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    states: list[State] = []
    running = server.running

    def recorded(state: State, *arguments: Any) -> Any:
        states.append(state)
        return running(state, *arguments)

    with contextlib.ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "running", recorded)
        url, behind, _ = stack.enter_context(listening())
        clean = {k: v for k, v in os.environ.items() if k not in sign_in.OWN}
        settings = stack.enter_context(sign_in.provider(url, 0, clean)).settings
        behind.append(stack.enter_context(testing.running(APP, settings)).url)
        yield Site(url, states[0])


@pytest.fixture
def page(chromium: Any, site: Site) -> Iterator[Any]:
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()
    site.state.now = time.time


def _choose(page: Any, name: str) -> None:
    page.get_by_role("button", name=re.compile(re.escape(name))).first.click()


def test_a_reader_reads_which_role_is_needed_and_changes_the_account(page: Any, site: Site) -> None:
    page.goto(site.url + "/drafts?of=may")
    _choose(page, "Zoë")
    page.wait_for_url(site.url + "/drafts?of=may")
    assert page.get_by_role("heading", level=1).inner_text() == "You may not see this page"
    assert page.get_by_text("You need one of the roles Editor, Chief.").is_visible()
    assert "Zoë <b>O'Neil</b> (zoe@example.com)" in page.locator("main").inner_text()
    assert page.locator("main b").count() == 0
    page.get_by_role("link", name="Sign in with another account").click()
    assert "prompt=select_account" in page.url  # although the provider knows who it is
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/drafts?of=may")
    assert page.get_by_role("heading", level=1).inner_text() == "Drafts of ada@example.com"


def test_too_many_groups_are_unknown(page: Any, site: Site) -> None:
    page.goto(site.url + "/board")
    _choose(page, "山田")
    page.wait_for_url(site.url + "/board")
    assert page.get_by_text("Your groups are unknown here").is_visible()
    page.goto(site.url + "/profile")
    assert page.get_by_text("unknown: there are too many").is_visible()
    status = page.evaluate("fetch('/board').then(r => r.json())")["status"]
    assert status == 403


def test_a_stale_sign_in_is_asked_for_the_password_again(page: Any, site: Site) -> None:
    site.state.now = lambda: time.time() - 200
    page.goto(site.url + "/profile")
    _choose(page, "Zoë")
    page.wait_for_url(site.url + "/profile")
    site.state.now = time.time
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/authorize" in r.url else None)
    status = page.evaluate("fetch('/vault', {method: 'POST'}).then(r => r.status)")
    assert (status, asked) == (401, [])
    page.goto(site.url + "/vault?a=1")
    assert "/authorize" in page.url
    assert "max_age=60" in page.url
    assert page.get_by_role("button").first.inner_text().startswith("Zoë")  # the login_hint
    _choose(page, "Zoë")
    page.wait_for_url(site.url + "/vault?a=1")
    assert page.get_by_role("heading", level=1).inner_text() == "Vault of zoe@example.com"
    page.goto(site.url + "/vault?a=2")
    assert page.get_by_role("heading", level=1).inner_text() == "Vault of zoe@example.com"
    assert len(asked) == 2  # the page, and its form


def test_the_home_page_says_that_one_has_signed_out(page: Any, site: Site) -> None:
    page.goto(site.url + "/profile")
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile")
    assert "Editor, Reader" in page.locator("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(site.url + "/")
    assert page.get_by_text("You are signed out.").is_visible()
    page.get_by_role("link", name="Sign in").click()
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/")
    assert page.get_by_text("You are signed out.").count() == 0


def test_a_silent_sign_in_that_cannot_be_says_so_and_asks(page: Any, site: Site) -> None:
    page.goto(site.url + "/login?prompt=none&next_url=/profile")
    assert page.get_by_role("heading", name="Sign-in failed").is_visible()
    page.get_by_role("link", name="Try again").click()
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile")
    page.goto(site.url + "/login?prompt=none&next_url=/profile")
    assert page.url == site.url + "/profile"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Any, site: Site, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": 320, "height": 700}, is_mobile=True
    )
    context.set_default_timeout(30_000)
    page = context.new_page()

    def check() -> None:
        response = Axe().run(page).response
        assert len(response["passes"]) > 10, page.url
        for violation in response["violations"]:
            assert violation["impact"] not in ("serious", "critical"), (page.url, violation)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url

    page.goto(site.url + "/login?prompt=x&max_age=x&login_hint=")
    check()
    page.goto(site.url + "/drafts")
    page.get_by_label("Another name").fill("W" * 200)
    page.get_by_role("button", name="Sign in with this name").click()
    page.wait_for_url(site.url + "/drafts")
    check()
    page.goto(site.url + "/logout?logout_hint=")
    check()
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(site.url + "/")
    assert page.get_by_text("You are signed out.").is_visible()
    check()
    context.close()
