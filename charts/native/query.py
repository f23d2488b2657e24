"""Reading: from the parameters of a request, text or JSON values, to a chart; and back to a URL."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from api import ascii_text
from api.errors import ParameterError
from api.suggest import did_you_mean

from ..diagnostics import ChartError
from . import checks, kinds, spreads, table, theme, x_values
from .chart import Chart, LegendPosition, read_number_format
from .frame import read_frame, without_logarithm
from .kind import Kind, KindModule
from .number_text import AS_GIVEN
from .parameters import Parameter
from .theme import Theme
from .values import (
    LISTS,
    ColourRows,
    Flag,
    FlagOr,
    Links,
    Marks,
    Spreads,
    TextRows,
    Texts,
    Values,
    ValueType,
    is_list,
)
from .x_values import XTypeChoice, XValues

Pairs = Sequence[tuple[str, Any]]
T = TypeVar("T")
_MAX_NAMED = 5  # of values that are left out
_MAX_SUGGESTIONS = 20  # of unknown parameters in a request
# What parameters are called elsewhere, and what those of another kind are in this one.
_OTHER_WORDS = {
    "x": "xvalues", "y": "yvalues", "data": "yvalues", "categories": "xvalues", "names": "labels",
    "labels": "xvalues", "values": "yvalues", "xvalues": "labels", "yvalues": "values",
    "series": "legend", "bg": "background", "bgcolor": "background", "colour": "colors",
    "palette": "colors", "size": "width", "dpi": "scale", "type": "format", "dark": "theme",
    "logarithmic": "log", "logscale": "log", "min": "ymin", "max": "ymax", "donut": "hole",
    "doughnut": "hole", "heading": "title", "caption": "title", "smooth": "curve",
    "digits": "decimals", "goal": "target", "threshold": "target", "hline": "target",
    "vline": "xtarget", "range": "band", "annotation": "annotate", "annotations": "annotate",
}  # fmt: skip


def chart(kind: str, parameters: Mapping[str, Any] | Pairs) -> Chart:
    """Return the chart of a kind of ``KINDS`` from its parameters (text, or JSON values).

    Raises ChartError, naming every parameter that is wrong.
    """
    module = kinds.load(kind)
    given = list(parameters.items() if isinstance(parameters, Mapping) else parameters)
    values, notices = _with_gaps(_values(module.KIND, given))
    if about := kinds.parameters(kind).get("xtype"):
        values["xvalues"] = _x_values(values, about)
        if values.get("xlog"):
            values["xvalues"], lost = without_logarithm(values["xvalues"])
            notices += lost
    if values.get("yerror") and (values.get("log") or values.get("y2log")):
        ends = spreads.ends(values["yerror"], values["yvalues"])
        logs = checks.logarithmic(values["yvalues"], values)
        logarithmic = [row for row, log in zip(ends, logs, strict=True) if log]
        notices += spreads.without_logarithm(logarithmic)
    looks = theme.themes(
        values["theme"],
        values["background"],
        values["palette"],
        adaptive=values["format"] == "svg",
    )
    light, *dark = (_chart(module, values, look, notices) for look in looks)
    return light._replace(dark=dark[0]) if dark else light


def _chart(
    module: KindModule, values: Mapping[str, Any], look: Theme, notices: tuple[str, ...]
) -> Chart:
    return Chart(
        kind=module.KIND.name,
        plot=module.read(values, look),
        width=values["width"],
        height=values["height"],
        theme=look,
        font=values["font"],
        text_size=values["text_size"],
        title_size=values["title_size"],
        title=values["title"],
        subtitle=values["subtitle"],
        source=values["source"],
        alt=values["alt"],
        title_align=values["title_align"] or "left",
        x_title=values.get("xlabel", ""),
        y_title=values.get("ylabel", ""),
        y2_title=values.get("y2label", ""),
        legend=_legend_position(values),
        scale=values["scale"],
        format=values["format"],
        x_type=along.type if isinstance(along := values.get("xvalues"), XValues) else "",
        numbers=read_number_format(values),
        y2_numbers=read_number_format(values, "y2_") if "y2_prefix" in values else AS_GIVEN,
        frame=read_frame(values),
        notices=notices,
    )


def _legend_position(values: Mapping[str, Any]) -> LegendPosition:
    """Return where the legend is drawn: of series at the right, of groups at the top."""
    asked: LegendPosition | None = values.get("legend_position")
    named = "right" if values.get("legend") else "top" if values.get("groups") else "none"
    return asked or cast("LegendPosition", named)


def _with_gaps(values: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values with gaps for those that have no logarithm, and notices that name them."""
    if not (values.get("log") or values.get("y2log")) or "yvalues" not in values:
        return values, ()
    rows = values["yvalues"]
    logs = checks.logarithmic(rows, values)
    wrong = [
        f"{value + 0.0:g} (item {place}" + (f" of series {series})" if len(rows) > 1 else ")")
        for series, (row, log) in enumerate(zip(rows, logs, strict=True), start=1)
        for place, value in enumerate(row, start=1)
        if log and value is not None and value <= 0
    ]
    if not wrong:
        return values, ()
    more = f" and {len(wrong) - _MAX_NAMED} more" if len(wrong) > _MAX_NAMED else ""
    named = ", ".join(wrong[:_MAX_NAMED]) + more
    gaps = "is a gap" if len(wrong) == 1 else "are gaps"
    gapped = tuple(
        tuple(v if v is not None and v > 0 else None for v in row) if log else row
        for row, log in zip(rows, logs, strict=True)
    )
    notice = f"yvalues: {named} {gaps}, as a logarithmic axis shows values above 0 only"
    return {**values, "yvalues": gapped}, (notice,)


