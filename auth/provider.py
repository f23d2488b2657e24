"""The OpenID provider: its metadata, and JSON from it, fetched with time limits."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Any

from . import calls
from .settings import Settings

TIMEOUT = 10
"""Seconds for the provider to answer."""
_GRAPH_TIMEOUT = 5
_KEPT_SECONDS = 24 * 3600
_LARGEST = 1024 * 1024


class ProviderError(Exception):
    """The provider is out of reach or answers nonsense; trying again later may help."""


def get_json(url: str, timeout: float = TIMEOUT, bearer: str = "") -> dict[str, Any]:
    """Fetch a JSON object. Raises ProviderError, whatever went wrong."""
    import requests

    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    try:
        answer = requests.get(url, headers=headers, timeout=timeout, allow_redirects=False)
        document = answer.json() if len(answer.content) <= _LARGEST else None
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise ProviderError(type(error).__name__) from None
    if answer.status_code != 200 or not isinstance(document, dict):
        raise ProviderError(f"status {answer.status_code}")
    return document


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Have a turn to call the provider. Raises ProviderError where too many do already."""
    try:
        with calls.turn():
            yield
    except calls.BusyError as error:
        raise ProviderError(str(error)) from None


class Failures:
    """Who waited while somebody else's call failed takes that for an answer, and does not call.

    Otherwise each of those who wait for a provider that does not answer would, in turn, wait for
    the whole time limit.
    """

    def __init__(self) -> None:
        self._last = -1.0

    def check(self, asked: float) -> None:
        """Raise ProviderError where a call has failed since ``asked``, a monotonic time."""
        if self._last > asked:
            raise ProviderError("failed for others just now")

    def note(self) -> None:
        """A call has failed."""
        self._last = time.monotonic()


_lock = threading.Lock()
_failures = Failures()
_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def metadata(settings: Settings) -> dict[str, Any]:
    """Give the provider's metadata (OpenID Connect Discovery 1.0), kept for a day.

    It has at least ``issuer`` and ``jwks_uri``. Raises ProviderError; a failure is not kept.
    """
    url, asked = settings.metadata_url, time.monotonic()
    with _lock:
        fetched, document = _kept.get(url, (0.0, {}))
        if document and time.monotonic() - fetched < _KEPT_SECONDS:
            return document
        _failures.check(asked)
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
        _kept[url] = time.monotonic(), document
        return document


def profile(settings: Settings, access_token: object, fields: tuple[str, ...]) -> dict[str, str]:
    """Give what Microsoft Graph's /me says of these fields; nothing where it does not answer."""
    if not settings.graph_me_url or not isinstance(access_token, str):
        return {}
    try:
        document = get_json(settings.graph_me_url, _GRAPH_TIMEOUT, access_token)
    except ProviderError:
        return {}
    return {name: value for name in fields if isinstance(value := document.get(name), str)}
