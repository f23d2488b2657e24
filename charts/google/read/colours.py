"""Colours of data and fills: ``chco`` and ``chf`` (reference, section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...colour import Colour
from ...diagnostics import Diagnostics, shown
from ...marks.paint import Gradient, Paint, Stripes
from . import reading

Groups = tuple[tuple[Colour, ...], ...]
"""Colours by series, and within a series by element."""

WHITE: Colour = (255, 255, 255, 255)
_PALEST = 0.8  # how far the last of a pie's shades lies on the way to white


def groups(text: str, notes: Diagnostics) -> Groups:
    """``chco``: commas between series, bars between the elements of one."""
    found = []
    for series in text.split(","):
        colours = [reading.colour(part, "chco", notes) for part in series.split("|")]
        known = tuple(c for c in colours if c is not None)
        if known:
            found.append(known)
    return tuple(found)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour at a share of the way from the first to the second."""
    red, green, blue, alpha = (
        round(a + (b - a) * share) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue, alpha


def flow(colours: Sequence[Colour], place: float) -> Colour:
    """The colour at a place, 0 to 1, of an even gradient."""
    along = place * (len(colours) - 1)
    before = min(int(along), len(colours) - 2) if len(colours) > 1 else 0
    if len(colours) == 1:
        return colours[0]
    return mix(colours[before], colours[before + 1], along - before)


def shades(colour: Colour, count: int) -> tuple[Colour, ...]:
    """From a colour to a pale one of its kind, as a pie of one colour has them."""
    pale = mix(colour, (255, 255, 255, colour[3]), _PALEST)
    return tuple(mix(colour, pale, i / max(count - 1, 1)) for i in range(count))


def slices(given: Groups, ring: int, count: int, rings: int, default: Colour) -> tuple[Colour, ...]:
    """The colours of a ring's slices: shades of one colour, a flow through several, or a list."""
    if not given:
        return shades(default, count)
    if rings > 1:  # commas stand between rings
        own = given[ring % len(given)]
        return shades(own[0], count) if len(own) == 1 else _cycled(own, count)
    if len(given) == 1:
        return shades(given[0][0], count) if len(given[0]) == 1 else _cycled(given[0], count)
    if all(len(group) == 1 for group in given):
        through = [group[0] for group in given]
        return tuple(flow(through, i / max(count - 1, 1)) for i in range(count))
    return _cycled([colour for group in given for colour in group], count)


def _cycled(colours: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    return tuple(colours[i % len(colours)] for i in range(count))


class Fills(NamedTuple):
    """``chf``: what lies behind the chart, in the plot, on the bars; how opaque all of it is."""

    background: Paint
    area: Paint | None
    bars: Mapping[int, Paint]
    opacity: float


def fills(text: str, notes: Diagnostics) -> Fills:
    """Read ``chf``; a fill that is not understood is left out."""
    background: Paint = WHITE
    area: Paint | None = None
    bars: dict[int, Paint] = {}
    opacity = 1.0
    for part in text.split("|"):
        fields = part.split(",")
        where = fields[0].strip()
        if not where and len(fields) == 1:
            continue
        paint = _paint(fields, notes)
        if paint is None:
            continue
        if where == "bg":
            background = paint
        elif where == "c":
            area = paint
        elif where == "a":
            if isinstance(paint, tuple):
                opacity = paint[3] / 255
            else:
                notes.ignore("chf", "the opacity of all (a) is a plain colour (s)")
        elif where[:1] == "b" and where[1:].isascii() and where[1:].isdigit():
            bars[int(where[1:5])] = paint
        else:
            notes.ignore("chf", f"{shown(where)} is none of bg, c, a, b0, b1 …")
    return Fills(background, area, bars, opacity)


def _paint(fields: list[str], notes: Diagnostics) -> Paint | None:
    kind = reading.field(fields, 1)
    if kind == "s":
        colour = reading.colour(reading.field(fields, 2), "chf", notes)
        if colour is None:
            notes.warn("chf", f"{shown(','.join(fields))} has no colour and was left out")
        return colour
    if kind not in ("lg", "ls"):
        notes.ignore("chf", f"{shown(','.join(fields))}: {shown(kind)} is none of s, lg, ls")
        return None
    angle = reading.real(fields, 2, 0.0, "chf", notes)
    if not -360 <= angle <= 360:
        notes.warn("chf", f"an angle is -90 to 90, not {angle:g}; 0 was taken")
        angle = 0.0
    found: list[tuple[Colour, float]] = []
    for index in range(3, len(fields), 2):
        colour = reading.colour(fields[index], "chf", notes)
        share = reading.real(fields, index + 1, float("nan"), "chf", notes)
        if colour is None or not 0 <= share <= 1:
            if fields[index].strip():
                notes.warn("chf", f"{shown(','.join(fields[index : index + 2]))} is no colour "
                           "with a number from 0 to 1, and was left out")  # fmt: skip
            continue
        found.append((colour, share))
    if not found:
        notes.warn("chf", f"{shown(','.join(fields))} has no colours and was left out")
        return None
    if kind == "lg":
        stops = sorted(((place, colour) for colour, place in found), key=lambda stop: stop[0])
        return Gradient(angle, tuple(stops))
    bands = tuple((colour, width) for colour, width in found if width > 0)
    return Stripes(angle, bands) if bands else found[0][0]
