"""Icons at the points of a chart: ``chem`` (reference, section 8).

``y;s=<icon>;d=<fields>;ds=<series>;dp=<points>;py=<z>;po=<x>,<y>;of=<dx>,<dy>``, joined by bars;
in the fields ``@`` stands before ``@ , ; = |`` that are meant. What is not understood is noted and
left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ...colour import Colour
from ...diagnostics import ChartError, Diagnostics, shown
from ..chart import Data, GoogleChart, Icon, IconMark, Inset
from ..icon import BLACK, WHITE, Alignment, Glyphs
from . import icons, reading
from .colours import mix

Pairs = list[tuple[str, str]]
Draw = Callable[[Pairs], GoogleChart]
"""Makes a chart of the parameters of an embedded one; raises ChartError."""

DEEPEST = 2  # charts in charts in a chart


@dataclass
class Budget:
    """How much icons may draw, all charts of one request together: it is counted down."""

    icons: int = 400
    """At points, and as parts of rows."""
    charts: int = 8


_ICON_FILL: Final[Colour] = (0x88, 0xFF, 0x88, 255)
_LOW: Final[Colour] = (0, 0x80, 0, 255)
_MIDDLE: Final[Colour] = (255, 255, 0, 255)
_HIGH: Final[Colour] = (255, 0, 0, 255)


class _Place(NamedTuple):
    """Where the icons of one part stand."""

    series: int
    points: tuple[float, ...]
    at: tuple[float, float] | None


def marks(
    text: str,
    data: Sequence[Data],
    notes: Diagnostics,
    embedded: Draw | None = None,
    budget: Budget | None = None,
) -> tuple[IconMark, ...]:
    """Read ``chem``; ``embedded`` None: charts in this chart are left out.

    A chart that is embedded gets the ``budget`` of the outer one.
    """
    return tuple(_Reader(data, notes, embedded, budget or Budget()).marks(text))


class _Reader:
    def __init__(
        self, data: Sequence[Data], notes: Diagnostics, embedded: Draw | None, budget: Budget
    ) -> None:
        self._data, self._notes, self._embedded = data, notes, embedded
        self._budget = budget

    def marks(self, text: str) -> list[IconMark]:
        found = []
        for part in _split(text, "|"):
            if not part.strip():
                continue
            try:
                mark = self._mark(part)
            except ChartError as error:
                first = error.errors[0]
                self._notes.warn("chem", f"{shown(part)} was left out: {first.parameter} "
                                 f"{first.detail}")  # fmt: skip
                continue
            if mark is not None:
                found.append(mark)
        return found

    def _mark(self, part: str) -> IconMark | None:
        keys = self._keys(part)
        name = keys.get("s", "").strip().removeprefix("d_")
        if not name:
            self._notes.warn("chem", f"{shown(part)} names no icon (s=) and was left out")
            return None
        place = self._place(keys)
        if place is None:
            return None
        fields = [_plain(field) for field in _split(keys.get("d", ""), ",")]
        drawn, place = self._drawn(name, fields, place)
        drawn, place = self._bounded(drawn, place)
        offset = reading.numbers(_plain(keys.get("of", "")), "chem", self._notes)
        dx, dy = (*offset[:2], 0.0, 0.0)[:2]
        level = reading.real([keys.get("py", "")], 0, 0.0, "chem", self._notes)
        if not drawn or (place.at is None and not place.points):
            return None
        return IconMark(
            drawn, place.series, place.points, place.at, _near(dx), _near(dy),
            min(max(level, -1.0), 1.0),
        )  # fmt: skip

    def _keys(self, part: str) -> dict[str, str]:
        keys: dict[str, str] = {}
        for number, item in enumerate(_split(part, ";")):
            key, equals, value = item.partition("=")
            key = key.strip()
            if not equals:
                if item.strip() and not (number == 0 and key == "y"):
                    self._notes.ignore("chem", f"{shown(item)} has no =")
            elif key in ("s", "d", "ds", "dp", "py", "po", "of"):
                keys[key] = value
            else:
                self._notes.ignore("chem", f"{shown(key)} is none of s, d, ds, dp, py, po, of")
        return keys

    def _place(self, keys: dict[str, str]) -> _Place | None:
        if keys.get("po", "").strip():
            at = reading.numbers(_plain(keys["po"]), "chem", self._notes)
            if len(at) < 2:
                self._notes.warn("chem", f"po={shown(keys['po'])} is not x,y; it was left out")
                return None
            return _Place(0, (), (_near(at[0]), _near(at[1])))
        word = keys.get("ds", "").strip() or "0"
        if not re.fullmatch("[0-9]{1,4}", word, re.ASCII) or int(word) >= len(self._data):
            self._notes.warn("chem", f"there is no series {shown(word)}; its icons were left out")
            return None
        series = int(word)
        points = self._points(keys.get("dp", "").strip() or "all", len(self._data[series].places))
        return None if points is None else _Place(series, points, None)

    def _points(self, text: str, count: int) -> tuple[float, ...] | None:
        """``dp``: ``n``, ``n.d``, ``all``, ``every,n``, ``range,start,end[,step]``."""
        word, *rest = [part.strip() for part in _plain(text).split(",")]
        numbers = [reading.number(part) for part in rest]
        if word == "all":
            return _steps(0, count - 1, 1)
        given = [number for number in numbers if number is not None and abs(number) < 1e6]
        if len(given) == len(rest):
            if word == "every" and given and given[0] > 0:
                return _steps(0, count - 1, given[0])
            if word == "range" and len(given) >= 2:
                step = given[2] if len(given) > 2 and given[2] > 0 else 1.0
                low, high = (n + count if n < 0 else n for n in given[:2])
                return _steps(max(low, 0.0), min(high, count - 1), step)
            single = reading.number(word)
            if single is not None and not rest and abs(single) < 1e6:
                point = single + count if single < 0 else single
                return (point,) if 0 <= point <= count - 1 else ()
        self._notes.warn(
            "chem", f"dp={shown(text)} is none of n, all, every,n and range,start,end,step"
        )
        return None

    def _bounded(
        self, drawn: tuple[Icon | Inset, ...], place: _Place
    ) -> tuple[tuple[Icon | Inset, ...], _Place]:
        """As many of the icons as may be drawn; a row is made of several."""
        count = 1 if place.at is not None else len(place.points)
        for number in range(count if drawn else 0):
            icon = drawn[min(number, len(drawn) - 1)]
            self._budget.icons -= icon.count if isinstance(icon, Glyphs) else 1
            if self._budget.icons < 0:
                self._notes.warn("chem", f"more than {Budget.icons} icons: not all were drawn")
                return drawn[:number], place._replace(points=place.points[:number])
        return drawn, place

    def _drawn(
        self, name: str, fields: list[str], place: _Place
    ) -> tuple[tuple[Icon | Inset, ...], _Place]:
        """The icons of a part: one for all its points, or one a point."""
        if name in ("ec", "ecb"):
            return (self._inset(name, fields),), place
        if name not in _BY_DATA:
            return (icons.icon(name, fields, "chem", self._notes),), place
        reader = _ByData(icons.Fields(fields, "chem", self._notes), self._data, self._notes)
        points: Sequence[float | None] = [None] if place.at is not None else place.points
        found, kept = [], []
        for point in points:
            drawn = _BY_DATA[name](reader, point)
            if drawn is not None:
                found.append(drawn)
                kept.append(0.0 if point is None else point)
        return tuple(found), place if place.at is not None else place._replace(points=tuple(kept))

    def _inset(self, name: str, fields: list[str]) -> Inset:
        read = icons.Fields(fields, "chem", self._notes)
        if self._embedded is None:
            raise read.error(f"charts stand in charts {DEEPEST} deep at most", "")
        if self._budget.charts < 1:
            raise read.error(f"more than {Budget.charts} charts stand in one", "")
        self._budget.charts -= 1
        first = 4 if name == "ecb" else 1
        values = fields[first:]
        pairs = [(key, value) for key, value in zip(values[::2], values[1::2], strict=False)]
        chart = self._embedded(pairs)
        if isinstance(chart.diagram, Icon) and not (chart.width and chart.height):
            raise read.error("charts in charts have a size (chs)", "")
        if name == "ec":
            return Inset(chart, alignment(fields[0] if fields else "", self._notes))
        return Inset(
            chart, frame=read.name(0, "frame", icons.FRAMES, "bb"),
            padding=read.number(1, 4.0, 0.0, 100.0), edge=read.colour(2, BLACK),
            fill=read.colour(3, WHITE),
        )  # fmt: skip


class _ByData:
    """Glyphs whose colour, size or number follows a series: 0 its low end, 1 its high end."""

    def __init__(self, fields: icons.Fields, data: Sequence[Data], notes: Diagnostics) -> None:
        self.fields, self._data, self._notes = fields, data, notes
        self._name = fields.icon(0) or "disk"

    def _share(self, index: int, point: float | None) -> float | None:
        series = self.fields.number(index, 0, 0, 9999)
        number = 0 if point is None else math.floor(point)
        if series >= len(self._data):
            self._notes.warn("chem", f"there is no series {series:g}; its icons were left out")
            return None
        places = self._data[int(series)].places
        share = places[number] if number < len(places) else None
        return None if share is None else min(max(share, 0.0), 1.0)

    def _flow(self, first: int, share: float) -> Colour:
        low, middle, high = (
            self.fields.colour(first + i, c) for i, c in enumerate((_LOW, _MIDDLE, _HIGH))
        )
        if share < 0.5:
            return mix(low, middle, share * 2)
        return mix(middle, high, share * 2 - 1)

    def _size(self, first: int, share: float) -> float:
        """The size at the low end, what the high end adds, the least size."""
        zero = self.fields.number(first, 4, -1000, 1000)
        grown = zero + share * self.fields.number(first + 1, 10, -1000, 1000)
        return min(max(grown, self.fields.number(first + 2, 4, 0, 300), 1.0), 300.0)

    def _align(self, index: int) -> Alignment:
        return alignment(self.fields.text(index), self._notes)

    def color(self, point: float | None) -> Glyphs | None:
        """image, series, low, middle, high colour, size, outline, alignment"""
        share = self._share(1, point)
        if share is None:
            return None
        size = self.fields.number(5, 12, 1, 300)
        return Glyphs(
            self._name, size, self._flow(2, share), self.fields.colour(6, BLACK),
            align=self._align(7),
        )  # fmt: skip

    def size(self, point: float | None) -> Glyphs | None:
        """image, series, size at zero, multiplier, least size, fill, outline, alignment"""
        share = self._share(1, point)
        if share is None:
            return None
        return Glyphs(
            self._name, self._size(2, share), self.fields.colour(5, _ICON_FILL),
            self.fields.colour(6, BLACK), align=self._align(7),
        )  # fmt: skip

    def color_size(self, point: float | None) -> Glyphs | None:
        """image, series, three colours, series, three sizes, outline, alignment"""
        share, large = self._share(1, point), self._share(5, point)
        if share is None or large is None:
            return None
        return Glyphs(
            self._name, self._size(6, large), self._flow(2, share), self.fields.colour(9, BLACK),
            align=self._align(10),
        )  # fmt: skip

    def repeat(self, point: float | None) -> Glyphs | None:
        """image, series, number at the high end, h or V, size, fill, outline, spacing, alignment"""
        return self._row(point, lambda share: self.fields.colour(5, _ICON_FILL), 6)

    def repeat_color(self, point: float | None) -> Glyphs | None:
        """as ``repeat``, with a series and three colours in place of the fill"""
        share = self._share(5, point)
        return None if share is None else self._row(point, lambda _: self._flow(6, share), 9)

    def _row(
        self, point: float | None, fill: Callable[[float], Colour], rest: int
    ) -> Glyphs | None:
        share = self._share(1, point)
        if share is None:
            return None
        count = round(share * self.fields.number(2, 10, 0, 1000))
        if count < 1:
            return None
        return Glyphs(
            self._name, self.fields.number(4, 12, 1, 300), fill(share),
            self.fields.colour(rest, BLACK), min(count, 200),
            self.fields.number(rest + 1, 0, 0, 300), self.fields.word(3).lower() != "h",
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


def alignment(text: str, notes: Diagnostics) -> Alignment:
    """``hb``, ``lt``, ``tr``, also with pixels behind it (``hb-0-0``): what stands at the point."""
    match = _aligned(text)
    if match is None or bool(match[1]) == bool(match[3]):
        if text.strip():
            notes.warn("chem", f"{shown(text)} is no alignment as in hb; hb was taken")
        return Alignment()
    across = {"l": 0.0, "h": 0.5, "r": 1.0}[match[1] or match[3]]
    down = {"t": 0.0, "v": 0.5, "b": 1.0}[match[2]]
    dx, dy = (float((part or "0").replace(" ", "")) for part in match.group(4, 5))
    return Alignment(across, down, dx, dy)


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks that have no ``@`` before them."""
    parts = [""]
    pieces = re.findall(r"@.|[^@]|@$", text, re.DOTALL)
    current: list[str] = []
    parts = []
    for piece in pieces:
        if piece == mark:
            parts.append("".join(current))
            current = []
        else:
            current.append(piece)
    parts.append("".join(current))
    return parts


def _plain(text: str) -> str:
    """Without the ``@`` before marks that are meant."""
    return re.sub(r"@(.)", r"\1", text, flags=re.DOTALL)


def _steps(low: float, high: float, step: float) -> tuple[float, ...]:
    count = math.floor((high - low) / step + 1e-9) + 1 if high >= low else 0
    return tuple(low + i * step for i in range(min(count, 1000)))


def _near(number: float) -> float:
    """Far enough away to be out of every picture."""
    return min(max(number, -10_000.0), 10_000.0)
