"""A whole chart: what surrounds the chart area, and what stands in it, in the order of drawing."""

from __future__ import annotations

from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ...canvas.box import Box
from ...canvas.surface import Canvas
from ..chart import CartesianPlot, Plot, QuickChart
from ..datasets import Dataset
from ..diagrams import CloudPlot, SankeyPlot, TreemapPlot
from ..labels import Named
from ..round_plots import GaugePlot, PiePlot, RadialGaugePlot, RadialPlot
from ..shapes import Cells
from . import (
    annotation,
    arcs,
    area,
    axis_labels,
    bars,
    cells,
    datalabels,
    filling,
    gauges,
    grid,
    lines,
    outlabels,
    radial,
    sankey,
    shapes,
    stacks,
    treemap,
)
from .axis import Axis
from .legend import LegendBox
from .ranges import Range
from .stacks import Stack
from .title import TitleBox


def draw(canvas: Canvas, chart: QuickChart) -> None:
    """Draw a chart. Raises CostError if that would take too long."""
    plot = chart.plot
    axes: dict[str, Axis] = {}
    stacked: dict[int, Stack] = {}
    if isinstance(plot, CartesianPlot):
        stacked = _stacks(plot)
        axes = _axes(chart, plot, stacked)
    titles = [TitleBox(title) for title in chart.titles]
    legend = LegendBox(chart.legend, chart.generation) if chart.legend else None
    parts: list[area.Part] = [*titles, *([legend] if legend else []), *axes.values()]
    overflow = _overflow(plot) if chart.auto_padding else 0.0
    place = area.place(parts, chart.width, chart.height, chart.padding, chart.generation, overflow)
    for axis in axes.values():
        axis.place()
    for axis in axes.values():
        if axis.floating:
            axis.stand(place, _standing(axis, axes, place))
    for axis in axes.values():
        grid.draw(axis, canvas, place)
        axis_labels.draw(axis, canvas)
    for title in titles:
        title.draw(canvas)
    if legend:
        legend.draw(canvas)
    if isinstance(plot, CartesianPlot):
        _draw_datasets(canvas, chart, plot, axes, stacked, place)
    elif isinstance(plot, PiePlot):
        parts_of_pie = arcs.draw(canvas, plot, place)
        if plot.outlabels and plot.rings:
            outlabels.draw(canvas, plot.outlabels, plot.labels, plot.rings[0], parts_of_pie)
    elif isinstance(plot, RadialPlot):
        radial.draw(canvas, plot, place, chart.generation)
    elif isinstance(plot, SankeyPlot):
        sankey.draw(canvas, plot, place, chart.height)
    elif isinstance(plot, TreemapPlot):
        treemap.draw(canvas, plot, place)
    elif isinstance(plot, CloudPlot):
        from . import cloud  # with the layout of /wordcloud, which few need

        cloud.draw(canvas, plot, place)
    elif isinstance(plot, RadialGaugePlot):
        gauges.draw_radial(canvas, plot, place)
    elif isinstance(plot, GaugePlot):
        gauges.draw_gauge(canvas, plot, place)


def _standing(axis: Axis, axes: dict[str, Axis], area: Box) -> float:
    """Return where an axis stands within the chart area."""
    name, value = axis.scale.at or ("", None)
    other = axes.get(name)
    if other is not None and value is not None and other is not axis:
        return other.pixel(value)
    return area.y + area.height / 2 if axis.horizontal else area.x + area.width / 2


def _overflow(plot: Plot) -> float:
    """Return what the points at the ends of lines need beyond the chart area."""
    if not isinstance(plot, CartesianPlot):
        return 0.0
    return max((_size_at_ends(d) for d in plot.datasets if d.kind == "line"), default=0.0)


def _size_at_ends(dataset: Dataset) -> float:
    """Return the radius, with its edge, of the first and the last point, or of any of bubbles."""
    points, line = dataset.points, dataset.edge_widths[0] / 2 if dataset.line.show else 0.0
    if not dataset.values or dataset.shape:
        return 0.0 if dataset.shape else line
    which = range(len(dataset.values)) if not dataset.line.show else (0, len(dataset.values) - 1)
    sizes = []
    for i in which:
        radius = dataset.sizes[i] if dataset.sizes else points.radii[i % len(points.radii)]
        if radius:
            hover = points.hover_radii[i % len(points.hover_radii)]
            width = points.edge_widths[i % len(points.edge_widths)]
            sizes.append(max(radius, hover) + max(width, 0.0))
    return max([line, *sizes])


class _Placed(NamedTuple):
    """A dataset with its axes."""

    dataset: Dataset
    along: Axis
    across: Axis
    stack: Stack


def _stacks(plot: CartesianPlot) -> dict[int, Stack]:
    """Return the stack of each dataset, by its number."""
    found: dict[int, Stack] = {}
    ordered = sorted(plot.datasets, key=lambda d: (d.order, d.number))
    for scale in plot.scales:
        mine = [d for d in ordered if _value_axis(d, plot) == scale.id]
        found |= stacks.build(mine, scale.stacked)
    return found


def _value_axis(dataset: Dataset, plot: CartesianPlot) -> str:
    """Return the id of the axis of a dataset's values."""
    return dataset.x_axis if plot.index_axis == "y" else dataset.y_axis


def _index_axis(dataset: Dataset, plot: CartesianPlot) -> str:
    return dataset.y_axis if plot.index_axis == "y" else dataset.x_axis


