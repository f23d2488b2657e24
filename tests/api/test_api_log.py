"""One line of the log a request: what is in it, what never is; failures with a reference."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import azure.functions as func
import pytest
import requests

from api import log
from api.errors import ParameterError, Problem
from api.http_function import http_function
from devserver import testing

ROOT = Path(__file__).parents[2]
BAR = "/charts/bar?xvalues=a,b&yvalues=1,2"
LINE = "/chart?cht=lc&chs=99x99&chd=t:1,2"


@pytest.fixture(scope="module")
def server() -> Iterator[testing.Running]:
    with testing.running(ROOT) as running:
        yield running


def _lines(text: str) -> list[dict[str, Any]]:
    starts = (line.find('{"event":"request"') for line in text.splitlines())
    return [
        json.loads(line[start:])
        for line, start in zip(text.splitlines(), starts, strict=True)
        if start >= 0
    ]


def _ask(server: testing.Running, method: str, path: str, **rest: Any) -> dict[str, Any]:
    """Send a request; give the one line that the log has of it."""
    before = len(_lines(server.log))
    answer = requests.request(method, server.url + path, timeout=30, **rest)
    new = _lines(server.log)[before:]
    assert len(new) == 1, new
    assert new[0]["status"] == answer.status_code
    assert new[0]["reference"] == answer.headers["X-Request-Id"]
    assert new[0]["version"] == answer.headers["X-App-Version"]
    assert new[0]["bytes"] == answer.raw.tell()  # as it was sent, packed or not
    assert new[0]["method"] == method
    assert new[0]["ms"] >= 0
    return new[0]


@pytest.mark.parametrize(
    ("method", "path", "rest", "said"),
    [
        ("GET", "/", {}, {"function": "zz_site", "status": 200}),
        ("HEAD", "/", {}, {"function": "zz_site", "bytes": 0}),
        ("GET", "/nothing", {}, {"function": "zz_site", "status": 404}),
        ("GET", "/healthz", {}, {"function": "healthz", "status": 200}),
        ("GET", "/generate_name", {}, {"function": "generate_name", "status": 200}),
        (
            "GET",
            "/generate_name?starts_with=a&starts_with=b",
            {},
            {"function": "generate_name", "status": 422, "parameters": ["starts_with"]},
        ),
        ("GET", "/login", {}, {"function": "auth_login", "status": 503}),
        ("GET", "/me", {}, {"function": "auth_me", "status": 503}),
        (
            "GET",
            "/charts/pie?labels=a&values=x&width=1",
            {},
            {"kind": "pie", "status": 422, "parameters": ["values", "width"]},
        ),
        ("POST", "/charts/bar", {"json": {}}, {"function": "charts_post", "kind": "bar"}),
        ("GET", "/chart?cht=lc", {}, {"status": 400, "parameters": ["chs", "chd"]}),
        (
            "GET",
            "/chart?cht=lc",
            {"headers": {"Accept": "image/*"}},
            {"status": 400, "parameters": ["chs", "chd"]},
        ),
        ("GET", LINE + "&chof=validate", {}, {"kind": "validate", "status": 200}),
        ("GET", "/chart?chst=d_map_pin_letter&chld=A", {}, {"kind": "chst", "status": 200}),
    ],
)
def test_a_request_has_one_line(
    method: str, path: str, rest: dict[str, Any], said: dict[str, Any], server: testing.Running
) -> None:
    line = _ask(server, method, path, **rest)
    assert said.items() <= line.items(), line


@pytest.mark.parametrize(("path", "kind"), [(BAR, "bar"), (LINE, "lc")])
def test_the_line_says_who_had_the_picture(path: str, kind: str, server: testing.Running) -> None:
    assert _ask(server, "GET", path)["cache"] == "drawn"
    repeat = _ask(server, "GET", path)
    assert (repeat["cache"], repeat["kind"]) == ("hit", kind)
    tag = requests.get(server.url + path, timeout=10).headers["ETag"]
    line = _ask(server, "GET", path, headers={"If-None-Match": tag})
    assert (line["cache"], line["status"], line["bytes"], line["kind"]) == ("client", 304, 0, kind)


def test_nothing_that_a_client_sends_is_in_the_log(server: testing.Running) -> None:
    secret = "Zebra7"  # noqa: S105 - not a password
    before = len(server.log)
    for path in (
        f"{BAR}&title={secret}&xlabel={secret}",
        f"{BAR}&{secret}=1&ymin={secret}",
        f"{LINE}&chtt={secret}&{secret}=1",
        f"/chart?cht={secret}&chl={secret}",
        f"/chart?cht={secret}&chof=validate",
        f"/charts/{secret}?a=1",
        f"/generate_name?{secret}={secret}",
        "/generate_name?starts_with=zebra7",
        f"/login?next_url=/{secret}",
        f"/getAToken?code={secret}&state={secret}",
    ):
        requests.get(
            server.url + path,
            headers={"Cookie": f"a={secret}", "Referer": f"https://{secret}.test/", "X-A": secret},
            timeout=30,
        )
    new = server.log[before:]
    assert len(_lines(new)) == 10
    # The local server itself writes paths; the app does not.
    assert all(secret.lower() not in json.dumps(line).lower() for line in _lines(new))
    assert any("other" in line.get("parameters", ()) for line in _lines(new))


# A function by itself


def _request(method: str = "GET") -> func.HttpRequest:
    return func.HttpRequest(method=method, url="http://a/b?c=d", body=b"")


class _Context(func.Context):
    function_name = function_directory = "x"
    thread_local_storage = trace_context = retry_context = None  # type: ignore[assignment]
    invocation_id = "0f8fad5b-d9cb-469f-a165-70867728950e"


class _Hostile(_Context):
    invocation_id = "a\r\nX-Evil: 1"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    caplog.set_level(logging.INFO)
    return lambda: _lines("\n".join(r.getMessage() for r in caplog.records))


def _raising(error: Exception, is_async: bool) -> Any:
    if is_async:

        @http_function
        async def fails(req: func.HttpRequest) -> func.HttpResponse:
            await asyncio.sleep(0)
            raise error

    else:

        @http_function
        def fails(req: func.HttpRequest) -> func.HttpResponse:
            raise error

    return fails


def _call(function: Any, *arguments: Any) -> func.HttpResponse:
    answer = function(*arguments)
    return asyncio.run(answer) if asyncio.iscoroutine(answer) else answer


@pytest.mark.parametrize("is_async", [False, True])
def test_an_exception_is_a_problem_document_with_a_reference(
    is_async: bool, lines: Any, caplog: pytest.LogCaptureFixture
) -> None:
    function = _raising(LookupError("the secret of the house"), is_async)
    answer = _call(function, _request(), _Context())
    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    document = json.loads(answer.get_body())
    assert document["reference"] == answer.headers["X-Request-Id"] == _Context.invocation_id
    assert "secret" not in answer.get_body().decode()
    [line] = lines()
    assert (line["status"], line["reference"]) == (500, _Context.invocation_id)
    [stack] = [record for record in caplog.records if record.exc_info]
    assert _Context.invocation_id in stack.getMessage()
    assert "the secret of the house" in caplog.text
    assert [r.levelname for r in caplog.records] == ["ERROR", "ERROR"]


@pytest.mark.parametrize("is_async", [False, True])
def test_want_of_memory_is_a_503_with_a_traceback_in_the_log(
    is_async: bool, caplog: pytest.LogCaptureFixture
) -> None:
    answer = _call(_raising(MemoryError("no room"), is_async), _request(), _Context())
    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"
    assert int(answer.headers["Retry-After"]) > 0
    assert json.loads(answer.get_body())["reference"] == _Context.invocation_id
    assert [r.getMessage() for r in caplog.records if r.exc_info and "no room" in str(r.exc_info)]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_problem_is_no_failure_of_the_app(is_async: bool, lines: Any) -> None:
    wrong = [ParameterError("width", "x", "y"), ParameterError("Jörg@example.org", "x", "y")]
    answer = _call(_raising(Problem(422, "No.", wrong), is_async), _request())
    assert answer.status_code == 422
    assert "reference" not in json.loads(answer.get_body())
    [line] = lines()
    assert line["parameters"] == ["width", "other"]


def test_what_is_no_answer_is_a_failure(lines: Any, caplog: pytest.LogCaptureFixture) -> None:
    @http_function
    def wrong(req: func.HttpRequest) -> Any:
        return {"a": 1}

    assert wrong(_request()).status_code == 500
    assert "wrong returned dict, not an HttpResponse" in caplog.text
    assert len(lines()) == 1


def test_decorating_twice_logs_once(lines: Any) -> None:
    @http_function
    @http_function
    def twice(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse(b"x")

    assert twice(_request()).status_code == 200
    assert [line["function"] for line in lines()] == ["twice"]


def test_an_id_that_is_none_is_replaced() -> None:
    @http_function
    def plain(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse(b"x", headers={"X-Request-Id": log.reference()})

    answer = plain(_request(), _Hostile())
    assert answer.headers["X-Request-Id"].isalnum()


def test_a_log_that_fails_fails_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raise OSError("the disk is full")

    handler = Broken()
    logging.getLogger("api").addHandler(handler)
    try:

        @http_function
        def fine(req: func.HttpRequest) -> func.HttpResponse:
            log.note(odd=object())
            return func.HttpResponse(b"x")

        assert fine(_request()).status_code == 200
        assert _raising(ValueError("x"), False)(_request()).status_code == 500
    finally:
        logging.getLogger("api").removeHandler(handler)


def test_outside_of_a_request_there_is_nothing_to_note() -> None:
    log.note(kind="bar")
    assert len({log.reference() for _ in range(100)}) == 100


def test_requests_at_once_keep_their_own_lines(lines: Any) -> None:
    @http_function
    async def slow(req: func.HttpRequest) -> func.HttpResponse:
        log.note(number=req.headers["number"])
        await asyncio.sleep(0.01)
        return func.HttpResponse(log.reference())

    async def all_at_once() -> list[func.HttpResponse]:
        asked = [
            func.HttpRequest(method="GET", url="http://a/", headers={"number": str(n)}, body=b"")
            for n in range(50)
        ]
        return await asyncio.gather(*(slow(req) for req in asked))

    answers = asyncio.run(all_at_once())
    assert len({answer.get_body() for answer in answers}) == 50
    assert all(a.get_body().decode() == a.headers["X-Request-Id"] for a in answers)
    assert {line["number"] for line in lines()} == {str(n) for n in range(50)}
