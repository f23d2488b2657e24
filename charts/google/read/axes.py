"""Axes and grid: ``chxt``, ``chxl``, ``chl``, ``chxp``, ``chxr``, ``chxs``, ``chxtc``, ``chg``.

What an axis shows has nothing to do with the data: 0 to 100 unless ``chxr`` says otherwise, or
``chds=a`` makes both follow the data (reference, sections 3 and 6). An axis is first read as the
request writes it (``WrittenAxis``), then gets its labels at their positions along a plot
(``axes``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from api import ascii_text
from api.named_tuple import NamedTuple

from ... import ticks
from ...canvas.stroke import Stroke, dashes
from ...colour import Colour
from ...diagnostics import Value, quoted
from ...locales import Locale
from ..chart import Axis, Grid, Side, TextStyle
from . import image_charts
from .fields import Fields, Parameters, Text, clamp, number, one_line
from .number_format import NumberFormat, localized, parse, plain
from .types import Type

SIDES: Mapping[str, Side] = {"x": "bottom", "t": "top", "y": "left", "r": "right"}
_MAX_AXES = 32
_BARS = -1  # the axis of chxl that names bars
_MAX_POSITIONS = 2000  # of labels, on one axis
_MAX_SPOKES = 360  # that are numbered
_MAX_LETTERS = 20_000  # of all labels, which are measured before the first is drawn
STYLE = TextStyle((0x67, 0x67, 0x67, 255), 11.5)
TICK = 3.0

# Measured on pictures of 2008: the lines of line charts are grey and show on dark grounds too,
# those of bars and points are nearly black. Horizontal and vertical ones differ a little.
_GREY = {"horizontal": (0x70, 0x70, 0x70, 129), "vertical": (0x70, 0x70, 0x70, 143)}
_DARK = {"horizontal": (0x0F, 0x0F, 0x0F, 129), "vertical": (0x0F, 0x0F, 0x0F, 143)}
_GREY_TICK: Colour = (0x68, 0x68, 0x68, 120)
_DARK_TICK: Colour = (0, 0, 0, 69)
_GREY_GRID: Colour = (0x8C, 0x8C, 0x8C, 80)
_DARK_GRID: Colour = (0, 0, 0, 71)

_index = re.compile(r"\s*(-?\d{1,4}):", re.ASCII).fullmatch
Labels = tuple[tuple[float, str], ...]
"""Texts with the fractions of the axis at which they stand, or with numbers of groups of bars."""


class WrittenAxis(NamedTuple):
    """One axis of ``chxt`` with what the other parameters say of it; None for what they do not."""

    number: int
    """Its index in ``chxt``, by which the other parameters name it."""
    side: Side
    style: TextStyle = STYLE
    align: float = 0.0
    line: Colour | None = None
    tick: Colour | None = None
    flags: str = ""
    """Of ``chxs``: with ``l`` the line is drawn, with ``t`` the ticks; "" if not given."""
    lengths: tuple[float, ...] = ()
    """Of the ticks, in pixels, outwards; () if not given."""
    texts: tuple[str, ...] | None = None
    positions: tuple[float, ...] = ()
    """Of the labels, on the axis's own range; () if not given."""
    start: float = 0.0
    end: float = 100.0
    step: float = 0.0
    """0: round numbers."""
    ranged: bool = False
    """Whether ``chxr`` gives a range."""
    names: tuple[str, ...] | None = None
    """Of the bars or of the points of lines, in their order; with these it has no ``texts``."""
    format: NumberFormat | None = None
    locale: Locale | None = None

    @property
    def horizontal(self) -> bool:
        """Return whether it runs from left to right."""
        return self.side in ("bottom", "top")

    @property
    def labelled(self) -> bool:
        """Return whether it has texts or numbers that are large enough to be seen."""
        texts = self.texts if self.names is None else self.names
        return self.style.size >= 1 and (texts is None or any(texts))

    def fraction(self, value: float) -> float:
        """Return how far along the axis a value of its range lies."""
        return (value / 2 - self.start / 2) / (self.end / 2 - self.start / 2)

    def write(self, value: float) -> str:
        """Return a number as the axis writes it."""
        if self.format:
            return self.format.write(value)
        return localized(plain(value), self.locale) if self.locale else plain(value)