def _axes(chart: QuickChart, plot: CartesianPlot, stacked: dict[int, Stack]) -> dict[str, Axis]:
    axes = {}
    for scale in plot.scales:
        own = [d for d in plot.datasets if _value_axis(d, plot) == scale.id]
        if own:
            values = stacks.range_of([stacked[d.number] for d in own])
        else:
            values = stacks.place_range(
                [d for d in plot.datasets if _index_axis(d, plot) == scale.id]
            )
        if scale.kind in ("time", "timeseries") and own:
            values = stacks.range_of([stacked[d.number] for d in own])
        bars_zero = chart.generation == 4 and any(d.kind == "bar" and not d.shape for d in own)
        if bars_zero and values.low is not None and values.high is not None:
            values = Range(min(values.low, 0.0), max(values.high, 0.0), values.smallest)
        values = annotation.widened(values, scale, plot.annotations)
        axes[scale.id] = Axis(
            scale, chart.generation, (chart.width, chart.height), values, chart.ratio
        )
    return axes


def _draw_datasets(
    canvas: Canvas, chart: QuickChart, plot: CartesianPlot, axes: dict[str, Axis],
    stacked: dict[int, Stack], place: Box,
) -> None:  # fmt: skip
    ordered = sorted(plot.datasets, key=lambda d: (d.order, d.number))
    placed = [
        _Placed(d, axes[_index_axis(d, plot)], axes[_value_axis(d, plot)], stacked[d.number])
        for d in ordered
    ]
    capped = chart.generation == 2
    curves = {
        p.dataset.number: lines.place(p.dataset, p.along, p.across, p.stack, place, capped=True)
        for p in placed
        if p.dataset.kind == "line"
    }
    annotation.draw(canvas, plot, axes, place, above=False)
    if capped:  # version 2 draws all areas before anything else
        for p in reversed(placed):
            _draw_area(canvas, p, curves, place)
    drawn: dict[int, list[bars.Bar]] = {}
    for p in reversed(placed):
        if p.dataset.kind == "bar":
            slots = _slots(p, placed)
            along = p.dataset.places or tuple(float(i) for i in range(len(p.dataset.values)))
            own = p.stack._replace(slot=stacks.slot(p.dataset, p.along.scale.stacked))
            made = bars.place(p.dataset, p.along, p.across, own, slots, along)
            if p.dataset.shape:
                shapes.draw(canvas, p.dataset, made, p.across, place, chart.generation)
            else:
                bars.draw(canvas, p.dataset, made, p.across, place)
            drawn[p.dataset.number] = made
            continue
        curve = curves[p.dataset.number]
        if isinstance(p.dataset.shape, Cells):
            cells.draw(canvas, p.dataset, p.dataset.shape, curve.points, place)
            continue
        if not capped:
            _draw_area(canvas, p, curves, place)
        lines.draw_line(canvas, p.dataset, curve, place)
        lines.draw_points(canvas, p.dataset, curve, place)
    annotation.draw(canvas, plot, axes, place, above=True)
    for p in placed:
        if p.dataset.datalabels:
            _draw_labels(canvas, plot, p, drawn.get(p.dataset.number, ()), curves)


def _slots(own: _Placed, placed: Sequence[_Placed]) -> list[object]:
    """Return the places of bars side by side, in order, on the axis of a dataset."""
    slots: list[object] = []
    for p in sorted(placed, key=lambda p: (p.dataset.order, p.dataset.number)):
        if p.dataset.kind != "bar" or p.along is not own.along or not p.dataset.bars.grouped:
            continue
        name = stacks.slot(p.dataset, p.along.scale.stacked)
        if name not in slots:
            slots.append(name)
    return slots


def _draw_area(canvas: Canvas, p: _Placed, curves: dict[int, lines.Curve], place: Box) -> None:
    if p.dataset.kind != "line" or not p.dataset.line.show or p.dataset.shape:
        return
    target = p.dataset.line.fill
    other = None
    if target == "stack":
        before = [i for i in sorted(curves) if i < p.dataset.number]
        other = curves[before[-1]] if before else None
    elif isinstance(target, int):
        other = curves.get(target)
        if other is None:  # bars, which have no line
            return
    filling.draw(canvas, p.dataset, curves[p.dataset.number], place, p.across, other)


def _draw_labels(
    canvas: Canvas, plot: CartesianPlot, p: _Placed, made: Sequence[bars.Bar],
    curves: dict[int, lines.Curve],
) -> None:  # fmt: skip
    """Draw the labels of the values of a dataset."""
    dataset, options = p.dataset, p.dataset.datalabels
    if options is None:
        return
    total = sum(v for v in dataset.values if v is not None)
    spots: list[tuple[int, datalabels.Line]] = []
    if dataset.kind == "bar":
        for bar in made:
            low, high = sorted((bar.base, bar.head))
            spots.append((bar.number, _line_of_bar(bar, low, high, sideways=p.across.horizontal)))
    else:
        radii = dataset.points.radii
        for i, point in enumerate(curves[dataset.number].points):
            if point is not None:
                radius = radii[i % len(radii)]
                up = (1.0, 0.0) if p.across.horizontal else (0.0, -1.0)
                ends = [
                    (point[0] + s * radius * up[0], point[1] + s * radius * up[1]) for s in (-1, 1)
                ]
                spots.append((i, datalabels.Line(ends[0], ends[1], up)))
    for i, line in spots:
        value = dataset.values[i]
        if value is not None:
            label = " ".join(plot.labels[i]) if i < len(plot.labels) else ""
            datalabels.draw(canvas, options, line, value, Named(label, dataset.label, i, total))


def _line_of_bar(bar: bars.Bar, low: float, high: float, *, sideways: bool) -> datalabels.Line:
    if sideways:
        return datalabels.Line((low, bar.centre), (high, bar.centre), (1.0, 0.0))
    return datalabels.Line((bar.centre, high), (bar.centre, low), (0.0, -1.0))
