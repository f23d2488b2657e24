"""Validation of ID tokens, of which msal from 1.38 on checks nothing but the nonce.

OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 (JSON Web Token best current practices).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from . import provider
from .cookies import LEEWAY
from .errors import TenantError, TokenError
from .settings import Settings, is_guid
from .signing_keys import ALGORITHMS, Key, SigningKeys

keys = SigningKeys()


def validate_id_token(
    settings: Settings, token: object, nonce: str, access_token: object = None
) -> dict[str, Any]:
    """Return the claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7).

    Checks the signature (RS256, RS384 or RS512, by a key of the provider), ``iss``, ``aud`` and
    ``azp`` (this app alone), ``exp``, ``nbf``, ``iat`` (60 s of leeway), ``sub``, ``nonce``, the
    tenant, and ``at_hash`` if the token has one. Raises TokenError, TenantError, or ProviderError
    if the keys cannot be fetched.
    """
    import jwt
    from jwt.exceptions import PyJWTError

    if not isinstance(token, str):
        raise TokenError("absent")
    try:
        head = jwt.get_unverified_header(token)
    except (PyJWTError, UnicodeError):
        raise TokenError("malformed") from None
    if head.get("alg") not in ALGORITHMS:
        raise TokenError("algorithm")
    if not isinstance(head.get("kid"), str):
        raise TokenError("kid")
    metadata = provider.metadata(settings)
    claims = _signed_claims(settings, token, head, metadata["jwks_uri"])
    for name in ("exp", "nbf", "iat"):
        # A NumericDate is a number (RFC 7519, section 2); PyJWT also takes a string.
        if name in claims and type(claims[name]) not in (int, float):
            raise TokenError(f"{name} is not a number")
    if claims["aud"] not in (settings.client_id, [settings.client_id]):
        raise TokenError("several audiences")
    if claims.get("azp", settings.client_id) != settings.client_id:
        raise TokenError("azp")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise TokenError("sub")
    expected = hashlib.sha256(nonce.encode()).hexdigest()  # msal sends the digest
    if not hmac.compare_digest(str(claims.get("nonce")).encode(), expected.encode()):
        raise TokenError("nonce")
    if "at_hash" in claims and claims["at_hash"] != _left_half(access_token, head["alg"]):
        raise TokenError("at_hash")
    _check_issuer(settings, claims, metadata["issuer"])
    return claims


def _signed_claims(
    settings: Settings, token: str, head: Mapping[str, Any], jwks_uri: str
) -> dict[str, Any]:
    """Return the claims of a token whose signature, audience and times are right."""
    import jwt
    from jwt.exceptions import InvalidSignatureError, PyJWTError

    def decode(key: Key | None) -> dict[str, Any]:
        if key is None:
            raise TokenError("unknown key")
        if head["alg"] not in key.algorithms:
            raise TokenError("algorithm of another key")
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=[head["alg"]],
            audience=settings.client_id,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "sub", "aud", "iss"], "strict_aud": False},
        )
        return claims

    key = keys.find(jwks_uri, head["kid"])
    try:
        try:
            return decode(key)
        except InvalidSignatureError:
            newer = keys.find(jwks_uri, head["kid"], other_than=key)
            if newer is None:
                raise
            return decode(newer)
    except PyJWTError as error:
        raise TokenError(type(error).__name__) from None


def _left_half(access_token: object, algorithm: str) -> str | None:
    """Return the ``at_hash`` of an access token (OpenID Connect Core 1.0, section 3.1.3.6)."""
    if not isinstance(access_token, str):
        return None
    digest = hashlib.new(f"sha{algorithm[2:]}", access_token.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _check_issuer(settings: Settings, claims: dict[str, Any], issuer: str) -> None:
    tenant = claims.get("tid")
    if "{tenantid}" in issuer:  # Entra's metadata for several tenants
        if not isinstance(tenant, str) or not is_guid(tenant):
            raise TokenError("tid")
        issuer = issuer.replace("{tenantid}", tenant)
    if claims["iss"] != issuer:
        raise TokenError("issuer")
    if settings.allowed_tenants is not None and (
        not isinstance(tenant, str) or tenant.lower() not in settings.allowed_tenants
    ):
        raise TenantError
