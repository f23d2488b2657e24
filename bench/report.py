"""What a run of the bench found, as tables for the documents and as charts drawn by the product."""

from __future__ import annotations

import functools
import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.asked import KINDS
from bench.figures import Measure, Row, table
from charts.native import query, render
from costs.prices import MEASURED

RESULTS = Path(__file__).with_name("results.json")
CHARTS = Path(__file__).parents[1] / "docs" / "bench"

# What README shows, in this order.
_README = (
    ("warm", "bar 500x300, new text each time"),
    ("warm", "bar 500x300, same text each time"),
    ("warm", "pie 500x300, new text each time"),
    ("warm", "pie 500x300, same text each time"),
    ("google", "lc 300x200"),
    ("google", "bvg 300x200"),
    ("size", "bar 500x300, PNG"),
    ("size", "pie 500x300, PNG"),
    ("cold", "bar 500x300, to the first PNG"),
    ("cold", "pie 500x300, to the first PNG"),
)


_SAID = {
    "warm": "drawing: {}",
    "google": "drawing: {} of a Google URL",
    "size": "size: {}",
    "cold": "fresh process: {}",
}


def machine() -> str:
    """How many cores of what this is."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


@functools.cache
def kept() -> Mapping[str, Any]:
    """The run that the documents quote."""
    found: Mapping[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def rows(results: Mapping[str, Any], *parts: str) -> list[Row]:
    """The rows of some parts."""
    return [
        Row(
            row["part"],
            row["name"],
            row["unit"],
            Measure(**row["ours"]),
            Measure(**row["other"]) if "other" in row else None,
        )
        for row in results["rows"]
        if row["part"] in parts
    ]


def readme() -> str:
    """The table of README."""
    found = {(row.part, row.name): row for row in rows(kept(), *dict(_README))}
    return table([found[key]._replace(name=_SAID[key[0]].format(key[1])) for key in _README])


def tables(*parts: str) -> str:
    """The tables of some parts, one below the other, for docs/performance.md."""
    return "\n\n".join(table(rows(kept(), part)) for part in parts)


def setting() -> str:
    """What the kept run was made on, in a sentence."""
    found = kept()
    return (
        f"{found['machine']}; {found['seconds']} s in all. Up to its first PNG a fresh process"
        f" loads {found['modules']} modules and opens {found['files']} files."
    )


def keep_costs(results: Mapping[str, Any]) -> None:
    """Write the measurements that costs/ uses, rounded, as docs/costs.md quotes what follows."""
    found = {
        (row.part, row.name): row.ours.median
        for row in rows(results, "warm", "size", "cold", "memory")
    }
    memory = max(v for (part, _), v in found.items() if part == "memory")
    values = {
        "warm_ms": _two_digits(found["warm", "bar 500x300, new text each time"]),
        "cold_ms": _two_digits(found["cold", "bar 500x300, to the first PNG"]),
        "bytes": _two_digits(found["size", "bar 500x300, PNG"] * 1024),
        "memory_mb": _two_digits(memory),
    }
    MEASURED.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def _two_digits(value: float) -> float:
    return float(f"{value:.2g}")


def charts(results: Mapping[str, Any]) -> dict[str, bytes]:
    """The main figures as pictures, by the name of their file; of a part that was not run none."""
    drawn = {}
    compared = [r for r in rows(results, "warm", "google") if r.other]
    compared = [r for r in compared if r.part == "warm" or "300x200" in r.name]
    if compared:
        drawn["warm"] = _pairs("Milliseconds a chart", compared, "matplotlib the ordinary way")
    cold = rows(results, "cold")
    if cold:
        other = "matplotlib the ordinary way; of an answer, a bare import of azure.functions"
        drawn["cold"] = _pairs("Milliseconds of a fresh process", cold, other)
    growth = [r for r in rows(results, "growth") if r.name.endswith(" values")]
    if growth:
        kinds = {kind: [r for r in growth if r.name.startswith(f"{kind},")] for kind in KINDS}
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
    rates = [r for r in rows(results, "load") if "different" in r.name]
    if rates:
        drawn["load"] = _picture(
            "bar",
            "Different bar charts a second, through HTTP",
            [r.name.partition(",")[0] for r in rates],
            [[r.ours.median for r in rates]],
            value_labels="true",
            height="300",
        )
    return drawn


def _pairs(title: str, compared: Sequence[Row], other: str) -> bytes:
    """Ours beside the other way, a pair of bars each."""
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
    asked = {"title": title, "xvalues": list(names), "yvalues": values}
    return render.render(query.chart(kind, {**asked, **more}))
