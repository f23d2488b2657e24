"""The functions of sign-in: to the provider, back, out; the profile."""

from __future__ import annotations

import json

import azure.functions as func

from api import log, pages, responses
from api.http_function import http_function
from api.query import pairs

from . import answers, cookies, guard, paths, provider, sign_in
from . import next_url as next_urls
from .guard import login_required
from .settings import Settings
from .sign_in import MESSAGES
from .user import User, cookie_name, set_cookie

blueprint = func.Blueprint()
pages.introduce(guard.visitor)


@blueprint.route(paths.route(paths.LOGIN), methods=["GET", "HEAD"])
@http_function
def auth_login(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /login?next_url=/page``: start signing in, at the provider."""
    settings, why = answers.usable_settings()
    if settings is None:
        return guard.unavailable(req, why)
    asked = [value for name, value in pairs(req.url) if name == "next_url"]
    next_url = next_urls.checked(asked[0]) if len(asked) == 1 else "/"
    try:
        start = sign_in.start(settings, next_url, guard.sent(req))
    except provider.ProviderError as error:
        event, message = f"provider: {error}", MESSAGES["provider"]
        return answers.failure(req, 503, event, message, settings, next_url)
    except cookies.TooLargeError:
        return answers.failure(req, 400, "flow too large", MESSAGES["unusable"], settings)
    answers.log.info("sign-in started (reference %s)", log.reference())
    return answers.redirect(start.location, settings, start.set_cookies, status=302)


@blueprint.route(paths.route(paths.CALLBACK), methods=["GET", "HEAD"])
@http_function
def auth_callback(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /getAToken``: the redirect URI; end signing in and go on to ``next_url``."""
    settings, why = answers.usable_settings()
    if settings is None:
        return guard.unavailable(req, why)
    if req.method == "HEAD":  # a link checker must not use the code up
        answer = func.HttpResponse(status_code=204)
        return answers.protect(answer, settings)
    try:
        end = sign_in.finish(settings, pairs(req.url), guard.sent(req))
    except sign_in.SignInError as error:
        used = [cookies.deletion(settings, error.matched)] if error.matched else []
        if not error.matched and guard.session(req, settings):
            # The same address once more (the back button, a reload): already signed in.
            return answers.redirect("/", settings)
        return answers.failure(
            req, error.status, error.event, error.message, settings, error.next_url, used
        )
    used = [cookies.deletion(settings, end.flow_cookie)]
    try:
        begun = set_cookie(settings, end.user)
    except cookies.TooLargeError:
        # The session of whoever was signed in before must not survive this.
        used.append(cookies.deletion(settings, cookie_name(settings)))
        return answers.failure(
            req, 502, "session too large", MESSAGES["large"], settings, end.next_url, used
        )
    answers.log.info("signed in (reference %s)", log.reference())
    return answers.redirect(end.next_url, settings, [begun, *used])


@blueprint.route(paths.route(paths.LOGOUT), methods=["GET", "HEAD"])
@http_function
def auth_logout_page(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /logout``: a page with the button; a link alone signs nobody out."""
    settings, why = answers.usable_settings()
    if settings is None:
        return guard.unavailable(req, why)
    return answers.page(req, "logout.html", settings, guard.current_user(req))


@blueprint.route(paths.route(paths.LOGOUT), methods=["POST"])
@http_function
def auth_logout(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /logout``: sign out here, then at the provider."""
    settings, why = answers.usable_settings()
    if settings is None:
        return guard.unavailable(req, why)
    if not _same_origin(req, settings):
        return answers.failure(req, 403, "sign-out from elsewhere", MESSAGES["unusable"], settings)
    ended = [cookie_name(settings), *sign_in.flow_cookies(settings, guard.sent(req))]
    answers.log.info("signed out (reference %s)", log.reference())
    return answers.redirect(
        sign_in.sign_out_url(settings),
        settings,
        [cookies.deletion(settings, name) for name in ended],
    )


def _same_origin(req: func.HttpRequest, settings: Settings) -> bool:
    """Whether a page of this app sent the form (Fetch Metadata; Origin in older browsers)."""
    site, origin = req.headers.get("sec-fetch-site"), req.headers.get("origin")
    if not site and not origin:
        return False
    if origin and origin != settings.base_url:
        return False
    return not site or site == "same-origin"


@blueprint.route("profile", methods=["GET", "HEAD"])
@login_required
def auth_profile(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """``GET /profile``: who is signed in, and what Microsoft Graph says of them."""
    return answers.page(req, "profile.html", answers.usable_settings()[0], user)


@blueprint.route("me", methods=["GET", "HEAD"])
@login_required
def auth_me(req: func.HttpRequest, user: User) -> func.HttpResponse:
    """``GET /me``: the same as JSON."""
    document = {"name": user.name, "username": user.username, **user.profile}
    body = json.dumps(document, ensure_ascii=False).encode()
    return responses.response(body, "application/json")
