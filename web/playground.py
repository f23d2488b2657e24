"""The playground: a form for each kind of chart, made of the parameters that validate requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote

from api.errors import ParameterError, Problem, SettingsError
from api.named_tuple import NamedTuple
from api.query import pairs
from charts.canvas.sanitize import replace_surrogates
from charts.diagnostics import ChartError
from charts.native import kinds, query
from charts.native import values as parameter_values
from charts.native.parameters import GROUPS, PICTURE, TITLES, Parameter

if TYPE_CHECKING:  # loaded by the first URL that is pasted
    from charts.pictures.explanation import Explained

    from .importing import Imported

Pairs = Sequence[tuple[str, str]]

_ANY_DATA: Final = tuple(parameter.name for parameter in (*TITLES, *PICTURE))
"""Parameters that fit other data as well."""
_FLAGS: Final = (parameter_values.Flag, parameter_values.FlagOr)
"""Types of which a bare name means true."""
_LISTS: Final = (
    parameter_values.Texts,
    parameter_values.TextRows,
    parameter_values.Values,
    parameter_values.Links,
    parameter_values.Marks,
    parameter_values.Spreads,
    parameter_values.ColourRows,
)
"""Types whose texts may be long."""
_LEGIBLE: Final = ",|:/"  # besides letters, digits and -._~ : as they are in the URL


@dataclass(frozen=True)
class Field:
    """One parameter as a field of the form."""

    name: str
    control: Literal["text", "list", "choice", "flag", "number", "colour", "colours"]
    value: str
    meaning: str
    allowed: str
    placeholder: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    errors: tuple[str, ...] = ()
    """The API's errors for it."""

    @property
    def checked(self) -> bool:
        """Whether a flag is set; an invalid value is not."""
        return self.control == "flag" and self.value == "true"


class Table(NamedTuple):
    """The data of a kind as columns."""

    columns: tuple[str, ...]
    """The lists of the form; one that ends with * has several columns."""
    texts: tuple[str, ...]
    """Those of them that are texts, not numbers."""
    headings: str = ""
    """The list of the names above these, where it is none of their legend."""
    links: str = ""
    """The field that has all of the columns, a link in each row."""


@dataclass(frozen=True)
class Form:
    """The form of a kind of chart, filled in."""

    kind: str
    groups: tuple[tuple[str, tuple[Field, ...]], ...]
    url: str
    table: Table | None = None
    errors: tuple[str, ...] = ()
    """Errors that belong to no field."""
    settings_wrong: bool = False
    """The settings of charts cannot be read, so no chart is drawn; the log says why."""

    @property
    def wrong(self) -> tuple[str, ...]:
        """The names of the fields with errors."""
        return tuple(f.name for _, fields in self.groups for f in fields if f.errors)

    @property
    def valid(self) -> bool:
        """Whether the form is a chart."""
        return not self.errors and not self.wrong


def example(kind: str) -> list[tuple[str, str]]:
    """Return parameters to begin with: those of the kind's first example."""
    return pairs(query.url(kind, kinds.load(kind).KIND.examples[0].parameters))


def form(kind: str, given: Pairs) -> Form:
    """Fill in the form of a kind of ``KINDS``, with the API's errors at its fields."""
    known = kinds.parameters(kind)
    # A form sends every field; blank ones are left out. A bare flag is not blank.
    filled = [
        (name, value)
        for name, value in given
        if value.strip() or (name in known and isinstance(known[name].type, _FLAGS))
    ]
    filled = query.joined(kind, filled)
    problems: list[str] = []
    settings_wrong = False
    wrong: Sequence[ParameterError] = ()
    try:
        query.chart(kind, filled)
    except ChartError as error:
        wrong = error.errors
    except SettingsError:
        settings_wrong = True
        problems.append("The chart settings of this app are wrong.")
    values = dict(reversed(filled))
    errors = {
        name: tuple(f"{e.detail}; allowed: {e.allowed}" for e in wrong if e.parameter == name)
        for name in known
    }
    problems += (
        f"{e.parameter} {e.detail}; allowed: {e.allowed}" for e in wrong if e.parameter not in known
    )
    groups = []
    for group in GROUPS:
        fields = tuple(
            _field(parameter, values.get(name), errors[name])
            for name, parameter in known.items()
            if parameter.group == group
        )
        if fields:
            groups.append((group, fields))
    return Form(
        kind, tuple(groups), url(kind, filled), _table(known), tuple(problems), settings_wrong
    )


