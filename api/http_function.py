"""The decorator of every HTTP function: errors become responses, and the log gets its line."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import azure.functions as func

from . import log, problem, responses
from .errors import Problem
from .version import VERSION

_FAILED = "Internal error. The log of this app describes it under the reference."


def http_function(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate an HTTP function of the app, ``def`` or ``async def``; every one needs it.

    A ``Problem`` that the function raises becomes the response, any other exception a 500 with a
    reference. The response gets the headers that all responses have (``responses.complete``), with
    ``X-Request-Id`` and ``X-App-Version``, and the log gets one line. Decorating a function twice
    changes nothing.
    """
    if getattr(handler, "is_http_function", False):
        return handler
    name = handler.__name__

    def start(req: func.HttpRequest, context: func.Context | None) -> log.Entry:
        return log.Entry(name, req.method, context.invocation_id if context else None)

    def finish(req: func.HttpRequest, response: Any, entry: log.Entry) -> func.HttpResponse:
        if not isinstance(response, func.HttpResponse):
            raise TypeError(f"{name} returned {type(response).__name__}, not an HttpResponse")
        responses.complete(response)
        response.headers["X-Request-Id"] = entry.reference
        response.headers["X-App-Version"] = VERSION
        size = 0 if req.method == "HEAD" else len(response.get_body() or b"")
        entry.write(response.status_code, size)
        return response

    def failure(error: Exception) -> func.HttpResponse:
        if isinstance(error, Problem):
            return problem.response(error)
        log.exception()
        return problem.response(Problem(500, _FAILED))

    if inspect.iscoroutinefunction(handler):

        async def wrapper(
            req: func.HttpRequest, context: func.Context | None = None
        ) -> func.HttpResponse:
            with start(req, context) as entry:
                try:
                    return finish(req, await handler(req), entry)
                except Exception as error:  # noqa: BLE001 - the platform's own 500 is empty
                    return finish(req, failure(error), entry)

    else:

        def wrapper(  # type: ignore[misc]
            req: func.HttpRequest, context: func.Context | None = None
        ) -> func.HttpResponse:
            with start(req, context) as entry:
                try:
                    return finish(req, handler(req), entry)
                except Exception as error:  # noqa: BLE001 - the platform's own 500 is empty
                    return finish(req, failure(error), entry)

    functools.update_wrapper(wrapper, handler)
    # The platform reads the signature: it hands over the context, which has the call's id, to
    # a parameter of this name and type, and must not see the inner function's parameters.
    del wrapper.__wrapped__  # type: ignore[attr-defined]
    wrapper.__annotations__ = {
        "req": func.HttpRequest, "context": func.Context, "return": func.HttpResponse,
    }  # fmt: skip
    wrapper.is_http_function = True  # type: ignore[attr-defined]
    return wrapper
