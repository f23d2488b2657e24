"""Areas on top of each other, of which each is as thick as its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from ..colour import TRANSPARENT
from .chart import Chart, LegendEntry, LegendPosition, Series
from .line_plot import LinePlot
from .number_text import choose

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from ..colour import Colour
    from ..diagnostics import Value
    from ..marks.curves import Curve
    from .piles import Layer, Piles
    from .scale import Scale

_SEPARATOR = 1.0  # pixels between two areas, of the colour of the background
_DENSE = 6.0  # pixels between two places, below which lines would cover the areas
_ASIDE = 4.0  # pixels between a number and the left or right end of its area
_CLEARANCE = 3.0  # pixels above and below a number in an area, together twice


class StackPlot(NamedTuple):
    """Areas on top of each other, in the order of the series from the bottom up."""

    lines: LinePlot
    stacked: Literal[True, "percent"]

    def entries(self, position: LegendPosition) -> list[LegendEntry]:
        """Return an entry for each series; beside the stack from the top down, as it is seen."""
        entries = [LegendEntry(s.name, s.colours[0], "square") for s in self.lines.series]
        return entries[::-1] if position in ("left", "right", "ends") else entries


def _gaps(series: Sequence[Series], at: Sequence[Value]) -> list[str]:
    """Return the notice of gaps that count as 0: where another series has a value."""
    count = 0
    for place, *column in zip(at, *(one.values for one in series), strict=True):
        missing = column.count(None)
        count += missing if place is not None and missing < len(column) else 0
    if not count:
        return []
    return [f"yvalues: {count} gap{'s count' if count > 1 else ' counts'} as 0 in the stack"]


class _Drawn(NamedTuple):
    """An area in pixels: its runs, which gaps part, each along its start and along its end."""

    starts: list[Array]
    ends: list[Array]
    colour: Colour
    lowest: bool
    dots: list[Array]
    """The values of the series, in runs."""


def draw(canvas: Canvas, chart: Chart, plot: StackPlot, box: Box) -> list[str]:
    """Draw axes, areas, numbers and names; return notices of what had no room."""
    from . import axes, end_names, line_series, percent_stack, piles
    from .sizes import line_width, natural_size

    lines, percent = plot.lines, plot.stacked == "percent"
    room = end_names.room(canvas, chart, lines.x.at, lines.series, box, plot.entries("right"))
    series, axis, numbers = lines.series, lines.axis, chart.numbers
    if percent:
        series, axis = percent_stack.shares(series), percent_stack.axis(axis, series)
        numbers = percent_stack.numbers(numbers)
    rows = [one.values for one in series]
    stack = piles.pile(lines.x.at, rows)
    ends = [v for layer in stack.layers for v in layer.ends]
    thickness = line_width(natural_size(chart))
    fitted = axes.fit(
        chart,
        room.inner,
        axes.along(lines.x, chart, edge=0.0, turn=False),
        axes.NumberAxis(
            percent_stack.ends(ends) if percent else ends,
            axis,
            from_zero=True,
            headroom=thickness * line_series.HEADROOM,
            on_base=True,
            numbers=numbers,
        ),
    )
    inner, scale = fitted.plot, fitted.y_scale
    axes.draw(canvas, chart, room.inner, fitted, grid=[fitted.y])
    x, curve = [None if v is None else fitted.x.scale(v) for v in lines.x.at], lines.curve
    if stack.crosses_zero and curve != "step":
        stack, curve = piles.pile_joined(x, rows, curve), "linear"
    else:
        stack = stack._replace(x=x)
    drawn = [_drawn(stack, layer, series[layer.series], scale, inner) for layer in stack.layers]
    with canvas.clip(*inner):
        dense = inner.width < _DENSE * len(x)
        between = TRANSPARENT if dense else chart.theme.background
        _fill(canvas, drawn, curve, between, half=2 * thickness)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
    if lines.markers:
        edges = [line_series.Line(d.dots, d.colour, curve, thickness) for d in drawn]
        line_series.draw_markers(canvas, edges, inner, chart.theme.background, every=True)
    notices = [*room.notices, *axes.draw_marks(canvas, chart, fitted), *_gaps(series, lines.x.at)]
    if lines.value_labels:
        if percent:
            texts = percent_stack.texts(lines.series, chart.numbers)
        else:
            write = choose((v for s in series for v in s.values), chart.numbers)
            texts = [["" if v is None else write(v) for v in s.values] for s in series]
        notices += _draw_numbers(canvas, chart, stack, series, texts, scale, inner)
    if room.ends:
        middles = _last(stack, series, scale, inner)
        end_names.draw(canvas, chart, room.ends, middles, inner, room.outer)
    return notices


def _drawn(stack: Piles, layer: Layer, one: Series, scale: Scale, plot: Box) -> _Drawn:
    from .line_series import runs

    dots: list[Value] = [None] * len(stack.x)
    for i, value in zip(stack.at, one.values, strict=True):
        dots[i] = layer.ends[i] if layer.has(value) else None
    starts, ends, at_values = (
        runs(stack.x, edge, scale, plot) for edge in (layer.starts, layer.ends, dots)
    )
    return _Drawn(starts, ends, one.colours[0], layer.lowest, at_values)


def _last(
    stack: Piles, series: Sequence[Series], scale: Scale, plot: Box
) -> list[tuple[Point, Colour]]:
    """Return the middle of each series at the last place, and its colour."""
    from .line_series import points

    last = max(i for i, at in enumerate(stack.at) if stack.x[at] is not None)
    at = stack.at[last]
    middles: list[tuple[Point, Colour]] = []
    for i, one in enumerate(series):
        value = one.values[last] or 0.0
        layer = next(layer for layer in stack.layers if layer.series == i and layer.has(value))
        edges = layer.starts[at] or 0.0, layer.ends[at] or 0.0
        (x, start), (_, end) = filter(None, points([stack.x[at]] * 2, edges, scale, plot))
        middles.append(((x, (start + end) / 2), one.colours[0]))
    return middles


def _fill(
    canvas: Canvas, drawn: Sequence[_Drawn], curve: Curve, between: Colour, *, half: float
) -> None:
    """Draw areas, and thin lines of a colour between them.

    A single place becomes a bar, ``half`` pixels to each side: an area there would have no width.
    """
    from ..marks import curves

    join = curves.CURVES[curve]
    for area in drawn:
        for end, start in zip(area.ends, area.starts, strict=True):
            if len(end) > 1:
                canvas.path(curves.between(join(end), join(start)), area.colour)
            else:
                (x, top), (_, bottom) = end[0], start[0]
                canvas.rectangle(x - half, top, 2 * half, bottom - top, area.colour)
    if between[3]:
        for area in drawn:
            for start in area.starts if not area.lowest else ():
                if len(start) > 1:
                    canvas.path(join(start), None, Stroke(between, _SEPARATOR))


def _draw_numbers(
    canvas: Canvas,
    chart: Chart,
    stack: Piles,
    series: Sequence[Series],
    texts: Sequence[Sequence[str]],
    scale: Scale,
    plot: Box,
) -> list[str]:
    """Draw each number in the middle of its area, if it is thick enough along the whole number."""
    import numpy as np

    from ..canvas.text import CAP_HEIGHT, width
    from .axes import tick_font
    from .line_series import points
    from .value_labels import free_or_key, left_out, text_on_bar

    font = tick_font(chart)
    height = font.size * CAP_HEIGHT
    nowhere = Box(-9.0, -9.0, 0.0, 0.0)
    labels: list[Box | None] = []
    written: list[tuple[str, Colour]] = []
    values: list[float] = []
    of: list[int] = []
    for layer in stack.layers:
        one = series[layer.series]
        row = dict(zip(stack.at, texts[layer.series], strict=True))
        owned = {i: v or 0.0 for i, v in zip(stack.at, one.values, strict=True) if layer.has(v)}
        values += owned.values()
        of += [layer.series] * len(owned)
        ends, starts = (
            dict(_known(points(stack.x, v, scale, plot))) for v in (layer.ends, layer.starts)
        )
        colour = text_on_bar(chart, one.colours[0])
        limits = _limits(ends)
        at = [end[0] for end in ends.values()]
        upper, lower = ([point[1] for point in edge.values()] for edge in (ends, starts))
        for i in owned:
            if i not in ends:
                labels.append(None)
                written.append((row[i], colour))
                continue
            half = width(row[i], font) / 2
            left, right = limits[i]
            middle = min(max(ends[i][0], left + half + _ASIDE), right - half - _ASIDE)
            across = [middle - half, middle, middle + half]
            tops, bottoms = np.interp(across, at, upper), np.interp(across, at, lower)
            top = max(np.minimum(tops, bottoms).max(), plot.y)
            bottom = min(np.maximum(tops, bottoms).min(), plot.bottom)
            label = Box(middle - half, (top + bottom - height) / 2, 2 * half, height)
            room = right - left >= 2 * (half + _ASIDE)
            fits = room and bottom - top >= height + 2 * _CLEARANCE
            labels.append(label if fits else None)
            written.append((row[i], colour))
    shown = free_or_key(labels, [nowhere] * len(labels), values, of)
    for i in shown:
        if place := labels[i]:
            canvas.text(place.x, place.bottom, written[i][0], font, written[i][1])
    return left_out(len(labels) - len(shown), len(labels))


def _known(points: Iterable[Point | None]) -> Iterator[tuple[int, Point]]:
    """Yield the points that are not missing, each with its index."""
    for i, point in enumerate(points):
        if point is not None:
            yield i, point


def _limits(points: Mapping[int, Point]) -> dict[int, tuple[float, float]]:
    """Return of each point from where to where, along x, its run reaches: as far as neighbours."""
    runs: list[list[int]] = []
    for i in points:
        if not runs or i != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(i)
    limits: dict[int, tuple[float, float]] = {}
    for run in runs:
        reach = [points[i][0] for i in run]
        limits |= dict.fromkeys(run, (min(reach), max(reach)))
    return limits
