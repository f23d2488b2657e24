"""The description of ``/charts/{kind}``: a path a kind, as each has parameters of its own."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from charts.native.functions import MAX_BODY_BYTES
from charts.native.query import KINDS, Parameter, parameters
from charts.native.values import Values
from charts.pictures.response import MEDIA_TYPES

from . import guard
from .answers import BINARY, IF_NONE_MATCH, NOT_MODIFIED, Answers, both, cached, refused
from .values import Schema, component, in_json, in_query

TAG: Final = "Charts"


class Example(NamedTuple):
    """A chart as the members of a JSON body."""

    name: str
    summary: str
    members: dict[str, Any]


EXAMPLES: Final[dict[str, tuple[Example, ...]]] = {
    "bar": (
        Example("bars", "Bars", {
            "xvalues": ["C", "Ruby", "Java", "Python"], "yvalues": [[10, 20, 15, 30.5]],
            "title": "Enrolled students", "xlabel": "Courses offered",
            "ylabel": "Number enrolled",
        }),
        Example("stacked", "Stacked bars from left to right, with a legend", {
            "xvalues": ["Norway", "Poland", "Spain"],
            "yvalues": [[88, 12, 37], [7, 14, 30], [5, 74, 33]],
            "legend": ["Water", "Wind, sun", "Other"], "legend_position": "bottom",
            "stacked": True, "horizontal": True, "value_labels": True,
        }),
    ),
    "line": (
        Example("line", "A line with a gap", {
            "xvalues": ["2018", "2019", "2020", "2021"], "yvalues": [[10.4, 10.2, None, 10.5]],
            "title": "Temperature", "ylabel": "°C",
        }),
        Example("lines", "Two smooth lines over dates, a logarithmic axis", {
            "xvalues": ["Jan", "Feb", "Mar"], "yvalues": [[12, 300, 9000], [40, 41, 45]],
            "legend": ["Requests", "Errors"], "curve": "smooth", "markers": True, "log": True,
        }),
    ),
    "pie": (
        Example("pie", "A pie with percentages", {
            "labels": ["C", "Ruby", "Java", "Python"], "values": [10, 20, 15, 30.5],
            "title": "Enrolled students", "value_labels": True,
        }),
        Example("doughnut", "A doughnut with a legend and colours of its own", {
            "labels": ["Rent", "Food", "Other"], "values": [950, 480, 210], "hole": 0.6,
            "legend_position": "right", "colors": ["264653", "2a9d8f", "e9c46a"],
        }),
    ),
    "scatter": (
        Example("points", "Points", {
            "xvalues": [151, 158, 163, 170], "yvalues": [[48, 53, 58, 66]],
            "title": "Height and weight", "xlabel": "cm", "ylabel": "kg",
        }),
        Example("groups", "Two groups, a dark theme, twice the pixels", {
            "xvalues": [1, 2, 3], "yvalues": [[2, 4, 8], [3, None, 5]],
            "legend": ["A", "B"], "theme": "dark", "scale": 2,
        }),
    ),
}  # fmt: skip

# What a schema can say of a parameter beyond its kind of value; of a text, nothing.
_FURTHER: Final[dict[tuple[str, str], Schema]] = {
    ("pie", "values"): {"items": {"minimum": 0}, "contains": {"exclusiveMinimum": 0}},
}
_TOGETHER: Final = {
    "bar": [["log", "stacked"]],
    "line": [["log", "area"]],
    "pie": [],
    "scatter": [],
}
_RULES: Final = (
    "What a schema cannot say: as many `xvalues` as values in each series (`labels` as `values`),"
    " as many names in `legend` as series and no more `colors` than there is to colour;"
    " `legend_position` needs `legend` (but on a pie); `ymin` is less than `ymax`; `log` needs"
    " values above 0; width x height x scale² is bounded."
)


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    return {f"/charts/{kind}": _path(kind) for kind in KINDS}


def components() -> dict[str, Schema]:
    """The JSON body of each kind."""
    return {f"{kind.capitalize()}Chart": _body(kind) for kind in KINDS}


def _path(kind: str) -> dict[str, Any]:
    picture = cached("The picture.", {MEDIA_TYPES[form]: BINARY for form in ("png", "svg", "pdf")})
    wrong = refused("Parameters are wrong or missing: `errors` names every one.")
    get = {
        "tags": [TAG],
        "summary": f"A {kind} chart",
        "description": _RULES,
        "parameters": [
            *(_parameter(kind, p) for p in parameters(kind).values()),
            *guard.PARAMETERS,
            IF_NONE_MATCH,
        ],
        "responses": {
            "200": picture,
            "304": NOT_MODIFIED,
            "422": wrong,
            "414": _TOO_LONG,
            **guard.ANSWERS,
        },
    }
    post: dict[str, Any] = {
        "operationId": f"{kind}ChartPost",
        "tags": [TAG],
        "summary": f"A {kind} chart from JSON",
        "description": "For what is too long for a URL. The query is to be empty. A string in"
        f" place of a list, number or flag is read as in a query. {_RULES}",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": component(f"{kind.capitalize()}Chart"),
                    "examples": {
                        e.name: {"summary": e.summary, "value": e.members} for e in EXAMPLES[kind]
                    },
                }
            },
        },
        "responses": {"200": picture, "422": wrong, **_BODY, **guard.ANSWERS},
    }
    return {**both(get, f"{kind}Chart"), "post": post}


_TOO_LONG: Final[dict[str, Any]] = {
    "description": "The request line is over 8,192 bytes (from the platform, without a body)."
}
_BODY: Final[Answers] = {
    "400": refused("The body is not JSON."),
    "413": refused(f"The body is over {MAX_BODY_BYTES:,} bytes."),
    "415": refused("The body is not `application/json`.", **{"Accept-Post": "AcceptPost"}),
}


def _parameter(kind: str, parameter: Parameter) -> dict[str, Any]:
    schema, style = in_query(parameter.kind, required=parameter.required)
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": _meaning(parameter),
        "required": parameter.required,
        "schema": _with_default(_further(kind, parameter, schema), parameter),
        **style,
    }
    shown = EXAMPLES[kind][0].members
    if parameter.name in shown:
        described["example"] = _in_query(parameter, shown[parameter.name])
    return described


def _in_query(parameter: Parameter, value: Any) -> Any:
    """An example as the array or text that a query parameter's schema has."""
    match parameter.kind:
        case Values(gaps=True, most_series=1):
            return _joined(value)
        case Values(gaps=True):
            return [_joined(row) for row in value]
    return value


