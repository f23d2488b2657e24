"""From a config to the model: types, the defaults of each version, datasets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api import suggest
from api.errors import ParameterError

from ...diagnostics import ChartError, Diagnostics, quoted
from ..chart import LegendItem, Plot, QuickChart
from ..styles import Sides
from . import (
    bare,
    cartesian,
    cells,
    cloud,
    datalabels,
    gauges,
    radial,
    sankey,
    schemes,
    shades,
    slices,
    surroundings,
    tick_colours,
    tile_labels,
    treemap,
    value_colours,
)
from .datasets import CARTESIAN
from .functions import recognize
from .literal import Code
from .normalize import Members, normalize
from .options import Options
from .reader import Reader
from .style import NOT_FETCHED, sides

BACKGROUND = "backgroundImageUrl"
"""A plugin of QuickChart."""
_PADDINGS = {"sankey": Sides(3, 13, 3, 3)}
MAX_VALUES = 10_000
MAX_DATASETS = 200
_SLICES = ("pie", "doughnut", "outlabeledPie", "outlabeledDoughnut")
_OTHERS = ("radar", "polarArea", "sparkline", "progressBar", "radialGauge", "gauge")
_DIAGRAMS = ("sankey", "treemap", "wordCloud")
_SHAPED = ("boxplot", "violin", "candlestick", "ohlc", "matrix", "funnel")
_HORIZONTAL = ("horizontalBar", "horizontalBoxplot", "horizontalViolin")
TYPES = (*CARTESIAN, *_SLICES, *_OTHERS, *_SHAPED, *_DIAGRAMS, *_HORIZONTAL)
"""The types of charts; the last ones are others with ``indexAxis: 'y'``."""


def read(config: Any, version: str, diagnostics: Diagnostics) -> QuickChart:
    """Return the chart of a config, of a size and format that the caller sets.

    Raises ChartError.
    """
    if not isinstance(config, dict):
        raise _error("c", f"is {quoted(config)}", "a Chart.js config: an object")
    members, generation = normalize(config, version)
    kind = members["type"]
    if kind is None and any("type" in d for d in members["data"]["datasets"]):
        kind = "bar"
    if kind == "financial":  # as early versions of the plugin called it
        kind = "candlestick"
    if not isinstance(kind, str):
        raise _error("type", "is missing", ", ".join(TYPES))
    if kind not in TYPES:
        hint = suggest.did_you_mean(kind, TYPES)
        raise _error("type", f"{quoted(kind)} is unknown{hint}", ", ".join(TYPES))
    data = members["data"]
    datasets = tuple(
        Options(value_colours.resolved(d), f"datasets[{i}]", diagnostics)
        for i, d in enumerate(data["datasets"])
    )
    labels = data.get("labels")
    reader = Reader(
        kind,
        generation,
        Options(members["options"], "options", diagnostics),
        datasets,
        tuple(labels) if isinstance(labels, list) else (),
        diagnostics,
        schemes.palette(Options(members["options"], "options", diagnostics)),
        _coloured([d.members for d in datasets], members["options"]),
    )
    _check_size(reader)
    _report_code(config, "", diagnostics, kind)
    _report_images(config, reader)
    plot, items = _plot(reader, horizontal=members["horizontal"])
    return QuickChart(
        kind,
        generation,
        500,
        300,
        (255, 255, 255, 0),
        plot,
        surroundings.legend(reader, items),
        surroundings.titles(reader),
        sides(
            reader.options.within("layout").raw("padding"),
            _PADDINGS.get(kind, Sides()),
        ),
        auto_padding=generation == 4
        and reader.options.within("layout").flag("autoPadding", default=True),
    )


def _coloured(datasets: Sequence[Mapping[str, Any]], options: Members) -> bool:
    """Return whether a config has colours, so that version 4 gives none to its datasets."""
    elements = options.get("elements")
    parts = list(elements.values()) if isinstance(elements, dict) else []
    return any(
        name in part
        for part in (*datasets, *parts)
        if isinstance(part, Mapping)
        for name in ("backgroundColor", "borderColor")
    )


def _plot(reader: Reader, *, horizontal: bool) -> tuple[Plot, tuple[LegendItem, ...]]:
    """Return the plot of a type, and the entries of its legend."""
    kind = reader.kind
    if kind in _SLICES:
        pie = slices.pie(reader)
        return pie, surroundings.shaped(reader, slices.legend_items(pie))
    if kind == "polarArea":
        polar = radial.polar(reader)
        return polar, surroundings.shaped(reader, slices.legend_items_of(polar.labels, polar.ring))
    if kind == "sankey":
        return sankey.read(reader), ()
    if kind == "treemap":
        tiles = treemap.read(reader)
        return tiles, treemap.legend_item(reader, tiles)
    if kind == "wordCloud":
        words = cloud.read(reader)
        return words, cloud.legend_item(reader, words)
    if kind == "radialGauge":
        return gauges.radial(reader), ()
    if kind == "gauge":
        return gauges.gauge(reader), ()
    axes = cartesian.read(reader, horizontal=horizontal)
    plot: Plot = axes
    if kind == "sparkline":
        plot = bare.sparkline(axes.datasets)
    elif kind == "progressBar":
        if not axes.datasets:
            raise _error("datasets", "are missing", "one or two, of a value each")
        plot = bare.progress(axes.datasets)
    elif kind == "radar":
        plot = radial.radar(reader, axes.datasets)
    labels = reader.options.within("plugins").within("legend").within("labels")
    ordered = sorted((*axes.datasets, *axes.hidden), key=lambda d: (d.order, d.number))
    return plot, tuple(
        surroundings.legend_item(d, labels, reader.generation, hidden=d in axes.hidden)
        for d in ordered
    )


_UNSEEN = frozenset(
    ("animation", "animations", "hover", "tooltips", "tooltip", "events", "onClick")
)
"""What a still picture cannot show: code of it is not missed."""


_KNOWN_CODE: dict[str, Callable[[Code], bool]] = {
    "matrix": cells.knows,
    "sankey": sankey.knows,
    "treemap": lambda code: shades.knows(code) or tile_labels.knows(code),
}
"""Types whose functions are of other forms."""


def _report_code(value: Any, path: str, diagnostics: Diagnostics, kind: str) -> None:
    """Report the functions and other code that are not run and of no known form."""
    if isinstance(value, Code):
        name = path.rpartition(".")[2]
        if path.endswith("grid.color") and tick_colours.knows(value):
            return
        if value_colours.knows(path, value):
            return
        if "datalabels" in path and datalabels.knows(value):
            return
        if path.endswith("labels.filter") and surroundings.knows_filter(value):
            return
        if kind in _KNOWN_CODE and _KNOWN_CODE[kind](value):
            return
        if name not in ("callback", "formatter", "text") or recognize(value, name) is None:
            short = quoted(" ".join(value.text.split()), 60)
            diagnostics.ignore(path, f"is code of no known form, which is not run: {short}")
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in _UNSEEN:
                _report_code(member, f"{path}.{name}".lstrip("."), diagnostics, kind)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, dict | list | Code):
                _report_code(item, f"{path}[{i}]", diagnostics, kind)


def _report_images(config: dict[str, Any], reader: Reader) -> None:
    """Report the address of a background, which is not fetched."""
    options = reader.options
    places = (
        ("", config), ("options", options.members),
        ("options.plugins", options.within("plugins").members),
    )  # fmt: skip
    for path, members in places:
        if members.get(BACKGROUND):
            reader.diagnostics.ignore(f"{path}.{BACKGROUND}".lstrip("."), NOT_FETCHED)


def _error(parameter: str, detail: str, allowed: str) -> ChartError:
    return ChartError([ParameterError(parameter, detail, allowed)])


def _check_size(reader: Reader) -> None:
    count = len(reader.labels) + sum(
        len(d.members["data"]) for d in reader.datasets if isinstance(d.members.get("data"), list)
    )
    if count > MAX_VALUES:
        raise _error("data", f"has {count:,} values and labels", f"at most {MAX_VALUES:,}")
    if len(reader.datasets) > MAX_DATASETS:
        raise _error("datasets", f"are {len(reader.datasets)}", f"at most {MAX_DATASETS}")
