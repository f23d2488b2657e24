"""The space that titles, rows of axis labels and legends take, as far as no font is needed.

Reading needs it to know about how long an axis is; layout and drawing place things by it. The
distances were measured on pictures of the Google Image Charts API of 2008.
"""

from __future__ import annotations

from collections.abc import Sequence

from .chart import SHAPES, Legend, Mark, Title

LABEL_GAP = 4  # pixels from a vertical axis to its labels
LEGEND_GAP = 10  # between the plot and a legend beside it
LEGEND_ROW_GAP = 5  # between the plot and a legend above or below it
_LEGEND_ENTRY = 18  # from one entry of a legend to the next, at least
_POINT_RADIUS = 5.0  # of a scatter chart without markers


def title_height(title: Title | None) -> float:
    """Return the height in pixels that a title takes above the plot."""
    if title is None or not title.lines:
        return 0.0
    size = title.text_style.size
    return round(1.65 * size + 6.5) + (len(title.lines) - 1) * title_line_height(size)


def title_line_height(size: float) -> float:
    """Return the distance in pixels between the lines of a title whose text has this size."""
    return round(0.8 * size + 12.4)


def label_row_height(size: float) -> float:
    """Return the height in pixels of a row of axis labels of this size."""
    return max(0.0, round(2 * size - 4))


def legend_row_height(legend: Legend) -> float:
    """Return the distance in pixels from one row of a legend to the next."""
    return max(_LEGEND_ENTRY, round(legend.text_style.size + 6.5))


def halo(marks: Sequence[Mark]) -> float:
    """Return the pixels beside a scatter chart's plot in which the points at its ends are whole."""
    sizes = [mark.size / 2 for mark in marks if mark.kind in SHAPES and mark.position is None]
    return max(sizes, default=_POINT_RADIUS)
