"""Slices of a pie, a doughnut or a solid disk.

``draw`` lays a pie out for a ``Chart``; ``draw_fixed`` draws the pies of a ``FixedChart`` as
Google drew them. Angles in both: radians clockwise from 12 o'clock.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..canvas import Array, Canvas, Path, Point, Stroke
from ..chart import Chart, Slices
from ..colour import Colour, over, text_on
from ..layout import Box, Entry, base_size, one_line
from ..regions import Region
from ..text import CAP_HEIGHT, Font, shorten, width

if TYPE_CHECKING:  # a chart that lays itself out starts without the other model
    from ..fixed import Rings

_LABEL_SHARE = 0.3  # of the width, at most, for the labels on each side
_LEAST_RADIUS = 0.33  # of the shorter side; labels go before the pie gets smaller
_SIZE = 0.95  # of the base size, labels

# Google's pies, measured on pictures of 500x200 that leave 500x167 under the title: flat, of
# radius 73; solid, 237 pixels wide, half as high, with a side of 17.
_FLAT = 73 / 167  # radius, of the room's height
_SOLID = 118.5 / 167
_WIDEST = 0.475  # radius, of the room's width
_TILT = 0.5  # height of a solid pie's top, of its width
_DEPTH = 17 / 118.5  # of the radius
# The side is darkest at its ends and brightest at this part of its width: with so much black and
# white over the colour.
_BRIGHTEST, _DARK, _BRIGHT = 0.3, (0, 0, 0, 128), (255, 255, 255, 51)
# A line leads from inside the rim over an elbow to the label. All in radii, from the centre.
_INSIDE, _ELBOW, _COLUMN = 0.983, (1.007, 1.045), 1.103
_LEAST_SHRUNK = 0.5  # of the radius without labels; longer labels are cut
_BEYOND = 1.5  # pixels between the line and its label
_SPACING = 1.1  # between baselines of labels, in parts of the size
_ARIAL_MIDDLE = 0.36  # of the size: half the height of a capital


@dataclass
class _Label:
    """The label of a slice, beside the pie."""

    text: str
    angle: float  # middle of the slice
    share: float
    y: float = 0.0
    rim: float = 1.0  # of its ring, in parts of the pie's radius

    @property
    def right(self) -> bool:
        return math.sin(self.angle) >= -1e-9


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
            labels.append(_Label(text, middle, share))
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
    labels: list[_Label],
    font: Font,
    centre: tuple[float, float],
    radius: float,
    limit: float,
) -> None:
    """Labels of one side, pushed apart where slices are thin; too many: the smallest go."""
    height = font.size * 1.3
    labels = _downwards(labels, max(0, int(room.height / height)))
    x, y = centre
    away = radius + font.size * 0.7
    for label in labels:
        label.y = y - away * math.cos(label.angle)
    _push_apart(labels, height, room.y + height / 2, room.bottom - height / 2)
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


def _downwards(labels: list[_Label], most: int) -> list[_Label]:
    """The labels of one side from the top; of too many those of the largest slices."""
    if len(labels) > most:
        kept = sorted(labels, key=lambda label: -label.share)[:most]
        labels = [label for label in labels if label in kept]
    return sorted(labels, key=lambda label: -math.cos(label.angle))


def _moved(labels: list[_Label], natural: list[float], size: float) -> list[bool]:
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


def _push_apart(labels: list[_Label], height: float, top: float, bottom: float) -> None:
    """Move labels, which are in order of y, so that none is nearer than ``height`` to the next."""
    low = top
    for label in labels:
        label.y = low = max(label.y, low)
        low += height
    high = bottom
    for label in reversed(labels):
        label.y = high = min(label.y, high)
        high -= height


class _Disk(NamedTuple):
    """Where a fixed pie stands; ``tilt`` is its height by its width."""

    x: float
    y: float
    radius: float
    tilt: float

    def at(self, angle: float, across: float, down: float) -> Point:
        """The point at an angle and at these parts of the radius across and down."""
        return (
            self.x + self.radius * across * math.sin(angle),
            self.y - self.radius * self.tilt * down * math.cos(angle),
        )

    def sector(self, outer: float, inner: float, start: float, sweep: float) -> Path:
        """A slice between two parts of the radius."""
        flat = Path.sector(0, 0, self.radius * outer, self.radius * inner, start, sweep)
        return Path(flat.vertices * (1, self.tilt) + (self.x, self.y), flat.codes)


class _Piece(NamedTuple):
    """A slice of a fixed pie: its number through all rings, its place, its ring's two edges."""

    number: int
    start: float
    end: float
    inner: float
    outer: float
    colour: Colour


