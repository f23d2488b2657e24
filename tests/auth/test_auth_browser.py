"""Signing in, in a real browser, at a real OpenID provider over TLS, over two processes."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devserver import sign_in, testing
from tests.auth.round_robin import listening

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser


class Site:
    """The app as a visitor sees it: one address, two processes behind it."""

    def __init__(self, url: str, served: list[int], logs: list[testing.Running]) -> None:
        self.url = url
        self.served = served
        self.lost: list[str] = []
        """Cookies that never reach the browser."""
        self._logs = logs

    @property
    def log(self) -> str:
        return "".join(running.log for running in self._logs)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with contextlib.ExitStack() as stack:
        lost: list[str] = []
        url, behind, served = stack.enter_context(listening(lost=lost))
        clean = {k: v for k, v in os.environ.items() if k not in sign_in.OWN}
        settings = stack.enter_context(sign_in.provider(url, 0, clean)).settings
        running = [stack.enter_context(testing.running(ROOT, settings)) for _ in range(2)]
        behind.extend(r.url for r in running)
        made = Site(url, served, running)
        made.lost = lost
        yield made


@pytest.fixture
def visitor(chromium: Any) -> Iterator[Any]:
    """A browser that has never been here: no cookies of the app, none of the provider."""
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    yield context
    context.close()


def _choose(page: Any, name: str) -> None:
    """Sign in at the provider's page as one of its people."""
    page.get_by_role("button", name=re.compile(re.escape(name))).first.click()


def test_a_protected_page_leads_to_signing_in_and_back(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/profile?from=here")
    assert "/authorize" in page.url
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile?from=here")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Ada")
    assert page.get_by_text("Analyst").is_visible()  # from the stand-in of Microsoft Graph
    assert set(site.served) == {0, 1}
    page.goto(site.url + "/")
    assert page.get_by_role("link", name=re.compile("Ada")).is_visible()
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_the_session_works_on_either_process(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/login?next_url=/me")
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/me")
    before = len(site.served)
    for _ in range(4):
        page.goto(site.url + "/me")
        assert '"name": "Ada' in page.content()
    assert set(site.served[before:]) == {0, 1}


def test_three_tabs_finished_in_another_order(visitor: Any, site: Site) -> None:
    tabs = [visitor.new_page() for _ in range(3)]
    for number, tab in enumerate(tabs):
        tab.goto(f"{site.url}/profile?tab={number}")
        assert "/authorize" in tab.url
    for number in (1, 0, 2):
        _choose(tabs[number], "Ada")
        tabs[number].wait_for_url(f"{site.url}/profile?tab={number}")
        assert tabs[number].get_by_role("heading", level=1).inner_text().startswith("Ada")
    left = [c["name"] for c in visitor.cookies(site.url) if c["name"].startswith("cf_flow")]
    assert left == []


def test_a_name_with_html_in_it_is_text(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/profile")
    _choose(page, "Zoë")
    page.wait_for_url(site.url + "/profile")
    shown = page.get_by_role("heading", level=1)
    assert "<b>" in shown.inner_text()
    assert page.locator("main b").count() == 0


def test_the_back_button_does_not_sign_in_again_or_fail(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/")
    page.get_by_role("link", name="Sign in").click()
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/")
    for cookie in visitor.cookies(site.url):
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Lax"
    page.go_back()
    page.go_back()
    page.goto(site.url + "/profile")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Ada")


def test_the_callback_once_more_is_the_home_page_for_who_is_signed_in(
    visitor: Any, site: Site
) -> None:
    page = visitor.new_page()
    callbacks: list[str] = []
    page.on("request", lambda r: callbacks.append(r.url) if "/getAToken" in r.url else None)
    page.goto(site.url + "/profile")
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile")
    page.goto(callbacks[0])
    assert page.url == site.url + "/"
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_signing_out_ends_it_here_and_at_the_provider(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/profile")
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile")
    page.goto(site.url + "/logout")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(site.url + "/")
    assert page.get_by_role("link", name="Sign in").is_visible()
    assert page.get_by_text("You are signed out.").is_visible()
    ours = {c["name"] for c in visitor.cookies(site.url) if c["name"].startswith("cf_")}
    assert ours == {"cf_signed_out", "cf_last_sign_out"}
    page.goto(site.url + "/profile")  # the provider asks again
    assert "/authorize" in page.url


def test_cancelling_says_so_and_trying_again_works(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/profile?kept=yes")
    page.get_by_role("button", name=re.compile("Cancel")).click()
    assert page.get_by_role("heading", name="Sign-in failed").is_visible()
    reference = page.locator("main code").inner_text()
    assert f"reference {reference}" in site.log
    page.get_by_role("link", name="Try again").click()
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile?kept=yes")


def test_a_script_without_a_session_is_told_401(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/generate_name")
    answer = page.evaluate(
        "fetch('/me').then(r => [r.status, r.redirected, r.headers.get('content-type')])"
    )
    assert answer == [401, False, "application/problem+json; charset=utf-8"]
    assert visitor.cookies(site.url) == []


def test_nothing_secret_is_in_the_log(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url))
    page.goto(site.url + "/profile")
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/profile")
    secrets = re.findall(r"(?:code|state|nonce)=([\w.~-]{16,})", " ".join(seen))
    secrets += [c["value"] for c in visitor.cookies(site.url)]
    assert len(secrets) >= 3
    assert [s for s in secrets if s in site.log] == []
    assert "Example" not in site.log


def test_a_stale_callback_starts_anew_in_a_browser(visitor: Any, site: Site) -> None:
    """A bookmark of the provider's response: the page that explains it moves on by itself, once."""
    page = visitor.new_page()
    seen: list[str] = []
    page.on("request", lambda r: seen.append(r.url) if r.is_navigation_request() else None)
    page.goto(f"{site.url}/getAToken?code=old&state={'s' * 22}")
    page.wait_for_url(re.compile("/authorize"))
    assert [url for url in seen if url.startswith(site.url + "/login")] == [
        f"{site.url}/login?again=1"
    ]
    _choose(page, "Ada")
    page.wait_for_url(site.url + "/")
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_a_stale_callback_of_a_browser_without_cookies_ends_in_a_page(
    visitor: Any, site: Site
) -> None:
    page = visitor.new_page()
    page.goto(f"{site.url}/getAToken?code=old&state={'s' * 22}")
    page.wait_for_url(re.compile("/authorize"))
    visitor.clear_cookies()
    starts: list[str] = []
    page.on("request", lambda r: starts.append(r.url) if "/login" in r.url else None)
    _choose(page, "Ada")
    page.get_by_role("heading", name="Sign-in failed").wait_for()
    page.wait_for_timeout(500)
    assert "/getAToken" in page.url
    assert starts == []


def test_a_session_that_never_reaches_the_browser_ends_in_a_page(visitor: Any, site: Site) -> None:
    """A proxy takes the cookie away: two sign-ins, then a page that says which cookie it is."""
    page = visitor.new_page()
    site.lost.append("cf_session")
    try:
        page.goto(site.url + "/profile")
        _choose(page, "Ada")  # the provider asks once, and would send the browser round for ever
        page.get_by_text("your browser sends no session").wait_for()
    finally:
        site.lost.clear()
    assert page.url == site.url + "/profile"
    assert page.get_by_text("cf_session").is_visible()
    page.get_by_role("link", name="Try again").click()  # and now it arrives
    page.wait_for_url(site.url + "/profile")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Ada")
