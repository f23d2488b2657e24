"""What a request says of a heatmap: values of rows and columns, and their colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..diagnostics import Value
from . import colour_scale
from .chart import Chart
from .checks import Errors, Rows
from .colour_scale import ColourScale

if TYPE_CHECKING:
    from ..words.sentences import Said
    from .theme import Theme

MAX_ROWS = 500


def row_names(rows: Sequence[str], values: Rows) -> Errors:
    """Find rows without a name, or names without a row."""
    if len(rows) == len(values):
        return []
    detail = f"has {len(rows)}, but values has {len(values)} rows"
    return [ParameterError("rows", detail, f"as many as the rows of values: {len(values)}")]


class HeatmapPlot(NamedTuple):
    """Values of cells, row by row."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    scale: ColourScale
    legend_position: str | None
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> HeatmapPlot:
    """Return the model of valid parameters."""
    known = [value for row in values["values"] for value in row]
    return HeatmapPlot(
        values["columns"],
        values["rows"],
        values["values"],
        colour_scale.read_scale(values, known, theme),
        values["legend_position"],
        values["value_labels"],
    )


def say(chart: Chart, plot: HeatmapPlot) -> Said:
    """Return what is said of cells: how many there are, and the extremes with their places."""
    from ..words import series
    from ..words.sentences import counted, line
    from .describe import writer

    width = len(plot.columns)

    def name(i: int) -> str:
        return f"{line(plot.rows[i // width])}, {line(plot.columns[i % width])}"

    cells = [value for row in plot.values for value in row]
    said = series.say([series.Told("", cells, writer(chart.numbers))], series.Places(name, "cell"))
    size = f"of {counted(len(plot.rows), 'row')} and {counted(width, 'column')}"
    return said._replace(scope=f"{size} {said.scope}")
