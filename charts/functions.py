"""The chart functions: HTTP in, pictures out."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import azure.functions as func

from api import log
from api.errors import ParameterError, Problem
from api.http_function import http_function
from api.query import pairs

from . import caching

if TYPE_CHECKING:  # what reads and draws charts is loaded by the first request for one
    from .chart import Chart
    from .guard import Admitted
    from .kept import Kept, Picture

blueprint = func.Blueprint()

MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
LARGEST_BODY = 64 * 1024
# An SVG that is opened by itself is a document: it gets to run and load nothing.
_SVG_POLICY = "default-src 'none'; img-src data:; sandbox"


@blueprint.route("charts/{kind}", methods=["GET", "HEAD"])
@http_function
def charts_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /charts/{kind}?…``: the chart that the query describes."""
    admitted = let_in(req)
    kind = _kind(req)
    given = f"?{admitted.query}"
    found = answer(req, (kind, given), lambda: _asked(_chart(kind, pairs(given))))
    admitted.mark(found.headers)
    return found


@blueprint.route("charts/{kind}", methods=["POST"])
@http_function
def charts_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /charts/{kind}``: the chart that a JSON object of the same names describes."""
    admitted = let_in(req)
    kind = _kind(req)
    stray = [
        ParameterError(name, "stands in the query of a POST", "the JSON body")
        for name in dict.fromkeys(name for name, _ in pairs(req.url))
    ]
    if stray:
        raise Problem(422, "The parameters of a POST stand in its body.", stray)
    asked = _asked(_chart(kind, _json_members(req)))
    # By the tag, not by the chart: one of thousands of values takes more room than its picture.
    found = answer(req, (kind, asked.tag, "json"), lambda: asked)
    admitted.mark(found.headers)
    return found


def let_in(req: func.HttpRequest) -> Admitted:
    """Ask the guard. Raises Problem."""
    from . import guard

    return guard.admitted(req.method, req.url, req.headers)


def _kind(req: func.HttpRequest) -> str:
    from . import query

    kind = str(req.route_params["kind"])
    if kind not in query.KINDS:
        raise Problem(404, f"There is no such chart; there are {', '.join(query.KINDS)}.")
    log.note(kind=kind)
    return kind


def _chart(kind: str, given: Sequence[tuple[str, Any]]) -> Chart:
    from . import query
    from .chart import ChartError

    try:
        return query.chart(kind, given)
    except ChartError as error:
        raise Problem(422, f"This is not a {kind} chart.", error.errors) from None


def _json_members(req: func.HttpRequest) -> list[tuple[str, Any]]:
    """The members of the body's JSON object, repeated ones included."""
    media_type = req.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(
            415, "The body is to be application/json.", headers={"Accept-Post": "application/json"}
        )
    body = req.get_body()
    if len(body) > LARGEST_BODY:
        raise Problem(413, f"The body is over {LARGEST_BODY} bytes.")
    try:
        document = json.loads(
            body.decode("utf-8"), object_pairs_hook=_Object, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Problem(400, f"The body is not JSON: {error.msg} ({where}).") from None
    except (ValueError, RecursionError):  # not UTF-8, NaN, too deep, a number of 5,000 digits
        raise Problem(400, "The body is not JSON in UTF-8.") from None
    if not isinstance(document, _Object):
        raise Problem(422, "The body is to be a JSON object.")
    return document.members


class _Object:
    """A JSON object with its members in order, repeated ones included."""

    def __init__(self, members: list[tuple[str, Any]]) -> None:
        self.members = members

    def __repr__(self) -> str:
        return "an object"


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


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
    from .kept import Kept

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
    from .kept import Picture

    headers = {"ETag": asked.tag, "Cache-Control": caching.CACHE_CONTROL, **asked.headers}
    return Picture(asked.tag, headers, kind=asked.kind)


def _drawn(asked: Asked) -> Picture:
    log.note(cache="drawn")
    body, media_type, about = asked.draw()
    return _undrawn(asked)._replace(body=body, media_type=media_type, about=about)


def _asked(chart: Chart) -> Asked:
    def draw() -> tuple[bytes, str, Mapping[str, str]]:
        from .render import render  # loads numpy and the rasteriser, at the first picture

        body = render(chart)
        return body, MEDIA_TYPES[chart.format], representation(chart.format, len(body))

    return Asked(caching.entity_tag(chart), draw)


def unchanged(req: func.HttpRequest, tag: str) -> bool:
    """Whether the client has what the tag stands for: 304 is the answer."""
    conditional = req.method in ("GET", "HEAD")
    return conditional and caching.matches(req.headers.get("if-none-match"), tag)


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
