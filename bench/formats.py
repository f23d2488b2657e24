"""``python -m bench.formats``: bytes and milliseconds of twenty charts in each format.

The first example of each kind, drawn warm; the shortest of some rounds, in each of which every
format takes its turn, so that a busy machine changes little. docs/performance.md has the result.
"""

from __future__ import annotations

import functools
import gzip
import io
import statistics
import time
from collections.abc import Callable

from charts.canvas.create import create
from charts.native import kinds, query, render
from charts.native.chart import Chart

COUNT = 20
ROUNDS = 7
FORMATS = ("png", "webp", "jpg", "svg")


def charts() -> list[tuple[str, Chart]]:
    """Return the charts: the first shown example of each of the first twenty kinds."""
    firsts = [
        (kind.name, next(e for e in kind.examples if e.shown)) for kind in kinds.every()[:COUNT]
    ]
    return [
        (e.name, query.chart(kind, {n: v for n, v in e.parameters.items() if n != "format"}))
        for kind, e in firsts
    ]


def _avif(chart: Chart) -> bytes:
    """Return a lossless AVIF file, which the app does not have."""
    from PIL import Image

    file = io.BytesIO()
    picture = Image.open(io.BytesIO(render.render(chart)))
    picture.save(file, "AVIF", quality=100, subsampling="4:4:4", speed=8)
    return file.getvalue()


def _milliseconds(draw: Callable[[], bytes]) -> tuple[int, float]:
    start = time.perf_counter()
    content = draw()
    return len(content), (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the table as Markdown."""
    create("png", 9, 9, (255, 255, 255, 255))
    columns = [*FORMATS, "avif"]
    print("| chart |", " | ".join(f"{c}, bytes | ms" for c in columns), "| svg, gzip |")
    print("| --- |", " | ".join(["---: | ---:"] * len(columns)), "| ---: |")
    totals: dict[str, list[tuple[int, float]]] = {c: [] for c in columns}
    packed = []
    for name, chart in charts():
        cells = []
        times: dict[str, list[tuple[int, float]]] = {c: [] for c in columns}
        for n in range(ROUNDS + 1):
            for form in FORMATS:
                drawn = chart._replace(format=form, dark=None)
                times[form].append(_milliseconds(functools.partial(render.render, drawn)))
            if n < 3:
                times["avif"].append(_milliseconds(functools.partial(_avif, chart)))
        for column in columns:
            size = times[column][0][0]
            taken = min(t for _, t in times[column][1:])
            totals[column].append((size, taken))
            cells.append(f"{size:,} | {taken:.1f}")
        packed.append(len(gzip.compress(render.render(chart._replace(format="svg")), 6)))
        print(f"| {name} |", " | ".join(cells), f"| {packed[-1]:,} |", flush=True)
    means = [
        f"{statistics.mean(s for s, _ in totals[c]):,.0f} |"
        f" {statistics.mean(t for _, t in totals[c]):.1f}"
        for c in columns
    ]
    print("| mean |", " | ".join(means), f"| {statistics.mean(packed):,.0f} |")


if __name__ == "__main__":
    main()
