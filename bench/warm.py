"""Drawing in a warm process: every kind, size and scale, and growth with the amount of data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from api.query import pairs
from bench import baseline, data, inputs
from bench.figures import Row, in_turn, kib, times
from charts.google import render as google_render
from charts.google.read import query as google
from charts.native import query, render
from charts.quickchart import render as quickchart_render
from charts.quickchart.read import request as quickchart

ROUNDS = 200
_FEWER = 25  # for the others


def native(kind: str, chart: inputs.Parameters) -> bytes:
    """Return the file for parameters, as a request does after splitting its URL."""
    return render.render(query.chart(kind, chart))


def from_google(url: str) -> bytes:
    """Return the file for a URL of the Google dialect."""
    return google_render.render(google.read(pairs(url)).chart)


def from_config(parameters: inputs.Parameters) -> bytes:
    """Return the file of a Chart.js config."""
    chart = quickchart.read(parameters).chart
    if chart is None:
        raise ValueError(f"no chart: {parameters}")
    return quickchart_render.render(chart)


def headline(rounds: int) -> Iterator[Row]:
    """Yield bars and pies: with new text, with repeated text, and the sizes of the files."""
    for kind in ("bar", "pie"):
        for same in (False, True):
            charts = list(islice(inputs.charts(kind, same_text=same), rounds + 30))
            ours, other = in_turn(
                (lambda c, k=kind: native(k, c), lambda c, k=kind: baseline.draw(k, c)), charts, 30
            )
            text = "same text" if same else "new text"
            yield Row("warm", f"{kind} 500x300, {text} each time", "ms", times(ours), times(other))
            if not same:
                yield Row("size", f"{kind} 500x300, PNG", "KiB", kib(ours), kib(other))


def native_kinds(rounds: int) -> Iterator[Row]:
    """Yield every native kind in three sizes, at scales 1 and 2."""
    for kind in inputs.KINDS:
        for width, height in inputs.SIZES:
            for scale in (1, 2):
                charts = list(islice(inputs.charts(kind, (width, height), scale=scale), rounds))
                ways: list[Any] = [lambda c, k=kind: native(k, c)]
                if kind in baseline.KINDS:
                    ways.append(lambda c, k=kind: baseline.draw(k, c))
                ours, *rest = in_turn(ways, charts, 3)
                other = times(rest[0]) if rest else None
                name = f"{kind} {width}x{height}" + f", scale {scale}" * (scale != 1)
                yield Row("native", name, "ms", times(ours), other)
                same = [(0.0, baseline.encode(picture)) for _, picture in ours]
                yield Row("same picture", f"{name}, PNG", "KiB", kib(ours), kib(same))


def google_kinds(rounds: int) -> Iterator[Row]:
    """Yield every family of the Google dialect in three sizes, from the text of the URL."""
    for kind in inputs.GOOGLE:
        for width, height in inputs.SIZES:
            charts = list(islice(inputs.google(kind, (width, height)), rounds))
            ways: list[Any] = [lambda pair: from_google(pair[0])]
            if kind in baseline.KINDS:
                ways.append(lambda pair, k=kind: baseline.draw(k, pair[1]))
            done = in_turn(ways, charts, 3)
            other = times(done[1]) if len(done) > 1 else None
            yield Row("google", f"{kind} {width}x{height}", "ms", times(done[0]), other)


def quickchart_kinds(rounds: int) -> Iterator[Row]:
    """Yield types of Chart.js configs at one and two device pixels a pixel."""
    for kind in inputs.QUICKCHART:
        for ratio in (1, 2):
            requests = list(islice(inputs.quickchart(kind, ratio=ratio), rounds))
            (ours,) = in_turn((from_config,), requests, 3)
            yield Row("quickchart", f"{kind} 500x300, ratio {ratio}", "ms", times(ours))


def growth(rounds: int) -> Iterator[Row]:
    """Yield time and size by the number of values, of series, and of pixels."""
    for kind in inputs.GROWING:
        for values in (1, 10, 100, 1000, 2000):
            if values > data.limit(kind):
                continue
            charts = list(islice(inputs.charts(kind, values=values), rounds))
            (ours,) = in_turn((lambda c, k=kind: native(k, c),), charts, 3)
            yield Row("growth", f"{kind}, {values:,} values", "ms", times(ours))
            yield Row("growth size", f"{kind}, {values:,} values, PNG", "KiB", kib(ours))
    for kind in ("bar", "line"):
        for series in (1, 5, 20, 50):
            charts = list(islice(inputs.charts(kind, values=40, series=series), rounds))
            (ours,) = in_turn((lambda c, k=kind: native(k, c),), charts, 3)
            yield Row("growth", f"{kind}, {series} series of 40", "ms", times(ours))
    for width, height in (
        (100, 100),
        (200, 200),
        (400, 400),
        (800, 800),
        (1600, 1600),
        (2000, 2000),
    ):
        charts = list(islice(inputs.charts("bar", (width, height)), rounds))
        (ours,) = in_turn((lambda c: native("bar", c),), charts, 3)
        yield Row("growth", f"bar, {width}x{height}", "ms", times(ours))
        yield Row("growth size", f"bar, {width}x{height}, PNG", "KiB", kib(ours))


def rows(share: float = 1.0) -> Iterator[Row]:
    """Yield all rows, measured with that share of the rounds."""
    fewer = max(6, round(_FEWER * share))
    yield from headline(max(30, round(ROUNDS * share)))
    yield from native_kinds(fewer)
    yield from google_kinds(fewer)
    yield from quickchart_kinds(fewer)
    yield from growth(max(6, round(10 * share)))
