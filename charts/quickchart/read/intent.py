"""What the author of a config probably meant where it is written in an unusual place or way.

Such a config is drawn as meant; these remarks say how it was understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from api import suggest

from ...diagnostics import Diagnostics, quoted
from ..chart import Generation
from . import config as reading
from . import names
from .literal import UNDEFINED, Code
from .normalize import normalize
from .options import number

_OF_THE_REQUEST: Final = (
    "width", "height", "backgroundColor", "devicePixelRatio", "format", "version",
)  # fmt: skip


def report(config: Mapping[str, Any], version: str, diagnostics: Diagnostics) -> None:
    """Report what a config is likely to mean, and the names in it that have no effect."""
    _report_places(config, diagnostics)
    _report_version(config, version, diagnostics)
    _report_types(config, diagnostics)
    _report_values(config, version, diagnostics)
    rest = {name: value for name, value in config.items() if name not in _OF_THE_REQUEST}
    names.report(rest, diagnostics)


def _report_places(config: Mapping[str, Any], diagnostics: Diagnostics) -> None:
    data = config.get("data")
    if isinstance(data, list):
        diagnostics.warn("data", "is a list, which is read as the datasets")
    elif isinstance(data, dict):
        if "datasets" not in data:
            for name in ("dataset", "series", "data"):
                if name in data:
                    diagnostics.warn(f"data.{name}", "is read as `datasets`")
                    break
            else:
                diagnostics.warn("data.datasets", "is missing: nothing but the frame is drawn")
        elif isinstance(data["datasets"], dict):
            diagnostics.warn("data.datasets", "is read as a list of one dataset")
        if isinstance(data.get("options"), dict):
            diagnostics.warn("data.options", "is read as `options`, which stands beside `data`")
    for name in ("title", "legend", "scales", "plugins"):
        if isinstance(config.get(name), dict):
            diagnostics.warn(name, f"is read as `options.{name}`")
    options = config.get("options")
    for name in ("title", "legend"):
        for path, members in (("options", options), ("options.plugins", _within(options))):
            value = members.get(name) if isinstance(members, dict) else None
            if isinstance(value, bool):
                shown = "true" if value else "false"
                diagnostics.warn(f"{path}.{name}", f"is read as {{display: {shown}}}")
    for name in _OF_THE_REQUEST:
        if name in config:
            diagnostics.ignore(name, "is a parameter of the request: write it beside the config")


def _within(options: Any) -> Any:
    return options.get("plugins") if isinstance(options, dict) else None


def _report_version(config: Mapping[str, Any], version: str, diagnostics: Diagnostics) -> None:
    """Report a config whose style is of another version than the request's."""
    style: Generation = normalize(dict(config), "")[1]
    if not version and style == 4:
        diagnostics.warn(
            "version", "is not given, and the config is written for Chart.js 3 or 4: it is read so."
            " QuickChart itself takes version 2.9.4 and ignores what only later ones have",
        )  # fmt: skip
    elif version and normalize(dict(config), version)[1] != style and config.get("options"):
        other = "2" if style == 2 else "3 or 4"
        diagnostics.warn(
            "version", f"is {quoted(version)}, and parts are written for Chart.js {other}:"
            " options of all versions are read, defaults are those of the version",
        )  # fmt: skip


def _report_types(config: Mapping[str, Any], diagnostics: Diagnostics) -> None:
    kind = config.get("type")
    if isinstance(kind, str) and kind not in reading.TYPES:
        hint = suggest.did_you_mean(kind, reading.TYPES)
        if hint:
            diagnostics.warn("type", f"is {quoted(kind)}{hint}")
    data, _ = normalize(dict(config), "")
    for i, dataset in enumerate(data["data"]["datasets"][:100]):
        own = dataset.get("type")
        if own is not None and own is not UNDEFINED and own not in reading.TYPES:
            hint = suggest.did_you_mean(str(own), reading.TYPES)
            diagnostics.warn(
                f"data.datasets[{i}].type", f"is {quoted(own)}, which is unknown{hint};"
                " the type of the chart is drawn",
            )  # fmt: skip


def _report_values(config: Mapping[str, Any], version: str, diagnostics: Diagnostics) -> None:
    """Report values that are no numbers: gaps."""
    members, _ = normalize(dict(config), version)
    scales = members["options"].get("scales")
    kinds = [s.get("type") for s in scales.values()] if isinstance(scales, dict) else []
    if any(kind in ("time", "timeseries", "category") for kind in kinds):
        return
    for i, dataset in enumerate(members["data"]["datasets"][:100]):
        data = dataset.get("data")
        for j, value in enumerate(data[:1000] if isinstance(data, list) else ()):
            wrong = isinstance(value, str) and value.strip() and number(value) is None
            if wrong or isinstance(value, Code):
                text = value.text if isinstance(value, Code) else value
                diagnostics.warn(f"data.datasets[{i}].data[{j}]",
                                 f"is {quoted(text)}, which is not a number: a gap")  # fmt: skip
                break
