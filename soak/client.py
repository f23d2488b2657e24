"""HTTP/1.1 over asyncio streams: light, so that the servers are measured and not the client."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

TIMEOUT = 120.0  # seconds, as 200 simultaneous sign-ins wait for each other

_MAX_IDLE = 8  # connections, each of which holds a thread of the local server

_Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Reply:
    """A response; header names are in lower case, ``seconds`` counts from the first byte sent."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes
    seconds: float

    def header(self, name: str) -> str:
        """Return a header's value, "" if there is none."""
        return next((value for known, value in self.headers if known == name), "")

    @property
    def cookies(self) -> dict[str, str]:
        """Cookies that it sets, by name; the value of those that it deletes is blank."""
        pairs = [v.partition(";")[0].partition("=") for n, v in self.headers if n == "set-cookie"]
        return {name: value for name, _, value in pairs}


class Client:
    """Connections to one server on loopback, kept open between requests."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._idle: list[_Stream] = []

    async def ask(
        self, method: str, target: str, headers: Sequence[tuple[str, str]], body: bytes = b""
    ) -> Reply:
        """Send a request and return its response; raises ``OSError`` if there is none in time."""
        lines = [f"{method} {target} HTTP/1.1", *(f"{n}: {v}" for n, v in headers)]
        if body or method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        message = "\r\n".join([*lines, "", ""]).encode("utf-8") + body
        started = time.perf_counter()
        while True:
            reused = bool(self._idle)
            stream = self._idle.pop() if reused else await self._open()
            try:
                stream[1].write(message)
                # Not wait_for: before Python 3.12 it can lose the cancellation of its caller.
                async with asyncio.timeout(TIMEOUT):
                    reply, keeps = await _read(method, stream[0], started)
            except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
                stream[1].close()
                if reused and isinstance(error, ConnectionError | asyncio.IncompleteReadError):
                    continue  # the server may close idle connections
                raise OSError(f"{type(error).__name__} {error}") from error
            if keeps and len(self._idle) < _MAX_IDLE:
                self._idle.append(stream)
            else:
                stream[1].close()
            return reply

    async def _open(self) -> _Stream:
        return await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)

    def close(self) -> None:
        """Close all idle connections."""
        while self._idle:
            self._idle.pop()[1].close()


async def _read(method: str, reader: asyncio.StreamReader, started: float) -> tuple[Reply, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head[:-4].split("\r\n")
    status = int(first.split(" ")[1])
    pairs = (line.partition(":") for line in lines)
    headers = [(name.lower(), value.strip()) for name, _, value in pairs]
    named = dict(headers)
    body = b""
    if method == "HEAD" or status in (204, 304):
        pass
    elif named.get("transfer-encoding") == "chunked":
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
    else:
        body = await reader.readexactly(int(named.get("content-length", "0")))
    keeps = first.startswith("HTTP/1.1") and named.get("connection", "").lower() != "close"
    return Reply(status, headers, body, time.perf_counter() - started), keeps
