"""Free memory goes back to the system, without settings of the C library.

glibc keeps what is freed: in an arena for each of many threads, and between blocks that are in use.
Under load a process grows by a quarter within minutes, and an idle one keeps all of it. So threads
share one arena besides the main one (one thread at a time draws), large blocks are returned at
once, and ``malloc_trim(3)`` returns the free pages five seconds after a picture was drawn, which
under load is every five seconds, from a thread of its own. It takes about 15 ms on a busy machine,
and blocks drawing only where that allocates in the same arena. Other C libraries are left alone.
"""

from __future__ import annotations

import functools
import os
import threading
from typing import Any

_SECONDS = 5.0
# Of malloc.h, with their values: mallopt(3).
_LIMITS = {
    -8: 2,  # M_ARENA_MAX
    -3: 2**19,  # M_MMAP_THRESHOLD, bytes: larger blocks are returned as soon as they are free
    -1: 2**19,  # M_TRIM_THRESHOLD, bytes: so much may stay free at the end of an arena
}

_waits_in = 0
"""The process whose timer runs, 0 if none does: the child of a fork has the number, not the timer.
If two threads read 0 at once, each starts a timer, which does no harm."""


@functools.cache
def limit() -> None:
    """Let the C library keep less of what is freed, from the first call on."""
    library = _glibc()
    if library is not None:
        for option, value in _LIMITS.items():
            library.mallopt(option, value)


def return_later() -> None:
    """Return free memory to the system in five seconds, once for all calls until then.

    Without a thread to spare it is left to a later call: the picture has been drawn.
    """
    global _waits_in
    if _waits_in != os.getpid():
        _waits_in = os.getpid()
        timer = threading.Timer(_SECONDS, _return)
        timer.daemon = True
        try:
            timer.start()
        except RuntimeError:  # the system or the interpreter starts no more threads
            _waits_in = 0


def _return() -> None:
    global _waits_in
    _waits_in = 0
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> Any:
    """Return the C library of this process, None if it is another one."""
    import ctypes  # with the first picture, for which numpy loads it

    library = ctypes.CDLL(None) if os.name == "posix" else None
    return library if hasattr(library, "malloc_trim") else None
