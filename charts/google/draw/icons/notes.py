"""Sticky notes: text on paper that is pinned, taped or stuck on, or in a balloon."""

from __future__ import annotations

import math
from collections.abc import Callable

from api.named_tuple import NamedTuple

from ....canvas.fonts import Font
from ....canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ....canvas.stroke import Stroke
from ....canvas.surface import Canvas
from ....colour import Colour
from ...icon import BLACK, WHITE, Paper, StickyNote
from . import weather
from .sketch import Block, Sketch

_YELLOW: Colour = (0xFF, 0xF2, 0x8A, 255)
_YELLOW_EDGE: Colour = (0xC9, 0xB6, 0x3C, 255)
_CREAM: Colour = (0xFF, 0xFB, 0xE8, 255)
_CREAM_EDGE: Colour = (0xB9, 0xAE, 0x8C, 255)
_TAPE: Colour = (0xE4, 0xE0, 0xC8, 200)
_ARROW: Colour = (0xFF, 0xFF, 0xFF, 255)
_SHADE: Colour = (0, 0, 0, 50)


class _Paper(NamedTuple):
    """A kind of paper: space around the text (left, top, right, bottom), its tip, its drawing."""

    padding: tuple[int, int, int, int]
    tip: tuple[float, float] | None
    """x as a part of the width, y in pixels above the lower edge. None: the middle."""
    paint: Callable[[Canvas, float, float, float, float], None]


def _edge(colour: Colour, width: float = 1.0) -> Stroke:
    return Stroke(colour, width, join="round")


