"""The description of ``/charts/{kind}``: one path per kind, as each has its own parameters."""

from __future__ import annotations

import functools
from typing import Any, Final, get_args

from charts.native import kinds, table
from charts.native.chart import Format
from charts.native.functions import CSV, JSON, MAX_BODY_BYTES
from charts.native.kind import Kind
from charts.native.parameters import Parameter
from charts.native.values import FlagOr, TextRows, Texts, Values
from charts.native.x_values import XTypeChoice
from charts.pictures.response import MEDIA_TYPES

from . import access, tables, values
from .responses import BINARY, IF_NONE_MATCH, NOT_MODIFIED, Responses, both, cached, refused, shown
from .values import Schema, component

TAG: Final = "Charts"
_RULES: Final = (
    "Rules that a schema cannot express: a list in a query may also be sent as repeated parameters"
    " (`xvalues=C&xvalues=Java`; of series, each repeat is a series if one of them holds several"
    " numbers); `csv` is a table in place of the lists of the data, required ones included; lists"
    " that belong together have the same length (`xvalues` and each"
    " series of `yvalues`, `labels` and `values`, `legend` and the series); there are not"
    " more `colors` than things to colour; `legend_position` needs `legend`, if the kind has one;"
    " `title_align` needs something to align: a `title`, `subtitle`, `source` or a legend above or"
    " below;"
    " `ymin` is less than `ymax`; `log` needs a value above 0, and takes others for gaps;"
    " `decimals` excludes a `number_format` that says them; on a pie, what is said of numbers needs"
    " `value_labels`; the xvalues are what `xtype` says, those of a scatter or bubble chart numbers"
    " or dates unless it is `names`; `date_format` needs dates; width x height x scale² is bounded."
)


def paths() -> dict[str, Any]:
    """Return the path of each kind."""
    return {f"/charts/{kind.name}": _path(kind) for kind in kinds.every()}


def components() -> dict[str, Schema]:
    """Return the schema of each kind's JSON body."""
    return {_schema_name(kind): _body(kind) for kind in kinds.every()}


def _schema_name(kind: Kind) -> str:
    return f"{kind.name.capitalize()}Chart"


def _path(kind: Kind) -> dict[str, Any]:
    files = {MEDIA_TYPES[form]: BINARY for form in get_args(Format)}
    files["text/plain"] = {"type": "string"}
    headers = {"X-Chart-Notice": "ChartNotice", "X-Chart-Description": "ChartDescription"}
    if any(isinstance(parameter.type, XTypeChoice) for parameter in kind.parameters):
        headers["X-Chart-X-Axis"] = "ChartXAxis"
    picture = cached("The picture; with `format=alt` its description.", files, **headers)
    wrong = refused("Parameters are wrong or missing; `errors` lists all of them.")
    get = {
        "tags": [TAG],
        "summary": kind.title,
        "description": f"{kind.about} {_RULES}",
        "parameters": [
            *(_parameter(kind, p) for p in kind.parameters),
            _TABLE,
            *access.PARAMETERS,
            IF_NONE_MATCH,
        ],
        "responses": {
            "200": picture,
            "304": NOT_MODIFIED,
            "422": shown(wrong),
            "414": _TOO_LONG,
            **{status: shown(refusal) for status, refusal in access.RESPONSES.items()},
        },
    }
    post: dict[str, Any] = {
        "operationId": f"{kind.name}ChartPost",
        "tags": [TAG],
        "summary": f"{kind.title} from JSON or CSV",
        "description": "For what is too long for a URL. With JSON, the query must be empty, and a"
        " string in place of a list, number or flag is read as in a query. With CSV, the data is"
        f" the body, and the query has the other parameters of the GET. {_RULES}",
        "requestBody": {
            "required": True,
            "content": {
                CSV: {
                    "schema": {"type": "string", "description": _TABLE["description"]},
                    "examples": {
                        tables.example(kind.name).name: {
                            "summary": tables.example(kind.name).title,
                            "value": tables.of_example(kind.name),
                        }
                    },
                },
                JSON: {
                    "schema": component(_schema_name(kind)),
                    "examples": {
                        example.name: {"summary": example.title, "value": dict(example.parameters)}
                        for example in kind.examples
                        if example.shown
                    },
                },
            },
        },
        "responses": {"200": picture, "422": wrong, **_BODY, **access.RESPONSES},
    }
    return {**both(get, f"{kind.name}Chart"), "post": post}


