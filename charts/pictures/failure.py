"""The response to a chart that cannot be drawn: a picture, a page or a problem document.

Whoever asks decides: an ``<img>`` shows a picture of the errors, a person who opened the address
reads a page, and a program gets a problem document (RFC 9457). The status is the same.
"""

from __future__ import annotations

import azure.functions as func

from api import ascii_text, log, pages, problem, responses
from api.errors import ParameterError, Problem

from .response import error_picture, wants_picture


def respond(req: func.HttpRequest, refusal: Problem, size: tuple[int, int]) -> func.HttpResponse:
    """Return why there is no chart; a picture has this width and height in pixels.

    A refusal of access has the same picture for every size.
    """
    if wants_picture(req):
        from . import error_image

        errors = tuple(refusal.errors) or (ParameterError("", refusal.detail, ""),)
        log.note_errors(errors)
        if refusal.status == 403:  # drawn once: what is refused must be cheap
            return error_picture(error_image.fixed(errors), refusal.status)
        return error_picture(error_image.picture(errors, *size), refusal.status)
    if wants_page(req):
        return _page(req, refusal)
    return problem.response(refusal)


def wants_page(req: func.HttpRequest) -> bool:
    """Return whether somebody opened the address in a browser."""
    if req.method not in ("GET", "HEAD"):
        return False
    destination = ascii_text.lower(ascii_text.trim(req.headers.get("sec-fetch-dest", "")))
    if destination:
        return bool(destination == "document")
    return any(
        name == "text/html" and weight > 0
        for name, weight in ascii_text.weighted(req.headers.get("accept", ""))
    )


def _page(req: func.HttpRequest, refusal: Problem) -> func.HttpResponse:
    log.note_errors(refusal.errors)
    visitor = pages.visitor(req.headers.get("cookie", ""))
    address = "/" + req.url.split("://", 1)[-1].partition("/")[2]
    html = pages.render(
        "chart_error.html", visitor, detail=refusal.detail, errors=refusal.errors, address=address
    )
    headers = {
        **refusal.headers,
        "Content-Security-Policy": visitor.policy,
        "Vary": "Accept, Sec-Fetch-Dest",
    }
    return responses.response(
        html.encode("utf-8", "replace"), "text/html", status=refusal.status, headers=headers
    )
