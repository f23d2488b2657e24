"""The home page, and the answer to every path that is nothing."""

from __future__ import annotations

import azure.functions as func

from api import problem
from api.errors import Problem

from . import home

blueprint = func.Blueprint()


# Routes are matched in order of function name, so the one that takes every path comes last; it
# is also the only way to answer "/", where the platform would show a page of its own.
@blueprint.route("{*path}", methods=["GET", "HEAD"])
@problem.answered
def zz_site(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /``: the home page; any other path that no function has: 404."""
    if req.route_params.get("path", "").strip("/"):
        raise Problem(404, "There is nothing at this path; the home page / names what there is.")
    page = home.page().encode()
    return func.HttpResponse(
        page,
        headers={
            "Content-Length": str(len(page)),
            "Cache-Control": "no-cache",
            "Content-Security-Policy": home.POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        },
        mimetype="text/html",
    )
