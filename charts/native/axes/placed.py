"""Axes in their place around a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import Point
from ..scale import CategoryScale, Labels, Scale

if TYPE_CHECKING:
    from ..reference import AxisName, Reference

Side = Literal["left", "bottom", "right"]
MARK = 0.4
"""The length of the short line at a tick of an axis without gridlines, in parts of the text size"""


class Axis(NamedTuple):
    """An axis in its place."""

    scale: Scale | CategoryScale
    side: Side
    labels: Labels
    title: str = ""
    downwards: bool = False
    """Its start is at the top, where a horizontal chart has its first bar."""
    marked: bool = False
    """Its ticks have short lines, as no gridlines lead there."""

    def position(self, value: float) -> float:
        """Return the position of a value, or of the index of a name: 0 at the left or bottom."""
        position = self.scale(value)
        return 1 - position if self.downwards else position

    @property
    def has_numbers(self) -> bool:
        """Return whether it has numbers or times, not names."""
        return isinstance(self.scale, Scale)

    def tick_positions(self) -> list[float]:
        """Return where its ticks are, 0 to 1; of names, where those stand that are drawn."""
        if isinstance(self.scale, CategoryScale):
            return [position for position, _ in self.labels.items]
        return [self.position(tick) for tick in self.scale.ticks]

    def reversed(self) -> Axis:
        """Return the axis with its scale and labels in the other direction."""
        items = tuple((1 - position, text) for position, text in self.labels.items)
        labels = self.labels._replace(items=items)
        return self._replace(scale=self.scale._replace(reverse=True), labels=labels)

    def across(self, plot: Box, position: float) -> tuple[Point, Point]:
        """Return the line across the plot at a position of the axis, 0 to 1."""
        if self.side != "bottom":
            y = plot.bottom - position * plot.height
            return (plot.x, y), (plot.right, y)
        x = plot.x + position * plot.width
        return (x, plot.y), (x, plot.bottom)


class Axes(NamedTuple):
    """The axes, and the plot that they leave."""

    plot: Box
    x: Axis
    y: Axis
    y2: Axis | None = None
    """The second axis of values, at the right."""
    notices: tuple[str, ...] = ()
    """What lies beyond the ends that were asked for, and is not shown."""
    marks: Reference | None = None
    """Targets, bands and annotations, at places of the scales."""
    outer: Box = Box(0, 0, 0, 0)
    """The box of plot, labels and titles."""
    labelled: bool = True
    """There is room for labels."""
    crowded: bool = False
    """Something else stands at the right of the plot."""

    @property
    def y_scale(self) -> Scale:
        """The scale of ``y``, if it is an axis of numbers."""
        return cast(Scale, self.y.scale)

    def of_values(self, *, second: bool) -> Axis:
        """Return the axis of a series of values: ``y2`` if it is on the second one, or ``y``."""
        return self.y2 if second and self.y2 else self.y

    def named(self, name: AxisName) -> Axis:
        """Return the axis that a mark names."""
        return self.x if name == "x" else self.of_values(second=name == "y2")

    def scale_of(self, *, second: bool) -> Scale:
        """Return the scale of a series of numbers."""
        return cast(Scale, self.of_values(second=second).scale)

    @property
    def left(self) -> Axis:
        """The vertical axis."""
        return self.y if self.y.side == "left" else self.x

    @property
    def bottom(self) -> Axis:
        """The horizontal axis."""
        return self.x if self.x.side == "bottom" else self.y

    def point(self, x: float, y: float, *, second: bool = False) -> Point:
        """Return where a value y at a place x is, in pixels."""
        across, up = self.x.position(x), self.of_values(second=second).position(y)
        if self.x.side != "bottom":
            across, up = up, across
        return self.plot.x + across * self.plot.width, self.plot.bottom - up * self.plot.height

    def shows(self, point: Point) -> bool:
        """Return whether a point in pixels is within the plot, or on its edge."""
        (x, y), plot = point, self.plot
        return plot.x - 1 <= x <= plot.right + 1 and plot.y - 1 <= y <= plot.bottom + 1

    def base_line(self) -> tuple[Point, Point]:
        """Return the line from which bars and areas start."""
        return self.y.across(self.plot, self.y_scale.base_position)
