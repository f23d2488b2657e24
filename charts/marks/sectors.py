"""Sectors of a disk, flat or tilted, in pixels. Angles are radians clockwise from 12 o'clock."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ..canvas.path import Path, Point
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..colour import Colour


class Disk(NamedTuple):
    """A disk around (x, y); ``tilt`` is its height by its width, 1 for one that is not tilted."""

    x: float
    y: float
    radius: float
    tilt: float = 1.0

    def point(self, angle: float, distance: float, distance_down: float | None = None) -> Point:
        """Return the point at an angle and a distance from the centre, a part of the radius.

        ``distance_down``: another distance for its y, as on an ellipse.
        """
        down = distance if distance_down is None else distance_down
        return (
            self.x + self.radius * distance * math.sin(angle),
            self.y - self.radius * self.tilt * down * math.cos(angle),
        )

    def sector(self, inner: float, outer: float, start: float, end: float) -> Path:
        """Return a sector between two parts of the radius and two angles."""
        flat = Path.sector(0, 0, self.radius * outer, self.radius * inner, start, end - start)
        return Path(flat.vertices * (1, self.tilt) + (self.x, self.y), flat.codes)


class Sector(NamedTuple):
    """A part of a disk: from an angle to another, from a part of the radius to another."""

    start: float
    end: float
    inner: float
    outer: float
    colour: Colour


def draw_sector(canvas: Canvas, disk: Disk, sector: Sector, edge: Stroke | None) -> None:
    """Draw one sector of a flat disk, with a line around it that parts it from others."""
    outer, inner = disk.radius * sector.outer, disk.radius * sector.inner
    sweep = sector.end - sector.start
    shape = Path.sector(disk.x, disk.y, outer, inner, sector.start, sweep)
    canvas.path(shape, sector.colour, edge)


def draw_seamless_sectors(canvas: Canvas, disk: Disk, sectors: Sequence[Sector]) -> None:
    """Draw sectors without lines between them: ring by ring, each ring clockwise.

    A sector reaches a little under those that are drawn after it (the next, the next ring, and of
    the first sector the last), so that nothing shines through between them.
    """
    for _, group in itertools.groupby(sectors, key=lambda sector: sector.inner):
        ring = list(group)
        for i, sector in enumerate(ring):
            start, end, outer = sector.start, sector.end, sector.outer
            if sector.colour[3] == 255:
                under = min(0.5, 1 / (disk.radius * outer))
                outer = min(1.0, outer + 0.5 / disk.radius)
                if i + 1 < len(ring) and ring[i + 1].start == end:
                    end = min(end + under, ring[i + 1].end)
                if i == 0 and len(ring) > 1 and ring[-1].end > start + math.tau - 1e-9:
                    start = max(start - under, ring[-1].start - math.tau)
            canvas.path(disk.sector(sector.inner, outer, start, end), sector.colour)