def draw_fixed(canvas: Canvas, rings: Rings, room: Box) -> list[Region]:
    """Draw a pie of rings, flat or solid, in the middle of the room, its labels beside it."""
    pieces = _pieces(rings)
    font = Font(rings.lettering.size, family="arial")
    labels = _labels(rings, pieces, 2 * _most(room, font))
    radius = min((_SOLID if rings.solid else _FLAT) * room.height, _WIDEST * room.width)
    if labels:
        longest = max(width(label.text, font) for label in labels)
        fitting = (room.width / 2 - longest - _BEYOND) / _COLUMN
        radius = max(min(radius, fitting), radius * _LEAST_SHRUNK)
    if radius <= 0 or not pieces:
        return []
    # In the middle of a pixel, as Google's.
    x = math.floor(room.x + room.width / 2) + 0.5
    y = math.floor(room.y + room.height / 2) + 0.5
    disk = _Disk(x, y, radius, _TILT if rings.solid else 1.0)
    if rings.solid:
        _draw_wall(canvas, disk, pieces)
    _draw_top(canvas, disk, pieces)
    for right in (True, False):
        side = [label for label in labels if label.right == right]
        _draw_column(canvas, disk, side, rings, room)
    return [_region(disk, piece) for piece in pieces]


def _pieces(rings: Rings) -> list[_Piece]:
    """The slices that are seen, ring by ring."""
    pieces = []
    count = len(rings.rings)
    number = 0
    for i, ring in enumerate(rings.rings):
        largest = max((abs(value) for value in ring.values), default=0.0)
        parts = [value / largest if largest else 0.0 for value in ring.values]
        total = math.fsum(abs(part) for part in parts)
        end = math.fmod(rings.start, math.tau) + math.pi / 2
        for part, colour in zip(parts, itertools.cycle(ring.colours)):
            start = end
            end += abs(part) / total * math.tau if total else 0.0
            if part > 0 and end > start:
                pieces.append(_Piece(number, start, end, i / count, (i + 1) / count, colour))
            number += 1
    return pieces


def _labels(rings: Rings, pieces: Sequence[_Piece], most: int) -> list[_Label]:
    """The labels of the pieces; of too many those of the largest."""
    if rings.lettering.size < 1:
        return []
    names = dict(enumerate(map(one_line, rings.labels)))
    named = [piece for piece in pieces if names.get(piece.number)]
    return [
        _Label(
            names[piece.number],
            (piece.start + piece.end) / 2,
            (piece.end - piece.start) / math.tau,
            rim=piece.outer,
        )
        for piece in sorted(named, key=lambda piece: piece.start - piece.end)[:most]
    ]


def _draw_top(canvas: Canvas, disk: _Disk, pieces: Sequence[_Piece]) -> None:
    """Draw the slices without borders.

    A slice reaches a little under those that are drawn after it (the next, the next ring, and of
    the first slice the last), so that nothing shines through between them.
    """
    for _, group in itertools.groupby(pieces, key=lambda piece: piece.inner):
        ring = list(group)
        for i, piece in enumerate(ring):
            start, end, outer = piece.start, piece.end, piece.outer
            if piece.colour[3] == 255:
                under = min(0.5, 1 / (disk.radius * outer))
                outer = min(1.0, outer + 0.5 / disk.radius)
                if i + 1 < len(ring) and ring[i + 1].start == end:
                    end = min(end + under, ring[i + 1].end)
                if i == 0 and len(ring) > 1 and ring[-1].end > start + math.tau - 1e-9:
                    start = max(start - under, ring[-1].start - math.tau)
            canvas.path(disk.sector(outer, piece.inner, start, end - start), piece.colour)


