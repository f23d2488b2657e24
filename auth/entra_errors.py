"""What Microsoft Entra ID says when it refuses: its numbers, their meaning, hints for the log.

https://learn.microsoft.com/entra/identity-platform/reference-error-codes. Only numbers and ids of a
fixed form are taken from a response: its texts may hold names, codes and secrets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from api.named_tuple import NamedTuple

from .errors import Failure

_UNTRUSTED = (
    "no federated credential of the registration has the issuer, subject and audience of the token"
    " of CLIENT_MANAGED_IDENTITY"
)
HINTS = {
    50011: "the redirect URI is not registered; it must be BASE_URL with the callback's path",
    50020: "the account is of another tenant, and not a guest of this one",
    50105: "the user is not assigned to the application",
    53003: "blocked by a Conditional Access policy",
    54005: "the code was used before",
    65001: "nobody has consented to the permissions of the application",
    70008: "the code has expired",
    70021: _UNTRUSTED,
    90002: "there is no such tenant; check AUTHORITY",
    500113: "no redirect URI is registered",
    700016: "the tenant has no such application; check CLIENT_ID and AUTHORITY",
    700024: "the assertion is not valid now; check the clock of this machine",
    700025: "the application is registered as a public client, which has no secret",
    700027: "the certificate of CLIENT_CERTIFICATE is not registered, or not with this key",
    700211: _UNTRUSTED,
    700212: _UNTRUSTED,
    700213: _UNTRUSTED,
    700236: "the managed identity is of another tenant than the registration",
    7000112: "the application is disabled in the tenant",
    7000215: "the client secret is wrong; CLIENT_SECRET must be its value, not its ID",
    7000218: "no client secret was sent; the platform of the redirect URI must be Web",
    7000222: "the client secret has expired; make a new one",
    7000229: "the registration has no service principal in the tenant: az ad sp create",
    7002138: f"{_UNTRUSTED}; capitals count",
    9002325: "the redirect URI is registered as SPA; its platform must be Web",
    9002327: "the redirect URI is registered as SPA; its platform must be Web",
}
"""What the operator can do, by the number after ``AADSTS``."""

_FAILURES = {
    **dict.fromkeys((50020, 50105, 50057, 53000, 53001, 53002, 53003, 53004), Failure.NOT_ALLOWED),
    **dict.fromkeys((50055, 50072, 50074, 50076, 50079, 50158), Failure.INTERACTION_REQUIRED),
    65001: Failure.CONSENT_REQUIRED,
}
_MAX_NUMBERS = 5
_guid = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_number = re.compile(r"AADSTS([0-9]{4,9})(?![0-9])")
_correlation = re.compile(f"Correlation ID: ({_guid.pattern})")


class Explanation(NamedTuple):
    """Why a sign-in was refused; ``failure`` is None if the numbers do not say it."""

    failure: Failure | None
    detail: str  # for the log


def in_document(document: Mapping[str, Any]) -> Explanation:
    """Explain an error response of the token endpoint, by ``error_codes``."""
    codes = document.get("error_codes")
    numbers = (
        [n for n in codes if type(n) is int and 0 < n < 10**9] if isinstance(codes, list) else []
    )
    correlation = document.get("correlation_id")
    is_id = isinstance(correlation, str) and _guid.fullmatch(correlation)
    return _explanation(numbers, str(correlation) if is_id else "")


def in_description(text: str) -> Explanation:
    """Explain an error response of the authorization endpoint, by its ``error_description``."""
    correlation = _correlation.search(text)
    return _explanation(map(int, _number.findall(text)), correlation[1] if correlation else "")


def _explanation(numbers: Iterable[int], correlation: str) -> Explanation:
    listed = list(dict.fromkeys(numbers))[:_MAX_NUMBERS]
    parts = [f"AADSTS{n}" + (f" ({HINTS[n]})" if n in HINTS else "") for n in listed]
    if correlation:
        parts.append(f"correlation id {correlation}")
    failure = next((_FAILURES[n] for n in listed if n in _FAILURES), None)
    return Explanation(failure, ", ".join(parts))
