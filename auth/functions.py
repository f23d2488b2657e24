"""The HTTP functions of sign-in: to the provider, back, sign-out, and the profile."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import urlencode

import azure.functions as func

from api import log, pages
from api import responses as http
from api.errors import Problem
from api.http_function import http_function
from api.query import pairs

from . import concurrency, cookies, links, login, loops, paths, recent, responses, sessions, sign_in
from . import next_url as next_urls
from .errors import BusyError, CredentialError, Failure, ProviderError, SignInError, TooLargeError
from .login import login_required
from .settings import Settings
from .user import MEMBERSHIPS, User

blueprint = func.Blueprint()
pages.register_visitor_lookup(login.visitor)

_Function = Callable[[func.HttpRequest], func.HttpResponse]
_Coroutine = Callable[[func.HttpRequest], Coroutine[Any, Any, func.HttpResponse]]


def _calls_provider(unless: Callable[[Settings], bool]) -> Callable[[_Function], _Coroutine]:
    """Decorate a function that waits for the provider: not in the threads that draw charts.

    ``unless`` says when it need not wait. One too many gets 503 at once, with ``Retry-After``.
    """

    def decorate(function: _Function) -> _Coroutine:
        @functools.wraps(function)
        async def apart(req: func.HttpRequest) -> func.HttpResponse:
            settings = responses.usable_settings()
            if settings is None or unless(settings):
                return function(req)
            try:
                return await concurrency.run(function, req)
            except BusyError as error:
                query, sent = pairs(req.url), login.request_cookies(req)
                next_url = sign_in.next_url(settings, query, sent) or _requested_page(query)
                return responses.failure(
                    req, Failure.BUSY, settings,
                    detail=str(error), next_url=next_url, again=links.usable(query, links.LOGIN),
                )  # fmt: skip

        del apart.__wrapped__
        return apart

    return decorate


def _requested_page(query: Sequence[tuple[str, str]]) -> str:
    requested = [value for name, value in query if name == "next_url"]
    return next_urls.checked(requested[0]) if len(requested) == 1 else "/"


@blueprint.route(paths.route(paths.LOGIN), methods=["GET", "HEAD"])
@http_function
@_calls_provider(unless=sign_in.can_start)
def auth_login(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /login?next_url=/page``: start to sign in, at the provider."""
    settings = responses.usable_settings()
    if settings is None:
        return login.sign_in_unavailable(req)
    if (refusal := login.prefetch_refusal(req, settings)) is not None:
        return refusal
    query = pairs(req.url)
    next_url = _requested_page(query)
    if (loop := loops.repeated_session(req, settings, next_url)) is not None:
        return loop
    try:
        parameters = links.read(query, links.LOGIN)
    except Problem as error:
        return login.wrong_link(req, settings, error, next_url)
    marks = {name for name, _ in query}
    if next_urls.MOVED not in marks and loops.is_other_loopback(req, settings):
        location = next_urls.login_url(next_url, next_urls.MOVED, **parameters)
        return responses.redirect(settings.base_url + location, settings, status=302)
    if "max_age" in parameters and "login_hint" not in parameters:
        parameters |= login.account_hint(req)  # the same account, to be asked only for its password
    try:
        start = sign_in.start(
            settings, next_url, login.request_cookies(req), parameters,
            again=next_urls.AGAIN in marks,
        )  # fmt: skip
    except (ProviderError, CredentialError) as error:
        reason = Failure.PROVIDER if isinstance(error, ProviderError) else Failure.CREDENTIAL
        return responses.failure(
            req, reason, settings, detail=str(error), next_url=next_url, again=parameters
        )
    responses.log.info("sign-in started (reference %s)", log.reference())
    return responses.redirect(start.location, settings, start.set_cookies, status=302)


