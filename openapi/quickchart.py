"""The description of QuickChart's endpoints beside ``/chart``, from the tables that read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from charts.pictures.response import MEDIA_TYPES
from charts.quickchart.endpoints import overrides
from charts.quickchart.endpoints import request as endpoints
from charts.quickchart.endpoints.link import PATH
from charts.quickchart.endpoints.parameters import FORMATS, Parameter
from charts.quickchart.functions import FORM, JSON, MAX_BODY_BYTES, MAX_BYTES

from . import access, google
from .responses import (
    BINARY,
    IF_NONE_MATCH,
    NOT_MODIFIED,
    both,
    cached,
    fresh,
    header,
    refused,
    shown,
)
from .values import Schema, component

TAG: Final = "QuickChart"
_CONFIG: Final = "{type:'bar',data:{labels:['Q1','Q2'],datasets:[{label:'Users',data:[50,60]}]}}"
_PAYLOAD: Final = "1I8qgQEN1HfVAI_VYHUwjQ4GFVjHMXFMDHTOD2NrY2lqkQAKFSi0A"


def components() -> dict[str, Schema]:
    """Return the schemas of bodies and of links."""
    bodies = {
        f"{name.capitalize()}Request": {
            "description": "The parameters; those of a query come before them.",
            "type": "object",
            "required": _required(endpoints.parameters(name).values()),
            "properties": {
                p.name: {"description": _meaning(p), **dict(p.schema)}
                for p in endpoints.parameters(name).values()
            },
        }
        for name in endpoints.ENDPOINTS
    }
    link = {
        "description": "A chart by its URL, which holds the whole request.",
        "type": "object",
        "required": ["success", "url"],
        "additionalProperties": False,
        "properties": {"success": {"const": True}, "url": {"type": "string", "format": "uri"}},
    }
    config = {
        "description": "The parameters of `/chart`, or a Chart.js config alone.",
        "type": "object",
        "properties": {"chart": {"description": "A Chart.js config, as data or text."}},
    }
    return {**bodies, "ChartLink": link, "ChartConfig": config}


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    return {
        **{f"/{name}": _endpoint(name) for name in endpoints.ENDPOINTS},
        "/chart/create": _create(),
        f"{PATH}{{payload}}": _render(),
        "/gchart": google.path("quickchartGoogle"),
    }


def _picture(description: str) -> dict[str, Any]:
    media_types = {MEDIA_TYPES[form]: BINARY for form in FORMATS.values()}
    answer = cached(description, {**media_types, "text/plain": {"type": "string"}})
    answer["headers"]["X-Chart-Warnings"] = header("ChartNotice")
    answer["headers"]["X-Chart-Description"] = header("ChartDescription")
    return answer


def _refusals(detail: str) -> dict[str, dict[str, Any]]:
    refusals = {
        "400": refused(detail),
        "413": refused(f"The body is over {MAX_BODY_BYTES:,} bytes."),
        "414": {
            **refused(f"The query is over {MAX_BYTES:,} bytes."),
            "description": f"The request line is over 8,192 bytes (from the platform, without a"
            f" body), or the query over {MAX_BYTES:,}.",
        },
        "415": refused(
            f"The body is neither `{JSON}` nor `{FORM}`.", **{"Accept-Post": "AcceptPost"}
        ),
        "422": refused("The body is JSON, but no object."),
        **access.RESPONSES,
    }
    return {status: shown(refusal) for status, refusal in refusals.items()}


def _of_get(answers: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {status: a for status, a in answers.items() if status not in ("413", "415", "422")}


def _of_post(answers: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {status: a for status, a in answers.items() if status != "414"}


def _endpoint(name: endpoints.Endpoint) -> dict[str, Any]:
    parameters = endpoints.parameters(name)
    answers = {
        "200": _picture(
            "The picture; with `format=base64` a data URI, with `format=alt` in words."
        ),
        **_refusals("A parameter is missing or wrong; `errors` says which."),
    }
    about: dict[str, Any] = {"tags": [TAG], "summary": endpoints.ENDPOINTS[name]}
    get = {
        **about,
        "parameters": [*map(_parameter, parameters.values()), *access.PARAMETERS, IF_NONE_MATCH],
        "responses": {**_of_get(answers), "304": NOT_MODIFIED},
    }
    example = {p.name: p.example for p in parameters.values() if p.example and p.name != "format"}
    schema = component(f"{name.capitalize()}Request")
    post = {
        "operationId": f"{name}Post",
        **about,
        "requestBody": {
            "required": True,
            "content": {
                media_type: {
                    "schema": schema,
                    "examples": {"all": {"summary": "Most parameters", "value": example}},
                }
                for media_type in (JSON, FORM)
            },
        },
        "responses": _of_post(answers),
    }
    return {**both(get, name), "post": post}


def _create() -> dict[str, Any]:
    answers = {
        "200": fresh("The URL.", {JSON: component("ChartLink")}),
        **_refusals("The config cannot be read, or is too long for a URL."),
    }
    about = {
        "tags": [TAG],
        "summary": "A short URL of a chart, which holds the whole request",
        "description": "Nothing is stored: any instance draws the URL, and it does not expire. It"
        " is signed, for the same time, if the URL of this request is.",
    }
    config = {
        "name": "c",
        "in": "query",
        "description": "A Chart.js config; the other parameters of `/chart` may follow.",
        "required": True,
        "schema": {"type": "string"},
        "example": _CONFIG,
    }
    get = {**about, "parameters": [config, *access.PARAMETERS], "responses": _of_get(answers)}
    post = {
        "operationId": "chartCreatePost",
        **about,
        "requestBody": {
            "required": True,
            "content": {
                JSON: {
                    "schema": component("ChartConfig"),
                    "examples": {
                        "bar": {"summary": "Bars", "value": {"chart": _CONFIG, "width": 300}}
                    },
                }
            },
        },
        "responses": _of_post(answers),
    }
    return {**both(get, "chartCreate"), "post": post}


def _render() -> dict[str, Any]:
    changes = [
        {
            "name": name,
            "in": "query",
            "description": f"Replaces {meaning}.",
            "schema": {"type": "string"},
        }
        for name, meaning in overrides.MEANINGS.items()
    ]
    payload = {
        "name": "payload",
        "in": "path",
        "description": "What `/chart/create` put into the URL.",
        "required": True,
        "schema": {"type": "string"},
        "example": _PAYLOAD,
    }
    get = {
        "tags": [TAG],
        "summary": "The chart of a short URL",
        "description": "The other parameters of `/chart` may follow; they win.",
        "parameters": [payload, *changes, *access.PARAMETERS, IF_NONE_MATCH],
        "responses": {
            "200": _picture("The picture."),
            "304": NOT_MODIFIED,
            **_of_get(_refusals("The URL is damaged, or a parameter is wrong.")),
        },
    }
    return both(get, "chartRender")


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": _meaning(parameter),
        "required": parameter.default == "required",
        "schema": dict(parameter.schema),
    }
    if parameter.example and parameter.name != "format":
        described["example"] = parameter.example
    return described


def _required(parameters: Iterable[Parameter]) -> list[str]:
    return [p.name for p in parameters if p.default == "required"]


def _meaning(parameter: Parameter) -> str:
    text = f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}."
    if parameter.default and parameter.default != "required":
        text += f" Default: {parameter.default}."
    return text
