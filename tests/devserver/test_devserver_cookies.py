"""What becomes of Set-Cookie."""

from __future__ import annotations

import sys

import pytest

from devserver.testing import SERVER, Running
from tests.devserver.client import Call, Reply


def set_cookies(call: Call, *headers: str) -> Reply:
    reply = call("POST", "/cookies", {}, "\n".join(headers).encode())
    assert isinstance(reply, Reply)
    return reply


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (
            "a=1; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600",
            "a=1; max-age=3600; domain=; path=/; secure; samesite=lax; httponly",
        ),
        ("a=1", "a=1; domain=; path="),
        ("a=1; path=/; domain=x.example", "a=1; domain=x.example; path=/"),
        ("a=; Max-Age=0; Path=/", "a=; max-age=0; domain=; path=/"),
        ("a=1; Path=/; SameSite=STRICT", "a=1; domain=; path=/; samesite=strict"),
        ("a=1; Path=/; SameSite=None", "a=1; domain=; path=/; samesite=none"),
        ("a=1; Path=/; SameSite=Odd", "a=1; domain=; path=/"),
        ("a=1; Path=/; Max-Age=1.9", "a=1; max-age=1; domain=; path=/"),
        ("__Host-a=1; Path=/; Secure", "__Host-a=1; domain=; path=/; secure"),
        ("a=A-z0_.~; Path=/", "a=A-z0_.~; domain=; path=/"),
        ("a=a+b/c==; Path=/", "a=a%2Bb%2Fc%3D%3D; domain=; path=/"),
        ("a=a,b; Path=/", "a=a%2Cb; domain=; path=/"),
        ("a=%7B; Path=/", "a=%257B; domain=; path=/"),
        ('a="quoted v"; Path=/', "a=quoted%20v; domain=; path=/"),
    ],
)
def test_cookie_leaves_as(call: Call, written: str, leaves: str) -> None:
    reply = set_cookies(call, written)
    assert (reply.status, reply.all("Set-Cookie")) == (200, [leaves])


@pytest.mark.parametrize(
    "written",
    [
        "a=b c; Path=/",
        'a={"a":1}; Path=/',
        "a=é; Path=/",
        "a[0]=1; Path=/",
        pytest.param(
            "a=1; Path=/; Secure; Partitioned",
            marks=pytest.mark.skipif(sys.version_info >= (3, 14), reason="known from 3.14 on"),
        ),
    ],
)
def test_cookie_vanishes(call: Call, written: str) -> None:
    reply = set_cookies(call, written)
    assert (reply.status, reply.all("Set-Cookie")) == (200, [])


@pytest.mark.skipif(SERVER != "devserver", reason="in production nothing tells of it")
def test_cookie_that_vanishes_leaves_a_line_in_the_log(call: Call, server: Running) -> None:
    assert set_cookies(call, "a=b c; Path=/").status == 200
    assert "its cookie is lost" in server.log


def test_cookie_does_not_take_another_with_it(call: Call) -> None:
    reply = set_cookies(call, "a=b c; Path=/", "b=2; Path=/")
    assert reply.all("Set-Cookie") == ["b=2; domain=; path=/"]


def test_attribute_that_is_not_known_becomes_a_cookie(call: Call) -> None:
    reply = set_cookies(call, "a=1; Path=/; Priority=High")
    assert reply.all("Set-Cookie") == ["a=1; domain=; path=/", "Priority=High; domain=; path="]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("a=1; Max-Age=-1", "out of range"),
        ("a=1; Max-Age=inf", "out of range"),
        ("a=1; Max-Age=1e300", "out of range"),
        ("a=1; Max-Age=abc", "Cannot parse value abc of 'cookie.maxAge' to float."),
        ("a:b=1; Path=/", "is not a token"),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "xpires"),
        ("a=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT", "xpires"),
        ("a=1; Expires=garbage", "xpires"),
    ],
)
def test_cookie_is_500(call: Call, server: Running, written: str, why: str) -> None:
    before = len(server.log)
    reply = set_cookies(call, "first=1", written)
    assert (reply.status, reply.body, reply.all("Set-Cookie")) == (500, b"", [])
    assert why in server.log[before:]


def test_added_cookies_are_all_kept_in_order(call: Call) -> None:
    reply = set_cookies(call, "a=1; Path=/", "b=2; Path=/", "a=3; Path=/x")
    assert reply.all("Set-Cookie") == [
        "a=1; domain=; path=/",
        "b=2; domain=; path=/",
        "a=3; domain=; path=/x",
    ]


def test_two_cookies_joined_in_one_header_are_torn(call: Call) -> None:
    reply = set_cookies(call, "a=1; Path=/, b=2; Path=/")
    assert reply.all("Set-Cookie") == ["a=1; domain=; path=/,", "b=2; domain=; path=/"]


def test_dict_with_two_spellings_keeps_both(call: Call) -> None:
    reply = call("GET", "/cookie-dict")
    assert reply.all("Set-Cookie") == ["a=1; domain=; path=/", "b=2; domain=; path=/"]


def test_assigned_twice_keeps_the_last(call: Call) -> None:
    assert call("GET", "/cookie-overwritten").all("Set-Cookie") == ["b=2; domain=; path=/"]


def test_server_sets_no_cookie_of_its_own(call: Call) -> None:
    assert call("GET", "/answer/text").all("Set-Cookie") == []
