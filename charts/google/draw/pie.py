"""Slices of a pie of one or more rings, flat or as a tilted disk, as Google drew them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.fonts import Font
from ...canvas.path import CLOSE, LINE, MOVE, Array, Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import ARIAL_CAP_HEIGHT, one_line, width
from ...colour import over
from ...marks.map_area import MapArea
from ...marks.sectors import Disk, Sector, draw_seamless_sectors
from ...marks.side_labels import SideLabel, downwards, push_apart
from ..chart import PiePlot

# Google's pies, measured on pictures of 500x200 that leave 500x167 under the title: flat, of
# radius 73; tilted, 237 pixels wide, half as high, with a side of 17.
_FLAT = 73 / 167  # radius, of the height of the box
_TILTED = 118.5 / 167
_MAX_RADIUS = 0.475  # of the width of the box
_TILT = 0.5  # height of a tilted pie's top, of its width
_DEPTH = 17 / 118.5  # of the radius
# The side is darkest at its ends and brightest at this part of its width: with so much black and
# white over the colour.
_BRIGHTEST, _DARK, _BRIGHT = 0.3, (0, 0, 0, 128), (255, 255, 255, 51)
# A line leads from inside the rim over an elbow to the label. All in radii, from the centre.
_INSIDE, _ELBOW, _COLUMN = 0.983, (1.007, 1.045), 1.103
_MIN_HOLE = 6.0  # pixels of its radius, for a text in it
_INSIDE_SIZE, _INSIDE_WIDTH = 0.5, 1.5  # of that text, in radii of the hole
_SCALE_SIZE = 10.0  # pixels, of the numbers of a polar chart
_CIRCLE, _PAPER = Stroke((0, 0, 0, 40), 1.0), (255, 255, 255, 190)
_MIN_SHRUNK = 0.5  # of the radius without labels; longer labels are cut
_LABEL_GAP = 1.5  # pixels between the line and its label
_LINE_HEIGHT = 1.1  # between baselines of labels, in parts of the size
_CORNER = math.tau / 16  # between the corners of a slice in an image map, at most


class _Slice(NamedTuple):
    """A slice: its number through all rings, and its part of the disk."""

    number: int
    sector: Sector


def draw(canvas: Canvas, pie: PiePlot, box: Box) -> list[MapArea]:
    """Draw a pie in the middle of a box, its labels beside it; return the areas of its slices."""
    slices = _slices(pie)
    font = Font(pie.text_style.size, family="arial")
    labels = _labels(pie, slices, 2 * _max_labels(box, font))
    radius = _radius(pie, labels, font, box)
    if radius <= 0 or not slices:
        return []
    # In the middle of a pixel, as Google's.
    x = math.floor(box.x + box.width / 2) + 0.5
    y = math.floor(box.y + box.height / 2) + 0.5
    disk = Disk(x, y, radius, _TILT if pie.tilted else 1.0)
    for at, _ in pie.scale:
        canvas.path(Path.circle(x, y, radius * at), None, _CIRCLE)
    seen = [part for part in slices if part.sector.end > part.sector.start]
    sectors = [part.sector for part in seen]
    if pie.tilted:
        for sector in sectors:
            if sector.outer == 1:
                _draw_wall(canvas, disk, sector)
    draw_seamless_sectors(canvas, disk, sectors)
    _draw_inside(canvas, disk, pie)
    for right in (True, False):
        side = [label for label in labels if label.right == right]
        _draw_column(canvas, disk, side, pie, box)
    return [_map_area(disk, part) for part in seen]


def _draw_inside(canvas: Canvas, disk: Disk, pie: PiePlot) -> None:
    """Draw the text in the hole of a doughnut, and the numbers of a polar chart's circles."""
    colour = pie.text_style.colour
    inner = disk.radius * pie.hole
    if pie.inside and inner >= _MIN_HOLE:
        size = inner * _INSIDE_SIZE
        size = min(
            size, size * inner * _INSIDE_WIDTH / width(pie.inside, Font(size, family="arial"))
        )
        font = Font(size, family="arial")
        baseline = disk.y + size * ARIAL_CAP_HEIGHT / 2
        canvas.text(disk.x, baseline, pie.inside, font, colour, anchor=0.5)
    for at, number in pie.scale:
        font = Font(_SCALE_SIZE, family="arial")
        length, y = width(number, font), disk.y - disk.radius * at
        height = _SCALE_SIZE * ARIAL_CAP_HEIGHT
        canvas.rectangle(
            disk.x - length / 2 - 2, y - height / 2 - 2, length + 4, height + 4, _PAPER
        )
        canvas.text(disk.x, y + height / 2, number, font, colour, anchor=0.5)


