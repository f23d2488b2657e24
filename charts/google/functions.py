"""``/chart``: the URLs of the Google Image Charts API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import azure.functions as func

from api import log, pages, problem
from api.errors import ParameterError, Problem
from api.http_function import http_function
from api.query import pairs

from ..diagnostics import ChartError
from ..pictures import etag
from ..pictures.answer import Asked, answer, kept, let_in, representation

if TYPE_CHECKING:
    from ..diagnostics import Diagnostics
    from .read import query

blueprint = func.Blueprint()

LONGEST = 16 * 1024  # bytes of a query or a form (reference, section 1: POST)
FORM = "application/x-www-form-urlencoded"
MEDIA_TYPES = {"png": "image/png", "gif": "image/gif", "svg": "image/svg+xml"}
_NO_STORE = {"Cache-Control": "no-store"}
Pairs = Sequence[tuple[str, str]]


@blueprint.route("chart", methods=["GET", "HEAD"])
@http_function
def charts_google_get(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /chart?cht=…``: the picture, image map or page of remarks that the query asks for."""
    if len(req.url.partition("?")[2]) > LONGEST:
        raise Problem(414, f"The query is over {LONGEST} bytes.")
    return _answer(req, b"", lambda query: pairs(f"?{query}"))


@blueprint.route("chart", methods=["POST"])
@http_function
def charts_google_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /chart``: the same parameters as a form, behind those of the query."""
    body = req.get_body()
    if len(body) + len(req.url.partition("?")[2]) > LONGEST:
        raise Problem(413, f"The form is over {LONGEST} bytes.")
    media_type = req.headers.get("content-type", "").split(";")[0].strip().lower()
    if body and media_type != FORM:
        raise Problem(415, f"The body is to be {FORM}.", headers={"Accept-Post": FORM})
    return _answer(req, body, lambda query: [*pairs(f"?{query}"), *_form(body)])


def _form(body: bytes) -> Pairs:
    return parse_qsl(body.decode("latin-1"), keep_blank_values=True, errors="surrogateescape")


def _answer(req: func.HttpRequest, body: bytes, read: Callable[[str], Pairs]) -> func.HttpResponse:
    """Answer the parameters that stand in the query and in a form."""
    try:
        admitted = let_in(req)
    except Problem as refused:
        return _refusal(req, refused)

    def given() -> Pairs:
        return read(admitted.query)

    key = "chart", admitted.query, body
    if kept().get(key) is None:
        from .read import query  # by the first request: other functions start without

        if query.form(given()) == "validate":
            return _validation(req, given(), admitted.expires)
    try:
        found = answer(req, key, lambda: _asked(given()))
    except ChartError as error:
        return _failure(req, given(), error.errors)
    admitted.mark(found.headers)
    return found


def _asked(given: Pairs) -> Asked:
    """Read a picture or an image map; raises ``ChartError`` with all that is wrong."""
    from ..diagnostics import Diagnostics
    from . import image_map
    from .read import query

    notes, form = Diagnostics(), query.form(given)
    asked, function = _read(given, notes, script=form == "json")
    tag = etag.entity_tag(asked.chart, f"{form} {function}")

    def draw() -> tuple[bytes, str, Mapping[str, str]]:
        from . import render  # loads numpy and the rasteriser, at the first picture

        if form == "json":
            body = image_map.document(render.regions(asked.chart), function)
            about = dict(representation(form, len(body)))
            del about["Content-Disposition"]  # for a script to read, not a file
            return body, "text/javascript" if function else "application/json", about
        body = render.render(asked.chart)
        return body, MEDIA_TYPES[form], representation(form, len(body))

    kind = query.kind_named(given)
    return Asked(tag, draw, _notice(notes), kind)


def _read(given: Pairs, notes: Diagnostics, *, script: bool) -> tuple[query.Asked, str]:
    """The chart and the function that a script wants called with its image map."""
    from .read import query

    errors: list[ParameterError] = []
    asked, function = None, ""
    try:
        asked = query.chart(given, notes)
    except ChartError as error:
        errors += error.errors
    try:
        function = _callback(given) if script else ""
    except ChartError as error:
        errors += error.errors
    if errors or asked is None:
        raise ChartError(errors)
    return asked, function


def _validation(req: func.HttpRequest, given: Pairs, expires: int | None) -> func.HttpResponse:
    from ..diagnostics import Diagnostics

    notes = Diagnostics()
    log.note(kind="validate")
    try:
        _read(given, notes, script=True)
    except ChartError as error:
        return _remarks(req, given, notes, error.errors, expires)
    return _remarks(req, given, notes, (), expires)


def _callback(given: Pairs) -> str:
    from . import image_map

    try:
        return image_map.callback(next((v for n, v in reversed(given) if n == "callback"), ""))
    except ValueError as error:
        raise ChartError([ParameterError("callback", str(error), image_map.CALLBACK)]) from None


def _notice(notes: Diagnostics) -> dict[str, str]:
    """What was changed, in a header: a picture cannot say so itself."""
    said = "; ".join(f"{n.parameter}: {n.text}" for n in notes if n.level == "warning")
    said = said.replace("“", '"').replace("”", '"')
    plain = "".join(c if " " <= c <= "~" else "?" for c in said)  # all that a header may hold
    return {"X-Chart-Notice": plain[:500]} if plain else {}


def _failure(
    req: func.HttpRequest, given: Pairs, errors: Sequence[ParameterError]
) -> func.HttpResponse:
    """400: a picture that says why for those who want a picture, else a problem document."""
    failure = Problem(400, "This chart cannot be drawn.", errors)
    if not _wants_picture(req):
        return problem.response(failure)
    from ..diagnostics import Diagnostics
    from ..pictures import error_image
    from .read import sizes

    log.note_errors(errors)
    asked = next((value for name, value in reversed(given) if name == "chs"), "")
    size = sizes.read(asked, Diagnostics()) or error_image.SIZE
    return _complaint(400, error_image.picture(errors, *size))


def _refusal(req: func.HttpRequest, refused: Problem) -> func.HttpResponse:
    """The guard's 403; where a picture is wanted one of a fixed size, drawn once."""
    if not refused.errors or not _wants_picture(req):
        return problem.response(refused)
    from ..pictures import error_image

    log.note_errors(refused.errors)
    return _complaint(refused.status, error_image.fixed(tuple(refused.errors)))