def _table(known: Mapping[str, Parameter]) -> Table | None:
    """Return the columns of a kind's data; None for a kind of a single value, which is a field."""
    data = [p for p in known.values() if p.group == GROUPS[0]]
    links = next((p.name for p in data if isinstance(p.type, parameter_values.Links)), "")
    if links:
        return Table(("from", "to", "value"), ("from", "to"), links=links)
    texts = tuple(p.name for p in data if isinstance(p.type, parameter_values.Texts))
    numbers = [p.name for p in data if isinstance(p.type, parameter_values.Values) and p.required]
    if "columns" in texts:
        rows = tuple(name for name in texts if name != "columns")
        return Table((*rows, f"{numbers[0]}*"), rows, headings="columns")
    if len(numbers) == 1:
        return Table((*texts, f"{numbers[0]}*"), texts)
    return Table((*texts, *numbers), texts) if texts or numbers else None


def url(kind: str, given: Pairs) -> str:
    """Return the URL of a chart: readable, a flag that is set as a bare name."""
    known = kinds.parameters(kind)
    parts = []
    for name, value in given:
        parameter = known.get(name)
        part = quote(name, safe="", errors="replace")
        flag = parameter and isinstance(parameter.type, _FLAGS)
        if not flag or _flag(value) != "true":
            part += "=" + quote(value, safe=_LEGIBLE, errors="replace")
        parts.append(part)
    return f"/charts/{kind}?{'&'.join(parts)}"


class Other(NamedTuple):
    """The link from a form to that of a kind of chart."""

    kind: str
    link: str
    """With what has been filled in, as far as it is carried over."""
    carried: tuple[tuple[str, str], ...]
    """Names of the parameters carried over, here and there; without data, the example's is used."""


def other(kind: str, to: str, given: Pairs) -> Other:
    """Return the link from the form of a kind, filled in with ``given``, to that of another."""
    here, there = kinds.parameters(kind), kinds.parameters(to)
    renamed = _renamed(here, there)
    carried = [
        (origin, name)
        for name, parameter in there.items()
        for origin in (renamed.get(name, name),)
        if origin in here and (origin != name or here[name].type.allowed == parameter.type.allowed)
    ]
    data = [name for name, parameter in there.items() if parameter.required]
    values = []
    if not set(data) <= {name for _, name in carried}:
        carried = [(origin, name) for origin, name in carried if name in _ANY_DATA]
        values = [(name, value) for name, value in example(to) if name in data]
    names = dict(carried)
    values += [
        (names[name], value if name == names[name] else value.partition("|")[0])
        for name, value in given
        if name in names
    ]
    text = url(to, values).partition("?")[2]
    return Other(to, f"/playground?kind={to}&{text}", tuple(carried))


_DATA: Final = (("xvalues", "yvalues"), ("labels", "values"))
"""What kinds call the names and the numbers of their data."""


def _renamed(here: Mapping[str, Parameter], there: Mapping[str, Parameter]) -> Mapping[str, str]:
    """Return what the data of a kind is called by another, if that is otherwise.

    Of several series, only the first is carried over.
    """
    for ours, theirs in (_DATA, _DATA[::-1]):
        if all(name in here and here[name].required for name in ours) and all(
            name in there and there[name].required for name in theirs
        ):
            if theirs == _DATA[0] and there["xvalues"].type.allowed != _NAMES:
                return {}
            return dict(zip(theirs, ours, strict=True))
    return {}


_NAMES: Final = kinds.parameters("bar")["xvalues"].type.allowed
"""Of xvalues that may be any names."""


def _flag(value: str) -> str:
    try:
        return "true" if parameter_values.Flag().read(value) else ""
    except ValueError:
        return value


