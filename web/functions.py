"""The home page, and the answer to every path that is nothing."""

from __future__ import annotations

import azure.functions as func

from api import problem, static
from api.errors import Problem
from auth import answers, guard
from charts.caching import matches

from . import home

blueprint = func.Blueprint()

_YEAR = "public, max-age=31536000, immutable"


@blueprint.route(static.ROUTE, methods=["GET", "HEAD"])
@problem.answered
def web_static(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /static/<hash>/<name>``: a file of ``web/static``, for a year.

    Under another hash, which an older or newer release gave it, the present file is answered for
    this time only: for a while, instances of two releases answer.
    """
    name = req.route_params.get("name", "")
    try:
        file = static.file(name)
    except KeyError:
        raise Problem(404, "There is no such file.") from None
    right = req.route_params["version"] == static.version(name)
    return _sent(req, file, _YEAR if right else "no-cache")


def _sent(
    req: func.HttpRequest, what: static.Representation, cache_control: str
) -> func.HttpResponse:
    """Answer with what is the same for everybody: compressed, or 304, as the client has it."""
    packed = what.compressible and static.takes_gzip(req.headers.get("accept-encoding", ""))
    # Of two representations each has a tag of its own (RFC 9110, 8.8.3.3).
    tag = f'"{what.digest}-gzip"' if packed else f'"{what.digest}"'
    headers = {"ETag": tag, "Cache-Control": cache_control, "X-Content-Type-Options": "nosniff"}
    if what.compressible:
        headers["Vary"] = "Accept-Encoding"
    if matches(req.headers.get("if-none-match"), tag):
        return func.HttpResponse(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = what.compressed if packed else what.content
    headers["Content-Length"] = str(len(body))
    return func.HttpResponse(body, headers=headers, mimetype=what.media_type)


# Routes are matched in order of function name, so the one that takes every path comes last; it
# is also the only way to answer "/", where the platform would show a page of its own.
@blueprint.route("{*path}", methods=["GET", "HEAD"])
@problem.answered
def zz_site(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /``: the home page; any other path that no function has: 404."""
    if req.route_params.get("path", "").strip("/"):
        raise Problem(404, "There is nothing at this path; the home page / names what there is.")
    settings, _ = answers.usable_settings()
    session = guard.session(req, settings)
    return answers.page(
        "home.html",
        settings,
        session.user if session else None,
        cookies=guard.renewal(settings, session),
        examples=home.EXAMPLES,
    )
