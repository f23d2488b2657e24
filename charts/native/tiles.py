"""Tiles of a treemap: nested in groups with headings, and names and numbers where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, one_line, width, wrap_whole
from ..colour import Colour, over, text_on
from ..marks.bars import draw_bars
from ..marks.squarify import squarify
from .chart import Chart
from .names import MAX_LINES, Named, with_numbers
from .scale import LABEL_HEIGHT
from .shorten_names import shorten_names
from .sizes import base_size, text_font
from .tree import Node
from .value_labels import left_out

_SIZES = (1.0, 0.88)  # of the base size: names; the smaller one if the larger one has no room
# In parts of the text size:
_PADDING = 0.5  # around a text in its tile
_MIN_WIDTH = 1.8  # of a tile with a text
_MIN_SHORTENED = 3.5  # of a name that is not whole
_LINE_ABOVE_NUMBERS = 0.15
_HEADING = 1.5  # the height of a heading
_MIN_HEADED = 3.0  # the height of a group that has one
_MIN_HEADED_WIDTH = 4.0
_TINT, _DEEPER = 0.22, 0.2  # of the colour of a group: behind its parts, and each level below
_SHADE, _LIGHTER = 90, 30  # of 255: black over it where the page is not known
_OPAQUE = 128
_WHITE = (255, 255, 255, 255)


class _Tile(NamedTuple):
    """A node in its place, on whole pixels."""

    box: Box
    node: Node
    colour: Colour
    heading: float = 0.0
    """The height of the heading of a group, 0 for none."""


def draw(
    canvas: Canvas, chart: Chart, nodes: Sequence[Node], colours: Sequence[Colour], box: Box
) -> list[str]:
    """Draw nodes, each in its colour, and the texts in them; return what had no room."""
    placed = list(_place(chart, nodes, 0.0, colours, box, 0))
    draw_bars(canvas, ((tile.box, tile.colour) for tile in placed), snap=True)
    groups = [tile for tile in placed if tile.node.parts]
    leaves = [tile for tile in placed if not tile.node.parts]
    unnamed, unnumbered = _draw_leaves(canvas, chart, leaves)
    unnamed += _draw_headings(canvas, chart, [group for group in groups if group.heading])
    unnamed += sum(not group.heading for group in groups)
    total = sum(map(_count, nodes))
    unnamed += total - len(placed)
    notices = [f"labels: {unnamed} of {total} names had no room"] if unnamed else []
    return notices + left_out(unnumbered, len(leaves))


def _count(node: Node) -> int:
    return 1 + sum(map(_count, node.parts))


def _place(
    chart: Chart,
    nodes: Sequence[Node],
    rest: float,
    colours: Sequence[Colour],
    box: Box,
    level: int,
) -> Iterator[_Tile]:
    """Yield the tiles of nodes that fill a box, groups before what is in them."""
    base = base_size(chart)
    nested = any(node.parts for node in nodes)
    gap = max(1, round(base / (4 if nested and not level else 8 if nested else 12)))
    places = squarify(
        [*(node.value for node in nodes), rest],
        box._replace(width=box.width + gap, height=box.height + gap),
    )
    for node, place, colour in zip(nodes, places, colours, strict=False):
        x, y = round(place.x), round(place.y)
        across, down = round(place.right) - x, round(place.bottom) - y
        if across < 1 or down < 1:
            continue
        tile = Box(x, y, max(1, across - gap), max(1, down - gap))
        if not node.parts:
            yield _Tile(tile, node, colour)
            continue
        size = base * _SIZES[-1]
        headed = tile.height >= _MIN_HEADED * size and tile.width >= _MIN_HEADED_WIDTH * size
        padding = max(1, round(base / 5))
        heading = round(size * _HEADING + padding / 2) if headed else 0.0
        ground = _ground(chart, colour, level)
        yield _Tile(tile, node, ground, heading)
        inner = tile.inset(padding, heading or padding, padding, padding)
        yield from _place(
            chart, node.parts, node.rest, [colour] * len(node.parts), inner, level + 1
        )


def _ground(chart: Chart, colour: Colour, level: int) -> Colour:
    """Return the colour behind the parts of a group: paler than they, or darker on a clear page."""
    if chart.theme.background[3] < _OPAQUE:
        return over((0, 0, 0, max(_SHADE - _LIGHTER * level, 0)), (*colour[:3], 255))
    return (*colour[:3], round(colour[3] * min(1.0, _TINT + _DEEPER * level)))


def _ink(chart: Chart, tile: _Tile) -> Colour:
    """Return the colour of the text on a tile."""
    return text_on(over(tile.colour, over(chart.theme.background, _WHITE)))


def _draw_headings(canvas: Canvas, chart: Chart, groups: Sequence[_Tile]) -> int:
    """Draw the names of groups, and their numbers; return how many had no room."""
    font = text_font(chart, _SIZES[-1], bold=True)
    padding = font.size * _PADDING
    items = [
        Named(one_line(tile.node.label), "  ".join(tile.node.numbers), tile.box.width - 2 * padding)
        for tile in groups
    ]
    items = [item if item.fits(item.name, font, 1) else item._replace(number="") for item in items]
    regular, texts = font._replace(bold=False), with_numbers(items, font, 1)
    for tile, item, lines in zip(groups, items, texts, strict=True):
        if not lines:
            continue
        name = lines[0].removesuffix(item.number).rstrip() if item.number else lines[0]
        x, y = tile.box.x + padding, tile.box.y + (tile.heading + font.size * CAP_HEIGHT) / 2
        canvas.text(x, y, name, font, _ink(chart, tile))
        x += width(f"{name} ", font) if name else 0.0
        canvas.text(x, y, item.number, regular, _ink(chart, tile))
    return sum(not lines for lines in texts)


def _draw_leaves(canvas: Canvas, chart: Chart, tiles: Sequence[_Tile]) -> tuple[int, int]:
    """Draw the names of tiles and their numbers; return how many of each had no room."""
    fonts = [text_font(chart, size) for size in _SIZES]
    small = fonts[-1]
    roomy = [
        tile
        for tile in tiles
        if tile.box.width >= small.size * _MIN_WIDTH and _rows(tile.box, small)
    ]
    names = [one_line(tile.node.label) for tile in roomy]
    whole = [_whole(name, tile.box, fonts) for name, tile in zip(names, roomy, strict=True)]

    def fits(i: int, text: str) -> bool:
        if whole[i] and text == names[i]:
            return True
        box = roomy[i].box
        room = box.width >= small.size * (_MIN_SHORTENED + 2 * _PADDING)
        return room and bool(_lines(text, box, small, balanced=False))

    missing = missing_numbers = 0
    for i, text in enumerate(shorten_names(names, fits)):
        box, colour = roomy[i].box, _ink(chart, roomy[i])
        font, lines = whole[i] or (small, _lines(text, box, small) if text else [])
        if names[i] and not lines:
            missing += 1
            missing_numbers += bool(roomy[i].node.numbers)
            continue
        x, y = box.x + small.size * _PADDING, box.y + small.size * _PADDING
        for line in lines:
            canvas.text(x, y + font.size * CAP_HEIGHT, line, font, colour)
            y += font.size * LABEL_HEIGHT
        beside = x + width(lines[-1], font) + small.size if lines else x
        numbers, right = _number_lines(roomy[i], small, y, beside if len(lines) == 1 else None)
        if right:
            y += font.size * (CAP_HEIGHT - LABEL_HEIGHT)
            canvas.text(beside, y, numbers[0], small, colour)
        else:
            for line in numbers:
                y += small.size * (_LINE_ABOVE_NUMBERS + CAP_HEIGHT)
                canvas.text(x, y, line, small, colour)
                y += small.size * (LABEL_HEIGHT - CAP_HEIGHT)
        missing_numbers += bool(roomy[i].node.numbers and not numbers)
    return (
        missing + sum(bool(tile.node.label) for tile in tiles if tile not in roomy),
        missing_numbers + sum(bool(tile.node.numbers) for tile in tiles if tile not in roomy),
    )


def _rows(box: Box, font: Font) -> int:
    """Return how many lines of text a tile has room for."""
    spare = font.size * (2 * _PADDING - LABEL_HEIGHT + CAP_HEIGHT)
    return max(0, int((box.height - spare) / (font.size * LABEL_HEIGHT)))


def _lines(name: str, box: Box, font: Font, *, balanced: bool = True) -> list[str]:
    """Return the lines of a name in a tile; [] if it does not fit."""
    limit, rows = box.width - 2 * font.size * _PADDING, min(MAX_LINES, _rows(box, font))
    return wrap_whole(name, font, limit, rows, balanced=balanced) if rows else []


def _whole(name: str, box: Box, fonts: Sequence[Font]) -> tuple[Font, list[str]] | None:
    """Return the largest font in which a name fits into a tile as a whole, and its lines."""
    for font in fonts:
        if lines := _lines(name, box, font, balanced=False):
            return font, lines
    return None


def _number_lines(
    tile: _Tile, font: Font, y: float, beside: float | None
) -> tuple[list[str], bool]:
    """Return the numbers of a tile, and whether they stand on one line with the name.

    They stand below it, at ``y``, on one line or one each; where that is too high, at ``beside``.
    Returns no numbers where they do not fit.
    """
    numbers = [number for number in tile.node.numbers if number]
    if not numbers:
        return [], False
    padding = font.size * _PADDING
    limit = tile.box.width - 2 * padding
    rows = int((tile.box.bottom - y) / (font.size * (LABEL_HEIGHT + _LINE_ABOVE_NUMBERS)))
    joined = "  ".join(numbers)
    for lines in ([joined], numbers):
        if len(lines) <= rows and all(width(line, font) <= limit for line in lines):
            return lines, False
    if beside is not None and beside + width(joined, font) <= tile.box.right - padding:
        return [joined], True
    return [], False
