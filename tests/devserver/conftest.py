"""The sample app, served once, and ways to talk to it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from devserver.testing import Running, running
from tests.devserver.client import APP, HOST_JSON, Call, Exchange, fetch


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    with running(APP) as served:
        yield served


@pytest.fixture(scope="session")
def call(server: Running) -> Call:
    """Send one request: call(method, target, headers, body)."""
    return lambda *request: fetch(server.url, *request)


@pytest.fixture(scope="session")
def exchange(server: Running) -> Exchange:
    """Send bytes, give all that comes back until the server closes the connection."""

    def send(request: bytes) -> bytes:
        address = urlsplit(server.url)
        with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    return send


@pytest.fixture
def write_app(tmp_path: Path) -> Callable[..., Path]:
    """Write an app: its function_app.py and, by name, other files."""

    def write(source: str, **files: str) -> Path:
        texts = {"host.json": HOST_JSON, "function_app.py": source}
        texts |= {name.replace("_json", ".json"): text for name, text in files.items()}
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write