class Frame(NamedTuple):
    """What the axes of a chart need to know of it."""

    length: Mapping[Side, float]
    """About how long an axis of each side is, in pixels: decides how dense its numbers are."""
    dark: bool = False
    """Lines as bar and scatter charts have them."""
    bars: int = 0
    """Groups of bars; 0: no bar chart."""
    horizontal: bool = False
    """Whether bars are."""
    pitch: float = 0.0
    """From one group to the next, in pixels; 0: they fill the axis."""
    spokes: int = 0
    """Of a radar chart; 0: none."""
    points: tuple[Value, ...] = ()
    """Where the points of a line chart are, as fractions of its width."""
    default: bool = True
    """Whether lines are drawn at the left and at the bottom if no axis is there."""

    def categories(self, side: Side) -> bool:
        """Return whether an axis counts groups of bars."""
        return self.bars > 0 and (side in ("bottom", "top")) != self.horizontal


def read(parameters: Parameters, kind: Type, *, labelled: bool = False) -> tuple[WrittenAxis, ...]:
    """Return the axes of a request in the order of ``chxt``, without those that do not exist.

    Where names of bars or points have no axis, one for them comes last, unless they are labels of
    the values as well (``labelled``).
    """
    chxt = parameters["chxt"]
    names = [ascii_text.strip(name) for name in chxt.text.split(",")]
    while names and not names[-1]:
        names.pop()
    if len(names) > _MAX_AXES:
        chxt.warn(f"has more than {_MAX_AXES} axes; the others were left out")
        del names[_MAX_AXES:]
    count = len(names)
    texts = _texts(parameters["chxl"], count)
    ranges = _by_axis(parameters["chxr"], count)
    positions = _by_axis(parameters["chxp"], count)
    styles = _by_axis(parameters["chxs"], count)
    lengths = _by_axis(parameters["chxtc"], count)
    locale = image_charts.locale(parameters["iclocale"]) if "iclocale" in parameters else None
    axes = []
    for i, name in enumerate(names):
        side = SIDES.get(name)
        if side is None:
            chxt.ignore(f"{quoted(name)} is not one of x, y, t, r")
            continue
        axis = _styled(styles.get(i, parameters["chxs"].with_fields([])), i, side)
        if i in lengths:
            known = [v for v in map(number, lengths[i].fields) if v is not None]
            axis = axis._replace(lengths=tuple(clamp(v, -1e4, 1e4) for v in known))
        number_format = _format(styles[i]) if i in styles else None
        if locale is not None:
            axis = axis._replace(locale=locale)
            number_format = number_format and number_format._replace(locale=locale)
        axis = axis._replace(format=number_format)
        if i in ranges:
            axis = _ranged(axis, ranges[i])
        if i in positions:
            axis = _positioned(axis, positions[i], texts.get(i))
        axes.append(axis._replace(texts=texts.get(i)))
    return _named(axes, count, kind, parameters, texts.get(_BARS), labelled=labelled)


def names_bars(chxl: Text, kind: Type) -> bool:
    """Return whether ``chxl`` names the bars of a chart, which needs no axis in ``chxt``."""
    return kind.family == "bar" and f"{_BARS}:" in chxl.text.split("|")


