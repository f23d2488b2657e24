"""The tools: one for each kind of chart, and for Chart.js configs, URLs and lists of parameters.

Each follows from the tables that requests are read by. A tool asks the app for the picture at its
URL, so that a model gets what a page would get, errors included.
"""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote, urlsplit

import azure.functions as func

from api.errors import Problem
from api.named_tuple import NamedTuple
from api.query import pairs
from charts.access import authorize
from charts.access.authorize import Grant
from charts.diagnostics import ChartError
from charts.google import functions as google
from charts.native import functions as native
from charts.native import json_schema, kinds, query
from charts.native.kind import Kind
from charts.native.parameters import Parameter
from charts.native.values import (
    Choices,
    ColourRows,
    Colours,
    FlagOr,
    Links,
    Marks,
    Numbers,
    Place,
    PointStyles,
    Spreads,
    TextRows,
    Texts,
    Values,
    ValueType,
)
from charts.quickchart import functions as quickchart
from charts.quickchart.endpoints import link
from charts.quickchart.endpoints import request as endpoints

if TYPE_CHECKING:
    from web.importing import Imported

MAX_URL: Final = 8000
"""Characters of a URL that the platform takes, with some room for the rest of the request line."""
_EVERYWHERE: Final = ("title", "width", "height", "theme", "format", "alt")
"""Of the parameters that every kind takes: those that each tool describes."""
_SHOWN: Final = {"image/png", "image/jpeg", "image/webp"}
"""Media types that models look at."""

Schema = dict[str, Any]
Result = dict[str, Any]


class Caller(NamedTuple):
    """Who calls a tool: the request, and what the guard grants it."""

    request: func.HttpRequest
    grant: Grant

    @property
    def origin(self) -> str:
        """Scheme and host of this app, as the caller sees it."""
        parts = urlsplit(self.request.url)
        return f"{parts.scheme}://{parts.netloc}"

    def signed(self, path: str) -> str:
        """Return path and query, signed where the caller's address was."""
        return authorize.signed(path, self.grant.expires) if self.grant.signed else path

    def get(self, path: str, accept: str) -> func.HttpRequest:
        """Return the request of a picture, or of a document about it, in this app."""
        headers = {
            k: v for k, v in self.request.headers.items() if k.lower() in ("referer", "host")
        }
        return func.HttpRequest(
            "GET", self.origin + path, headers={**headers, "accept": accept}, params={}, body=b""
        )


class Tool(NamedTuple):
    """A tool: what it does, its arguments, and the function that it calls."""

    title: str
    about: str
    arguments: Schema
    call: Callable[[Mapping[str, Any], Caller], Result]


@functools.cache
def _tools() -> Mapping[str, Tool]:
    charts = {f"chart_{kind.name}": _of_kind(kind) for kind in kinds.every()}
    return charts | {
        "chart_from_chartjs": Tool(
            "Chart of a Chart.js config",
            "Draws a Chart.js config (version 2, 3 or 4). It is read as data: functions in it are"
            " not run. Returns the picture and its URL.",
            _object(
                {
                    "config": {
                        "description": "the config, as an object or as JavaScript or JSON text",
                        "anyOf": [{"type": "object"}, {"type": "string"}],
                    },
                    "width": {"type": "integer", "description": "CSS pixels; 500 if left out"},
                    "height": {"type": "integer", "description": "CSS pixels; 300 if left out"},
                    "backgroundColor": {"type": "string", "description": "white if left out"},
                    "format": {"enum": ["png", "svg"]},
                },
                ["config"],
            ),
            _chartjs,
        ),
        "explain_url": Tool(
            "Explanation of a chart URL",
            "Says what a chart URL means, parameter by parameter, and what is wrong with it: of"
            " this app, of Google Image Charts or of QuickChart, on any host. Fetches nothing.",
            _object({"url": {"type": "string", "description": "the URL"}}, ["url"]),
            _explain,
        ),
        "chart_parameters": Tool(
            "Parameters of a kind of chart",
            "Lists everything that a kind of chart takes, with what is allowed, and an example.",
            _object({"kind": {"enum": list(kinds.KINDS)}}, ["kind"]),
            _parameters,
        ),
    }


def names() -> tuple[str, ...]:
    """Return the names of the tools."""
    return tuple(_tools())


