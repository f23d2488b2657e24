"""The values along an axis: its range, its ticks with their labels, and where each stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ..axes import Scale
from ..chart import Generation
from ..labels import Named, write
from ..styles import Side, Sides
from . import clock, log_axis, text, ticks, time_axis
from .ranges import Range, range_2, range_4
from .ticks import Wanted


class Tick(NamedTuple):
    """A tick: its value, and the lines of its label; None where it is skipped."""

    value: float
    lines: tuple[str, ...] | None


class Sizes(NamedTuple):
    """Widths and heights of labels in pixels."""

    first: tuple[float, float]
    last: tuple[float, float]
    widest: float
    highest: float


class AxisValues:
    """An axis as a line of values, wherever it stands."""

    def __init__(
        self, scale: Scale, generation: Generation, picture: tuple[int, int], values: Range,
        ratio: float,
    ) -> None:  # fmt: skip
        self.scale = scale
        self.generation = generation
        self.values = values
        self.weight = scale.weight
        self.full = False
        self.shown = scale.display
        away: Side = "bottom" if scale.axis == "x" else "left"
        self.side: Side = scale.position if scale.position in Sides._fields else away  # type: ignore[assignment]
        self.box = Box(0, 0, 0, 0)
        self.overhang = Sides()
        self.ticks: list[Tick] = []
        self.rotation = 0.0
        self.low, self.high = 0.0, 1.0
        self.unit = "day"
        """Of the labels of times."""
        self._picture = picture
        self.ratio = ratio
        self.start, self.length = 0.0, 1.0
        self._outer_length = 1.0
        """Its length with what is taken before and after it."""
        self._sizes = Sizes((0, 0), (0, 0), 0, 0)
        self._stops: tuple[float, ...] = ()
        """Of an axis on which the times of the data are at equal distances: those."""
        self._spare = 0.0, 0.0
        """What an axis of times has at its ends for bars, in parts of its range."""
        self._log_ticks: list[log_axis.LogTick] = []
        self._majors: list[int] = []
        """The ticks that stay before others."""

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.side in ("top", "bottom")

    @property
    def _reversed(self) -> bool:
        downwards = self.horizontal or self.scale.kind == "category"
        return self.scale.reverse == downwards

    def share(self, value: float) -> float:
        """Return how far along the axis a value is, from its low end to its high one."""
        scale = self.scale
        if scale.kind == "category":
            steps = self.high - self.low + (1 if scale.offset else 0)
            return (value - self.low + (0.5 if scale.offset else 0)) / max(steps, 1)
        low, high = self.low, self.high
        if scale.kind == "logarithmic":
            if value <= 0:
                return 0.0
            span = math.log(high) - math.log(low)
            return (math.log(value) - math.log(low)) / span if span else 0.0
        if self.is_time:
            return self._share_of_time(value)
        if scale.offset and self.ticks:
            half = (high - low) / max(len(self.ticks) - 1, 1) / 2
            low, high = low - half, high + half
        # Halved, so that a range of the largest numbers does not overflow.
        span = high / 2 - low / 2
        return (value / 2 - low / 2) / span if span else 0.0

    def _share_of_time(self, value: float) -> float:
        """Return how far along an axis of times, with room for bars at its ends, a value is."""
        start, end = self._spare
        return (start + self._even(value)) / max(start + 1 + end, 0.1)

    def _even(self, value: float) -> float:
        """Return how far a time is from the low end to the high one, without room at the ends."""
        if self.scale.kind == "timeseries" and len(self._stops) > 1:
            return time_axis.even_share(self._stops, value)
        span = self.high - self.low
        return (value - self.low) / span if span else 0.0

    def pixel(self, value: float) -> float:
        """Return where a value stands, from the left or from the top of the picture."""
        share = self.share(value)
        if self._reversed:
            share = 1 - share
        return self.start + min(max(share, -1e4), 1e4) * self.length

    @property
    def base(self) -> float:
        """Where bars start, in pixels."""
        if self.scale.kind == "category":
            return self.box.bottom
        if self.scale.kind == "logarithmic":
            return self.pixel(self.low)
        return self.pixel(min(max(0.0, self.low), self.high))

    @property
    def is_time(self) -> bool:
        """Whether its values are times."""
        return self.scale.kind in ("time", "timeseries")

    def _set_range(self) -> None:
        scale, values = self.scale, self.values
        if scale.kind == "category":
            last = len(scale.names) - 1.0
            low, high = scale.minimum, scale.maximum
            self.low = low if low is not None and 0 <= low <= last else 0.0
            self.high = high if high is not None and self.low <= high <= last else max(last, 0.0)
        elif scale.kind == "logarithmic":
            log_range = log_axis.range_2 if self.generation == 2 else log_axis.range_4
            self.low, self.high = log_range(scale, values)
        elif self.is_time:
            low = scale.minimum if scale.minimum is not None else values.low
            high = scale.maximum if scale.maximum is not None else values.high
            low = 0.0 if low is None else low
            high = low + 86_400_000.0 if high is None else high
            self.low, self.high = min(low, high), max(high, low + 1)
        else:
            range_of = range_2 if self.generation == 2 else range_4
            self.low, self.high = range_of(scale, values)

    def _tick_values(self, length: float) -> list[float]:
        """Return the ticks, ascending; the ends of an axis of numbers become their ends."""
        scale = self.scale
        if scale.kind == "category":
            if not scale.names:
                return []
            return [float(i) for i in range(int(self.low), int(self.high) + 1)]
        if scale.kind == "logarithmic" and self.generation == 4:
            self._log_ticks = log_axis.ticks_4(self.low, self.high, scale)
            values = [tick.value for tick in self._log_ticks]
            self.low, self.high = min(values), max(values)
            self._majors = log_axis.majors(self._log_ticks)
            return values
        if scale.kind == "logarithmic":
            values = log_axis.ticks_2(self.low, self.high)
            self.low, self.high = min(values[0], self.low), max(values[-1], self.high)
            if scale.minimum and scale.minimum > 0:
                self.low = scale.minimum
            if scale.maximum and scale.maximum > self.low:
                self.high = scale.maximum
            return [v for v in values if self.low <= v <= self.high]
        if self.is_time:
            return self._times(length)
        values = ticks.linear(self.low, self.high, self._wanted(length), self.generation)
        self.low = min(values[0], self.low) if scale.minimum is None else scale.minimum
        self.high = max(values[-1], self.high) if scale.maximum is None else scale.maximum
        if self.generation == 2:
            self.low, self.high = min(values), max(values)
        self.high = ticks.end_above(self.low, self.high)
        return values

    def _times(self, length: float) -> list[float]:
        """Return the times of ticks; sets the unit of their labels."""
        time, options = self.scale.time, self.scale.ticks
        example = clock.written(self.low, clock.format_of(time.unit or "millisecond", time.formats))
        width = text.length(example, options.style)
        angle = math.radians(options.max_rotation if self.horizontal else options.min_rotation)
        cos, sin = math.cos(angle), math.sin(angle)
        size = width * cos + options.style.size * sin
        if not self.horizontal:
            size = width * sin + options.style.size * cos
        capacity = max(math.floor(length / max(size, 1.0)) - (1 if self.scale.offset else 0), 1)
        unit = time.unit or clock.automatic_unit(self.low, self.high, capacity, time.min_unit)
        values = self._stops_within(unit)
        self.unit = time.unit or (
            clock.automatic_unit(self.low, self.high, capacity, time.min_unit)
            if options.auto_skip
            else clock.unit_of_labels(self.low, self.high, len(values), time.min_unit)
        )
        self._majors = time_axis.majors(values, self.unit) if options.majors else []
        return values

    def _stops_within(self, unit: str) -> list[float]:
        """Return the times of ticks of a unit; sets where times stand between them."""
        low, high, scale, new = self.low, self.high, self.scale, self.generation == 4
        stops = [s for s in self.values.stops if low <= s <= high]
        self._stops = tuple(stops)
        if scale.kind == "timeseries" and new:
            values = sorted({low, high, *stops})
        elif scale.time.of_data:
            values = stops or [low]
        else:
            values = clock.ticks(low, high, unit, int(scale.time.step or 1))
        if scale.offset:
            spread = stops if scale.kind == "timeseries" else values
            if new and spread is values and not scale.time.of_data:
                before = clock.floor(low, unit)
                spread = [before, *values] if before < low else values
            self._spare = time_axis.spare([self._even(s) for s in spread], limited=new)
        return values

    def _wanted(self, length: float) -> Wanted:
        options = self.scale.ticks
        step = options.step
        if step:
            count = math.ceil(self.high / step) - math.floor(self.low / step) + 1
            most = min(count, 1000 if options.max_ticks is None else options.max_ticks)
            if count > 1000:
                step = None if most < 2 else step
        else:
            line = 40.0 if self.horizontal else min(options.style.line_height, 40.0)
            count = math.ceil(length / max(line, 0.1))
            most = min(count, options.max_ticks or 11)
        return Wanted(
            max(2, most), self.scale.minimum, self.scale.maximum, step, options.precision,
            options.exactly, self.horizontal, options.min_rotation,
            self._max_digits(length),
        )  # fmt: skip

    def _max_digits(self, length: float) -> int:
        if self.horizontal:
            return 1
        return int(length // max(self.scale.ticks.style.line_height, 0.1))

    def _labels(self, values: Sequence[float]) -> list[tuple[str, ...] | None]:
        scale = self.scale
        rule = scale.ticks.label
        if scale.kind == "category":
            names = [scale.names[int(v)] for v in values]
            if rule is None:
                return list(names)
            if rule.source == "value" and self.generation == 2:
                rule = rule._replace(source="label")
            return [
                (write(rule, v, Named(" ".join(n), number=int(v))),)
                for v, n in zip(values, names, strict=True)
            ]
        if rule is not None:
            if rule.number and rule.number.by_ticks:
                fixed = rule.number._replace(fixed=ticks.places(values))
                rule = rule._replace(number=fixed)
            return [(write(rule, v, Named(number=i)),) for i, v in enumerate(values)]
        if self.is_time:
            larger = clock.larger_unit(self.unit) if self._majors else self.unit
            forms = [clock.format_of(unit, scale.time.formats) for unit in (self.unit, larger)]
            return [(clock.written(v, forms[i in self._majors]),) for i, v in enumerate(values)]
        if scale.kind == "logarithmic" and self.generation == 4:
            every = list(values)
            return [(log_axis.label_4(tick, i, every),) for i, tick in enumerate(self._log_ticks)]
        if scale.kind == "logarithmic":
            return [log_axis.label_2(v, i in (0, len(values) - 1)) for i, v in enumerate(values)]
        return [(label,) for label in ticks.written(values, self.generation)]

    @property
    def floating(self) -> bool:
        """Whether it stands within the chart area."""
        return self.scale.at is not None

    def place(self) -> None:
        """Take the box as the place of the axis."""
        box = self.box
        self.start, self.length = (box.x, box.width) if self.horizontal else (box.y, box.height)
