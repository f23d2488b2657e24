"""From the parameters of a Google chart URL to a fixed chart, and to what was not understood.

``PARAMETERS`` and ``types.TYPES`` are the tables of what there is: they decide what is read, list
what a request said in vain, and write docs/google-charts.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from api.errors import ParameterError

from ..chart import ChartError, Value
from ..colour import Colour
from ..fixed import (
    Axis,
    Circles,
    Cloud,
    Columns,
    Curves,
    Data,
    Diagram,
    Dial,
    FixedChart,
    Layer,
    Lettering,
    Mark,
    Needle,
    Paint,
    Pen,
    Ring,
    Rings,
    Side,
    Spacing,
    Web,
)
from ..reading import shown
from . import axes, colours, encoding, formulas, legend, markers, reading
from .notes import Notes
from .types import OTHERS, TYPES, Family, Type

LONGEST_SIDE, MOST_PIXELS = 1000, 300_000
FORMATS: Final = ("png", "gif", "svg", "json", "validate")
MOST_SLICES = 2000

_AXES: Final[tuple[Family, ...]] = ("line", "bar", "scatter", "radar")
_ALL: Final[tuple[Family, ...]] = (*_AXES, "pie", "venn", "meter")


@dataclass(frozen=True)
class Parameter:
    """One parameter of the API: the families of charts that it says something to."""

    name: str
    families: tuple[Family, ...]
    meaning: str
    drawn: bool = True


PARAMETERS: Final = {
    p.name: p
    for p in (
        Parameter("cht", _ALL, "type; `:nda` behind it takes the axis lines away"),
        Parameter("chs", _ALL, "size, `<width>x<height>`; sides up to 1,000, 300,000 pixels in all:"
                  " more is made smaller, and said so"),
        Parameter("chd", _ALL, "data: `t:`, `s:` and `e:`, missing values, hidden series (`t1:`)"),
        Parameter("chds", _ALL, "scale of `t:` data, pairs or `a`; of the numbers that markers"
                  " show, with `s:` and `e:`"),
        Parameter("chfd", _ALL, "data from functions, in muParser's syntax"),
        Parameter("chof", _ALL, "`png`, `gif`, `svg` (not in Google's API), `json` (image map),"
                  " `validate` (a page of remarks)"),
        Parameter("callback", _ALL, "function that gets the image map of `chof=json`"),
        Parameter("chco", _ALL, "colours; commas between series, bars between elements"),
        Parameter("chf", _ALL, "fills: solid, gradient, stripes; of `bg`, `c`, `a`, `b<i>`"),
        Parameter("chtt", _ALL, "title, `|` between lines"),
        Parameter("chts", _ALL, "colour, size and alignment of the title"),
        Parameter("chdl", _ALL, "legend"),
        Parameter("chdlp", _ALL, "position and order of the legend"),
        Parameter("chdls", _ALL, "colour and size of the legend"),
        Parameter("chma", _ALL, "margins, room of the legend"),
        Parameter("chl", ("pie", "meter"), "labels"),
        Parameter("chls", ("line", "radar", "meter"), "width, dash and space of lines;"
                  " widths and heads of a meter's arrows"),
        Parameter("chbh", ("bar",), "thickness of bars and the spaces; `a` and `r` fit them in"),
        Parameter("chp", ("bar", "pie"), "zero line of bars; where a pie begins, in radians"),
        Parameter("chxt", (*_AXES, "pie", "meter"), "axes, several a side"),
        Parameter("chxl", (*_AXES, "pie", "meter"), "labels of axes"),
        Parameter("chxp", (*_AXES, "meter"), "positions of labels"),
        Parameter("chxr", (*_AXES, "meter"), "ranges of axes"),
        Parameter("chxs", (*_AXES, "pie", "meter"), "colours, sizes, number formats of axes"),
        Parameter("chxtc", _AXES, "lengths of ticks"),
        Parameter("chg", _AXES, "grid"),
        Parameter("chm", _AXES, "markers"),
        Parameter("chem", (), "icons in charts", drawn=False),
    )
}  # fmt: skip

# Defaults (reference, section 4; shades of 2008 where a picture shows them).
_BAR: Colour = (0xFF, 0xCC, 0x33, 255)
_LINE: Colour = (0xFF, 0x99, 0x00, 255)
_POINT: Colour = (0x4D, 0x89, 0xF9, 255)
_SETS: tuple[Colour, ...] = (
    (0xFF, 0x99, 0x00, 255), (0xFF, 0xCC, 0x33, 255), (0x33, 0x72, 0xF3, 255),
)  # fmt: skip
_DIAL: tuple[Colour, ...] = (
    (0xFF, 0x00, 0x00, 255), (0xFF, 0xFF, 0x00, 255), (0x00, 0xB0, 0x00, 255),
)  # fmt: skip
_BLACK: Colour = (0, 0, 0, 255)
_POINT_SIZE = 10.0
_VENN_ALPHA = 0xAA / 255
_THICKNESS, _BETWEEN, _GROUPS = 23.0, 4.0, 8.0

_size = re.compile(r"\s*(\d{1,9})\s*[xX]\s*(\d{1,9})\s*").fullmatch


class Asked(NamedTuple):
    """A request that can be drawn."""

    chart: FixedChart
    form: str
    """One of ``FORMATS``."""
    notes: Notes


def given(pairs: Sequence[tuple[str, str]], notes: Notes) -> dict[str, str]:
    """The parameters by name: the last of two of a name, blank ones left out."""
    found: dict[str, str] = {}
    for name, value in pairs:
        name = name.strip()
        if name not in PARAMETERS:
            if name not in ("chst", "chld", "chtm", "choe", ""):
                notes.ignore(name, "is no parameter of the API")
            elif name:
                notes.ignore(name, "says nothing to this type of chart")
            continue
        if name in found and found[name] != value:
            notes.warn(name, "is given more than once; the last one was taken")
        found[name] = value.encode("utf-8", "replace").decode("utf-8")
    return {name: value for name, value in found.items() if value.strip()}


def form(pairs: Sequence[tuple[str, str]]) -> str:
    """Which kind of answer is asked for: one of ``FORMATS``."""
    asked = [value.strip().lower() for name, value in pairs if name.strip() == "chof"]
    return asked[-1] if asked and asked[-1] in FORMATS else "png"


def chart(pairs: Sequence[tuple[str, str]], notes: Notes | None = None) -> Asked:
    """Make a chart of a request's parameters.

    What is odd is noted and drawn as well as it can be; ``notes`` gets the remarks even where
    this raises ChartError: no type, no size, no data.
    """
    notes = Notes() if notes is None else notes
    values = given(pairs, notes)
    errors: list[ParameterError] = []
    kind = _type(values, errors)
    size = _sizes(values, notes, errors)
    encoded = _data(values, notes, errors)
    if errors or kind is None or size is None or encoded is None:
        raise ChartError(errors)
    for name in values:
        parameter = PARAMETERS[name]
        if not parameter.drawn:
            notes.ignore(name, "is not drawn yet")
        elif kind.family not in parameter.families:
            notes.ignore(name, f"says nothing to charts of type {kind.name}")
    asked = form(pairs)
    if asked == "png" and values.get("chof", "png").strip().lower() != "png":
        notes.warn("chof", f"{shown(values['chof'])} is none of {', '.join(FORMATS)}; png was made")
    request = _Request(kind, values, encoded, size, notes)
    return Asked(request.chart(asked), asked, notes)


def _type(values: Mapping[str, str], errors: list[ParameterError]) -> Type | None:
    name = values.get("cht", "").strip().partition(":")[0]
    kind = TYPES.get(name)
    allowed = f"one of {', '.join(TYPES)}"
    if kind is None:
        if not name:
            errors.append(ParameterError("cht", "is missing", allowed))
        elif name in OTHERS:
            errors.append(ParameterError("cht", f"is {name} ({OTHERS[name]}), which is not drawn "
                                         "here yet", allowed))  # fmt: skip
        else:
            errors.append(ParameterError("cht", f"is {shown(name)}", allowed))
    return kind


def _sizes(
    values: Mapping[str, str], notes: Notes, errors: list[ParameterError]
) -> tuple[int, int] | None:
    text = values.get("chs", "")
    match = _size(text)
    if match is None or not int(match[1]) or not int(match[2]):
        what = f"is {shown(text)}" if text else "is missing"
        errors.append(ParameterError("chs", what, "<width>x<height> in pixels, as in 300x200"))
        return None
    return clamped(int(match[1]), int(match[2]), notes)


def clamped(width: int, height: int, notes: Notes) -> tuple[int, int]:
    """A size within the limits: sides first, then the height (as its clients did)."""
    asked = width, height
    width, height = min(width, LONGEST_SIDE), min(height, LONGEST_SIDE)
    height = min(height, MOST_PIXELS // width)
    if (width, height) != asked:
        notes.warn("chs", f"{asked[0]}x{asked[1]} is over the limit ({LONGEST_SIDE} a side, "
                   f"{MOST_PIXELS:,} pixels): {width}x{height} was drawn")  # fmt: skip
    return width, height


def _data(
    values: Mapping[str, str], notes: Notes, errors: list[ParameterError]
) -> encoding.Encoded | None:
    allowed = "t:, s: or e: and the values, as in t:10,20,30"
    if "chd" not in values:
        errors.append(ParameterError("chd", "is missing", allowed))
        return None
    try:
        found = encoding.parse(values["chd"], notes)
    except ValueError as error:
        errors.append(ParameterError("chd", str(error), allowed))
        return None
    if "chfd" in values:
        series = formulas.applied(values["chfd"], found.series, notes)
        found = found._replace(series=series)
    return found


class _Request:
    """One request while it is read: what all parts of a chart look at."""

    def __init__(
        self,
        kind: Type,
        values: Mapping[str, str],
        encoded: encoding.Encoded,
        size: tuple[int, int],
        notes: Notes,
    ) -> None:
        self.kind, self.values, self.encoded, self.notes = kind, values, encoded, notes
        self.width, self.height = size
        self.colours = colours.groups(values.get("chco", ""), notes)
        self.fills = colours.fills(values.get("chf", ""), notes)
        self.nda = values["cht"].strip().partition(":")[2].strip() == "nda"
        count = len(encoded.series)
        self.raw_shown = count if encoded.shown is None else min(encoded.shown, count)
        self.automatic = values.get("chds", "").strip() == "a"
        self.pairs = [] if self.automatic else encoding.pairs(values.get("chds", ""), notes)
        if self.encoded.encoding != "t" and self.automatic:
            notes.ignore("chds", "a is for t: data")

    def chart(self, asked: str) -> FixedChart:
        """Put the parts together."""
        values, notes, kind = self.values, self.notes, self.kind
        data = self._series()
        diagram = self._diagram(data)
        found: tuple[Axis, ...] = ()
        grid = None
        marks: tuple[Mark, ...] = ()
        if kind.family in _AXES:
            frame = self._frame(diagram)
            found = axes.axes(values, frame, notes)
            if isinstance(diagram, Web):
                diagram = self._web(found)
            grid = axes.grid(values.get("chg", ""), found, frame, notes)
            marks = markers.marks(values.get("chm", ""), self._numbers(data), notes)
            if isinstance(diagram, Web):
                marks = _turned(marks, *axes.span(values, "x", (0.0, 360.0)))
            if isinstance(diagram, Cloud):
                marks = _scaled_marks(marks, self._sizes_of_points(data))
                diagram = _without(diagram, marks, len(data[0].places) if data else 0)
        return FixedChart(
            diagram=diagram,
            data=data,
            width=self.width,
            height=self.height,
            background=self.fills.background,
            area=self.fills.area if kind.family in _AXES else None,
            opacity=self.fills.opacity,
            title=legend.title(values, notes),
            legend=legend.legend(values, self._legend_colours(), notes),
            margins=legend.margins(values, notes),
            axes=found,
            grid=grid,
            marks=marks,
            format="gif" if asked == "gif" else "svg" if asked == "svg" else "png",
        )

    def _pair(self, series: int) -> encoding.Pair:
        """The values at the ends of the plot, for a series as ``chd`` counts them."""
        encoded = self.encoded
        if encoded.encoding != "t":
            return 0.0, encoded.top
        if self.automatic:
            chosen = encoded.series[: self.raw_shown] or encoded.series
            if self.kind.paired:  # x and y have their own scales
                chosen = encoded.series[series % 2 :: 2][: max(1, self.raw_shown // 2)]
                if self.kind.family == "scatter":
                    chosen = [encoded.series[series]]
            stacked = self.kind.arrangement == "stacked" and self.kind.family == "bar"
            return encoding.automatic(chosen, stacked=stacked)
        return self._given_pair(series) if self.pairs else (0.0, encoded.top)

    def _given_pair(self, series: int) -> encoding.Pair:
        """``chds`` for a series: a short list repeats its last pair, for lines its last x and y."""
        last = len(self.pairs) - 1
        if series > last and last and self.kind.paired and self.kind.family == "line":
            return self.pairs[last - (last - series) % 2]
        return self.pairs[min(series, last)]

    def _shown_values(self, series: int) -> tuple[Value, ...]:
        """The numbers that markers write: as they are, or on the scale of ``chds``."""
        values = self.encoded.series[series]
        if self.encoded.encoding == "t" or not self.pairs:
            return values
        low, high = self._given_pair(series)
        top = self.encoded.top
        return tuple(None if v is None else low + v / top * (high - low) for v in values)

    def _places(self, series: int) -> tuple[Value, ...]:
        pair = self._pair(series)
        return tuple(encoding.place(value, pair) for value in self.encoded.series[series])

    def _series(self) -> tuple[Data, ...]:
        """The series as the diagram counts them: lines over x and y have two of ``chd`` each."""
        count = len(self.encoded.series)
        if not self.kind.paired:
            return tuple(Data(self._places(i), self._shown_values(i)) for i in range(count))
        if count == 1:
            self.notes.warn("chd", "has no y values; the series was drawn evenly over the width")
            return (Data(self._places(0), self._shown_values(0)),)
        found = []
        if count % 2 and self.kind.family == "line":
            self.notes.ignore("chd", "has an odd number of series: the last has no y values")
        for i in range(0, count - 1, 2):
            x: tuple[Value, ...] | None = self._places(i)
            y = self._places(i + 1)
            if len(self.encoded.series[i]) == 1 and len(y) > 1 and x == (None,):
                x = None
            if x is not None and len(x) != len(y):
                least = min(len(x), len(y))
                self.notes.warn("chd", f"series {i} and {i + 1} have {len(x)} and {len(y)} values: "
                                f"{least} points were drawn")  # fmt: skip
                x, y = x[:least], y[:least]
            found.append(Data(y, self._shown_values(i + 1)[: len(y)], x))
            if self.kind.family == "scatter":
                break
        return tuple(found)

    def _shown(self) -> int:
        """How many series the diagram draws."""
        return self.raw_shown // 2 if self.kind.paired and self.raw_shown > 1 else self.raw_shown

    def _numbers(self, data: Sequence[Data]) -> markers.Numbers:
        stacked = self.kind.arrangement == "stacked" and self.kind.family == "bar"
        return markers.Numbers([d.values for d in data], stacked, self._shown())

    def _frame(self, diagram: Diagram) -> axes.Frame:
        spokes = diagram.spokes if isinstance(diagram, Web) else 0
        wide = self.width * 0.85
        high = self.height * (0.4 if spokes else 0.8)
        length: dict[Side, float] = {"bottom": wide, "top": wide, "left": high, "right": high}
        return axes.Frame(
            length=length,
            dark=self.kind.family != "line",
            bars=diagram.count if isinstance(diagram, Columns) else 0,
            horizontal=self.kind.horizontal,
            spokes=spokes,
            default=self.kind.axes and not self.nda,
        )

    def _diagram(self, data: Sequence[Data]) -> Diagram:
        match self.kind.family:
            case "line":
                return Curves(self._pens(_LINE))
            case "bar":
                return self._columns(data)
            case "scatter":
                return self._cloud(data)
            case "radar":
                return self._web(())
            case "pie":
                return self._rings()
            case "venn":
                return self._circles()
            case "meter":
                return self._dial()

    def _colour(self, series: int, default: Colour) -> Colour:
        return self.colours[series % len(self.colours)][0] if self.colours else default

    def _pens(self, default: Colour) -> tuple[Pen, ...]:
        """``chls``: width, dash and space by series; those that are missing are solid."""
        styles = [style.split(",") for style in self.values.get("chls", "").split("|")]
        pens = []
        for series in range(self._shown()):
            style = styles[series] if series < len(styles) else []
            numbers = [
                min(1000.0, max(0.0, reading.real(style, i, default_number, "chls", self.notes)))
                for i, default_number in ((0, self.kind.width), (1, 1.0), (2, -1.0))
            ]
            if len(style) == 2 and style[1].strip():
                numbers[2] = numbers[1]
            pens.append(Pen(self._colour(series, default), *numbers))
        return tuple(pens)

    def _zero(self, series: int) -> float:
        """Where the bars of a series start, as a fraction of the plot."""
        low, high = self._pair(series)
        text = self.values.get("chp", "")
        if (text and self.encoded.encoding != "t") or (text and not low < 0 < high):
            zeros = reading.numbers(text, "chp", self.notes)
            if zeros:
                return min(1.0, max(0.0, zeros[min(series, len(zeros) - 1)]))
        if min(low, high) < 0 < max(low, high):
            return (0 / 2 - low / 2) / (high / 2 - low / 2)
        return 0.0 if low < high else 1.0

    def _columns(self, data: Sequence[Data]) -> Columns:
        drawn = range(self._shown())
        layers = []
        for series in drawn:
            paints: tuple[Paint, ...] = (_BAR,)
            if self.colours:
                paints = self.colours[series % len(self.colours)]
            if series in self.fills.bars:
                paints = (self.fills.bars[series],)
            layers.append(Layer(paints, self._zero(series)))
        count = max((len(data[i].places) for i in drawn), default=0)
        count = count or max((len(d.places) for d in data), default=0)
        return Columns(
            tuple(layers), count, self.kind.arrangement, self.kind.horizontal, self._spacing()
        )

    def _spacing(self) -> Spacing:
        """``chbh``: thickness, space between bars, space between groups."""
        fields = self.values.get("chbh", "").split(",")
        unit = fields[0].strip().lower()
        between, groups = _BETWEEN, _GROUPS
        if unit == "r":
            between, groups = _BETWEEN / _THICKNESS, _GROUPS / _THICKNESS
        thickness = _THICKNESS
        if unit not in ("a", "r"):
            thickness = reading.real(fields, 0, _THICKNESS, "chbh", self.notes)
            if not 0 < thickness <= 1000:
                self.notes.warn("chbh", f"bars are up to 1000 pixels thick, not {thickness:g}; "
                                f"{_THICKNESS:g} was taken")  # fmt: skip
                thickness = _THICKNESS
        numbers = []
        for index, default in ((1, between), (2, groups)):
            value = reading.real(fields, index, -1.0, "chbh", self.notes)
            if value > 1000 or (value < 0 and reading.field(fields, index)):
                self.notes.warn(
                    "chbh", f"a space is 0 to 1000, not {value:g}; {default:g} was taken"
                )
            numbers.append(value if 0 <= value <= 1000 else -1.0)
        if numbers[0] >= 0:
            between = numbers[0]
            if self.kind.arrangement == "grouped":
                groups = 2 * between
        if numbers[1] >= 0:
            groups = numbers[1]
        return Spacing(
            thickness, between, groups,
            "fit" if unit == "a" else "share" if unit == "r" else "pixels",
        )  # fmt: skip

    def _cloud(self, data: Sequence[Data]) -> Cloud:
        count = max(1, len(data[0].places) if data else 0)
        shares = self._sizes_of_points(data)
        sizes = tuple(_POINT_SIZE * share for share in shares) if shares else (_POINT_SIZE,)
        given = self.colours[0] if self.colours else (_POINT,)
        return Cloud(sizes, given[:count])

    def _sizes_of_points(self, data: Sequence[Data]) -> tuple[float, ...]:
        """The third series: parts of a marker's size; none: all whole."""
        if len(self.encoded.series) < 3 or not data or self.kind.family != "scatter":
            return ()
        shares = [0.0 if place is None else place for place in self._places(2)]
        count = len(data[0].places)
        return tuple((shares + [1.0] * count)[:count])

    def _web(self, found: Sequence[Axis]) -> Web:
        """Labels around divide the circle, and so do points: the more of both count."""
        longest = max((len(s) for s in self.encoded.series), default=0)
        around = axes.labels(self.values.get("chxl", ""), axes.MOST, Notes())
        names = [n.strip() for n in self.values.get("chxt", "").split(",")]
        named = [len(around[i]) for i, n in enumerate(names[: axes.MOST])
                 if n in ("x", "t") and i in around]  # fmt: skip
        spokes = max(3, longest - 1, *named, 0)
        return Web(self._pens(_LINE), spokes, self.kind.smooth)

    def _rings(self) -> Rings:
        series = self.encoded.series[: self.raw_shown]
        if self.kind.name != "pc" and len(series) > 1:
            self.notes.ignore("chd", f"{self.kind.name} has one series: the others are not drawn")
            series = series[:1]
        rings = []
        left = MOST_SLICES
        for number, values in enumerate(series):
            if len(values) > left:
                self.notes.warn("chd", f"more than {MOST_SLICES} slices: the others are left out")
            values = values[:left]
            left -= len(values)
            low, high = self._pair(number)
            top = max(high, 0.0) or 1.0
            sizes = tuple(
                0.0 if v is None else max(-top, min(top, v - max(low, 0.0) if v > 0 else v))
                for v in values
            )
            chosen = colours.slices(self.colours, number, len(values), len(series), _LINE)
            rings.append(Ring(sizes, chosen))
        labels, lettering = self._slice_labels()
        start = reading.real([self.values.get("chp", "")], 0, 0.0, "chp", self.notes)
        start = start % 6.283185307179586 if abs(start) < 1e6 else 0.0
        return Rings(tuple(rings), labels, lettering, start, self.kind.solid)

    def _slice_labels(self) -> tuple[tuple[str, ...], Lettering]:
        """``chl``, or the labels of an axis, which style them as well."""
        quiet = Notes()  # an axis of a pie is read for its labels alone
        text = self.values.get("chl", "")
        names = self.values.get("chxt", "").split(",")[: axes.MOST]
        frame = axes.Frame({"bottom": 0, "top": 0, "left": 0, "right": 0}, default=False)
        of_axis = axes.axes(self.values, frame, quiet) if names[0] and not text else ()
        lettering = Lettering(axes.TEXT, axes.SIZE)
        if "chxs" in self.values and names[0]:
            styled = axes.axes(
                {"chxt": "x", "chxl": "0:|", "chxs": self.values["chxs"]}, frame, quiet
            )
            lettering = styled[0].lettering
        labels = tuple(axes.one_line(label) for label in text.split("|")) if text else ()
        if not labels and "chxl" in self.values:
            for axis in of_axis:
                labels = labels or tuple(label for _, label in axis.labels)
        return labels[:MOST_SLICES], lettering

    def _circles(self) -> Circles:
        values = [0.0 if v is None else v for v in self.encoded.series[0]]
        _, high = self._pair(0)
        sizes = [max(0.0, min(v, high)) for v in (*values, *[0.0] * 7)][:7]
        if len(values) > 7:
            self.notes.ignore("chd", "a Venn diagram has seven values: the others are not drawn")
        chosen = [self._colour(i, _SETS[i]) for i in range(3)]
        if len(self.colours) == 1:  # bars may stand between the circles as well
            chosen = [self.colours[0][i % len(self.colours[0])] for i in range(3)]
        a, b, c = ((*colour[:3], round(colour[3] * _VENN_ALPHA)) for colour in chosen)
        return Circles(
            (sizes[0], sizes[1], sizes[2]), (sizes[3], sizes[4], sizes[5]), sizes[6], (a, b, c)
        )

    def _dial(self) -> Dial:
        notes = self.notes
        styles = [style.split(",") for style in self.values.get("chls", "").split("|")]
        series = self.encoded.series[: self.raw_shown]
        labels = self.values.get("chl", "").split("|")
        needles: list[Needle] = []
        for number, values in enumerate(series):
            style = styles[number] if number < len(styles) else []
            head_style = styles[len(series) + number] if len(series) + number < len(styles) else []
            width = min(100.0, max(0.0, reading.real(style, 0, 0.0, "chls", notes)))
            head = min(200.0, max(0.0, reading.real(head_style, 0, 0.0, "chls", notes)))
            dashes = [reading.real(style, i, d, "chls", notes) for i, d in ((1, 1.0), (2, 0.0))]
            pen = Pen(_BLACK, width, *(min(1000.0, max(0.0, d)) for d in dashes))
            for value in values[:200]:
                text = axes.one_line(labels[len(needles)]) if len(needles) < len(labels) else ""
                place = encoding.place(value, self._pair(number))
                if value is not None:
                    needles.append(Needle(0.0 if place is None else place, text, pen, head))
        chosen = [colour for group in self.colours for colour in group] or list(_DIAL)
        if len(chosen) == 1:
            chosen = [chosen[0], chosen[0]]
        frame = axes.Frame({"bottom": 0, "top": 0, "left": 200, "right": 200}, default=False)
        scale: tuple[tuple[float, str], ...] = ()
        lettering = Lettering(axes.TEXT, axes.SIZE)
        for axis in axes.axes(self.values, frame, notes):
            if axis.side in ("left", "right"):
                scale, lettering = axis.labels, axis.lettering
            else:  # labels of the arrows
                texts = iter([text for _, text in axis.labels])
                needles = [
                    needle
                    if needle.label
                    else Needle(needle.place, next(texts, ""), *needle_rest(needle))
                    for needle in needles
                ]
        return Dial(tuple(needles), tuple(chosen[:100]), scale, lettering)

    def _legend_colours(self) -> tuple[Colour, ...]:
        """One colour an entry: of series; of elements where one series has several colours."""
        family = self.kind.family
        if family == "pie":
            rings = self._rings().rings
            return tuple(c for ring in rings for c in ring.colours) or (_LINE,)
        default = {"bar": _BAR, "line": _LINE, "scatter": _POINT, "radar": _LINE}.get(family, _LINE)
        if family == "venn":
            return tuple(self._colour(i, _SETS[i]) for i in range(3))
        if family == "meter":
            chosen = [colour for group in self.colours for colour in group]
            return tuple(chosen) or _DIAL
        if len(self.colours) == 1:
            return self.colours[0]
        return tuple(group[0] for group in self.colours) or (default,)


