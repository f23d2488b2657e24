"""Cookies: the round trip of Set-Cookie through the SDK, the worker and the host.

The SDK parses every Set-Cookie header with ``SimpleCookie``, the worker sends the parts to the
host, the host writes a new header: the text a function wrote is not the text that leaves.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterable
from http.cookies import Morsel, SimpleCookie
from urllib.parse import quote

from devserver.errors import Refused

TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
LONGEST_SECONDS = 922_337_203_685  # TimeSpan.MaxValue
SAME_SITE = ("lax", "strict", "none")


def set_cookie_values(cookies: Iterable[SimpleCookie]) -> list[str]:
    """Give the Set-Cookie headers that the host writes for the cookies the SDK has parsed.

    A header that ``SimpleCookie`` cannot parse (a space or a brace in the value, before Python
    3.14 the attribute Partitioned) has no cookie in it and is lost without a word in production;
    here at least the log says so. Raises ``Refused`` where production answers 500.
    """
    values = []
    for cookie in cookies:
        if not cookie:
            logging.warning("A Set-Cookie header could not be parsed: its cookie is lost.")
        values += [_written(name, morsel) for name, morsel in cookie.items()]
    return values


def _written(name: str, morsel: Morsel[str]) -> str:
    """Write one cookie as ASP.NET's SetCookieHeaderValue does.

    Expires is refused on every version of Python, which is stricter than the worker for 3.11 on
    purpose: the runtime that production uses from 3.13 on answers 500 to it, or dies.
    """
    if not TOKEN.fullmatch(name):
        raise Refused(f"the cookie name '{name}' is not a token")
    if morsel["expires"]:
        raise Refused(f"cookie '{name}': Expires fails from Python 3.13 on, use Max-Age")
    parts = [f"{name}={quote(morsel.value, safe='')}"]
    if morsel["max-age"] != "":
        parts.append(f"max-age={_seconds(name, morsel['max-age'])}")
    # The worker sends an empty domain and path as present, so they are always written.
    parts += [f"domain={morsel['domain']}", f"path={morsel['path']}"]
    if morsel["secure"]:
        parts.append("secure")
    if morsel["samesite"].lower() in SAME_SITE:
        parts.append(f"samesite={morsel['samesite'].lower()}")
    if morsel["httponly"]:
        parts.append("httponly")
    return "; ".join(parts)


def _seconds(name: str, max_age: str) -> int:
    try:
        seconds = float(max_age)
    except ValueError:
        raise Refused(f"cookie '{name}': Max-Age '{max_age}' is not a number") from None
    if not math.isfinite(seconds) or abs(seconds) > LONGEST_SECONDS or int(seconds) < 0:
        raise Refused(f"cookie '{name}': Max-Age '{max_age}' is out of range")
    return int(seconds)
