"""The client for providers, against a server on TLS that does what it wants with the connection."""

from __future__ import annotations

import contextlib
import gzip
import re
import ssl
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_server, socket

import pytest

from auth import http_client
from auth.errors import ProviderError
from auth.http_client import HttpClient
from devserver.provider import certificate

Answer = Callable[[ssl.SSLSocket, bytes], None]
DEADLINE = 0.8
OPERATIONS = 8
"""How many operations of a socket the deadline leaves room for, by the clock of these tests."""
DRIPS_AT_MOST = 200
MEBIBYTE = 2**20


@pytest.fixture
def provider() -> None:
    """Use no pretended provider here: the requests go out."""


class Server:
    """Accepts connections; ``answer`` gets each request of each."""

    def __init__(self, context: ssl.SSLContext, listening: socket) -> None:
        self.context = context
        self.listening = listening
        self.url = f"https://localhost:{listening.getsockname()[1]}/"
        self.answer: Answer = lambda connection, _: connection.sendall(response(b"{}"))
        self.handshake = True
        self.requests: list[bytes] = []
        self.connections = 0
        self.handshakes = 0

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection:
            if not self.handshake:
                connection.recv(65536)  # the client's first words
                while connection.recv(65536):  # until it leaves
                    pass
                return
            with self.context.wrap_socket(connection, server_side=True) as secure:
                self.handshakes += 1
                while request := _request(secure):
                    self.requests.append(request)
                    self.answer(secure, request)


def _request(connection: ssl.SSLSocket) -> bytes:
    """The next request of a connection with its body, nothing at the end."""
    text = b""
    while received := connection.recv(65536):
        text += received
        head, end, body = text.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: ([0-9]+)", head)
        if end and len(body) >= (int(length[1]) if length else 0):
            return text
    return b""


