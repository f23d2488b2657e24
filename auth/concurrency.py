"""A limit on simultaneous calls to the provider, which leaves threads to the rest of the app.

The platform gives all functions one small pool of threads (five on one core). If all of them
waited for the provider, no chart would be drawn for as long as it takes to respond.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from .errors import BusyError

MAX_CALLS = 3
"""Simultaneous calls; one takes a few tenths of a second."""
STALL_SECONDS = 3.0
"""Seconds without the end of any call after which all count as stalled, and nobody waits."""

_changed = threading.Condition()
_starts: list[float] = []


@contextlib.contextmanager
def slot() -> Iterator[None]:
    """Hold one of ``MAX_CALLS`` slots. Raises BusyError if all calls are stalled.

    Not reentrant: two threads that each hold a slot and ask for a second would deadlock.
    """
    with _changed:
        while len(_starts) >= MAX_CALLS:
            left = max(_starts) + STALL_SECONDS - time.monotonic()
            if left <= 0:
                raise BusyError("too many calls")
            _changed.wait(left)
        start = time.monotonic()
        _starts.append(start)
    try:
        yield
    finally:
        with _changed:
            _starts.remove(start)
            _changed.notify()
