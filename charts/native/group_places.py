"""Groups of values on their axes: where each stands, and the boxes and medians drawn there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, width
from ..marks.points import draw_points
from ..marks.rules import draw_rule
from . import axes
from .number_text import choose
from .scale import CategoryScale, Scale
from .sizes import base_size
from .value_labels import left_out

if TYPE_CHECKING:
    from ..canvas.path import Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from .axes import Axes
    from .chart import Chart
    from .groups import Group, Groups

_BETWEEN = 0.15  # of the space of a series: to the next one of its group
_CAP = 0.4  # of a box: the rule across the end of a whisker
_DIGITS = 2  # of a median, after the first one of the range of all values
_BESIDE = 4  # pixels between a box and the number of its median


class Place(NamedTuple):
    """Where a group stands: from its middle along the names, and a value, to pixels."""

    area: Box
    scale: Scale
    horizontal: bool
    along: float
    thickness: float
    """Of what is drawn, in pixels along the names."""
    pitch: float
    """From one place to the next."""

    def point(self, value: float, shift: float = 0.0) -> Point:
        """Return the point of a value, shifted along the names."""
        level = min(max(self.scale(value), -1.0), 2.0)
        if self.horizontal:
            return self.area.x + level * self.area.width, self.area.y + self.along + shift
        return self.area.x + self.along + shift, self.area.bottom - level * self.area.height

    def box(self, low: float, high: float, thickness: float) -> Box:
        """Return the box between two values."""
        (ax, ay), (bx, by) = self.point(low, -thickness / 2), self.point(high, thickness / 2)
        return Box(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay))

    def across(self, value: float, thickness: float) -> list[Point]:
        """Return the ends of a line across the middle at a value."""
        return [self.point(value, -thickness / 2), self.point(value, thickness / 2)]


def fit(chart: Chart, plot: Groups, box: Box, ends: Sequence[float]) -> tuple[Axes, Sequence[str]]:
    """Return axes on which all the ends have room, and the texts of the medians, if asked for."""
    texts = _medians(chart, plot, ends) if plot.value_labels else []
    longest = max((width(text, axes.tick_font(chart)) for text in texts), default=0.0)
    # The number of the last group stands at the right of its box, partly beyond the plot.
    beyond = 0.0 if plot.horizontal else min(longest * 0.6, box.width * 0.1)
    fitted = axes.fit(
        chart,
        box.inset(right=beyond),
        axes.CategoryAxis(CategoryScale(plot.labels)),
        axes.NumberAxis(ends, plot.axis, headroom=base_size(chart) * 0.6, numbers=chart.numbers),
        horizontal=plot.horizontal,
    )
    return fitted, texts


def _medians(chart: Chart, plot: Groups, ends: Sequence[float]) -> list[str]:
    """Return the texts of the medians: of calculated ones, as many digits as can be told apart."""
    medians = [group.median for group in plot.known]
    span = max(ends, default=0.0) - min(ends, default=0.0)
    if span > 0 and math.isfinite(span):
        digits = max(0, _DIGITS - math.floor(math.log10(span)))
        medians = [m if m == round(m, _DIGITS) else round(m, digits) for m in medians]
    write = choose(medians, chart.numbers)
    return [write(median) for median in medians]


def places(plot: Groups, fitted: Axes, share: float, max_share: float) -> list[tuple[Group, Place]]:
    """Return the groups that have values with their places, in the order of ``Groups.known``.

    ``share``: of the space of a group, what is drawn; ``max_share``: the same of the whole axis.
    """
    length = fitted.plot.height if plot.horizontal else fitted.plot.width
    series = len(plot.rows)
    pitch = length / len(plot.labels)
    step, thickness = pitch, min(pitch * share, length * max_share)
    if series > 1:
        step = min(pitch * (1 + share) / 2, length * max_share * series) / series
        thickness = step * (1 - _BETWEEN)
    found: list[tuple[Group, Place]] = []
    for j, row in enumerate(plot.rows):
        for i, group in enumerate(row):
            if group:
                along = round(fitted.x.scale(i) * length + (j - (series - 1) / 2) * step)
                thick = round(max(thickness, 2.0))
                place = Place(fitted.plot, fitted.y_scale, plot.horizontal, along, thick, step)
                found.append((group, place))
    return found


def draw_box(
    canvas: Canvas, group: Group, place: Place, fill: Colour, edge: Stroke, *, caps: bool = True
) -> None:
    """Draw whiskers, with caps at their ends or without, and a box from quartile to quartile."""
    for near, far in ((group.lower, group.low), (group.upper, group.high)):
        if near != far:
            draw_rule(canvas, [place.point(near), place.point(far)], edge)
            if caps:
                draw_rule(canvas, place.across(far, place.thickness * _CAP), edge)
    canvas.rectangle(*place.box(group.lower, group.upper, place.thickness), fill, edge)


def draw_mean(canvas: Canvas, chart: Chart, group: Group, place: Place) -> None:
    """Draw a diamond at the mean of a group, if it is asked for."""
    if group.mean is not None:
        ground = Stroke(chart.theme.background, 1) if chart.theme.background[3] else None
        at, size = [place.point(group.mean)], base_size(chart) * 0.65
        draw_points(canvas, at, (size,), (chart.theme.text,), "diamond", ground)


def draw_medians(
    canvas: Canvas,
    chart: Chart,
    placed: Sequence[tuple[Group, Place]],
    texts: Sequence[str],
) -> list[str]:
    """Draw the median of each group beside what is drawn of it, where there is room."""
    if not texts:
        return []
    font = axes.tick_font(chart)
    height = font.size * CAP_HEIGHT
    longest = max(width(text, font) for text in texts)
    area, horizontal, gap = placed[0][1].area, placed[0][1].horizontal, 0.0
    gap = placed[0][1].pitch - placed[0][1].thickness
    if (2 * height + 4 if horizontal else longest + 2 * _BESIDE) > gap:
        return left_out(len(texts), len(texts))
    missing = 0
    for (group, place), text in zip(placed, texts, strict=True):
        beside = (gap / 2 - height) / 2 if horizontal else _BESIDE
        x, y = place.point(group.median, place.thickness / 2 + beside)
        length = width(text, font)
        if horizontal:
            x, y = min(max(x - length / 2, area.x), area.right - length), y + height
        else:
            y = min(max(y + height / 2, area.y + height), area.bottom)
        if area.x <= x and x + length <= chart.width - 2:
            canvas.text(x, y, text, font, chart.theme.text)
        else:
            missing += 1
    return left_out(missing, len(texts))
