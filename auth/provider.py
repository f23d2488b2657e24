"""The OpenID provider: its metadata, its keys' document and the profile, fetched with limits."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Mapping
from typing import Any

from api.log import reference

from .errors import ProviderError
from .settings import Settings

_GRAPH_SECONDS = 5.0
_METADATA_SECONDS = 24 * 3600
_log = logging.getLogger("auth")
_visible_ascii = re.compile("[!-~]+").fullmatch  # what a header can carry
_request_id = re.compile(r"[0-9a-fA-F-]{36}").fullmatch


def get_json(
    url: str, deadline: float | None = None, bearer: str = ""
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """Fetch a JSON object, and return it with the headers. Raises ProviderError."""
    from . import http_client

    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    response = http_client.shared().get(url, headers=headers, deadline=deadline)
    if response.status_code != 200:
        request = response.headers.get("request-id", "")  # Microsoft Graph's
        suffix = f", request id {request}" if _request_id(request) else ""
        raise ProviderError(f"status {response.status_code}{suffix}")
    try:
        document = json.loads(response.text)
    except (ValueError, RecursionError) as error:
        raise ProviderError(type(error).__name__) from None
    if not isinstance(document, dict):
        raise ProviderError("not a JSON object")
    return document, response.headers


class Failures:
    """Shares a failure with all threads that were waiting for the same call.

    Otherwise each of them would call in turn, and wait for its own time-out.
    """

    def __init__(self) -> None:
        self._last = -1.0

    def check(self, since: float) -> None:
        """Raise ProviderError if a call has failed after ``since``, a monotonic time."""
        if self._last > since:
            raise ProviderError("failed for others just now")

    def note(self) -> None:
        """Note that a call has failed now."""
        self._last = time.monotonic()


_lock = threading.Lock()
_failures = Failures()
_cache: dict[str, tuple[float, dict[str, Any]]] = {}


def metadata(settings: Settings) -> dict[str, Any]:
    """Return the provider's metadata (OpenID Connect Discovery 1.0, section 4), cached for a day.

    It has at least ``issuer``, and addresses that a header can carry: ``authorization_endpoint``,
    ``token_endpoint`` and ``jwks_uri``. Raises ProviderError; a failure is not cached.
    """
    since = time.monotonic()
    with _lock:
        if (document := current_metadata(settings)) is not None:
            return document
        _failures.check(since)
        try:
            document = _checked(settings, get_json(settings.metadata_url)[0])
        except ProviderError:
            _failures.note()
            raise
        _cache[settings.metadata_url] = time.monotonic(), document
        return document


def current_metadata(settings: Settings) -> dict[str, Any] | None:
    """Return the metadata if it is cached and not older than a day. Calls and waits for nobody."""
    fetched, document = _cache.get(settings.metadata_url, (0.0, None))
    return document if time.monotonic() - fetched < _METADATA_SECONDS else None


def known_metadata(settings: Settings) -> dict[str, Any] | None:
    """Return the metadata if it was ever fetched. Calls and waits for nobody."""
    return _cache.get(settings.metadata_url, (0.0, None))[1]


def _checked(settings: Settings, document: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata without an unusable ``end_session_endpoint``. Raises ProviderError."""
    if not isinstance(document.get("issuer"), str):
        raise ProviderError("metadata without issuer")
    for name in ("token_endpoint", "jwks_uri"):
        if not _is_address(document.get(name), ("https://",)):
            raise ProviderError(f"metadata without {name} over https")
    # Browsers are sent to these; in development the provider's pages may be on http, too.
    schemes = ("https://",) if settings.secure else ("https://", "http://")
    if not _is_address(document.get("authorization_endpoint"), schemes):
        raise ProviderError("metadata without authorization_endpoint")
    if not _is_address(document.get("end_session_endpoint"), schemes):
        return {name: v for name, v in document.items() if name != "end_session_endpoint"}
    return document


def _is_address(value: object, schemes: tuple[str, ...]) -> bool:
    return isinstance(value, str) and value.startswith(schemes) and bool(_visible_ascii(value))


def profile(settings: Settings, access_token: object, fields: tuple[str, ...]) -> dict[str, str]:
    """Return these fields of Microsoft Graph's /me; nothing, and a line in the log, if it fails."""
    if not settings.graph_me_url or not isinstance(access_token, str):
        return {}
    try:
        document, _ = get_json(settings.graph_me_url, _GRAPH_SECONDS, access_token)
    except ProviderError as error:
        _log.warning("profile not read: %s (reference %s)", error, reference())
        return {}
    return {name: value for name in fields if isinstance(value := document.get(name), str)}
