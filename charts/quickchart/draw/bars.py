"""Bars: their widths side by side, their stacks, and their drawing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ...canvas.box import Box
from ...canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..chart import Dataset, Generation, Paint, plain_colour
from .axis import Axis
from .paint import fill_path
from .stacks import Stack

_ROUND = 0.5522847498  # of a radius: the handles of a quarter of a circle


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
    places: Sequence[float | None], generation: Generation,
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
        base = across.base if start is None else across.pixel(start)
        head = across.pixel(end)
        if options.min_length and abs(head - base) < options.min_length:
            down = head >= base if generation == 4 else across.horizontal
            sign = 1 if down != (not across.horizontal) else -1
            head = base + sign * options.min_length * (-1 if (dataset.values[i] or 0) < 0 else 1)
        first = pixel - chunk * count / 2
        centre = first + chunk * number + chunk / 2
        bars.append(Bar(i, dataset.values[i] or 0.0, base, head, centre, size))
    return bars


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
    half = bar.thickness / 2
    low, high = sorted((bar.base, bar.head))
    if across.horizontal:
        outer = Box(low, bar.centre - half, high - low, bar.thickness)
    else:
        outer = Box(bar.centre - half, low, bar.thickness, high - low)
    radius = min(dataset.bars.radius, outer.width / 2, outer.height / 2)
    if dataset.bars.radius and dataset.bars.all_corners is False:
        radius = min(dataset.bars.radius, outer.width if across.horizontal else outer.height)
        radius = min(radius, bar.thickness / 2)
    ink = plain_colour(edge)
    if radius > 0:
        square = "" if dataset.bars.all_corners else skipped
        fill_path(canvas, rounded(outer, radius, square), fill, area)
    elif outer.width > 0 and outer.height > 0:
        fill_path(canvas, Path.rectangle(*outer), fill, area)
    if not width or not ink[3]:
        return
    # The border lies within the bar; the side that is skipped is left open.
    inset = {
        side: min(width, outer.width, outer.height) for side in ("left", "top", "right", "bottom")
    }
    if skipped:
        inset[skipped] = 0.0
    if radius > 0:
        middle = outer.inset(**{side: depth / 2 for side, depth in inset.items()})
        canvas.path(rounded(middle, radius, "" if dataset.bars.all_corners else skipped), None,
                    Stroke(ink, width, join="miter"))  # fmt: skip
        return
    inner = outer.inset(**inset)
    # One shape with a hole, so that corners of a translucent border are not twice as dark.
    frame = [Path.rectangle(*outer), Path.rectangle(*inner)]
    points = [*frame[0].vertices.tolist(), *frame[1].vertices[[0, 3, 2, 1, 0]].tolist()]
    codes = [MOVE, LINE, LINE, LINE, CLOSE] * 2
    canvas.path(Path(points, codes), ink)


def rounded(box: Box, radius: float, square: str) -> Path:
    """Return a rectangle with rounded corners, but those of one side."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    corners = {
        "tl": square not in ("left", "top"),
        "tr": square not in ("right", "top"),
        "br": square not in ("right", "bottom"),
        "bl": square not in ("left", "bottom"),
    }
    r = {name: radius if rounded else 0.0 for name, rounded in corners.items()}
    k = 1 - _ROUND
    points = [
        (x + r["tl"], y), (right - r["tr"], y),
        (right - r["tr"] * k, y), (right, y + r["tr"] * k), (right, y + r["tr"]),
        (right, bottom - r["br"]),
        (right, bottom - r["br"] * k), (right - r["br"] * k, bottom), (right - r["br"], bottom),
        (x + r["bl"], bottom),
        (x + r["bl"] * k, bottom), (x, bottom - r["bl"] * k), (x, bottom - r["bl"]),
        (x, y + r["tl"]),
        (x, y + r["tl"] * k), (x + r["tl"] * k, y), (x + r["tl"], y),
        (x + r["tl"], y),
    ]  # fmt: skip
    codes = [MOVE, *[LINE, CURVE, CURVE, CURVE] * 4, CLOSE]
    return Path(points, codes)
