"""Configs of Chart.js 2, 3 and 4 in the shape of version 4, and which version one is written for.

Members that version 2 has elsewhere or by another name are moved; where both are there, that of
version 4 wins. Nothing is filled in, and what is not known stays where it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..chart import Generation

Members = dict[str, Any]

_FONT = {"fontSize": "size", "fontFamily": "family", "lineHeight": "lineHeight"}
_OLD_OPTIONS = (
    "legend", "title", "tooltips", "cutoutPercentage", "scale", "annotation", "defaultFontColor",
)  # fmt: skip
_HORIZONTAL = {
    "horizontalBar": "bar", "horizontalBoxplot": "boxplot", "horizontalViolin": "violin",
}  # fmt: skip
_OLD_TYPES = frozenset((*_HORIZONTAL, "outlabeledPie", "outlabeledDoughnut"))
_NEW_TYPES = frozenset(
    ("candlestick", "ohlc", "financial", "matrix", "funnel", "treemap", "sankey")
)
_RADIAL = ("radar", "polarArea")
_NEW_PLUGINS = ("annotation", "legend", "subtitle", "title", "tooltip")


def normalize(config: Members, version: str) -> tuple[Members, Generation]:
    """Return the config in the shape of version 4, and the version whose defaults apply.

    ``version`` is that of the request, "" if it names none: then the style of the config decides.
    """
    data = config.get("data")
    data = {"datasets": data} if isinstance(data, list) else data if isinstance(data, dict) else {}
    options = config.get("options")
    options = dict(options) if isinstance(options, dict) else {}
    if isinstance(data.get("options"), dict):  # as people write by mistake
        options = merged(data["options"], options)
    for name in ("title", "legend", "scales", "plugins"):
        if name not in options and isinstance(config.get(name), dict):
            options[name] = config[name]
    kind = config.get("type")
    generation = _generation(kind, options, version)
    datasets = _datasets(data)
    if generation == 4:
        datasets = [_parsed(dataset, options) for dataset in datasets]
    options = _options(options, generation, kind, datasets)
    upright = _HORIZONTAL.get(kind) if isinstance(kind, str) else None
    horizontal = upright is not None
    if horizontal:
        kind, options = upright, {"indexAxis": "y", **options}
    return {
        "type": kind,
        "data": {**data, "datasets": datasets},
        "options": options,
        "horizontal": horizontal,
    }, generation


def _generation(kind: Any, options: Members, version: str) -> Generation:
    if version:
        return 2 if version.lstrip("vV").startswith(("1", "2")) else 4
    scales = options.get("scales")
    scales = scales if isinstance(scales, dict) else {}
    if (
        (isinstance(kind, str) and kind in _OLD_TYPES)
        or any(name in options for name in _OLD_OPTIONS)
        or any(name in scales for name in ("xAxes", "yAxes"))
    ):
        return 2
    if isinstance(kind, str) and kind in _NEW_TYPES:
        return 4
    plugins = options.get("plugins")
    plugins = plugins if isinstance(plugins, dict) else {}
    new = any(name in plugins for name in _NEW_PLUGINS) or bool(scales)
    return 4 if new or "indexAxis" in options or "cutout" in options else 2


def merged(first: Members, second: Members) -> Members:
    """Return the members of both, deep; those of the second win."""
    both = dict(first)
    for name, value in second.items():
        before = both.get(name)
        if isinstance(before, dict) and isinstance(value, dict):
            value = merged(before, value)
        both[name] = value
    return both


def _renamed(members: Any, names: Mapping[str, str]) -> Members:
    """Return an object with members by their new names, where they are not there already."""
    if not isinstance(members, dict):
        return {}
    moved = {new: members[old] for old, new in names.items() if old in members}
    return {**moved, **members}


def _text(members: Any) -> Members:
    """Return an object whose font and colour are in ``font`` and ``color``."""
    if not isinstance(members, dict):
        return {}
    font = {new: members[old] for old, new in _FONT.items() if old in members}
    style = members.get("fontStyle")
    if isinstance(style, str):
        font |= {"weight": "bold"} if "bold" in style else {"weight": "normal"}
        font |= {"style": "italic"} if "italic" in style or "oblique" in style else {}
    own = members.get("font")
    moved = _renamed(members, {"fontColor": "color"})
    if font or isinstance(own, dict):
        moved["font"] = font | (own if isinstance(own, dict) else {})
    return moved


def _ids(datasets: list[Members]) -> dict[str, str]:
    """Return the axes that datasets say are of one direction."""
    return {
        d[name]: axis
        for d in datasets
        for name, axis in (("xAxisID", "x"), ("yAxisID", "y"))
        if isinstance(d.get(name), str)
    }


def _options(
    options: Members, generation: Generation, kind: Any, datasets: list[Members]
) -> Members:
    """Return options in the shape of version 4."""
    plugins = options.get("plugins")
    plugins = dict(plugins) if isinstance(plugins, dict) else {}
    for name in ("title", "legend", "annotation", "subtitle"):
        old, new = options.get(name), plugins.get(name)
        if new is None and old is not None:
            plugins[name] = new = old
        elif isinstance(old, dict) and isinstance(new, dict):
            plugins[name] = new = merged(old, new)
        if isinstance(new, bool):
            plugins[name] = {"display": new}
        elif isinstance(new, str | list) and name != "annotation":
            plugins[name] = {"display": True, "text": new}
    plugins["title"] = _text(plugins.get("title"))
    plugins["subtitle"] = _text(plugins.get("subtitle"))
    legend = _text(plugins.get("legend"))
    labels = _text(legend.get("labels"))
    if isinstance(legend.get("font"), dict):
        labels["font"] = legend["font"] | labels.get("font", {})
    plugins["legend"] = {**legend, "labels": labels}
    scales = _scales(options, _ids(datasets), radial=kind in _RADIAL)
    moved = {**options, "plugins": plugins}
    if scales or "scales" in options:
        moved["scales"] = scales
    if "cutout" not in moved and "cutoutPercentage" in moved:
        moved["cutout"] = f"{moved['cutoutPercentage']}%"
    for name, start in (("rotation", 90), ("circumference", 0)):
        value = moved.get(name)
        if (
            generation == 2 and isinstance(value, int | float) and abs(value) <= 2 * math.pi + 1e-9
        ):  # radians, of which 0 is 3 o'clock
            moved[name] = math.degrees(value) + start
    return moved


def _scales(options: Members, ids: Mapping[str, str], *, radial: bool) -> Members:
    """Return the scales by their names; each has its ``axis``."""
    given = options.get("scales")
    given = given if isinstance(given, dict) else {}
    scales: Members = {}
    for old, axis in (("xAxes", "x"), ("yAxes", "y")):
        axes = given.get(old)
        axes = [axes] if isinstance(axes, dict) else axes if isinstance(axes, list) else []
        for index, scale in enumerate(axes):
            if isinstance(scale, dict):
                name = str(scale.get("id") or f"{axis}-axis-{index}")
                scales[name] = {"axis": axis, **_scale(scale)}
    for name, scale in given.items():
        if name in ("xAxes", "yAxes") or not isinstance(scale, dict):
            continue
        guess = _axis_of(name, scale, ids, radial=radial)
        scales[name] = merged(scales.get(name, {}), {"axis": guess, **_scale(scale)})
    single = options.get("scale")
    if isinstance(single, dict):
        scales["r"] = merged({"axis": "r", **_scale(single)}, scales.get("r", {}))
    return scales


def _axis_of(name: str, scale: Members, ids: Mapping[str, str], *, radial: bool) -> str:
    """Return the axis of a scale: by its name, its position, its first letter, or its datasets."""
    known = ("x", "y", "r") if radial else ("x", "y")
    if name in known:
        return name
    position = scale.get("position")
    if position in ("top", "bottom"):
        return "x"
    if position in ("left", "right"):
        return "y"
    first = name[:1].lower()
    return first if first in known else ids.get(name, "y")


def _scale(scale: Members) -> Members:
    """Return a scale in the shape of version 4; what only version 2 has keeps its name."""
    ticks = _text(scale.get("ticks"))
    grid = scale.get("grid")
    if not isinstance(grid, dict):
        grid = _renamed(
            scale.get("gridLines"), {"tickMarkLength": "tickLength", "offsetGridLines": "offset"}
        )
        if scale.get("gridLines") is False or scale.get("grid") is False:
            grid = {"display": False}
    title = scale.get("title")
    if not isinstance(title, dict):
        title = _renamed(scale.get("scaleLabel"), {"labelString": "text"})
    moved = {**scale, "ticks": ticks, "grid": grid, "title": _text(title)}
    for name in ("min", "max", "suggestedMin", "suggestedMax", "beginAtZero", "reverse"):
        if name not in moved and name in ticks:
            moved[name] = ticks[name]
    moved["pointLabels"] = _text(scale.get("pointLabels"))
    if "userCallback" in ticks:
        ticks.setdefault("callback", ticks["userCallback"])
    return moved


def _datasets(data: Members) -> list[Members]:
    given = data.get("datasets", data.get("dataset", data.get("series")))
    given = [given] if isinstance(given, dict) else given if isinstance(given, list) else []
    if not given and isinstance(data.get("data"), list):
        given = [{"data": data["data"], "label": data.get("label", "")}]
    datasets = [
        d if isinstance(d, dict) else {"data": d} for d in given if isinstance(d, dict | list)
    ]
    return [_renamed(d, {"lineTension": "tension", "steppedLine": "stepped"}) for d in datasets]


_MAX_DEPTH = 10
"""How many objects the path of a key may lead through."""


def _parsed(dataset: Members, options: Members) -> Members:
    """Return a dataset of version 3 or 4, with ``x`` and ``y`` as ``parsing`` names them."""
    general, own = options.get("parsing"), dataset.get("parsing")
    keys = {
        name: key
        for parsing in (general, own)
        if isinstance(parsing, dict)
        for name, key in parsing.items()
        if isinstance(key, str)
    }
    data = dataset.get("data")
    if not keys or not isinstance(data, list):
        return dataset
    names = {"xAxisKey": "x", "yAxisKey": "y", "key": "value"}
    paths = [(names[name], key) for name, key in keys.items() if name in names]
    points = [
        {**item, **{name: _member(item, key) for name, key in paths}}
        if isinstance(item, dict)
        else item
        for item in data
    ]
    return {**dataset, "data": points}


def _member(item: Any, path: str) -> Any:
    """Return a member by its path, such as ``nested.value``; None if there is none."""
    if isinstance(item, dict) and path in item:
        return item[path]
    for name in path.split(".")[:_MAX_DEPTH]:
        item = item.get(name) if isinstance(item, dict) else None
    return item
