"""What is said of series of values: how many there are, their extremes, and their trend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from api.named_tuple import NamedTuple

from ..diagnostics import Value
from .sentences import Said, counted, line, placed

Write = Callable[[float], str]

_MAX_TOLD: Final = 3
"""Series of which something is said; of more, the extremes of all are told."""
_MAX_LONG: Final = 2
"""Series whose extremes are told beside their trends."""
_SLOPE: Final = 0.5
"""Of the range of the values: how far apart the first and the last one are at a trend."""


class Told(NamedTuple):
    """A series, as it is told."""

    name: str
    values: Sequence[Value]
    write: Callable[[Sequence[float]], Write]
    """Returns what writes some of the values, as the chart shows them."""


class Places(NamedTuple):
    """Where values stand along an axis."""

    name: Callable[[int], str]
    """Returns the name of a place by its index, "" for none."""
    noun: str = "value"
    """What stands there: a bar, a point."""
    ordered: bool = False
    """Whether the places follow each other, so that there is a trend."""
    nouns: str = ""
    """Its plural, if that is more than an s."""


class _Extremes(NamedTuple):
    """The known values of a series that are worth telling, and their indices."""

    known: int
    first: int
    last: int
    low: int
    high: int
    rising: bool
    falling: bool


def say(series: Sequence[Told], places: Places, *, kind: str = "") -> Said:
    """Return what is said of the series of a chart."""
    known = [(told, found) for told in series if (found := _extremes(told.values))]
    if not known:
        return Said("without values", kind=kind)
    if len(series) == 1:
        return _alone(*known[0], places, kind)
    longest = max(len(told.values) for told in series)
    each = f"with {len(series):,} series of {counted(longest, places.noun, places.nouns)}"
    span = _span(series[0].values, places) if places.ordered and longest > 1 else ""
    sentences: list[str] = []
    if len(series) <= _MAX_TOLD:
        brief = len(known) > _MAX_LONG
        for number, (told, found) in enumerate(known, 1):
            name = line(told.name) or f"Series {number}"
            if places.ordered and found.known > 1:
                sentences.append(_course(told, found, places, name, brief=brief))
            else:
                sentences.append(_reach(told, found, places, name))
    else:
        sentences += _overall(known, places)
    return Said(each + span, tuple(sentences), kind)


def _alone(told: Told, found: _Extremes, places: Places, kind: str) -> Said:
    """Return what is said of the one series of a chart."""
    count = counted(found.known, places.noun, places.nouns)
    values = told.values
    if found.known == 1:
        write = told.write([_at(values, found.first)])
        number = placed(write(_at(values, found.first)), places.name(found.first))
        return Said(f"with {count}, {number}", kind=kind)
    if places.ordered:
        span = _span(values, places)
        return Said(f"with {count}{span}", (_course(told, found, places, ""),), kind)
    return Said(f"with {count}, {_range(told, found, places)}", kind=kind)


_PLURAL: Final = {"rises": "rise", "falls": "fall", "stays": "stay", "varies": "vary"}


def _course(told: Told, found: _Extremes, places: Places, name: str, *, brief: bool = False) -> str:
    """Return a sentence about a series of a name; without one, about the values of a chart."""

    def subject(verb: str) -> str:
        return f"{name} {verb}" if name else f"The values {_PLURAL[verb]}"

    values = told.values
    first, last, low, high = (
        _at(values, index) for index in (found.first, found.last, found.low, found.high)
    )
    write = told.write([first, last, low, high])
    if low == high:
        return f"{subject('stays')} at {write(low)}"
    ends = f"from {write(first)} to {write(last)}"
    steadily = " steadily" if found.known > 2 else ""
    if found.rising:
        return f"{subject('rises')}{steadily} {ends}"
    if found.falling:
        return f"{subject('falls')}{steadily} {ends}"
    bottom = placed(write(low), places.name(found.low))
    top = placed(write(high), places.name(found.high))
    if abs(last - first) < _SLOPE * (high - low):
        return f"{subject('varies')} between {bottom} and {top}"
    text = f"{subject('rises' if last > first else 'falls')} {ends}"
    more = []
    if low not in (first, last):
        more.append(f"a low of {bottom}")
    if high not in (first, last):
        more.append(f"a high of {top}")
    return text if brief or not more else f"{text}, with {' and '.join(more)}"


def _reach(told: Told, found: _Extremes, places: Places, name: str) -> str:
    """Return a sentence about the range of a series of a name."""
    text = _range(told, found, places)
    return f"{name} ranges {text}" if text.startswith("from ") else f"{name} is {text}"


def _range(told: Told, found: _Extremes, places: Places) -> str:
    """Return "from 10 (C) to 30.5 (Python)", or "all 10"."""
    low, high = _at(told.values, found.low), _at(told.values, found.high)
    write = told.write([low, high])
    if low == high:
        return f"all {write(low)}" if found.known > 1 else write(low)
    return (
        f"from {placed(write(low), places.name(found.low))}"
        f" to {placed(write(high), places.name(found.high))}"
    )


def _overall(known: Sequence[tuple[Told, _Extremes]], places: Places) -> list[str]:
    """Return a sentence about the extremes of all series."""
    bottom, lowest = min(known, key=lambda pair: _at(pair[0].values, pair[1].low))
    top, highest = max(known, key=lambda pair: _at(pair[0].values, pair[1].high))
    low, high = _at(bottom.values, lowest.low), _at(top.values, highest.high)
    if low == high:
        return [f"All values are {top.write([high])(high)}"]
    texts = [
        placed(told.write([low, high])(value), ", ".join(filter(None, (line(told.name), name))))
        for told, value, name in (
            (bottom, low, places.name(lowest.low)),
            (top, high, places.name(highest.high)),
        )
    ]
    return [f"The values range from {texts[0]} to {texts[1]}"]


def _span(values: Sequence[Value], places: Places) -> str:
    """Return " from Jan to Dec": the names of the first and the last place."""
    first, last = places.name(0), places.name(len(values) - 1)
    return f" from {first} to {last}" if first and last and first != last else ""


def _extremes(values: Sequence[Value]) -> _Extremes | None:
    """Return what is worth telling of values, None if all are gaps."""
    known = [i for i, value in enumerate(values) if value is not None]
    if not known:
        return None
    numbers = [value for value in values if value is not None]
    low, high = known[numbers.index(min(numbers))], known[numbers.index(max(numbers))]
    steps = range(1, len(numbers))
    return _Extremes(
        len(numbers), known[0], known[-1], low, high,
        all(numbers[i - 1] <= numbers[i] for i in steps),
        all(numbers[i - 1] >= numbers[i] for i in steps),
    )  # fmt: skip


def _at(values: Sequence[Value], index: int) -> float:
    value = values[index]
    return 0.0 if value is None else value
