"""From the parameters of a Google chart URL to a fixed chart, and to what was not understood.

``PARAMETERS`` and ``types.TYPES`` are the tables of what there is: they decide what is read, list
what a request said in vain, and write docs/google-charts.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from api.errors import ParameterError

from ...diagnostics import ChartError, Diagnostics, shown
from ..chart import Axis, BarPlot, Data, Diagram, GoogleChart, Mark, RadarPlot, ScatterPlot, Side
from . import axes, colours, diagrams, encoding, legend, markers, sizes
from .request import Request
from .types import ICON, OTHERS, TYPES, Family, Type

if TYPE_CHECKING:  # what few requests need is loaded by the first of them
    from ..chart import IconMark
    from . import chem

FORMATS: Final = ("png", "gif", "svg", "json", "validate")
Form = Literal["png", "gif", "svg"]
_MAP_ICON = 32, 32  # the size of a map icon that says none

_AXES: Final[tuple[Family, ...]] = ("line", "bar", "scatter", "radar")
_PLOTTED: Final[tuple[Family, ...]] = (*_AXES, "pie", "venn", "meter")
_SIZED: Final[tuple[Family, ...]] = (*_PLOTTED, "map", "code", "map icon", "formula", "graph")
_ALL: Final[tuple[Family, ...]] = (*_SIZED, "icon")
_FILLED: Final[tuple[Family, ...]] = (*_PLOTTED, "map", "code", "formula", "icon", "map icon")


class Parameter(NamedTuple):
    """One parameter of the API: the families of charts that it says something to."""

    name: str
    families: tuple[Family, ...]
    meaning: str


PARAMETERS: Final = {
    p.name: p
    for p in (
        Parameter("cht", _SIZED, "type; `:nda` behind it takes the axis lines away"),
        Parameter("chs", _SIZED, "size, `<width>x<height>`; sides up to 1,000, 300,000 pixels in"
                  " all: more is made smaller, and said so"),
        Parameter("chd", (*_PLOTTED, "map"), "data: `t:`, `s:` and `e:`, missing values, hidden"
                  " series (`t1:`)"),
        Parameter("chds", (*_PLOTTED, "map"), "scale of `t:` data, pairs or `a`; of the numbers"
                  " that markers show, with `s:` and `e:`"),
        Parameter("chfd", _PLOTTED, "data from functions, in muParser's syntax"),
        Parameter("chof", _ALL, "`png`, `gif`, `svg` (not in Google's API), `json` (image map),"
                  " `validate` (a page of remarks)"),
        Parameter("callback", _ALL, "function that gets the image map of `chof=json`"),
        Parameter("chco", (*_PLOTTED, "map", "map icon", "formula"), "colours; commas between"
                  " series, bars between elements"),
        Parameter("chf", _FILLED, "fills: solid, gradient, stripes; of `bg`, `c`, `a`, `b<i>`"),
        Parameter("chtt", (*_PLOTTED, "map"), "title, `|` between lines"),
        Parameter("chts", (*_PLOTTED, "map"), "colour, size and alignment of the title"),
        Parameter("chdl", (*_PLOTTED, "map"), "legend"),
        Parameter("chdlp", (*_PLOTTED, "map"), "position and order of the legend"),
        Parameter("chdls", (*_PLOTTED, "map"), "colour and size of the legend"),
        Parameter("chma", (*_PLOTTED, "map"), "margins, room of the legend"),
        Parameter("chl", ("pie", "meter", "code", "map icon", "formula", "graph"), "labels; the"
                  " text of a code or a map icon; a formula; a graph"),
        Parameter("chld", ("code", "icon", "map"), "error correction and margin of a code, `L|4`;"
                  " what stands on an icon; regions of a map"),
        Parameter("chtm", ("map",), "area of a map of type t"),
        Parameter("choe", ("code",), "encoding of a code: UTF-8, Shift_JIS, ISO-8859-1"),
        Parameter("chls", ("line", "radar", "meter"), "width, dash and space of lines;"
                  " widths and heads of a meter's arrows"),
        Parameter("chbh", ("bar",), "thickness of bars and the spaces; `a` and `r` fit them in"),
        Parameter("chp", ("bar", "pie"), "zero line of bars; where a pie begins, in radians"),
        Parameter("chxt", (*_AXES, "pie", "meter"), "axes, several a side"),
        Parameter("chxl", (*_AXES, "pie", "meter"), "labels of axes"),
        Parameter("chxp", (*_AXES, "meter"), "positions of labels"),
        Parameter("chxr", (*_AXES, "meter"), "ranges of axes"),
        Parameter("chxs", (*_AXES, "pie", "meter"), "colours, sizes, number formats of axes"),
        Parameter("chxtc", _AXES, "lengths of ticks"),
        Parameter("chg", _AXES, "grid"),
        Parameter("chm", (*_AXES, "map"), "markers"),
        Parameter("chem", _AXES, "icons at data points and in charts, charts in charts"),
        Parameter("chst", ("icon",), "an icon by itself: its name"),
        Parameter("chx", ("map icon",), "colour and size of a map icon's text"),
    )
}  # fmt: skip


class Asked(NamedTuple):
    """A request that can be drawn."""

    chart: GoogleChart
    form: str
    """One of ``FORMATS``."""
    notes: Diagnostics


class GoogleRequest(NamedTuple):
    """Everything a request says: what it asks for, and the errors and diagnostics of reading."""

    form: str
    """One of ``FORMATS``."""
    kind: str
    """The type that is drawn (``cht``), ``chst`` for an icon by itself, "" for neither."""
    callback: str
    """The JavaScript function that gets the image map; "" for none."""
    chart: GoogleChart | None
    """None if the request has errors."""
    size: tuple[int, int] | None
    """The size in pixels that ``chs`` gives, within the limits; None if it gives none."""
    errors: tuple[ParameterError, ...]
    diagnostics: Diagnostics


def read(pairs: Sequence[tuple[str, str]]) -> GoogleRequest:
    """Read the parameters of a request. Errors are part of what is returned, not raised."""
    notes, answer = Diagnostics(), form(pairs)
    errors: list[ParameterError] = []
    drawn, callback = None, ""
    try:
        drawn = chart(pairs, notes).chart
    except ChartError as error:
        errors += error.errors
    if answer in ("json", "validate"):
        from .. import image_map

        try:
            callback = image_map.callback(_last(pairs, "callback"))
        except ValueError as error:
            errors.append(ParameterError("callback", str(error), image_map.CALLBACK))
    return GoogleRequest(
        form=answer,
        kind=kind_named(pairs),
        callback=callback,
        chart=None if errors else drawn,
        size=sizes.read(_last(pairs, "chs"), Diagnostics()),
        errors=tuple(errors),
        diagnostics=notes,
    )


def _last(pairs: Sequence[tuple[str, str]], name: str) -> str:
    return next((v for n, v in reversed(pairs) if n == name), "")


def given(pairs: Sequence[tuple[str, str]], notes: Diagnostics) -> dict[str, str]:
    """The parameters by name: the last of two of a name, blank ones left out."""
    found: dict[str, str] = {}
    for name, value in pairs:
        name = name.strip()
        if name not in PARAMETERS:
            if name:
                notes.ignore(name, "is no parameter of the API")
            continue
        if name in found and found[name] != value:
            notes.warn(name, "is given more than once; the last one was taken")
        found[name] = value
    return {name: value for name, value in found.items() if value.strip()}


def form(pairs: Sequence[tuple[str, str]]) -> str:
    """Which kind of answer is asked for: one of ``FORMATS``."""
    asked = [value.strip().lower() for name, value in pairs if name.strip() == "chof"]
    return asked[-1] if asked and asked[-1] in FORMATS else "png"


def kind_named(pairs: Sequence[tuple[str, str]]) -> str:
    """The name of the type that is drawn, ``chst`` for an icon by itself; "" for none."""
    names = {name.strip(): value for name, value in pairs}
    name = names.get("cht", "").strip().partition(":")[0]
    return name if name in TYPES else "chst" if "chst" in names else ""


def chart(
    pairs: Sequence[tuple[str, str]],
    notes: Diagnostics | None = None,
    *,
    depth: int = 0,
    budget: chem.Budget | None = None,
) -> Asked:
    """Make a chart of a request's parameters.

    What is odd is noted and drawn as well as it can be; ``notes`` gets the remarks even where
    this raises ChartError: no type, no size, no data. ``depth`` and ``budget``: of a chart that
    stands in another one.
    """
    notes = Diagnostics() if notes is None else notes
    values = given(pairs, notes)
    asked = form(pairs)
    drawn: Form = "gif" if asked == "gif" else "svg" if asked == "svg" else "png"
    kind = ICON if "chst" in values and "cht" not in values else _type(values, notes)
    _note_vain(values, kind, asked, notes)
    match kind.family:
        case "icon":
            from . import icons

            made = icons.freestanding(values, drawn, notes)
        case "map icon":
            from . import icons

            size = sizes.read(values.get("chs", ""), notes) or _MAP_ICON
            made = icons.flat(kind.name, size, values, drawn, notes)
        case "code":
            made = _code(values, notes)
        case "map":
            made = _map(kind, values, notes)
        case "graph":
            made = _graph(values, notes)
        case "formula":
            made = _formula(values, notes)
        case _:
            made = _plotted(kind, values, notes, depth, budget)
    return Asked(made._replace(format=drawn), asked, notes)


def _map(kind: Type, values: Mapping[str, str], notes: Diagnostics) -> GoogleChart:
    from . import maps  # with what is on them

    size = _required_size(values, notes, maps.SIZES[kind.name])
    diagram = maps.world(values, notes)
    fills = colours.fills(values.get("chf", ""), notes)
    points = markers.Numbers([[0.0] * len(diagram.regions)], one_set=True)
    return GoogleChart(
        diagram, (), *size,
        background=fills.background,
        opacity=fills.opacity,
        title=legend.title(values, notes),
        legend=legend.legend(values, maps.legend_colours(diagram), notes),
        margins=legend.margins(values, notes),
        marks=markers.marks(values.get("chm", ""), points, notes),
    )  # fmt: skip


def _graph(values: Mapping[str, str], notes: Diagnostics) -> GoogleChart:
    from . import graphs

    size = _required_size(values, notes) if "chs" in values else (0, 0)
    return GoogleChart(graphs.graph(values, notes), (), *size)


def _formula(values: Mapping[str, str], notes: Diagnostics) -> GoogleChart:
    from . import formula

    asked = formula.formula(values, notes)
    fills = colours.fills(values.get("chf", ""), notes)
    return GoogleChart(
        asked.formula, (), asked.width, asked.height,
        background=fills.background, opacity=fills.opacity,
    )  # fmt: skip


def _code(values: Mapping[str, str], notes: Diagnostics) -> GoogleChart:
    from . import codes

    size = _required_size(values, notes)
    fills = colours.fills(values.get("chf", ""), notes)
    return GoogleChart(
        codes.code(values, size, notes), (), *size,
        background=fills.background, opacity=fills.opacity,
    )  # fmt: skip


# What says nothing by itself.
_NEEDS: Final = {"chts": "chtt", "chdlp": "chdl", "chdls": "chdl", "chxl": "chxt", "chxp": "chxt",
                 "chxr": "chxt", "chxs": "chxt", "chxtc": "chxt"}  # fmt: skip


def _note_vain(values: Mapping[str, str], kind: Type, asked: str, notes: Diagnostics) -> None:
    """Note the parameters that say nothing to this request."""
    for name in values:
        parameter = PARAMETERS[name]
        if kind.family not in parameter.families:
            notes.ignore(name, f"says nothing to {_named(kind)}")
        elif name in _NEEDS and _NEEDS[name] not in values:
            notes.ignore(name, f"says nothing without {_NEEDS[name]}")
    if "callback" in values and asked != "json":
        notes.ignore("callback", "is for chof=json")
    if asked == "png" and values.get("chof", "png").strip().lower() != "png":
        notes.warn("chof", f"{shown(values['chof'])} is none of {', '.join(FORMATS)}; png was made")
    option = values.get("cht", "").strip().partition(":")[2]
    if option and kind.family not in ("map", "graph") and not (option == "nda" and kind.axes):
        notes.ignore("cht", f"{shown(option)} says nothing to charts of type {kind.name}")


def _named(kind: Type) -> str:
    return f"charts of type {kind.name}" if kind.name else "icons"


def _type(values: Mapping[str, str], notes: Diagnostics) -> Type:
    """What is asked for. Raises ChartError, which names what else a chart needs as well."""
    name = values.get("cht", "").strip().partition(":")[0]
    kind = TYPES.get(name)
    if kind is not None:
        return kind
    if not name:
        what = "is missing"
    elif name in OTHERS:
        what = f"is {name} ({OTHERS[name]}), which is not drawn here"
    else:
        what = f"is {shown(name)}"
    allowed = f"one of {', '.join(TYPES)}, or chst in its place"
    errors = [ParameterError("cht", what, allowed)]
    if name not in OTHERS:
        _sizes(values, notes, errors)
        _data(values, notes, errors)
    raise ChartError(errors)


def _sizes(
    values: Mapping[str, str],
    notes: Diagnostics,
    errors: list[ParameterError],
    limits: sizes.Limits = sizes.CHART,
) -> tuple[int, int] | None:
    text = values.get("chs", "")
    found = sizes.read(text, notes, limits)
    if found is None:
        what = f"is {shown(text)}" if text else "is missing"
        errors.append(ParameterError("chs", what, "<width>x<height> in pixels, as in 300x200"))
    return found


def _required_size(
    values: Mapping[str, str], notes: Diagnostics, limits: sizes.Limits = sizes.CHART
) -> tuple[int, int]:
    errors: list[ParameterError] = []
    found = _sizes(values, notes, errors, limits)
    if found is None:
        raise ChartError(errors)
    return found


def _data(
    values: Mapping[str, str], notes: Diagnostics, errors: list[ParameterError]
) -> encoding.Encoded | None:
    allowed = "t:, s: or e: and the values, as in t:10,20,30"
    if "chd" not in values:
        errors.append(ParameterError("chd", "is missing", allowed))
        return None
    try:
        found = encoding.parse(values["chd"], notes)
    except ValueError as error:
        errors.append(ParameterError("chd", str(error), allowed))
        return None
    if "chfd" in values:
        from . import formulas

        series = formulas.applied(values["chfd"], found.series, notes)
        found = found._replace(series=series)
    if many := encoding.too_many(found.series):
        errors.append(many)
        return None
    return found


def _plotted(
    kind: Type,
    values: Mapping[str, str],
    notes: Diagnostics,
    depth: int,
    budget: chem.Budget | None,
) -> GoogleChart:
    """Put the parts of a chart of data together."""
    errors: list[ParameterError] = []
    size, encoded = _sizes(values, notes, errors), _data(values, notes, errors)
    if size is None or encoded is None:
        raise ChartError(errors)
    request = Request(kind, values, encoded, notes)
    data = request.data()
    diagram = diagrams.diagram(request, data)
    found: tuple[Axis, ...] = ()
    grid = None
    marks: tuple[Mark, ...] = ()
    stamps: tuple[IconMark, ...] = ()
    if kind.family in _AXES:
        frame = _frame(request, diagram, size)
        found = axes.axes(values, frame, notes)
        grid = axes.grid(values.get("chg", ""), found, frame, notes)
        numbers = markers.Numbers(
            [d.values for d in data], request.stacked, request.shown, kind.family == "scatter"
        )
        marks = markers.marks(values.get("chm", ""), numbers, notes)
        if "chem" in values:
            stamps = _stamps(values["chem"], data, notes, depth, budget)
        if isinstance(diagram, RadarPlot):
            marks = markers.turned(marks, *axes.span(values, "x", (0.0, 360.0)))
        if isinstance(diagram, ScatterPlot):
            marks = markers.scaled(marks, diagrams.sizes_of_points(request, data))
            diagram = diagrams.without(diagram, marks, len(data[0].places) if data else 0)
    fills = request.fills
    if fills.area is not None and kind.family not in _AXES:
        notes.ignore("chf", f"charts of type {kind.name} have no area c")
    for series in fills.bars:
        if kind.family != "bar" or series >= request.shown:
            notes.ignore("chf", f"there are no bars b{series}")
    return GoogleChart(
        diagram=diagram,
        data=data,
        width=size[0],
        height=size[1],
        background=fills.background,
        area=fills.area if kind.family in _AXES else None,
        opacity=fills.opacity,
        title=legend.title(values, notes),
        legend=legend.legend(values, diagrams.legend_colours(request, diagram), notes),
        margins=legend.margins(values, notes),
        axes=found,
        grid=grid,
        marks=marks,
        icons=stamps,
    )


def _stamps(
    text: str, data: Sequence[Data], notes: Diagnostics, depth: int, budget: chem.Budget | None
) -> tuple[IconMark, ...]:
    """``chem``: icons, and charts, which are requests of their own."""
    from . import chem

    left = budget or chem.Budget()

    def embedded(pairs: Sequence[tuple[str, str]]) -> GoogleChart:
        return chart(pairs, Diagnostics(), depth=depth + 1, budget=left).chart

    return chem.marks(text, data, notes, embedded if depth < chem.DEEPEST else None, left)


def _frame(request: Request, diagram: Diagram, size: tuple[int, int]) -> axes.Frame:
    spokes = diagram.spokes if isinstance(diagram, RadarPlot) else 0
    wide = size[0] * 0.85
    high = size[1] * (0.4 if spokes else 0.8)
    length: dict[Side, float] = {"bottom": wide, "top": wide, "left": high, "right": high}
    nda = request.values["cht"].strip().partition(":")[2].strip() == "nda"
    pitch = 0.0
    if isinstance(diagram, BarPlot) and diagram.spacing.unit == "pixels":
        pitch = diagram.pitch(diagram.spacing)
    return axes.Frame(
        length=length,
        dark=request.kind.family != "line",
        bars=diagram.count if isinstance(diagram, BarPlot) else 0,
        horizontal=request.kind.horizontal,
        pitch=pitch,
        spokes=spokes,
        default=request.kind.axes and not nda,
    )
