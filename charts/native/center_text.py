"""A text in the hole of a ring: its first line as large as it can be, the others below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.errors import ParameterError

from ..canvas.sanitize import normalize
from . import parameters as p
from .checks import Check, Errors
from .values import Text

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.surface import Canvas
    from .chart import Chart

_SIZE = 0.95  # of the base size: the lines below the first
_WIDTH = 1.6  # of the radius of the hole
_BIG = 0.5  # and the size of the first line, at most
_SMALLEST = 1.2  # of the text size: a hole with a text

CENTER = p.Parameter(
    "center", Text(p.MAX_LABEL), "text in the hole; its first line is large", "Text", ""
)
CENTER_OF_HOLE = CENTER._replace(
    meaning="text in the hole, if there is one; its first line is large"
)


def _in_a_hole(center: str, hole: float) -> Errors:
    if not center or hole:
        return []
    return [ParameterError("center", "there is no hole to stand in", "hole=0.6, or no center")]


NEEDS_HOLE = Check(("center", "hole"), _in_a_hole)
"""For kinds that have no hole by default."""


def read(text: str) -> tuple[str, ...]:
    """Return the lines of a text that are not blank."""
    lines = (" ".join(line.split()) for line in normalize(text).split("\n"))
    return tuple(line for line in lines if line)


def draw(
    canvas: Canvas, chart: Chart, lines: Sequence[str], centre: tuple[float, float], hole: float
) -> list[str]:
    """Draw lines into a hole of a radius in pixels, as many as fit; return what had no room."""
    from ..canvas.text import CAP_HEIGHT, LINE_HEIGHT, shorten, width
    from .sizes import text_font

    if not lines:
        return []
    small = text_font(chart, _SIZE)
    if hole < _SMALLEST * small.size:
        return ["center: the hole has no room for the text"]
    big = text_font(chart, 1.0, bold=True)
    below = lines[1:][: max(0, int(hole / small.size) - 1)]
    limit = hole * _WIDTH
    wide = width(lines[0], big) / big.size or 1.0
    big = big._replace(size=max(small.size, min(hole * _BIG, limit / wide)))
    step = small.size * LINE_HEIGHT
    height = big.size * CAP_HEIGHT + len(below) * step + (big.size * 0.2 if below else 0.0)
    baseline = centre[1] - height / 2 + big.size * CAP_HEIGHT
    canvas.text(
        centre[0], baseline, shorten(lines[0], big, limit), big, chart.theme.text, anchor=0.5
    )
    baseline += big.size * 0.2
    for line in below:
        baseline += step
        half = max(0.0, hole**2 - (baseline - centre[1]) ** 2) ** 0.5
        text = shorten(line, small, 2 * half * 0.85)
        canvas.text(centre[0], baseline, text, small, chart.theme.quiet, anchor=0.5)
    lost = len(lines) - 1 - len(below)
    return [f"center: {lost} of {len(lines)} lines had no room"] if lost else []
