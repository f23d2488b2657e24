"""The platform's token for the managed identity of ``CLIENT_MANAGED_IDENTITY``.

The registration trusts the identity (a federated identity credential of Microsoft Entra ID), so the
token takes the place of a client secret, and nobody has to keep or renew one.
"""

from __future__ import annotations

import functools
import os
import re
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from api.named_tuple import NamedTuple

from .errors import CredentialError, ProviderError
from .settings import Settings

if TYPE_CHECKING:
    from .http_client import Response

SECONDS = 4.0
"""The deadline for the identity endpoint, which is on the instance."""
RETRY_SECONDS = 60
"""Between two attempts to renew a token that is still valid."""
_MIN_SECONDS = 60
"""A token that is valid for less is not used: the provider's clock may be ahead."""
_MAX_SECONDS = 24 * 3600
_MAX_BYTES = 64 * 1024
_AUDIENCE = "api://AzureADTokenExchange"
# https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
_AUDIENCE_OF = {
    "login.microsoftonline.us": f"{_AUDIENCE}USGov",
    "login.partner.microsoftonline.cn": f"{_AUDIENCE}China",
    "login.chinacloudapi.cn": f"{_AUDIENCE}China",
}
_is_jwt = re.compile(r"[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+").fullmatch


class _Token(NamedTuple):
    text: str
    renew: float  # Unix times
    last: float  # when it is used no longer


_lock = threading.Lock()
_tokens: dict[tuple[str, str], _Token] = {}
_failed = 0.0, ""  # when, a monotonic time, and why


def token(settings: Settings) -> str:
    """Return a token that is valid for a minute or more. Raises CredentialError.

    It is renewed after half of its time, as msal does; as long as it is valid, a failure to renew
    it does no harm. A failure is shared with those who wait for the same call.
    """
    global _failed
    key, since = _key(settings), time.monotonic()
    with _lock:
        known, now = _tokens.get(key), time.time()
        if known and now < known.renew:
            return known.text
        usable = known is not None and now < known.last
        if not usable and _failed[0] > since:
            raise CredentialError(_failed[1])
        try:
            _tokens[key] = _fetch(*key)
        except CredentialError as error:
            if not known or not usable:
                _failed = time.monotonic(), str(error)
                raise
            _tokens[key] = known._replace(renew=min(now + RETRY_SECONDS, known.last))
        return _tokens[key].text


def is_ready(settings: Settings) -> bool:
    """Return whether ``token`` need not ask."""
    known = _tokens.get(_key(settings))
    return known is not None and time.time() < known.renew


def _key(settings: Settings) -> tuple[str, str]:
    """Return the identity and the audience of its token: the token exchange of the same cloud."""
    host = urlsplit(settings.authority).hostname or ""
    return settings.managed_identity, _AUDIENCE_OF.get(host, _AUDIENCE)


def _wrong(reason: str) -> CredentialError:
    return CredentialError(f"CLIENT_MANAGED_IDENTITY: {reason}")


class _Endpoint:
    """What msal asks the identity endpoint with."""

    def __init__(self) -> None:
        from .http_client import HttpClient

        self._client = HttpClient(SECONDS, _MAX_BYTES, on_instance=True)

    def get(self, url: str, **options: Any) -> Response:
        try:
            response = self._client.get(url, **options)
        except ProviderError as error:
            raise _wrong(f"the identity endpoint does not respond ({error})") from None
        if response.status_code != 200:
            reason = f"the identity endpoint refused with status {response.status_code}"
            raise _wrong(f"{reason}: is this identity assigned to the app?")
        return response

    def close(self) -> None:
        """Close nothing: the next renewal uses the connection."""


@functools.cache
def _endpoint() -> _Endpoint:
    return _Endpoint()


def _fetch(identity: str, audience: str) -> _Token:
    """Return a new token from the platform (its protocol 2019-08-01). Raises CredentialError."""
    url = os.environ.get("IDENTITY_ENDPOINT", "")
    if not url or not os.environ.get("IDENTITY_HEADER"):
        # msal would ask the address that virtual machines have.
        raise _wrong("the app has no managed identity (IDENTITY_ENDPOINT is not set)")
    if not url.startswith("http://"):
        raise _wrong("IDENTITY_ENDPOINT must be http, on the instance")
    import jwt
    import msal

    from .msal_application import NoHttpCache, NoTokenCache

    now = time.time()
    try:
        result = msal.ManagedIdentityClient(
            msal.UserAssignedManagedIdentity(client_id=identity),
            http_client=_endpoint(),
            token_cache=NoTokenCache(),
            http_cache=NoHttpCache(),
        ).acquire_token_for_client(resource=audience)
        text, seconds = result["access_token"], result["expires_in"]
        if not _is_jwt(text):
            raise ValueError
        ends = jwt.decode(text, options={"verify_signature": False}).get("exp", now + seconds)
        seconds = int(min(seconds, ends - now, _MAX_SECONDS))
    except CredentialError:
        raise
    except Exception as error:  # noqa: BLE001 - of many kinds, some with the response in them
        kind = type(error).__name__
        raise _wrong(f"the identity endpoint's response has no token ({kind})") from None
    if seconds <= _MIN_SECONDS:
        raise _wrong("the identity endpoint's token has expired")
    last = now + seconds - _MIN_SECONDS
    return _Token(text, min(now + seconds / 2, last), last)