def _arrow(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Draw a board whose lower edge is an arrow."""
    box = h - 26
    middle = w / 2
    points = [
        (1, 1), (w - 1, 1), (w - 1, box), (middle + 10, box), (middle + 10, h - 14),
        (middle + 18, h - 14), (middle, h - 1), (middle - 18, h - 14), (middle - 10, h - 14),
        (middle - 10, box), (1, box),
    ]  # fmt: skip
    canvas.path(Path.polygon([(x + px, y + py) for px, py in points]), _ARROW, _edge(BLACK, 1.5))


def _balloon(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Draw a speech balloon; its tail ends below, left of the middle."""
    left, top, right, bottom = x + 1, y + 1, x + w - 1, y + h - 18
    r = min(16.0, (right - left) / 2, (bottom - top) / 2)
    k = r * 0.45
    tail = x + w * 0.3
    vertices = [
        (left + r, top), (right - r, top), (right - k, top), (right, top + k), (right, top + r),
        (right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom),
        (tail + 16, bottom), (tail + 12, bottom + 8), (tail + 6, bottom + 13), (tail, y + h - 1),
        (tail + 4, bottom + 10), (tail + 3, bottom + 5), (tail, bottom),
        (left + r, bottom), (left + k, bottom), (left, bottom - k), (left, bottom - r),
        (left, top + r), (left, top + k), (left + k, top), (left + r, top), (left + r, top),
    ]  # fmt: skip
    side = [LINE, CURVE, CURVE, CURVE]
    codes = [MOVE, *side, *side, *side, CURVE, CURVE, CURVE, *side, *side, CLOSE]
    canvas.path(Path(vertices, codes), WHITE, _edge(BLACK, 1.5))


def _pinned(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Draw a sheet with a pin through the middle of its upper edge."""
    canvas.path(Path.rectangle(x + 4, y + 10, w - 5, h - 11), _SHADE)
    canvas.path(Path.rectangle(x + 1.5, y + 7.5, w - 5, h - 11), _CREAM, _edge(_CREAM_EDGE))
    middle = x + w / 2
    canvas.line([(middle, y + 11), (middle - 4, y + 16)], Stroke((90, 90, 90, 255), 1.5))
    for dx, dy, radius in ((0.0, 8.0, 6.5), (1.5, 6.0, 4.5)):
        disk = Path.circle(middle + dx, y + dy, radius)
        canvas.path(disk, (0xD8, 0x2C, 0x2C, 255), _edge((0x8E, 0x12, 0x12, 255)))
    light = Path.circle(middle, y + 4.5, 1.4)
    canvas.path(light, (255, 255, 255, 190))


def _sticky(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Draw a yellow sheet, its lower right corner curled."""
    canvas.path(Path.rectangle(x + 4, y + 4, w - 5, h - 5), _SHADE)
    right, bottom = x + w - 4.5, y + h - 4.5
    fold = 14.0
    sheet = [(x + 0.5, y + 0.5), (right, y + 0.5), (right, bottom - fold), (right - fold, bottom),
             (x + 0.5, bottom)]  # fmt: skip
    canvas.path(Path.polygon(sheet), _YELLOW, _edge(_YELLOW_EDGE))
    curl = [(right, bottom - fold), (right - fold + 2, bottom - fold + 2), (right - fold, bottom)]
    canvas.path(Path.polygon(curl), (0xE6, 0xD4, 0x5C, 255), _edge(_YELLOW_EDGE))


def _taped(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Draw a yellow sheet under a strip of tape."""
    canvas.path(Path.rectangle(x + 4, y + 10, w - 5, h - 11), _SHADE)
    canvas.path(Path.rectangle(x + 1.5, y + 7.5, w - 5, h - 11), _YELLOW, _edge(_YELLOW_EDGE))
    middle = x + w / 2
    tape = [
        (middle - 24, y + 4),
        (middle + 22, y + 1),
        (middle + 24, y + 13),
        (middle - 22, y + 16),
    ]
    canvas.path(Path.polygon(tape), _TAPE, _edge((0xB8, 0xB2, 0x90, 220)))


def _thought(canvas: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Draw a cloud, with two small ones below it."""
    bottom = y + h - 20
    inner_w, inner_h = w - 20, bottom - y - 20
    lobes = max(3, round(inner_w / 28)), max(2, round(inner_h / 24))
    disks = []
    for number in range(lobes[0]):
        px = x + 10 + inner_w * (number + 0.5) / lobes[0]
        disks += [(px, y + 11, inner_w / lobes[0] * 0.62), (px, bottom - 11,
                   inner_w / lobes[0] * 0.62)]  # fmt: skip
    for number in range(lobes[1]):
        py = y + 10 + inner_h * (number + 0.5) / lobes[1]
        disks += [(x + 11, py, 10.5), (x + w - 11, py, 10.5)]
    small = [(x + w * 0.26, bottom + 6, 5.0), (x + w * 0.2, bottom + 15, 3.0)]
    drawn = [(px, py, min(radius, 10.5)) for px, py, radius in disks] + small
    for grow, colour in ((0.0, BLACK), (1.5, WHITE)):
        for px, py, radius in drawn:
            canvas.path(Path.circle(px, py, radius - grow), colour)
        canvas.path(Path.rectangle(x + 8 + grow, y + 8 + grow, w - 16 - 2 * grow,
                               bottom - y - 16 - 2 * grow), colour)  # fmt: skip


_PAPERS: dict[Paper, _Paper] = {
    "arrow_d": _Paper((10, 8, 10, 34), (0.5, 0.0), _arrow),
    "balloon": _Paper((14, 10, 14, 28), (0.3, 0.0), _balloon),
    "pinned_c": _Paper((12, 20, 14, 12), None, _pinned),
    "sticky_y": _Paper((10, 10, 14, 18), None, _sticky),
    "taped_y": _Paper((12, 20, 14, 12), None, _taped),
    "thought": _Paper((18, 16, 18, 36), (0.2, 2.0), _thought),
}
_MIN_TEXT = {True: (84, 40), False: (48, 24)}  # width, height; of a large and a small note
_WEATHER = 48  # size of its picture
_GAP = 8


def sketch(note: StickyNote) -> Sketch:
    """Return a note as large as its text."""
    paper = _PAPERS[note.paper]
    left, top, right, bottom = paper.padding
    text = 16.0 if note.large else 12.0
    body = Font(text, family="arial")
    title = Font(text + 2, bold=True, family="arial")
    block = Block(note.lines, [title, body] if note.title else [body], max_width=800)
    picture = _WEATHER + _GAP if note.weather else 0
    min_width, min_height = _MIN_TEXT[note.large]
    inner_width = max(math.ceil(block.width) + picture, min_width)
    inner_height = max(math.ceil(block.height), min_height, _WEATHER if picture else 0)
    width, height = inner_width + left + right, inner_height + top + bottom
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[note.align]

    def paint(canvas: Canvas, x: float, y: float) -> None:
        paper.paint(canvas, x, y, width, height)
        if note.weather:
            middle = y + top + (inner_height - _WEATHER) / 2
            weather.draw(canvas, note.weather, x + left, middle, _WEATHER)
        free = inner_width - picture - block.width
        text_x = x + left + picture + round(free * share)
        block.draw(canvas, text_x, y + top + round((inner_height - block.height) / 2), note.colour,
                   align=note.align)  # fmt: skip

    tip = (width / 2, height / 2)
    if paper.tip is not None:
        tip = paper.tip[0] * width, height - paper.tip[1]
    return Sketch(width, height, tip, paint)
