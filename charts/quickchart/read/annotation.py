"""Lines, boxes and labels over a chart: chartjs-plugin-annotation, versions 0.5 to 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...colour import Colour
from ...diagnostics import Value, quoted
from ..axes import Scale
from ..chart import Annotation, Generation
from ..styles import Sides
from . import scales
from .literal import UNDEFINED
from .options import Options, number
from .style import GREY, dash, lines, sides, text_style

MAX_ANNOTATIONS = 100
_WHITE: Colour = (255, 255, 255, 255)
_BLACK: Colour = (0, 0, 0, 255)
_DARK: Colour = (0, 0, 0, 204)
_KINDS = ("line", "box", "label", "point", "ellipse", "polygon")
_POSITIONS = {"left": "start", "right": "end", "top": "start", "bottom": "end"}


def read(options: Options, axes: Sequence[Scale], generation: Generation) -> tuple[Annotation, ...]:
    """Return the annotations of a chart with these axes."""
    plugin = options.within("plugins").within("annotation")
    given = plugin.members.get("annotations", [])
    items: list[Any] = list(given.values()) if isinstance(given, dict) else given
    if not isinstance(items, list):
        return ()
    common = plugin.members.get("common")
    found = []
    for i, item in enumerate(items[:MAX_ANNOTATIONS]):
        if not isinstance(item, dict):
            continue
        members = {**common, **item} if isinstance(common, dict) else item
        own = Options(members, f"plugins.annotation.annotations[{i}]", options.diagnostics)
        if own.flag("display", default=True):
            found.append(_annotation(own, axes, generation))
    return tuple(found)


def _annotation(options: Options, axes: Sequence[Scale], generation: Generation) -> Annotation:
    kind: Any = options.choice(_KINDS, "type", default="line")
    if options.text("type") not in ("", kind):
        options.diagnostics.warn(
            f"{options.path}.type", f"is {quoted(options.text('type'))}, which is read as a line"
        )
    x_axis = scales.of(axes, "x", options.text("xScaleID"))
    y_axis = scales.of(axes, "y", options.text("yScaleID"))
    ends = {
        name: _end(options, name, axis)
        for name, axis in (("xMin", x_axis), ("xMax", x_axis), ("yMin", y_axis), ("yMax", y_axis))
    }
    for name, axis in (("xValue", x_axis), ("yValue", y_axis)):
        value = _end(options, name, axis)
        if value is not None:
            ends[f"{name[0]}Min"] = ends[f"{name[0]}Max"] = value
    name = options.text("scaleID")
    if name:
        # "x-axis-0" may also be said of a chart whose axes have names of their own.
        other = x_axis if name.startswith("x") else y_axis
        axis = next((a for a in axes if a.id == name), other)
        value, end = _end(options, "value", axis), _end(options, "endValue", axis)
        ends[f"{axis.axis}Min"] = value
        ends[f"{axis.axis}Max"] = value if end is None else end
        x_axis, y_axis = (axis, y_axis) if axis.axis == "x" else (x_axis, axis)
    label = options.within("label") if kind != "label" else options
    shown = label.flag("display", "enabled", default=kind == "label")
    text = label.raw("content")
    old = generation == 2
    style = text_style(
        label, bold=kind != "label",
        colour=_WHITE if kind == "line" else (0, 0, 0, 255),
    )  # fmt: skip
    position = label.raw("position")
    position_y = position
    if isinstance(position, dict):
        position, position_y = position.get("x", "center"), position.get("y", "center")
    background = label.read_colour("backgroundColor", label.raw("backgroundColor"))
    if background is None and kind == "line":
        background = _DARK
    radius = number(label.raw("borderRadius", "cornerRadius"))
    draw_time = options.text("drawTime", default="afterDatasetsDraw")
    return Annotation(
        kind,
        x_axis.id,
        y_axis.id,
        ends["xMin"],
        ends["xMax"],
        ends["yMin"],
        ends["yMax"],
        options.read_colour("backgroundColor", _or_grey(options.raw("backgroundColor"), kind, old))
        if kind != "line"
        else None,
        options.colour("borderColor", default=_BLACK if old else GREY)
        if kind != "label" or options.raw("borderColor") is not UNDEFINED
        else None,
        options.number(
            "borderWidth", default=1.0 if old else {"line": 2.0, "label": 0.0}.get(kind, 1.0)
        ),
        dash(options.raw("borderDash")),
        options.number("borderRadius") if kind == "box" else options.number("radius", default=10.0),
        lines(text) if shown and text is not UNDEFINED else (),
        style,
        _POSITIONS.get(str(position), str(position) if isinstance(position, str) else "center"),
        _POSITIONS.get(str(position_y), str(position_y)),
        background,
        (6.0 if kind == "line" else 0.0) if radius is None else radius,
        _padding(label),
        label.number("xAdjust"),
        label.number("yAdjust", default=0.0),
        label.number("rotation", default=options.number("rotation") if kind != "line" else 0.0),
        not draw_time.startswith("before") or old,
        options.flag("adjustScaleRange", default=True),
        int(min(max(options.number("sides", default=3.0), 3), 100)),
        kind == "line" and label.text("rotation") == "auto",
    )


def _or_grey(raw: Any, kind: str, old: bool) -> Any:
    """Return the colour that a config has, or that of shapes of version 4 that have none."""
    return "#666" if raw is UNDEFINED and kind != "label" and not old else raw


def _padding(label: Options) -> Sides:
    both = label.raw("xPadding"), label.raw("yPadding")
    x, y = (number(b) for b in both)
    default = sides(label.raw("padding"), Sides(6, 6, 6, 6))
    if x is not None or y is not None:
        across, down = 6.0 if x is None else x, 6.0 if y is None else y
        return Sides(down, across, down, across)
    return default


def _end(options: Options, name: str, axis: Scale) -> Value:
    raw = options.raw(name)
    return None if raw is UNDEFINED else scales.value(raw, axis)
