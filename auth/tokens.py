"""Validation of ID tokens, of which msal from 1.38 on checks nothing but the nonce.

OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 (JSON Web Token best current practices).
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from typing import Any

from . import provider
from .cookies import LEEWAY
from .errors import TenantError, TokenError
from .settings import Settings, tenant_id

_ALGORITHMS = ("RS256", "RS384", "RS512")
_REFETCH_SECONDS = 300


class _Keys:
    """The provider's public keys by ``kid``, fetched again for an unknown one, but not often."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[str, Any] = {}
        self._url = ""
        self._fetched = -_REFETCH_SECONDS - 1.0

    def find(self, url: str, kid: str) -> Any | None:
        with self._lock:
            stale = time.monotonic() - self._fetched > _REFETCH_SECONDS
            if url != self._url or (kid not in self._keys and stale):
                self._keys = self._fetch(url)
                # Not cached without keys: for five minutes nobody could sign in.
                self._url = url if self._keys else ""
                self._fetched = time.monotonic()
            return self._keys.get(kid)

    @staticmethod
    def _fetch(url: str) -> dict[str, Any]:
        from jwt import PyJWK
        from jwt.exceptions import PyJWTError

        public = {}
        keys = provider.get_json(url).get("keys")
        for key in keys if isinstance(keys, list) else []:
            if not isinstance(key, dict) or key.get("kty") != "RSA":
                continue
            if key.get("use", "sig") != "sig" or not isinstance(key.get("kid"), str):
                continue
            try:
                public[key["kid"]] = PyJWK(key, algorithm="RS256").key
            except PyJWTError:
                continue
        return public


keys = _Keys()


def validate_id_token(settings: Settings, token: object, nonce: str) -> dict[str, Any]:
    """Return the claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7).

    Checks the signature (RS256, RS384 or RS512, by a key of the provider), ``iss``, ``aud`` (this
    app alone), ``exp``, ``nbf``, ``iat`` (60 s of leeway), ``sub``, ``nonce`` and the tenant.
    Raises TokenError, TenantError, or ProviderError if the keys cannot be fetched.
    """
    import jwt
    from jwt.exceptions import PyJWTError

    if not isinstance(token, str):
        raise TokenError("absent")
    try:
        head = jwt.get_unverified_header(token)
    except (PyJWTError, UnicodeError):
        raise TokenError("malformed") from None
    if head.get("alg") not in _ALGORITHMS:
        raise TokenError("algorithm")
    if not isinstance(head.get("kid"), str):
        raise TokenError("kid")
    metadata = provider.metadata(settings)
    key = keys.find(metadata["jwks_uri"], head["kid"])
    if key is None:
        raise TokenError("unknown key")
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=list(_ALGORITHMS),
            audience=settings.client_id,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "sub", "aud", "iss"], "strict_aud": False},
        )
    except PyJWTError as error:
        raise TokenError(type(error).__name__) from None
    if claims["aud"] not in (settings.client_id, [settings.client_id]):
        raise TokenError("several audiences")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise TokenError("sub")
    expected = hashlib.sha256(nonce.encode()).hexdigest()  # msal sends the digest
    if not hmac.compare_digest(str(claims.get("nonce")).encode(), expected.encode()):
        raise TokenError("nonce")
    _check_issuer(settings, claims, metadata["issuer"])
    return claims


def _check_issuer(settings: Settings, claims: dict[str, Any], issuer: str) -> None:
    tenant = claims.get("tid")
    if "{tenantid}" in issuer:  # Entra's metadata for several tenants
        if not isinstance(tenant, str) or not tenant_id(tenant):
            raise TokenError("tid")
        issuer = issuer.replace("{tenantid}", tenant)
    if claims["iss"] != issuer:
        raise TokenError("issuer")
    if settings.allowed_tenants is not None and (
        not isinstance(tenant, str) or tenant.lower() not in settings.allowed_tenants
    ):
        raise TenantError
