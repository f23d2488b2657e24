"""The user: what is kept of the claims of an ID token and of the profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import TokenError

_MAX_LENGTH = 200  # characters of a text; a provider's claim may have any length
# Never cut: two people would become one. A cookie that is too large for one is refused instead.
_identifier = re.compile("[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+").fullmatch
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
        """Return the user of a validated ID token; texts are cut to 200 characters.

        Raises TokenError if ``sub`` is no text that can identify anybody.
        """
        if not _is_identifier(claims.get("sub")):
            raise TokenError("sub")
        username = text(claims.get("preferred_username"))
        return cls(
            sub=str(claims["sub"]),
            oid=str(claims["oid"]) if _is_identifier(claims.get("oid")) else "",
            tid=str(claims["tid"]) if _is_identifier(claims.get("tid")) else "",
            name=text(claims.get("name")) or text(profile.get("displayName")) or username,
            username=username,
            profile={key: text(profile[key]) for key in PROFILE if text(profile.get(key))},
        )


def text(value: object) -> str:
    """Return a text of a claim or of the profile as it is kept: 200 characters, "" if it is none.

    A question mark stands for each lone surrogate, which UTF-8 cannot carry. Control characters
    stay: pages escape and isolate the text, and nothing writes it into a header or the log.
    """
    if not isinstance(value, str):
        return ""
    return value[:_MAX_LENGTH].encode("utf-8", "replace").decode()


def _is_identifier(value: object) -> bool:
    return isinstance(value, str) and _identifier(value) is not None
