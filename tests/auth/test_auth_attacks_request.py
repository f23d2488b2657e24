"""Attacks on the binding of the provider's answer to the browser that asked."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hostile import (
    ABSENT,
    CALLBACK,
    ISSUER,
    Browser,
    Clock,
    Configure,
    Provider,
    refused,
    set_cookies,
)

from devserver.host import Host


def _query(target: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(target).query))


def test_an_honest_sign_in_works(browser: Browser, provider: Provider) -> None:
    answer = browser.sign_in(provider, "/profile?tab=1")
    assert answer.status == 303
    assert answer.header("location") == "/profile?tab=1"
    assert browser.who == "Adele Vance"
    assert not browser.flows
    assert provider.count("token") == 1


@pytest.mark.parametrize(
    "state", [ABSENT, "", "x" * 22, "é" * 22, "a b", "%00", "x" * 4000], ids=repr
)
def test_state_missing_empty_or_wrong(browser: Browser, provider: Provider, state: object) -> None:
    callback = provider.authorize(browser.login(), state=state)
    answer = browser.get(callback)
    refused(answer, browser, 400)
    assert provider.count("token") == 0
    assert len(browser.flows) == 1  # the sign-in under way goes on


def test_state_with_the_same_beginning(browser: Browser, provider: Provider) -> None:
    location = browser.login()
    state = _query(location)["state"]
    other = state[:10] + "".join("a" if c != "a" else "b" for c in state[10:])
    refused(browser.get(provider.authorize(location, state=other)), browser, 400)
    assert provider.count("token") == 0


@pytest.mark.parametrize("name", ["state", "code", "iss", "error"])
@pytest.mark.parametrize("first", [True, False])
def test_a_parameter_twice(browser: Browser, provider: Provider, name: str, first: bool) -> None:
    callback = provider.authorize(browser.login())
    value = _query(callback).get(name, "x")
    path, _, query = callback.partition("?")
    repeated = urlencode({name: value})
    target = f"{path}?{repeated}&{query}" if first else f"{path}?{query}&{repeated}"
    if name not in _query(callback):
        target += f"&{repeated}"
    refused(browser.get(target), browser, 400)
    assert provider.count("token") == 0


def test_login_csrf_the_attackers_code_and_state(
    browser: Browser, provider: Provider, host: Host
) -> None:
    attacker = Browser(host)
    refused(browser.get(provider.authorize(attacker.login())), browser, 400)
    assert provider.count("token") == 0


def test_login_csrf_while_the_victim_signs_in(
    browser: Browser, provider: Provider, host: Host
) -> None:
    attacker = Browser(host)
    location = browser.login()
    refused(browser.get(provider.authorize(attacker.login())), browser, 400)
    # The victim's own sign-in is not disturbed.
    assert browser.get(provider.authorize(location)).status == 303
    assert browser.who == "Adele Vance"


def test_login_csrf_while_the_victim_is_signed_in(
    signed_in: Browser, provider: Provider, host: Host
) -> None:
    provider.user["name"] = "Mallory"
    before = signed_in.session
    answer = signed_in.get(provider.authorize(Browser(host).login()))
    assert (answer.status, answer.header("location")) == (303, "/")
    assert not set_cookies(answer)
    assert signed_in.session == before
    assert signed_in.who == "Adele Vance"


def test_a_stolen_code_in_the_attackers_own_flow(
    browser: Browser, provider: Provider, host: Host
) -> None:
    attacker = Browser(host)
    stolen = _query(provider.authorize(browser.login()))["code"]
    own = _query(provider.authorize(attacker.login()))
    answer = attacker.get(f"{CALLBACK}?{urlencode({**own, 'code': stolen})}")
    refused(answer, attacker, 400)
    assert provider.count("token") == 1  # PKCE stopped it at the provider
    assert not attacker.flows


def test_the_callback_once_more_in_the_same_browser(browser: Browser, provider: Provider) -> None:
    callback = provider.authorize(browser.login("/profile"))
    assert browser.get(callback).status == 303
    again = browser.get(callback)
    assert (again.status, again.header("location")) == (303, "/")
    assert not set_cookies(again)
    assert provider.count("token") == 1


def test_the_callback_once_more_after_signing_out(signed_in: Browser, provider: Provider) -> None:
    callback = provider.authorize(signed_in.login())
    assert signed_in.get(callback).status == 303
    assert signed_in.sign_out().status == 303
    refused(signed_in.get(callback), signed_in, 400)


def test_the_callback_in_another_browser(browser: Browser, provider: Provider, host: Host) -> None:
    callback = provider.authorize(browser.login())
    assert browser.get(callback).status == 303
    other = Browser(host)
    refused(other.get(callback), other, 400)
    assert provider.count("token") == 1


def test_code_replay_with_the_flow_cookie_kept(browser: Browser, provider: Provider) -> None:
    callback = provider.authorize(browser.login())
    thief = browser.copy()
    assert browser.get(callback).status == 303
    refused(thief.get(callback), thief, 400)
    assert not thief.flows


@pytest.mark.parametrize(("seconds", "status"), [(890, 303), (1000, 400), (86400, 400)])
def test_a_flow_cookie_that_is_over(
    browser: Browser, provider: Provider, clock: Clock, seconds: int, status: int
) -> None:
    callback = provider.authorize(browser.login())
    clock.ahead = seconds
    answer = browser.get(callback)
    assert answer.status == status
    assert (browser.session is None) == (status == 400)


def test_a_flow_cookie_from_the_future(browser: Browser, provider: Provider, clock: Clock) -> None:
    clock.ahead = 120
    callback = provider.authorize(browser.login())
    clock.ahead = 0
    refused(browser.get(callback), browser, 400)


def test_two_flow_cookies_swapped(browser: Browser, provider: Provider) -> None:
    callbacks = [provider.authorize(browser.login()) for _ in range(2)]
    (a, first), (b, second) = browser.flows.items()
    browser.jar.update({a: second, b: first})
    for callback in callbacks:
        refused(browser.get(callback), browser, 400)
    assert provider.count("token") == 0


def test_a_flow_cookie_as_session(browser: Browser) -> None:
    browser.login()
    browser.session = next(iter(browser.flows.values()))
    assert browser.who is None


def test_a_session_cookie_as_flow(signed_in: Browser, provider: Provider) -> None:
    callback = provider.authorize(signed_in.login())
    name = next(iter(signed_in.flows))
    signed_in.jar = {name: signed_in.session or ""}
    refused(signed_in.get(callback), signed_in, 400)
    assert provider.count("token") == 1


def test_the_callback_by_post(browser: Browser, provider: Provider) -> None:
    path, _, query = provider.authorize(browser.login()).partition("?")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for target, body in ((path, query.encode()), (f"{path}?{query}", b"")):
        answer = browser.request("POST", target, form, body)
        assert answer.status == 404
        assert not set_cookies(answer)
    assert provider.count("token") == 0
    assert browser.who is None


def test_head_of_the_callback_uses_nothing_up(browser: Browser, provider: Provider) -> None:
    callback = provider.authorize(browser.login())
    answer = browser.request("HEAD", callback)
    assert answer.status == 204
    assert not set_cookies(answer)
    assert browser.get(callback).status == 303


@pytest.mark.parametrize("advertised", [True, False])
@pytest.mark.parametrize(
    "iss",
    [
        "https://evil.test/v2.0",
        "",
        ISSUER + "/",
        ISSUER.upper(),
        ISSUER + "%20",
        "http" + ISSUER[5:],
    ],
)
def test_response_issuer_wrong(
    browser: Browser, provider: Provider, iss: str, advertised: bool
) -> None:
    provider.metadata["authorization_response_iss_parameter_supported"] = advertised
    answer = browser.get(provider.authorize(browser.login(), iss=iss))
    refused(answer, browser, 400)
    assert provider.count("token") == 0
    assert not browser.flows


def test_response_issuer_missing_though_advertised(browser: Browser, provider: Provider) -> None:
    provider.metadata["authorization_response_iss_parameter_supported"] = True
    refused(browser.get(provider.authorize(browser.login(), iss=ABSENT)), browser, 400)
    assert provider.count("token") == 0


def test_response_issuer_of_an_error(browser: Browser, provider: Provider) -> None:
    provider.metadata["authorization_response_iss_parameter_supported"] = True
    state = _query(browser.login())["state"]
    query = urlencode({"error": "access_denied", "state": state, "iss": "https://evil.test"})
    refused(browser.get(f"{CALLBACK}?{query}"), browser, 400)


def test_response_issuer_right(browser: Browser, provider: Provider) -> None:
    provider.metadata["authorization_response_iss_parameter_supported"] = True
    assert browser.sign_in(provider).status == 303


@pytest.mark.parametrize("query", ["error=access_denied", "error=x&state=", "", "code=x"])
def test_an_error_without_state_clears_no_flow(
    browser: Browser, provider: Provider, query: str
) -> None:
    location = browser.login()
    answer = browser.get(f"{CALLBACK}?{query}")
    refused(answer, browser, 400)
    assert not set_cookies(answer)
    assert browser.get(provider.authorize(location)).status == 303


def test_an_error_clears_its_own_flow_only(browser: Browser, provider: Provider) -> None:
    location, state = browser.login(), _query(browser.login())["state"]
    answer = browser.get(f"{CALLBACK}?{urlencode({'error': 'access_denied', 'state': state})}")
    refused(answer, browser, 403)
    assert len(browser.flows) == 1
    assert browser.get(provider.authorize(location)).status == 303


def test_an_error_beside_a_code_wins(browser: Browser, provider: Provider) -> None:
    callback = provider.authorize(browser.login(), error="access_denied")
    refused(browser.get(callback), browser, 403)
    assert provider.count("token") == 0


def test_no_code_and_no_error(browser: Browser, provider: Provider) -> None:
    refused(browser.get(provider.authorize(browser.login(), code=ABSENT)), browser, 400)
    refused(browser.get(provider.authorize(browser.login(), code="")), browser, 400)
    assert provider.count("token") == 0


@pytest.mark.parametrize("code", ["%ff%fe", "x" * 6000, "%00", "%0d%0aSet-Cookie:%20a=b"])
def test_odd_codes(browser: Browser, provider: Provider, code: str) -> None:
    callback = provider.authorize(browser.login(), code="CODE")
    answer = browser.get(callback.replace("code=CODE", f"code={code}"))
    assert answer.status in (400, 502)
    refused(answer, browser, answer.status)
    assert not browser.flows


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_parallel_tabs_each_come_back(
    browser: Browser, provider: Provider, order: tuple[int, ...]
) -> None:
    callbacks = [provider.authorize(browser.login(f"/?tab={tab}")) for tab in range(3)]
    for tab in order:
        answer = browser.get(callbacks[tab])
        assert (answer.status, answer.header("location")) == (303, f"/?tab={tab}")
    assert not browser.flows


def test_a_template_for_an_issuer(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    """Metadata for several tenants: the issuer is checked in the token, with its tenant."""
    configure(ALLOWED_TENANTS="*")
    provider.metadata["issuer"] = "https://login.test/{tenantid}/v2.0"
    provider.claims["iss"] = ISSUER
    assert browser.sign_in(provider).status == 303
