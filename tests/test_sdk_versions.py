"""The app on the versions of azure-functions that the platform's workers bring.

Up to Python 3.12, a worker in placeholder mode imports its own SDK, whichever the app asks for.
"""

from __future__ import annotations

import base64
import importlib.util
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from charts.access import signing
from devserver.testing import REPOSITORY, Running, running
from tests.devserver.client import Reply, fetch

VERSIONS = ("1.21.0", "1.22.1", "1.23.0") if sys.version_info < (3, 13) else ("2.0.0",)
KEY = secrets.token_bytes(32)
ENVIRONMENT = {
    "URL_SIGNING_KEYS": base64.urlsafe_b64encode(KEY).decode().rstrip("="),
    "ALLOWED_REFERRERS": "site.example",
}
CHANGES = {"date", "x-request-id", "server-timing"}
"""Headers that differ between two answers to one request."""
Request = tuple[str, str, dict[str, str], bytes | None]
REQUESTS: tuple[Request, ...] = (
    ("GET", "/", {}, None),
    ("GET", "/gallery", {"Accept-Encoding": "gzip"}, None),
    ("GET", "/generate_name?starts_with=zzz", {}, None),
    ("GET", "/openapi.json", {}, None),
    ("GET", "/healthz", {}, None),
    ("GET", "/profile", {}, None),
    ("HEAD", "/static/site.css", {}, None),
    ("POST", "/charts/bar", {"Content-Type": "application/json"}, b"{"),
    ("GET", "/charts/bar?xvalues=a&yvalues=1", {}, None),
)
SIGNED = (
    "/charts/bar?xvalues=a,b&yvalues=1,2",
    "/charts/line?xvalues=a,b&yvalues=1,2&format=svg",
    "/charts/pie?labels=a&values=nothing",
    "/chart?cht=lc&chs=200x100&chd=t:1,2",
    "/chart?c={type:'bar',data:{labels:['a'],datasets:[{data:[1],x:()=>1}]}}",
    "/qr?text=a",
)


@pytest.fixture(scope="session")
def newest() -> Iterator[Running]:
    with running(REPOSITORY, ENVIRONMENT) as served:
        yield served


@pytest.fixture(scope="session", params=VERSIONS)
def older(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    if importlib.util.find_spec("pip") is None:
        pytest.skip("this environment has no pip to fetch another SDK with")
    folder = tmp_path_factory.mktemp("sdk")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run(
        [*install, str(folder), f"azure-functions=={request.param}"], check=True, timeout=120
    )
    check = "import azure.functions as f; print(f.__file__)"
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(folder)}
    where = subprocess.run(
        [sys.executable, "-c", check], env=environment, capture_output=True, text=True, check=True
    )
    assert Path(where.stdout.strip()).is_relative_to(folder)
    with running(REPOSITORY, environment) as served:
        yield served


def _comparable(reply: Reply) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = [(name.lower(), value) for name, value in reply.headers]
    body = re.sub(rb'"reference": "[^"]+"', b"", reply.body)
    return reply.status, sorted(pair for pair in headers if pair[0] not in CHANGES), body


def _requests() -> Iterator[Request]:
    """Give every request as to one host, as pages name the address of their app."""
    for method, target, headers, body in _targets():
        yield method, target, {"Host": "app.example", **headers}, body


def _targets() -> Iterator[Request]:
    yield from REQUESTS
    for url in SIGNED:
        signed = signing.signed(url, KEY, 4102444800)
        yield "GET", signed, {"Referer": "https://site.example/page"}, None
        yield "GET", signed, {"Referer": "https://other.example/"}, None


@pytest.mark.slow
def test_answers_are_those_of_the_newest_sdk(newest: Running, older: Running) -> None:
    statuses = set()
    for request in _requests():
        expected = fetch(newest.url, *request)
        assert _comparable(fetch(older.url, *request)) == _comparable(expected), request
        statuses.add(expected.status)
    assert statuses == {200, 403, 404, 422, 503}  # 503: sign-in is not set up
