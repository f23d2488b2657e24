"""Series that are drawn in several ways over the same xvalues, each on one of two axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from .chart import Series, ValueAxis
from .styles import BarStyle, LineStyle
from .x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..marks.curves import Curve

Mark = Literal["bar", "line", "area", "points"]
MARKS: tuple[Mark, ...] = get_args(Mark)


class MixedPlot(NamedTuple):
    """Bars, areas, lines and points in one plot."""

    x: XValues
    series: tuple[Series, ...]
    marks: tuple[Mark, ...]
    second: tuple[bool, ...]
    """Of each series whether it is on the second axis, at the right."""
    axes: tuple[ValueAxis, ValueAxis]
    stacked: bool
    curve: Curve
    markers: bool
    value_labels: bool
    styles: tuple[LineStyle, ...]
    joined: bool
    bar_style: BarStyle

    def of(self, *marks: Mark, second: bool | None = None) -> list[int]:
        """Return the indices of the series with these marks, on one axis or on both."""
        return [
            i
            for i, mark in enumerate(self.marks)
            if mark in marks and second in (None, self.second[i])
        ]
