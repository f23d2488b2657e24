"""Markers: ``chm`` (reference, section 7)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final, Literal

from api import ascii_text
from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import Value, quoted
from ...locales import Locale
from ..chart import SHAPES, Anchor, Kind, Mark
from .fields import Fields, Text, clamp, number, one_line
from .number_format import NumberFormat, parse

# Letter: what it draws, as the model calls it and in words.
KINDS: Final[dict[str, tuple[Kind, str]]] = {
    "a": ("arrow", "arrow"),
    "c": ("plus", "plus sign"),
    "C": ("box", "rectangle from one series to the next"),
    "d": ("diamond", "diamond"),
    "o": ("circle", "circle"),
    "s": ("square", "square"),
    "S": ("square", "square with a width of its own"),
    "x": ("cross", "cross"),
    "v": ("drop_line", "line from the axis to the point"),
    "V": ("vertical_line", "vertical line through the point"),
    "h": ("horizontal_line", "horizontal line at a fraction of the plot's height"),
    "H": ("rule", "horizontal line through the point"),
    "E": ("error_bar", "error bar from one series to the next"),
    "F": ("candlestick", "candlesticks of four series: low, open, close, high"),
    "r": ("horizontal_band", "horizontal band"),
    "R": ("vertical_band", "vertical band"),
    "B": ("area", "fill down to the axis"),
    "b": ("fill_between", "fill between two series"),
    "D": ("line", "line through the points"),
    "t": ("text", "text"),
    "f": ("flag", "text in a box with a pointer"),
    "A": ("note", "text in a box, joined by a line"),
    "N": ("text", "the value"),
}  # fmt: skip
_WRITTEN: Final = "tfAN"  # the letters of text
_MAX_POINTS = 20_000  # of all markers of a chart, so that a request ends within its second
_MAX_SIZE, _MAX_TEXT_SIZE = 1000.0, 200.0  # pixels
_BLACK: Colour = (0, 0, 0, 255)
_RED: Colour = (0xAA, 0, 0, 255)
_ACROSS: Final = {"l": 0.0, "h": 0.5, "r": 1.0}
_UP: Final = {"b": 0.0, "v": 0.5, "t": 1.0}
_BAR: Final[dict[str, Literal["base", "centre", "end"]]] = {"s": "base", "c": "centre", "e": "end"}

_NUMBER = r"-?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})"
_one = re.compile(_NUMBER, re.ASCII).fullmatch
_range = re.compile(rf"({_NUMBER})?:({_NUMBER})?(?::({_NUMBER})?)?", re.ASCII).fullmatch
_pair = re.compile(rf"({_NUMBER}):({_NUMBER})", re.ASCII).fullmatch
_placement = re.compile(rf"([a-z]*)(?::({_NUMBER})?(?::({_NUMBER})?)?)?", re.ASCII).fullmatch
_comma = re.compile(r"(?<!\\),").split


class MarkerData(NamedTuple):
    """What markers need to know of a chart's data."""

    values: Sequence[Sequence[Value]]
    """By series, as ``N`` shows them."""
    stacked: bool = False
    """Series -1 is the sum of the ``drawn`` ones."""
    drawn: int = 0
    one_set: bool = False
    """There is one series, whatever its number: a scatter chart's points."""
    shares: Sequence[float] = ()
    """The sizes of a scatter chart's points, as parts of a marker's size; (): all are whole."""
    bar: Literal["end", "centre"] = "end"
    """The part of a bar at which a text stands that does not say."""
    locale: Locale | None = None
    """How numbers are written."""
    turn: tuple[float, float] = (0.0, 1.0)
    """The range of a radar chart's x axis: an x beyond 1 is a value of it."""

    def of(self, series: int) -> Sequence[Value]:
        """Return the values of a series; below 0, the sums of stacks."""
        if self.one_set:
            return self.values[0] if self.values else ()
        if series >= 0:
            return self.values[series] if series < len(self.values) else ()
        drawn = self.values[: self.drawn]
        longest = max((len(values) for values in drawn), default=0)
        columns = ([v[i] for v in drawn if i < len(v)] for i in range(longest))
        known = ([v for v in column if v is not None] for column in columns)
        return [sum(column) if column else None for column in known]


