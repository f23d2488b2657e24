"""The user, and the session cookie that says who it is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import cookies
from .settings import Settings

_LONGEST = 200  # characters of a name; a provider's claim may be of any length
PROFILE = ("displayName", "mail", "jobTitle")
"""The fields of Microsoft Graph's /me that are kept."""


@dataclass(frozen=True)
class User:
    """Who is signed in. ``sub`` (with the tenant ``tid``) identifies; names only show."""

    sub: str
    oid: str = ""
    tid: str = ""
    name: str = ""
    username: str = ""
    profile: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_claims(cls, claims: Mapping[str, Any], profile: Mapping[str, str]) -> User:
        """Take what is kept of a verified ID token; long texts are cut."""
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
    return claim[:_LONGEST].encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class Session:
    """A user's session: when it began, and when it was last renewed (Unix time)."""

    user: User
    began: int
    renewed: int


def cookie_name(settings: Settings) -> str:
    return cookies.name(settings, "session")


def set_cookie(settings: Settings, user: User, began: int | None = None) -> str:
    """Give the Set-Cookie header of a session that begins, or goes on, now.

    Raises cookies.TooLargeError: the old cookie is then to be deleted, or the user before would
    stay signed in.
    """
    now = int(time.time())
    began = now if began is None else began
    payload = {
        "a": began,
        "t": now,
        "s": user.sub,
        "o": user.oid,
        "d": user.tid,
        "n": user.name,
        "u": user.username,
        "p": dict(user.profile),
    }
    left = min(settings.idle, began + settings.longest - now)
    value = cookies.sign(settings, "session", payload)
    return cookies.header(settings, cookie_name(settings), value, max(left, 1))


def session(settings: Settings, sent: Mapping[str, str]) -> Session | None:
    """Give the session of a request's cookies, if it is genuine and not over."""
    value = sent.get(cookie_name(settings))
    payload = cookies.verify(settings, "session", value) if value else None
    if payload is None:
        return None
    began, renewed = payload.get("a"), payload.get("t")
    texts = [payload.get(key) for key in "sodnu"]
    profile = payload.get("p")
    if type(began) is not int or type(renewed) is not int or not isinstance(profile, dict):
        return None
    if not all(isinstance(t, str) for t in [*texts, *profile, *profile.values()]):
        return None
    now = time.time()
    if max(began, renewed) > now + cookies.LEEWAY or began < settings.epoch:
        return None
    if now > renewed + settings.idle + cookies.LEEWAY:
        return None
    if now > began + settings.longest + cookies.LEEWAY or not texts[0]:
        return None
    sub, oid, tid, name, username = (str(t) for t in texts)
    return Session(User(sub, oid, tid, name, username, profile), began, renewed)


def wants_renewal(settings: Settings, current: Session) -> bool:
    """Whether more than half of the idle time has passed."""
    return time.time() > current.renewed + settings.idle / 2
