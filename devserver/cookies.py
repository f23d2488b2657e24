"""Cookies: the round trip of Set-Cookie through the SDK, the worker and the host.

The SDK parses every Set-Cookie header with ``SimpleCookie``, the worker sends the parts to the
host, the host writes a new header: the text a function wrote is not the text that leaves.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import Morsel, SimpleCookie
from urllib.parse import quote

from devserver.errors import Refused

TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
LONGEST_SECONDS = 922_337_203_685  # TimeSpan.MaxValue
SAME_SITE = ("lax", "strict", "none")


@dataclass(frozen=True)
class Cookie:
    """A cookie on its way from the worker to the host; without Expires, which does not get there.

    An empty ``domain`` or ``path`` is present all the same: the worker never leaves them out.
    """

    name: str
    value: str
    max_age: float | None
    domain: str
    path: str
    secure: bool
    http_only: bool
    same_site: str  # one of SAME_SITE, or empty


def parsed(cookies: Iterable[SimpleCookie]) -> list[Cookie]:
    """Give what the worker makes of the cookies that the SDK has parsed.

    A header that ``SimpleCookie`` cannot parse (a space or a brace in the value, before Python
    3.14 the attribute Partitioned) has no cookie in it and is lost without a word in production;
    here at least the log says so. Raises ``Refused`` where production answers 500.
    """
    found = []
    for cookie in cookies:
        if not cookie:
            logging.warning("A Set-Cookie header could not be parsed: its cookie is lost.")
        found += [_cookie(name, morsel) for name, morsel in cookie.items()]
    return found


def _cookie(name: str, morsel: Morsel[str]) -> Cookie:
    """Read one cookie.

    Expires is refused on every version of Python, which is stricter than the worker for 3.11 on
    purpose: the runtime that production uses from 3.13 on answers 500 to it, or dies.
    """
    if morsel["expires"]:
        raise Refused(f"cookie '{name}': Expires fails from Python 3.13 on, use Max-Age")
    max_age = morsel["max-age"]
    try:
        seconds = None if max_age == "" else float(max_age)
    except ValueError:
        raise Refused(f"Cannot parse value {max_age} of 'cookie.maxAge' to float.") from None
    same_site = morsel["samesite"].lower()
    return Cookie(
        name=name,
        value=morsel.value,
        max_age=seconds,
        domain=morsel["domain"],
        path=morsel["path"],
        secure=bool(morsel["secure"]),
        http_only=bool(morsel["httponly"]),
        same_site=same_site if same_site in SAME_SITE else "",
    )


def written(cookie: Cookie) -> str:
    """Write a cookie as ASP.NET's SetCookieHeaderValue does; raises ``Refused`` where it fails."""
    if not TOKEN.fullmatch(cookie.name):
        raise Refused(f"the cookie name '{cookie.name}' is not a token")
    parts = [f"{cookie.name}={quote(cookie.value, safe='')}"]
    if cookie.max_age is not None:
        parts.append(f"max-age={_whole_seconds(cookie.name, cookie.max_age)}")
    parts += [f"domain={cookie.domain}", f"path={cookie.path}"]
    if cookie.secure:
        parts.append("secure")
    if cookie.same_site:
        parts.append(f"samesite={cookie.same_site}")
    if cookie.http_only:
        parts.append("httponly")
    return "; ".join(parts)


def _whole_seconds(name: str, seconds: float) -> int:
    if not math.isfinite(seconds) or abs(seconds) > LONGEST_SECONDS or int(seconds) < 0:
        raise Refused(f"cookie '{name}': Max-Age '{seconds}' is out of range")
    return int(seconds)