def _joined(row: list[float | None]) -> str:
    return ",".join("" if number is None else f"{number:g}" for number in row)


def _body(kind: str) -> Schema:
    members: dict[str, Schema] = {}
    for name, parameter in parameters(kind).items():
        schema = in_json(parameter.kind, required=parameter.required)
        schema = _with_default(_further(kind, parameter, schema), parameter)
        members[name] = {"description": _meaning(parameter), **schema}
    body: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, p in parameters(kind).items() if p.required],
        "properties": members,
    }
    if _TOGETHER[kind]:
        body["not"] = {"anyOf": [
            {"required": flags, "properties": {flag: {"const": True} for flag in flags}}
            for flags in _TOGETHER[kind]
        ]}  # fmt: skip
    return body


def _further(kind: str, parameter: Parameter, schema: Schema) -> Schema:
    further = _FURTHER.get((kind, parameter.name))
    if not further:
        return schema
    if schema.get("type") != "array":
        return {"allOf": [schema, further]}
    return {**schema, **further, "items": {**schema["items"], **further["items"]}}


def _meaning(parameter: Parameter) -> str:
    meaning = f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}."
    allowed = parameter.kind.allowed.replace("\\", r"\\")  # descriptions are Markdown
    return f"{meaning} Allowed: {allowed}."


def _with_default(schema: Schema, parameter: Parameter) -> Schema:
    if parameter.default is None or parameter.default in ((), ""):
        return schema
    return {**schema, "default": parameter.default}
