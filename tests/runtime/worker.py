"""The worker: drives Microsoft's runtime as the proxy worker of Python 3.13 does.

It imports and indexes the app at once (WorkerInitRequest), lists its functions and runs each
request as a coroutine on one event loop, from which ``def`` functions go to a pool of threads.
"""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import azure_functions_runtime as runtime

from devserver.errors import AppError
from tests.runtime import messages
from tests.runtime.messages import protos

LANGUAGE_HOST = "127.0.0.1"  # where it would listen for streamed requests, which there are none of


class Worker:
    """One app in the runtime, of which there is one a process, as it keeps its app in globals."""

    def __init__(self, app_dir: Path) -> None:
        """Import and index the app on this thread; raises ``AppError`` when that fails."""
        runtime.start_threadpool_executor()
        self._loop = asyncio.new_event_loop()
        init = messages.WorkerInitRequest(function_app_directory=str(app_dir))
        ready = self._loop.run_until_complete(
            runtime.worker_init_request(_request("worker_init_request", init))
        )
        if ready.result.status != messages.StatusResult.Success:
            exception = ready.result.exception
            raise AppError(
                f"No function is served: {exception.message}\n{exception.stack_trace}"
            )
        threading.Thread(target=self._loop.run_forever, name="event loop", daemon=True).start()

    def functions(self) -> list[messages.RpcFunctionMetadata]:
        """Give what the runtime says of each function to the host, and load them."""
        answer = self._run(runtime.functions_metadata_request(SimpleNamespace()))
        found: list[messages.RpcFunctionMetadata] = answer.function_metadata_results
        for function in found:
            load = messages.FunctionLoadRequest(function_id=function.function_id)
            loaded = self._run(runtime.function_load_request(_request("function_load_request", load)))
            assert loaded.result.status == messages.StatusResult.Success
        return found

    def invoke(
        self, function_id: str, parameter: str, http: messages.RpcHttp
    ) -> messages.InvocationResponse:
        """Run a function with a request, on whatever thread the runtime runs it."""
        invocation = messages.InvocationRequest(
            invocation_id=str(uuid.uuid4()),
            function_id=function_id,
            input_data=[
                messages.ParameterBinding(name=parameter, data=messages.TypedData(http=http))
            ],
        )
        answer = self._run(runtime.invocation_request(_request("invocation_request", invocation)))
        assert isinstance(answer, messages.InvocationResponse)
        return answer

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()


def _request(kind: str, message: messages.Message) -> SimpleNamespace:
    """Wrap a message as the proxy worker does."""
    return SimpleNamespace(
        request=SimpleNamespace(**{kind: message}),
        properties={"host": LANGUAGE_HOST, "protos": protos},
    )
