"""The worker: drives Microsoft's runtime as the proxy worker of Python 3.13 does.

The runtime imports and indexes the app at once (WorkerInitRequest), lists its functions, and runs
each request as a coroutine on one event loop, from which ``def`` functions go to a pool of threads.
It keeps its app in globals, so there is one a process.
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
from tests.runtime.messages import (
    FunctionLoadRequest,
    InvocationRequest,
    InvocationResponse,
    Message,
    ParameterBinding,
    RpcFunctionMetadata,
    RpcHttp,
    StatusResult,
    TypedData,
    WorkerInitRequest,
    protos,
)

ASKED = {"RawHttpBodyBytes", "RpcHttpBodyOnly", "RpcHttpTriggerMetadataRemoved"}
"""How it wants HTTP: the body as bytes, once, and nothing of the request in the metadata."""

_loop = asyncio.new_event_loop()


def start(app_dir: Path) -> None:
    """Import and index the app on this thread; raises ``AppError`` when that fails."""
    runtime.start_threadpool_executor()
    init = WorkerInitRequest(function_app_directory=str(app_dir))
    indexing = runtime.worker_init_request(_request("worker_init_request", init))
    if _loop.is_running():  # the app is loaded again
        ready = asyncio.run(indexing)
    else:
        ready = _loop.run_until_complete(indexing)
        threading.Thread(target=_loop.run_forever, name="event loop", daemon=True).start()
    if ready.result.status != StatusResult.Success:
        exception = ready.result.exception
        raise AppError(f"No function is served: {exception.message}\n{exception.stack_trace}")
    if {name for name in ready.capabilities if "Http" in name} != ASKED:
        raise AppError(f"The runtime asks for another host than ours: {ready.capabilities}")


def functions() -> list[RpcFunctionMetadata]:
    """Give what the runtime tells the host of each function, and have each loaded."""
    answer = _run(runtime.functions_metadata_request(SimpleNamespace()))
    found: list[RpcFunctionMetadata] = answer.function_metadata_results
    for function in found:
        load = FunctionLoadRequest(function_id=function.function_id)
        loaded = _run(runtime.function_load_request(_request("function_load_request", load)))
        assert loaded.result.status == StatusResult.Success
    return found


def invoke(function_id: str, parameter: str, http: RpcHttp) -> InvocationResponse:
    """Run a function with a request, on whatever thread the runtime runs it."""
    invocation = InvocationRequest(
        invocation_id=str(uuid.uuid4()),
        function_id=function_id,
        input_data=[ParameterBinding(name=parameter, data=TypedData(http=http))],
    )
    answer = _run(runtime.invocation_request(_request("invocation_request", invocation)))
    assert isinstance(answer, InvocationResponse)
    return answer


def _run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run_coroutine_threadsafe(coroutine, _loop).result()


def _request(kind: str, message: Message) -> SimpleNamespace:
    """Wrap a message as the proxy worker does."""
    # The address is where requests would be streamed to, if the app asked for that.
    return SimpleNamespace(
        request=SimpleNamespace(**{kind: message}),
        properties={"host": "127.0.0.1", "protos": protos},
    )
