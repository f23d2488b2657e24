"""How often values occur: raw values, counted in bins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...access.settings import MAX_VALUES
from ...canvas.box import Box
from .. import parameters as p
from .. import styles
from ..bin_rules import BINS, MAX_BINS
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import AXIS_RANGE, LOGARITHMIC_ENDS, legend_checks, series_colours
from ..counting import HistogramPlot, read, say
from ..kind import Example, Kind
from ..values import Flag, Texts, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas


__all__ = ["KIND", "draw", "legend", "read", "say"]

_WAITING = [
    3, 8, 12, 5, 21, 9, 14, 17, 6, 11, 13, 7, 26, 15, 10, 4, 9, 12, 33, 8, 18, 16, 11, 7, 23, 13,
    9, 10, 14, 28, 12, 6, 19, 11, 8, 15, 10, 41, 13, 9,
]  # fmt: skip
_MORNING = [9, 12, 14, 15, 15, 16, 17, 18, 18, 19, 20, 20, 21, 22, 24, 27]
_EVENING = [18, 21, 22, 23, 24, 24, 25, 26, 26, 27, 28, 29, 30, 31, 33]

KIND = Kind(
    "histogram",
    "Histogram",
    "How many values lie in each bin; several series lie on top of each other.",
    parameters=(
        p.Parameter(
            "values",
            Values(MAX_VALUES, p.MAX_SERIES, ragged=True),
            "the values to count, in any order",
            "Data",
            required=True,
        ),
        *p.TITLES,
        p.XLABEL._replace(meaning="title of the axis of the values"),
        p.YLABEL._replace(meaning="title of the axis of their number"),
        p.LEGEND,
        p.LEGEND_POSITION,
        p.VALUE_LABELS,
        p.Parameter(
            "bins",
            Texts(MAX_BINS + 1, 40),
            "how the values are divided: a rule by the name that numpy has for it (auto, fd, doane,"
            " scott, stone, rice, sturges or sqrt), whose bins then start at round numbers; how"
            " many bins of equal width; or their edges",
            "Drawing",
            ("auto",),
        ),
        p.Parameter(
            "density",
            Flag(),
            "bars whose areas are 1 together; with cumulative, shares that reach 1",
            "Drawing",
            False,
        ),
        p.Parameter(
            "cumulative", Flag(), "each bar counts those before it, too", "Drawing", False
        ),
        styles.GAP._replace(
            meaning="space between bars, as a part of the narrowest bin; by default one pixel"
        ),
        styles.RADIUS,
        p.YMIN._replace(meaning="where the axis of the numbers starts"),
        p.YMAX._replace(meaning="where the axis of the numbers ends"),
        p.LOG._replace(meaning="logarithmic axis of the numbers"),
        *p.X_AXIS,
        *p.FRAME,
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        *legend_checks("values"),
        series_colours("values"),
        BINS,
        AXIS_RANGE,
        *LOGARITHMIC_ENDS,
    ),
    examples=(
        Example("histogram", "Minutes of waiting, in bins that the values decide", {
            "title": "Waiting at the doctor's", "xlabel": "Minutes", "ylabel": "Patients",
            "values": _WAITING,
        }),
        Example("histogram-series", "Two series on one another, as densities", {
            "title": "Temperature in the greenhouse", "xlabel": "°C", "density": True,
            "values": [_MORNING, _EVENING], "legend": ["Morning", "Evening"],
            "legend_position": "top", "bins": "sturges", "width": 500, "height": 320,
        }),
        Example("histogram-edges", "Bins of different widths, with numbers", {
            "title": "Age of the members", "bins": [0, 6, 18, 30, 65, 100], "ylabel": "Members",
            "values": [2, 4, 5, 7, 9, 9, 11, 14, 15, 17, 21, 22, 26, 28, 29, 31, 33, 36, 38, 41, 44,
                       45, 51, 52, 58, 63, 64, 66, 71, 77, 82, 90],
            "value_labels": True, "colors": ["teal"], "gap": 0.15, "radius": 4, "width": 500,
            "height": 320,
        }),
        Example("histogram-cumulative-dark", "What share waited so long at most, dark", {
            "title": "Waiting at the doctor's", "xlabel": "Minutes", "values": _WAITING,
            "bins": 20, "cumulative": True, "density": True, "theme": "dark", "width": 500,
            "height": 320, "suffix": " min",
        }),
    ),
)  # fmt: skip


def legend(plot: HistogramPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series."""
    return [LegendEntry(s.name, s.colours[0], "square") for s in plot.series]


def draw(canvas: Canvas, chart: Chart, plot: HistogramPlot, box: Box) -> list[str]:
    """Draw axes and bars; return how many values lie in no bin, and what had no room."""
    from .. import bin_places

    return bin_places.draw(canvas, chart, plot, box)
