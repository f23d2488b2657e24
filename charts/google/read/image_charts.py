"""What image-charts.com adds to the API: how a URL written for it is recognised, and what it says.

Its types are read with the others (``types``); animations, labels, sizes and languages here. By its
documentation an axis range scales the data as well, and the axes show the values of ``chds``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from api import ascii_text
from api.named_tuple import NamedTuple

from ... import locales, ticks
from ...colour import Colour
from ...diagnostics import Value, quoted
from ...locales import Locale
from ..chart import EASINGS, Anchor, Animation, Mark, ScatterPlot
from . import colours
from .data import Encoded
from .fields import Parameters, Text, clamp, number, one_line
from .sizes import Limits, Size, max_pixels
from .types import MARKED, Type

SIZES: Final = Limits(1000, 1000, 1_000_000)
_OWN: Final = frozenset(
    ("chan", "chbr", "chli", "chlps", "icac", "icff", "icfs", "ichm", "iclocale", "icqrb", "icqrf",
     "icretina")
)  # fmt: skip
_TYPES: Final = ("pd", "pa", "bb")
_MAX_SCALE = 4.0
_MAX_DEVICE_PIXELS = 8_000_000
_DURATION, _MAX_DURATION, _MIN_DURATION = 1200.0, 1500.0, 10.0  # milliseconds
_EASING: Final = "easeOutQuart"  # of Chart.js
_MAX_LABELS = 2000
_MAX_SIZE = 200.0  # of text, in pixels
_TEXT: Colour = (0x33, 0x33, 0x33, 255)
_OFFSET = 4.0  # pixels from a label to its point, where it is not centred on it
_MAX_BUBBLE = 500.0  # radius in pixels

_automatic = re.compile(r"\s*a\d{0,4}:", re.IGNORECASE | re.ASCII).match
Direction = Literal["across", "upwards"]


def recognized(parameters: Parameters) -> bool:
    """Return whether a request is written for image-charts.com."""
    return (
        any(name in _OWN for name in parameters)
        or ascii_text.strip(parameters["cht"].text).partition(":")[0] in _TYPES
        or _automatic(parameters["chd"].text) is not None
    )


def scale(parameters: Parameters, size: Size, *, pixels: bool) -> float:
    """Return the device pixels per pixel of ``icretina`` and ``scale``.

    ``pixels`` says whether the file is made of pixels; others are sharp at every size.
    """
    retina, chosen = parameters["icretina"], parameters["scale"]
    factor = 1.0
    if retina:
        word = ascii_text.lower(ascii_text.strip(retina.text))
        if word in ("1", "true"):
            factor = 2.0
        elif word not in ("0", "false"):
            retina.warn(f"{quoted(retina.text)} is not 0 or 1; 0 was used")
    if chosen:
        factor = chosen.number(1.0)
        if not 1 <= factor <= _MAX_SCALE:
            chosen.warn(f"a scale is 1 to {_MAX_SCALE:g}, not {factor:g}; it was cut")
            factor = clamp(factor, 1.0, _MAX_SCALE)
    if factor > 1 and not pixels:
        (chosen or retina).ignore("svg and pdf are sharp at every size")
        return 1.0
    limit = min(_MAX_DEVICE_PIXELS, max_pixels(Limits(0, 0, _MAX_DEVICE_PIXELS)))
    max_factor = max(1.0, (limit / max(1, size[0] * size[1])) ** 0.5)
    if factor > max_factor:
        (chosen or retina).warn(f"makes more than {limit:,} pixels: {max_factor:.3g} was used")
        factor = max_factor
    return factor


def locale(iclocale: Text) -> Locale | None:
    """Return how the language of ``iclocale`` writes numbers; None if it does not say."""
    tag = ascii_text.strip(iclocale.text).replace("_", "-")
    if not tag:
        return None
    known = {ascii_text.lower(name): name for name in locales.NAMES}
    language = ascii_text.lower(tag)
    name = known.get(language) or known.get(language.partition("-")[0])
    if name is None:
        iclocale.ignore(f"{quoted(tag)} is not a language that is known here")
        return None
    return locales.load(name)


def fonts(parameters: Parameters) -> None:
    """Report that ``icff`` and ``icfs`` choose no font: none is loaded from elsewhere."""
    for name in ("icff", "icfs"):
        if name in parameters:
            parameters[name].ignore("fonts are not loaded from elsewhere; the usual one was used")


def animation(chan: Text) -> Animation | None:
    """Return the animation of ``chan``: milliseconds and the name of an easing, both optional."""
    if not chan:
        return None
    fields = chan.fields()
    duration = fields.number(0, _DURATION)
    if not _MIN_DURATION <= duration <= _MAX_DURATION:
        chan.warn(f"lasts {_MIN_DURATION:g} to {_MAX_DURATION:g} milliseconds, not {duration:g}")
        duration = clamp(duration, _MIN_DURATION, _MAX_DURATION)
    name = fields.word(1) or _EASING
    if name not in EASINGS:
        chan.warn(f"{quoted(name)} is not an easing such as {_EASING}, which was used")
        name = _EASING
    return Animation(duration, name)


class LabelStyle(NamedTuple):
    """How ``chlps`` wants labels to look and where, as Chart.js's plugin datalabels names it."""

    colour: Colour | None = None
    size: float | None = None
    align: str = ""
    anchor: str = ""
    offset: float = _OFFSET
    shown: bool = True


