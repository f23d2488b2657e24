"""From a chart of the QuickChart dialect to the bytes of its picture."""

from __future__ import annotations

from api.errors import ParameterError

from ..canvas.cost import Budget, CostError
from ..canvas.create import create
from ..canvas.description import Description
from ..canvas.lock import drawing
from ..diagnostics import ChartError
from .chart import QuickChart


def render(
    chart: QuickChart, budget: Budget | None = None, *, description: Description | None = None
) -> bytes:
    """Return the file of a chart; the same chart gives the same bytes in every process and thread.

    ``description`` is written into the file, if its format has a place for it.
    Raises ChartError if there is too much to draw.
    """
    from .draw.chart import draw  # loads numpy, by the first picture

    with drawing():
        try:
            canvas = create(
                chart.format, chart.width, chart.height, chart.background,
                scale=chart.ratio, budget=budget,
            )  # fmt: skip
            canvas.description = description
            draw(canvas, chart)
        except CostError as error:
            raise ChartError(
                [ParameterError("c", f"has {error}", "fewer values, shorter texts, a smaller size")]
            ) from None
        return canvas.finish()
