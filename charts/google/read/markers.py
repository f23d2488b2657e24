"""Markers: ``chm`` (reference, section 7)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from ...colour import Colour
from ...diagnostics import Diagnostics, Value, shown
from ..chart import Anchor, Kind, Mark
from . import reading
from .axes import one_line
from .numbers import NumberFormat, parse

# Letter: what it draws, in words and as the model calls it.
KINDS: Final[dict[str, tuple[Kind, str]]] = {
    "a": ("arrow", "arrow"),
    "c": ("plus", "plus sign"),
    "C": ("box", "rectangle from one series to the next"),
    "d": ("diamond", "diamond"),
    "o": ("circle", "circle"),
    "s": ("square", "square"),
    "S": ("square", "square with a width of its own"),
    "x": ("cross", "cross"),
    "v": ("drop", "line from the axis to the point"),
    "V": ("upright", "line across the plot through the point"),
    "h": ("level", "line across the plot at a fraction of its height"),
    "H": ("through", "level line through the point"),
    "E": ("error", "error bar from one series to the next"),
    "F": ("candle", "candlesticks of four series: low, open, close, high"),
    "r": ("band", "band across the plot"),
    "R": ("pillar", "upright band"),
    "B": ("area", "fill down to the axis"),
    "b": ("between", "fill between two series"),
    "D": ("line", "line through the points"),
    "t": ("text", "text"),
    "f": ("flag", "text in a box with a pointer"),
    "A": ("note", "text in a box, joined by a line"),
    "N": ("text", "the value"),
}  # fmt: skip
POINTS: Final = ("circle", "square", "diamond", "plus", "cross", "arrow")  # stand for a point
_MOST_POINTS = 20_000  # of all markers of a chart, so that a request ends within its second
_BLACK: Colour = (0, 0, 0, 255)
_RED: Colour = (0xAA, 0, 0, 255)
_WIDEST = 1000.0

_number = r"-?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})"
_one = re.compile(_number).fullmatch
_several = re.compile(rf"({_number})?:({_number})?(?::({_number})?)?").fullmatch
_position = re.compile(rf"({_number}):({_number})").fullmatch
_placement = re.compile(rf"([a-z]*)(?::({_number})?(?::({_number})?)?)?").fullmatch
_comma = re.compile(r"(?<!\\),").split


class Numbers(NamedTuple):
    """What markers need to know of the data: values by series, as ``N`` shows them."""

    values: Sequence[Sequence[Value]]
    stacked: bool = False
    """Series -1 is the sum of the ``drawn`` ones."""
    drawn: int = 0
    one_set: bool = False
    """There is one series, whatever its number: a scatter chart's points."""

    def of(self, series: int) -> Sequence[Value]:
        """The values of a series; below 0, the sums of stacks."""
        if self.one_set:
            return self.values[0] if self.values else ()
        if series >= 0:
            return self.values[series] if series < len(self.values) else ()
        drawn = self.values[: self.drawn]
        longest = max((len(values) for values in drawn), default=0)
        columns = ([v[i] for v in drawn if i < len(v)] for i in range(longest))
        known = ([v for v in column if v is not None] for column in columns)
        return [sum(column) if column else None for column in known]


def marks(text: str, data: Numbers, notes: Diagnostics) -> tuple[Mark, ...]:
    """Read ``chm``; a marker that is not understood is left out."""
    found = []
    points = 0
    for part in text.split("|"):
        if not part.strip():
            continue
        mark = _mark(part, data, notes)
        if mark is None:
            continue
        points += len(mark.points) or 100
        if points > _MOST_POINTS:
            notes.warn("chm", f"more than {_MOST_POINTS:,} points have markers: the others of "
                       "the list were left out")  # fmt: skip
            break
        found.append(mark)
    return tuple(found)


