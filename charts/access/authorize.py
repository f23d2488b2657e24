"""Access to charts: signatures and referrers, checked before a request is parsed.

Without settings every request is allowed. docs/guard.md describes the settings.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from api import ascii_text, log, pages
from api.errors import ParameterError, Problem, SettingsError
from api.named_tuple import NamedTuple

from ..pictures import etag
from . import referrers, settings, signing
from .errors import WrongSignatureError

_log = logging.getLogger("charts")
# A chart drawn only because the visitor is signed in must not enter shared caches.
_PRIVATE = f"private, max-age={etag.MAX_AGE}"
_reported: set[str] = set()


class Grant(NamedTuple):
    """What a request that may have its chart gets."""

    query: str
    """The query without the signature, so that signed and unsigned URLs are one chart."""
    cache_control: str = etag.CACHE_CONTROL
    vary: str = ""
    """The request headers that the decision depended on."""
    expires: int | None = None
    """The time at which the URL expires, as Unix time in seconds."""
    signed: bool = False
    """Whether the URL has a valid signature; only then may the response have signed links."""


def authorize(method: str, url: str, headers: Mapping[str, str]) -> Grant:
    """Check that a request may have its chart.

    ``url`` is the whole URL. A signature is removed from the query whether or not one is required:
    pages keep working after the keys are removed. Raises Problem: 403 if access is refused, 503 if
    the settings are wrong.
    """
    try:
        rules = settings.current()
    except SettingsError as error:
        if str(error) not in _reported:
            _reported.add(str(error))
            _log.error("no charts are drawn, settings are wrong: %s", "; ".join(error.reasons))
        raise Problem(503, "The chart settings of this app are wrong.") from None
    query = url.partition("?")[2]
    if not rules.signing_keys and not rules.referrers:
        if method != "POST" and (signing.SIGNATURE in query or signing.EXPIRES in query):
            query = signing.unsigned(query)
        return Grant(query)
    vary = ""
    if rules.referrers:
        own = referrers.host_of(url)
        wrong = referrers.refusal(headers, own, rules.referrers, required=rules.referrer_required)
        if wrong is not None:
            log.note(refused="referrer")
            raise Problem(403, "This app does not draw charts for that site.", [wrong])
        vary = referrers.VARY
    if not rules.signing_keys:
        return Grant(query if method == "POST" else signing.unsigned(query), vary=vary)
    if method == "POST":
        log.note(refused="post")
        raise Problem(403, "This app only draws charts of signed URLs; a POST cannot be signed.")
    now = time.time()
    path = "/" + url.partition("?")[0].split("://", 1)[-1].partition("/")[2]
    try:
        checked = signing.checked(path, query, rules.signing_keys, now)
    except WrongSignatureError as wrong:
        if wrong.reason == "unsigned" and rules.unsigned_for_users and _is_user(headers):
            return Grant(signing.unsigned(query), _PRIVATE, vary)
        log.note(refused=wrong.reason)
        parameter = ParameterError(wrong.parameter, wrong.detail, wrong.allowed)
        raise Problem(403, "This app only draws charts of signed URLs.", [parameter]) from None
    if checked.expires is None:
        return Grant(checked.query, vary=vary, signed=True)
    # No cache may keep the picture longer than its URL is valid.
    seconds = min(int(checked.expires - now), etag.MAX_AGE)
    return Grant(checked.query, f"public, max-age={seconds}", vary, checked.expires, True)


def _is_user(headers: Mapping[str, str]) -> bool:
    """Return whether a page of this app sent the request, for a signed-in user.

    Pages of other sites cannot send this header, nor the cookie (SameSite=Lax).
    """
    if ascii_text.lower(ascii_text.trim(headers.get("sec-fetch-site", ""))) != "same-origin":
        return False
    return pages.visitor(headers.get("cookie", "")).user is not None


def signed(url: str, expires: int | None = None) -> str:
    """Return a chart's URL, or path and query, signed for a page of this app.

    Unchanged without keys, and if the settings are wrong, as no chart is drawn then. Only for URLs
    that the app itself made, or received with a signature: a page that signs what a visitor typed
    gives a signature to everyone. Raises ValueError as ``signing.signed`` does.
    """
    try:
        keys = settings.current().signing_keys
    except SettingsError:
        return url
    return signing.signed(url, keys[0], expires) if keys else url