def read(chm: Text, data: MarkerData) -> tuple[Mark, ...]:
    """Return the markers of ``chm``; one that is not understood is left out."""
    marks: list[Mark] = []
    points = 0
    for part in chm.split("|") if chm else ():
        if not ascii_text.strip(part.text):
            continue
        mark = _mark(part, data)
        if mark is None:
            continue
        points += len(mark.points) or 100
        if points > _MAX_POINTS:
            chm.warn(f"more than {_MAX_POINTS:,} points have markers: the others of the list "
                     "were left out")  # fmt: skip
            break
        marks += _by_point(mark, data.shares) if data.shares else [mark]
    return tuple(marks)


def replaced_points(marks: Sequence[Mark]) -> frozenset[float]:
    """Return the indices of the points of a scatter chart that a shape stands for."""
    return frozenset(point for mark in marks if mark.kind in SHAPES for point in mark.points)


def _by_point(mark: Mark, shares: Sequence[float]) -> list[Mark]:
    """Return a mark for each point of a shape, with its part of the size; others as they are."""
    if mark.kind not in SHAPES or mark.position:
        return [mark]
    return [
        mark._replace(
            points=(point,),
            size=mark.size * (shares[int(point)] if int(point) < len(shares) else 1.0),
            length=None,
        )
        for point in mark.points
    ]


def _mark(part: Text, data: MarkerData) -> Mark | None:
    chm = part.with_fields([f.replace("\\,", ",") for f in _comma(part.text.lstrip(" \t\n\f\r"))])
    head = chm.fields[0]
    over_plot = head.startswith("@")
    head = head.removeprefix("@")
    letter, rest = head[:1], head[1:]
    if letter not in KINDS or (ascii_text.strip(rest) and letter not in _WRITTEN):
        chm.ignore(f"there is no marker {quoted(head)}; there are {' '.join(KINDS)}")
        return None
    kind = KINDS[letter][0]
    colour = chm.colour(1) or (_RED if letter == "F" else _BLACK)
    if letter in "rR":
        return Mark(
            kind, colour, span=(chm.number(3, 0.0, 0.0, 1.0), chm.number(4, 0.0, 0.0, 1.0)),
            z=-0.001,
        )  # fmt: skip
    series, bar = _series(chm, data)
    count = len(data.of(series))
    if letter == "b":
        return Mark(kind, colour, series, other_series=int(chm.number(3, 0.0, -1.0, 1e4)))
    size, length = _size(chm, letter)
    z = chm.number(5, 0.0, -1.0, 1.0)
    if letter in "BD":
        span = _span(chm.word(3), count)
        return Mark(kind, colour, series, span, size=size, z=0.0 if letter == "B" else z)
    if letter == "h":
        height = chm.number(3, 0.0, 0.0, 1.0)
        return Mark(kind, colour, series, size=size, span=(height, height), z=z)
    position = None
    points: tuple[float, ...] = ()
    if over_plot:
        position = _position(chm.word(3), data.turn)
        if position is None or letter == "N":
            chm.warn(f"{quoted(part.text)}: @ needs a place x:y, and no value marker")
            return None
    else:
        points = _points(chm, count)
    texts: tuple[str, ...] = ()
    if letter == "N":
        texts = _values(part.with_text(rest), data.of(series), points, data.locale)
    elif letter in _WRITTEN:
        texts = (one_line(rest),) * max(len(points), 1)
    return Mark(
        kind,
        colour,
        series,
        points,
        position,
        size,
        length,
        z,
        texts,
        _anchor(chm, data.bar),
        bar=bar,
    )


def _position(text: str, turn: tuple[float, float]) -> tuple[float, float] | None:
    """Return the fractions of the plot that ``x:y`` says; None for anything else."""
    match = _pair(text)
    if match is None:
        return None
    x, y = (clamp(float(n), -1e3, 1e3) for n in match.groups())
    return (x - turn[0]) / (turn[1] - turn[0]) if x > 1 else x, y


