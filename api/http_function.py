"""The decorator of every HTTP function: errors become responses, and the log gets its line."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, overload

import azure.functions as func

from . import cors, log, problem, responses
from .errors import Problem
from .version import VERSION

_FAILED = "Internal error. The log of this app describes it under the reference."
_NO_MEMORY = "This instance is out of memory. The log of this app describes it under the reference."
_LATER = {"Retry-After": "10"}  # seconds; by then other requests are answered


Handler = Callable[..., Any]
Refuse = Callable[[func.HttpRequest, Problem], func.HttpResponse]


@overload
def http_function(handler: Handler) -> Handler: ...


@overload
def http_function(
    *, public: bool = False, refuse: Refuse | None = None
) -> Callable[[Handler], Handler]: ...


def http_function(
    handler: Handler | None = None, *, public: bool = False, refuse: Refuse | None = None
) -> Any:
    """Decorate an HTTP function of the app, ``def`` or ``async def``; every one needs it.

    A ``Problem`` that the function raises becomes the response, a ``MemoryError`` a 503, any other
    exception a 500, both with a reference and a traceback in the log. The response gets the headers
    that all responses have (``responses.complete``), with ``X-Request-Id`` and ``X-App-Version``,
    and the log gets one line. Decorating a function twice changes nothing.

    ``public`` lets scripts of other sites read its responses, errors included, and answers their
    preflights if ``OPTIONS`` is one of its methods. ``refuse`` makes the response to a ``Problem``;
    a problem document if there is none.
    """
    if handler is None:
        return functools.partial(_decorated, public=public, refuse=refuse)
    return _decorated(handler, public=public, refuse=refuse)


def _decorated(handler: Handler, *, public: bool, refuse: Refuse | None) -> Handler:
    if getattr(handler, "is_http_function", False):
        return handler
    name = handler.__name__

    def start(req: func.HttpRequest, context: func.Context | None) -> log.Entry:
        return log.Entry(name, req.method, context.invocation_id if context else None)

    def finish(req: func.HttpRequest, response: Any, entry: log.Entry) -> func.HttpResponse:
        if not isinstance(response, func.HttpResponse):
            raise TypeError(f"{name} returned {type(response).__name__}, not an HttpResponse")
        responses.complete(response)
        if public:
            cors.share(req, response)
        response.headers["X-Request-Id"] = entry.reference
        response.headers["X-App-Version"] = VERSION
        size = 0 if req.method == "HEAD" else len(response.get_body() or b"")
        entry.write(response.status_code, size)
        return response

    def failure(req: func.HttpRequest, error: Exception) -> func.HttpResponse:
        if not isinstance(error, Problem):
            log.exception()
            if isinstance(error, MemoryError):
                error = Problem(503, _NO_MEMORY, headers=_LATER)
            else:
                error = Problem(500, _FAILED)
        if refuse is not None:
            try:
                return refuse(req, error)
            except Exception:  # noqa: BLE001 - a response that says less is better than none
                log.exception()
        return problem.response(error)

    if inspect.iscoroutinefunction(handler):

        async def wrapper(
            req: func.HttpRequest, context: func.Context | None = None
        ) -> func.HttpResponse:
            with start(req, context) as entry:
                try:
                    if public and req.method == "OPTIONS":
                        return finish(req, cors.preflight(req), entry)
                    return finish(req, await handler(req), entry)
                except Exception as error:  # noqa: BLE001 - the platform's own 500 is empty
                    return finish(req, failure(req, error), entry)

    else:

        def wrapper(  # type: ignore[misc]
            req: func.HttpRequest, context: func.Context | None = None
        ) -> func.HttpResponse:
            with start(req, context) as entry:
                try:
                    if public and req.method == "OPTIONS":
                        return finish(req, cors.preflight(req), entry)
                    return finish(req, handler(req), entry)
                except Exception as error:  # noqa: BLE001 - the platform's own 500 is empty
                    return finish(req, failure(req, error), entry)

    functools.update_wrapper(wrapper, handler)
    # The platform reads the signature: it hands over the context, which has the call's id, to
    # a parameter of this name and type, and must not see the inner function's parameters.
    del wrapper.__wrapped__  # type: ignore[attr-defined]
    wrapper.__annotations__ = {
        "req": func.HttpRequest, "context": func.Context, "return": func.HttpResponse,
    }  # fmt: skip
    wrapper.is_http_function = True  # type: ignore[attr-defined]
    return wrapper
