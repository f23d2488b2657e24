"""Where a ring or half a ring stands in a box, and the texts of the value that it shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..canvas.fonts import Font
from ..canvas.text import CAP_HEIGHT, one_line, shorten, width
from .sizes import text_font

if TYPE_CHECKING:
    from ..canvas.box import Box
    from ..canvas.surface import Canvas
    from .chart import Chart
    from .measure import Measure

_TEXT_SIZE = 0.95  # of the base size
# Of the radius:
_VALUE = 0.36  # the size of the number within the ring
_VALUE_BELOW = 0.24  # and below a needle
_UNDER_HUB = 0.1  # from the middle of the needle to the number
_ABOVE_LABEL = 0.3  # from the number to the label, of the size of the number
# Of the text size:
_ENDS = 1.35  # the numbers below the ends of half a ring, and the space above them
_GAP = 0.6  # from the ring to the number of the target, from the number to the label
_MIN_RADIUS = 2.2  # a smaller ring has no texts
_ROOM = 0.86  # of a chord: what a text may take
_MIN_SIZE = 6.0  # pixels: a smaller number cannot be read


class Dial(NamedTuple):
    """A ring around (x, y) in pixels; angles are radians clockwise from 12 o'clock."""

    x: float
    y: float
    radius: float
    full: bool
    below: bool
    """Whether the number stands below the middle, where a needle turns."""

    def angle(self, share: float) -> float:
        """Return the angle of a place on the scale, 0 to 1."""
        return share * math.tau if self.full else (share - 0.5) * math.pi


def fit(chart: Chart, measure: Measure, box: Box, *, full: bool, below: bool) -> Dial:
    """Return the largest ring that leaves room for its texts."""
    font = text_font(chart, _TEXT_SIZE)
    dial = Dial(box.x + box.width / 2, box.y + box.height / 2, 0.0, full, below)
    if full:
        radius, under, share = min(box.width, box.height) / 2, 0.0, 1.0
    else:
        under, share = font.size * _ENDS, 0.0
        if below:
            share = _UNDER_HUB + _VALUE_BELOW * CAP_HEIGHT
            share += _VALUE_BELOW * _ABOVE_LABEL * bool(measure.label)
            under = font.size * (0.2 + bool(measure.label) * (CAP_HEIGHT + _GAP))
        under = under if box.height > 4 * font.size else 0.0
        radius = min(box.width / 2, (box.height - under) / (1 + share))
    above = 0.0
    if measure.target is not None and radius > _MIN_RADIUS * font.size:
        above = font.size * (CAP_HEIGHT + _GAP)
        (text,) = measure.scale_texts(chart, measure.target)
        aside = abs(math.sin(dial.angle(measure.share(measure.target))))
        reach = width(text, font) * (1 + aside) / 2
        beside = (box.width / 2 - reach) / max(aside, 0.01) - font.size * _GAP
        free = (box.height - 2 * above) / 2 if full else (box.height - under - above) / (1 + share)
        radius = max(min(radius, beside, free), 1.0)
    if not full:
        spare = box.height - above - radius * (1 + share) - under
        dial = dial._replace(y=box.y + max(0.0, spare / 2) + above + radius)
    return dial._replace(radius=max(radius, 0.5))


def draw_texts(canvas: Canvas, chart: Chart, measure: Measure, dial: Dial, inner: float) -> None:
    """Draw the number, its label, the ends of the scale and the target.

    ``inner``: the inner radius of the ring, as a part of the outer one.
    """
    font = text_font(chart, _TEXT_SIZE)
    if dial.radius < _MIN_RADIUS * font.size:
        return
    if measure.target is not None:
        _draw_target(canvas, chart, measure, measure.target, dial, font)
    between = 2 * dial.radius * inner
    if not dial.full:
        between -= _draw_ends(canvas, chart, measure, dial, font, inner) * dial.below
    hole = dial.radius * inner
    label = one_line(measure.label)
    size = dial.radius * (_VALUE_BELOW if dial.below else _VALUE)
    line = (font.size * CAP_HEIGHT + max(font.size * _GAP, size * _ABOVE_LABEL)) * bool(label)
    if dial.below and not dial.full:
        value = _fitted(chart, measure.text(chart), size, between * _ROOM)
        baseline = dial.y + dial.radius * _UNDER_HUB + size * CAP_HEIGHT
        below = baseline + line
        limit = between * _ROOM
    else:
        # The number and its label stand on the middle of half a ring, around that of a full one.
        half = (size * CAP_HEIGHT + line) / 2
        below = dial.y + half if dial.full else dial.y
        baseline = below - line
        far = max(abs(dial.y - baseline), abs(dial.y - baseline + size * CAP_HEIGHT))
        chord = 2 * math.sqrt(max(0.0, hole**2 - far**2))
        value = _fitted(chart, measure.text(chart), size, chord * _ROOM)
        limit = 2 * math.sqrt(max(0.0, hole**2 - (below - dial.y) ** 2)) * _ROOM
    text, big = value
    if text:
        canvas.text(dial.x, baseline, text, big, chart.theme.text, anchor=0.5)
    if label and limit > 3 * font.size:
        short = shorten(label, font, limit)
        canvas.text(dial.x, below, short, font, chart.theme.quiet, anchor=0.5)


def _fitted(chart: Chart, text: str, size: float, limit: float) -> tuple[str, Font]:
    """Return a number and a font in which it is at most ``limit`` wide; "" if none can be read."""
    big = Font(size, True, chart.font)
    size *= min(1.0, limit / max(width(text, big), 1e-9))
    return (text if size >= _MIN_SIZE else ""), Font(max(size, 1.0), True, chart.font)


def _draw_ends(
    canvas: Canvas, chart: Chart, measure: Measure, dial: Dial, font: Font, inner: float
) -> float:
    """Draw the ends of the scale below half a ring; return how far they reach inwards, together."""
    texts = measure.scale_texts(chart, *measure.ends)
    lengths = [width(text, font) for text in texts]
    middle = dial.radius * (1 + inner) / 2
    # Below the ring, or inwards of its outer edge if they are long.
    outwards = [max(0.0, length / 2 - dial.radius * (1 - inner) / 2) for length in lengths]
    if sum(lengths) + font.size > 2 * dial.radius:
        return 0.0
    baseline = dial.y + font.size * (CAP_HEIGHT + _GAP)
    for sign, text, out in zip((-1, 1), texts, outwards, strict=True):
        x = dial.x + sign * (middle - out)
        canvas.text(x, baseline, text, font, chart.theme.quiet, anchor=0.5)
    return 4 * max(outwards) + font.size


def _draw_target(
    canvas: Canvas, chart: Chart, measure: Measure, target: float, dial: Dial, font: Font
) -> None:
    (text,) = measure.scale_texts(chart, target)
    angle = dial.angle(measure.share(target))
    distance = dial.radius + font.size * _GAP
    aside, up = math.sin(angle), math.cos(angle)
    baseline = dial.y - distance * up + font.size * CAP_HEIGHT * (1 - up) / 2
    x = dial.x + distance * aside
    canvas.text(x, baseline, text, font, chart.theme.text, anchor=(1 - aside) / 2)
