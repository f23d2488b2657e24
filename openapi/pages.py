"""The description of the pages of the site, and of this document itself."""

from __future__ import annotations

from typing import Any, Final

from agents.server import MAX_BATCH, MAX_BODY_BYTES

from . import access
from .responses import IF_NONE_MATCH, both, fresh, refused
from .values import Schema

TAG: Final = "Pages"

PAGES: Final = {
    "/": ("home", "The home page"),
    "/gallery": ("gallery", "Every kind of chart, each with its URL"),
    "/playground": ("playground", "A form that builds a URL, or explains an old one"),
    "/docs": ("docs", "This description, as a page to try it out"),
}
"""By path: the first part of the operation ids, and the summary."""


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    pages = {path: both(_page(summary), name) for path, (name, summary) in PAGES.items()}
    return {
        **pages,
        "/openapi.json": both(_document(), "openapi"),
        "/llms.txt": both(_text(), "llms"),
        "/mcp": {"post": _mcp()},
        "/healthz": both(_probe(), "healthz"),
    }


def _probe() -> dict[str, Any]:
    names = ("status", "version", "build")
    state: Schema = {
        "type": "object",
        "required": [*names],
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in names},
    }
    return {
        "tags": [TAG],
        "summary": "The health and version of the app",
        "responses": {"200": fresh("The app is up.", {"application/json": state})},
    }


def _page(summary: str) -> dict[str, Any]:
    return _revalidated(summary, "The page.", "text/html", {"type": "string"})


def _document() -> dict[str, Any]:
    return _revalidated(
        "The description of this API",
        "An OpenAPI 3.1 document.",
        "application/json",
        {"type": "object"},
    )


def _mcp() -> dict[str, Any]:
    message: Schema = {"type": "object"}
    # What is no message gets an error of the protocol, with 200.
    batch: Schema = {"type": "array", "minItems": 1, "maxItems": MAX_BATCH}
    body: Schema = {"anyOf": [batch, {"not": {"type": "array"}}]}
    example = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    json = "application/json"
    return {
        "operationId": "mcp",
        "tags": [TAG],
        "summary": "Charts as tools for language models (Model Context Protocol)",
        "description": "A message of the protocol, without sessions and streams.",
        "parameters": [*access.PARAMETERS],
        "requestBody": {
            "required": True,
            "content": {
                json: {"schema": body, "examples": {"tools": {"value": example}}},
            },
        },
        "responses": {
            "200": fresh("The answer.", {json: {"type": ["object", "array"]}}),
            "202": {"description": "A notification, which has no answer."},
            "400": fresh("Not a message of the protocol.", {json: message}),
            "413": refused(f"The body is over {MAX_BODY_BYTES:,} bytes."),
            "415": refused("The body is not `application/json`."),
            **access.RESPONSES,
        },
    }


def _text() -> dict[str, Any]:
    return _revalidated(
        "How to write chart URLs, for language models",
        "A text in Markdown.",
        "text/plain",
        {"type": "string"},
    )


def _revalidated(summary: str, description: str, media_type: str, schema: Schema) -> dict[str, Any]:
    """Return an operation whose response browsers may keep, if they revalidate it."""
    answer = fresh(description, {media_type: schema})
    caching = {"Cache-Control": {"required": True, "schema": {"type": "string"}}}
    # Not on a page that shows a user.
    caching["ETag"] = {"schema": {"type": "string"}}
    answer["headers"] |= caching
    return {
        "tags": [TAG],
        "summary": summary,
        "parameters": [IF_NONE_MATCH],
        "responses": {
            "200": answer,
            "304": {"description": "The client has it already.", "headers": caching},
        },
    }
