"""Sessions that end before their time: of users in a setting, or by a function of the app's own.

Sessions are nowhere but in their cookies, so there is nothing to delete: each request with a
session asks whether it still holds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from api.log import reference

from .errors import Failure
from .settings import Settings
from .user import User

SessionCheck = Callable[[User, int], bool]
"""A function of the user and of the time of signing in (Unix time, seconds)."""

_Check = TypeVar("_Check", bound=SessionCheck)
_log = logging.getLogger("auth")
_checks: list[SessionCheck] = []


def register_session_check(check: _Check) -> _Check:
    """Register a function that says whether a session still holds; usable as a decorator.

    ``check(user, started)`` is called for every request with a session, maybe more than once and in
    several threads: it must answer from memory. Unless it returns True the session is refused, and
    a user who signs in again and is refused at once gets 403. If it raises, the session is refused
    as well (503 for someone who signs in), and the log has the kind of the exception.
    """
    _checks.append(check)
    return check


def refusal(settings: Settings, user: User, started: int) -> Failure | None:
    """Return why a session of this user that began at ``started`` is refused, None if it holds."""
    if any(started < before and _is(user, name) for name, before in settings.revoked):
        return Failure.REVOKED
    for check in _checks:
        try:
            holds = check(user, started)
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody may get in by it
            kind = type(error).__name__
            _log.error("session check failed: %s (reference %s)", kind, reference())
            return Failure.SESSION_CHECK
        if holds is not True:
            return Failure.REVOKED
    return None


def _is(user: User, name: str) -> bool:
    return name == user.sub or (bool(user.oid) and name.lower() == user.oid.lower())
