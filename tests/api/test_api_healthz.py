"""Probes, and what every answer says of the app and of its request."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from api import version
from tests.conftest import RUNNING

ROOT = Path(__file__).parents[2]


def test_healthz_says_that_the_app_is_up_and_which_one(app_url: str) -> None:
    answer = requests.get(f"{app_url}/healthz", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    document = answer.json()
    build = document.pop("build")
    assert document == {"status": "ok", "version": version.VERSION}
    assert re.fullmatch("[0-9a-f]{12}", build)
    if not RUNNING:  # else the app is a package, which leaves some files out
        assert build == version.build()


def test_head_of_healthz(app_url: str) -> None:
    answer = requests.head(f"{app_url}/healthz", timeout=10)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 20


@pytest.mark.parametrize("path", ["/HealthZ", "/healthz/", "/healthz?probe=1"])
def test_healthz_is_where_probes_look(path: str, app_url: str) -> None:
    assert requests.get(app_url + path, timeout=10).json()["status"] == "ok"


def test_a_probe_loads_nothing() -> None:
    code = (
        "import sys, function_app, azure.functions as func\n"
        "before = set(sys.modules)\n"
        "found = {f.get_function_name(): f.get_user_function()"
        " for f in function_app.app.get_functions()}\n"
        "request = func.HttpRequest(method='GET', url='http://a/healthz', body=b'')\n"
        "assert found['healthz'](request).status_code == 200\n"
        "print(*(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/nothing", 404),
        ("GET", "/healthz", 200),
        ("GET", "/generate_name", 200),
        ("HEAD", "/generate_name", 200),
        ("GET", "/generate_name?a=1", 422),
        ("GET", "/charts/bar?xvalues=a&yvalues=1", 200),
        ("GET", "/charts/bar", 422),
        ("POST", "/charts/bar", 415),
        ("GET", "/chart?cht=lc", 400),
        ("GET", "/chart?cht=lc&chs=99x99&chd=t:1,2&chof=validate", 200),
        ("GET", "/login", 503),
        ("GET", "/logout", 503),
        ("POST", "/logout", 503),
        ("GET", "/profile", 503),
    ],
)
def test_every_answer_names_its_request_and_the_version(
    method: str, path: str, status: int, app_url: str
) -> None:
    first, second = (requests.request(method, app_url + path, timeout=20) for _ in range(2))
    assert first.status_code == status
    assert first.headers["X-App-Version"] == version.VERSION
    # The platform's own id of the call.
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first.headers["X-Request-Id"])
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


def test_a_304_names_its_request_too(app_url: str) -> None:
    url = f"{app_url}/charts/bar?xvalues=a&yvalues=1"
    tag = requests.get(url, timeout=10).headers["ETag"]
    answer = requests.get(url, headers={"If-None-Match": tag}, timeout=10)
    assert answer.status_code == 304
    assert {"X-Request-Id", "X-App-Version"} <= set(answer.headers)
