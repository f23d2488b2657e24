"""The native dialect: from parameters, out of a query or a JSON object, to a chart.

``PARAMETERS`` is the one table of what there is: it validates requests and describes the API.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from api.errors import ParameterError

from . import colour, theme
from .chart import (
    Bars,
    Chart,
    ChartError,
    Format,
    LegendPosition,
    Lines,
    Plot,
    Points,
    Series,
    Slices,
    Value,
    ValueAxis,
)
from .colour import Colour
from .reading import (
    Choice,
    Colours,
    Flag,
    Integer,
    Kind,
    Number,
    Text,
    Texts,
    Values,
)
from .reading import Colour as OneColour

KINDS: Final = ("bar", "line", "pie", "scatter")
CARTESIAN = ("bar", "line", "scatter")
MOST_VALUES, MOST_SERIES, LONGEST_LABEL, LONGEST_TITLE = 2000, 50, 200, 500
MOST_PIXELS = 8_000_000


@dataclass(frozen=True)
class Parameter:
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


def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Give the parameters by name. Raises ChartError where one is given twice."""
    given = dict(pairs)
    if len(given) < len(pairs):
        names = [name for name, _ in pairs]
        raise ChartError(
            [
                ParameterError(name, "is given more than once", "one value")
                for name in given
                if names.count(name) > 1
            ]
        )
    return given


def chart(kind: str, given: Mapping[str, Any]) -> Chart:
    """Make a chart of a kind of ``KINDS`` from parameters by name (text, or JSON values).

    A blank text counts as not given, as a form sends it; only for a flag does it mean yes.
    Raises ChartError, naming every parameter that is wrong.
    """
    known = parameters(kind)
    errors = [_unknown(name, kind, known) for name in given if name not in known]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None or (_blank(value) and not isinstance(parameter.kind, Flag)):
            if parameter.required:
                errors.append(ParameterError(name, "is missing", parameter.kind.allowed))
            values[name] = parameter.default
            continue
        try:
            values[name] = parameter.kind.read(value)
        except ValueError as error:
            errors.append(ParameterError(name, str(error), parameter.kind.allowed))
    if not errors:
        errors = _contradictions(kind, values)
    if errors:
        raise ChartError(errors)
    return _chart(kind, values)


def _blank(value: object) -> bool:
    return value == [] or (isinstance(value, str) and not value.strip())


def _unknown(name: str, kind: str, known: Mapping[str, Parameter]) -> ParameterError:
    elsewhere = [k for k in KINDS if k != kind and name in parameters(k)]
    detail = f"is not a parameter of a {kind} chart"
    if elsewhere:
        detail += f" (only of {' and '.join(elsewhere)})"
    return ParameterError(_printable(name), detail, "one of " + ", ".join(known))


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:60])


def _contradictions(kind: str, values: Mapping[str, Any]) -> list[ParameterError]:
    """What is wrong between parameters that are right by themselves."""
    found = _pie_errors(values) if kind == "pie" else _cartesian_errors(kind, values)
    width, height, scale = values["width"], values["height"], values["scale"]
    if round(width * scale) * round(height * scale) > MOST_PIXELS:
        found.append(
            ParameterError(
                "scale",
                f"{width}x{height} at scale {scale:g} is {width * height * scale**2:,.0f} pixels",
                f"width x height x scale² of at most {MOST_PIXELS:,}",
            )
        )
    if values["format"] != "png" and scale != 1:
        found.append(
            ParameterError(
                "scale",
                f"does nothing for {values['format']}, which is sharp at every size",
                "1, or format=png",
            )
        )
    return found


def _length_error(name: str, found: int, other: str, expected: int) -> list[ParameterError]:
    if found == expected:
        return []
    return [
        ParameterError(
            name, f"has {found}, but {other} has {expected}", f"as many as {other}: {expected}"
        )
    ]


def _pie_errors(values: Mapping[str, Any]) -> list[ParameterError]:
    sizes = values["values"][0]
    allowed = "numbers of 0 or more, not all 0"
    found = _length_error("labels", len(values["labels"]), "values", len(sizes))
    negative = [v for v in sizes if v < 0]
    if negative:
        found.append(ParameterError("values", f"{negative[0]:g} is negative", allowed))
    elif not any(sizes):
        found.append(ParameterError("values", "all are 0", allowed))
    found += _too_many_colours(values["colors"], len(sizes), "slices")
    return found


def _too_many_colours(colours: Sequence[Colour], most: int, what: str) -> list[ParameterError]:
    if len(colours) <= most:
        return []
    return [ParameterError("colors", f"{len(colours)} for {most} {what}", f"at most {most}")]


def _cartesian_errors(kind: str, values: Mapping[str, Any]) -> list[ParameterError]:
    series: tuple[tuple[Value, ...], ...] = values["yvalues"]
    along = values["xvalues"][0] if kind == "scatter" else values["xvalues"]
    found = _length_error("yvalues", len(series[0]), "xvalues", len(along))
    legend, position = values["legend"], values["legend_position"]
    if legend:
        found += _length_error("legend", len(legend), "yvalues", len(series))
    elif position not in (None, "none"):
        found.append(
            ParameterError("legend_position", "needs names for the series", "legend, or none")
        )
    by_bar = kind == "bar" and len(series) == 1
    most, what = (len(series[0]), "bars") if by_bar else (len(series), "series")
    found += _too_many_colours(values["colors"], most, what)
    low, high = values["ymin"], values["ymax"]
    if low is not None and high is not None and low >= high:
        found.append(ParameterError("ymin", f"{low:g} is not below ymax", f"less than {high:g}"))
    if values["log"]:
        positive = "a number above 0, as log is set"
        found += [
            ParameterError(name, f"{values[name]:g} has no logarithm", positive)
            for name in ("ymin", "ymax")
            if values[name] is not None and values[name] <= 0
        ]
        wrong = [v for row in series for v in row if v is not None and v <= 0]
        if wrong:
            found.append(ParameterError("yvalues", f"{wrong[0]:g} has no logarithm", positive))
        if values.get("stacked"):
            found.append(
                ParameterError("log", "cannot measure stacked bars", "log or stacked, not both")
            )
        if values.get("area"):
            found.append(
                ParameterError("log", "has no zero to fill down to", "log or area, not both")
            )
    return found


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
    return replace(theme.THEMES[name], background=background)


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
