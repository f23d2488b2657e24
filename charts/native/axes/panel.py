"""A second plot below the first one, with values of its own above the same horizontal axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...canvas.box import Box
from ..chart import Chart
from ..scale import NO_LABELS
from ..sizes import tick_font
from .axis_types import NumberAxis
from .fitting import MAX_LEFT, fit
from .placed import Axes, Axis

if TYPE_CHECKING:
    from .asked import AnyAxis

_SHARE = 0.22  # of the plot's height
_GAP = 1.4  # of the text size: between the plots


def fit_with_panel(
    chart: Chart,
    box: Box,
    x: AnyAxis,
    y: NumberAxis,
    panel: NumberAxis,
) -> tuple[Axes, Axes]:
    """Return the axes of the upper plot, which has no labels below, and those of the lower one."""
    font = tick_font(chart)
    limit = chart.width * MAX_LEFT
    _, labels = panel.fit("left", box.height * _SHARE, limit, font)
    fitted = fit(chart, box, x, y)
    if labels.depth > fitted.y.labels.depth > 0:
        fitted = fit(chart, box.inset(left=labels.depth - fitted.y.labels.depth), x, y)
    plot, gap = fitted.plot, round(font.size * _GAP)
    height = round((plot.height - gap) * _SHARE)
    upper = Box(plot.x, plot.y, plot.width, max(plot.height - gap - height, 1))
    lower = Box(plot.x, plot.bottom - height, plot.width, max(height, 1))
    if chart.frame:
        from . import asked

        y = asked.of_values(chart, y)
    axes = []
    for place, axis, title in ((upper, y, fitted.y.title), (lower, panel, "")):
        scale, labels = axis.fit("left", place.height, limit, font)
        labels = labels if fitted.y.labels.items else NO_LABELS
        axes.append(Axes(place, fitted.x, Axis(scale, "left", labels, title)))
    first, second = axes
    if fitted.y_scale.reverse:
        first = first._replace(y=first.y.reversed())
    upper_x = fitted.x._replace(labels=NO_LABELS, title="")
    if fitted.marks:  # those of the times cross both
        marks = fitted.marks
        first = first._replace(
            marks=marks, outer=fitted.outer, labelled=fitted.labelled, crowded=fitted.crowded
        )
        second = second._replace(marks=marks.across_panels())
    return first._replace(x=upper_x, notices=fitted.notices), second
