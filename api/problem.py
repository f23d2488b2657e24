"""Problem documents (RFC 9457): an error as a JSON response."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Final

import azure.functions as func

from . import log, responses
from .errors import Problem

MEDIA_TYPE: Final = "application/problem+json"
# RFC 9110's names, which Python's HTTPStatus has from 3.13 on.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}


def response(problem: Problem) -> func.HttpResponse:
    """Return the problem as ``application/problem+json``, which no cache stores.

    A server error (5xx) has the reference under which the log describes it.
    """
    log.note_errors(problem.errors)
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
    if problem.status >= 500:
        document["reference"] = log.reference()
    # What a client sent may hold lone surrogates, which UTF-8 cannot carry: JSON can, as \udcXX,
    # which is what Python writes for them, too.
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
    # RFC 8259 knows no charset; browsers that show the text read it as Windows-1252 without.
    headers = {"Content-Type": f"{MEDIA_TYPE}; charset=utf-8", **problem.headers}
    return responses.response(body, MEDIA_TYPE, status=problem.status, headers=headers)
