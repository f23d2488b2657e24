"""The HTTP client for everything that the app asks of a provider: metadata, keys, tokens, profile.

requests with what it lacks: one deadline for a whole exchange, a limit on the size of what comes
out of decompression, no redirects (the client secret would follow them), no cookies (the provider's
of one visitor would be sent for the next), no ``.netrc``, https only. A second kind of client asks
the platform's identity endpoint, which is on the instance and has no https: by the same rules, and
never through a proxy.
"""

from __future__ import annotations

import functools
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from socket import socket
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util import Retry
from urllib3.util.ssl_ import create_urllib3_context

from api.named_tuple import NamedTuple

from .errors import ProviderError

DEADLINE = 10.0
"""Seconds for a whole exchange, from the name of the host to the last byte of the response."""
CONNECT_SECONDS = 4.0
"""Seconds to connect to one address of the host, within the deadline."""
MAX_BYTES = 1024 * 1024
"""The size of a response, decompressed."""
_CHUNK = 16 * 1024  # of the compressed bytes that are read at once

_exchange = threading.local()  # ``deadline``, a monotonic time


class Response(NamedTuple):
    """A response, as msal takes it."""

    status_code: int
    headers: Mapping[str, str]  # whatever the case of the names
    text: str


def _limit(connection: socket) -> None:
    """Let the next operation of a socket end at the deadline of the thread's exchange.

    The timeout of requests is for one operation: a provider that sends a byte every few seconds
    would never reach it.
    """
    deadline = getattr(_exchange, "deadline", None)
    if deadline is None:
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("deadline")
    connection.settimeout(left)


class _TlsSocket(ssl.SSLSocket):
    """A TLS socket whose every operation ends at the deadline."""

    def do_handshake(self, block: bool = False) -> None:
        _limit(self)
        super().do_handshake(block)

    def recv_into(self, *args: Any, **options: Any) -> int:
        _limit(self)
        return super().recv_into(*args, **options)

    def sendall(self, *args: Any, **options: Any) -> None:
        _limit(self)
        super().sendall(*args, **options)


class _PlainSocket(socket):
    """The same without TLS."""

    def recv_into(self, *args: Any, **options: Any) -> int:
        _limit(self)
        return super().recv_into(*args, **options)

    def sendall(self, *args: Any, **options: Any) -> None:
        _limit(self)
        super().sendall(*args, **options)


class _PlainConnection(HTTPConnection):
    """A connection of urllib3 with such a socket."""

    def connect(self) -> None:
        super().connect()
        connected = self.sock
        self.sock = _PlainSocket(
            connected.family, connected.type, connected.proto, connected.detach()
        )


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _Adapter(HTTPAdapter):
    """Connects with these sockets, also through a proxy."""

    def __init__(self) -> None:
        self._context = create_urllib3_context()
        self._context.sslsocket_class = _TlsSocket
        # Once more over a connection that the provider has closed meanwhile. Never a second
        # connection, which would take as long again; and no sleep for ``Retry-After``.
        super().__init__(
            max_retries=Retry(
                1, connect=0, redirect=0, status=0, other=0, respect_retry_after_header=False
            )
        )

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options, ssl_context=self._context)
        pools = {**self.poolmanager.pool_classes_by_scheme, "http": _PlainPool}
        self.poolmanager.pool_classes_by_scheme = pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        return super().proxy_manager_for(proxy, **options, ssl_context=self._context)


class HttpClient:
    """Sends GET and POST; any thread may use it. msal's abstract HttpClient has these methods.

    With ``on_instance`` it speaks plain http, directly: what a proxy of the environment is for lies
    outside of the instance.
    """

    def __init__(
        self, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES, *, on_instance: bool = False
    ) -> None:
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._session = requests.Session()
        self._session.adapters.clear()
        self._session.mount("http://" if on_instance else "https://", _Adapter())
        self._session.trust_env = not on_instance
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers["Accept-Encoding"] = "gzip"
        # Without it, requests would put a password of ~/.netrc in the place of a bearer token.
        self._session.auth = _unchanged

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        deadline: float | None = None,
        **_: object,
    ) -> Response:
        """Return the response to GET. Raises ProviderError, whatever went wrong."""
        return self._send("GET", url, deadline, params=params, headers=headers)

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | str | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> Response:
        """Return the response to POST. Raises ProviderError, whatever went wrong."""
        return self._send("POST", url, None, params=params, data=data, headers=headers)

    def close(self) -> None:
        """Close all connections; msal calls this."""
        self._session.close()

    def _send(self, method: str, url: str, deadline: float | None, **options: Any) -> Response:
        seconds = deadline or self._deadline
        _exchange.deadline = time.monotonic() + seconds
        try:
            with self._session.request(
                method, url, stream=True, allow_redirects=False,
                timeout=(min(CONNECT_SECONDS, seconds), seconds), **options,
            ) as response:  # fmt: skip
                text = self._content(response).decode("utf-8-sig")
                return Response(response.status_code, response.headers, text)
        except (requests.RequestException, HTTPError, OSError, ValueError, zlib.error) as error:
            raise ProviderError(type(error).__name__) from None
        finally:
            _exchange.deadline = None

    def _content(self, response: requests.Response) -> bytes:
        """Return the decompressed body, of which no more than the limit is ever read."""
        if response.headers.get("Content-Encoding", "identity") not in ("identity", "gzip"):
            raise ProviderError("content encoding")  # several would multiply what a chunk becomes
        content = bytearray()
        for chunk in response.iter_content(_CHUNK):
            content += chunk
            if len(content) > self._max_bytes:
                raise ProviderError("too large")
        return bytes(content)


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


@functools.cache
def shared() -> HttpClient:
    """Return the client of this process, which keeps connections open."""
    return HttpClient()
