"""What was measured, as plain data: medians, 95th percentiles, and ratios within one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Measure(NamedTuple):
    """Of many figures the median and the 95th percentile."""

    median: float
    p95: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Measure:
        ordered = sorted(figures)
        return cls(
            statistics.median(ordered), ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
        )


class Row(NamedTuple):
    """One line of a table: ours, and the other way where there is one."""

    part: str
    name: str
    unit: str
    ours: Measure
    other: Measure | None = None

    @property
    def ratio(self) -> float | None:
        """Ours by the other: 0.05 is twenty times faster, or a twentieth of the size."""
        return self.ours.median / self.other.median if self.other else None

    def plain(self) -> dict[str, Any]:
        """The row for JSON."""
        row: dict[str, Any] = {"part": self.part, "name": self.name, "unit": self.unit}
        row["ours"] = {k: round(v, 4) for k, v in self.ours._asdict().items()}
        if self.other:
            row["other"] = {k: round(v, 4) for k, v in self.other._asdict().items()}
            row["ratio"] = round(self.ratio or 0.0, 4)
        return row


def in_turn(
    ways: Sequence[Callable[[T], Any]], things: Sequence[T], warm_up: int = 10, block: int = 10
) -> list[list[tuple[float, Any]]]:
    """Do each thing in each way: (milliseconds, result) by way.

    The ways take turns by blocks of things, so that a machine whose speed drifts is as fast for one
    way as for the other, and each finds the processor's caches and the memory as it left them: no
    process draws one chart in this way and the next in that. The first ``warm_up`` things are not
    counted.
    """
    found: list[list[tuple[float, Any]]] = [[] for _ in ways]
    for first in range(0, len(things), block):
        for done, way in zip(found, ways, strict=True):
            for number, thing in enumerate(things[first : first + block], first):
                start = time.perf_counter()
                result = way(thing)
                spent = (time.perf_counter() - start) * 1000
                if number >= warm_up:
                    done.append((spent, result))
    return found


def times(done: Sequence[tuple[float, Any]]) -> Measure:
    return Measure.of([spent for spent, _ in done])


def kib(done: Sequence[tuple[float, bytes]]) -> Measure:
    """The sizes of what was made, in KiB."""
    return Measure.of([len(made) / 1024 for _, made in done])


_COMPARED = ("ours, median", "95 %", "other, median", "ours / other", "times")


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown; ``times`` is how many times faster, or smaller, ours is."""
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