@functools.cache
def described() -> list[dict[str, Any]]:
    """Return the tools as ``tools/list`` has them."""
    return [
        {
            "name": name,
            "title": tool.title,
            "description": tool.about,
            "inputSchema": tool.arguments,
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }
        for name, tool in _tools().items()
    ]


def call(name: str, arguments: Mapping[str, Any], caller: Caller) -> Result:
    """Return the result of a tool; one that says what is wrong if the arguments are."""
    tool = _tools()[name]
    try:
        _check(tool.arguments, arguments)
        return tool.call(arguments, caller)
    except Problem as problem:
        if problem.status >= 500:
            raise
        lines = [problem.detail]
        lines += [f"- {e.parameter} {e.detail}; allowed: {e.allowed}" for e in problem.errors]
        return {"content": [_text("\n".join(lines))], "isError": True}


def _check(schema: Schema, arguments: Mapping[str, Any]) -> None:
    """Raise Problem for a missing argument, and for an unknown one where the list is whole."""
    missing = [name for name in schema["required"] if name not in arguments]
    known = schema["properties"]
    unknown = [] if schema["additionalProperties"] else [n for n in arguments if n not in known]
    if missing:
        raise Problem(
            400, f"The argument {missing[0]} is missing: {known[missing[0]]['description']}."
        )
    if unknown:
        raise Problem(400, f"The argument {unknown[0]} is unknown. Allowed: {', '.join(known)}.")


# The tool of a kind


def _of_kind(kind: Kind) -> Tool:
    shared = set.intersection(*({p.name for p in each.parameters} for each in kinds.every()))
    own = [p for p in kind.parameters if not p.ignored and p.name not in shared - {*_EVERYWHERE}]
    schema = _object({p.name: _schema(p) for p in own}, [p.name for p in own if p.required])
    # What every kind takes is not repeated in each tool: chart_parameters lists it.
    schema["additionalProperties"] = True
    about = (
        f"{kind.about} Returns the picture and its URL. More arguments, such as colors, subtitle"
        f" and source: chart_parameters with kind={kind.name}."
    )
    return Tool(kind.title, about, schema, functools.partial(_draw, kind.name))


def _schema(parameter: Parameter) -> Schema:
    """Return the schema of an argument, in the few words that every client and model knows."""
    return {**_type(parameter.type), "description": parameter.meaning}


_NUMBER: Final[Schema] = {"type": ["number", "null"]}
_TEXT: Final[Schema] = {"type": ["string", "number", "null"]}


def _type(value_type: ValueType) -> Schema:
    """Return what JSON values a type takes; the exact rules are those of the OpenAPI document."""
    match value_type:
        case Texts() | Colours() | Choices() | PointStyles() | Numbers():
            return _list(_TEXT)
        case Values(max_series=1):
            return _list(_NUMBER)
        case Values():
            return _list(_NUMBER, _list(_NUMBER))
        case TextRows() | ColourRows() | Spreads():
            return _list(_TEXT, _list(_TEXT))
        case Links() | Marks():
            return _list(_TEXT, {"type": "array"})
        case FlagOr(words=words):
            return {"enum": [True, False, *words]}
        case Place():
            return {"type": ["string", "number"]}
    return json_schema.single(value_type)


def _list(*items: Schema) -> Schema:
    """Return the schema of a list; as in a query, one item stands for a list, too."""
    return {
        "type": ["array", "string", "number"],
        "items": items[0] if len(items) == 1 else {"anyOf": list(items)},
    }


def _draw(kind: str, arguments: Mapping[str, Any], caller: Caller) -> Result:
    encoded = {quote(name, safe=""): v for name, v in arguments.items() if v is not None}
    path = query.url(kind, encoded)
    request = caller.get(caller.signed(path), "application/json")
    return _picture(native.get(_with_route(request, kind=kind)), path, caller)


def _with_route(request: func.HttpRequest, **parameters: str) -> func.HttpRequest:
    return func.HttpRequest(
        request.method, request.url, headers=request.headers, params={},
        route_params=parameters, body=b"",
    )  # fmt: skip


def _parameters(arguments: Mapping[str, Any], _caller: Caller) -> Result:
    kind = arguments["kind"]
    if kind not in kinds.KINDS:
        raise Problem(400, f"Unknown kind of chart. The kinds are {', '.join(kinds.KINDS)}.")
    about = kinds.load(kind).KIND
    lines = [f"# {about.title}", "", about.about, ""]
    lines += [
        f"- {p.name}{' (required)' if p.required else ''}: {p.meaning}; {p.type.allowed}"
        for p in about.parameters
        if not p.ignored
    ]
    lines += ["", "Example: " + json.dumps(dict(about.examples[0].parameters), ensure_ascii=False)]
    return {"content": [_text("\n".join(lines))]}


