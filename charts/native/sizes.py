"""Fonts and widths of lines, in pixels, which follow the size of the picture."""

from __future__ import annotations

import math

from ..canvas.fonts import Font
from .chart import Chart

TICK_SIZE = 0.92
"""Of the labels of axes, in parts of the base size."""


def base_size(chart: Chart) -> float:
    """Return the size of ordinary text in pixels: what is asked for, or what suits the picture."""
    return chart.text_size or natural_size(chart)


def natural_size(chart: Chart) -> float:
    """Return the size of text that suits the picture: 12 in 640x480, 9 to 20 by its area.

    Lines and points follow it, whatever the size of the text.
    """
    size = 6.5 + math.sqrt(chart.width * chart.height) / 100
    return round(min(max(size, 9.0), 20.0) * 2) / 2


def text_font(chart: Chart, size: float = 1.0, *, bold: bool = False) -> Font:
    """Return the font of a text of the chart; ``size`` is in parts of the base size."""
    return Font(base_size(chart) * size, bold, chart.font)


def line_width(base: float) -> float:
    """Return the width of a data line, in pixels, for a base size of text."""
    return max(1.5, round(base * 0.17 * 2) / 2)


def tick_font(chart: Chart) -> Font:
    """Return the font of the labels of axes."""
    return text_font(chart, TICK_SIZE)
