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
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from api.query import pairs
from bench import asked, ordinary
from charts import query, render
from charts.google import query as google

ROOT = Path(__file__).parents[1]
Timed = tuple[list[float], list[float]]
Way = Callable[[Any], bytes]

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
    return _in_turn(
        asked.charts(kind),
        lambda chart: render.render(query.chart(kind, chart)),
        lambda chart: ordinary.draw(kind, chart),
        rounds,
    )


def warm_google(kind: str, rounds: int) -> tuple[Timed, Timed]:
    """The same for charts of the Google dialect, ours from the URL on."""
    return _in_turn(
        asked.google(kind),
        lambda pair: render.render_fixed(google.chart(pairs(pair[0])).chart),
        lambda pair: ordinary.draw(kind, pair[1]),
        rounds,
    )


def _in_turn(
    charts: Iterator[Any], our_way: Way, their_way: Way, rounds: int
) -> tuple[Timed, Timed]:
    ours: Timed = ([], [])
    theirs: Timed = ([], [])
    for number, chart in enumerate(islice(charts, rounds + 10)):
        for (times, sizes), draw in ((ours, our_way), (theirs, their_way)):
            start = time.perf_counter()
            picture = draw(chart)
            spent = time.perf_counter() - start
            if number >= 10:  # the first ones warm up
                times.append(spent * 1000)
                sizes.append(len(picture))
    return ours, theirs


def fresh(kind: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the start of a process to its end after one PNG."""
    times: dict[str, list[float]] = {"ours": [], "ordinary": []}
    chart = next(asked.charts(kind))
    for number in range(rounds + 1):
        for way, draw in _FRESH.items():
            code = _FRESH_START.format(kind=kind, asked=chart, draw=draw)
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


def _kib(*timed: Timed) -> list[list[float]]:
    return [[size / 1024 for size in sizes] for _, sizes in timed]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    rounds = 30 if parser.parse_args().quick else 200
    python, cores = sys.version.split()[0], os.cpu_count()
    print(f"{asked.WIDTH}x{asked.HEIGHT} PNG, Python {python}, {cores} cores\n")
    print("| | ours, median | 95 % | ordinary, median | ours / ordinary | ordinary / ours |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in ("bar", "pie"):
        for_ours, for_theirs = warm(kind, rounds)
        print(_row(f"{kind}, warm, other text each time", for_ours[0], for_theirs[0], "ms"))
        print(_row(f"{kind}, size of the PNG", *_kib(for_ours, for_theirs), "KiB"))
    for kind in ("lc", "bvg"):
        for_ours, for_theirs = warm_google(kind, rounds)
        print(_row(f"{kind}, 300x200 of a Google URL, warm", for_ours[0], for_theirs[0], "ms"))
        print(_row(f"{kind}, 300x200, size of the PNG", *_kib(for_ours, for_theirs), "KiB"))
    for kind in ("bar", "pie"):
        ours, theirs = fresh(kind, max(5, rounds // 10))
        print(_row(f"{kind}, fresh process to the first PNG", ours, theirs, "ms"))
    print(f"\n{rounds} charts a row (warm), {max(5, rounds // 10)} processes (fresh), in turn.")


if __name__ == "__main__":
    main()
