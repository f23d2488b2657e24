"""Sankey diagrams of a config (chartjs-chart-sankey)."""

from __future__ import annotations

import re
from typing import Any

from api.errors import ParameterError

from ...colour import Colour
from ...diagnostics import ChartError
from ..diagrams import Flow, FlowNode, SankeyPlot
from ..styles import plain_colour
from . import literal
from .literal import Code, LiteralError
from .options import Options, number, text
from .reader import Reader
from .style import lines, paints, text_style

MAX_NODES = 300
MAX_FLOWS = 1000
_FROM: Colour = (255, 0, 0, 255)
_TO: Colour = (0, 128, 0, 255)  # the CSS colours red and green, which the plugin has
_BLACK: Colour = (0, 0, 0, 255)
_MAP = re.compile(r"\(?(\{[^{}]*\})\)?\s*\[")


def read(reader: Reader) -> SankeyPlot:
    """Return the diagram. Raises ChartError if it is too large."""
    dataset = (
        reader.datasets[0] if reader.datasets else Options({}, "datasets[0]", reader.diagnostics)
    )
    items = _flows(dataset)
    if len(items) > MAX_FLOWS:
        raise _too_many(f"has {len(items):,} flows", f"at most {MAX_FLOWS:,}")
    names = list(dict.fromkeys(name for a, b, _ in items for name in (a, b)))
    if len(names) > MAX_NODES:
        raise _too_many(f"has {len(names):,} nodes", f"at most {MAX_NODES}")
    numbers = {name: i for i, name in enumerate(names)}
    froms = _colours(reader, dataset, "colorFrom", [a for a, _, _ in items], names, _FROM)
    tos = _colours(reader, dataset, "colorTo", [b for _, b, _ in items], names, _TO)
    flows = tuple(
        Flow(numbers[a], numbers[b], value, froms[i], tos[i])
        for i, (a, b, value) in enumerate(items)
    )
    size: Any = dataset.choice(("max", "min"), "size", default="max")
    mode: Any = dataset.choice(("gradient", "from", "to"), "colorMode", default="gradient")
    edge = dataset.colour("borderColor", default=_BLACK)
    padding = dataset.maybe_number("padding")
    return SankeyPlot(
        _nodes(dataset, names),
        flows,
        text_style(dataset, colour=_BLACK),
        mode,
        min(max(dataset.number("alpha", default=0.5), 0.0), 1.0),
        size,
        bool(dataset.within("priority").members),
        dataset.text("modeX", default="edge") == "edge",
        edge,
        min(max(dataset.number("borderWidth", default=1.0), 0.0), 100.0),
        min(max(dataset.number("nodeWidth", default=10.0), 0.0), 1000.0),
        min(max(dataset.number("nodePadding", default=10.0), 0.0), 1000.0),
        dataset.within("nodeLabels").number("padding", default=4.0),
        padding,
    )


def _too_many(detail: str, allowed: str) -> ChartError:
    return ChartError([ParameterError("data", detail, allowed)])


def _flows(dataset: Options) -> list[tuple[str, str, float]]:
    """Return the flows that are above 0: from, to, how much."""
    parsing = dataset.within("parsing")
    keys = [parsing.text(name, default=name) for name in ("from", "to", "flow")]
    items: list[tuple[str, str, float]] = []
    data = dataset.raw("data")
    for item in data if isinstance(data, list) else []:
        if isinstance(item, dict):
            parts = [item.get(keys[0]), item.get(keys[1]), item.get(keys[2])]
        elif isinstance(item, list) and len(item) == 3:
            parts = item
        else:
            continue
        value = number(parts[2])
        source, target = text(parts[0]), text(parts[1])
        if value is not None and value > 0 and source and target:
            items.append((source, target, value))
    return items


def _nodes(dataset: Options, names: list[str]) -> tuple[FlowNode, ...]:
    labels, columns, priorities = (
        dataset.within(name) for name in ("labels", "column", "priority")
    )
    nodes = []
    for name in names:
        label = labels.members.get(name, name)
        column = columns.maybe_number(name)
        nodes.append(
            FlowNode(
                lines(label if isinstance(label, list) else text(label) or name),
                None if column is None else min(max(column, 0.0), float(MAX_NODES)),
                priorities.number(name),
            )
        )
    return tuple(nodes)


def _colours(
    reader: Reader, dataset: Options, name: str, ends: list[str], names: list[str], default: Colour
) -> list[Colour]:
    """Return the colour of each flow at one end.

    Of functions those are known that look up the name of a node in an object; of another, each
    node has a colour of its own.
    """
    raw = dataset.members.get(name)
    if isinstance(raw, Code):
        palette = reader.palette
        own = {node: palette[i % len(palette)] for i, node in enumerate(names)}
        own |= _looked_up(raw, dataset)
        return [own[end] for end in ends]
    read = [plain_colour(paint) for paint in paints(dataset, name)] or [default]
    return [read[i % len(read)] for i in range(len(ends))]


def _looked_up(code: Code, dataset: Options) -> dict[str, Colour]:
    """Return the colours of an object in a function, by the names of nodes."""
    match = _MAP.search(code.text)
    try:
        members = literal.read(match[1]) if match else {}
    except LiteralError:
        return {}
    if not isinstance(members, dict):
        return {}
    read = {name: dataset.read_colour("colorFrom", value) for name, value in members.items()}
    return {name: colour for name, colour in read.items() if colour}


def knows(code: Code) -> bool:
    """Return whether a function looks up a colour in an object."""
    return _MAP.search(code.text) is not None
