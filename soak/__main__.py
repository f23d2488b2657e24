"""``python -m soak [--seconds 600] [--instances 2] [--report FILE]``: load the app and watch it.

The exit status is 1 after an unexpected response, a picture with other bytes, a visitor who became
somebody else, or growing memory.
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

_AT_ONCE = 0.3  # of the whole time, when all visitors sign in
_WARM_UP = 0.2, 90.0, 120.0  # share of the whole time, min and max seconds


def main(arguments: list[str]) -> int:
    """Run, print the tables and write the report; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m soak", description="Load the app, and watch.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--instances", type=int, default=2, help="processes of the app")
    parser.add_argument("--connections", type=int, default=12, help="requests at the same time")
    parser.add_argument("--visitors", type=int, default=200, help="who sign in at the same time")
    parser.add_argument("--report", type=Path, default=Path(".soak/report.json"))
    options = parser.parse_args(arguments)
    options.report.parent.mkdir(parents=True, exist_ok=True)
    with servers.running(options.instances, options.report.parent) as running:
        outcome = asyncio.run(_run(options, running))
    document = outcome.document()
    options.report.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(results.table(document))
    for failure in outcome.failures:
        print(f"FAILED: {failure}")
    for problem in outcome.problems():
        print(f"PROBLEM: {problem}")
    return 1 if outcome.problems() else 0


async def _run(options: argparse.Namespace, running: servers.Servers) -> results.Results:
    fleet = visitors.Fleet(running.base_url, [i.port for i in running.instances])
    outcome = results.Results()
    first = visitors.Visitor(fleet, "First Visitor")
    await first.end(await first.begin())
    genuine = [*first.cookies.items()]
    await first.begin()
    genuine += [pair for pair in first.cookies.items() if pair not in genuine]
    known = await asyncio.to_thread(mix.material, genuine)
    for url in known.sampled:  # so that all code and fonts are loaded
        for client in fleet.clients:
            await client.ask("GET", url, [("Host", fleet.host)])

    share, shortest, longest = _WARM_UP
    warm = time.monotonic() + min(max(share * options.seconds, shortest), longest)
    discarded = results.Results()
    await asyncio.gather(
        visitors.at_once(fleet, options.visitors),
        *_load(fleet, known, discarded, warm, "warm", options.connections),
    )
    started = time.monotonic()
    before = sum(i.seconds() for i in running.instances), servers.processor_seconds(os.getpid())
    end = started + options.seconds
    await asyncio.gather(
        _watch_memory(running, outcome, started, end),
        _all_at_once(fleet, outcome, options, started),
        *_load(fleet, known, outcome, end, "connection", options.connections),
    )
    outcome.seconds = time.monotonic() - started
    after = sum(i.seconds() for i in running.instances), servers.processor_seconds(os.getpid())
    outcome.server_share, outcome.client_share = (
        (late - early) / outcome.seconds for early, late in zip(before, after, strict=True)
    )
    fleet.close()
    return outcome


def _load(
    fleet: visitors.Fleet,
    known: mix.Material,
    outcome: results.Results,
    end: float,
    seed: str,
    connections: int,
) -> list[Coroutine[Any, Any, None]]:
    """Return the permanent load: requests on every connection, and visitors."""
    generators = [random.Random(f"{seed} {number}") for number in range(connections)]
    asking = [_ask(fleet, known, outcome, rng, end) for rng in generators]
    return [*asking, _sign_in(fleet, outcome, end)]


async def _ask(
    fleet: visitors.Fleet,
    known: mix.Material,
    outcome: results.Results,
    rng: random.Random,
    end: float,
) -> None:
    """Send requests on one connection, each as soon as the one before is answered."""
    while time.monotonic() < end:
        sent = mix.request(rng, known)
        try:
            reply = await fleet.ask(sent.method, sent.target, sent.headers, sent.body)
        except OSError as error:
            outcome.fail(f"{sent.kind}: {sent.method} {sent.target}: no response: {error}")
            continue
        outcome.add(sent.kind, reply.status, reply.seconds)
        if problem := sent.problem(reply):
            outcome.fail(f"{sent.kind}: {sent.method} {sent.target}: {problem}")
        outcome.compared += sent.kind == "compared picture"


async def _sign_in(fleet: visitors.Fleet, outcome: results.Results, end: float) -> None:
    """Let visitors sign in, look around and sign out, one after the other."""
    number = 0
    while time.monotonic() < end:
        number += 1
        visitor = visitors.Visitor(fleet, f"Guest {number}")
        try:
            who = await visitor.end(await visitor.begin())
            await visitor.ask("GET", "/profile")
            left = await visitor.sign_out()
        except OSError as error:
            outcome.fail(f"sign-in: no response: {error}")
            continue
        _count(visitor, outcome)
        if who != visitor.name or left.status != 303:
            outcome.fail(f"sign-in: {visitor.name} was {who!r}, signed out with {left.status}")
        await asyncio.sleep(0.2)


async def _all_at_once(
    fleet: visitors.Fleet, outcome: results.Results, options: argparse.Namespace, started: float
) -> None:
    await asyncio.sleep(max(0.0, started + options.seconds * _AT_ONCE - time.monotonic()))
    try:
        came, outcome.crossed = await visitors.at_once(fleet, options.visitors)
    except OSError as error:
        outcome.fail(f"{options.visitors} at once: no response: {error}")
        return
    outcome.visitors = len(came)
    for visitor in came:
        _count(visitor, outcome)


def _count(visitor: visitors.Visitor, outcome: results.Results) -> None:
    outcome.sign_ins += 1
    for reply in visitor.replies:
        outcome.add("sign-in", reply.status, reply.seconds)
        if reply.status >= 400:
            outcome.fail(f"sign-in of {visitor.name}: status {reply.status}")


async def _watch_memory(
    running: servers.Servers, outcome: results.Results, started: float, end: float
) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(min(1.0, max(0.0, end - time.monotonic())))
        sizes = [instance.memory() for instance in running.instances]
        outcome.memory.append((time.monotonic() - started, sizes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
