"""The response to a picture that cannot be drawn: a picture, a page or a problem document.

Whoever asks decides: an ``<img>`` shows a picture of the errors, a person who opened the address
reads a page, and a program gets a problem document (RFC 9457). The status is the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import azure.functions as func

from api import ascii_text, log, pages, problem, responses
from api.errors import ParameterError, Problem
from api.http_function import http_function
from api.query import pairs

from .response import error_picture, wants_picture

VARY = "Accept, Sec-Fetch-Dest"


class NotDrawnError(Problem):
    """Raised if a request that was read cannot be drawn; knows the size that it asks for."""

    def __init__(
        self,
        errors: Sequence[ParameterError],
        size: tuple[int, int] | None = None,
        *,
        status: int = 400,
    ) -> None:
        super().__init__(status, "This chart cannot be drawn.", errors)
        self.size = size
        """Width and height of the picture in pixels; None if the request asks for none."""


def picture_function(size: tuple[int, int]) -> Callable[[Any], Any]:
    """Return the decorator of a function that answers with pictures, also about what is wrong.

    ``size``: width and height in pixels of a picture of errors, if the request asks for none.
    """
    return http_function(public=True, refuse=functools.partial(_refuse, size))


def _refuse(default: tuple[int, int], req: func.HttpRequest, refusal: Problem) -> func.HttpResponse:
    """Return why there is no picture."""
    if wants_picture(req):
        answer = _picture(req, refusal, default)
    elif wants_page(req):
        answer = _page(req, refusal)
    else:
        answer = problem.response(refusal)
    responses.add_vary(answer.headers, VARY)
    return answer


def _picture(
    req: func.HttpRequest, refusal: Problem, default: tuple[int, int]
) -> func.HttpResponse:
    from . import asked, error_image

    errors = tuple(refusal.errors) or (ParameterError("", refusal.detail, ""),)
    log.note_errors(errors)
    looks = asked.looks(pairs(req.url), default)
    if refusal.status in (403, 503):
        content = error_image.of_refusal(errors, asked.limited(looks))
    else:
        if isinstance(refusal, NotDrawnError) and refusal.size:
            looks = looks._replace(width=refusal.size[0], height=refusal.size[1])
        content = error_image.picture(errors, looks)
    return error_picture(content, refusal.status, refusal.headers)


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
    values = {
        "detail": refusal.detail,
        "errors": refusal.errors,
        "address": address,
        "origin": pages.origin(req.url),
    }
    if refusal.status >= 500:
        values["detail"] = f"{refusal.detail} Reference: {log.reference()}."
    html = pages.render("chart_error.html", visitor, **values)
    return responses.response(
        html.encode("utf-8", "replace"),
        "text/html",
        status=refusal.status,
        headers={**visitor.headers, **refusal.headers},
    )
