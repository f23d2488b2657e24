"""The description of the pages that people look at, and of this document itself."""

from __future__ import annotations

from typing import Any, Final

from .answers import IF_NONE_MATCH, both, fresh
from .values import Schema

TAG: Final = "Pages"

PAGES: Final = {
    "/": ("home", "The home page"),
    "/gallery": ("gallery", "Every kind of chart, its URL beside its picture"),
    "/playground": ("playground", "A form that makes a URL, or explains an old one"),
    "/docs": ("docs", "This description, as a page to try it on"),
}
"""Path: the first part of the operation ids, and what it is."""


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    pages = {path: both(_page(summary), name) for path, (name, summary) in PAGES.items()}
    return {
        **pages,
        "/openapi.json": both(_document(), "openapi"),
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
        "summary": "Whether the app is up, and which version of it",
        "responses": {"200": fresh("It is up.", {"application/json": state})},
    }


def _page(summary: str) -> dict[str, Any]:
    return _kept(summary, "The page.", "text/html", {"type": "string"})


def _document() -> dict[str, Any]:
    return _kept(
        "The description of this API",
        "An OpenAPI 3.1 document.",
        "application/json",
        {"type": "object"},
    )


def _kept(summary: str, description: str, media_type: str, schema: Schema) -> dict[str, Any]:
    """What a browser may keep, if it asks whether it is still right."""
    answer = fresh(description, {media_type: schema})
    caching = {"Cache-Control": {"required": True, "schema": {"type": "string"}}}
    # Not on a page that shows who is signed in.
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
