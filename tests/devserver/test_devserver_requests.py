"""What a function sees of a request, and the requests that it never sees."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

from devserver.testing import Running
from tests.devserver.client import Call, Exchange

QUERY = (
    "a=1&a=2&blank=&novalue&plus=a+b%2Bc&pipe=a|b&semi=1;2&u=%C3%A9%E2%82%AC&A=3&eq=a=b"
    "&pct=%zz&comma=1,2&code=oidc"
)


def test_url_has_the_query_as_it_was_sent(call: Call, server: Running) -> None:
    assert call("GET", f"/echo/x?{QUERY}").json()["url"] == f"{server.url}/echo/x?{QUERY}"


def test_params_are_decoded_joined_merged_by_case_and_never_blank(call: Call) -> None:
    assert call("GET", f"/echo/x?{QUERY}").json()["params"] == {
        "a": "1,2,3",
        "plus": "a b+c",
        "pipe": "a|b",
        "semi": "1;2",
        "u": "é€",
        "eq": "a=b",
        "pct": "%zz",
        "comma": "1,2",
        "code": "oidc",
    }


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("x=&x=1", {"x": "1"}),
        ("X=1&x=2", {"X": "1,2"}),
        ("%C3%A9=%FF%41", {"é": "%FFA"}),
        ("&&a=1&", {"a": "1"}),
        ("", {}),
    ],
)
def test_params_of(call: Call, query: str, params: dict[str, str]) -> None:
    assert call("GET", f"/echo?{query}").json()["params"] == params


@pytest.mark.parametrize(
    ("path", "rest", "path_in_url"),
    [
        (
            "a%20b/%C3%A9/c%2Fd/e+f/g;h|i",
            "a b/é/c%2Fd/e+f/g;h|i",
            "a%20b/%C3%A9/c%2Fd/e+f/g;h%7Ci",
        ),
        ("%41%7e", "A~", "A~"),
        ("%c3%a9", "é", "%C3%A9"),
        ("%FF%41", "%FFA", "%FFA"),
        ("50%", "50%", "50%25"),
        ("%2541", "%41", "%41"),
        ("a/./b/../c", "a/c", "a/c"),
        ("a/%2e%2e/b/..", None, ""),
        ("a:b@c,d!$&'()*=", "a:b@c,d!$&'()*=", "a:b@c,d!$&'()*="),
    ],
)
def test_path_is_decoded_for_the_route_and_written_again_in_the_url(
    call: Call, server: Running, path: str, rest: str | None, path_in_url: str
) -> None:
    seen = call("GET", f"/echo/{path}").json()
    assert seen["route_params"].get("rest") == rest
    assert seen["url"] == f"{server.url}/echo/{path_in_url}"


def test_url_takes_its_host_from_the_host_header_only(call: Call) -> None:
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    seen = call("GET", "/echo/x", {"Host": "charts.example:81", **forwarded}).json()
    assert seen["url"] == "http://charts.example:81/echo/x"
    assert seen["headers"]["x-forwarded-host"] == "evil.example"
    assert seen["headers"]["x-forwarded-proto"] == "https"


def test_headers_are_lower_case_joined_and_kept_when_empty(exchange: Exchange, call: Call) -> None:
    reply = exchange(
        b"GET /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
        b"X-Two: 1\r\nx-two: 2\r\nX-Empty:\r\nX-Utf: \xc3\xa9\r\n\r\n"
    )
    assert b'"x-two": "1,2"' in reply
    assert b'"x-empty": ""' in reply
    assert b'"x-utf": "\\u00e9"' in reply


def test_body_arrives_as_it_was_sent(call: Call) -> None:
    body = bytes(range(256)) * 5000
    assert call("POST", "/echo", {}, body).json()["body"].encode("latin-1") == body


def test_chunked_body_arrives_empty(exchange: Exchange) -> None:
    reply = exchange(
        b"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    )
    assert reply.startswith(b"HTTP/1.1 200 ")
    assert reply.count(b"HTTP/1.1 ") == 1  # the chunks are not taken for a request
    assert b'"body": ""' in reply


def test_form_keeps_blank_and_repeated_values(call: Call) -> None:
    urlencoded = {"Content-Type": "application/x-www-form-urlencoded"}
    reply = call("POST", "/form", urlencoded, b"a=1&a=2&b=%C3%A9+x&c=")
    assert reply.json()["form"] == {"a": ["1", "2"], "b": ["é x"], "c": [""]}


def test_multipart_form_has_fields_and_files(call: Call) -> None:
    body = (
        b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
        b'--B\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nhey\r\n--B--\r\n'
    )
    reply = call("POST", "/form", {"Content-Type": "multipart/form-data; boundary=B"}, body)
    assert reply.json() == {"form": {"a": ["1"]}, "files": {"f": ["f.txt", "hey"]}}


def test_json_body_is_read(call: Call) -> None:
    assert call("POST", "/json", {}, b'{"a": [1]}').json() == {"a": [1]}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff"])
def test_body_that_is_not_json_raises_value_error(call: Call, body: bytes) -> None:
    reply = call("POST", "/json", {}, body)
    assert (reply.status, reply.body) == (400, b"HTTP request does not contain valid JSON data")


def test_context_is_given_to_a_function_that_takes_it(call: Call) -> None:
    first, second = call("GET", "/context").json(), call("GET", "/context").json()
    assert first[0] == "with_context"
    assert first[1] != second[1]
    assert first[2].endswith("/tests/devserver/app")


def test_keys_are_not_asked_for(call: Call) -> None:
    assert call("GET", "/get-only").status == 200  # the app's level is FUNCTION


@pytest.mark.parametrize(("length", "status"), [(8192, "200"), (8193, "414")])
def test_request_line_may_have_8192_bytes(exchange: Exchange, length: int, status: str) -> None:
    around = len("GET /echo? HTTP/1.1\r\n")
    line = f"GET /echo?{'x' * (length - around)} HTTP/1.1\r\n".encode()
    assert len(line) == length
    reply = exchange(line + b"Host: h\r\nConnection: close\r\n\r\n")
    assert reply.startswith(f"HTTP/1.1 {status} ".encode())


def test_client_that_still_sends_gets_its_answer(exchange: Exchange) -> None:
    reply = exchange(b"GET /echo?" + b"x" * 20_000_000 + b" HTTP/1.1\r\nHost: h\r\n\r\n")
    assert reply.startswith(b"HTTP/1.1 414 ")


@pytest.mark.parametrize(
    ("rest_of_head", "status"),
    [
        ("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 104857601", 413),
        ("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: -1", 400),
        ("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2", 400),
        ("GET /echo HTTP/1.1", 400),
        ("GET /echo HTTP/1.1\r\nHost: a\r\nHost: b", 400),
        ("GET /echo%00 HTTP/1.1\r\nHost: h", 400),
        ("GET /écho HTTP/1.1\r\nHost: h", 400),
        ("GET http://h/echo HTTP/1.1\r\nHost: i", 400),
        ("GET /a b HTTP/1.1\r\nHost: h", 400),
        ("GET /echo", 400),
        (f"GET /echo HTTP/1.1\r\nHost: h\r\nX-Long: {'x' * 32768}", 431),
    ],
)
def test_bad_request_is_answered_without_a_body(
    exchange: Exchange, rest_of_head: str, status: int
) -> None:
    head, _, body = exchange(f"{rest_of_head}\r\n\r\n".encode()).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"\r\nContent-Length: 0\r\n" in head + b"\r\n"
    assert body == b""


def test_connection_is_kept(server: Running) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    sockets = []
    for body in (b"one", b"two"):
        connection.request("POST", "/echo", body)
        assert body in connection.getresponse().read()
        sockets.append(connection.sock)
    connection.close()
    assert sockets[0] is not None
    assert sockets[0] is sockets[1]


def test_http_1_0_gets_a_plain_body_and_a_closed_connection(exchange: Exchange) -> None:
    head, _, body = exchange(b"GET /answer/text HTTP/1.0\r\n\r\n").partition(b"\r\n\r\n")
    assert b"Transfer-Encoding" not in head
    assert body == "é".encode()


def test_log_has_the_path_but_not_the_query(call: Call, server: Running) -> None:
    call("GET", "/echo/logged?code=not-for-the-log")
    assert "GET /echo/logged 200" in server.log
    assert "not-for-the-log" not in server.log
