"""Threads of its own for whatever waits for the provider, so that no chart ever waits for it.

The platform gives all ``def`` functions one small pool of threads (five on one core). If sign-ins
waited there, a slow provider, or anybody who sends many callbacks, would leave none to the charts.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from .errors import BusyError

MAX_CALLS = 8
"""Simultaneous sign-ins that call the provider; one takes a few tenths of a second."""
MAX_WAITING = 100
"""Sign-ins that wait for one of these threads; waiting costs none itself."""
WAIT_SECONDS = 8.0
"""Seconds after which nobody waits any longer."""
RETRY_SECONDS = 5
"""Seconds after which someone who was turned away may try again, for ``Retry-After``."""

_Result = TypeVar("_Result")
_lock = threading.Lock()
_threads = ThreadPoolExecutor(MAX_CALLS, thread_name_prefix="sign-in")
_unfinished = 0


async def run(function: Callable[..., _Result], *args: object) -> _Result:
    """Return what a function that calls the provider returns, run in one of ``MAX_CALLS`` threads.

    Raises BusyError at once if ``MAX_WAITING`` others wait already, and after ``WAIT_SECONDS`` if
    no thread became free; the function does not run then.
    """
    global _unfinished
    with _lock:
        if _unfinished >= MAX_CALLS + MAX_WAITING:
            raise BusyError("too many calls")
        _unfinished += 1
    future = _threads.submit(contextvars.copy_context().run, function, *args)
    future.add_done_callback(_finished)
    result = asyncio.wrap_future(future)
    await asyncio.wait([result], timeout=WAIT_SECONDS)
    if future.cancel():  # only what has not begun can be cancelled
        raise BusyError("calls are stalled")
    return await result


def _finished(_: object) -> None:
    global _unfinished
    with _lock:
        _unfinished -= 1
