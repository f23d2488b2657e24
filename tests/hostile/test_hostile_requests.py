"""Whatever is asked: an answer, within a second of the processor's time and 200 MiB of memory."""

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
from fuzz import cases, limits, seeds, target, whole
from fuzz.tally import Tally

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("urls.txt")
EACH = 8  # of every kind


@pytest.fixture(scope="module")
def app() -> Iterator[target.Target]:
    """The app in this process, with a provider and the settings for it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CLIENT_ID", "CLIENT_SECRET", "OIDC_AUTHORITY", "BASE_URL", "SESSION_KEYS",
                     "GRAPH_ME_URL", "REQUESTS_CA_BUNDLE", "NO_PROXY", "no_proxy"):  # fmt: skip
            patch.setenv(name, os.environ.get(name, ""))  # as it is, to be put back at the end
        patch.chdir(ROOT)
        patch.syspath_prepend(str(ROOT))
        made = target.Target()
        with target.signing_in():
            yield made
        from auth import settings

        settings.current.cache_clear()


@pytest.fixture(scope="module")
def material(app: target.Target) -> cases.Material:
    genuine = tuple(target.genuine_cookies())
    app.genuine = frozenset(value for _, value in genuine)
    return cases.Material(seeds.seeds(), genuine)


@pytest.mark.parametrize("kind", cases.KINDS)
def test_every_hostile_kind_is_answered(
    kind: str, app: target.Target, material: cases.Material
) -> None:
    for number in range(EACH):
        case = cases.of_kind(kind, number, material)
        seen = whole.confirmed(app, case)
        assert seen.finding is None, (number, seen.finding, case.request.target[:300])
        assert seen.status


@pytest.mark.parametrize("url", seeds.from_file(KEPT))
def test_every_kept_url_is_answered(url: str, app: target.Target) -> None:
    request = Incoming("GET", url, cases.HEADERS, b"")
    seen = whole.confirmed(app, cases.Case("kept", request))
    assert seen.finding is None, seen.finding


def test_requests_are_the_same_in_every_process() -> None:
    code = (
        "from fuzz import cases, seeds; m = cases.Material(seeds.seeds());"
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


# The watch itself: what does each of these wrong things is found.


def _raises(req: func.HttpRequest) -> func.HttpResponse:
    raise ZeroDivisionError("planted")


def _slow(req: func.HttpRequest) -> func.HttpResponse:
    end = time.process_time() + limits.SECONDS + 0.05
    while time.process_time() < end:
        pass
    return func.HttpResponse("ok")


def _large(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(str(len(b"x" * (limits.BYTES + 2**24))))


def _failure(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=500)


def _unasked(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(status_code=503)


def _header(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("ok", headers={"X-Said": "\u00e9"})


def _no_picture(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(b"GIF89a", mimetype="image/png")


@pytest.mark.parametrize(
    ("function", "what"),
    [
        (_raises, "500"), (_slow, "slow"), (_large, "memory"), (_failure, "status"),
        (_unasked, "status"), (_header, "500"), (_no_picture, "PNG"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_found(
    function: object, what: str, app: target.Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "memory" and not Path("/proc/self/clear_refs").exists():
        pytest.skip("memory is watched on Linux")
    monkeypatch.setattr(target.Target, "_answer", _answering(function))
    seen = app.ask(Incoming("GET", "/charts/bar?", cases.HEADERS, b""))
    assert seen.finding
    assert seen.finding.what == what


def _answering(function: object) -> object:
    from devserver import answer
    from devserver.request import http_request

    def answered(self: target.Target, request: Incoming) -> answer.Answer:
        found = answer.from_result(function(http_request(request, {})))  # type: ignore[operator]
        answer.check(request.method, found)
        return found

    return answered


def test_a_run_is_counted_and_goes_on_where_it_was(tmp_path: Path) -> None:
    def run(count: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "fuzz", "--only", "whole requests", "--cases", str(count),
             "--state", str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    first = run(2000)
    assert first.returncode == 0, first.stdout + first.stderr
    with Tally(tmp_path / "whole-requests" / "tally") as tally:
        assert (tally.cases, tally.findings) == (40, 0)
    assert run(2000).returncode == 0
    assert run(3000).returncode == 0
    with Tally(tmp_path / "whole-requests" / "tally") as tally:
        assert (tally.cases, tally.findings) == (60, 0)
        tally.lost()
    again = run(3000)
    assert again.returncode == 1  # what ended the process is a finding
    assert "| whole requests | 61 |" in again.stdout