def _radius(pie: PiePlot, labels: Sequence[SideLabel], font: Font, box: Box) -> float:
    """Return the radius: as large as the box allows, smaller beside long labels."""
    radius = min((_TILTED if pie.tilted else _FLAT) * box.height, _MAX_RADIUS * box.width)
    if not labels:
        return radius
    longest = max(width(label.text, font) for label in labels)
    fitting = (box.width / 2 - longest - _LABEL_GAP) / _COLUMN
    return max(min(radius, fitting), radius * _MIN_SHRUNK)


def _slices(pie: PiePlot) -> list[_Slice]:
    """Return the slices that are seen or have a label, ring by ring; those of 0 have no angle."""
    if pie.polar:
        return _equal_slices(pie)
    slices = []
    count = len(pie.rings)
    number = 0
    width_of_ring = (1 - pie.hole) / max(count, 1)
    for i, ring in enumerate(pie.rings):
        largest = max((abs(value) for value in ring.values), default=0.0)
        parts = [value / largest if largest else 0.0 for value in ring.values]
        total = math.fsum(abs(part) for part in parts)
        end = math.fmod(pie.start, math.tau) + math.pi / 2
        for part, colour in zip(parts, itertools.cycle(ring.colours)):
            start = end
            end += abs(part) / total * math.tau * pie.sweep if total else 0.0
            if part >= 0 and total:
                inner = pie.hole + i * width_of_ring
                outer = 1.0 if i + 1 == count else inner + width_of_ring
                sector = Sector(start, end, inner, outer, colour)
                slices.append(_Slice(number, sector))
            number += 1
    return slices


def _equal_slices(pie: PiePlot) -> list[_Slice]:
    """Return the sectors of a polar chart, from 12 o'clock; later series lie over earlier ones."""
    top = pie.top or max((value for ring in pie.rings for value in ring.values), default=0.0)
    slices = []
    number = 0
    for ring in pie.rings:
        angle = math.tau / max(len(ring.values), 1)
        for i, (value, colour) in enumerate(zip(ring.values, itertools.cycle(ring.colours))):
            if value > 0 and top > 0 and pie.sweep > 0:
                start = pie.start + i * angle
                sector = Sector(start, start + angle, 0.0, value / top * pie.sweep, colour)
                slices.append(_Slice(number, sector))
            number += 1
    return slices


def _labels(pie: PiePlot, slices: Sequence[_Slice], max_count: int) -> list[SideLabel]:
    """Return the labels of the slices; of too many those of the largest slices."""
    if pie.text_style.size < 1:
        return []
    names = dict(enumerate(map(one_line, pie.labels)))
    named = [part for part in slices if names.get(part.number)]
    return [
        SideLabel(
            names[number],
            (sector.start + sector.end) / 2,
            (sector.end - sector.start) / math.tau,
            rim=sector.outer,
        )
        for number, sector in sorted(named, key=lambda s: s.sector.start - s.sector.end)[:max_count]
    ]


