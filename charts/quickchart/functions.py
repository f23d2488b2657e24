"""``/chart?c={…}``: QuickChart's URLs."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import azure.functions as func

from api import ascii_text, log, problem
from api.errors import ParameterError, Problem
from api.query import pairs
from api.responses import Body

from ..diagnostics import ChartError
from ..pictures.response import (
    MEDIA_TYPES,
    authorize,
    cache,
    error_picture,
    image,
    respond,
    script,
    wants_picture,
)

if TYPE_CHECKING:  # loaded by the first request for a chart
    from ..access.authorize import Grant
    from ..pictures.cache import Picture
    from .chart import QuickChart
    from .read.request import QuickChartRequest

MAX_BYTES = 16 * 1024  # of a query
MAX_BODY_BYTES = 256 * 1024
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart?c={…}``: the chart of a config."""
    if len(req.url.partition("?")[2]) > MAX_BYTES:
        raise Problem(414, f"The query is over {MAX_BYTES} bytes; POST has room for more.")
    grant = authorize(req)
    return _answer(req, grant, ("quickchart", grant.query), dict(_first(pairs(f"?{grant.query}"))))


def post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /chart``: the same parameters as a form or as a JSON object, after the query's."""
    body = req.get_body()
    if len(body) > MAX_BODY_BYTES:
        raise Problem(413, f"The body is over {MAX_BODY_BYTES} bytes.")
    grant = authorize(req)
    media_type = ascii_text.media_type(req.headers.get("content-type", ""))
    if media_type == FORM:
        more = dict(_first(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))
    elif media_type == JSON:
        more = _json(body)
    else:
        raise Problem(415, f"The body must be {JSON} or {FORM}.", headers={"Accept-Post": JSON})
    return _answer(
        req, grant, ("quickchart", grant.query, body), more | dict(_first(pairs(req.url)))
    )


def _first(parameters: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters, of which the first of two counts."""
    return list(reversed(parameters))


def _json(body: bytes) -> dict[str, Any]:
    try:
        members = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not JSON in UTF-8.") from None
    if not isinstance(members, dict):
        raise Problem(422, "The body must be a JSON object.")
    return members if "chart" in members or "c" in members else {"chart": members}


def _answer(
    req: func.HttpRequest, grant: Grant, key: tuple[object, ...], parameters: Mapping[str, Any]
) -> func.HttpResponse:
    from .read import request as reading  # by the first request: other functions start without

    picture = cache().get(key)
    if picture is None:
        request = reading.read(parameters)
        if request.chart is None:
            return _failure(req, request.errors, request.size)
        picture = cache().put(key, _picture(request, request.chart))
    try:
        return respond(req, grant, key, picture)
    except ChartError as error:  # too much to draw
        return _failure(req, error.errors, reading.SIZE)


def _picture(request: QuickChartRequest, chart: QuickChart) -> Picture:
    from ..pictures.cache import picture

    def draw() -> Body:
        from .render import render  # loads numpy and the rasteriser, at the first picture

        content = render(chart)
        if request.base64:
            uri = b"data:image/png;base64," + base64.b64encode(content)
            return script(uri, "text/plain")
        return image(content, chart.format)

    return picture(
        chart,
        "text/plain" if request.base64 else MEDIA_TYPES[chart.format],
        draw,
        variant="base64" if request.base64 else "",
        headers=_warnings(request),
        kind=chart.kind,
    )


def _warnings(request: QuickChartRequest) -> dict[str, str]:
    """Return the header of what is ignored or read otherwise: a picture cannot show it."""
    text = "; ".join(f"{d.parameter}: {d.text}" for d in request.diagnostics)
    text = text.replace("“", '"').replace("”", '"')
    plain = "".join(c if " " <= c <= "~" else "?" for c in text)  # all that a header may hold
    return {"X-Chart-Warnings": plain[:1000]} if plain else {}


def _failure(
    req: func.HttpRequest, errors: Sequence[ParameterError], size: tuple[int, int]
) -> func.HttpResponse:
    """Return 400: a picture of the errors for an ``<img>``, else a problem document."""
    if not wants_picture(req):
        return problem.response(Problem(400, "This chart cannot be drawn.", errors))
    from ..pictures import error_image

    log.note_errors(errors)
    return error_picture(error_image.picture(errors, *size), 400)