def _named(
    axes: Sequence[WrittenAxis],
    count: int,
    kind: Type,
    parameters: Parameters,
    bars: tuple[str, ...] | None,
    *,
    labelled: bool,
) -> tuple[WrittenAxis, ...]:
    """Return the axes with the names of bars (``chxl=-1:``) or of bars and points (``chl``)."""
    source, names = parameters["chl"], bars
    if bars is not None and kind.family != "bar":
        parameters["chxl"].ignore(f"there is no axis {_BARS} in chxt")
        names = None
    elif bars is not None:
        source = parameters["chxl"]
    if names is None and source and kind.family in ("bar", "line"):
        names = tuple(one_line(name) for name in source.text.split("|"))
    if not names or not any(names):
        return tuple(axes)
    sides: tuple[Side, Side] = ("left", "right") if kind.horizontal else ("bottom", "top")
    along = [i for i, axis in enumerate(axes) if axis.side in sides]
    free = [i for i in along if axes[i].texts is None and not axes[i].positions]
    if free:
        at = free[0]
        return (*axes[:at], axes[at]._replace(names=names), *axes[at + 1 :])
    if along and not labelled:
        source.ignore("the axis has labels of its own (chxl, chxp), which go first")
    if along or (labelled and bars is None):
        return tuple(axes)
    flags = "" if kind.axes else "_"
    axis = _styled(source.with_fields([]), count, sides[0])
    return (*axes, axis._replace(names=names, flags=flags))


def _by_axis(text: Text, count: int) -> dict[int, Fields]:
    """Return the fields behind each axis index of ``i,…|j,…``, the first behind its digits."""
    axes: dict[int, Fields] = {}
    for part in text.split("|") if text else ():
        fields = part.fields().fields
        head = ascii_text.strip(fields[0])
        digits = re.match(r"-?\d{1,4}", head, re.ASCII)
        if digits is None:
            if ascii_text.strip(part.text):
                text.ignore(f"{quoted(part.text)} does not begin with the number of an axis")
            continue
        index = int(digits[0])
        if not 0 <= index < count:
            text.ignore(f"there is no axis {index} in chxt")
            continue
        axes[index] = part.with_fields([head[digits.end() :], *fields[1:]])
    return axes


def _texts(chxl: Text, count: int) -> dict[int, tuple[str, ...]]:
    """Return the texts of each axis that has its own, () for one that is to have none."""
    axes: dict[int, list[str]] = {}
    current: list[str] | None = None
    for part in chxl.text.split("|") if chxl else ():
        head = _index(part)
        if head:
            if current and not current[-1]:
                current.pop()  # the bar before the next index is grammar
            current = []
            index = int(head[1])
            if 0 <= index < count or index == _BARS:
                axes[index] = current
            else:
                chxl.ignore(f"there is no axis {index} in chxt")
        elif current is None:
            chxl.ignore(f"{quoted(part)} stands before the number of an axis")
        else:
            current.append(one_line(part))
    return {index: tuple(texts) for index, texts in axes.items()}


def _styled(chxs: Fields, index: int, side: Side) -> WrittenAxis:
    """Return an axis with ``chxs``'s colour, size, alignment, flags, tick and line colour."""
    colour = chxs.colour(1) or STYLE.colour
    size = chxs.number(2, STYLE.size)
    if not 0 <= size <= 200:
        chxs.warn(f"a size is 0 to 200 pixels, not {size:g}; {STYLE.size} was used")
        size = STYLE.size
    default = {"bottom": 0.0, "top": 0.0, "left": 1.0, "right": -1.0}[side]
    align = chxs.number(3, default, -1.0, 1.0)
    flags = chxs.word(4)
    if flags.strip("lt_"):
        chxs.warn(f"{quoted(flags)} is not one of l, t, lt, _")
    tick, line = chxs.colour(5), chxs.colour(6)
    style = TextStyle(colour, max(size, 0.1))
    return WrittenAxis(index, side, style, align, line=line, tick=tick, flags=flags)


def _format(chxs: Fields) -> NumberFormat | None:
    """Return the number format behind the index of an axis; None if there is none."""
    text = chxs.fields[0]
    if not text.startswith("N"):
        if ascii_text.strip(text):
            chxs.ignore(f"{quoted(text)} behind the number of an axis is not a number format")
        return None
    try:
        return parse(text[1:])
    except ValueError as error:
        chxs.warn(f"{quoted(text)}: {error}")
        return None


