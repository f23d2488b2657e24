"""A small line without axes, for a table or a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ...access.settings import MAX_VALUES
from ...canvas.box import Box
from ...canvas.stroke import Stroke
from .. import parameters as p
from .. import styles
from ..chart import Chart, LegendEntry, LegendPosition, Series, ValueAxis, read_series
from ..checks import AXIS_RANGE, SERIES_COLOURS, is_range
from ..kind import Example, Kind
from ..number_text import choose
from ..values import Flag, Numbers, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ..theme import Theme

_DOT = 3.4  # of the width of the line
_AREA_ALPHA = 56  # of 255
_MAX_NUMBER = 0.4  # of the width: the last value after the line

KIND = Kind(
    "sparkline",
    "Sparkline",
    "A small line without axes, with marks for the last, smallest and largest value.",
    parameters=(
        p.YVALUES._replace(type=Values(MAX_VALUES, 1)),
        p.Parameter("band", Values(2, 1), "the normal range, behind the line: 20,40", "Data", ()),
        *p.TITLES,
        p.VALUE_LABELS._replace(meaning="the last value, after the line"),
        p.Parameter("last", Flag(), "a dot at the last value", "Drawing", True),
        p.Parameter("extremes", Flag(), "dots at the smallest and largest value", "Drawing", False),
        p.Parameter("area", Flag(), "fill down to zero", "Drawing", False),
        styles.LINE_WIDTH._replace(
            type=Numbers(0.5, 50, 1), meaning="width of the line in pixels"
        ),
        styles.GAPS,
        *p.VALUE_AXIS[:2],
        p.COLORS._replace(meaning="the colour of the line"),
        *p.picture(160, 40),
    ),
    checks=(is_range("band"), SERIES_COLOURS, AXIS_RANGE),
    examples=(
        Example("sparkline", "A line with its last value and a normal range", {
            "yvalues": [27, 25, 30, 31, 25, 39, 33, 31, 26, 28, 46, 38, 27, 31, 36],
            "band": [25, 35], "extremes": True, "value_labels": True,
        }),
        Example("sparkline-area-gap", "An area with a gap, larger", {
            "yvalues": [3, 5, 4, 8, None, 9, 12, 10, 14, 13], "area": True, "colors": ["teal"],
            "width": 300, "height": 80,
        }),
        Example("sparkline-dark", "Values below zero, dark", {
            "yvalues": [-2, -1.5, 0.5, 1, -0.5, 2.25, 1.75], "suffix": "%", "theme": "dark",
            "value_labels": True, "last": False, "extremes": True, "width": 200, "height": 48,
        }),
        Example("sparkline-one", "A single value", {
            "yvalues": [5], "width": 100, "height": 24, "background": "transparent",
        }, shown=False),
    ),
)  # fmt: skip


class SparklinePlot(NamedTuple):
    """A line without axes."""

    series: Series
    band: tuple[float, ...]
    axis: ValueAxis
    last: bool
    extremes: bool
    area: bool
    value_labels: bool
    width: float | None
    joined: bool


def read(values: Mapping[str, Any], theme: Theme) -> SparklinePlot:
    """Return the model of valid parameters."""
    (series,) = read_series({**values, "legend": ()}, theme)
    return SparklinePlot(
        series,
        values["band"][0] if values["band"] else (),
        ValueAxis(values["ymin"], values["ymax"]),
        values["last"],
        values["extremes"],
        values["area"],
        values["value_labels"],
        values["line_width"][0] if values["line_width"] else None,
        values["gaps"] == "joined",
    )


def legend(_: SparklinePlot, __: LegendPosition) -> list[LegendEntry]:
    """Return nothing: there is one line."""
    return []


def draw(canvas: Canvas, chart: Chart, line: SparklinePlot, box: Box) -> list[str]:
    """Draw the band, the line, its marks and the last value."""
    import numpy as np

    from ...canvas.text import CAP_HEIGHT, width
    from ...marks import curves
    from ...marks.lines import draw_runs, split_at_gaps
    from ..scale import value_scale
    from ..sizes import line_width, natural_size, text_font

    values, colour = line.series.values, line.series.colours[0]
    known = [(v, i) for i, v in enumerate(values) if v is not None]
    notices = []
    text, font = "", text_font(chart, bold=True)
    if line.value_labels and known:
        text = choose((known[-1][0],), chart.numbers)(known[-1][0])
        taken = width(text, font) + font.size * 0.7
        if taken > box.width * _MAX_NUMBER or font.size * CAP_HEIGHT > box.height:
            text, notices = "", ["value_labels: the last value had no room"]
        else:
            box = box.inset(right=taken)
    usual = min(line_width(natural_size(chart)), max(1.0, box.height / 12))
    thickness = line.width or usual
    margin = min(thickness * _DOT / 2 + 0.5, box.height / 3, box.width / 3)
    plot = box.inset(margin, margin, margin, margin)
    scale = value_scale([*values, *line.band], line.axis, 4, from_zero=line.area, tight=True)

    def y(value: float) -> float:
        return plot.bottom - min(max(scale(value), 0.0), 1.0) * plot.height

    if line.band:
        low, high = map(y, line.band)
        canvas.rectangle(box.x, high, box.width, max(low - high, 1.0), chart.theme.grid)
    step = plot.width / max(1, len(values) - 1)
    start = plot.x if len(values) > 1 else plot.x + plot.width / 2
    points = [None if v is None else (start + i * step, y(v)) for i, v in enumerate(values)]
    runs = split_at_gaps(at for at in points if at is not None or not line.joined)
    if line.area:
        fill = (*colour[:3], colour[3] * _AREA_ALPHA // 255)
        for run in runs:
            if len(run) > 1:
                canvas.path(curves.area(curves.linear(np.array(run)), y(scale.base)), fill)
    draw_runs(canvas, runs, Stroke(colour, thickness))
    around = [None, *points, None]  # a value between gaps would be as small as the line is thick
    marked = {i: colour for i, p in enumerate(points) if p and not (around[i] or around[i + 2])}
    if known and line.extremes:
        smallest, largest = min(known), max(known, key=lambda item: (item[0], -item[1]))
        marked |= dict.fromkeys((smallest[1], largest[1]), chart.theme.quiet)
    if known and line.last:
        marked[known[-1][1]] = colour
    for i, fill in marked.items():
        canvas.markers(np.array([points[i]]), "circle", thickness * _DOT, fill, None)
    if text:
        middle = min(max(y(known[-1][0]), box.y + font.size / 2), box.bottom - font.size / 2)
        baseline = middle + font.size * CAP_HEIGHT / 2
        canvas.text(box.right + font.size * 0.5, baseline, text, font, chart.theme.text)
    return notices
