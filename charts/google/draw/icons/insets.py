"""Charts in charts: drawn on a clear ground of their own and laid over, bare or in a frame."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from ....canvas.agg import AggCanvas
from ....canvas.cost import Budget, CostError
from ....canvas.surface import Canvas
from ...chart import GoogleChart, Inset
from . import bubbles
from .glyphs import point
from .sketch import Sketch


def pixels(chart: GoogleChart, budget: Budget) -> npt.NDArray[np.uint8]:
    """Return the chart's pixels; a ground that is plain white is left clear. Raises CostError."""
    from .. import sheet  # which draws icons in its turn

    ground = chart.background
    clear = (255, 255, 255, 0)
    if not isinstance(ground, tuple) or ground == (255, 255, 255, 255):
        ground = clear
    canvas = AggCanvas(chart.width, chart.height, 1.0, ground, budget)
    part = budget.part
    try:
        sheet.draw(canvas, chart)
    except CostError as error:
        error.part = part  # of the chart that this one stands in
        raise
    budget.part = part
    if chart.opacity < 1:
        canvas.fade(chart.opacity)
    return canvas.pixels()


def sketch(inset: Inset) -> Sketch:
    """The chart alone, or in a frame with some room around it."""
    chart = inset.chart
    picture: list[npt.NDArray[np.uint8]] = []  # drawn once, however many points it stands at

    def lay(canvas: Canvas, x: float, y: float) -> None:
        if not picture:
            picture.append(pixels(chart, canvas.budget))
        canvas.picture(round(x), round(y), picture[0])

    if inset.frame is None:
        place = point(inset.align, chart.width, chart.height)
        return Sketch(chart.width, chart.height, place, lay)
    pad = math.ceil(inset.padding)
    outline = bubbles.frame(inset.frame, chart.width + 2 * pad, chart.height + 2 * pad)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        bubbles.draw_frame(canvas, outline, x, y, inset.fill, inset.edge)
        lay(canvas, x + outline.box[0] + pad, y + outline.box[1] + pad)

    return Sketch(outline.width, outline.height, outline.tip, paint)
