"""Problem documents (RFC 9457): how every error of the app reaches the client."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from http import HTTPStatus

import azure.functions as func

from .errors import ParameterError, Problem

__all__ = ["MEDIA_TYPE", "ParameterError", "Problem", "answered", "response"]

MEDIA_TYPE = "application/problem+json"


# RFC 9110's names, which Python's HTTPStatus has from 3.13 on.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


def response(problem: Problem) -> func.HttpResponse:
    """Give the problem as ``application/problem+json``, never cached."""
    document: dict[str, object] = {
        "type": "about:blank",
        "title": _TITLES.get(problem.status) or HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        document["errors"] = [
            {"parameter": e.parameter, "detail": e.detail, "allowed": e.allowed}
            for e in problem.errors
        ]
    # Escaped to ASCII: what a client sent may hold lone surrogates, which UTF-8 cannot carry.
    body = json.dumps(document).encode("ascii")
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(body)), **problem.headers}
    return func.HttpResponse(body, status_code=problem.status, headers=headers, mimetype=MEDIA_TYPE)


Handler = Callable[[func.HttpRequest], func.HttpResponse]


def answered(handler: Handler) -> Handler:
    """Decorate an HTTP function so that a ``Problem`` it raises becomes the answer."""

    @functools.wraps(handler)
    def wrapper(req: func.HttpRequest) -> func.HttpResponse:
        try:
            return handler(req)
        except Problem as problem:
            return response(problem)

    return wrapper