def needle_rest(needle: Needle) -> tuple[Pen, float]:
    """What a needle keeps when its label changes."""
    return needle.pen, needle.head


def _scaled_marks(marks: Sequence[Mark], shares: Sequence[float]) -> tuple[Mark, ...]:
    """Shapes on points that have sizes of their own: one mark a point, a part of its size."""
    if not shares:
        return tuple(marks)
    found = []
    for mark in marks:
        if mark.kind not in ("circle", "square", "diamond", "plus", "cross", "arrow") or mark.at:
            found.append(mark)
            continue
        for point in mark.points:
            share = shares[int(point)] if int(point) < len(shares) else 1.0
            found.append(
                Mark(mark.kind, mark.colour, mark.series, (point,), None, mark.size * share,
                     z=mark.z)
            )  # fmt: skip
    return tuple(found)


def _turned(marks: Sequence[Mark], low: float, high: float) -> tuple[Mark, ...]:
    """Places on a radar chart whose x is on the scale of the axis around: as parts of a turn."""
    return tuple(
        replace(mark, at=((mark.at[0] - low) / (high - low), mark.at[1]))
        if mark.at and mark.at[0] > 1
        else mark
        for mark in marks
    )


def _without(cloud: Cloud, marks: Sequence[Mark], count: int) -> Cloud:
    """Points that have a shape of their own lose their circle."""
    replaced = {
        point
        for mark in marks
        if mark.kind in ("circle", "square", "diamond", "plus", "cross", "arrow")
        for point in mark.points
    }
    if not replaced or not count:
        return cloud
    sizes = tuple(0.0 if i in replaced else cloud.sizes[i % len(cloud.sizes)] for i in range(count))
    return Cloud(sizes, cloud.colours)
