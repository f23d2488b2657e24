"""Numbers at points, and the notice of numbers that had no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..canvas.box import Box
from ..canvas.text import CAP_HEIGHT, width
from ..colour import over, text_on
from ..marks.free_labels import free
from ..marks.point_labels import PointLabel, place_labels
from .number_text import choose
from .sizes import tick_font

if TYPE_CHECKING:
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from .chart import Chart
    from .number_text import NumberFormat

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
    numbers: Sequence[NumberFormat] = (),
    bars: Sequence[tuple[Box, Colour]] = (),
    taken: Sequence[Box] = (),
    texts: Sequence[Sequence[str]] = (),
    radii: Sequence[Sequence[float]] = (),
) -> tuple[int, int]:
    """Draw the number of each point where it covers nothing; return how many were left out of all.

    Where there is no room for all, the last, the first, the largest and the smallest number of
    each series come first; where there is none for half of them, only these are drawn. ``numbers``:
    how those of each series are written, if not all alike. A number lies within one of ``bars`` or
    beside all, and never on what is ``taken``. ``texts`` are written instead of numbers, unless one
    is empty; ``radii`` are those of points of several sizes.
    """
    font = tick_font(chart)
    written = [choose((value for points in series for _, value in points), chart.numbers)] * len(
        series
    )
    if numbers:
        written = [
            choose((v for _, v in points), asked)
            for points, asked in zip(series, numbers, strict=True)
        ]
    order = [(i, j) for i, points in enumerate(series) for j in _keys([v for _, v in points])]
    keys = set(order)
    order += [(i, j) for i, points in enumerate(series) for j in range(len(points))]
    labels: list[tuple[str, PointLabel]] = []
    key_labels = 0
    for i, j in dict.fromkeys(order):
        point, value = series[i][j]
        text = texts[i][j] if texts else written[i](value)
        if not text:
            continue
        size = width(text, font), font.size * CAP_HEIGHT
        below = bool(lines) and _is_low(series[i], j)
        labels.append((text, PointLabel(point, *size, below, radii[i][j] if radii else None)))
        key_labels += (i, j) in keys
    places = place_labels(
        [label for _, label in labels],
        [*lines, *(_outline(box) for box in (*(box for box, _ in bars), *taken))],
        [point for points in series for point, _ in points],
        bounds,
        radius=radius,
        clearance=clearance,
        radii=[radius for row in radii for radius in row],
    )
    if _are_few(len(places) - places.count(None), len(places)):
        places[key_labels:] = [None] * (len(places) - key_labels)
    for (text, _), box in zip(labels, places, strict=True):
        if box:
            colour = next((c for bar, c in bars if box.within(bar)), None)
            colour = chart.theme.text if colour is None else text_on_bar(chart, colour)
            canvas.text(box.x, box.bottom, text, font, colour)
    return places.count(None), len(places)


def text_on_bar(chart: Chart, colour: Colour) -> Colour:
    """Return the colour of a text within something of a colour."""
    return text_on(over(colour, over(chart.theme.background, (255, 255, 255, 255))))


def _outline(box: Box) -> Array:
    import numpy as np

    corners = (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
    return np.array([*corners, corners[0]])


def left_out(missing: int, total: int) -> list[str]:
    """Return the notice that some numbers were left out, if any were."""
    return [f"value_labels: {missing} of {total} numbers had no room"] if missing else []


def free_or_key(
    labels: Sequence[Box | None],
    marks: Sequence[Box],
    values: Sequence[float],
    series: Sequence[int] = (),
) -> list[int]:
    """Return the indices of the numbers that are drawn: those that cover nothing, as of ``free``.

    If these are less than half of all, which ones they are says nothing: then only the last, the
    first, the largest and the smallest of each of the ``series`` are drawn. By default, all
    values are of one.
    """
    drawn = free(labels, marks)
    if not _are_few(len(drawn), len(labels)):
        return drawn
    members: dict[int, list[int]] = {}
    for i in range(len(labels)):
        members.setdefault(series[i] if series else 0, []).append(i)
    keys = {own[j] for own in members.values() for j in _keys([values[i] for i in own])}
    return free([label if i in keys else None for i, label in enumerate(labels)], marks)


def _are_few(drawn: int, total: int) -> bool:
    return 2 * drawn < total


def _keys(values: Sequence[float]) -> list[int]:
    """Return the indices of the last, the first, the largest and the smallest of some values."""
    if not values:
        return []
    return [len(values) - 1, 0, values.index(max(values)), values.index(min(values))]


def _is_low(points: Sequence[Marked], i: int) -> bool:
    """Return whether a point lies below its neighbours, so that its number stands below it."""
    y = points[i][0][1]
    beside = [points[j][0][1] for j in (i - 1, i + 1) if 0 <= j < len(points)]
    return bool(beside) and y > sum(beside) / len(beside)
