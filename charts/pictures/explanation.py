"""What a request for a chart says, as a page for a person or as JSON for a program.

Each dialect makes an ``Explained``: its parameters with their meanings, what is wrong with them,
and what is ignored or read otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import azure.functions as func

from api import ascii_text, log, pages, responses, site
from api.named_tuple import NamedTuple

from ..canvas.sanitize import replace_surrogates
from ..diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from ..access.authorize import Grant

HEADINGS: Final[dict[Level, str]] = {
    "error": "Errors: the picture cannot be drawn",
    "warning": "Warnings: interpreted differently from what was written",
    "ignored": "Ignored: has no effect",
}
MEMBERS: Final[dict[Level, str]] = {"error": "errors", "warning": "warnings", "ignored": "ignored"}
"""What the levels are called in JSON."""


_MAX_LINK: Final = 8000  # the platform takes 8,192 bytes of a request line


class ExplainedParameter(NamedTuple):
    """One parameter of a request: what it means, and its diagnostics."""

    name: str
    value: str
    meaning: str
    diagnostics: tuple[Diagnostic, ...] = ()


class Explained(NamedTuple):
    """What a request says. Every text can be encoded as UTF-8."""

    picture: str
    """The path and query of its picture, "" if there is none."""
    groups: tuple[tuple[Level, str, tuple[Diagnostic, ...]], ...]
    """The diagnostics by level, each level with its heading."""
    parameters: tuple[ExplainedParameter, ...]
    playground: str = ""
    """The path and query of the playground with this request, "" if it is in no URL."""

    @property
    def drawn(self) -> bool:
        """Whether the request is a chart."""
        return all(level != "error" for level, *_ in self.groups)


def groups(
    diagnostics: Iterable[Diagnostic],
) -> tuple[tuple[Level, str, tuple[Diagnostic, ...]], ...]:
    """Return the diagnostics by level, as texts that can be encoded as UTF-8."""
    encodable = [
        Diagnostic(replace_surrogates(d.parameter), d.level, replace_surrogates(d.text))
        for d in diagnostics
    ]
    grouped = (
        (level, heading, tuple(d for d in encodable if d.level == level))
        for level, heading in HEADINGS.items()
    )
    return tuple(group for group in grouped if group[2])


def playground(url: str) -> str:
    """Return the path and query of the playground with a URL, "" if it is too long, or off."""
    if not site.current().pages:
        return ""
    link = "/playground?url=" + quote(url, safe="", errors="replace")
    return link if len(link) <= _MAX_LINK else ""


def respond(req: func.HttpRequest, said: Explained, grant: Grant) -> func.HttpResponse:
    """Return the page of a request, or its JSON document for a program that asks for JSON.

    If the URL is signed, its picture is signed as well, for the same time. A user who needed no
    signature gets none: it would be valid for everybody, for ever.
    """
    from ..access import authorize

    log.note(kind="validate")
    if said.picture and grant.signed:
        said = said._replace(picture=authorize.signed(said.picture, grant.expires))
    if _wants_json(req):
        content = json.dumps(document(said)).encode("ascii")
        return responses.response(content, "application/json", headers={"Vary": "Accept"})
    visitor = pages.visitor(req.headers.get("cookie", ""))
    return responses.response(
        pages.render("validate.html", visitor, said=said, origin=pages.origin(req.url)).encode(
            "utf-8", "replace"
        ),
        "text/html",
        headers={**visitor.headers, "Vary": "Accept"},
        compress_for=None if visitor.user else req,
    )


def document(said: Explained) -> dict[str, object]:
    """Return what a request says as JSON, like a problem document (RFC 9457)."""
    found = {level: diagnostics for level, _, diagnostics in said.groups}
    return {
        "type": "about:blank",
        "title": "The chart is drawn." if said.drawn else "This chart cannot be drawn.",
        "drawn": said.drawn,
        "picture": said.picture or None,
        "playground": said.playground or None,
        **{
            name: [{"parameter": d.parameter, "detail": d.text} for d in found.get(level, ())]
            for level, name in MEMBERS.items()
        },
        "parameters": [
            {"name": p.name, "value": p.value, "meaning": p.meaning} for p in said.parameters
        ],
    }


def _wants_json(req: func.HttpRequest) -> bool:
    """Return whether a client prefers JSON to a page; one that takes anything gets the page."""
    best = {"json": 0.0, "html": 0.0}
    for name, weight in ascii_text.weighted(req.headers.get("accept", "")):
        if name in ("application/json", "application/problem+json"):
            best["json"] = max(best["json"], weight)
        elif name == "text/html":
            best["html"] = max(best["html"], weight)
    return best["json"] > best["html"]
