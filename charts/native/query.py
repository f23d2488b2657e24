"""The native dialect: from parameters, out of a query or a JSON object, to a chart.

``PARAMETERS`` is the one table of what there is: it validates requests and describes the API.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, get_args

from api.errors import ParameterError

from .. import colour
from ..access import settings
from ..access.settings import MOST_PIXELS, MOST_VALUES
from ..colour import Colour
from ..diagnostics import ChartError, Value
from . import theme
from .chart import (
    Bars,
    Chart,
    Format,
    LegendPosition,
    Lines,
    Plot,
    Points,
    Series,
    Slices,
    ValueAxis,
)
from .values import Choice, Colours, Flag, Integer, Kind, Number, Text, Texts, Values
from .values import Colour as OneColour

KINDS: Final = ("bar", "line", "pie", "scatter")
CARTESIAN = ("bar", "line", "scatter")
MOST_SERIES, LONGEST_LABEL, LONGEST_TITLE = 50, 200, 500


class Parameter(NamedTuple):
    """One parameter of the API: which kinds of chart take it, what it holds, what it means."""

    name: str
    kinds: tuple[str, ...]
    kind: Kind
    meaning: str
    default: Any = None
    required: bool = False


_LABELS = Texts(MOST_VALUES, LONGEST_LABEL)

PARAMETERS = (
    Parameter("xvalues", ("bar", "line"), _LABELS,
              "names of the bars or points; all numbers make a line's x axis numeric",
              required=True),
    Parameter("xvalues", ("scatter",), Values(MOST_VALUES, 1), "where the points lie along x",
              required=True),
    Parameter("yvalues", CARTESIAN, Values(MOST_VALUES, MOST_SERIES), "the values", required=True),
    Parameter("values", ("pie",), Values(MOST_VALUES, 1, gaps=False),
              "sizes of the slices, none negative, not all zero", required=True),
    Parameter("labels", ("pie",), _LABELS, "names of the slices", required=True),
    Parameter("title", KINDS, Text(LONGEST_TITLE), "heading above the chart", ""),
    Parameter("xlabel", KINDS, Text(LONGEST_LABEL),
              "title of the axis of the xvalues (a pie accepts it and does not draw it)", ""),
    Parameter("ylabel", KINDS, Text(LONGEST_LABEL),
              "title of the axis of the yvalues (a pie accepts it and does not draw it)", ""),
    Parameter("legend", CARTESIAN, Texts(MOST_SERIES, LONGEST_LABEL), "one name a series", ()),
    Parameter("legend_position", KINDS, Choice(get_args(LegendPosition)),
              "where the legend stands; right where there is a legend"
              " (a pie has one, of its labels, when this is given)"),
    Parameter("stacked", ("bar",), Flag(), "series on top of each other", False),
    Parameter("horizontal", ("bar",), Flag(), "bars from left to right", False),
    Parameter("curve", ("line",), Choice(("linear", "smooth", "step")),
              "how points are joined", "linear"),
    Parameter("markers", ("line",), Flag(), "a dot at each point", False),
    Parameter("area", ("line",), Flag(), "fill down to zero", False),
    Parameter("hole", ("pie",), Number(0, 0.9), "a doughnut: the hole's part of the radius", 0.0),
    Parameter("value_labels", ("bar", "pie"), Flag(),
              "numbers on the bars, percent on the slices", False),
    Parameter("ymin", CARTESIAN, Number(), "where the axis of the values starts"),
    Parameter("ymax", CARTESIAN, Number(), "where the axis of the values ends"),
    Parameter("log", CARTESIAN, Flag(), "logarithmic axis of the values", False),
    Parameter("colors", KINDS, Colours(MOST_VALUES),
              "one a series (or one a bar where there is one series, one a slice);"
              " a shorter list starts over", ()),
    Parameter("background", KINDS, OneColour(), "colour behind the chart; the theme's own"),
    Parameter("theme", KINDS, Choice(tuple(theme.THEMES)),
              "colours of text, axes and series; by the background's brightness"),
    Parameter("width", KINDS, Integer(16, 2000), "pixels", 640),
    Parameter("height", KINDS, Integer(16, 2000), "pixels", 480),
    Parameter("scale", KINDS, Number(1, 4),
              "device pixels per pixel, for dense screens (png only); width x height x scale² is"
              f" at most {MOST_PIXELS:,}", 1.0),
    Parameter("format", KINDS, Choice(get_args(Format)), "kind of file", "png"),
)  # fmt: skip


def parameters(kind: str) -> dict[str, Parameter]:
    """The parameters that a kind of chart takes, by name."""
    return {p.name: p for p in PARAMETERS if kind in p.kinds}


def chart(kind: str, given: Mapping[str, Any] | Sequence[tuple[str, Any]]) -> Chart:
    """Make a chart of a kind of ``KINDS`` from parameters (text, or JSON values).

    A blank text counts as not given, as a form sends it; only for a flag does it mean yes.
    Raises ChartError, naming every parameter that is wrong.
    """
    pairs = list(given.items() if isinstance(given, Mapping) else given)
    known = parameters(kind)
    counts = Counter(name for name, _ in pairs)
    errors = [_unknown(name, kind, known) for name in counts if name not in known]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        if counts[name] > 1:
            errors.append(ParameterError(name, f"is given {counts[name]} times", "one value"))
            continue
        value = next((value for other, value in pairs if other == name), None)
        if _blank(value, parameter.kind):
            if parameter.required:
                errors.append(ParameterError(name, "is missing", parameter.kind.allowed))
            else:
                values[name] = parameter.default
            continue
        try:
            values[name] = parameter.kind.read(value)
        except ValueError as error:
            errors.append(ParameterError(name, str(error), parameter.kind.allowed))
    # What is right by itself may contradict something else that is.
    for kinds, needs, contradiction in _CONTRADICTIONS:
        if kind in kinds and all(name in values for name in needs):
            errors += contradiction(*(values[name] for name in needs))
    if errors:
        raise ChartError(errors)
    return _chart(kind, values)


def _blank(value: object, kind: Kind) -> bool:
    """Whether nothing is given: a blank text (a flag's means yes), or a list of nothing."""
    if isinstance(value, str):
        return not value.strip() and not isinstance(kind, Flag)
    return value is None or (value == [] and isinstance(kind, Texts | Values | Colours))


def _unknown(name: str, kind: str, known: Mapping[str, Parameter]) -> ParameterError:
    elsewhere = [k for k in KINDS if k != kind and name in parameters(k)]
    detail = f"is not a parameter of a {kind} chart"
    if elsewhere:
        detail += f" (only of {' and '.join(elsewhere)})"
    return ParameterError(_printable(name), detail, "one of " + ", ".join(known))


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:60])


