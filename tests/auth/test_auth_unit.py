"""Settings of sign-in, and its small parts on their own."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from typing import Any

import pytest
from hostile import ENVIRONMENT, KEY, OLD_KEY, TENANT, session_key

from api.errors import SettingsError
from auth import cookies, next_url, paths, sessions
from auth.errors import Failure, TooLargeError
from auth.settings import SETTINGS, Settings, read
from auth.user import User


def settings(**changes: str | None) -> Settings:
    found = read({k: v for k, v in {**ENVIRONMENT, **changes}.items() if v is not None})
    assert found is not None
    return found


def reasons(**changes: str | None) -> list[str]:
    with pytest.raises(SettingsError) as failed:
        settings(**changes)
    return failed.value.reasons


def test_the_defaults() -> None:
    found = settings()
    assert found.authority == ENVIRONMENT["AUTHORITY"]
    assert found.is_entra
    assert found.scope == ("User.Read",)
    assert found.graph_me_url == "https://graph.microsoft.com/v1.0/me"
    assert (found.idle, found.longest, found.epoch) == (3600, 28800, 0)
    assert found.prompt is None
    assert found.allowed_tenants is None
    assert found.secure


@pytest.mark.parametrize("environment", [{}, {"SCOPE": "a"}, {"CLIENT_ID": " "}, {"PATH": "/bin"}])
def test_sign_in_is_off(environment: dict[str, str]) -> None:
    assert read(environment) is None


@pytest.mark.parametrize("name", ["CLIENT_ID", "BASE_URL", "SESSION_KEYS"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_missing(name: str, value: str | None) -> None:
    assert reasons(**{name: value}) == [f"{name} is missing"]


THREE = "exactly one of CLIENT_MANAGED_IDENTITY, CLIENT_CERTIFICATE and CLIENT_SECRET must be set"
IDENTITY = "9a1d3f5e-1111-4222-8333-abcdefabcdef"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_credential(value: str | None) -> None:
    assert reasons(CLIENT_SECRET=value) == [THREE]


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"CLIENT_CERTIFICATE": "/app.pem"}, "CLIENT_CERTIFICATE and CLIENT_SECRET"),
        ({"CLIENT_MANAGED_IDENTITY": IDENTITY}, "CLIENT_MANAGED_IDENTITY and CLIENT_SECRET"),
        (
            {
                "CLIENT_MANAGED_IDENTITY": IDENTITY,
                "CLIENT_CERTIFICATE": "/app.pem",
                "CLIENT_SECRET": "",
            },
            "CLIENT_MANAGED_IDENTITY and CLIENT_CERTIFICATE",
        ),
    ],
)
def test_two_credentials(changes: dict[str, str | None], listed: str) -> None:
    assert reasons(**changes) == [f"{THREE}, but {listed} are"]


@pytest.mark.parametrize(
    "changes", [{"CLIENT_MANAGED_IDENTITY": IDENTITY}, {"CLIENT_CERTIFICATE": "/app.pem"}]
)
def test_one_credential(changes: dict[str, str | None]) -> None:
    found = settings(**changes, CLIENT_SECRET=None)
    assert (found.managed_identity, found.certificate) == (
        changes.get("CLIENT_MANAGED_IDENTITY", ""),
        changes.get("CLIENT_CERTIFICATE", ""),
    )


@pytest.mark.parametrize("value", ["system", "id-chart-functions", IDENTITY + "0"])
def test_an_identity_that_is_no_client_id(value: str) -> None:
    (reason,) = reasons(CLIENT_MANAGED_IDENTITY=value, CLIENT_SECRET=None)
    assert reason == "CLIENT_MANAGED_IDENTITY must be the client ID of an identity (a GUID)"


def test_a_password_without_certificate() -> None:
    (reason,) = reasons(CLIENT_CERTIFICATE_PASSWORD="the password")  # noqa: S106
    assert reason == "CLIENT_CERTIFICATE_PASSWORD is set without CLIENT_CERTIFICATE"


def test_a_secret_is_in_no_representation() -> None:
    found = settings(CLIENT_CERTIFICATE="-----BEGIN x", CLIENT_SECRET=None)
    assert "BEGIN" not in repr(found)
    assert ENVIRONMENT["CLIENT_SECRET"] not in repr(settings())
    assert str(settings().session_keys[0]) not in repr(settings())


def _key(length: int) -> str:
    import base64

    return base64.urlsafe_b64encode(bytes(range(length))).decode().rstrip("=")


WRONG = [
    ("SESSION_KEYS", "short"),
    ("SESSION_KEYS", _key(31)),
    ("SESSION_KEYS", "A" * 43),
    ("SESSION_KEYS", "AB" * 32),
    ("SESSION_KEYS", "not base64 at all!"),
    ("SESSION_KEYS", "+/" * 32),
    ("SESSION_KEYS", "é" * 43),
    ("SESSION_KEYS", f"{KEY},short"),
    ("BASE_URL", "app.test"),
    ("BASE_URL", "http://app.test"),
    ("BASE_URL", "http://localhost.app.test"),
    ("BASE_URL", "http://10.0.0.1"),
    ("BASE_URL", "https://app.test/path"),
    ("BASE_URL", "https://app.test/?a=b"),
    ("BASE_URL", "https://app.test/#a"),
    ("BASE_URL", "https://user:pass@app.test"),
    ("BASE_URL", "https://"),
    ("BASE_URL", "https://["),
    ("BASE_URL", "https://app.test:port"),
    ("BASE_URL", "https://app.test:99999"),
    ("BASE_URL", "https://app test"),
    ("BASE_URL", "https://äpp.test"),
    ("BASE_URL", "https://app.test\\@evil.test"),
    ("BASE_URL", "ftp://app.test"),
    ("BASE_URL", "javascript:alert(1)"),
    ("AUTHORITY", "login.test/contoso"),
    ("AUTHORITY", "http://login.test/contoso"),
    ("AUTHORITY", "https://login.test"),
    ("AUTHORITY", "https://login.test/"),
    ("AUTHORITY", "https://login.test/v2.0"),
    ("AUTHORITY", "https://login.test/contoso?a=b"),
    ("AUTHORITY", "https://login.test/contoso#a"),
    ("AUTHORITY", "https://a@login.test/contoso"),
    ("AUTHORITY", "https://[/contoso"),
    ("ALLOWED_TENANTS", "contoso.onmicrosoft.com"),
    ("ALLOWED_TENANTS", f"{TENANT},*"),
    ("ALLOWED_TENANTS", f"{TENANT};{TENANT}"),
    ("GRAPH_ME_URL", "http://graph.microsoft.com/v1.0/me"),
    ("GRAPH_ME_URL", "graph"),
    ("GRAPH_ME_URL", "https://["),
    ("LOGIN_PROMPT", "sometimes"),
    ("SCOPE", "openid"),
    ("SCOPE", "User.Read Offline_Access"),
    ("SESSION_IDLE_SECONDS", "0"),
    ("SESSION_IDLE_SECONDS", "-5"),
    ("SESSION_IDLE_SECONDS", "1e4"),
    ("SESSION_IDLE_SECONDS", "٣٦٠٠"),
    ("SESSION_IDLE_SECONDS", "9" * 12),
    ("SESSION_MAX_SECONDS", "59"),
    ("SESSION_EPOCH", "yesterday"),
    ("AUTHORITY", "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin"),
    ("AUTHORITY", "https://login.contoso.example/tfp/contoso.onmicrosoft.com/b2c_1a_x/v2.0"),
    ("CLIENT_SECRET", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s/)"),
    ("CLIENT_SECRET", "@microsoft.keyvault(VaultName=v;SecretName=s)"),
    ("SESSION_KEYS", "@Microsoft.KeyVault(VaultName=v;SecretName=keys)"),
    ("BASE_URL", "@Microsoft.AppConfiguration(Endpoint=https://c.azconfig.io; Key=url)"),
    ("REDIRECT_PATH", "/{*path}"),
    ("REDIRECT_PATH", "/a b"),
    ("REDIRECT_PATH", "/.auth/callback"),
    ("REDIRECT_PATH", "/charts/callback"),
    ("REDIRECT_PATH", "/a//b"),
    ("REDIRECT_PATH", "/a/../b"),
    ("REDIRECT_PATH", "https://app.test/getAToken"),
    ("LOGIN_PATH", "/"),
    ("LOGIN_PATH", "/gallery"),
    ("LOGIN_PATH", "/signin?x=1"),
    ("LOGIN_PATH", "/é"),
    ("LOGOUT_PATH", "/Admin/x"),
]


SHOWN = ("https://",)  # part of the advice


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda text: text.replace(KEY, "KEY"))
def test_wrong(name: str, value: str) -> None:
    (reason,) = reasons(**{name: value})
    assert reason.startswith(name)
    assert len(value) < 8 or value in SHOWN or value not in reason


@pytest.mark.parametrize(
    "authority",
    [
        "https://login.microsoftonline.com/common",
        "https://login.microsoftonline.com/Common/",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/common//v2.0",
        "https://login.microsoftonline.com/common/v2.0/",
        "https://login.microsoftonline.com/organizations",
        "https://login.microsoftonline.com/consumers",
        "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad",
    ],
)
@pytest.mark.parametrize("name", ["AUTHORITY", "OIDC_AUTHORITY"])
def test_every_tenant_only_when_told(authority: str, name: str) -> None:
    changes: dict[str, str | None] = {"AUTHORITY": None, name: authority}
    (reason,) = reasons(**changes)
    assert "ALLOWED_TENANTS" in reason
    assert settings(**changes, ALLOWED_TENANTS="*").allowed_tenants is None
    assert settings(**changes, ALLOWED_TENANTS=TENANT.upper()).allowed_tenants == {TENANT}


@pytest.mark.parametrize(
    ("host", "graph"),
    [
        ("login.microsoftonline.com", "https://graph.microsoft.com/v1.0/me"),
        ("contoso.ciamlogin.com", "https://graph.microsoft.com/v1.0/me"),
        ("login.microsoftonline.us", "https://graph.microsoft.us/v1.0/me"),
        ("LOGIN.MicrosoftOnline.US", "https://graph.microsoft.us/v1.0/me"),
        ("login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn/v1.0/me"),
        ("login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/v1.0/me"),
        ("login.microsoftonline.de", ""),
        ("other.microsoftonline.us", ""),
        ("login.sovcloud-identity.fr", ""),
    ],
)
def test_no_access_token_is_sent_to_the_graph_of_another_cloud(host: str, graph: str) -> None:
    made = settings(AUTHORITY=f"https://{host}/{TENANT}")
    assert made.graph_me_url == graph
    assert made.scope == (("User.Read",) if graph else ())
    own = "https://dod-graph.microsoft.us/v1.0/me"
    assert settings(AUTHORITY=f"https://{host}/{TENANT}", GRAPH_ME_URL=own).graph_me_url == own


@pytest.mark.parametrize(
    "text", ["auth/callback", " /auth/callback", "/auth/callback/ ", "auth/callback/"]
)
@pytest.mark.parametrize("name", ["REDIRECT_PATH", "LOGIN_PATH", "LOGOUT_PATH"])
def test_a_path_is_trimmed_and_gets_its_slash(name: str, text: str) -> None:
    read, wrong = paths.read({name: text})
    assert read[name] == "/auth/callback"
    assert not wrong
    assert settings(**{name: text})


def test_two_equal_paths_are_neither() -> None:
    read, wrong = paths.read({"LOGIN_PATH": "/in", "REDIRECT_PATH": "/In"})
    assert len(wrong) == 1
    assert read == paths.read({})[0]


def test_wrong_paths_stop_no_function() -> None:
    code = "import function_app; from auth import paths; print(paths.LOGIN, paths.CALLBACK)"
    wrong = {"LOGIN_PATH": " /{x", "REDIRECT_PATH": "/charts/bar", "LOGOUT_PATH": "?"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **wrong}, capture_output=True, text=True
    )
    assert ran.stdout.split() == ["/login", "/getAToken"], ran.stderr


def test_two_authorities_or_none() -> None:
    assert len(reasons(OIDC_AUTHORITY="https://id.test/x")) == 1
    assert len(reasons(AUTHORITY=None)) == 1


@pytest.mark.parametrize(
    ("name", "given", "field", "value"),
    [
        ("BASE_URL", "https://app.test/", "base_url", "https://app.test"),
        ("BASE_URL", "HTTPS://App.Test", "base_url", "https://app.test"),
        ("BASE_URL", "http://localhost:7071", "base_url", "http://localhost:7071"),
        ("BASE_URL", "http://127.0.0.1:7071", "base_url", "http://127.0.0.1:7071"),
        ("BASE_URL", "http://[::1]:7071", "base_url", "http://[::1]:7071"),
        ("BASE_URL", " https://app.test ", "base_url", "https://app.test"),
        ("AUTHORITY", "https://login.test/t/v2.0/", "authority", "https://login.test/t"),
        ("AUTHORITY", "https://login.test/t/", "authority", "https://login.test/t"),
        ("SCOPE", "a  b", "scope", ("a", "b")),
        ("LOGIN_PROMPT", "select_account", "prompt", "select_account"),
        ("SESSION_EPOCH", "1790000000", "epoch", 1790000000),
    ],
)
def test_right(name: str, given: str, field: str, value: object) -> None:
    assert getattr(settings(**{name: given}), field) == value


def test_another_provider_has_its_own_scopes_and_no_graph() -> None:
    found = settings(AUTHORITY=None, OIDC_AUTHORITY="https://id.test/contoso/")
    assert found.metadata_url == "https://id.test/contoso/.well-known/openid-configuration"
    assert found.scope == ()
    assert found.graph_me_url == ""


def test_keys_are_newest_first_and_padding_does_not_matter() -> None:
    found = settings(SESSION_KEYS=f" {KEY}= , {OLD_KEY} ,")
    assert found.session_keys == settings(SESSION_KEYS=f"{KEY},{OLD_KEY}").session_keys
    assert settings(SESSION_KEYS=KEY).session_keys == found.session_keys[:1]


def test_every_setting_is_described() -> None:
    assert all(SETTINGS.values())


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings().client_id = "x"  # type: ignore[misc]


# Cookies


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", {}),
        ("a=b", {"a": "b"}),
        ("a=b;c=d", {"a": "b", "c": "d"}),
        ("a=b; c=d=e; ", {"a": "b", "c": "d=e"}),
        ("a", {}),
        ("=a", {"": "a"}),
        ("a=", {"a": ""}),
        ("a=b; a=c; d=e", {"d": "e"}),
        ("a=b; A=c", {"a": "b", "A": "c"}),
        (";;; ;a=b", {"a": "b"}),
        ("a=b,c=d", {"a": "b,c=d"}),
    ],
)
def test_cookies_of_a_request(header: str, found: dict[str, str]) -> None:
    assert cookies.parse(header) == found


def test_a_signed_text_comes_back() -> None:
    for payload in ({}, {"a": 1, "é": "ü😀", "n": None, "l": [1]}):
        value = cookies.seal(settings(), "flow", payload)
        assert cookies.unseal(settings(), "flow", value) == payload
        assert cookies.unseal(settings(), "session", value) is None


def test_too_large_a_cookie_is_not_made() -> None:
    longest = 4096 - len("c=; Max-Age=9; Path=/; HttpOnly; Secure; SameSite=Lax; domain=")
    assert cookies.header(settings(), "c", "x" * longest, 9)
    with pytest.raises(TooLargeError):
        cookies.header(settings(), "c", "x" * (longest + 1), 9)


def test_keys_of_any_size_sign() -> None:
    several = settings(SESSION_KEYS=",".join(session_key() for _ in range(9)))
    value = cookies.seal(several, "session", {"a": 1})
    assert cookies.unseal(several, "session", value) == {"a": 1}


# Users and the rest


def test_a_user_is_what_is_kept_of_the_claims() -> None:
    claims: dict[str, Any] = {"sub": "s", "name": "n" * 300, "preferred_username": "u", "oid": 1}
    found = User.from_claims(claims, {"displayName": "d", "mobilePhone": "1", "mail": ""})
    assert found == User("s", "", "", "n" * 200, "u", {"displayName": "d"})


def test_a_user_without_a_name_has_the_next_best() -> None:
    assert User.from_claims({"sub": "s"}, {"displayName": "d"}).name == "d"
    assert User.from_claims({"sub": "s", "preferred_username": "u"}, {}).name == "u"
    assert User.from_claims({"sub": "s"}, {}).name == ""


def test_a_session_comes_back() -> None:
    adele = User("s", "o", "d", "n", "u", {"mail": "m"})
    header = sessions.set_cookie(settings(), adele)
    name, _, value = header.partition(";")[0].partition("=")
    found = sessions.read(settings(), {name: value})
    assert found
    assert found.user == adele
    assert sessions.renewal(settings(), found) == []


def test_where_signing_in_starts() -> None:
    assert next_url.login_url("/") == "/login"
    assert next_url.login_url("/a?b=c&d") == "/login?next_url=%2Fa%3Fb%3Dc%26d"


def test_every_message_is_a_sentence() -> None:
    for failure in Failure:
        assert failure.message[0].isupper()
        assert failure.message.endswith(".")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://App.Test:443/", "https://app.test"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:7071", "http://localhost:7071"),
        ("https://app.test:8443", "https://app.test:8443"),
    ],
)
def test_base_url_is_written_as_browsers_write_an_origin(given: str, expected: str) -> None:
    found = read({**ENVIRONMENT, "BASE_URL": given})
    assert found is not None
    assert found.base_url == expected
