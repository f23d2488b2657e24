"""Rings around a centre that show a scale, with names around them and numbers upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.path import Path
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, one_line, width
from . import names
from .number_text import choose
from .scale import LABEL_HEIGHT, Scale
from .sizes import text_font

if TYPE_CHECKING:
    from ..canvas.fonts import Font
    from ..canvas.path import Point
    from ..canvas.surface import Canvas
    from .chart import Chart

_NAME_SIZE = 0.95  # of the base size
_NUMBER_SIZE = 0.85
_MAX_NAMES = (0.3, 0.22, 0.15)  # of the width of the box: the names at each side, tried in turn
_MAX_LINES = 2
_FEW = 12  # names: those of more have one line each
_ASIDE = 4.0  # how soon names beside the rings start at their point
_GAP = 0.55  # of the text size: from the outermost ring to the names
_APART = 0.3  # of the text size: from a name to the next
_SMALLEST = 0.26  # of the shorter side: names go before the rings get smaller


class Rings(NamedTuple):
    """Rings around (x, y) in pixels, and the names around them."""

    x: float
    y: float
    radius: float
    names: tuple[tuple[str, ...], ...]
    """The lines of each name, () for one that has no room; empty if none has."""

    def point(self, turn: float, distance: float) -> Point:
        """Return the point at a part of a turn clockwise from 12 o'clock and of the radius."""
        angle, length = turn * math.tau, distance * self.radius
        return self.x + length * math.sin(angle), self.y - length * math.cos(angle)


def name_font(chart: Chart) -> Font:
    """Return the font of the names."""
    return text_font(chart, _NAME_SIZE)


def fit(
    chart: Chart,
    box: Box,
    labels: Sequence[str],
    turns: Sequence[float],
    numbers: Sequence[str] | None = None,
) -> Rings:
    """Return the largest rings that leave room for their names, which may be shortened.

    ``numbers`` follow the names, and are never shortened.
    """
    font = text_font(chart, _NAME_SIZE)
    x, y = box.x + box.width / 2, box.y + box.height / 2
    whole = min(box.width, box.height) / 2
    line = font.size * LABEL_HEIGHT
    # Of very many, every second, third, … has room around the rings.
    every = max(1, math.ceil(len(labels) * line * 1.3 / max(math.pi * 2 * whole * 0.8, 1e-9)))
    texts = [one_line(label) if i % every == 0 else "" for i, label in enumerate(labels)]
    after = [
        number if i % every == 0 else "" for i, number in enumerate(numbers or [""] * len(labels))
    ]
    if not any(texts) and not any(after):
        return Rings(x, y, whole, ())
    if box.width < 8 * font.size or box.height < 8 * font.size:
        return Rings(x, y, whole, ())
    for share in _MAX_NAMES:
        limit = box.width * share
        items = [names.Named(*pair, limit) for pair in zip(texts, after, strict=True)]
        wrapped = len(labels) <= _FEW and not names.fit_whole(items, font, 1)
        lines = _MAX_LINES if wrapped else 1
        written = names.with_numbers(items, font, lines)
        radius = _radius(box, font, turns, written, lines)
        if radius >= min(box.width, box.height) * _SMALLEST:
            break
    else:
        return Rings(x, y, whole, ())
    shown = _apart(Rings(x, y, radius, tuple(tuple(text) for text in written)), font, turns)
    return Rings(x, y, radius, shown)


def _radius(
    box: Box, font: Font, turns: Sequence[float], written: Sequence[Sequence[str]], lines: int
) -> float:
    """Return the largest radius around which the names fit into a box."""
    gap = font.size * _GAP
    radius = box.height / 2 - gap - lines * font.size * LABEL_HEIGHT
    for turn, text in zip(turns, written, strict=True):
        aside = abs(math.sin(turn * math.tau))
        longest = max((width(part, font) for part in text), default=0.0)
        if aside > 0.01:
            reach = longest * (1 - _anchor(aside))
            radius = min(radius, (box.width / 2 - reach) / aside - gap)
    return radius


