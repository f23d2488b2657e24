"""Where data are in a plot, in pixels: what markers and icons ask of every diagram."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import Point
from ...diagnostics import Value
from ...marks.lines import split_at_gaps

if TYPE_CHECKING:
    from ..chart import Data


class DataPoint(NamedTuple):
    """Where a data point is, in pixels; of a bar the middle of its end."""

    x: float
    y: float
    base: Point | None = None
    """The middle of a bar's start."""


class PlotGeometry(Protocol):
    """What a diagram that is laid out tells of its data."""

    box: Box
    """The plot."""
    horizontal_bars: bool
    """Bars run from left to right."""

    def group_position(self, index: float) -> float:
        """Return where a group of bars stands, as a fraction of the axis."""

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        """Return where a point is; None if it is missing or hidden.

        Fractions lie between points. ``bar``: the bar of a group that is meant, if not that of
        the series.
        """

    def shape_centre(self, x: float, y: float) -> Point:
        """Return where a shape at a point is centred."""

    def value_line(self, value: float) -> list[Point]:
        """Return the line of all points with a value, a fraction of the plot's height."""

    def position_line(self, x: float, y: float) -> list[Point]:
        """Return the line through a point that crosses all values."""

    def axis_point(self, x: float, y: float) -> Point:
        """Return the point of the axis that belongs to a data point."""

    def pixels(self, x: float, y: float) -> Point:
        """Return the point at fractions of the plot."""

    def runs(self, series: int, first: float, last: float) -> list[list[Point]]:
        """Return the line through a series' points from one index to another, broken at gaps."""

    def base_line(self, points: Sequence[Point]) -> list[Point]:
        """Return what closes a fill below a line: the axis, from the line's end to its start."""


class CartesianGeometry:
    """The geometry of a diagram with an x and a y axis; see ``PlotGeometry``."""

    horizontal_bars = False

    def __init__(self, data: Sequence[Data], box: Box) -> None:
        self.data = data
        self.box = box

    def group_position(self, index: float) -> float:
        """Return a fraction of the axis as it is."""
        return index

    def pixels(self, x: float, y: float) -> Point:
        """Return the point at fractions of the plot."""
        return self.box.x + x * self.box.width, self.box.bottom - y * self.box.height

    def shape_centre(self, x: float, y: float) -> Point:
        """Return the point itself."""
        return x, y

    def value_line(self, value: float) -> list[Point]:
        """Return a horizontal line across the plot."""
        y = self.box.bottom - value * self.box.height
        return [(self.box.x, y), (self.box.right, y)]

    def position_line(self, x: float, y: float) -> list[Point]:
        """Return a vertical line across the plot."""
        return [(x, self.box.bottom), (x, self.box.y)]

    def axis_point(self, x: float, y: float) -> Point:
        """Return the point below on the x axis."""
        return x, self.box.bottom

    def base_line(self, points: Sequence[Point]) -> list[Point]:
        """Return the x axis below the points, from the last to the first."""
        return [(points[-1][0], self.box.bottom), (points[0][0], self.box.bottom)]

    def point(self, series: int, index: int) -> Point | None:
        """Return where a point of a series is; None where there is none."""
        if not 0 <= series < len(self.data):
            return None
        data = self.data[series]
        if not 0 <= index < len(data.positions):
            return None
        y = data.positions[index]
        if data.x is None:
            x: Value = index / max(len(data.positions) - 1, 1)
        else:
            x = data.x[index] if index < len(data.x) else None
        return None if x is None or y is None else self.pixels(x, y)

    def points(self, series: int) -> list[Point | None]:
        """Return where all points of a series are; none of a series that does not exist."""
        return [self.point(series, index) for index in range(self._length(series))]

    def _length(self, series: int) -> int:
        return len(self.data[series].positions) if 0 <= series < len(self.data) else 0

    def interpolated(self, series: int, index: float) -> Point | None:
        """Return where a point is; a fraction lies on the line between two points."""
        before, after = math.floor(index), math.ceil(index)
        first, second = self.point(series, before), self.point(series, after)
        if first is None or second is None or before == after:
            return first
        return between(first, second, index - before)

    def runs(self, series: int, first: float, last: float) -> list[list[Point]]:
        """Return the line through the points, broken at gaps; its ends may lie between points."""
        last = min(last, self._length(series) - 1)
        first = max(first, 0.0)
        if first > last:
            return []
        inner = range(math.ceil(first), math.floor(last) + 1)
        indices = dict.fromkeys([first, *(float(i) for i in inner), last])
        return split_at_gaps(self.interpolated(series, index) for index in indices)


def between(first: Point, second: Point, share: float) -> Point:
    """Return the point on a line at a share of the way from its first to its second end."""
    return (
        first[0] + (second[0] - first[0]) * share,
        first[1] + (second[1] - first[1]) * share,
    )
