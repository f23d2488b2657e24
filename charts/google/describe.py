"""A chart of the Google dialect in words.

Numbers are those that the picture shows: where an axis of numbers is drawn beside the values, what
it says at their heights; else the values of the request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from ..canvas.description import Description
from ..colour import Colour
from ..diagnostics import Value
from ..words import contents, items, numbers, points, sentences, series
from ..words.sentences import Said, counted, line, listed
from .chart import (
    Axis,
    BarPlot,
    Data,
    Gauge,
    GoogleChart,
    LinePlot,
    PiePlot,
    RadarPlot,
    ScatterPlot,
    Side,
    VennPlot,
    WorldMap,
)

_ARRANGED: Final = {"grouped": "", "stacked": "stacked ", "overlapped": "overlapped "}
_MAX_LISTED: Final = 6
_NEAR: Final = 1e-3  # of an axis: a label so near to a point is its name
_TOPS: Final = 61.0, 4095.0  # the largest values of the simple and the extended encoding
_NUMBER = re.compile(r"([^\d.,+-]{0,4})([+-]?[\d,]*\.?\d+)([^\d]{0,4})", re.ASCII)
_AREAS: Final = {"world": "the world", "usa": "the USA", "middle_east": "the Middle East"}
_ICONS: Final = {
    "Bubble": "Speech bubble", "Pin": "Map pin", "Spin": "Map pin", "StickyNote": "Note",
    "Outlined": "Text", "Captioned": "Icon", "Disk": "Sign", "Marker": "Map pin", "Glyphs": "Icon",
}  # fmt: skip


def describe(chart: GoogleChart) -> Description:
    """Return a chart in words: its type and title, how much it shows, extremes and trends."""
    title = " ".join(chart.title.lines) if chart.title else ""
    return sentences.describe("Chart", _said(chart), title=title)


def _said(chart: GoogleChart) -> Said:
    match chart.diagram:
        case LinePlot() as plot:
            return _lines(chart, plot)
        case BarPlot() as plot:
            return _bars(chart, plot)
        case ScatterPlot():
            return _points(chart)
        case PiePlot() as plot:
            return _pie(chart, plot)
        case RadarPlot() as plot:
            return _radar(chart, plot)
        case VennPlot() as plot:
            return _venn(chart, plot)
        case Gauge() as gauge:
            return _gauge(gauge)
        case WorldMap() as world:
            return _map(chart, world)
    return _other(chart.diagram)


def _lines(chart: GoogleChart, plot: LinePlot) -> Said:
    drawn = chart.data[: max(1, len(plot.strokes))]
    count = max((len(data.positions) for data in drawn), default=0)
    x = next((data.x for data in drawn if data.x is not None), None)
    axis = _axis(chart, "bottom", "top")

    def place(i: int) -> str:
        if x is None:
            return _label(axis, i / max(count - 1, 1))
        return _label(axis, x[i]) if i < len(x) else ""

    names = _names(chart, [stroke.colour for stroke in plot.strokes])
    told = _told(drawn, names, _axis(chart, "left", "right"))
    kind = "Line chart" if chart.axes else "Sparkline"
    return series.say(told, series.Places(place, ordered=True), kind=kind)


def _bars(chart: GoogleChart, plot: BarPlot) -> Said:
    drawn = chart.data[: max(1, len(plot.series))]
    sides: tuple[Side, Side] = ("left", "right") if plot.horizontal else ("bottom", "top")
    across: tuple[Side, Side] = ("bottom", "top") if plot.horizontal else ("left", "right")
    axis = next((a for a in chart.axes if a.side in sides and a.groups), None)
    texts = dict(axis.labels) if axis else {}
    paints = [bars.paints[0] if bars.paints else None for bars in plot.series]
    colours = [paint if isinstance(paint, tuple) else None for paint in paints]
    told = _told(drawn, _names(chart, colours), _axis(chart, *across))
    places = series.Places(lambda i: line(texts.get(float(i), "")))
    kind = f"{'horizontal ' if plot.horizontal else ''}bar chart"
    if len(plot.series) > 1:
        kind = _ARRANGED[plot.arrangement] + kind
    return series.say(told, places, kind=kind[0].upper() + kind[1:])


def _points(chart: GoogleChart) -> Said:
    data = chart.data[0]
    x = data.x
    if x is None:
        count = max(len(data.positions) - 1, 1)
        x = tuple(i / count for i in range(len(data.positions)))
    across = _scale(_axis(chart, "bottom", "top"))
    up = _scale(_axis(chart, "left", "right"))
    cloud = points.Cloud(
        "",
        [None if at is None else at * 100 for at in x] if across is None else across.of(x),
        data.values if up is None else up.of(data.positions),
        numbers.plain if across is None else across.writer,
        numbers.plain if up is None else up.writer,
    )
    said = points.say([cloud])
    return said._replace(kind="Scatter chart")


def _pie(chart: GoogleChart, plot: PiePlot) -> Said:
    kind = "Polar area chart" if plot.polar else "Doughnut chart" if plot.hole else "Pie chart"
    if len(plot.rings) != 1:
        kind = f"{kind} of {len(plot.rings)} rings"
    colours = [colour for ring in plot.rings for colour in ring.colours]
    names = [*plot.labels, *[""] * (len(colours) - len(plot.labels))]
    legend = _names(chart, colours)
    names = [name or legend(i) for i, name in enumerate(names)]
    values = [max(value, 0.0) for ring in plot.rings for value in ring.values]
    shares = items.share if len(plot.rings) == 1 else None
    return items.say(names, values, numbers.plain, percent=shares, kind=kind)


def _radar(chart: GoogleChart, plot: RadarPlot) -> Said:
    drawn = chart.data[: max(1, len(plot.strokes))]
    axis = _axis(chart, "bottom")

    def place(i: int) -> str:
        return _label(axis, i / max(plot.spokes, 1))

    names = _names(chart, [stroke.colour for stroke in plot.strokes])
    told = _told(drawn, names, _axis(chart, "left"))
    return series.say(told, series.Places(place), kind="Radar chart")


def _venn(chart: GoogleChart, plot: VennPlot) -> Said:
    name = _names(chart, plot.colours)
    sets = [i for i in range(3) if plot.sizes[i] > 0]
    names = {i: name(i) or f"Set {i + 1}" for i in sets}
    parts = [f"{names[i]} ({numbers.text(plot.sizes[i])})" for i in sets]
    shared = [
        f"{names[a]} and {names[b]} share {numbers.text(size)}"
        for (a, b), size in zip(((0, 1), (0, 2), (1, 2)), plot.overlaps, strict=True)
        if size > 0 and a in names and b in names
    ]
    if plot.common > 0 and len(sets) == 3:
        shared.append(f"all three share {numbers.text(plot.common)}")
    scope = f"of {counted(len(sets), 'set')}: {listed(parts)}" if sets else "without sets"
    return Said(scope, (", ".join(shared),) if shared else (), "Venn diagram")


def _gauge(gauge: Gauge) -> Said:
    scale = _scale_of(gauge.scale)
    parts = []
    for arrow in gauge.arrows[:_MAX_LISTED]:
        place = scale.text(arrow.position) if scale else f"{arrow.position:.0%}"
        name = line(arrow.label)
        parts.append(f"{name} at {place}" if name else f"at {place}")
    text = listed(parts)
    return Said(f"with {text}" if text.find("at ") else text, kind="Meter")


def _map(chart: GoogleChart, world: WorldMap) -> Said:
    area = "the world"
    if isinstance(world.view, str):
        area = _AREAS.get(world.view, world.view.replace("_", " ").title())
    names = _names(chart, [colour for _, colour in world.regions])
    texts = [names(i) or line(code) for i, (code, _) in enumerate(world.regions)]
    shown = texts[:_MAX_LISTED]
    if len(texts) > len(shown):
        shown.append(f"{len(texts) - len(shown):,} more")
    kind = f"Map of {area}"
    if not texts:
        return Said(kind=kind)
    return Said(f"with {counted(len(texts), 'region')} in colour: {listed(shown)}", kind=kind)


def _other(diagram: object) -> Said:
    """Return what is said of codes, formulas, graphs and icons: their own rooms know them."""
    match type(diagram).__name__:
        case "CodeMatrix":
            return contents.code("QR code", getattr(diagram, "text", ""))
        case "Formula":
            return contents.formula(getattr(diagram, "source", ""))
        case "Graph":
            from ..graphviz.describe import say

            return say(diagram)  # type: ignore[arg-type]
    name = _ICONS.get(type(diagram).__name__, "")
    texts = getattr(diagram, "lines", None) or (getattr(diagram, "text", ""),)
    said = contents.label(name or "Picture", texts)
    icon = getattr(diagram, "icon", "") or getattr(diagram, "weather", "")
    if icon or name == "Icon":
        shown = line(str(icon or getattr(diagram, "name", "")).replace("_", " ").replace("-", " "))
        said = said._replace(scope=f"“{shown}” {said.scope}".strip())
    return said


class _Scale:
    """What an axis of numbers says at a place: a line through its labels."""

    def __init__(self, start: float, length: float, before: str, after: str) -> None:
        self.start, self.length = start, length
        self.before, self.after = before, after

    def value(self, position: float) -> float:
        """Return the number at a fraction of the axis."""
        return float(f"{self.start + position * self.length:.10g}")

    def of(self, positions: Sequence[Value]) -> list[Value]:
        """Return the numbers at fractions of the axis."""
        return [None if position is None else self.value(position) for position in positions]

    def writer(self, _: Sequence[float]) -> series.Write:
        """Return what writes numbers as the labels do."""
        return lambda value: f"{self.before}{numbers.text(value)}{self.after}"

    def text(self, position: float) -> str:
        """Return the number at a fraction of the axis, as the labels write it."""
        return self.writer(())(self.value(position))


def _scale(axis: Axis | None) -> _Scale | None:
    return _scale_of(axis.labels) if axis and not axis.groups else None


def _scale_of(labels: Sequence[tuple[float, str]]) -> _Scale | None:
    """Return the scale of labels that are numbers at equal distances, None if they are not."""
    numbered = [(at, match) for at, text in labels if (match := _NUMBER.fullmatch(text.strip()))]
    if len(numbered) < 2 or len(numbered) < len([text for _, text in labels if text.strip()]):
        return None
    affixes = {(match[1], match[3]) for at, match in numbered}
    (first, start), (last, end) = (
        (at, float(match[2].replace(",", ""))) for at, match in (numbered[0], numbered[-1])
    )
    if first == last or len(affixes) > 1:
        return None
    length = (end - start) / (last - first)
    scale = _Scale(start - first * length, length, *affixes.pop())
    near = abs(length) * 0.01
    values = ((at, float(match[2].replace(",", ""))) for at, match in numbered)
    return scale if all(abs(scale.value(at) - value) <= near for at, value in values) else None


def _told(
    drawn: Sequence[Data], name: Callable[[int], str], axis: Axis | None
) -> list[series.Told]:
    """Return series as they are told: by the axis beside them, else as they were given."""
    scale = _scale(axis)
    if scale and (scale.start, scale.length) == (0, 100) and not _encoded(drawn):
        scale = None  # the default, which says nothing of values that have a scale of their own
    if scale:
        return [
            series.Told(name(i), scale.of(data.positions), scale.writer)
            for i, data in enumerate(drawn)
        ]
    return [series.Told(name(i), data.values, numbers.plain) for i, data in enumerate(drawn)]


def _encoded(drawn: Sequence[Data]) -> bool:
    """Return whether values were letters, which mean fractions of the plot alone."""
    for top in _TOPS:
        pairs = [
            (position, value)
            for data in drawn
            for position, value in zip(data.positions, data.values, strict=False)
            if position is not None and value is not None
        ]
        if pairs and all(abs(position - value / top) < 1e-9 for position, value in pairs):
            return any(value for _, value in pairs)
    return False


def _axis(chart: GoogleChart, *sides: Side) -> Axis | None:
    """Return the first axis with labels at one of some sides."""
    return next((axis for axis in chart.axes if axis.side in sides and axis.labels), None)


def _label(axis: Axis | None, position: Value) -> str:
    """Return the label of an axis at a fraction of it, "" for none."""
    if axis is None or position is None:
        return ""
    near = (line(text) for at, text in axis.labels if abs(at - position) <= _NEAR)
    return next(near, "")


def _names(chart: GoogleChart, colours: Sequence[Colour | None]) -> Callable[[int], str]:
    """Return what gives the name of a series: the entry of the legend that has its colour."""
    entries = chart.legend.entries if chart.legend else ()
    by_colour = {colour[:3]: name for name, colour in entries}
    known = [(colour or (-1, -1, -1))[:3] for colour in colours]
    distinct = len(by_colour) == len(entries) and len(set(known)) == len(known)
    if distinct and not by_colour.keys().isdisjoint(known):
        return lambda i: line(by_colour.get(known[i], "")) if i < len(known) else ""

    def name(i: int) -> str:
        return line(entries[i][0]) if i < len(entries) else ""

    return name
