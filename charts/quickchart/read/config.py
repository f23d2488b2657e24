"""From a config to the model: types, the defaults of each version, datasets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from api import suggest
from api.errors import ParameterError

from ...diagnostics import ChartError, Diagnostics, Value, quoted
from ..chart import (
    Bars,
    Cap,
    CartesianPlot,
    Dataset,
    Join,
    Legend,
    LegendItem,
    Line,
    Paint,
    Plot,
    Points,
    QuickChart,
    Scale,
    Sides,
    Title,
)
from ..labels import LabelRule
from . import annotation, bare, datalabels, gauges, radial, scales, schemes, slices
from .functions import localized, recognize
from .literal import UNDEFINED, Call, Code
from .normalize import normalize
from .options import Options, number, text
from .reader import Reader
from .style import (
    BUILT_IN,
    GREY,
    dash,
    faded,
    lines,
    numbers,
    paints,
    point_style,
    sides,
    text_style,
)

MAX_VALUES = 10_000
MAX_DATASETS = 200
_MAX_RADIUS = 10_000.0  # of bubbles, in pixels: a curve takes time with its size
_SKIPPED = {2: "bottom", 4: "start"}
_CAPS: dict[str, Cap] = {"round": "round", "square": "projecting"}
_JOINS: dict[str, Join] = {"round": "round", "bevel": "bevel"}
_SLICES = ("pie", "doughnut", "outlabeledPie", "outlabeledDoughnut")
_CARTESIAN = ("bar", "line", "scatter", "bubble")
_OTHERS = ("radar", "polarArea", "sparkline", "progressBar", "radialGauge", "gauge")
TYPES = (*_CARTESIAN, *_SLICES, *_OTHERS, "horizontalBar")
"""The types of charts; the last one is a bar chart with ``indexAxis: 'y'``."""
_NO_LEGEND = ("sparkline", "progressBar", "radialGauge", "gauge")


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
    if not isinstance(kind, str):
        raise _error("type", "is missing", ", ".join(TYPES))
    if kind not in TYPES:
        hint = suggest.did_you_mean(kind, TYPES)
        raise _error("type", f"{quoted(kind)} is unknown{hint}", ", ".join(TYPES))
    data = members["data"]
    datasets = tuple(
        Options(d, f"datasets[{i}]", diagnostics) for i, d in enumerate(data["datasets"])
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
        any(name in d.members for d in datasets for name in ("backgroundColor", "borderColor")),
    )
    _check_size(reader)
    _report_code(config, "", diagnostics)
    plot, items = _plot(reader, horizontal=members["horizontal"])
    return QuickChart(
        kind,
        generation,
        500,
        300,
        (255, 255, 255, 0),
        plot,
        _legend(reader, items),
        _titles(reader),
        sides(reader.options.within("layout").raw("padding")),
    )


def _plot(reader: Reader, *, horizontal: bool) -> tuple[Plot, tuple[LegendItem, ...]]:
    """Return the plot of a type, and the entries of its legend."""
    kind = reader.kind
    if kind in _SLICES:
        pie = slices.pie(reader)
        return pie, slices.legend_items(pie)
    if kind == "polarArea":
        polar = radial.polar(reader)
        return polar, slices.legend_items_of(polar.labels, polar.ring)
    if kind == "radialGauge":
        return gauges.radial(reader), ()
    if kind == "gauge":
        return gauges.gauge(reader), ()
    cartesian = _cartesian(reader, horizontal=horizontal)
    plot: Plot = cartesian
    if kind == "sparkline":
        plot = bare.sparkline(cartesian.datasets)
    elif kind == "progressBar":
        if not cartesian.datasets:
            raise _error("datasets", "are missing", "one or two, of a value each")
        plot = bare.progress(cartesian.datasets)
    elif kind == "radar":
        plot = radial.radar(reader, cartesian.datasets)
    labels = reader.options.within("plugins").within("legend").within("labels")
    ordered = sorted(cartesian.datasets, key=lambda d: (d.order, d.number))
    return plot, tuple(_legend_item(d, labels) for d in ordered)


_UNSEEN = frozenset(
    ("animation", "animations", "hover", "tooltips", "tooltip", "events", "onClick")
)
"""What a still picture cannot show: code of it is not missed."""


def _report_code(value: Any, path: str, diagnostics: Diagnostics) -> None:
    """Report the functions and other code that are not run and of no known form."""
    if isinstance(value, Code):
        name = path.rpartition(".")[2]
        if name not in ("callback", "formatter", "text") or recognize(value, name) is None:
            short = quoted(" ".join(value.text.split()), 60)
            diagnostics.ignore(path, f"is code of no known form, which is not run: {short}")
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in _UNSEEN:
                _report_code(member, f"{path}.{name}".lstrip("."), diagnostics)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, dict | list | Code):
                _report_code(item, f"{path}[{i}]", diagnostics)


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


def _cartesian(reader: Reader, *, horizontal: bool) -> CartesianPlot:
    index_axis: Any = reader.options.choice(("x", "y"), "indexAxis", default="x")
    names = scales.names(reader.labels)
    kinds = [_dataset_kind(reader, d) for d in reader.datasets]
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
    datasets = tuple(
        _dataset(reader, i, d, kinds[i], axes, index_axis)
        for i, d in enumerate(reader.datasets)
        if not d.flag("hidden", default=False)
    )
    return CartesianPlot(
        axes,
        datasets,
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


def _dataset_kind(reader: Reader, dataset: Options) -> str:
    kind = dataset.text("type") or reader.kind
    if kind in ("horizontalBar", "progressBar"):
        return "bar"
    return kind if kind in (*_CARTESIAN, "radar") else reader.kind


class _Values(NamedTuple):
    values: tuple[Value, ...]
    starts: tuple[Value, ...] = ()
    places: tuple[Value, ...] = ()
    sizes: tuple[Value, ...] = ()


def _values(
    data: Any, index_scale: Scale, value_scale: Scale, index_axis: str, labels: Sequence[Any]
) -> _Values:
    """Return the values of a dataset, and where they stand if points say so."""
    if isinstance(data, str):  # data as text
        data = data.strip("[] ").split(",")
    if isinstance(data, dict):
        data = [{"x": k, "y": v} for k, v in data.items()]
    value_axis = "y" if index_axis == "x" else "x"
    values: list[Value] = []
    starts: list[Value] = []
    places: list[Value] = []
    sizes: list[Value] = []
    for i, item in enumerate(data if isinstance(data, list) else []):
        place: Value = float(i)
        if index_scale.kind in ("time", "timeseries") and i < len(labels):
            place = scales.value(labels[i], index_scale)
        start = size = None
        value = item
        if isinstance(item, dict):
            value = item.get(value_axis, item.get("v", item.get("value")))
            at = item.get(index_axis, item.get("t"))
            if at is not None and at is not UNDEFINED:
                place = scales.value(at, index_scale)
            size = number(item.get("r"))
            size = None if size is None else min(size, _MAX_RADIUS)
        if isinstance(value, list) and len(value) >= 2:
            start, value = scales.value(value[0], value_scale), value[1]
        values.append(scales.value(value, value_scale))
        starts.append(start)
        places.append(place)
        sizes.append(size)
    count = len(values)
    return _Values(
        tuple(values),
        tuple(starts) if any(s is not None for s in starts) else (),
        tuple(places) if places != [float(i) for i in range(count)] else (),
        tuple(sizes) if any(s is not None for s in sizes) else (),
    )


def _dataset(
    reader: Reader,
    index: int,
    dataset: Options,
    kind: str,
    axes: Sequence[Scale],
    index_axis: str,
) -> Dataset:
    x_axis = scales.of(axes, "x", dataset.text("xAxisID"))
    y_axis = scales.of(axes, "y", dataset.text("yAxisID"))
    along, across = (x_axis, y_axis) if index_axis == "x" or kind != "bar" else (y_axis, x_axis)
    axis = "x" if along is x_axis else "y"
    values = _values(dataset.raw("data"), along, across, axis, reader.labels)
    fills, edges = _colours(reader, index, dataset, kind)
    label = dataset.raw("label")
    elements = reader.options.within("elements")
    return Dataset(
        "bar" if kind == "bar" else "line",
        index,
        "undefined" if label is UNDEFINED and reader.generation == 2 else text(label),
        values.values,
        fills,
        edges,
        numbers(dataset, "borderWidth", default=_edge_width(reader, kind)),
        values.starts,
        values.places,
        values.sizes,
        x_axis.id,
        y_axis.id,
        text(dataset.raw("stack")) if dataset.raw("stack") is not UNDEFINED else None,
        int(dataset.number("order")),
        _points(reader, index, dataset, kind, fills, edges),
        _bars(reader, dataset, elements.within("bar", "rectangle")),
        _line(reader, dataset, elements.within("line"), kind),
        datalabels.read(reader.options, dataset, shown=reader.kind == "progressBar"),
    )


def _edge_width(reader: Reader, kind: str) -> float:
    elements = reader.options.within("elements")
    name, default = (("bar", "rectangle"), 0.0) if kind == "bar" else (("line",), 3.0)
    if reader.kind in ("sparkline", "progressBar"):
        default = 1.0
    if kind == "bubble":
        name, default = ("point",), 1.0
    return elements.within(*name).number("borderWidth", default=default)


def _colours(
    reader: Reader, index: int, dataset: Options, kind: str
) -> tuple[tuple[Paint, ...], tuple[Paint, ...]]:
    """Return the colours of the inside and of the edge."""
    fills, edges = paints(dataset, "backgroundColor"), paints(dataset, "borderColor")
    if reader.generation == 2:
        own = reader.palette[index % len(reader.palette)]
        filled = kind != "bar" and _fill(reader, dataset, kind) is not None
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
    inside = paints(dataset, "pointBackgroundColor", "pointColor") or (
        (faded(own, 0.5),) if old and kind != "bubble" else fills
    )
    outside = paints(dataset, "pointBorderColor") or ((own,) if old and kind != "bubble" else edges)
    radius = defaults.number("radius", default=0.0 if reader.kind == "sparkline" else 3.0)
    widths = numbers(
        dataset, "pointBorderWidth", default=defaults.number("borderWidth", default=1.0)
    )
    if kind in ("scatter", "bubble") and dataset.raw("borderWidth") is not UNDEFINED and not old:
        widths = numbers(dataset, "pointBorderWidth", "borderWidth", default=1.0)
    return Points(
        numbers(dataset, "pointRadius", "radius", default=radius),
        tuple(map(point_style, shapes if isinstance(shapes, list) and shapes else [shapes])),
        inside,
        outside,
        widths,
        numbers(dataset, "pointRotation", "rotation", default=0.0),
    )


def _bars(reader: Reader, dataset: Options, defaults: Options) -> Bars:
    base = reader.options.within("datasets").within("bar")
    thickness = dataset.raw("barThickness")
    if thickness is UNDEFINED:
        thickness = base.raw("barThickness")
    if thickness is UNDEFINED:
        thickness = reader.options.raw("barThickness")
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
            "categoryPercentage", default=0.8)), 0.0), 1.0),
        min(max(dataset.number("barPercentage", default=base.number(
            "barPercentage", default=0.9)), 0.0), 1.0),
        "flex" if thickness == "flex" else number(thickness),
        dataset.maybe_number("maxBarThickness"),
        dataset.number("minBarLength"),
        min(max(corner or 0.0, 0.0), 1000.0),
        isinstance(rounded, dict) and bool(rounded.get("allCorners")),
        "" if skipped is False else text(skipped) or _SKIPPED[reader.generation],
        dataset.flag("grouped", default=True),
    )  # fmt: skip


def _line(reader: Reader, dataset: Options, defaults: Options, kind: str) -> Line:
    old = reader.generation == 2
    tension = 0.4 if old and reader.kind in ("bar", "scatter", "bubble") else 0.0
    tension = dataset.number("tension", default=defaults.number("tension", default=tension))
    stepped = dataset.raw("stepped")
    if isinstance(stepped, str) and stepped.lower() in ("true", "false"):
        stepped = stepped.lower() == "true"
    above = below = None
    given = dataset.members.get("fill")
    if isinstance(given, dict):
        inner = Options(given, f"{dataset.path}.fill", reader.diagnostics)
        above = next(iter(paints(inner, "above")), None)
        below = next(iter(paints(inner, "below")), None)
    show = dataset.flag(
        "showLine",
        default=reader.options.flag("showLines", default=kind not in ("scatter", "bubble")),
    )
    return Line(
        show and kind != "bubble",
        min(max(tension, 0.0), 10.0),
        dataset.text("cubicInterpolationMode") == "monotone",
        _stepped(stepped),
        dataset.flag("spanGaps", default=reader.options.flag("spanGaps", default=False)),
        _fill(reader, dataset, kind),
        above,
        below,
        dash(dataset.raw("borderDash")),
        dataset.number("borderDashOffset"),
        _CAPS.get(dataset.text("borderCapStyle"), "butt"),
        _JOINS.get(dataset.text("borderJoinStyle"), "miter"),
    )  # fmt: skip


def _stepped(raw: Any) -> Literal["", "before", "after", "middle"]:
    if raw is UNDEFINED or raw is False:
        return ""
    return raw if raw in ("after", "middle") else "before"


def _fill(reader: Reader, dataset: Options, kind: str) -> str | int | float | None:
    """Return what the area of a dataset reaches to, None for no area."""
    fill = False if dataset.members.get("fill", UNDEFINED) is None else dataset.raw("fill")
    if isinstance(fill, str) and fill.lower() in ("true", "false"):
        fill = fill.lower() == "true"
    if isinstance(fill, dict):
        target = fill.get("target", True)
        fill = target if not isinstance(target, dict) else number(target.get("value"))
    if fill is UNDEFINED:
        fill = reader.options.within("elements").within("line").raw("fill")
    if fill is UNDEFINED:
        fill = reader.generation == 2 or kind == "radar"
    return _fill_target(fill)


def _fill_target(fill: Any) -> str | int | float | None:
    """Return what an area reaches to; a text with a sign is relative to its dataset."""
    if isinstance(fill, Call | Code) or fill in (False, None, UNDEFINED, "none"):
        return None
    if fill is True:
        return "origin"
    if isinstance(fill, int | float):
        return int(fill) if math.isfinite(fill) else None
    if isinstance(fill, str):
        name = {"zero": "origin", "top": "end", "bottom": "start"}.get(fill, fill)
        if name in ("origin", "start", "end", "stack", "shape"):
            return name
        if name[:1] in "+-" and name[1:].isdecimal() and name.isascii():
            return name
    return "origin"


def _titles(reader: Reader) -> tuple[Title, ...]:
    titles = []
    for name, weight, bold, padding in (
        ("title", 2000, True, Sides(10, 10, 10, 10)),
        ("subtitle", 1500, False, Sides()),
    ):
        options = reader.options.within("plugins").within(name)
        if not options.flag("display", default=False):
            continue
        position: Any = options.choice(
            ("top", "bottom", "left", "right"), "position", default="top"
        )
        align: Any = options.choice(("start", "center", "end"), "align", default="center")
        given = options.raw("text")
        titles.append(
            Title(
                lines("" if given is UNDEFINED else given),
                text_style(options, bold=bold),
                position,
                align,
                sides(options.raw("padding"), padding),
                weight,
            )
        )
    return tuple(titles)


def _legend(reader: Reader, given: Sequence[LegendItem]) -> Legend | None:
    options = reader.options.within("plugins").within("legend")
    if not options.flag("display", default=reader.kind not in _NO_LEGEND):
        return None
    labels = options.within("labels")
    shapes = labels.flag("usePointStyle", default=False)
    items = list(given)
    if options.flag("reverse", default=False):
        items.reverse()
    style = text_style(labels)
    width = labels.maybe_number("boxWidth")
    position: Any = options.choice(("top", "bottom", "left", "right"), "position", default="top")
    align: Any = options.choice(("start", "center", "end"), "align", default="center")
    if width is None:
        width = style.size if shapes and reader.generation == 4 else 40.0
    if shapes:
        width = min(width, style.size)
    height = labels.number("boxHeight", default=style.size)
    return Legend(
        tuple(items),
        style,
        position,
        align,
        width,
        min(height, style.size) if shapes else height,
        labels.number("padding", default=10.0),
        shapes,
        _legend_title(options.within("title")),
    )


def _legend_title(options: Options) -> Title | None:
    if not options.flag("display", default=False):
        return None
    return Title(
        lines(options.raw("text")),
        text_style(options, colour=GREY),
        "top",
        "center",
        sides(options.raw("padding")),
    )


def _legend_item(dataset: Dataset, labels: Options) -> LegendItem:
    marked = dataset.kind == "line" and not dataset.line.show
    points = dataset.points
    fill = (
        points.fills if marked and labels.flag("usePointStyle", default=False) else dataset.fills
    )[0]
    shape = labels.raw("pointStyle")
    return LegendItem(
        dataset.label,
        fill,
        dataset.edges[0],
        dataset.edge_widths[0],
        dataset.line.dash if dataset.kind == "line" else (),
        point_style(shape)
        if isinstance(shape, str)
        else points.shapes[0]
        if dataset.kind == "line"
        else "rect",
    )
