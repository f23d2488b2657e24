"""Problem documents (RFC 9457) and the log: how every request of the app ends."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import azure.functions as func

from . import log, responses
from .errors import ParameterError, Problem
from .version import VERSION

__all__ = ["MEDIA_TYPE", "ParameterError", "Problem", "answered", "response"]

MEDIA_TYPE = "application/problem+json"


# RFC 9110's names, which Python's HTTPStatus has from 3.13 on.
_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
_FAILED = "Something failed in this app; its log has it under the reference."


def response(problem: Problem) -> func.HttpResponse:
    """Give the problem as ``application/problem+json``, never cached.

    One that is not the client's (5xx) names the reference under which the log has it.
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
    # Escaped to ASCII: what a client sent may hold lone surrogates, which UTF-8 cannot carry.
    body = json.dumps(document).encode("ascii")
    return responses.response(body, MEDIA_TYPE, status=problem.status, headers=problem.headers)


def answered(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate an HTTP function of the app, ``def`` or ``async def``: every one needs it, once.

    A ``Problem`` that it raises becomes the answer, any other exception a 500 with a reference.
    The answer gets ``X-Request-Id`` and ``X-App-Version``, the log one line. Decorating what is
    decorated changes nothing.
    """
    if getattr(handler, "is_answered", False):
        return handler
    name = handler.__name__

    def begun(req: func.HttpRequest, context: func.Context | None) -> log.Entry:
        return log.Entry(name, req.method, context.invocation_id if context else None)

    def ended(req: func.HttpRequest, answer: Any, entry: log.Entry) -> func.HttpResponse:
        if not isinstance(answer, func.HttpResponse):
            raise TypeError(f"{name} gave {type(answer).__name__}, not an HttpResponse")
        responses.complete(answer)
        answer.headers["X-Request-Id"] = entry.reference
        answer.headers["X-App-Version"] = VERSION
        size = 0 if req.method == "HEAD" else len(answer.get_body() or b"")
        entry.write(answer.status_code, size)
        return answer

    def failed(error: Exception) -> func.HttpResponse:
        if isinstance(error, Problem):
            return response(error)
        log.failed()
        return response(Problem(500, _FAILED))

    if inspect.iscoroutinefunction(handler):

        async def wrapper(
            req: func.HttpRequest, context: func.Context | None = None
        ) -> func.HttpResponse:
            with begun(req, context) as entry:
                try:
                    return ended(req, await handler(req), entry)
                except Exception as error:  # noqa: BLE001 - the platform's own 500 is empty
                    return ended(req, failed(error), entry)

    else:

        def wrapper(  # type: ignore[misc]
            req: func.HttpRequest, context: func.Context | None = None
        ) -> func.HttpResponse:
            with begun(req, context) as entry:
                try:
                    return ended(req, handler(req), entry)
                except Exception as error:  # noqa: BLE001 - the platform's own 500 is empty
                    return ended(req, failed(error), entry)

    functools.update_wrapper(wrapper, handler)
    # The platform reads the signature: it hands over the context, which has the call's id, to
    # a parameter of this name and type, and must not see the inner function's parameters.
    del wrapper.__wrapped__  # type: ignore[attr-defined]
    wrapper.__annotations__ = {
        "req": func.HttpRequest, "context": func.Context, "return": func.HttpResponse,
    }  # fmt: skip
    wrapper.is_answered = True  # type: ignore[attr-defined]
    return wrapper