# Chart.js, and URLs


def _chartjs(arguments: Mapping[str, Any], caller: Caller) -> Result:
    members = {
        "backgroundColor": "white",
        **{name: value for name, value in arguments.items() if name != "config"},
        "chart": arguments["config"],
    }
    try:
        payload = link.pack(members)
    except ChartError as error:
        raise Problem(400, "This config cannot be read.", error.errors) from None
    path = link.PATH + payload
    request = _with_route(caller.get(caller.signed(path), "application/json"), payload=payload)
    return _picture(quickchart.get_linked(request), path, caller)


def _explain(arguments: Mapping[str, Any], caller: Caller) -> Result:
    from web import importing

    try:
        read = importing.read(str(arguments["url"]))
    except ValueError as error:
        raise Problem(400, str(error)) from None
    name = next((n for n in endpoints.ENDPOINTS if read.path == f"/{n}"), None)
    if read.dialect == "native":
        about = kinds.load(read.kind).KIND
        meant = {n: p.meaning for n, p in kinds.parameters(read.kind).items()}
        lines = [f"{about.title}. {about.about}", *_meaning_lines(read.query, meant)]
        request = caller.get(caller.signed(read.url), "application/json")
        native.get(_with_route(request, kind=read.kind))  # or what is wrong with it
    elif name is not None:
        known = endpoints.parameters(name)
        meant = {n: p.meaning for n, p in known.items()}
        lines = [f"{endpoints.ENDPOINTS[name]}.", *_meaning_lines(read.query, meant)]
    else:
        flag = "chof=validate" if read.dialect == "google" else "validate=1"
        path = f"{read.url}{'&' if '?' in read.url else '?'}{flag}"
        request = caller.get(caller.signed(path), "application/json")
        lines = _lines(json.loads(_explained(read, request).get_body()))
    return {"content": [_text("\n".join([*lines, f"In this app: {caller.origin}{read.url}"]))]}


def _explained(read: Imported, request: func.HttpRequest) -> func.HttpResponse:
    """Return the document that explains a URL of ``/chart``."""
    if read.dialect == "google":
        return google.get(request)
    if read.path.startswith(link.PATH):
        payload = unquote(read.path.removeprefix(link.PATH))
        return quickchart.get_linked(_with_route(request, payload=payload))
    return quickchart.get(request)


def _meaning_lines(written: str, meanings: Mapping[str, str]) -> list[str]:
    """Return a line for each parameter of a query that has a meaning."""
    return [
        f"- {name} = {text}: {meanings[name]}"
        for name, text in pairs(f"?{written}")
        if name in meanings
    ]


def _lines(explained: Mapping[str, Any]) -> list[str]:
    """Return the document of an explanation as text."""
    lines = [explained["title"]]
    for said in ("errors", "warnings", "ignored"):
        lines += [f"- {said}: {d['parameter']} {d['detail']}" for d in explained[said]]
    return lines + [
        f"- {p['name']} = {p['value']}: {p['meaning']}" for p in explained["parameters"]
    ]


def _picture(answered: func.HttpResponse, path: str, caller: Caller) -> Result:
    """Return a picture and its URL as the content of a result."""
    signed = caller.signed(path)
    lines = [f"URL: {caller.origin}{signed}"]
    if len(signed) > MAX_URL:
        lines = ["The URL of this chart would be too long: POST the arguments as JSON instead."]
    for header in ("X-Chart-Notice", "X-Chart-Warnings"):
        if header in answered.headers:
            lines.append(f"Notice: {answered.headers[header]}")
    body, media_type = answered.get_body(), answered.mimetype
    if media_type in _SHOWN:
        shown: dict[str, Any] = {"type": "image", "mimeType": media_type, "data": _base64(body)}
    else:
        uri = caller.origin + signed
        shown = {"type": "resource", "resource": {"uri": uri, "mimeType": media_type}}
        if media_type == "image/svg+xml":
            shown["resource"]["text"] = body.decode()
        else:
            shown["resource"]["blob"] = _base64(body)
    return {"content": [shown, _text("\n".join(lines))]}


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _text(text: str) -> dict[str, str]:
    return {"type": "text", "text": text}


def _object(properties: dict[str, Schema], required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
