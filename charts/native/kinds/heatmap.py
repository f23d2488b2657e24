"""Values of rows and columns as colours of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...access.settings import MAX_VALUES
from .. import colour_scale
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import Check, same_length
from ..kind import Example, Kind
from ..matrix import MAX_ROWS, HeatmapPlot, read, row_names, say
from ..values import Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas


__all__ = ["KIND", "draw", "legend", "read", "say"]

_HOURS = [f"{hour}:00" for hour in range(8, 20)]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_VISITS = [
    [12, 25, 31, 40, 52, 61, 48, 39, 35, 44, 30, 18],
    [10, 22, 35, 42, 49, 58, 51, 40, 38, 41, 28, 15],
    [14, 28, 33, 45, 55, 66, 50, 42, 36, 47, 33, 20],
    [11, 24, 36, 41, 50, 63, 47, 44, 40, 46, 31, 17],
    [13, 26, 34, 47, 58, 70, 60, 55, 52, 59, 45, 29],
    [5, 12, 38, 62, 75, 83, 88, 80, 71, 55, 32, 21],
    [2, 6, 15, 33, 48, 57, 62, 59, 50, 37, 22, 10],
]  # fmt: skip
_THINGS = ["Price", "Size", "Age", "Distance"]
_CORRELATIONS = [[1, 0.82, -0.41, -0.63], [0.82, 1, -0.12, -0.35], [-0.41, -0.12, 1, 0.08],
                 [-0.63, -0.35, 0.08, 1]]  # fmt: skip


KIND = Kind(
    "heatmap",
    "Heatmap",
    "A table whose cells are coloured by their values.",
    parameters=(
        p.Parameter("columns", p.NAME_LIST, "names of the columns", "Data", required=True),
        p.Parameter(
            "rows", p.NAME_LIST, "names of the rows, from the top down", "Data", required=True
        ),
        p.Parameter(
            "values",
            Values(MAX_VALUES, MAX_ROWS),
            "the values, a series for each row",
            "Data",
            required=True,
        ),
        *p.TITLES,
        p.XLABEL._replace(meaning="title below the columns"),
        p.YLABEL._replace(meaning="title beside the rows"),
        colour_scale.LEGEND_POSITION,
        p.VALUE_LABELS._replace(meaning="numbers in the cells, if there is room for them"),
        *colour_scale.PARAMETERS,
        *colour_scale.PICTURE,
    ),
    checks=(
        same_length("columns", "values"),
        Check(("rows", "values"), row_names),
        *colour_scale.CHECKS,
    ),
    examples=(
        Example("heatmap", "Visitors by day and hour", {
            "title": "Visitors of the museum", "columns": _HOURS, "rows": _DAYS, "values": _VISITS,
        }),
        Example("heatmap-diverging", "Correlations between -1 and 1, with numbers", {
            "title": "What goes with what", "columns": _THINGS, "rows": _THINGS,
            "values": _CORRELATIONS, "value_labels": True, "min": -1, "max": 1, "decimals": 2,
            "width": 500, "height": 400,
        }),
        Example("heatmap-palette-dark", "Another palette, dark, with a gap", {
            "title": "Load of the servers", "columns": [f"{h} h" for h in range(0, 24, 3)],
            "rows": ["Aachen", "Bergen", "Córdoba", "Dún Laoghaire"], "palette": "viridis",
            "values": [[12, 9, 31, 60, 72, 66, 41, 20], [8, 8, None, 41, 55, 50, 32, 14],
                       [22, 15, 25, 70, 93, 88, 75, 40], [5, 4, 12, 33, 39, 37, 21, 9]],
            "value_labels": True, "suffix": " %", "theme": "dark", "legend_position": "bottom",
            "width": 560, "height": 320,
        }),
        Example("heatmap-center", "Below and above 20 °C, in colours of your own", {
            "title": "Temperature indoors", "columns": ["Kitchen", "Office", "Hall", "Cellar"],
            "rows": ["Winter", "Spring", "Summer", "Autumn"], "center": 20,
            "values": [[19, 21, 16, 12], [21, 22, 18, 13], [25, 27, 22, 17], [20, 21.5, 18, 15]],
            "colors": ["3b7ea1", "f4f1e8", "d1603d"], "suffix": " °C", "value_labels": True,
            "width": 500, "height": 320,
        }),
    ),
)  # fmt: skip


def legend(_plot: HeatmapPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: the colours have a legend of their own."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: HeatmapPlot, box: Box) -> list[str]:
    """Draw the legend of the colours, names, cells and the numbers in them."""
    from .. import axes
    from ..cells import draw_cells, of_table
    from ..scale import CategoryScale

    box = colour_scale.draw_legend(canvas, chart, plot.scale, box, position=plot.legend_position)
    fitted = axes.fit(
        chart,
        box,
        axes.CategoryAxis(CategoryScale(plot.columns)),
        axes.CategoryAxis(CategoryScale(plot.rows)),
    )
    axes.draw(canvas, chart, box, fitted, grid=())
    cells = of_table(plot.values, fitted.plot)
    return draw_cells(canvas, chart, plot.scale, cells, numbers=plot.value_labels)
