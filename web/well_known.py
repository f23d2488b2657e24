"""Files that clients expect at certain addresses: robots.txt, security.txt, icon, licence."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Final

from api import responses, site, static

_ROOT: Final = Path(__file__).parents[1]
_NOT_CRAWLED: Final = (
    "/chart", "/gchart", "/c/", "/qr", "/barcode", "/graphviz", "/wordcloud", "/watermark",
    "/generate_name", "/playground?kind=", "/playground?url=", "/mcp", "/login", "/logout",
    "/profile", "/me",
)  # fmt: skip
"""Beginnings of paths: what is drawn on request, at the owner's cost, and what is personal."""


def file(path: str, origin: str) -> responses.Representation | None:
    """Return the file of a path, without a slash before it; None for every other path.

    ``origin`` is the scheme and host of the app.
    """
    match path:
        case "robots.txt":
            return _text(_robots())
        case ".well-known/security.txt":
            return _text(_security(origin))
        case "favicon.ico":
            return static.file("favicon.ico")
        case "licence":
            return _text((_ROOT / "LICENSE").read_text(encoding="utf-8"))
        case "security":
            return _text((_ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    return None


def _robots() -> str:
    """Return robots.txt (RFC 9309): pages may be crawled, and the pictures of links to them."""
    from . import card

    if not site.current().pages:
        return "User-agent: *\nDisallow: /\n"
    allowed = [f"Allow: {start}"] if (start := card.prefix()) else []
    lines = ["User-agent: *", *allowed, *(f"Disallow: {p}" for p in _NOT_CRAWLED)]
    return "\n".join(lines) + "\n"


def _security(origin: str) -> str:
    """Return security.txt (RFC 9116), which expires half a year after this month."""
    today = datetime.datetime.now(datetime.UTC).date()
    months = today.year * 12 + today.month - 1 + 7
    lines = (
        f"Contact: {site.current().contact or f'{origin}/security'}",
        f"Expires: {months // 12}-{months % 12 + 1:02}-01T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {origin}/.well-known/security.txt",
        f"Policy: {origin}/security",
    )
    return "\n".join(lines) + "\n"


def _text(text: str) -> responses.Representation:
    return responses.representation(text.encode(), "text/plain")
