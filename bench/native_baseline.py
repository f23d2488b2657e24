"""The native kinds with matplotlib's own function for each: hist, boxplot, imshow and so on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import accumulate
from typing import Any

from charts.native.kinds import KINDS

Parameters = dict[str, Any]


def _labelled(axes: Any, parameters: Parameters) -> None:
    axes.set_xlabel(parameters.get("xlabel", ""))
    axes.set_ylabel(parameters.get("ylabel", ""))
    if parameters.get("legend"):
        axes.legend(parameters["legend"])


def _rows(parameters: Parameters, name: str = "yvalues") -> list[list[Any]]:
    """Return the series of a parameter, gaps as NaN."""
    rows = parameters[name]
    rows = rows if isinstance(rows[0], list) else [rows]
    return [[float("nan") if value is None else value for value in row] for row in rows]


def _known(parameters: Parameters) -> list[list[float]]:
    return [[v for v in row if v == v] for row in _rows(parameters, "values")]


def _bar(axes: Any, parameters: Parameters) -> None:
    axes.bar(parameters["xvalues"], _rows(parameters)[0])
    _labelled(axes, parameters)


def _line(axes: Any, parameters: Parameters) -> None:
    for values in _rows(parameters):
        axes.plot(parameters["xvalues"], values)
    _labelled(axes, parameters)


def _area(axes: Any, parameters: Parameters) -> None:
    rows = _rows(parameters)
    axes.stackplot(range(len(rows[0])), rows)
    axes.set_xticks(range(len(rows[0])), parameters["xvalues"])
    _labelled(axes, parameters)


def _combo(axes: Any, parameters: Parameters) -> None:
    first, *rest = _rows(parameters)
    axes.bar(parameters["xvalues"], first)
    second = axes.twinx()
    for values in rest:
        second.plot(parameters["xvalues"], values, color="C1")
    _labelled(axes, parameters)


def _scatter(axes: Any, parameters: Parameters) -> None:
    for values in _rows(parameters):
        axes.scatter(parameters["xvalues"], values)
    _labelled(axes, parameters)


def _bubble(axes: Any, parameters: Parameters) -> None:
    places, series, areas = (_rows(parameters, n) for n in ("xvalues", "yvalues", "sizes"))
    for i, values in enumerate(series):  # the other lists may be those of all series
        axes.scatter(places[i % len(places)], values, areas[i % len(areas)], alpha=0.6)
    _labelled(axes, parameters)


def _pie(axes: Any, parameters: Parameters) -> None:
    axes.pie(parameters["values"], labels=parameters["labels"])


def _doughnut(axes: Any, parameters: Parameters) -> None:
    axes.pie(parameters["values"], labels=parameters["labels"], wedgeprops={"width": 0.4})


def _turns(count: int) -> list[float]:
    return [6.283185 * place / count for place in range(count)]


def _radar(axes: Any, parameters: Parameters) -> None:
    turns = _turns(len(parameters["xvalues"]))
    for values in _rows(parameters):
        axes.fill(turns, values, alpha=0.3)
        axes.plot(turns, values)
    axes.set_xticks(turns, parameters["xvalues"])


def _polar(axes: Any, parameters: Parameters) -> None:
    turns = _turns(len(parameters["labels"]))
    axes.bar(turns, parameters["values"], width=turns[1] if len(turns) > 1 else 6.283185)
    axes.set_xticks(turns, parameters["labels"])


def _histogram(axes: Any, parameters: Parameters) -> None:
    for values in _known(parameters):
        axes.hist(values, bins="auto")
    _labelled(axes, parameters)


def _box(axes: Any, parameters: Parameters) -> None:
    axes.boxplot(_known(parameters), tick_labels=parameters.get("labels"), patch_artist=True)
    _labelled(axes, parameters)


def _violin(axes: Any, parameters: Parameters) -> None:
    rows = _known(parameters)
    axes.violinplot(rows, showmedians=True)
    if parameters.get("labels"):
        axes.set_xticks(range(1, len(rows) + 1), parameters["labels"])
    _labelled(axes, parameters)


def _heatmap(axes: Any, parameters: Parameters) -> None:
    image = axes.imshow(_rows(parameters, "values"), aspect="auto")
    axes.set_xticks(range(len(parameters["columns"])), parameters["columns"])
    axes.set_yticks(range(len(parameters["rows"])), parameters["rows"])
    axes.figure.colorbar(image)


def _calendar(axes: Any, parameters: Parameters) -> None:
    days = [date.fromisoformat(text).toordinal() for text in parameters["dates"]]
    start = min(days) - (min(days) - 1) % 7
    weeks = (max(days) - start) // 7 + 1
    table = [[float("nan")] * weeks for _ in range(7)]
    for day, value in zip(days, parameters["values"], strict=True):
        table[(day - start) % 7][(day - start) // 7] = float("nan") if value is None else value
    image = axes.imshow(table)
    axes.set_yticks(range(7), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    axes.figure.colorbar(image)


def _candlestick(axes: Any, parameters: Parameters) -> None:
    first, high, low, last = (parameters[name] for name in ("open", "high", "low", "close"))
    days = [date.fromisoformat(text) for text in parameters["xvalues"]]
    colours = ["C0" if a <= b else "C1" for a, b in zip(first, last, strict=True)]
    axes.vlines(days, low, high, colors=colours)
    axes.bar(days, [b - a for a, b in zip(first, last, strict=True)], bottom=first, color=colours)


def _timeline(axes: Any, parameters: Parameters) -> None:
    starts = [date.fromisoformat(text) for text in parameters["start"]]
    ends = [
        date.fromisoformat(text) if text else start
        for text, start in zip(parameters["end"], starts, strict=True)
    ]
    groups = list(dict.fromkeys(parameters["groups"]))
    axes.barh(
        parameters["labels"],
        [(end - start).days for start, end in zip(starts, ends, strict=True)],
        left=[start.toordinal() - date(1970, 1, 1).toordinal() for start in starts],
        color=[f"C{groups.index(group)}" for group in parameters["groups"]],
    )
    axes.xaxis_date()
    axes.invert_yaxis()


def _waterfall(axes: Any, parameters: Parameters) -> None:
    changes = [value or 0 for value in parameters["values"]]
    ends = list(accumulate(changes))
    axes.bar(parameters["labels"], changes, bottom=[0, *ends[:-1]])
    _labelled(axes, parameters)


def _funnel(axes: Any, parameters: Parameters) -> None:
    values = parameters["values"]
    axes.barh(parameters["labels"], values, left=[-value / 2 for value in values])
    axes.invert_yaxis()


def _sparkline(axes: Any, parameters: Parameters) -> None:
    axes.plot(_rows(parameters)[0])
    axes.axis("off")


def _progress(axes: Any, parameters: Parameters) -> None:
    axes.barh([parameters.get("label", "")], [parameters["value"]])
    axes.set_xlim(0, parameters.get("max", 100))


POLAR = ("radar", "polar")
"""The kinds around a centre."""
_FUNCTIONS: dict[str, Callable[[Any, Parameters], None]] = {
    "bar": _bar, "line": _line, "area": _area, "combo": _combo, "scatter": _scatter,
    "bubble": _bubble, "pie": _pie, "doughnut": _doughnut, "radar": _radar, "polar": _polar,
    "histogram": _histogram, "box": _box, "violin": _violin, "heatmap": _heatmap,
    "calendar": _calendar, "candlestick": _candlestick, "timeline": _timeline,
    "waterfall": _waterfall, "funnel": _funnel, "sparkline": _sparkline, "progress": _progress,
}  # fmt: skip
DRAWN = {kind: function for kind, function in _FUNCTIONS.items() if kind in KINDS}
"""By kind; matplotlib has no function for gauges and treemaps, nor for Sankey diagrams of steps."""
