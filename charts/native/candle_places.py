"""Candles on their axes: where each stands, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..marks.candles import Prices, draw_candles, draw_volume, whole_width
from . import axes
from .axes.entries import EntryAxis
from .axes.panel import fit_with_panel
from .chart import ValueAxis
from .number_text import NumberFormat
from .sizes import base_size
from .value_labels import draw_value_labels, left_out

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from .axes import Axes
    from .candles import CandlestickPlot
    from .chart import Chart

_THICKNESS, _MAX_THICKNESS = 0.7, 0.08  # of the space of a candle, and of the axis
_HEADROOM = 0.6  # of the base size
_LOG_ROOM = 0.05  # of a logarithmic axis: beyond the prices at each end


def draw(canvas: Canvas, chart: Chart, plot: CandlestickPlot, box: Box) -> list[str]:
    """Draw axes, candles or bars, and the volume below; return what is not shown."""
    in_order = plot.x.type == "time" and not plot.gaps
    x = EntryAxis(plot.x, chart.numbers.locale) if in_order else axes.of_bars(plot.x, chart)
    ends = [end for c in plot.candles for end in (c.low, c.high)]
    room = base_size(chart) * (_HEADROOM + plot.value_labels)
    asked = _logarithmic(plot.axis, ends) if plot.axis.log and ends else plot.axis
    y = axes.NumberAxis(ends, asked, headroom=room, numbers=chart.numbers)
    traded = [c.volume for c in plot.candles]
    below = None
    if plot.volume:
        numbers = NumberFormat(locale=chart.numbers.locale)
        panel = axes.NumberAxis(traded, from_zero=True, on_base=True, numbers=numbers)
        fitted, below = fit_with_panel(chart, box, x, y, panel)
        axes.draw(canvas, chart, box, below, grid=[below.y, below.x])
    else:
        fitted = axes.fit(chart, box, x, y)
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y, fitted.x])
    area = fitted.plot
    along = fitted.x.scale
    pitch = abs(along(1) - along(0)) if in_order else axes.pitch(plot.x, along)
    width = whole_width(min(pitch * _THICKNESS, _MAX_THICKNESS) * area.width)
    shares = [along(c.place if in_order else c.at) for c in plot.candles]
    places = [area.x + min(max(share, -1.0), 2.0) * area.width for share in shares]
    colours = [plot.colours[not c.rises] for c in plot.candles]
    prices = [
        Prices(*(_height(price, fitted) for price in (c.open, c.high, c.low, c.close)))
        for c in plot.candles
    ]
    with canvas.clip(*area):
        draw_candles(canvas, places, prices, colours, width, bars=plot.bars)
    if below:
        tops = [below.plot.bottom if v is None else _height(v, below) for v in traded]
        with canvas.clip(*below.plot):
            draw_volume(canvas, places, tops, colours, width, below.plot.bottom)
        canvas.line(below.base_line(), Stroke(chart.theme.axis), snap=True)
        axes.draw_marks(canvas, chart, below)  # whose notices are those of the prices
    lost = []
    if plot.value_labels and plot.candles:
        bounds = Box(area.x, box.y, box.right - area.x, area.bottom - box.y)
        lost = _draw_numbers(canvas, chart, plot, places, prices, bounds)
    return [*axes.draw_marks(canvas, chart, fitted), *lost]


def _draw_numbers(
    canvas: Canvas,
    chart: Chart,
    plot: CandlestickPlot,
    places: Sequence[float],
    prices: Sequence[Prices],
    bounds: Box,
) -> list[str]:
    """Draw the highest and the lowest price beyond their candles."""
    candles = plot.candles
    first = max(range(len(candles)), key=lambda i: candles[i].high)
    lowest = min(range(len(candles)), key=lambda i: candles[i].low)
    marked = [
        ((places[first], prices[first].high), candles[first].high),
        ((places[lowest], prices[lowest].low), candles[lowest].low),
    ]
    shown = [(at, value) for at, value in marked if bounds.y <= at[1] <= bounds.bottom + 1]
    missing, _ = draw_value_labels(
        canvas,
        chart,
        [shown],
        [np.array([(x, p.high), (x, p.low)]) for x, p in zip(places, prices, strict=True)],
        bounds,
        radius=2.0,
        clearance=2.0,
    )
    return left_out(missing, len(marked))


def _logarithmic(asked: ValueAxis, ends: Sequence[float]) -> ValueAxis:
    """Return an axis that ends near the prices rather than at powers of ten."""
    low, high = min(ends), max(ends)
    room = math.exp((math.log(high) - math.log(low)) * _LOG_ROOM) * 1.001
    return ValueAxis(asked.minimum or low / room, asked.maximum or high * room, log=True)


def _height(value: float, fitted: Axes) -> float:
    """Return where a value is, in pixels from the top of the picture."""
    return fitted.plot.bottom - min(max(fitted.y_scale(value), -1.0), 2.0) * fitted.plot.height
