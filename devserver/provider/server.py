"""The two servers, each on threads of its own, and the certificate of the second."""

from __future__ import annotations

import contextlib
import logging
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from socket import socket
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import trustme

from devserver.provider.back import GRAPH, ISSUER, Back
from devserver.provider.front import Front
from devserver.provider.state import State

LOOPBACK = "127.0.0.1"
POLL_SECONDS = 0.05  # how soon a server ends when it is told to


@dataclass(frozen=True)
class Running:
    """A provider that accepts connections. ``authority`` is what its certificate needs, in PEM."""

    front: str
    issuer: str
    graph_me: str
    authority: bytes


@contextlib.contextmanager
def running(state: State, port: int = 0) -> Iterator[Running]:
    """Serve while the context lasts; raises ``OSError`` when the port is not to be had."""
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", LOOPBACK).configure_cert(tls)
    with _serving(Front(state), port) as front, _serving(Back(state), 0, tls) as back:
        state.front = f"http://localhost:{front}"
        state.issuer = f"https://localhost:{back}{ISSUER}"
        graph_me = f"https://localhost:{back}{GRAPH}"
        yield Running(state.front, state.issuer, graph_me, authority.cert_pem.bytes())


@contextlib.contextmanager
def _serving(app: Any, port: int, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve one application and give its port."""
    with _Server((LOOPBACK, port), _Handler) as server:
        server.set_app(app)
        server.tls = tls
        threading.Thread(target=server.serve_forever, args=[POLL_SECONDS], daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class _Server(ThreadingMixIn, WSGIServer):
    """The standard library's WSGI server, a thread a connection; with ``tls``, over TLS."""

    daemon_threads = True
    request_queue_size = 128  # people who sign in at once
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Answer one connection; the handshake is here, on its thread, as a client may be slow."""
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with self.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Be silent about clients that go away or do not trust the certificate."""


class _Handler(WSGIRequestHandler):
    """Logs as the app's server does: the path, never the query with its codes."""

    timeout = 30  # seconds for a client to say what it wants

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log one answer."""
        status = str(getattr(code, "value", code)).partition(" ")[0]
        logging.info("provider: %s %s %s", self.command, self.path.partition("?")[0], status)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Log what http.server complains of."""
        logging.info("provider: " + format, *args)
