"""What the provider's endpoints may do wrong, when a sign-in begins and when it ends."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from certificates import owned
from hostile import (
    ABSENT,
    AUTHORITY,
    CLIENT_ID,
    CLIENT_SECRET,
    ISSUER,
    Browser,
    Configure,
    Provider,
    refused,
    reply,
    set_cookies,
)

import auth.provider

OUT_OF_REACH: dict[str, Any] = {
    "down": requests.ConnectionError("refused"),
    "slow": requests.ReadTimeout("10 s"),
    "no certificate": requests.exceptions.SSLError("self signed"),
    "500": reply({"error": "server_error"}, 500),
    "500 HTML": reply(text="<html>oops", status=500),
    "503 Retry-After": reply({}, 503, headers={"Retry-After": "120"}),
    "429": reply({"error": "too_many"}, 429, headers={"Retry-After": "60"}),
    "HTML": reply(text="<html>Captive portal</html>"),
    "HTML 400": reply(text="<html>", status=400),
    "nothing": reply(text=""),
    "[]": reply([]),
    "null": reply(None),
    "a string": reply("code"),
    "deeply nested": reply(text="[" * 200_000),
    "302": reply({}, 302, headers={"Location": "https://evil.test/token"}),
    "304": reply(text="", status=304),
}
TOKEN_ANSWERS: dict[str, Any] = {
    **OUT_OF_REACH,
    "empty object": reply({}),
    "no ID token": reply({"access_token": "ACCESS.x", "token_type": "Bearer"}),
    "400 invalid_client": reply({"error": "invalid_client", "error_codes": [7000215]}, 401),
    "400 invalid_request": reply({"error": "invalid_request"}, 400),
    "400 HTML in error": reply({"error": "<script>alert(1)</script>"}, 400),
    "error a header": reply({"error": "a\r\nb\u2028"}, 400),
    "error a list": reply({"error": ["invalid_grant"]}, 400),
    "error an object": reply({"error": {"a": 1}}, 400),
    "error beside tokens": reply({"error": "x", "access_token": "ACCESS.x", "id_token": "x"}),
    "client_info garbage": reply({"access_token": "ACCESS.x", "client_info": "%"}),
    "expires_in a word": reply({"access_token": "ACCESS.x", "expires_in": "soon"}),
}


@pytest.mark.parametrize("name", TOKEN_ANSWERS)
def test_token_endpoint(
    browser: Browser, provider: Provider, name: str, log: pytest.LogCaptureFixture
) -> None:
    provider.bend["token"] = TOKEN_ANSWERS[name]
    answer = browser.sign_in(provider, "/profile")
    refused(answer, browser, 502)
    assert not browser.flows
    assert b"/login?next_url=%2Fprofile" in answer.body  # to try again, to the same page
    assert b"alert" not in answer.body
    assert CLIENT_SECRET not in log.text
    assert "reference" in log.text
    # Nothing of it stays: a later sign-in of anyone works.
    del provider.bend["token"]
    if name.startswith("error a"):
        browser.sign_in(provider)  # msal fails once more over what it kept of that error
    assert browser.sign_in(provider).status == 303


ENTRA_REFUSALS: dict[str, tuple[dict[str, Any], int, bytes, str]] = {
    "expired secret": (
        {"error": "invalid_client", "error_codes": [7000222]},
        502, b"not responding correctly", "AADSTS7000222 (the client secret has expired",
    ),
    "SPA": (
        {"error": "invalid_request", "error_codes": [9002327]},
        502, b"not responding correctly", "AADSTS9002327 (the redirect URI is registered as SPA",
    ),
    "Conditional Access": (
        {"error": "invalid_grant", "error_codes": [53003]},
        403, b"You may not sign in here", "AADSTS53003 (blocked by a Conditional Access policy)",
    ),
    "not assigned": (
        {"error": "invalid_grant", "error_codes": [50105]},
        403, b"You may not sign in here", "AADSTS50105 (the user is not assigned",
    ),
    "second factor": (
        {"error": "interaction_required", "error_codes": [50076]},
        403, b"needs you to sign in again", "interaction_required; AADSTS50076",
    ),
    "consent by name alone": (
        {"error": "consent_required"}, 403, b"do not have access", "consent_required",
    ),
    "unknown number": (
        {"error": "invalid_grant", "error_codes": [1234567]},
        400, b"took too long or was already used", "AADSTS1234567",
    ),
    "odd numbers": (
        {"error": "invalid_grant", "error_codes": [True, "53003", 5e300, -1, None, [53], 10**40]},
        400, b"took too long or was already used", "invalid_grant: correlation id",
    ),
    "no list": (
        {"error": "invalid_client", "error_codes": "7000222", "correlation_id": "x\r\ny"},
        502, b"not responding correctly", "invalid_client (status",
    ),
}  # fmt: skip
CORRELATION = "0c6f6361-6c2d-4f70-a6e4-69642d617070"


@pytest.mark.parametrize("name", ENTRA_REFUSALS)
def test_what_entra_says_helps_the_operator(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, name: str
) -> None:
    document, status, words, logged = ENTRA_REFUSALS[name]
    secret = f"AADSTS1: app 's3cret' of Adele {CLIENT_SECRET}"
    document = {"correlation_id": CORRELATION, "error_description": secret, **document}
    provider.bend["token"] = reply(document, 400)
    answer = browser.sign_in(provider)
    refused(answer, browser, status)
    assert words in answer.body
    assert b"AADSTS" not in answer.body
    assert logged in log.text
    assert (CORRELATION in log.text) == (document["correlation_id"] == CORRELATION)
    assert "s3cret" not in log.text


@pytest.mark.parametrize(
    ("error", "description", "status", "logged"),
    [
        (
            "access_denied",
            f"AADSTS50105: Adele is not assigned. Correlation ID: {CORRELATION} Timestamp: x",
            403,
            "AADSTS50105 (the user is not assigned to the application), correlation id "
            + CORRELATION,
        ),
        ("invalid_request", "AADSTS50011: mismatch", 400, "AADSTS50011 (the redirect URI is not"),
        ("server_error", "AADSTS53003: blocked", 403, "AADSTS53003"),
        ("x", "AADSTS" + "9" * 4000 + " Correlation ID: Adele", 400, "provider said error (status"),
    ],
)
def test_what_entra_says_to_the_browser_helps_the_operator(
    browser: Browser,
    provider: Provider,
    log: pytest.LogCaptureFixture,
    error: str,
    description: str,
    status: int,
    logged: str,
) -> None:
    location = browser.login()
    callback = provider.authorize(location, code=ABSENT, error=error, error_description=description)
    refused(browser.get(callback), browser, status)
    assert logged in log.text
    assert "sign-in failed: " in log.text
    assert "Adele is" not in log.text


def test_the_log_says_why_there_is_no_profile(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture
) -> None:
    provider.bend["graph"] = reply({}, 401, headers={"request-id": CORRELATION})
    assert browser.sign_in(provider).status == 303
    assert f"profile not read: status 401, request id {CORRELATION}" in log.text


@pytest.mark.parametrize(
    "endpoint", ["authorization_endpoint", "token_endpoint", "jwks_uri", "issuer"]
)
@pytest.mark.parametrize(
    "value",
    [
        "https://login.test/\u00e9",
        "https://login.test/\r\nSet-Cookie: a=b",
        "https://login.test/ x",
        "https://login.test/\ud800",
        "http://login.test/x",
        "javascript:alert(1)",
        "",
        None,
        7,
        ["https://login.test/"],
    ],
    ids=ascii,
)
def test_metadata_that_is_odd(
    browser: Browser, provider: Provider, endpoint: str, value: object
) -> None:
    if endpoint == "issuer" and isinstance(value, str):
        return  # only compared
    right = provider.metadata[endpoint]
    provider.metadata[endpoint] = value
    refused(browser.get("/login"), browser, 503)
    provider.metadata[endpoint] = right
    assert browser.sign_in(provider).status == 303


def test_operators_find_a_wrong_secret_in_the_log(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, configure: Configure
) -> None:
    configure(CLIENT_SECRET="not-what-was-registered")  # noqa: S106
    answer = browser.sign_in(provider)
    refused(answer, browser, 502)
    assert b"invalid_client" not in answer.body
    assert "invalid_client" in log.text
    assert "not-what-was-registered" not in log.text


def test_the_code_was_used_up(browser: Browser, provider: Provider) -> None:
    provider.bend["token"] = reply({"error": "invalid_grant", "error_codes": [70008]}, 400)
    answer = browser.sign_in(provider)
    refused(answer, browser, 400)
    assert b"took too long or was already used" in answer.body


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_the_client_secret_goes_nowhere_else(
    browser: Browser, provider: Provider, status: int
) -> None:
    provider.bend["token"] = reply({}, status, headers={"Location": "https://evil.test/token"})
    refused(browser.sign_in(provider), browser, 502)
    assert provider.count("elsewhere") == 0


def test_what_the_token_endpoint_gets(browser: Browser, provider: Provider) -> None:
    assert browser.sign_in(provider).status == 303
    ((_, request),) = [seen for seen in provider.seen if seen[0] == "token"]
    form = parse_qs(str(request.body))
    assert form["client_id"] == [CLIENT_ID]
    assert form["client_secret"] == [CLIENT_SECRET]
    assert form["redirect_uri"] == ["https://app.test/getAToken"]
    assert CLIENT_SECRET not in (request.url or "")


def test_what_entra_gets_instead_of_a_secret(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    """The claims and headers that Microsoft documents, and the certificate's own key."""
    own = owned()
    configure(CLIENT_SECRET=None, CLIENT_CERTIFICATE=own.pem().decode())
    assertions = []

    def redeem(request: requests.PreparedRequest) -> requests.Response:
        form = parse_qs(str(request.body))
        assert "client_secret" not in form
        assertions.extend(form["client_assertion"])
        # Go on as if that had been the secret.
        request.body = f"{request.body}&client_secret={CLIENT_SECRET}"
        return provider.redeem(request)

    provider.bend["token"] = redeem
    for _ in range(2):
        assert browser.sign_in(provider).status == 303
    public: Any = own.certificate.public_key()
    first, second = (
        jwt.decode(text, public, ["PS256"], audience=f"{AUTHORITY}/oauth2/v2.0/token")
        for text in assertions
    )
    assert first["iss"] == first["sub"] == CLIENT_ID
    assert first["jti"] != second["jti"]
    assert first["nbf"] == first["iat"] == first["exp"] - 300
    assert {"alg", "typ", "x5c", "x5t#S256"} == jwt.get_unverified_header(assertions[0]).keys()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (700027, "not registered"),
        (700213, "no federated credential of the registration"),
        (700236, "of another tenant"),
        (7000229, "az ad sp create"),
    ],
)
def test_the_log_says_why_entra_refuses_a_credential(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, number: int, said: str
) -> None:
    document = {"error": "invalid_client", "error_codes": [number]}
    provider.bend["token"] = reply(document, 401)
    refused(browser.sign_in(provider), browser, 502)
    assert f"AADSTS{number} (" in log.text
    assert said in log.text


