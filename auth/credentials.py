"""By what the app proves to the provider who it is: an identity, a certificate or a secret.

An identity and a certificate are sent as an assertion, a signed JWT (RFC 7523, section 2.2; OpenID
Connect Core 1.0, section 9): the platform's token for the identity, or one that is signed here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from . import certificates, managed_identity
from .settings import Settings

_SECONDS = 300
"""How long an assertion is valid; it is made for one request."""


def for_msal(settings: Settings, metadata: Mapping[str, Any]) -> object:
    """Return what msal calls ``client_credential``.

    msal calls the function for every request to the token endpoint; it raises CredentialError.
    msal's own assertion of a certificate would be sent again for nine minutes, which providers that
    accept a ``jti`` once refuse, and would stay with a certificate that has been replaced.
    """
    if settings.client_secret:
        return settings.client_secret

    def assertion() -> str:
        if settings.managed_identity:
            return managed_identity.token(settings)
        return _signed(settings, metadata)

    return {"client_assertion": assertion}


def check(settings: Settings) -> None:
    """Read the certificate, or fetch the identity's token, unless that was done before.

    Raises CredentialError: before anybody is sent to the provider for nothing.
    """
    if settings.managed_identity:
        managed_identity.token(settings)
    elif settings.certificate:
        certificates.current(settings)


def is_ready(settings: Settings) -> bool:
    """Return whether ``check`` has nothing to wait for."""
    if settings.managed_identity:
        return managed_identity.is_ready(settings)
    return not settings.certificate or certificates.is_ready(settings)


def _signed(settings: Settings, metadata: Mapping[str, Any]) -> str:
    """Return an assertion signed with the certificate's key, made for one request.

    Claims and headers are those of Microsoft Entra ID
    (https://learn.microsoft.com/entra/identity-platform/certificate-credentials).
    """
    import secrets

    import jwt

    certificate = certificates.current(settings)
    now = int(time.time())
    claims = {
        "iss": settings.client_id,
        "sub": settings.client_id,
        "aud": metadata["token_endpoint"],
        "jti": secrets.token_urlsafe(16),
        "iat": now,
        "nbf": now,
        "exp": now + _SECONDS,
    }
    head = {"x5t#S256": certificate.thumbprint, "x5c": list(certificate.chain)}
    return jwt.encode(claims, certificate.key, algorithm=_algorithm(metadata), headers=head)


def _algorithm(metadata: Mapping[str, Any]) -> str:
    """Return PS256, as msal does, unless the provider says that it knows RS256 alone."""
    supported = metadata.get("token_endpoint_auth_signing_alg_values_supported")
    known = supported if isinstance(supported, list) else ["PS256"]
    return "RS256" if "RS256" in known and "PS256" not in known else "PS256"
