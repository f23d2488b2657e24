"""Candlesticks and OHLC bars."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ..shapes import Candle, Candles
from .axis import Axis
from .bars import Bar
from .paint import fill_path


def draw(canvas: Canvas, shape: Candles, bars: Sequence[Bar], across: Axis, area: Box) -> None:
    """Draw candles, or lines with arms, at the places of bars."""
    with canvas.clip(*area):
        for bar in bars:
            candle = shape.candles[bar.number]
            if candle is not None:
                one = _draw_candle if shape.filled else _draw_arms
                one(canvas, shape, bar, candle, across, area)


def _way(candle: Candle) -> int:
    """Return 0 if prices rose, 1 if they fell, 2 if neither."""
    return 2 if candle.open == candle.close else int(candle.close < candle.open)


def _draw_candle(
    canvas: Canvas, shape: Candles, bar: Bar, candle: Candle, across: Axis, area: Box
) -> None:
    way = _way(candle)
    low, high = across.pixel(candle.low), across.pixel(candle.high)
    first, last = sorted((across.pixel(candle.open), across.pixel(candle.close)))
    stroke = Stroke(shape.edges[way], shape.edge_width, join="miter")
    wicks = [((bar.centre, high), (bar.centre, first)), ((bar.centre, low), (bar.centre, last))]
    if shape.edge_width:
        canvas.lines(wicks, stroke)
    box = Path.rectangle(bar.centre - bar.thickness / 2, first, bar.thickness, last - first)
    fill_path(canvas, box, shape.fills[way], area, stroke)


def _draw_arms(
    canvas: Canvas,
    shape: Candles,
    bar: Bar,
    candle: Candle,
    across: Axis,
    area: Box,  # noqa: ARG001
) -> None:
    arm = shape.arm_length
    if arm is None:
        arm = bar.thickness * shape.arm_share / 2
    first, last = across.pixel(candle.open), across.pixel(candle.close)
    x = bar.centre
    canvas.lines(
        [
            ((x, across.pixel(candle.high)), (x, across.pixel(candle.low))),
            ((x - arm, first), (x, first)),
            ((x, last), (x + arm, last)),
        ],
        Stroke(shape.edges[_way(candle)], shape.edge_width, join="miter"),
    )
