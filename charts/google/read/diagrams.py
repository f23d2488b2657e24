"""What each family of charts draws: ``chco``, ``chls``, ``chbh``, ``chp``, ``chl``."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas.stroke import Stroke, dashes
from ...colour import Colour
from ...diagnostics import Diagnostics
from ...marks.paint import Paint
from ..chart import (
    Arrow,
    BarPlot,
    BarSeries,
    Data,
    Diagram,
    Gauge,
    LinePlot,
    Mark,
    PiePlot,
    PieRing,
    RadarPlot,
    ScatterPlot,
    Spacing,
    TextStyle,
    VennPlot,
)
from . import axes, colours, encoding, markers, reading
from .request import Request

MOST_SLICES = 2000
MOST_NEEDLES = 100

# Defaults (reference, section 4; shades of 2008 where a picture shows them).
_BAR: Colour = (0xFF, 0xCC, 0x33, 255)
_LINE: Colour = (0xFF, 0x99, 0x00, 255)
_POINT: Colour = (0x4D, 0x89, 0xF9, 255)
_SETS: tuple[Colour, ...] = (
    (0xFF, 0x99, 0x00, 255), (0xFF, 0xCC, 0x33, 255), (0x33, 0x72, 0xF3, 255),
)  # fmt: skip
_DIAL: tuple[Colour, ...] = (
    (0xFF, 0x00, 0x00, 255), (0xFF, 0xFF, 0x00, 255), (0x00, 0xB0, 0x00, 255),
)  # fmt: skip
_BLACK: Colour = (0, 0, 0, 255)
_POINT_SIZE = 10.0
_VENN_ALPHA = 0xAA / 255
_THICKNESS, _BETWEEN, _GROUPS = 23.0, 4.0, 8.0


def diagram(request: Request, data: Sequence[Data]) -> Diagram:
    """The diagram of a request's type."""
    match request.kind.family:
        case "line":
            return LinePlot(_strokes(request, _LINE))
        case "bar":
            return _columns(request, data)
        case "scatter":
            return _cloud(request, data)
        case "radar":
            return _web(request)
        case "pie":
            return _rings(request)
        case "venn":
            return _circles(request)
        case "meter":
            return _dial(request)
        case other:
            raise ValueError(f"charts of the family {other} have no data")


def _colour(request: Request, series: int, default: Colour) -> Colour:
    return request.colours[series % len(request.colours)][0] if request.colours else default


def _strokes(request: Request, default: Colour) -> tuple[Stroke, ...]:
    """``chls``: width, dash and gap by series; those that are missing are solid."""
    styles = [style.split(",") for style in request.values.get("chls", "").split("|")]
    strokes = []
    for series in range(request.shown):
        style = styles[series] if series < len(styles) else []
        numbers = [
            min(1000.0, max(0.0, reading.real(style, i, default_number, "chls", request.notes)))
            for i, default_number in ((0, request.kind.width), (1, 1.0), (2, -1.0))
        ]
        if len(style) == 2 and style[1].strip():
            numbers[2] = numbers[1]
        width, dash, gap = numbers
        strokes.append(Stroke(_colour(request, series, default), width, dashes(dash, gap)))
    return tuple(strokes)


def _zero(request: Request, series: int) -> float:
    """Where the bars of a series start, as a fraction of the plot."""
    low, high = request.pair(series)
    text = request.values.get("chp", "")
    if (text and request.encoded.encoding != "t") or (text and not low < 0 < high):
        zeros = reading.numbers(text, "chp", request.notes)
        if zeros:
            return min(1.0, max(0.0, zeros[min(series, len(zeros) - 1)]))
    if min(low, high) < 0 < max(low, high):
        return (0 / 2 - low / 2) / (high / 2 - low / 2)
    return 0.0 if low < high else 1.0


def _columns(request: Request, data: Sequence[Data]) -> BarPlot:
    drawn = range(request.shown)
    layers = []
    for series in drawn:
        paints: tuple[Paint, ...] = (_BAR,)
        if request.colours:
            paints = request.colours[series % len(request.colours)]
        if series in request.fills.bars:
            paints = (request.fills.bars[series],)
        layers.append(BarSeries(paints, _zero(request, series)))
    count = max((len(data[i].places) for i in drawn), default=0)
    count = count or max((len(d.places) for d in data), default=0)
    return BarPlot(
        tuple(layers), count, request.kind.arrangement, request.kind.horizontal, _spacing(request)
    )


