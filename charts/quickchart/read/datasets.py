"""The datasets of a config: values, colours, and what bars, lines and points have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from ..axes import Scale
from ..datasets import Bars, Dataset, Line, LineStyle, Points
from ..shapes import Shape
from ..styles import Cap, Join, Paint, Sides
from . import boxes, candles, cells, datalabels, filling, funnel, scales, values
from .literal import UNDEFINED
from .options import Options, number, text
from .reader import Reader
from .style import BUILT_IN, CLEAR, dash, faded, numbers, paints, point_style, sides
from .values import Values

CARTESIAN = ("bar", "line", "scatter", "bubble")
BARS = ("bar", *boxes.KINDS, *candles.KINDS, "funnel")
"""Types whose values have places side by side."""
_SHAPED = (*BARS[1:], "matrix")
_SKIPPED = {2: "bottom", 4: "start"}
_CAPS: dict[str, Cap] = {"round": "round", "square": "projecting"}
_JOINS: dict[str, Join] = {"round": "round", "bevel": "bevel"}


def kind_of(reader: Reader, dataset: Options) -> str:
    """Return the type of a dataset: its own, or that of the chart."""
    kind = dataset.text("type") or reader.kind
    if kind in ("horizontalBar", "progressBar"):
        return "bar"
    kind = {"horizontalBoxplot": "boxplot", "horizontalViolin": "violin"}.get(kind, kind)
    return kind if kind in (*CARTESIAN, "radar", *_SHAPED) else reader.kind


def dataset(
    reader: Reader,
    index: int,
    dataset: Options,
    kind: str,
    axes: Sequence[Scale],
    index_axis: str,
) -> Dataset:
    """Return a dataset with its axes, colours and shapes."""
    x_axis = scales.of(axes, "x", dataset.text("xAxisID"))
    y_axis = scales.of(axes, "y", dataset.text("yAxisID"))
    upright = index_axis == "x" or kind not in BARS
    along, across = (x_axis, y_axis) if upright else (y_axis, x_axis)
    shown, shape = _shaped(reader, dataset, kind, along, across)
    fills, edges = _colours(reader, index, dataset, kind, shown)
    labels = datalabels.read(reader.options, dataset, shown=reader.kind == "progressBar")
    if kind == "funnel" and labels is None and not datalabels.hidden(reader.options, dataset):
        labels = funnel.labels(shown, fills)
    label = dataset.raw("label")
    elements = reader.options.within("elements")
    return Dataset(
        "bar" if kind in BARS else "line",
        index,
        "undefined" if label is UNDEFINED and reader.generation == 2 else text(label),
        shown.values,
        fills,
        edges,
        numbers(dataset, "borderWidth", default=_edge_width(reader, kind)),
        shown.starts,
        shown.places,
        shown.sizes,
        x_axis.id,
        y_axis.id,
        text(dataset.raw("stack")) if dataset.raw("stack") is not UNDEFINED else None,
        int(dataset.number("order")),
        _points(reader, index, dataset, kind, fills, edges),
        _bars(reader, dataset, elements.within("bar", "rectangle"), kind, along.id),
        _line(reader, dataset, elements.within("line"), kind),
        labels,
        shape=shape,
    )


def _shaped(
    reader: Reader, dataset: Options, kind: str, along: Scale, across: Scale
) -> tuple[Values, Shape | None]:
    """Return the values of a dataset, and what it is drawn as if it is neither bars nor a line."""
    if kind in candles.KINDS:
        return candles.read(dataset, kind, along, reader.labels)
    if kind in boxes.KINDS:
        return boxes.read(reader.options, dataset, kind, reader.generation)
    axis = along.axis
    read = values.read(dataset.raw("data"), along, across, axis, reader.labels)
    if kind == "matrix":
        return read, cells.read(dataset, read)
    if kind == "funnel":
        return funnel.read(reader.options, dataset, read)
    return read, None


def _elements(reader: Reader, kind: str) -> Options:
    """Return what the config says of all bars, lines or points."""
    name = {"bar": ("bar", "rectangle"), "scatter": ("point",), "bubble": ("point",)}
    return reader.options.within("elements").within(*name.get(kind, ("line",)))


def _edge_width(reader: Reader, kind: str) -> float:
    elements = reader.options.within("elements")
    name, default = (("bar", "rectangle"), 0.0) if kind == "bar" else (("line",), 3.0)
    if kind in _SHAPED:
        return 1.0 if kind in boxes.KINDS else 0.0
    if reader.kind in ("sparkline", "progressBar"):
        default = 1.0
    if kind == "bubble":
        name, default = ("point",), 1.0
    return elements.within(*name).number("borderWidth", default=default)


def _colours(
    reader: Reader, index: int, dataset: Options, kind: str, shown: Values
) -> tuple[tuple[Paint, ...], tuple[Paint, ...]]:
    """Return the colours of the inside and of the edge."""
    shared = _elements(reader, kind)
    fills, edges = (
        paints(dataset, name) or paints(shared, name) for name in ("backgroundColor", "borderColor")
    )
    if kind == "funnel":
        return fills or funnel.fills(len(shown.values)), edges or (CLEAR,)
    if kind == "matrix":
        fills = cells.paints_of(dataset, "backgroundColor", reader.palette[0])
        edges = cells.paints_of(dataset, "borderColor", None)
    if reader.generation == 2:
        own = reader.palette[index % len(reader.palette)]
        filled = kind in boxes.KINDS or (
            kind != "bar" and filling.target(reader, dataset, kind) is not None
        )
        return fills or (faded(own, 0.5) if filled else own,), edges or (own,)
    own = BUILT_IN[index % len(BUILT_IN)]
    if not reader.coloured:
        return (faded(own, 0.5),), (own,)
    return fills or ((0, 0, 0, 26),), edges or ((0, 0, 0, 26),)


def _points(
    reader: Reader,
    index: int,
    dataset: Options,
    kind: str,
    fills: tuple[Paint, ...],
    edges: tuple[Paint, ...],
) -> Points:
    defaults = reader.options.within("elements").within("point")
    own = reader.palette[index % len(reader.palette)]
    old = reader.generation == 2
    shapes = dataset.raw("pointStyle")
    if shapes is UNDEFINED:
        shapes = defaults.raw("pointStyle")
    inside = (
        paints(dataset, "pointBackgroundColor", "pointColor")
        or paints(defaults, "backgroundColor")
        or ((faded(own, 0.5),) if old and kind != "bubble" else fills)
    )
    outside = (
        paints(dataset, "pointBorderColor")
        or paints(defaults, "borderColor")
        or ((own,) if old and kind != "bubble" else edges)
    )
    radius = defaults.number("radius", default=0.0 if reader.kind == "sparkline" else 3.0)
    widths = numbers(
        dataset,
        "pointBorderWidth",
        "borderWidth",  # what points have no name of their own for is that of the dataset
        default=defaults.number("borderWidth", default=1.0),
    )
    return Points(
        numbers(dataset, "pointRadius", "radius", default=radius),
        tuple(map(point_style, shapes if isinstance(shapes, list) and shapes else [shapes])),
        inside,
        outside,
        widths,
        numbers(dataset, "pointRotation", "rotation", default=0.0),
        numbers(
            dataset, "pointHoverRadius", "hoverRadius",
            default=defaults.number("hoverRadius", default=4.0),
        ),
    )  # fmt: skip


def _bars(reader: Reader, dataset: Options, defaults: Options, kind: str, axis: str) -> Bars:
    category, bar = (0.98, 1.0) if kind == "funnel" else (0.8, 0.9)
    base = reader.options.within("datasets").within("bar")
    if reader.generation == 2:  # where the axis of the index may say it, too
        scale = reader.options.within("scales").within(axis)
        base = Options({**scale.members, **base.members}, scale.path, reader.diagnostics)
    thickness = dataset.raw("barThickness")
    if thickness is UNDEFINED:
        thickness = base.raw("barThickness")
    if thickness is UNDEFINED:
        thickness = reader.options.raw("barThickness")
    thickest = dataset.maybe_number("maxBarThickness")
    rounded = reader.options.within("plugins").raw("roundedBars")
    radius = dataset.raw("borderRadius")
    if radius is UNDEFINED:
        radius = defaults.raw("borderRadius")
    corner = number(radius)
    if isinstance(radius, dict):
        corner = max((n for n in map(number, radius.values()) if n is not None), default=0.0)
    if rounded is not UNDEFINED and rounded is not False:
        corner = number(rounded.get("cornerRadius")) if isinstance(rounded, dict) else None
        corner = 6.0 if corner is None else corner
    skipped = dataset.raw("borderSkipped")
    return Bars(
        min(max(dataset.number("categoryPercentage", default=base.number(
            "categoryPercentage", default=category)), 0.0), 1.0),
        min(max(dataset.number("barPercentage", default=base.number(
            "barPercentage", default=bar)), 0.0), 1.0),
        "flex" if thickness == "flex" else number(thickness),
        base.maybe_number("maxBarThickness") if thickest is None else thickest,
        dataset.number("minBarLength", default=base.number("minBarLength")),
        min(max(corner or 0.0, 0.0), 1000.0),
        isinstance(rounded, dict) and bool(rounded.get("allCorners")),
        "" if skipped is False else text(skipped) or _SKIPPED[reader.generation],
        dataset.flag("grouped", default=True),
        _borders(dataset.raw("borderWidth")),
        _corners(radius),
        dataset.maybe_number("base") if "base" in dataset.members else base.maybe_number("base"),
    )  # fmt: skip


def _borders(raw: Any) -> Sides | None:
    return sides(raw) if isinstance(raw, dict) else None


def _corners(raw: Any) -> tuple[float, float, float, float] | None:
    """Return the radii of an object with a member for each corner."""
    if not isinstance(raw, dict):
        return None
    top_left, top_right, bottom_right, bottom_left = (
        min(max(number(raw.get(name)) or 0.0, 0.0), 1000.0)
        for name in ("topLeft", "topRight", "bottomRight", "bottomLeft")
    )
    return top_left, top_right, bottom_right, bottom_left


def _line(reader: Reader, dataset: Options, defaults: Options, kind: str) -> Line:
    old = reader.generation == 2
    tension = 0.4 if old and reader.kind in ("bar", "scatter", "bubble") else 0.0
    tension = dataset.number("tension", default=defaults.number("tension", default=tension))
    stepped = dataset.raw("stepped")
    if isinstance(stepped, str) and stepped.lower() in ("true", "false"):
        stepped = stepped.lower() == "true"
    show = dataset.flag(
        "showLine",
        default=reader.options.flag("showLines", default=kind not in ("scatter", "bubble")),
    )
    return Line(
        show and kind != "bubble",
        min(max(tension, 0.0), 10.0),
        # Version 2 computes no handles of a line without tension.
        dataset.text("cubicInterpolationMode") == "monotone" and not (old and tension == 0),
        _stepped(stepped),
        dataset.flag("spanGaps", default=reader.options.flag("spanGaps", default=False)),
        filling.target(reader, dataset, kind),
        *filling.sides(dataset),
        dash(dataset.raw("borderDash")),
        min(max(dataset.number("borderDashOffset"), -10_000.0), 10_000.0),
        _CAPS.get(dataset.text("borderCapStyle"), "butt"),
        _JOINS.get(dataset.text("borderJoinStyle"), "miter"),
        _segment(dataset.within("segment")) if "segment" in dataset.members else None,
    )  # fmt: skip


def _segment(options: Options) -> LineStyle:
    """Return the style of what is between points: of constants, as no function is run."""
    edge, fill = (
        None if isinstance(options.raw(name), list) else next(iter(paints(options, name)), None)
        for name in ("borderColor", "backgroundColor")
    )  # Chart.js takes no list for the colours of segments
    return LineStyle(
        edge,
        fill,
        options.maybe_number("borderWidth"),
        None if options.raw("borderDash") is UNDEFINED else dash(options.raw("borderDash")),
        _CAPS.get(options.text("borderCapStyle")),
        _JOINS.get(options.text("borderJoinStyle")),
    )


def _stepped(raw: Any) -> Literal["", "before", "after", "middle"]:
    if raw is UNDEFINED or raw is False:
        return ""
    return raw if raw in ("after", "middle") else "before"
