"""Series around a centre with their rings and spokes: the model, and drawing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from api.named_tuple import NamedTuple

from ..canvas.box import Box
from ..canvas.stroke import Stroke
from . import styles
from .chart import Chart, LegendEntry, LegendPosition, Series, ValueAxis, read_series
from .values import PointStyle

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..canvas.path import Array, Point
    from ..canvas.surface import Canvas
    from .theme import Theme

_FILL_ALPHA = 46  # of 255
_MARKER = 2.8  # of the width of a line
_MAX_RINGS = 5


class RadarPlot(NamedTuple):
    """Series around a centre."""

    names: tuple[str, ...]
    series: tuple[Series, ...]
    axis: ValueAxis
    fill: bool
    markers: bool
    individual: bool
    value_labels: bool
    styles: tuple[styles.LineStyle, ...]
    joined: bool


def read(values: Mapping[str, Any], theme: Theme) -> RadarPlot:
    """Return the model of valid parameters."""
    return RadarPlot(
        values["xvalues"],
        read_series(values, theme),
        ValueAxis(values["ymin"], values["ymax"]),
        values["fill"],
        values["markers"],
        values["individual"],
        values["value_labels"],
        styles.read_lines(values, len(values["yvalues"])),
        values["gaps"] == "joined",
    )


def legend(radar: RadarPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series."""
    mark: Literal["square", "line"] = "square" if radar.fill else "line"
    return [
        LegendEntry(s.name, s.colours[0], mark, dash=style.dash)
        for s, style in zip(radar.series, radar.styles, strict=True)
    ]


def draw(canvas: Canvas, chart: Chart, radar: RadarPlot, box: Box) -> list[str]:
    """Draw rings, spokes, names, lines and numbers; return how many numbers had no room."""
    import numpy as np

    from ..canvas.path import Path
    from ..marks.lines import draw_runs
    from ..marks.points import draw_points
    from . import rings as r
    from .scale import value_scale
    from .sizes import base_size, line_width, natural_size

    count = len(radar.names)
    turns = [i / count for i in range(count)]
    rings = r.fit(chart, box, radar.names, turns)
    shares, scale = _shares(radar), None
    places = [0.25, 0.5, 0.75, 1.0]
    if not radar.individual:
        known = [v for s in radar.series for v in s.values]
        steps = max(1, min(_MAX_RINGS, int(rings.radius / (base_size(chart) * 1.6))))
        scale = value_scale(known, radar.axis, steps, from_zero=radar.axis.minimum is None)
        shares = [[None if v is None else scale(v) for v in s.values] for s in radar.series]
        places = [scale(tick) for tick in scale.ticks]
    r.draw_grid(canvas, chart, rings, [a for a in places if 0 < a <= 1 + 1e-9], corners=count)
    centre = rings.x, rings.y
    spokes = [(centre, rings.point(turn, 1.0)) for turn in turns]
    canvas.lines(spokes, Stroke(chart.theme.grid, 1))
    marked: list[list[tuple[Point, float]]] = []
    lines: list[Array] = []
    widest = 0.0
    for series, row, style in zip(radar.series, shares, radar.styles, strict=True):
        points = [
            None if share is None else rings.point(turn, min(max(share, 0.0), 1.0))
            for turn, share in zip(turns, row, strict=True)
        ]
        both = zip(points, series.values, strict=True)
        marked.append([(at, v) for at, v in both if at is not None and v is not None])
        runs, whole = _runs(points, joined=radar.joined)
        lines += [np.array(run) for run in runs if len(run) > 1]
        colour = series.colours[0]
        if radar.fill:
            for run in runs:
                shape = run if whole else [centre, *run]
                canvas.path(Path.polygon(shape), (*colour[:3], colour[3] * _FILL_ALPHA // 255))
        thickness = style.width or line_width(natural_size(chart))
        draw_runs(canvas, runs, style.stroke(colour, thickness, cap="butt"))
        # A value between two gaps would vanish without a marker.
        every = radar.markers if style.point is None else style.point.shape != "none"
        dots = [point for run in runs if every or len(run) == 1 for point in run]
        look = style.point if style.point and every else PointStyle("circle")
        size = look.size or thickness * _MARKER
        draw_points(canvas, dots, (size,), (colour,), look.shape)
        widest = max(widest, thickness, size * every)
    if scale and not radar.value_labels:
        r.draw_numbers(canvas, chart, rings, scale, places)
    names = r.draw_names(canvas, chart, rings, turns)
    if not radar.value_labels:
        return []
    from .value_labels import draw_value_labels, left_out

    reach = rings.radius
    bounds = Box(rings.x - reach, rings.y - reach, 2 * reach, 2 * reach)
    around = widest / 2
    return left_out(
        *draw_value_labels(
            canvas, chart, marked, lines, bounds, radius=around, clearance=1.0, taken=names
        )
    )


def _runs(points: list[Point | None], *, joined: bool) -> tuple[list[list[Point]], bool]:
    """Return the lines through points around a centre, and whether they are one closed line."""
    from ..marks.lines import split_at_gaps

    if joined:
        points = [point for point in points if point is not None]
    whole = None not in points and len(points) > 2
    # A gap anywhere else is where the line starts, so that it may pass 12 o'clock.
    first = points.index(None) if None in points else 0
    return split_at_gaps([*points[first:], *points[: first + whole]]), whole


def _shares(radar: RadarPlot) -> list[list[float | None]]:
    """Return each value as a part of the largest one on its spoke."""
    columns = zip(*(s.values for s in radar.series), strict=True)
    tops = [max([0.0, *(v for v in column if v is not None)]) or 1.0 for column in columns]
    return [
        [None if v is None else v / top for v, top in zip(s.values, tops, strict=True)]
        for s in radar.series
    ]
