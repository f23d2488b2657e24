"""Slices of a pie, a doughnut or a solid disk.

``draw`` lays a pie out for a ``Chart``; ``draw_fixed`` draws the pies of a ``GoogleChart`` as
Google drew them. Angles in both: radians clockwise from 12 o'clock.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import CAP_HEIGHT, one_line, shorten, width
from ...colour import over, text_on
from ...marks.side_labels import SideLabel, downwards, push_apart
from ..chart import Chart, Slices
from ..layout import Entry, base_size

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    pass

_LABEL_SHARE = 0.3  # of the width, at most, for the labels on each side
_LEAST_RADIUS = 0.33  # of the shorter side; labels go before the pie gets smaller
_SIZE = 0.95  # of the base size, labels


def entries(slices: Slices) -> list[Entry]:
    return [
        Entry(label, colour, "square")
        for label, colour in zip(slices.labels, slices.colours, strict=True)
    ]


def draw(canvas: Canvas, chart: Chart, slices: Slices, room: Box) -> None:
    theme = chart.theme
    font = Font(base_size(chart) * _SIZE)
    largest = max(slices.values)
    total = sum(v / largest for v in slices.values)  # the sum itself could overflow
    shares = [v / largest / total for v in slices.values]
    x, y = room.x + room.width / 2, room.y + room.height / 2
    radius = min(room.width, room.height) / 2
    limit = longest = 0.0
    names = [one_line(label) for label in slices.labels]
    if chart.legend == "none" and any(names):
        written = [
            f"{name} {_percent(share)}" if slices.value_labels else name
            for name, share in zip(names, shares, strict=True)
        ]
        # Of very many only the largest slices' names will find room.
        shown = 2 * max(1, int(room.height / font.size))
        order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)
        longest = max(width(written[i], font) for i in order[:shown])
        limit = min(longest, room.width * _LABEL_SHARE)
        radius = min(
            (room.width - 2 * (limit + font.size)) / 2, (room.height - 2.6 * font.size) / 2
        )
        least = min(room.width, room.height) * _LEAST_RADIUS
        if radius < least:
            radius = least
            limit = room.width / 2 - radius - font.size
    # Without labels beside it the pie takes all the room.
    outside = bool(limit) and limit >= min(longest, 2 * font.size)
    if not outside:
        radius = min(room.width, room.height) / 2

    count = sum(share > 0 for share in shares)
    # Many slices: lines between them would leave little of the slices.
    gap = max(1.0, radius / 110) * min(1.0, 20 / count)
    parted = count > 1 and gap > 0.25 and theme.background[3] > 0
    edge = Stroke(theme.background, gap, join="miter") if parted else None
    labels = []
    start = 0.0
    for name, share, colour in zip(names, shares, slices.colours, strict=True):
        sweep = share * math.tau
        middle = start + sweep / 2
        if share > 0:
            shape = Path.sector(x, y, radius, radius * slices.hole, start, sweep)
            canvas.path(shape, colour, edge)
        start += sweep
        text = name
        if slices.value_labels and share > 0:
            percent = _percent(share)
            if _fits(percent, font, radius, slices.hole, share):
                ground = over(colour, over(theme.background, (255, 255, 255, 255)))
                depth = radius * ((1 + slices.hole) / 2 if slices.hole else 0.68)
                at = x + depth * math.sin(middle), y - depth * math.cos(middle)
                down = font.size * CAP_HEIGHT / 2
                canvas.text(at[0], at[1] + down, percent, font, text_on(ground), anchor=0.5)
            else:
                text = f"{name} {percent}".strip()
        if text and share > 0:
            labels.append(SideLabel(text, middle, share))
    if outside:
        for right in (True, False):
            side = [label for label in labels if label.right == right]
            _draw_side(canvas, chart, room, side, font, (x, y), radius, limit)


def _percent(share: float) -> str:
    percent = share * 100
    return f"{percent:.1f}%" if percent < 10 else f"{percent:.0f}%"


def _fits(text: str, font: Font, radius: float, hole: float, share: float) -> bool:
    """Whether a text has room inside a slice."""
    depth = radius * ((1 + hole) / 2 if hole else 0.68)
    across = 2 * depth * math.sin(min(share, 0.5) * math.pi)
    length = width(text, font)
    return length + 4 <= min(across, 2 * radius) and length <= radius * (1 - hole) * 0.95


def _draw_side(
    canvas: Canvas,
    chart: Chart,
    room: Box,
    labels: list[SideLabel],
    font: Font,
    centre: tuple[float, float],
    radius: float,
    limit: float,
) -> None:
    """Labels of one side, pushed apart where slices are thin; too many: the smallest go."""
    height = font.size * 1.3
    labels = downwards(labels, max(0, int(room.height / height)))
    x, y = centre
    away = radius + font.size * 0.7
    for label in labels:
        label.y = y - away * math.cos(label.angle)
    push_apart(labels, height, room.y + height / 2, room.bottom - height / 2)
    moved = _moved(labels, [y - away * math.cos(label.angle) for label in labels], font.size)
    for label, in_column in zip(labels, moved, strict=True):
        sign = 1 if label.right else -1
        natural = y - away * math.cos(label.angle)
        rim = x + radius * math.sin(label.angle), y - radius * math.cos(label.angle)
        beside = math.sqrt(max(0.0, away**2 - (label.y - y) ** 2))
        at = x + sign * max(beside, away * abs(math.sin(label.angle)))
        if in_column:
            # In a column beside the pie, so that the line to the slice passes outside it.
            knee = x + away * math.sin(label.angle), natural
            at = x + sign * (radius + font.size * 1.3)
            ends = [rim, knee, (at - sign * 3, label.y)]
            canvas.line(ends, Stroke(chart.theme.axis, 1))
        edge = room.right - at if label.right else at - room.x
        text = shorten(label.text, font, max(edge, 0.0))
        down = font.size * CAP_HEIGHT / 2
        anchor = 0.0 if label.right else 1.0
        canvas.text(at, label.y + down, text, font, chart.theme.text, anchor=anchor)


def _moved(labels: list[SideLabel], natural: list[float], size: float) -> list[bool]:
    """Which labels leave the rim for the column beside the pie.

    Those that were pushed away, and those that touch one: lines to the column would cross them.
    """
    moved = [abs(label.y - y) > size * 0.5 for label, y in zip(labels, natural, strict=True)]
    for order in (range(1, len(labels)), range(len(labels) - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step > 0 else i + 1
            touching = abs(labels[i].y - labels[j].y) < size * 1.6
            moved[i] = moved[i] or (touching and moved[j])
    return moved
