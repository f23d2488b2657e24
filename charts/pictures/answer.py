"""Answers with pictures: from the cache, as a 304, or drawn."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import azure.functions as func

from api import log

from . import etag

if TYPE_CHECKING:  # loaded by the first request for a picture
    from ..access.guard import Admitted
    from .cache import Kept, Picture

# An SVG that is opened by itself is a document: it gets to run and load nothing.
_SVG_POLICY = "default-src 'none'; img-src data:; sandbox"


def let_in(req: func.HttpRequest) -> Admitted:
    """Ask the guard. Raises Problem."""
    from ..access import guard

    return guard.admitted(req.method, req.url, req.headers)


class Asked(NamedTuple):
    """A picture that was read from a request: its entity tag is known before it is drawn."""

    tag: str
    draw: Callable[[], tuple[bytes, str, Mapping[str, str]]]
    """Draws it: gives the body, its media type and its headers."""
    headers: Mapping[str, str] = MappingProxyType({})
    """What a 304 has as well, besides ``ETag`` and ``Cache-Control``."""
    kind: str = ""
    """For the log: which of the kinds that there are."""


@functools.cache
def kept() -> Kept:
    """The pictures that this process keeps."""
    from ..pictures.cache import Kept

    return Kept()


def answer(
    req: func.HttpRequest, key: tuple[object, ...], read: Callable[[], Asked]
) -> func.HttpResponse:
    """Give what is kept under the key, else read the request and draw what it asks for.

    304 where the client has it already. Raises what ``read`` raises.
    """
    asked = None
    found = kept().get(key)
    if found is None:
        asked = read()
        found = _undrawn(asked)
        kept().keep(key, found)
    if found.kind:
        log.note(kind=found.kind)
    if unchanged(req, found.tag):
        log.note(cache="client")
        return func.HttpResponse(status_code=304, headers=found.headers)
    log.note(cache="kept")  # until it is drawn for this request
    if found.body is None:
        found = kept().draw(key, functools.partial(_drawn, asked or read()))
    headers = {**found.headers, **found.about}
    return func.HttpResponse(found.body, headers=headers, mimetype=found.media_type)


def _undrawn(asked: Asked) -> Picture:
    from ..pictures.cache import Picture

    headers = {"ETag": asked.tag, "Cache-Control": etag.CACHE_CONTROL, **asked.headers}
    return Picture(asked.tag, headers, kind=asked.kind)


def _drawn(asked: Asked) -> Picture:
    log.note(cache="drawn")
    body, media_type, about = asked.draw()
    return _undrawn(asked)._replace(body=body, media_type=media_type, about=about)


def unchanged(req: func.HttpRequest, tag: str) -> bool:
    """Whether the client has what the tag stands for: 304 is the answer."""
    conditional = req.method in ("GET", "HEAD")
    return conditional and etag.matches(req.headers.get("if-none-match"), tag)


def representation(form: str, size: int) -> Mapping[str, str]:
    """The headers of a picture in a format (``png``, ``svg``, …) with so many bytes."""
    headers = {
        "Content-Disposition": f"inline; filename=chart.{form}",
        "Content-Length": str(size),
        "X-Content-Type-Options": "nosniff",
        # Pictures are made to be shown in other people's pages, whatever their embedder policy.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if form == "svg":
        headers["Content-Security-Policy"] = _SVG_POLICY
    return headers