def _spacing(request: Request) -> Spacing:
    """``chbh``: thickness, space between bars, space between groups."""
    fields = request.values.get("chbh", "").split(",")
    unit = fields[0].strip().lower()
    between, groups = _BETWEEN, _GROUPS
    if unit == "r":
        between, groups = _BETWEEN / _THICKNESS, _GROUPS / _THICKNESS
    thickness = _THICKNESS
    if unit not in ("a", "r"):
        thickness = reading.real(fields, 0, _THICKNESS, "chbh", request.notes)
        if not 0 < thickness <= 1000:
            request.notes.warn("chbh", f"bars are up to 1000 pixels thick, not {thickness:g}; "
                            f"{_THICKNESS:g} was taken")  # fmt: skip
            thickness = _THICKNESS
    numbers = []
    for index, default in ((1, between), (2, groups)):
        value = reading.real(fields, index, -1.0, "chbh", request.notes)
        if value > 1000 or (value < 0 and reading.field(fields, index)):
            request.notes.warn(
                "chbh", f"a space is 0 to 1000, not {value:g}; {default:g} was taken"
            )
        numbers.append(value if 0 <= value <= 1000 else -1.0)
    if numbers[0] >= 0:
        between = numbers[0]
        if request.kind.arrangement == "grouped":
            groups = 2 * between
    if numbers[1] >= 0:
        groups = numbers[1]
    return Spacing(
        thickness, between, groups,
        "fit" if unit == "a" else "share" if unit == "r" else "pixels",
    )  # fmt: skip


def _cloud(request: Request, data: Sequence[Data]) -> ScatterPlot:
    count = max(1, len(data[0].places) if data else 0)
    shares = sizes_of_points(request, data)
    sizes = tuple(_POINT_SIZE * share for share in shares) if shares else (_POINT_SIZE,)
    given = request.colours[0] if request.colours else (_POINT,)
    return ScatterPlot(sizes, given[:count])


def sizes_of_points(request: Request, data: Sequence[Data]) -> tuple[float, ...]:
    """The third series: parts of a marker's size; none: all whole."""
    if len(request.encoded.series) < 3 or not data or request.kind.family != "scatter":
        return ()
    shares = [0.0 if place is None else place for place in request.places(2)]
    count = len(data[0].places)
    return tuple((shares + [1.0] * count)[:count])


def _web(request: Request) -> RadarPlot:
    """Labels around divide the circle, and so do points: the more of both count."""
    longest = max((len(s) for s in request.encoded.series), default=0)
    around = axes.labels(request.values.get("chxl", ""), axes.MOST, Diagnostics())
    names = [n.strip() for n in request.values.get("chxt", "").split(",")]
    named = [len(around[i]) for i, n in enumerate(names[: axes.MOST])
             if n in ("x", "t") and i in around]  # fmt: skip
    spokes = max(3, longest - 1, *named, 0)
    return RadarPlot(_strokes(request, _LINE), spokes, request.kind.smooth)


def _rings(request: Request) -> PiePlot:
    series = request.encoded.series[: request.raw_shown]
    if request.kind.name != "pc" and len(series) > 1:
        request.notes.ignore("chd", f"{request.kind.name} has one series: the others are not drawn")
        series = series[:1]
    rings = []
    left = MOST_SLICES
    for number, values in enumerate(series):
        if len(values) > left:
            request.notes.warn("chd", f"more than {MOST_SLICES} slices: the others are left out")
        values = values[:left]
        left -= len(values)
        low, high = request.pair(number)
        top = max(high, 0.0) or 1.0
        sizes = tuple(
            0.0 if v is None else max(-top, min(top, v - max(low, 0.0) if v > 0 else v))
            for v in values
        )
        chosen = colours.slices(request.colours, number, len(values), len(series), _LINE)
        rings.append(PieRing(sizes, chosen))
        if left <= 0:
            break
    labels, lettering = _slice_labels(request)
    start = reading.real([request.values.get("chp", "")], 0, 0.0, "chp", request.notes)
    start = start % math.tau if abs(start) < 1e6 else 0.0
    return PiePlot(tuple(rings), labels, lettering, start, request.kind.solid)


def _slice_labels(request: Request) -> tuple[tuple[str, ...], TextStyle]:
    """``chl``, or the labels of an axis, which style them as well."""
    quiet = Diagnostics()  # an axis of a pie is read for its labels alone
    text = request.values.get("chl", "")
    names = request.values.get("chxt", "").split(",")[: axes.MOST]
    frame = axes.Frame({"bottom": 0, "top": 0, "left": 0, "right": 0}, default=False)
    of_axis = axes.axes(request.values, frame, quiet) if names[0] and not text else ()
    lettering = TextStyle(axes.TEXT, axes.SIZE)
    if "chxs" in request.values and names[0]:
        styled = axes.axes(
            {"chxt": "x", "chxl": "0:|", "chxs": request.values["chxs"]}, frame, quiet
        )
        lettering = styled[0].lettering
    labels = tuple(axes.one_line(label) for label in text.split("|")) if text else ()
    if not labels and "chxl" in request.values:
        for axis in of_axis:
            labels = labels or tuple(label for _, label in axis.labels)
    return labels[:MOST_SLICES], lettering


