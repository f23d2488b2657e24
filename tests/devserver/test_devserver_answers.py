"""What leaves of what a function gives back."""

from __future__ import annotations

import json

import pytest

from devserver.testing import Running
from tests.devserver.client import Call, Exchange


def test_body_is_chunked_and_has_no_length(call: Call) -> None:
    reply = call("GET", "/answer/png")
    assert (reply.status, reply.body) == (200, b"\x89PNG\x00\xff")
    assert reply.all("Content-Type") == ["image/png"]
    assert reply.all("Transfer-Encoding") == ["chunked"]
    assert reply.all("Content-Length") == []


def test_large_body_is_whole(call: Call) -> None:
    assert call("GET", "/answer/large").body == b"x" * 20_000_000


def test_text_has_its_charset(call: Call) -> None:
    reply = call("GET", "/answer/text")
    assert (reply.body, reply.all("Content-Type")) == ("é".encode(), ["text/plain; charset=utf-8"])


def test_str_is_text(call: Call) -> None:
    reply = call("GET", "/answer/str")
    assert (reply.status, reply.body) == (200, "straße".encode())
    assert reply.all("Content-Type") == ["text/plain; charset=utf-8"]


def test_empty_body_has_length_zero(call: Call) -> None:
    reply = call("GET", "/answer/empty")
    assert (reply.status, reply.all("Content-Length")) == (200, ["0"])
    assert reply.all("Transfer-Encoding") == []


@pytest.mark.parametrize("status", [204, 304])
def test_bodiless_status_has_a_content_type_and_no_length(call: Call, status: int) -> None:
    reply = call("GET", f"/answer/{status}")
    assert (reply.status, reply.body, reply.all("Content-Length")) == (status, b"", [])
    assert reply.all("Content-Type") == ["text/plain; charset=utf-8"]


def test_304_keeps_its_etag(call: Call) -> None:
    assert call("GET", "/answer/304").all("ETag") == ['"1"']


def test_status_is_kept(call: Call) -> None:
    assert call("GET", "/answer/418").status == 418


def test_location_is_kept_as_written(call: Call) -> None:
    reply = call("GET", "/answer/redirect")
    assert (reply.status, reply.all("Location")) == (302, ["../a b?c#d"])
    assert reply.all("Content-Length") == ["0"]


@pytest.mark.parametrize("kind", ["answer", "async"])
@pytest.mark.parametrize(
    ("what", "logged"),
    [
        ("none", 'unsupported type "http" for Python type "NoneType"'),
        ("dict", 'for Python type "dict"'),
        ("bytes", 'for Python type "bytes"'),
        ("tuple", 'for Python type "tuple"'),
        ("json-str", "a str that is a JSON object"),
        ("204-body", "status 204 must not have a body"),
        ("205-body", "status 205 must not have a body"),
        ("304-body", "status 304 must not have a body"),
        ("crlf", "newline"),
        ("boom", "RuntimeError: the reason of it"),
    ],
)
def test_500_is_empty_and_its_reason_is_only_in_the_log(
    call: Call, server: Running, kind: str, what: str, logged: str
) -> None:
    before = len(server.log)
    reply = call("GET", f"/{kind}/{what}")
    assert (reply.status, reply.body, reply.all("Content-Length")) == (500, b"", ["0"])
    assert logged in server.log[before:]


def test_traceback_of_an_exception_is_in_the_log(call: Call, server: Running) -> None:
    call("GET", "/answer/boom")
    assert "Exception while executing function: Functions.answer" in server.log
    assert 'raise RuntimeError("the reason of it")' in server.log


def test_log_of_a_function_is_shown(call: Call, server: Running) -> None:
    assert call("GET", "/answer/log").body == b"said"
    assert "said by the function" in server.log


def sent(call: Call, *headers: tuple[str, str]) -> list[tuple[str, str]]:
    reply = call("POST", "/headers", {}, json.dumps(headers).encode())
    assert reply.status == 200
    return [(name, value) for name, value in reply.headers if name.lower().startswith("x-")]


def test_last_of_a_repeated_header_is_kept(call: Call) -> None:
    assert sent(call, ("X-Multi", "a"), ("X-Multi", "b")) == [("X-Multi", "b")]


def test_first_of_differently_spelled_headers_is_kept_and_warned_of(
    call: Call, server: Running
) -> None:
    assert sent(call, ("X-Multi", "a"), ("x-multi", "b")) == [("X-Multi", "a")]
    assert "x-multi is set twice, in two spellings: only one of them is sent." in server.log


@pytest.mark.parametrize(
    "header",
    [
        ("X-Name", "é"),
        ("X-Name", "日本"),
        ("X-Name", "a\tb"),
        ("X Name", "a"),
        ("X-Näme", "a"),
        ("Content-Length", "3"),
        ("Content-Length", "6"),
        ("Content-Length", "five"),
        ("Transfer-Encoding", "chunked"),
    ],
)
def test_header_that_cannot_be_sent_is_500(call: Call, header: tuple[str, str]) -> None:
    reply = call("POST", "/headers", {}, json.dumps([header]).encode())
    assert (reply.status, reply.body, reply.all("Content-Length")) == (500, b"", ["0"])


def test_right_content_length_replaces_chunks(call: Call) -> None:
    reply = call("POST", "/headers", {}, b'[["Content-Length", "5"]]')
    assert (reply.status, reply.body, reply.all("Content-Length")) == (200, b"12345", ["5"])
    assert reply.all("Transfer-Encoding") == []


def test_head_has_the_headers_but_no_length_and_no_body(exchange: Exchange) -> None:
    reply = exchange(b"HEAD /answer/png HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    head, _, body = reply.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"\r\ncontent-type: image/png" in head.lower()
    assert b"content-length" not in head.lower()
    assert b"transfer-encoding" not in head.lower()
    assert body == b""


@pytest.mark.parametrize("length", ["5", "9"])
def test_head_keeps_a_length_that_the_function_gave(call: Call, length: str) -> None:
    reply = call("HEAD", "/headers", {}, json.dumps([["Content-Length", length]]).encode())
    assert (reply.status, reply.all("Content-Length"), reply.body) == (200, [length], b"")


def test_server_adds_no_header_but_those_of_the_connection(call: Call) -> None:
    names = {name.lower() for name, _ in call("GET", "/answer/text").headers}
    assert names == {"content-type", "transfer-encoding", "date"}


def test_root_without_a_function_is_the_homepage(call: Call) -> None:
    reply = call("GET", "/")
    assert (reply.status, reply.all("Content-Type")) == (200, ["text/html"])
    assert b"up and running" in reply.body
