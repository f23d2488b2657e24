"""A value on a ring or half a ring, with bands, a needle and a target."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ...canvas.stroke import Stroke
from .. import measure as m
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..kind import Example, Kind
from ..measure import Measure
from ..values import Choice, Flag

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

# Of the radius:
_RING = 0.72  # the inner radius
_BAND = 0.93  # that of bands, where the value is a ring of its own
_HUB = 0.045  # the middle of the needle
_LONG = 0.9  # the needle
_SHORT = 0.6  # where the needle of a full ring starts: the number stands in the middle

KIND = Kind(
    "gauge",
    "Gauge",
    "One value on a ring or half a ring, with named bands, a needle and a target.",
    parameters=(
        *m.MEASURE,
        *p.TITLES,
        m.LABEL,
        *m.LOOKS[:2],
        p.Parameter("ring", Choice(("half", "full")), "how much of a ring", "Drawing", "half"),
        p.Parameter("needle", Flag(), "a needle at the value, over the bands", "Drawing", False),
        *m.ENDS,
        *m.LOOKS[2:],
        *p.PICTURE,
    ),
    checks=m.CHECKS,
    aliases=m.ALIASES,
    examples=(
        Example("gauge", "Capacity in use, with a target", {
            "title": "Capacity in use", "value": 68, "target": 80, "suffix": "%",
            "label": "of 1,200 servers",
        }),
        Example("gauge-bands", "A needle over named bands", {
            "title": "Air quality", "value": 73, "max": 200, "bands": [50, 100, 150],
            "legend": ["Good", "Moderate", "Unhealthy for some", "Unhealthy"], "needle": True,
            "colors": ["2e8b57", "e0b000", "e07b00", "c0392b"], "legend_position": "bottom",
            "label": "index",
        }),
        Example("gauge-ring-dark", "A full ring in the colour of its band, dark", {
            "title": "Battery", "value": 34, "bands": [20, 50], "ring": "full", "suffix": "%",
            "colors": ["dc4b54", "f49c22", "4cbf96"], "theme": "dark", "width": 300,
            "height": 300,
        }),
        Example("gauge-below-zero", "A scale that starts below zero, with tinted bands", {
            "value": -3.5, "min": -20, "max": 40, "bands": [0, 20], "suffix": " °C",
            "needle": True, "target": 21, "width": 300, "height": 200,
        }),
        Example("gauge-beyond", "A value beyond the scale, in 150 by 100 pixels", {
            "value": 128000, "max": 100000, "ring": "full", "needle": True, "bands": [70000],
            "width": 150, "height": 100,
        }, shown=False),
    ),
    square=True,
)  # fmt: skip


class GaugePlot(NamedTuple):
    """A value on a ring."""

    measure: Measure
    full: bool
    needle: bool


def read(values: Mapping[str, Any], theme: Theme) -> GaugePlot:
    """Return the model of valid parameters."""
    return GaugePlot(m.read(values, theme), values["ring"] == "full", values["needle"])


def legend(gauge: GaugePlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each band that has a name."""
    return m.legend(gauge.measure)


def draw(canvas: Canvas, chart: Chart, gauge: GaugePlot, box: Box) -> list[str]:
    """Draw the ring, the needle and the texts; return a notice of a value beyond the scale."""
    from ...canvas.path import Path
    from ...marks.sectors import Disk, Sector, draw_sector
    from .. import dial as dials

    measure, needle = gauge.measure, gauge.needle
    dial = dials.fit(chart, measure, box, full=gauge.full, below=needle)
    disk = Disk(dial.x, dial.y, dial.radius)
    thin = bool(measure.bands) and not needle  # bands around the ring of the value
    ground = chart.theme.background
    edge = Stroke(ground, max(1.0, dial.radius / 80), join="miter") if ground[3] else None
    value = dial.angle(measure.share(measure.value))
    sectors = []
    if not (measure.bands and needle):
        outer = _BAND - 0.02 if thin else 1.0
        sectors.append(Sector(dial.angle(0), dial.angle(1), _RING, outer, chart.theme.grid))
        if value > dial.angle(0) and not (needle and gauge.full):
            sectors.append(Sector(dial.angle(0), value, _RING, outer, measure.colour))
    for sector in sectors:
        draw_sector(canvas, disk, sector, None)
    for start, end, colour in measure.shares():
        inner = _BAND if thin else _RING
        band = Sector(dial.angle(start), dial.angle(end), inner, 1.0, colour)
        draw_sector(canvas, disk, band, edge)
    if measure.target is not None:
        angle = dial.angle(measure.share(measure.target))
        ends = [disk.point(angle, at) for at in (_RING - 0.03, 1.0)]
        canvas.line(ends, Stroke(chart.theme.text, max(1.5, dial.radius / 50)))
    if needle:
        start = _SHORT if gauge.full else 0.0
        foot, tip = disk.point(value, start), disk.point(value, _LONG)
        aside = (
            _HUB * 0.7 * dial.radius * math.cos(value),
            _HUB * 0.7 * dial.radius * math.sin(value),
        )
        sides = [(foot[0] + sign * aside[0], foot[1] + sign * aside[1]) for sign in (1, -1)]
        canvas.path(Path.polygon([sides[0], tip, sides[1]]), chart.theme.text)
        if not gauge.full:
            canvas.path(Path.circle(dial.x, dial.y, _HUB * dial.radius), chart.theme.text)
    dials.draw_texts(canvas, chart, measure, dial, _SHORT if needle and gauge.full else _RING)
    return measure.notices()


def say(chart: Chart, gauge: GaugePlot) -> Said:
    """Return what is said of a value on its scale."""
    return m.say(chart, gauge.measure)