@blueprint.route(paths.route(paths.CALLBACK), methods=["GET", "HEAD"])
@http_function
@_calls_provider(unless=lambda _: False)
def auth_callback(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /getAToken``: the redirect URI; finish the sign-in and go on to ``next_url``."""
    settings = responses.usable_settings()
    if settings is None:
        return login.sign_in_unavailable(req)
    if (refusal := login.prefetch_refusal(req, settings)) is not None:
        return refusal
    if req.method == "HEAD":  # a link checker must not use the code up
        return responses.add_security_headers(func.HttpResponse(status_code=204), settings)
    sent = login.request_cookies(req)

    def used_up(flow_cookie: str) -> list[str]:
        """Return the headers that delete a flow's cookie, and remember that it has ended."""
        ended = recent.with_end(recent.read(settings, sent), flow_cookie)
        return [recent.set_cookie(settings, ended), cookies.deletion(settings, flow_cookie)]

    try:
        end = sign_in.finish(settings, pairs(req.url), sent)
    except SignInError as error:
        used = used_up(error.flow_cookie) if error.flow_cookie else []
        stale = not error.flow_cookie or error.failure in (Failure.FLOW_EXPIRED, Failure.FLOW_USED)
        if stale and login.session(req, settings):
            # The same address once more (the back button, a reload): already signed in.
            return responses.redirect(error.next_url, settings, used)
        return responses.failure(
            req, error.failure, settings,
            detail=error.detail, next_url=error.next_url, cookies=used, again=error.again,
            restart=login.is_page(req) and sign_in.may_restart(error.failure, pairs(req.url)),
        )  # fmt: skip
    used = used_up(end.flow_cookie)
    try:
        user = sessions.fitting(settings, end.user)
        session_cookie = sessions.set_cookie(
            settings, user,
            authenticated=end.authenticated, after=recent.last_sign_out(settings, sent),
        )  # fmt: skip
    except TooLargeError:
        # The session of whoever was signed in before must not survive this.
        used.append(cookies.deletion(settings, sessions.cookie_name(settings)))
        return responses.failure(
            req, Failure.SESSION_TOO_LARGE, settings, next_url=end.next_url, cookies=used
        )
    if (withdrawn := sessions.refusal(settings, user)) is not None:
        return responses.failure(req, withdrawn, settings, next_url=end.next_url, cookies=used)
    if not sessions.is_accepted(settings, session_cookie):
        # SESSION_EPOCH is ahead: the next page would start another sign-in, without an end.
        return responses.failure(
            req, Failure.SESSION_REFUSED, settings, next_url=end.next_url, cookies=used
        )
    responses.log.info("signed in (reference %s)", log.reference())
    for claim in MEMBERSHIPS:
        if claim in settings.session_claims and (reason := user.unknown(claim)) is not None:
            responses.log.warning(
                "%s of this user are unknown: %s (reference %s)",
                claim, reason.words, log.reference(),
            )  # fmt: skip
    ended = recent.with_success(
        recent.with_end(recent.read(settings, sent), end.flow_cookie),
        # With max_age there is one, which is not fresh: it may be a loop as well.
        had_session=sessions.read(settings, sent) is not None and end.max_age is None,
    )
    used = [recent.set_cookie(settings, ended), cookies.deletion(settings, end.flow_cookie)]
    return responses.redirect(end.next_url, settings, [session_cookie, *used])


@blueprint.route(paths.route(paths.LOGOUT), methods=["GET", "HEAD"])
@http_function
def auth_logout_page(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /logout``: a page with the button; following a link signs nobody out."""
    settings = responses.usable_settings()
    if settings is None:
        return login.sign_in_unavailable(req)
    if (refusal := login.prefetch_refusal(req, settings)) is not None:
        return refusal
    query, user = pairs(req.url), login.current_user(req)
    try:
        hint = links.read(query, links.LOGOUT)
    except Problem as error:
        return login.wrong_link(req, settings, error)
    return responses.page(
        req, "logout.html", settings, user,
        here_only=("provider", "no") in query,
        action=f"{paths.LOGOUT}?{urlencode(hint)}" if hint else paths.LOGOUT,
    )  # fmt: skip


@blueprint.route(paths.route(paths.LOGOUT), methods=["POST"])
@http_function
async def auth_logout(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /logout``: sign out here, then at the provider."""
    settings = responses.usable_settings()
    if settings is None:
        return login.sign_in_unavailable(req)
    if not _same_origin(req, settings):
        return responses.failure(req, Failure.SIGN_OUT_ORIGIN, settings)
    try:
        hint = links.read(pairs(req.url), links.LOGOUT).get("logout_hint")
    except Problem as error:
        return login.wrong_link(req, settings, error)
    user, sent = login.current_user(req), login.request_cookies(req)
    hint = hint or (user.login_hint if user else "")
    names = [
        sessions.cookie_name(settings),
        *(name for name in recent.names(settings) if name in sent),
        *sign_in.flow_cookies(settings, sent),
    ]
    responses.log.info("signed out (reference %s)", log.reference())
    here_only = f"{settings.base_url}{paths.LOGOUT}?provider=no"
    elsewhere = await sign_in.sign_out_url(settings, hint)
    headers = [recent.sign_out(settings, sent), *cookies.deletions(settings, names)]
    if elsewhere is None:  # that page says so itself
        return responses.redirect(here_only, settings, headers)
    return responses.redirect(elsewhere, settings, [*headers, sessions.signed_out_cookie(settings)])


def _same_origin(req: func.HttpRequest, settings: Settings) -> bool:
    """Return whether a page of this app sent the form, by Fetch Metadata, else by Origin."""
    site, origin = req.headers.get("sec-fetch-site"), req.headers.get("origin")
    if not site and not origin:
        return False
    if origin and origin != settings.base_url:
        return False
    return not site or site == "same-origin"


@blueprint.route("profile", methods=["GET", "HEAD"])
@login_required
def auth_profile(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """``GET /profile``: who is signed in, with the profile of Microsoft Graph."""
    return responses.page(req, "profile.html", responses.usable_settings(), user)


@blueprint.route("me", methods=["GET", "HEAD"])
@login_required
def auth_me(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """``GET /me``: the same as JSON."""
    document = {
        "name": user.name,
        "username": user.username,
        **user.profile,
        **{claim: user.known(claim) for claim in user.memberships},
    }
    return http.response(json.dumps(document, ensure_ascii=False).encode(), "application/json")