def test_no_refresh_token_is_asked_for(browser: Browser) -> None:
    asked = parse_qs(urlsplit(browser.login()).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "User.Read"}


# Discovery


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_discovery_fails_at_login_and_recovers(
    browser: Browser, provider: Provider, name: str
) -> None:
    provider.bend["discovery"] = OUT_OF_REACH[name]
    answer = browser.get("/login?next_url=/profile")
    refused(answer, browser, 503)
    assert not set_cookies(answer)
    del provider.bend["discovery"]
    assert browser.sign_in(provider).status == 303


@pytest.mark.parametrize("status", [301, 302, 307])
def test_discovery_is_not_followed_elsewhere(
    browser: Browser, provider: Provider, status: int
) -> None:
    provider.bend["discovery"] = reply({}, status, headers={"Location": "https://evil.test/x"})
    refused(browser.get("/login"), browser, 503)
    assert provider.count("elsewhere") == 0


@pytest.mark.parametrize(
    "without", ["issuer", "jwks_uri", "authorization_endpoint", "token_endpoint"]
)
def test_metadata_that_lacks_something(browser: Browser, provider: Provider, without: str) -> None:
    provider.bend["discovery"] = reply(
        {name: value for name, value in provider.metadata.items() if name != without}
    )
    refused(browser.get("/login"), browser, 503)


