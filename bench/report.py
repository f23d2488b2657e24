"""The results of a run: tables for the documents, and charts drawn by the app itself."""

from __future__ import annotations

import functools
import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Measure, Row, table
from bench.inputs import SIMPLE
from charts.native import query, render
from costs.prices import MEASURED

RESULTS = Path(__file__).with_name("results.json")
CHARTS = Path(__file__).parents[1] / "docs" / "bench"


def machine() -> str:
    """Return the number of cores, the architecture and the version of Python."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


@functools.cache
def results() -> Mapping[str, Any]:
    """Return the results that the documents quote."""
    run: Mapping[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return run


def rows(run: Mapping[str, Any], *parts: str) -> list[Row]:
    """Return the rows of some parts of a run."""
    return [
        Row(
            row["part"],
            row["name"],
            row["unit"],
            Measure(**row["ours"]),
            Measure(**row["other"]) if "other" in row else None,
        )
        for row in run["rows"]
        if row["part"] in parts
    ]


def tables(*parts: str, of: str = "") -> str:
    """Return the tables of some parts, for docs/performance.md; ``of``: only rows named so."""
    return "\n\n".join(
        table([row for row in rows(results(), part) if of in row.name]) for part in parts
    )


def setting() -> str:
    """Return the machine of the quoted run, in a sentence."""
    run = results()
    return (
        f"{run['machine']}; {run['seconds']} s in all. Up to its first PNG a fresh process"
        f" loads {run['modules']} modules and opens {run['files']} files."
    )


def keep_costs(run: Mapping[str, Any]) -> None:
    """Write the measurements that costs/ uses, rounded, as docs/costs.md quotes what follows."""
    medians = {
        (row.part, row.name): row.ours.median for row in rows(run, "warm", "size", "cold", "memory")
    }
    memory = max(v for (part, _), v in medians.items() if part == "memory")
    values = {
        "warm_ms": _two_digits(medians["warm", "bar 500x300, new text each time"]),
        "cold_ms": _two_digits(medians["cold", "bar 500x300, to the first PNG"]),
        "bytes": _two_digits(medians["size", "bar 500x300, PNG"] * 1024),
        "memory_mb": _two_digits(memory),
    }
    MEASURED.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def _two_digits(value: float) -> float:
    return float(f"{value:.2g}")


def charts(run: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the main figures of a run as PNG files by name; none for parts that were not run."""
    drawn = {}
    compared = [r for r in rows(run, "warm", "google") if r.other]
    compared = [r for r in compared if r.part == "warm" or "300x200" in r.name]
    if compared:
        drawn["warm"] = _pairs("Milliseconds per chart", compared, "plain matplotlib")
    cold = rows(run, "cold")
    if cold:
        other = "plain matplotlib; for responses, a bare import of azure.functions"
        drawn["cold"] = _pairs("Milliseconds of a fresh process", cold, other)
    growth = [r for r in rows(run, "growth") if r.name.endswith(" values")]
    if growth:
        kinds = {kind: [r for r in growth if r.name.startswith(f"{kind},")] for kind in SIMPLE}
        kinds = {kind: same for kind, same in kinds.items() if same}  # newer than the run: none
        counts = [r.name.split()[1].replace(",", "") for r in kinds["bar"]]
        drawn["growth"] = _picture(
            "line",
            "Milliseconds against the number of values",
            counts,
            [[r.ours.median for r in same] for same in kinds.values()],
            legend=list(kinds),
            legend_position="bottom",
            markers="true",
        )
    rates = [r for r in rows(run, "load") if "different" in r.name]
    if rates:
        drawn["load"] = _picture(
            "bar",
            "Different bar charts per second, over HTTP",
            [r.name.partition(",")[0] for r in rates],
            [[r.ours.median for r in rates]],
            value_labels="true",
            height="300",
        )
    return drawn


def _pairs(title: str, compared: Sequence[Row], other: str) -> bytes:
    """Return a chart of pairs of bars: ours and the baseline."""
    return _picture(
        "bar",
        title,
        [r.name.replace(" each time", "").partition(", to the")[0] for r in compared],
        [[r.ours.median for r in compared], [r.other.median for r in compared if r.other]],
        legend=["ours", other],
        legend_position="bottom",
        horizontal="true",
        height=str(120 + 30 * len(compared)),
    )


def _picture(
    kind: str, title: str, names: Sequence[str], series: Sequence[Sequence[float]], **more: Any
) -> bytes:
    values = [[float(f"{value:.3g}") for value in row] for row in series]
    parameters = {"title": title, "xvalues": list(names), "yvalues": values}
    return render.render(query.chart(kind, {**parameters, **more}))
