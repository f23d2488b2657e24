"""Signed URLs: an HMAC over the path and the query, as ``sig`` at the end of the query.

What is signed is what the URL *says*, not its spelling, as spelling does not survive the way from
a page to the app: browsers write ``|`` as ``%7C``, proxies write ``%2c`` as ``,`` or ``%20`` as
``+``, and the platform decodes the path, matches it in any case and allows a slash at its end. So
both sides bring the URL into one form first:

- the path: decoded, in lower case, without a slash at its end;
- the query: its pairs of names and values, decoded as ``api.query`` decodes them, *in the order of
  the URL*, repeated ones included, without ``sig``; encoded anew by RFC 3986 (all but letters,
  digits and ``-._~`` as ``%XX``), with ``=`` in every pair and ``&`` between them.

Both dialects read a query by these pairs alone, so two URLs of one form are one chart. Another
path, or a pair added, taken away, changed, repeated or moved, is another form. ``&amp;`` is not
undone: a URL that still has it names other parameters. The host is not signed: an app may have
several.

``expires``, a Unix time in seconds, is one of the pairs: who has the URL cannot change it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import string
import time
from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlencode

from api.query import pairs

SIGNATURE: Final = "sig"
EXPIRES: Final = "expires"
# Says what is signed, so that a key that also signs something else does not sign this.
_PURPOSE: Final = b"chart url, version 1\n"
_time = re.compile("[0-9]{1,11}").fullmatch

Pairs = Sequence[tuple[str, str]]


class WrongSignatureError(Exception):
    """A URL has no valid signature: which parameter is wrong, what with it, what is allowed."""

    def __init__(self, reason: str, parameter: str, detail: str, allowed: str) -> None:
        super().__init__(detail)
        self.reason = reason  # for the log
        self.parameter, self.detail, self.allowed = parameter, detail, allowed


class Signed(NamedTuple):
    """A URL whose signature is right."""

    query: str
    """In the one form, without ``sig`` and ``expires``: what describes the chart."""
    expires: int | None
    """Until when it is right, as Unix time in seconds."""


def checked(path: str, query: str, keys: Sequence[bytes], now: float) -> Signed:
    """Check the signature of a URL. Raises WrongSignatureError.

    ``path`` and ``query`` are those of the request, in any spelling.
    """
    given = pairs("?" + query)
    signatures = [value for name, value in given if name == SIGNATURE]
    signed = [pair for pair in given if pair[0] != SIGNATURE]
    if len(signatures) != 1:
        detail = f"is given {len(signatures)} times" if signatures else "is missing"
        raise WrongSignatureError("repeated" if signatures else "unsigned", SIGNATURE, detail, _ONE)
    sent = signatures[0].encode("utf-8", "surrogateescape")
    message = _message(path, signed)
    # Every key is tried, whichever fits: how long it takes says nothing of them.
    fits = [hmac.compare_digest(sent, _signature(key, message)) for key in keys]
    if not any(fits):
        raise WrongSignatureError("wrong", SIGNATURE, "does not fit this URL", _ONE)
    return Signed(_encoded([pair for pair in signed if pair[0] != EXPIRES]), _expiry(signed, now))


_ONE: Final = "the signature that was made for this path and query"


def _expiry(signed: Pairs, now: float) -> int | None:
    times = [value for name, value in signed if name == EXPIRES]
    if not times:
        return None
    if len(times) > 1 or not _time(times[0]):
        raise WrongSignatureError("expires", EXPIRES, "is not one Unix time", "seconds, once")
    if int(times[0]) <= now:
        raise WrongSignatureError("expired", EXPIRES, "is over", "a time in the future, signed")
    return int(times[0])


def unsigned(query: str) -> str:
    """A query without ``sig`` and ``expires``, in its own spelling where it has neither."""
    given = pairs("?" + query)
    rest = [pair for pair in given if pair[0] not in (SIGNATURE, EXPIRES)]
    return query if len(rest) == len(given) else _encoded(rest)


def signed(url: str, key: bytes, expires: int | None = None) -> str:
    """Sign a URL, or a path with a query; a signature and an end that it has are replaced.

    Its spelling stays. Raises ValueError for one with ``#``, which ends a URL for browsers, and
    for a time that is over.
    """
    if "#" in url:
        raise ValueError("it has a #, where a URL ends for browsers: write %23")
    if expires is not None and expires <= time.time():
        raise ValueError("the time at which it ends is over")
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
    name = quote(unquote(path, errors="surrogateescape").lower().removesuffix("/"),
                 safe="/", errors="surrogateescape")  # fmt: skip
    return _PURPOSE + f"{name}?{_encoded(signed)}".encode()


# Printable ASCII that is written as %XX; % itself comes first.
_RESERVED: Final = "% " + "".join(c for c in string.punctuation if c not in "%-._~")


def _encoded(given: Pairs) -> str:
    """Encode pairs as quote() does; ASCII in a tenth of its time, as it is full of commas."""
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
    """HMAC-SHA-256, all of it, in URL-safe base64 without padding: 43 characters."""
    digest = hmac.digest(key, message, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=")
