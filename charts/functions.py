"""``/chart``: URLs of Google's Image Charts API and of QuickChart, told apart by what they say.

And ``/c``: short addresses of any picture.
"""

from __future__ import annotations

from typing import Literal, cast

import azure.functions as func

from api import ascii_text
from api.errors import Problem
from api.query import pairs

from .diagnostics import ChartError
from .google import functions as google
from .native import functions as native
from .pictures import formats
from .pictures.failure import NotDrawnError, picture_function
from .pictures.packed import PackedRequest
from .pictures.response import authorize
from .quickchart import functions as quickchart

blueprint = func.Blueprint()

_picture_function = picture_function((300, 120))
_GOOGLE, _QUICKCHART = {"cht", "chst"}, {"c", "chart"}


@blueprint.route("chart", methods=["GET", "HEAD"])
@_picture_function
def chart_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart?cht=…`` and ``GET /chart?c={…}``: the chart that the query describes."""
    return _get(req)


def _get(req: func.HttpRequest) -> func.HttpResponse:
    names = {name for name, _ in pairs(req.url)}
    if names & _QUICKCHART and not names & _GOOGLE:
        return quickchart.get(req)
    return google.get(req)


@blueprint.route("chart", methods=["POST", "OPTIONS"])
@_picture_function
def chart_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /chart``: the same, as a form; a config as JSON, too."""
    return _post(req)


def _post(req: func.HttpRequest) -> func.HttpResponse:
    media_type = ascii_text.media_type(req.headers.get("content-type", ""))
    names = {name for name, _ in pairs(req.url)}
    if media_type == quickchart.JSON or names & _QUICKCHART:
        return quickchart.post(req)
    if media_type == quickchart.FORM and not names & _GOOGLE:
        form = {name for name, _ in pairs(f"?{req.get_body().decode('latin-1')}")}
        if form & _QUICKCHART and not form & _GOOGLE:
            return quickchart.post(req)
    return google.post(req)


@blueprint.route("chart.{extension}", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_picture_function
def chart_file(req: func.HttpRequest) -> func.HttpResponse:
    """``/chart.png?…``: the same, at an address that ends like a file."""
    return _post(req) if req.method == "POST" else _get(req)


@blueprint.route("c/{payload}", methods=["GET", "HEAD", "OPTIONS"])
@_picture_function
def chart_packed(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /c/…``: the picture of any address of this app, which the payload holds, compressed."""
    from .quickchart.endpoints import link

    grant = authorize(req)
    payload, extension = formats.split(req.route_params.get("payload", ""))
    try:
        target = link.unpack_request(payload)
    except ChartError as error:
        raise NotDrawnError(error.errors) from None
    path, _, query = target.partition("?")
    if grant.query:  # besides a signature
        query = f"{query}{'&' if query else ''}{grant.query}"
    folder, _, name = path.rpartition("/")
    stem, own = formats.split(name)
    if extension and own and formats.EXTENSIONS[own] != formats.EXTENSIONS[extension]:
        raise Problem(400, f"The address ends in .{extension}, but holds one that ends in .{own}.")
    extension = extension or own
    ending = f".{extension}" if extension else ""
    params = {"extension": extension, "kind": stem + ending, "payload": stem + ending}
    packed = PackedRequest(req, grant, f"{folder}/{stem}{ending}?{query}", params)
    if folder == "/charts":
        return native.get(packed)
    if folder == "/chart/render":
        return quickchart.render(packed)
    if stem == "chart":
        return _get(packed)
    if stem == "gchart":
        return google.get(packed)
    return quickchart.endpoint(
        packed, cast(Literal["qr", "barcode", "graphviz", "wordcloud"], stem)
    )


@blueprint.route("gchart", methods=["GET", "HEAD"])
@_picture_function
def gchart_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /gchart?cht=…``: Google's dialect, at QuickChart's address for it."""
    return google.get(req)


@blueprint.route("gchart", methods=["POST", "OPTIONS"])
@_picture_function
def gchart_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /gchart``: the same, as a form."""
    return google.post(req)


@blueprint.route("gchart.{extension}", methods=["GET", "HEAD", "POST", "OPTIONS"])
@_picture_function
def gchart_file(req: func.HttpRequest) -> func.HttpResponse:
    """``/gchart.png?…``: the same, at an address that ends like a file."""
    return google.post(req) if req.method == "POST" else google.get(req)
