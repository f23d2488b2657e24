"""Without a client secret: a certificate or a managed identity proves who the app is.

The app with msal, the local provider over TLS, and a stand-in for the platform's identity endpoint.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from socket import create_server, socket
from typing import Any
from urllib.parse import urlsplit

import certifi
import hostile
import identity_endpoint
import jwt
import pytest
import requests
from certificates import Owned, owned, private_key
from hostile import Browser
from identity_endpoint import HOURS_24, IDENTITY, Endpoint, document, federation, response, token
from werkzeug.wrappers import Request, Response

import auth.certificates
import auth.managed_identity
import auth.provider
from auth import credentials
from auth.errors import CredentialError
from auth.settings import read
from devserver.answer import Answer
from devserver.host import Host
from devserver.provider import server
from devserver.provider.back import Back
from devserver.provider.state import Client, State

BASE_URL = "http://localhost:7071"
CLIENT_ID = "5f3c1a52-7d0e-4a0c-9a55-0f6d1c2b3a4d"
SECRET = "the-Client~Secret"  # noqa: S105
PASSWORD = "pass word é"  # noqa: S105
OWN = owned(issued=True)
CLIENT = Client(CLIENT_ID, "", f"{BASE_URL}/getAToken", f"{BASE_URL}/", (OWN.public,), federation())
STATE = State(CLIENT)
DEADLINE = 0.8
"""Seconds for the identity endpoint here, which a bad one outlasts: it ends when the app leaves."""

Configure = Callable[..., None]


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use no pretended provider here: the requests go out."""
    monkeypatch.setattr(auth.certificates, "_loaded", None)
    monkeypatch.setattr(auth.managed_identity, "_tokens", {})
    monkeypatch.setattr(auth.managed_identity, "_failed", (0.0, ""))


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Running]:
    bundle = tmp_path_factory.mktemp("provider") / "authorities.pem"
    with server.running(STATE) as running, pytest.MonkeyPatch.context() as patch:
        bundle.write_bytes(Path(certifi.where()).read_bytes() + running.certificate)
        patch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
        patch.setenv("NO_PROXY", "localhost")
        patch.setenv("no_proxy", "localhost")
        yield running


