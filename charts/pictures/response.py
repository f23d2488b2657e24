"""Responses with pictures: from the cache, as a 304, or drawn; and pictures of errors."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import azure.functions as func

from api import ascii_text, log, responses
from api.query import pairs
from api.responses import Body, Metadata

from .packed import PackedRequest

if TYPE_CHECKING:  # loaded by the first request for a picture
    from ..access.authorize import Grant
    from .cache import Picture, PictureCache

MEDIA_TYPES = {
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "base64": "text/plain",
    "alt": "text/plain",
}
# Pictures are made to be shown in other people's pages, whatever their embedder policy.
_EMBEDDABLE = {"Cross-Origin-Resource-Policy": "cross-origin"}
# An SVG that is opened by itself is a document: it may run and load nothing.
_SVG_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"


def authorize(req: func.HttpRequest) -> Grant:
    """Return what a request may do. Raises Problem if it may not have a chart."""
    if isinstance(req, PackedRequest):
        return req.grant
    from ..access import authorize

    return authorize.authorize(req.method, req.url, req.headers)


def with_format(
    req: func.HttpRequest,
    grant: Grant,
    names: Sequence[str],
    body: Iterable[tuple[str, Any]] = (),
    extension: str | None = None,
    default: str = "png",
) -> Grant:
    """Return a grant whose query says the format that the address or ``Accept`` asks for, too.

    ``names`` are those of the parameter for it, ``body`` are the parameters outside the query,
    ``extension`` is that of the address, None for the route's, and ``default`` is the format
    without one. Raises Problem as ``formats.asked`` does.
    """
    from . import formats

    if extension is None:
        extension = req.route_params.get("extension", "")
    given = [*pairs(f"?{grant.query}"), *body]
    asked = formats.asked(given, names, extension, req.headers.get("accept", ""), default)
    vary = ", ".join(filter(None, (grant.vary, asked.vary)))
    return grant._replace(query=formats.query(grant.query, names[0], asked.format), vary=vary)


@functools.cache
def cache() -> PictureCache:
    """Return the cache of this process."""
    from .cache import PictureCache

    return PictureCache()


def respond(
    req: func.HttpRequest, grant: Grant, key: Hashable, picture: Picture
) -> func.HttpResponse:
    """Return 304 if the client has the picture, else the picture, drawn if need be.

    ``key`` is the picture's in the cache. Raises what drawing raises.
    """

    def body() -> Body:
        log.note(cache="hit")  # until this request draws it
        return cache().draw(key, picture)

    if picture.kind:
        log.note(kind=picture.kind)
    headers = dict(picture.headers)
    if grant.vary:
        responses.add_vary(headers, grant.vary)
    about = Metadata(picture.digest, picture.media_type, grant.cache_control, headers)
    answer = responses.conditional(req, about, body)
    if answer.status_code == 304:
        log.note(cache="client")
    return answer


def image(content: bytes, form: str) -> Body:
    """Return the file of a picture in a format (``png``, ``svg``, …) as a body."""
    headers = {"Content-Disposition": f"inline; filename=chart.{form}", **_EMBEDDABLE}
    if form == "svg":
        headers["Content-Security-Policy"] = _SVG_POLICY
    return responses.body(content, MEDIA_TYPES[form], headers)


def notice(texts: Iterable[str]) -> dict[str, str]:
    """Return the header of what a picture does not show as asked, if there is anything."""
    text = "; ".join(texts).replace("“", '"').replace("”", '"')
    plain = "".join(c if " " <= c <= "~" else "?" for c in text)  # all that a header may hold
    return {"X-Chart-Notice": plain[:500]} if plain else {}


def script(content: bytes, media_type: str) -> Body:
    """Return JSON or JavaScript about a picture, which other people's pages load, as a body."""
    return responses.body(content, media_type, _EMBEDDABLE)


def data_uri(content: bytes) -> Body:
    """Return a PNG as a data URI, which is text, as a body."""
    import base64  # few requests ask for it

    return script(b"data:image/png;base64," + base64.b64encode(content), "text/plain")


def error_picture(
    content: bytes, status: int, headers: Mapping[str, str] = MappingProxyType({})
) -> func.HttpResponse:
    """Return a PNG that says what is wrong, which no cache stores."""
    return responses.response(
        content, "image/png", status=status, headers={**_EMBEDDABLE, **headers}
    )


# What an element of a page shows in its place.
_SHOWN = ("image", "object", "embed", "frame", "iframe")


def wants_picture(req: func.HttpRequest) -> bool:
    """Return whether an element such as ``<img>`` sent the request.

    By Sec-Fetch-Dest, else by Accept.
    """
    destination = ascii_text.lower(ascii_text.trim(req.headers.get("sec-fetch-dest", "")))
    if destination and destination != "empty":
        return destination in _SHOWN
    accept = req.headers.get("accept", "")
    best = {"image": 0.0, "other": 0.0}
    for name, weight in ascii_text.weighted(accept):
        kind = "image" if name.startswith("image/") else "other"
        best[kind] = max(best[kind], weight if name else 0.0)
    if destination == "empty":  # of a script, which takes a picture if it asks for nothing else
        return best["image"] > 0 and best["other"] == 0
    return best["image"] > 0 and (best["image"] > best["other"] or accept.startswith("image/"))
