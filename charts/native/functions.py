"""``/charts/{kind}``: charts from a query or from JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import azure.functions as func

from api import ascii_text, log
from api.errors import ParameterError, Problem
from api.query import pairs
from api.responses import Body

from ..pictures import formats
from ..pictures.failure import picture_function
from ..pictures.response import (
    MEDIA_TYPES,
    authorize,
    cache,
    data_uri,
    image,
    notice,
    respond,
    with_format,
)
from ..pictures.words import described, words

if TYPE_CHECKING:  # what reads and draws charts is loaded by the first request for one
    from ..pictures.cache import Picture
    from .chart import Chart

blueprint = func.Blueprint()

MAX_BODY_BYTES = 64 * 1024
JSON, CSV = "application/json", "text/csv"
_FORMAT = ("format",)
_picture_function = picture_function((640, 480))


@blueprint.route("charts/{kind}", methods=["GET", "HEAD"])
@_picture_function
def charts_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /charts/{kind}?…``: the chart that the query describes."""
    return get(req)


def get(req: func.HttpRequest) -> func.HttpResponse:
    """Return the picture of a query. Raises Problem."""
    grant = authorize(req)
    kind, extension = formats.split(str(req.route_params["kind"]))
    kind = _known(kind)
    grant = with_format(req, grant, _FORMAT, extension=extension)
    key = kind, grant.query
    picture = cache().get(key)
    if picture is None:
        chart = _chart(kind, _joined(kind, pairs(f"?{grant.query}")))
        picture = cache().put(key, _picture(chart))
    return respond(req, grant, key, picture)


@blueprint.route("charts/{kind}", methods=["POST", "OPTIONS"])
@_picture_function
def charts_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /charts/{kind}``: the chart of a JSON object of the same names, or of CSV data.

    The other parameters of CSV data are in the query.
    """
    grant = authorize(req)
    kind, extension = formats.split(str(req.route_params["kind"]))
    kind = _known(kind)
    if ascii_text.media_type(req.headers.get("content-type", "")) == CSV:
        data = "csv", _text(_body(req))
        grant = with_format(req, grant, _FORMAT, extension=extension)
        asked = _joined(kind, [data, *pairs(f"?{grant.query}")])
    else:
        members = _json_members(req)
        grant = with_format(req, grant, _FORMAT, members, extension)
        asked = [*members, *pairs(f"?{grant.query}")]
    picture = _picture(_chart(kind, asked))
    # Key by digest: a body of thousands of values is larger than its picture.
    key = kind, picture.digest, "json"
    return respond(req, grant, key, cache().get(key) or picture)


def _known(kind: str) -> str:
    """Return the kind. Raises Problem, 404, if it is none."""
    from .kinds import KINDS, OTHER_WORDS

    if kind not in KINDS:
        from api.suggest import did_you_mean

        hint = did_you_mean(kind, KINDS, OTHER_WORDS)
        raise Problem(404, f"Unknown kind of chart{hint or ';'} The kinds are {', '.join(KINDS)}.")
    log.note(kind=kind)
    return kind


def _joined(kind: str, given: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    from . import query

    return query.joined(kind, given)


def _chart(kind: str, given: Sequence[tuple[str, Any]]) -> Chart:
    from ..diagnostics import ChartError
    from . import kinds, query

    try:
        return query.chart(kind, given)
    except ChartError as error:
        raise Problem(422, f"This is not {kinds.load(kind).KIND.noun}.", error.errors) from None


def _json_members(req: func.HttpRequest) -> list[tuple[str, Any]]:
    """Return the members of the body's JSON object, repeated ones included."""
    stray = [
        ParameterError(name, "is in the query of a POST", "the JSON body")
        for name in dict.fromkeys(name for name, _ in pairs(req.url))
    ]
    if stray:
        raise Problem(422, "The parameters of a POST must be in its body.", stray)
    if ascii_text.media_type(req.headers.get("content-type", "")) != JSON:
        headers = {"Accept-Post": f"{JSON}, {CSV}"}
        raise Problem(415, f"The body must be {JSON} or {CSV}.", headers=headers)
    body = _body(req)
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
        raise Problem(422, "The body must be a JSON object.")
    return document.members


def _body(req: func.HttpRequest) -> bytes:
    body = req.get_body()
    if len(body) > MAX_BODY_BYTES:
        raise Problem(413, f"The body is over {MAX_BODY_BYTES} bytes.")
    return body


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except ValueError:
        raise Problem(400, "The body is not CSV in UTF-8.") from None


class _Object:
    """A JSON object with its members in order, repeated ones included."""

    def __init__(self, members: list[tuple[str, Any]]) -> None:
        self.members = members

    def __repr__(self) -> str:
        return "an object"


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_LESS = "Draw fewer values, shorter texts or a smaller picture."


def _picture(chart: Chart) -> Picture:
    from ..pictures.cache import picture

    def draw() -> Body:
        from ..canvas.cost import CostError
        from .describe import describe

        description = describe(chart)
        if chart.format == "alt":
            return words(description)
        # Loads numpy and the rasteriser, at the first picture.
        from .render import draw as draw_chart

        try:
            drawing = draw_chart(chart, description=description)
        except CostError as error:
            raise Problem(422, f"The chart has {error}. {_LESS}") from None
        base64 = chart.format == "base64"
        body = data_uri(drawing.content) if base64 else image(drawing.content, chart.format)
        body = described(body, description)
        return body._replace(headers={**body.headers, **notice(drawing.notices)})

    headers = {"X-Chart-X-Axis": chart.x_type} if chart.x_type else {}
    return picture(chart, MEDIA_TYPES[chart.format], draw, headers=headers)
