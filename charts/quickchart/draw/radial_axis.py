"""The axis of radar and polar area charts: its place, rings, spokes, and their labels."""

from __future__ import annotations

import math

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..chart import Generation
from ..labels import Named, write
from ..round_plots import RadialPlot
from . import text, ticks
from .ranges import Range, range_2, range_4
from .ticks import Wanted

_TAU = math.tau


class RadialAxis:
    """The axis of a radar or polar area chart, in its place."""

    def __init__(self, plot: RadialPlot, area: Box, generation: Generation) -> None:
        self._plot = plot
        self._generation = generation
        scale = plot.scale
        options = scale.ticks
        backdrop = (
            options.style.size + options.backdrop_padding.top + options.backdrop_padding.bottom
        )
        shown = options.display and scale.display
        top = backdrop / 2 if shown else 0.0
        self._top = top
        self._area = area
        self._sizes = [
            (text.longest(label, plot.spokes.style), len(label) * plot.spokes.style.line_height)
            for label in plot.labels
        ]
        labelled = scale.display and plot.spokes.labels and bool(plot.labels)
        if generation == 4:
            width, height = area.width - 2 * top, area.height - 2 * top
            self.radius = float(math.floor(min(width, height) / 2))
            self.x = math.floor(area.x + area.width / 2)
            self.y = math.floor(area.y + area.height / 2)
            self._set_ticks(backdrop if shown else 12.0)
            if labelled:
                self._fit_4()
            return
        self.radius = min(area.height - top, area.width) / 2
        self.x, self.y = math.floor(area.width / 2), math.floor((area.height - top) / 2)
        self._set_ticks(backdrop if shown else 12.0)
        if labelled:
            self._fit()
        else:
            self._centre(0, 0, 0, 0)

    def _set_ticks(self, line: float) -> None:
        plot = self._plot
        values = [v for d in plot.datasets for v in d.values if v is not None]
        if plot.ring:
            values += [v for v in plot.ring.values if v is not None]
        known = Range(min(values, default=0.0), max(values, default=0.0 if self._old else 1.0))
        self.low, self.high = (range_2 if self._old else range_4)(plot.scale, known)
        options = plot.scale.ticks
        limit = math.ceil(self.radius / max(line, 1.0)) if self.radius > 0 else 2
        if options.step:
            limit = math.ceil(self.high / options.step) - math.floor(self.low / options.step) + 1
            limit = min(limit, options.max_ticks or 1000)
        else:
            limit = min(limit, options.max_ticks or 11)
        wanted = Wanted(
            max(2, limit), plot.scale.minimum, plot.scale.maximum, options.step, options.precision,
            options.exactly,
        )  # fmt: skip
        self.ticks = ticks.linear(self.low, self.high, wanted, self._generation)
        self.low, self.high = min(self.ticks), max(self.ticks)
        self.high = ticks.end_above(self.low, self.high)

    @property
    def _old(self) -> bool:
        return self._generation == 2

    def angle(self, index: int) -> float:
        """Return the direction of a spoke, in radians clockwise from 12 o'clock."""
        count = max(len(self._plot.labels), 1)
        return math.radians((index * 360 / count + self._plot.spokes.start) % 360)

    def distance(self, value: float) -> float:
        """Return how far from the centre a value is."""
        share = (value - self.low) / (self.high - self.low)
        if self._plot.scale.reverse:
            share = 1 - share
        return min(max(share, -100.0), 100.0) * self.radius

    def place(self, index: int, distance: float) -> tuple[float, float]:
        """Return the point on a spoke at a distance from the centre."""
        angle = self.angle(index)
        return self.x + math.sin(angle) * distance, self.y - math.cos(angle) * distance

    def level(self, name: str | float) -> float:
        """Return how far from the centre an area reaches: a value, or an end of the axis."""
        reverse = self._plot.scale.reverse
        if isinstance(name, float):
            return self.distance(name)
        if name == "start":
            return self.distance(self.high if reverse else self.low)
        if name == "end":
            return self.distance(self.low if reverse else self.high)
        zero = self._old and self._plot.scale.begin_at_zero
        return self.distance(0.0 if zero else min(max(0.0, self.low), self.high))

    def ring(self, distance: float) -> Path | None:
        """Return the ring at a distance from the centre, None for the centre."""
        count = len(self._plot.labels)
        if distance <= 0 or not count:
            return None
        if self._plot.scale.grid.circular:
            return Path.circle(self.x, self.y, distance)
        return Path.polygon([self.place(j, distance) for j in range(count)])

    def _label_angle(self, index: int) -> float:
        """Return the direction of the label of a spoke."""
        half = math.pi / max(len(self._plot.labels), 1) if self._plot.spokes.between else 0.0
        return (self.angle(index) + half) % _TAU

    def _label_place(self, index: int, distance: float) -> tuple[float, float]:
        angle = self._label_angle(index)
        return self.x + math.sin(angle) * distance, self.y - math.cos(angle) * distance

    def _fit(self) -> None:
        """Make room for the labels of the spokes, as Chart.js does."""
        width, height = self._area.width, self._area.height - self._top
        limits = {"l": 0.0, "r": width, "t": 0.0, "b": height}
        angles = {"l": 0.0, "r": 0.0, "t": 0.0, "b": 0.0}
        for i, (wide, high) in enumerate(self._sizes):
            x, y = self.place(i, self.radius + self._plot.spokes.padding)
            angle = self.angle(i)
            degrees = math.degrees(angle) % 360
            left, right = _limits(degrees, x, wide, 0, 180)
            above, below = _limits(degrees, y, high, 90, 270)
            for name, value, smaller in (("l", left, True), ("r", right, False),
                                         ("t", above, True), ("b", below, False)):  # fmt: skip
                if value < limits[name] if smaller else value > limits[name]:
                    limits[name], angles[name] = value, angle
        left = _ratio(limits["l"], math.sin(angles["l"]))
        right = _ratio(max(limits["r"] - width, 0), math.sin(angles["r"]))
        top = _ratio(-limits["t"], math.cos(angles["t"]))
        bottom = _ratio(-max(limits["b"] - height, 0), math.cos(angles["b"]))
        largest = self.radius
        self.radius = max(
            min(math.floor(largest - (left + right) / 2), math.floor(largest - (top + bottom) / 2)),
            1.0,
        )
        self._centre(left, right, top, bottom)

    def _fit_4(self) -> None:
        """Make room for the labels of the spokes, as versions 3 and 4 do."""
        area, top = self._area, self._top
        left, right, high, low = area.x + top, area.right - top, area.y + top, area.bottom - top
        moves = {"l": 0.0, "r": 0.0, "t": 0.0, "b": 0.0}
        for i, (wide, tall) in enumerate(self._sizes):
            x, y = self._label_place(i, self.radius + self._plot.spokes.padding)
            angle = self._label_angle(i)
            degrees = float(round(math.degrees(angle)))
            sin, cos = abs(math.sin(angle)), abs(math.cos(angle))
            start, end = _limits(degrees, x, wide, 0, 180)
            above, below = _limits(degrees, y, tall, 90, 270)
            overs = {"l": left - start, "r": end - right, "t": high - above, "b": below - low}
            for name, over in overs.items():
                share = sin if name in "lr" else cos
                if over > 0:
                    moves[name] = max(moves[name], _ratio(over, share))
        self.x += math.floor((moves["l"] - moves["r"]) / 2)
        self.y += math.floor((moves["t"] - moves["b"]) / 2)
        self.radius -= min(self.radius / 2, max(moves.values()))

    def _centre(self, left: float, right: float, top: float, bottom: float) -> None:
        area, radius = self._area, self.radius
        width, height = area.width, area.height - self._top
        self.x = math.floor((left + radius + width - right - radius) / 2 + area.x)
        self.y = math.floor((top + radius + height - bottom - radius) / 2 + area.y + self._top)

    def draw_grid(self, canvas: Canvas) -> None:
        """Draw the labels of the spokes, the rings and the spokes."""
        plot, scale = self._plot, self._plot.scale
        if not scale.display:
            return
        count = len(plot.labels)
        if plot.spokes.labels:
            for i in range(count):
                self._draw_spoke_label(canvas, i)
        grid = scale.grid
        if grid.display:
            for i, value in enumerate(self.ticks):
                if i or scale.reverse:
                    self._draw_ring(canvas, i, self.distance(value))
        spokes = plot.spokes
        if spokes.lines and spokes.width and spokes.colour[3]:
            stroke = Stroke(spokes.colour, spokes.width, spokes.dash)
            for i in range(count):
                canvas.line([(self.x, self.y), self.place(i, self.radius)], stroke)

    def _draw_ring(self, canvas: Canvas, i: int, distance: float) -> None:
        grid, count = self._plot.scale.grid, len(self._plot.labels)
        number = i - 1 if self._old else i
        width = grid.widths[number % len(grid.widths)]
        colour = grid.colours[number % len(grid.colours)]
        if not width or not colour[3] or distance <= 0:
            return
        stroke = Stroke(colour, width, grid.dash, join="miter")
        if grid.circular:
            canvas.path(Path.circle(self.x, self.y, distance), None, stroke)
        elif count:
            canvas.path(Path.polygon([self.place(j, distance) for j in range(count)]), None, stroke)

    def _draw_spoke_label(self, canvas: Canvas, i: int) -> None:
        plot = self._plot
        style = plot.spokes.style
        backdrop = self._top if i == 0 or not self._old else 0.0
        x, y = self._label_place(i, self.radius + backdrop + plot.spokes.padding)
        degrees = round(math.degrees(self._label_angle(i)), 6)
        anchor = 0.5 if degrees in (0, 180) else 0.0 if degrees < 180 else 1.0
        high = self._sizes[i][1]
        if degrees in (90, 270):
            y -= high / 2
        elif degrees > 270 or degrees < 90:
            y -= high
        text.draw(canvas, plot.labels[i], x, y + style.line_height / 2, style, anchor=anchor)

    def draw_labels(self, canvas: Canvas) -> None:
        """Draw the labels of the rings."""
        scale = self._plot.scale
        options = scale.ticks
        if not scale.display or not options.display:
            return
        turn = 0.0 if self._old else self._plot.spokes.start  # along the first spoke
        for i, label in enumerate(self._written()):
            if i == 0 and not scale.reverse:
                continue
            away = self.distance(self.ticks[i])
            # Version 2 takes the start of a polar area, in radians, for degrees: straight up.
            x, y = (self.x, self.y - away) if self._old else self.place(0, away)
            style, padding = options.style, options.backdrop_padding
            if options.backdrop and label:
                width = text.length(label, style)
                box = Box(
                    x - width / 2 - padding.left,
                    y - style.size / 2 - padding.top,
                    width + padding.left + padding.right,
                    style.size + padding.top + padding.bottom,
                )
                path = Path.rectangle(*box)
                canvas.path(text.turned(path, x, y, turn) if turn else path, options.backdrop)
            text.draw(canvas, (label,), x, y, style, anchor=0.5, angle=-turn)

    def _written(self) -> list[str]:
        """Return the labels of the rings."""
        rule = self._plot.scale.ticks.label
        if rule is None:
            return ticks.written(self.ticks, self._generation)
        return [write(rule, value, Named(number=i)) for i, value in enumerate(self.ticks)]


def _limits(
    angle: float, position: float, size: float, low: float, high: float
) -> tuple[float, float]:
    if round(angle, 6) in (low, high):
        return position - size / 2, position + size / 2
    if angle < low or angle > high:
        return position - size, position
    return position, position + size


def _ratio(value: float, of: float) -> float:
    return value / of if abs(of) > 1e-9 else 0.0
