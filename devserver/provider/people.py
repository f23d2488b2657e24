"""The people who can sign in: made-up ones with roles and groups, and anyone who types a name."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
import uuid
from dataclasses import dataclass

TENANT = uuid.UUID("6d616465-2d75-4070-8d74-656e616e7400")
MAX_GROUPS = 200  # in a token of Entra ID
LONGEST_NAME = 256  # characters, like a displayName of Microsoft Entra ID

SCOPE_CLAIMS = {
    "openid": ("sub", "tid"),
    "profile": ("name", "preferred_username", "oid"),
    "email": ("email",),
}
"""The claims of each scope; like with Entra ID there is no e-mail address without its scope."""


@dataclass(frozen=True)
class Person:
    """A member of the made-up tenant."""

    name: str
    username: str
    job_title: str | None = None
    roles: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def object_id(self) -> str:
        """The object ID: the same for a name at every start, so that sessions survive a restart."""
        return str(uuid.uuid5(TENANT, f"{self.username} {self.name}"))

    def memberships(self) -> dict[str, object]:
        """Return the claims about roles and groups, as Entra ID writes them into tokens.

        A claim without values is left out. With too many groups there are none, but a reference to
        Microsoft Graph instead, the overage.
        """
        claims: dict[str, object] = {"roles": list(self.roles), "groups": list(self.groups)}
        if len(self.groups) > MAX_GROUPS:
            address = f"https://graph.example/v1.0/users/{self.object_id}/getMemberObjects"
            claims |= {
                "groups": [],
                "_claim_names": {"groups": "src1"},
                "_claim_sources": {"src1": {"endpoint": address}},
            }
        return {name: value for name, value in claims.items() if value}

    @property
    def description(self) -> str:
        """What the sign-in page says about the person besides the name."""
        parts = [self.username]
        if self.roles:
            parts.append(f"roles: {', '.join(self.roles)}")
        if self.groups:
            overage = ", more than a token has" if len(self.groups) > MAX_GROUPS else ""
            parts.append(f"groups: {len(self.groups)}{overage}")
        return "; ".join(parts)

    def claims(self, client_id: str, scopes: frozenset[str]) -> dict[str, str]:
        """Return the claims of some scopes; like Entra's, ``sub`` is different for every app."""
        pair = hashlib.sha256(f"{client_id} {self.object_id}".encode()).digest()
        values = {
            "sub": base64.urlsafe_b64encode(pair).rstrip(b"=").decode(),
            "tid": str(TENANT),
            "name": self.name,
            "preferred_username": self.username,
            "oid": self.object_id,
            "email": self.username,
        }
        names = [name for scope in SCOPE_CLAIMS if scope in scopes for name in SCOPE_CLAIMS[scope]]
        return {name: values[name] for name in names}

    def graph(self) -> dict[str, object]:
        """Return the person as Microsoft Graph's /me describes them."""
        return {
            "id": self.object_id,
            "displayName": self.name,
            "userPrincipalName": self.username,
            "mail": self.username,
            "jobTitle": self.job_title,
        }


def _group(name: str) -> str:
    return str(uuid.uuid5(TENANT, f"group {name}"))


PEOPLE = (
    Person(
        "Ada Example", "ada@example.com", "Analyst", ("Editor", "Reader"),
        (_group("Staff"), _group("Analysts")),
    ),
    Person(
        "Zoë <b>O'Neil</b>", "zoe@example.com", 'Head of "R&D"', ("Reader",), (_group("Staff"),)
    ),
    Person(
        "山田 太郎", "taro@example.com",
        groups=tuple(_group(f"Team {number}") for number in range(1, MAX_GROUPS + 2)),
    ),
)  # fmt: skip
"""The second name contains characters that a page must escape; the third person has no job title
and no role, and too many groups for a token.
"""


def with_username(username: str) -> Person | None:
    """Return the made-up person with this username; None if there is none."""
    return next((person for person in PEOPLE if person.username == username), None)


def with_name(typed: str) -> Person | None:
    """Return a person with this name; None if the name is blank or too long."""
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME:
        return None
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    local_part = re.sub(r"[^a-z0-9]+", ".", plain).strip(".")
    return Person(name, f"{local_part or 'someone'}@example.com")
