"""The drawing of a formula: its boxes as shapes, its lines and baselines on whole pixels."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import numpy as np

from api.named_tuple import NamedTuple

from ..canvas.box import Box as CanvasBox
from ..canvas.path import CLOSE, LINE, MOVE, Path
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..colour import Colour
from ..marks.map_area import MapArea
from .box import STYLES, Bar, Box, Ink, Setting, Strike
from .layout import set_node
from .tree import Formula

SIZE = 18.0
"""Pixels per em of a formula without a size: its capitals and digits are as high as those of text
of 16 pixels on a web page (TeX's 10 points at 130 dots per inch)."""
_MARGIN = 2  # pixels around it
_HEAVY = 0.035  # em: how much thicker a bold sign is that no font has


def size(formula: Formula) -> tuple[int, int] | None:
    """Return the width and height in pixels of a formula; None if nothing of it is seen."""
    ink = _ink(formula)
    if ink.right <= ink.left or ink.upper <= ink.lower:
        return None
    return _size(ink)


def draw(canvas: Canvas, formula: Formula, box: CanvasBox) -> list[MapArea]:
    """Draw the formula as large as its box allows, in the middle; it has no map areas."""
    ink = _ink(formula)
    width, height = _size(ink)
    em = SIZE * min(box.width / width, box.height / height)
    x = box.x + (box.width - (ink.right - ink.left) * em) / 2 - ink.left * em
    up, down = math.ceil(ink.upper * em), math.ceil(-ink.lower * em)
    y = box.y + math.floor((box.height - up - down) / 2) + up
    for ground in ink.grounds:
        _draw_ink(canvas, [ground], ground.part.colour, False, (x, y, em))
    for colour, heavy in ink.inks:
        _draw_ink(canvas, ink.inks[colour, heavy], colour, heavy, (x, y, em))
    for left, lower, strike in ink.strikes:
        ends = [
            (x + left * em, y - lower * em),
            (x + (left + strike.x) * em, y - (lower + strike.y) * em),
        ]
        canvas.line(ends, Stroke(strike.colour, max(1.0, strike.width * em)))
    return []


class _Placed(NamedTuple):
    """A part of the picture: where its box is held to the pixels, and where it is."""

    hold: float | None
    x: float
    y: float
    part: Ink | Bar


class _Ink(NamedTuple):
    """All that is seen of a formula, and its edges, in em."""

    inks: dict[tuple[Colour, bool], list[_Placed]]
    grounds: list[_Placed]
    """Which others are drawn over."""
    strikes: list[tuple[float, float, Strike]]
    left: float
    right: float
    lower: float
    upper: float


def _size(ink: _Ink) -> tuple[int, int]:
    return (
        math.ceil((ink.right - ink.left) * SIZE) + 2 * _MARGIN,
        math.ceil(ink.upper * SIZE) + math.ceil(-ink.lower * SIZE) + 2 * _MARGIN,
    )


@functools.lru_cache(maxsize=64)
def _ink(formula: Formula) -> _Ink:
    """Return where everything of a formula is."""
    setting = Setting(STYLES[formula.style], False, 1.0, formula.colour)
    inks: dict[tuple[Colour, bool], list[_Placed]] = {}
    grounds: list[_Placed] = []
    strikes: list[tuple[float, float, Strike]] = []
    edges: list[tuple[float, float, float, float]] = []

    def lay(box: Box, x: float, y: float, hold: float | None) -> None:
        if hold is None and box.rigid is not None:
            hold = y + box.rigid
        for dx, dy, part in box.parts:
            match part:
                case Box():
                    lay(part, x + dx, y + dy, hold)
                case Ink():
                    shape = part.glyph
                    left, lower = x + dx, y + dy
                    key = part.colour, shape.heavy
                    inks.setdefault(key, []).append(_Placed(hold, left, lower, part))
                    wide = part.width / shape.stretch
                    edges.append((left + shape.left * wide, left + shape.right * wide,
                                  lower - shape.depth * part.height,
                                  lower + shape.height * part.height))  # fmt: skip
                case Bar():
                    placed = grounds if part.ground else inks.setdefault((part.colour, False), [])
                    placed.append(_Placed(hold, x + dx, y + dy, part))
                    edges.append((x + dx, x + dx + part.width, y + dy, y + dy + part.height))
                case Strike():
                    strikes.append((x + dx, y + dy, part))

    lay(set_node(formula.content, setting), 0.0, 0.0, None)
    if not edges:
        return _Ink({}, [], [], 0.0, 0.0, 0.0, 0.0)
    left, right, lower, upper = zip(*edges, strict=True)
    return _Ink(inks, grounds, strikes, min(left), max(right), min(lower), max(upper))


def _draw_ink(
    canvas: Canvas,
    placed: Sequence[_Placed],
    colour: Colour,
    heavy: bool,
    place: tuple[float, float, float],
) -> None:
    """Draw all of one colour as one shape, with baselines and bars on whole pixels."""
    x, y, em = place
    vertices, codes = [], []
    for hold, left, lower, part in placed:
        above = lower if hold is None else hold
        down = -round(above * em) + (above - lower) * em  # of its baseline, from the formula's
        if isinstance(part, Bar):
            high, wide = (max(1, round(part.height * em)), max(1, round(part.width * em)))
            top = y - round((lower + part.height) * em)
            if hold is not None:
                top = round(y + down - part.height * em)
            start = round(x + left * em)
            vertices.append(
                np.array(
                    [
                        (start, top + high), (start, top), (start + wide, top),
                        (start + wide, top + high), (start, top + high),
                    ],
                    np.float64,
                )
            )  # fmt: skip
            codes.append(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8))
            continue
        shape = part.glyph.outline
        vertices.append(
            shape.vertices * (part.width * em, -part.height * em) + (x + left * em, y + down)
        )
        codes.append(shape.codes)
    stroke = Stroke(colour, _HEAVY * em) if heavy else None
    canvas.path(Path(np.concatenate(vertices), np.concatenate(codes)), colour, stroke)
