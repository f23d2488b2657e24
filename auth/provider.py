"""The OpenID provider: its metadata, and JSON from it, fetched with time limits."""

from __future__ import annotations

import threading
import time
from typing import Any

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


_lock = threading.Lock()
_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def metadata(settings: Settings) -> dict[str, Any]:
    """Give the provider's metadata (OpenID Connect Discovery 1.0), kept for a day.

    It has at least ``issuer`` and ``jwks_uri``. Raises ProviderError; a failure is not kept.
    """
    url = settings.metadata_url
    with _lock:
        fetched, document = _kept.get(url, (0.0, {}))
        if document and time.monotonic() - fetched < _KEPT_SECONDS:
            return document
        document = get_json(url)
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
