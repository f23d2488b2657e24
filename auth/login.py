"""Who is signed in, and ``login_required`` for functions that only they may use."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from typing import Any

import azure.functions as func

from api import ascii_text, log, pages, problem
from api import responses as http
from api.errors import Problem
from api.http_function import http_function

from . import cookies, loops, responses, sessions
from . import next_url as next_urls
from .errors import Failure
from .requirements import ANYBODY, Lack, Names, Requirement
from .sessions import Session
from .settings import Settings
from .user import UnknownClaimError, User, is_hint


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


def account_hint(req: func.HttpRequest) -> dict[str, str]:
    """Return the ``login_hint`` of the account that is signed in, nothing without one."""
    user = current_user(req)
    hint = (user.login_hint or user.username) if user else ""
    return {"login_hint": hint} if is_hint(hint) else {}


def wrong_link(
    req: func.HttpRequest, settings: Settings, error: Problem, next_url: str = "/"
) -> func.HttpResponse:
    """Return 400 for a link to sign in or out with a wrong parameter, which it names."""
    if not is_page(req):
        return responses.add_security_headers(problem.response(error), settings)
    log.note_errors(error.errors)
    return responses.page(
        req, "wrong_link.html", settings, current_user(req), status=error.status,
        message=error.detail, errors=error.errors, next_url=next_url,
    )  # fmt: skip


def page(
    req: func.HttpRequest, template: str, /, *, status: int = 200, **values: Any
) -> func.HttpResponse:
    """Return a page made of a template, which gets the visitor and these values.

    ``template`` is ``room/name.html`` for the file ``room/templates/name.html``; it may extend
    ``base.html``. There, ``visitor.user`` is the user, or None for a visitor who is not signed in.
    The response has the headers of all pages, is stored by no cache, and renews the session; it
    says that it varies by cookie, in case the function lets browsers store it. If the template
    asks for roles or groups that are unknown, it is the page that says so (403).
    """
    response = site_page(req, template, status=status, **values)
    http.add_vary(response.headers, "Cookie")
    return response


def site_page(
    req: func.HttpRequest, template: str, /, *, status: int = 200, **values: Any
) -> func.HttpResponse:
    """Return a page like ``page``, of the site itself, which no cache ever stores."""
    settings = responses.usable_settings()
    current = session(req, settings)
    user = current.user if current else None
    renewal = sessions.renewal(settings, current)
    try:
        return responses.rendered(
            req, template, settings, user, values, status=status, cookies=renewal
        )
    except UnknownClaimError as error:
        if settings is None or user is None:
            raise
        return _forbidden(req, settings, user, Lack.unknown(error))


def visitor(cookie_header: str) -> pages.Visitor:
    """Return what a page shows of the visitor who sent this Cookie header."""
    settings = responses.usable_settings()
    current = sessions.read(settings, cookies.parse(cookie_header)) if settings else None
    return responses.visitor(settings, current.user if current else None)


def login_required(
    function: Callable[..., Any] | None = None,
    /,
    *,
    roles: Names = ANYBODY,
    groups: Names = ANYBODY,
    max_age: int | None = None,
) -> Callable[..., Any]:
    """Decorate a function ``(req, user)`` of the app so that it needs a signed-in user.

    ``roles`` and ``groups`` are one or several; any of them is enough, one of each if there are
    both. With ``max_age``, the provider must have asked for a password or the like at most that
    many seconds ago (at least 60); otherwise it is asked to do so again.

    Goes under ``@blueprint.route``; the function may be ``async``. A browser that asks for a page
    without a session is redirected to sign in, and back; any other request (JSON, fetch, POST, a
    picture) gets 401 as a problem document, which sets no cookie. A user without the role or group
    gets 403, as a page or as a problem document. The response is never cached. ``@http_function``
    is not needed: this includes it. Raises TypeError or ValueError if it is used wrongly, when the
    app is loaded.
    """
    needs = Requirement.of(roles, groups, max_age)
    if function is None:
        return functools.partial(_guarded, needs=needs)
    return _guarded(function, needs)


def _guarded(function: Callable[..., Any], needs: Requirement) -> Callable[..., Any]:
    _check_function(function)

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
            return _refusal(req, settings, needs, "You must be signed in.")
        if (lack := needs.lack(current.user)) is not None:
            return _forbidden(req, settings, current.user, lack)
        if needs.max_age is not None and not current.is_fresh(needs.max_age):
            return _refusal(req, settings, needs, "You signed in too long ago: sign in again.")
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
            settings, current = authorized
            try:
                return finish(await function(req, current.user), settings, current)
            except UnknownClaimError as error:
                return _forbidden(req, settings, current.user, Lack.unknown(error))

    else:

        def guarded(req: func.HttpRequest) -> func.HttpResponse:  # type: ignore[misc]
            authorized = authorize(req)
            if isinstance(authorized, func.HttpResponse):
                return authorized
            settings, current = authorized
            try:
                return finish(function(req, current.user), settings, current)
            except UnknownClaimError as error:
                return _forbidden(req, settings, current.user, Lack.unknown(error))

    # The platform binds functions by their parameters: it must not see the inner function's user.
    annotations = guarded.__annotations__
    functools.update_wrapper(guarded, function)
    del guarded.__wrapped__  # type: ignore[attr-defined]
    guarded.__annotations__ = annotations
    return http_function(guarded)


def _check_function(function: object) -> None:
    """Raise TypeError if what is decorated is not a function ``(req, user)``."""
    if isinstance(function, str | list | tuple | set | frozenset):
        raise TypeError('login_required takes roles by name: login_required(roles="Editor")')
    if not inspect.isfunction(function):
        raise TypeError("login_required goes under @blueprint.route, next to the function")
    if getattr(function, "is_http_function", False):
        raise TypeError(
            f"{function.__name__}: login_required includes @http_function, leave it out"
        )
    try:
        inspect.signature(function).bind(None, None)
    except TypeError:
        raise TypeError(f"{function.__name__} must take two arguments, (req, user)") from None


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


def _this_page(req: func.HttpRequest) -> str:
    """Return the path of a request as an address to return to."""
    return next_urls.checked("/" + req.url.split("://", 1)[-1].partition("/")[2])


def _refusal(
    req: func.HttpRequest, settings: Settings, needs: Requirement, detail: str
) -> func.HttpResponse:
    """Return the redirect to sign in, for a page, or 401."""
    if is_page(req):
        next_url = _this_page(req)
        for find in (loops.repeated_session, loops.without_effect):
            if (loop := find(req, settings, next_url)) is not None:
                return loop
        login = next_urls.login_url(next_url, **needs.login_parameters)
        return responses.redirect(login, settings, status=302)
    refusal = problem.response(Problem(401, detail))
    return responses.add_security_headers(refusal, settings)


def _forbidden(
    req: func.HttpRequest, settings: Settings, user: User, lack: Lack
) -> func.HttpResponse:
    """Return 403 for a user who lacks a role or group, with a way to use another account."""
    misconfigured = lack.reason is not None and lack.claim not in settings.session_claims
    if misconfigured:
        detail = f"SESSION_CLAIMS does not keep {lack.claim}"
        if is_page(req):
            return responses.failure(req, Failure.SETTINGS, settings, detail=detail)
        lack = lack._replace(message=Failure.SETTINGS.message, event=detail)
    status = Failure.SETTINGS.status if misconfigured else 403
    reference = log.reference()
    responses.log.warning(
        "not authorized: %s (status %d, reference %s)", lack.event, status, reference
    )
    if not is_page(req):
        account = user.username or user.name
        detail = " ".join([lack.message, *([f"You are signed in as {account}."] * bool(account))])
        return responses.add_security_headers(problem.response(Problem(status, detail)), settings)
    other = next_urls.login_url(_this_page(req), prompt="select_account")
    return responses.page(
        req, "forbidden.html", settings, user, status=status,
        message=lack.message, other_account=other, reference=reference,
    )  # fmt: skip
