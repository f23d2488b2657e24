"""Sealed cookies: all the state of sign-in, encrypted and authenticated.

AES-256-GCM, with keys that HKDF derives from ``SESSION_KEYS``: one for each purpose, base URL,
client id and authority, so a cookie of another purpose or deployment is not accepted. Nobody can
read a cookie, its browser included. A nonce is 96 random bits: after 2^32 cookies of a purpose (136
a second for a year) a key must be changed (NIST SP 800-38D, section 8.3).

Times are in the payload and are checked with leeway, as instances' clocks differ. The platform
rewrites Set-Cookie: values use only ``A-Za-z0-9-_``, no Expires, always a Path; and the names
have no ``__Host-`` prefix, as the platform's empty ``domain=`` would make browsers drop them.
"""

from __future__ import annotations

import base64
import functools
import itertools
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from api import ascii_text

from .errors import TooLargeError
from .settings import Settings

Purpose = Literal["session", "flow", "recent", "sign-out"]

LEEWAY = 60
"""Seconds by which the clocks of two instances may differ."""
_MAX_BYTES = 4096
"""Browsers refuse a larger cookie and keep the old one (RFC 6265bis, section 5.6)."""
_NONCE_BYTES, _TAG_BYTES = 12, 16


MAX_DELETIONS = 10
"""Cookies that one response deletes."""


def name(settings: Settings, kind: str) -> str:
    """Return the name of a cookie; over https with ``__Secure-``, which requires Secure."""
    return f"__Secure-cf_{kind}" if settings.secure else f"cf_{kind}"


@functools.lru_cache(maxsize=16)
def _ciphers(settings: Settings, purpose: Purpose) -> tuple[Any, ...]:
    """Return a cipher for each of the session keys, the newest first."""
    # 14 ms that not every request needs.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    deployment = settings.base_url, settings.client_id, settings.authority
    context = json.dumps(["chart functions, cookie version 3", purpose, *deployment]).encode()
    return tuple(
        AESGCM(HKDF(SHA256(), 32, None, context).derive(key)) for key in settings.session_keys
    )


def seal(settings: Settings, purpose: Purpose, payload: Mapping[str, Any]) -> str:
    """Return the payload as a text that only this app can read and make.

    It is compressed before. Its length says little: no payload has a secret that stays the same
    beside a text that somebody else chose.
    """
    content = zlib.compress(json.dumps(payload, separators=(",", ":")).encode())
    nonce = os.urandom(_NONCE_BYTES)
    sealed = nonce + _ciphers(settings, purpose)[0].encrypt(nonce, content, None)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def unseal(settings: Settings, purpose: Purpose, value: str) -> dict[str, Any] | None:
    """Return the payload of a sealed text, None if it is not genuine."""
    if not value or len(value) > _MAX_BYTES or not value.isascii():
        return None
    try:
        sealed = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        # Decoding ignores foreign characters and stray bits at the end: one spelling is accepted.
        if base64.urlsafe_b64encode(sealed).rstrip(b"=") != value.encode():
            return None
        content = _decrypt(settings, purpose, sealed)
        payload = json.loads(zlib.decompress(content)) if content else None
    except (ValueError, RecursionError, zlib.error):
        return None
    return payload if isinstance(payload, dict) else None


def _decrypt(settings: Settings, purpose: Purpose, sealed: bytes) -> bytes | None:
    """Return what was encrypted with any of the keys, None if it was with none of them."""
    from cryptography.exceptions import InvalidTag

    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    if len(rest) < _TAG_BYTES:
        return None
    for cipher in _ciphers(settings, purpose):
        try:
            return bytes(cipher.decrypt(nonce, rest, None))
        except InvalidTag:
            continue
    return None


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
