"""Who is signed in, and functions that only they may use."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import azure.functions as func

from api import pages, problem
from api.errors import Problem
from api.http_function import http_function

from . import answers, cookies
from . import next_url as next_urls
from .settings import Settings
from .sign_in import MESSAGES
from .user import Session, User, set_cookie, wants_renewal
from .user import session as session_of


def sent(req: func.HttpRequest) -> dict[str, str]:
    """Give the cookies of a request by name."""
    return cookies.sent(req.headers.get("cookie", ""))


def session(req: func.HttpRequest, settings: Settings | None) -> Session | None:
    """Give the session of a request, None where there is none or sign-in is off."""
    return session_of(settings, sent(req)) if settings else None


def unavailable(req: func.HttpRequest, why: str) -> func.HttpResponse:
    """Answer with a page that signing in is "off", or that its "settings" are wrong."""
    return answers.failure(req, 503, why, MESSAGES[why], None)


def current_user(req: func.HttpRequest) -> User | None:
    """Give the user of a request, None for an anonymous visitor.

    What depends on it is not for shared caches: answer with ``Cache-Control: no-store`` or
    ``private``.
    """
    found = session(req, answers.usable_settings()[0])
    return found.user if found else None


def visitor(cookie_header: str) -> pages.Visitor:
    """Give what a page shows of the visitor who sent these cookies."""
    settings, _ = answers.usable_settings()
    found = session_of(settings, cookies.sent(cookie_header)) if settings else None
    return answers.visitor(settings, found.user if found else None)


def renewal(settings: Settings | None, found: Session | None) -> list[str]:
    """Give the Set-Cookie header that keeps a session going, past half of its idle time."""
    if settings is None or found is None or not wants_renewal(settings, found):
        return []
    try:
        return [set_cookie(settings, found.user, found.began)]
    except cookies.TooLargeError:  # it ends when its time is over
        return []


def login_required(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a function ``(req, user)`` of the app so that it needs a signed-in user.

    Goes under ``@blueprint.route``; the function may be ``async``. A page that is asked for
    without a session leads to signing in and back; anything else (JSON, fetch, POST, a picture)
    is 401 as a problem document, which sets no cookie. What comes out is never cached. It needs no
    ``@http_function``: that is in it.
    """

    def admitted(req: func.HttpRequest) -> tuple[Settings, Session] | func.HttpResponse:
        settings, why = answers.usable_settings()
        if settings is None:
            if is_page(req):
                return unavailable(req, why)
            return answers.protect(problem.response(Problem(503, MESSAGES[why])), None)
        found = session(req, settings)
        if found is None:
            return _refusal(req, settings)
        return settings, found

    def finished(answer: func.HttpResponse, who: tuple[Settings, Session]) -> func.HttpResponse:
        settings, found = who
        answers.protect(answer, settings)
        return answers.add_cookies(answer, renewal(settings, found))

    if inspect.iscoroutinefunction(function):

        async def guarded(req: func.HttpRequest) -> func.HttpResponse:
            who = admitted(req)
            if isinstance(who, func.HttpResponse):
                return who
            return finished(await function(req, who[1].user), who)

    else:

        def guarded(req: func.HttpRequest) -> func.HttpResponse:  # type: ignore[misc]
            who = admitted(req)
            if isinstance(who, func.HttpResponse):
                return who
            return finished(function(req, who[1].user), who)

    # The platform binds functions by their parameters: it must not see the inner function's user.
    annotations = guarded.__annotations__
    functools.update_wrapper(guarded, function)
    del guarded.__wrapped__  # type: ignore[attr-defined]
    guarded.__annotations__ = annotations
    return http_function(guarded)


def is_page(req: func.HttpRequest) -> bool:
    """Whether a person's browser asks for a page, rather than a script or an image tag.

    By Fetch Metadata (W3C), which a page cannot forge; where there is none, by what is accepted.
    """
    if req.method not in ("GET", "HEAD"):
        return False
    mode, target = req.headers.get("sec-fetch-mode"), req.headers.get("sec-fetch-dest")
    if mode or target:
        return mode in (None, "navigate") and target in (None, "document")
    if req.headers.get("x-requested-with"):
        return False
    return "text/html" in req.headers.get("accept", "")


def _refusal(req: func.HttpRequest, settings: Settings) -> func.HttpResponse:
    if is_page(req):
        where = "/" + req.url.split("://", 1)[-1].partition("/")[2]
        return answers.redirect(next_urls.login_url(next_urls.checked(where)), settings, status=302)
    return answers.protect(problem.response(Problem(401, "This needs a signed-in user.")), settings)
