"""A histogram on its axes: the bars of its bins and their numbers, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..canvas.text import CAP_HEIGHT, width
from ..marks.bars import Side, draw_bars, draw_rounded
from . import axes, bins
from .number_text import NumberFormat, choose
from .value_labels import free_or_key, left_out

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from .axes import Axes
    from .chart import Chart
    from .counting import HistogramPlot

_GAP = 1  # pixels between bars of at least …
_FEW = 10  # from the first edge to the last: between whole ones are ticks with fractions
_MIN_GAPPED = 5  # … pixels, unless a gap is asked for


class _Bar(NamedTuple):
    """The bar of a bin: from where to where, and how high."""

    start: float
    end: float
    height: float


def draw(canvas: Canvas, chart: Chart, plot: HistogramPlot, box: Box) -> list[str]:
    """Draw axes and bars; return how many values lie in no bin, and what had no room."""

    rows = [[v for v in s.values if v is not None] for s in plot.series]
    edges = bins.edges([v for row in rows for v in row], plot.bins)
    series = [_bars(plot, row, edges) for row in rows]
    font = axes.tick_font(chart)
    heights, asked = [bar.height for bars in series for bar in bars], plot.axis
    if asked.log:
        heights = [height for height in heights if height]
        if asked.minimum is None:  # else the lowest bar had no length
            asked = asked._replace(minimum=min(heights, default=1.0) / 2)
    fitted = axes.fit(
        chart,
        box,
        axes.NumberAxis(edges, tight=True, numbers=_numbers(chart.numbers, edges)),
        axes.NumberAxis(
            # A count of 1 alone would have fractions beside it.
            heights + [2.0] * (not plot.density),
            asked,
            from_zero=True,
            headroom=font.size * (1.6 if plot.value_labels else 0.6),
            on_base=True,
            numbers=NumberFormat(locale=chart.numbers.locale),
        ),
    )
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    gap = _gap(plot, edges, fitted)
    placed = [[_place(bar, fitted, gap) for bar in bars] for bars in series]
    radius = plot.style.radius
    end: Side = "bottom" if fitted.y_scale.reverse else "top"
    with canvas.clip(*fitted.plot):
        for boxes, s in zip(placed, plot.series, strict=True):
            drawn = [(place, s.colours[0]) for place in boxes if place.height]
            if radius:
                draw_rounded(canvas, ((*bar, end) for bar in drawn), radius)
            else:
                draw_bars(canvas, drawn, snap=True)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    outside = sum(not edges[0] <= value <= edges[-1] for row in rows for value in row)
    notices = [f"bins: {outside} values lie outside"] if outside else []
    notices += axes.draw_marks(canvas, chart, fitted)
    if plot.value_labels:
        bars = [
            (place, bar.height)
            for boxes, heights in zip(placed, series, strict=True)
            for place, bar in zip(boxes, heights, strict=True)
            if fitted.plot.x <= place.x + place.width / 2 <= fitted.plot.right
        ]
        bounds = Box(fitted.plot.x, box.y, fitted.plot.width, fitted.plot.bottom - box.y)
        reverse = fitted.y_scale.reverse
        notices += _draw_numbers(canvas, chart, bars, bounds, reverse=reverse)
    return notices


def _bars(plot: HistogramPlot, values: Sequence[float], edges: Sequence[float]) -> list[_Bar]:
    """Return the bars of a series."""

    heights = bins.counts(values, edges)
    if plot.density:
        heights /= max(1.0, heights.sum())
    if plot.cumulative:
        heights = heights.cumsum()
    ends = zip(edges, edges[1:], heights.tolist(), strict=False)
    area = plot.density and not plot.cumulative
    return [_Bar(a, b, height / (b - a) if area else height) for a, b, height in ends]


def _numbers(asked: NumberFormat, edges: Sequence[float]) -> NumberFormat:
    """Return how the edges of few bins are written: without fractions if these are whole."""
    whole = edges[-1] - edges[0] < _FEW and all(edge.is_integer() for edge in edges)
    return (
        asked._replace(decimals=0)
        if whole and asked == NumberFormat(locale=asked.locale)
        else asked
    )


def _gap(plot: HistogramPlot, edges: Sequence[float], fitted: Axes) -> int | None:
    """Return the pixels between bars that are asked for: a part of the narrowest bin."""
    if plot.style.gap is None:
        return None
    ends = [fitted.x.position(edge) * fitted.plot.width for edge in edges]
    return round(plot.style.gap * min(abs(b - a) for a, b in pairwise(ends)))


def _place(bar: _Bar, fitted: Axes, asked: int | None) -> Box:
    """Return the place of a bar, its sides on whole pixels.

    ``asked``: the pixels between bars; None for one where bars are wide enough.
    """
    area, x = fitted.plot, fitted.x.scale
    ends = (min(max(x(end), -1.0), 2.0) for end in (bar.start, bar.end))
    left, right = sorted(round(area.x + end * area.width) for end in ends)
    gap = _GAP if right - left >= _MIN_GAPPED else 0
    if asked is not None:
        gap = max(0, min(asked, right - left - 1))
    level = min(max(fitted.y_scale(bar.height), 0.0), 1.0)
    low, high = sorted((level, fitted.y_scale.base_position))
    top, bottom = area.bottom - high * area.height, area.bottom - low * area.height
    left += gap // 2
    return Box(left, top, max(right - left - (gap + 1) // 2, 1), bottom - top)


def _draw_numbers(
    canvas: Canvas,
    chart: Chart,
    bars: Sequence[tuple[Box, float]],
    bounds: Box,
    *,
    reverse: bool,
) -> list[str]:
    """Draw the height of each bar beyond its end, where it covers nothing."""
    bars = [(bar, height) for bar, height in bars if bar.height > 0]
    font = axes.tick_font(chart)
    write = choose((height for _, height in bars), NumberFormat(locale=chart.numbers.locale))
    texts = [write(height) for _, height in bars]
    labels: list[Box | None] = []
    for text, (bar, _) in zip(texts, bars, strict=True):
        length, height = width(text, font), font.size * CAP_HEIGHT
        top = bar.bottom + 4 if reverse else bar.y - 4 - height
        place = Box(bar.x + (bar.width - length) / 2, top, length, height)
        labels.append(place if place.within(bounds) else None)
    shown = free_or_key(labels, [bar for bar, _ in bars], [height for _, height in bars])
    for i in shown:
        if label := labels[i]:
            canvas.text(label.x, label.bottom, texts[i], font, chart.theme.text)
    return left_out(len(bars) - len(shown), len(bars))
