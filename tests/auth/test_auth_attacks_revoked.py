"""Sessions that were revoked: of one user, of everybody, and by a function of the app's own."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import (
    ADELE,
    BOB,
    Browser,
    Clock,
    Configure,
    Provider,
    refused,
    session_name,
    set_cookies,
)

from auth import User, register_session_check, revocation
from auth.settings import read
from devserver.host import Host

OID, SUB = ADELE["oid"], ADELE["sub"]


@pytest.fixture(autouse=True)
def checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(revocation, "_checks", [])
    return


def _bob(host: Host, provider: Provider) -> Browser:
    bob, before = Browser(host), dict(provider.user)
    provider.user = dict(BOB)
    provider.graph = {"displayName": "Bob Builder"}
    assert bob.sign_in(provider).status == 303
    provider.user = before
    return bob


@pytest.mark.parametrize("name", [OID, OID.upper(), SUB])
def test_a_copied_cookie_of_a_revoked_user_is_refused_and_nobody_elses(
    signed_in: Browser,
    host: Host,
    provider: Provider,
    configure: Configure,
    clock: Clock,
    name: str,
) -> None:
    bob, copied = _bob(host, provider), signed_in.copy()
    configure(SESSIONS_REVOKED=f"someone-else=99999999999, {name}={int(time.time()) + 1}")
    assert signed_in.who is None
    assert copied.who is None
    assert copied.get("/profile").status == 302
    assert b"Adele" not in copied.get("/").body
    assert bob.who == "Bob Builder"
    # Who signs in afterwards is not concerned.
    clock.ahead = 2
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.who == "Adele Vance"
    assert copied.who is None


def test_revoking_until_a_time_to_come_keeps_a_user_out(
    browser: Browser, host: Host, provider: Provider, configure: Configure
) -> None:
    configure(SESSIONS_REVOKED=f"{OID}=99999999999")
    answer = browser.sign_in(provider, "/profile")
    refused(answer, browser, 403)
    assert b"access to this site has been withdrawn" in answer.body
    assert not browser.flows
    assert _bob(host, provider).who == "Bob Builder"


def test_renewal_does_not_outlive_a_revocation(
    signed_in: Browser, configure: Configure, clock: Clock
) -> None:
    clock.ahead = 1900
    signed_in.get("/profile")
    configure(SESSIONS_REVOKED=f"{OID}={int(time.time()) + 60}")
    assert signed_in.who is None
    assert session_name() not in set_cookies(signed_in.get("/"))


def test_everybody_before_a_time(
    signed_in: Browser, host: Host, provider: Provider, configure: Configure
) -> None:
    bob = _bob(host, provider)
    configure(SESSION_EPOCH=str(int(time.time()) + 5))
    assert (signed_in.who, bob.who) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["x", "=1", " =1", "x=", "x=soon", "x=-1", "x=1.5", "x=1=", "x=１", "x=1;y=2", "x=999999999999",
     ",".join(f"x{n}=1" for n in range(101))],
)  # fmt: skip
def test_a_wrong_setting_is_reported(
    browser: Browser, configure: Configure, log: pytest.LogCaptureFixture, text: str
) -> None:
    configure(SESSIONS_REVOKED=text)
    assert browser.get("/login").status == 503
    assert "SESSIONS_REVOKED" in log.text


def test_a_setting_that_is_read() -> None:
    from hostile import ENVIRONMENT

    settings = read({**ENVIRONMENT, "SESSIONS_REVOKED": f" {OID} = 5 , auth0|a=b=7,"})
    assert settings
    assert settings.revoked == ((OID, 5), ("auth0|a=b", 7))


# By a function of the app's own


def test_a_function_of_ones_own_decides_by_user_and_time(
    signed_in: Browser, host: Host, provider: Provider, clock: Clock
) -> None:
    bob, called, since = _bob(host, provider), [], {"Adele Vance": 0}

    @register_session_check
    def check(user: User, started: int) -> bool:
        called.append((user.name, started))
        return started >= since.get(user.name, 0)

    assert signed_in.who == "Adele Vance"
    assert called[0][0] == "Adele Vance"
    assert abs(called[0][1] - time.time()) < 60
    since["Adele Vance"] = int(time.time()) + 2
    assert signed_in.who is None
    assert signed_in.get("/profile").status == 302
    assert bob.who == "Bob Builder"
    clock.ahead = 5
    assert signed_in.sign_in(provider).status == 303
    assert signed_in.who == "Adele Vance"


def test_a_user_whom_the_function_always_refuses_gets_a_page_and_no_loop(
    browser: Browser, provider: Provider
) -> None:
    register_session_check(lambda user, started: user.name != "Adele Vance")
    for _ in range(3):
        refused(browser.sign_in(provider, "/profile"), browser, 403)


def _raises(user: User, started: int) -> bool:
    raise ConnectionError("secret-host.internal refused Adele Vance")


ODD: dict[str, Callable[[User, int], Any]] = {
    "it raises": _raises,
    "it returns nothing": lambda user, started: None,
    "it returns a text": lambda user, started: "no",
    "it returns a number": lambda user, started: 1,
    "it returns a coroutine's place": lambda user, started: object(),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_function_that_fails_lets_nobody_in(
    signed_in: Browser, provider: Provider, log: pytest.LogCaptureFixture, kind: str
) -> None:
    register_session_check(ODD[kind])
    assert signed_in.who is None
    assert signed_in.get("/").status == 200
    assert signed_in.sign_in(provider).status == (503 if kind == "it raises" else 403)
    assert signed_in.who is None
    mine = "".join(r.getMessage() for r in log.records if r.name == "auth")
    assert ("session check failed: ConnectionError" in mine) == (kind == "it raises")
    assert "secret-host" not in mine


def test_every_function_must_agree(signed_in: Browser) -> None:
    register_session_check(lambda user, started: True)
    assert signed_in.who == "Adele Vance"
    register_session_check(lambda user, started: False)
    register_session_check(lambda user, started: True)
    assert signed_in.who is None


def test_the_recipe_of_the_document_works(signed_in: Browser) -> None:
    text = (Path(__file__).parents[2] / "docs" / "sign-in.md").read_text(encoding="utf-8")
    (recipe,) = [
        code
        for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        if "register_session_check" in code
    ]
    names: dict[str, Any] = {}
    exec(recipe, names)  # noqa: S102
    assert signed_in.who == "Adele Vance"
    names["leavers"][OID] = time.time() + 60
    assert signed_in.who is None
