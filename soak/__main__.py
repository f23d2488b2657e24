"""The command line: ``python -m soak [--seconds 600] [--instances 2] [--report FILE]``.

Ends with 1 when something did not hold: a request that was not answered as it should be, a
picture with other bytes, a visitor who became another, memory that grew.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from . import mix, results, servers, visitors

_EARLY = 10.0  # seconds
_AT_ONCE = 0.3  # of the whole time, when all visitors come
_WARM = 0.2, 90.0, 120.0  # of the whole time, and the seconds it has at least and at most


def main(arguments: list[str]) -> int:
    """Run, print the tables, write the report."""
    parser = argparse.ArgumentParser(prog="python -m soak", description="Load the app, and watch.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--instances", type=int, default=2, help="processes of the app")
    parser.add_argument("--connections", type=int, default=12, help="requests at the same time")
    parser.add_argument("--visitors", type=int, default=200, help="who sign in at once")
    parser.add_argument("--report", type=Path, default=Path(".soak/report.json"))
    options = parser.parse_args(arguments)
    options.report.parent.mkdir(parents=True, exist_ok=True)
    with servers.running(options.instances, options.report.parent) as running:
        found = asyncio.run(_run(options, running))
    document = found.document()
    options.report.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(results.table(document))
    for failure in found.failures:
        print(f"FAILED: {failure}")
    for wrong in found.wrong():
        print(f"DID NOT HOLD: {wrong}")
    return 1 if found.wrong() else 0


async def _run(options: argparse.Namespace, running: servers.Servers) -> results.Results:
    fleet = visitors.Fleet(running.base_url, [i.port for i in running.instances])
    found = results.Results()
    first = visitors.Visitor(fleet, "First Visitor")
    await first.end(await first.begin())
    genuine = [*first.cookies.items()]
    await first.begin()
    genuine += [pair for pair in first.cookies.items() if pair not in genuine]
    known = await asyncio.to_thread(mix.material, genuine)
    for url in known.sampled:  # what loads code or fonts at its first use has done so
        for client in fleet.clients:
            await client.ask("GET", url, [("Host", fleet.host)])

    part, least, most = _WARM
    warm = time.monotonic() + min(max(part * options.seconds, least), most)
    unseen = results.Results()
    await asyncio.gather(
        visitors.at_once(fleet, options.visitors),
        *_load(fleet, known, unseen, warm, "warm", options.connections),
    )
    started = time.monotonic()
    before = sum(i.seconds() for i in running.instances), servers.processor_seconds(os.getpid())
    end = started + options.seconds
    await asyncio.gather(
        _watch_memory(running, found, started, end),
        _all_at_once(fleet, found, options, started),
        *_load(fleet, known, found, end, "connection", options.connections),
    )
    found.seconds = time.monotonic() - started
    after = sum(i.seconds() for i in running.instances), servers.processor_seconds(os.getpid())
    found.server_share, found.client_share = (
        (late - early) / found.seconds for early, late in zip(before, after, strict=True)
    )
    found.late = [instance.memory() for instance in running.instances]
    fleet.close()
    return found


def _load(
    fleet: visitors.Fleet,
    known: mix.Material,
    found: results.Results,
    end: float,
    seed: str,
    connections: int,
) -> list[Coroutine[Any, Any, None]]:
    """What goes on all the time: requests on every connection, and visitors."""
    chances = [random.Random(f"{seed} {number}") for number in range(connections)]
    asking = [_ask(fleet, known, found, chance, end) for chance in chances]
    return [*asking, _sign_in(fleet, found, end)]


async def _ask(
    fleet: visitors.Fleet,
    known: mix.Material,
    found: results.Results,
    rng: random.Random,
    end: float,
) -> None:
    """One connection's requests, one after the other, as fast as they are answered."""
    while time.monotonic() < end:
        asked = mix.request(rng, known)
        try:
            reply = await fleet.ask(asked.method, asked.target, asked.headers, asked.body)
        except OSError as error:
            found.fail(f"{asked.kind}: {asked.method} {asked.target}: no answer: {error}")
            continue
        found.add(asked.kind, reply.status, reply.seconds)
        if wrong := asked.wrong(reply):
            found.fail(f"{asked.kind}: {asked.method} {asked.target}: {wrong}")
        found.compared += asked.kind == "compared picture"


async def _sign_in(fleet: visitors.Fleet, found: results.Results, end: float) -> None:
    """Visitors who come one after the other, sign in, look around, and sign out."""
    number = 0
    while time.monotonic() < end:
        number += 1
        visitor = visitors.Visitor(fleet, f"Guest {number}")
        try:
            who = await visitor.end(await visitor.begin())
            await visitor.ask("GET", "/profile")
            left = await visitor.sign_out()
        except OSError as error:
            found.fail(f"sign-in: no answer: {error}")
            continue
        _count(visitor, found)
        if who != visitor.name or left.status != 303:
            found.fail(f"sign-in: {visitor.name} was {who!r}, signed out with {left.status}")
        await asyncio.sleep(0.2)


async def _all_at_once(
    fleet: visitors.Fleet, found: results.Results, options: argparse.Namespace, started: float
) -> None:
    await asyncio.sleep(max(0.0, started + options.seconds * _AT_ONCE - time.monotonic()))
    try:
        came, found.crossed = await visitors.at_once(fleet, options.visitors)
    except OSError as error:
        found.fail(f"{options.visitors} at once: no answer: {error}")
        return
    found.visitors = len(came)
    for visitor in came:
        _count(visitor, found)


def _count(visitor: visitors.Visitor, found: results.Results) -> None:
    found.sign_ins += 1
    for reply in visitor.replies:
        found.add("sign-in", reply.status, reply.seconds)
        if reply.status >= 400:
            found.fail(f"sign-in of {visitor.name}: status {reply.status}")


async def _watch_memory(
    running: servers.Servers, found: results.Results, started: float, end: float
) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(min(1.0, max(0.0, end - time.monotonic())))
        sizes = [instance.memory() for instance in running.instances]
        found.trace.append(sum(sizes))
        if not found.early and time.monotonic() - started >= _EARLY:
            found.early = sizes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
