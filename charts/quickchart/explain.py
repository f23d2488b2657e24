"""What a request for a QuickChart chart says: how it was understood, and what is not drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..canvas.sanitize import replace_surrogates
from ..diagnostics import ChartError, Diagnostic, Diagnostics
from ..pictures.explanation import Explained, ExplainedParameter, groups
from . import labels
from .axes import Scale
from .chart import CartesianPlot, QuickChart
from .datasets import Dataset
from .read import intent
from .read import request as reading
from .read.functions import recognize
from .read.literal import Code
from .read.options import text
from .read.request import QuickChartRequest
from .round_plots import PiePlot, RadialPlot, Ring

_SAMPLE: Final = 1234.5
_MAX_ROWS: Final = 100
_AXES: Final = {
    "linear": "numbers", "logarithmic": "numbers, logarithmic", "category": "names",
    "time": "times", "timeseries": "times", "radialLinear": "numbers",
}  # fmt: skip


def explain(
    parameters: Mapping[str, Any], request: QuickChartRequest, picture: str, playground: str
) -> Explained:
    """Explain a request.

    ``picture`` and ``playground`` are paths and queries; the first is left out if nothing is drawn.
    """
    diagnostics = Diagnostics(request.diagnostics)
    rows = [_row(name, _written(value), reading.meaning(name) or "unknown, and ignored")
            for name, value in parameters.items()]  # fmt: skip
    try:
        members, config = reading.unwrapped(parameters)
        if isinstance(config, dict):
            intent.report(config, text(members.get("version")).strip(), diagnostics)
            rows += [_row(*said) for said in _functions(config, "")]
    except ChartError:
        pass  # an error of the request
    errors = [*request.errors, *_errors_of_drawing(request.chart)]
    if request.chart is not None:
        rows[len(parameters) : len(parameters)] = [_row(*said) for said in _chart(request.chart)]
    wrong = [Diagnostic(e.parameter, "error", f"{e.detail}; allowed: {e.allowed}") for e in errors]
    grouped = groups([*wrong, *diagnostics])
    return Explained("" if wrong else picture, grouped, tuple(rows[:_MAX_ROWS]), playground)


def _row(name: str, value: str, meaning: str) -> ExplainedParameter:
    name, value, meaning = map(replace_surrogates, (name[:200], value, meaning))
    return ExplainedParameter(name, value, meaning)


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _errors_of_drawing(chart: QuickChart | None) -> tuple[Any, ...]:
    """Return why a chart cannot be drawn: only drawing tells what is too much to draw."""
    if chart is None:
        return ()
    from .render import render  # loads numpy and the rasteriser

    try:
        render(chart)
    except ChartError as error:
        return error.errors
    return ()


def _functions(value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield the functions that are recognised, and what they make of a number."""
    if isinstance(value, Code):
        name = path.rpartition(".")[2]
        rule = recognize(value, name) if name in ("callback", "formatter", "text") else None
        if rule is not None:
            named = labels.Named("the label", "the series", 1, 10 * _SAMPLE)
            sample = labels.write(rule, _SAMPLE, named)
            yield path, value.text, f"not run, but recognised: {_SAMPLE} is written “{sample}”"
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _functions(member, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _functions(item, f"{path}[{i}]")


def _chart(chart: QuickChart) -> Iterator[tuple[str, str, str]]:
    """Yield what a chart was understood as: what of it, a value, and its meaning."""
    versions = "2" if chart.generation == 2 else "3 and 4"
    yield "chart", chart.kind, f"with the defaults of Chart.js {versions}"
    width, height = round(chart.width * chart.ratio), round(chart.height * chart.ratio)
    yield "size", f"{chart.width}x{chart.height}", f"{width}x{height} device pixels, {chart.format}"
    for title in chart.titles:
        yield "title", " / ".join(title.lines), f"at the {title.position}"
    plot = chart.plot
    if isinstance(plot, CartesianPlot | RadialPlot):
        for dataset in plot.datasets:
            yield f"datasets[{dataset.number}]", dataset.label, _dataset(dataset)
    if isinstance(plot, CartesianPlot):
        for scale in plot.scales:
            yield f"scales.{scale.id}", scale.kind, _scale(scale)
        for annotation in plot.annotations:
            yield "annotation", annotation.kind, "over the chart" if annotation.above else "below"
    rings: tuple[Ring, ...] = ()
    if isinstance(plot, PiePlot):
        rings = plot.rings
    elif isinstance(plot, RadialPlot) and plot.ring:
        rings = (plot.ring,)
    for ring in rings:
        yield f"datasets[{ring.number}]", ring.label, f"{_count(ring.values)}, as slices"
    if chart.legend is not None:
        yield "legend", chart.legend.position, f"{len(chart.legend.items)} entries"


def _dataset(dataset: Dataset) -> str:
    shape = "bars" if dataset.kind == "bar" else "lines" if dataset.line.show else "points"
    axes = f", on the axes {dataset.x_axis} and {dataset.y_axis}"
    return f"{_count(dataset.values)}, as {shape}{axes}"


def _count(values: tuple[float | None, ...]) -> str:
    numbers = [v for v in values if v is not None]
    if not numbers:
        return "no values"
    low, high = (labels.plain(v) for v in (min(numbers), max(numbers)))
    count = len(values) - len(numbers)
    gaps = f" and {count} gap{'s' * (count > 1)}" if count else ""
    return f"{len(numbers)} value{'s' * (len(numbers) > 1)} from {low} to {high}{gaps}"


def _scale(scale: Scale) -> str:
    ends = [
        f"{name} {labels.plain(value)}"
        for name, value in (("from", scale.minimum), ("to", scale.maximum))
        if value is not None
    ]
    shown = "" if scale.display else ", not shown"
    return f"{_AXES[scale.kind]}, at the {scale.position}{''.join(f', {e}' for e in ends)}{shown}"
