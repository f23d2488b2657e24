"""Candlesticks and OHLC bars: prices of periods (chartjs-chart-financial, all versions)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...colour import Colour
from ...diagnostics import Value
from ..axes import Scale
from ..shapes import Candle, Candles
from ..styles import Paint, plain_colour
from . import scales
from .literal import UNDEFINED
from .options import Options, number
from .style import paints
from .values import Values

KINDS = ("candlestick", "ohlc")
_WIDTHS = {"candlestick": 1.0, "ohlc": 2.0}
_EDGES: tuple[Colour, ...] = ((75, 192, 192, 255), (255, 99, 132, 255), (201, 203, 207, 255))
_OLD_EDGE: Colour = (90, 90, 90, 255)  # what versions have that take `color`
_WAYS = ("up", "down", "unchanged")
_NAMES = (("o", "open"), ("h", "high"), ("l", "low"), ("c", "close"))
_TIMES = ("x", "t", "date", "time", "timestamp")


def read(
    dataset: Options, kind: str, along: Scale, labels: Sequence[Any]
) -> tuple[Values, Candles]:
    """Return the places of candles with their lowest and highest prices, and how they look."""
    data = dataset.raw("data")
    items = data if isinstance(data, list) else []
    candles = [_candle(item) for item in items]
    places = [_place(item, i, along, labels) for i, item in enumerate(items)]
    values = Values(
        tuple(c and c.high for c in candles),
        tuple(c and c.low for c in candles),
        tuple(places),
    )
    edges = _edges(dataset)
    return values, Candles(
        tuple(candles),
        kind == "candlestick",
        _fills(dataset),
        edges,
        max(
            dataset.number(
                "borderWidth", "lineWidth", default=1.0 if kind == "candlestick" else 2.0
            ),
            0.0,
        ),
        min(max(dataset.number("armLengthRatio", default=0.8), 0.0), 1.0),
        dataset.maybe_number("armLength"),
    )


def _candle(item: Any) -> Candle | None:
    """Return the prices of an item: an object, or a list of a time and four numbers."""
    if isinstance(item, list):
        prices = [number(part) for part in item[-4:]]
    elif isinstance(item, dict):
        prices = [
            number(next((item[name] for name in names if name in item), None)) for names in _NAMES
        ]
    else:
        return None
    if len(prices) < 4 or None in prices:
        return None
    first, high, low, last = (price or 0.0 for price in prices)
    return Candle(first, max(high, low), min(high, low), last)


def _place(item: Any, index: int, along: Scale, labels: Sequence[Any]) -> Value:
    at: Any = UNDEFINED
    if isinstance(item, dict):
        at = next((item[name] for name in _TIMES if item.get(name) is not None), UNDEFINED)
    elif isinstance(item, list) and len(item) > 4:
        at = item[0]
    if at is UNDEFINED and along.kind != "category" and index < len(labels):
        at = labels[index]
    return float(index) if at is UNDEFINED else scales.value(at, along)


def _three(dataset: Options, *names: str) -> list[Paint | None]:
    """Return the colours up, down and unchanged: of an object, or one for all."""
    raw = dataset.raw(*names)
    if isinstance(raw, dict):
        inner = Options(raw, f"{dataset.path}.{names[0]}", dataset.diagnostics)
        return [next(iter(paints(inner, way)), None) for way in _WAYS]
    return [next(iter(paints(dataset, *names)), None)] * 3


def _edges(dataset: Options) -> tuple[Colour, Colour, Colour]:
    own = _three(dataset, "borderColors", "borderColor")
    old = isinstance(dataset.raw("color"), dict)
    if old and dataset.text("type") == "ohlc":
        own = _three(dataset, "color")
    up, down, same = (
        plain_colour(colour) if colour else _OLD_EDGE if old else default
        for colour, default in zip(own, _EDGES, strict=True)
    )
    return up, down, same


def _fills(dataset: Options) -> tuple[Paint, Paint, Paint]:
    own = _three(dataset, "backgroundColors", "color", "backgroundColor")
    up, down, same = (
        colour or (*default[:3], 128) for colour, default in zip(own, _EDGES, strict=True)
    )
    return up, down, same