def _series(chm: Fields, data: MarkerData) -> tuple[int, int | None]:
    """Return what ``series`` or ``series:bar`` says; no bar is None."""
    text = chm.word(2)
    first, _, second = text.partition(":")
    index = number(first) if ascii_text.strip(first) else 0.0
    if index is None:
        chm.warn(f"{quoted(text)} is not the number of a series; 0 was used")
        index = 0.0
    series = int(clamp(index, -1.0, 1e4))
    if series < 0 and not data.stacked:
        series = 0
    if series >= len(data.values) and not data.one_set:
        chm.warn(f"there is no series {series}: its markers are not drawn")
    bar = number(second) if second else None
    return series, None if bar is None else int(clamp(bar, 0.0, 1e4))


def _size(chm: Fields, letter: str) -> tuple[float, float | None]:
    """Return the pixels of ``size`` or ``size:length``; no length is None."""
    text = chm.word(4)
    default = 11.5 if letter in _WRITTEN else 5.0 if letter in "acdosSxC" else 1.0
    sizes = []
    for part in text.partition(":")[::2]:
        value = number(part)
        if value is None and ascii_text.strip(part):
            chm.warn(f"{quoted(text)} is not a size in pixels; {default:g} was used")
        sizes.append(value)
    size = default if sizes[0] is None else clamp(sizes[0], 0.0, _MAX_SIZE)
    if letter in _WRITTEN:
        size = clamp(size, 0.1, _MAX_TEXT_SIZE)
    return size, None if sizes[1] is None else clamp(sizes[1], 0.0, _MAX_SIZE)


def _span(text: str, count: int) -> tuple[float, ...]:
    """Return ``start:end`` of a line or a fill; () is all of it, as anything else means."""
    match = _range(text)
    if match is None:
        return ()
    start = float(match[1] or 0)
    end = float(match[2]) if match[2] else count - 1.0
    start += count if start < 0 else 0
    end += count if end < 0 else 0
    return (start, end) if start <= end else (end, start)


def _points(chm: Fields, count: int) -> tuple[float, ...]:
    """Return the indices of the points that are meant; fractions lie between two points."""
    text = chm.word(3)
    if text in ("", "-1", "-1.0"):
        return tuple(float(i) for i in range(count))
    if _one(text):
        value = float(text)
        if value >= 0:
            return (value,) if value <= count - 1 else ()
        every = max(1, int(min(-value, 1e6)))
        return tuple(float(i) for i in range(0, count, every))
    match = _range(text)
    if match is None:
        chm.warn(f"{quoted(text)} does not say which points; all were used")
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
    steps = min(math.floor((end - start) / step + 1e-9), _MAX_POINTS)
    return tuple(start + i * step for i in range(steps + 1))


def _values(
    format_: Text, values: Sequence[Value], points: Sequence[float], locale: Locale | None
) -> tuple[str, ...]:
    """Return what an ``N`` writes at each point, between two points a value between theirs."""
    try:
        write = parse(format_.text)._replace(locale=locale).write
    except ValueError as error:
        format_.warn(f"{error}; the usual one was used")
        write = NumberFormat().write
    texts = []
    for point in points:
        before, after = math.floor(point), math.ceil(point)
        first, second = values[before], values[after]
        if first is None or second is None:
            texts.append("")
        else:
            texts.append(one_line(write(first + (second - first) * (point - before))))
    return tuple(texts)


def _anchor(chm: Fields, usual: Literal["end", "centre"]) -> Anchor:
    """Return which part of a text stands at its point: ``[h-align][v-align][bar]:<dx>:<dy>``."""
    text = chm.word(6)
    if not text:
        return Anchor(bar=usual)
    match = _placement(text)
    letters = match[1] if match else ""
    if match is None or letters.strip("lhrbvtsce"):
        chm.warn(f"{quoted(text)} is not a placement (l h r, b v t, s c e, then :dx:dy)")
        return Anchor(bar=usual)
    across: float | None = None
    up: float | None = None
    bar: Literal["base", "centre", "end"] = "end"
    for letter in letters:
        across = _ACROSS.get(letter, across)
        up = _UP.get(letter, up)
        bar = _BAR.get(letter, bar)
    return Anchor(across, up, bar, _shift(match[2]), _shift(match[3]))


def _shift(text: str | None) -> float:
    return clamp(float(text), -2000.0, 2000.0) if text else 0.0
