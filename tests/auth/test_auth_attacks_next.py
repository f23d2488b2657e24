"""Attacks on ``next_url``: every spelling that leads away from the site, or in circles."""

from __future__ import annotations

import html
import random
import re
from urllib.parse import quote, urlsplit

import pytest
from hostile import Browser, Provider, set_cookies
from hypothesis import given
from hypothesis import strategies as st

from auth import next_url

EVIL = [
    # another host, as browsers read it
    "//evil.test", "///evil.test", "////evil.test", "/\\evil.test", "\\/evil.test",
    "\\\\evil.test", "\\evil.test", "/\t/evil.test", "/\n/evil.test", "/\r/evil.test",
    "\t//evil.test", " //evil.test", "\x0b//evil.test", "\x00//evil.test", "\x1f//evil.test",
    "\xa0//evil.test", "\u2028//evil.test", "\ufeff//evil.test",
    "//user@evil.test", "//app.test@evil.test", "//evil。test", "//ⓔvil.test",
    "//[::ffff:203.0.113.1]", "//evil.test/%2f..", "/ /evil.test", "//\tevil.test",
    "//evil.test\\@app.test", "/\\/evil.test", "/\\\\evil.test",
    # another scheme
    "https://evil.test", "http://evil.test", "HtTpS://evil.test", "https:///evil.test",
    "https:\\\\evil.test", "https:/evil.test", "https:evil.test", "http:evil.test",
    "ftp://evil.test", "://evil.test", ":evil.test", "ws://evil.test",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "data:text/html,x", "vbscript:x", "blob:https://app.test/x", "file:///etc/passwd",
    "https://app.test/profile", "https://app.test.evil.test/", "https://app.test@evil.test/",
    # escapes, dots and empty segments
    "/%2f%2fevil.test", "/%2Fevil.test", "/%5cevil.test", "/%5C%5Cevil.test", "/%2f/evil.test",
    "/.//evil.test", "/./profile", "/..//evil.test", "/../evil.test", "/%2e%2e/evil.test",
    "/%2e%2e%2fevil.test", "/..%2fevil.test", "/..%5cevil.test", "/..\\evil.test", "/a//evil.test",
    "/a/../..//evil.test", "/.", "/..", "/a/.", "/%2E/a", "/a%2f%2fb",
    # control characters and what is no text
    "/a\r\nSet-Cookie: a=b", "/a\nb", "/a\rb", "/\x00", "/a\x7f", "/a\x85b", "/a\x9fb", "/\x1b",
    "/a b", "/\udcff", "/a?\udc80",
    # not a path
    "profile", "evil.test", "?next_url=x", "#a", ".", "..", "@evil.test", "%2f%2fevil.test",
    "%2fprofile", "*", "",
    # sign-in's own pages
    "/login", "/login/", "/LOGIN", "/login?next_url=/login", "/login#a", "/logout", "/Logout/",
    "/logout?x", "/getAToken", "/getatoken?code=a&state=b", "/%6cogin", "/log%69n", "/%4COGOUT",
    "/login%2f", "/login?", "/getAToke%6e",
    # too long
    "/" + "a" * 2048,
]  # fmt: skip
HONEST = {
    "/": "/",
    "/profile": "/profile",
    "/profile/": "/profile/",
    "/charts/bar?xvalues=a,b&yvalues=1,2": "/charts/bar?xvalues=a,b&yvalues=1,2",
    "/?u=https://evil.test//x\\": "/",
    "/?u=https://other.test//x": "/?u=https://other.test//x",
    "/?u=https%3A%2F%2Fother.test%2F": "/?u=https%3A%2F%2Fother.test%2F",
    "/caf%C3%A9": "/caf%C3%A9",
    "/café": "/caf%C3%A9",
    "/?q=é&emoji=😀": "/?q=%C3%A9&emoji=%F0%9F%98%80",
    "/@user": "/@user",
    "/a:b": "/a:b",
    "/profile#jobs": "/profile#jobs",
    "/profile?a=1#//x": "/profile?a=1#//x",
    "/100%": "/100%",
    "/a%20b": "/a%20b",
    "/a+b": "/a+b",
    "/.well-known/x": "/.well-known/x",
    "/...": "/...",
    "/login-help": "/login-help",
    "/loginx": "/loginx",
    "/x/login": "/x/login",
    "/?next=/login": "/?next=/login",
    "/evil.test": "/evil.test",
    "/" + "a" * 2047: "/" + "a" * 2047,
}


@pytest.mark.parametrize("evil", EVIL, ids=ascii)
def test_refused(evil: str) -> None:
    assert next_url.checked(evil) == "/"


@pytest.mark.parametrize("honest", HONEST, ids=lambda v: ascii(v)[:40])
def test_kept(honest: str) -> None:
    assert next_url.checked(honest) == HONEST[honest]


