"""Signed cookies: all the state of sign-in.

itsdangerous signs them (SHA-256, HMAC key derivation). The salt holds the purpose, the base URL,
the client id and the authority, so a cookie of another purpose or deployment is not accepted.
Times are in the payload and are checked with leeway, as instances' clocks differ. The platform
rewrites Set-Cookie: values use only ``A-Za-z0-9-_.``, no Expires, always a Path; and the names
have no ``__Host-`` prefix, as the platform's empty ``domain=`` would make browsers drop them.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from api import ascii_text

from .errors import TooLargeError
from .settings import Settings

Purpose = Literal["session", "flow"]

LEEWAY = 60
"""Seconds by which the clocks of two instances may differ."""
_MAX_BYTES = 4096
"""Browsers refuse a larger cookie and keep the old one (RFC 6265bis, section 5.6)."""


MAX_DELETIONS = 10
"""Cookies that one response deletes."""


def name(settings: Settings, kind: str) -> str:
    """Return the name of a cookie; over https with ``__Secure-``, which requires Secure."""
    return f"__Secure-cf_{kind}" if settings.secure else f"cf_{kind}"


@functools.lru_cache(maxsize=8)
def _serializer(settings: Settings, purpose: Purpose) -> Any:
    from itsdangerous import URLSafeSerializer  # 16 ms that not every request needs

    return URLSafeSerializer(
        # itsdangerous signs with the last key of its list; the setting has the newest first.
        list(reversed(settings.session_keys)),
        salt=f"{purpose}.v2|{settings.base_url}|{settings.client_id}|{settings.authority}",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )


def sign(settings: Settings, purpose: Purpose, payload: Mapping[str, Any]) -> str:
    """Return the payload as a signed, URL-safe text."""
    return str(_serializer(settings, purpose).dumps(payload))


def verify(settings: Settings, purpose: Purpose, value: str) -> dict[str, Any] | None:
    """Return the payload of a signed text, None if it is not genuine."""
    from itsdangerous import BadData
    from itsdangerous.encoding import base64_decode, base64_encode

    if len(value) > _MAX_BYTES or not value.isascii():
        return None
    try:
        payload = _serializer(settings, purpose).loads(value)
    except (BadData, ValueError, RecursionError):
        return None
    # Decoding ignores stray bits at the end of base64: one signature has one spelling here.
    signature = value.rpartition(".")[2]
    if base64_encode(base64_decode(signature)) != signature.encode():
        return None
    return payload if isinstance(payload, dict) else None


def header(settings: Settings, cookie: str, value: str, max_age: int) -> str:
    """Return a Set-Cookie header for ``max_age`` seconds. Raises TooLargeError.

    Add it with ``response.headers.add``: assigning would keep only the last one.
    """
    secure = "; Secure" if settings.secure else ""
    text = f"{cookie}={value}; Max-Age={max_age}; Path=/; HttpOnly{secure}; SameSite=Lax"
    # The platform adds "; domain=" when it rewrites the header.
    if len(text) + len("; domain=") > _MAX_BYTES:
        raise TooLargeError(f"{len(text)} bytes")
    return text


def deletion(settings: Settings, cookie: str) -> str:
    """Return the Set-Cookie header that deletes a cookie (by Max-Age, never by Expires)."""
    return header(settings, cookie, "", 0)


def deletions(settings: Settings, names: Iterable[str]) -> list[str]:
    """Return the Set-Cookie headers that delete the first ``MAX_DELETIONS`` of these cookies.

    Each is about 90 bytes, and a proxy refuses responses with too many. A sibling host can plant
    hundreds of cookies; the rest go with later responses.
    """
    return [deletion(settings, cookie) for cookie in itertools.islice(names, MAX_DELETIONS)]


def parse(cookie_header: str) -> dict[str, str]:
    """Return the cookies of a Cookie header by name, without those that occur twice.

    Only spaces and tabs are trimmed (RFC 6265bis, section 5.6): a name that browsers do not take
    for ``__Secure-…``, as it begins with a no-break space, must not become one here.

    A sibling host of the same domain can plant a second cookie of our name, and browsers send
    both: nothing tells which one is ours.
    """
    values: dict[str, str] = {}
    repeated = set()
    for cookie, value in _pairs(cookie_header):
        if cookie in values:
            repeated.add(cookie)
        values[cookie] = value
    return {cookie: value for cookie, value in values.items() if cookie not in repeated}


def count(cookie_header: str, name: str) -> int:
    """Return how often a Cookie header has a name."""
    return sum(cookie == name for cookie, _ in _pairs(cookie_header))


def _pairs(cookie_header: str) -> Iterator[tuple[str, str]]:
    for part in cookie_header.split(";"):
        cookie, equals, value = part.partition("=")
        cookie = ascii_text.trim(cookie)
        if equals:
            yield cookie, ascii_text.trim(value)