Errors = list[ParameterError]
Rows = tuple[tuple[Value, ...], ...]


def _length_error(name: str, found: int, other: str, expected: int) -> Errors:
    if found == expected:
        return []
    return [
        ParameterError(
            name, f"has {found}, but {other} has {expected}", f"as many as {other}: {expected}"
        )
    ]


def _names_and_values(xvalues: Any, yvalues: Rows) -> Errors:
    # A scatter chart's xvalues are numbers: a row of them.
    along = xvalues[0] if xvalues and isinstance(xvalues[0], tuple) else xvalues
    return _length_error("yvalues", len(yvalues[0]), "xvalues", len(along))


def _labels_and_sizes(labels: Sequence[str], sizes: Rows) -> Errors:
    return _length_error("labels", len(labels), "values", len(sizes[0]))


def _sizes(sizes: Rows) -> Errors:
    negative = [v for v in sizes[0] if v is not None and v < 0]
    if not negative and any(sizes[0]):
        return []
    detail = f"{negative[0]:g} is negative" if negative else "all are 0"
    return [ParameterError("values", detail, "numbers of 0 or more, not all 0")]


def _legend_names(legend: Sequence[str], yvalues: Rows) -> Errors:
    return _length_error("legend", len(legend), "yvalues", len(yvalues)) if legend else []


