"""``/mcp``, the Model Context Protocol, and ``/llms.txt``, which language models read."""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

import azure.functions as func

from api import ascii_text, cors, responses
from api.errors import ParameterError, Problem
from api.http_function import http_function

blueprint = func.Blueprint()

# It only changes with a release.
_CACHING = "public, max-age=3600, stale-while-revalidate=86400"


@blueprint.route("llms.txt", methods=["GET", "HEAD", "OPTIONS"])
@http_function(public=True)
def llms_txt(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /llms.txt``: how to write the URLs of charts, as Markdown (llmstxt.org)."""
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return responses.cacheable(req, _text(), _CACHING, headers)


@functools.cache
def _text() -> responses.Representation:
    from .llms import text  # loads every kind

    return responses.representation(text().encode(), "text/plain")


@blueprint.route("mcp", methods=["GET", "HEAD", "DELETE"])
@http_function
def mcp_no_stream(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /mcp``: 405. The server offers no event stream, and there is no session to end."""
    raise Problem(405, "Send messages with POST.", headers={"Allow": "POST, OPTIONS"})


@blueprint.route("mcp", methods=["POST", "OPTIONS"])
@http_function(public=True)
def mcp_post(req: func.HttpRequest) -> func.HttpResponse:
    """``POST /mcp``: one message of the protocol, answered at once and without a session."""
    _check_origin(req)
    from . import server  # by the first message

    return server.answer(req)


def _check_origin(req: func.HttpRequest) -> None:
    """Refuse scripts of other sites, unless ALLOWED_ORIGINS names theirs.

    Against DNS rebinding (Streamable HTTP transport, security warning): what a script may not send
    to a server on the visitor's machine under that server's name, it may not under its own.
    """
    origin = ascii_text.lower(ascii_text.trim(req.headers.get("origin", "")))
    if not origin or urlsplit(origin).netloc == urlsplit(ascii_text.lower(req.url)).netloc:
        return
    if origin not in (cors.origins() or ()):
        wrong = ParameterError(
            "Origin", "is another site", "this app's own, or one that ALLOWED_ORIGINS names"
        )
        raise Problem(403, "Scripts of that site may not send messages.", [wrong])
