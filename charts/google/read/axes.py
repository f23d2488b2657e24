"""Axes and grid: ``chxt``, ``chxl``, ``chxp``, ``chxr``, ``chxs``, ``chxtc``, ``chg``.

What an axis shows has nothing to do with the data: 0 to 100 unless ``chxr`` says otherwise
(reference, sections 3 and 6).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ... import ticks
from ...canvas.sanitize import normalize, replace_surrogates
from ...canvas.stroke import Stroke, dashes
from ...colour import Colour
from ...diagnostics import Diagnostics, shown
from ..chart import Axis, Grid, Side, TextStyle
from . import reading
from .numbers import NumberFormat, parse, plain

SIDES: Mapping[str, Side] = {"x": "bottom", "t": "top", "y": "left", "r": "right"}
MOST = 32  # axes
_MOST_SPOKES = 360  # that are numbered
TEXT: Colour = (0x67, 0x67, 0x67, 255)
SIZE = 11.5
TICK = 3.0

# Measured on pictures of 2008: the lines of line charts are grey and show on dark grounds too,
# those of bars and points are nearly black. Level and upright ones differ a little.
_GREY = {"level": (0x70, 0x70, 0x70, 129), "upright": (0x70, 0x70, 0x70, 143)}
_DARK = {"level": (0x0F, 0x0F, 0x0F, 129), "upright": (0x0F, 0x0F, 0x0F, 143)}
_GREY_TICK: Colour = (0x68, 0x68, 0x68, 120)
_DARK_TICK: Colour = (0, 0, 0, 69)
_GREY_GRID: Colour = (0x8C, 0x8C, 0x8C, 80)
_DARK_GRID: Colour = (0, 0, 0, 71)

_MAX_LETTERS = 20_000  # of all labels, which are measured before the first is drawn

_index = re.compile(r"\s*(-?\d{1,4}):").fullmatch


class Frame(NamedTuple):
    """What the axes of a chart need to know of it."""

    length: dict[Side, float]
    """About how long an axis of each side is, in pixels: decides how dense its numbers are."""
    dark: bool = False
    """Lines as bar and scatter charts have them."""
    bars: int = 0
    """Groups of bars; 0: no bar chart."""
    horizontal: bool = False
    pitch: float = 0.0
    """From one group to the next, in pixels; 0: they fill the axis."""
    spokes: int = 0
    """Of a radar chart; 0: none."""
    default: bool = True
    """Whether lines are drawn on the sides left and below without being asked for."""

    def categories(self, side: Side) -> bool:
        """Whether an axis counts groups of bars."""
        level = side in ("bottom", "top")
        return self.bars > 0 and level != self.horizontal


def indexed(text: str, parameter: str, count: int, notes: Diagnostics) -> dict[int, list[str]]:
    """``i,…|j,…``: the fields behind each axis index."""
    found: dict[int, list[str]] = {}
    for part in text.split("|"):
        fields = part.split(",")
        head = fields[0].strip()
        digits = re.match(r"-?\d{1,4}", head)
        if digits is None:
            if part.strip():
                notes.ignore(parameter, f"{shown(part)} does not begin with the number of an axis")
            continue
        number = int(digits[0])
        if not 0 <= number < count:
            notes.ignore(parameter, f"there is no axis {number} in chxt")
            continue
        found[number] = [head[digits.end() :], *fields[1:]]
    return found


def labels(text: str, count: int, notes: Diagnostics) -> dict[int, list[str]]:
    """``chxl``: the texts of each axis that has its own; an axis without texts is there, empty."""
    found: dict[int, list[str]] = {}
    current: list[str] | None = None
    for part in text.split("|") if text else ():
        head = _index(part)
        if head:
            if current and not current[-1]:
                current.pop()  # the bar before the next index is grammar
            current = []
            number = int(head[1])
            if 0 <= number < count:
                found[number] = current
            else:
                notes.ignore("chxl", f"there is no axis {number} in chxt")
        elif current is None:
            notes.ignore("chxl", f"{shown(part)} stands before the number of an axis")
        else:
            current.append(one_line(part))
    return found


def one_line(text: str) -> str:
    """Text as it can stand in one line of a picture."""
    return " ".join(normalize(replace_surrogates(text[:1000])).split("\n"))


def axes(given: Mapping[str, str], frame: Frame, notes: Diagnostics) -> tuple[Axis, ...]:
    """Read the axes of a chart, in the order of ``chxt``; lines that nobody asked for come last."""
    names = [name.strip() for name in given.get("chxt", "").split(",")]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST:
        notes.warn("chxt", f"has more than {MOST} axes; the others were left out")
        del names[MOST:]
    count = len(names)
    texts = labels(given.get("chxl", ""), count, notes)
    ranges = indexed(given.get("chxr", ""), "chxr", count, notes)
    places = indexed(given.get("chxp", ""), "chxp", count, notes)
    styles = indexed(given.get("chxs", ""), "chxs", count, notes)
    lengths = indexed(given.get("chxtc", ""), "chxtc", count, notes)
    found = []
    sides: list[Side] = []
    for i, name in enumerate(names):
        side = SIDES.get(name)
        if side is None:
            notes.ignore("chxt", f"{shown(name)} is none of x, y, t, r")
            continue
        axis = _styled(styles.get(i, []), side, frame, notes, inner=side not in sides)
        sides.append(side)
        if i in lengths:
            known = [v for v in map(reading.number, lengths[i]) if v is not None]
            if known:
                bounded = tuple(max(-1e4, min(1e4, v)) for v in known)
                axis = axis._replace(tick=axis.tick or _tick(frame), lengths=bounded)
        number = _format(styles.get(i, [""])[0], notes)
        found.append(
            _labelled(axis, frame, notes, texts.get(i), ranges.get(i), places.get(i), number)
        )
    if frame.default:
        default: tuple[Side, ...] = ("left", "bottom")
        found += [_plain_line(side, frame) for side in default if side not in sides]
    return _measurable(found, notes)


def _measurable(axes: Sequence[Axis], notes: Diagnostics) -> tuple[Axis, ...]:
    """Return the axes with every so many of their labels, if these have too many letters in all."""
    letters = sum(len(text) for axis in axes for _, text in axis.labels)
    every = math.ceil(letters / _MAX_LETTERS)
    if every <= 1:
        return tuple(axes)
    notes.warn("chxt", f"has labels of {letters:,} letters in all: one label in {every} was drawn")
    return tuple(axis._replace(labels=axis.labels[::every]) for axis in axes)


def span(given: Mapping[str, str], name: str, default: tuple[float, float]) -> tuple[float, float]:
    """The range that ``chxr`` gives the first axis of a name (``x``), or the default."""
    quiet = Diagnostics()
    names = given.get("chxt", "").split(",")[:MOST]
    ranges = indexed(given.get("chxr", ""), "chxr", len(names), quiet)
    fields = ranges.get(names.index(name)) if name in names else None
    return _range(fields, quiet)[:2] if fields else default


def _line(side: Side, frame: Frame) -> Colour:
    colours = _DARK if frame.dark else _GREY
    return colours["level" if side in ("bottom", "top") else "upright"]


def _tick(frame: Frame) -> Colour:
    return _DARK_TICK if frame.dark else _GREY_TICK


def _plain_line(side: Side, frame: Frame) -> Axis:
    return Axis(side, (), TextStyle(TEXT, SIZE), 0.0, _line(side, frame), None, (TICK,))


def _styled(
    fields: Sequence[str], side: Side, frame: Frame, notes: Diagnostics, *, inner: bool
) -> Axis:
    """An axis without labels: ``chxs``'s colour, size, alignment, flags, tick and line colour."""
    parts = [*fields]
    colour = reading.colour(reading.field(parts, 1), "chxs", notes) or TEXT
    size = reading.real(parts, 2, SIZE, "chxs", notes)
    if not 0 <= size <= 200:
        notes.warn("chxs", f"a size is 0 to 200 pixels, not {size:g}; {SIZE} was taken")
        size = SIZE
    level = side in ("bottom", "top")
    default = 0.0 if level else (1.0 if side == "left" else -1.0)
    align = min(1.0, max(-1.0, reading.real(parts, 3, default, "chxs", notes)))
    flags = reading.field(parts, 4)
    if flags.strip("lt_"):
        notes.warn("chxs", f"{shown(flags)} is none of l, t, lt, _")
    lined, ticked = "l" in flags, "t" in flags
    if not flags.strip():
        # Only the axis next to the plot has a line by itself; level axes of lines have no ticks.
        lined = inner
        ticked = inner and (not level or frame.bars > 0)
    tick = reading.colour(reading.field(parts, 5), "chxs", notes) or _tick(frame)
    line = reading.colour(reading.field(parts, 6), "chxs", notes) or _line(side, frame)
    return Axis(
        side=side,
        labels=(),
        lettering=TextStyle(colour, max(size, 0.1)),
        align=align,
        line=line if lined else None,
        tick=tick if ticked else None,
        lengths=(TICK,),
    )


