"""The guard before the charts: signatures, referrers and settings, before anything is read.

Off, as it is without settings, it costs nothing. docs/guard.md says how it is set up.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, MutableMapping
from types import MappingProxyType
from typing import NamedTuple

from api import log, pages
from api.errors import ParameterError, Problem, SettingsError

from ..pictures import etag
from . import referrers, settings, signing

_log = logging.getLogger("charts")
_NOTHING: Mapping[str, str] = MappingProxyType({})
# What was drawn for who is signed in: no cache gives it to others.
_FOR_ONE: Mapping[str, str] = {"Cache-Control": f"private, max-age={etag.MAX_AGE}"}
_reported: set[str] = set()


class Admitted(NamedTuple):
    """A request that is let in."""

    query: str
    """What describes the chart: without the signature, so that it makes no other chart."""
    headers: Mapping[str, str] = _NOTHING
    """What an answer that may be cached says instead."""
    expires: int | None = None
    """Until when the URL is right, as Unix time in seconds."""

    def mark(self, headers: MutableMapping[str, str]) -> None:
        """Say in the headers of an answer how it may be cached, if it may be."""
        if self.headers and headers.get("Cache-Control") == etag.CACHE_CONTROL:
            headers.update(self.headers)


def admitted(method: str, url: str, headers: Mapping[str, str]) -> Admitted:
    """Let a request in. Raises Problem: 403 for who may not ask, 503 where settings are wrong.

    ``url`` is the whole URL of the request. A signature is taken off the query whether it is asked
    for or not: pages keep working when the keys are taken away.
    """
    try:
        have = settings.current()
    except SettingsError as error:
        if str(error) not in _reported:
            _reported.add(str(error))
            _log.error("no charts are drawn, settings are wrong: %s", "; ".join(error.reasons))
        raise Problem(503, "The settings of this app's charts are wrong.") from None
    query = url.partition("?")[2]
    if not have.signing_keys and not have.referrers:
        if method != "POST" and (signing.SIGNATURE in query or signing.EXPIRES in query):
            query = signing.unsigned(query)
        return Admitted(query)
    said = {}
    if have.referrers:
        own = referrers.host_of(url)
        wrong = referrers.refusal(headers, own, have.referrers, required=have.referrer_required)
        if wrong is not None:
            log.note(refused="referrer")
            raise Problem(403, "This app does not draw charts for that site.", [wrong])
        said["Vary"] = referrers.VARY
    if not have.signing_keys:
        return Admitted(query if method == "POST" else signing.unsigned(query), said)
    if method == "POST":
        log.note(refused="post")
        raise Problem(403, "This app draws charts of signed URLs only, and a POST has none.")
    now = time.time()
    path = "/" + url.partition("?")[0].split("://", 1)[-1].partition("/")[2]
    try:
        found = signing.checked(path, query, have.signing_keys, now)
    except signing.WrongSignatureError as wrong:
        if wrong.reason == "unsigned" and have.unsigned_for_users and _is_user(headers):
            return Admitted(signing.unsigned(query), {**said, **_FOR_ONE})
        log.note(refused=wrong.reason)
        parameter = ParameterError(wrong.parameter, wrong.detail, wrong.allowed)
        raise Problem(403, "This app draws charts of signed URLs only.", [parameter]) from None
    if found.expires is not None:  # no cache has it longer than it is right
        left = min(int(found.expires - now), etag.MAX_AGE)
        said["Cache-Control"] = f"public, max-age={left}"
    return Admitted(found.query, said, found.expires)


def _is_user(headers: Mapping[str, str]) -> bool:
    """Whether a page of this app asks, for somebody who is signed in.

    Other sites' pages cannot say so, and get no cookie with it (SameSite=Lax).
    """
    if headers.get("sec-fetch-site", "").strip().lower() != "same-origin":
        return False
    return pages.visitor(headers.get("cookie", "")).user is not None


def signed(url: str, expires: int | None = None) -> str:
    """Sign a chart's URL, or path and query, for a page of this app.

    As it is without keys, and where settings are wrong: no chart is drawn then. Only for URLs that
    the app itself made or was given signed: a page that signs what a visitor typed gives a
    signature to everyone. Raises ValueError as ``signing.signed``.
    """
    try:
        keys = settings.current().signing_keys
    except SettingsError:
        return url
    return signing.signed(url, keys[0], expires) if keys else url
