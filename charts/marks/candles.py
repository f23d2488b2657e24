"""Candles and bars of prices: the rectangles that they are made of, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.surface import Canvas
from ..colour import Colour
from .bars import draw_bars

_WIDE = 13  # pixels: the lines of candles and bars that are wider are thicker
_VOLUME_ALPHA = 130  # of 255
_MIN_BODY = 3  # pixels: narrower candles are lines from the lowest to the highest price


class Prices(NamedTuple):
    """The prices of a candle as heights in pixels, which fall towards the top, or reversed."""

    open: float
    high: float
    low: float
    close: float


def whole_width(width: float) -> int:
    """Return a width with a whole pixel in the middle, where the line of a candle is: odd."""
    return max(1, math.floor((width - 1) / 2) * 2 + 1)


def draw_candles(
    canvas: Canvas,
    places: Sequence[float],
    prices: Sequence[Prices],
    colours: Sequence[Colour],
    width: int,
    *,
    bars: bool = False,
) -> None:
    """Draw a candle at each place along x, or a bar of prices; ``width`` is odd."""
    shape = _bar if bars else _candle
    boxes = (
        (box, colour)
        for x, price, colour in zip(places, prices, colours, strict=True)
        for box in shape(math.floor(x), width, price)
    )
    draw_bars(canvas, boxes, snap=True)


def draw_volume(
    canvas: Canvas,
    places: Sequence[float],
    tops: Sequence[float],
    colours: Sequence[Colour],
    width: int,
    bottom: float,
) -> None:
    """Draw a paler bar at each place along x, from its top to the bottom."""
    boxes = (
        (
            Box(math.floor(x) - (width - 1) / 2, top, width, bottom - top),
            (*colour[:3], round(colour[3] * _VOLUME_ALPHA / 255)),
        )
        for x, top, colour in zip(places, tops, colours, strict=True)
        if top < bottom
    )
    draw_bars(canvas, boxes, snap=True)


def _candle(x: int, width: int, prices: Prices) -> list[Box]:
    """Return the line and the body of a candle; a body is at least a pixel high."""
    top, bottom = sorted((prices.open, prices.close))
    boxes = [_line(x, prices, 1)]
    if width >= _MIN_BODY:
        body = max(bottom - top, 1.0)
        boxes.append(Box(x - (width - 1) / 2, (top + bottom - body) / 2, width, body))
    return boxes


def _bar(x: int, width: int, prices: Prices) -> list[Box]:
    """Return a line from the lowest to the highest price, the open at its left, the close right."""
    line = 3 if width >= _WIDE else 1
    boxes = [_line(x, prices, line)]
    if width >= _MIN_BODY:
        half = (width + line) / 2
        left = x - (width - 1) / 2
        for start, price in ((left, prices.open), (x - (line - 1) / 2, prices.close)):
            boxes.append(Box(start, round(price - line / 2), half, line))
    return boxes


def _line(x: int, prices: Prices, line: int) -> Box:
    top, bottom = sorted((prices.high, prices.low))
    return Box(x - (line - 1) / 2, top, line, max(bottom - top, 1.0))
