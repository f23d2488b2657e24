"""The playground: a form for each kind of chart, made from the table that validates requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import quote

from api.errors import ParameterError
from api.query import pairs
from charts.canvas.sanitize import replace_surrogates
from charts.diagnostics import ChartError
from charts.native import query
from charts.native import values as parameter_values

from . import gallery

if TYPE_CHECKING:  # loaded by the first URL that is pasted
    from charts.google.explain import Explained

Pairs = Sequence[tuple[str, str]]

_GROUPS: Final = {
    "Data": ("xvalues", "yvalues", "labels", "values"),
    "Texts": ("title", "xlabel", "ylabel", "legend", "legend_position", "value_labels"),
    "Drawing": ("stacked", "horizontal", "curve", "markers", "area", "hole"),
    "Axis of the values": ("ymin", "ymax", "log"),
    "Colours": ("colors", "background", "theme"),
    "Size and file": ("width", "height", "scale", "format"),
}
_OTHERS: Final = "More"  # for a parameter that has no group yet
_ANY_DATA: Final = ("title", "background", "theme", "width", "height", "scale", "format")
"""Parameters that fit other data as well."""
_LEGIBLE: Final = ",|:/"  # besides letters, digits and -._~ : as they are in the URL


@dataclass(frozen=True)
class Field:
    """One parameter as a field of the form."""

    name: str
    control: Literal["text", "list", "choice", "flag", "number"]
    value: str
    meaning: str
    allowed: str
    placeholder: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    errors: tuple[str, ...] = ()
    """What the API says is wrong with it."""

    @property
    def checked(self) -> bool:
        """Whether a flag is set; what is no flag's value is not."""
        return self.control == "flag" and self.value == "true"


@dataclass(frozen=True)
class Form:
    """The form of a kind of chart, filled in."""

    kind: str
    groups: tuple[tuple[str, tuple[Field, ...]], ...]
    url: str
    errors: tuple[str, ...] = ()
    """What is wrong that belongs to no field."""

    @property
    def wrong(self) -> tuple[str, ...]:
        """The names of the fields that have errors."""
        return tuple(f.name for _, fields in self.groups for f in fields if f.errors)

    @property
    def valid(self) -> bool:
        return not self.errors and not self.wrong


def example(kind: str) -> list[tuple[str, str]]:
    """Parameters to begin with: those of the kind's first entry in the gallery."""
    path = f"/charts/{kind}?"
    return pairs(next(e.url for e in gallery.entries() if e.url.startswith(path)))


def form(kind: str, given: Pairs) -> Form:
    """Fill in the form of a kind of ``query.KINDS``, with the API's errors at its fields."""
    known = query.parameters(kind)
    # A form sends every field; what was left blank was not said. A bare flag is no blank.
    said = [
        (name, value)
        for name, value in given
        if value.strip()
        or isinstance(getattr(known.get(name), "kind", None), parameter_values.Flag)
    ]
    try:
        query.chart(kind, said)
        wrong: Sequence[ParameterError] = ()
    except ChartError as error:
        wrong = error.errors
    values = dict(reversed(said))
    errors = {
        name: tuple(f"{e.detail}; allowed: {e.allowed}" for e in wrong if e.parameter == name)
        for name in known
    }
    rest = tuple(
        f"{e.parameter} {e.detail}; allowed: {e.allowed}" for e in wrong if e.parameter not in known
    )
    grouped = {name for names in _GROUPS.values() for name in names}
    groups = {**_GROUPS, _OTHERS: tuple(name for name in known if name not in grouped)}
    made = (
        (
            title,
            tuple(
                _field(known[name], values.get(name), errors[name]) for name in names
                if name in known
            ),
        )
        for title, names in groups.items()
    )  # fmt: skip
    return Form(
        kind, tuple((title, fields) for title, fields in made if fields), url(kind, said), rest
    )


def url(kind: str, given: Pairs) -> str:
    """Give the URL of a chart: readable, a flag that is set by its bare name."""
    known = query.parameters(kind)
    parts = []
    for name, value in given:
        parameter = known.get(name)
        said = quote(name, safe="", errors="replace")
        if not (
            parameter
            and isinstance(parameter.kind, parameter_values.Flag)
            and _flag(value) == "true"
        ):
            said += "=" + quote(value, safe=_LEGIBLE, errors="replace")
        parts.append(said)
    return f"/charts/{kind}?{'&'.join(parts)}"


