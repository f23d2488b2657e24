"""How often values occur: raw values, counted in bins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ...access.settings import MAX_VALUES
from ...canvas.box import Box
from ...canvas.stroke import Stroke
from ...colour import Colour
from .. import parameters as p
from ..bin_rules import BINS, MAX_BINS
from ..chart import Chart, LegendEntry, LegendPosition, Series, ValueAxis, read_series
from ..checks import legend_checks, series_colours
from ..kind import Example, Kind
from ..number_text import NumberFormat, choose
from ..values import Flag, Texts, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ..axes import Axes
    from ..theme import Theme

_SHARED_ALPHA = 150  # of 255: bars of several series lie on each other
_GAP = 1  # pixels between bars, if these are at least twice as wide as …
_MIN_GAPPED = 5  # … this

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
        p.YMAX._replace(meaning="where the axis of the numbers ends"),
        *p.X_AXIS,
        *p.FRAME,
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(*legend_checks("values"), series_colours("values"), BINS),
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
            "value_labels": True, "colors": ["teal"], "width": 500, "height": 320,
        }),
        Example("histogram-cumulative-dark", "What share waited so long at most, dark", {
            "title": "Waiting at the doctor's", "xlabel": "Minutes", "values": _WAITING,
            "bins": 20, "cumulative": True, "density": True, "theme": "dark", "width": 500,
            "height": 320, "suffix": " min",
        }),
        Example("histogram-one", "One value", {
            "values": [42], "value_labels": True, "width": 300, "height": 200,
        }, shown=False),
        Example("histogram-outlier", "A value far from the others, and gaps", {
            "values": [1, 2, None, 2, 3, 2, 1, 3, 2, 1e12, None], "bins": "fd", "width": 300,
            "height": 200,
        }, shown=False),
    ),
)  # fmt: skip


class HistogramPlot(NamedTuple):
    """Values to be counted."""

    series: tuple[Series, ...]
    bins: tuple[str, ...]
    density: bool
    cumulative: bool
    maximum: float | None
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> HistogramPlot:
    """Return the model of valid parameters."""
    names = ("bins", "density", "cumulative", "ymax", "value_labels")
    return HistogramPlot(
        read_series(values, theme, data="values"), *(values[name] for name in names)
    )


def legend(plot: HistogramPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series."""
    shared = len(plot.series) > 1
    return [LegendEntry(s.name, _fill(s.colours[0], shared), "square") for s in plot.series]


def _fill(colour: Colour, shared: bool) -> Colour:
    red, green, blue, alpha = colour
    return red, green, blue, round(alpha * _SHARED_ALPHA / 255) if shared else alpha


class _Bar(NamedTuple):
    """The bar of a bin: from where to where, and how high."""

    start: float
    end: float
    height: float


def draw(canvas: Canvas, chart: Chart, plot: HistogramPlot, box: Box) -> list[str]:
    """Draw axes and bars; return how many values lie in no bin, and what had no room."""
    from ...marks.bars import draw_bars
    from .. import axes, bins

    rows = [[v for v in s.values if v is not None] for s in plot.series]
    edges = bins.edges([v for row in rows for v in row], plot.bins)
    series = [_bars(plot, row, edges) for row in rows]
    font = axes.tick_font(chart)
    fitted = axes.fit(
        chart,
        box,
        axes.NumberAxis(edges, tight=True, numbers=chart.numbers),
        axes.NumberAxis(
            # A count of 1 alone would have fractions beside it.
            [bar.height for bars in series for bar in bars] + [2.0] * (not plot.density),
            ValueAxis(maximum=plot.maximum),
            from_zero=True,
            headroom=font.size * (1.6 if plot.value_labels else 0.6),
            on_base=True,
            numbers=NumberFormat(locale=chart.numbers.locale),
        ),
    )
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    placed = [[_place(bar, fitted) for bar in bars] for bars in series]
    with canvas.clip(*fitted.plot):
        for boxes, s in zip(placed, plot.series, strict=True):
            colour = _fill(s.colours[0], len(series) > 1)
            draw_bars(canvas, ((place, colour) for place in boxes if place.height), snap=True)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    outside = sum(not edges[0] <= value <= edges[-1] for row in rows for value in row)
    notices = [f"bins: {outside} values lie outside"] if outside else []
    notices += fitted.notices
    if plot.value_labels:
        bars = [
            (place, bar.height)
            for boxes, heights in zip(placed, series, strict=True)
            for place, bar in zip(boxes, heights, strict=True)
            if fitted.plot.x <= place.x + place.width / 2 <= fitted.plot.right
        ]
        bounds = Box(fitted.plot.x, box.y, fitted.plot.width, fitted.plot.bottom - box.y)
        reverse = fitted.y_scale.reverse
        notices += _draw_numbers(canvas, chart, bars, bounds, reverse=reverse)
    return notices


def _bars(plot: HistogramPlot, values: Sequence[float], edges: Sequence[float]) -> list[_Bar]:
    """Return the bars of a series."""
    from .. import bins

    heights = bins.counts(values, edges)
    if plot.density:
        heights /= max(1.0, heights.sum())
    if plot.cumulative:
        heights = heights.cumsum()
    ends = zip(edges, edges[1:], heights.tolist(), strict=False)
    area = plot.density and not plot.cumulative
    return [_Bar(a, b, height / (b - a) if area else height) for a, b, height in ends]


def _place(bar: _Bar, fitted: Axes) -> Box:
    """Return the place of a bar, its sides on whole pixels."""
    area, x = fitted.plot, fitted.x.scale
    ends = (min(max(x(end), -1.0), 2.0) for end in (bar.start, bar.end))
    left, right = sorted(round(area.x + end * area.width) for end in ends)
    gap = _GAP if right - left >= _MIN_GAPPED else 0
    level = min(max(fitted.y_scale(bar.height), 0.0), 1.0)
    low, high = sorted((level, fitted.y_scale.base_position))
    top, bottom = area.bottom - high * area.height, area.bottom - low * area.height
    return Box(left, top, max(right - left - gap, 1), bottom - top)


def _draw_numbers(
    canvas: Canvas,
    chart: Chart,
    bars: Sequence[tuple[Box, float]],
    bounds: Box,
    *,
    reverse: bool,
) -> list[str]:
    """Draw the height of each bar beyond its end, where it covers nothing."""
    from ...canvas.text import CAP_HEIGHT, width
    from ...marks.free_labels import free
    from ..axes import tick_font
    from ..value_labels import left_out

    font = tick_font(chart)
    write = choose((height for _, height in bars), NumberFormat(locale=chart.numbers.locale))
    texts = [write(height) for _, height in bars]
    labels: list[Box | None] = []
    for text, (bar, _) in zip(texts, bars, strict=True):
        length, height = width(text, font), font.size * CAP_HEIGHT
        top = bar.bottom + 4 if reverse else bar.y - 4 - height
        place = Box(bar.x + (bar.width - length) / 2, top, length, height)
        labels.append(place if bar.height and place.within(bounds) else None)
    shown = free(labels, [bar for bar, _ in bars])
    for i in shown:
        if label := labels[i]:
            canvas.text(label.x, label.bottom, texts[i], font, chart.theme.text)
    count = sum(bar.height > 0 for bar, _ in bars)
    return left_out(count - len(shown), count)
