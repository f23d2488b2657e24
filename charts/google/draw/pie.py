"""Slices of a pie of one or more rings, flat or as a solid disk, as Google drew them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import Array, Path, Point
from ...canvas.surface import Canvas, Stroke
from ...canvas.text import one_line, width
from ...colour import Colour, over
from ...marks.map_area import MapArea
from ...marks.side_labels import SideLabel, downwards, push_apart
from ..chart import PiePlot

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


def draw(canvas: Canvas, rings: PiePlot, room: Box) -> list[MapArea]:
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


def _pieces(rings: PiePlot) -> list[_Piece]:
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


def _labels(rings: PiePlot, pieces: Sequence[_Piece], most: int) -> list[SideLabel]:
    """The labels of the pieces; of too many those of the largest."""
    if rings.lettering.size < 1:
        return []
    names = dict(enumerate(map(one_line, rings.labels)))
    named = [piece for piece in pieces if names.get(piece.number)]
    return [
        SideLabel(
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
    canvas: Canvas, disk: _Disk, labels: list[SideLabel], rings: PiePlot, room: Box
) -> None:
    """The labels of one side in a column, level with the elbows of their lines if they can be."""
    lettering = rings.lettering
    font = Font(lettering.size, family="arial")
    labels = downwards(labels, _most(room, font))
    elbows = [disk.at(label.angle, *_ELBOW) for label in labels]
    for label, (_, y) in zip(labels, elbows, strict=True):
        label.y = y
    height = font.size * _SPACING
    push_apart(labels, height, room.y + height / 2, room.bottom - height / 2)
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


def _region(disk: _Disk, piece: _Piece) -> MapArea:
    """A slice as a polygon of corners at most a sixteenth of a turn apart."""
    count = math.ceil((piece.end - piece.start) / (math.tau / 16)) + 1
    angles = np.linspace(piece.start, piece.end, count).tolist()
    points = [disk.at(angle, piece.outer, piece.outer) for angle in angles]
    if piece.inner > 0:
        points += [disk.at(angle, piece.inner, piece.inner) for angle in reversed(angles)]
    else:
        points.append((disk.x, disk.y))
    coords = tuple(round(c) for point in points for c in point)
    return MapArea(f"slice{piece.number}", "POLY", coords)