def _legend_place(position: str | None, legend: Sequence[str]) -> Errors:
    if legend or position in (None, "none"):
        return []
    return [ParameterError("legend_position", "needs names for the series", "legend, or none")]


def _too_many_colours(colours: Sequence[Colour], most: int, what: str) -> Errors:
    if len(colours) <= most:
        return []
    return [ParameterError("colors", f"{len(colours)} for {most} {what}", f"at most {most}")]


def _bar_colours(colours: Sequence[Colour], yvalues: Rows) -> Errors:
    if len(yvalues) == 1:
        return _too_many_colours(colours, len(yvalues[0]), "bars")
    return _series_colours(colours, yvalues)


def _series_colours(colours: Sequence[Colour], yvalues: Rows) -> Errors:
    return _too_many_colours(colours, len(yvalues), "series")


def _slice_colours(colours: Sequence[Colour], sizes: Rows) -> Errors:
    return _too_many_colours(colours, len(sizes[0]), "slices")


def _ends(low: float | None, high: float | None) -> Errors:
    if low is None or high is None or low < high:
        return []
    return [ParameterError("ymin", f"{low:g} is not below ymax", f"less than {high:g}")]


def _logarithms(name: str) -> Callable[[bool, Any], Errors]:
    """Values of a logarithmic axis are above zero."""

    def check(log: bool, value: Any) -> Errors:
        rows = value if isinstance(value, tuple) else ((value,),)
        wrong = [v for row in rows for v in row if v is not None and v <= 0]
        if not log or not wrong:
            return []
        allowed = "a number above 0, as log is set"
        return [ParameterError(name, f"{wrong[0]:g} has no logarithm", allowed)]

    return check


def _log_without(other: str, why: str) -> Callable[[bool, bool], Errors]:
    def check(log: bool, flag: bool) -> Errors:
        wrong = log and flag
        return [ParameterError("log", why, f"log or {other}, not both")] if wrong else []

    return check


def _pixels(width: int, height: int, scale: float) -> Errors:
    most = settings.current().most_pixels or MOST_PIXELS
    if round(width * scale) * round(height * scale) <= most:
        return []
    here = " on this app" if most < MOST_PIXELS else ""
    return [
        ParameterError(
            "scale" if scale > 1 else "width",
            f"{width}x{height} at scale {scale:g} is {width * height * scale**2:,.0f} pixels",
            f"width x height x scale² of at most {most:,}{here}",
        )
    ]


def _fewer(name: str) -> Callable[[Any], Errors]:
    """Where the app has a limit of its own: not more values (or labels) than that."""

    def check(values: Any) -> Errors:
        most = settings.current().most_values or MOST_VALUES
        rows = values if values and isinstance(values[0], tuple) else (values,)
        count = sum(map(len, rows))
        if count <= most:
            return []
        return [ParameterError(name, f"{count} are too many", f"at most {most:,} on this app")]

    return check


def _vector_scale(format: str, scale: float) -> Errors:  # noqa: A002 - the parameter's name
    if format == "png" or scale == 1:
        return []
    detail = f"does nothing for {format}, which is sharp at every size"
    return [ParameterError("scale", detail, "1, or format=png")]


# What must fit together: kinds, parameters, and a check made where these are right by themselves.
_CONTRADICTIONS: tuple[tuple[tuple[str, ...], tuple[str, ...], Callable[..., Errors]], ...] = (
    (CARTESIAN, ("xvalues", "yvalues"), _names_and_values),
    (("pie",), ("labels", "values"), _labels_and_sizes),
    (("pie",), ("values",), _sizes),
    (CARTESIAN, ("legend", "yvalues"), _legend_names),
    (CARTESIAN, ("legend_position", "legend"), _legend_place),
    (("bar",), ("colors", "yvalues"), _bar_colours),
    (("line", "scatter"), ("colors", "yvalues"), _series_colours),
    (("pie",), ("colors", "values"), _slice_colours),
    (CARTESIAN, ("ymin", "ymax"), _ends),
    (CARTESIAN, ("log", "yvalues"), _logarithms("yvalues")),
    (CARTESIAN, ("log", "ymin"), _logarithms("ymin")),
    (CARTESIAN, ("log", "ymax"), _logarithms("ymax")),
    (("bar",), ("log", "stacked"), _log_without("stacked", "cannot measure stacked bars")),
    (("line",), ("log", "area"), _log_without("area", "has no zero to fill down to")),
    (KINDS, ("width", "height", "scale"), _pixels),
    *((CARTESIAN, (name,), _fewer(name)) for name in ("xvalues", "yvalues")),
    *((("pie",), (name,), _fewer(name)) for name in ("labels", "values")),
    (KINDS, ("format", "scale"), _vector_scale),
)


