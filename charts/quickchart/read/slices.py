"""Pies and doughnuts of a config."""

from __future__ import annotations

from typing import Any

from ..chart import LegendItem
from ..round_plots import CentreText, Outlabels, PiePlot, Ring
from ..styles import Paint, Sides
from . import datalabels, scales
from .literal import UNDEFINED
from .options import Options, number, text
from .reader import Reader
from .style import BUILT_IN, numbers, paints, sides, text_style

_WHITE = (255, 255, 255, 255)
_UNPAINTED = (0, 0, 0, 26)


def pie(reader: Reader) -> PiePlot:
    """Return the pie or doughnut."""
    options = _of_slices(reader)
    count = max((len(_data(d)) for d in reader.datasets), default=0)
    labels = scales.names(reader.labels)
    cutout = options.raw("cutout")
    share = number(cutout.removesuffix("%")) if isinstance(cutout, str) else number(cutout)
    if share is None:
        hollow = reader.kind in ("doughnut", "outlabeledDoughnut")
        share = 50.0 if hollow else 0.0
        cutout = "%"
    if isinstance(cutout, str):
        share = min(max(share / 100, 0.0), 1.0)
    circumference = options.number("circumference", default=360.0)
    return PiePlot(
        labels + (("",),) * (count - len(labels)),
        tuple(
            _ring(reader, i, d)
            for i, d in enumerate(reader.datasets)
            if not d.flag("hidden", default=False)
        ),
        max(share, 0.0),
        options.number("rotation") % 360,
        min(max(circumference, 0.0), 360.0),
        _centre(options),
        _outlabels(options) if reader.kind.startswith("outlabeled") else None,
    )


def _of_slices(reader: Reader) -> Options:
    """Return the options, with what the first dataset says in their place in version 4."""
    options = reader.options
    if reader.generation == 2 or not reader.datasets:
        return options
    first = reader.datasets[0]
    own = {
        name: first.raw(name)
        for name in ("cutout", "rotation", "circumference")
        if first.raw(name) is not UNDEFINED
    }
    return Options({**options.members, **own}, options.path, options.diagnostics)


def _outlabels(options: Options) -> Outlabels | None:
    plugin = options.within("plugins").within("outlabels")
    if not plugin.flag("display", default=True):
        return None
    zoom = plugin.number("zoomOutPercentage", default=50.0)
    return Outlabels(
        text_style(plugin, colour=_WHITE),
        plugin.text("text", default="%l %p"),
        min(max(plugin.number("stretch", default=40.0), 0.0), 1000.0),
        plugin.read_colour("backgroundColor", plugin.raw("backgroundColor")),
        plugin.read_colour("lineColor", plugin.raw("lineColor")),
        min(max(plugin.number("lineWidth", default=2.0), 0.0), 100.0),
        max(plugin.number("borderRadius"), 0.0),
        sides(plugin.raw("padding"), Sides(4, 4, 4, 4)),
        plugin.number("minPercentage") / 100,
        int(min(max(plugin.number("percentPrecision", default=1.0), 0), 10)),
        int(min(max(plugin.number("valuePrecision", default=3.0), 0), 10)),
        1 - min(max(zoom / 100, 0.0), 0.95),
    )


def _data(dataset: Options) -> list[Any]:
    data = dataset.raw("data")
    if isinstance(data, str):
        data = data.strip("[] ").split(",")
    if isinstance(data, dict):
        data = list(data.values())
    return data if isinstance(data, list) else [] if data is UNDEFINED else [data]


def _ring(reader: Reader, index: int, dataset: Options) -> Ring:
    values = tuple(
        number(item.get("value", item.get("y")) if isinstance(item, dict) else item)
        for item in _data(dataset)
    )
    arcs = reader.options.within("elements").within("arc")
    return Ring(
        index,
        text(dataset.raw("label")),
        values,
        fills(reader, dataset, len(values)),
        paints(dataset, "borderColor") or paints(arcs, "borderColor") or (_WHITE,),
        numbers(dataset, "borderWidth", default=arcs.number("borderWidth", default=2.0)),
        max(dataset.number("weight", default=1.0), 0.0),
        datalabels.read(reader.options, dataset, shown=_labelled(reader)),
        numbers(dataset, "offset", default=0.0),
        _corner(dataset, arcs),
        min(max(dataset.number("spacing", default=reader.options.number("spacing")), 0.0), 1000.0),
    )


def _corner(dataset: Options, arcs: Options) -> float:
    raw = dataset.raw("borderRadius")
    raw = arcs.raw("borderRadius") if raw is UNDEFINED else raw
    radii = map(number, raw.values() if isinstance(raw, dict) else [raw])
    return min(max((n for n in radii if n is not None), default=0.0), 1000.0)


def _labelled(reader: Reader) -> bool:
    return reader.generation == 2 and not reader.kind.startswith("outlabeled")


def fills(reader: Reader, dataset: Options, count: int) -> tuple[Paint, ...]:
    """Return the colours of slices."""
    arcs = reader.options.within("elements").within("arc")
    colours = paints(dataset, "backgroundColor") or paints(arcs, "backgroundColor")
    if colours:
        return colours
    if reader.generation == 2:
        return tuple(reader.palette[i % len(reader.palette)] for i in range(max(count, 1)))
    if reader.coloured:
        return (_UNPAINTED,)
    return tuple(BUILT_IN[i % len(BUILT_IN)] for i in range(max(count, 1)))


def legend_items(plot: PiePlot) -> tuple[LegendItem, ...]:
    """Return an entry for each label, in the colours of the first ring."""
    return legend_items_of(plot.labels, plot.rings[0] if plot.rings else None)


def legend_items_of(
    labels: tuple[tuple[str, ...], ...], ring: Ring | None
) -> tuple[LegendItem, ...]:
    """Return an entry for each label, in the colours of a ring."""
    if ring is None:
        return ()
    return tuple(
        LegendItem(
            " ".join(label),
            ring.fills[i % len(ring.fills)],
            ring.edges[i % len(ring.edges)],
            ring.edge_widths[i % len(ring.edge_widths)],
            hidden=i >= len(ring.values) or ring.values[i] is None,
        )
        for i, label in enumerate(labels)
    )


def _centre(options: Options) -> tuple[CentreText, ...]:
    plugin = options.within("plugins").within("doughnutlabel", "doughnutLabel")
    given = plugin.list("labels")
    shared = plugin.members.get("font")
    found = []
    for i, label in enumerate(given[:20]):
        members = label if isinstance(label, dict) else {"text": label}
        font = {**(shared if isinstance(shared, dict) else {}), **_font(members)}
        own = Options({**members, "font": font}, f"{plugin.path}.labels[{i}]", options.diagnostics)
        colour = plugin.colour("color", default=(102, 102, 102, 255))
        words = own.text("text").replace("\\n", "\n").strip("\n")
        found.append(CentreText(words, text_style(own, colour=colour)))
    return tuple(found)


def _font(members: dict[str, Any]) -> dict[str, Any]:
    font = members.get("font")
    return font if isinstance(font, dict) else {}
