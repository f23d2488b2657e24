"""``python -m bench [--quick]``: print medians and the ratio to the ordinary way.

Ours and the ordinary way are measured in turn, so that the ratio holds when the machine's speed
drifts. Warm: one process, other text and values each time. Fresh: a new process up to its first
PNG, seen from outside.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bench import ordinary
from bench.asked import HEIGHT, WIDTH, charts
from charts import query, render

ROOT = Path(__file__).parents[1]
Timed = tuple[list[float], list[float]]

_FRESH = {
    "ours": "from charts import query, render; out = render.render(query.chart(kind, asked))",
    "ordinary": "from bench import ordinary; out = ordinary.draw(kind, asked)",
}
_FRESH_START = """
kind, asked = {kind!r}, {asked!r}
{draw}
assert out[:4] == b"\\x89PNG"
"""


def warm(kind: str, rounds: int) -> tuple[Timed, Timed]:
    """Milliseconds and bytes of each chart, ours and the ordinary way."""
    ours: Timed = ([], [])
    theirs: Timed = ([], [])
    ways: list[tuple[Timed, Callable[..., bytes]]] = [
        (ours, lambda asked: render.render(query.chart(kind, asked))),
        (theirs, lambda asked: ordinary.draw(kind, asked)),
    ]
    for number, asked in enumerate(islice(charts(kind), rounds + 10)):
        for (times, sizes), draw in ways:
            start = time.perf_counter()
            picture = draw(asked)
            spent = time.perf_counter() - start
            if number >= 10:  # the first ones warm up
                times.append(spent * 1000)
                sizes.append(len(picture))
    return ours, theirs


def fresh(kind: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the start of a process to its end after one PNG."""
    times: dict[str, list[float]] = {"ours": [], "ordinary": []}
    asked = next(charts(kind))
    for number in range(rounds + 1):
        for way, draw in _FRESH.items():
            code = _FRESH_START.format(kind=kind, asked=asked, draw=draw)
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=os.environ)
            if number:  # the first one reads the files from the disk
                times[way].append((time.perf_counter() - start) * 1000)
    return times["ours"], times["ordinary"]


def _row(name: str, ours: list[float], theirs: list[float], unit: str) -> str:
    a, b = statistics.median(ours), statistics.median(theirs)
    p95 = sorted(ours)[int(len(ours) * 0.95)]
    return (
        f"| {name} | {a:,.1f} {unit} | {p95:,.1f} | {b:,.1f} {unit} | {a / b:.3f} | {b / a:.1f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    rounds = 30 if parser.parse_args().quick else 200
    print(f"{WIDTH}x{HEIGHT} PNG, Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    print("| | ours, median | 95 % | ordinary, median | ours / ordinary | ordinary / ours |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in ("bar", "pie"):
        for_ours, for_theirs = warm(kind, rounds)
        print(_row(f"{kind}, warm, other text each time", for_ours[0], for_theirs[0], "ms"))
        kib = [[size / 1024 for size in sizes] for sizes in (for_ours[1], for_theirs[1])]
        print(_row(f"{kind}, size of the PNG", *kib, "KiB"))
    for kind in ("bar", "pie"):
        ours, theirs = fresh(kind, max(5, rounds // 10))
        print(_row(f"{kind}, fresh process to the first PNG", ours, theirs, "ms"))
    print(f"\n{rounds} charts a row (warm), {max(5, rounds // 10)} processes (fresh), in turn.")


if __name__ == "__main__":
    main()
