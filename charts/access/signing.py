"""Signed URLs: an HMAC over the path and the query, as ``sig`` at the end of the query.

The meaning of the URL is signed, not its spelling, which changes on the way from a page to the
app: browsers write ``|`` as ``%7C``, proxies write ``%2c`` as ``,`` or ``%20`` as ``+``, and the
platform decodes the path, matches it in any case and allows a slash at its end. So both sides
first normalize the URL:

- the path: decoded, with A to Z in lower case, without a slash at its end; only what follows
  ``/chart/render/``, which is a chart in base64, stays as it is;
- the query: its pairs of names and values, decoded as ``api.query`` decodes them, *in the order of
  the URL*, with repeated ones, without ``sig``; encoded again by RFC 3986 (all but letters, digits
  and ``-._~`` as ``%XX``), with ``=`` in every pair and ``&`` between them.

Every dialect reads a query by these pairs alone, so two URLs of one normal form are one chart.
Another path, or a pair added, removed, changed, repeated or moved, is another normal form.
``&amp;`` is not decoded: a URL that still has it names other parameters. The host is not signed:
an app may have several.

``expires``, a Unix time in seconds, is one of the pairs: nobody who has the URL can change it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import string
import time
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote, urlencode

from api import ascii_text
from api.named_tuple import NamedTuple
from api.query import pairs

from .errors import WrongSignatureError

SIGNATURE: Final = "sig"
EXPIRES: Final = "expires"
# Domain separation: a signature made with the same key for another purpose is not valid here.
_PURPOSE: Final = b"chart url, version 1\n"
_RENDER: Final = "/chart/render/"
_time = re.compile("[0-9]{1,11}").fullmatch

Pairs = Sequence[tuple[str, str]]


class Signed(NamedTuple):
    """A URL whose signature is valid."""

    query: str
    """The query in its normal form, without ``sig`` and ``expires``."""
    expires: int | None
    """The time at which the URL expires, as Unix time in seconds."""


def checked(path: str, query: str, keys: Sequence[bytes], now: float) -> Signed:
    """Return what a URL with a valid signature describes. Raises WrongSignatureError.

    ``path`` and ``query`` are those of the request, in any spelling; ``now`` is a Unix time.
    """
    given = pairs("?" + query)
    signatures = [value for name, value in given if name == SIGNATURE]
    signed = [pair for pair in given if pair[0] != SIGNATURE]
    if len(signatures) != 1:
        detail = f"is given {len(signatures)} times" if signatures else "is missing"
        raise WrongSignatureError("repeated" if signatures else "unsigned", SIGNATURE, detail, _ONE)
    sent = signatures[0].encode("utf-8", "surrogateescape")
    message = _message(path, signed)
    # Every key is tried, so that the time it takes reveals nothing about them.
    matches = [hmac.compare_digest(sent, _signature(key, message)) for key in keys]
    if not any(matches):
        raise WrongSignatureError("wrong", SIGNATURE, "does not match this URL", _ONE)
    return Signed(_encoded([pair for pair in signed if pair[0] != EXPIRES]), _expiry(signed, now))


_ONE: Final = "the signature that was made for this path and query"


def _expiry(signed: Pairs, now: float) -> int | None:
    times = [value for name, value in signed if name == EXPIRES]
    if not times:
        return None
    if len(times) > 1 or not _time(times[0]):
        raise WrongSignatureError("expires", EXPIRES, "is not a Unix time", "seconds, given once")
    if int(times[0]) <= now:
        raise WrongSignatureError("expired", EXPIRES, "has expired", "a time in the future, signed")
    return int(times[0])


def unsigned(query: str) -> str:
    """Return a query without ``sig`` and ``expires``; unchanged if it has neither."""
    given = pairs("?" + query)
    rest = [pair for pair in given if pair[0] not in (SIGNATURE, EXPIRES)]
    return query if len(rest) == len(given) else _encoded(rest)


def signed(url: str, key: bytes, expires: int | None = None) -> str:
    """Return a URL, or a path with a query, with a new signature and expiry time.

    Its spelling does not change. Raises ValueError for a URL with ``#``, which browsers do not
    send, and for a time in the past.
    """
    if "#" in url:
        raise ValueError("it has a #, which browsers do not send: write %23")
    if expires is not None and expires <= time.time():
        raise ValueError("the expiry time is in the past")
    address, _, query = url.partition("?")
    path = "/" + address.partition("://")[2].partition("/")[2] if "://" in address else address
    own = [
        part
        for part in query.split("&")
        if part and pairs("?" + part) and pairs("?" + part)[0][0] not in (SIGNATURE, EXPIRES)
    ]
    if expires is not None:
        own.append(f"{EXPIRES}={expires}")
    text = "&".join(own)
    signature = _signature(key, _message(path, pairs("?" + text))).decode()
    return f"{address}?{text}{'&' if text else ''}{SIGNATURE}={signature}"


def _message(path: str, signed: Pairs) -> bytes:
    decoded = unquote(path, errors="surrogateescape").removesuffix("/")
    name = ascii_text.lower(decoded)
    _, render, chart = name.partition(_RENDER)
    if render:
        name = name.removesuffix(chart) + decoded[len(decoded) - len(chart) :]
    name = quote(name, safe="/", errors="surrogateescape")
    return _PURPOSE + f"{name}?{_encoded(signed)}".encode()


# Printable ASCII that is written as %XX; % must be the first to be replaced.
_RESERVED: Final = "% " + "".join(c for c in string.punctuation if c not in "%-._~")


def _encoded(given: Pairs) -> str:
    """Return pairs encoded as quote() does, ASCII in a tenth of its time."""
    text = "\n".join([f"{name}\t{value}" for name, value in given])
    plain = text.replace("\t", "").replace("\n", "")
    if not (plain.isascii() and plain.isprintable()) or (
        len(text) - len(plain) != max(2 * len(given) - 1, 0)
    ):
        return urlencode(given, safe="", quote_via=quote, errors="surrogateescape")
    for letter in _RESERVED:
        if letter in text:
            text = text.replace(letter, f"%{ord(letter):02X}")
    return text.replace("\t", "=").replace("\n", "&")


def _signature(key: bytes, message: bytes) -> bytes:
    """Return the whole HMAC-SHA-256 in URL-safe base64 without padding: 43 characters."""
    digest = hmac.digest(key, message, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=")