def _apart(rings: Rings, font: Font, turns: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """Return the names, () for one that would touch one before it."""
    taken: list[tuple[float, float, float, float]] = []
    shown: list[tuple[str, ...]] = []
    for turn, text in zip(turns, rings.names, strict=True):
        left, top, length, height = _place(rings, font, turn, text)
        free = all(
            left > x + w or left + length < x or top > y + h or top + height < y
            for x, y, w, h in taken
        )
        shown.append(text if free else ())
        if any(text) and free:
            around = font.size * _APART
            taken.append((left - around, top - around, length + 2 * around, height + 2 * around))
    return tuple(shown)


def _place(
    rings: Rings, font: Font, turn: float, text: Sequence[str]
) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a name."""
    length = max((width(part, font) for part in text), default=0.0)
    height = font.size * (LABEL_HEIGHT * (len(text) - 1) + CAP_HEIGHT)
    aside, up = math.sin(turn * math.tau), math.cos(turn * math.tau)
    x, y = rings.point(turn, 1 + font.size * _GAP / max(rings.radius, 1e-9))
    return x - length * _anchor(aside), y - height * (1 + up) / 2, length, height


def _anchor(aside: float) -> float:
    """Return which part of a name lies left of its point, by the sine of its angle."""
    return min(max((1 - aside * _ASIDE) / 2, 0.0), 1.0)


def draw_names(canvas: Canvas, chart: Chart, rings: Rings, turns: Sequence[float]) -> list[Box]:
    """Draw the names around the rings; return where they stand."""
    font = text_font(chart, _NAME_SIZE)
    boxes = []
    for turn, text in zip(turns, rings.names, strict=bool(rings.names)):
        left, top, length, height = _place(rings, font, turn, text)
        boxes.append(Box(left, top, length, height))
        anchor = _anchor(math.sin(turn * math.tau))
        for i, part in enumerate(text):
            baseline = top + font.size * (CAP_HEIGHT + i * LABEL_HEIGHT)
            at = left + length * anchor
            canvas.text(at, baseline, part, font, chart.theme.text, anchor=anchor)
    return boxes


def draw_grid(
    canvas: Canvas, chart: Chart, rings: Rings, places: Sequence[float], corners: int = 0
) -> None:
    """Draw a ring at each place, 0 to 1: circles, or polygons with so many corners."""
    for i, place in enumerate(places):
        stroke = Stroke(chart.theme.axis if i + 1 == len(places) else chart.theme.grid, 1)
        if corners > 2:
            ring = Path.polygon([rings.point(i / corners, place) for i in range(corners)])
        else:
            ring = Path.circle(rings.x, rings.y, max(place * rings.radius, 0.01))
        canvas.path(ring, None, stroke)


def draw_numbers(
    canvas: Canvas, chart: Chart, rings: Rings, scale: Scale, places: Sequence[float]
) -> None:
    """Draw the numbers of the ticks at their rings, upwards from the centre, where they fit."""
    font = text_font(chart, _NUMBER_SIZE)
    write = choose(scale.ticks, chart.numbers, exact=True)
    last = rings.y - font.size * CAP_HEIGHT
    for tick, place in zip(scale.ticks, places, strict=True):
        text = write(tick)
        height = font.size * (CAP_HEIGHT + 0.3)
        middle = rings.y - place * rings.radius
        length = width(text, font) + font.size * 0.5
        if middle + height / 2 > last or place > 1 or length > rings.radius:
            continue
        last = middle - height / 2
        if middle - height / 2 < rings.y - rings.radius:
            continue  # at the outermost ring a name stands above it
        ground = chart.theme.background
        if ground[3]:
            frame = rings.x - length / 2, middle - height / 2, length, height
            canvas.path(Path.rectangle(*frame), (*ground[:3], min(ground[3], 205)))
        baseline = middle + font.size * CAP_HEIGHT / 2
        canvas.text(rings.x, baseline, text, font, chart.theme.quiet, anchor=0.5)
