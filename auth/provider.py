"""The OpenID provider: its metadata, and JSON from it, fetched with time limits."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

from . import concurrency
from .errors import BusyError, ProviderError
from .settings import Settings

TIMEOUT = 10
"""Seconds for the provider to respond."""
_GRAPH_TIMEOUT = 5  # seconds
_METADATA_SECONDS = 24 * 3600
_MAX_BYTES = 1024 * 1024


def get_json(url: str, timeout: float = TIMEOUT, bearer: str = "") -> dict[str, Any]:
    """Fetch a JSON object. Raises ProviderError, whatever went wrong."""
    import requests

    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    try:
        response = requests.get(url, headers=headers, timeout=timeout, allow_redirects=False)
        document = response.json() if len(response.content) <= _MAX_BYTES else None
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise ProviderError(type(error).__name__) from None
    if response.status_code != 200 or not isinstance(document, dict):
        raise ProviderError(f"status {response.status_code}")
    return document


@contextlib.contextmanager
def provider_slot() -> Iterator[None]:
    """Hold a slot for calls to the provider. Raises ProviderError if none becomes free."""
    try:
        with concurrency.slot():
            yield
    except BusyError as error:
        raise ProviderError(str(error)) from None


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

    It has at least ``issuer`` and ``jwks_uri``. Raises ProviderError; a failure is not cached.
    """
    url, since = settings.metadata_url, time.monotonic()
    with _lock:
        fetched, document = _cache.get(url, (0.0, {}))
        if document and time.monotonic() - fetched < _METADATA_SECONDS:
            return document
        _failures.check(since)
        try:
            document = get_json(url)
        except ProviderError:
            _failures.note()
            raise
        for name in ("issuer", "jwks_uri"):
            if not isinstance(document.get(name), str):
                raise ProviderError(f"metadata without {name}")
        if not document["jwks_uri"].startswith("https://"):
            raise ProviderError("keys not over https")
        _cache[url] = time.monotonic(), document
        return document


def profile(settings: Settings, access_token: object, fields: tuple[str, ...]) -> dict[str, str]:
    """Return these fields of Microsoft Graph's /me; nothing if it does not respond."""
    if not settings.graph_me_url or not isinstance(access_token, str):
        return {}
    try:
        document = get_json(settings.graph_me_url, _GRAPH_TIMEOUT, access_token)
    except ProviderError:
        return {}
    return {name: value for name in fields if isinstance(value := document.get(name), str)}
