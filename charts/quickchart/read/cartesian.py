"""Charts with two or more axes: bars, lines, points."""

from __future__ import annotations

from typing import Any

from ..chart import CartesianPlot
from ..labels import LabelRule
from . import annotation, datasets, scales
from .functions import localized
from .options import Options
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
            _tick_rule(reader.options),
        ),
    )
    visible = tuple(
        datasets.dataset(reader, i, d, kinds[i], axes, index_axis)
        for i, d in enumerate(reader.datasets)
        if not d.flag("hidden", default=False)
    )
    return CartesianPlot(
        axes,
        visible,
        index_axis,
        names,
        annotation.read(reader.options, axes, reader.generation),
    )


def _tick_rule(options: Options) -> LabelRule | None:
    """Return how ``plugins.tickFormat`` writes numbers."""
    plugin = options.within("plugins").within("tickFormat")
    if not plugin.members:
        return None
    rule = LabelRule(prefix=plugin.text("prefix"), suffix=plugin.text("suffix"))
    return localized(rule, plugin.text("locale", default="en-US"), dict(plugin.members))
