"""In a codespace: signing in and out from a browser that is elsewhere.

``Tunnel`` does to requests what GitHub's forwarding of ports does, as far as others have seen it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

from devserver import codespaces
from devserver.testing import REPOSITORY, running
from tests.devserver.client import Reply, fetch

PUBLIC = re.compile(r"fuzzy-carnival-(\d+)\.app\.example\.dev")
ENVIRONMENT = {
    "CODESPACES": "true",
    "CODESPACE_NAME": "fuzzy-carnival",
    "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.example.dev",
}


class Tunnel:
    """A browser that is elsewhere, and the forwarding between it and the codespace."""

    def __init__(self) -> None:
        self.cookies: dict[str, dict[str, str]] = {}
        """Values by name, by host."""
        self.url = ""
        """The page on which the browser is."""

    def request(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        origin: str = "",
        sent: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request with the cookies of its host, and follow redirects as browsers do."""
        parts = urlsplit(url)
        public = PUBLIC.fullmatch(parts.netloc)
        assert parts.scheme == "https"
        assert public, url
        port, cookies = public[1], self.cookies.setdefault(parts.netloc, {})
        headers = {
            "Host": f"localhost:{port}",
            "X-Forwarded-Host": parts.netloc,
            "X-Forwarded-Proto": "https",
            "Accept": "text/html",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            **(sent or {}),
        }
        if origin:
            own = origin == f"https://{parts.netloc}"
            headers["Origin"] = f"https://localhost:{port}" if own else origin
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        reply = fetch(
            f"http://127.0.0.1:{port}", method, f"{parts.path}?{parts.query}", headers, body
        )
        for line in reply.all("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            cookies[name] = value
            if "Max-Age=0" in line:
                del cookies[name]
        self.url = url
        if reply.status in (302, 303):
            return self.request("GET", urljoin(url, reply.all("location")[0]))
        return reply

    def send(self, page: Reply, action: str, fields: Mapping[str, str]) -> Reply:
        """Send the form of the page on which the browser is."""
        origin = "https://" + urlsplit(self.url).netloc
        sent = {"Sec-Fetch-Site": "same-origin"}
        target = urljoin(self.url, html.unescape(action))
        return self.request("POST", target, urlencode(fields).encode(), origin, sent)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The app's public address."""
    with running(REPOSITORY, ENVIRONMENT, arguments=()) as server:
        yield codespaces.address(urlsplit(server.url).port or 0, ENVIRONMENT)


@pytest.fixture
def signed_in(site: str) -> Tunnel:
    browser = Tunnel()
    page = browser.request("GET", f"{site}/profile")
    assert page.status == 200
    assert PUBLIC.fullmatch(urlsplit(browser.url).netloc)
    assert not browser.url.startswith(site)
    page = browser.send(page, "", {"name": "Ada"})
    assert browser.url == f"{site}/profile"
    return browser


def test_signing_in(site: str, signed_in: Tunnel) -> None:
    me = signed_in.request("GET", f"{site}/me")
    assert (me.status, me.json()["name"]) == (200, "Ada")


def test_signing_out(site: str, signed_in: Tunnel) -> None:
    page = signed_in.request("GET", f"{site}/logout")
    action = re.search(r'<form[^>]* action="([^"]+)"', page.body.decode())
    assert action
    assert signed_in.send(page, action[1], {}).status == 200
    assert signed_in.url == f"{site}/"
    signed_in.request("GET", f"{site}/me")
    assert not signed_in.url.startswith(site)  # the provider asks again


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null"])
def test_another_site_signs_nobody_out(site: str, signed_in: Tunnel, origin: str) -> None:
    assert signed_in.request("POST", f"{site}/logout", origin=origin).status == 403
    assert signed_in.request("GET", f"{site}/me").json()["name"] == "Ada"


@pytest.mark.parametrize(
    ("sent", "restored"),
    [
        ("http://localhost:7071", "https://fuzzy-carnival-7071.app.example.dev"),
        ("https://localhost:7071", "https://fuzzy-carnival-7071.app.example.dev"),
        ("https://localhost:7072", "https://localhost:7072"),
        ("https://localhost:70710", "https://localhost:70710"),
        ("https://evil.example", "https://evil.example"),
        ("null", "null"),
    ],
)
def test_the_origin_that_the_browser_sent(sent: str, restored: str) -> None:
    headers = [("Host", "localhost:7071"), ("origin", sent), ("Referer", sent)]
    there = codespaces.restored(headers, 7071, ENVIRONMENT)
    assert there == [headers[0], ("origin", restored), headers[2]]
    assert codespaces.restored(headers, 7071, {}) == headers
