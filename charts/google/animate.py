"""Animations: a chart whose data grow from nothing, as frames of a GIF that runs once.

Frames are limited in number, pixels, drawing and bytes; a chart that is large has fewer of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from ..canvas.cost import MAX_COST, Budget
from .chart import (
    Animation,
    BarPlot,
    Data,
    Gauge,
    GoogleChart,
    LinePlot,
    PiePlot,
    RadarPlot,
    ScatterPlot,
)

Render = Callable[[GoogleChart, Budget], bytes]

MAX_FRAMES: Final = 24
MAX_BYTES: Final = 1_000_000
_PER_SECOND = 20
_MAX_PIXELS = 6_000_000  # of all frames, in device pixels
_POWERS = {"Quad": 2, "Cubic": 3, "Quart": 4, "Quint": 5}


def animated(
    chart: GoogleChart, animation: Animation, render: Render, budget: Budget | None = None
) -> bytes:
    """Return the GIF of an animation. ``render`` makes a frame; raises ChartError as it does."""
    from ..canvas import gif

    still = chart._replace(animation=None, format="gif")
    budget = budget or Budget()
    last = render(still, budget)
    count = _count(chart, animation, budget.cost)
    while True:
        steps = [step / count for step in range(count)]
        frames = [
            render(at(still, eased(animation.easing, step)), Budget(MAX_COST)) for step in steps
        ]
        file = gif.animation([*frames, last], animation.milliseconds / count)
        if len(file) <= MAX_BYTES or count <= 2:
            return file if len(file) <= MAX_BYTES else last
        count //= 2


def _count(chart: GoogleChart, animation: Animation, cost: float) -> int:
    """Return how many frames there are before the last one."""
    pixels = chart.width * chart.height * chart.scale**2
    return max(
        2,
        min(
            MAX_FRAMES,
            round(animation.milliseconds / 1000 * _PER_SECOND),
            int(_MAX_PIXELS / pixels),
            int(MAX_COST / max(cost, 1.0)),
        ),
    )


def at(chart: GoogleChart, progress: float) -> GoogleChart:
    """Return a chart whose data have grown to a part of what they are; labels come with the end."""
    match chart.diagram:
        case BarPlot(series=series):
            bases = [bars.zero for bars in series]
            chart = chart._replace(data=_grown(chart.data, progress, bases))
        case LinePlot() | RadarPlot():
            chart = chart._replace(data=_grown(chart.data, progress, ()))
        case ScatterPlot(sizes=sizes) as points:
            grown = tuple(size * max(progress, 0.0) for size in sizes)
            chart = chart._replace(diagram=points._replace(sizes=grown))
        case PiePlot() as pie:
            sweep = min(max(progress, 0.0), 1.0)
            chart = chart._replace(diagram=pie._replace(sweep=sweep, labels=()))
        case Gauge(arrows=arrows) as gauge:
            moved = tuple(
                arrow._replace(position=min(max(arrow.position * progress, 0.0), 1.0))
                for arrow in arrows
            )
            chart = chart._replace(diagram=gauge._replace(arrows=moved))
    marks = tuple(mark for mark in chart.marks if mark.kind != "text")
    return chart._replace(marks=marks)


def _grown(data: Sequence[Data], progress: float, bases: Sequence[float]) -> tuple[Data, ...]:
    """Return series whose values lie at a part of their way from their base, which is 0 if none."""
    grown = []
    for i, series in enumerate(data):
        base = bases[i] if i < len(bases) else 0.0
        positions = tuple(
            None if value is None else base + (value - base) * progress
            for value in series.positions
        )
        grown.append(series._replace(positions=positions))
    return tuple(grown)


def eased(name: str, t: float) -> float:
    """Return how far an animation is at a part of its time, 0 to 1, by Penner's equations."""
    if name == "linear" or not 0 < t < 1:
        return t
    curve = name.removeprefix("ease")
    if curve.startswith("InOut"):
        curve = curve.removeprefix("InOut")
        return _in(curve, 2 * t) / 2 if t < 0.5 else 1 - _in(curve, 2 - 2 * t) / 2
    if curve.startswith("In"):
        return _in(curve.removeprefix("In"), t)
    return 1 - _in(curve.removeprefix("Out"), 1 - t)


def _in(curve: str, t: float) -> float:
    """Return a curve that starts slowly."""
    if curve in _POWERS:
        return float(t ** _POWERS[curve])
    match curve:
        case "Sine":
            return 1 - math.cos(t * math.pi / 2)
        case "Expo":
            return 0.0 if t <= 0 else float(2 ** (10 * (t - 1)))
        case "Circ":
            return 1 - math.sqrt(max(0.0, 1 - t * t))
        case "Back":
            return t * t * (2.70158 * t - 1.70158)
        case "Elastic":
            if t <= 0 or t >= 1:
                return t
            return float(-(2 ** (10 * (t - 1))) * math.sin((t - 1.075) * math.tau / 0.3))
        case _:
            return 1 - _bounced(1 - t)


def _bounced(t: float) -> float:
    """Return the height of something that falls and bounces three times."""
    bounces = (1, 0, 0), (2, 1.5, 0.75), (2.5, 2.25, 0.9375), (3, 2.625, 0.984375)
    middle, base = next((middle, base) for end, middle, base in bounces if t < end / 2.75)
    return float(7.5625 * (t - middle / 2.75) ** 2 + base)
