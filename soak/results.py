"""The results of a run: counts, times, memory, and problems."""

from __future__ import annotations

import platform
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

_MAX_GROWTH = 0.10
"""Of an instance's memory, from about the tenth second to the end."""
_EARLY = 5.0, 15.0
_LATE = 10.0
"""Seconds of the run, and before its end, over which memory is averaged: it rises and falls by a
tenth within seconds, as free memory is returned."""
_SHOWN = 50  # failures that are recorded in full


@dataclass
class Results:
    """Results, collected during a run; memory in bytes, times in seconds."""

    seconds: float = 0.0
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    failures: list[str] = field(default_factory=list)
    failed: int = 0
    compared: int = 0
    memory: list[tuple[float, list[int]]] = field(default_factory=list)
    """At which time of the run, how much each instance had."""
    visitors: int = 0
    crossed: int = 0
    sign_ins: int = 0
    server_share: float = 0.0
    client_share: float = 0.0

    def add(self, kind: str, status: int, seconds: float) -> None:
        """Count a response."""
        self.times[kind].append(seconds)
        self.statuses[kind][status] += 1

    def fail(self, what: str) -> None:
        """Count and record a failure."""
        self.failed += 1
        if len(self.failures) < _SHOWN:
            self.failures.append(what[:600])

    @property
    def early(self) -> list[float]:
        """The memory of each instance about the tenth second; empty for a shorter run."""
        start, end = _EARLY
        return self._level(start, end) if self.seconds >= end else []

    @property
    def late(self) -> list[float]:
        """The memory of each instance in the last ten seconds."""
        return self._level(self.seconds - _LATE, self.seconds)

    def _level(self, start: float, end: float) -> list[float]:
        sizes = [sizes for second, sizes in self.memory if start <= second <= end]
        return [sum(sizes) / len(sizes) for sizes in zip(*sizes, strict=True)]

    @property
    def growth(self) -> float:
        """The share by which the memory of an instance grew, the largest of all.

        0 for a run that was too short to tell.
        """
        pairs = zip(self.early, self.late, strict=bool(self.early))
        return max((late / early - 1 for early, late in pairs), default=0.0)

    def problems(self) -> list[str]:
        """Return why the run failed; empty if it succeeded."""
        problems = []
        if self.failed:
            problems.append(f"{self.failed} responses were not as expected")
        if self.crossed or not self.visitors:
            problems.append(
                f"of {self.visitors} who signed in at once, {self.crossed} got another name or none"
            )
        if self.growth > _MAX_GROWTH:
            problems.append(f"memory grew by {self.growth:.0%}")
        if not self.compared:
            problems.append("no picture was compared")
        return problems

    def document(self) -> dict[str, Any]:
        """Return all results, for JSON."""
        every = [seconds for times in self.times.values() for seconds in times]
        return {
            "machine": machine(),
            "seconds": round(self.seconds, 1),
            "requests": len(every),
            "rate": round(len(every) / max(self.seconds, 1e-9), 1),
            "milliseconds": percentiles(every),
            "kinds": {
                kind: {
                    "requests": len(times),
                    "milliseconds": percentiles(times),
                    "statuses": {str(s): n for s, n in sorted(self.statuses[kind].items())},
                }
                for kind, times in sorted(self.times.items())
            },
            "failed": self.failed,
            "failures": self.failures,
            "pictures compared": self.compared,
            "memory about the tenth second": self.early,
            "memory in the last ten seconds": self.late,
            "memory at most": [
                max(sizes) for sizes in zip(*(s for _, s in self.memory), strict=True)
            ],
            "memory by second": [[round(second, 1), *sizes] for second, sizes in self.memory],
            "memory growth": round(self.growth, 4),
            "visitors at once": self.visitors,
            "visitors crossed": self.crossed,
            "sign-ins": self.sign_ins,
            "cores used by the instances": round(self.server_share, 2),
            "cores used by the client": round(self.client_share, 2),
            "problems": self.problems(),
        }


def percentiles(times: list[float]) -> dict[str, float]:
    """Return the 50th, 95th and 99th percentile and the maximum, in milliseconds."""
    ordered = sorted(times) or [0.0]
    last = len(ordered) - 1
    values = {str(p): ordered[round(last * p / 100)] * 1000 for p in (50, 95, 99)}
    return {
        name: round(value, 1) for name, value in {**values, "worst": ordered[-1] * 1000}.items()
    }


def machine() -> str:
    """Return the number of cores, the system and the version of Python."""
    import os

    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def table(document: dict[str, Any]) -> str:
    """Return Markdown tables: by kind of request, and of the whole run."""

    def mebibytes(sizes: list[float]) -> str:
        if not sizes:  # of a run that was shorter
            return "not recorded"
        return " and ".join(f"{size / 2**20:.1f}" for size in sizes) + " MiB"

    lines = ["| kind of request | requests | responses | 50 % | 95 % | 99 % |"]
    lines.append("| --- | ---: | --- | ---: | ---: | ---: |")
    rows = {**document["kinds"], "**all**": {**document, "statuses": {}}}
    for kind, row in rows.items():
        said = ", ".join(f"{count:,} {status}" for status, count in row["statuses"].items())
        times = row["milliseconds"]
        lines.append(
            f"| {kind} | {row['requests']:,} | {said} | {times['50']:.0f} ms | {times['95']:.0f} ms"
            f" | {times['99']:.0f} ms |"
        )
    early = document["memory about the tenth second"]
    late = document["memory in the last ten seconds"]
    at_once, crossed = document["visitors at once"], document["visitors crossed"]
    other = sum("other bytes" in failure for failure in document["failures"])
    used = [document[f"cores used by the {who}"] for who in ("instances", "client")]
    facts = {
        "machine": document["machine"],
        "time": f"{document['seconds']:.0f} s",
        "rate": f"{document['rate']:.0f} requests per second",
        "unexpected responses": document["failed"],
        "pictures compared with another process's": f"{document['pictures compared']:,}",
        "of these with other bytes": other,
        "memory of each instance about the tenth second": mebibytes(early),
        "memory of each instance in the last ten seconds": f"{mebibytes(late)}"
        f" ({document['memory growth']:+.1%} at most)",
        "memory of each instance at most": mebibytes(document["memory at most"]),
        "visitors who signed in at once": at_once,
        "of these as somebody else or nobody": crossed,
        "sign-ins in all": f"{document['sign-ins']:,}",
        "cores used by the instances, by the client": f"{used[0]:.2f}, {used[1]:.2f}",
    }
    lines += ["", "| | |", "| --- | --- |", *(f"| {name} | {v} |" for name, v in facts.items())]
    return "\n".join(lines)
