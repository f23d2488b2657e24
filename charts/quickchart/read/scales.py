"""The axes of a config: which there are, and what it says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from api.named_tuple import NamedTuple

from ...diagnostics import Value
from ..axes import Scale
from ..chart import Generation
from ..labels import LabelRule
from . import scale_parts, times
from .literal import UNDEFINED
from .normalize import Members, merged
from .options import Options, number, text
from .style import dash, lines

_BARS = ("bar", "boxplot", "violin", "funnel")
"""Types of datasets that have a part of an axis for each value."""


_KINDS = ("linear", "logarithmic", "category", "time", "timeseries")


class Use(NamedTuple):
    """What the datasets want of the axes."""

    kind: str
    """The type of the chart."""
    index_axis: Literal["x", "y"]
    dataset_kinds: tuple[str, ...]
    axes: tuple[tuple[str, str], ...]
    """The ids of the axes of each dataset; "" for none."""
    names: tuple[tuple[str, ...], ...]
    horizontal_bar: bool
    point_names: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType({})
    """Of each axis: the names at which points stand, where they are texts."""
    tick_rule: LabelRule | None = None
    """How the numbers of all axes are written (``plugins.tickFormat``)."""
    locale: str = ""


def names(labels: Sequence[Any]) -> tuple[tuple[str, ...], ...]:
    """Return the labels of a chart, each as its lines."""
    return tuple(
        tuple(map(text, label)) if isinstance(label, list) else lines(_plain(label))
        for label in labels
    )


def _plain(label: Any) -> str:
    return times.written(label) if times.is_date(label) else text(label)


def of(scales: Sequence[Scale], axis: str, name: str) -> Scale:
    """Return the axis of an id, else the first one of this direction."""
    same = [scale for scale in scales if scale.axis == axis]
    return next((scale for scale in same if scale.id == name), same[0])


def value(raw: Any, scale: Scale) -> Value:
    """Return a value on an axis: a number, a time in milliseconds or the index of a name."""
    if scale.kind in ("time", "timeseries"):
        return times.milliseconds(raw, scale.time.parser)
    if times.is_date(raw):
        return times.milliseconds(raw, "")
    if scale.kind != "category":
        return 0.0 if isinstance(raw, str) and not raw.strip() else number(raw)
    wanted = (text(raw),)
    if wanted in scale.names:
        return float(scale.names.index(wanted))
    return number(raw)


def read(options: Options, generation: Generation, use: Use) -> tuple[Scale, ...]:
    """Return the axes, at least one in each direction, in the order of the config."""
    given = options.within("scales")
    found: list[tuple[str, str, Options]] = []
    for name, scale in given.items():
        axis = scale.text("axis")
        if axis in ("x", "y"):
            found.append((name, axis, scale))
    empty = generation == 4 and not use.dataset_kinds and use.kind != "progressBar"
    for i, axis in enumerate(("x", "y")):
        # Version 4 has the usual axis besides others where a dataset names none.
        usual = generation == 4 and any(not ids[i] for ids in use.axes)
        usual = usual and not any(name == axis for name, _, _ in found)
        if (usual or not any(a == axis for _, a, _ in found)) and not empty:
            default: dict[str, Any] = {}
            if generation == 2 and axis != use.index_axis and "scales" not in options.members:
                default["beginAtZero"] = use.kind in ("bar", "line") and not use.horizontal_bar
            name = f"{axis}-axis-0" if generation == 2 else axis
            found.append((name, axis, Options(default, f"scales.{axis}", options.diagnostics)))
    for ids in use.axes:
        for axis, name in zip(("x", "y"), ids, strict=True):
            if name and not any(n == name and a == axis for n, a, _ in found) and generation == 4:
                found.append((name, axis, Options({}, f"scales.{name}", options.diagnostics)))
    return tuple(
        one(name, axis, _with_defaults(axis, scale, use), generation, use)
        for name, axis, scale in found
    )


_TYPE_DEFAULTS: dict[str, tuple[Members, Members]] = {
    "candlestick": ({
        "type": "timeseries", "offset": True,
        "ticks": {"maxRotation": 0, "autoSkipPadding": 75, "major": {"enabled": True}},
    }, {}),
    "matrix": ({"type": "linear", "offset": True}, {"reverse": True}),
    "funnel": (
        {"display": False, "grid": {"display": False}},
        {"display": False, "beginAtZero": False, "grid": {"display": False}},
    ),
}  # fmt: skip
"""What types of charts say of the axis of their index, and of the other one."""


_TYPE_DEFAULTS["ohlc"] = _TYPE_DEFAULTS["candlestick"]


def _with_defaults(axis: str, options: Options, use: Use) -> Options:
    """Return the options of an axis with those of the type of the chart below them."""
    defaults = _TYPE_DEFAULTS.get(use.kind)
    if defaults is None:
        return options
    below = defaults[0 if axis == use.index_axis else 1]
    return Options(merged(below, dict(options.members)), options.path, options.diagnostics)


def one(name: str, axis: Any, options: Options, generation: Generation, use: Use) -> Scale:
    """Return one axis."""
    index = axis == use.index_axis
    numeric = use.kind in ("scatter", "bubble")
    kind: Any = options.choice(
        _KINDS, "type", default="linear" if numeric or not index else "category"
    )
    bars = use.kind in _BARS and axis != "r" and (generation == 2 or bool(options.members))
    bars = bars or (generation == 4 and axis != "r" and _has_bars(name, axis, use))
    position: Any = options.choice(
        ("top", "bottom", "left", "right", "center"),
        "position",
        default="bottom" if axis == "x" else "left",
    )
    offset = options.flag(
        "offset", default=bars and index and (kind == "category" or generation == 4)
    )
    time = scale_parts.read_time(options)
    if use.kind == "matrix" and kind == "linear" and axis in use.point_names:
        kind = "category"
    own = options.raw("labels")
    known = names(own) if isinstance(own, list) else use.names or use.point_names.get(axis, ())
    shell = Scale(
        name,
        axis,
        kind,
        position,
        scale_parts.read_ticks(options, generation),
        names=known,
        time=time,
    )
    if kind in ("time", "timeseries"):
        skip = options.within("ticks").flag("autoSkip", default=generation == 4)
        shell = shell._replace(ticks=shell.ticks._replace(auto_skip=skip))
    if kind == "time" and options.text("distribution") == "series":  # of version 2
        shell = shell._replace(kind="timeseries", time=time._replace(of_data=True))
    if shell.ticks.label is None and kind in ("linear", "logarithmic"):
        rule = use.tick_rule or scale_parts.read_number_format(
            options.within("ticks").within("format"), use.locale
        )
        shell = shell._replace(ticks=shell.ticks._replace(label=rule))
    stacked = options.raw("stacked")
    grid = scale_parts.read_grid(options.within("grid"), generation)
    if generation == 4 and not grid.dash:
        grid = grid._replace(dash=dash(options.within("border").raw("dash")))
    offset_grid = options.within("grid").flag("offset", default=bars and index and offset)
    return shell._replace(
        display=options.flag("display", default=True),
        minimum=_end(options, "min", shell),
        maximum=_end(options, "max", shell),
        suggested_min=_end(options, "suggestedMin", shell),
        suggested_max=_end(options, "suggestedMax", shell),
        begin_at_zero=options.flag("beginAtZero", default=bars and not index and generation == 4),
        grace=_grace(options.raw("grace")),
        stacked=None if stacked is UNDEFINED else options.flag("stacked", default=False),
        offset=offset,
        reverse=options.flag("reverse", default=False),
        grid=grid._replace(offset=offset_grid),
        border=scale_parts.read_border(options, generation, grid),
        title=scale_parts.read_title(options.within("title")),
        weight=int(options.number("weight")),
        at=_at(options.raw("position")) if generation == 4 else None,
        background=options.read_colour("backgroundColor", options.raw("backgroundColor")),
    )


def _at(position: Any) -> tuple[str, Value] | None:
    """Return the axis and the value at which an axis stands, None for one at a side."""
    if position == "center":
        return "", None
    if isinstance(position, dict) and position:
        name, raw = next(iter(position.items()))
        return name, number(raw) or 0.0
    return None


def _has_bars(name: str, axis: str, use: Use) -> bool:
    """Return whether a dataset of bars is on an axis."""
    which = "xy".index(axis)
    return any(
        kind in _BARS and (ids[which] or axis) == name
        for kind, ids in zip(use.dataset_kinds, use.axes, strict=True)
    )


def _end(options: Options, name: str, scale: Scale) -> Value:
    raw = options.raw(name)
    if raw is UNDEFINED and scale.kind in ("time", "timeseries"):
        raw = options.within("time").raw(name)
    return None if raw is UNDEFINED else value(raw, scale)


def _grace(raw: Any) -> float:
    if isinstance(raw, str) and raw.strip().endswith("%"):
        return (number(raw.strip().removesuffix("%")) or 0.0) / 100
    return number(raw) or 0.0