def _ranged(axis: WrittenAxis, chxr: Fields) -> WrittenAxis:
    """Return an axis with the range of ``chxr``: start, end, and perhaps a step."""
    values = [number(field) for field in chxr.fields[1:]]
    axis = axis._replace(ranged=True)
    if len(values) < 2 or values[0] is None or values[1] is None or values[0] == values[1]:
        if any(ascii_text.strip(field) for field in chxr.fields[1:]):
            chxr.warn(f"{quoted(','.join(chxr.fields[1:]))} is not a range (start,end[,step]); "
                      "0 to 100 was used")  # fmt: skip
        return axis
    step = values[2] if len(values) > 2 and values[2] is not None else 0.0
    return axis._replace(start=values[0], end=values[1], step=abs(step))


def _positioned(axis: WrittenAxis, chxp: Fields, texts: tuple[str, ...] | None) -> WrittenAxis:
    """Return an axis with the positions of ``chxp``."""
    positions = tuple(chxp.numbers(0)[:_MAX_POSITIONS])
    if texts is not None and 0 < len(positions) < len(texts):
        chxp.warn(f"has {len(positions)} positions for {len(texts)} labels: "
                  "the other labels were left out")  # fmt: skip
    return axis._replace(positions=positions)


def axes(written: Sequence[WrittenAxis], frame: Frame, chxt: Text) -> tuple[Axis, ...]:
    """Return the axes of a plot; the default lines of sides without an axis come last."""
    axes = []
    sides: set[Side] = set()
    for axis in written:
        axes.append(_axis(axis, frame, inner=axis.side not in sides))
        sides.add(axis.side)
    shortened = measurable([axis.labels for axis in axes], chxt)
    axes = [axis._replace(labels=some) for axis, some in zip(axes, shortened, strict=True)]
    if frame.default:
        plain_sides: tuple[Side, ...] = ("left", "bottom")
        axes += [_plain_line(side, frame) for side in plain_sides if side not in sides]
    return tuple(axes)


def measurable(axes: Sequence[Labels], chxt: Text) -> Sequence[Labels]:
    """Return every so many of the labels of axes, if these have too many letters in all."""
    letters = sum(len(text) for labels in axes for _, text in labels)
    every = math.ceil(letters / _MAX_LETTERS)
    if every <= 1:
        return axes
    chxt.warn(f"has labels of {letters:,} letters in all: one label in {every} was drawn")
    return [labels[::every] for labels in axes]


def _axis(written: WrittenAxis, frame: Frame, *, inner: bool) -> Axis:
    """Return an axis with its labels; the ``inner`` one of a side is next to the plot."""
    lined, ticked = "l" in written.flags, "t" in written.flags
    if not written.flags:
        # Only the axis next to the plot has a line by itself; horizontal ones of line charts have
        # no ticks.
        lined = inner
        ticked = inner and (not written.horizontal or frame.bars > 0)
    tick = (written.tick or _tick(frame)) if ticked else None
    if written.lengths:
        tick = tick or _tick(frame)
    labels, groups = _labels(written, frame)
    return Axis(
        side=written.side,
        labels=labels,
        text_style=written.style,
        align=written.align,
        line=(written.line or _line(written.side, frame)) if lined else None,
        tick=tick,
        tick_lengths=written.lengths or (TICK,),
        groups=groups,
        # Numbers are as dense as there is space; what chxp places stays where it is.
        thinned=not written.positions and (written.texts or written.names) is not None,
    )


def _plain_line(side: Side, frame: Frame) -> Axis:
    return Axis(side, (), STYLE, 0.0, _line(side, frame), None, (TICK,))


def _line(side: Side, frame: Frame) -> Colour:
    colours = _DARK if frame.dark else _GREY
    return colours["horizontal" if side in ("bottom", "top") else "vertical"]


