"""The user: what is kept of the claims of an ID token and of the profile."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Final

from api.errors import Problem

from .errors import TokenError

_MAX_LENGTH = 200  # characters of a text; a provider's claim may have any length
# Never cut: two people would become one. A cookie that is too large for one is refused instead.
_identifier = re.compile("[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+").fullmatch
_guid = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE).fullmatch
_hint = re.compile("[ -~]{1,512}").fullmatch
PROFILE = ("displayName", "mail", "jobTitle")
"""The fields of Microsoft Graph's /me that are kept."""
MEMBERSHIPS: Final = ("roles", "groups")
"""The claims that say what a user may do."""
CLAIMS: Final = (
    "oid", "tid", "name", "preferred_username", "profile", "login_hint", *MEMBERSHIPS,
)  # fmt: skip
"""What a session can keep besides ``sub``; ``profile`` stands for the fields of ``PROFILE``."""


class Unknown(Enum):
    """Why the roles or groups of a user are unknown: a letter for the cookie, and the words."""

    OVERAGE = "o", "there are too many for the sign-in service to send"
    MALFORMED = "m", "the sign-in service sent them in an unknown form"
    TOO_LARGE = "l", "there are too many for the cookie of this site"
    NOT_KEPT = "n", "they were not kept when you signed in"

    def __init__(self, letter: str, words: str) -> None:
        self.letter = letter
        self.words = words


UNKNOWN_BY_LETTER: Final = {reason.letter: reason for reason in Unknown}


class UnknownClaimError(Problem):
    """Raised if a user's roles or groups are needed and unknown; answered with 403."""

    def __init__(self, claim: str, reason: Unknown) -> None:
        super().__init__(403, f"Your {claim} are unknown here: {reason.words}.")
        self.claim = claim
        self.reason = reason

    def __str__(self) -> str:
        return self.detail


@dataclass(frozen=True)
class User:
    """Who is signed in. ``sub`` (with the tenant ``tid``) identifies; names are for display."""

    sub: str
    oid: str = ""
    tid: str = ""
    name: str = ""
    username: str = ""
    profile: Mapping[str, str] = field(default_factory=dict)
    login_hint: str = ""
    """Entra's optional claim: names the account to the provider when signing in again or out."""
    memberships: Mapping[str, tuple[str, ...] | Unknown] = field(default_factory=dict)
    """By claim, the roles and groups that there are, or why they are unknown.

    For the cookie; ``roles`` and ``groups`` read it.
    """

    @property
    def roles(self) -> tuple[str, ...]:
        """The values of the app roles that are assigned to the user.

        Raises UnknownClaimError if they are unknown: too many, malformed, or not kept.
        """
        return self._membership("roles")

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the user: with Entra ID their object ids, in lower case.

        Empty if the token has none. Raises UnknownClaimError if they are unknown: with more than
        200 groups Entra ID sends none (the overage).
        """
        return self._membership("groups")

    def unknown(self, claim: str) -> Unknown | None:
        """Return why ``roles`` or ``groups`` are unknown, None if they are known."""
        values = self.memberships.get(claim, ())
        return values if isinstance(values, Unknown) else None

    def known(self, claim: str) -> tuple[str, ...] | None:
        """Return ``roles`` or ``groups``, None if they are unknown."""
        return None if self.unknown(claim) else self._membership(claim)

    def without(self, claim: str, reason: Unknown) -> User:
        """Return the same user, whose ``roles`` or ``groups`` are unknown for this reason."""
        return replace(self, memberships={**self.memberships, claim: reason})

    def _membership(self, claim: str) -> tuple[str, ...]:
        values = self.memberships.get(claim, ())
        if isinstance(values, Unknown):
            raise UnknownClaimError(claim, values)
        return values

    @classmethod
    def from_claims(
        cls,
        claims: Mapping[str, Any],
        profile: Mapping[str, str],
        kept: Collection[str] = CLAIMS,
    ) -> User:
        """Return the user of a validated ID token, with the claims that are kept.

        Texts are cut to 200 characters, except those that identify. Raises TokenError if ``sub``
        is no text that can identify anybody.
        """
        if not is_identifier(claims.get("sub")):
            raise TokenError("sub")
        claims = {name: value for name, value in claims.items() if name not in CLAIMS} | {
            name: claims[name] for name in kept if name in claims
        }
        profile = profile if "profile" in kept else {}
        username = text(claims.get("preferred_username"))
        name = text(claims.get("name")) or text(profile.get("displayName")) or username
        return cls(
            sub=str(claims["sub"]),
            oid=str(claims["oid"]) if is_identifier(claims.get("oid")) else "",
            tid=str(claims["tid"]) if is_identifier(claims.get("tid")) else "",
            name=name if "name" in kept else "",
            username=username,
            profile={key: text(profile[key]) for key in PROFILE if text(profile.get(key))},
            login_hint=str(claims["login_hint"]) if is_hint(claims.get("login_hint")) else "",
            memberships={
                claim: values
                for claim in MEMBERSHIPS
                if (values := membership(claims, claim) if claim in kept else Unknown.NOT_KEPT)
            },
        )


def membership(claims: Mapping[str, Any], claim: str) -> tuple[str, ...] | Unknown:
    """Return the roles or groups of a token, or why they are unknown.

    A claim that is absent is empty, unless the token says that it is elsewhere (distributed claims,
    OpenID Connect Core 1.0, section 5.6.2; Entra ID does so for more than 200 groups) or that there
    are some (``hasgroups``). A single text is one value.
    """
    elsewhere = claims.get("_claim_names", {})
    if not isinstance(elsewhere, dict):
        return Unknown.MALFORMED
    if claim in elsewhere:
        return Unknown.OVERAGE
    if claim == "groups" and claims.get("hasgroups", False) not in (None, False, "false"):
        return Unknown.OVERAGE
    values = claims.get(claim)
    if values is None:
        return ()
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, list) or not all(map(is_identifier, listed)):
        return Unknown.MALFORMED
    return tuple(dict.fromkeys(group(value) if claim == "groups" else value for value in listed))


def group(name: str) -> str:
    """Return the name of a group as it is compared: an object id in lower case."""
    return name.lower() if _guid(name) else name


def text(value: object) -> str:
    """Return a text of a claim or of the profile as it is kept: 200 characters, "" if it is none.

    A question mark stands for each lone surrogate, which UTF-8 cannot carry. Control characters
    stay: pages escape and isolate the text, and nothing writes it into a header or the log.
    """
    if not isinstance(value, str):
        return ""
    return value[:_MAX_LENGTH].encode("utf-8", "replace").decode()


def is_identifier(value: object) -> bool:
    """Return whether a value is a text that can identify: not blank, no control characters."""
    return isinstance(value, str) and _identifier(value) is not None


def is_hint(value: object) -> bool:
    """Return whether a value can be sent as a hint: 1 to 512 printable ASCII characters."""
    return isinstance(value, str) and _hint(value) is not None
