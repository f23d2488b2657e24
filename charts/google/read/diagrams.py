"""The diagram of each family of charts of data: ``chco``, ``chls``, ``chbh``, ``chp``, ``chl``."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from api import ascii_text

from ... import ticks
from ...canvas.stroke import Stroke, dashes
from ...colour import Colour
from ...marks.paint import Gradient, Paint
from ..chart import (
    Arrow,
    BarPlot,
    BarSeries,
    Data,
    Diagram,
    Gauge,
    LinePlot,
    PiePlot,
    PieRing,
    RadarPlot,
    ScatterPlot,
    Spacing,
    TextStyle,
    VennPlot,
)
from . import axes, colours, image_charts
from .axes import WrittenAxis
from .data import fraction
from .fields import Fields, clamp, one_line
from .number_format import plain
from .request import Request

_MAX_SLICES = 2000
_MAX_ARROWS = 100
_HOLE = 0.5  # of a doughnut, as Chart.js has it
_CIRCLES = 4  # of a polar chart
_MAX_BANDS = 100  # of a meter
_MAX_WIDTH = 1000.0  # of lines, bars and spaces, in pixels

# Defaults (reference, section 4; shades of 2008 where a picture shows them).
_BAR: Colour = (0xFF, 0xCC, 0x33, 255)
_LINE: Colour = (0xFF, 0x99, 0x00, 255)
POINT: Colour = (0x4D, 0x89, 0xF9, 255)
_SETS: tuple[Colour, ...] = (
    (0xFF, 0x99, 0x00, 255), (0xFF, 0xCC, 0x33, 255), (0x33, 0x72, 0xF3, 255),
)  # fmt: skip
_BANDS: tuple[Colour, ...] = (
    (0xFF, 0x00, 0x00, 255), (0xFF, 0xFF, 0x00, 255), (0x00, 0xB0, 0x00, 255),
)  # fmt: skip
_BLACK: Colour = (0, 0, 0, 255)
_POINT_SIZE = 10.0
_VENN_ALPHA = 0xAA / 255
_THICKNESS, _BETWEEN, _GROUPS = 23.0, 4.0, 8.0
# Of image-charts.com, in parts of a bar's thickness: bars fill the plot, as Chart.js draws them.
_NARROW_GAP, _WIDE_GAP = 0.11, 0.39
_SCALE_LENGTH = 200.0  # of a meter's arc, in pixels: decides how dense its numbers are


def diagram(
    request: Request,
    data: Sequence[Data],
    written: Sequence[WrittenAxis],
    replaced: Collection[float] = (),
) -> Diagram:
    """Return the diagram of a request's type.

    ``written`` are its axes, ``replaced`` the points of a scatter chart that markers stand for.
    """
    match request.kind.family:
        case "line":
            return LinePlot(_strokes(request, _LINE))
        case "bar":
            return _bars(request, data)
        case "scatter":
            return _points(request, data, replaced)
        case "radar":
            return _radar(request, written)
        case "pie":
            return _pie(request, written)
        case "venn":
            return _venn(request)
        case "meter":
            return _gauge(request, written)
        case other:
            raise ValueError(f"charts of the family {other} have no data")


def _colour(request: Request, series: int, default: Colour) -> Colour:
    return request.colours[series % len(request.colours)][0] if request.colours else default


def _styles(request: Request) -> list[Fields]:
    """Return the fields of ``chls`` for each line."""
    return [style.fields() for style in request.parameters["chls"].split("|")]


def _strokes(request: Request, default: Colour) -> tuple[Stroke, ...]:
    """Return the strokes of ``chls``: width, dash and gap by series; solid without a dash."""
    styles = _styles(request)
    strokes = []
    for series in range(request.lines):
        style = styles[series] if series < len(styles) else styles[0].with_fields([])
        width, dash, gap = (
            style.number(i, default, 0.0, _MAX_WIDTH)
            for i, default in enumerate((request.kind.width, 1.0, 0.0))
        )
        if len(style) == 2 and style.word(1):
            gap = dash
        strokes.append(Stroke(_colour(request, series, default), width, dashes(dash, gap)))
    return tuple(strokes)


def _base(request: Request, series: int) -> float:
    """Return where the bars of a series start, as a fraction of the plot."""
    low, high = request.scale(series)
    chp = request.parameters["chp"]
    if chp and (request.encoded.encoding != "t" or not low < 0 < high):
        bases = chp.numbers()
        if bases:
            return clamp(bases[min(series, len(bases) - 1)], 0.0, 1.0)
    if min(low, high) < 0 < max(low, high):
        return (0 / 2 - low / 2) / (high / 2 - low / 2)
    return 0.0 if low < high else 1.0


def _bars(request: Request, data: Sequence[Data]) -> BarPlot:
    drawn = range(request.lines)
    layers = []
    for series in drawn:
        paints: tuple[Paint, ...] = (_BAR,)
        if request.colours:
            paints = request.colours[series % len(request.colours)]
        if series in request.fills.bars:
            paints = (request.fills.bars[series],)
        layers.append(BarSeries(paints, _base(request, series)))
    count = max((len(data[i].positions) for i in drawn), default=0)
    count = count or max((len(d.positions) for d in data), default=0)
    return BarPlot(
        tuple(layers),
        count,
        request.kind.arrangement,
        request.kind.horizontal,
        _spacing(request),
        request.parameters["chbr"].number(0.0, 0.0, _MAX_WIDTH),
    )


def _spacing(request: Request) -> Spacing:
    """Return the spacing of ``chbh``: thickness, space between bars, space between groups."""
    if request.image_charts and "chbh" not in request.parameters:
        return Spacing(1.0, _NARROW_GAP, _WIDE_GAP, "share")
    chbh = request.parameters["chbh"].fields()
    unit = ascii_text.lower(chbh.word(0))
    between, groups = _BETWEEN, _GROUPS
    if unit == "r":
        between, groups = _BETWEEN / _THICKNESS, _GROUPS / _THICKNESS
    thickness = _THICKNESS
    if unit not in ("a", "r"):
        thickness = chbh.number(0, _THICKNESS)
        if not 0 < thickness <= _MAX_WIDTH:
            chbh.warn(f"bars are up to {_MAX_WIDTH:g} pixels thick, not {thickness:g}; "
                      f"{_THICKNESS:g} was used")  # fmt: skip
            thickness = _THICKNESS
    return Spacing(
        thickness, _space(chbh, 1, between), _space(chbh, 2, groups),
        "fit" if unit == "a" else "share" if unit == "r" else "pixels",
    )  # fmt: skip


def _space(chbh: Fields, index: int, default: float) -> float:
    """Return a space between bars; the default where there is none that makes sense."""
    space = chbh.number(index, -1.0)
    if 0 <= space <= _MAX_WIDTH:
        return space
    if chbh.word(index):
        chbh.warn(f"a space is 0 to {_MAX_WIDTH:g}, not {space:g}; {default:g} was used")
    return default


def _points(request: Request, data: Sequence[Data], replaced: Collection[float]) -> ScatterPlot:
    """Return the points of a scatter chart; those that a marker stands for have the size 0."""
    points = len(data[0].positions) if data else 0
    shares = sizes_of_points(request, data)
    sizes = tuple(_POINT_SIZE * share for share in shares) if shares else (_POINT_SIZE,)
    if replaced and points:
        sizes = tuple(0.0 if i in replaced else sizes[i % len(sizes)] for i in range(points))
    colours = request.colours[0] if request.colours else (POINT,)
    return ScatterPlot(sizes, colours[: max(1, points)])


def sizes_of_points(request: Request, data: Sequence[Data]) -> tuple[float, ...]:
    """Return the third series of a scatter chart as parts of a marker's size; () without one."""
    if len(request.encoded.series) < 3 or not data or request.kind.family != "scatter":
        return ()
    shares = [0.0 if share is None else share for share in request.fractions(2)]
    count = len(data[0].positions)
    return tuple((shares + [1.0] * count)[:count])