def _field(parameter: Parameter, value: str | None, errors: tuple[str, ...]) -> Field:
    value_type = parameter.type
    placeholder = ""
    options: tuple[str, ...] = ()
    control: Literal["text", "list", "choice", "flag", "number", "colour", "colours"]
    match value_type:
        case parameter_values.Flag():
            control = "flag"
            value = _flag(value) if value is not None else None
        case parameter_values.FlagOr():
            control, options = "choice", ("true", *value_type.words)
            placeholder = "false"
            value = _flag(value) if value is not None else None
        case parameter_values.Choice():
            control, options = "choice", value_type.options
            placeholder = parameter.default or "automatic"
        case parameter_values.Integer() | parameter_values.Number():
            control = "number"
            placeholder = "" if parameter.default is None else f"{parameter.default:g}"
        case _ if isinstance(value_type, _LISTS):
            control = "list"
        case parameter_values.Colour():
            control = "colour"
        case parameter_values.Colours():
            control = "colours"
        case _:
            control = "text"
    return Field(
        parameter.name,
        control,
        replace_surrogates(value or ""),
        parameter.meaning,
        value_type.allowed,
        placeholder,
        options,
        parameter.required,
        errors,
    )


@dataclass(frozen=True)
class Import:
    """A pasted URL, with its error or its explanation."""

    text: str
    error: str = ""
    url: str = ""
    """Path and query of the picture in this app."""
    said: Explained | None = None
    status: int = 200
    """Of the response: 4xx if there is no URL, or the chart may not be drawn."""


def page(given: Pairs, authorize: Callable[[str], str]) -> dict[str, Any]:
    """Return what the template shows for a query: ``kind`` and its parameters, or ``url``.

    To explain a chart of another dialect it is laid out and drawn. ``authorize`` takes a path and
    query and returns the query without its signature, or raises Problem if the visitor may not
    have that chart.
    """
    names = [name for name, _ in given]
    pasted = next((value for name, value in given if name == "url"), None)
    if pasted is not None:
        return _imported(pasted, [name for name in names if name != "url"], authorize)
    named = [value for name, value in given if name == "kind"]
    rest = [(name, value) for name, value in given if name != "kind"]
    kind = named[0] if named else kinds.KINDS[0]
    wrong = []
    if kind not in kinds.KINDS or len(named) > 1:
        wrong.append(f"kind must be one of {', '.join(kinds.KINDS)}.")
        kind, rest = kinds.KINDS[0], []
    return _shown(kind, rest or example(kind), wrong)


def _imported(
    pasted: str, others: Sequence[str], authorize: Callable[[str], str]
) -> dict[str, Any]:
    from . import importing

    text = replace_surrogates(pasted)
    first = kinds.KINDS[0]
    wrong = [
        f"{replace_surrogates(name)} has no effect beside url." for name in dict.fromkeys(others)
    ]
    try:
        chart = importing.read(text)
    except ValueError as error:
        status = 400 if isinstance(error, importing.NoUrlError) else 200
        return _shown(first, example(first), wrong, Import(text, str(error), status=status))
    if chart.dialect == "native":
        return _shown(chart.kind, pairs("?" + chart.query), wrong)
    try:
        parameters = pairs("?" + authorize(f"{chart.path}?{chart.query}"))
    except Problem as refusal:
        refused = Import(text, refusal.detail, status=refusal.status)
        return _shown(first, example(first), wrong, refused)
    said = _explained(chart, parameters)
    return _shown(first, example(first), wrong, Import(text, url=chart.url, said=said))


def _explained(chart: Imported, parameters: Pairs) -> Explained:
    if chart.dialect == "quickchart":
        from charts.quickchart.explain_url import explain_url

        return explain_url(chart.path, parameters, chart.url)
    from charts.google import explain
    from charts.google.read import query as google

    return explain.explain(parameters, google.read(parameters))


def _shown(
    kind: str, given: Pairs, wrong: Sequence[str], pasted: Import | None = None
) -> dict[str, Any]:
    filled_in = form(kind, given)
    return {
        "form": replace(filled_in, errors=(*wrong, *filled_in.errors)),
        "kinds": [other(kind, to, given) for to in kinds.KINDS],
        "pasted": pasted or Import(""),
    }
