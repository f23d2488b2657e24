"""Points over two axes: of one size or of several, with names and trends. The model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..access.settings import MAX_VALUES
from ..diagnostics import Value
from ..statistics import regression
from . import parameters as p
from . import styles
from .chart import LegendEntry, LegendPosition, Series, ValueAxis, read_series, read_value_axis
from .checks import Check, Errors, Rows, list_for_each
from .number_text import NumberFormat, choose
from .thresholds import Steps, read_steps
from .values import Choice, Flag, Integer, Text, TextRows, Values
from .x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..words.sentences import Said
    from .chart import Chart
    from .theme import Theme

Shape = Literal["circle", "square", "triangle", "diamond"]
SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")
"""Each series has its own, so that colour is not all that tells them apart."""

XVALUES = p.XVALUES._replace(type=TextRows(MAX_VALUES, p.MAX_LABEL, p.MAX_SERIES, places=True))
YVALUES = p.YVALUES._replace(type=Values(MAX_VALUES, p.MAX_SERIES, uneven=True))
NAMES = p.Parameter(
    "names",
    TextRows(MAX_VALUES, p.MAX_LABEL, p.MAX_SERIES),
    "names of the points, written where there is room",
    "Data",
    (),
)
SIZES = p.Parameter(
    "sizes",
    Values(MAX_VALUES, p.MAX_SERIES, uneven=True),
    "values that the areas of the points stand for",
    "Data",
    (),
)
COLUMNS = ("names", "sizes")
"""Of a table, besides the places and the values."""
SIZE_LABEL = p.Parameter(
    "size_label", Text(p.MAX_LABEL), "what the sizes are, in their legend", "Text", ""
)
DRAWING = (
    p.Parameter(
        "max_size",
        Integer(2, 400),
        "width of the largest point in pixels; by default what suits the picture",
        "Drawing",
    ),
    p.Parameter("size_legend", Flag(), "a legend of the sizes", "Drawing", True),
    p.Parameter(
        "trend",
        Choice(("none", "linear")),
        "the straight line of least squares through the points of each series",
        "Drawing",
        "none",
    ),
    p.Parameter(
        "r2", Flag(), "R² of each trend, in the legend or at the end of its line", "Drawing", False
    ),
)


def _sizes(sizes: Rows) -> Errors:
    known = [size for row in sizes for size in row if size is not None]
    negative = [size for size in known if size < 0]
    if not sizes or (not negative and any(known)):
        return []
    detail = f"{negative[0]:g} is negative" if negative else "none is above 0"
    return [ParameterError("sizes", detail, "numbers of 0 or more, not all 0")]


def _needs(name: str, other: str) -> Check:
    """``name`` has an effect only if there is another parameter."""

    def errors(value: Any, needed: Any) -> Errors:
        if needed not in ((), "none") or not value:
            return []
        return [ParameterError(name, f"needs {other}", f"{other}, or no {name}")]

    return Check((name, other), errors)


TREND_STYLE = (
    styles.LINE_WIDTH._replace(
        meaning="width of the trends in pixels, one for all or one for each"
    ),
    styles.DASH._replace(
        meaning="how the trends are broken, one for all or one for each; dashed by default"
    ),
)
CHECKS = (
    _needs("line_width", "trend"),
    _needs("dash", "trend"),
    *map(styles.one_or_each, ("line_width", "dash")),
    *map(list_for_each, ("xvalues", "names", "sizes")),
    Check(("sizes",), _sizes),
    _needs("r2", "trend"),
    _needs("max_size", "sizes"),
    _needs("size_label", "sizes"),
)


class PointPlot(NamedTuple):
    """Points at (place, value), in a list for each series."""

    x: XValues
    series: tuple[Series, ...]
    places: tuple[tuple[Value, ...], ...]
    axis: ValueAxis
    sizes: tuple[tuple[Value, ...], ...]
    """() if all points have one size."""
    size_label: str
    max_size: int | None
    size_legend: bool
    names: tuple[tuple[str, ...], ...]
    trends: tuple[regression.Line | None, ...]
    """() if none are drawn."""
    r2: tuple[str, ...]
    """R² of each trend, "" if it has none; () if it is not asked for."""
    round: bool
    """All series have circles."""
    value_labels: bool
    styles: tuple[styles.LineStyle, ...]
    """Of the trend and the points of each series."""
    steps: tuple[Steps, ...]
    """The colours of each series that depend on the value; () if none do."""

    def drawn_at(self, series: int) -> Sequence[Value]:
        """Return the places of the points of a series; a point without a size has none."""
        places = self.places[series]
        if not self.sizes:
            return places
        both = zip(places, self.sizes[series], strict=True)
        return [None if size is None else at for at, size in both]

    def shape(self, series: int) -> str:
        """Return the shape of the points of a series, or "none"."""
        look = self.styles[series].point
        if look:
            return look.shape
        return "circle" if self.round else SHAPES[series % len(SHAPES)]


def read(values: Mapping[str, Any], theme: Theme, *, circles: bool = False) -> PointPlot:
    """Return the model of valid parameters."""
    x, series = values["xvalues"], read_series(values, theme)
    places = tuple(x.of_series(len(series)))
    trends: list[regression.Line | None] = []
    if values["trend"] == "linear":
        for at, one in zip(places, series, strict=True):
            both = zip(at, one.values, strict=True)
            trends.append(
                regression.linear([(a, b) for a, b in both if a is not None and b is not None])
            )
    write = choose((), NumberFormat(decimals=2, locale=values["locale"]))
    r2 = tuple("" if t is None or t.r2 is None else f"R² = {write(t.r2)}" for t in trends)
    return PointPlot(
        x=x,
        series=series,
        places=places,
        axis=read_value_axis(values),
        sizes=_for_each(values["sizes"], len(series)),
        size_label=values["size_label"],
        max_size=values["max_size"],
        size_legend=values["size_legend"],
        names=_for_each(values["names"], len(series)),
        trends=tuple(trends),
        r2=r2 if values["r2"] else (),
        round=circles,
        value_labels=values["value_labels"],
        styles=styles.read_lines({**values, "dash": values["dash"] or ("dashed",)}, len(series)),
        steps=read_steps(values, theme),
    )


def _for_each(lists: tuple[Any, ...], count: int) -> tuple[Any, ...]:
    """Return one list per series, of lists that are none, one for all series, or one for each."""
    return lists * count if len(lists) == 1 else lists


def legend(plot: PointPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, with its shape, and R² if it is asked for."""
    r2 = plot.r2 or ("",) * len(plot.series)
    return [
        LegendEntry(
            s.name,
            s.colours[0],
            _key(plot.shape(i)),
            f"({r2[i]})" if r2[i] else "",
            colours=plot.steps[i].colours if plot.steps else (),
        )
        for i, s in enumerate(plot.series)
    ]


def _key(shape: str) -> Any:
    """Return the mark of a series in the legend: that of its trend if it has no points."""
    return "line" if shape == "none" else shape


def say(chart: Chart, plot: PointPlot) -> Said:
    """Return what is said of points: how far they reach, and whether y goes with x."""
    from ..words import points
    from .describe import place_writer, writer

    write_x, write_y = place_writer(plot.x, chart), writer(chart.numbers)
    both = zip(plot.series, plot.places, strict=True)
    return points.say([points.Cloud(s.name, at, s.values, write_x, write_y) for s, at in both])
