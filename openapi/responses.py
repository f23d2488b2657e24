"""Responses of several functions: pictures, problem documents, pages, redirects."""

from __future__ import annotations

from typing import Any, Final

from api import problem
from charts.pictures import etag

from .values import Schema, component

Responses = dict[str, dict[str, Any]]

COMPONENTS: Final[dict[str, Schema]] = {
    "Problem": {
        "description": "A problem document (RFC 9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "about:blank"},
            "title": {"type": "string", "description": "the phrase of the status"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string"},
            "errors": {
                "description": "every wrong parameter",
                "type": "array",
                "minItems": 1,
                "items": component("ParameterError"),
            },
            "reference": {
                "type": "string",
                "description": "of a 5xx: the id under which the app's log describes it",
            },
        },
    },
    "ParameterError": {
        "description": "A wrong parameter, what is wrong with it, and what is allowed.",
        "type": "object",
        "required": ["parameter", "detail", "allowed"],
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in ("parameter", "detail", "allowed")},
    },
}

HEADERS: Final[dict[str, dict[str, Any]]] = {
    "ETag": {
        "description": "Identifies this picture; the same on every instance and for GET and HEAD.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[^"]+"$'},
    },
    "CacheControl": {
        "description": "A day; then a cache may serve it for a week while it revalidates.",
        "required": True,
        "schema": {"const": etag.CACHE_CONTROL},
    },
    "NoStore": {"required": True, "schema": {"const": "no-store"}},
    "ContentLength": {
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
    },
    "ChartNotice": {
        "description": "What is drawn other than asked or left out, if anything is.",
        "schema": {"type": "string", "maxLength": 500},
    },
    "ChartDescription": {
        "description": "The picture in words, as percent-encoded UTF-8.",
        "required": True,
        "schema": {"type": "string", "pattern": "^([ -$&-~]|%[0-9A-F]{2})+$", "maxLength": 1500},
    },
    "ChartXAxis": {
        "description": "What the xvalues were taken for.",
        "required": True,
        "schema": {"type": "string", "enum": ["names", "numbers", "time"]},
    },
    "Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}},
    "AcceptPost": {
        "description": "The media type that the body must have.",
        "required": True,
        "schema": {"type": "string"},
    },
}

BINARY: Final[Schema] = {"type": "string", "format": "binary"}
"""A file. OpenAPI 3.1 has no schema for bytes; generators of clients know that of 3.0."""

IF_NONE_MATCH: Final[dict[str, Any]] = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The `ETag` of what the client has: 304 if it is still the same.",
    "schema": {"type": "string"},
}


def header(name: str) -> dict[str, str]:
    """Return a reference to a header of the components."""
    return {"$ref": f"#/components/headers/{name}"}


def cached(description: str, media_types: dict[str, Schema], **headers: str) -> dict[str, Any]:
    """Return a 200 that caches may store."""
    named = {"ETag": "ETag", "Cache-Control": "CacheControl", "Content-Length": "ContentLength"}
    return _answer(description, media_types, {**named, **headers})


NOT_MODIFIED: Final[dict[str, Any]] = {
    "description": "The client has it already.",
    "headers": {"ETag": header("ETag"), "Cache-Control": header("CacheControl")},
}


def fresh(description: str, media_types: dict[str, Schema]) -> dict[str, Any]:
    """Return a response that no cache stores."""
    named = {"Cache-Control": "NoStore", "Content-Length": "ContentLength"}
    return _answer(description, media_types, named)


def page(description: str) -> dict[str, Any]:
    """Return a response with an HTML page, which no cache stores."""
    return fresh(description, {"text/html": {"type": "string"}})


def refused(description: str, **headers: str) -> dict[str, Any]:
    """Return a response with a problem document."""
    answer = fresh(description, {problem.MEDIA_TYPE: component("Problem")})
    answer["headers"] |= {name: header(of) for name, of in headers.items()}
    return answer


def shown(refusal: dict[str, Any]) -> dict[str, Any]:
    """Return a refusal that an image element gets as a picture, and a person as a page."""
    more = {"image/png": {"schema": BINARY}, "text/html": {"schema": {"type": "string"}}}
    return {**refusal, "content": {**refusal["content"], **more}}


def redirect(description: str) -> dict[str, Any]:
    """Return a response that redirects."""
    named = {"Cache-Control": "NoStore", "Location": "Location"}
    return _answer(description, {}, named)


def _answer(
    description: str, media_types: dict[str, Schema], headers: dict[str, str]
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": description,
        "headers": {name: header(of) for name, of in headers.items()},
    }
    if media_types:
        answer["content"] = {name: {"schema": schema} for name, schema in media_types.items()}
    return answer


def without_content(answers: Responses) -> Responses:
    """Return the responses to HEAD: the headers alone."""
    return {
        status: {name: part for name, part in answer.items() if name != "content"}
        for status, answer in answers.items()
    }


def both(operation: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    """Return GET and HEAD of a path; ``name`` is the first part of their operation ids."""
    head = {
        **operation,
        "summary": f"Headers only: {operation['summary']}",
        "description": "What GET answers, without its content.",
        "responses": without_content(operation["responses"]),
    }
    return {
        "get": {"operationId": f"{name}Get", **operation},
        "head": {"operationId": f"{name}Head", **head},
    }
