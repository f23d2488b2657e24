"""A chart of the QuickChart dialect in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ..canvas.description import Description
from ..diagnostics import Value
from ..words import contents, items, numbers, points, sentences, series
from ..words import flows as flows_words
from ..words.sentences import Said, counted, line, listed, placed
from . import labels
from .axes import Scale
from .chart import CartesianPlot, QuickChart
from .datasets import Dataset
from .diagrams import CloudPlot, SankeyPlot, TreemapPlot
from .round_plots import GaugePlot, PiePlot, RadialGaugePlot, RadialPlot
from .shapes import Candles, Cells, Distributions, Trapezoids

_KINDS: Final = {
    "horizontalBar": "Horizontal bar chart", "outlabeledPie": "Pie chart",
    "outlabeledDoughnut": "Doughnut chart", "polarArea": "Polar area chart",
    "radialGauge": "Radial gauge", "progressBar": "Progress bar", "boxplot": "Box plot",
    "horizontalBoxPlot": "Horizontal box plot", "horizontalBoxplot": "Horizontal box plot",
    "horizontalViolin": "Horizontal violin plot", "violin": "Violin plot",
    "ohlc": "Chart of open, high, low and close", "matrix": "Heatmap", "sankey": "Sankey diagram",
    "treemap": "Treemap", "wordCloud": "Word cloud", "gauge": "Gauge", "sparkline": "Sparkline",
}  # fmt: skip
_NAMED: Final = ("linear", "logarithmic")


def describe(chart: QuickChart) -> Description:
    """Return a chart in words: its kind and title, how much it shows, extremes and trends."""
    kind = _KINDS.get(chart.kind) or f"{line(chart.kind[:1].upper() + chart.kind[1:])} chart"
    titles = [" ".join(title.lines) for title in chart.titles]
    said = _progress(chart.plot) if chart.kind == "progressBar" else _said(chart)
    return sentences.describe(
        kind,
        said,
        title=titles[0] if titles else "",
        subtitle=titles[1] if len(titles) > 1 else "",
    )


def _progress(plot: object) -> Said:
    """Return what is said of a progress bar: its value, and of how much."""
    ends = (
        [d.values[0] for d in plot.datasets if d.values] if isinstance(plot, CartesianPlot) else []
    )
    texts = [numbers.grouped(value) for value in ends if value is not None]
    return Said(f"at {' of '.join(texts[:2])}" if texts else "without values")


def _said(chart: QuickChart) -> Said:
    match chart.plot:
        case CartesianPlot() as plot:
            return _cartesian(plot)
        case PiePlot() as plot:
            return _pie(plot)
        case RadialPlot() as plot:
            return _radial(plot)
        case RadialGaugePlot() as gauge:
            return _at(gauge.value, gauge.low, gauge.high, gauge.text)
        case GaugePlot() as gauge:
            return _at(gauge.value, gauge.low, gauge.ends[-1] if gauge.ends else gauge.low, "")
        case SankeyPlot() as plot:
            return _sankey(plot)
        case TreemapPlot() as plot:
            names = [line(" ".join(tile.lines)) for tile in plot.tiles]
            sizes = [tile.value for tile in plot.tiles]
            return items.say(names, sizes, numbers.plain, "part", percent=items.share)
        case CloudPlot() as plot:
            return contents.words([word.text for word in plot.words])


def _cartesian(plot: CartesianPlot) -> Said:
    values = _scale(plot, "x" if plot.index_axis == "y" else "y")
    index = _scale(plot, plot.index_axis)
    drawn = [dataset for dataset in plot.datasets if dataset.values]
    titles = _titles(plot)
    shape = next((dataset.shape for dataset in drawn if dataset.shape), None)
    if isinstance(shape, Candles):
        said = _candles(shape, lambda i: _place(plot, index, drawn[0], i))
    elif isinstance(shape, Distributions):
        said = _distributions(plot, drawn)
    elif isinstance(shape, Cells):
        cells = [amount for d in drawn if isinstance(d.shape, Cells) for amount in d.shape.amounts]
        said = series.say([series.Told("", cells, numbers.plain)], _nowhere("cell"))
    elif drawn and all(_is_cloud(dataset) for dataset in drawn):
        said = points.say([_cloud(dataset, index, values) for dataset in drawn])
    else:
        told = [
            series.Told(_label(dataset), dataset.values, lambda _: _writer(values))
            for dataset in drawn
        ]
        if isinstance(shape, Trapezoids):
            return _steps(plot, index, drawn[0])
        ordered = any(dataset.kind == "line" and dataset.line.show for dataset in drawn)
        timed = bool(index and index.kind in ("time", "timeseries"))
        places = series.Places(
            lambda i: _place(plot, index, max(drawn, key=lambda d: len(d.values)), i),
            ordered=ordered or timed,
        )
        said = series.say(told, places, kind=_arranged(plot, values))
    return said._replace(sentences=(*said.sentences, *titles))


def _steps(plot: CartesianPlot, index: Scale | None, dataset: Dataset) -> Said:
    """Return what is said of the steps of a funnel: the first and the last."""
    known = [(i, value) for i, value in enumerate(dataset.values) if value is not None]
    if not known:
        return Said("without values")
    ends = [
        placed(numbers.grouped(value), _place(plot, index, dataset, i))
        for i, value in (known[0], known[-1])
    ]
    span = f" from {' to '.join(ends)}" if len(known) > 1 else f", {ends[0]}"
    return Said(f"with {counted(len(known), 'step')}{span}")


def _arranged(plot: CartesianPlot, values: Scale | None) -> str:
    """Return the kind of a chart of bars, if its axes say more than its type."""
    bars = [d for d in plot.datasets if d.kind == "bar" and not d.shape]
    lines = [d for d in plot.datasets if d.kind == "line"]
    if bars and lines:
        return "Chart of bars and lines"
    if not bars:
        return ""
    stacked = "stacked " if values and values.stacked and len(bars) > 1 else ""
    kind = f"{stacked}{'horizontal ' if plot.index_axis == 'y' else ''}bar chart"
    return kind[0].upper() + kind[1:]


def _scale(plot: CartesianPlot, axis: str) -> Scale | None:
    return next((scale for scale in plot.scales if scale.axis == axis), None)


def _titles(plot: CartesianPlot) -> tuple[str, ...]:
    titles = {
        scale.axis: " ".join(scale.title.lines)
        for scale in reversed(plot.scales)
        if scale.title and scale.display
    }
    return sentences.axes(titles.get("x", ""), titles.get("y", ""))


def _writer(scale: Scale | None) -> series.Write:
    """Return what writes numbers as the ticks of an axis do, as far as they add units."""
    rule = scale.ticks.label if scale else None
    if rule is None or rule.source != "value" or not (rule.prefix or rule.suffix or rule.number):
        return numbers.grouped
    return lambda value: line(labels.write(rule, value)) or numbers.grouped(value)


def _label(dataset: Dataset) -> str:
    """Return the name of a dataset; Chart.js shows one without a name as undefined."""
    return "" if dataset.label == "undefined" else dataset.label


def _place(plot: CartesianPlot, index: Scale | None, dataset: Dataset, i: int) -> str:
    """Return the name of a place along the axis of the index."""
    at = dataset.places[i] if i < len(dataset.places) else None
    if index and index.kind in ("time", "timeseries"):
        return _moment(at)
    if at is not None and index and index.kind in _NAMED:
        return numbers.text(at)
    if at is not None and dataset.places:
        i = int(at)
    names = index.names if index and index.names else plot.labels
    return line(" ".join(names[i])) if 0 <= i < len(names) else ""


def _moment(milliseconds: Value) -> str:
    """Return the date of a time in milliseconds since 1970, and the time of day if it has one."""
    import datetime  # most charts have no times

    if milliseconds is None:
        return ""
    try:
        at = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    except OverflowError:
        return ""
    date = f"{at:%b} {at.day}, {at.year}"
    return date if not (at.hour or at.minute) else f"{date} {at:%H:%M}"


def _is_cloud(dataset: Dataset) -> bool:
    return dataset.kind == "line" and not dataset.line.show and bool(dataset.places)


def _cloud(dataset: Dataset, index: Scale | None, values: Scale | None) -> points.Cloud:
    timed = bool(index and index.kind in ("time", "timeseries"))
    write_x = _moment if timed else _writer(index)
    return points.Cloud(
        dataset.label, dataset.places, dataset.values,
        lambda _: write_x, lambda _: _writer(values),
    )  # fmt: skip


def _nowhere(noun: str) -> series.Places:
    return series.Places(lambda _: "", noun)


def _candles(shape: Candles, place: Callable[[int], str]) -> Said:
    known = [(i, candle) for i, candle in enumerate(shape.candles) if candle]
    if not known:
        return Said("without values")
    (start, first), (end, last) = known[0], known[-1]
    top, bottom = max(known, key=lambda p: p[1].high), min(known, key=lambda p: p[1].low)
    verb = "rises" if last.close > first.open else "falls" if last.close < first.open else "goes"
    write = numbers.text
    span = f" from {place(start)} to {place(end)}" if len(known) > 1 and place(start) else ""
    return Said(
        f"with {counted(len(known), 'period')}{span}",
        (
            f"The price {verb} from {write(first.open)} to {write(last.close)}; its high is"
            f" {placed(write(top[1].high), place(top[0]))}, its low"
            f" {placed(write(bottom[1].low), place(bottom[0]))}",
        ),
    )


def _distributions(plot: CartesianPlot, drawn: Sequence[Dataset]) -> Said:
    found = [
        (", ".join(filter(None, (_place(plot, _scale(plot, plot.index_axis), dataset, i),
                                 line(dataset.label) if len(drawn) > 1 else ""))), summary)
        for dataset in drawn
        if isinstance(dataset.shape, Distributions)
        for i, summary in enumerate(dataset.shape.summaries)
        if summary
    ]  # fmt: skip
    scope = f"with {counted(len(found), 'group')}"
    if not found:
        return Said(scope)
    ordered = sorted(found, key=lambda pair: pair[1].median)
    few = len(found) <= 4
    shown = found if few else [ordered[0], ordered[-1]]
    texts = [placed(numbers.text(summary.median), name) for name, summary in shown]
    verb = "range from" if not few else "are" if len(found) > 1 else "is"
    noun = "medians" if len(found) > 1 else "median"
    return Said(scope, (f"The {noun} {verb} {listed(texts) if few else ' to '.join(texts)}",))


def _pie(plot: PiePlot) -> Said:
    names = [" ".join(parts) for parts in plot.labels]
    if len(plot.rings) == 1:
        values = [abs(value or 0.0) for value in plot.rings[0].values]
        return items.say(names, values, numbers.plain, percent=items.share)
    told = [series.Told(ring.label, ring.values, numbers.plain) for ring in plot.rings]
    return series.say(told, series.Places(lambda i: line(names[i]) if i < len(names) else ""))


def _radial(plot: RadialPlot) -> Said:
    names = [line(" ".join(parts)) for parts in plot.labels]
    if plot.ring:
        return items.say(names, [v or 0.0 for v in plot.ring.values], numbers.plain, "sector")
    told = [series.Told(dataset.label, dataset.values, numbers.plain) for dataset in plot.datasets]
    return series.say(told, series.Places(lambda i: names[i] if i < len(names) else ""))


def _at(value: float, low: float, high: float, shown: str) -> Said:
    text = line(shown)
    number = numbers.text(value)
    label = f" ({text})" if text and text != number else ""
    return Said(f"at {number}{label}, on a scale from {numbers.text(low)} to {numbers.text(high)}")


def _sankey(plot: SankeyPlot) -> Said:
    names = [line(" ".join(node.lines)) for node in plot.nodes]
    flows = [flows_words.Flow(names[f.source], names[f.target], f.value) for f in plot.flows]
    return flows_words.say(flows, len(names), numbers.plain)
