"""The environment that the app gets for the local OpenID provider, and when it gets none."""

from __future__ import annotations

import base64
import json
import re
import socket
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import certifi
import pytest
import requests

from devserver import codespaces, sign_in
from devserver.__main__ import has_provider
from devserver.errors import AppError
from devserver.testing import Running, running
from tests.devserver.client import HOST_JSON, fetch
from tests.devserver.test_devserver_start import outcome, started, until

APP = """
import json, os
import azure.functions as func
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

@app.route("environment")
def environment(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(json.dumps(dict(os.environ)))
"""
GIVEN = {
    "CLIENT_ID",
    "CLIENT_SECRET",
    "OIDC_AUTHORITY",
    "BASE_URL",
    "SESSION_KEYS",
    "GRAPH_ME_URL",
    "REQUESTS_CA_BUNDLE",
    "NO_PROXY",
    "no_proxy",
}
ANNOUNCED = re.compile(
    r"^Sign-in: local OpenID provider at (http://localhost:\d+) \(made-up people, no passwords\)$",
    re.MULTILINE,
)
PROVIDER: tuple[str, ...] = ()  # arguments with which it is started

WriteApp = Callable[..., Path]


@pytest.fixture(autouse=True, scope="module")
def no_settings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in (*GIVEN, *sign_in.OWN, *sign_in.AZURE, *sign_in.TRUSTED, "REDIRECT_PATH"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    app_dir = tmp_path_factory.mktemp("app")
    (app_dir / "host.json").write_text(HOST_JSON)
    (app_dir / "function_app.py").write_text(APP)
    with running(app_dir, arguments=PROVIDER) as server:
        yield server


def environment(server: Running) -> dict[str, str]:
    found: dict[str, str] = fetch(server.url, "GET", "/environment").json()
    return found


def metadata(given: dict[str, str]) -> Any:
    """What the provider says of itself, to whoever trusts what the app is told to trust."""
    url = f"{given['OIDC_AUTHORITY']}/.well-known/openid-configuration"
    return requests.get(url, verify=given["REQUESTS_CA_BUNDLE"], timeout=10).json()


def test_app_without_settings_gets_all_of_them(served: Running) -> None:
    given = environment(served)
    assert set(given) >= GIVEN
    port = urlsplit(served.url).port
    assert given["BASE_URL"] == f"http://localhost:{port}"
    assert len(base64.urlsafe_b64decode(given["SESSION_KEYS"] + "=")) == 32
    assert len(given["CLIENT_SECRET"]) >= 32
    assert given["OIDC_AUTHORITY"].startswith("https://localhost:")
    assert given["GRAPH_ME_URL"].endswith("/graph/v1.0/me")
    assert given["NO_PROXY"] == given["no_proxy"] == "localhost,127.0.0.1"

    document = metadata(given)
    assert document["issuer"] == given["OIDC_AUTHORITY"]
    (announced,) = ANNOUNCED.findall(served.log)
    assert document["authorization_endpoint"].startswith(announced)
    assert served.log.index("Listening on") < served.log.index("Sign-in:")
    asked = {"client_id": given["CLIENT_ID"], "redirect_uri": f"{given['BASE_URL']}/getAToken"}
    page = requests.get(
        document["authorization_endpoint"], asked, timeout=10, allow_redirects=False
    )
    assert "error=unsupported_response_type" in page.headers["Location"]


def test_requests_in_the_app_trust_the_provider_and_all_others(served: Running) -> None:
    bundle = Path(environment(served)["REQUESTS_CA_BUNDLE"]).read_bytes()
    assert bundle.startswith(Path(certifi.where()).read_bytes())
    assert bundle.count(b"BEGIN CERTIFICATE") > 50


def test_what_a_developer_trusts_and_keeps_is_kept(write_app: WriteApp, tmp_path: Path) -> None:
    own = tmp_path / "company.pem"
    own.write_text("# the company's authority\n")
    local = {"Values": {"CLIENT_ID": "", "BASE_URL": "http://localhost:9", "REDIRECT_PATH": "/in"}}
    env = {"REQUESTS_CA_BUNDLE": str(own), "NO_PROXY": "intranet", "SESSION_KEYS": "k" * 43}
    app_dir = write_app(APP, **{"local.settings_json": json.dumps(local)})
    with running(app_dir, env, arguments=PROVIDER) as server:
        given = environment(server)
        assert Path(given["REQUESTS_CA_BUNDLE"]).read_text().startswith("# the company's")
        assert given["NO_PROXY"] == "intranet,localhost,127.0.0.1"
        assert given["SESSION_KEYS"] == "k" * 43
        # These belong to the provider: others would not fit it.
        assert given["CLIENT_ID"] == sign_in.CLIENT_ID
        port = urlsplit(server.url).port
        assert given["BASE_URL"] == f"http://localhost:{port}"
        asked = {"client_id": given["CLIENT_ID"], "redirect_uri": f"{given['BASE_URL']}/in"}
        endpoint = metadata(given)["authorization_endpoint"]
        assert requests.get(endpoint, asked, timeout=10, allow_redirects=False).is_redirect


def test_bundle_is_removed_at_the_end(write_app: WriteApp) -> None:
    with running(write_app(APP), arguments=PROVIDER) as server:
        bundle = Path(environment(server)["REQUESTS_CA_BUNDLE"])
        assert bundle.exists()
    assert not bundle.parent.exists()


@pytest.mark.parametrize("name", sign_in.OWN)
def test_each_setting_of_its_own_keeps_the_provider_away(name: str) -> None:
    assert not sign_in.is_wanted({name: "its own"})
    assert sign_in.is_wanted({name: "", "BASE_URL": "http://localhost:7071"})


@pytest.mark.parametrize("where", ["environment", "local.settings.json"])
def test_app_with_settings_of_its_own_is_left_alone(write_app: WriteApp, where: str) -> None:
    values = {"AUTHORITY": "its own"}
    env = values if where == "environment" else {}
    local = {"Values": values if where == "local.settings.json" else {}}
    app_dir = write_app(APP, **{"local.settings_json": json.dumps(local)})
    with running(app_dir, env, arguments=PROVIDER) as server:
        given = environment(server)
        assert {n: v for n, v in given.items() if n in GIVEN | {*sign_in.OWN}} == values
        assert "Sign-in" not in server.log


def test_provider_can_be_left_out(write_app: WriteApp) -> None:
    with running(write_app(APP), arguments=["--no-provider"]) as server:
        assert GIVEN.isdisjoint(environment(server))
        assert "Sign-in" not in server.log


def test_port_of_the_provider_can_be_chosen_and_may_be_taken(write_app: WriteApp) -> None:
    app_dir = write_app(APP)
    with running(app_dir, arguments=PROVIDER) as server:
        (announced,) = ANNOUNCED.findall(server.log)
        port = str(urlsplit(announced).port)
        status, output = outcome(app_dir, "--port", "0", "--provider-port", port)
        assert status == 1
        assert f"Port {port} cannot be used for the provider" in output
        assert "Traceback" not in output
    with running(app_dir, arguments=["--provider-port", port]) as server:
        assert ANNOUNCED.findall(server.log) == [announced]


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


@pytest.fixture
def taken_after_a_free_one() -> Iterator[int]:
    """A port that is taken while the one before it is free."""
    for _ in range(100):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port: int = taken.getsockname()[1]
            if _is_free(port - 1):
                yield port
                return
    raise RuntimeError("no two ports that follow each other are free")


def test_the_port_after_the_one_of_the_app_is_the_default(
    write_app: WriteApp, taken_after_a_free_one: int
) -> None:
    port = taken_after_a_free_one
    status, output = outcome(write_app(APP), "--port", str(port - 1))
    assert status == 1
    assert f"Port {port} cannot be used for the provider" in output


def test_a_codespace_has_public_addresses() -> None:
    environment = {
        "CODESPACES": "true",
        "CODESPACE_NAME": "fuzzy-carnival",
        "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "app.example.dev",
    }
    base = codespaces.address(7071, environment)
    assert base == "https://fuzzy-carnival-7071.app.example.dev"
    assert codespaces.address(7071, {**environment, "CODESPACES": "false"}) == ""
    with sign_in.provider(base, 0, environment) as provider:
        assert re.fullmatch(r"https://fuzzy-carnival-\d+\.app\.example\.dev", provider.url)
        assert provider.settings["BASE_URL"] == base
        document = metadata(dict(provider.settings))
        assert document["authorization_endpoint"].startswith(provider.url)
        assert document["token_endpoint"].startswith("https://localhost:")


@pytest.mark.parametrize("name", sign_in.AZURE)
def test_provider_does_not_run_in_azure(name: str) -> None:
    with (
        pytest.raises(AppError, match=f"never runs in Azure, and {name} is set"),
        sign_in.provider("http://localhost:7071", 0, {name: "x"}),
    ):
        pass


def test_azure_ends_the_server(write_app: WriteApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBSITE_INSTANCE_ID", "x")
    status, output = outcome(write_app(APP), "--port", "0")
    assert (status, "never runs in Azure" in output) == (1, True)
    assert "Listening" not in output


@pytest.mark.parametrize("name", sign_in.TRUSTED)
def test_certificates_that_cannot_be_read_are_named(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(AppError, match="cannot be read"),
        sign_in.provider("http://localhost:7071", 0, {name: str(tmp_path)}),
    ):
        pass


@pytest.mark.parametrize(
    ("host", "no_provider", "expected"),
    [("127.0.0.1", False, True), ("127.0.0.1", True, False), ("192.0.2.1", False, False)],
)
def test_provider_is_for_browsers_on_this_machine(
    host: str, no_provider: bool, expected: bool
) -> None:
    assert has_provider(Namespace(host=host, no_provider=no_provider)) == expected


def test_reload_keeps_the_provider(write_app: WriteApp) -> None:
    app_dir = write_app(APP)

    def found(server: Running) -> dict[str, str]:
        url = re.findall(r"^Listening on http://localhost:(\d+)$", server.log, re.MULTILINE)[-1]
        return environment(Running(f"http://127.0.0.1:{url}", server.log_file))

    with started(app_dir, {}, "--reload") as (_, server):
        until(lambda: server.log.count("Listening on") == 1, server)
        first = found(server)
        assert metadata(first)["issuer"] == first["OIDC_AUTHORITY"]
        (app_dir / "function_app.py").write_text(APP + "\n# changed")
        until(lambda: server.log.count("Listening on") == 2, server)
        second = found(server)
        assert {n: first[n] for n in GIVEN} == {n: second[n] for n in GIVEN}
        assert metadata(second)["issuer"] == first["OIDC_AUTHORITY"]
        assert len(ANNOUNCED.findall(server.log)) == 1
        # Settings of its own, written meanwhile, count from the next start on.
        (app_dir / "local.settings.json").write_text('{"Values": {"OIDC_AUTHORITY": "its own"}}')
        until(lambda: server.log.count("Listening on") == 3, server)
        third = found(server)
        assert {n: v for n, v in third.items() if n in GIVEN} == {"OIDC_AUTHORITY": "its own"}
    assert not Path(first["REQUESTS_CA_BUNDLE"]).exists()