_TOO_LONG: Final[dict[str, Any]] = {
    "description": "The request line is over 8,192 bytes (from the platform, without a body)."
}
_BODY: Final[Responses] = {
    "400": refused("The body is not JSON, or no text in UTF-8."),
    "413": refused(f"The body is over {MAX_BODY_BYTES:,} bytes."),
    "415": refused(f"The body is neither `{JSON}` nor `{CSV}`.", **{"Accept-Post": "AcceptPost"}),
}


_TABLE: Final[dict[str, Any]] = {
    "name": table.NAME,
    "in": "query",
    "description": "The data as CSV, in place of its lists: the first column has names, and the"
    f" header row names the series. Such as: {table.ALLOWED}.",
    "required": False,
    "schema": {"type": "string"},
}


def _parameter(kind: Kind, parameter: Parameter) -> dict[str, Any]:
    members = kind.examples[0].parameters
    described = _described(parameter)
    if parameter.name in members:
        return {**described, "example": _in_query(parameter, members[parameter.name])}
    return described


@functools.cache  # many kinds have the same one
def _described(parameter: Parameter) -> dict[str, Any]:
    schema, style = values.in_query(parameter.type, required=parameter.required)
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": _meaning(parameter),
        "required": parameter.required,
        "schema": _with_default(schema, parameter),
        **style,
    }
    if parameter.ignored:
        described["deprecated"] = True
    return described


def _in_query(parameter: Parameter, value: Any) -> Any:
    """Return an example as the array or text that a query parameter's schema has."""
    match parameter.type:
        case Values(sizes=False, max_series=1):
            return _joined(value)
        case Values(sizes=False):
            return [_joined(row) for row in (value if isinstance(value[0], list) else [value])]
        case TextRows():
            rows = value if isinstance(value[0], list) else [value]
            return [",".join(map(str, row)) for row in rows]
        case Texts():
            return list(map(str, value))
    return value


def _joined(row: list[float | None]) -> str:
    return ",".join("" if number is None else f"{number:g}" for number in row)


def _body(kind: Kind) -> Schema:
    body: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [parameter.name for parameter in kind.parameters if parameter.required],
        "properties": {parameter.name: _member(parameter) for parameter in kind.parameters},
    }
    exclusive = [check.names for check in kind.checks if check.exclusive]
    if exclusive:
        body["not"] = {"anyOf": [
            {"required": list(flags), "properties": {flag: _set(kind, flag) for flag in flags}}
            for flags in exclusive
        ]}  # fmt: skip
    return body


@functools.cache
def _member(parameter: Parameter) -> Schema:
    schema = values.in_json(parameter.type, required=parameter.required)
    described = {"description": _meaning(parameter), **_with_default(schema, parameter)}
    if parameter.ignored:
        described["deprecated"] = True
    return described


def _set(kind: Kind, flag: str) -> Schema:
    """Return the schema of a flag that is set."""
    (value_type,) = (p.type for p in kind.parameters if p.name == flag)
    if isinstance(value_type, FlagOr):
        return {"enum": [True, *value_type.words]}
    return {"const": True}


@functools.cache
def _meaning(parameter: Parameter) -> str:
    meaning = f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}."
    allowed = parameter.type.allowed.replace("\\", r"\\")  # descriptions are Markdown
    return f"{meaning} Allowed: {allowed}."


def _with_default(schema: Schema, parameter: Parameter) -> Schema:
    if parameter.default is None or parameter.default in ((), ""):
        return schema
    return {**schema, "default": parameter.default}
