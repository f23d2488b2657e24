"""When a user was asked for a password or the like, as the ID token says it (``auth_time``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .cookies import LEEWAY
from .errors import TokenError

MIN_MAX_AGE: Final = LEEWAY
"""Seconds: signing in takes some itself, and would otherwise be asked for again and again."""

MAX_MAX_AGE: Final = 10**9 - 1
"""Seconds: what a link can have."""


def authenticated(claims: Mapping[str, Any], now: float) -> int | None:
    """Return the time of ``auth_time`` by this computer's clock, None if the token has none.

    The provider's clock may differ: by its own, ``iat`` is the time of the token, which has just
    been made. A difference of up to 60 s is corrected. Raises TokenError if the time is no number,
    or lies after that of the token (OpenID Connect Core 1.0, section 2).
    """
    auth_time, issued = claims.get("auth_time"), claims["iat"]
    if auth_time is None:
        return None
    if type(auth_time) not in (int, float) or not 0 <= auth_time <= issued + LEEWAY:
        raise TokenError("auth_time")
    ahead = max(-LEEWAY, min(LEEWAY, now - issued))
    return int(min(auth_time + ahead, now))
