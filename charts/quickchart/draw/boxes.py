"""Box plots and violins."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import CLOSE, LINE, MOVE, Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...colour import Colour
from ..chart import Generation
from ..datasets import Dataset
from ..shapes import Distributions, Dots, Summary
from ..styles import Paint, plain_colour
from . import points
from .axis import Axis
from .bars import Bar
from .paint import fill_path

_DIAMOND = 5.0  # the radius of the mark of a violin's median


class _Pen:
    """Draws along the axis of values, which may be horizontal."""

    def __init__(self, canvas: Canvas, across: Axis, area: Box, edge: Stroke) -> None:
        self.canvas, self.across, self.area, self.edge = canvas, across, area, edge

    def point(self, at: float, value: float) -> Point:
        """Return the point at a place across the axis and at a value."""
        pixel = self.across.pixel(value)
        return (pixel, at) if self.across.horizontal else (at, pixel)

    def box(self, first: float, last: float, low: float, high: float) -> Path:
        """Return the rectangle between two places and two values."""
        (x0, y0), (x1, y1) = self.point(first, low), self.point(last, high)
        return Path.rectangle(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    def lines(self, *ends: tuple[float, float, float, float], colour: Colour | None = None) -> None:
        """Draw lines, each from a place and a value to another place and value."""
        edge = self.edge._replace(colour=colour) if colour else self.edge
        if edge.width and edge.colour[3]:
            self.canvas.lines([(self.point(a, b), self.point(c, d)) for a, b, c, d in ends], edge)

    def dots(self, dots: Dots, places: Sequence[Point], fill: Paint) -> None:
        """Draw points, in the colours of the box unless they have their own."""
        edge = Stroke(dots.edge or self.edge.colour, dots.edge_width)
        for place in places:
            points.draw(self.canvas, place, dots.shape, dots.radius, dots.fill or fill, edge)


def draw(
    canvas: Canvas, dataset: Dataset, shape: Distributions, bars: Sequence[Bar], across: Axis,
    area: Box, generation: Generation,
) -> None:  # fmt: skip
    """Draw a box or a violin at the place of each bar."""
    with canvas.clip(*area):
        for bar in bars:
            summary = shape.summaries[bar.number]
            if summary is None:
                continue
            fill = dataset.fills[bar.number % len(dataset.fills)]
            width = dataset.edge_widths[bar.number % len(dataset.edge_widths)]
            ink = plain_colour(dataset.edges[bar.number % len(dataset.edges)])
            pen = _Pen(canvas, across, area, Stroke(ink, max(width, 0.0), join="miter"))
            if shape.violin:
                _draw_violin(pen, summary, bar, fill, generation)
            else:
                _draw_box(pen, shape, summary, bar, fill)
            _draw_dots(pen, shape, summary, bar, fill, dataset.number)


def _draw_box(pen: _Pen, shape: Distributions, box: Summary, bar: Bar, fill: Paint) -> None:
    first, last, middle = (bar.centre + part * bar.thickness / 2 for part in (-1, 1, 0))
    fill_path(pen.canvas, pen.box(first, last, box.q1, box.q3), fill, pen.area)
    pen.lines((first, box.median, last, box.median), colour=shape.median)
    if shape.lower:
        lower = pen.box(first, last, box.q1, box.median)
        pen.canvas.path(lower, shape.lower)
    if pen.edge.width and pen.edge.colour[3]:
        pen.canvas.path(pen.box(first, last, box.q1, box.q3), None, pen.edge)
    pen.lines(
        (first, box.low, last, box.low),
        (middle, box.low, middle, box.q1),
        (first, box.high, last, box.high),
        (middle, box.high, middle, box.q3),
    )


def _draw_violin(pen: _Pen, violin: Summary, bar: Bar, fill: Paint, generation: Generation) -> None:
    middle = pen.point(bar.centre, violin.median)
    points.draw(pen.canvas, middle, "rectRot", _DIAMOND, fill, pen.edge)
    largest = max(violin.densities, default=0.0)
    if largest <= 0:
        return
    half = bar.thickness / 2 / largest
    sides = [
        [pen.point(bar.centre + way * density * half, at)
         for at, density in zip(violin.places, violin.densities, strict=True)]
        for way in (-1, 1)
    ]  # fmt: skip
    if generation == 2:  # which draws each half, open along the middle
        ends = [pen.point(bar.centre, at) for at in (violin.places[0], violin.places[-1])]
        halves = [[ends[0], *side, ends[1]] for side in sides]
        outline = Path(
            [*halves[0], *halves[1]],
            [code for part in halves for code in (MOVE, *[LINE] * (len(part) - 1))],
        )
    else:
        corners = [*sides[0], *reversed(sides[1])]
        outline = Path([*corners, corners[0]], [MOVE, *[LINE] * (len(corners) - 1), CLOSE])
    if pen.edge.width and pen.edge.colour[3]:
        pen.canvas.path(outline, None, pen.edge)
    fill_path(pen.canvas, outline, fill, pen.area)


def _draw_dots(
    pen: _Pen, shape: Distributions, summary: Summary, bar: Bar, fill: Paint, number: int
) -> None:
    if shape.outliers.radius:
        pen.dots(shape.outliers, [pen.point(bar.centre, v) for v in summary.outliers], fill)
    if shape.means.radius and summary.mean is not None:
        pen.dots(shape.means, [pen.point(bar.centre, summary.mean)], fill)
    if shape.items.radius:
        pen.dots(shape.items, _scattered(pen, summary, bar, number), fill)


def _scattered(pen: _Pen, summary: Summary, bar: Bar, number: int) -> list[Point]:
    """Return the places of items, spread over the width of the box as the plugin spreads them."""
    seed = number * 1000 + bar.number
    places = []
    for value in summary.items:
        if value in summary.outliers:
            continue
        seed = (seed * 9301 + 49297) % 233280  # its linear congruential generator
        at = bar.centre + (seed / 233280 - 0.5) * bar.thickness
        places.append(pen.point(at, value))
    return places
