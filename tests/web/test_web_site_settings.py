"""The site's name, logo, colour and home; and an app without pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
import requests

from api import site, static
from api.errors import SettingsError
from devserver import testing
from tests.conftest import ROOT
from tests.web.pages import BROWSER

Ask = Callable[..., requests.Response]
OWN = {
    "SITE_NAME": "Numbers & <More>",
    "SITE_LOGO": "https://cdn.example/logo.svg",
    "SITE_ACCENT": "#ffd500",
    "SITE_HOME": "https://owner.example/start",
    "SITE_SOURCE": "https://code.example/charts/",
    "SECURITY_CONTACT": "mailto:security@owner.example",
}


def _serving(**settings: str) -> Iterator[Ask]:
    with testing.running(ROOT, settings) as server, requests.Session() as session:

        def ask(path: str, **headers: str) -> requests.Response:
            return session.get(
                server.url + path, headers=headers, timeout=60, allow_redirects=False
            )

        yield ask


@pytest.fixture(scope="module")
def own() -> Iterator[Ask]:
    yield from _serving(**OWN)


@pytest.fixture(scope="module")
def closed() -> Iterator[Ask]:
    yield from _serving(SITE_PAGES="no", SITE_HOME="https://owner.example/")


@pytest.mark.parametrize("path", ["/", "/gallery", "/playground", "/docs", "/nothing"])
def test_every_page_is_the_owners(path: str, own: Ask) -> None:
    answer = own(path, **BROWSER)
    assert "Numbers &amp; &lt;More&gt;" in answer.text
    assert "Chart Functions" not in answer.text
    assert 'class="brand" href="https://owner.example/start"' in answer.text
    assert '<img src="https://cdn.example/logo.svg"' in answer.text
    assert 'href="https://code.example/charts"' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "img-src 'self' " in policy
    assert "https://cdn.example" in policy
    assert "nothing is loaded from other hosts" not in answer.text


def test_the_colour_is_a_stylesheet_of_its_own(own: Ask) -> None:
    (url,) = re.findall(r'<link rel="stylesheet" href="(/static/[^"]*accent.css)">', own("/").text)
    answer = own(url)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "#ffd500" in answer.text  # in the dark; in the light it could not be read


def test_the_owners_icon_and_contact(own: Ask) -> None:
    icon = own("/favicon.ico")
    assert (icon.status_code, icon.headers["Location"]) == (302, OWN["SITE_LOGO"])
    assert "Contact: mailto:security@owner.example\n" in own("/.well-known/security.txt").text


@pytest.mark.parametrize("path", ["/", "/gallery", "/playground?kind=pie", "/docs"])
def test_pages_that_are_off_lead_to_the_owner(path: str, closed: Ask) -> None:
    answer = closed(path, **BROWSER)
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://owner.example/")


def test_everything_else_is_there_without_pages(closed: Ask) -> None:
    assert closed("/charts/pie?labels=a,b&values=1,2").status_code == 200
    assert closed("/openapi.json").status_code == 200
    assert closed("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    for path in ("/nothing", "/charts/bar?x=1", "/chart?cht=p&chs=9x9&chd=t:1&chof=validate"):
        text = closed(path, **BROWSER).text
        assert not re.search('href="/(gallery|playground|docs|#)', text), path


def test_without_a_home_pages_are_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "current", lambda: site.read({"SITE_PAGES": "no"}))
    with pytest.raises(Exception, match="404") as raised:
        site.closed()
    assert getattr(raised.value, "status", 0) == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_NAME", "x" * 61), ("SITE_NAME", "a\nb"), ("SITE_LOGO", "http://example.org/a.png"),
        ("SITE_LOGO", "../secret"), ("SITE_LOGO", "https://a b/"), ("SITE_ACCENT", "red"),
        ("SITE_ACCENT", "#12345"), ("SITE_HOME", "javascript:alert(1)"), ("SITE_PAGES", "perhaps"),
        ("SITE_SOURCE", "example.org"), ("SECURITY_CONTACT", "me@example.org"),
        ("SECURITY_CONTACT", "https://a\nX: y"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        site.read({name: value})


def test_settings_are_read() -> None:
    read = site.read({**OWN, "SITE_LOGO": "icon.svg"})
    assert (read.name, read.accent, read.pages) == ("Numbers & <More>", "ffd500", True)
    assert read.logo_url == static.url("icon.svg")
    assert read.logo_origin == ""
    assert site.read({}) == site.Site()


@pytest.mark.parametrize("digits", ["000000", "ffffff", "ffd500", "1f5ca8", "7f7f7f", "00ff00"])
def test_any_colour_can_be_read_in_light_and_dark(digits: str) -> None:
    css = site.accent_css(digits).body.content.decode()
    accents = re.findall("--accent: #([0-9a-f]{6})", css)
    for accent, ground in zip(accents, ((255, 255, 255), (15, 19, 25)), strict=True):
        colour = int(accent[:2], 16), int(accent[2:4], 16), int(accent[4:], 16)
        assert site._contrast(colour, ground) >= 4.5
