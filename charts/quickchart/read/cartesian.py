"""Charts with two or more axes: bars, lines, points."""

from __future__ import annotations

from typing import Any

from ..chart import CartesianPlot
from ..labels import LabelRule
from . import annotation, datasets, filling, scales
from .number_formats import localized
from .options import Options, number
from .reader import Reader


def read(reader: Reader, *, horizontal: bool) -> CartesianPlot:
    """Return the axes, datasets and annotations; ``horizontal``: of version 2's horizontalBar."""
    index_axis: Any = reader.options.choice(("x", "y"), "indexAxis", default="x")
    names = scales.names(reader.labels)
    kinds = [datasets.kind_of(reader, d) for d in reader.datasets]
    axes = scales.read(
        reader.options,
        reader.generation,
        scales.Use(
            reader.kind,
            index_axis,
            tuple(kinds),
            tuple((d.text("xAxisID"), d.text("yAxisID")) for d in reader.datasets),
            names,
            horizontal,
            {} if names else _point_names(reader, index_axis),
            _tick_rule(reader.options),
            reader.options.text("locale") if reader.generation == 4 else "",
        ),
    )
    every = [
        datasets.dataset(reader, i, d, kinds[i], axes, index_axis)
        for i, d in enumerate(reader.datasets)
    ]
    hidden = [d.flag("hidden", default=False) for d in reader.datasets]
    every = filling.resolved(every, hidden)
    return CartesianPlot(
        axes,
        tuple(d for d, away in zip(every, hidden, strict=True) if not away),
        index_axis,
        names,
        annotation.read(reader.options, axes, reader.generation),
        tuple(d for d, away in zip(every, hidden, strict=True) if away),
    )


def _point_names(reader: Reader, index_axis: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the names at which points stand on each axis, each once, where they are texts."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for dataset in reader.datasets:
        data = dataset.raw("data")
        if isinstance(data, dict):
            data = [{index_axis: name} for name in data]
        for item in data if isinstance(data, list) else ():
            if not isinstance(item, dict):
                continue
            for axis in ("x", "y"):
                place = item.get(axis)
                if isinstance(place, str) and number(place) is None:
                    found.setdefault(axis, {})[(place,)] = None
    return {axis: tuple(places) for axis, places in found.items()}


def _tick_rule(options: Options) -> LabelRule | None:
    """Return how ``plugins.tickFormat`` writes numbers."""
    plugin = options.within("plugins").within("tickFormat")
    if not plugin.members:
        return None
    rule = LabelRule(prefix=plugin.text("prefix"), suffix=plugin.text("suffix"))
    return localized(rule, plugin.text("locale", default="en-US"), dict(plugin.members))
