"""Icons at the points of a chart, and charts in charts: ``chem`` (reference, section 8).

``y;s=<icon>;d=<fields>;ds=<series>;dp=<points>;py=<z>;po=<x>,<y>;of=<dx>,<dy>``, joined by bars;
in the fields ``@`` stands before ``@ , ; = |`` that are meant. What is not understood is left out,
with a diagnostic.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from api import ascii_text
from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import ChartError, Diagnostic, quoted
from ..chart import Data, GoogleChart, Icon, IconMark, Inset
from ..icon import BLACK, WHITE, Alignment, Glyphs
from . import icons
from .colours import mix
from .fields import EMBEDDED, Fields, Text, clamp, number

Pairs = list[tuple[str, str]]
Embedded = tuple[GoogleChart, Sequence[Diagnostic]]
Embed = Callable[[Pairs], Embedded]
"""Reads the parameters of a chart in this one. Raises ChartError."""

MAX_DEPTH = 2  # charts in charts in a chart


@dataclass
class Budget:
    """How much icons may still draw, all charts of one request together."""

    icons: int = 400
    """At points, and as parts of rows."""
    charts: int = 8


_KEYS: Final = ("s", "d", "ds", "dp", "py", "po", "of")
_ICON_FILL: Final[Colour] = (0x88, 0xFF, 0x88, 255)
_LOW: Final[Colour] = (0, 0x80, 0, 255)
_MIDDLE: Final[Colour] = (255, 255, 0, 255)
_HIGH: Final[Colour] = (255, 0, 0, 255)


class _Position(NamedTuple):
    """Where the icons of one part stand: at points of a series, or at fractions of the plot."""

    series: int
    points: tuple[float, ...]
    at: tuple[float, float] | None


def read(
    chem: Text, data: Sequence[Data], embed: Embed | None = None, budget: Budget | None = None
) -> tuple[IconMark, ...]:
    """Return the icons of ``chem``.

    With ``embed`` None charts in this chart are left out. A chart that is embedded gets the
    ``budget`` of the outer one.
    """
    reader = _Reader(chem, data, embed, budget or Budget())
    marks = []
    for part in _split(chem.text, "|"):
        if not ascii_text.strip(part):
            continue
        try:
            mark = reader.mark(part)
        except ChartError as error:
            first = error.errors[0]
            chem.warn(f"{quoted(part)} was left out: {first.parameter} {first.detail}")
            continue
        if mark is not None:
            marks.append(mark)
    return tuple(marks)


class _Reader:
    """Reads the parts of ``chem``, which share a budget."""

    def __init__(
        self, chem: Text, data: Sequence[Data], embed: Embed | None, budget: Budget
    ) -> None:
        self._chem, self._data, self._embed, self._budget = chem, data, embed, budget

    def mark(self, part: str) -> IconMark | None:
        """Return the icons of a part; None if there are none to draw. Raises ChartError."""
        keys = self._keys(part)
        name = ascii_text.strip(keys.get("s", "")).removeprefix("d_")
        if not name:
            self._chem.warn(f"{quoted(part)} names no icon (s=) and was left out")
            return None
        position = self._position(keys)
        if position is None:
            return None
        fields = [_unescaped(field) for field in _split(keys.get("d", ""), ",")]
        drawn, position = self._icons(name, fields, position)
        drawn, position = self._within_budget(drawn, position)
        offset = self._chem.with_text(_unescaped(keys.get("of", ""))).numbers()
        dx, dy = (*offset[:2], 0.0, 0.0)[:2]
        z = self._chem.with_text(keys.get("py", "")).number(0.0, -1.0, 1.0)
        if not drawn or (position.at is None and not position.points):
            return None
        return IconMark(
            drawn, position.series, position.points, position.at, _near(dx), _near(dy), z
        )

    def _keys(self, part: str) -> dict[str, str]:
        keys: dict[str, str] = {}
        for index, item in enumerate(_split(part, ";")):
            key, equals, value = item.partition("=")
            key = ascii_text.strip(key)
            if not equals:
                if ascii_text.strip(item) and not (index == 0 and key == "y"):
                    self._chem.ignore(f"{quoted(item)} has no =")
            elif key in _KEYS:
                keys[key] = value
            else:
                self._chem.ignore(f"{quoted(key)} is not one of {', '.join(_KEYS)}")
        return keys

    def _position(self, keys: dict[str, str]) -> _Position | None:
        if ascii_text.strip(keys.get("po", "")):
            at = self._chem.with_text(_unescaped(keys["po"])).numbers()
            if len(at) < 2:
                self._chem.warn(f"po={quoted(keys['po'])} is not x,y; it was left out")
                return None
            return _Position(0, (), (_near(at[0]), _near(at[1])))
        word = ascii_text.strip(keys.get("ds", "")) or "0"
        if not re.fullmatch("[0-9]{1,4}", word, re.ASCII) or int(word) >= len(self._data):
            self._chem.warn(f"there is no series {quoted(word)}; its icons were left out")
            return None
        series = int(word)
        count = len(self._data[series].positions)
        points = self._points(ascii_text.strip(keys.get("dp", "")) or "all", count)
        return None if points is None else _Position(series, points, None)

    def _points(self, text: str, count: int) -> tuple[float, ...] | None:
        """Return the indices of ``dp``: ``n``, ``n.d``, ``all``, ``every,n``,
        ``range,start,end[,step]``; None for anything else.
        """
        word, *rest = [ascii_text.strip(part) for part in _unescaped(text).split(",")]
        if word == "all":
            return _steps(0, count - 1, 1)
        numbers = [n for n in map(number, rest) if n is not None and abs(n) < 1e6]
        if len(numbers) == len(rest):
            if word == "every" and numbers and numbers[0] > 0:
                return _steps(0, count - 1, numbers[0])
            if word == "range" and len(numbers) >= 2:
                step = numbers[2] if len(numbers) > 2 and numbers[2] > 0 else 1.0
                low, high = (n + count if n < 0 else n for n in numbers[:2])
                return _steps(max(low, 0.0), min(high, count - 1), step)
            single = number(word)
            if single is not None and not rest and abs(single) < 1e6:
                point = single + count if single < 0 else single
                return (point,) if 0 <= point <= count - 1 else ()
        self._chem.warn(f"dp={quoted(text)} is not one of n, all, every,n and range,start,end,step")
        return None

    def _within_budget(
        self, drawn: tuple[Icon | Inset, ...], position: _Position
    ) -> tuple[tuple[Icon | Inset, ...], _Position]:
        """Return as many of the icons as may be drawn; a row is made of several."""
        count = 1 if position.at is not None else len(position.points)
        for index in range(count if drawn else 0):
            icon = drawn[min(index, len(drawn) - 1)]
            self._budget.icons -= icon.copies if isinstance(icon, Glyphs) else 1
            if self._budget.icons < 0:
                self._chem.warn(f"more than {Budget.icons} icons: not all were drawn")
                return drawn[:index], position._replace(points=position.points[:index])
        return drawn, position

    def _icons(
        self, name: str, fields: list[str], position: _Position
    ) -> tuple[tuple[Icon | Inset, ...], _Position]:
        """Return the icons of a part: one for all its points, or one a point."""
        reader = icons.icon_fields(self._chem, fields)
        if name in ("ec", "ecb"):
            return (self._inset(name, reader),), position
        if name not in _BY_DATA:
            return (icons.icon(name, reader),), position
        by_data = _ByData(reader, self._data)
        points: Sequence[float | None] = [None] if position.at is not None else position.points
        glyphs = [(point, _BY_DATA[name](by_data, point)) for point in points]
        drawn = [(point, icon) for point, icon in glyphs if icon is not None]
        if position.at is None:
            shown_points = tuple(point for point, _ in drawn if point is not None)
            position = position._replace(points=shown_points)
        return tuple(icon for _, icon in drawn), position

    def _inset(self, name: str, fields: icons.IconFields) -> Inset:
        """Return a chart in this chart, bare (``ec``) or in a frame (``ecb``)."""
        if self._embed is None:
            raise fields.error(f"charts stand in charts {MAX_DEPTH} deep at most", "")
        if self._budget.charts < 1:
            raise fields.error(f"more than {Budget.charts} charts stand in one", "")
        self._budget.charts -= 1
        values = fields.fields[4 if name == "ecb" else 1 :]
        chart, diagnostics = self._embed(list(zip(values[::2], values[1::2], strict=False)))
        self._chem.include(EMBEDDED, diagnostics)
        if isinstance(chart.diagram, Icon) and not (chart.width and chart.height):
            raise fields.error("charts in charts have a size (chs)", "")
        if name == "ec":
            return Inset(chart, alignment(fields, 0))
        return Inset(
            chart, frame=fields.name(0, "frame", icons.FRAMES, "bb"),
            padding=fields.within(1, 4.0, 0.0, 100.0), edge=fields.colour_or(2, BLACK),
            fill=fields.colour_or(3, WHITE),
        )  # fmt: skip


class _ByData:
    """Glyphs whose colour, size or number follows a series: 0 its low end, 1 its high end."""

    def __init__(self, fields: icons.IconFields, data: Sequence[Data]) -> None:
        self.fields, self._data = fields, data
        self._name = fields.icon(0) or "disk"

    def _share(self, index: int, point: float | None) -> float | None:
        """Return the value at a point of the series that a field names; None if it is missing."""
        series = self.fields.within(index, 0, 0, 9999)
        value = 0 if point is None else math.floor(point)
        if series >= len(self._data):
            self.fields.warn(f"there is no series {series:g}; its icons were left out")
            return None
        shares = self._data[int(series)].positions
        share = shares[value] if value < len(shares) else None
        return None if share is None else clamp(share, 0.0, 1.0)

    def _flow(self, first: int, share: float) -> Colour:
        low, middle, high = (
            self.fields.colour_or(first + i, c) for i, c in enumerate((_LOW, _MIDDLE, _HIGH))
        )
        if share < 0.5:
            return mix(low, middle, share * 2)
        return mix(middle, high, share * 2 - 1)

    def _size(self, first: int, share: float) -> float:
        """Return a size: fields are that at the low end, what the high end adds, the minimum."""
        zero = self.fields.within(first, 4, -1000, 1000)
        grown = zero + share * self.fields.within(first + 1, 10, -1000, 1000)
        return min(max(grown, self.fields.within(first + 2, 4, 0, 300), 1.0), 300.0)

    def _align(self, index: int) -> Alignment:
        return alignment(self.fields, index)

    def color(self, point: float | None) -> Glyphs | None:
        """Return a glyph: image, series, low, middle, high colour, size, outline, alignment."""
        share = self._share(1, point)
        if share is None:
            return None
        size = self.fields.within(5, 12, 1, 300)
        return Glyphs(
            self._name, size, self._flow(2, share), self.fields.colour_or(6, BLACK),
            align=self._align(7),
        )  # fmt: skip

    def size(self, point: float | None) -> Glyphs | None:
        """Return a glyph: image, series, size at zero, multiplier, minimum, fill, outline,
        alignment.
        """
        share = self._share(1, point)
        if share is None:
            return None
        return Glyphs(
            self._name, self._size(2, share), self.fields.colour_or(5, _ICON_FILL),
            self.fields.colour_or(6, BLACK), align=self._align(7),
        )  # fmt: skip

    def color_size(self, point: float | None) -> Glyphs | None:
        """Return a glyph: image, series, three colours, series, three sizes, outline, alignment."""
        share, large = self._share(1, point), self._share(5, point)
        if share is None or large is None:
            return None
        return Glyphs(
            self._name, self._size(6, large), self._flow(2, share), self.fields.colour_or(9, BLACK),
            align=self._align(10),
        )  # fmt: skip

    def repeat(self, point: float | None) -> Glyphs | None:
        """Return a row: image, series, number at the high end, h or V, size, fill, outline,
        spacing, alignment.
        """
        return self._row(point, lambda _: self.fields.colour_or(5, _ICON_FILL), 6)

    def repeat_color(self, point: float | None) -> Glyphs | None:
        """Return a row as ``repeat``, with a series and three colours in place of the fill."""
        share = self._share(5, point)
        return None if share is None else self._row(point, lambda _: self._flow(6, share), 9)

    def _row(
        self, point: float | None, fill: Callable[[float], Colour], rest: int
    ) -> Glyphs | None:
        share = self._share(1, point)
        if share is None:
            return None
        count = round(share * self.fields.within(2, 10, 0, 1000))
        if count < 1:
            return None
        return Glyphs(
            self._name, self.fields.within(4, 12, 1, 300), fill(share),
            self.fields.colour_or(rest, BLACK), min(count, 200),
            self.fields.within(rest + 1, 0, 0, 300), ascii_text.lower(self.fields.word(3)) != "h",
            self._align(rest + 2),
        )  # fmt: skip


_BY_DATA: Final[dict[str, Callable[[_ByData, float | None], Glyphs | None]]] = {
    "cm_color": _ByData.color,
    "cm_size": _ByData.size,
    "cm_color_size": _ByData.color_size,
    "cm_repeat": _ByData.repeat,
    "cm_repeat_color": _ByData.repeat_color,
}

_aligned = re.compile(
    r"\s*([lhr])?([tvb])([lhr])?(?:\s*([-+ ]?\d{1,4}))?(?:\s*([-+ ]?\d{1,4}))?\s*", re.ASCII
).fullmatch


def alignment(fields: Fields, index: int) -> Alignment:
    """Return which part of a picture stands at its point: ``hb``, ``lt``, ``tr``, also with pixels
    behind it (``hb-0-0``).
    """
    text = fields.fields[index] if index < len(fields) else ""
    match = _aligned(text)
    if match is None or bool(match[1]) == bool(match[3]):
        if ascii_text.strip(text):
            fields.warn(f"{quoted(text)} is not an alignment as in hb; hb was used")
        return Alignment()
    across = {"l": 0.0, "h": 0.5, "r": 1.0}[match[1] or match[3]]
    down = {"t": 0.0, "v": 0.5, "b": 1.0}[match[2]]
    dx, dy = (float((part or "0").replace(" ", "")) for part in match.group(4, 5))
    return Alignment(across, down, dx, dy)


def _split(text: str, separator: str) -> list[str]:
    """Return the parts between separators that have no ``@`` before them."""
    parts = []
    current: list[str] = []
    for piece in re.findall(r"@.|[^@]|@$", text, re.DOTALL):
        if piece == separator:
            parts.append("".join(current))
            current = []
        else:
            current.append(piece)
    parts.append("".join(current))
    return parts


def _unescaped(text: str) -> str:
    """Return text without the ``@`` before characters that are meant."""
    return re.sub(r"@(.)", r"\1", text, flags=re.DOTALL)


def _steps(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the indices from the lowest to the highest, 1,000 at most."""
    count = math.floor((high - low) / step + 1e-9) + 1 if high >= low else 0
    return tuple(low + i * step for i in range(min(count, 1000)))


def _near(value: float) -> float:
    """Return a number cut to 10,000, which is out of every picture."""
    return clamp(value, -10_000.0, 10_000.0)
