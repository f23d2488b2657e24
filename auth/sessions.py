"""Sessions: a sealed cookie with the user, the time they signed in and the last renewal."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from typing import Any, Final

from api.named_tuple import NamedTuple

from . import cookies, recent, revocation
from .errors import Failure, TooLargeError
from .settings import Settings
from .user import UNKNOWN_BY_LETTER, Unknown, User

# Members of the cookie's payload. Short, as browsers store 4,096 bytes of a cookie.
_STARTED: Final = "a"
_RENEWED: Final = "t"
_AFTER: Final = "b"
_PROFILE: Final = "p"
_TEXTS: Final = {"sub": "s", "oid": "o", "tid": "d", "name": "n", "username": "u"}
# Those that a payload need not have.
_AUTHENTICATED: Final = "e"
_LOGIN_HINT: Final = "h"
_MEMBERSHIPS: Final = {"roles": "r", "groups": "g"}
# What a session goes without if the cookie has no room, from the first that fits.
_LEFT_OUT: Final = ((), ("groups",), ("roles",), ("roles", "groups"))
NOTICE_SECONDS: Final = 300
"""For this long after signing out the home page says so; the provider may ask something first."""
_JUST_NOW: Final = "just-now"
_MARGIN = 16
"""Bytes that are left free when a session starts: compressed, a renewal may be larger."""


class Session(NamedTuple):
    """A user's session: when it started, and when it was last renewed (Unix time, seconds)."""

    user: User
    started: int
    renewed: int
    authenticated: int | None = None
    """When the provider asked for a password or the like, None if that is unknown."""
    after: int = 0
    """The last sign-out that the browser knew when it started (``recent.last_sign_out``)."""

    def is_fresh(self, max_age: int) -> bool:
        """Return whether that was at most ``max_age`` seconds ago."""
        return self.authenticated is not None and time.time() - self.authenticated <= max_age


def cookie_name(settings: Settings) -> str:
    """Return the name of the session cookie."""
    return cookies.name(settings, "session")


def set_cookie(
    settings: Settings,
    user: User,
    started: int | None = None,
    authenticated: int | None = None,
    after: int = 0,
) -> str:
    """Return the Set-Cookie header of a session that starts now, or is renewed now.

    ``after`` is the last sign-out that the browser knew when it started.

    Raises TooLargeError. The cookie that the browser has must then be deleted, or its user would
    stay signed in.
    """
    now = int(time.time())
    started = now if started is None else started
    left = min(settings.idle, started + settings.longest - now)
    payload = _payload(user, started, now, authenticated, after)
    value = cookies.seal(settings, "session", payload)
    return cookies.header(settings, cookie_name(settings), value, max(left, 1))


def fitting(settings: Settings, user: User) -> User:
    """Return the user as a cookie has room for them: with groups or roles unknown if need be.

    Raises TooLargeError if even that does not fit.
    """
    now = int(time.time())
    for claims in _LEFT_OUT:
        if not all(map(user.known, claims)):
            continue  # it has no values to leave out
        smaller = user
        for claim in claims:
            smaller = smaller.without(claim, Unknown.TOO_LARGE)
        payload = _payload(smaller, now, now, now, now * 1000)
        value = cookies.seal(settings, "session", payload)
        with contextlib.suppress(TooLargeError):
            cookies.header(settings, cookie_name(settings), value + "x" * _MARGIN, settings.idle)
            return smaller
    raise TooLargeError("session")


def _payload(
    user: User, started: int, renewed: int, authenticated: int | None, after: int
) -> dict[str, Any]:
    payload: dict[str, Any] = {
        _STARTED: started,
        _RENEWED: renewed,
        _AFTER: after,
        **{member: getattr(user, name) for name, member in _TEXTS.items()},
        _PROFILE: dict(user.profile),
    }
    if authenticated is not None:
        payload[_AUTHENTICATED] = authenticated
    if user.login_hint:
        payload[_LOGIN_HINT] = user.login_hint
    for claim, values in user.memberships.items():
        member = _MEMBERSHIPS[claim]
        payload[member] = values.letter if isinstance(values, Unknown) else list(values)
    return payload