def _chart(kind: str, values: Mapping[str, Any]) -> Chart:
    look = _theme(values["theme"], values["background"])
    plot: Plot
    legend: LegendPosition
    if kind == "pie":
        plot = _slices(values, look)
        legend = values["legend_position"] or "none"
    else:
        plot = _CARTESIAN_PLOTS[kind](values, look)
        legend = (values["legend_position"] or "right") if values["legend"] else "none"
    return Chart(
        plot=plot,
        width=values["width"],
        height=values["height"],
        theme=look,
        title=values["title"],
        x_title="" if kind == "pie" else values["xlabel"],
        y_title="" if kind == "pie" else values["ylabel"],
        legend=legend,
        scale=values["scale"],
        format=values["format"],
    )


def _theme(name: str | None, background: Colour | None) -> theme.Theme:
    """The theme; where only a background is given, the one whose text can be read on it."""
    if background is None:
        return theme.THEMES[name or "light"]
    if name is None:
        seen = colour.over(background, (255, 255, 255, 255))
        name = "light" if colour.luminance(seen) > 0.18 else "dark"
    return theme.THEMES[name]._replace(background=background)


def _series(values: Mapping[str, Any], look: theme.Theme, *, by_bar: bool) -> tuple[Series, ...]:
    rows = values["yvalues"]
    colours = values["colors"] or look.series
    names = values["legend"] or ("",) * len(rows)
    if by_bar and len(rows) == 1 and values["colors"]:
        return (Series(names[0], rows[0], tuple(colours)),)
    return tuple(
        Series(name, row, (colours[i % len(colours)],))
        for i, (name, row) in enumerate(zip(names, rows, strict=True))
    )


def _axis(values: Mapping[str, Any]) -> ValueAxis:
    return ValueAxis(values["ymin"], values["ymax"], values["log"])


def _bars(values: Mapping[str, Any], look: theme.Theme) -> Bars:
    return Bars(
        values["xvalues"],
        _series(values, look, by_bar=True),
        _axis(values),
        values["stacked"],
        values["horizontal"],
        values["value_labels"],
    )


def _lines(values: Mapping[str, Any], look: theme.Theme) -> Lines:
    x: tuple[str, ...] | tuple[Value, ...] = values["xvalues"]
    try:  # numbers, with at least one that is not a gap, make a numeric axis
        numbers = Values(MOST_VALUES, 1).read(list(x))[0]
        if any(v is not None for v in numbers):
            x = numbers
    except ValueError:
        pass
    return Lines(
        x,
        _series(values, look, by_bar=False),
        _axis(values),
        values["curve"],
        values["markers"],
        values["area"],
    )


def _points(values: Mapping[str, Any], look: theme.Theme) -> Points:
    return Points(values["xvalues"][0], _series(values, look, by_bar=False), _axis(values))


def _slices(values: Mapping[str, Any], look: theme.Theme) -> Slices:
    sizes = values["values"][0]
    colours = values["colors"] or look.series
    return Slices(
        values["labels"],
        sizes,
        tuple(colours[i % len(colours)] for i in range(len(sizes))),
        values["hole"],
        values["value_labels"],
    )


_CARTESIAN_PLOTS: Mapping[str, Callable[[Mapping[str, Any], theme.Theme], Plot]] = {
    "bar": _bars,
    "line": _lines,
    "scatter": _points,
}