def test_discovery_fails_at_the_callback_and_recovers(browser: Browser, provider: Provider) -> None:
    callback = provider.authorize(browser.login("/profile"))
    auth.provider._cache.clear()  # the callback reaches another instance
    provider.bend["discovery"] = requests.ConnectionError()
    answer = browser.get(callback)
    refused(answer, browser, 503)
    assert b"/login?next_url=%2Fprofile" in answer.body
    assert not browser.flows
    del provider.bend["discovery"]
    assert browser.sign_in(provider).status == 303


@pytest.mark.parametrize("name", ["down", "slow", "500 HTML", "null", "[]"])
def test_instance_discovery_fails_and_recovers(
    browser: Browser, provider: Provider, name: str
) -> None:
    provider.bend["instance"] = OUT_OF_REACH[name]
    refused(browser.get("/login"), browser, 503)
    del provider.bend["instance"]
    assert browser.sign_in(provider).status == 303


def test_metadata_of_another_issuer(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    configure(AUTHORITY=None, OIDC_AUTHORITY=ISSUER)
    provider.metadata["issuer"] = "https://evil.test/contoso"
    refused(browser.get("/login"), browser, 503)


def test_another_provider_by_its_issuer(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    configure(AUTHORITY=None, OIDC_AUTHORITY=ISSUER)
    assert browser.sign_in(provider).status == 303
    assert browser.who == "Adele Vance"
    assert provider.count("graph") == 0  # the token is not meant for Microsoft Graph


def test_discovery_is_asked_once(browser: Browser, provider: Provider) -> None:
    for _ in range(5):
        assert browser.sign_in(provider).status == 303
    assert provider.count("discovery") == 1  # msal is given ours
    assert provider.count("jwks") == 1


# Microsoft Graph


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_graph_fails_and_the_user_is_signed_in_all_the_same(
    browser: Browser, provider: Provider, name: str
) -> None:
    provider.bend["graph"] = OUT_OF_REACH[name]
    assert browser.sign_in(provider).status == 303
    assert json.loads(browser.fetch("/me").body) == {
        "name": "Adele Vance",
        "username": "AdeleV@contoso.onmicrosoft.com",
    }
    assert provider.count("elsewhere") == 0  # the access token goes nowhere else


def test_graph_says_odd_things(browser: Browser, provider: Provider) -> None:
    provider.graph = {"displayName": ["x"], "mail": None, "jobTitle": "J" * 9000, "n": "x"}
    assert browser.sign_in(provider).status == 303
    document = json.loads(browser.fetch("/me").body)
    assert document["jobTitle"] == "J" * 200
    assert set(document) == {"name", "username", "jobTitle"}


def test_graph_gets_the_access_token_and_no_one_else(browser: Browser, provider: Provider) -> None:
    assert browser.sign_in(provider).status == 303
    for name, request in provider.seen:
        token = str(request.headers.get("Authorization", ""))
        assert token.startswith("Bearer ACCESS.") == (name == "graph")
    assert AUTHORITY not in "".join(browser.jar.values())
