"""What a browser remembers of its last minutes here: sign-ins that ended, and its sign-out.

Two sealed cookies of their own, as nothing is stored here. They protect a browser that keeps
cookies from responses that come late or twice; a copied cookie comes without them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from api.named_tuple import NamedTuple

from . import cookies
from .settings import Settings

SECONDS = 900
"""For how long ended sign-ins are remembered: as long as one may take."""
LOOP_SECONDS = 60
"""Within this time after two sign-ins in a row, a page without a session is a loop."""
_MAX_ENDED = 8
_UNDER_WAY = 300
"""Seconds after which no response can be under way: the platform ends a request after 230."""

# Members of the payloads.
_TIME: Final = "t"
_COUNT: Final = "n"
_ENDED: Final = "f"


class Recent(NamedTuple):
    """Sign-ins of a browser that ended, whatever their result."""

    succeeded: int = 0
    """When one last succeeded (Unix time, seconds), 0 for never."""
    in_a_row: int = 0
    """How many succeeded one after the other, each in a browser without a session."""
    ended: tuple[str, ...] = ()
    """The last letters of the names of their flow cookies, each good for one response."""

    @property
    def is_new(self) -> bool:
        """Whether one has just succeeded."""
        return -cookies.LEEWAY <= time.time() - self.succeeded <= LOOP_SECONDS

    @property
    def is_loop(self) -> bool:
        """Whether a page that comes without a session now has followed two sign-ins."""
        return self.is_new and self.in_a_row > 1


def _name(settings: Settings) -> str:
    return cookies.name(settings, "recent")


def names(settings: Settings) -> list[str]:
    """Return the names of the cookies to delete when somebody signs out."""
    return [_name(settings)]


def read(settings: Settings, request_cookies: Mapping[str, str]) -> Recent:
    """Return what the browser of a request remembers."""
    payload = cookies.unseal(settings, "recent", request_cookies.get(_name(settings), ""))
    match payload:
        case {"t": int(succeeded), "n": int(in_a_row), "f": list(ended)}:
            return Recent(succeeded, in_a_row, tuple(map(str, ended)))
    return Recent()


def flow_id(flow_cookie: str) -> str:
    """Return what names a flow here: the last ten letters of the name of its cookie."""
    return flow_cookie[-10:]


def with_end(recent: Recent, flow_cookie: str) -> Recent:
    """Return what is remembered after one more sign-in has ended, whatever its result."""
    return recent._replace(ended=(*recent.ended, flow_id(flow_cookie))[-_MAX_ENDED:])


def with_success(recent: Recent, *, had_session: bool) -> Recent:
    """Return what is remembered after a sign-in has succeeded as well."""
    row = recent.in_a_row if recent.is_new and not had_session else 0
    return recent._replace(succeeded=int(time.time()), in_a_row=row + 1)


def set_cookie(settings: Settings, recent: Recent) -> str:
    """Return the Set-Cookie header that makes a browser remember this."""
    payload = {_TIME: recent.succeeded, _COUNT: recent.in_a_row, _ENDED: recent.ended}
    value = cookies.seal(settings, "recent", payload)
    return cookies.header(settings, _name(settings), value, SECONDS)


# Signing out


def _sign_out_name(settings: Settings) -> str:
    return cookies.name(settings, "last_sign_out")


def sign_out(settings: Settings, request_cookies: Mapping[str, str]) -> str:
    """Return the Set-Cookie header that remembers a sign-out.

    Responses may be under way, with a renewed session or the end of a sign-in. Whatever they bring
    back expires before this cookie does, as nothing renews it.
    """
    # Later than the one before, whatever the clocks of two instances say.
    now = max(int(time.time() * 1000), last_sign_out(settings, request_cookies) + 1)
    value = cookies.seal(settings, "sign-out", {_TIME: now})
    left = settings.idle + _UNDER_WAY + cookies.LEEWAY
    return cookies.header(settings, _sign_out_name(settings), value, left)


def last_sign_out(settings: Settings, request_cookies: Mapping[str, str]) -> int:
    """Return when the browser of a request last signed out (Unix time, ms), 0 for not lately.

    A session or flow has the sign-out that its browser knew when it began: with a later one in the
    request, it began before.
    """
    value = request_cookies.get(_sign_out_name(settings), "")
    payload = cookies.unseal(settings, "sign-out", value)
    time_of_it = payload.get(_TIME) if payload else 0
    return time_of_it if type(time_of_it) is int else 0
