"""``/chart``: the URLs of the Google Image Charts API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import azure.functions as func

from api import ascii_text
from api.errors import Problem
from api.query import pairs
from api.responses import Body

from ..diagnostics import ChartError
from ..pictures.failure import NotDrawnError
from ..pictures.response import (
    MEDIA_TYPES,
    authorize,
    cache,
    data_uri,
    image,
    notice,
    respond,
    script,
    with_format,
)
from ..pictures.words import described, words

if TYPE_CHECKING:  # loaded by the first request for a chart
    from ..access.authorize import Grant
    from ..diagnostics import Diagnostic
    from ..pictures.cache import Picture
    from .chart import GoogleChart
    from .read.query import GoogleRequest

MAX_BYTES = 16 * 1024  # of a query or a form (reference, section 1: POST)
FORM = "application/x-www-form-urlencoded"
Pairs = Sequence[tuple[str, str]]


def get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart?cht=…``: the picture, image map or explanation that the query asks for."""
    if len(req.url.partition("?")[2]) > MAX_BYTES:
        raise Problem(414, f"The query is over {MAX_BYTES} bytes.")
    return _answer(req, b"")


def post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /chart``: the same parameters as a form, after those of the query."""
    form = req.get_body()
    if len(form) + len(req.url.partition("?")[2]) > MAX_BYTES:
        raise Problem(413, f"The form is over {MAX_BYTES} bytes.")
    media_type = ascii_text.media_type(req.headers.get("content-type", ""))
    if form and media_type != FORM:
        raise Problem(415, f"The body must be {FORM}.", headers={"Accept-Post": FORM})
    return _answer(req, form)


def _answer(req: func.HttpRequest, form: bytes) -> func.HttpResponse:
    """Return what the parameters in the query and in a form ask for."""
    grant = with_format(req, authorize(req), ["chof"], _parameters("", form))
    key = "chart", grant.query, form
    picture = cache().get(key)
    if picture is None:
        parameters = _parameters(grant.query, form)
        request = _read(parameters)
        if request.form == "validate":
            return _explanation(req, parameters, request, grant)
        if request.chart is None:
            raise NotDrawnError(request.errors, request.size)
        picture = cache().put(key, _picture(request, request.chart))
    try:
        return respond(req, grant, key, picture)
    except ChartError as error:  # too much to draw
        raise NotDrawnError(error.errors, _read(_parameters(grant.query, form)).size) from None


def _parameters(query: str, form: bytes) -> Pairs:
    """Return the parameters of a query, then those of a form; bytes that are not UTF-8 stay."""
    if not form:
        return pairs(f"?{query}")
    text = form.decode("latin-1")
    return [
        *pairs(f"?{query}"),
        *parse_qsl(text, keep_blank_values=True, errors="surrogateescape"),
    ]


def _read(parameters: Pairs) -> GoogleRequest:
    from .read import query  # by the first request: other functions start without

    return query.read(parameters)


def _picture(request: GoogleRequest, chart: GoogleChart) -> Picture:
    """Return the picture or image map of a request that can be drawn."""
    from ..pictures.cache import picture

    def draw() -> Body:
        from .describe import describe

        description = describe(chart)
        if request.form == "alt":
            return words(description)
        from . import render  # loads numpy and the rasteriser, at the first picture
        from .measure import measure

        measured, diagnostics = measure(chart)
        content = render.render(measured, description=description)
        body = data_uri(content) if request.form == "base64" else image(content, request.form)
        body = described(body, description)
        return body._replace(headers={**body.headers, **warnings(diagnostics)})

    def draw_map() -> Body:
        from . import image_map, render
        from .measure import measure

        measured, diagnostics = measure(chart)
        document = image_map.document(render.map_areas(measured), request.callback)
        body = script(document, media_type)
        return body._replace(headers={**body.headers, **warnings(diagnostics)})

    def warnings(of_measuring: Sequence[Diagnostic]) -> dict[str, str]:
        """Return the header of all warnings, unless those of reading are all."""
        return _notice([*request.diagnostics, *of_measuring]) if of_measuring else {}

    if request.form != "json":
        media_type = MEDIA_TYPES[request.form]
    else:
        media_type = "text/javascript" if request.callback else "application/json"
    return picture(
        chart,
        media_type,
        draw_map if request.form == "json" else draw,
        variant=f"{request.form} {request.callback}",
        headers=_notice(request.diagnostics),
        kind=request.kind,
    )


def _notice(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    """Return the warnings as a header: a picture cannot show them."""
    return notice(f"{d.parameter}: {d.text}" for d in diagnostics if d.level == "warning")


def _explanation(
    req: func.HttpRequest, parameters: Pairs, request: GoogleRequest, grant: Grant
) -> func.HttpResponse:
    """Return the page of ``chof=validate``: what the URL says, and what is wrong or ignored."""
    from ..pictures import explanation
    from . import explain

    return explanation.respond(req, explain.explain(parameters, request), grant)
