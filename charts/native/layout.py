"""The layout of a picture: titles, source and legend take their space, the plot gets the rest.

What does not fit is wrapped, shortened or left out, so that nothing leaves the picture and no text
covers another.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..canvas.box import Box
from ..canvas.fonts import Font
from ..canvas.sanitize import normalize
from ..canvas.surface import Canvas
from ..canvas.text import CAP_HEIGHT, LINE_HEIGHT, wrap
from ..colour import Colour
from .chart import Chart, LegendEntry
from .sizes import base_size, text_font

# Of the base size:
_TITLE_SIZE = 1.3
_SOURCE_SIZE = 0.85
_BELOW_TITLE = 0.7
_ABOVE_SOURCE = 0.5
_BESIDE_LEGEND = 1.4
_BELOW_LEGEND = 0.5
_MAX_LINES = 3  # of a title, a subtitle or a source
# Of the height:
_MAX_TITLE = 0.3
_MAX_SUBTITLE = 0.2
_MAX_SOURCE = 0.15
_MAX_LEGEND = 0.35  # of the width (at the left, right) or height (at the top, bottom)
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}


def draw_frame(
    canvas: Canvas, chart: Chart, entries: Sequence[LegendEntry], *, square: bool = False
) -> Box:
    """Draw titles, source and legend, and return the box that they leave for the plot.

    ``square``: what is drawn is as high as it is wide, and the legend stands right beside it.
    """
    base = base_size(chart)
    pad = min(base, 0.06 * min(chart.width, chart.height))
    box = Box(0, 0, chart.width, chart.height).inset(pad, pad, pad, pad)
    box = _draw_titles(canvas, chart, box, base)
    if chart.source:
        box = _draw_source(canvas, chart, box, base)
    if entries and chart.legend not in ("none", "ends"):
        box = draw_legend(canvas, chart, box, entries, square=square)
    return box


def _draw_titles(canvas: Canvas, chart: Chart, box: Box, base: float) -> Box:
    """Draw title and subtitle at the top; return the box left."""
    top = box.y
    title = text_font(chart, _TITLE_SIZE, bold=True)
    if chart.title_size:
        title = title._replace(size=chart.title_size)
    for text, font, colour, share in (
        (chart.title, title, chart.theme.text, _MAX_TITLE),
        (chart.subtitle, text_font(chart), chart.theme.quiet, _MAX_SUBTITLE),
    ):
        if text:
            lines = _lines(text, font, box.width, chart.height * share)
            top = _draw_lines(canvas, chart, box, top, lines, font, colour)
    return box.inset(top=top - box.y + base * _BELOW_TITLE) if top > box.y else box


def _draw_source(canvas: Canvas, chart: Chart, box: Box, base: float) -> Box:
    """Draw the source at the bottom; return the box left."""
    font = text_font(chart, _SOURCE_SIZE)
    lines = _lines(chart.source, font, box.width, min(chart.height * _MAX_SOURCE, box.height))
    if not lines:
        return box
    # The last line stands on the edge, but for its descenders.
    height = font.size * (LINE_HEIGHT * (len(lines) - 1) + CAP_HEIGHT + 0.1)
    _draw_lines(canvas, chart, box, box.bottom - height, lines, font, chart.theme.quiet)
    return box.inset(bottom=height + base * _ABOVE_SOURCE)


def _lines(text: str, font: Font, width: float, height: float) -> list[str]:
    """Return the lines of a text that fit into a width and a height, at most three."""
    count = min(_MAX_LINES, int(height / (font.size * LINE_HEIGHT)))
    return wrap(normalize(text), font, width, count) if count else []


def _draw_lines(
    canvas: Canvas,
    chart: Chart,
    box: Box,
    top: float,
    lines: Sequence[str],
    font: Font,
    colour: Colour,
) -> float:
    """Draw lines from ``top`` down, aligned as the titles are; return where the next would be."""
    align = _ALIGN[chart.title_align]
    for line in lines:
        baseline = top + font.size * (CAP_HEIGHT + 0.1)
        canvas.text(box.x + box.width * align, baseline, line, font, colour, anchor=align)
        top += font.size * LINE_HEIGHT
    return top


def draw_legend(
    canvas: Canvas, chart: Chart, box: Box, entries: Sequence[LegendEntry], *, square: bool = False
) -> Box:
    """Draw a legend at an edge of the box, or beside a square in it; return the box left."""
    from . import legend as legends  # many charts have none

    base = base_size(chart)
    if chart.legend in ("top", "bottom"):
        align = 0.5 if square else _ALIGN[chart.title_align]
        limit = chart.height * _MAX_LEGEND
        legend = legends.rows(entries, text_font(chart), box.width, limit, align)
        if legend is None:
            return box
        used = legend.height + base * _BELOW_LEGEND
        spare = max(0.0, box.height - used - box.width) / 2 if square else 0.0
        x = box.x + (box.width - legend.width) * align
        if chart.legend == "top":
            legends.draw(canvas, chart, legend, x, box.y + spare)
            return box.inset(top=used + spare, bottom=spare)
        legends.draw(canvas, chart, legend, x, box.bottom - spare - legend.height)
        return box.inset(top=spare, bottom=used + spare)
    legend = legends.column(entries, text_font(chart), chart.width * _MAX_LEGEND, box.height)
    if legend is None:
        return box
    used = legend.width + base * _BESIDE_LEGEND
    spare = max(0.0, box.width - used - box.height) / 2 if square else 0.0
    below = max(0.0, (box.height - legend.height) / 2)
    y = box.y + (below if square else min(base, below))
    if chart.legend == "left":
        legends.draw(canvas, chart, legend, box.x + spare, y)
        return box.inset(left=used + spare, right=spare)
    legends.draw(canvas, chart, legend, box.right - spare - legend.width, y)
    return box.inset(left=spare, right=used + spare)
