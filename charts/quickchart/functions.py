"""QuickChart's URLs: ``/chart?c={…}``, links to charts, and what it draws besides charts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

import azure.functions as func

from api import ascii_text, responses
from api.errors import ParameterError, Problem
from api.query import pairs
from api.responses import Body

from ..diagnostics import ChartError
from ..pictures import formats
from ..pictures.failure import NotDrawnError, picture_function
from ..pictures.response import (
    MEDIA_TYPES,
    authorize,
    cache,
    data_uri,
    image,
    respond,
    with_format,
)
from ..pictures.words import described, words

if TYPE_CHECKING:  # loaded by the first request for a chart
    from ..access.authorize import Grant
    from ..diagnostics import Diagnostic
    from ..pictures.cache import Picture
    from .chart import QuickChart
    from .endpoints.request import Endpoint, EndpointRequest
    from .read.request import QuickChartRequest

blueprint = func.Blueprint()

MAX_BYTES = 16 * 1024  # of a query
MAX_BODY_BYTES = 256 * 1024
_picture_function = picture_function((500, 300))
_endpoint_function = picture_function((300, 150))
_FORMAT = "format", "f"
_DRAWN_AS_SVG = "wordcloud", "graphviz"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart?c={…}``: the chart of a config."""
    _check_query(req)
    grant = with_format(req, authorize(req), _FORMAT)
    return _answer(req, grant, ("quickchart", grant.query), dict(_first(pairs(f"?{grant.query}"))))


def post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /chart``: the same parameters as a form or as a JSON object, after the query's."""
    body = _body(req)
    grant = authorize(req)
    more = _chart(req, body)
    grant = with_format(req, grant, _FORMAT, more.items())
    return _answer(
        req,
        grant,
        ("quickchart", grant.query, body),
        more | dict(_first(pairs(f"?{grant.query}"))),
    )


@blueprint.route("chart/create", methods=["GET", "HEAD"])
@_picture_function
def chart_create_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart/create?c={…}``: a URL of the chart that holds the whole request."""
    _check_query(req)
    grant = authorize(req)
    return _link(req, grant, dict(_first(pairs(f"?{grant.query}"))))


@blueprint.route("chart/create", methods=["POST", "OPTIONS"])
@_picture_function
def chart_create_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /chart/create``: the same, of a form or a JSON object."""
    body = _body(req)
    grant = authorize(req)
    return _link(req, grant, _chart(req, body) | dict(_first(pairs(req.url))))


