"""A value as a bar on a scale, with bands behind it and a target: a bullet graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...canvas.box import Box
from ...canvas.stroke import Stroke
from .. import measure as m
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..kind import Example, Kind
from ..measure import Measure, read, say

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.fonts import Font
    from ...canvas.surface import Canvas

__all__ = ["KIND", "draw", "legend", "read", "say"]

_MAX_HEIGHT = 5.0  # of the base size: the bar
_SHARE = 0.34  # of the height of the box, at most
_THIN = 0.42  # of the bar: the value, over bands
_TALL = 0.72  # and the mark of the target
_NUMBER = 1.7  # of the base size: the value
_GAP = 0.6  # of the base size: between the bar and what is above and below it

KIND = Kind(
    "progress",
    "Progress bar",
    "One value as a bar on a scale, with named bands behind it and a target.",
    parameters=(
        *m.MEASURE,
        *p.TITLES,
        m.LABEL,
        *m.LOOKS[:2],
        *m.ENDS,
        *m.LOOKS[2:],
        *p.PICTURE,
    ),
    checks=m.CHECKS,
    aliases=m.ALIASES,
    examples=(
        Example("progress", "Donations towards a goal", {
            "title": "A roof for the school", "label": "Donations", "value": 16350, "max": 25000,
            "prefix": "€ ", "target": 20000, "width": 500, "height": 160,
        }),
        Example("progress-bands", "A bar over named bands, as in a bullet graph", {
            "title": "Revenue", "subtitle": "Thousand euros, first quarter", "value": 268,
            "max": 320, "bands": [150, 230], "target": 250, "width": 500, "height": 220,
            "legend": ["Poor", "Satisfactory", "Good"], "legend_position": "bottom",
        }),
        Example("progress-dark", "Per cent of a disk, in the colour of its band, dark", {
            "label": "/dev/sda1", "value": 91, "bands": [75, 90], "suffix": "%",
            "colors": ["2e7d4f", "b3801f", "dc4b54"], "theme": "dark", "width": 400,
            "height": 100,
        }),
        Example("progress-tiny", "A bar alone, 120 by 16 pixels", {
            "value": 40, "width": 120, "height": 16, "background": "transparent",
        }, shown=False),
    ),
)  # fmt: skip


def legend(measure: Measure, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each band that has a name."""
    return m.legend(measure)


def draw(canvas: Canvas, chart: Chart, measure: Measure, box: Box) -> list[str]:
    """Draw the bar and the texts; return a notice of a value beyond the scale."""
    from ...marks.bars import draw_bars
    from ..sizes import base_size, text_font

    base = base_size(chart)
    small, big = text_font(chart, 0.95), text_font(chart, _NUMBER, bold=True)
    texts = box.height >= 5.5 * base and box.width >= 6 * base
    above, below = (big.size + base * _GAP, small.size + base * _GAP) if texts else (0.0, 0.0)
    height = min(box.height, base * _MAX_HEIGHT)
    if texts:
        height = min(height, max(box.height * _SHARE, 4.0), box.height - above - below)
    top = box.y + max(0.0, (box.height - above - height - below) / 2) + above
    bar = Box(box.x, top, box.width, height)

    parts = measure.shares() or [(0.0, 1.0, chart.theme.grid)]
    draw_bars(canvas, [(_part(bar, a, b, 1.0), colour) for a, b, colour in parts], snap=True)
    share, over_bands = measure.share(measure.value), bool(measure.bands)
    if share > 0:
        colour = measure.colour
        if colour in measure.bands:  # on its own band it would not be seen
            colour = chart.theme.text
        inner = _part(bar, 0.0, share, _THIN if over_bands else 1.0)
        draw_bars(canvas, [(inner, colour)], snap=True)
    if measure.target is not None:
        at = bar.x + measure.share(measure.target) * bar.width
        mark = Stroke(chart.theme.text, max(2.0, round(height / 12)))
        at = min(max(at, bar.x + mark.width / 2), bar.right - mark.width / 2)
        half = height * (_TALL if over_bands else 1.0) / 2
        middle = bar.y + height / 2
        canvas.line([(at, middle - half), (at, middle + half)], mark, snap=True)
    if texts:
        _draw_heading(canvas, chart, measure, bar, (small, big), base * _GAP)
        _draw_scale(canvas, chart, measure, bar, small, base * _GAP)
    return measure.notices()


def _part(bar: Box, start: float, end: float, thickness: float) -> Box:
    """Return the part of a bar from one place on the scale to another, in its middle."""
    height = bar.height * thickness
    y = bar.y + (bar.height - height) / 2
    return Box(bar.x + start * bar.width, y, (end - start) * bar.width, height)


def _draw_heading(
    canvas: Canvas, chart: Chart, measure: Measure, bar: Box, fonts: tuple[Font, Font], gap: float
) -> None:
    """Draw the label at the left above the bar, and the number at the right."""
    from ...canvas.text import one_line, shorten, width

    small, big = fonts
    number = measure.text(chart)
    big = big._replace(size=big.size * min(1.0, bar.width / width(number, big)))
    baseline = bar.y - gap
    canvas.text(bar.right, baseline, number, big, chart.theme.text, anchor=1.0)
    room = bar.width - width(number, big) - small.size
    label = shorten(one_line(measure.label), small, room) if room > 2 * small.size else ""
    canvas.text(bar.x, baseline, label, small, chart.theme.quiet)


def _draw_scale(
    canvas: Canvas, chart: Chart, measure: Measure, bar: Box, font: Font, gap: float
) -> None:
    """Draw the numbers below the bar: the target, the ends and the edges, as many as fit."""
    from ...canvas.text import CAP_HEIGHT, width

    low, high = measure.ends
    wanted = dict.fromkeys((low, high, *measure.edges), chart.theme.quiet)
    if measure.target is not None:
        wanted = {measure.target: chart.theme.text, **wanted, measure.target: chart.theme.text}
    taken: list[tuple[float, float]] = []
    for (value, colour), text in zip(
        wanted.items(), measure.scale_texts(chart, *wanted), strict=True
    ):
        length = width(text, font)
        at = bar.x + measure.share(value) * bar.width - length / 2
        at = min(max(at, bar.x), bar.right - length)
        free = all(at > end or at + length < start for start, end in taken)
        if free and length <= bar.width:
            taken.append((at - font.size, at + length + font.size))
            canvas.text(at, bar.bottom + gap + font.size * CAP_HEIGHT, text, font, colour)
