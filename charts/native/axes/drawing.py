"""Drawing axes: gridlines, labels and titles."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Array, Point
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...canvas.text import CAP_HEIGHT, one_line, shorten, width
from .. import names
from .. import scale as scales
from ..chart import Chart
from ..scale import Labels
from ..sizes import text_font, tick_font
from .fitting import LABEL_GAP, TITLE_DEPTH
from .placed import MARK, Axes, Axis


def draw(canvas: Canvas, chart: Chart, box: Box, axes: Axes, *, grid: Sequence[Axis]) -> None:
    """Draw bands, gridlines at the ticks of the ``grid`` axes, labels and titles."""
    if axes.marks:
        from . import reference_marks  # few charts have any

        reference_marks.draw_bands(canvas, chart, axes)
    line = Stroke(chart.theme.grid)
    if chart.frame and chart.frame.grid:
        chosen = chart.frame.grid
        grid = [a for a, name in ((axes.x, "x"), (axes.y, "y")) if chosen in (name, "both")]
    for axis in grid:
        segments = [axis.across(axes.plot, position) for position in axis.tick_positions()]
        canvas.lines(segments, line, snap=True)
    _draw_side_labels(canvas, chart, axes.left, axes.plot)
    if axes.y2:
        _draw_side_labels(canvas, chart, axes.y2, axes.plot)
    _draw_bottom_labels(canvas, chart, axes.bottom.labels, axes.plot)
    _draw_titles(canvas, chart, box, axes)


def draw_marks(canvas: Canvas, chart: Chart, axes: Axes, data: Sequence[Point] = ()) -> list[str]:
    """Draw targets and annotations over the data, and the labels of bands.

    ``data``: points in pixels that labels within the plot do not cover if they can. Return the
    notices of what the axes do not show.
    """
    if not axes.marks:
        return [*axes.notices]
    from . import reference_marks

    return reference_marks.draw(canvas, chart, axes, data)


def target_lines(axes: Axes) -> list[Array]:
    """Return the lines of targets in pixels, which no number should cover."""
    if not axes.marks:
        return []
    import numpy as np

    from . import reference_marks

    return [np.array(line) for line in reference_marks.target_lines(axes)]


def labels_within(chart: Chart, axes: Axes, data: Sequence[Point] = ()) -> list[Box]:
    """Return where the labels of marks stand within the plot, which others must not cover."""
    if not axes.marks or not axes.labelled:
        return []
    from . import reference_marks

    return reference_marks.within(chart, axes, data)


def _draw_side_labels(canvas: Canvas, chart: Chart, axis: Axis, plot: Box) -> None:
    """Draw the labels of an axis at the left or right of the plot."""
    font, labels = tick_font(chart), axis.labels
    half = font.size * CAP_HEIGHT / 2
    gap = font.size * LABEL_GAP
    x, anchor = (plot.right + gap, 0.0) if axis.side == "right" else (plot.x - gap, 1.0)
    if axis.marked:
        heights = [plot.bottom - position * plot.height for position, _ in labels.items]
        mark = font.size * MARK
        canvas.lines(
            [((plot.right, y), (plot.right + mark, y)) for y in heights],
            Stroke(chart.theme.axis),
            snap=True,
        )
        x += mark
    for position, text in labels.items:
        lines = text.split("\n")
        y = plot.bottom - position * plot.height + half
        y -= (len(lines) - 1) / 2 * font.size * scales.LABEL_HEIGHT
        for line in lines:
            if 2 * half <= y <= chart.height:  # else the picture is too low for a line of text
                canvas.text(x, y, line, font, chart.theme.quiet, anchor=anchor)
            y += font.size * scales.LABEL_HEIGHT


def _draw_bottom_labels(canvas: Canvas, chart: Chart, labels: Labels, plot: Box) -> None:
    font, colour = tick_font(chart), chart.theme.quiet
    half = font.size * CAP_HEIGHT / 2
    top = plot.bottom + font.size * LABEL_GAP
    for position, text in labels.items:
        x = plot.x + position * plot.width
        if labels.angle == 0:
            baseline = top + font.size * CAP_HEIGHT
            for line in text.split("\n"):
                canvas.text(x, baseline, line, font, colour, anchor=0.5)
                baseline += font.size * scales.LABEL_HEIGHT
        elif labels.angle == 45:
            end = x + font.size * names.TURNED_SHIFT, top + half * 1.4
            canvas.text(*end, text, font, colour, anchor=1, angle=45)
        else:
            canvas.text(x + half, top, text, font, colour, anchor=1, angle=90)


def _draw_titles(canvas: Canvas, chart: Chart, box: Box, axes: Axes) -> None:
    font, colour, plot = text_font(chart), chart.theme.text, axes.plot
    bottom_title = axes.bottom.title
    if bottom_title:
        text = shorten(one_line(bottom_title), font, box.width)
        middle = _between(plot.x + plot.width / 2, width(text, font), box.x, box.right)
        baseline = box.bottom - font.size * 0.24
        canvas.text(middle, baseline, text, font, colour, anchor=0.5)
    # The bottom corners belong to the other title.
    low = box.bottom - (font.size * TITLE_DEPTH if bottom_title else 0.0)
    cap = font.size * CAP_HEIGHT
    sides = [(axes.left.title, box.x + cap, 90.0)]
    if axes.y2:
        sides.append((axes.y2.title, box.right - cap, -90.0))
    for title, x, angle in sides:
        if title:
            text = shorten(one_line(title), font, low - box.y)
            middle = _between(plot.y + plot.height / 2, width(text, font), box.y, low)
            canvas.text(x, middle, text, font, colour, anchor=0.5, angle=angle)


def _between(middle: float, length: float, low: float, high: float) -> float:
    """Move the middle of something so that all of it lies between two ends."""
    return min(max(middle, low + length / 2), high - length / 2)