def _mark(part: str, data: Numbers, notes: Diagnostics) -> Mark | None:
    fields = [field.replace("\\,", ",") for field in _comma(part.lstrip())]
    head = fields[0]
    at_place = head.startswith("@")
    head = head.removeprefix("@")
    letter, rest = head[:1], head[1:]
    if letter not in KINDS or (rest.strip() and letter not in "tfAN"):
        notes.ignore("chm", f"there is no marker {shown(head)}; there are {' '.join(KINDS)}")
        return None
    kind = KINDS[letter][0]
    default = _RED if letter == "F" else _BLACK
    colour = reading.colour(reading.field(fields, 1), "chm", notes) or default
    if letter in "rR":
        span = [reading.real(fields, i, 0.0, "chm", notes) for i in (3, 4)]
        low, high = (min(1.0, max(0.0, v)) for v in span)
        return Mark(kind, colour, span=(low, high), z=-0.001)
    series, bar = _series(reading.field(fields, 2), data, notes)
    which = reading.field(fields, 3)
    count = len(data.of(series))
    if letter == "b":
        other = int(max(-1.0, min(1e4, reading.real(fields, 3, 0.0, "chm", notes))))
        return Mark(kind, colour, series, other=other)
    size, length = _size(letter, reading.field(fields, 4), notes)
    z = max(-1.0, min(1.0, reading.real(fields, 5, 0.0, "chm", notes)))
    if letter in "BD":
        points = _span(which, count)
        return Mark(kind, colour, series, points, size=size, z=0.0 if letter == "B" else z)
    if letter == "h":
        place = min(1.0, max(0.0, reading.real(fields, 3, 0.0, "chm", notes)))
        return Mark(kind, colour, series, size=size, span=(place, place), z=z)
    at = None
    if at_place:
        place_at = _position(which)
        if place_at is None or letter == "N":
            notes.warn("chm", f"{shown(part)}: @ needs a place x:y, and no value marker")
            return None
        at = _clamped(float(place_at[1])), _clamped(float(place_at[2]))
        points = ()
    else:
        points = _which(which, count, notes)
    texts: tuple[str, ...] = ()
    if letter == "N":
        texts = _values(rest, data.of(series), points, notes)
    elif letter in "tfA":
        texts = (one_line(rest),) * max(len(points), 1)
    return Mark(
        kind, colour, series, points, at, size, length, z, texts,
        _anchor(reading.field(fields, 6), notes), bar=bar,
    )  # fmt: skip


def _clamped(value: float) -> float:
    return max(-1e3, min(1e3, value))


def _series(text: str, data: Numbers, notes: Diagnostics) -> tuple[int, int | None]:
    """``series`` or ``series:bar``."""
    first, _, second = text.partition(":")
    number = reading.number(first) if first.strip() else 0.0
    if number is None:
        notes.warn("chm", f"{shown(text)} is not the number of a series; 0 was taken")
        number = 0.0
    series = int(max(-1.0, min(1e4, number)))
    if series < 0 and not data.stacked:
        series = 0
    if series >= len(data.values) and not data.one_set:
        notes.warn("chm", f"there is no series {series}: its markers are not drawn")
    bar = reading.number(second) if second else None
    return series, None if bar is None else int(max(0.0, min(1e4, bar)))


def _size(letter: str, text: str, notes: Diagnostics) -> tuple[float, float | None]:
    """``size`` or ``size:length``."""
    first, _, second = text.partition(":")
    default = 11.5 if letter in "tfAN" else 5.0 if letter in "acdosSxC" else 1.0
    sizes = []
    for part in (first, second):
        value = reading.number(part)
        if value is None and part.strip():
            notes.warn("chm", f"{shown(text)} is not a size in pixels; {default:g} was taken")
        sizes.append(value)
    size = default if sizes[0] is None else max(0.0, min(_WIDEST, sizes[0]))
    if letter in "tfAN":
        size = max(0.1, min(size, 200.0))
    length = None if sizes[1] is None else max(0.0, min(_WIDEST, sizes[1]))
    return size, length


def _span(text: str, count: int) -> tuple[float, ...]:
    """``start:end`` of a line or a fill; anything else means all of it."""
    match = _several(text)
    if match is None:
        return ()
    start = float(match[1] or 0)
    end = float(match[2]) if match[2] else count - 1.0
    start += count if start < 0 else 0
    end += count if end < 0 else 0
    return (start, end) if start <= end else (end, start)