class Other(NamedTuple):
    """The way from a form to that of a kind of chart."""

    kind: str
    link: str
    """With what has been filled in, as far as it is carried."""
    carried: tuple[str, ...]
    """The parameters that are; in place of the data, if that is not, stands an example."""


def other(kind: str, to: str, given: Pairs) -> Other:
    """Give the way from the form of a kind, filled in with ``given``, to that of another."""
    here, there = query.parameters(kind), query.parameters(to)
    carried = [name for name in there if here.get(name) == there[name]]
    data = [name for name, parameter in there.items() if parameter.required]
    kept = []
    if not set(data) <= set(carried):
        carried = [name for name in carried if name in _ANY_DATA]
        kept = [(name, value) for name, value in example(to) if name in data]
    kept += [(name, value) for name, value in given if name in carried]
    said = url(to, kept).partition("?")[2]
    return Other(to, f"/playground?kind={to}&{said}", tuple(carried))


def _flag(value: str) -> str:
    try:
        return "true" if parameter_values.Flag().read(value) else ""
    except ValueError:
        return value


def _field(parameter: query.Parameter, value: str | None, errors: tuple[str, ...]) -> Field:
    kind = parameter.kind
    placeholder = ""
    options: tuple[str, ...] = ()
    control: Literal["text", "list", "choice", "flag", "number"]
    match kind:
        case parameter_values.Flag():
            control = "flag"
            value = _flag(value) if value is not None else None
        case parameter_values.Choice():
            control, options = "choice", kind.options
            placeholder = parameter.default or "automatic"
        case parameter_values.Integer() | parameter_values.Number():
            control = "number"
            placeholder = "" if parameter.default is None else f"{parameter.default:g}"
        case parameter_values.Texts() | parameter_values.Values():
            control = "list"
        case _:
            control = "text"
    return Field(
        parameter.name, control, replace_surrogates(value or ""), parameter.meaning, kind.allowed,
        placeholder, options, parameter.required, errors,
    )  # fmt: skip


@dataclass(frozen=True)
class Import:
    """A URL that was pasted, and what came of it."""

    text: str
    error: str = ""
    url: str = ""
    """Of a Google chart in this app."""
    said: Explained | None = None


def page(given: Pairs) -> dict[str, Any]:
    """Give what the page shows for its query: ``kind`` and a chart’s parameters, or ``url``."""
    names = [name for name, _ in given]
    pasted = next((value for name, value in given if name == "url"), None)
    if pasted is not None:
        return _imported(pasted, [name for name in names if name != "url"])
    kinds = [value for name, value in given if name == "kind"]
    rest = [(name, value) for name, value in given if name != "kind"]
    kind = kinds[0] if kinds else query.KINDS[0]
    wrong = []
    if kind not in query.KINDS or len(kinds) > 1:
        wrong.append(f"kind is to be one of {', '.join(query.KINDS)}.")
        kind, rest = query.KINDS[0], []
    return _shown(kind, rest or example(kind), wrong)


def _imported(pasted: str, others: Sequence[str]) -> dict[str, Any]:
    from charts.google import explain

    from . import importing

    text = replace_surrogates(pasted)
    first = query.KINDS[0]
    wrong = [
        f"{replace_surrogates(name)} says nothing beside url." for name in dict.fromkeys(others)
    ]
    try:
        found = importing.read(text)
    except ValueError as error:
        return _shown(first, example(first), wrong, Import(text, str(error)))
    if found.dialect == "native":
        return _shown(found.kind, found.pairs, wrong)
    said = explain.read(found.pairs)
    return _shown(first, example(first), wrong, Import(text, url=found.url, said=said))


def _shown(
    kind: str, given: Pairs, wrong: Sequence[str], pasted: Import | None = None
) -> dict[str, Any]:
    filled = form(kind, given)
    return {
        "form": replace(filled, errors=(*wrong, *filled.errors)),
        "kinds": [other(kind, to, given) for to in query.KINDS],
        "pasted": pasted or Import(""),
    }
