"""Every hostile request gets a response within the limits of tests/hostile/watch.py."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import azure.functions as func
import pytest

from devserver.request import Incoming
from tests.hostile import cases, seeds, watch

ROOT = Path(__file__).parents[2]
FOUND = Path(__file__).with_name("urls.txt")
EACH = 8  # requests of every kind


@pytest.fixture(scope="module")
def app() -> Iterator[watch.App]:
    """The app in this process, with a provider and the settings for it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CLIENT_ID", "CLIENT_SECRET", "OIDC_AUTHORITY", "BASE_URL", "SESSION_KEYS",
                     "GRAPH_ME_URL", "REQUESTS_CA_BUNDLE", "NO_PROXY", "no_proxy"):  # fmt: skip
            patch.setenv(name, os.environ.get(name, ""))  # as it is, to be put back at the end
        patch.chdir(ROOT)
        patch.syspath_prepend(str(ROOT))
        loaded = watch.App()
        with watch.signing_in():
            yield loaded
        from auth import settings

        settings.current.cache_clear()


@pytest.fixture(scope="module")
def material(app: watch.App) -> cases.Material:
    genuine = tuple(watch.genuine_cookies())
    app.genuine = frozenset(value for _, value in genuine)
    return cases.Material(seeds.seeds(), genuine)


@pytest.mark.parametrize("kind", cases.KINDS)
def test_every_hostile_kind_is_answered(
    kind: str, app: watch.App, material: cases.Material
) -> None:
    for number in range(EACH):
        case = cases.of_kind(kind, number, material)
        outcome = watch.call_again(app, case.request)
        assert outcome.finding is None, (number, outcome.finding, case.request.target[:300])
        assert outcome.status


@pytest.mark.parametrize("url", seeds.from_file(FOUND))
def test_every_url_that_was_once_a_finding_is_answered(url: str, app: watch.App) -> None:
    request = Incoming("GET", url, cases.HEADERS, b"")
    outcome = watch.call_again(app, request)
    assert outcome.finding is None, outcome.finding


def test_requests_are_the_same_in_every_process() -> None:
    code = (
        "from tests.hostile import cases, seeds; m = cases.Material(seeds.seeds());"
        "print([cases.case(n, m).request for n in range(300)])"
    )
    texts = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True, check=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]  # fmt: skip
    assert len(texts[0]) > 10_000
    assert texts[0] == texts[1]


# The watch itself: it must find each of these faults.


def _raises(req: func.HttpRequest) -> func.HttpResponse:
    raise ZeroDivisionError("planted")


def _slow(req: func.HttpRequest) -> func.HttpResponse:
    end = time.process_time() + watch.SECONDS + 0.05
    while time.process_time() < end:
        pass
    return func.HttpResponse("ok")


def _large(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(str(len(b"x" * (watch.BYTES + 2**24))))


def _failure(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=500)


def _without_provider(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=503)


def _header(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok", headers={"X-Said": "\u00e9"})


def _not_a_png(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(b"GIF89a", mimetype="image/png")


@pytest.mark.parametrize(
    ("function", "what"),
    [
        (_raises, "500"), (_slow, "slow"), (_large, "memory"), (_failure, "status"),
        (_without_provider, "status"), (_header, "500"), (_not_a_png, "PNG"),
    ],
)  # fmt: skip
def test_the_watch_finds_each_fault(
    function: object, what: str, app: watch.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "memory" and not Path("/proc/self/clear_refs").exists():
        pytest.skip("memory is watched on Linux")
    monkeypatch.setattr(watch.App, "response", _responding(function))
    outcome = app.call(Incoming("GET", "/charts/bar?", cases.HEADERS, b""))
    assert outcome.finding
    assert outcome.finding.what == what


def _responding(function: object) -> object:
    from devserver import answer
    from devserver.request import http_request

    def response(self: watch.App, request: Incoming) -> answer.Answer:
        result = answer.from_result(function(http_request(request, {})))  # type: ignore[operator]
        answer.check(request.method, result)
        return result

    return response