def _tick(frame: Frame) -> Colour:
    return _DARK_TICK if frame.dark else _GREY_TICK


def _labels(axis: WrittenAxis, frame: Frame) -> tuple[Labels, bool]:
    """Return the labels of an axis in a plot, and whether they stand at groups of bars."""
    categories = frame.categories(axis.side)
    if axis.names is not None:
        return _at_each(axis.names, frame), categories
    if axis.ranged and axis.texts is None and categories and not axis.positions:
        numbered = _numbered_groups(axis, frame)
        if numbered:
            return numbered, True
    if axis.positions or (axis.ranged and axis.texts is None):
        return labels(axis, frame.length[axis.side]), False
    around = frame.spokes if axis.horizontal else 0
    if axis.texts is not None:
        if categories:
            return _at_groups(axis.texts, frame), True
        return _spread(axis.texts, closed=around > 0), False
    if categories:
        numbers = [axis.write(float(i)) for i in range(frame.bars)]
        if frame.horizontal:
            numbers.reverse()
        return _at_groups(_thinned(numbers, frame, axis), frame), True
    if around:
        every = math.ceil(around / _MAX_SPOKES)
        return tuple((i / around, axis.write(float(i))) for i in range(0, around, every)), False
    return labels(axis, frame.length[axis.side]), False


def labels(axis: WrittenAxis, length: float) -> Labels:
    """Return the labels of an axis of about so many pixels, with their fractions of its length."""
    if axis.positions:
        texts = axis.texts
        if texts is None:
            texts = tuple(axis.write(position) for position in axis.positions)
        items = zip(map(axis.fraction, axis.positions), texts, strict=False)
        # Labels beyond the ends of an axis are not shown.
        return tuple((fraction, text) for fraction, text in items if -0.0005 <= fraction <= 1.0005)
    if axis.texts is not None:
        return _spread(axis.texts)
    return tuple((axis.fraction(v), axis.write(v)) for v in _numbers(axis, length))


def _spread(texts: Sequence[str], *, closed: bool = False) -> Labels:
    """Return texts evenly along an axis, from end to end; around a circle if it is ``closed``."""
    gaps = len(texts) if closed else len(texts) - 1
    return tuple((i / max(gaps, 1), text) for i, text in enumerate(texts))


def _at_each(names: Sequence[str], frame: Frame) -> Labels:
    """Return names at the groups of bars or the points of a line, the first at the first."""
    if frame.bars:
        return tuple((float(i), name) for i, name in enumerate(names[: frame.bars]))
    return tuple(
        (at, name)
        for at, name in zip(frame.points, names, strict=False)
        if at is not None and 0 <= at <= 1
    )


def _at_groups(texts: Sequence[str], frame: Frame) -> Labels:
    """Return texts over the middles of the groups of bars, the first at the first group."""
    if len(texts) > frame.bars:
        texts = texts[: frame.bars]
    elif texts and not texts[-1] and len(texts) < frame.bars:
        texts = texts[:-1]  # a bar at the end is no name
    gaps = max(len(texts) - 1, 1)
    last = frame.bars - 1
    if len(texts) == 1:
        last = 0
    groups = [i * last / gaps for i in range(len(texts))]
    if frame.horizontal:  # groups are counted from the top, labels from below
        groups = [frame.bars - 1 - group for group in groups]
    return tuple(zip(groups, texts, strict=True))


def _numbered_groups(axis: WrittenAxis, frame: Frame) -> Labels:
    """Return the numbers of a range at the groups of bars; () if it does not count them.

    It does if the steps from the first group to the last are whole, or those of the range.
    """
    by = (axis.end / 2 - axis.start / 2) / max(frame.bars - 1, 1) * 2
    if frame.bars < 2 or not (axis.step == abs(by) or (by.is_integer() and not axis.step)):
        return ()
    numbers = [axis.write(axis.start + i * by) for i in range(frame.bars)]
    return _at_groups(_thinned(numbers, frame, axis), frame)