def _which(text: str, count: int, notes: Diagnostics) -> tuple[float, ...]:
    """Which points are meant, as their indices; those between points are fractions."""
    if text in ("", "-1", "-1.0"):
        return tuple(float(i) for i in range(count))
    if _one(text):
        value = float(text)
        if value >= 0:
            return (value,) if value <= count - 1 else ()
        every = max(1, int(min(-value, 1e6)))
        return tuple(float(i) for i in range(0, count, every))
    match = _several(text)
    if match is None:
        notes.warn("chm", f"{shown(text)} does not say which points; all were taken")
        return tuple(float(i) for i in range(count))
    start = float(match[1] or 0)
    end = float(match[2]) if match[2] else count - 1.0
    start = max(0.0, start + count if start < 0 else start)
    end = min(count - 1.0, end + count if end < 0 else end)
    step = abs(float(match[3])) if match[3] else 1.0
    if step < 0.001:
        step = 1.0
    if end < start:
        return ()
    many = min(math.floor((end - start) / step + 1e-9), _MOST_POINTS)
    return tuple(start + i * step for i in range(many + 1))


def _values(
    text: str, values: Sequence[Value], points: Sequence[float], notes: Diagnostics
) -> tuple[str, ...]:
    """What an ``N`` writes at each point; a point between two has a value between theirs."""
    try:
        write = parse(text).write
    except ValueError as error:
        notes.warn("chm", f"{error}; the usual one was taken")
        write = NumberFormat().write
    found = []
    for point in points:
        before, after = math.floor(point), math.ceil(point)
        first, second = values[before], values[after]
        if first is None or second is None:
            found.append("")
        else:
            found.append(one_line(write(first + (second - first) * (point - before))))
    return tuple(found)


_ACROSS = {"l": 0.0, "h": 0.5, "r": 1.0}
_UP = {"b": 0.0, "v": 0.5, "t": 1.0}
_BAR: dict[str, Literal["base", "centre", "end"]] = {"s": "base", "c": "centre", "e": "end"}


def _anchor(text: str, notes: Diagnostics) -> Anchor:
    """``[h-align][v-align][bar]:<dx>:<dy>``: which part of the text stands at the point."""
    if not text:
        return Anchor()
    match = _placement(text)
    letters = match[1] if match else ""
    if match is None or letters.strip("lhrbvtsce"):
        notes.warn("chm", f"{shown(text)} is no placement (l h r, b v t, s c e, then :dx:dy)")
        return Anchor()
    across: float | None = None
    up: float | None = None
    bar: Literal["base", "centre", "end"] = "end"
    for letter in letters:
        across = _ACROSS.get(letter, across)
        up = _UP.get(letter, up)
        bar = _BAR.get(letter, bar)
    return Anchor(across, up, bar, _shift(match[2]), _shift(match[3]))


def _shift(text: str | None) -> float:
    return max(-2000.0, min(2000.0, float(text))) if text else 0.0


def scaled(marks: Sequence[Mark], shares: Sequence[float]) -> tuple[Mark, ...]:
    """Shapes on points that have sizes of their own: one mark a point, a part of its size."""
    if not shares:
        return tuple(marks)
    found = []
    for mark in marks:
        if mark.kind not in POINTS or mark.at:
            found.append(mark)
            continue
        for point in mark.points:
            share = shares[int(point)] if int(point) < len(shares) else 1.0
            found.append(
                Mark(mark.kind, mark.colour, mark.series, (point,), None, mark.size * share,
                     z=mark.z)
            )  # fmt: skip
    return tuple(found)


def turned(marks: Sequence[Mark], low: float, high: float) -> tuple[Mark, ...]:
    """Places on a radar chart whose x is on the scale of the axis around: as parts of a turn."""
    return tuple(
        mark._replace(at=((mark.at[0] - low) / (high - low), mark.at[1]))
        if mark.at and mark.at[0] > 1
        else mark
        for mark in marks
    )
