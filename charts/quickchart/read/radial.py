"""Radar and polar area charts of a config."""

from __future__ import annotations

import math
from typing import Any

from ...colour import Colour
from ..axes import Scale
from ..datasets import Dataset
from ..round_plots import RadialPlot, Ring, Spokes
from . import datalabels, scales, slices
from .options import Options, number, text
from .reader import Reader
from .style import BUILT_IN, dash, faded, numbers, paints, text_style

_WHITE: Colour = (255, 255, 255, 255)
_BACKDROP: Colour = (255, 255, 255, 191)


def _scale(reader: Reader) -> Scale:
    options = reader.options.within("scales").within("r")
    ticks = options.within("ticks")
    polar = reader.kind == "polarArea"
    use = scales.Use(reader.kind, "x", (), (), (), horizontal_bar=False)
    scale = scales.one("r", "r", options, reader.generation, use)
    backdrop = ticks.flag("showLabelBackdrop", default=True)
    colour = ticks.colour("backdropColor", default=_BACKDROP) if backdrop else None
    return scale._replace(
        kind="radialLinear",
        position="chartArea",
        begin_at_zero=options.flag("beginAtZero", default=polar),
        ticks=scale.ticks._replace(backdrop=colour),
        grid=scale.grid._replace(
            circular=options.within("grid").flag("circular", default=polar), zero_colour=None
        ),
    )


def _spokes(reader: Reader) -> Spokes:
    options = reader.options.within("scales").within("r")
    polar = reader.kind == "polarArea"
    labels, lines = options.within("pointLabels"), options.within("angleLines")
    start = reader.options.maybe_number("startAngle")
    if start is not None and polar and reader.generation == 2:
        start = math.degrees(start) + 90  # radians, of which 0 is 3 o'clock
    if start is None:
        start = options.number("startAngle")
    return Spokes(
        text_style(labels, size=10.0),
        labels.flag("display", default=not polar),
        lines.flag("display", default=not polar),
        lines.colour("color", default=(0, 0, 0, 26)),
        lines.number("lineWidth", default=1.0),
        dash(lines.raw("borderDash")),
        labels.number("padding", default=5.0),
        start,
        polar and labels.flag("centerPointLabels", default=False),
    )


def radar(reader: Reader, datasets: tuple[Dataset, ...]) -> RadialPlot:
    """Return a radar chart of datasets that are read as lines."""
    count = max((len(d.values) for d in datasets), default=0)
    names = scales.names(reader.labels)
    names += (("",),) * (count - len(names))
    return RadialPlot(_scale(reader), _spokes(reader), names, datasets)


def polar(reader: Reader) -> RadialPlot:
    """Return a polar area chart."""
    dataset = (
        reader.datasets[0] if reader.datasets else Options({}, "datasets[0]", reader.diagnostics)
    )
    data = dataset.raw("data")
    values = tuple(number(item) for item in (data if isinstance(data, list) else []))
    names = scales.names(reader.labels)
    arcs = reader.options.within("elements").within("arc")
    edge: Any = paints(dataset, "borderColor") or paints(reader.options, "borderColor") or (_WHITE,)
    ring = Ring(
        0,
        text(dataset.raw("label")),
        values,
        _fills(reader, dataset, len(values)),
        edge,
        numbers(dataset, "borderWidth", default=arcs.number("borderWidth", default=2.0)),
        datalabels=datalabels.read(reader.options, dataset, shown=False),
    )
    names += (("",),) * (len(values) - len(names))
    return RadialPlot(_scale(reader), _spokes(reader), names, (), ring)


def _fills(reader: Reader, dataset: Options, count: int) -> tuple[Any, ...]:
    if paints(dataset, "backgroundColor") or reader.coloured or reader.generation == 2:
        return slices.fills(reader, dataset, count)
    return tuple(faded(BUILT_IN[i % len(BUILT_IN)], 0.5) for i in range(max(count, 1)))
