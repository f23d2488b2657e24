"""``/chart``: URLs of Google's Image Charts API and of QuickChart, told apart by what they say."""

from __future__ import annotations

import azure.functions as func

from api import ascii_text
from api.query import pairs

from .google import functions as google
from .pictures.failure import picture_function
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
