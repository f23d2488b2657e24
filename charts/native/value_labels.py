"""Numbers at points, and the notice of numbers that had no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.text import CAP_HEIGHT, width
from ..marks.point_labels import PointLabel, place_labels
from .number_text import choose
from .sizes import tick_font

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from .chart import Chart

Marked = tuple["Point", float]
"""A point in pixels, and its value."""


def draw_value_labels(
    canvas: Canvas,
    chart: Chart,
    series: Sequence[Sequence[Marked]],
    lines: Sequence[Array],
    bounds: Box,
    *,
    radius: float,
    clearance: float,
) -> list[str]:
    """Draw the number of each point where it covers nothing; return a notice of those left out.

    Where there is no room for all, the last, the first, the largest and the smallest number of
    each series come first.
    """
    font = tick_font(chart)
    write = choose((value for points in series for _, value in points), chart.numbers)
    order = [(i, j) for i, points in enumerate(series) for j in _key_points(points)]
    order += [(i, j) for i, points in enumerate(series) for j in range(len(points))]
    labels: list[tuple[str, PointLabel]] = []
    for i, j in dict.fromkeys(order):
        point, value = series[i][j]
        text = write(value)
        size = width(text, font), font.size * CAP_HEIGHT
        below = bool(lines) and _is_low(series[i], j)
        labels.append((text, PointLabel(point, *size, below)))
    places = place_labels(
        [label for _, label in labels],
        lines,
        [point for points in series for point, _ in points],
        bounds,
        radius=radius,
        clearance=clearance,
    )
    for (text, _), box in zip(labels, places, strict=True):
        if box:
            canvas.text(box.x, box.bottom, text, font, chart.theme.text)
    return left_out(places.count(None), len(places))


def left_out(missing: int, total: int) -> list[str]:
    """Return the notice that some numbers were left out, if any were."""
    return [f"value_labels: {missing} of {total} numbers had no room"] if missing else []


def _key_points(points: Sequence[Marked]) -> list[int]:
    """Return the indices of the last, the first, the largest and the smallest of the values."""
    if not points:
        return []
    values = [value for _, value in points]
    return [len(values) - 1, 0, values.index(max(values)), values.index(min(values))]


def _is_low(points: Sequence[Marked], i: int) -> bool:
    """Return whether a point lies below its neighbours, so that its number stands below it."""
    y = points[i][0][1]
    beside = [points[j][0][1] for j in (i - 1, i + 1) if 0 <= j < len(points)]
    return bool(beside) and y > sum(beside) / len(beside)
