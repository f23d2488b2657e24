"""msal's application: the client of OpenID Connect, with our HTTP client and without its caches.

Imported for the first sign-in, as msal takes a tenth of a second to load.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Mapping
from typing import Any

import msal

from . import credentials, http_client
from .errors import ProviderError
from .settings import Settings

# A warning about response_mode=query at every sign-in; docs/sign-in.md says why we use it.
warnings.filterwarnings("ignore", message=".*response_mode.*", module="msal")
# Its log may hold responses of the provider.
logging.getLogger("msal").setLevel(logging.CRITICAL + 1)


class NoTokenCache(msal.TokenCache):  # type: ignore[misc]
    """msal would keep the tokens of everyone who signs in."""

    def add(self, *_: object, **__: object) -> None:
        """Keep nothing."""

    def modify(self, *_: object, **__: object) -> None:
        """Keep nothing."""


class NoHttpCache(dict[str, Any]):
    """msal would repeat one failure to everyone who signs in, for up to an hour."""

    def __setitem__(self, key: str, value: object) -> None:
        """Keep nothing."""


class _HttpClient:
    """What msal sends its requests with: our client, and our metadata, which was checked."""

    def __init__(self, settings: Settings, metadata: Mapping[str, Any]) -> None:
        self._client = http_client.shared()
        self._known = {settings.metadata_url: http_client.Response(200, {}, json.dumps(metadata))}
        self.post = self._client.post

    def get(self, url: str, **options: Any) -> Any:
        return self._known.get(url) or self._client.get(url, **options)

    def close(self) -> None:
        """Close nothing: the client is everybody's."""


def create(settings: Settings, metadata: Mapping[str, Any]) -> Any:
    """Return msal's application for the provider's metadata. Raises ProviderError."""
    authority = (
        {"authority": settings.authority}
        if settings.is_entra
        else {"oidc_authority": settings.authority}
    )
    try:
        return msal.ConfidentialClientApplication(
            settings.client_id,
            client_credential=credentials.for_msal(settings, metadata),
            token_cache=NoTokenCache(),
            http_client=_HttpClient(settings, metadata),
            http_cache=NoHttpCache(),
            exclude_scopes=["offline_access"],  # no refresh token
            **authority,
        )
    except ProviderError:
        raise
    except Exception as error:  # noqa: BLE001 - msal raises many kinds
        raise ProviderError(type(error).__name__) from None
