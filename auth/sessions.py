"""Sessions: a signed cookie with the user, the time they signed in and the last renewal."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final, NamedTuple

from . import cookies
from .errors import TooLargeError
from .settings import Settings
from .user import User

# Members of the cookie's payload. Short, as browsers store 4,096 bytes of a cookie.
_STARTED: Final = "a"
_RENEWED: Final = "t"
_PROFILE: Final = "p"
_TEXTS: Final = {"sub": "s", "oid": "o", "tid": "d", "name": "n", "username": "u"}


class Session(NamedTuple):
    """A user's session: when it started, and when it was last renewed (Unix time, seconds)."""

    user: User
    started: int
    renewed: int


def cookie_name(settings: Settings) -> str:
    """Return the name of the session cookie."""
    return cookies.name(settings, "session")


def set_cookie(settings: Settings, user: User, started: int | None = None) -> str:
    """Return the Set-Cookie header of a session that starts now, or is renewed now.

    Raises TooLargeError. The cookie that the browser has must then be deleted, or its user would
    stay signed in.
    """
    now = int(time.time())
    started = now if started is None else started
    payload = {
        _STARTED: started,
        _RENEWED: now,
        **{member: getattr(user, name) for name, member in _TEXTS.items()},
        _PROFILE: dict(user.profile),
    }
    left = min(settings.idle, started + settings.longest - now)
    value = cookies.sign(settings, "session", payload)
    return cookies.header(settings, cookie_name(settings), value, max(left, 1))


def read(settings: Settings, request_cookies: Mapping[str, str]) -> Session | None:
    """Return the session of a request's cookies if it is genuine and has not expired."""
    value = request_cookies.get(cookie_name(settings))
    payload = cookies.verify(settings, "session", value) if value else None
    if payload is None:
        return None
    started, renewed = payload.get(_STARTED), payload.get(_RENEWED)
    texts = {name: payload.get(member) for name, member in _TEXTS.items()}
    profile = payload.get(_PROFILE)
    if type(started) is not int or type(renewed) is not int or not isinstance(profile, dict):
        return None
    if not all(isinstance(t, str) for t in [*texts.values(), *profile, *profile.values()]):
        return None
    now = time.time()
    if max(started, renewed) > now + cookies.LEEWAY or started < settings.epoch:
        return None
    if now > renewed + settings.idle + cookies.LEEWAY:
        return None
    if now > started + settings.longest + cookies.LEEWAY or not texts["sub"]:
        return None
    user = User(**{name: str(text) for name, text in texts.items()}, profile=profile)
    return Session(user, started, renewed)


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
        return [set_cookie(settings, session.user, session.started)]
    except TooLargeError:  # the session ends at its time
        return []
