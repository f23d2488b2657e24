"""The app with its sign-in on, and somebody who is signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import pytest
import requests

COOKIE = "cf_session"
"""The session's cookie where the app is on http."""


@pytest.fixture(scope="session")
def session_cookie(site: str) -> str:
    """The value of the session's cookie of somebody who has signed in.

    Cookies are carried by hand: Python's jar keeps none with the platform's empty ``domain=``.
    """
    jar: dict[str, str] = {}

    def ask(method: str, url: str, **rest: Any) -> requests.Response:
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in jar.items())}
        answer = requests.request(
            method, url, headers=headers, allow_redirects=False, timeout=30, **rest
        )
        jar.update(
            header.split(";")[0].split("=", 1)
            for header in answer.raw.headers.getlist("Set-Cookie")
        )
        return answer

    provider = ask("GET", f"{site}/login").headers["Location"]
    back = ask("POST", provider, data={"name": "Ada"}).headers["Location"]
    assert ask("GET", urljoin(provider, back)).status_code == 303
    return jar[COOKIE]
