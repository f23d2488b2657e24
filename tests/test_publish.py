"""python -m build_package.publish, against a stand-in for the deployment address of an app."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from build_package import publish


class Deployment(ThreadingHTTPServer):
    """Takes a package and then answers the statuses, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upload = 202
        self.statuses: list[Any] = [{"status": publish.SUCCESS}]
        self.received: list[tuple[str, str | None, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Deployment

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers["Authorization"], body))
        self._answer(self.server.upload, b"an answer")

    def do_GET(self) -> None:
        assert self.path == "/api/deployments/latest"
        statuses = self.server.statuses
        found = statuses.pop(0) if len(statuses) > 1 else statuses[0]
        self._answer(200, found if isinstance(found, bytes) else json.dumps(found).encode())


@pytest.fixture
def deployment() -> Iterator[Deployment]:
    with Deployment() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "package.zip"
    path.write_bytes(b"PK the package")
    return path


def test_the_package_is_sent_as_it_is_and_not_built_again(
    deployment: Deployment, package: Path
) -> None:
    deployment.statuses = [b"not JSON", {"status": 1}, {}, {"status": publish.SUCCESS}]
    publish.publish(deployment.url, package, "a-token", pause=0)
    [(path, authorization, body)] = deployment.received
    assert path.startswith("/api/publish?")
    assert "RemoteBuild=false" in path
    assert authorization == "Bearer a-token"
    assert body == b"PK the package"
    assert deployment.statuses == [{"status": publish.SUCCESS}]  # waited for


@pytest.mark.parametrize("status", publish.FAILED)
def test_a_deployment_that_fails_is_an_error(
    deployment: Deployment, package: Path, status: int
) -> None:
    deployment.statuses = [{"status": status, "status_text": "because"}]
    with pytest.raises(publish.NotPublished, match=f"{publish.FAILED[status]}: because"):
        publish.publish(deployment.url, package, "a-token", pause=0)


def test_a_refused_upload_is_an_error(deployment: Deployment, package: Path) -> None:
    deployment.upload = 401
    with pytest.raises(publish.NotPublished, match="401 an answer"):
        publish.publish(deployment.url, package, "a-token")


def test_a_deployment_that_does_not_end_is_given_up(
    deployment: Deployment, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "TIMEOUT", 0.2)
    deployment.statuses = [{"status": 1}]
    with pytest.raises(publish.NotPublished, match="did not end"):
        publish.publish(deployment.url, package, "a-token", pause=0.01)


def _azure_cli(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program called az first on the path."""
    (folder / "az").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "az").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_the_command_takes_the_token_of_the_azure_cli(
    deployment: Deployment,
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _azure_cli(tmp_path, monkeypatch, 'test "$1 $2" = "account get-access-token" && echo secret')
    arguments = ["my-app", "--scm", deployment.url + "/", "--package", str(package)]
    assert publish.main(arguments) == 0
    assert deployment.received[0][1] == "Bearer secret"
    assert capsys.readouterr().out == "package.zip is published to my-app.\n"


@pytest.mark.parametrize(
    ("script", "said"),
    [("echo 'run az login' >&2; exit 1", "run az login"), (None, "is not to be found")],
)
def test_without_a_token_nothing_is_sent(
    script: str | None,
    said: str,
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if script:
        _azure_cli(tmp_path, monkeypatch, script)
    assert publish.main(["my-app", "--package", str(package)]) == 1
    assert said in capsys.readouterr().err


def test_without_a_package_the_command_says_how_to_make_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish.main(["my-app", "--package", str(tmp_path / "none.zip")]) == 1
    assert "make package" in capsys.readouterr().err


def test_an_address_that_nobody_answers_is_an_error(package: Path) -> None:
    with pytest.raises(publish.NotPublished, match="cannot be reached"):
        publish.publish("http://127.0.0.1:9", package, "a-token")