def _radar(request: Request, written: Sequence[WrittenAxis]) -> RadarPlot:
    """Return the lines of a radar chart; the circle is divided by its labels, or by its points."""
    longest = max((len(s) for s in request.encoded.series), default=0)
    labels = [len(axis.texts) for axis in written if axis.horizontal and axis.texts is not None]
    return RadarPlot(_strokes(request, _LINE), max(3, longest - 1, *labels, 0), request.kind.smooth)


def _pie(request: Request, written: Sequence[WrittenAxis]) -> PiePlot:
    series = request.encoded.series[: request.drawn]
    chd = request.parameters["chd"]
    several = request.image_charts or request.kind.name == "pc"
    if not several and len(series) > 1:
        chd.ignore(f"{request.kind.name} has one series: the others are not drawn")
        series = series[:1]
    rings = []
    left = _MAX_SLICES
    for number, values in enumerate(series):
        if len(values) > left:
            chd.warn(f"more than {_MAX_SLICES} slices: the others are left out")
        values = values[:left]
        left -= len(values)
        low, high = request.scale(number)
        top = max(high, 0.0) or 1.0
        sizes = tuple(
            0.0 if v is None else max(-top, min(top, v - max(low, 0.0) if v > 0 else v))
            for v in values
        )
        chosen = colours.slices(request.colours, number, len(values), len(series), _LINE)
        chosen = _filled(request, number, chosen)
        rings.append(PieRing(sizes, chosen))
        if left <= 0:
            break
    style = next((axis.style for axis in written if axis.number == 0), axes.STYLE)
    labels = _slice_labels(request, written)
    if "chlps" in request.parameters:
        wanted = image_charts.label_style(request.parameters["chlps"])
        style = TextStyle(wanted.colour or style.colour, wanted.size or style.size)
        labels = labels if wanted.shown else ()
    start = request.parameters["chp"].number(0.0)
    kind = request.kind.name
    pie = PiePlot(
        tuple(rings), labels, style, start % math.tau if abs(start) < 1e6 else 0.0,
        request.kind.solid,
        hole=_HOLE if kind == "pd" else 0.0,
        inside=one_line(request.parameters["chli"].text) if kind == "pd" else "",
        polar=kind == "pa",
    )  # fmt: skip
    return _with_scale(pie) if kind == "pa" and written else pie