def joined(kind: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of a query with one text for each list, and the lists of a CSV in its place.

    A CSV that cannot be read stays. Clients that OpenAPI generators make send
    ``xvalues=C&xvalues=Java`` for C,Java. If a part of series holds more than a number, each part
    is a series; else the parts are numbers of one.
    """
    known, aliases = kinds.parameters(kind), kinds.aliases(kind)
    parts: dict[str, list[str]] = {}
    for name, text in pairs:
        parts.setdefault(name, []).append(text)
    single: list[tuple[str, str]] = []
    for name, texts in parts.items():
        parameter = known.get(aliases.get(name, name))
        value_type = parameter.type if parameter else None
        if len(texts) > 1 and isinstance(value_type, LISTS):
            single.append((name, _list_of(value_type, texts)))
        else:
            single += [(name, text) for text in texts]
    expanded, errors = _with_table(kinds.load(kind).KIND, single)
    return single if errors else expanded


def _renamed(kind: Kind, pairs: Pairs) -> tuple[Pairs, list[ParameterError]]:
    """Return the parameters by their own names, and errors of those given by both names."""
    aliases, names = kinds.aliases(kind.name), {name for name, _ in pairs}
    twice = {name for name in names if aliases.get(name) in names}
    errors = [
        ParameterError(aliases[name], f"is given as {name}, too", "one of the two")
        for name in sorted(twice)
    ]
    return [(aliases.get(name, name), value) for name, value in pairs if name not in twice], errors


def _with_table(
    kind: Kind, pairs: Sequence[tuple[str, T]]
) -> tuple[list[tuple[str, T | str]], list[ParameterError]]:
    """Return the parameters with the lists of a CSV in its place, and what is wrong with it."""
    texts = [value for name, value in pairs if name == table.NAME]
    rest = [pair for pair in pairs if pair[0] != table.NAME]
    if not texts or texts == [""]:
        return [*rest], []
    if len(texts) > 1 or not isinstance(texts[0], str):
        detail = f"is given {len(texts)} times" if len(texts) > 1 else "is not a text"
        return [*rest], [ParameterError(table.NAME, detail, table.ALLOWED)]
    aliases = kinds.aliases(kind.name)
    names = {aliases.get(name, name): name for name, _ in rest}
    try:
        lists = table.lists(kind, texts[0], names)
    except ValueError as error:
        return [*rest], [ParameterError(table.NAME, str(error), table.ALLOWED)]
    errors = [
        ParameterError(names[name], "is in the csv, too", "one of the two")
        for name in lists
        if name in names
    ]
    return [*rest, *((n, text) for n, text in lists.items() if n not in names)], errors


def _list_of(value_type: ValueType, texts: Sequence[str]) -> str:
    """Return a list of several parts as the text of one."""
    if not any(ascii_text.strip(text) for text in texts):
        return ""
    series = (
        isinstance(value_type, Values | TextRows | Spreads | ColourRows)
        and value_type.max_series > 1
    )
    bars = series and any(is_list(text) for text in texts)
    bars = bars or (isinstance(value_type, Marks) and value_type.points)
    return ("|" if bars else ",").join(_closed(text) for text in texts)


def _closed(text: str) -> str:
    """Return text after which a separator separates: a backslash at its end stands for itself."""
    return text + "\\" if (len(text) - len(text.rstrip("\\"))) % 2 else text


def _x_values(values: Mapping[str, Any], parameter: Parameter) -> XValues:
    """Return what the valid xvalues are."""
    reading = cast(XTypeChoice, parameter.type).reading
    x = x_values.read(values["xvalues"], values["xtype"], reading)
    return x._replace(date_format=values["date_format"])


def _values(kind: Kind, pairs: Pairs) -> dict[str, Any]:
    """Return a valid value for each parameter of the kind. Raises ChartError."""
    known = kinds.parameters(kind.name)
    pairs, errors = _renamed(kind, pairs)
    pairs, table_errors = _with_table(kind, pairs)
    given = dict(pairs)
    counts = Counter(name for name, _ in pairs) if len(given) < len(pairs) else {}
    unknown = [name for name in given if name not in known]
    errors += [
        _unknown(name, kind, known, suggest=i < _MAX_SUGGESTIONS) for i, name in enumerate(unknown)
    ]
    errors += table_errors
    values = dict(_defaults(kind.name))  # most parameters are left out
    wrong = dict[str, ParameterError | None]()
    for name in dict.fromkeys((*_required(kind.name), *given)):
        if name not in known:
            continue
        parameter, raw = known[name], given.get(name)
        if counts and counts[name] > 1:
            wrong[name] = ParameterError(name, f"is given {counts[name]} times", "one value")
        elif raw is None or _blank(raw, parameter.type):
            if parameter.required:
                missing = ParameterError(name, "is missing", parameter.type.allowed)
                wrong[name] = None if table_errors else missing
        else:
            try:
                value = parameter.type.read(raw)
            except ValueError as error:
                wrong[name] = ParameterError(name, str(error), parameter.type.allowed)
            else:
                if not parameter.ignored:
                    values[name] = value
    if wrong:  # in the order in which they are described
        errors += [problem for name in known if (problem := wrong.get(name))]
    for check in _checks(kind.name):
        if not wrong or wrong.keys().isdisjoint(check.names):
            errors += check.errors(*[values[name] for name in check.names])
    if errors:
        raise ChartError(errors)
    return values


@functools.cache
def _defaults(name: str) -> Mapping[str, Any]:
    """Return the default of each parameter of a kind."""
    return {name: parameter.default for name, parameter in kinds.parameters(name).items()}


@functools.cache
def _required(name: str) -> tuple[str, ...]:
    """Return the names of the parameters that a kind needs."""
    return tuple(name for name, parameter in kinds.parameters(name).items() if parameter.required)


@functools.cache
def _checks(name: str) -> tuple[checks.Check, ...]:
    """Return a kind's own checks, those that follow from its parameters, and those of the size."""
    kind = kinds.load(name).KIND
    parts = [
        checks.parts_of_a_whole(parameter.name)
        for parameter in kind.parameters
        if isinstance(parameter.type, Values) and parameter.type.sizes
    ]
    limits = [
        checks.within_app_limit(parameter.name)
        for parameter in kind.parameters
        if parameter.group == "Data"
        and isinstance(parameter.type, Texts | TextRows | Values | Links)
    ]
    aligned = "legend_position" in kinds.parameters(name)
    align = checks.LEGEND_ALIGN if aligned else checks.TITLE_ALIGN
    general = align, checks.SIZE, *limits, checks.VECTOR_SCALE, checks.DECIMALS, checks.TITLE_SIZE
    places = [
        checks.x_values_are(parameter.type.reading)
        for parameter in kind.parameters
        if isinstance(parameter.type, XTypeChoice)
    ]
    every = *kind.checks, *places, *parts, *general, *_frame_checks(kind), checks.YERROR
    return tuple(check for check in every if kinds.parameters(name).keys() >= {*check.names})


def _frame_checks(kind: Kind) -> list[checks.Check]:
    """Return the check of what is asked of the axes, if the kind has any."""
    known = kinds.parameters(kind.name)
    if "grid" not in known:
        return []
    reading = cast(XTypeChoice, known["xtype"].type).reading if "xtype" in known else None
    return [checks.frame_is(reading, frozenset(known))]


def _blank(raw: object, value_type: ValueType) -> bool:
    """Return whether no value is given: a blank text, as a form sends it, or an empty list.

    For a flag, the bare name means yes.
    """
    if isinstance(raw, str):
        return not ascii_text.strip(raw) and not isinstance(value_type, Flag | FlagOr)
    return raw is None or (raw == [] and isinstance(value_type, LISTS))


def _unknown(
    name: str, kind: Kind, known: Mapping[str, Parameter], *, suggest: bool
) -> ParameterError:
    elsewhere = [
        other for other in kinds.KINDS if other != kind.name and name in kinds.parameters(other)
    ]
    detail = f"is not a parameter of {kind.noun}"
    if elsewhere:
        detail += f" (only of {' and '.join(elsewhere)})"
    if suggest:
        detail += did_you_mean(name, [*known, table.NAME], _OTHER_WORDS)
    return ParameterError(_printable(name), detail, f"one of {', '.join(known)} or {table.NAME}")


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:60])


def url(kind: str, parameters: Mapping[str, Any]) -> str:
    """Return the URL of a chart whose parameters are given as in a JSON body.

    It is meant to be read: only what must be is percent-encoded, and a flag that is set is a bare
    name.
    """
    from urllib.parse import quote  # reading needs none of it

    parts = [
        name if value is True else f"{name}={quote(_written(value), safe=_LEGIBLE)}"
        for name, value in parameters.items()
    ]
    return f"/charts/{kind}?{'&'.join(parts)}"


_LEGIBLE = ",|:/"  # besides letters, digits and -._~
_ESCAPED = str.maketrans({separator: f"\\{separator}" for separator in "\\,|"})


def _written(value: Any) -> str:
    """Return a JSON value as query text."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, list):
        return "" if value is None else str(value)
    if any(isinstance(item, list) for item in value):
        return "|".join(map(_written, value))
    return ",".join("" if item is None else str(item).translate(_ESCAPED) for item in value)
