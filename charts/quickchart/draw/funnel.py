"""The steps of a funnel: trapezoids, each as wide as its value where it begins."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Path, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..datasets import Dataset
from ..shapes import Trapezoids
from ..styles import plain_colour
from .bars import Bar
from .paint import fill_path


class _Step:
    """A step with its ends: along the funnel, and across it."""

    def __init__(self, bar: Bar) -> None:
        self.start = bar.centre - bar.thickness / 2
        self.end = bar.centre + bar.thickness / 2
        self.low, self.high = sorted((bar.base, bar.head))

    @property
    def length(self) -> float:
        return self.end - self.start

    def towards(self, other: _Step, share: float) -> tuple[float, float]:
        """Return the ends across the funnel, a share of the way to those of another step."""
        return (
            self.low + (other.low - self.low) * share,
            self.high + (other.high - self.high) * share,
        )


def draw(
    canvas: Canvas, dataset: Dataset, shape: Trapezoids, bars: Sequence[Bar], area: Box,
    *, upright: bool,
) -> None:  # fmt: skip
    """Draw the steps; ``upright``: one above the other."""
    steps = [_Step(bar) for bar in bars]
    with canvas.clip(*area):
        for i, (bar, step) in enumerate(zip(bars, steps, strict=True)):
            before = steps[i - 1] if i else step
            after = steps[i + 1] if i + 1 < len(steps) else step
            outline = _outline(shape, step, before, after)
            if not upright:
                outline = [(y, x) for x, y in outline]
            width = max(dataset.edge_widths[bar.number % len(dataset.edge_widths)], 0.0)
            ink = plain_colour(dataset.edges[bar.number % len(dataset.edges)])
            fill = dataset.fills[bar.number % len(dataset.fills)]
            edge = Stroke(ink, width, join="miter")
            fill_path(canvas, Path.polygon(outline), fill, area, edge)


def _outline(shape: Trapezoids, step: _Step, before: _Step, after: _Step) -> list[Point]:
    """Return the corners of a step that runs downwards."""
    whole = math.floor(step.length * (1 - shape.share))
    rest = math.floor((step.length - whole) / 2)
    first = last = (step.low, step.high)
    inner: list[float] = []
    if shape.shrinks == "middle":
        first = step.towards(before, _share(rest, before, shape.share))
        last = step.towards(after, _share(rest, after, shape.share))
        inner = [step.start + rest, step.end - rest]
    elif shape.shrinks == "top":
        last = step.towards(after, 1.0)
        inner = [step.start + whole] if shape.share < 1 else []
    elif shape.shrinks == "bottom":
        first = step.towards(before, 1.0)
        inner = [step.end - whole] if shape.share < 1 else []
    right = [(step.high, at) for at in inner]
    left = [(step.low, at) for at in reversed(inner)]
    return [
        (first[0], step.start), (first[1], step.start), *right,
        (last[1], step.end), (last[0], step.end), *left,
    ]  # fmt: skip


def _share(rest: float, other: _Step, share: float) -> float:
    theirs = math.floor(other.length * share * 0.5)
    return rest / (rest + theirs) if rest + theirs else 0.5
