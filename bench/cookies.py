"""``python -m bench.cookies``: the sizes of sign-in's cookies and what sealing them costs.

For a typical Entra ID user.
"""

from __future__ import annotations

import secrets
import time
import timeit
from collections.abc import Callable

from auth import cookies, sessions, settings, sign_in, user

_SETTINGS = {
    "CLIENT_ID": "11111111-2222-3333-4444-555555555555",
    "CLIENT_SECRET": "not used",
    "AUTHORITY": "https://login.microsoftonline.com/66666666-7777-8888-9999-000000000000",
    "BASE_URL": "https://chart-functions.azurewebsites.net",
    "SESSION_KEYS": secrets.token_urlsafe(32),
}
_CLAIMS = {
    "sub": secrets.token_urlsafe(32),
    "oid": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "tid": "66666666-7777-8888-9999-000000000000",
    "name": "Magdalena Kowalska-Fernández",
    "preferred_username": "magdalena.kowalska@contoso-education.example",
}
_PROFILE = {
    "displayName": "Magdalena Kowalska-Fernández",
    "mail": "magdalena.kowalska@contoso-education.example",
    "jobTitle": "Senior lecturer, applied statistics",
}


_CALLS = 2000


def _microseconds(call: Callable[[], object]) -> float:
    """Return the time of one call, the smallest of five rounds."""
    return min(timeit.repeat(call, number=_CALLS, repeat=5)) / _CALLS * 1e6


def main() -> None:
    """Print the sizes and times as Markdown tables."""
    current = settings.read(_SETTINGS)
    assert current
    session = sessions.set_cookie(current, user.User.from_claims(_CLAIMS, _PROFILE))
    state = secrets.token_urlsafe(16)
    payload = {
        "t": int(time.time()),
        "s": state,
        "v": secrets.token_urlsafe(32),
        "n": secrets.token_urlsafe(16),
        "r": "/profile?from=here",
    }
    value = cookies.seal(current, "flow", payload)
    name = sign_in.flow_cookie(current, state)
    flow = cookies.header(current, name, value, sign_in.FLOW_SECONDS)
    print("| cookie | name and value | whole Set-Cookie header |")
    print("| --- | ---: | ---: |")
    for cookie, text in (("session", session), ("flow", flow)):
        print(f"| {cookie} | {len(text.split(';')[0])} bytes | {len(text)} bytes |")
    print("\n| cookie | to seal | to open |\n| --- | ---: | ---: |")
    sent = session.partition(";")[0].partition("=")[2]
    jar = {sessions.cookie_name(current): sent}
    account = user.User.from_claims(_CLAIMS, _PROFILE)
    costs = {
        "session": (lambda: sessions.set_cookie(current, account),
                    lambda: sessions.read(current, jar)),
        "flow": (lambda: cookies.seal(current, "flow", payload),
                 lambda: cookies.unseal(current, "flow", value)),
    }  # fmt: skip
    for cookie, (seal, unseal) in costs.items():
        print(f"| {cookie} | {_microseconds(seal):.0f} µs | {_microseconds(unseal):.0f} µs |")


if __name__ == "__main__":
    main()
