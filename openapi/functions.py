"""``/openapi.json``, which describes the API, and ``/docs``, which shows it as a page."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import azure.functions as func

from api import responses, site
from api.http_function import http_function
from auth import login, sessions
from auth import responses as auth

if TYPE_CHECKING:
    from .reading import Group

blueprint = func.Blueprint()

# It only changes with a release; clients may use it for an hour without asking again.
_CACHING = "public, max-age=3600, stale-while-revalidate=86400"
# The name of a cookie that an app without sign-in never sets.
_NO_SIGN_IN = "__Secure-cf_session"


@blueprint.route("openapi.json", methods=["GET", "HEAD", "OPTIONS"])
@http_function(public=True)
def openapi_json(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /openapi.json``: the OpenAPI document."""
    settings = auth.usable_settings()
    cookie = sessions.cookie_name(settings) if settings else _NO_SIGN_IN
    # For viewers and generators on other sites.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return responses.cacheable(req, _document(cookie), _CACHING, headers)


@functools.cache
def _document(session_cookie: str) -> responses.Representation:
    from .document import document  # loads every table of the API
    from .sharing import shared

    described = shared(document(session_cookie))
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return responses.representation(text.encode(), "application/json")


@blueprint.route("docs", methods=["GET", "HEAD"])
@http_function
def openapi_docs(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /docs``: the document as a page, which needs no script."""
    elsewhere = site.closed()
    if elsewhere is not None:
        return elsewhere
    settings = auth.usable_settings()
    session = login.session(req, settings)
    user = session.user if session else None
    renewal = sessions.renewal(settings, session)
    cookie = sessions.cookie_name(settings) if settings else _NO_SIGN_IN
    return auth.page(req, "docs.html", settings, user, cookies=renewal, groups=_groups(cookie))


@functools.cache
def _groups(session_cookie: str) -> tuple[Group, ...]:
    from .document import document
    from .reading import groups

    return groups(document(session_cookie))