def _thinned(texts: list[str], frame: Frame, axis: WrittenAxis) -> list[str]:
    """Return the numbers of groups, blank where there is not enough space for all of them."""
    size = axis.style.size
    space = max(len(t) for t in texts) * 0.56 * size + 2 if axis.horizontal else size
    pitch = frame.pitch or frame.length[axis.side] / len(texts)
    every = max(1, math.ceil(space / max(pitch, 0.01)))
    return [text if i % every == 0 else "" for i, text in enumerate(texts)]


def _numbers(axis: WrittenAxis, length: float) -> list[float]:
    """Return the numbers of an axis: at each step from its start, or at round numbers."""
    size = axis.style.size
    first, last = min(axis.start, axis.end), max(axis.start, axis.end)
    span = last / 2 - first / 2  # halved: a whole one could overflow
    if axis.step and span * 2 / axis.step <= 1000:
        count = math.floor(span * 2 / axis.step + 1e-9)
        by = axis.step if axis.end > axis.start else -axis.step
        return [axis.start + i * by for i in range(count + 1)]

    def needed(by: float) -> float:
        """Return the pixels that a label takes at this step."""
        if not axis.horizontal:
            return size * 1.5
        longest = max(len(plain(v)) for v in (ticks.spread(first, last, by) or [first])[:200])
        return longest * 0.56 * size + size * 0.9

    if span <= max(abs(first), abs(last)) * 1e-12 or span < 1e-290:
        return [first, last]
    for intervals in (20, 15, 10, 8, 5, 4, 2):
        by = ticks.step(first, last, intervals)
        if needed(by) <= length * by / 2 / span:
            return ticks.spread(first, last, by)
    return [first, last] if needed(span * 2) <= length else [first]


def grid(chg: Text, axes: Sequence[Axis], frame: Frame) -> Grid | None:
    """Return the grid of ``chg``: steps in per cent, dash, space, offsets.

    A step of -1 is at the labels of the axis.
    """
    if not ascii_text.strip(chg.text):
        return None
    fields = chg.fields()
    x_step, y_step = (fields.number(i, 0.0) for i in (0, 1))
    dash, space = fields.number(2, 4.0, 0.0, 1000.0), fields.number(3, 1.0, 0.0, 1000.0)
    x_offset, y_offset = (fields.number(i, 0.0) for i in (4, 5))
    colour = _DARK_GRID if frame.dark else _GREY_GRID
    x = _lines(chg, x_step, x_offset, _at_labels(("bottom", "top"), axes, frame))
    y = _lines(chg, y_step, y_offset, _at_labels(("left", "right"), axes, frame))
    return Grid(x, y, Stroke(colour, 1.0, dashes(dash, space))) if x or y else None


def _at_labels(sides: Sequence[Side], axes: Sequence[Axis], frame: Frame) -> tuple[float, ...]:
    """Return the fractions at which the first axis of these sides has labels."""
    for side in sides:
        for axis in axes:
            if axis.side == side and axis.labels:
                if axis.groups:
                    return tuple((group + 0.5) / frame.bars for group, _ in axis.labels)
                return tuple(fraction for fraction, _ in axis.labels)
    return ()


def _lines(
    chg: Text, step: float, offset: float, at_labels: tuple[float, ...]
) -> tuple[float, ...]:
    """Return the fractions of the grid's lines in one direction; steps are per cent."""
    if step == 0:
        return ()
    if step < 0:
        return at_labels
    if step < 0.1:
        chg.warn(f"a step of {step:g} per cent is too small to be seen: no lines")
        return ()
    if step > 1e6:
        return (0.0,) if 0 <= offset <= 100 else ()
    start = offset % step
    count = math.floor((100 - start) / step + 1e-6)
    return tuple((start + i * step) / 100 for i in range(max(count, 0) + 1))
