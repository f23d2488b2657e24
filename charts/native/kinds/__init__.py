"""The kinds of chart, one file each. This list is the only one: everything else follows from it."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from ..values import Texts

if TYPE_CHECKING:
    from ..kind import Example, Kind, KindModule
    from ..parameters import Parameter

KINDS = (
    "bar", "area", "box", "bubble", "calendar", "candlestick", "combo", "doughnut", "funnel",
    "gauge", "heatmap", "histogram", "line", "pie", "polar", "progress", "radar", "sankey",
    "scatter", "sparkline", "timeline", "treemap", "violin", "waterfall",
)  # fmt: skip
OTHER_WORDS = {
    "donut": "doughnut", "ring": "doughnut", "polararea": "polar", "rose": "polar",
    "spider": "radar", "web": "radar", "speedometer": "gauge", "radialgauge": "gauge",
    "bullet": "progress", "progressbar": "progress",
    "boxplot": "box", "boxandwhiskers": "box", "violinplot": "violin", "hist": "histogram",
    "ohlc": "candlestick (with style=bars)", "stock": "candlestick", "candles": "candlestick",
    "gantt": "timeline", "schedule": "timeline", "rangebar": "timeline",
    "mountain": "area", "areachart": "area", "stackedarea": "area (with stacked)",
    "mixed": "combo", "combination": "combo", "barline": "combo", "dualaxis": "combo",
    "column": "bar", "columns": "bar",
    "barh": "bar (with horizontal)", "horizontalbar": "bar (with horizontal)",
    "spline": "line (with curve=smooth)",
    "curve": "line", "xy": "scatter", "points": "scatter", "dots": "scatter",
    "bubbles": "bubble", "bubblechart": "bubble",
    "piechart": "pie", "barchart": "bar", "linechart": "line",
}  # fmt: skip
"""What kinds of chart are called elsewhere."""

_NAMES, _VALUES = ("xvalues", "labels", "dates", "rows"), ("yvalues", "values")


@functools.cache
def load(name: str) -> KindModule:
    """Return the module of a kind of ``KINDS``, loaded by the first request for it."""
    return cast("KindModule", importlib.import_module(f"{__name__}.{name}"))


def every() -> tuple[Kind, ...]:
    """Return all kinds, for what describes them: loads every file."""
    return tuple(load(name).KIND for name in KINDS)


@functools.cache
def parameters(name: str) -> Mapping[str, Parameter]:
    """Return the parameters that a kind takes, by name."""
    return {parameter.name: parameter for parameter in load(name).KIND.parameters}


@functools.cache
def names_parameter(name: str) -> str:
    """Return the parameter with a name or place for each value of a kind; "" if it has none."""
    known = parameters(name)
    return next((word for word in _NAMES if word in known), "")


@functools.cache
def values_parameter(name: str) -> str:
    """Return the parameter with the values of a kind, of one or more series; "" if it has none."""
    known = parameters(name)
    return next((word for word in _VALUES if word in known and known[word].required), "")


@functools.cache
def columns(name: str) -> tuple[str, ...]:
    """Return the lists of a kind that have an item for each name, besides its values."""
    kind, known = load(name).KIND, parameters(name)
    own = {names_parameter(name), values_parameter(name), "columns", "links", *kind.columns}
    required = (n for n, row in known.items() if row.required and n not in own and n != "value")
    return (*kind.columns, *required)


@functools.cache
def aliases(name: str) -> Mapping[str, str]:
    """Return other words for the parameters of a kind, where they can mean nothing else."""
    known, names, values = parameters(name), names_parameter(name), values_parameter(name)
    others: dict[str, str] = {}
    along = known[names].type if names else None
    if not names or (isinstance(along, Texts) and not along.places):
        others["data"] = values
        others |= {} if "columns" in known else dict.fromkeys(_NAMES[:2], names)
    others |= dict.fromkeys(_VALUES, values)
    others |= load(name).KIND.aliases
    return {word: other for word, other in others.items() if other and word not in known}


def examples() -> Iterator[tuple[str, Example]]:
    """Return the examples of all kinds, each with the name of its kind."""
    for kind in every():
        for example in kind.examples:
            yield kind.name, example
