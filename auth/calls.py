"""Calls to the provider: few at a time, so that a slow one leaves threads to the rest of the app.

The platform gives all functions one small pool of threads (five on one core). Were all of them to
wait for the provider, no chart would be drawn for as long as it takes to answer.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

MOST = 3
"""Calls that may be under way at once; an answer takes a few tenths of a second."""
PATIENCE = 3.0
"""Seconds without an end of any call after which they count as stalled: nobody waits longer."""

_changed = threading.Condition()
_began: list[float] = []


class BusyError(Exception):
    """So many calls are under way that this one was not begun; trying again later may help."""


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Have a turn to call the provider. Raises BusyError where all calls are stalled.

    Not to be had twice by one thread: two that have one would wait for each other's second.
    """
    with _changed:
        while len(_began) >= MOST:
            left = max(_began) + PATIENCE - time.monotonic()
            if left <= 0:
                raise BusyError("too many calls")
            _changed.wait(left)
        mine = time.monotonic()
        _began.append(mine)
    try:
        yield
    finally:
        with _changed:
            _began.remove(mine)
            _changed.notify()