@pytest.mark.parametrize("evil", [e for e in EVIL if e.isascii()], ids=lambda v: ascii(v)[:40])
def test_the_whole_way_leads_home(browser: Browser, provider: Provider, evil: str) -> None:
    answer = browser.sign_in(provider, evil)
    assert (answer.status, answer.header("location")) == (303, "/")
    assert list(set_cookies(answer)) != []
    assert browser.who == "Adele Vance"


@pytest.mark.parametrize("honest", [h for h in HONEST if h.isascii()], ids=lambda v: v[:40])
def test_the_whole_way_leads_on(browser: Browser, provider: Provider, honest: str) -> None:
    answer = browser.sign_in(provider, honest)
    assert (answer.status, answer.header("location")) == (303, HONEST[honest])


@pytest.mark.parametrize(
    "query",
    [
        "next_url=/profile&next_url=//evil.test",
        "next_url=//evil.test&next_url=/profile",
        "next_url=/profile&next_url=/profile",
        "next_url",
        "next_url=",
        "next=/profile",
        "NEXT_URL=/profile",
        "next_url[]=/profile",
        "next_url=%ff",
        "next_url=%E9",
    ],
)
def test_queries_that_name_no_page(browser: Browser, provider: Provider, query: str) -> None:
    location = browser.get(f"/login?{query}").header("location") or ""
    assert browser.get(provider.authorize(location)).header("location") == "/"


def test_the_provider_does_not_get_it(browser: Browser) -> None:
    assert "profile" not in browser.login("/?secret=profile").replace("openid+profile", "")


def test_it_cannot_be_changed_at_the_callback(browser: Browser, provider: Provider) -> None:
    callback = provider.authorize(browser.login("/profile"), next_url="/?other")
    assert browser.get(callback).header("location") == "/profile"


@pytest.mark.parametrize("path", ["/profile", "/profile?a=1&b=%2F%2Fevil.test", "/Profile/"])
def test_a_protected_page_leads_back_to_itself(
    browser: Browser, provider: Provider, path: str
) -> None:
    location = browser.get(path).header("location") or ""
    assert location.startswith("/login?next_url=")
    to_provider = browser.get(location).header("location") or ""
    assert browser.get(provider.authorize(to_provider)).header("location") == path


@pytest.mark.parametrize(
    "name", ["evil.test", "app.test/x//evil.test", "evil.test/..", "a@evil.test", "é.test", ""]
)
def test_a_protected_page_under_a_foreign_name(browser: Browser, name: str) -> None:
    answer = browser.get("/profile", Host=name)
    location = answer.header("location") or ""
    assert answer.status == 302
    assert location.startswith("/login")
    assert "evil.test%3A" not in location
    assert not set_cookies(answer)


@pytest.mark.parametrize(
    "query",
    [
        "kind=bar&xvalues=a,b&yvalues=1,2",
        "kind=pie&title=%C3%A9%20x+y&labels=a%7Cb&values=",
        "url=no",
    ],
)
def test_the_link_of_a_page_keeps_its_query(
    browser: Browser, provider: Provider, query: str
) -> None:
    page = browser.get(f"/playground?{query}").body.decode()
    (link,) = re.findall(r'<a href="(/login[^"]*)">Sign in</a>', page)
    location = browser.get(html.unescape(link)).header("location") or ""
    end = browser.get(provider.authorize(location))
    assert end.header("location") == f"/playground?{query}"


@pytest.mark.parametrize("query", ["", "x=" + "a" * 3000, "x=%ff%00"])
def test_the_link_of_a_page_whose_query_is_odd(browser: Browser, query: str) -> None:
    page = browser.get(f"/playground?{query}").body.decode()
    (link,) = re.findall(r'<a href="(/login[^"]*)">Sign in</a>', page)
    assert link.startswith("/login?next_url=/playground")
    assert len(link) < 100


def test_as_long_as_may_be_or_longer(browser: Browser, provider: Provider) -> None:
    for path in ("/" + "é" * 1023, "/" + "😀" * 1023, "/" + "".join(map(chr, range(256, 1279)))):
        answer = browser.get("/login?next_url=" + quote(path))
        assert answer.status == 302
        assert all(len(header) <= 4096 for name, header in answer.headers if name == "Set-Cookie")
        end = browser.get(provider.authorize(answer.header("location") or ""))
        assert end.header("location") == quote(path)


@given(st.text(max_size=60) | st.text(alphabet="/\\.%25cf:@?#ehtps \t\nlogin", max_size=30))
def test_whatever_it_is_it_stays_on_the_site(text: str) -> None:
    path = next_url.checked(text)
    url = urlsplit("https://app.test" + path)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert path.isascii()
    assert path.isprintable()
    assert (url.scheme, url.netloc) == ("https", "app.test")
    assert next_url.checked(path) in (path, "/")


def test_an_address_of_two_thousand_characters_has_room(
    browser: Browser, provider: Provider
) -> None:
    """A query of the playground, whose values nothing compresses."""
    chance = random.Random(3)
    values = "&".join(f"a{n}={chance.getrandbits(64):x}" for n in range(2000))
    path = f"/playground?{values}"[:2048]
    assert browser.sign_in(provider, path).header("location") == path
