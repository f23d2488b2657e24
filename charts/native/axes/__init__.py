"""Cartesian axes: fitted around a plot, with gridlines, labels and titles.

``x`` and ``y`` are the axes of the xvalues and of the yvalues, whichever side they stand on; in a
horizontal chart x is the vertical one. ``y2`` is a second axis of values, at the right.
"""

from ..sizes import tick_font
from .axis_types import CategoryAxis, NumberAxis, TimeAxis
from .drawing import draw, draw_marks, labels_within, target_lines
from .fitting import fit
from .placed import Axes, Axis, Side
from .x_axis import along, of_bars, pitch

__all__ = [
    "Axes", "Axis", "CategoryAxis", "NumberAxis", "Side", "TimeAxis", "along", "draw",
    "draw_marks", "fit", "labels_within", "of_bars", "pitch", "target_lines",
    "tick_font",
]  # fmt: skip
