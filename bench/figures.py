"""Measurements as plain data: medians, 95th percentiles, and ratios within one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Measure(NamedTuple):
    """The median and the 95th percentile."""

    median: float
    p95: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Measure:
        """Return the measure of one or more figures."""
        ordered = sorted(figures)
        return cls(
            statistics.median(ordered), ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
        )


class Row(NamedTuple):
    """One line of a table: ours, and the baseline if there is one."""

    part: str
    name: str
    unit: str
    ours: Measure
    other: Measure | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the baseline: 0.05 is twenty times faster, or a twentieth of the size."""
        return self.ours.median / self.other.median if self.other else None

    def plain(self) -> dict[str, Any]:
        """Return the row for JSON."""
        row: dict[str, Any] = {"part": self.part, "name": self.name, "unit": self.unit}
        row["ours"] = {k: round(v, 4) for k, v in self.ours._asdict().items()}
        if self.other:
            row["other"] = {k: round(v, 4) for k, v in self.other._asdict().items()}
            row["ratio"] = round(self.ratio or 0.0, 4)
        return row


def in_turn(
    ways: Sequence[Callable[[T], Any]], things: Sequence[T], warm_up: int = 10, block: int = 10
) -> list[list[tuple[float, Any]]]:
    """Return (milliseconds, result) of each thing, for each way.

    The ways alternate in blocks of things. So a machine whose speed drifts is equally fast for all,
    and within a block each way has its own data in the processor's caches, as in a real process.
    The first ``warm_up`` things are not counted.
    """
    results: list[list[tuple[float, Any]]] = [[] for _ in ways]
    for first in range(0, len(things), block):
        for done, way in zip(results, ways, strict=True):
            for number, thing in enumerate(things[first : first + block], first):
                start = time.perf_counter()
                result = way(thing)
                spent = (time.perf_counter() - start) * 1000
                if number >= warm_up:
                    done.append((spent, result))
    return results


def times(done: Sequence[tuple[float, Any]]) -> Measure:
    """Return the milliseconds of results of ``in_turn``."""
    return Measure.of([spent for spent, _ in done])


def kib(done: Sequence[tuple[float, bytes]]) -> Measure:
    """Return the sizes of results of ``in_turn``, in KiB."""
    return Measure.of([len(made) / 1024 for _, made in done])


_COMPARED = ("ours, median", "95 %", "baseline, median", "ours / baseline", "times")


def table(rows: Sequence[Row]) -> str:
    """Return a Markdown table; ``times`` is how many times faster, or smaller, ours is."""
    heads = _COMPARED if any(row.other for row in rows) else _COMPARED[:2]
    lines = [f"| | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(heads)]
    for row in rows:
        cells = [_figure(row.ours.median, row.unit), _figure(row.ours.p95, row.unit)]
        if row.other and row.ratio:
            cells.append(_figure(row.other.median, row.unit))
            cells += [f"{row.ratio:.3f}", f"{1 / row.ratio:.1f}"]
        cells += [""] * (len(heads) - len(cells))
        lines.append(f"| {row.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _figure(value: float, unit: str) -> str:
    digits = 2 if value < 10 and unit else 1 if value < 100 and unit else 0
    return f"{value:,.{digits}f} {unit}".strip()