def _draw_wall(canvas: Canvas, disk: Disk, sector: Sector) -> None:
    """Draw the side of a slice, which is seen below the front half of the rim."""
    depth = disk.radius * _DEPTH
    shadow = over(_DARK, sector.colour)
    dark, bright = np.array(shadow[:3]), np.array(over(_BRIGHT, sector.colour)[:3])
    alpha = sector.colour[3]
    for left, right in _wall_spans(disk, sector):
        x = np.array([left, *range(math.floor(left) + 1, math.ceil(right)), right])
        part = np.minimum(1.0, np.abs(x - disk.x) / disk.radius)
        y = disk.y + disk.radius * disk.tilt * np.sqrt(1 - part * part)
        if alpha == 255:  # shines through where top and side meet: the rim is a little darker
            canvas.path(_strip(x, y, depth), (*shadow[:3], alpha))
        # A colour for each column of pixels; columns of one colour are drawn as one.
        along = 0.5 + ((x[1:] + x[:-1]) / 2 - disk.x) / (2 * disk.radius)
        light = np.interp(along, (0, _BRIGHTEST, 1), (0, 1, 0))
        colours = np.round(dark + (bright - dark) * light[:, None]).astype(int)
        starts = np.flatnonzero((colours[1:] != colours[:-1]).any(axis=1)) + 1
        for start, end in itertools.pairwise([0, *starts.tolist(), len(colours)]):
            strip = _strip(x[start : end + 1], y[start : end + 1], depth)
            red, green, blue = colours[start].tolist()
            canvas.path(strip, (red, green, blue, alpha))


def _strip(x: Array, y: Array, depth: float) -> Path:
    """Return what lies between a line and the same line further down."""
    count = len(x)
    vertices = np.empty((2 * count + 1, 2))  # filled in place: a wall has hundreds of strips
    vertices[:count, 0], vertices[:count, 1] = x, y
    vertices[count:-1, 0], vertices[count:-1, 1] = x[::-1], y[::-1] + depth
    vertices[-1] = vertices[0]
    return Path(vertices, [MOVE, *[LINE] * (2 * count - 1), CLOSE])


def _wall_spans(disk: Disk, sector: Sector) -> list[tuple[float, float]]:
    """Return from where to where the side of a slice is seen, in pixels, at most at two places.

    Slices meet between two columns of pixels.
    """
    spans = []
    for turn in (-math.tau, 0.0, math.tau):
        # From 3 to 9 o'clock, that is from right to left.
        first = max(sector.start + turn, math.pi / 2)
        last = min(sector.end + turn, 3 * math.pi / 2)
        if first < last:
            left = disk.x + disk.radius * math.sin(last)
            right = disk.x + disk.radius * math.sin(first)
            left = round(left) if last < 3 * math.pi / 2 else left
            right = round(right) if first > math.pi / 2 else right
            if left < right:
                spans.append((left, right))
    return spans


def _max_labels(box: Box, font: Font) -> int:
    """Return how many labels fit above each other."""
    return max(1, int(box.height / max(1.0, font.size * _LINE_HEIGHT)))


def _draw_column(
    canvas: Canvas, disk: Disk, labels: list[SideLabel], pie: PiePlot, box: Box
) -> None:
    """Draw the labels of one side in a column, level with the elbows of their lines if possible."""
    colour, size = pie.text_style
    font = Font(size, family="arial")
    labels = downwards(labels, _max_labels(box, font))
    elbows = [disk.point(label.angle, *_ELBOW) for label in labels]
    for label, (_, y) in zip(labels, elbows, strict=True):
        label.y = y
    height = size * _LINE_HEIGHT
    push_apart(labels, height, box.y + height / 2, box.bottom - height / 2)
    for label, (x, y) in zip(labels, elbows, strict=True):
        sign = 1 if label.right else -1
        column = disk.x + sign * disk.radius * _COLUMN
        end_y = math.floor(label.y) + 0.5  # a sharp line, one pixel high
        if abs(label.y - y) < 1:
            y = end_y
        start = disk.point(label.angle, label.rim * _INSIDE)
        canvas.line([start, (x, y), (column, end_y)], Stroke(colour, 1, join="miter"))
        canvas.text(
            column + sign * _LABEL_GAP,
            label.y + size * ARIAL_CAP_HEIGHT / 2,
            label.text,
            font,
            colour,
            anchor=0.0 if label.right else 1.0,
        )


def _map_area(disk: Disk, part: _Slice) -> MapArea:
    """Return a slice as a polygon."""
    sector = part.sector
    count = math.ceil((sector.end - sector.start) / _CORNER) + 1
    angles = np.linspace(sector.start, sector.end, count).tolist()
    corners = [disk.point(angle, sector.outer) for angle in angles]
    if sector.inner > 0:
        corners += [disk.point(angle, sector.inner) for angle in reversed(angles)]
    else:
        corners.append((disk.x, disk.y))
    return MapArea.polygon(f"slice{part.number}", corners)
