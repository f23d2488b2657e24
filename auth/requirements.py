"""What a protected function requires of its user, and what a user lacks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, TypeAlias

from api.named_tuple import NamedTuple

from .freshness import MAX_MAX_AGE, MIN_MAX_AGE
from .user import Unknown, UnknownClaimError, User, group, is_identifier

Names: TypeAlias = str | Collection[str]
"""One role or group, or several."""
ANYBODY: Final[list[str]] = []
"""The default: nothing is required. It is known by identity, as an empty list is a mistake."""


class Lack(NamedTuple):
    """What a user lacks: in words for the user, and as an event for the log."""

    claim: str
    message: str
    event: str
    reason: Unknown | None = None

    @classmethod
    def unknown(cls, error: UnknownClaimError) -> Lack:
        """Return what a user lacks whose roles or groups are unknown."""
        claim, reason = error.claim, error.reason
        advice = (
            "Sign in again."
            if reason is Unknown.NOT_KEPT
            else "The owner of this site can change that."
        )
        event = f"{claim} are unknown: {reason.words}"
        return cls(claim, f"{error.detail} {advice}", event, reason)


class Requirement(NamedTuple):
    """The roles and groups of which a user must have one each, and how fresh the sign-in must be.

    Nothing is required by what is empty or None.
    """

    roles: tuple[str, ...]
    groups: tuple[str, ...]
    max_age: int | None  # seconds

    @classmethod
    def of(cls, roles: Names, groups: Names, max_age: int | None) -> Requirement:
        """Return the requirement of the arguments of ``login_required``.

        Raises TypeError or ValueError if one can be no role or group: it would let nobody in, or
        everybody.
        """
        if max_age is not None and type(max_age) is not int:
            raise TypeError("max_age must be a whole number of seconds")
        if max_age is not None and not MIN_MAX_AGE <= max_age <= MAX_MAX_AGE:
            raise ValueError(f"max_age must be from {MIN_MAX_AGE} to {MAX_MAX_AGE} seconds")
        ids = tuple(dict.fromkeys(map(group, _names("groups", groups))))
        return cls(_names("roles", roles), ids, max_age)

    @property
    def login_parameters(self) -> dict[str, str]:
        """The parameters of the link to sign in."""
        return {} if self.max_age is None else {"max_age": str(self.max_age)}

    def lack(self, user: User) -> Lack | None:
        """Return what the user lacks, None if nothing.

        The roles that are enough are named: they are this app's own words, which help to ask for
        the right one. The ids of groups tell visitors nothing.
        """
        for claim, wanted in (("roles", self.roles), ("groups", self.groups)):
            if not wanted:
                continue
            try:
                values = user.roles if claim == "roles" else user.groups
            except UnknownClaimError as error:
                return Lack.unknown(error)
            if set(wanted).isdisjoint(values):
                return Lack(claim, self._message(claim), f"none of the {claim} required")
        return None

    def _message(self, claim: str) -> str:
        if claim == "groups":
            return "Your account is not in a group that may use this."
        if len(self.roles) == 1:
            return f"You need the role {self.roles[0]}."
        return f"You need one of the roles {', '.join(self.roles)}."


def _names(argument: str, names: Names) -> tuple[str, ...]:
    if names is ANYBODY:
        return ()
    if isinstance(names, str):
        if "," in names:
            raise ValueError(f"{argument} must be a list for several: {argument}=[…, …]")
        names = [names]
    if not isinstance(names, list | tuple | set | frozenset) or not names:
        raise TypeError(f"{argument} must be a text or a list of texts, and not empty")
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{argument} must be texts, not {type(name).__name__}")
        if not is_identifier(name) or name != name.strip():
            raise ValueError(f"{argument} has a text that is blank, or has spaces around it")
    # Of an enumeration, the text: its own ``str`` is the member's name.
    ordered = sorted(names) if isinstance(names, set | frozenset) else names
    return tuple(dict.fromkeys(str.__str__(name) for name in ordered))
