"""The chart functions: HTTP in, pictures out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import azure.functions as func

from api import problem
from api.errors import ParameterError, Problem
from api.query import pairs

from . import caching, query
from .chart import Chart, ChartError

blueprint = func.Blueprint()

_MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
_LARGEST_BODY = 64 * 1024
# An SVG that is opened by itself is a document: it gets to run and load nothing.
_SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@blueprint.route("charts/{kind}", methods=["GET", "HEAD"])
@problem.answered
def charts_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /charts/{kind}?…``: the chart that the query describes."""
    return _picture(req, _chart(_kind(req), pairs(req.url)))


@blueprint.route("charts/{kind}", methods=["POST"])
@problem.answered
def charts_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /charts/{kind}``: the chart that a JSON object of the same names describes."""
    kind = _kind(req)
    stray = [
        ParameterError(name, "stands in the query of a POST", "the JSON body")
        for name in dict.fromkeys(name for name, _ in pairs(req.url))
    ]
    if stray:
        raise Problem(422, "The parameters of a POST stand in its body.", stray)
    return _picture(req, _chart(kind, _json_members(req)))


def _kind(req: func.HttpRequest) -> str:
    kind = str(req.route_params["kind"])
    if kind not in query.KINDS:
        raise Problem(404, f"There is no such chart; there are {', '.join(query.KINDS)}.")
    return kind


def _chart(kind: str, given: Sequence[tuple[str, Any]]) -> Chart:
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
    if len(body) > _LARGEST_BODY:
        raise Problem(413, f"The body is over {_LARGEST_BODY} bytes.")
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


def _picture(req: func.HttpRequest, chart: Chart) -> func.HttpResponse:
    tag = caching.entity_tag(chart)
    headers = {"ETag": tag, "Cache-Control": caching.CACHE_CONTROL}
    if unchanged(req, tag):
        return func.HttpResponse(status_code=304, headers=headers)
    from .render import render  # loads numpy and the rasteriser, at the first picture

    picture = render(chart)
    return func.HttpResponse(
        picture,
        headers={**headers, **representation(chart.format, len(picture))},
        mimetype=_MEDIA_TYPES[chart.format],
    )


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