def label_style(chlps: Text) -> LabelStyle:
    """Return the style of ``chlps``: ``name,value`` pairs with bars between them."""
    style = LabelStyle()
    opacity = 1.0
    for part in chlps.split("|") if chlps else ():
        fields = part.fields()
        name, value = ascii_text.lower(fields.word(0)), ascii_text.lower(fields.word(1))
        match name:
            case "":
                continue
            case "color":
                style = style._replace(colour=fields.colour(1))
            case "font.size":
                style = style._replace(size=fields.number(1, 11.5, 1.0, _MAX_SIZE))
            case "opacity":
                opacity = fields.number(1, 1.0, 0.0, 1.0)
            case "offset":
                style = style._replace(offset=fields.number(1, _OFFSET, -200.0, 200.0))
            case "align":
                style = style._replace(align=_direction_of(value))
            case "anchor" if value in ("start", "center", "end"):
                style = style._replace(anchor=value)
            case "display":
                style = style._replace(shown=value not in ("false", "0"))
            case "textalign":
                continue  # of several lines, and labels are one
            case _:
                chlps.ignore(f"{quoted(part.text)} changes nothing here")
    if opacity < 1:
        red, green, blue, alpha = style.colour or _TEXT
        style = style._replace(colour=(red, green, blue, round(alpha * opacity)))
    return style


def _direction_of(align: str) -> str:
    """Return the name of an alignment; an angle is that of the next of the four directions."""
    degrees = number(align)
    if degrees is None:
        return align
    return ("right", "bottom", "left", "top")[round(degrees % 360 / 90) % 4]


def texts(chl: Text) -> tuple[str, ...]:
    """Return the labels of ``chl``; those of two lines (``\\n``) are one."""
    every = chl.text.split("|")[:_MAX_LABELS] if chl else ()
    return tuple(one_line(text.replace("\\n", " ")) for text in every)


def labels(
    parameters: Parameters, counts: Sequence[int], *, bars: bool, horizontal: bool, points: bool
) -> tuple[Mark, ...]:
    """Return the labels of ``chl`` as marks: in bars and bubbles, above the points of lines.

    ``counts`` are the numbers of values of the series that are drawn: labels go through all series,
    one after the other. ``points`` says that they are bubbles.
    """
    style = label_style(parameters["chlps"])
    names = texts(parameters["chl"])
    if not style.shown:
        return ()
    anchor = _anchor(style, bars=bars, horizontal=horizontal, centred=bars or points)
    marks = []
    at = 0
    for series, count in enumerate(counts):
        named = [(float(i), text) for i, text in enumerate(names[at : at + count]) if text]
        at += count
        if named:
            marks.append(
                Mark(
                    "text", style.colour or _TEXT, series, tuple(i for i, _ in named),
                    size=style.size or 11.5, texts=tuple(text for _, text in named), anchor=anchor,
                    z=0.5,
                )
            )  # fmt: skip
    return tuple(marks)


