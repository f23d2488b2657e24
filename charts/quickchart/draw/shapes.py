"""Datasets that are neither bars nor lines: which file draws them."""

from __future__ import annotations

from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.surface import Canvas
from ..chart import Generation
from ..datasets import Dataset
from ..shapes import Candles, Distributions, Trapezoids
from . import boxes, candles, funnel
from .axis import Axis
from .bars import Bar


def draw(
    canvas: Canvas, dataset: Dataset, bars: Sequence[Bar], across: Axis, area: Box,
    generation: Generation,
) -> None:  # fmt: skip
    """Draw a dataset that has a place like a bar for each value."""
    shape = dataset.shape
    if isinstance(shape, Candles):
        candles.draw(canvas, shape, bars, across, area)
    elif isinstance(shape, Distributions):
        boxes.draw(canvas, dataset, shape, bars, across, area, generation)
    elif isinstance(shape, Trapezoids):
        funnel.draw(canvas, dataset, shape, bars, area, upright=across.horizontal)
