"""Sign-ins that would go round in circles between this app and the provider, and how to end them.

A page without a session leads to the provider, which signs a known user in without asking, and
back. If the browser does not store the session, or it is not accepted, that never ends.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import azure.functions as func

from . import cookies, recent, responses, sessions
from .errors import Failure
from .settings import Settings, is_loopback


def is_other_loopback(req: func.HttpRequest, settings: Settings) -> bool:
    """Return whether the app on this computer was opened under another name than BASE_URL's.

    The cookie of a flow that begins at 127.0.0.1 does not reach a callback at localhost.
    """
    own, asked = (urlsplit(url).hostname or "" for url in (settings.base_url, _origin(req)))
    return own != asked and is_loopback(own) and is_loopback(asked)


def _origin(req: func.HttpRequest) -> str:
    """Return the scheme and host of a request, "" if they cannot be read."""
    match = re.match("https?://[A-Za-z0-9.:[\\]-]+", req.url)
    return match[0] if match else ""


def repeated_session(
    req: func.HttpRequest, settings: Settings, next_url: str
) -> func.HttpResponse | None:
    """Return the page for a browser that sends two session cookies, None for any other.

    A new session cookie would not help: the other one is of another domain or path, and stays.
    """
    name = sessions.cookie_name(settings)
    if cookies.count(req.headers.get("cookie", ""), name) < 2:
        return None
    return responses.failure(
        req, Failure.REPEATED_SESSION, settings, next_url=next_url, cookie_to_delete=name
    )


def without_effect(
    req: func.HttpRequest, settings: Settings, next_url: str
) -> func.HttpResponse | None:
    """Return the page for a browser without a session that has just signed in twice, else None.

    Its link *Try again* does start another sign-in.
    """
    sent = cookies.parse(req.headers.get("cookie", ""))
    before = recent.read(settings, sent)
    if not before.is_loop:
        return None
    return responses.failure(
        req,
        Failure.WITHOUT_EFFECT,
        settings,
        next_url=next_url,
        cookies=[recent.set_cookie(settings, before._replace(in_a_row=0))],
        cookie_to_delete=sessions.cookie_name(settings),
    )