@pytest.fixture(autouse=True)
def client() -> Iterator[Client]:
    """The registration of the app; tests change it."""
    STATE.client = CLIENT
    yield CLIENT
    STATE.client = CLIENT


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What the token endpoint gets."""
    received: list[dict[str, str]] = []
    honest = Back.answer

    def recorded(self: Back, request: Request) -> Response:
        if request.path.endswith("/token"):
            received.append(request.form.to_dict())
        return honest(self, request)

    monkeypatch.setattr(Back, "answer", recorded)
    return received


@pytest.fixture
def use(configure: Configure, local: server.Running) -> Configure:
    """Set the credential."""

    def change(**changes: str | None) -> None:
        configure(
            CLIENT_ID=CLIENT_ID, AUTHORITY=None, OIDC_AUTHORITY=local.issuer, BASE_URL=BASE_URL,
            GRAPH_ME_URL=local.graph_me, **{"CLIENT_SECRET": None, **changes},
        )  # fmt: skip

    return change


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    auth.managed_identity._endpoint.cache_clear()
    with identity_endpoint.serving() as made:
        monkeypatch.setenv("IDENTITY_ENDPOINT", made.url)
        monkeypatch.setenv("IDENTITY_HEADER", made.header)
        yield made
    auth.managed_identity._endpoint.cache_clear()


@pytest.fixture
def browser(host: Host) -> Browser:
    return Browser(host, BASE_URL)


def callback(browser: Browser) -> Answer:
    """Sign in as Ada; the answer of the app to what the provider sends back."""
    page = requests.post(
        browser.login("/profile"), {"username": "ada@example.com"}, timeout=10,
        allow_redirects=False,
    )  # fmt: skip
    back = urlsplit(page.headers["Location"])
    assert page.status_code == 303, page.text
    return browser.get(f"{back.path}?{back.query}")


def signs_in(browser: Browser) -> bool:
    answer = callback(browser)
    return answer.status == 303 and browser.who == "Ada Example"


def as_setting(form: str, folder: Path, has: Owned) -> dict[str, str]:
    """The settings that hold a certificate in this form."""
    path = folder / "app.crt"
    if form == "a PEM file":
        path.write_bytes(has.pem())
    elif form == "a PEM file with the issuer first":
        path.write_bytes(has.pem(issuer_first=True))
    elif form == "a PEM file with a password":
        path.write_bytes(has.pem(PASSWORD))
        return {"CLIENT_CERTIFICATE": str(path), "CLIENT_CERTIFICATE_PASSWORD": PASSWORD}
    elif form == "a PFX file":
        path.write_bytes(has.pfx())
    elif form == "a PFX file with a password":
        path.write_bytes(has.pfx(PASSWORD))
        return {"CLIENT_CERTIFICATE": str(path), "CLIENT_CERTIFICATE_PASSWORD": PASSWORD}
    else:
        text = {
            "PEM": has.pem().decode(),
            "PEM with a heading": "Bag Attributes\n" + has.pem().decode(),
            "PEM with CRLF": has.pem().decode().replace("\n", "\r\n"),
            "PEM in one line": has.pem().decode().replace("\n", " "),
            "PEM without line ends": has.pem().decode().replace("\n", ""),
            r"PEM with \n": has.pem().decode().replace("\n", "\\n"),
            "PFX in base64": base64.b64encode(has.pfx()).decode(),
            "PFX in lines of base64": base64.encodebytes(has.pfx()).decode(),
        }[form]
        return {"CLIENT_CERTIFICATE": text}
    return {"CLIENT_CERTIFICATE": str(path)}


FORMS = [
    "a PEM file", "a PEM file with the issuer first", "a PEM file with a password", "a PFX file",
    "a PFX file with a password", "PEM", "PEM with a heading", "PEM with CRLF", "PEM in one line",
    "PEM without line ends", r"PEM with \n", "PFX in base64", "PFX in lines of base64",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_certificate_signs_in(
    use: Configure, browser: Browser, forms: list[dict[str, str]], form: str, tmp_path: Path
) -> None:
    use(**as_setting(form, tmp_path, OWN))
    assert signs_in(browser)
    (sent,) = forms
    assert "client_secret" not in sent
    head = jwt.get_unverified_header(sent["client_assertion"])
    assert head["alg"] == "PS256"
    # The certificate and its issuer, so that the provider can check the chain.
    public = [re.sub("-----.*?-----|\n", "", pem) for pem in (OWN.public.decode(), _issuer())]
    assert head["x5c"] == public


def _issuer() -> str:
    return Owned(OWN.key, OWN.issuer).public.decode() if OWN.issuer else ""


def test_every_request_has_an_assertion_of_its_own(
    use: Configure, browser: Browser, forms: list[dict[str, str]]
) -> None:
    """msal's own would be sent twice within nine minutes, and be refused as a replay."""
    use(CLIENT_CERTIFICATE=OWN.pem().decode())
    for _ in range(3):
        assert signs_in(browser)
    assert len({form["client_assertion"] for form in forms}) == 3