def _filled(request: Request, ring: int, chosen: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """Return the colours of a ring's slices with the fills of ``chf``; each is one colour."""
    fills = request.fills
    if not fills.bars and not fills.slices:
        return chosen
    paint = fills.bars.get(ring)
    if isinstance(paint, Gradient):  # over all slices
        stops = [colour for _, colour in paint.stops]
        count = len(chosen)
        chosen = tuple(colours.flow(stops, i / max(count - 1, 1)) for i in range(count))
    elif paint is not None:
        chosen = (colours.middle(paint),) * len(chosen)
    return tuple(
        colours.middle(fills.slices[ring, i]) if (ring, i) in fills.slices else colour
        for i, colour in enumerate(chosen)
    )


def _with_scale(pie: PiePlot) -> PiePlot:
    """Return a polar chart with circles at round numbers, up to the one that holds all sectors."""
    largest = max((value for ring in pie.rings for value in ring.values), default=0.0)
    if largest <= 0:
        return pie
    by = ticks.step(0.0, largest, _CIRCLES)
    count = math.ceil(largest / by - 1e-9)
    circles = tuple((i / count, plain(i * by)) for i in range(1, count + 1))
    return pie._replace(scale=circles, top=count * by)


def _slice_labels(request: Request, written: Sequence[WrittenAxis]) -> tuple[str, ...]:
    """Return the labels of ``chl``, or those of the first axis that has some."""
    chl = request.parameters["chl"]
    if chl and request.image_charts:
        return image_charts.texts(chl)
    if chl:
        return tuple(one_line(label) for label in chl.text.split("|"))[:_MAX_SLICES]
    return next((axis.texts for axis in written if axis.texts), ())[:_MAX_SLICES]


def _venn(request: Request) -> VennPlot:
    values = [0.0 if v is None else v for v in request.encoded.series[0]]
    _, high = request.scale(0)
    sizes = [max(0.0, min(v, high)) for v in (*values, *[0.0] * 7)][:7]
    if len(values) > 7:
        request.parameters["chd"].ignore("a Venn diagram has seven values: the others are not "
                                         "drawn")  # fmt: skip
    chosen = [_colour(request, i, _SETS[i]) for i in range(3)]
    if len(request.colours) == 1:  # bars may stand between the circles as well
        chosen = [request.colours[0][i % len(request.colours[0])] for i in range(3)]
    a, b, c = ((*colour[:3], round(colour[3] * _VENN_ALPHA)) for colour in chosen)
    return VennPlot(
        (sizes[0], sizes[1], sizes[2]), (sizes[3], sizes[4], sizes[5]), sizes[6], (a, b, c)
    )


def _gauge(request: Request, written: Sequence[WrittenAxis]) -> Gauge:
    bands = [colour for group in request.colours for colour in group] or list(_BANDS)
    if len(bands) == 1:
        bands = [bands[0], bands[0]]
    scale: tuple[tuple[float, str], ...] = ()
    style = axes.STYLE
    names = [one_line(label) for label in request.parameters["chl"].text.split("|")]
    for axis in written:
        if axis.horizontal:  # names of the arrows that have none
            if axis.texts is None:
                request.parameters["chxt"].ignore("an x axis of a meter names its arrows, "
                                                  "and needs chxl")  # fmt: skip
            rest = iter(axis.texts or ())
            names = [name or next(rest, "") for name in names]
            names += rest
        else:
            scale, style = axes.labels(axis, _SCALE_LENGTH), axis.style
    (scale,) = axes.measurable([scale], request.parameters["chxt"])
    return Gauge(_arrows(request, names), tuple(bands[:_MAX_BANDS]), scale, style)


def _arrows(request: Request, names: Sequence[str]) -> tuple[Arrow, ...]:
    """Return an arrow for each value, with the strokes and heads of ``chls``."""
    styles = _styles(request)
    none = styles[0].with_fields([])
    series = request.encoded.series[: request.drawn]
    arrows: list[Arrow] = []
    for number, values in enumerate(series):
        style = styles[number] if number < len(styles) else none
        head = styles[len(series) + number] if len(series) + number < len(styles) else none
        width, length = style.number(0, 0.0, 0.0, 100.0), head.number(0, 0.0, 0.0, 200.0)
        dash, gap = (style.number(i, d, 0.0, _MAX_WIDTH) for i, d in ((1, 1.0), (2, 0.0)))
        if dash + gap < 0.5:  # too fine to be seen
            dash, gap = 1.0, 0.0
        stroke = Stroke(_BLACK, width, dashes(dash, gap))
        for value in values[: _MAX_ARROWS - len(arrows)]:
            if value is not None:
                name = names[len(arrows)] if len(arrows) < len(names) else ""
                position = fraction(value, request.scale(number)) or 0.0
                arrows.append(Arrow(position, name, stroke, length))
    if sum(map(len, series)) > _MAX_ARROWS:
        request.parameters["chd"].warn(f"more than {_MAX_ARROWS} arrows: the others are left out")
    return tuple(arrows)


def legend_colours(request: Request, drawn: Diagram) -> tuple[Colour, ...]:
    """Return one colour an entry: of series; of elements where one series has several colours."""
    family = request.kind.family
    if isinstance(drawn, PiePlot):
        return tuple(c for ring in drawn.rings for c in ring.colours) or (_LINE,)
    default = {"bar": _BAR, "line": _LINE, "scatter": POINT, "radar": _LINE}.get(family, _LINE)
    if family == "venn":
        return tuple(_colour(request, i, _SETS[i]) for i in range(3))
    if family == "meter":
        return tuple(colour for group in request.colours for colour in group) or _BANDS
    if len(request.colours) == 1:
        return request.colours[0]
    return tuple(group[0] for group in request.colours) or (default,)
