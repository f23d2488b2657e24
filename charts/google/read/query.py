"""A request of the Google dialect: from its parameters to a chart, errors and diagnostics.

``PARAMETERS`` and ``types.TYPES`` are the tables of the dialect: they decide what is read, report
parameters that have no effect, and write docs/google-charts.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ...diagnostics import ChartError, Diagnostic, Value, quoted
from ...marks.paint import Paint
from ..chart import BarPlot, Data, Diagram, Format, GoogleChart, LinePlot, Mark, RadarPlot, Side
from ..spacing import halo
from . import axes, colours, data, diagrams, image_charts, legend, lengths, markers, sizes
from .fields import Parameters, Text
from .request import Request
from .types import ICON, MARKED, OTHER_WORDS, OTHERS, TYPES, Family, Type

if TYPE_CHECKING:  # what few requests need is loaded by the first of them
    from ..chart import IconMark
    from . import icon_markers

FORMATS: Final = ("png", "gif", "svg", "pdf", "webp", "jpg", "base64", "alt", "json", "validate")
_SAME_FORMAT: Final = {"jpeg": "jpg"}
_MAP_ICON = 32, 32  # the size in pixels of a map icon without chs
_DATA: Final = "t:, s:, e: or a: and the values, as in t:10,20,30"
_MAX_SUGGESTIONS: Final = 20  # of unknown parameters in a request
CALLBACK: Final = "the name of a JavaScript function"

_function = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*){0,5}", re.ASCII).fullmatch

_PLOTTED: Final[tuple[Family, ...]] = (*MARKED, "pie", "venn", "meter")
_SIZED: Final[tuple[Family, ...]] = (*_PLOTTED, "map", "code", "map icon", "formula", "graph")
_ALL: Final[tuple[Family, ...]] = (*_SIZED, "icon")
_FILLED: Final[tuple[Family, ...]] = (*_PLOTTED, "map", "code", "formula", "icon", "map icon")


class Parameter(NamedTuple):
    """One parameter of the API, and the families of charts on which it has an effect."""

    name: str
    families: tuple[Family, ...]
    meaning: str


PARAMETERS: Final = {
    p.name: p
    for p in (
        Parameter("cht", _SIZED, "type; `:nda` after it removes the axis lines"),
        Parameter("chs", _SIZED, "size, `<width>x<height>`; sides up to 1,000, 300,000 pixels in"
                  " all: more is made smaller, with a warning"),
        Parameter("chd", (*_PLOTTED, "map"), "data: `t:`, `s:`, `e:` and `a:`, missing values,"
                  " hidden series (`t1:`)"),
        Parameter("chds", (*_PLOTTED, "map"), "scale of `t:` data, pairs or `a`; of the numbers"
                  " that markers show, with `s:` and `e:`"),
        Parameter("chfd", _PLOTTED, "data from functions, in muParser's syntax"),
        Parameter("chof", _ALL, "`png`, `gif`, `json` (image map), `validate` (a page about the"
                  " URL); not in Google's API: `svg`, `pdf`, `webp`, `jpg`, `base64` (a data URI),"
                  " `alt` (in words)"),
        Parameter("callback", _ALL, "JavaScript function that gets the image map of `chof=json`"),
        Parameter("chco", (*_PLOTTED, "map", "map icon", "formula"), "colours; commas between"
                  " series, bars between elements"),
        Parameter("chf", _FILLED, "fills: solid, gradient, stripes; of `bg`, `c`, `a`, `b<i>`"),
        Parameter("chtt", (*_PLOTTED, "map"), "title, `|` between lines"),
        Parameter("chts", (*_PLOTTED, "map"), "colour, size and alignment of the title"),
        Parameter("chdl", (*_PLOTTED, "map"), "legend"),
        Parameter("chdlp", (*_PLOTTED, "map"), "position and order of the legend"),
        Parameter("chdls", (*_PLOTTED, "map"), "colour and size of the legend"),
        Parameter("chma", (*_PLOTTED, "map"), "margins, minimum size of the legend"),
        Parameter("chl", ("bar", "line", "pie", "meter", "scatter", "code", "map icon", "formula",
                  "graph"),
                  "names of bars, of the points of lines, of slices and arrows; the text of a code"
                  " or a map icon; a formula; a graph"),
        Parameter("chld", ("code", "icon", "map"), "error correction and margin of a code, `L|4`;"
                  " the fields of an icon; regions of a map"),
        Parameter("chtm", ("map",), "area of a map of type t"),
        Parameter("choe", ("code",), "encoding of a code: UTF-8, Shift_JIS, ISO-8859-1"),
        Parameter("chls", ("line", "radar", "meter"), "width, dash and space of lines;"
                  " widths and heads of a meter's arrows"),
        Parameter("chbh", ("bar",), "thickness of bars and the spaces; `a` and `r` fit them in"),
        Parameter("chp", ("bar", "pie"), "zero line of bars; where a pie begins, in radians"),
        Parameter("chxt", (*MARKED, "pie", "meter"), "axes, several a side"),
        Parameter("chxl", (*MARKED, "pie", "meter"), "labels of axes"),
        Parameter("chxp", (*MARKED, "meter"), "positions of labels"),
        Parameter("chxr", (*MARKED, "meter"), "ranges of axes"),
        Parameter("chxs", (*MARKED, "pie", "meter"), "colours, sizes, number formats of axes"),
        Parameter("chxtc", MARKED, "lengths of ticks"),
        Parameter("chg", MARKED, "grid"),
        Parameter("chm", (*MARKED, "map"), "markers"),
        Parameter("chem", MARKED, "icons at data points and in charts, charts in charts"),
        Parameter("chst", ("icon",), "name of an icon by itself"),
        Parameter("chx", ("map icon",), "colour and size of a map icon's text"),
        Parameter("scale", _ALL, "device pixels per pixel, 1 to 4, for dense screens"),
        Parameter("icretina", _ALL, "1: two device pixels per pixel (image-charts.com)"),
        Parameter("chan", _PLOTTED, "animated GIF: milliseconds (10 to 1,500) and easing, both"
                  " optional (image-charts.com)"),
        Parameter("chbr", ("bar",), "radius in pixels of the corners of bars (image-charts.com)"),
        Parameter("chli", ("pie",), "text in the hole of a doughnut (image-charts.com)"),
        Parameter("chlps", ("bar", "line", "pie", "scatter"), "colour, size and place of the labels"
                  " of `chl` (image-charts.com)"),
        Parameter("iclocale", MARKED, "language of the numbers (image-charts.com)"),
        Parameter("icff", _PLOTTED, "font; the usual one is used (image-charts.com)"),
        Parameter("icfs", _PLOTTED, "style of the font; the usual one is used (image-charts.com)"),
        Parameter("icqrb", ("code",), "background of a code (image-charts.com)"),
        Parameter("icqrf", ("code",), "colour of a code (image-charts.com)"),
        Parameter("icac", _ALL, "account at image-charts.com: ignored"),
        Parameter("ichm", _ALL, "signature of image-charts.com: ignored"),
    )
}  # fmt: skip


# Parameters that have no effect without another one.
_NEEDS: Final = {"chts": "chtt", "chdlp": "chdl", "chdls": "chdl", "chxl": "chxt", "chxp": "chxt",
                 "chxr": "chxt", "chxs": "chxt", "chxtc": "chxt"}  # fmt: skip


class GoogleRequest(NamedTuple):
    """What a request asks for, and the errors and diagnostics of reading it."""

    form: str
    """One of ``FORMATS``."""
    kind: str
    """The type that is drawn (``cht``), ``chst`` for an icon by itself, "" for neither."""
    callback: str
    """The JavaScript function that gets the image map; "" for none."""
    chart: GoogleChart | None
    """None if the request has errors."""
    size: sizes.Size | None
    """The size in pixels that ``chs`` gives, within the limits; None if it gives none."""
    errors: tuple[ParameterError, ...]
    diagnostics: tuple[Diagnostic, ...]
    """In the order of reading."""


def read(
    pairs: Sequence[tuple[str, str]], *, depth: int = 0, budget: icon_markers.Budget | None = None
) -> GoogleRequest:
    """Read the parameters of a request. Errors are part of what is returned, not raised.

    ``depth`` and ``budget`` are those of a chart that stands in another one.
    """
    parameters = _parameters(pairs)
    form = _form(parameters)
    cht = ascii_text.strip(parameters["cht"].text).partition(":")[0]
    chart: GoogleChart | None = None
    errors: tuple[ParameterError, ...] = ()
    try:
        chart = _chart(parameters, form, depth, budget)
    except ChartError as error:
        errors = error.errors
    callback = ascii_text.strip(parameters["callback"].text) if form in ("json", "validate") else ""
    if callback and (len(callback) > 100 or not _function(callback)):
        errors += (ParameterError("callback", "is not the name of a function", CALLBACK),)
    size = sizes.parse(parameters["chs"].text)
    if chart is not None and chart.animation is not None:
        form = "gif"
    return GoogleRequest(
        form=form,
        kind=cht if cht in TYPES else "chst" if "chst" in parameters else "",
        callback=callback,
        chart=None if errors else chart,
        size=sizes.limited(size) if size else None,
        errors=errors,
        diagnostics=tuple(parameters.diagnostics),
    )


def _parameters(pairs: Sequence[tuple[str, str]]) -> Parameters:
    """Return the parameters by name: the last of two of a name, blank ones left out."""
    values: dict[str, str] = {}
    parameters = Parameters(values)
    explained = _form_of(dict(pairs).get("chof", "")) == "validate"  # shows what was ignored
    for name, value in ((ascii_text.strip(name), value) for name, value in pairs):
        if name not in PARAMETERS:
            if name:
                suggest = explained and len(parameters.diagnostics) < _MAX_SUGGESTIONS
                hint = did_you_mean(name, PARAMETERS) if suggest else ""
                parameters[name].ignore(f"unknown parameter{hint}")
            continue
        if name == "chan" and not ascii_text.strip(value):
            value = ","  # with the usual duration and easing
        if name in values and values[name] != value:
            parameters[name].warn("is given more than once; the last one was used")
        values[name] = value
    return parameters.select(name for name, value in values.items() if ascii_text.strip(value))


def _form(parameters: Parameters) -> str:
    """Return the kind of answer that ``chof`` asks for: one of ``FORMATS``."""
    return _form_of(parameters["chof"].text)


def _form_of(text: str) -> str:
    form = ascii_text.lower(ascii_text.strip(text)).removeprefix(".")
    form = _SAME_FORMAT.get(form, form)
    return form if form in FORMATS else "png"


def _chart(
    parameters: Parameters, form: str, depth: int, budget: icon_markers.Budget | None
) -> GoogleChart:
    """Return the chart of a request, drawn as well as it can be.

    Raises ChartError with all errors that keep it from being drawn: no type, no size, no data.
    """
    kind = ICON if "chst" in parameters and "cht" not in parameters else _type(parameters)
    option = ascii_text.strip(ascii_text.strip(parameters["cht"].text).partition(":")[2])
    elsewhere = image_charts.recognized(parameters)
    if kind.family == "graph" and "chd" in parameters:
        raise parameters["chd"].error("has no effect on a graph", "no chd")
    parameters = _used(parameters, kind, form, option)
    match kind.family:
        case "icon":
            from . import icons

            chart = icons.freestanding(parameters)
        case "map icon":
            from . import icons

            size = sizes.read(parameters["chs"]) or _MAP_ICON
            chart = icons.map_icon(kind.name, size, parameters)
        case "code":
            chart = _code(parameters)
        case "map":
            chart = _map(kind, option, parameters)
        case "graph":
            chart = _graph(parameters, option)
        case "formula":
            chart = _formula(parameters)
        case _:
            chart = _plotted(kind, option, parameters, depth, budget, elsewhere=elsewhere)
    drawn = "png" if form in ("base64", "alt", "json", "validate") else form
    if elsewhere or "scale" in parameters:
        chart = _in_its_file(chart, drawn, form, parameters)
    if chart.animation is not None:
        drawn = "gif"
    return chart._replace(format=cast(Format, drawn))


def _in_its_file(chart: GoogleChart, drawn: str, form: str, parameters: Parameters) -> GoogleChart:
    """Return a chart with its scale and its animation; what moves is a GIF, whatever is asked."""
    animation = image_charts.animation(parameters["chan"]) if "chan" in parameters else None
    if form in ("base64", "alt", "json", "validate"):
        animation = None
    pixels = drawn not in ("svg", "pdf") or animation is not None
    scale = image_charts.scale(parameters, (chart.width, chart.height), pixels=pixels)
    return chart._replace(scale=scale, animation=animation)


def _used(parameters: Parameters, kind: Type, form: str, option: str) -> Parameters:
    """Return the parameters that have an effect on a type; report those that have none."""
    name = f"charts of type {kind.name}" if kind.name else "icons"
    used = []
    for parameter in parameters:
        if kind.family in PARAMETERS[parameter].families:
            used.append(parameter)
            need = _NEEDS.get(parameter)
            names_bars = parameter == "chxl" and axes.names_bars(parameters[parameter], kind)
            if need and need not in parameters and not names_bars:
                parameters[parameter].ignore(f"has no effect without {need}")
        else:
            parameters[parameter].ignore(f"has no effect on {name}")
    if "callback" in parameters and form != "json":
        parameters["callback"].ignore("is for chof=json")
    chof = parameters["chof"]
    if (
        form == "png"
        and chof
        and ascii_text.lower(ascii_text.strip(chof.text)) not in ("png", ".png")
    ):
        hint = did_you_mean(chof.text, FORMATS)
        chof.warn(f"{quoted(chof.text)} is not one of {', '.join(FORMATS)}{hint}; png was used")
    if option and kind.family not in ("map", "graph") and not (option == "nda" and kind.axes):
        parameters["cht"].ignore(f"{quoted(option)} has no effect on charts of type {kind.name}")
    return parameters.select(used)


def _type(parameters: Parameters) -> Type:
    """Return the type of a request. Raises ChartError, with what else a chart needs as well."""
    name = ascii_text.strip(parameters["cht"].text).partition(":")[0]
    if name in TYPES:
        return TYPES[name]
    if not name:
        detail = "is missing"
    elif name in OTHERS:
        detail = f"is {name} ({OTHERS[name]}), which is not drawn here"
    else:
        detail = f"is {quoted(name)}{did_you_mean(name, TYPES, OTHER_WORDS)}"
    errors = [ParameterError("cht", detail, f"one of {', '.join(TYPES)}, or chst in its place")]
    if name not in OTHERS:
        rest = sizes.required(parameters["chs"]), _data(parameters)
        errors += [error for error in rest if isinstance(error, ParameterError)]
    raise ChartError(errors)


def _size(parameters: Parameters, limits: sizes.Limits = sizes.CHART) -> sizes.Size:
    """Return the size of a picture. Raises ChartError if there is none."""
    size = sizes.required(parameters["chs"], limits)
    if isinstance(size, ParameterError):
        raise ChartError([size])
    return size


def _data(parameters: Parameters) -> data.Encoded | ParameterError:
    """Return the series of ``chd`` and ``chfd``, or the error that there are none to draw."""
    if "chd" not in parameters:
        return ParameterError("chd", "is missing", _DATA)
    try:
        encoded = data.read(parameters["chd"])
    except ValueError as error:
        return ParameterError("chd", str(error), _DATA)
    if "chfd" in parameters:
        from . import data_functions

        series = data_functions.applied(parameters["chfd"], encoded.series)
        encoded = encoded._replace(series=series)
    return data.too_many(encoded.series) or encoded


def _ground(parameters: Parameters) -> tuple[Paint, float]:
    """Return what lies behind a picture without a plot, and how opaque all of it is."""
    fills = colours.fills(parameters["chf"])
    return colours.WHITE if fills.background is None else fills.background, fills.opacity


def _map(kind: Type, option: str, parameters: Parameters) -> GoogleChart:
    from . import maps  # with what is on them

    size = _size(parameters, maps.SIZES[kind.name])
    diagram = maps.world(kind.name, option, parameters)
    background, opacity = _ground(parameters)
    points = markers.MarkerData([[0.0] * len(diagram.regions)], one_set=True)
    return GoogleChart(
        diagram, (), *size,
        background=background,
        opacity=opacity,
        title=legend.title(parameters),
        legend=legend.legend(parameters, maps.legend_colours(diagram)),
        margins=legend.margins(parameters),
        marks=markers.read(parameters["chm"], points),
    )  # fmt: skip


def _graph(parameters: Parameters, option: str) -> GoogleChart:
    from . import graphs

    size = _size(parameters) if "chs" in parameters else (0, 0)
    return GoogleChart(graphs.graph(parameters, option), (), *size)


def _formula(parameters: Parameters) -> GoogleChart:
    from . import formula

    sized = formula.formula(parameters)
    background, opacity = _ground(parameters)
    return GoogleChart(
        sized.formula, (), sized.width, sized.height, background=background, opacity=opacity
    )


def _code(parameters: Parameters) -> GoogleChart:
    from . import codes

    size = _size(parameters)
    background, opacity = _ground(parameters)
    ground = parameters["icqrb"].colour() if "icqrb" in parameters else None
    return GoogleChart(
        codes.code(parameters, size), (), *size, background=ground or background, opacity=opacity
    )


def _plotted(
    kind: Type,
    option: str,
    parameters: Parameters,
    depth: int,
    budget: icon_markers.Budget | None,
    *,
    elsewhere: bool,
) -> GoogleChart:
    """Return a chart of data. Raises ChartError if it has no size or no data.

    ``elsewhere``: the request is written for image-charts.com.
    """
    limits = image_charts.SIZES if elsewhere else sizes.CHART
    size, encoded = sizes.required(parameters["chs"], limits), _data(parameters)
    if isinstance(size, ParameterError) or isinstance(encoded, ParameterError):
        raise ChartError([e for e in (size, encoded) if isinstance(e, ParameterError)])
    read_axes = axes.read(parameters, kind, labelled=elsewhere)
    bubbles = None
    if kind.name == "bb":
        bubbles = image_charts.bubbles(encoded, parameters["chd"])
        encoded = bubbles.encoded
    elif elsewhere:
        encoded = image_charts.plotted(encoded, parameters["chds"], kind)
    ranges = _ranges(read_axes, kind, parameters["chm"]) if elsewhere else None
    request = Request(kind, parameters, encoded, ranges)
    series = request.data()
    written = tuple(_following(request, axis) for axis in read_axes)
    marks = markers.read(parameters["chm"], _marker_data(request, series, written))
    diagram = diagrams.diagram(request, series, written, markers.replaced_points(marks))
    if bubbles is not None:
        diagram = bubbles.plot(request.colours, diagrams.POINT)
    if elsewhere:
        marks += _additions(request, series)
    around = lengths.Surroundings(
        legend.title(parameters),
        legend.legend(parameters, diagrams.legend_colours(request, diagram)),
        legend.margins(parameters),
        halo(marks) if kind.family == "scatter" else 0.0,
    )
    length = lengths.axis_lengths(size, around, written)
    frame = _frame(request, series, diagram, length, lines=kind.axes and option != "nda")
    drawn_axes = axes.axes(written, frame, parameters["chxt"]) if kind.family in MARKED else ()
    grid = axes.grid(parameters["chg"], drawn_axes, frame)
    icons = _icons(parameters, series, depth, budget)
    fills = request.fills
    chf = parameters["chf"]
    if fills.area is not None and kind.family not in MARKED:
        chf.ignore(f"charts of type {kind.name} have no area c")
    filled = ("bar", "line", "pie", "scatter") if elsewhere else ("bar", "pie")
    for index in fills.bars:
        if kind.family not in filled or index >= request.lines:
            chf.ignore(f"there are no bars b{index}")
    return GoogleChart(
        diagram=diagram,
        data=series,
        width=size[0],
        height=size[1],
        background=colours.WHITE if fills.background is None else fills.background,
        area=fills.area if kind.family in MARKED else None,
        opacity=fills.opacity,
        title=around.title,
        legend=around.legend,
        margins=around.margins,
        axes=drawn_axes,
        grid=grid,
        marks=marks,
        icons=icons,
    )


def _ranges(
    written: Sequence[axes.WrittenAxis], kind: Type, chm: Text
) -> Mapping[Side | int, data.Scale]:
    """Return the ranges of axes that scale the data of a chart of image-charts.com.

    Those are the first axis of values in each direction, if it has a range of its own, and, by
    series, the axes that markers name.
    """
    ranges: dict[Side | int, data.Scale] = {}
    directions: set[bool] = set()
    for axis in written:
        values = kind.paired or axis.horizontal == kind.horizontal
        if values and kind.family in MARKED and axis.horizontal not in directions:
            directions.add(axis.horizontal)
            if axis.ranged:
                ranges[axis.side] = axis.start, axis.end
    by_number = {axis.number: axis for axis in written}
    for series, number in image_charts.marked_axes(chm).items():
        if number in by_number and by_number[number].ranged:
            ranges[series] = by_number[number].start, by_number[number].end
    return ranges


def _additions(request: Request, series: Sequence[Data]) -> tuple[Mark, ...]:
    """Return the labels of ``chl`` and the areas below lines of a chart of image-charts.com."""
    parameters, kind = request.parameters, request.kind
    image_charts.fonts(parameters)
    marks: tuple[Mark, ...] = ()
    if kind.family == "line":
        marks = tuple(
            Mark("area", colours.middle(paint), index, z=-0.5)
            for index, paint in request.fills.bars.items()
            if index < request.lines
        )
    if "chl" in parameters and kind.family in ("bar", "line", "scatter"):
        counts = [len(data.positions) for data in series[: request.lines]]
        marks += image_charts.labels(
            parameters, counts, bars=kind.family == "bar", horizontal=kind.horizontal,
            points=kind.family == "scatter",
        )  # fmt: skip
    return marks


def _following(request: Request, axis: axes.WrittenAxis) -> axes.WrittenAxis:
    """Return an axis; one of numbers without a range of its own has that of ``chds=a``."""
    if axis.ranged or axis.texts is not None or axis.names is not None:
        return axis
    scale = request.axis_scale(axis.side)
    return axis if scale is None else axis._replace(start=scale[0], end=scale[1])


def _marker_data(
    request: Request, series: Sequence[Data], written: Sequence[axes.WrittenAxis]
) -> markers.MarkerData:
    """Return what the markers of a chart need to know of its data."""
    turn = 0.0, 1.0
    if request.kind.family == "radar":
        around = next((axis for axis in written if axis.side == "bottom"), None)
        turn = (around.start, around.end) if around and around.ranged else (0.0, 360.0)
    return markers.MarkerData(
        [d.values for d in series], request.stacked, request.lines,
        one_set=request.kind.family == "scatter",
        shares=diagrams.sizes_of_points(request, series),
        bar="centre" if request.image_charts else "end",
        locale=next((axis.locale for axis in written), None),
        turn=turn,
    )  # fmt: skip


def _icons(
    parameters: Parameters,
    series: Sequence[Data],
    depth: int,
    budget: icon_markers.Budget | None,
) -> tuple[IconMark, ...]:
    """Return the icons of ``chem``, among them charts, which are requests of their own."""
    if "chem" not in parameters:
        return ()
    from . import icon_markers

    left = budget or icon_markers.Budget()

    def embed(pairs: Sequence[tuple[str, str]]) -> icon_markers.Embedded:
        request = read(pairs, depth=depth + 1, budget=left)
        if request.chart is None:
            raise ChartError(request.errors)
        return request.chart, request.diagnostics

    deeper = embed if depth < icon_markers.MAX_DEPTH else None
    return icon_markers.read(parameters["chem"], series, deeper, left)


def _frame(
    request: Request,
    series: Sequence[Data],
    diagram: Diagram,
    length: Mapping[Side, float],
    *,
    lines: bool,
) -> axes.Frame:
    """Return what the axes of a chart need to know of it; ``lines``: those that are default."""
    spokes = diagram.spokes if isinstance(diagram, RadarPlot) else 0
    if spokes:  # numbers stand along the radius
        length = {side: min(length.values()) / 2 for side in length}
    pitch = 0.0
    points: tuple[Value, ...] = ()
    if isinstance(diagram, LinePlot) and series:
        points = _places(series[: max(1, len(diagram.strokes))])
    if isinstance(diagram, BarPlot) and diagram.spacing.unit == "pixels":
        pitch = diagram.pitch(diagram.spacing)
    return axes.Frame(
        length=length,
        dark=request.kind.family != "line",
        bars=diagram.count if isinstance(diagram, BarPlot) else 0,
        horizontal=request.kind.horizontal,
        pitch=pitch,
        spokes=spokes,
        points=points,
        default=lines,
    )


def _places(lines: Sequence[Data]) -> tuple[Value, ...]:
    """Return the fractions of the width at which the points of the longest line are."""
    longest = max(lines, key=lambda line: len(line.positions))
    if longest.x is not None:
        return longest.x
    count = len(longest.positions)
    return tuple(i / max(count - 1, 1) for i in range(count))
