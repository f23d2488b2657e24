"""What a request says of prices: open, high, low and close at each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..access.settings import MAX_VALUES
from ..colour import Colour
from ..diagnostics import Value, quoted
from . import parameters as p
from .chart import ValueAxis
from .checks import Check, Errors, Rows, same_length
from .values import Values
from .x_values import XValues

if TYPE_CHECKING:
    from ..words.sentences import Said
    from .chart import Chart

PRICES = ("open", "high", "low", "close")
_MEANINGS = ("the first price", "the highest price", "the lowest price", "the last price")

DATA = (
    p.NAMES._replace(meaning="the times, in any order, or names"),
    *(
        p.Parameter(name, Values(MAX_VALUES, 1), f"{meaning} of each time", "Data", required=True)
        for name, meaning in zip(PRICES, _MEANINGS, strict=True)
    ),
    p.Parameter(
        "volume", Values(MAX_VALUES, 1), "how much was traded, as bars below the prices", "Data", ()
    ),
)
ALIASES = dict.fromkeys(("date", "dates", "time", "times", "labels"), "xvalues")


def _entry(texts: Sequence[str], i: int) -> str:
    """Return how a message names an entry: by its number and its time."""
    return f"entry {i + 1}" + (f" ({quoted(texts[i])})" if texts[i].strip() else "")


def _prices(texts: Sequence[str], *rows: Rows) -> Errors:
    """Find the first entry whose prices cannot be: each time has all four, or none."""
    series = [row[0] for row in rows]
    if any(len(row) != len(texts) for row in series):
        return []  # same_length says so
    for i, (first, high, low, last) in enumerate(zip(*series, strict=True)):
        entry = _entry(texts, i)
        prices = dict(zip(PRICES, (first, high, low, last), strict=True))
        missing = [name for name, price in prices.items() if price is None]
        if len(missing) == len(PRICES):
            continue
        if missing or first is None or high is None or low is None or last is None:
            allowed = "a number, or a gap in all of open, high, low and close"
            return [ParameterError(missing[0], f"{entry} has none", allowed)]
        if not texts[i].strip():
            return [ParameterError("xvalues", f"{entry} has prices but no time", "a time or name")]
        for name, price in prices.items():
            if high < price:
                detail = f"{high:g} is below {name}, {price:g}, of {entry}"
                return [ParameterError("high", detail, "at least open, low and close")]
            if low > price:
                detail = f"{low:g} is above {name}, {price:g}, of {entry}"
                return [ParameterError("low", detail, "at most open, high and close")]
    return []


def _volume(texts: Sequence[str], volume: Rows) -> Errors:
    for i, value in enumerate(volume[0] if volume else ()):
        if value is not None and value < 0 and i < len(texts):
            detail = f"{value:g} of {_entry(texts, i)} is negative"
            return [ParameterError("volume", detail, "numbers of 0 or more")]
    return []


def _logarithm(log: bool, low: Rows) -> Errors:
    wrong = next((value for value in low[0] if value is not None and value <= 0), None)
    if not log or wrong is None:
        return []
    return [ParameterError("low", f"{wrong:g} has no logarithm", "prices above 0, as log is set")]


def _same_length(name: str) -> Check:
    """As many volumes as times, if there are any."""

    def errors(values: Rows, texts: Sequence[str]) -> Errors:
        return same_length(name, "xvalues").errors(values, texts) if values else []

    return Check((name, "xvalues"), errors)


CHECKS = (
    *(same_length(name, "xvalues") for name in PRICES),
    _same_length("volume"),
    Check(("xvalues", *PRICES), _prices),
    Check(("xvalues", "volume"), _volume),
    Check(("log", "low"), _logarithm),
)


class Candle(NamedTuple):
    """The prices at a time or name."""

    place: int
    """The index of its entry."""
    at: float
    """Seconds since 1970 in UTC, or the index of a name."""
    open: float
    high: float
    low: float
    close: float
    volume: Value
    rises: bool
    """From open to close; if these are the same, from the close before it."""


class CandlestickPlot(NamedTuple):
    """Candles, the times along their axis, and how they look."""

    x: XValues
    candles: tuple[Candle, ...]
    axis: ValueAxis
    bars: bool
    gaps: bool
    volume: bool
    colours: tuple[Colour, Colour]
    """Of rising and of falling ones."""
    value_labels: bool = False


def read(values: Mapping[str, Any]) -> tuple[XValues, tuple[Candle, ...]]:
    """Return the times, in ascending order, and the candles there are; names keep their order."""
    x: XValues = values["xvalues"]
    count = len(x.at)
    volume = values["volume"][0] if values["volume"] else (None,) * count
    rows = zip(x.at, *(values[name][0] for name in PRICES), volume, strict=True)
    entries = [row for row in rows if row[0] is not None]
    if x.type == "time":
        entries.sort(key=lambda row: row[0])
        x = x._replace(at=tuple(row[0] for row in entries))
    candles: list[Candle] = []
    for place, (at, first, high, low, last, traded) in enumerate(entries):
        if first is not None:
            before = candles[-1].close if candles else first
            rises = last > first or (last == first and last >= before)
            candles.append(Candle(place, at, first, high, low, last, traded, rises))
    return x, tuple(candles)


def say(chart: Chart, plot: CandlestickPlot) -> Said:
    """Return what is said of prices: the first and the last, the highest and the lowest."""
    from ..words.sentences import Said, counted, placed
    from .describe import along, writer

    candles = plot.candles
    if not candles:
        return Said("without values")
    name = along(plot.x, chart).name
    first, last = candles[0], candles[-1]
    top, bottom = max(candles, key=lambda c: c.high), min(candles, key=lambda c: c.low)
    write = writer(chart.numbers)([first.open, last.close, top.high, bottom.low])
    verb = "rises" if last.close > first.open else "falls" if last.close < first.open else "goes"
    kind = "Chart of open, high, low and close" if plot.bars else ""
    span = f" from {name(first.place)} to {name(last.place)}" if len(candles) > 1 else ""
    return Said(
        f"with {counted(len(candles), 'period')}{span}",
        (
            f"The price {verb} from {write(first.open)} to {write(last.close)}; its high is"
            f" {placed(write(top.high), name(top.place))}, its low"
            f" {placed(write(bottom.low), name(bottom.place))}",
        ),
        kind,
    )
