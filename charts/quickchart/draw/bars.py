"""Bars: their widths side by side, their stacks, and their drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.path import CLOSE, LINE, MOVE, Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...marks.rounded import Corners, rounded
from ..datasets import Bars, Dataset
from ..styles import Paint, Sides, plain_colour
from .axis import Axis
from .paint import fill_path
from .stacks import Stack


class Bar(NamedTuple):
    """A bar in pixels: from ``base`` to ``head`` along the axis of values."""

    number: int
    value: float
    base: float
    head: float
    centre: float
    thickness: float


def place(
    dataset: Dataset, along: Axis, across: Axis, stack: Stack, slots: Sequence[object],
    places: Sequence[float | None],
) -> list[Bar]:  # fmt: skip
    """Return the bars of a dataset. ``slots``: the stacks that stand side by side, in order."""
    options = dataset.bars
    pixels = [None if p is None else along.pixel(p) for p in places]
    known = [p for p in pixels if p is not None]
    interval = _interval(along, known)
    slot = stack.slot if options.grouped else None
    count = len(slots) if options.grouped else 1
    number = list(slots).index(slot) if slot in slots else 0
    share = options.bar_share
    if isinstance(options.thickness, float):
        chunk, share = options.thickness, 1.0
    else:
        chunk = interval * options.category_share / max(count, 1)
    size = chunk * share
    if options.max_thickness is not None:
        size = min(size, max(options.max_thickness, 0.0))
    bars = []
    for i, pixel in enumerate(pixels):
        ends = stack.ends(i)
        if pixel is None or ends is None:
            continue
        start, end = ends
        floating = bool(dataset.starts) and dataset.starts[i] is not None
        if options.base is not None and not floating:
            start = options.base
        base = across.base if start is None else across.pixel(start)
        head = across.pixel(end)
        if options.min_length and abs(head - base) < options.min_length:
            base, head = _lengthened(base, head, options, across, dataset.values[i] or 0)
        first = pixel - chunk * count / 2
        centre = first + chunk * number + chunk / 2
        bars.append(Bar(i, dataset.values[i] or 0.0, base, head, centre, size))
    return bars


def _lengthened(
    base: float, head: float, options: Bars, across: Axis, value: float
) -> tuple[float, float]:
    """Return the ends of a bar that is made longer: one without length reaches both ways in 4."""
    length = options.min_length
    forth = 1 if across.horizontal else -1
    if across.generation == 4 and head != base:
        return base, base + math.copysign(length, head - base)
    if across.generation == 4:
        forth *= 1 if across.low >= (options.base or 0) else -1
        low, high = sorted((across.start, across.start + across.length))
        base = min(max(base - forth * length / 2, low), high)
        return base, base + forth * length
    return base, base + (forth if value >= 0 else -forth) * length


def _interval(axis: Axis, pixels: Sequence[float]) -> float:
    """Return the smallest distance of two bars or ticks: what a category may take."""
    ordered = sorted(set(pixels))
    gaps = [b - a for a, b in pairwise(ordered)]
    at = sorted(axis.pixel(t.value) for t in axis.ticks) if axis.scale.kind != "category" else []
    gaps += [b - a for a, b in pairwise(at) if b > a]
    if axis.scale.kind == "category":
        steps = max(axis.high - axis.low + (1 if axis.scale.offset else 0), 1)
        gaps.append(axis.length / steps)
    return min([axis.length, *gaps])


def draw(canvas: Canvas, dataset: Dataset, bars: Sequence[Bar], across: Axis, area: Box) -> None:
    """Draw the bars of a dataset within the chart area."""
    floating = bool(dataset.starts)
    with canvas.clip(*area):
        for bar in bars:
            fill = dataset.fills[bar.number % len(dataset.fills)]
            edge = dataset.edges[bar.number % len(dataset.edges)]
            width = dataset.edge_widths[bar.number % len(dataset.edge_widths)]
            skipped = _skipped(dataset, bar, across, floating=floating)
            _draw_bar(canvas, dataset, bar, across, area, fill, edge, max(width, 0.0), skipped)


def _skipped(dataset: Dataset, bar: Bar, across: Axis, *, floating: bool) -> str:
    """Return the side of a bar that has no border."""
    skipped = dataset.bars.skipped
    if not skipped or (floating and skipped == "bottom"):
        return ""
    if skipped in ("left", "right") and not across.horizontal:
        return skipped
    if skipped == "top" and not across.horizontal:
        return "top" if bar.base > bar.head else "bottom"
    if across.horizontal:
        start = "left" if bar.base < bar.head else "right"
        opposite = "right" if start == "left" else "left"
    else:
        start = "bottom" if bar.base > bar.head else "top"
        opposite = "top" if start == "bottom" else "bottom"
    return opposite if skipped == "end" else start


def _draw_bar(
    canvas: Canvas, dataset: Dataset, bar: Bar, across: Axis, area: Box, fill: Paint, edge: Paint,
    width: float, skipped: str,
) -> None:  # fmt: skip
    outer = _box(bar, across)
    corners = _corners(dataset, bar, across, outer, skipped)
    ink = plain_colour(edge)
    inset = _borders(dataset, outer, width, skipped) if ink[3] else Sides()
    inner = outer.inset(**inset._asdict())
    bordered = inner != outer
    # Version 4 fills what its border leaves; both fill all of a bar without one.
    filled = inner if bordered and across.generation == 4 and not any(corners) else outer
    if any(corners):
        fill_path(canvas, rounded(filled, corners), fill, area)
    elif filled.width > 0 and filled.height > 0:
        fill_path(canvas, Path.rectangle(*filled), fill, area)
    if not bordered:
        return
    if any(corners):
        middle = outer.inset(**{side: depth / 2 for side, depth in inset._asdict().items()})
        stroke = Stroke(ink, max(inset), join="miter")
        canvas.path(rounded(middle, corners), None, stroke)
        return
    # One shape with a hole, so that corners of a translucent border are not twice as dark.
    frame = [Path.rectangle(*outer), Path.rectangle(*inner)]
    points = [*frame[0].vertices.tolist(), *frame[1].vertices[[0, 3, 2, 1, 0]].tolist()]
    codes = [MOVE, LINE, LINE, LINE, CLOSE] * 2
    canvas.path(Path(points, codes), ink)


def _box(bar: Bar, across: Axis) -> Box:
    half = bar.thickness / 2
    low, high = sorted((bar.base, bar.head))
    if across.horizontal:
        return Box(low, bar.centre - half, high - low, bar.thickness)
    return Box(bar.centre - half, low, bar.thickness, high - low)


def _borders(dataset: Dataset, outer: Box, width: float, skipped: str) -> Sides:
    """Return how wide the border is at each side: it lies within the bar, and one may be open."""
    widths = dataset.bars.borders or Sides(width, width, width, width)
    within = Sides(*(min(max(w, 0.0), outer.width, outer.height) for w in widths))
    return within._replace(**{skipped: 0.0}) if skipped else within


def _corners(dataset: Dataset, bar: Bar, across: Axis, outer: Box, skipped: str) -> Corners:
    """Return the radii of the corners of a bar."""
    options = dataset.bars
    limit = min(outer.width, outer.height) / 2
    if not options.all_corners:
        along = outer.width if across.horizontal else outer.height
        limit = min(along, bar.thickness / 2)
    radii = options.corners or (options.radius,) * 4
    square = "" if options.all_corners else skipped
    return Corners(
        *(
            0.0 if square in sides else max(min(radius, limit), 0.0)
            for radius, sides in zip(radii, _CORNERS, strict=True)
        )
    )


# The sides that meet at each corner, in the order of Corners.
_CORNERS = (("left", "top"), ("right", "top"), ("right", "bottom"), ("left", "bottom"))
