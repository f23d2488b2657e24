"""Cookies: the round trip of Set-Cookie through the SDK, the worker and the host.

The SDK parses every Set-Cookie header with ``SimpleCookie``, the worker sends the parts to the
host, and the host writes a new header: the client does not get the text that a function wrote.
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
    """A cookie as the worker sends it to the host; Expires is missing because it never arrives.

    ``domain`` and ``path`` may be empty but are always sent.
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
    """Return the cookies that the worker makes of those that the SDK has parsed.

    A header that ``SimpleCookie`` cannot parse (a space or a brace in the value, before Python
    3.14 the attribute Partitioned) is lost silently in production; here a warning is logged.
    Raises ``Refused`` where production responds with a 500.
    """
    result = []
    for cookie in cookies:
        if not cookie:
            logging.warning("A Set-Cookie header could not be parsed: its cookie is lost.")
        result += [_cookie(name, morsel) for name, morsel in cookie.items()]
    return result


def _cookie(name: str, morsel: Morsel[str]) -> Cookie:
    """Return one cookie.

    Expires is refused on every version of Python. That is stricter than the worker for 3.11,
    because the runtime that production uses from 3.13 on responds with a 500, or dies.
    """
    if morsel["expires"]:
        raise Refused(f"cookie '{name}': Expires fails from Python 3.13 on; use Max-Age")
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
    """Return a Set-Cookie header as ASP.NET's SetCookieHeaderValue writes it.

    Raises ``Refused`` where that fails.
    """
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
