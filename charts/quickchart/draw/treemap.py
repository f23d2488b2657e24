"""Treemaps: tiles within tiles, their labels, and the captions of groups."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...marks.rounded import evenly_rounded
from ...marks.squarify import squarify
from ..diagrams import Tile, TileText, TreemapPlot
from ..styles import TextStyle
from . import text
from .cells import frame
from .paint import fill_path

_ANCHORS = {"left": 0.0, "center": 0.5, "right": 1.0}
_DOTS = "..."


def draw(canvas: Canvas, plot: TreemapPlot, area: Box) -> None:
    """Draw the tiles into the chart area."""
    with canvas.clip(*area):
        _draw_tiles(canvas, plot, plot.tiles, area, area)


def _draw_tiles(
    canvas: Canvas, plot: TreemapPlot, tiles: Sequence[Tile], box: Box, area: Box
) -> None:
    placed = squarify([tile.value for tile in tiles], box)
    for tile, whole in zip(tiles, placed, strict=True):
        if plot.headers and tile.children:
            if plot.captions.display:
                header = whole._replace(height=_caption_height(plot, whole))
                _draw_tile(canvas, plot, tile, header, area)
        else:
            _draw_tile(canvas, plot, tile, whole, area)
        if tile.children:
            _draw_tiles(canvas, plot, tile.children, _inside(plot, whole), area)


def _inside(plot: TreemapPlot, whole: Box) -> Box:
    """Return the part of a group's box that its tiles have."""
    if plot.headers:
        top = _caption_height(plot, whole) if plot.captions.display else 0.0
        return whole.inset(top=top)
    edge = min(plot.edge_width, whole.width / 2, whole.height / 2)
    inner = _shrunk(whole, plot.spacing + edge)
    if _has_caption(plot, inner):
        inner = inner.inset(top=_caption_height(plot, inner))
    return inner


def _shrunk(box: Box, by: float) -> Box:
    width, height = max(box.width - 2 * by, 0.0), max(box.height - 2 * by, 0.0)
    return Box(box.x + by, box.y + by, width, height)


def _has_caption(plot: TreemapPlot, box: Box) -> bool:
    if not plot.captions.display or plot.headers:
        return plot.captions.display
    min_height = plot.captions.style.line_height
    padding = max(min(plot.captions.padding * 2, box.width, box.height), 0.0)
    return box.width - padding > min_height and box.height - padding > min_height


def _caption_height(plot: TreemapPlot, box: Box) -> float:
    height = plot.captions.style.line_height + 2 * plot.captions.padding
    if plot.headers:
        return box.height / 3 if box.height < 2 * height else height
    return min(height, box.height)


def _draw_tile(canvas: Canvas, plot: TreemapPlot, tile: Tile, whole: Box, area: Box) -> None:
    if 2 * plot.spacing > min(whole.width, whole.height):
        return
    outer = _shrunk(whole, plot.spacing)
    if outer.width <= 0 or outer.height <= 0:
        return
    edge = min(plot.edge_width, outer.width / 2, outer.height / 2)
    inner = _shrunk(outer, edge)
    radius = min(plot.radius, outer.width / 2, outer.height / 2)
    if edge and plot.edge[3]:
        _draw_edge(canvas, plot, outer, radius, edge)
    if inner.width > 0 and inner.height > 0:
        within = max(radius - edge, 0.0)
        path = evenly_rounded(inner, within) if within else Path.rectangle(*inner)
        fill_path(canvas, path, tile.fill, area)
    if not any(tile.lines) or not (plot.labels.display or tile.children):
        return
    with canvas.clip(*inner):
        if not tile.children:
            _draw_label(canvas, plot.labels, tile.lines, inner)
        elif _has_caption(plot, inner):
            _draw_caption(canvas, plot, tile.lines[0], inner)


def _draw_edge(canvas: Canvas, plot: TreemapPlot, outer: Box, radius: float, edge: float) -> None:
    if radius:
        middle = evenly_rounded(_shrunk(outer, edge / 2), max(radius - edge / 2, 0.0))
        canvas.path(middle, None, Stroke(plot.edge, edge))
    else:
        canvas.path(frame(outer, edge), plot.edge)


def _x(box: Box, look: TileText) -> float:
    if look.align == "center":
        return box.x + box.width / 2
    return box.x + look.padding if look.align == "left" else box.right - look.padding


def _draw_caption(canvas: Canvas, plot: TreemapPlot, caption: str, box: Box) -> None:
    look = plot.captions
    if look.style.line_height > box.height:
        return
    if text.length(caption, look.style) + 2 * look.padding > box.width:
        caption = _cut(caption, look.style, box.width - 2 * look.padding)
    y = box.y + look.padding + plot.spacing + look.style.line_height / 2
    if plot.headers:
        y = box.y + box.height / 2
    text.draw(canvas, [caption], _x(box, look), y, look.style, anchor=_ANCHORS[look.align])


def _cut(words: str, style: TextStyle, width: float) -> str:
    """Return as much of a text as has room with three dots behind it."""
    room = width - text.length(_DOTS, style)
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if text.length(words[:middle], style) > room:
            high = middle - 1
        else:
            low = middle
    return words[:low] + _DOTS if low and room > 0 else ""


def _draw_label(canvas: Canvas, look: TileText, lines: Sequence[str], box: Box) -> None:
    style = look.style
    width, height = text.longest(lines, style), len(lines) * style.line_height
    ratio = min(
        box.width / max(width + 2 * look.padding, 1e-6),
        box.height / max(height + 2 * look.padding, 1e-6),
    )
    if look.overflow == "hidden" and ratio < 1:
        return
    if look.overflow == "fit" and ratio < 1:
        size = int(style.size * ratio)
        if size < 1:
            return
        height *= ratio
        style = style._replace(size=size, line_height=size * 1.2)
    y = box.y + (box.height - height) / 2 + look.padding
    if look.position != "middle":
        y = box.y + look.padding
    if look.position == "bottom":
        y = box.bottom - look.padding - height
    middle = y + style.line_height / 2
    text.draw(canvas, lines, _x(box, look), middle, style, anchor=_ANCHORS[look.align])