def _draw_wall(canvas: Canvas, disk: _Disk, pieces: Sequence[_Piece]) -> None:
    """Draw the side of a solid pie, which is seen below the front half of its rim."""
    depth = disk.radius * _DEPTH
    for piece in pieces:
        shadow = over(_DARK, piece.colour)
        dark, bright = np.array(shadow[:3]), np.array(over(_BRIGHT, piece.colour)[:3])
        alpha = piece.colour[3]
        for left, right in _seen(disk, piece) if piece.outer == 1 else ():
            x = np.array([left, *range(math.floor(left) + 1, math.ceil(right)), right])
            part = np.minimum(1.0, np.abs(x - disk.x) / disk.radius)
            y = disk.y + disk.radius * disk.tilt * np.sqrt(1 - part * part)
            if alpha == 255:  # shines through where top and side meet: the rim is a little darker
                canvas.path(_strip(x, y, depth), (*shadow[:3], alpha))
            # A colour a column of pixels; columns of one colour are drawn as one.
            place = 0.5 + ((x[1:] + x[:-1]) / 2 - disk.x) / (2 * disk.radius)
            light = np.interp(place, (0, _BRIGHTEST, 1), (0, 1, 0))
            colours = np.round(dark + (bright - dark) * light[:, None]).astype(int)
            starts = np.flatnonzero((colours[1:] != colours[:-1]).any(axis=1)) + 1
            for start, end in itertools.pairwise([0, *starts.tolist(), len(colours)]):
                strip = _strip(x[start : end + 1], y[start : end + 1], depth)
                red, green, blue = colours[start].tolist()
                canvas.path(strip, (red, green, blue, alpha))


def _strip(x: Array, y: Array, depth: float) -> Path:
    """What lies between a line and the same line further down."""
    upper = np.column_stack([x, y])
    return Path.polygon(np.vstack([upper, upper[::-1] + np.array([0, depth])]))


def _seen(disk: _Disk, piece: _Piece) -> list[tuple[float, float]]:
    """From where to where the side of a slice is seen, at most at two places.

    Slices meet between two columns of pixels.
    """
    spans = []
    for turn in (-math.tau, 0.0, math.tau):
        # From 3 to 9 o'clock, that is from right to left.
        first = max(piece.start + turn, math.pi / 2)
        last = min(piece.end + turn, 3 * math.pi / 2)
        if first < last:
            left = disk.x + disk.radius * math.sin(last)
            right = disk.x + disk.radius * math.sin(first)
            left = round(left) if last < 3 * math.pi / 2 else left
            right = round(right) if first > math.pi / 2 else right
            if left < right:
                spans.append((left, right))
    return spans


def _most(room: Box, font: Font) -> int:
    """How many labels have room above each other."""
    return max(1, int(room.height / max(1.0, font.size * _SPACING)))


def _draw_column(
    canvas: Canvas, disk: _Disk, labels: list[_Label], rings: Rings, room: Box
) -> None:
    """The labels of one side in a column, level with the elbows of their lines if they can be."""
    lettering = rings.lettering
    font = Font(lettering.size, family="arial")
    labels = _downwards(labels, _most(room, font))
    elbows = [disk.at(label.angle, *_ELBOW) for label in labels]
    for label, (_, y) in zip(labels, elbows, strict=True):
        label.y = y
    height = font.size * _SPACING
    _push_apart(labels, height, room.y + height / 2, room.bottom - height / 2)
    for label, (x, y) in zip(labels, elbows, strict=True):
        sign = 1 if label.right else -1
        column = disk.x + sign * disk.radius * _COLUMN
        level = math.floor(label.y) + 0.5  # a sharp line, one pixel high
        if abs(label.y - y) < 1:
            y = level
        start = disk.at(label.angle, label.rim * _INSIDE, label.rim * _INSIDE)
        canvas.line([start, (x, y), (column, level)], Stroke(lettering.colour, 1, join="miter"))
        canvas.text(
            column + sign * _BEYOND,
            label.y + font.size * _ARIAL_MIDDLE,
            label.text,
            font,
            lettering.colour,
            anchor=0.0 if label.right else 1.0,
        )


def _region(disk: _Disk, piece: _Piece) -> Region:
    """A slice as a polygon of corners at most a sixteenth of a turn apart."""
    count = math.ceil((piece.end - piece.start) / (math.tau / 16)) + 1
    angles = np.linspace(piece.start, piece.end, count).tolist()
    points = [disk.at(angle, piece.outer, piece.outer) for angle in angles]
    if piece.inner > 0:
        points += [disk.at(angle, piece.inner, piece.inner) for angle in reversed(angles)]
    else:
        points.append((disk.x, disk.y))
    coords = tuple(round(c) for point in points for c in point)
    return Region(f"slice{piece.number}", "POLY", coords)
