"""The description of ``/chart``, the URLs of the Google Image Charts API.

The dialect draws what can be drawn and reports the rest, so there is little that a schema could
forbid: only a ``cht`` that is not a type. The descriptions say what else is refused.
"""

from __future__ import annotations

from typing import Any, Final, get_args, get_type_hints

from charts.google.functions import FORM, MAX_BYTES
from charts.google.read.query import PARAMETERS, Parameter
from charts.google.read.types import TYPES
from charts.marks.map_area import MapArea
from charts.pictures import etag
from charts.pictures.explanation import MEMBERS
from charts.pictures.response import MEDIA_TYPES

from . import access
from .responses import BINARY, HEADERS, IF_NONE_MATCH, NOT_MODIFIED, both, fresh, header, refused
from .values import Schema, component

TAG: Final = "Google"

EXAMPLES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "lines": ("A line with axes", {
        "cht": "lc", "chs": "300x200", "chd": "t:10,40,25,60", "chxt": "x,y",
        "chxl": "0:|Jan|Feb|Mar|Apr", "chco": "3072F3", "chtt": "Visitors",
    }),
    "bars": ("Two series of bars", {
        "cht": "bvg", "chs": "300x200", "chd": "t:40,60,75|30,50,65", "chco": "3072F3,A2C180",
        "chbh": "a", "chdl": "lent|returned", "chdlp": "b",
    }),
    "pie": ("A pie", {"cht": "p3", "chs": "300x120", "chd": "s:Uf9", "chl": "May|Jun|Jul"}),
    "code": ("A QR code", {
        "cht": "qr", "chs": "150x150", "chl": "https://charts.example/", "chld": "M|2",
    }),
    "formula": ("A formula", {"cht": "tx", "chl": r"x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}"}),
    "graph": ("A graph", {"cht": "gv", "chl": "digraph{a->b->c;a->c}"}),
    "map": ("A map", {
        "cht": "map", "chs": "300x300", "chld": "DE|FR|ES", "chd": "t:100,60,20",
        "chco": "F0F0F0,DDEEFF,004488",
    }),
    "icon": ("A map pin by itself", {"chst": "d_map_pin_letter", "chld": "A|FF0000|000000"}),
}  # fmt: skip
"""What each is, and its parameters."""

_SHAPES: Final = list(get_args(get_type_hints(MapArea)["kind"]))


def components() -> dict[str, Schema]:
    """Return the schema of image maps."""
    shape = {
        "type": "object",
        "required": ["name", "type", "coords"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string"},
            "type": {"enum": _SHAPES},
            "coords": {"type": "array", "items": {"type": "integer"}},
        },
    }
    return {
        "ImageMap": {
            "description": "The regions of a picture, for an HTML image map.",
            "type": "object",
            "required": ["chartshape"],
            "additionalProperties": False,
            "properties": {"chartshape": {"type": "array", "items": shape}},
        },
        "ChartExplanation": _explanation(),
        "ChartForm": {
            "description": "The parameters as a form; those of a query come before them.",
            "type": "object",
            "properties": {
                p.name: {"description": _meaning(p), **_schema(p)} for p in PARAMETERS.values()
            },
            "additionalProperties": {"type": "string"},
        },
    }


def _explanation() -> Schema:
    """Return the schema of what explains a URL to a program."""
    text = {"type": "string"}
    link = {"type": ["string", "null"]}
    remarks = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["parameter", "detail"],
            "additionalProperties": False,
            "properties": {"parameter": text, "detail": text},
        },
    }
    meanings = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "value", "meaning"],
            "additionalProperties": False,
            "properties": {"name": text, "value": text, "meaning": text},
        },
    }
    members: dict[str, Schema] = {
        "type": text,
        "title": text,
        "drawn": {"type": "boolean"},
        "picture": link,
        "playground": link,
        **dict.fromkeys(MEMBERS.values(), remarks),
        "parameters": meanings,
    }
    return {
        "description": "What a URL says, what is wrong with it, and what is ignored.",
        "type": "object",
        "required": [*members],
        "additionalProperties": False,
        "properties": members,
    }


