"""Values as colours: the ramp from the lowest to the highest value, and its legend."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from .. import palettes
from ..canvas.box import Box
from ..colour import Colour, luminance, parse
from ..diagnostics import Value
from ..palettes import Palette
from . import parameters as p
from .chart import Chart, ValueAxis
from .checks import Check, Errors
from .values import Choice, Colours, Number

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.surface import Canvas
    from .theme import Theme

_STEPS = 128  # of a ramp: more cannot be told apart, and cells of one colour are drawn in one call
# The ends of ours are seen on the background, towards which low values, or the centre, go.
_DEFAULT: Final = {
    ("sequential", "light"): "dcebf9 b5d3ee 82b4e0 4f90cf 2a6cb8 124a93 08306b",
    ("sequential", "dark"): "1d3557 22508a 2f6fbf 5592dc 86b5ee b9d5f8 e6f1fd",
    ("diverging", "light"): "8e1022 c23b42 e58a7b f6cfc2 f3f3f2 c9dff0 7fb2dc 3574b8 0b3f7a",
    ("diverging", "dark"): "ffb09a ee6f5c b3423f 6b2f33 333a44 254a73 2f6fbf 6ba3e6 b9d8fb",
}

# In parts of the base size:
_BAR = 0.75  # its thickness
_BAR_LENGTH = 15
_BELOW_BAR = 0.35
_BELOW_LEGEND = 0.7
_MAX_SHARE = 0.25  # of the height of the box

MIN = p.Parameter("min", Number(), "the value of the first colour", "Colours")
MAX = p.Parameter("max", Number(), "the value of the last colour", "Colours")
CENTER = p.Parameter(
    "center",
    Number(),
    "the value of the colour in the middle of a palette with two directions; 0 by default",
    "Colours",
)
COLORS = p.Parameter(
    "colors",
    Colours(20),
    "two or more colours between which the values lie, from the lowest to the highest",
    "Colours",
    (),
)
LEGEND_POSITION = p.Parameter(
    "legend_position",
    Choice(("top", "bottom", "none")),
    "where the colours and their values are explained; top by default",
    "Text",
)
PALETTE = p.PALETTE._replace(
    type=Choice(tuple(name for name, use in palettes.NAMES.items() if use != "qualitative")),
    meaning="colours of the values; by default blue, or red and blue if some are below 0 and some"
    " above",
)
PARAMETERS = (MIN, MAX, CENTER, COLORS)
PICTURE = tuple(PALETTE if row.name == "palette" else row for row in p.PICTURE)


def _several(colours: Sequence[Colour]) -> Errors:
    if len(colours) != 1:
        return []
    return [ParameterError("colors", "one colour does not make a scale", "two or more colours")]


def _rising(low: Value, high: Value) -> Errors:
    if low is None or high is None or low < high:
        return []
    return [ParameterError("min", f"{low:g} is not below max", f"less than {high:g}")]


CHECKS = (Check(("colors",), _several), Check(("min", "max"), _rising))


class ColourScale(NamedTuple):
    """The colours of the values from ``low`` to ``high``, which are ``start`` to ``end`` of a ramp.

    Values outside have the colour of the nearest end.
    """

    low: float
    high: float
    ramp: Palette
    start: float = 0.0
    end: float = 1.0

    def __call__(self, value: float) -> Colour:
        """Return the colour of a value."""
        part = 0.5
        if self.high > self.low:
            part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        place = self.start + part * (self.end - self.start)
        return _sample(self.ramp, round(place * _STEPS))


@functools.lru_cache(4 * _STEPS)
def _sample(ramp: Palette, step: int) -> Colour:
    return ramp.sample(step / _STEPS)


def read_scale(values: Mapping[str, Any], data: Sequence[Value], theme: Theme) -> ColourScale:
    """Return the scale of some values as ``PARAMETERS`` and ``palette`` say."""
    known = [value for value in data if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    low = low if values["min"] is None else values["min"]
    high = high if values["max"] is None else values["max"]
    low, high = min(low, high), max(low, high)
    center, name = values["center"], values["palette"]
    if values["colors"]:
        ramp = Palette("diverging" if center is not None else "sequential", values["colors"])
    elif name:
        ramp = palettes.palette(name)
    else:
        two = center is not None or low < 0 < high
        ground = theme.background
        dark = ground[3] > 0 and luminance(ground) < 0.18
        ramp = _default("diverging" if two else "sequential", "dark" if dark else "light")
    if ramp.use != "diverging" and center is None:
        return ColourScale(low, high, ramp)
    center = center or 0.0
    reach = max(abs(low - center), abs(high - center)) or 1.0
    start, end = (0.5 + (value - center) / reach / 2 for value in (low, high))
    return ColourScale(low, high, ramp, start, end)


def _default(use: str, ground: str) -> Palette:
    digits = _DEFAULT["diverging" if use == "diverging" else "sequential", ground]
    return Palette("sequential" if use == "sequential" else "diverging", _colours(digits))


def _colours(digits: str) -> tuple[Colour, ...]:
    return tuple(map(parse, digits.split()))


def draw_legend(
    canvas: Canvas, chart: Chart, scale: ColourScale, box: Box, *, position: str | None
) -> Box:
    """Draw the colours and their values above or below the chart; return the box left."""
    from ..canvas.text import CAP_HEIGHT, width
    from . import scale as scales
    from .axes import tick_font
    from .sizes import base_size

    base, font = base_size(chart), tick_font(chart)
    cap = font.size * CAP_HEIGHT
    depth = base * (_BAR + _BELOW_BAR + _BELOW_LEGEND) + cap
    length = min(base * _BAR_LENGTH, box.width * 0.8)
    if (
        position == "none"
        or depth > box.height * _MAX_SHARE
        or length < base
        or scale.high <= scale.low
    ):
        return box
    _, labels = scales.numbers_bottom(
        (scale.low, scale.high),
        ValueAxis(scale.low, scale.high),
        font,
        length,
        from_zero=False,
        tight=True,
        asked=chart.numbers,
    )
    places = [(place * length, text, width(text, font) / 2) for place, text in labels.items]
    before = max([0.0, *(half - x for x, _, half in places)])
    after = max([0.0, *(x + half - length for x, _, half in places)])
    total = before + length + after
    if not places or total > box.width:
        return box
    align = {"left": 0.0, "center": 0.5, "right": 1.0}[chart.title_align]
    left = box.x + (box.width - total) * align + before
    top = box.bottom - depth + base * _BELOW_LEGEND if position == "bottom" else box.y
    pieces = min(_STEPS, round(length / 2))
    ends = [round(left + length * i / pieces) for i in range(pieces + 1)]
    colours = (
        scale(scale.low + (scale.high - scale.low) * i / (pieces - 1)) for i in range(pieces)
    )
    bars = [Box(a, round(top), b - a, round(base * _BAR)) for a, b in pairwise(ends)]
    canvas.cells(bars, list(colours))
    for x, text, _ in places:
        baseline = top + base * (_BAR + _BELOW_BAR) + cap
        canvas.text(left + x, baseline, text, font, chart.theme.quiet, anchor=0.5)
    return box.inset(bottom=depth) if position == "bottom" else box.inset(top=depth)
