"""The HTTP server: HTTP/1.1 with keep-alive, a thread per connection, Kestrel's limits.

It is based on http.server because werkzeug's handler closes the connection after every response.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import socket
import socketserver
import sys
import time
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any

from devserver import codespaces
from devserver.answer import Answer
from devserver.errors import BadRequest
from devserver.host import Host
from devserver.request import Incoming

MAX_REQUEST_LINE = 8192  # bytes, the end of line included: MaxRequestLineSize
MAX_HEADERS = 32 * 1024  # bytes: MaxRequestHeadersTotalSize
MAX_BODY = 100 * 1024 * 1024  # bytes: the host's own limit
MAX_HEADER_LINE = MAX_HEADERS + 1
LINGER = 1.0  # seconds to wait for more bytes of a client that does not close
HEADER_LINE = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n]*\r?\n")
"""A token, a colon and a value. Kestrel refuses folded lines and blanks around a name."""
ABSOLUTE = re.compile(r"(?i:https?)://(?P<host>[^/?#@]+)(?P<path>.*)")

REASONS = {status.value: status.phrase for status in HTTPStatus}


class Server(socketserver.ThreadingTCPServer):
    """Listens and passes every request to the host."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], host: Host) -> None:
        """Bind and listen; raises ``OSError`` if the address cannot be used."""
        self.host = host
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, Handler)

    @property
    def port(self) -> int:
        """The port that the server listens on."""
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log the error that ended a connection, unless the client disconnected."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            logging.exception("Connection from %s", client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def handle_one_request(self) -> None:
        """Read one request of any method and send the response."""
        self.raw_requestline = self.rfile.readline(MAX_REQUEST_LINE + 1)
        self.close_connection = True
        if not self.raw_requestline:
            return
        self.started = time.perf_counter()
        self.command, self.request_version, self.requestline = "", self.protocol_version, ""
        try:
            if len(self.raw_requestline) > MAX_REQUEST_LINE:
                raise BadRequest(414)
            if not self.parse_request():
                return
            incoming = self.read_request()
        except BadRequest as error:
            self.send_error(error.status)
            return
        self.send(incoming.target.partition("?")[0], self.server.host.answer(incoming))

    def parse_request(self) -> bool:
        """Parse the head, whose header lines Kestrel reads more strictly than http.server."""
        if len(self.raw_requestline.split()) < 3:  # HTTP/0.9 has no headers
            return super().parse_request()
        connection, self.rfile = self.rfile, io.BytesIO(self.header_lines())
        try:
            return super().parse_request()
        finally:
            self.rfile = connection

    def header_lines(self) -> bytes:
        """Return the lines up to the blank one, unchanged; raises ``BadRequest``."""
        lines = b""
        while (line := self.rfile.readline(MAX_HEADER_LINE)) not in (b"\r\n", b"\n", b""):
            lines += line
            if len(lines) > MAX_HEADERS:
                raise BadRequest(431)
            if not HEADER_LINE.fullmatch(line):
                raise BadRequest(400)
        return lines + line

    def read_target(self) -> str:
        """Return the path and query that the request line names; raises ``BadRequest``.

        It is "" for ``OPTIONS *`` and for ``CONNECT``, which name no path (RFC 9112, section 3.2).
        The host of an absolute URL must be that of the Host header.
        """
        # Not self.path: http.server removes a second slash at its start.
        target = self.requestline.split()[1]
        if not target.isascii() or not target.isprintable():
            raise BadRequest(400)
        if target.startswith("/"):
            return target
        if (self.command == "OPTIONS" and target == "*") or self.command == "CONNECT":
            return ""
        absolute = ABSOLUTE.fullmatch(target)
        host = self.headers.get("Host", "").strip(" \t")
        if absolute is None or absolute["host"].lower() != host.lower():
            raise BadRequest(400)
        path = absolute["path"]
        return path if path.startswith("/") else "/" + path

    def read_request(self) -> Incoming:
        """Return the request whose head has been parsed, with its body; raises ``BadRequest``."""
        target = self.read_target()
        if self.request_version == "HTTP/0.9" or "%00" in target.partition("?")[0]:
            raise BadRequest(400)
        if self.request_version != "HTTP/1.1":
            self.close_connection = True
        if sum(len(n) + len(v) + 4 for n, v in self.headers.items()) > MAX_HEADERS:
            raise BadRequest(431)
        if self.request_version == "HTTP/1.1" and len(self.headers.get_all("Host", [])) != 1:
            raise BadRequest(400)
        return Incoming(self.command, target, self.read_headers(), self.read_body())

    def read_headers(self) -> list[tuple[str, str]]:
        """Return the headers as UTF-8, like Kestrel; http.server has read them as Latin-1."""
        try:
            headers = [
                (name, value.strip(" \t").encode("latin-1").decode())
                for name, value in self.headers.items()
            ]
        except UnicodeError as error:
            raise BadRequest(400) from error
        return codespaces.restored(headers, self.server.port, os.environ)

    def read_body(self) -> bytes:
        """Return the body; a chunked one is empty, because the host only reads a known length."""
        if "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return b""
        lengths = set(self.headers.get_all("Content-Length", ["0"]))
        length = lengths.pop()
        if lengths or not (length.isascii() and length.isdecimal()):
            raise BadRequest(400)
        if int(length) > MAX_BODY:
            raise BadRequest(413)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise ConnectionResetError("the client disconnected before its body was complete")
        return body

    def send(self, path: str, answer: Answer) -> None:
        """Log and send a response, with the connection headers that Kestrel adds."""
        headers, body = list(answer.headers), answer.body
        if self.command == "HEAD" or answer.status in (204, 304):
            body = b""  # and no length, unless the function set one
        elif answer.header("content-length") is None:
            if not body:
                headers.append(("Content-Length", "0"))
            elif self.request_version == "HTTP/1.1":
                headers.append(("Transfer-Encoding", "chunked"))
                body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        if answer.header("date") is None:
            headers.append(("Date", formatdate(usegmt=True)))
        if (answer.header("connection") or "").lower() == "close":
            self.close_connection = True
        elif self.close_connection:
            headers.append(("Connection", "close"))
        lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, '')}"]
        lines += [f"{name}: {value}" for name, value in headers]
        milliseconds = (time.perf_counter() - self.started) * 1000
        logging.info(
            "%s %s %d %.1f ms", self.command or "-", path or "-", answer.status, milliseconds
        )
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("ascii") + body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a bad request like Kestrel: without a body, and the connection is closed."""
        self.close_connection = True
        self.send("", Answer(code))

    def finish(self) -> None:
        """Close so that a client that is still sending (413, 414, chunked) gets its response.

        Closing a socket with unread bytes resets the connection and discards the response.
        """
        super().finish()
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(LINGER)
            while self.connection.recv(65536):
                pass
