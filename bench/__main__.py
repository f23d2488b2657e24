"""``make bench`` or ``python -m bench [--quick] [--only PART …] [--keep]``: measure everything.

Prints tables, and writes them as JSON and as charts to ``bench/out``. ``--keep`` copies them to
where docs/performance.md reads them; then run ``make docs``.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import cold, load, report, warm
from bench.figures import Row, table

OUT = Path(__file__).parent / "out"
PARTS: dict[str, Callable[[float], Iterator[Row]]] = {
    "warm": warm.rows,
    "cold": cold.rows,
    "load": load.rows,
}
QUICK = 0.15  # share of the rounds


def run(parts: Sequence[str], share: float) -> dict[str, Any]:
    """Run the parts and print their tables; return the rows and the machine, for JSON."""
    started = time.monotonic()
    rows: list[Row] = []
    for part in parts:
        fresh = list(PARTS[part](share))
        for name in dict.fromkeys(row.part for row in fresh):
            print(f"\n## {name}\n")
            print(table([row for row in fresh if row.part == name]), flush=True)
        rows += fresh
    modules, files = cold.loaded()
    print(f"\nA fresh process loads {modules} modules and opens {files} files up to its first PNG.")
    return {
        "machine": report.machine(),
        "python": platform.python_version(),
        "share": share,
        "seconds": round(time.monotonic() - started),
        "modules": modules,
        "files": files,
        "rows": [row.plain() for row in rows],
    }


def main() -> None:
    """Measure the chosen parts and write the results."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART",
                        help=f"of {', '.join(PARTS)}")  # fmt: skip
    parser.add_argument("--keep", action="store_true", help="update the figures of docs")
    options = parser.parse_args()
    if options.keep and (options.quick or set(options.only) != set(PARTS)):
        parser.error("--keep needs a full run")
    results = run(options.only, QUICK if options.quick else 1.0)
    OUT.mkdir(exist_ok=True)
    (OUT / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for name, picture in report.charts(results).items():
        (OUT / f"{name}.png").write_bytes(picture)
    print(f"\n{results['seconds']} s on {results['machine']}; written to {OUT}")
    if options.keep:
        shutil.copy(OUT / "results.json", report.RESULTS)
        report.CHARTS.mkdir(exist_ok=True)
        for name in report.charts(results):
            shutil.copy(OUT / f"{name}.png", report.CHARTS)
        report.keep_costs(results)
        print("Copied; now run make docs.")


if __name__ == "__main__":
    main()
