"""Sankey diagrams: nodes, the flows between them, and labels."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ...canvas.box import Box
from ...canvas.path import CLOSE, LINE, MOVE, Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ..diagrams import Flow, SankeyPlot
from . import sankey_layout, text

_SAMPLES = 48  # of a curve
_MAX_STEPS = 48  # of colours along a flow
_MIN_STEP = 2.0  # pixels


def draw(canvas: Canvas, plot: SankeyPlot, area: Box, height: float) -> None:
    """Draw a diagram into the chart area; ``height``: of the picture."""
    if not plot.flows:
        return
    layout = sankey_layout.place(plot, height)
    boxes = _boxes(plot, layout, area)
    _draw_nodes(canvas, plot, boxes)
    scale = area.height / layout.height if layout.height else 0.0
    space = plot.edge_width / 2 + 0.5 if plot.edge_width else 0.0
    for i, flow in enumerate(plot.flows):
        start = (boxes[flow.source].right + space, area.y + layout.starts[i] * scale)
        end = (boxes[flow.target].x - space, area.y + layout.ends[i] * scale)
        _draw_flow(canvas, plot, flow, start, end, flow.value * scale)
    middle = area.x + area.width / 2
    for node, box in zip(plot.nodes, boxes, strict=True):
        _draw_label(canvas, plot, node.lines, box, middle)


def _boxes(plot: SankeyPlot, layout: sankey_layout.Layout, area: Box) -> list[Box]:
    """Return the rectangle of each node, by its number."""
    scale = area.height / layout.height if layout.height else 0.0
    beyond = max(0.0, plot.node_width + 3 - 13)  # the padding at the right has room for 10
    boxes = [Box(0, 0, 0, 0)] * len(layout.nodes)
    for node in layout.nodes:
        share = node.x / layout.last if layout.last else 0.0
        boxes[node.number] = Box(
            area.x + share * (area.width - beyond),
            area.y + node.y * scale,
            plot.node_width,
            node.size * scale,
        )
    return boxes


def _draw_nodes(canvas: Canvas, plot: SankeyPlot, boxes: Sequence[Box]) -> None:
    colours: dict[int, Colour] = {}
    for flow in plot.flows:  # the last flow of a node gives it its colour
        colours[flow.source] = flow.colour_from
        colours[flow.target] = flow.colour_to
    stroke = Stroke(plot.edge, plot.edge_width, join="miter")
    for i, box in enumerate(boxes):
        path = Path.rectangle(*box)
        if plot.edge_width and plot.edge[3]:
            canvas.path(path, None, stroke)
        canvas.path(path, colours.get(i, plot.edge))


def _faded(colour: Colour, alpha: float) -> Colour:
    return (*colour[:3], round(255 * alpha))


def _draw_flow(
    canvas: Canvas, plot: SankeyPlot, flow: Flow, start: Point, end: Point, height: float
) -> None:
    first = _faded(flow.colour_from if plot.mode != "to" else flow.colour_to, plot.alpha)
    last = _faded(flow.colour_to if plot.mode != "from" else flow.colour_from, plot.alpha)
    xs, ys = _curve(start, end)
    if xs[0] > xs[-1]:  # a flow back
        xs, ys, first, last = xs[::-1], ys[::-1], last, first
    if first == last:
        canvas.path(_band(xs, ys, height), first)
        return
    # Strips begin at whole pixels, so that nothing is seen between them.
    left, right = float(xs[0]), float(xs[-1])
    count = int(min(max((right - left) / _MIN_STEP, 1), _MAX_STEPS))
    inner = np.unique(np.round(np.linspace(left, right, count + 1)[1:-1]))
    edges = [left, *inner[(inner > left) & (inner < right)].tolist(), right]
    for a, b in itertools.pairwise(edges):
        at = np.array([a, *xs[(xs > a) & (xs < b)], b])
        share = ((a + b) / 2 - left) / (right - left) if right > left else 0.5
        canvas.path(_band(at, np.interp(at, xs, ys), height), _mixed(first, last, share))


def _mixed(first: Colour, last: Colour, share: float) -> Colour:
    red, green, blue, alpha = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue, alpha


def _curve(start: Point, end: Point) -> tuple[np.ndarray, np.ndarray]:
    """Return points along the upper edge of a flow; one that runs to the left rises to the top."""
    t = np.linspace(0.0, 1.0, _SAMPLES + 1)
    weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    (x0, y0), (x1, y1) = start, end
    if x0 < x1:
        along, down = (x0, x0 + (x1 - x0) / 3 * 2, x0 + (x1 - x0) / 3, x1), (y0, y0, y1, y1)
    else:
        along, down = (x0, x0 - (x0 - x1) / 3, x1 + (x0 - x1) / 3, x1), (y0, 0.0, 0.0, y1)
    xs = sum(w * c for w, c in zip(weights, along, strict=True))
    ys = sum(w * c for w, c in zip(weights, down, strict=True))
    return np.asarray(xs), np.asarray(ys)


def _band(xs: np.ndarray, ys: np.ndarray, height: float) -> Path:
    upper = np.column_stack([xs, ys])
    lower = np.column_stack([xs, ys + height])[::-1]
    points = np.vstack([upper, lower, upper[:1]])
    return Path(points, [MOVE, *[LINE] * (len(points) - 2), CLOSE])


def _draw_label(
    canvas: Canvas, plot: SankeyPlot, lines: Sequence[str], box: Box, middle: float
) -> None:
    """Draw the label of a node: at its right in the left half, else at its left."""
    style = plot.style
    away = plot.edge_width + plot.label_padding
    right = box.x < middle
    x = box.right + away if right else box.x - away
    y = box.y + box.height / 2
    if len(lines) > 1:
        offset = style.line_height / 2 if plot.line_offset is None else plot.line_offset
        y += offset - len(lines) * style.line_height / 2
    text.draw(canvas, lines, x, y, style, anchor=0.0 if right else 1.0)