def response(body: bytes, headers: str = "", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    public, private = certificate.self_signed("localhost", "127.0.0.1")
    pem = tmp_path / "certificate.pem"
    pem.write_bytes(private + public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    monkeypatch.setenv("NO_PROXY", "localhost")
    with create_server(("127.0.0.1", 0)) as listening:
        server = Server(context, listening)
        threading.Thread(target=server.serve, daemon=True).start()
        yield server


@pytest.fixture
def client() -> Iterator[HttpClient]:
    client = HttpClient()
    yield client
    client.close()


@pytest.fixture
def hasty() -> Iterator[HttpClient]:
    client = HttpClient(DEADLINE)
    yield client
    client.close()


def test_an_honest_response(server: Server, client: HttpClient) -> None:
    body = gzip.compress('{"é": 1}'.encode())
    answer = response(body, "Content-Encoding: gzip\r\nX-Name: a\r\n")
    server.answer = lambda connection, _: connection.sendall(answer)
    for _ in range(3):
        received = client.get(
            server.url, params={"a": "b c"}, headers={"Accept": "application/json"}
        )
        assert (received.status_code, received.text) == (200, '{"é": 1}')
        assert received.headers["x-name"] == "a"
    assert client.post(server.url, data={"code": "x"}).status_code == 200
    assert server.connections == 1  # kept open
    assert server.requests[0].startswith(b"GET /?a=b+c HTTP/1.1")
    assert server.requests[3].endswith(b"code=x")


class Clock:
    """Takes the place of ``time`` in the client: each operation of a socket takes a second.

    The client looks at it before each. ``step`` is what a server waits for to send one byte more.
    """

    def __init__(self) -> None:
        self.looks = 0
        self.step = threading.Semaphore(0)

    def monotonic(self) -> float:
        self.looks += 1
        self.step.release()
        return float(self.looks)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(http_client, "time", clock)
    return clock


@pytest.fixture
def patient() -> Iterator[HttpClient]:
    """A client whose deadline only the clock of these tests reaches."""
    client = HttpClient(float(OPERATIONS))
    yield client
    client.close()


def _drips(start: bytes, drip: bytes = b"x") -> Callable[[Clock], Answer]:
    """Return a server that sends so much more at each operation of the client."""

    def answer(clock: Clock) -> Answer:
        def send(connection: ssl.SSLSocket, _: bytes) -> None:
            connection.sendall(start)
            for _ in range(DRIPS_AT_MOST):
                if not clock.step.acquire(timeout=OPERATIONS):
                    break  # the client looks at the clock no more
                connection.sendall(drip)

        return send

    return answer


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
DRIPS = {
    "status": _drips(b"HTTP/1.1 200 "),
    "header": _drips(b"HTTP/1.1 200 OK\r\nX-Name: "),
    "body": _drips(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"),
    "body without end": _drips(b"HTTP/1.1 200 OK\r\n\r\n"),
    "chunk": _drips(CHUNKED + b"500\r\n"),
    "size of a chunk": _drips(CHUNKED + b"5;"),
    "trailer": _drips(CHUNKED + b"0\r\nX-Name: "),
    "100": _drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("name", DRIPS)
def test_one_deadline_for_a_whole_exchange(
    server: Server, patient: HttpClient, clock: Clock, name: str
) -> None:
    """Each byte comes soon after the last: a timeout for one read never ends this."""
    server.answer = DRIPS[name](clock)
    with pytest.raises(ProviderError):
        patient.get(server.url)
    # Its start, what the deadline leaves room for, and a look at a second attempt.
    assert OPERATIONS < clock.looks <= OPERATIONS + 3


def _silent(connection: ssl.SSLSocket, _: bytes) -> None:
    while connection.recv(65536):  # until the client leaves
        pass


def test_a_silent_server_ends_at_the_deadline(server: Server, hasty: HttpClient) -> None:
    server.answer = _silent
    with pytest.raises(ProviderError):
        hasty.get(server.url)
    assert len(server.requests) == 1  # none is sent again, which would take as long again


def test_a_silent_handshake_ends_at_the_deadline(server: Server, hasty: HttpClient) -> None:
    server.handshake = False
    with pytest.raises(ProviderError):
        hasty.get(server.url)
    assert server.connections <= 2  # over the second there is no time for a first word


def test_the_deadline_covers_the_handshake(server: Server, clock: Clock) -> None:
    """After a connection that took all the time, none is left for the handshake."""
    late = HttpClient(1.0)
    with pytest.raises(ProviderError):
        late.get(server.url)
    late.close()
    assert clock.looks <= 3  # its start, and before the handshake of each of two connections
    assert server.handshakes == 0


def test_a_connection_is_usable_after_a_long_pause(server: Server, hasty: HttpClient) -> None:
    """The deadline belongs to the exchange, not to the connection."""
    assert hasty.get(server.url).status_code == 200
    time.sleep(DEADLINE * 1.2)
    assert hasty.get(server.url).status_code == 200
    assert server.connections == 1


def _zeros(connection: ssl.SSLSocket, encoding: str, body: bytes) -> None:
    connection.sendall(response(body, f"Content-Encoding: {encoding}\r\n"))


def _endless(connection: ssl.SSLSocket, _: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


GZIP_BOMB = gzip.compress(bytes(200 * MEBIBYTE), 9)
GZIP_BOMB_TWICE = gzip.compress(GZIP_BOMB)
DEFLATE_BOMB = zlib.compress(bytes(200 * MEBIBYTE), 9)
BOMBS: dict[str, Answer] = {
    "endless": _endless,
    "gzip": lambda c, _: _zeros(c, "gzip", GZIP_BOMB),
    "gzip twice": lambda c, _: _zeros(c, "gzip, gzip", GZIP_BOMB_TWICE),
    "deflate": lambda c, _: _zeros(c, "deflate", DEFLATE_BOMB),
    "br": lambda c, _: _zeros(c, "br", b"x"),
    "GZIP": lambda c, _: _zeros(c, "GZIP", GZIP_BOMB),
    "not gzip": lambda c, _: _zeros(c, "gzip", b"<html>"),
    "not UTF-8": lambda c, _: c.sendall(response(b"\xff\xfe\x00")),
    "one byte too many": lambda c, _: c.sendall(response(b" " * (MEBIBYTE + 1))),
    "line of 100 KB": lambda c, _: c.sendall(response(b"{}", f"X: {'x' * 100_000}\r\n")),
    "1,000 headers": lambda c, _: c.sendall(response(b"{}", "X: x\r\n" * 1000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_limit_on_what_comes_out_of_decompression(server: Server, name: str) -> None:
    server.answer = BOMBS[name]
    client = HttpClient()
    tracemalloc.start()
    with pytest.raises(ProviderError):
        client.get(server.url)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    client.close()
    assert peak < 8 * MEBIBYTE


def test_as_large_as_allowed(server: Server, client: HttpClient) -> None:
    server.answer = lambda connection, _: connection.sendall(response(b" " * MEBIBYTE))
    assert len(client.get(server.url).text) == MEBIBYTE


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_no_redirect_is_followed(server: Server, client: HttpClient, status: str) -> None:
    answer = response(b"{}", f"Location: {server.url}elsewhere\r\n", status)
    server.answer = lambda connection, _: connection.sendall(answer)
    assert client.post(server.url, data={"client_secret": "x"}).status_code == int(status[:3])
    assert client.get(server.url).status_code == int(status[:3])
    assert len(server.requests) == 2


def test_no_cookie_of_the_provider_is_kept(server: Server, client: HttpClient) -> None:
    answer = response(b"{}", "Set-Cookie: session=visitor1; Path=/; Secure\r\n")
    server.answer = lambda connection, _: connection.sendall(answer)
    for _ in range(2):
        client.get(server.url)
        client.post(server.url, data={"code": "x"})
    assert b"cookie" not in b"".join(server.requests).lower()


def test_no_password_of_the_machine_is_sent(
    server: Server, client: HttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login somebody password s3cret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    client.get(server.url, headers={"Authorization": "Bearer access"})
    client.get(server.url)
    assert b"Authorization: Bearer access" in server.requests[0]
    assert b"authorization" not in server.requests[1].lower()


@pytest.mark.parametrize("status", ["429 x", "503 x"])
def test_nothing_sleeps_because_the_provider_says_so(
    server: Server, client: HttpClient, status: str
) -> None:
    answer = response(b"{}", "Retry-After: 60\r\n", status)
    server.answer = lambda connection, _: connection.sendall(answer)
    assert client.get(server.url).status_code == int(status[:3])
    assert client.post(server.url).status_code == int(status[:3])
    assert len(server.requests) == 2


def test_a_connection_that_the_provider_closed(server: Server, client: HttpClient) -> None:
    def once(connection: ssl.SSLSocket, _: bytes) -> None:
        connection.sendall(response(b"{}"))
        connection.close()

    server.answer = once
    for _ in range(3):
        assert client.get(server.url).status_code == 200


def test_a_code_is_sent_once(server: Server, client: HttpClient) -> None:
    server.answer = lambda connection, _: connection.close()
    with pytest.raises(ProviderError):
        client.post(server.url, data={"code": "x"})
    assert len(server.requests) == 1


def test_the_name_in_the_certificate_is_checked(
    server: Server, client: HttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, private = certificate.self_signed("elsewhere.test", "127.0.0.2")
    pem = tmp_path / "elsewhere.pem"
    pem.write_bytes(private + public)
    server.context.load_cert_chain(pem)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
    with pytest.raises(ProviderError, match="SSLError"):
        client.get(server.url)
    assert server.requests == []


def test_the_signature_of_the_certificate_is_checked(
    server: Server, client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    with pytest.raises(ProviderError, match="SSLError"):
        client.get(server.url)
    assert server.requests == []


@pytest.mark.parametrize(
    "url", ["http://localhost/", "file:///etc/passwd", "ftp://localhost/", "", "https://", "//x"]
)
def test_https_alone(client: HttpClient, url: str) -> None:
    with pytest.raises(ProviderError):
        client.get(url)


@pytest.mark.parametrize("url", ["https://localhost/", "file:///etc/passwd", ""])
def test_the_client_for_the_instance_speaks_http_alone(url: str) -> None:
    with pytest.raises(ProviderError):
        HttpClient(on_instance=True).get(url)


def test_nobody_listens(client: HttpClient) -> None:
    with create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ProviderError):
        client.get(f"https://localhost:{port}/")


def test_the_client_of_the_process_is_one() -> None:
    assert http_client.shared() is http_client.shared()