def _anchor(style: LabelStyle, *, bars: bool, horizontal: bool, centred: bool) -> Anchor:
    """Return where labels stand. By default in the middle, or above the points of lines."""
    ends: Mapping[str, str] = (
        {"end": "right", "start": "left"} if horizontal else {"end": "top", "start": "bottom"}
    )
    align = style.align or ("center" if centred else "top")
    align = ends.get(align, align)
    where = {"start": "base", "end": "end"}.get(style.anchor, "centre" if bars else "end")
    across, up = {
        "top": (0.5, 0.0), "bottom": (0.5, 1.0), "left": (1.0, 0.5), "right": (0.0, 0.5),
    }.get(align, (0.5, 0.5))  # fmt: skip
    return Anchor(
        across, up, cast(Literal["base", "centre", "end"], where),
        dx=style.offset * (1 - 2 * across), dy=style.offset * (1 - 2 * up),
    )  # fmt: skip


def plotted(encoded: Encoded, chds: Text, kind: Type) -> Encoded:
    """Return data as that service plots them.

    The lines of a radar chart are closed. ``t:`` data without ``chds`` are cut at 0 and 100, and
    the scale follows them.
    """
    if kind.family == "radar":
        encoded = encoded._replace(series=[values + values[:1] for values in encoded.series])
    if encoded.encoding != "t" or encoded.automatic or chds or kind.family not in MARKED:
        return encoded
    if kind.paired:
        return encoded
    cut = [
        tuple(None if v is None or v < 0 else min(v, 100.0) for v in values)
        for values in encoded.series
    ]
    return encoded._replace(series=cut, automatic=True)


def marked_axes(chm: Text) -> dict[int, int]:
    """Return the axes by which series are scaled that lines (``D``) of ``chm`` draw: by series."""
    marked = {}
    for part in chm.split("|") if chm else ():
        fields = part.fields()
        series, axis = number(fields.word(2)), number(fields.word(7))
        if fields.word(0) == "D" and series is not None and axis is not None:
            marked[int(series)] = int(axis)
    return marked


class Bubbles(NamedTuple):
    """The bubbles of all series as one set: x and y as two series, and how each looks."""

    encoded: Encoded
    radii: tuple[float, ...]
    """In pixels."""
    series: tuple[int, ...]
    """To which series each belongs."""
    numbers: tuple[int, ...]
    """Which of the bubbles of its series each is."""

    def plot(self, groups: colours.Groups, default: Colour) -> ScatterPlot:
        """Return the points, in the colours of their series."""
        paints = []
        for series, i in zip(self.series, self.numbers, strict=True):
            group = groups[series % len(groups)] if groups else (default,)
            paints.append(group[i % len(group)])
        return ScatterPlot(tuple(2 * r for r in self.radii) or (1.0,), tuple(paints) or (default,))


def bubbles(encoded: Encoded, chd: Text) -> Bubbles:
    """Return the bubbles of ``x,y,r,_,x,y,r`` for each series; a radius is 1 by default."""
    x: list[Value] = []
    y: list[Value] = []
    radii, series, numbers = [], [], []
    for index, values in enumerate(encoded.series):
        parts: list[list[float]] = [[]]
        for value in values:
            if value is None:
                parts.append([])
            else:
                parts[-1].append(value)
        for i, part in enumerate(p for p in parts if p):
            if len(part) not in (2, 3):
                chd.warn(f"a bubble has x, y and perhaps a radius, not {len(part)} numbers")
                continue
            x.append(part[0])
            y.append(part[1])
            radii.append(clamp(part[2] if len(part) > 2 else 1.0, 0.0, _MAX_BUBBLE))
            series.append(index)
            numbers.append(i)
    flat = encoded._replace(series=[tuple(x), tuple(y)], drawn=None)
    return Bubbles(flat, tuple(radii), tuple(series), tuple(numbers))


def rounded_scale(low: float, high: float) -> tuple[float, float]:
    """Return a scale of ``chd=a:`` whose ends are round numbers."""
    if not low < high or high - low < 1e-290 or high - low > 1e290:
        return low, high
    by = ticks.step(low, high, 8)
    return by * math.floor(low / by + 1e-9), by * math.ceil(high / by - 1e-9)
