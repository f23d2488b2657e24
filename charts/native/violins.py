"""Violins: the outline of how densely the values of a group lie, and what is drawn in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from api.named_tuple import NamedTuple

from ..canvas.path import CLOSE, LINE, MOVE, Array, Path
from ..canvas.stroke import Stroke
from ..colour import Colour, over
from ..marks.points import draw_points
from ..marks.rules import draw_rule
from ..statistics import density
from . import group_places
from .sizes import base_size

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from ..statistics.density import BandwidthRule
    from .chart import Chart
    from .group_places import Place
    from .groups import Group

Inner = Literal["box", "lines", "points", "none"]
Widths = Literal["equal", "area", "count"]

_FILL_ALPHA, _POINT_ALPHA = 110, 150  # of 255
_POINTS = 100  # of the outline of half a violin
_INNER = 0.08  # of the width of a violin: the box in it
_MIN_INNER, _MAX_INNER = 3.0, 12.0  # pixels
_NARROW = 16  # pixels: violins whose parts are thinner
_SPREAD = 0.8  # of the width of a violin: the points in it


class Violin(NamedTuple):
    """How wide a violin is at each of some values, 1 for the widest of all."""

    at: Array
    """In ascending order; empty for values that are all the same."""
    widths: Array


def violins(
    groups: Sequence[Group], bandwidth: str, widths: Widths, *, log: bool = False
) -> list[Violin]:
    """Return the violins of groups; ``bandwidth`` is a rule or a number.

    ``log``: of the logarithms, as the axis shows these.
    """
    none = np.empty(0)
    curves: list[tuple[Array, Array]] = []
    for group in groups:
        values = np.log10(group.values).tolist() if log else group.values
        width = _bandwidth(values, bandwidth) if values[0] < values[-1] else 0.0
        curves.append(density.curve(values, _POINTS, width) if width else (none, none))
    if widths == "count":
        curves = [(at, d * len(g.values)) for (at, d), g in zip(curves, groups, strict=True)]
    highest = [float(d.max()) if len(d) else 0.0 for _, d in curves]
    if widths != "equal":
        highest = [max(highest)] * len(highest)
    return [
        Violin(10**at if log else at, d / most if most else d)
        for (at, d), most in zip(curves, highest, strict=True)
    ]


def _bandwidth(values: Sequence[float], bandwidth: str) -> float:
    try:
        return float(bandwidth)
    except ValueError:
        return density.bandwidth(values, cast("BandwidthRule", bandwidth))


def draw_outline(canvas: Canvas, group: Group, place: Place, violin: Violin) -> None:
    """Draw a violin; values that are all the same are a line across."""
    edge = Stroke(group.colour, 1.5 if place.thickness >= _NARROW else 1)
    if not len(violin.at):
        draw_rule(canvas, place.across(group.median, place.thickness), edge._replace(width=2))
        return
    scale, area, half = place.scale, place.area, violin.widths * (place.thickness / 2)
    level = np.clip([scale(value) for value in violin.at.tolist()], -1, 2)
    middle = place.along + (area.y if place.horizontal else area.x)
    along = np.concatenate([middle + half, middle - half[::-1], middle + half[:1]])
    both = np.concatenate([level, level[::-1], level[:1]])
    if place.horizontal:
        outline = np.column_stack([area.x + both * area.width, along])
    else:
        outline = np.column_stack([along, area.bottom - both * area.height])
    codes = np.full(len(outline), LINE, np.uint8)
    codes[0], codes[-1] = MOVE, CLOSE
    canvas.path(Path(outline, codes), _clearer(group.colour, _FILL_ALPHA), edge)


def draw_inner(
    canvas: Canvas, chart: Chart, inner: Inner, group: Group, place: Place, violin: Violin
) -> None:
    """Draw what is in a violin."""
    if inner == "points":
        _draw_points(canvas, chart, group, place, violin)
    elif inner == "lines" and len(violin.at):
        for value, dash in ((group.lower, (3, 3)), (group.median, ()), (group.upper, (3, 3))):
            width = float(np.interp(value, violin.at, violin.widths)) * place.thickness
            stroke = Stroke(chart.theme.text, 1 if dash else 2, dash=dash)
            draw_rule(canvas, place.across(value, width), stroke)
    elif inner == "box":
        min_width = _MIN_INNER if place.thickness >= _NARROW else 1.0
        thickness = min(max(place.thickness * _INNER, min_width), _MAX_INNER)
        narrow = place._replace(thickness=round(thickness))
        text = chart.theme.text
        group_places.draw_box(canvas, group, narrow, text, Stroke(text, 1), caps=False)
        ground = over(chart.theme.background, chart.theme.pages[0])
        size = thickness * 0.9 + 2
        at = [place.point(group.median)]
        draw_points(canvas, at, (size,), (ground,), "circle", Stroke(text, 1))


def _draw_points(canvas: Canvas, chart: Chart, group: Group, place: Place, violin: Violin) -> None:
    """Draw every value as a point, apart from those beside it where the violin is wide."""
    widths = np.zeros(len(group.values))
    if len(violin.at):
        widths = np.interp(group.values, violin.at, violin.widths) * place.thickness
    dots = [
        place.point(value, (_spread(i) - 0.5) * _SPREAD * width)
        for i, (value, width) in enumerate(zip(group.values, widths.tolist(), strict=True))
    ]
    size = min(base_size(chart) * 0.4, place.thickness / 3)
    draw_points(canvas, dots, (size,), (_clearer(chart.theme.text, _POINT_ALPHA),))


def _spread(i: int) -> float:
    """Return the i-th of numbers from 0 to 1 of which no few are close (van der Corput 1935)."""
    return int(f"{i + 1:b}"[::-1], 2) / (1 << (i + 1).bit_length())


def _clearer(colour: Colour, alpha: int) -> Colour:
    return (*colour[:3], round(colour[3] * alpha / 255))
