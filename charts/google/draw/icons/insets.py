"""Charts in charts: drawn on a clear ground of their own and laid over, bare or in a frame."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ....canvas.agg import AggCanvas
from ....canvas.cost import Budget, CostError
from ....canvas.surface import Canvas
from ...chart import GoogleChart, Inset
from . import bubbles
from .glyphs import point
from .sketch import Sketch

DrawChart = Callable[[Canvas, GoogleChart], object]
"""Draws a chart that fills its canvas; handed in, as that draws icons in its turn."""


def pixels(chart: GoogleChart, budget: Budget, draw_chart: DrawChart) -> npt.NDArray[np.uint8]:
    """Return the chart's pixels; a ground that is plain white is left clear. Raises CostError."""
    ground = chart.background
    clear = (255, 255, 255, 0)
    if not isinstance(ground, tuple) or ground == (255, 255, 255, 255):
        ground = clear
    canvas = AggCanvas(chart.width, chart.height, 1.0, ground, budget)
    part = budget.part
    try:
        draw_chart(canvas, chart)
    except CostError as error:
        error.part = part  # of the chart that this one stands in
        raise
    budget.part = part
    if chart.opacity < 1:
        canvas.fade(chart.opacity)
    return canvas.pixels()


def sketch(inset: Inset, draw_chart: DrawChart) -> Sketch:
    """Return the chart alone, or in a frame with some space around it."""
    chart = inset.chart

    @functools.cache  # drawn once, however many points it stands at
    def picture(budget: Budget) -> npt.NDArray[np.uint8]:
        return pixels(chart, budget, draw_chart)

    def paint_chart(canvas: Canvas, x: float, y: float) -> None:
        canvas.picture(round(x), round(y), picture(canvas.budget))

    if inset.frame is None:
        position = point(inset.align, chart.width, chart.height)
        return Sketch(chart.width, chart.height, position, paint_chart)
    pad = math.ceil(inset.padding)
    outline = bubbles.frame(inset.frame, chart.width + 2 * pad, chart.height + 2 * pad)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        bubbles.draw_frame(canvas, outline, x, y, inset.fill, inset.edge)
        paint_chart(canvas, x + outline.box[0] + pad, y + outline.box[1] + pad)

    return Sketch(outline.width, outline.height, outline.tip, paint)