def _format(text: str, notes: Diagnostics) -> NumberFormat | None:
    if not text.startswith("N"):
        if text.strip():
            notes.ignore("chxs", f"{shown(text)} behind the number of an axis is no number format")
        return None
    try:
        return parse(text[1:])
    except ValueError as error:
        notes.warn("chxs", f"{shown(text)}: {error}")
        return None


def _labelled(
    axis: Axis,
    frame: Frame,
    notes: Diagnostics,
    texts: list[str] | None,
    span: list[str] | None,
    places: list[str] | None,
    number: NumberFormat | None,
) -> Axis:
    """Put texts or numbers at their places."""
    low, high, step = _range(span, notes) if span else (0.0, 100.0, 0.0)
    write = number.write if number else plain
    at: list[float] = []
    if places:
        at = reading.numbers(",".join(places).removeprefix(","), "chxp", notes)[:2000]

    def fraction(value: float) -> float:
        return (value / 2 - low / 2) / (high / 2 - low / 2)

    if texts is not None:
        if at:
            if len(texts) > len(at):
                notes.warn("chxp", f"has {len(at)} positions for {len(texts)} labels: "
                           "the other labels were left out")  # fmt: skip
            items = [(fraction(p), text) for p, text in zip(at, texts, strict=False)]
            return axis._replace(labels=_inside(items))
        return _spread(axis, frame, texts)
    if at:
        return axis._replace(labels=_inside([(fraction(p), write(p)) for p in at]))
    if frame.categories(axis.side) and span is None:
        count = [write(float(i)) for i in range(frame.bars)]
        if frame.horizontal:
            count.reverse()
        return _spread(axis, frame, _thinned(count, frame, axis))
    if frame.spokes and axis.side in ("bottom", "top") and span is None:
        every = math.ceil(frame.spokes / _MOST_SPOKES)
        count = [write(float(i)) for i in range(0, frame.spokes, every)]
        items = [(i * every / frame.spokes, text) for i, text in enumerate(count)]
        return axis._replace(labels=tuple(items))
    values = _ticks(low, high, step, frame.length[axis.side], axis)
    return axis._replace(labels=tuple((fraction(v), write(v)) for v in values))


