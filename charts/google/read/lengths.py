"""About how long the axes of a plot are, before any font is known: what their numbers depend on.

Heights are those of the layout. Widths of texts are taken from their numbers of letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ..chart import Legend, Margins, Side, Title
from ..spacing import (
    LABEL_GAP,
    LEGEND_GAP,
    LEGEND_ROW_GAP,
    label_row_height,
    legend_row_height,
    title_height,
)
from .axes import WrittenAxis
from .sizes import Size

_LETTER = 0.55  # the width of a letter or digit, in text sizes
_MIN_LENGTH = 10.0


class Surroundings(NamedTuple):
    """What takes space around a plot; ``halo`` is for the points at its upper and right edge."""

    title: Title | None
    legend: Legend | None
    margins: Margins
    halo: float = 0.0


def axis_lengths(
    size: Size, around: Surroundings, axes: Sequence[WrittenAxis]
) -> dict[Side, float]:
    """Return the length in pixels of an axis at each side of the plot of a picture."""
    width, height = size
    takes: dict[Side, float] = {"left": 1.0, "right": 1.0 + around.halo, "bottom": 1.0}
    takes["top"] = title_height(around.title) + around.halo
    for axis in axes:
        if axis.labelled:
            takes[axis.side] += _space(axis)
    if around.legend is not None and around.legend.entries:
        takes[around.legend.position] += _legend_space(around.legend)
    across = width - sum(max(takes[side], getattr(around.margins, side)) for side in _ACROSS)
    upwards = height - sum(max(takes[side], getattr(around.margins, side)) for side in _UPWARDS)
    across, upwards = max(across, _MIN_LENGTH), max(upwards, _MIN_LENGTH)
    return {"bottom": across, "top": across, "left": upwards, "right": upwards}


_ACROSS: tuple[Side, Side] = ("left", "right")
_UPWARDS: tuple[Side, Side] = ("bottom", "top")


def _space(axis: WrittenAxis) -> float:
    """Return the height of a row of labels, or the width of a column of them."""
    size = axis.style.size
    if axis.horizontal:
        return label_row_height(size)
    texts = axis.names or axis.texts or (axis.write(axis.start), axis.write(axis.end))
    return LABEL_GAP + max(map(len, texts), default=0) * size * _LETTER


def _legend_space(legend: Legend) -> float:
    """Return the width of a legend beside the plot, or the height of one above or below it."""
    row = legend_row_height(legend)
    if legend.position in _ACROSS:
        longest = max(len(name) for name, _ in legend.entries)
        width = row + longest * legend.text_style.size * _LETTER
        return LEGEND_GAP + max(width, legend.min_size[0])
    rows = len(legend.entries) if legend.column else 1
    return LEGEND_ROW_GAP + max(rows * row, legend.min_size[1])
