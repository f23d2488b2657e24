"""What the answers of sign-in and of protected functions have in common."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import azure.functions as func

from api import pages, responses
from api.log import reference
from api.settings import SettingsError

from . import next_url as next_urls
from . import paths
from .settings import Settings, current
from .user import User

log = logging.getLogger("auth")

_HEADERS = {
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send "Origin: null" with the form that signs out.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",  # of responses without a body, too
}
_HSTS = "max-age=31536000"


def protect(
    answer: func.HttpResponse, settings: Settings | None, caching: str = "no-store"
) -> func.HttpResponse:
    """Add the headers that every answer about someone has; what it says of caching is replaced.

    ``caching``: its Cache-Control, if it says nothing of anybody.
    """
    for name, value in _HEADERS.items():
        answer.headers[name] = value
    answer.headers["Cache-Control"] = caching
    answer.headers.setdefault("Content-Security-Policy", pages.POLICY)
    if settings and settings.secure:
        answer.headers["Strict-Transport-Security"] = _HSTS
    return answer


def visitor(settings: Settings | None, user: User | None) -> pages.Visitor:
    """Give what a page shows of its visitor.

    The forms of a user's pages may also lead to the provider: browsers hold form-action against
    redirects, too, and only the provider's metadata, which no page waits for, names the address
    where signing out ends.
    """
    forms = "'self'"
    if settings and user:
        forms = "'self' https:" if settings.secure else "'self' https: http:"
    return pages.Visitor(user, settings is not None, paths.LOGIN, paths.LOGOUT, forms)


def redirect(
    location: str, settings: Settings | None, cookies: Iterable[str] = (), status: int = 303
) -> func.HttpResponse:
    """Send the browser elsewhere: 303, so that it never sends a form again (RFC 9700, 4.12)."""
    answer = func.HttpResponse(status_code=status, headers={"Location": location})
    return add_cookies(protect(answer, settings), cookies)


def page(
    req: func.HttpRequest,
    template: str,
    settings: Settings | None,
    user: User | None = None,
    status: int = 200,
    cookies: Iterable[str] = (),
    **values: Any,
) -> func.HttpResponse:
    """Return a page of the site, which shows the user, or where to sign in.

    It is compressed for visitors who are not signed in. A user's page has their name, and may
    show what is in the URL, which another site can choose (see ``responses.response``).
    """
    who = visitor(settings, user)
    answer = responses.response(
        pages.render(template, who, **values).encode(),
        "text/html",
        status=status,
        headers={"Content-Security-Policy": who.policy},
        compress_for=None if user else req,
    )
    return add_cookies(protect(answer, settings), cookies)


def add_cookies(answer: func.HttpResponse, cookies: Iterable[str]) -> func.HttpResponse:
    """Add cookies; assigning the header would keep only the last one."""
    for cookie in cookies:
        answer.headers.add("Set-Cookie", cookie)
    return answer


def failure(
    req: func.HttpRequest,
    status: int,
    event: str,
    message: str,
    settings: Settings | None,
    next_url: str = "/",
    cookies: Iterable[str] = (),
) -> func.HttpResponse:
    """Answer with the error page and log why. Neither says a secret, a token or a name."""
    ref = reference()
    log.warning("sign-in failed: %s (status %d, reference %s)", event, status, ref)
    return page(
        req,
        "auth_error.html",
        settings,
        status=status,
        cookies=cookies,
        message=message,
        again=next_urls.login_url(next_url) if settings else None,
        reference=ref,
    )


_reported: set[str] = set()


def usable_settings() -> tuple[Settings | None, str]:
    """Give the settings, or None with "off" or "settings" for why there are none.

    What is wrong with them is logged once.
    """
    try:
        settings = current()
    except SettingsError as error:
        if str(error) not in _reported:
            _reported.add(str(error))
            log.error("sign-in is off, its settings are wrong: %s", "; ".join(error.reasons))
        return None, "settings"
    return settings, "" if settings else "off"