def _wants_picture(req: func.HttpRequest) -> bool:
    return wants_picture(req.headers.get("accept", ""), req.headers.get("sec-fetch-dest", ""))


def _complaint(status: int, body: bytes) -> func.HttpResponse:
    return func.HttpResponse(
        body,
        status_code=status,
        headers={**_NO_STORE, "Vary": "Accept, Sec-Fetch-Dest", "Content-Length": str(len(body)),
                 "X-Content-Type-Options": "nosniff",
                 "Cross-Origin-Resource-Policy": "cross-origin"},
        mimetype="image/png",
    )  # fmt: skip


def wants_picture(accept: str, destination: str) -> bool:
    """Whether a request is that of an ``<img>``: by Sec-Fetch-Dest, else by what it prefers."""
    if destination:
        return destination.strip().lower() == "image"
    best = {"image": 0.0, "other": 0.0}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        kind = "image" if name.startswith("image/") else "other"
        best[kind] = max(best[kind], weight if name else 0.0)
    return best["image"] > 0 and (best["image"] > best["other"] or accept.startswith("image/"))


def _remarks(
    req: func.HttpRequest,
    given: Pairs,
    notes: Diagnostics,
    errors: Sequence[ParameterError],
    expires: int | None,
) -> func.HttpResponse:
    """``chof=validate``: what is wrong with the URL or ignored, and what it says.

    The page was signed, where signing is on, and so is its picture: until the same time.
    """
    from ..access import guard
    from .read import remarks

    visitor = pages.visitor(req.headers.get("cookie", ""))
    said = remarks.explained(given, notes, errors)
    if said.picture:
        said = said._replace(picture=guard.signed(said.picture, expires))
    html = pages.render("validate.html", visitor, said=said).encode("utf-8", "replace")
    return func.HttpResponse(
        html,
        headers={**_NO_STORE, "Content-Length": str(len(html)), "X-Content-Type-Options": "nosniff",
                 "Content-Security-Policy": visitor.policy},
        mimetype="text/html",
        charset="utf-8",
    )  # fmt: skip
