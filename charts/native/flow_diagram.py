"""A Sankey diagram: links as ribbons, nodes as bars, and names that cover neither each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.path import Path
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, one_line, width
from ..colour import Colour
from ..marks.bars import draw_bars
from ..marks.flows import Diagram, layout
from ..marks.free_labels import free
from ..marks.ribbons import draw_gradient, ribbon
from .chart import Chart
from .names import MAX_LINES, Named
from .number_text import choose
from .scale import LABEL_HEIGHT
from .shorten_names import shorten_names
from .sizes import base_size, text_font

if TYPE_CHECKING:
    from ..canvas.fonts import Font
    from ..words.sentences import Said
    from .kinds.sankey import SankeyPlot

_TEXT = 0.95  # of the base size
_ALPHA, _NEUTRAL = 105, 60  # of 255: of links
_MIN_THICKNESS = 0.8  # pixels, of a link; nodes are at least one high
_MAX_SIDE = 0.28  # of the width: the names at the left, and those at the right
_BESIDE = 0.45  # of the text size: between a node and its name
_MIN_NAMED = 9  # of the text size: the width of a diagram with names
_MARGIN = 0.15  # of the text size: free around a name
_PLATE = 130  # of 255: of the background, behind names on links
_MIN_NAME = 2.5  # of the text size: less says nothing


def draw(canvas: Canvas, chart: Chart, plot: SankeyPlot, box: Box) -> list[str]:
    """Draw links, nodes and their names; return what had no room."""
    font = text_font(chart, _TEXT)
    items = _items(chart, plot)
    named = box.width >= _MIN_NAMED * font.size and box.height >= 2 * font.size
    plot_box, gap = box, base_size(chart) / 2
    if named:
        margins = [
            min(longest, box.width * _MAX_SIDE) + font.size * _BESIDE
            for longest in _longest(plot, items, font)
        ]
        half = font.size * LABEL_HEIGHT / 2
        plot_box, gap = box.inset(margins[0], half, margins[1], half), font.size * LABEL_HEIGHT
    diagram = layout(
        plot.columns,
        plot.flows,
        plot_box,
        node_width=float(plot.node_width or round(base_size(chart))),
        gap=gap,
        sort=plot.sort,
    )
    _draw_links(canvas, chart, plot, diagram)
    nodes = [node._replace(height=max(1.0, node.height)) for node in diagram.nodes]
    draw_bars(canvas, zip(nodes, plot.colours, strict=True), snap=True)
    missing = len(nodes)
    if named:
        missing = _draw_names(canvas, chart, plot, nodes, items, plot_box, box, font, gap)
    return [f"links: {missing} of {len(nodes)} names had no room"] if missing else []


def _items(chart: Chart, plot: SankeyPlot) -> list[Named]:
    """Return the names of the nodes, and what flows through them if it is written."""
    texts = [""] * len(plot.names)
    if plot.value_labels:
        sums = [[0.0, 0.0] for _ in plot.names]
        for flow in plot.flows:
            sums[flow.source][0] += flow.value
            sums[flow.target][1] += flow.value
        write = choose(map(max, sums), chart.numbers)
        texts = [write(max(pair)) for pair in sums]
    return [Named(one_line(name), text, 0.0) for name, text in zip(plot.names, texts, strict=True)]


def _longest(plot: SankeyPlot, items: Sequence[Named], font: Font) -> tuple[float, float]:
    """Return how wide the names of the first column are, and those of the last one."""
    last = max(plot.columns)
    lengths = [width(f"{item.name} {item.number}".strip(), font) for item in items]
    first, second = (
        max((n for n, at in zip(lengths, plot.columns, strict=True) if at == end), default=0.0)
        for end in (0, last)
    )
    return first, second


def _draw_links(canvas: Canvas, chart: Chart, plot: SankeyPlot, diagram: Diagram) -> None:
    """Draw the links, the thickest ones first."""
    order = sorted(range(len(plot.flows)), key=lambda i: -plot.flows[i].value)
    for i in order:
        flow, link = plot.flows[i], diagram.links[i]
        source, target = (_pale(plot.colours[node]) for node in flow[:2])
        thickness = max(_MIN_THICKNESS, link.thickness)
        if plot.link_colours == "gradient" and source != target:
            draw_gradient(canvas, link.points, thickness, source, target)
            continue
        grey = (*chart.theme.quiet[:3], _NEUTRAL)
        colour = {"target": target, "neutral": grey}.get(plot.link_colours, source)
        canvas.path(ribbon(link.points, thickness), colour)


def _pale(colour: Colour) -> Colour:
    return (*colour[:3], colour[3] * _ALPHA // 255)


def _draw_names(
    canvas: Canvas,
    chart: Chart,
    plot: SankeyPlot,
    nodes: Sequence[Box],
    items: Sequence[Named],
    plot_box: Box,
    box: Box,
    font: Font,
    gap: float,
) -> int:
    """Draw the names: of the first column at its left, of others at their right.

    Those of larger nodes come first. Returns how many had no room.
    """
    last, line = max(plot.columns), font.size * LABEL_HEIGHT
    beside = font.size * _BESIDE
    pitch = (plot_box.width - nodes[0].width) / last
    limits = [
        plot_box.x - box.x - beside
        if not at
        else (box.right - plot_box.right if at == last else pitch - nodes[0].width - beside)
        - beside
        for at in plot.columns
    ]
    items = [item._replace(limit=limit + 0.01) for item, limit in zip(items, limits, strict=True)]
    rows = [max(1, min(MAX_LINES, int((node.height + gap) / line))) for node in nodes]

    def fits(i: int, text: str) -> bool:
        room = text == items[i].name or limits[i] >= _MIN_NAME * font.size
        return room and items[i].fits(text, font, rows[i])

    texts = shorten_names([item.name for item in items], fits)
    order = sorted(range(len(nodes)), key=lambda i: -nodes[i].height)
    lines = [items[i].lines(texts[i], font, rows[i]) if texts[i] else [] for i in order]
    labels = [
        _label(nodes[i], text, font, at_left=not plot.columns[i])
        for i, text in zip(order, lines, strict=True)
    ]
    margin = font.size * _MARGIN
    plates = [label and label.inset(-margin, -margin, -margin, -margin) for label in labels]
    shown = free(plates, [nodes[i] for i in order])
    background = chart.theme.background
    for n in shown:
        label, plate, at = labels[n], plates[n], plot.columns[order[n]]
        if not label or not plate:
            continue
        if 0 < at < last:
            canvas.path(Path.rectangle(*plate), (*background[:3], background[3] * _PLATE // 255))
        for k, text in enumerate(lines[n]):
            x, y = label.x if at else label.right, label.y + font.size * CAP_HEIGHT + k * line
            canvas.text(x, y, text, font, chart.theme.text, anchor=0.0 if at else 1.0)
    return len(nodes) - len(shown)


def _label(node: Box, lines: Sequence[str], font: Font, *, at_left: bool) -> Box | None:
    """Return the place of a name beside its node; None for no name."""
    if not lines:
        return None
    length = max(width(text, font) for text in lines)
    height = font.size * (CAP_HEIGHT + (len(lines) - 1) * LABEL_HEIGHT)
    beside = font.size * _BESIDE
    x = node.x - beside - length if at_left else node.right + beside
    return Box(x, node.y + (node.height - height) / 2, length, height)


def say(chart: Chart, plot: SankeyPlot) -> Said:
    """Return what is said of flows: how many there are, and the largest."""
    from ..words import flows
    from .describe import writer

    names = plot.names
    told = [flows.Flow(names[flow.source], names[flow.target], flow.value) for flow in plot.flows]
    return flows.say(told, len(names), writer(chart.numbers))
