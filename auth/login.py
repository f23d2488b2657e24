"""Who is signed in, and ``login_required`` for functions that only they may use."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from typing import Any

import azure.functions as func

from api import ascii_text, pages, problem
from api.errors import Problem
from api.http_function import http_function

from . import cookies, loops, responses, sessions
from . import next_url as next_urls
from .sessions import Session
from .settings import Settings
from .user import User


def request_cookies(req: func.HttpRequest) -> dict[str, str]:
    """Return the cookies of a request by name."""
    return cookies.parse(req.headers.get("cookie", ""))


def session(req: func.HttpRequest, settings: Settings | None) -> Session | None:
    """Return the session of a request, None without one or where sign-in is off."""
    return sessions.read(settings, request_cookies(req)) if settings else None


def sign_in_unavailable(req: func.HttpRequest) -> func.HttpResponse:
    """Return the page that says that sign-in is off, or that its settings are wrong."""
    return responses.failure(req, responses.unavailable_reason(), None)


def current_user(req: func.HttpRequest) -> User | None:
    """Return the user of a request, None for an anonymous visitor.

    A response that depends on it must not enter shared caches: answer with
    ``Cache-Control: no-store`` or ``private``.
    """
    current = session(req, responses.usable_settings())
    return current.user if current else None


def visitor(cookie_header: str) -> pages.Visitor:
    """Return what a page shows of the visitor who sent this Cookie header."""
    settings = responses.usable_settings()
    current = sessions.read(settings, cookies.parse(cookie_header)) if settings else None
    return responses.visitor(settings, current.user if current else None)


def login_required(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a function ``(req, user)`` of the app so that it needs a signed-in user.

    Goes under ``@blueprint.route``; the function may be ``async``. A browser that asks for a page
    without a session is redirected to sign in, and back; any other request (JSON, fetch, POST, a
    picture) gets 401 as a problem document, which sets no cookie. The response is never cached.
    ``@http_function`` is not needed: this includes it.
    """

    def authorize(req: func.HttpRequest) -> tuple[Settings, Session] | func.HttpResponse:
        settings = responses.usable_settings()
        if settings is None:
            if is_page(req):
                return sign_in_unavailable(req)
            reason = responses.unavailable_reason()
            refusal = problem.response(Problem(reason.status, reason.message))
            return responses.add_security_headers(refusal, None)
        current = session(req, settings)
        if current is None:
            return _refusal(req, settings)
        return settings, current

    def finish(
        response: func.HttpResponse, settings: Settings, current: Session
    ) -> func.HttpResponse:
        responses.add_security_headers(response, settings)
        return responses.add_cookies(response, sessions.renewal(settings, current))

    if inspect.iscoroutinefunction(function):

        async def guarded(req: func.HttpRequest) -> func.HttpResponse:
            authorized = authorize(req)
            if isinstance(authorized, func.HttpResponse):
                return authorized
            return finish(await function(req, authorized[1].user), *authorized)

    else:

        def guarded(req: func.HttpRequest) -> func.HttpResponse:  # type: ignore[misc]
            authorized = authorize(req)
            if isinstance(authorized, func.HttpResponse):
                return authorized
            return finish(function(req, authorized[1].user), *authorized)

    # The platform binds functions by their parameters: it must not see the inner function's user.
    annotations = guarded.__annotations__
    functools.update_wrapper(guarded, function)
    del guarded.__wrapped__  # type: ignore[attr-defined]
    guarded.__annotations__ = annotations
    return http_function(guarded)


def is_page(req: func.HttpRequest) -> bool:
    """Return whether a browser asks for a page, rather than a script or an image element.

    By Fetch Metadata (W3C), which a page cannot forge; without it, by the Accept header.
    """
    if req.method not in ("GET", "HEAD"):
        return False
    mode, target = req.headers.get("sec-fetch-mode"), req.headers.get("sec-fetch-dest")
    if mode or target:
        return mode in (None, "navigate") and target in (None, "document")
    if req.headers.get("x-requested-with"):
        return False
    return "text/html" in req.headers.get("accept", "")


def prefetch_refusal(req: func.HttpRequest, settings: Settings) -> func.HttpResponse | None:
    """Return the refusal of a prefetch, None if somebody does want the response.

    A browser that looks ahead must not use a code up or start a sign-in. Not 2xx: it would be
    shown when the link is followed.
    """
    purposes = (req.headers.get(name, "") for name in _PURPOSES)
    if not any(re.search("prefetch|preview", ascii_text.lower(purpose)) for purpose in purposes):
        return None
    refusal = problem.response(Problem(403, "Signing in and out are not prefetched."))
    return responses.add_security_headers(refusal, settings)


_PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


def _refusal(req: func.HttpRequest, settings: Settings) -> func.HttpResponse:
    if is_page(req):
        path = "/" + req.url.split("://", 1)[-1].partition("/")[2]
        next_url = next_urls.checked(path)
        for find in (loops.repeated_session, loops.without_effect):
            if (loop := find(req, settings, next_url)) is not None:
                return loop
        login = next_urls.login_url(next_url)
        return responses.redirect(login, settings, status=302)
    refusal = problem.response(Problem(401, "You must be signed in."))
    return responses.add_security_headers(refusal, settings)
