"""The app's authentication by a signed JWT (RFC 7523; OpenID Connect Core 1.0, section 9).

As Microsoft Entra ID has it: signed with the key of a certificate that is registered, which the
header names by its thumbprint; or another issuer's token for an identity that the app trusts.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Iterator
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from devserver.provider.state import ASSERTION_SECONDS, Federation, ProtocolError, State

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS = ("PS256", "RS256")
_CLOCK_SKEW = 30


def check(state: State, assertion: str) -> None:
    """Check that an assertion is the app's. Raises ``ProtocolError``, for the first fault."""
    try:
        head = jwt.get_unverified_header(assertion)
        issuer = jwt.decode(assertion, options={"verify_signature": False}).get("iss")
    except (jwt.PyJWTError, UnicodeError):
        raise _refusal("The client_assertion is malformed.") from None
    federation = state.client.federation
    if federation is not None and issuer == federation.issuer:
        _check_federated(state, federation, head, assertion)
    else:
        _check_own(state, head, assertion)


def _refusal(description: str) -> ProtocolError:
    return ProtocolError("invalid_client", description)


def _check_own(state: State, head: dict[str, Any], assertion: str) -> None:
    keys = list(_keys(state, head.get("x5t#S256")))
    if not keys:
        raise _refusal("The client_assertion is not of a registered certificate.")
    claims = _claims(state, assertion, keys[0], [f"{state.issuer}/token", state.issuer])
    client_id = state.client.client_id
    if claims["iss"] != client_id or claims["sub"] != client_id:
        raise _refusal("The client_assertion has another iss or sub.")
    if claims["exp"] > state.now() + ASSERTION_SECONDS + _CLOCK_SKEW:
        raise _refusal("The client_assertion is valid for too long.")
    number = claims.get("jti")
    if not isinstance(number, str) or not number:
        raise _refusal("The client_assertion has no jti.")
    if not state.assertions.use(number, number):
        raise _refusal("The client_assertion was used before.")


def _keys(state: State, thumbprint: object) -> Iterator[RSAPublicKey]:
    """Yield the key of the registered certificate with this thumbprint, if it is valid now."""
    now = datetime.datetime.fromtimestamp(state.now(), datetime.UTC)
    for pem in state.client.certificates:
        certificate = x509.load_pem_x509_certificate(pem)
        digest = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256()))
        key = certificate.public_key()
        valid = certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
        same = str(thumbprint).rstrip("=") == digest.decode().rstrip("=")
        if valid and same and isinstance(key, RSAPublicKey):
            yield key


def _check_federated(
    state: State, federation: Federation, head: dict[str, Any], assertion: str
) -> None:
    key = federation.keys.get(str(head.get("kid")))
    if key is None:
        raise _refusal("The client_assertion is signed with an unknown key.")
    claims = _claims(state, assertion, key, [federation.audience])
    if claims["iss"] != federation.issuer or claims["sub"] != federation.subject:
        raise _refusal("No federated identity matches the iss and sub of the client_assertion.")


def _claims(state: State, assertion: str, key: RSAPublicKey, audiences: list[str]) -> Any:
    """Return the claims of an assertion with a valid signature, audience and time."""
    try:
        claims = jwt.decode(
            assertion,
            key,
            algorithms=list(ALGORITHMS),
            audience=audiences,
            options={
                "require": ["iss", "sub", "aud", "exp"],
                "verify_exp": False,  # by the provider's clock, below
                "verify_nbf": False,
                "verify_iat": False,
            },
        )
    except jwt.PyJWTError as error:
        raise _refusal(f"The client_assertion is refused: {type(error).__name__}.") from None
    if not isinstance(claims["aud"], str):
        raise _refusal("The client_assertion has several audiences.")
    times = [claims.get(name, state.now()) for name in ("exp", "nbf", "iat")]
    if not all(type(time) in (int, float) for time in times):
        raise _refusal("A time of the client_assertion is not a number.")
    expires, begins, _ = times
    if not begins - _CLOCK_SKEW <= state.now() < expires + _CLOCK_SKEW:
        raise _refusal("The client_assertion has expired or is not valid yet.")
    return claims
