"""From a chart of the Google dialect to the bytes of its picture, and to its map areas."""

from __future__ import annotations

from api.errors import ParameterError

from ..canvas.cost import Budget, CostError, What
from ..canvas.create import create
from ..canvas.description import Description
from ..canvas.lock import drawing
from ..colour import Colour
from ..diagnostics import ChartError
from ..marks.map_area import MapArea
from .chart import GoogleChart
from .measure import measure


def render(
    chart: GoogleChart, budget: Budget | None = None, *, description: Description | None = None
) -> bytes:
    """Return the file of a chart; the same chart gives the same bytes in every process and thread.

    ``description`` is written into the file, if its format has a place for it.
    Raises ChartError if there is nothing to draw, or too much.
    """
    from .draw.chart import draw  # with its diagrams, by the first picture

    chart = measure(chart).chart
    if chart.animation is not None:
        from .animate import animated  # few charts move

        return animated(chart, chart.animation, render, budget)
    with drawing():
        background: Colour = (255, 255, 255, 0)  # clear, for one of several colours
        if isinstance(chart.background, tuple):
            background = chart.background
        try:
            canvas = create(
                chart.format, chart.width, chart.height, background,
                scale=chart.scale, budget=budget,
            )  # fmt: skip
            canvas.description = description
            draw(canvas, chart)
        except CostError as error:
            raise _too_much(error) from None
        if chart.opacity < 1:
            canvas.fade(chart.opacity)
        return canvas.finish()


def map_areas(chart: GoogleChart, budget: Budget | None = None) -> list[MapArea]:
    """Return the map areas of a chart, which its drawing gives. Raises ChartError as ``render``."""
    from .draw.chart import draw

    chart = measure(chart).chart
    with drawing():
        canvas = create("png", chart.width, chart.height, (255, 255, 255, 255), budget=budget)
        try:
            return draw(canvas, chart)
        except CostError as error:
            raise _too_much(error) from None


_TOO_MUCH: dict[What, tuple[str, str]] = {
    "text": ("has too much text to draw", "fewer, shorter or smaller texts"),
    "lines": ("has too many points for lines of this width", "fewer points or thinner lines"),
    "dashes": ("has too many or too wide dashes", "longer dashes, thinner lines or solid ones"),
    "markers": ("has too many or too large points", "fewer or smaller ones"),
    "fills": ("has too many or too large shapes", "fewer or smaller ones"),
    "pictures": ("has too many gradients, stripes or icons", "fewer or smaller ones"),
}
"""What is wrong and what is allowed."""
# What draws the data has more to say than the data.
_OF_DATA: dict[What, str] = {"text": "chl", "dashes": "chls", "pictures": "chf"}


def _too_much(error: CostError) -> ChartError:
    """Return an error that names the parameter whose part of the chart was being drawn."""
    parameter = error.part
    if parameter == "chd":
        parameter = _OF_DATA.get(error.what, parameter)
    return ChartError([ParameterError(parameter, *_TOO_MUCH[error.what])])