def _circles(request: Request) -> VennPlot:
    values = [0.0 if v is None else v for v in request.encoded.series[0]]
    _, high = request.pair(0)
    sizes = [max(0.0, min(v, high)) for v in (*values, *[0.0] * 7)][:7]
    if len(values) > 7:
        request.notes.ignore("chd", "a Venn diagram has seven values: the others are not drawn")
    chosen = [_colour(request, i, _SETS[i]) for i in range(3)]
    if len(request.colours) == 1:  # bars may stand between the circles as well
        chosen = [request.colours[0][i % len(request.colours[0])] for i in range(3)]
    a, b, c = ((*colour[:3], round(colour[3] * _VENN_ALPHA)) for colour in chosen)
    return VennPlot(
        (sizes[0], sizes[1], sizes[2]), (sizes[3], sizes[4], sizes[5]), sizes[6], (a, b, c)
    )


def _dial(request: Request) -> Gauge:
    notes = request.notes
    styles = [style.split(",") for style in request.values.get("chls", "").split("|")]
    series = request.encoded.series[: request.raw_shown]
    labels = request.values.get("chl", "").split("|")
    needles: list[Arrow] = []
    for number, values in enumerate(series):
        style = styles[number] if number < len(styles) else []
        head_style = styles[len(series) + number] if len(series) + number < len(styles) else []
        width = min(100.0, max(0.0, reading.real(style, 0, 0.0, "chls", notes)))
        head = min(200.0, max(0.0, reading.real(head_style, 0, 0.0, "chls", notes)))
        lengths = [reading.real(style, i, d, "chls", notes) for i, d in ((1, 1.0), (2, 0.0))]
        lengths = [min(1000.0, max(0.0, length)) for length in lengths]
        if sum(lengths) < 0.5:  # too fine to be seen
            lengths = [1.0, 0.0]
        stroke = Stroke(_BLACK, width, dashes(*lengths))
        for value in values[: MOST_NEEDLES - len(needles)]:
            text = axes.one_line(labels[len(needles)]) if len(needles) < len(labels) else ""
            place = encoding.place(value, request.pair(number))
            if value is not None:
                needles.append(Arrow(0.0 if place is None else place, text, stroke, head))
    if sum(map(len, series)) > MOST_NEEDLES:
        notes.warn("chd", f"more than {MOST_NEEDLES} arrows: the others are left out")
    chosen = [colour for group in request.colours for colour in group] or list(_DIAL)
    if len(chosen) == 1:
        chosen = [chosen[0], chosen[0]]
    frame = axes.Frame({"bottom": 0, "top": 0, "left": 200, "right": 200}, default=False)
    scale: tuple[tuple[float, str], ...] = ()
    lettering = TextStyle(axes.TEXT, axes.SIZE)
    for axis in axes.axes(request.values, frame, notes):
        if axis.side in ("left", "right"):
            scale, lettering = axis.labels, axis.lettering
        else:  # labels of the arrows
            texts = iter([text for _, text in axis.labels])
            needles = [n if n.label else n._replace(label=next(texts, "")) for n in needles]
    return Gauge(tuple(needles), tuple(chosen[:100]), scale, lettering)


def legend_colours(request: Request, drawn: Diagram) -> tuple[Colour, ...]:
    """One colour an entry: of series; of elements where one series has several colours."""
    family = request.kind.family
    if isinstance(drawn, PiePlot):
        return tuple(c for ring in drawn.rings for c in ring.colours) or (_LINE,)
    default = {"bar": _BAR, "line": _LINE, "scatter": _POINT, "radar": _LINE}.get(family, _LINE)
    if family == "venn":
        return tuple(_colour(request, i, _SETS[i]) for i in range(3))
    if family == "meter":
        chosen = [colour for group in request.colours for colour in group]
        return tuple(chosen) or _DIAL
    if len(request.colours) == 1:
        return request.colours[0]
    return tuple(group[0] for group in request.colours) or (default,)


def without(cloud: ScatterPlot, marks: Sequence[Mark], count: int) -> ScatterPlot:
    """Points that have a shape of their own lose their circle."""
    replaced = {point for mark in marks if mark.kind in markers.POINTS for point in mark.points}
    if not replaced or not count:
        return cloud
    sizes = tuple(0.0 if i in replaced else cloud.sizes[i % len(cloud.sizes)] for i in range(count))
    return ScatterPlot(sizes, cloud.colours)
