"""The local server under load: concurrent clients, repeats, memory. Nothing leaves this machine."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import azure.functions as func

from api.query import pairs
from bench import inputs, warm
from bench.figures import Measure, Row
from charts.native import query
from devserver.__main__ import free_port
from soak import servers
from soak.client import Client, Reply

CLIENTS = (1, 2, 8, 32)
MANY = 10_000  # different charts, after which memory should grow no more


async def _clients(
    port: int, paths: Sequence[str], clients: int, tag: str
) -> tuple[list[tuple[str, Reply]], float]:
    left = iter(paths)
    replies: list[tuple[str, Reply]] = []
    headers = [("Host", "localhost"), *([("If-None-Match", tag)] if tag else [])]

    async def one() -> None:
        client = Client(port)
        for path in left:
            replies.append((path, await client.ask("GET", path, headers)))
        client.close()

    start = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return replies, time.perf_counter() - start


def ask(
    port: int, paths: Sequence[str], clients: int, tag: str = ""
) -> tuple[list[tuple[str, Reply]], float]:
    """Request all paths with that many clients, a connection each; the replies and the seconds."""
    return asyncio.run(_clients(port, paths, clients, tag))


def bars(count: int, seed: int) -> list[str]:
    """Return paths of different bar charts, 500x300."""
    return [query.url("bar", chart) for chart in islice(inputs.charts("bar", seed=seed), count)]


def rows(share: float = 1.0) -> Iterator[Row]:
    """Yield requests per second, pictures with other bytes than drawn alone, and memory."""
    with (
        tempfile.TemporaryDirectory() as logs,
        servers.instances([free_port("127.0.0.1")], os.environ, Path(logs)) as (server,),
    ):
        yield from _throughput(server.port, share)
        if os.path.exists("/proc/self/status"):
            yield from _growth(server, share)
    yield from _repeats(share)


def _throughput(port: int, share: float) -> Iterator[Row]:
    ask(port, bars(200, 99), 2)
    count = max(100, round(2000 * share))
    for clients in CLIENTS:
        paths = bars(count, 100 + clients)
        answers, seconds = ask(port, paths, clients)
        wrong = sum(
            answer.status != 200 or answer.body != warm.native("bar", pairs(path))
            for path, answer in answers
        )
        who = "1 client" if clients == 1 else f"{clients} clients"
        rate = Measure(count / seconds, count / seconds)
        yield Row("load", f"{who}, different bar charts", "per second", rate)
        yield Row("load wrong", f"{who}, wrong pictures of {count:,}", "", Measure(wrong, wrong))
        spent = Measure.of([answer.seconds * 1000 for _, answer in answers])
        yield Row("load latency", f"{who}, response time", "ms", spent)
    first, _ = ask(port, paths[-1:], 1)
    for name, tag in (("repeated picture", ""), ("304", first[0][1].header("etag"))):
        answers, seconds = ask(port, paths[-1:] * count, 8, tag)
        assert {answer.status for _, answer in answers} == {304 if tag else 200}
        rate = Measure(count / seconds, count / seconds)
        yield Row("load", f"8 clients, {name}", "per second", rate)


def _growth(server: servers.Instance, share: float) -> Iterator[Row]:
    tenth = max(100, round(MANY * share)) // 10
    for number in range(10):
        ask(server.port, bars(tenth, 1000 + number), 8)
        if number in (0, 4, 9):
            memory = server.memory() / 2**20
            name = f"after {(number + 1) * tenth:,} different charts"
            yield Row("memory", name, "MB", Measure(memory, memory))


def _repeats(share: float) -> Iterator[Row]:
    """Yield times of the function itself, without HTTP: with and without drawing."""
    from charts.native.functions import blueprint

    app = func.FunctionApp()
    app.register_functions(blueprint)
    charts = {f.get_function_name(): f.get_user_function() for f in app.get_functions()}
    call = charts["charts_get"]

    def spent(paths: Sequence[str], tag: str = "") -> tuple[Measure, Any]:
        headers = {"if-none-match": tag} if tag else {}
        times = []
        for path in paths:
            request = func.HttpRequest(
                method="GET", url=f"http://x{path}", headers=headers, body=b"",
                route_params={"kind": "bar"},
            )  # fmt: skip
            start = time.perf_counter()
            answer = call(request)
            times.append((time.perf_counter() - start) * 1000)
        return Measure.of(times), answer

    count = max(100, round(1000 * share))
    spent(bars(100, 7))
    drawn, answer = spent(bars(count, 8))
    again, _ = spent(bars(1, 9) * count)
    cached, _ = spent(bars(count, 8)[-1:] * count, answer.headers["ETag"])
    uncached, _ = spent(bars(count, 10), "*")
    yield Row("repeats", "a repeated picture (baseline: drawn)", "ms", again, drawn)
    yield Row("repeats", "a 304 for a cached picture", "ms", cached, drawn)
    yield Row("repeats", "a 304 for a picture that is not cached", "ms", uncached, drawn)