_CACHING: Final = {
    "ETag": {"description": "Not with `chof=validate`.", "schema": {"type": "string"}},
    "Cache-Control": {
        "description": "`no-store` with `chof=validate`.",
        "required": True,
        "schema": {"enum": [etag.CACHE_CONTROL, "no-store"]},
    },
    "X-Chart-Notice": header("ChartNotice"),
    "X-Chart-Description": {
        **HEADERS["ChartDescription"],
        "description": "The picture in words, as percent-encoded UTF-8; not with `chof=json`.",
        "required": False,
    },
}
_DESCRIPTION: Final = (
    "`cht`, `chs` and `chd` make a chart; a code, formula, graph, map or icon (`chst` in place of"
    " `cht`) needs less. Unknown or unusable parameters are ignored; `chof=validate` lists them."
)


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    return {"/chart": path("googleChart")}


def path(name: str) -> dict[str, Any]:
    """Return the path item; ``name`` is the first part of its operation ids."""
    answer = fresh(
        "The picture; with `chof=json` an image map, with `callback` a script that calls it;"
        " with `chof=validate` a page that explains the URL, or the same as JSON.",
        {
            **{MEDIA_TYPES[form]: BINARY for form in ("png", "gif", "svg")},
            "application/json": {"anyOf": [component("ImageMap"), component("ChartExplanation")]},
            "text/javascript": {"type": "string"},
            "text/html": {"type": "string"},
        },
    )
    answer["headers"] |= _CACHING
    wrong = refused("The type, size or data is missing or invalid; `errors` says which.")
    # An <img> gets the errors as a picture.
    wrong["content"]["image/png"] = {}
    unsigned = access.RESPONSES["403"]
    unsigned = {**unsigned, "content": {**unsigned["content"], "image/png": {}}}
    refusals = {**access.RESPONSES, "403": unsigned}
    get = {
        "tags": [TAG],
        "summary": "The chart of a URL of the Google Image Charts API",
        "description": _DESCRIPTION,
        "parameters": [
            *map(_parameter, PARAMETERS.values()),
            *access.PARAMETERS,
            IF_NONE_MATCH,
        ],
        "responses": {
            "200": answer,
            "304": NOT_MODIFIED,
            "400": wrong,
            "414": {
                **refused(f"The query is over {MAX_BYTES:,} bytes."),
                "description": f"The request line is over 8,192 bytes (from the platform, without"
                f" a body), or the query over {MAX_BYTES:,}.",
            },
            **refusals,
        },
    }
    post = {
        "operationId": f"{name}Post",
        "tags": [TAG],
        "summary": "The same from a form",
        "description": _DESCRIPTION,
        "requestBody": {
            "required": True,
            "content": {
                FORM: {
                    "schema": component("ChartForm"),
                    "examples": {
                        name: {"summary": summary, "value": members}
                        for name, (summary, members) in EXAMPLES.items()
                    },
                }
            },
        },
        "responses": {
            "200": answer,
            "400": wrong,
            "413": refused(f"Form and query are over {MAX_BYTES:,} bytes."),
            "415": refused(f"The body is not `{FORM}`.", **{"Accept-Post": "AcceptPost"}),
            **refusals,
        },
    }
    return {**both(get, name), "post": post}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": _meaning(parameter),
        "schema": _schema(parameter),
    }
    shown = next(iter(EXAMPLES.values()))[1]
    if parameter.name in shown:
        described["example"] = shown[parameter.name]
    return described


def _schema(parameter: Parameter) -> Schema:
    """All is text; but for the type, what is odd in it is passed over or refused by its value."""
    if parameter.name == "cht":
        return {"type": "string", "pattern": rf"^[ \t\n\f\r]*(({'|'.join(TYPES)})(:[\s\S]*)?)?$"}
    return {"type": "string"}


def _meaning(parameter: Parameter) -> str:
    meaning = f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}."
    if parameter.name == "cht":
        types = "; ".join(f"`{t.name}` {t.meaning}" for t in TYPES.values())
        return f"{meaning} One of: {types}."
    everywhere = {t.family for t in TYPES.values()}
    if everywhere <= set(parameter.families):
        return meaning
    return f"{meaning} For: {', '.join(parameter.families)}."
