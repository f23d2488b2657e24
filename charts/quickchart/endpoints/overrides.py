"""What a query replaces in a chart: ``title``, ``labels``, ``data1``, ``label1`` and so on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from api import ascii_text

from ..read import colours, literal
from ..read import request as reading
from ..read.normalize import normalize
from . import link

_MAX_DATASETS: Final = 100
_NUMBERED = re.compile("(data|label|backgroundcolor|bordercolor)([1-9][0-9]{0,2})").fullmatch
_MEMBERS: Final = {
    "data": "data", "label": "label", "backgroundcolor": "backgroundColor",
    "bordercolor": "borderColor",
}  # fmt: skip
MEANINGS: Final = {
    "title": "the title of the chart",
    "labels": "the names of the values, separated by commas",
    "data1": "the values of the first dataset, separated by commas; `data2` those of the second",
    "label1": "the name of the first dataset, and so on",
    "backgroundColor1": "the colour of the first dataset, or of its values, separated by commas",
    "borderColor1": "the colour of its lines",
}
"""What each replaces, for the documentation."""


def is_override(name: str) -> bool:
    """Return whether a parameter of a query replaces a part of a chart."""
    lower = ascii_text.lower(name)
    return lower in ("title", "labels") or _NUMBERED(lower) is not None


def of_link(payload: str, query: Mapping[str, str]) -> dict[str, Any]:
    """Return the parameters of a link with those of its query. Raises ChartError.

    Of two names of one parameter that of the query counts; the config is always the link's.
    """
    query = {name: text for name, text in query.items() if name not in ("c", "chart")}
    changes = {name: text for name, text in query.items() if is_override(name)}
    packed = link.unpack(payload)
    parameters = {**query, **{k: v for k, v in packed.items() if k not in query}}
    version = str(reading.known(parameters).get("version", ""))
    parameters["chart"] = apply(packed["chart"], version, changes)
    return parameters


def apply(config: Any, version: str, overrides: Mapping[str, str]) -> Any:
    """Return a config with parts replaced; as it is, if it cannot be read.

    ``config`` is text or data; ``version`` is that of the request.
    """
    if not overrides:
        return config
    if isinstance(config, str):
        try:
            config = literal.read(config)
            if isinstance(config, str):  # a config in quotes
                config = literal.read(config)
        except literal.LiteralError:
            return config
    if not isinstance(config, dict):
        return config
    if isinstance(config.get("chart"), dict) and "data" not in config:  # a whole request
        return {**config, "chart": apply(config["chart"], version, overrides)}
    data = config.get("data")
    data = dict(data) if isinstance(data, dict) else {}
    datasets = data.get("datasets")
    datasets = list(datasets) if isinstance(datasets, list) else []
    changed = {**config, "data": {**data, "datasets": datasets}}
    for name, value in overrides.items():
        lower = ascii_text.lower(name)
        if lower == "title":
            changed["options"] = _titled(config, version, value)
        elif lower == "labels":
            changed["data"]["labels"] = value.split(",")
        elif match := _NUMBERED(lower):
            _replace(datasets, int(match[2]), match[1], value)
    return changed


def _replace(datasets: list[Any], number: int, what: str, value: str) -> None:
    """Replace a member of a dataset; a dataset that is not there is added."""
    if number > _MAX_DATASETS:
        return
    datasets += [{} for _ in range(number - len(datasets))]
    old = datasets[number - 1]
    datasets[number - 1] = new = dict(old) if isinstance(old, dict) else {}
    if what == "data":
        new["data"] = [_value(part) for part in value.strip().strip("[]").split(",")]
    elif what == "label":
        new["label"] = value
    else:
        parts = colours.separated(value)
        new[_MEMBERS[what]] = parts if len(parts) > 1 else parts[0]


def _value(part: str) -> float | str | None:
    part = part.strip()
    try:
        number = float(part or "nan")
    except ValueError:
        return None if part == "null" else part
    return number if math.isfinite(number) else None


def _titled(config: dict[str, Any], version: str, title: str) -> dict[str, Any]:
    """Return the options of a config with a title, where its version of Chart.js has it."""
    options = config.get("options")
    options = dict(options) if isinstance(options, dict) else {}
    _, generation = normalize(config, version)
    plugins = options.get("plugins")
    plugins = plugins if isinstance(plugins, dict) else {}
    if generation == 2 and "title" not in plugins:
        return {**options, "title": {**_members(options), "display": True, "text": title}}
    new = {**_members(plugins), "display": True, "text": title}
    return {**options, "plugins": {**plugins, "title": new}}


def _members(options: Mapping[str, Any]) -> dict[str, Any]:
    title = options.get("title")
    return title if isinstance(title, dict) else {}