def read(settings: Settings, request_cookies: Mapping[str, str]) -> Session | None:
    """Return the session of a request's cookies if it is genuine and has not expired."""
    value = request_cookies.get(cookie_name(settings))
    payload = cookies.unseal(settings, "session", value) if value else None
    if payload is None:
        return None
    started, renewed = payload.get(_STARTED), payload.get(_RENEWED)
    after = payload.get(_AFTER, 0)
    if type(started) is not int or type(renewed) is not int or type(after) is not int:
        return None
    now = time.time()
    if max(started, renewed) > now + cookies.LEEWAY or started < settings.epoch:
        return None
    if now > renewed + settings.idle + cookies.LEEWAY:
        return None
    if now > started + settings.longest + cookies.LEEWAY:
        return None
    user, authenticated = _user(payload), payload.get(_AUTHENTICATED)
    if user is None or type(authenticated) not in (int, type(None)):
        return None
    if recent.last_sign_out(settings, request_cookies) > after:
        return None  # it began before, and a response that was under way brought it back
    if revocation.refusal(settings, user, started) is not None:
        return None
    return Session(user, started, renewed, authenticated, after)


def _user(payload: Mapping[str, Any]) -> User | None:
    """Return the user of a payload, None if it is malformed."""
    texts = {name: payload.get(member) for name, member in _TEXTS.items()}
    texts["login_hint"] = payload.get(_LOGIN_HINT, "")
    profile = payload.get(_PROFILE)
    if not isinstance(profile, dict) or not texts["sub"]:
        return None
    if not all(isinstance(t, str) for t in [*texts.values(), *profile, *profile.values()]):
        return None
    memberships: dict[str, tuple[str, ...] | Unknown] = {}
    for claim, member in _MEMBERSHIPS.items():
        values = payload.get(member)
        if member not in payload:
            continue
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            memberships[claim] = tuple(values)
        elif isinstance(values, str) and values in UNKNOWN_BY_LETTER:
            memberships[claim] = UNKNOWN_BY_LETTER[values]
        else:
            return None
    return User(
        **{name: str(text) for name, text in texts.items()},
        profile=profile,
        memberships=memberships,
    )


def refusal(settings: Settings, user: User) -> Failure | None:
    """Return why a session of this user that starts now is refused, None if it is not."""
    return revocation.refusal(settings, user, int(time.time()))


def is_accepted(settings: Settings, header: str) -> bool:
    """Return whether the session of a Set-Cookie header would be accepted now."""
    return read(settings, cookies.parse(header.partition(";")[0])) is not None


def renewal(settings: Settings | None, session: Session | None) -> list[str]:
    """Return the Set-Cookie header that renews a session, once half of its idle time has passed."""
    if settings is None or session is None:
        return []
    if time.time() <= session.renewed + settings.idle / 2:
        return []
    try:
        return [
            set_cookie(
                settings, session.user, session.started, session.authenticated, session.after
            )
        ]
    except TooLargeError:  # the session ends at its time
        return []


def signed_out_name(settings: Settings) -> str:
    """Return the name of the cookie of a browser that has just signed out."""
    return cookies.name(settings, "signed_out")


def signed_out_cookie(settings: Settings) -> str:
    """Return the Set-Cookie header that says, for a short time, that the browser has signed out."""
    return cookies.header(settings, signed_out_name(settings), _JUST_NOW, NOTICE_SECONDS)


def has_just_signed_out(settings: Settings, request_cookies: Mapping[str, str]) -> bool:
    """Return whether the page on which a browser lands must say that it has signed out.

    The cookie is not signed: with a false one, the page says what is true of anybody without a
    session.
    """
    value = request_cookies.get(signed_out_name(settings))
    return value == _JUST_NOW and read(settings, request_cookies) is None
