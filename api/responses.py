"""The HTTP responses of the app: length, media type, validators, caching and compression.

``cacheable`` and ``conditional`` answer with 304 or with a body, ``response`` with a body that no
cache stores. ``complete``, which every response passes through, adds what a function left out.
docs/platform.md says what the platform does with these headers.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from types import MappingProxyType
from typing import Final

import azure.functions as func

from api.named_tuple import NamedTuple

from . import ascii_text

NO_STORE: Final = "no-store"
MIN_COMPRESSED: Final = 1000
"""Bytes from which text is compressed. Below, the response fits in one packet anyway."""
_LEVEL = 6  # 9 makes our pages and drawings less than 2 % smaller, in up to twice the time
_TEXT = ("text/", "application/json", "image/svg+xml")
_NOSNIFF = {"X-Content-Type-Options": "nosniff"}
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class Body(NamedTuple):
    """The content of a response. Text is stored compressed where that makes it smaller."""

    media_type: str
    stored: bytes
    """The bytes as they are stored: gzip if ``compressed``, else the content."""
    compressed: bool = False
    headers: Mapping[str, str] = _NO_HEADERS
    """Headers of a response with this body, which a 304 does not repeat."""

    @property
    def content(self) -> bytes:
        """The bytes without compression."""
        return gzip.decompress(self.stored) if self.compressed else self.stored


def body(content: bytes, media_type: str, headers: Mapping[str, str] = _NO_HEADERS) -> Body:
    """Return content as a body, compressed once if it is text of ``MIN_COMPRESSED`` bytes."""
    if is_text(media_type) and len(content) >= MIN_COMPRESSED:
        # Without a time, so that every instance sends the same bytes under one entity tag.
        smaller = gzip.compress(content, _LEVEL, mtime=0)
        if len(smaller) < len(content):
            return Body(media_type, smaller, True, headers)
    return Body(media_type, content, False, headers)


class Representation(NamedTuple):
    """A body and the digest that names its content: 32 hexadecimal digits of SHA-256."""

    digest: str
    body: Body


def representation(content: bytes, media_type: str) -> Representation:
    """Return content as a body, with its digest."""
    return Representation(hashlib.sha256(content).hexdigest()[:32], body(content, media_type))


class Metadata(NamedTuple):
    """What is known of a cacheable response before its body is made."""

    digest: str
    """Names the content: equal digests, equal content. Becomes the entity tag."""
    media_type: str
    cache_control: str
    headers: Mapping[str, str] = _NO_HEADERS
    """Further headers, of a 304 as well."""


def cacheable(
    req: func.HttpRequest,
    made: Representation,
    cache_control: str,
    headers: Mapping[str, str] = _NO_HEADERS,
) -> func.HttpResponse:
    """Return 304 if the client has the representation already, else 200 with it."""
    about = Metadata(made.digest, made.body.media_type, cache_control, headers)
    return conditional(req, about, lambda: made.body)


def conditional(
    req: func.HttpRequest, about: Metadata, make_body: Callable[[], Body]
) -> func.HttpResponse:
    """Return 304 if the client has the response already, else 200 with the body.

    The body is only made if it is sent. Compressed and plain body are two representations with
    an entity tag each (RFC 9110, section 8.8.3.3); either one that the client has and accepts
    gives 304. Weak comparison, as a proxy that compresses makes the tag weak (section 13.1.2).
    """
    plain, packed = f'"{about.digest}"', f'"{about.digest}-gzip"'
    headers = {"Cache-Control": about.cache_control, **about.headers}
    takes_gzip = False
    if is_text(about.media_type):
        add_vary(headers, "Accept-Encoding")
        takes_gzip = accepts_gzip(req)
    if_none_match = req.headers.get("if-none-match")
    if if_none_match and req.method in ("GET", "HEAD"):
        for tag in (packed, plain) if takes_gzip else (plain,):
            if _matches(if_none_match, tag):
                return func.HttpResponse(status_code=304, headers={"ETag": tag, **headers})
    made = make_body()
    headers["ETag"] = packed if made.compressed and takes_gzip else plain
    headers |= made.headers
    return _sent(made, headers, compress=takes_gzip)


def response(
    content: bytes,
    media_type: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] = _NO_HEADERS,
    compress_for: func.HttpRequest | None = None,
) -> func.HttpResponse:
    """Return a response that no cache stores.

    ``compress_for`` is the request, if the text may be compressed for its client. It may not where
    a text that somebody else chose stands beside one that they must not learn: the size of the
    compressed page would tell how similar the two are (the BREACH attack).
    """
    if compress_for is None:
        return _sent(Body(media_type, content), headers, status=status)
    compress, varied = accepts_gzip(compress_for), dict(headers)
    add_vary(varied, "Accept-Encoding")
    made = body(content, media_type) if compress else Body(media_type, content)
    return _sent(made, varied, compress=compress, status=status)


def _sent(
    made: Body, headers: Mapping[str, str], *, compress: bool = False, status: int = 200
) -> func.HttpResponse:
    content = made.stored if compress else made.content
    headers = {
        "Cache-Control": NO_STORE,
        "Content-Length": str(len(content)),
        **_NOSNIFF,
        **headers,
    }
    if made.compressed and compress:
        headers["Content-Encoding"] = "gzip"
    return func.HttpResponse(content, status_code=status, headers=headers, mimetype=made.media_type)


def complete(answer: func.HttpResponse) -> None:
    """Add the headers that every response has, where a function set none of its own.

    Without ``Content-Length`` the platform sends chunks, and HEAD no length at all.
    """
    headers = answer.headers
    present = {name.lower() for name, _ in headers}
    if "cache-control" not in present:
        headers["Cache-Control"] = NO_STORE
    if answer.status_code in (204, 304):  # without a body (RFC 9110, section 8.6)
        return
    if "content-length" not in present:
        headers["Content-Length"] = str(len(answer.get_body() or b""))
    if "x-content-type-options" not in present:
        for name, value in _NOSNIFF.items():  # azure-functions before 1.23 has no ``update``
            headers[name] = value


def add_vary(headers: MutableMapping[str, str], names: str) -> None:
    """Add names of request headers, with commas between them, to the header ``Vary``.

    The platform sends one value of each header name, so they are joined here.
    """
    listed = f"{headers.get('Vary', '')},{names}"
    headers["Vary"] = ", ".join(dict.fromkeys(ascii_text.elements(listed)))


def is_text(media_type: str) -> bool:
    """Return whether content of a media type is worth compressing."""
    return media_type.startswith(_TEXT)


def accepts_gzip(req: func.HttpRequest) -> bool:
    """Return whether a client accepts gzip, by its Accept-Encoding (RFC 9110, section 12.5.3)."""
    weights = {
        coding.removeprefix("x-"): weight
        for coding, weight in ascii_text.weighted(req.headers.get("accept-encoding", ""))
    }
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _matches(if_none_match: str, tag: str) -> bool:
    """Return whether an ``If-None-Match`` header names the tag (RFC 9110, section 13.1.2)."""
    if ascii_text.trim(if_none_match) == "*":
        return True
    return tag in (part.removeprefix("W/") for part in ascii_text.elements(if_none_match))
