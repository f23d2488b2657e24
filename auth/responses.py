"""The responses of sign-in and of protected functions: pages, redirects, errors, cookies."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import azure.functions as func

from api import pages
from api import responses as http
from api.errors import SettingsError
from api.log import reference

from . import next_url as next_urls
from . import paths
from .concurrency import RETRY_SECONDS
from .errors import Failure
from .settings import Settings, current
from .user import User

log = logging.getLogger("auth")


def add_security_headers(
    response: func.HttpResponse, settings: Settings | None, cache_control: str = http.NO_STORE
) -> func.HttpResponse:
    """Add the headers that every response about someone has; Cache-Control is replaced.

    ``cache_control`` is for responses that are the same for all anonymous visitors.
    """
    more = pages.HSTS if settings and settings.secure else {}
    for name, value in {**pages.HEADERS, **more}.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = cache_control
    response.headers.setdefault("Content-Security-Policy", pages.POLICY)
    return response


def visitor(settings: Settings | None, user: User | None) -> pages.Visitor:
    """Return what a page shows of its visitor.

    The forms of a user's pages may also lead to the provider: browsers apply form-action to
    redirects as well, and only the provider's metadata, which no page waits for, has the address
    where signing out ends.
    """
    forms = "'self'"
    if settings and user:
        forms = "'self' https:" if settings.secure else "'self' https: http:"
    secure = settings is not None and settings.secure
    origin = settings.base_url if settings else ""
    return pages.Visitor(
        user, settings is not None, paths.LOGIN, paths.LOGOUT, forms, secure, origin
    )


def redirect(
    location: str, settings: Settings | None, cookies: Iterable[str] = (), status: int = 303
) -> func.HttpResponse:
    """Return a redirect: 303, so that the browser never repeats a form (RFC 9700, 4.12)."""
    response = func.HttpResponse(status_code=status, headers={"Location": location})
    return add_cookies(add_security_headers(response, settings), cookies)


def page(
    req: func.HttpRequest,
    template: str,
    settings: Settings | None,
    user: User | None = None,
    status: int = 200,
    cookies: Iterable[str] = (),
    **values: Any,
) -> func.HttpResponse:
    """Return a page of the site, which shows the user, or where to sign in."""
    return rendered(req, template, settings, user, values, status=status, cookies=cookies)


def rendered(
    req: func.HttpRequest,
    template: str,
    settings: Settings | None,
    user: User | None,
    values: Mapping[str, Any],
    *,
    status: int,
    cookies: Iterable[str],
) -> func.HttpResponse:
    """Return a page like ``page``; the values may have any names but ``visitor``.

    It is compressed for visitors who are not signed in. A user's page has their name, and may
    show what is in the URL, which another site can choose (see ``api.responses.response``).
    """
    who = visitor(settings, user)
    response = http.response(
        pages.render(template, who, **{"origin": pages.origin(req.url), **values}).encode(),
        "text/html",
        status=status,
        headers={"Content-Security-Policy": who.policy},
        compress_for=None if user else req,
    )
    return add_cookies(add_security_headers(response, settings), cookies)


def add_cookies(response: func.HttpResponse, cookies: Iterable[str]) -> func.HttpResponse:
    """Add Set-Cookie headers; assigning the header would keep only the last one."""
    for cookie in cookies:
        response.headers.add("Set-Cookie", cookie)
    return response


def failure(
    req: func.HttpRequest,
    reason: Failure,
    settings: Settings | None,
    *,
    detail: str = "",
    next_url: str = "/",
    cookies: Iterable[str] = (),
    cookie_to_delete: str = "",
    restart: bool = False,
    again: Mapping[str, str] = MappingProxyType({}),
) -> func.HttpResponse:
    """Return the error page, and log the reason; neither has a secret, a token or a name.

    ``cookie_to_delete`` is one that the visitor must delete, as no header can. With ``restart``
    the page starts the next sign-in by itself. ``again`` are the parameters of the next sign-in.
    """
    ref = reference()
    event = f"{reason.event}: {detail}" if detail else reason.event
    log.warning("sign-in failed: %s (status %d, reference %s)", event, reason.status, ref)
    response = page(
        req,
        "auth_error.html",
        settings,
        status=reason.status,
        cookies=cookies,
        message=reason.message,
        restart=next_urls.login_url(next_url, next_urls.AGAIN, **again) if restart else None,
        busy=reason is Failure.BUSY,
        sign_out=reason is Failure.SIGN_OUT_ORIGIN,
        cookie_to_delete=cookie_to_delete,
        domains=_domains(settings) if settings and cookie_to_delete else (),
        again=next_urls.login_url(next_url, **again) if settings else None,
        reference=ref,
    )
    if reason is Failure.BUSY:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _domains(settings: Settings) -> list[str]:
    """Return the host of this app and the domains above it, which can set cookies for it."""
    host = urlsplit(settings.base_url).hostname or ""
    if re.fullmatch(r"[0-9.]+|.*:.*", host):  # an IP address
        return [host]
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(max(len(labels) - 1, 1))]


_reported: set[str] = set()


def usable_settings() -> Settings | None:
    """Return the settings, None if sign-in is off or they are wrong, which is logged once."""
    try:
        return current()
    except SettingsError as error:
        if str(error) not in _reported:
            _reported.add(str(error))
            log.error("sign-in is off, its settings are wrong: %s", "; ".join(error.reasons))
        return None


def unavailable_reason() -> Failure:
    """Return why there are no usable settings: ``Failure.OFF`` or ``Failure.SETTINGS``."""
    try:
        current()
    except SettingsError:
        return Failure.SETTINGS
    return Failure.OFF
