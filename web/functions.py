"""The home page, and the answer to every path that is nothing."""

from __future__ import annotations

import azure.functions as func

from api import problem
from api.errors import Problem
from auth import answers, guard

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
    settings, _ = answers.usable_settings()
    session = guard.session(req, settings)
    return answers.page(
        "home.html",
        settings,
        session.user if session else None,
        cookies=guard.renewal(settings, session),
        examples=home.EXAMPLES,
    )
