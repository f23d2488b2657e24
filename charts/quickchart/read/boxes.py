"""Box plots and violins: of values, or of numbers that are computed already.

chartjs-chart-box-and-violin-plot for version 2, @sgratzl/chartjs-chart-boxplot since.
"""

from __future__ import annotations

from typing import Any

from ...colour import Colour
from ...statistics import summary
from ..chart import Generation
from ..shapes import Distributions, Dots, Summary
from .options import Options, number
from .style import point_style
from .values import Values

KINDS = ("boxplot", "violin")
_RULES: dict[str, summary.QuartileRule] = {
    "hinges": "hinges", "fivenum": "hinges", "lower": "lower", "higher": "higher",
    "nearest": "nearest", "midpoint": "midpoint",
}  # fmt: skip
_MAX_POINTS = 500


def read(
    chart: Options, dataset: Options, kind: str, generation: Generation
) -> tuple[Values, Distributions]:
    """Return the ranges of the values, and their distributions with how they look."""
    violin = kind == "violin"
    elements = chart.within("elements").within("violin" if violin else "boxandwhiskers")
    options = Options({**chart.members, **elements.members, **dataset.members}, dataset.path,
                      dataset.diagnostics)  # fmt: skip
    data = dataset.raw("data")
    summaries = [
        _summary(item, options, generation, violin=violin)
        for item in (data if isinstance(data, list) else [])
    ]
    ends = (options.text("minStats", default="min"), options.text("maxStats", default="max"))
    ranges = [None if s is None else _range(s, *ends) for s in summaries]
    old = generation == 2
    return Values(
        tuple(r and r[1] for r in ranges), tuple(r and r[0] for r in ranges)
    ), Distributions(
        tuple(summaries),
        violin,
        _dots(options, "outlier", 2.0, 0.0 if old else 1.0, old=old),
        _dots(options, "item", 0.0, 1.0 if old else 0.0, old=old),
        _dots(options, "mean", 0.0 if old else 3.0, 1.0, old=old),
        _colour(options, "medianColor"),
        _colour(options, "lowerBackgroundColor", "lowerColor"),
    )


def _range(box: Summary, first: str, last: str) -> tuple[float, float]:
    """Return what of a distribution must be within the axis."""
    low = {"q1": box.q1, "whiskerMin": box.low}.get(first)
    high = {"q3": box.q3, "whiskerMax": box.high}.get(last)
    every = (box.low, box.high, *box.outliers, *box.places[:1], *box.places[-1:])
    return min(every) if low is None else low, max(every) if high is None else high


def _colour(options: Options, *names: str) -> Colour | None:
    colour = options.read_colour(names[0], options.raw(*names))
    return colour if colour and colour[3] else None


def _dots(options: Options, name: str, radius: float, width: float, *, old: bool) -> Dots:
    colour = _colour(options, f"{name}BackgroundColor", f"{name}Color")
    return Dots(
        point_style(options.raw(f"{name}Style")),
        min(max(options.number(f"{name}Radius", default=radius), 0.0), 100.0),
        colour or ((0, 0, 0, 26) if old and name == "outlier" else None),
        _colour(options, f"{name}BorderColor"),
        max(options.number(f"{name}BorderWidth", default=width), 0.0),
    )


def _summary(
    item: Any, options: Options, generation: Generation, *, violin: bool
) -> Summary | None:
    if isinstance(item, dict):
        return _given(item, options, violin=violin)
    values = item if isinstance(item, list) else [item]
    ordered = sorted(n for n in map(number, values) if n is not None)
    if not ordered:
        return None
    q1, median, q3 = summary.quartiles(ordered, _rule(options))
    low, high = _whiskers(ordered, q1, q3, options)
    mean = None if generation == 2 else summary.mean(ordered)
    items = tuple(n for n in map(number, values) if n is not None)
    if violin:
        places, densities = _density(ordered, options)
        return Summary(q1, median, q3, low, high, mean, (), items, places, densities)
    return Summary(q1, median, q3, low, high, mean, summary.beyond(ordered, low, high), items)


def _rule(options: Options) -> summary.QuartileRule:
    raw = options.raw("quantiles")
    return _RULES.get(raw, "linear") if isinstance(raw, str) else "linear"


def _whiskers(ordered: list[float], q1: float, q3: float, options: Options) -> tuple[float, float]:
    reach = options.number("coef", default=summary.REACH)
    if reach <= 0:
        return ordered[0], ordered[-1]
    return summary.whiskers(ordered, q1, q3, reach)


def _density(ordered: list[float], options: Options) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return places between the lowest and the highest value, and how densely values lie there."""
    from ...statistics import density  # loads numpy

    width = density.bandwidth(ordered, "scott")
    if not width:
        return (ordered[0],), (1.0,)
    points = int(min(max(options.number("points", default=100.0), 2), _MAX_POINTS))
    places, estimates = density.curve(ordered, points + 1, width)
    return tuple(places.tolist()), tuple(estimates.tolist())


def _given(item: dict[str, Any], options: Options, *, violin: bool) -> Summary | None:
    """Return numbers that are computed already; what is missing follows from the others."""
    members = Options(item, options.path, options.diagnostics)
    items = tuple(n for n in map(number, members.list("items")) if n is not None)
    low, high = members.maybe_number("min"), members.maybe_number("max")
    median = members.maybe_number("median", "q2")
    if items and median is None and not violin:
        return _summary(list(items), options, 4, violin=False)
    if median is None:
        return None
    q1 = members.number("q1", default=median if low is None else low)
    q3 = members.number("q3", default=median if high is None else high)
    low, high = q1 if low is None else low, q3 if high is None else high
    first, last = summary.fences(q1, q3, options.number("coef", default=summary.REACH))
    outliers = tuple(n for n in map(number, members.list("outliers")) if n is not None)
    places, densities = _coordinates(members) if violin else ((), ())
    return Summary(
        q1, median, q3,
        members.number("whiskerMin", "whiskerLow", default=max(low, first)),
        members.number("whiskerMax", "whiskerHigh", default=min(high, last)),
        members.maybe_number("mean"), outliers, items, places, densities,
    )  # fmt: skip


def _coordinates(members: Options) -> tuple[tuple[float, ...], tuple[float, ...]]:
    pairs: list[tuple[float, float]] = []
    for point in members.list("coords")[:_MAX_POINTS]:
        if isinstance(point, dict):
            at, estimate = number(point.get("v")), number(point.get("estimate"))
            if at is not None and estimate is not None:
                pairs.append((at, max(estimate, 0.0)))
    pairs.sort()
    return tuple(at for at, _ in pairs), tuple(estimate for _, estimate in pairs)