def _inside(items: Sequence[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Labels beyond the ends of an axis are not shown."""
    return tuple((p, text) for p, text in items if -0.0005 <= p <= 1.0005)


def _spread(axis: Axis, frame: Frame, texts: Sequence[str]) -> Axis:
    """Labels evenly along the axis, first at the low end; on bars, over the groups' middles."""
    gaps = max(len(texts) - 1, 1)
    if frame.categories(axis.side):
        last = frame.bars - 1
        if len(texts) == 1 and last:
            last = 0
        places = [i * last / gaps for i in range(len(texts))]
        if frame.horizontal:  # groups are counted from the top, labels from below
            places = [frame.bars - 1 - place for place in places]
        labels = tuple(zip(places, texts, strict=True))
        return axis._replace(labels=labels, groups=True)
    if frame.spokes and axis.side in ("bottom", "top"):
        gaps = max(len(texts), 1)
    return axis._replace(labels=tuple((i / gaps, text) for i, text in enumerate(texts)))


def _thinned(texts: list[str], frame: Frame, axis: Axis) -> list[str]:
    """Numbers of groups, as many as have room; the others are blank."""
    size = axis.lettering.size
    level = axis.side in ("bottom", "top")
    room = max(len(t) for t in texts) * 0.56 * size + 2 if level else size
    pitch = frame.pitch or frame.length[axis.side] / len(texts)
    every = max(1, math.ceil(room / max(pitch, 0.01)))
    return [text if i % every == 0 else "" for i, text in enumerate(texts)]


def _range(fields: list[str], notes: Diagnostics) -> tuple[float, float, float]:
    values = [reading.number(f) for f in fields[1:]]
    if len(values) < 2 or values[0] is None or values[1] is None or values[0] == values[1]:
        if any(f.strip() for f in fields[1:]):
            notes.warn("chxr", f"{shown(','.join(fields[1:]))} is no range (start,end[,step]); "
                       "0 to 100 was taken")  # fmt: skip
        return 0.0, 100.0, 0.0
    step = values[2] if len(values) > 2 and values[2] is not None else 0.0
    return values[0], values[1], abs(step)


def _ticks(low: float, high: float, step: float, length: float, axis: Axis) -> list[float]:
    """The numbers of an axis: at each step from its start, or at round numbers."""
    size = axis.lettering.size
    level = axis.side in ("bottom", "top")
    first, last = min(low, high), max(low, high)
    span = last / 2 - first / 2  # halved: a whole one could overflow
    if step and span * 2 / step <= 1000:
        count = math.floor(span * 2 / step + 1e-9)
        by = step if high > low else -step
        return [low + i * by for i in range(count + 1)]

    def room(by: float) -> float:
        if not level:
            return size * 1.3
        longest = max(len(plain(v)) for v in (ticks.spread(first, last, by) or [first])[:200])
        return longest * 0.56 * size + size * 0.9

    if span <= max(abs(first), abs(last)) * 1e-12 or span < 1e-290:
        return [first, last]
    for intervals in (20, 15, 10, 8, 5, 4, 2):
        by = ticks.step(first, last, intervals)
        if room(by) <= length * by / 2 / span:
            return ticks.spread(first, last, by)
    return [first, last] if room(span * 2) <= length else [first]


def grid(text: str, found: Sequence[Axis], frame: Frame, notes: Diagnostics) -> Grid | None:
    """``chg``: steps in per cent, dash, offsets; a step of -1: at the labels of the axis."""
    fields = text.split(",")
    if not text.strip():
        return None
    steps = [reading.real(fields, i, 0.0, "chg", notes) for i in (0, 1)]
    dash = max(0.0, min(1000.0, reading.real(fields, 2, 4.0, "chg", notes)))
    space = max(0.0, min(1000.0, reading.real(fields, 3, 1.0, "chg", notes)))
    offsets = [reading.real(fields, i, 0.0, "chg", notes) for i in (4, 5)]
    colour = _DARK_GRID if frame.dark else _GREY_GRID
    x = _lines(steps[0], offsets[0], ("bottom", "top"), found, frame, notes)
    y = _lines(steps[1], offsets[1], ("left", "right"), found, frame, notes)
    return Grid(x, y, Stroke(colour, 1.0, dashes(dash, space))) if x or y else None


def _lines(
    step: float,
    offset: float,
    sides: Sequence[Side],
    found: Sequence[Axis],
    frame: Frame,
    notes: Diagnostics,
) -> tuple[float, ...]:
    if step == 0:
        return ()
    if step < 0:
        for side in sides:
            for axis in found:
                if axis.side == side and axis.labels:
                    if axis.groups:
                        return tuple((place + 0.5) / frame.bars for place, _ in axis.labels)
                    return tuple(place for place, _ in axis.labels)
        return ()
    if step < 0.1:
        notes.warn("chg", f"a step of {step:g} per cent is too small to be seen: no lines")
        return ()
    if step > 1e6:
        return (0.0,) if 0 <= offset <= 100 else ()
    start = offset % step
    count = math.floor((100 - start) / step + 1e-6)
    return tuple((start + i * step) / 100 for i in range(max(count, 0) + 1))