def test_a_provider_that_knows_rs256_alone(
    use: Configure, browser: Browser, forms: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devserver.provider.assertions.ALGORITHMS", ("RS256",))
    use(CLIENT_CERTIFICATE=OWN.pem().decode())
    assert signs_in(browser)
    assert jwt.get_unverified_header(forms[0]["client_assertion"])["alg"] == "RS256"


def test_a_certificate_that_is_replaced(
    use: Configure, browser: Browser, forms: list[dict[str, str]], tmp_path: Path
) -> None:
    file, second = tmp_path / "app.pem", owned("second")
    STATE.client = replace(CLIENT, certificates=(OWN.public, second.public))
    file.write_bytes(OWN.pem())
    use(CLIENT_CERTIFICATE=str(file))
    assert signs_in(browser)
    file.write_bytes(second.pem())
    assert signs_in(browser)
    first_used, second_used = (jwt.get_unverified_header(f["client_assertion"]) for f in forms)
    assert first_used["x5t#S256"] != second_used["x5t#S256"]
    STATE.client = replace(CLIENT, certificates=(second.public,))  # the first one is deleted
    assert signs_in(browser)
    file.write_bytes(OWN.pem())
    assert callback(browser).status == 502
    file.write_bytes(b"-----BEGIN PRIVATE KEY-----\nhalf of")
    assert browser.get("/login").status == 503
    file.write_bytes(second.pem())
    assert signs_in(browser)


@pytest.mark.parametrize("kind", ["another key", "expired at the provider", "none registered"])
def test_the_provider_refuses_other_certificates(
    use: Configure, browser: Browser, kind: str, log: pytest.LogCaptureFixture
) -> None:
    used = owned("other")
    registered = {
        "another key": (OWN.public,),
        "expired at the provider": (owned("other", -9, -1).public,),
        "none registered": (),
    }[kind]
    STATE.client = replace(CLIENT, certificates=registered)
    use(CLIENT_CERTIFICATE=used.pem().decode())
    hostile.refused(callback(browser), browser, 502)
    assert "token endpoint: invalid_client" in log.text
    _has_no_key(log.text, used)


def _has_no_key(text: str, used: Owned) -> None:
    lines = [line for line in used.pem().decode().splitlines() if len(line) > 30]
    assert not [line for line in lines if line in text]
    assert PASSWORD not in text


def _file(content: bytes) -> Callable[[Path], dict[str, str]]:
    def write(folder: Path) -> dict[str, str]:
        (folder / "app.pem").write_bytes(content)
        return {"CLIENT_CERTIFICATE": str(folder / "app.pem")}

    return write


def _text(text: str, **more: str) -> Callable[[Path], dict[str, str]]:
    return lambda _: {"CLIENT_CERTIFICATE": text, **more}


OWN_PEM = OWN.pem().decode()
OTHER_PUBLIC = owned("other").public.decode()
KEY_ONLY = OWN_PEM.partition("-----BEGIN CERT")[0]
MISTAKES: dict[str, tuple[Callable[[Path], dict[str, str]], str]] = {
    "no file": (lambda folder: {"CLIENT_CERTIFICATE": str(folder / "a")}, "cannot be read"),
    "a folder": (lambda folder: {"CLIENT_CERTIFICATE": str(folder)}, "cannot be read"),
    "a text": (_text("my certificate. " * 500), "cannot be read"),
    "an empty file": (_file(b""), "neither PEM nor PFX"),
    "a huge file": (_file(b"-----BEGIN " + b"x" * 200_000), "too large"),
    "nonsense": (_file(b"\0\xff" * 900), "neither PEM nor PFX"),
    "base64 of nonsense": (_text("AAAA" * 200), "neither PEM nor PFX"),
    "base64 cut off": (_text("A" * 801), "neither a path, nor PEM, nor a PFX"),
    "a key alone": (_text(KEY_ONLY), "no certificate"),
    "a certificate alone": (_text(OWN.public.decode()), "no private key"),
    "another certificate": (_text(KEY_ONLY + OTHER_PUBLIC), "not the certificate's"),
    "a malformed certificate": (
        _text(KEY_ONLY + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
        "certificate is malformed",
    ),
    "a malformed key": (
        _text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + OTHER_PUBLIC),
        "private key is malformed",
    ),
    "no password": (_text(OWN.pem(PASSWORD).decode()), "needs CLIENT_CERTIFICATE_PASSWORD"),
    "a wrong password": (
        _text(OWN.pem(PASSWORD).decode(), CLIENT_CERTIFICATE_PASSWORD="x"),  # noqa: S106
        "CLIENT_CERTIFICATE_PASSWORD is wrong",
    ),
    "a wrong password of PFX": (
        _text(base64.b64encode(OWN.pfx(PASSWORD)).decode(), CLIENT_CERTIFICATE_PASSWORD="x"),  # noqa: S106
        "CLIENT_CERTIFICATE_PASSWORD is wrong",
    ),
    "expired": (_text(owned("own", -30, -1).pem().decode()), "expired on 20"),
    "not valid yet": (_text(owned("own", 2, 30).pem().decode()), "not valid before 20"),
    "an elliptic key": (_text(owned("elliptic").pem().decode()), "must be RSA of 2048 bits"),
    "a short key": (_text(owned("short").pem().decode()), "must be RSA of 2048 bits"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_wrong_certificate_stops_the_sign_in_at_its_start(
    use: Configure, browser: Browser, name: str, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    settings, said = MISTAKES[name]
    use(**settings(tmp_path))
    for _ in range(2):
        answer = browser.get("/login?next_url=/profile")
        assert answer.status == 503
        assert b"cannot prove to the sign-in service" in answer.body
        assert browser.jar == {}
    (line,) = {
        record.message.partition(" (status")[0]
        for record in log.records
        if "failed" in record.message
    }
    assert line.startswith("sign-in failed: credential of the app: CLIENT_CERTIFICATE: ")
    assert said in line
    _has_no_key(log.text, OWN)
    assert browser.get("/charts/bar?xvalues=a&yvalues=1").status == 200


def test_the_log_says_that_a_certificate_expires_soon(
    use: Configure, browser: Browser, log: pytest.LogCaptureFixture
) -> None:
    soon = owned("own", -80, 10)
    STATE.client = replace(CLIENT, certificates=(soon.public,))
    use(CLIENT_CERTIFICATE=soon.pem().decode())
    assert signs_in(browser)
    assert log.text.count("the certificate of CLIENT_CERTIFICATE expires in 9 days") == 1


# The managed identity


def test_a_managed_identity_signs_in(
    use: Configure, browser: Browser, endpoint: Endpoint, forms: list[dict[str, str]]
) -> None:
    use(CLIENT_MANAGED_IDENTITY=IDENTITY.upper())
    for _ in range(3):
        assert signs_in(browser)
    (asked,) = endpoint.requests  # the token is valid for a day
    line, *headers = asked.decode().split("\r\n")
    assert line == (
        "GET /msi/token?api-version=2019-08-01&resource=api%3A%2F%2FAzureADTokenExchange"
        f"&client_id={IDENTITY} HTTP/1.1"
    )
    assert f"X-IDENTITY-HEADER: {endpoint.header}" in headers
    assert "client_secret" not in forms[0]
    claims = jwt.decode(forms[0]["client_assertion"], options={"verify_signature": False})
    assert claims["sub"] == identity_endpoint.SUBJECT


def test_each_cloud_has_its_audience() -> None:
    def audience(host: str) -> str:
        environment = {**hostile.ENVIRONMENT, "AUTHORITY": f"https://{host}/{hostile.TENANT}"}
        environment |= {"CLIENT_SECRET": "", "CLIENT_MANAGED_IDENTITY": IDENTITY}
        settings = read(environment)
        assert settings
        return auth.managed_identity._key(settings)[1]

    assert audience("login.microsoftonline.com") == "api://AzureADTokenExchange"
    assert audience("login.microsoftonline.us") == "api://AzureADTokenExchangeUSGov"
    assert audience("login.partner.microsoftonline.cn") == "api://AzureADTokenExchangeChina"


def _silent(connection: socket) -> None:
    while connection.recv(65536):  # until the app leaves
        pass


def _drip(start: bytes) -> Callable[[socket], None]:
    """Return an endpoint that sends a little more again and again, until the app leaves."""

    def answer(connection: socket) -> None:
        connection.sendall(start)
        while True:
            time.sleep(DEADLINE / 40)
            connection.sendall(b" ")

    return answer


def _sends(*pieces: bytes) -> Callable[[socket], None]:
    return lambda connection: [connection.sendall(piece) for piece in pieces] and None


def _endless(connection: socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n{")
    while True:
        connection.sendall(b" " * 65536)


PAST = str(int(time.time()) - 10)
ATTACKS: dict[str, tuple[Callable[[socket], None], str]] = {
    "silent": (_silent, "does not respond"),
    "slow headers": (_drip(b"HTTP/1.1 200 OK\r\nX:"), "does not respond"),
    "slow body": (_drip(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"), "does not respond"),
    "closes": (lambda connection: connection.close(), "does not respond"),
    "endless": (_endless, "does not respond (too large)"),
    "huge": (_sends(response(b" " * 70_000)), "does not respond (too large)"),
    "not HTTP": (_sends(b"\0\xff\r\n\r\n"), "does not respond"),
    "deflate": (_sends(response("x", headers="Content-Encoding: deflate\r\n")), "does not respond"),
    "redirect": (
        _sends(response("", "302 Found", "Location: http://169.254.169.254/\r\n")),
        "refused with status 302",
    ),
    "400": (_sends(response('{"message":"No User Assigned"}', "400 x")), "refused with status 400"),
    "429": (_sends(response("", "429 x", "Retry-After: 3600\r\n")), "refused with status 429"),
    "500": (_sends(response("<html>", "500 x")), "refused with status 500"),
    "no JSON": (_sends(response("<html>")), "no token"),
    "null": (_sends(response("null")), "no token"),
    "a list": (_sends(response("[]")), "no token"),
    "deep": (_sends(response("[" * 60_000)), "no token"),
    "an empty document": (_sends(response("{}")), "no token"),
    "an error document": (_sends(response('{"error":"a","error_description":"b"}')), "no token"),
    "no times": (_sends(response(document(expires_on=None))), "no token"),
    "odd times": (_sends(response(document(expires_on="soon"))), "no token"),
    "an infinite time": (_sends(response(document(expires_on=float("inf")))), "no token"),
    "expired": (_sends(response(document(expires_on=PAST))), "has expired"),
    "an expired token": (_sends(response(document(token(exp=int(PAST))))), "has expired"),
    "odd time in the token": (_sends(response(document(token(exp="soon")))), "no token"),
    "a token that is none": (_sends(response(document("secret value"))), "no token"),
    "a number for a token": (_sends(response(document(access_token=7))), "no token"),
    "lines in the token": (_sends(response(document(token() + "\r\nX: y"))), "no token"),
    "letters in the token": (_sends(response(document("é.é.é"))), "no token"),
    "not base64": (_sends(response(document("a.b.c"))), "no token"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_a_bad_identity_endpoint_stops_the_sign_in_at_its_start(
    use: Configure, browser: Browser, endpoint: Endpoint, name: str,
    monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(auth.managed_identity, "SECONDS", DEADLINE)
    answer, said = ATTACKS[name]
    endpoint.answer = answer
    use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    page = browser.get("/login?next_url=/profile")
    assert len(endpoint.requests) <= 2  # each with a deadline; the second over a new connection
    assert page.status == 503
    assert b"cannot prove to the sign-in service" in page.body
    assert browser.jar == {}
    assert "credential of the app: CLIENT_MANAGED_IDENTITY: the identity endpoint" in log.text
    assert said in log.text
    for secret in (endpoint.header, "secret value", "No User Assigned", "eyJ"):
        assert secret not in log.text
    endpoint.answer = None
    assert signs_in(browser)  # a failure is not kept


def test_nobody_listens(
    use: Configure, browser: Browser, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch,
    log: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{port}/msi/token")
    use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    assert browser.get("/login").status == 503
    assert "CLIENT_MANAGED_IDENTITY: the identity endpoint does not respond" in log.text


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "IDENTITY_ENDPOINT is not set"),
        ("https://localhost:9/msi/token", "must be http"),
        ("file:///etc/passwd", "must be http"),
        ("http://[", "does not respond"),
        ("http://", "does not respond"),
        ("http://local host/", "does not respond"),
    ],
)
def test_no_endpoint(
    use: Configure, browser: Browser, endpoint: Endpoint, url: str, said: str,
    monkeypatch: pytest.MonkeyPatch, log: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """msal would ask 169.254.169.254, the address that virtual machines have."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", url)
    use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    assert browser.get("/login").status == 503
    assert "credential of the app: CLIENT_MANAGED_IDENTITY: " in log.text
    assert said in log.text


def test_no_proxy_sees_the_header(
    use: Configure, browser: Browser, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with identity_endpoint.serving() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/msi/token"))
        monkeypatch.setenv("NO_PROXY", "localhost")
        monkeypatch.setenv("no_proxy", "localhost")
        use(CLIENT_MANAGED_IDENTITY=IDENTITY)
        assert browser.get("/login").status == 302
        assert proxy.requests == []
        assert len(endpoint.requests) == 1


class Ahead(hostile.Clock):
    """The clock of the token's times; waiting is not tested."""


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Ahead:
    made = Ahead()
    monkeypatch.setattr(auth.managed_identity, "time", made)
    return made


def _settings() -> Any:
    settings = read(dict(os.environ))
    assert settings
    return settings


def test_a_token_is_renewed_after_half_of_its_time(
    use: Configure, endpoint: Endpoint, ahead: Ahead
) -> None:
    use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    settings, renew = _settings(), auth.managed_identity.token
    first = renew(settings)
    ahead.ahead = HOURS_24 / 2 - 10
    assert renew(settings) == first
    assert credentials.is_ready(settings)
    ahead.ahead = HOURS_24 / 2 + 10
    assert not credentials.is_ready(settings)
    endpoint.answer = _sends(response("{}", "500 x"))
    assert renew(settings) == first  # it is still valid
    assert credentials.is_ready(settings)
    assert len(endpoint.requests) == 2
    ahead.ahead += auth.managed_identity.RETRY_SECONDS - 1
    assert renew(settings) == first
    assert len(endpoint.requests) == 2
    ahead.ahead += 2
    assert renew(settings) == first
    assert len(endpoint.requests) == 3
    ahead.ahead = HOURS_24 - 59
    assert not credentials.is_ready(settings)
    with pytest.raises(CredentialError, match="status 500"):
        renew(settings)


@pytest.mark.parametrize("credential", ["identity", "certificate"])
def test_nothing_waits_on_the_event_loop(
    use: Configure, browser: Browser, endpoint: Endpoint, credential: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Neither for the endpoint nor for a certificate: that of a changed file is read apart, too."""
    threads: list[str] = []

    def recorded(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            threads.append(threading.current_thread().name)
            return function(*args)

        return call

    for module, name in ((auth.managed_identity, "_fetch"), (auth.certificates, "_read")):
        monkeypatch.setattr(module, name, recorded(getattr(module, name)))
    file = tmp_path / "app.pem"
    file.write_bytes(OWN.pem())
    if credential == "identity":
        use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    else:
        use(CLIENT_CERTIFICATE=str(file))
    for _ in range(2):
        assert browser.get("/login").status == 302
    assert len(threads) == 1
    auth.managed_identity._tokens.clear()
    file.write_bytes(OWN.pem(issuer_first=True) + b"\n")
    assert browser.get("/login").status == 302
    assert len(threads) == 2
    assert all(name.startswith("sign-in") for name in threads)


def test_a_failure_is_shared_with_those_who_wait(
    use: Configure, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth.managed_identity, "SECONDS", DEADLINE)
    endpoint.answer = _silent
    use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    settings, failed = _settings(), []

    def ask() -> None:
        try:
            auth.managed_identity.token(settings)
        except CredentialError as error:
            failed.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failed) == 8
    assert len(endpoint.requests) < 4  # each takes a whole deadline


def test_a_token_that_ends_during_the_sign_in(
    use: Configure, browser: Browser, endpoint: Endpoint, log: pytest.LogCaptureFixture
) -> None:
    """The visitor was on the provider's page: the code is exchanged with a new token, or 503."""
    use(CLIENT_MANAGED_IDENTITY=IDENTITY)
    location = browser.login("/profile")
    auth.managed_identity._tokens.clear()
    endpoint.answer = _sends(response("{}", "500 x"))
    page = requests.post(
        location, {"username": "ada@example.com"}, timeout=10, allow_redirects=False
    )
    back = urlsplit(page.headers["Location"])
    hostile.refused(browser.get(f"{back.path}?{back.query}"), browser, 503)
    assert "credential of the app: CLIENT_MANAGED_IDENTITY: the identity endpoint" in log.text


# What the local provider refuses, sent by hand


def _own(now: int, **changes: Any) -> dict[str, Any]:
    claims = {
        "iss": CLIENT_ID, "sub": CLIENT_ID, "aud": f"{STATE.issuer}/token",
        "jti": os.urandom(8).hex(), "iat": now, "nbf": now, "exp": now + 300, **changes,
    }  # fmt: skip
    return {name: value for name, value in claims.items() if value is not None}


def _signed(claims: dict[str, Any], key: Any = None, alg: str = "PS256", of: Owned = OWN) -> str:
    head = jwt.get_unverified_header(_made(of))
    return jwt.encode(claims, key or of.key, alg, {"x5t#S256": head["x5t#S256"]})


def _made(of: Owned) -> str:
    settings = read(
        {**hostile.ENVIRONMENT, "CLIENT_SECRET": "", "CLIENT_CERTIFICATE": of.pem().decode()}
    )
    assert settings
    return credentials._signed(settings, {"token_endpoint": "x"})


Forge = Callable[[int], str]
REFUSED: dict[str, Forge] = {
    "alg none": lambda now: jwt.encode(_own(now), None, "none"),
    "HS256 with the certificate": lambda now: hostile.forged(
        {"alg": "HS256", **jwt.get_unverified_header(_made(OWN))} | {"alg": "HS256"},
        _own(now), hostile.hs256(OWN.public),
    ),
    "another key": lambda now: _signed(_own(now), private_key("other")),
    "RS512": lambda now: _signed(_own(now), alg="RS512"),
    "an unknown thumbprint": lambda now: _signed(_own(now), of=owned("other")),
    "no thumbprint": lambda now: jwt.encode(_own(now), OWN.key, "PS256"),
    "another iss": lambda now: _signed(_own(now, iss="x")),
    "another sub": lambda now: _signed(_own(now, sub="x")),
    "no sub": lambda now: _signed(_own(now, sub=None)),
    "another aud": lambda now: _signed(_own(now, aud="https://elsewhere.test/token")),
    "the aud of the front": lambda now: _signed(_own(now, aud=STATE.front)),
    "two audiences": lambda now: _signed(_own(now, aud=[f"{STATE.issuer}/token", "x"])),
    "no aud": lambda now: _signed(_own(now, aud=None)),
    "expired": lambda now: _signed(_own(now, exp=now - 40)),
    "no exp": lambda now: _signed(_own(now, exp=None)),
    "exp as text": lambda now: _signed(_own(now, exp=str(now + 300))),
    "valid for a day": lambda now: _signed(_own(now, exp=now + HOURS_24)),
    "not valid yet": lambda now: _signed(_own(now, nbf=now + 120)),
    "no jti": lambda now: _signed(_own(now, jti=None)),
    "jti that is a list": lambda now: _signed(_own(now, jti=["x"])),
    "nothing": lambda _: "",
    "no JWT": lambda _: "a.b.c",
    "letters": lambda _: "é",
    "federated: another key": lambda _: token("other"),
    "federated: another kid": lambda _: token(kid="2"),
    "federated: another sub": lambda _: token(sub="x"),
    "federated: sub in capitals": lambda _: token(sub=identity_endpoint.SUBJECT.upper()),
    "federated: another aud": lambda _: token(aud="https://graph.microsoft.com"),
    "federated: expired": lambda now: token(exp=now - 40),
    "federated: no exp": lambda _: token(exp=None),
    "federated: another iss": lambda _: token(iss=f"{identity_endpoint.ISSUER}/"),
    "federated: the app's key": lambda now: _signed(
        {**_own(now), "iss": identity_endpoint.ISSUER, "sub": identity_endpoint.SUBJECT}
    ),
}  # fmt: skip


def _exchange(local: server.Running, assertion: str, **more: str) -> requests.Response:
    form = {
        "grant_type": "authorization_code", "code": "x", "redirect_uri": CLIENT.redirect_uri,
        "client_id": CLIENT_ID, "client_assertion": assertion,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", **more,
    }  # fmt: skip
    return requests.post(f"{local.issuer}/token", form, timeout=10)


@pytest.mark.parametrize("name", REFUSED)
def test_the_provider_refuses_an_assertion(local: server.Running, name: str) -> None:
    answer = _exchange(local, REFUSED[name](int(time.time())))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("audience", ["/token", ""])
def test_the_provider_accepts_an_assertion_once(local: server.Running, audience: str) -> None:
    assertion = _signed(_own(int(time.time()), aud=local.issuer + audience))
    assert _exchange(local, assertion).json()["error"] == "invalid_grant"  # of the code "x"
    again = _exchange(local, assertion)
    assert again.json()["error_description"] == "The client_assertion was used before."


def test_the_provider_accepts_a_federated_token_again(local: server.Running) -> None:
    """As Microsoft Entra ID does: the platform hands out the same one for a day."""
    for _ in range(2):
        assert _exchange(local, token()).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"client_secret": SECRET}, "invalid_request"),
        ({"client_assertion_type": "x"}, "invalid_request"),
        ({"client_assertion_type": ""}, "invalid_request"),
        ({"client_id": "x"}, "invalid_client"),
    ],
)
def test_one_way_to_authenticate(local: server.Running, more: dict[str, str], error: str) -> None:
    assertion = _signed(_own(int(time.time())))
    assert _exchange(local, assertion, **more).json()["error"] == error


def test_a_registration_without_secret_has_none(local: server.Running) -> None:
    for secret in ("", " ", "None"):
        form = {"grant_type": "authorization_code", "code": "x", "client_id": CLIENT_ID}
        sent = {**form, "client_secret": secret}
        assert requests.post(f"{local.issuer}/token", sent, timeout=10).status_code == 401


def test_the_secret_still_signs_in(
    use: Configure, browser: Browser, forms: list[dict[str, str]]
) -> None:
    STATE.client = replace(CLIENT, secret=SECRET)
    use(CLIENT_SECRET=SECRET)
    assert signs_in(browser)
    assert "client_assertion" not in forms[0]


def test_nothing_of_it_is_loaded_before() -> None:
    code = (
        "import sys, function_app; from auth import responses; responses.usable_settings();"
        "late = {'cryptography', 'jwt', 'msal', 'requests', 'auth.credentials'};"
        "print(*late & {*sys.modules})"
    )
    environment = {**os.environ, **hostile.ENVIRONMENT, "CLIENT_SECRET": ""}
    environment["CLIENT_CERTIFICATE"] = OWN.pem().decode()
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "", done.stderr
