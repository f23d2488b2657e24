"""The description of the pages of the site, and of this document itself."""

from __future__ import annotations

from typing import Any, Final

from .responses import IF_NONE_MATCH, both, fresh
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