@blueprint.route("chart/render/{payload}", methods=["GET", "HEAD", "OPTIONS"])
@_picture_function
def chart_render(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart/render/…``: the chart of such a URL, of which the query may replace parts."""
    return render(req)


def render(req: func.HttpRequest) -> func.HttpResponse:
    """Return the picture of a URL of /chart/create. Raises Problem."""
    return get_linked(req)


def get_linked(req: func.HttpRequest) -> func.HttpResponse:
    """Return the picture of a URL that holds its request. Raises Problem."""
    from .endpoints import overrides

    _check_query(req)
    grant = authorize(req)
    payload, extension = formats.split(req.route_params.get("payload", ""))
    try:
        parameters = overrides.of_link(payload, dict(_first(pairs(f"?{grant.query}"))))
    except ChartError as error:
        raise NotDrawnError(error.errors) from None
    # An extension replaces the format that is packed, but what Accept prefers does not.
    grant = with_format(req, grant, _FORMAT, () if extension else parameters.items(), extension)
    parameters |= {n: text for n, text in pairs(f"?{grant.query}") if n in _FORMAT}
    return _answer(req, grant, ("quickchart link", payload, grant.query), parameters)


@blueprint.route("qr", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def qr(req: func.HttpRequest) -> func.HttpResponse:
    """``/qr?text=…``: a QR code."""
    return endpoint(req, "qr")


@blueprint.route("qr.{extension}", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def qr_file(req: func.HttpRequest) -> func.HttpResponse:
    """``/qr.png?text=…``: the same, at an address that ends like a file."""
    return endpoint(req, "qr")


@blueprint.route("barcode", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def barcode(req: func.HttpRequest) -> func.HttpResponse:
    """``/barcode?type=…&text=…``: a barcode."""
    return endpoint(req, "barcode")


@blueprint.route("barcode.{extension}", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def barcode_file(req: func.HttpRequest) -> func.HttpResponse:
    """``/barcode.png?…``: the same, at an address that ends like a file."""
    return endpoint(req, "barcode")


@blueprint.route("graphviz", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def graphviz(req: func.HttpRequest) -> func.HttpResponse:
    """``/graphviz?graph=…``: a graph in the DOT language."""
    return endpoint(req, "graphviz")


@blueprint.route("graphviz.{extension}", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def graphviz_file(req: func.HttpRequest) -> func.HttpResponse:
    """``/graphviz.svg?…``: the same, at an address that ends like a file."""
    return endpoint(req, "graphviz")


@blueprint.route("wordcloud", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def wordcloud(req: func.HttpRequest) -> func.HttpResponse:
    """``/wordcloud?text=…``: the words of a text, the more frequent the larger."""
    return endpoint(req, "wordcloud")


@blueprint.route("wordcloud.{extension}", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def wordcloud_file(req: func.HttpRequest) -> func.HttpResponse:
    """``/wordcloud.png?…``: the same, at an address that ends like a file."""
    return endpoint(req, "wordcloud")


@blueprint.route("watermark", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_endpoint_function
def watermark(req: func.HttpRequest) -> func.HttpResponse:
    """``/watermark``: 400, as both of its pictures would have to be fetched."""
    authorize(req)
    detail = "is the address of a picture, and this app fetches no addresses"
    allowed = "pictures that this app draws: put the mark into the page, over the picture"
    raise NotDrawnError([ParameterError("mainImageUrl", detail, allowed)])


def _check_query(req: func.HttpRequest) -> None:
    if len(req.url.partition("?")[2]) > MAX_BYTES:
        raise Problem(414, f"The query is over {MAX_BYTES} bytes; POST has room for more.")


def _body(req: func.HttpRequest) -> bytes:
    body = req.get_body()
    if len(body) > MAX_BODY_BYTES:
        raise Problem(413, f"The body is over {MAX_BODY_BYTES} bytes.")
    return body


def _members(req: func.HttpRequest, body: bytes) -> dict[str, Any]:
    """Return the parameters of a form or a JSON object."""
    if _is_form(req):
        return dict(_first(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))
    if ascii_text.media_type(req.headers.get("content-type", "")) == JSON:
        return _object(body)
    raise Problem(415, f"The body must be {JSON} or {FORM}.", headers={"Accept-Post": JSON})


def _first(parameters: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parameters, of which the first of two counts."""
    return list(reversed(parameters))


def _is_form(req: func.HttpRequest) -> bool:
    return bool(ascii_text.media_type(req.headers.get("content-type", "")) == FORM)


def _object(body: bytes) -> dict[str, Any]:
    try:
        members = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not JSON in UTF-8.") from None
    if not isinstance(members, dict):
        raise Problem(422, "The body must be a JSON object.")
    return members


def _chart(req: func.HttpRequest, body: bytes) -> dict[str, Any]:
    """Return the parameters of a chart in a body, which as JSON may be a config alone."""
    members = _members(req, body)
    if "chart" in members or "c" in members or _is_form(req):
        return members
    return {"chart": members}


def _link(req: func.HttpRequest, grant: Grant, parameters: Mapping[str, Any]) -> func.HttpResponse:
    """Return the URL of a chart, as JSON; signed if the request's own was.

    A request that needed no signature gets none: it would be valid for everybody, for ever.
    """
    from ..access import authorize
    from .endpoints import link
    from .read import request as reading

    request = reading.read(parameters)
    errors = request.errors
    if not errors:
        try:
            payload = link.pack(_of_a_link(parameters))
        except ChartError as error:
            errors = error.errors
    if errors:
        raise NotDrawnError(errors)
    scheme, _, address = req.url.partition("://")
    url = f"{scheme}://{address.partition('/')[0]}{link.PATH}{payload}"
    if grant.signed:
        url = authorize.signed(url, grant.expires)
    content = json.dumps({"success": True, "url": url}).encode()
    return responses.response(content, JSON, headers=_warnings(request.diagnostics))


def _of_a_link(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that a link holds: the config, and those that are known."""
    from .read import request as reading

    names = {name: reading.known({name: value}) for name, value in parameters.items()}
    rest = {n: parameters[n] for n, known in names.items() if known and "chart" not in known}
    return {"chart": reading.known(parameters).get("chart"), **rest}


def endpoint(req: func.HttpRequest, name: Endpoint) -> func.HttpResponse:
    """Return the picture of a request to one of the endpoints beside ``/chart``."""
    body, members = b"", {}
    if req.method == "POST":
        body = _body(req)
        grant = authorize(req)
        members = _members(req, body)
    else:
        _check_query(req)
        grant = authorize(req)
    default = "svg" if name in _DRAWN_AS_SVG else "png"
    grant = with_format(req, grant, ("format",), members.items(), default=default)
    key = name, grant.query, body
    picture = cache().get(key)
    if picture is None:
        from .endpoints import request as reading

        request = reading.read(name, members | dict(_first(pairs(f"?{grant.query}"))))
        if request.picture is None:
            raise NotDrawnError(request.errors)
        picture = cache().put(key, _endpoint_picture(name, request))
    try:
        return respond(req, grant, key, picture)
    except ChartError as error:  # too much to draw
        from .endpoints import request as reading

        raise NotDrawnError(error.errors) from None


def _endpoint_picture(name: Endpoint, request: EndpointRequest) -> Picture:
    from ..pictures.cache import picture

    def draw() -> Body:
        from .endpoints.request import describe, render

        description = describe(name, request.picture)
        if request.alt:
            return words(description)
        content = render(name, request.picture, description)
        body = data_uri(content) if request.base64 else image(content, request.format)
        return described(body, description)

    return picture(
        request.picture,
        "text/plain" if request.base64 or request.alt else MEDIA_TYPES[request.format],
        draw,
        variant=_variant(request),
        headers=_warnings(request.diagnostics),
        kind=name,
    )


def _answer(
    req: func.HttpRequest, grant: Grant, key: tuple[object, ...], parameters: Mapping[str, Any]
) -> func.HttpResponse:
    from .read import request as reading  # by the first request: other functions start without

    picture = cache().get(key)
    if picture is None:
        request = reading.read(parameters)
        if request.validate:
            return _explanation(req, grant, parameters, request)
        if request.chart is None:
            raise NotDrawnError(request.errors, request.size)
        picture = cache().put(key, _picture(request, request.chart))
    try:
        return respond(req, grant, key, picture)
    except ChartError as error:  # too much to draw
        raise NotDrawnError(error.errors) from None


def _explanation(
    req: func.HttpRequest,
    grant: Grant,
    parameters: Mapping[str, Any],
    request: QuickChartRequest,
) -> func.HttpResponse:
    """Return the page of ``validate=1``: how the request was understood, and what is not drawn."""
    from ..pictures import explanation
    from . import explain

    shown = {n: v for n, v in parameters.items() if ascii_text.lower(n) != "validate"}
    url = _url(req, grant, shown)
    link = explanation.playground(url) if url else ""
    return explanation.respond(req, explain.explain(shown, request, url, link), grant)


def _url(req: func.HttpRequest, grant: Grant, parameters: Mapping[str, Any]) -> str:
    """Return the path and query of the picture of an explained request, "" if there is none.

    What was sent by POST gets a short URL, unless that is too long.
    """
    from .endpoints import link

    if req.method != "POST":
        rest = [
            (name, value)
            for name, value in pairs(f"?{grant.query}")
            if ascii_text.lower(name) != "validate"
        ]
        payload, _ = formats.split(req.route_params.get("payload", ""))
        path = link.PATH + quote(payload, safe="") if payload else "/chart"
        return path + ("?" + urlencode(rest, errors="replace") if rest else "")
    try:
        return link.PATH + link.pack(_of_a_link(parameters))
    except ChartError:
        return ""


def _picture(request: QuickChartRequest, chart: QuickChart) -> Picture:
    from ..pictures.cache import picture

    def draw() -> Body:
        from .describe import describe

        description = describe(chart)
        if request.alt:
            return words(description)
        from .render import render  # loads numpy and the rasteriser, at the first picture

        content = render(chart, description=description)
        body = data_uri(content) if request.base64 else image(content, chart.format)
        return described(body, description)

    return picture(
        chart,
        "text/plain" if request.base64 or request.alt else MEDIA_TYPES[chart.format],
        draw,
        variant=_variant(request),
        headers=_warnings(request.diagnostics),
        kind=chart.kind,
    )


def _variant(request: QuickChartRequest | EndpointRequest) -> str:
    """Return what a response depends on besides the picture."""
    return "base64" if request.base64 else "alt" if request.alt else ""


def _warnings(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    """Return the header of what is ignored or read otherwise: a picture cannot show it."""
    text = "; ".join(f"{d.parameter}: {d.text}" for d in diagnostics)
    text = text.replace("“", '"').replace("”", '"')
    plain = "".join(c if " " <= c <= "~" else "?" for c in text)  # all that a header may hold
    return {"X-Chart-Warnings": plain[:1000]} if plain else {}
