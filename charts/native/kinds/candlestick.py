"""Prices at times: candles or bars from the lowest to the highest, and the volume below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError

from .. import candles, x_values
from .. import parameters as p
from ..candles import CandlestickPlot, say
from ..chart import Chart, LegendEntry, LegendPosition, read_value_axis
from ..checks import VALUE_AXIS_CHECKS, Check, Errors
from ..kind import Example, Kind
from ..values import Choice, Flag
from ..values import Colour as ColourType
from ..x_values import Reading, XType

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ..theme import Theme

__all__ = ["KIND", "draw", "legend", "read", "say"]


def _walk(count: int, start: float) -> dict[str, list[float]]:
    """Return prices that wander, the same in every run."""
    rows: dict[str, list[float]] = {name: [] for name in (*candles.PRICES, "volume")}
    close = start
    for i in range(count):
        first = round(close + (i * 31 % 11 - 5) / 20, 2)
        close = round(first + (i * i * 7919 % 41 - 19) / 10, 2)
        high = round(max(first, close) + i * 13 % 9 / 8, 2)
        low = round(min(first, close) - i * 17 % 7 / 6, 2)
        volume = 2 * 10**6 + i * i * 7919 % 97 * 30_000
        for name, value in zip(rows, (first, high, low, close, volume), strict=True):
            rows[name].append(value)
    return rows


_DAYS = [str(date(2024, 1, 2) + timedelta((i + 1) // 5 * 7 + (i + 1) % 5 - 1)) for i in range(80)]
_WEEK = {
    "xvalues": ["2024-05-02", "2024-05-03", "2024-05-06", "2024-05-07", "2024-05-08", "2024-05-10"],
    "open": [171.2, 174.1, 173.5, 176.4, 175.8, 178.9],
    "high": [175.0, 176.3, 177.2, 177.9, 179.6, 181.1],
    "low": [169.8, 172.7, 172.4, 174.6, 175.1, 176.2],
    "close": [174.3, 173.4, 176.6, 175.6, 179.2, 176.8],
}  # fmt: skip


def _gaps(gaps: bool, texts: tuple[str, ...], kind: XType) -> Errors:
    if not gaps:
        return []
    try:
        named = x_values.read(texts, kind, _READING).type == "names"
    except ValueError:
        return []  # what is wrong with them is said already
    return [ParameterError("gaps", "needs dates or times", "no gaps, or dates")] if named else []


_READING = Reading(numbers=False, distinct=True)

KIND = Kind(
    "candlestick",
    "Candlestick chart",
    "Open, high, low and close at each time, as candles or bars, and the volume below.",
    parameters=(
        *candles.DATA,
        *p.TITLES,
        p.XLABEL._replace(meaning="title of the axis of the times"),
        p.YLABEL._replace(meaning="title of the axis of the prices"),
        p.VALUE_LABELS._replace(meaning="the highest and the lowest price"),
        p.Parameter(
            "style",
            Choice(("candles", "bars")),
            "candles, whose bodies reach from open to close, or bars with the open at the left and"
            " the close at the right",
            "Drawing",
            "candles",
        ),
        p.Parameter(
            "gaps",
            Flag(),
            "weekends and other times without prices take their space; by default the entries"
            " follow each other at equal distances",
            "Drawing",
            False,
        ),
        *p.VALUE_AXIS,
        *p.X_AXIS,
        *p.FRAME,
        *p.x_type(numbers=False, distinct=True),
        p.Parameter(
            "up_color", ColourType(), "where the close is above the open; blue by default",
            "Colours",
        ),
        p.Parameter(
            "down_color", ColourType(), "where it is below; orange by default", "Colours"
        ),
        *p.PICTURE,
    ),
    checks=(
        *candles.CHECKS,
        Check(("gaps", "xvalues", "xtype"), _gaps),
        *(check for check in VALUE_AXIS_CHECKS if "yvalues" not in check.names),
    ),
    examples=(
        Example("candlestick", "Four months of trading days, and the volume", {
            "title": "Prices of a share", "xvalues": _DAYS, **_walk(80, 172.0),
        }),
        Example("candlestick-bars-dark", "A week as bars, with the days without trade, dark", {
            "title": "A week in May", **_WEEK, "style": "bars", "gaps": True, "prefix": "$",
            "theme": "dark", "width": 500, "height": 320,
        }),
        Example("candlestick-colours", "Names instead of times, and other colours", {
            "xvalues": ["Open", "Noon", "Close"], "open": [3, 5, None], "high": [6, 8, None],
            "low": [2, 4, None], "close": [5, 5, None], "up_color": "teal",
            "down_color": "crimson", "width": 300, "height": 200,
        }),
    ),
    aliases=candles.ALIASES,
    columns=(*candles.PRICES, "volume"),
)  # fmt: skip


def read(values: Mapping[str, Any], theme: Theme) -> CandlestickPlot:
    """Return the model of valid parameters."""
    up, down = theme.colours(2)[:2]
    return CandlestickPlot(
        *candles.read(values),
        read_value_axis(values),
        values["style"] == "bars",
        values["gaps"],
        bool(values["volume"]),
        (values["up_color"] or up, values["down_color"] or down),
        values["value_labels"],
    )


def legend(_plot: CandlestickPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: there are no series."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: CandlestickPlot, box: Box) -> list[str]:
    """Draw axes, candles or bars, and the volume below; return what is not shown."""
    from .. import candle_places

    return candle_places.draw(canvas, chart, plot, box)
