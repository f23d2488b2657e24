"""The host: finds the function for a request, calls it like the worker, returns its response."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from devserver import answer as answers
from devserver.answer import Answer
from devserver.app import Function
from devserver.errors import Refused
from devserver.request import Incoming, http_request
from devserver.routes import Route

HOMEPAGE = b"""<!DOCTYPE html>
<title>Function app</title>
<p>Your function app is up and running. No function answers this address.
"""


@dataclass(frozen=True)
class Context:
    """The parts of ``func.Context`` that are supported: neither retries nor traces."""

    function_name: str
    invocation_id: str
    function_directory: str


def thread_count() -> int | None:
    """Return PYTHON_THREADPOOL_THREAD_COUNT; None stands for min(32, cores + 4)."""
    setting = os.environ.get("PYTHON_THREADPOOL_THREAD_COUNT", "")
    if not setting:
        return None
    with contextlib.suppress(ValueError):
        if int(setting) > 0:
            return int(setting)
    logging.warning("PYTHON_THREADPOOL_THREAD_COUNT must be a positive integer, so it is ignored.")
    return None


class Host:
    """The functions of an app and the threads they run on.

    Like in the worker, ``def`` functions share a pool of threads and ``async def`` functions an
    event loop: a request waits while all threads are busy, or while the loop is blocked.
    """

    def __init__(self, routes: Sequence[Route]) -> None:
        self.routes = routes
        self._threads = ThreadPoolExecutor(thread_count(), thread_name_prefix="function")
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="event loop", daemon=True).start()

    def answer(self, incoming: Incoming) -> Answer:
        """Return the response to a request: 404 if no route matches, 500 if the function fails."""
        path = incoming.path
        for route in self.routes:
            route_params = route.match(incoming.method, path)
            if route_params is not None:
                return self._invoke(route.function, incoming, route_params)
        if path == "/":
            if os.environ.get("AzureWebJobsDisableHomepage", "").lower() == "true":  # noqa: SIM112
                return Answer(204)
            return Answer(200, [("Content-Type", "text/html")], HOMEPAGE)
        return Answer(404)

    def _invoke(
        self, function: Function, incoming: Incoming, route_params: Mapping[str, str]
    ) -> Answer:
        try:
            answer = self.call(function, incoming, route_params)
            answers.check(incoming.method, answer)
        except Refused as refusal:
            logging.error("%s: %s", function.name, refusal)
        except Exception:
            logging.exception("Exception while executing function: Functions.%s", function.name)
        else:
            return answer
        return Answer(500)

    def call(
        self, function: Function, incoming: Incoming, route_params: Mapping[str, str]
    ) -> Answer:
        """Do the worker's part: call a function and return the response to its return value.

        Raises ``Refused`` and whatever the function raises.
        """
        arguments: dict[str, object] = {
            function.request_parameter: http_request(incoming, route_params)
        }
        if function.takes_context:
            arguments["context"] = Context(function.name, str(uuid.uuid4()), function.directory)
        if function.is_async:
            coroutine = function.call(**arguments)
            result = asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()
        else:
            result = self._threads.submit(function.call, **arguments).result()
        return answers.from_result(result)

    def close(self) -> None:
        """Start no further calls; the process ends once the running ones have finished."""
        self._threads.shutdown(wait=False, cancel_futures=True)
