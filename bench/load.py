"""The local server under load: clients at once, repeats, memory. Traffic stays on this machine."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import azure.functions as func

from bench import asked, warm
from bench.figures import Measure, Row
from devserver import testing

ROOT = Path(__file__).parents[1]
CLIENTS = (1, 2, 8, 32)
MANY = 10_000  # different charts, after which the server should have grown no more


class Answer(NamedTuple):
    """One answer of the server, and the milliseconds it took."""

    status: int
    tag: str
    body: bytes
    spent: float


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, tag: str = ""
) -> Answer:
    """One request on a connection that stays open (HTTP/1.1); lighter than any client library,
    so that the server, not the client, is what is measured.
    """
    start = time.perf_counter()
    unless = f"If-None-Match: {tag}\r\n" if tag else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{unless}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
    size = int(headers.get("content-length", 0))
    body = await reader.readexactly(size) if size else b""
    spent = (time.perf_counter() - start) * 1000
    return Answer(int(lines[0].split()[1]), headers.get("etag", ""), body, spent)


async def _clients(
    port: int, paths: Sequence[str], clients: int, tag: str = ""
) -> tuple[list[tuple[str, Answer]], float]:
    """Ask for all paths with so many clients; the answers, and how many seconds it took."""
    left = iter(paths)
    answers: list[tuple[str, Answer]] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            for path in left:
                answers.append((path, await _ask(reader, writer, path, tag)))
        finally:
            writer.close()

    start = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return answers, time.perf_counter() - start


def ask(
    port: int, paths: Sequence[str], clients: int, tag: str = ""
) -> tuple[list[tuple[str, Answer]], float]:
    """The same, from outside of an event loop."""
    return asyncio.run(_clients(port, paths, clients, tag))


def bars(count: int, seed: int) -> list[str]:
    """Paths of different bar charts, 500x300."""
    return [asked.query("bar", chart) for chart in islice(asked.charts("bar", seed=seed), count)]


def _memory(process: int) -> float:
    """What a process has in memory, in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("VmRSS")


def _server_of(port: int) -> int:
    """The process that listens on a port of this machine."""
    inode = next(
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    )
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(link) == f"socket:[{inode}]":
                return int(link.parts[2])
        except OSError:
            continue
    raise LookupError(port)


def rows(share: float = 1.0) -> Iterator[Row]:
    """Requests a second, whether each picture is the one that is drawn alone, and memory."""
    with testing.running(ROOT) as server:
        port = int(server.url.rsplit(":", 1)[1])
        yield from _throughput(port, share)
        if os.path.exists("/proc/net/tcp"):
            yield from _growth(port, share)
    yield from _repeats(share)


def _throughput(port: int, share: float) -> Iterator[Row]:
    ask(port, bars(200, 99), 2)
    count = max(100, round(2000 * share))
    for clients in CLIENTS:
        paths = bars(count, 100 + clients)
        answers, seconds = ask(port, paths, clients)
        wrong = sum(
            answer.status != 200 or answer.body != warm.native("bar", _parameters(path))
            for path, answer in answers
        )
        who = "1 client" if clients == 1 else f"{clients} clients"
        rate = Measure(count / seconds, count / seconds)
        yield Row("load", f"{who}, different bar charts", "a second", rate)
        yield Row("load wrong", f"{who}, wrong pictures of {count:,}", "", Measure(wrong, wrong))
        spent = Measure.of([answer.spent for _, answer in answers])
        yield Row("load latency", f"{who}, time of an answer", "ms", spent)
    first, _ = ask(port, paths[-1:], 1)
    for name, tag in (("repeated picture", ""), ("304", first[0][1].tag)):
        answers, seconds = ask(port, paths[-1:] * count, 8, tag)
        assert {answer.status for _, answer in answers} == {304 if tag else 200}
        rate = Measure(count / seconds, count / seconds)
        yield Row("load", f"8 clients, {name}", "a second", rate)


def _parameters(path: str) -> Any:
    from api.query import pairs

    return pairs(path)


def _growth(port: int, share: float) -> Iterator[Row]:
    process = _server_of(port)
    tenth = max(100, round(MANY * share)) // 10
    for number in range(10):
        ask(port, bars(tenth, 1000 + number), 8)
        if number in (0, 4, 9):
            memory = _memory(process)
            name = f"after {(number + 1) * tenth:,} different charts"
            yield Row("memory", name, "MB", Measure(memory, memory))


def _repeats(share: float) -> Iterator[Row]:
    """Calls of the function itself, without HTTP: a drawing against what needs none."""
    from charts.native.functions import blueprint

    app = func.FunctionApp()
    app.register_functions(blueprint)
    charts = {f.get_function_name(): f.get_user_function() for f in app.get_functions()}
    call = charts["charts_get"]

    def spent(paths: Sequence[str], tag: str = "") -> tuple[Measure, Any]:
        headers = {"if-none-match": tag} if tag else {}
        found = []
        for path in paths:
            request = func.HttpRequest(
                method="GET", url=f"http://x{path}", headers=headers, body=b"",
                route_params={"kind": "bar"},
            )  # fmt: skip
            start = time.perf_counter()
            answer = call(request)
            found.append((time.perf_counter() - start) * 1000)
        return Measure.of(found), answer

    count = max(100, round(1000 * share))
    spent(bars(100, 7))
    drawn, answer = spent(bars(count, 8))
    again, _ = spent(bars(1, 9) * count)
    kept, _ = spent(bars(count, 8)[-1:] * count, answer.headers["ETag"])
    unread, _ = spent(bars(count, 10), "*")
    yield Row("repeats", "a repeated picture (drawn: other)", "ms", again, drawn)
    yield Row("repeats", "a 304 of a picture that is kept", "ms", kept, drawn)
    yield Row("repeats", "a 304 of a picture that is not kept", "ms", unread, drawn)
