"""The provider's two servers: http for browsers, https for the app, a thread per connection."""

from __future__ import annotations

import contextlib
import logging
import ssl
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from socketserver import ThreadingMixIn
from types import MappingProxyType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from devserver import codespaces
from devserver.provider import certificate
from devserver.provider.back import GRAPH, ISSUER, Back
from devserver.provider.front import Front
from devserver.provider.state import State

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.05  # the longest that a shutdown waits


@dataclass(frozen=True)
class Running:
    """A provider that accepts connections."""

    front: str  # the URL for browsers
    issuer: str  # the URL for the app
    graph_me: str  # the URL of the stand-in for Microsoft Graph
    certificate: bytes  # the one to trust, as PEM


@contextlib.contextmanager
def running(
    state: State, port: int = 0, environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Running]:
    """Serve inside the context; ``port`` is the browsers' one, 0 a free one.

    ``environment`` tells whether the machine is a codespace, whose browser is elsewhere.
    Raises ``OSError`` if the port cannot be used.
    """
    public, tls = _tls()
    with _serving(Front(state), port) as front, _serving(Back(state), 0, tls) as back:
        state.front = codespaces.address(front, environment) or f"http://localhost:{front}"
        state.issuer = f"https://localhost:{back}{ISSUER}"
        graph_me = f"https://localhost:{back}{GRAPH}"
        yield Running(state.front, state.issuer, graph_me, public)


def _tls() -> tuple[bytes, ssl.SSLContext]:
    """Return a new certificate, as PEM, and the context of a server that has it."""
    public, private = certificate.self_signed("localhost", LOOPBACK)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory(prefix="devserver-") as folder:
        file = Path(folder) / "certificate.pem"  # in a folder that only this user can read
        file.write_bytes(private + public)
        context.load_cert_chain(file)
    return public, context


@contextlib.contextmanager
def _serving(app: Any, port: int, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve one WSGI application inside the context; yields its port."""
    with _Server((LOOPBACK, port), _Handler) as server:
        server.set_app(app)
        server.tls = tls
        threading.Thread(target=server.serve_forever, args=[POLL_SECONDS], daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class _Server(ThreadingMixIn, WSGIServer):
    """The standard library's WSGI server: a thread per connection, over TLS if ``tls`` is set."""

    daemon_threads = True
    request_queue_size = 128  # connections that wait to be accepted
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serve one connection; the TLS handshake is on its thread, as clients may be slow."""
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with self.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Ignore clients that disconnect or do not trust the certificate."""


class _Handler(WSGIRequestHandler):
    """Logs requests like the app's server: the path, never the query, which contains codes."""

    timeout = 30  # seconds in which a client must send its request

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log one response."""
        status = str(getattr(code, "value", code)).partition(" ")[0]
        logging.info("provider: %s %s %s", self.command, self.path.partition("?")[0], status)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Log an error of http.server."""
        logging.info("provider: " + format, *args)
