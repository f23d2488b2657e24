"""The user: what is kept of the claims of an ID token and of the profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_MAX_LENGTH = 200  # characters of a text; a provider's claim may have any length
PROFILE = ("displayName", "mail", "jobTitle")
"""The fields of Microsoft Graph's /me that are kept."""


@dataclass(frozen=True)
class User:
    """Who is signed in. ``sub`` (with the tenant ``tid``) identifies; names are for display."""

    sub: str
    oid: str = ""
    tid: str = ""
    name: str = ""
    username: str = ""
    profile: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_claims(cls, claims: Mapping[str, Any], profile: Mapping[str, str]) -> User:
        """Return the user of a validated ID token; texts are cut to 200 characters."""
        username = _text(claims.get("preferred_username"))
        return cls(
            sub=str(claims["sub"]),
            oid=_text(claims.get("oid")),
            tid=_text(claims.get("tid")),
            name=_text(claims.get("name")) or profile.get("displayName", "") or username,
            username=username,
            profile={key: _text(profile[key]) for key in PROFILE if profile.get(key)},
        )


def _text(claim: object) -> str:
    if not isinstance(claim, str):
        return ""
    # A lone surrogate cannot be written as UTF-8.
    return claim[:_MAX_LENGTH].encode("utf-8", "replace").decode()
