"""Colours of data and fills: ``chco`` and ``chf`` (reference, section 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import quoted
from ...marks.paint import Gradient, Paint, Stripes
from .fields import Fields, Text

Groups = tuple[tuple[Colour, ...], ...]
"""Colours by series, and within a series by element."""

_slice = re.compile(r"ps(\d{1,4})-(\d{1,4})", re.ASCII).fullmatch

WHITE: Colour = (255, 255, 255, 255)
_NO_PICTURE: Colour = (0x8C, 0x8C, 0x8C, 255)  # light and dark letters can be read on it
_PALEST = 0.8  # how far the last of a pie's shades lies on the way to white


def groups(chco: Text) -> Groups:
    """Return the colours of ``chco``: commas between series, bars between the elements of one."""
    groups = []
    for series in chco.split(",") if chco else ():
        colours = tuple(c for part in series.split("|") if (c := part.colour()) is not None)
        if colours:
            groups.append(colours)
    return tuple(groups)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour at a share, 0 to 1, of the way from the first to the second."""
    red, green, blue, alpha = (
        round(a + (b - a) * share) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue, alpha


def flow(colours: Sequence[Colour], fraction: float) -> Colour:
    """Return the colour at a fraction, 0 to 1, of an even gradient."""
    if len(colours) == 1:
        return colours[0]
    position = fraction * (len(colours) - 1)
    before = min(int(position), len(colours) - 2)
    return mix(colours[before], colours[before + 1], position - before)


def shades(colour: Colour, count: int) -> tuple[Colour, ...]:
    """Return colours from one to a pale one of its kind, as a pie of one colour has them."""
    pale = mix(colour, (255, 255, 255, colour[3]), _PALEST)
    return tuple(mix(colour, pale, i / max(count - 1, 1)) for i in range(count))


def slices(
    groups: Groups, ring: int, count: int, rings: int, default: Colour
) -> tuple[Colour, ...]:
    """Return the colours of a ring's slices: shades of one, a flow through several, or a list."""
    if not groups:
        return shades(default, count)
    if rings > 1:  # commas stand between rings
        own = groups[ring % len(groups)]
        return shades(own[0], count) if len(own) == 1 else _cycled(own, count)
    if len(groups) == 1:
        return shades(groups[0][0], count) if len(groups[0]) == 1 else _cycled(groups[0], count)
    if all(len(group) == 1 for group in groups):
        stops = [group[0] for group in groups]
        return tuple(flow(stops, i / max(count - 1, 1)) for i in range(count))
    return _cycled([colour for group in groups for colour in group], count)


def _cycled(colours: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    return tuple(colours[i % len(colours)] for i in range(count))


class Fills(NamedTuple):
    """``chf``: what lies behind the chart, in the plot, on the bars; how opaque all of it is."""

    background: Paint | None
    """None: the request does not say."""
    area: Paint | None
    bars: Mapping[int, Paint]
    """By series."""
    slices: Mapping[tuple[int, int], Paint]
    """By ring and slice (``ps0-1``, of image-charts.com)."""
    opacity: float


def fills(chf: Text) -> Fills:
    """Return the fills of ``chf``; one that is not understood is left out."""
    background: Paint | None = None
    area: Paint | None = None
    bars: dict[int, Paint] = {}
    slices: dict[tuple[int, int], Paint] = {}
    opacity = 1.0
    for part in chf.split("|") if chf else ():
        fields = part.fields()
        target = fields.word(0)
        if not target and len(fields) == 1:
            continue
        if target == "bg" and fields.word(1) == "img":
            background = _NO_PICTURE
        paint = _paint(fields, part.text)
        if paint is None:
            continue
        if target == "bg":
            background = paint
        elif target == "c":
            area = paint
        elif target == "a":
            if isinstance(paint, tuple):
                opacity = paint[3] / 255
            else:
                chf.ignore("the opacity of all (a) is a plain colour (s)")
        elif target[:1] == "b" and re.fullmatch("[0-9]+", target[1:]):
            bars[int(target[1:5])] = paint
        elif named := _slice(target):
            slices[int(named[1]), int(named[2])] = paint
        else:
            chf.ignore(f"{quoted(target)} is not one of bg, c, a, b0, b1 …")
    return Fills(background, area, bars, slices, opacity)


def middle(paint: Paint) -> Colour:
    """Return the one colour that a paint is nearest to: the mean of a gradient's stops."""
    if isinstance(paint, tuple):
        return paint
    stops = paint.stops if isinstance(paint, Gradient) else paint.bands
    every = [item for stop in stops for item in stop if isinstance(item, tuple)]
    red, green, blue, alpha = (
        round(sum(colour[channel] for colour in every) / len(every)) for channel in range(4)
    )
    return red, green, blue, alpha


def _paint(fields: Fields, text: str) -> Paint | None:
    kind = fields.word(1)
    if kind == "img":
        fields.ignore("pictures of other addresses are not fetched")
        return None
    if kind == "s":
        colour = fields.colour(2)
        if colour is None:
            fields.warn(f"{quoted(text)} has no colour and was left out")
        return colour
    if kind not in ("lg", "ls"):
        fields.ignore(f"{quoted(text)}: {quoted(kind)} is not one of s, lg, ls")
        return None
    angle = fields.number(2, 0.0)
    if not -360 <= angle <= 360:
        fields.warn(f"an angle is -90 to 90, not {angle:g}; 0 was used")
        angle = 0.0
    stops = _stops(fields)
    if not stops:
        fields.warn(f"{quoted(text)} has no colours and was left out")
        return None
    if kind == "lg":
        ordered = sorted(((share, colour) for colour, share in stops), key=lambda stop: stop[0])
        return Gradient(angle, tuple(ordered))
    bands = tuple((colour, width) for colour, width in stops if width > 0)
    return Stripes(angle, bands) if bands else stops[0][0]


def _stops(fields: Fields) -> list[tuple[Colour, float]]:
    """Return the colours of a gradient or of stripes, each with its number from 0 to 1."""
    stops = []
    for index in range(3, len(fields), 2):
        colour = fields.colour(index)
        share = fields.number(index + 1, float("nan"))
        if colour is not None and 0 <= share <= 1:
            stops.append((colour, share))
        elif fields.word(index):
            pair = ",".join(fields.fields[index : index + 2])
            fields.warn(f"{quoted(pair)} is not a colour with a number from 0 to 1, "
                        "and was left out")  # fmt: skip
    return stops
